//! Balance: how far respondents are from the frame in everything known of all units, before and after every set of weights.

use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::weight::adjust::Units;
use crate::analysis::weight::plan::WeightSet;
use crate::model::survey::auxiliary::{KIND, MACRO_AREA, POPULATION, RESIDENTS, SIZE_CLASS};
use crate::model::survey::formula::Factor;
use crate::model::survey::weighting::WeightingPlan;

/// A category of more levels says nothing level by level.
const MOST_LEVELS: usize = 50;
/// The word of rows about respondents without weights.
pub const UNWEIGHTED: &str = "unweighted";

/// One level of a category, or a number.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceRow {
    /// The variable.
    pub variable: String,
    /// The level; `None` for a number.
    pub level: Option<String>,
    /// Units whose value is known.
    pub n: usize,
    /// The share or mean over the frame.
    pub frame: f64,
    /// The frame's standard deviation.
    pub deviation: f64,
    /// The share or mean over respondents, without weights.
    pub respondents: Option<f64>,
    /// The same with each set, in the order of sets; `None` where there are no weights.
    pub weighted: Vec<Option<f64>>,
}

impl BalanceRow {
    /// The standardised difference of respondents from the frame.
    pub fn difference(&self, of_respondents: Option<f64>) -> Option<f64> {
        of_respondents.map(|mean| (mean - self.frame) / self.deviation)
    }
}

/// The table of balance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// The sets of weights, in the order of columns.
    pub sets: Vec<WeightName>,
    /// The rows.
    pub rows: Vec<BalanceRow>,
}

/// Standardised differences of all rows together.
#[derive(Clone, Debug, PartialEq)]
pub struct BalanceSummary {
    /// The largest absolute difference.
    pub maximum: f64,
    /// The variable of the largest.
    pub variable: String,
    /// Its level.
    pub level: Option<String>,
    /// The mean absolute difference, each variable counting once: levels of one share it.
    pub mean: f64,
}

/// The table of balance over everything known of all units: macro-area, size class, kind, the frame's characteristics, residents, and what
/// the study's weights name besides.
///
/// # Formula
/// `(Σ w x/Σ w − x̄_F)/s_F` over respondents, `x` a number or 1 inside a level and 0 outside; without weights `w` is the design weight `d`.
/// `s_F² = Σ d (x − x̄_F)²/(Σ d − Σ d²/Σ d)`, `N − 1` where all design weights are 1. The denominator is the frame's before and after, so
/// that weights alone move the value. Units of unknown category are a level; those of unknown number are left out.
///
/// # Assumes
/// Nothing: over a complete frame these are known values. 0.1 is a usual mark, by no test. A value of 0 in what weights were made by is
/// their purpose, not evidence.
///
/// # Source
/// Austin (2009), *Statistics in Medicine* 28; Stuart, Lee and Leacy (2013), *Journal of Clinical Epidemiology* 66; Sarig, Galili and Eilat
/// (2023), the package balance, whose `asmd` takes the same denominator.
pub fn balance(plan: &WeightingPlan, auxiliaries: &Auxiliaries<'_>, units: Units<'_>, sets: &[WeightSet]) -> Balance {
    let mut rows = Vec::new();
    for variable in variables(plan, auxiliaries) {
        let variable = variable.with_unknown_level();
        match &variable.values {
            Values::Numbers(numbers) => rows.extend(row(&variable.name, None, numbers, units, sets)),
            Values::Levels { levels, of_unit } => {
                for (code, level) in levels.iter().enumerate() {
                    let is_own = |own: u32| f64::from(u8::from(own as usize == code));
                    let inside: Vec<Option<f64>> = of_unit.iter().map(|own| own.map(is_own)).collect();
                    rows.extend(row(&variable.name, Some(level), &inside, units, sets));
                }
            }
        }
    }
    Balance { sets: sets.iter().map(|set| set.name).collect(), rows }
}

/// Each variable once, of at least two levels and not too many.
pub(crate) fn variables(plan: &WeightingPlan, auxiliaries: &Auxiliaries<'_>) -> Vec<Variable> {
    let characteristics = auxiliaries.study.frame.characteristics().iter().map(|found| found.name.as_str());
    let named = [MACRO_AREA, SIZE_CLASS, KIND].into_iter().chain(characteristics).chain([POPULATION, RESIDENTS]);
    let lists = plan.poststratify.iter().chain(plan.rake.iter().flatten()).chain(plan.calibrate.iter().flatten());
    let of_plan = lists.chain(plan.entropy.iter().flatten()).flat_map(|term| term.factors.clone());
    let mut variables: Vec<Variable> = Vec::new();
    for factor in named.map(Factor::plain).chain(of_plan) {
        let found = auxiliaries.find(&factor.variable).and_then(|variable| variable.as_factor(&factor).ok());
        let Some(variable) = found else { continue };
        let is_usable = match &variable.values {
            Values::Numbers(_) => true,
            Values::Levels { levels, .. } => (2..=MOST_LEVELS).contains(&levels.len()),
        };
        if is_usable && variables.iter().all(|other| other.values != variable.values) {
            variables.push(variable);
        }
    }
    variables
}

/// One row; `None` where nothing varies.
fn row(
    variable: &str,
    level: Option<&String>,
    values: &[Option<f64>],
    units: Units<'_>,
    sets: &[WeightSet],
) -> Option<BalanceRow> {
    let known = || values.iter().enumerate().filter_map(|(unit, value)| Some((units.weight(unit), (*value)?)));
    let frame = mean(known())?;
    let (sum, squares) = known().fold((0.0, 0.0), |(sum, squares), (d, _)| (sum + d, squares + d * d));
    let about: f64 = known().map(|(d, value)| d * (value - frame).powi(2)).sum();
    let deviation = Some((about / (sum - squares / sum)).sqrt()).filter(|deviation| *deviation > 0.0)?;
    let over = |weight: &dyn Fn(usize) -> Option<f64>| {
        mean(values.iter().enumerate().filter_map(|(unit, value)| Some((weight(unit)?, (*value)?))))
    };
    let of_set = |set: &WeightSet| set.weights.as_ref().ok().and_then(|weights| over(&|unit| weights[unit]));
    Some(BalanceRow {
        variable: variable.to_owned(),
        level: level.cloned(),
        n: known().count(),
        frame,
        deviation,
        respondents: over(&|unit| units.answered[unit].then(|| units.weight(unit))),
        weighted: sets.iter().map(of_set).collect(),
    })
}

/// The mean of values with weights; `None` without weight.
fn mean(values: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let (whole, part) =
        values.fold((0.0, 0.0), |(whole, part), (weight, value)| (whole + weight, part + weight * value));
    Some(part / whole).filter(|mean| mean.is_finite())
}

impl Balance {
    /// All rows together, without weights (`None`) or with a set.
    pub fn summary(&self, set: Option<WeightName>) -> Option<BalanceSummary> {
        let position = match set {
            None => None,
            Some(name) => Some(self.sets.iter().position(|own| *own == name)?),
        };
        let mut largest: Option<(&BalanceRow, f64)> = None;
        let mut of_variables: Vec<(&str, f64, usize)> = Vec::new();
        for row in &self.rows {
            let of_respondents = position.map_or(row.respondents, |at| row.weighted[at]);
            let Some(difference) = row.difference(of_respondents).map(f64::abs) else { continue };
            if largest.is_none_or(|(_, most)| difference > most) {
                largest = Some((row, difference));
            }
            match of_variables.last_mut() {
                Some((variable, sum, n)) if *variable == row.variable => (*sum, *n) = (*sum + difference, *n + 1),
                _ => of_variables.push((&row.variable, difference, 1)),
            }
        }
        let (row, maximum) = largest?;
        let means = of_variables.iter().map(|(_, sum, n)| sum / *n as f64);
        Some(BalanceSummary {
            maximum,
            variable: row.variable.clone(),
            level: row.level.clone(),
            mean: means.sum::<f64>() / of_variables.len() as f64,
        })
    }

    /// Rows of `bias.csv`: the largest and the mean difference, before weighting and with each set.
    pub fn measures(&self, sets: &[WeightSet]) -> Vec<Measure> {
        const SOURCE: &str = "Austin 2009; Stuart, Lee and Leacy 2013";
        let mut rows = Vec::new();
        let unweighted = (None, UNWEIGHTED, vec![Method::Unweighted]);
        let of_sets = sets.iter().filter(|set| set.same_as.is_none() && set.weights.is_ok());
        let of_sets = of_sets.map(|set| (Some(set.name), set.name.word(), set.method.clone()));
        for (set, word, mut method) in std::iter::once(unweighted).chain(of_sets) {
            let Some(found) = self.summary(set) else { continue };
            method.push(Method::FrameDifference);
            let new = |name: MeasureName| Measure::new(name, word, method.clone(), SOURCE).n(self.rows.len());
            let place = Note::Largest { variable: found.variable, level: found.level };
            rows.push(new(MeasureName::BalanceMaximum).estimate(found.maximum).note(place));
            rows.push(new(MeasureName::BalanceMean).estimate(found.mean));
        }
        rows
    }
}
