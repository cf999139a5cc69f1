//! The figures of a column, by unit and by area.

use crate::analysis::statistic::aggregate::Aggregate;
use crate::model::base::count::Residents;

/// A column of a study.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StudyColumn {
    /// The name, as typed.
    pub(crate) name: String,
    /// What it is called in titles.
    pub(crate) title: String,
    /// Its figures.
    pub(crate) figures: Figures,
}

/// The figures of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Figures {
    /// Numbers of units.
    Numbers(UnitNumbers),
    /// Categories of units.
    Levels(UnitLevels),
    /// Residents of places.
    Residents {
        /// Those counted.
        counts: Vec<Option<Residents>>,
        /// Those they are a share of.
        of_all: Option<Vec<Option<Residents>>>,
    },
    /// Square kilometres of areas, or residents on them.
    Land {
        /// Whether residents are divided by the land.
        density: bool,
    },
}

/// Which units a figure could be of, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scope {
    /// Units that could have a value.
    pub(crate) takes: Vec<bool>,
    /// Whether values rest on answers, so that an area without a respondent has none.
    pub(crate) is_answer: bool,
}

/// Numbers of units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnitNumbers {
    /// The number of each unit; `None` where it is not known.
    pub(crate) values: Vec<Option<f64>>,
    /// Whose they are.
    pub(crate) scope: Scope,
    /// How numbers become one where nothing is said; `None` where the analyst must say it.
    pub(crate) usual: Option<Aggregate>,
    /// Whether numbers are 1 for yes and 0 for no.
    pub(crate) is_share: bool,
}

/// Categories of units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnitLevels {
    /// The categories: a fixed word and a label each.
    pub(crate) levels: Vec<(String, String)>,
    /// The categories of each unit; `None` where they are not known.
    pub(crate) of_unit: Vec<Option<Vec<usize>>>,
    /// Whose they are.
    pub(crate) scope: Scope,
    /// Whether a unit may have none or several.
    pub(crate) is_multiple: bool,
}
