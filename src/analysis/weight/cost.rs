//! What weights cost: rows of `bias.csv` on each set.

use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::note::Note;
use crate::analysis::statistic::quantile::equal_parts;
use crate::analysis::weight::adjust::kish;
use crate::analysis::weight::classes::ResponseClass;
use crate::analysis::weight::plan::WeightSet;

/// Weights below this are negative, not 0 with rounding.
const NEGATIVE: f64 = -1e-9;

/// How many weights are negative, and the smallest; `None` where none is.
pub fn negative(weights: &[Option<f64>]) -> Option<(usize, f64)> {
    let below = || weights.iter().copied().flatten().filter(|weight| *weight < NEGATIVE);
    below().reduce(f64::min).map(|smallest| (below().count(), smallest))
}

/// Parts of the respondents at the most.
const MOST_PARTS: usize = 10;

/// The weights at the middles of equal parts of the respondents, ten at the most and each of three or more.
pub fn parts(weights: &[Option<f64>]) -> Vec<f64> {
    let mut known: Vec<f64> = weights.iter().copied().flatten().collect();
    known.sort_by(f64::total_cmp);
    equal_parts(&known, MOST_PARTS)
}

/// Rows of `bias.csv`: what each set of weights costs. A set that is the same as an earlier one has one row, which says so.
pub fn rows(sets: &[WeightSet]) -> Vec<Measure> {
    let mut rows = Vec::new();
    for set in sets {
        let new = |name: MeasureName| Measure::new(name, set.name.word(), set.method.clone(), set.name.source());
        let weights = match &set.weights {
            Ok(weights) => weights,
            Err(reason) => {
                rows.push(new(MeasureName::DesignEffect).note(Note::NoWeights(reason.clone())));
                continue;
            }
        };
        let n = weights.iter().flatten().count();
        let cost = kish(weights);
        let effect = new(MeasureName::DesignEffect).estimate(cost.map(|cost| cost.design_effect)).n(n);
        if let Some(other) = set.same_as {
            rows.push(effect.note(Note::SameWeights(other)));
            rows.extend(class_rows(set));
            continue;
        }
        let known = || weights.iter().copied().flatten();
        let below_one = known().filter(|&weight| weight < 1.0 - 1e-9).count();
        let below = [
            negative(weights).map(|(n, _)| Note::NegativeWeights(n)),
            (below_one > 0).then_some(Note::BelowOne(below_one)),
        ];
        rows.push(effect);
        rows.push(new(MeasureName::EffectiveN).estimate(cost.map(|cost| cost.effective_n)).n(n));
        let smallest = new(MeasureName::WeightMinimum).estimate(known().reduce(f64::min)).n(n);
        rows.push(smallest.notes(below.into_iter().flatten()));
        rows.push(new(MeasureName::WeightMaximum).estimate(known().reduce(f64::max)).n(n));
        rows.extend(class_rows(set));
    }
    rows
}

/// Rows of the classes of propensity: how many units of each answered.
fn class_rows(set: &WeightSet) -> impl Iterator<Item = Measure> + '_ {
    set.classes.iter().enumerate().map(|(position, class)| {
        let ResponseClass { answered, n, mean_propensity, .. } = *class;
        let row = Measure::new(MeasureName::ResponseClass, set.name.word(), set.method.clone(), set.name.source());
        let row = row.level((position + 1).to_string().as_str()).estimate(answered as f64 / n as f64).n(n);
        row.note(Note::Answered { answered, n, mean_propensity })
    })
}
