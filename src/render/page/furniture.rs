//! What stands on a page beside the areas, and what gives way first.

/// What stands on a page beside the areas.
///
/// The first five are given up in this order, one after the other, until the areas are as large as they should be. The last two take
/// nothing from the areas: they stand where room is left, and are given up where none is. What must stay is no furniture: the title, the
/// notice, the source and the legend's classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Furniture {
    /// How many areas and residents each class has.
    Numbers,
    /// The parts of the subtitle after the first.
    SubtitleParts,
    /// The subtitle.
    Subtitle,
    /// How values are distributed.
    Histogram,
    /// Land around.
    Around,
    /// The scale bar.
    ScaleBar,
    /// The arrow that points north.
    NorthArrow,
}

impl Furniture {
    /// All, the first to give way first.
    pub const ALL: [Self; 7] = [
        Self::Numbers,
        Self::SubtitleParts,
        Self::Subtitle,
        Self::Histogram,
        Self::Around,
        Self::ScaleBar,
        Self::NorthArrow,
    ];

    /// What it is, to who asked for the map.
    pub fn told(self) -> &'static str {
        match self {
            Self::Numbers => "the numbers beside the legend",
            Self::SubtitleParts => "all of the subtitle but its first part",
            Self::Subtitle => "the subtitle",
            Self::Histogram => "the histogram",
            Self::Around => "land around",
            Self::ScaleBar => "the scale bar",
            Self::NorthArrow => "the north arrow",
        }
    }
}

/// What of the furniture a page keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    given_up: Vec<Furniture>,
}

impl Kept {
    /// All but these.
    pub(crate) fn all_but(given_up: &[Furniture]) -> Self {
        Self { given_up: given_up.to_vec() }
    }

    /// Whether it is kept.
    pub(crate) fn has(&self, furniture: Furniture) -> bool {
        !self.given_up.contains(&furniture)
    }

    /// What is given up, in its order.
    pub(crate) fn given_up(&self) -> &[Furniture] {
        &self.given_up
    }
}
