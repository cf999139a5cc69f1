//! What is done about defects of outlines.

use crate::model::base::word::words;

words! {
    /// What is done about defects.
    #[derive(Default)]
    pub enum Repair {
        /// Mend defects and say what was changed.
        #[default]
        Mend = "mend",
        /// Take defects for errors.
        Refuse = "refuse",
    }
}
