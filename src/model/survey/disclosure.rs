//! What was promised to the units about who answered, and what outsiders know of them.

use crate::model::base::word::words;

words! {
    /// Who may learn which units answered: `answers` in the section `[privacy]`.
    #[derive(Default)]
    pub enum Secrecy {
        /// Nobody may be inferred.
        ///
        /// What is published is decided once, and what names who answered stands in the folder `internal`.
        Anonymous = "anonymous",
        /// For the people of the survey.
        ///
        /// Nothing is withheld; how many units could be inferred is counted and said.
        #[default]
        Internal = "internal",
        /// Units agreed to be named, or are invented.
        Public = "public",
    }
}

words! {
    /// A figure of each unit that outsiders know.
    #[derive(PartialOrd, Ord)]
    pub enum KnownFigure {
        /// Residents of its catchment by the census.
        Residents = "residents",
        /// The survey's own figure.
        Population = "population",
    }
}

/// The section `[privacy]` of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Privacy {
    /// Who may learn which units answered.
    pub answers: Secrecy,
    /// A unit is at risk when an outsider can be surer than this that it answered, or that it did not; above ½, below 1.
    pub certainty: f64,
    /// What outsiders know of each unit besides its areas and its kind.
    pub known: Vec<KnownFigure>,
    /// The smallest count of answers that is published.
    pub cell: u64,
    /// How many units an outsider knows already, such as an office its own answer.
    pub insiders: usize,
}

impl Default for Privacy {
    fn default() -> Self {
        Self { answers: Secrecy::default(), certainty: 0.9, known: KnownFigure::ALL.to_vec(), cell: 3, insiders: 0 }
    }
}
