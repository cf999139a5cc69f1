//! All measures of representativeness of a study, in the fixed order of `bias.csv`.

use crate::analysis::chance::chance_rows;
use crate::analysis::coverage::Allotted;
use crate::analysis::difference::difference_rows;
use crate::analysis::evenness::evenness_rows;
use crate::analysis::measure::Measure;
use crate::analysis::neighbour::Neighbours;
use crate::analysis::neighbourhood::neighbour_rows;
use crate::model::study::Study;

/// The seed of permutations when none is chosen.
pub const DEFAULT_SEED: u64 = 20_230_101;
/// How many permutations there are when no number is chosen.
pub const DEFAULT_PERMUTATIONS: usize = 10_000;

/// What every measure is computed from.
#[derive(Clone, Copy, Debug)]
pub struct BiasInput<'a> {
    /// The study.
    pub study: &'a Study,
    /// Residents given to units.
    pub allotted: Option<&'a Allotted>,
    /// Which catchments are neighbours, where outlines are known.
    pub neighbours: Option<&'a Neighbours>,
    /// What the analyst chose.
    pub options: &'a BiasOptions,
}

/// What the analyst chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BiasOptions {
    /// The seed of permutations.
    pub seed: u64,
    /// How many permutations.
    pub permutations: usize,
    /// The scheme whose areas are compared, instead of the study's first.
    pub by: Option<String>,
}

impl Default for BiasOptions {
    fn default() -> Self {
        Self { seed: DEFAULT_SEED, permutations: DEFAULT_PERMUTATIONS, by: None }
    }
}

impl BiasInput<'_> {
    /// The positions of the units that should have answered, in the order of the frame: all but those found ineligible. Units of unknown
    /// eligibility count as not having answered.
    pub fn in_scope(&self) -> Vec<usize> {
        let units = self.study.frame.units().iter().enumerate();
        units.filter(|(_, unit)| unit.status.in_scope()).map(|(position, _)| position).collect()
    }
}

/// Every measure, in the order of `bias.csv`: one line a module.
pub fn bias(input: &BiasInput<'_>) -> Vec<Measure> {
    // Each module gives its rows in a fixed order.
    let sections: [Vec<Measure>; 4] =
        [difference_rows(input), chance_rows(input), evenness_rows(input), neighbour_rows(input)];
    sections.into_iter().flatten().collect()
}
