//! What a text means among areas, and by what it was understood.

use crate::input::code::autonomous::Autonomous;
use crate::model::base::index::AreaIndex;
use crate::model::place::code::ParseCodeError;

/// By what a text was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The code.
    Code,
    /// The code without its leading zeros, or of a metropolitan city.
    Restored,
    /// A code of NUTS.
    Nuts,
    /// A short sign, such as the two letters of a province.
    Sign,
    /// A name.
    Name,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// One area.
    One(AreaIndex, Way),
    /// One of several areas of this name; which is not said.
    Several(Vec<AreaIndex>),
    /// One of the two autonomous provinces, among regions that have them as one.
    Autonomous(Autonomous),
    /// The territory as a whole, or an area of a broader level or group.
    Broader,
    /// A well-formed code or a name of no area.
    Unknown,
    /// Neither a name nor a well-formed code.
    Malformed(ParseCodeError),
}

impl Meaning {
    /// The area, where it is one.
    pub fn area(&self) -> Option<AreaIndex> {
        match self {
            Self::One(area, _) => Some(*area),
            Self::Several(_) | Self::Autonomous(_) | Self::Broader | Self::Unknown | Self::Malformed(_) => None,
        }
    }
}
