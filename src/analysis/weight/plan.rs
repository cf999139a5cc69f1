//! The weights of a study: what its section `[weights]` asks for, or the usual ones.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::method::Method;
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::propensity::response_model::{ResponseModel, factors};
use crate::analysis::weight::adjust::{Strata, Units, inverse_propensity, poststratify, rake, refuse_silence};
use crate::analysis::weight::calibration::{Distance, calibrate};
use crate::analysis::weight::classes::{ResponseClass, ResponseClasses, response_classes};
use crate::analysis::weight::entropy::entropy_balance;
use crate::analysis::weight::usual::Usual;
use crate::model::survey::formula::{Factor, Formula, Term};
use crate::model::survey::weighting::{CalibrationDistance, WeightingPlan};

/// One set of weights.
#[derive(Clone, Debug)]
pub struct WeightSet {
    /// Which.
    pub name: WeightName,
    /// The variables and the method.
    pub method: Vec<Method>,
    /// A weight for each respondent among the units, in their order, or why there are none.
    pub weights: Result<Vec<Option<f64>>, NoWeights>,
    /// The columns whose totals the weights meet, one value a unit: what they explain of an answer does not add to its variance.
    pub controls: Vec<Vec<f64>>,
    /// The earlier set that has the same weights.
    pub same_as: Option<WeightName>,
    /// The classes of the response model's propensities, where they made the weights.
    pub classes: Vec<ResponseClass>,
}

/// Classes of propensity where the study does not say how many.
///
/// # Source
/// Cochran (1968), *Biometrics* 24; Little (1986).
const CLASSES: usize = 5;

/// Weights are the same when none differs by more than this share of itself.
const SAME: f64 = 1e-9;

/// Weights with the columns whose totals they meet.
type Controlled = Result<(Vec<Option<f64>>, Vec<Vec<f64>>), NoWeights>;

/// A column for each stratum: 1 inside, 0 outside.
fn indicators(strata: &Strata) -> Vec<Vec<f64>> {
    let inside = |level: usize| strata.of_unit.iter().map(|&own| f64::from(u8::from(own == level))).collect();
    (0..strata.levels.len()).map(inside).collect()
}

/// The columns of a design, one value a unit; 0 for a unit without a pattern.
fn columns_of(design: &Design, n_units: usize) -> Vec<Vec<f64>> {
    let mut columns = vec![vec![0.0; n_units]; design.n_columns()];
    for (unit, pattern) in design.complete_units() {
        for (column, value) in design.row(pattern as usize) {
            columns[column][unit] = value;
        }
    }
    columns
}

fn weight_set(name: WeightName, method: Vec<Method>, found: Controlled) -> WeightSet {
    let (weights, controls) = match found {
        Ok((weights, controls)) => (Ok(weights), controls),
        Err(reason) => (Err(reason), Vec::new()),
    };
    WeightSet { name, method, weights, controls, same_as: None, classes: Vec::new() }
}

/// The weights of a study. `model` is that of response, `None` where there is none.
///
/// # Edge cases
/// One rule for areas and strata without respondents: nothing in the answers speaks for them, so none of the sets is computed, and all say
/// why. A level that the response model alone knows refuses the sets that rest on the model.
pub fn weight_sets(
    plan: &WeightingPlan,
    auxiliaries: &Auxiliaries<'_>,
    units: Units<'_>,
    model: Option<&ResponseModel>,
) -> Vec<WeightSet> {
    let with_levels_joined = |method: Method| {
        let joined = (!plan.collapse.is_empty()).then(|| Method::Joined(plan.collapse.clone()));
        [method].into_iter().chain(joined).collect()
    };
    let usual = Usual::of(auxiliaries, &plan.collapse, units);
    let strata = plan.poststratify.clone().or(usual.strata);
    let margins = plan.rake.clone().unwrap_or(usual.margins);
    let totals = plan.calibrate.clone().unwrap_or(usual.totals);
    let moments = plan.entropy.clone().unwrap_or(usual.moments);
    let distance = distance(plan);
    let strata_of = |term: &Term| strata_of(term, auxiliaries, &plan.collapse);
    let crossed: Vec<&Term> = strata.iter().chain(&margins).collect();
    let supported = refuse_silence(units)
        .and_then(|()| {
            refuse_empty_levels(crossed.iter().copied().chain(&totals).chain(&moments), auxiliaries, plan, units)
        })
        .and_then(|()| {
            let strata = crossed.iter().filter_map(|term| strata_of(term).ok());
            strata.into_iter().try_for_each(|strata| strata.refuse_empty(units))
        });
    let poststratified = || -> Controlled {
        let strata = strata_of(strata.as_ref().ok_or(NoWeights::NoVariable)?)?;
        Ok((poststratify(&strata, units)?, indicators(&strata)))
    };
    let raked = || -> Controlled {
        let margins = margins.iter().map(strata_of).collect::<Result<Vec<_>, _>>()?;
        Ok((rake(&margins, units)?, margins.iter().flat_map(indicators).collect()))
    };
    let calibrated = || -> Controlled {
        let design = design_of(&totals, auxiliaries, &plan.collapse, units)?;
        Ok((calibrate(&design, units, distance)?, columns_of(&design, units.answered.len())))
    };
    let inverse = || -> Controlled {
        let propensity = propensities_of(model, auxiliaries, units)?;
        Ok((inverse_propensity(&propensity, units, plan.trim)?, Vec::new()))
    };
    let balanced = || -> Controlled {
        let columns = balanced_columns(&moments, auxiliaries, &plan.collapse, units)?;
        Ok((entropy_balance(&columns, units)?, columns))
    };
    let made = |found: &dyn Fn() -> Controlled| supported.clone().and_then(|()| found());
    let found = [made(&poststratified), made(&raked), made(&calibrated), made(&inverse), made(&balanced)];
    let by_strata = with_levels_joined(Method::PostStratified { by: strata.clone() });
    let by_margins = with_levels_joined(Method::Raked { to: margins.clone() });
    let by_totals = with_levels_joined(Method::Calibrated { to: totals.clone(), distance: plan.distance });
    let by_propensity = vec![Method::InversePropensity { trim: plan.trim }];
    let by_moments = with_levels_joined(Method::EntropyBalanced { to: moments.clone() });
    let named = [
        (WeightName::Poststratified, by_strata),
        (WeightName::Raked, by_margins),
        (WeightName::Calibrated, by_totals),
        (WeightName::InversePropensity, by_propensity),
        (WeightName::Entropy, by_moments),
    ];
    let mut sets: Vec<WeightSet> =
        named.into_iter().zip(found).map(|((name, method), found)| weight_set(name, method, found)).collect();
    let classes = supported
        .and_then(|()| propensities_of(model, auxiliaries, units))
        .and_then(|propensity| response_classes(&propensity, units, plan.classes.unwrap_or(CLASSES)));
    sets.push(class_set(plan.classes.unwrap_or(CLASSES), classes));
    for later in 1..sets.len() {
        let same = sets[..later].iter().find(|earlier| earlier.same_as.is_none() && has_same(earlier, &sets[later]));
        sets[later].same_as = same.map(|earlier| earlier.name);
    }
    sets
}

fn class_set(asked: usize, found: Result<ResponseClasses, NoWeights>) -> WeightSet {
    let made = found.as_ref().map_or(asked, |found| found.classes.len());
    let method = vec![Method::ByClasses { asked, made }];
    let classes = found.as_ref().map(|found| found.classes.clone()).unwrap_or_default();
    let controlled = found.map(|found| {
        let inside = |class: usize| found.of_unit.iter().map(|&own| f64::from(u8::from(own == Some(class)))).collect();
        let controls = (0..found.classes.len()).map(inside).collect();
        (found.weights, controls)
    });
    WeightSet { classes, ..weight_set(WeightName::Classes, method, controlled) }
}

fn has_same(one: &WeightSet, other: &WeightSet) -> bool {
    let (Ok(one), Ok(other)) = (&one.weights, &other.weights) else { return false };
    let near = |(a, b): (&Option<f64>, &Option<f64>)| match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= SAME * a.abs(),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    one.iter().zip(other).all(near)
}

/// Refuses levels without respondents of every category that the terms name, each by itself. What cannot be used is told by its own set.
fn refuse_empty_levels<'t>(
    terms: impl Iterator<Item = &'t Term>,
    auxiliaries: &Auxiliaries<'_>,
    plan: &WeightingPlan,
    units: Units<'_>,
) -> Result<(), NoWeights> {
    for factor in terms.flat_map(|term| &term.factors) {
        let variable = factor_of(factor, auxiliaries, &plan.collapse).ok();
        if let Some(strata) = variable.as_ref().and_then(Strata::of) {
            strata.refuse_empty(units)?;
        }
    }
    Ok(())
}

/// The propensities of a model that leaves no level without respondents.
fn propensities_of(
    model: Option<&ResponseModel>,
    auxiliaries: &Auxiliaries<'_>,
    units: Units<'_>,
) -> Result<Vec<Option<f64>>, NoWeights> {
    let model = model.ok_or(NoWeights::NoModel)?;
    let variables = factors(&model.formula, auxiliaries).map_err(|_| NoWeights::NoModel)?;
    for strata in variables.iter().filter_map(Strata::of) {
        strata.refuse_empty(units)?;
    }
    Ok(model.propensity_of_units())
}

fn distance(plan: &WeightingPlan) -> Distance {
    match (plan.distance, plan.bounds) {
        (CalibrationDistance::Linear, None) => Distance::Linear,
        (CalibrationDistance::Linear, Some((low, high))) => Distance::BoundedLinear { low, high },
        (CalibrationDistance::Exponential, _) => Distance::Exponential,
        (CalibrationDistance::Logit, Some((low, high))) => Distance::Logit { low, high },
        // The study's section asks for bounds; these are the ones of the usual textbook example.
        (CalibrationDistance::Logit, None) => Distance::Logit { low: 0.3, high: 3.0 },
    }
}

/// A factor with its levels joined as the plan says.
fn factor_of(factor: &Factor, auxiliaries: &Auxiliaries<'_>, collapse: &[Vec<String>]) -> Result<Variable, NoWeights> {
    let unusable = || NoWeights::Unusable { variable: factor.to_string() };
    let variable = auxiliaries.find(&factor.variable).ok_or_else(unusable)?;
    variable.as_factor(factor).map(|variable| variable.collapsed(collapse)).map_err(|_| unusable())
}

fn strata_of(term: &Term, auxiliaries: &Auxiliaries<'_>, collapse: &[Vec<String>]) -> Result<Strata, NoWeights> {
    let strata = term.factors.iter().map(|factor| {
        let variable = factor_of(factor, auxiliaries, collapse)?;
        Strata::of(&variable).ok_or_else(|| NoWeights::NotACategory { variable: factor.to_string() })
    });
    let strata = strata.collect::<Result<Vec<_>, _>>()?;
    Strata::crossed(&strata).ok_or(NoWeights::NoVariable)
}

/// The columns of entropy balancing: those of calibration, and the square of every number, taken from the frame's mean.
fn balanced_columns(
    terms: &[Term],
    auxiliaries: &Auxiliaries<'_>,
    collapse: &[Vec<String>],
    units: Units<'_>,
) -> Result<Vec<Vec<f64>>, NoWeights> {
    let mut columns = columns_of(&design_of(terms, auxiliaries, collapse, units)?, units.answered.len());
    let mut squared: Vec<&Factor> = Vec::new();
    for factor in terms.iter().flat_map(|term| &term.factors) {
        let Values::Numbers(numbers) = factor_of(factor, auxiliaries, collapse)?.values else { continue };
        if squared.contains(&factor) {
            continue;
        }
        squared.push(factor);
        // Unknown numbers were refused with the columns.
        let numbers: Vec<f64> = numbers.into_iter().flatten().collect();
        let sum: f64 = numbers.iter().enumerate().map(|(unit, number)| units.weight(unit) * number).sum();
        let mean = sum / units.totals().0;
        columns.push(numbers.iter().map(|number| (number - mean).powi(2)).collect());
    }
    Ok(columns)
}

/// The columns of calibration. Units of unknown category are a level of their own; unknown numbers leave no weights.
fn design_of(
    terms: &[Term],
    auxiliaries: &Auxiliaries<'_>,
    collapse: &[Vec<String>],
    units: Units<'_>,
) -> Result<Design, NoWeights> {
    let formula = Formula::new(terms.to_vec()).map_err(|_| NoWeights::NoVariable)?;
    let mut factors = Vec::new();
    for factor in formula.factors() {
        let variable = factor_of(factor, auxiliaries, collapse)?;
        match Strata::of(&variable) {
            Some(strata) => strata.refuse_empty(units)?,
            None if variable.n_missing() > 0 => {
                return Err(NoWeights::MissingNumbers { n: variable.n_missing(), variable: variable.name });
            }
            None => {}
        }
        factors.push(variable.with_unknown_level());
    }
    Design::new(&formula, &factors).map_err(|_| NoWeights::NoVariable)
}
