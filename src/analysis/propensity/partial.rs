//! Partial R-indicators: which variables, and which of their levels, make propensities differ.

use std::ops::Range;

use crate::analysis::algebra::design::{Design, mirror};
use crate::analysis::algebra::grouping::{block_sums, group_rows};
use crate::analysis::algebra::linear::{bilinear, product, trace_of_product};
use crate::analysis::algebra::pattern::Tally;
use crate::analysis::propensity::estimated::Propensities;
use crate::analysis::propensity::partial_error::Sample;
use crate::analysis::propensity::partial_groups::{Classes, Groups};
use crate::analysis::propensity::representativeness::{NO_VARIANCE, Representativeness};

/// What one variable of a model adds to the variation of propensities.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialIndicator {
    /// The variable as written in the model.
    pub variable: String,
    /// Whether it is a number, compared by its quarters.
    pub by_quarters: bool,
    /// By itself, adjusted for bias.
    pub unconditional: f64,
    /// Its standard error; `None` where the propensities do not vary with it.
    pub unconditional_error: Option<f64>,
    /// Given the other variables, adjusted for bias; `None` in a model of one variable.
    pub conditional: Option<f64>,
    /// Its standard error.
    pub conditional_error: Option<f64>,
    /// By level.
    pub levels: Vec<PartialLevel>,
}

/// What one level adds.
#[derive(Clone, Debug, PartialEq)]
pub struct PartialLevel {
    /// The level.
    pub level: String,
    /// Units of the frame.
    pub n: usize,
    /// Units that answered.
    pub answered: usize,
    /// The mean propensity.
    pub mean: f64,
    /// By itself: below 0 for a level that answers less than the whole. Not adjusted for bias.
    pub unconditional: f64,
    /// Its standard error; `None` in a census.
    pub unconditional_error: Option<f64>,
    /// Given the other variables, not adjusted for bias.
    pub conditional: Option<f64>,
    /// Its standard error; `None` in a census.
    pub conditional_error: Option<f64>,
}

/// Partial indicators of every variable of a model.
///
/// # Formula
/// With `f` the bias factor of `R`: unconditional `P² = f Σ_h N_h (p̄_h − p̄)²/N`; conditional `P² = f Σ (p − p̄_l)²/N` with `l` the
/// cells of all other variables. Of a level: `√(N_h/N)(p̄_h − p̄)`, and `√(Σ_{i∈h} (p − p̄_l)²/N)`.
/// The variance of the part of the variance between levels (or within cells) is `4AᵀVA + 2 tr(BVBV)` as for `R`, with `A` and `B` the
/// covariances between levels (within cells); its root over `2P` is the standard error of `P`, by the delta method. In a sample the design
/// variance of that part of the variance is added, linearised in the weights, and levels have errors too: see `partial_error.rs`.
/// A number is compared by its quarters (quantiles of type 7).
///
/// # Edge cases
/// A model of one variable has no conditional indicator. In a census the standard error of a level is 0 by the published formula, which
/// leaves out response itself, so none is given; the published formulas of variables leave out how a sample was drawn, which is added here.
///
/// # Source
/// Schouten, Shlomo and Skinner (2011), *Journal of Official Statistics* 27(2); de Heij, Schouten and Shlomo (2015), *RISQ Manual 2.1*.
pub fn partial_indicators(
    design: &Design,
    tally: &Tally,
    propensities: &Propensities,
    whole: &Representativeness,
) -> Vec<PartialIndicator> {
    let classes: Vec<Classes> = design.factors.iter().map(|factor| Classes::of(factor, tally)).collect();
    let is_sample = (tally.n_units() as f64) < whole.population;
    let sample = is_sample.then_some(Sample { design, tally, propensities, whole });
    (0..classes.len())
        .map(|position| {
            let this = &classes[position];
            let groups = Groups::of(&this.of_pattern, this.labels.len());
            let between = spread(design, tally, propensities, &groups, whole, Part::Between);
            let within = (classes.len() > 1).then(|| {
                let others = classes.iter().enumerate().filter(|(other, _)| *other != position);
                let cells = cells(design.n_patterns(), others.map(|(_, classes)| classes));
                let spread = spread(design, tally, propensities, &cells, whole, Part::Within(this));
                let of_design = sample.map_or(0.0, |sample| sample.of_within(&cells, spread.variance));
                let of_levels = sample.map(|sample| sample.of_levels_within(&cells, this, &spread.by_class));
                (spread, of_design, of_levels)
            });
            let of_design = sample.map_or(0.0, |sample| sample.of_between(&groups, between.variance));
            let n = design.n_columns();
            let mut levels = levels(this, tally, propensities, whole, within.as_ref().map(|(within, ..)| within));
            if let Some(sample) = sample {
                for (level, error) in levels.iter_mut().zip(sample.of_levels(this)) {
                    level.unconditional_error = Some(error);
                }
            }
            for (level, error) in levels.iter_mut().zip(within.iter().flat_map(|(.., errors)| errors).flatten()) {
                level.conditional_error = *error;
            }
            PartialIndicator {
                variable: design.factors[position].name.clone(),
                by_quarters: design.factors[position].numbers.is_some(),
                unconditional: (whole.bias_factor * between.variance).sqrt(),
                unconditional_error: between.error(propensities, n, of_design),
                conditional: within.as_ref().map(|(within, ..)| (whole.bias_factor * within.variance).sqrt()),
                conditional_error: within
                    .as_ref()
                    .and_then(|(within, of_design, _)| within.error(propensities, n, *of_design)),
                levels,
            }
        })
        .collect()
}

/// The cells of several factors together.
fn cells<'a>(n_patterns: usize, factors: impl Iterator<Item = &'a Classes>) -> Groups {
    let factors: Vec<&Classes> = factors.collect();
    let readers: Vec<Box<dyn Fn(usize) -> Option<u32> + '_>> = factors
        .iter()
        .map(|factor| Box::new(|pattern: usize| Some(factor.of_pattern[pattern])) as Box<dyn Fn(usize) -> Option<u32>>)
        .collect();
    let columns = factors.iter().zip(&readers).map(|(factor, reader)| (factor.labels.len(), reader.as_ref()));
    let (cell_of, first) = group_rows(n_patterns, columns);
    let cell_of: Vec<u32> = cell_of.into_iter().flatten().collect();
    Groups::of(&cell_of, first.len())
}

/// The part of a variance that is meant.
#[derive(Clone, Copy)]
enum Part<'a> {
    Between,
    /// Within the groups, told apart by these classes.
    Within(&'a Classes),
}

/// A part of the variance of propensities, with its derivatives.
struct Spread {
    variance: f64,
    /// Covariance of the propensities with `z`.
    with_p: Vec<f64>,
    /// Covariance of `z`.
    of_z: Vec<f64>,
    by_class: Vec<f64>,
}

impl Spread {
    fn error(&self, propensities: &Propensities, n: usize, of_design: f64) -> Option<f64> {
        let covariance = &propensities.covariance;
        let both = product(&self.of_z, covariance, n);
        let of_variance = 4.0 * bilinear(&self.with_p, covariance, &self.with_p)
            + 2.0 * trace_of_product(&both, &both, n)
            + of_design;
        (self.variance > NO_VARIANCE).then(|| of_variance.sqrt() / (2.0 * self.variance.sqrt()))
    }
}

/// The mean of `z` over a group, kept sparse.
struct MeanOfZ {
    values: Vec<f64>,
    touched: Vec<bool>,
    columns: Vec<usize>,
}

impl MeanOfZ {
    fn new(n: usize) -> Self {
        Self { values: vec![0.0; n], touched: vec![false; n], columns: Vec::new() }
    }

    fn fill(&mut self, entries: impl Iterator<Item = (usize, f64)>) {
        for (column, value) in entries {
            if !self.touched[column] {
                self.touched[column] = true;
                self.columns.push(column);
            }
            self.values[column] += value;
        }
    }

    /// Takes `weight z̄ z̄ᵀ` from the lower half of a matrix.
    fn take_square(&self, weight: f64, matrix: &mut [f64]) {
        let n = self.values.len();
        for &i in &self.columns {
            for &j in self.columns.iter().filter(|&&j| j <= i) {
                matrix[i * n + j] -= weight * self.values[i] * self.values[j];
            }
        }
    }

    fn clear(&mut self) {
        for column in self.columns.drain(..) {
            self.values[column] = 0.0;
            self.touched[column] = false;
        }
    }
}

fn spread(
    design: &Design,
    tally: &Tally,
    propensities: &Propensities,
    groups: &Groups,
    whole: &Representativeness,
    part: Part<'_>,
) -> Spread {
    let n = design.n_columns();
    let (p, slope) = (&propensities.of_pattern, &propensities.slope);
    let n_classes = if let Part::Within(classes) = part { classes.labels.len() } else { 0 };
    let whole_z: Vec<f64> = match part {
        Part::Within(_) => Vec::new(),
        Part::Between => {
            let sums = design.sums(n, |pattern, sums| {
                for (column, value) in design.row(pattern) {
                    sums[column] += tally.weight[pattern] * slope[pattern] * value;
                }
            });
            sums.into_iter().map(|sum| sum / whole.population).collect()
        }
    };
    let add = |block: Range<usize>, sums: &mut [f64]| {
        let (variance, rest) = sums.split_at_mut(1);
        let (with_p, rest) = rest.split_at_mut(n);
        let (of_z, by_class) = rest.split_at_mut(n * n);
        let mut mean_of_z = MeanOfZ::new(n);
        for group in block {
            let patterns = groups.patterns(group);
            if matches!(part, Part::Within(_)) && patterns.clone().nth(1).is_none() {
                continue;
            }
            let weight: f64 = patterns.clone().map(|pattern| tally.weight[pattern]).sum();
            let mean = patterns.clone().map(|pattern| tally.weight[pattern] * p[pattern]).sum::<f64>() / weight;
            mean_of_z.fill(patterns.clone().flat_map(|pattern| {
                let scale = tally.weight[pattern] * slope[pattern] / weight;
                design.row(pattern).map(move |(column, value)| (column, scale * value))
            }));
            if let Part::Within(classes) = part {
                for pattern in patterns {
                    let from_mean = p[pattern] - mean;
                    let here = tally.weight[pattern] * from_mean * from_mean;
                    variance[0] += here;
                    by_class[classes.of_pattern[pattern] as usize] += here;
                    for (i, x) in design.row(pattern) {
                        let scale = tally.weight[pattern] * slope[pattern] * x;
                        with_p[i] += scale * from_mean;
                        for (j, y) in design.row(pattern).take_while(|&(j, _)| j <= i) {
                            of_z[i * n + j] += scale * slope[pattern] * y;
                        }
                    }
                }
                mean_of_z.take_square(weight, of_z);
            } else {
                let from_mean = mean - whole.mean;
                variance[0] += weight * from_mean * from_mean;
                for i in 0..n {
                    let z = weight * (mean_of_z.values[i] - whole_z[i]);
                    with_p[i] += z * from_mean;
                    for j in 0..=i {
                        of_z[i * n + j] += z * (mean_of_z.values[j] - whole_z[j]);
                    }
                }
            }
            mean_of_z.clear();
        }
    };
    let mut sums = block_sums(groups.len(), 1 + n + n * n + n_classes, add);
    for sum in &mut sums {
        *sum /= whole.population;
    }
    let by_class = sums.split_off(1 + n + n * n);
    let mut of_z = sums.split_off(1 + n);
    mirror(&mut of_z, n);
    Spread { variance: sums[0], with_p: sums.split_off(1), of_z, by_class }
}

fn levels(
    classes: &Classes,
    tally: &Tally,
    propensities: &Propensities,
    whole: &Representativeness,
    within: Option<&Spread>,
) -> Vec<PartialLevel> {
    let n = classes.labels.len();
    let (mut weight, mut sum, mut units, mut answered) =
        (vec![0.0; n], vec![0.0; n], vec![0_usize; n], vec![0_usize; n]);
    for (pattern, &class) in classes.of_pattern.iter().enumerate() {
        let class = class as usize;
        weight[class] += tally.weight[pattern];
        sum[class] += tally.weight[pattern] * propensities.of_pattern[pattern];
        units[class] += tally.units[pattern] as usize;
        answered[class] += tally.responding[pattern] as usize;
    }
    (0..n)
        .map(|class| {
            let mean = sum[class] / weight[class];
            PartialLevel {
                level: classes.labels[class].clone(),
                n: units[class],
                answered: answered[class],
                mean,
                unconditional: (weight[class] / whole.population).sqrt() * (mean - whole.mean),
                unconditional_error: None,
                conditional_error: None,
                conditional: within.map(|within| within.by_class[class].sqrt()),
            }
        })
        .collect()
}
