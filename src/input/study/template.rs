//! Studies to start from: what `init` writes.

use crate::input::embedded::italy::{ITALY_MHD, REFERENCE};
use crate::model::base::word::words;

words! {
    /// Where a new study starts.
    pub enum Template {
        /// Italy's 135 mental health departments and their catchments, answers blank.
        Mhd = "mhd" => ITALY_MHD,
        /// The synthetic reference study.
        Reference = "reference" => REFERENCE,
        /// Two example units.
        ///
        /// To be replaced.
        Empty = "empty" => EMPTY,
    }
    /// The files of the template: name and content.
    pub fn files(self) -> &'static [(&'static str, &'static [u8])];
}

const EMPTY: &[(&str, &[u8])] = &[
    ("study.toml", include_bytes!("../../../geodata/empty/study.toml")),
    ("units.csv", include_bytes!("../../../geodata/empty/units.csv")),
    ("catchments.csv", include_bytes!("../../../geodata/empty/catchments.csv")),
];
