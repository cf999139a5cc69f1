//! What an area of a map may show.

use crate::model::base::word::words;

words! {
    /// What can be drawn of a study.
    pub enum Value {
        /// Share of residents covered.
        Coverage = "coverage",
        /// Share of units that answered.
        Response = "response",
        /// Share among the covered residents over share among all residents.
        Representation = "representation",
        /// Number of residents.
        Residents = "residents",
        /// Whether the units of a catchment answered.
        Answered = "answered",
    }
}
