//! The rules of cartography: what each is called and how bad a breach of it is.

use crate::model::base::word::words;

words! {
    /// How bad a finding is.
    #[derive(PartialOrd, Ord)]
    pub enum Severity {
        /// A reader is misled or cannot read the picture.
        Error = "error",
        /// A reader may be misled.
        Warning = "warning",
        /// Worth knowing.
        Note = "note",
    }
}

words! {
    /// A rule.
    #[derive(PartialOrd, Ord)]
    pub enum Rule {
        /// Areas are not drawn in proportion to their size.
        UnequalArea = "unequal-area" => Severity::Error,
        /// A number of people or things is shown by filling areas, so that large areas look like large numbers.
        CountAsFill = "count-as-fill" => Severity::Warning,
        /// Two classes look alike to some eyes.
        ClassesLookAlike = "classes-look-alike" => Severity::Error,
        /// The mark of missing values looks like a class or the page.
        MissingLooksLikeClass = "missing-looks-like-class" => Severity::Error,
        /// Printed bounds put an area into another class than it is drawn in.
        BreaksMisprinted = "breaks-misprinted" => Severity::Error,
        /// Areas are too small for their page.
        MapTooSmall = "map-too-small" => Severity::Error,
        /// Text covers other text.
        TextOverlaps = "text-overlaps" => Severity::Error,
        /// Text of the map covers the legend.
        TextOverLegend = "text-over-legend" => Severity::Error,
        /// Text leaves the page.
        TextOutside = "text-outside" => Severity::Error,
        /// Text is too small at the stated size.
        TypeTooSmall = "type-too-small" => Severity::Error,
        /// Text stands out too little from what is behind it.
        TextTooFaint = "text-too-faint" => Severity::Error,
        /// Nobody is named as the source.
        NoSource = "no-source" => Severity::Warning,
        /// Colours part in the middle of values that have none.
        DivergingWithoutMiddle = "diverging-without-middle" => Severity::Warning,
        /// A class has no area.
        EmptyClass = "empty-class" => Severity::Note,
        /// All areas are in one class.
        OneClass = "one-class" => Severity::Warning,
        /// More classes than readers tell apart.
        TooManyClasses = "too-many-classes" => Severity::Warning,
        /// Areas are too small to be seen.
        AreasTooSmall = "areas-too-small" => Severity::Note,
        /// Lines hide much of a typical area.
        LinesHideAreas = "lines-hide-areas" => Severity::Warning,
        /// Much of the map is land where few people live.
        InkIsNotPeople = "ink-is-not-people" => Severity::Note,
    }
    /// How bad a breach is.
    pub fn severity(self) -> Severity;
}

impl Rule {
    /// Whether the rule is about how the areas of one map are drawn, and not about a page.
    pub(crate) fn is_of_one_map(self) -> bool {
        match self {
            Self::OneClass | Self::AreasTooSmall | Self::LinesHideAreas | Self::InkIsNotPeople => true,
            Self::UnequalArea
            | Self::CountAsFill
            | Self::ClassesLookAlike
            | Self::MissingLooksLikeClass
            | Self::BreaksMisprinted
            | Self::MapTooSmall
            | Self::TextOverlaps
            | Self::TextOverLegend
            | Self::TextOutside
            | Self::TypeTooSmall
            | Self::TextTooFaint
            | Self::NoSource
            | Self::DivergingWithoutMiddle
            | Self::EmptyClass
            | Self::TooManyClasses => false,
        }
    }
}
