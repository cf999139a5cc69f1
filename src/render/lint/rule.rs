//! The rules of cartography: what each is called and how bad a breach of it is.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A reader is misled or cannot read the picture.
    Error,
    /// A reader may be misled.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The fixed word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Areas are not drawn in proportion to their size.
    UnequalArea,
    /// A number of people or things is shown by filling areas, so that large areas look like large numbers.
    CountAsFill,
    /// Two classes look alike to some eyes.
    ClassesLookAlike,
    /// The mark of missing values looks like a class or the page.
    MissingLooksLikeClass,
    /// Printed bounds put an area into another class than it is drawn in.
    BreaksMisprinted,
    /// Text covers other text.
    TextOverlaps,
    /// Text leaves the page.
    TextOutside,
    /// Text is too small at the stated size.
    TypeTooSmall,
    /// Text stands out too little from what is behind it.
    TextTooFaint,
    /// Nobody is named as the source.
    NoSource,
    /// Colours part in the middle of values that have none.
    DivergingWithoutMiddle,
    /// A class has no area.
    EmptyClass,
    /// All areas are in one class.
    OneClass,
    /// More classes than readers tell apart.
    TooManyClasses,
    /// Areas are too small to be seen.
    AreasTooSmall,
    /// Lines hide much of a typical area.
    LinesHideAreas,
    /// Much of the map is land where few people live.
    InkIsNotPeople,
}

impl Rule {
    /// All rules, in the order in which they are looked at.
    pub const ALL: [Self; 17] = [
        Self::UnequalArea,
        Self::CountAsFill,
        Self::ClassesLookAlike,
        Self::MissingLooksLikeClass,
        Self::BreaksMisprinted,
        Self::TextOverlaps,
        Self::TextOutside,
        Self::TypeTooSmall,
        Self::TextTooFaint,
        Self::NoSource,
        Self::DivergingWithoutMiddle,
        Self::EmptyClass,
        Self::OneClass,
        Self::TooManyClasses,
        Self::AreasTooSmall,
        Self::LinesHideAreas,
        Self::InkIsNotPeople,
    ];

    /// The fixed word.
    pub fn word(self) -> &'static str {
        match self {
            Self::UnequalArea => "unequal-area",
            Self::CountAsFill => "count-as-fill",
            Self::ClassesLookAlike => "classes-look-alike",
            Self::MissingLooksLikeClass => "missing-looks-like-class",
            Self::BreaksMisprinted => "breaks-misprinted",
            Self::TextOverlaps => "text-overlaps",
            Self::TextOutside => "text-outside",
            Self::TypeTooSmall => "type-too-small",
            Self::TextTooFaint => "text-too-faint",
            Self::NoSource => "no-source",
            Self::DivergingWithoutMiddle => "diverging-without-middle",
            Self::EmptyClass => "empty-class",
            Self::OneClass => "one-class",
            Self::TooManyClasses => "too-many-classes",
            Self::AreasTooSmall => "areas-too-small",
            Self::LinesHideAreas => "lines-hide-areas",
            Self::InkIsNotPeople => "ink-is-not-people",
        }
    }

    /// Whether the rule is about how the areas of one map are drawn, and not about a page.
    pub(crate) fn is_of_one_map(self) -> bool {
        match self {
            Self::OneClass | Self::AreasTooSmall | Self::LinesHideAreas | Self::InkIsNotPeople => true,
            Self::UnequalArea
            | Self::CountAsFill
            | Self::ClassesLookAlike
            | Self::MissingLooksLikeClass
            | Self::BreaksMisprinted
            | Self::TextOverlaps
            | Self::TextOutside
            | Self::TypeTooSmall
            | Self::TextTooFaint
            | Self::NoSource
            | Self::DivergingWithoutMiddle
            | Self::EmptyClass
            | Self::TooManyClasses => false,
        }
    }

    /// How bad a breach is.
    pub fn severity(self) -> Severity {
        match self {
            Self::UnequalArea
            | Self::ClassesLookAlike
            | Self::MissingLooksLikeClass
            | Self::BreaksMisprinted
            | Self::TextOverlaps
            | Self::TextOutside
            | Self::TypeTooSmall
            | Self::TextTooFaint => Severity::Error,
            Self::CountAsFill
            | Self::NoSource
            | Self::DivergingWithoutMiddle
            | Self::OneClass
            | Self::TooManyClasses
            | Self::LinesHideAreas => Severity::Warning,
            Self::EmptyClass | Self::AreasTooSmall | Self::InkIsNotPeople => Severity::Note,
        }
    }
}
