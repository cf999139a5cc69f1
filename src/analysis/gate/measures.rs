//! The gate of measures and results: of an anonymous study few numbers of the whole frame, with three digits, and answers of enough units.

use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::reason::{NoModel, NoWeights};
use crate::analysis::compare::measures::{Bias, bias};
use crate::analysis::gate::answers::published_outcomes;
use crate::analysis::gate::digits::three_digits;
use crate::analysis::gate::published::PublishedFindings;
use crate::analysis::gate::view::View;
use crate::analysis::weight::balance::Balance;
use crate::analysis::weight::plan::WeightSet;
use crate::model::survey::auxiliary::POPULATION;

/// Frames of fewer units publish no measure.
const LEAST_UNITS: usize = 40;
/// Bits that a number of three digits tells at the most: one of 1,000 values.
const BITS: f64 = 9.966;
/// The part of what is unknown of who answered that measures may tell together.
const SPENT: f64 = 0.25;

/// Measures that may be published, the most useful first, each of the whole frame.
const WORTH: [MeasureName; 6] = [
    MeasureName::RAdjusted,
    MeasureName::Smd,
    MeasureName::DesignEffect,
    MeasureName::Cv,
    MeasureName::Auc,
    MeasureName::R,
];

/// Every measure, weight and result as `view` shows them.
///
/// # Formula
/// A frame of `N` units with `n` respondents leaves `log₂ C(N, n)` bits unknown. Of the measures one after the other, `log₂ 1000` bits each,
/// as many are published as keep to a quarter of them; p-values, ranges and notes are not.
pub fn published_bias(input: BiasInput<'_>, findings: Option<&PublishedFindings>, view: View) -> Bias {
    let input = BiasInput { coverage: findings.map_or(&[], |findings| &findings.exact), ..input };
    let found = bias(&input);
    if view.is_exact() { found } else { released(&input, found) }
}

fn released(input: &BiasInput<'_>, found: Bias) -> Bias {
    let units = input.study.frame.units();
    let n_answered = found.units.iter().filter(|&&unit| units[unit].status.answered()).count();
    let withheld = |set: WeightSet| WeightSet {
        name: set.name,
        method: set.method,
        weights: Err(NoWeights::Confidential),
        controls: Vec::new(),
        same_as: None,
        classes: Vec::new(),
    };
    Bias {
        rows: released_rows(&found.rows, found.units.len(), n_answered),
        model: Err(NoModel::Confidential),
        weights: found.weights.into_iter().map(withheld).collect(),
        balance: Balance::default(),
        benchmarks: Vec::new(),
        contrasts: Vec::new(),
        waves: Vec::new(),
        sensitivity: Vec::new(),
        outcomes: published_outcomes(&found.outcomes, &input.study.answers, input.study.privacy.cell),
        schemes: Vec::new(),
        lorenz: Vec::new(),
        units: found.units,
        seed: found.seed,
        permutations: found.permutations,
    }
}

fn released_rows(rows: &[Measure], n_units: usize, n_answered: usize) -> Vec<Measure> {
    let budget = if n_units < LEAST_UNITS { 0.0 } else { SPENT * log2_sets(n_units, n_answered) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number above 0")]
    let affordable = (budget / BITS) as usize;
    let of_worth = |name: &MeasureName| {
        rows.iter().find(|row| {
            let is_of_all = row.variable == POPULATION || *name != MeasureName::Smd && *name != MeasureName::Auc;
            row.measure == *name && row.level.is_none() && row.estimate.is_some() && is_of_all
        })
    };
    WORTH.iter().filter_map(of_worth).take(affordable).map(coarse).collect()
}

/// The estimate with three digits. How it was computed is not told: a penalty says that a level answered as one.
fn coarse(row: &Measure) -> Measure {
    let base = Measure::new(row.measure, row.variable.clone(), [], row.source);
    Measure { n: row.n, ..base.estimate(row.estimate.map(three_digits)) }
}

/// The binary logarithm of the number of sets of `n` units among `of`.
fn log2_sets(of: usize, n: usize) -> f64 {
    (1..=n).map(|chosen| ((of - n + chosen) as f64 / chosen as f64).log2()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_counted() {
        assert!((log2_sets(10, 4) - 210_f64.log2()).abs() < 1e-12);
        assert!(log2_sets(10, 0).abs() < 1e-12 && log2_sets(10, 10).abs() < 1e-12);
    }

    #[test]
    fn a_small_frame_publishes_no_measure_and_a_larger_one_few() {
        let row = |name| Measure::new(name, POPULATION, [], "").estimate(0.123_456).p_value(0.01).n(60);
        let rows = || WORTH.map(row).to_vec();
        assert!(released_rows(&rows(), 39, 20).is_empty());
        let published = released_rows(&rows(), 135, 61);
        assert_eq!(published.iter().map(|row| row.measure).collect::<Vec<_>>(), WORTH[..3]);
        assert!(published.iter().all(|row| row.estimate == Some(0.123) && row.p_value.is_none()));
    }
}
