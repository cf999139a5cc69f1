//! What measures are computed from.

use crate::analysis::coverage::area::{Allotted, Coverage};
use crate::analysis::space::neighbour::Neighbours;
use crate::model::study::Study;
use crate::model::survey::formula::Formula;

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
    /// Coverage of areas, as `coverage.csv` has it; empty where it is not asked for.
    pub coverage: &'a [Coverage],
    /// Which catchments are neighbours, where outlines are known.
    pub neighbours: Option<&'a Neighbours>,
    /// Square metres of each place, where they are needed and known.
    pub square_metres: Option<&'a [f64]>,
    /// Design weights of the frame's units, where the frame is a sample.
    pub design_weights: Option<&'a [Option<f64>]>,
    /// What the analyst chose.
    pub options: &'a BiasOptions,
}

/// What the analyst chose.
#[derive(Clone, Debug, PartialEq)]
pub struct BiasOptions {
    /// The seed of permutations.
    pub seed: u64,
    /// How many permutations.
    pub permutations: usize,
    /// Whether that number was stated, so that it is kept whatever it costs.
    pub permutations_stated: bool,
    /// The scheme whose areas are compared, instead of the study's first.
    pub by: Option<String>,
    /// The response model, instead of the usual one.
    pub model: Option<Formula>,
    /// Welch's test and the interval of Hedges and Olkin, which take both groups for samples, beside what permutations of response say.
    /// They are always there where the frame is a sample.
    pub classical: bool,
}

impl Default for BiasOptions {
    fn default() -> Self {
        Self {
            seed: DEFAULT_SEED,
            permutations: DEFAULT_PERMUTATIONS,
            permutations_stated: false,
            by: None,
            model: None,
            classical: false,
        }
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
