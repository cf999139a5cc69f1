//! Studies to start from: what `init` writes.

use crate::input::embedded::italy::{ITALY_MHD, REFERENCE};

/// Where a new study starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Italy's 135 mental health departments and their catchments, answers blank.
    Mhd,
    /// The synthetic reference study.
    Reference,
    /// Two units, to be replaced.
    Empty,
}

const EMPTY: &[(&str, &[u8])] = &[
    ("study.toml", include_bytes!("../../../geodata/empty/study.toml")),
    ("units.csv", include_bytes!("../../../geodata/empty/units.csv")),
    ("catchments.csv", include_bytes!("../../../geodata/empty/catchments.csv")),
];

impl Template {
    /// The files of the template: name and content.
    pub fn files(self) -> &'static [(&'static str, &'static [u8])] {
        match self {
            Self::Mhd => ITALY_MHD,
            Self::Reference => REFERENCE,
            Self::Empty => EMPTY,
        }
    }
}
