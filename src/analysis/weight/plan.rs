//! The weights of a study: what its section `[weights]` asks for, or the usual ones, and what they cost.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::weight::adjust::{Strata, Units, inverse_propensity, kish, poststratify, rake};
use crate::analysis::weight::calibration::{Distance, calibrate};
use crate::model::base::word::words;
use crate::model::survey::auxiliary::{MACRO_AREA, RESIDENTS, SIZE_CLASS};
use crate::model::survey::formula::{Factor, Formula, Term};
use crate::model::survey::weighting::{CalibrationDistance, WeightingPlan};

words! {
    /// Which weights.
    #[derive(PartialOrd, Ord)]
    pub enum WeightName {
        /// By strata.
        Poststratified = "weight_poststratified" => "Holt and Smith 1979; Kish 1992",
        /// By margins.
        Raked = "weight_raked" => "Deming and Stephan 1940; Kish 1992",
        /// By totals.
        Calibrated = "weight_calibrated" => "Deville and Särndal 1992; Kish 1992",
        /// By the response model.
        InversePropensity = "weight_inverse_propensity" => "Little 1986; Kish 1992",
    }
    /// Whose method it is, and whose design effect.
    fn source(self) -> &'static str;
}

impl WeightName {
    /// The word of the set in `outcomes.csv`, where all are weights.
    pub fn of_outcomes(self) -> &'static str {
        self.word().trim_start_matches("weight_")
    }
}

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
}

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
    match found {
        Ok((weights, controls)) => WeightSet { name, method, weights: Ok(weights), controls },
        Err(reason) => WeightSet { name, method, weights: Err(reason), controls: Vec::new() },
    }
}

/// The weights of a study. `propensity` is by unit, `None` where there is no model.
pub fn weight_sets(
    plan: &WeightingPlan,
    auxiliaries: &Auxiliaries<'_>,
    units: Units<'_>,
    propensity: Option<&[Option<f64>]>,
) -> Vec<WeightSet> {
    let with_levels_joined = |method: Method| {
        let joined = (!plan.collapse.is_empty()).then(|| Method::Joined(plan.collapse.clone()));
        [method].into_iter().chain(joined).collect()
    };
    let usual = usual_terms(auxiliaries);
    let strata = plan.poststratify.clone().or_else(|| usual.first().cloned());
    let margins = plan.rake.clone().unwrap_or_else(|| usual.clone());
    let totals = plan.calibrate.clone().unwrap_or_else(|| with_residents(usual, auxiliaries));
    let distance = distance(plan);
    let strata_of = |term: &Term| strata_of(term, auxiliaries, &plan.collapse);
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
    let inverse =
        propensity.ok_or(NoWeights::NoModel).and_then(|propensity| inverse_propensity(propensity, units, plan.trim));
    let (poststratified, raked, calibrated) = (poststratified(), raked(), calibrated());
    let inverse = inverse.map(|weights| (weights, Vec::new()));
    let by_strata = with_levels_joined(Method::PostStratified { by: strata });
    let by_margins = with_levels_joined(Method::Raked { to: margins });
    let by_totals = with_levels_joined(Method::Calibrated { to: totals, distance: plan.distance });
    let by_propensity = vec![Method::InversePropensity { trim: plan.trim }];
    vec![
        weight_set(WeightName::Poststratified, by_strata, poststratified),
        weight_set(WeightName::Raked, by_margins, raked),
        weight_set(WeightName::Calibrated, by_totals, calibrated),
        weight_set(WeightName::InversePropensity, by_propensity, inverse),
    ]
}

/// The macro-area and the size class, then the frame's categories, as far as they have two levels.
fn usual_terms(auxiliaries: &Auxiliaries<'_>) -> Vec<Term> {
    let mut names = vec![MACRO_AREA];
    names.extend(auxiliaries.categories());
    names.retain(|name| {
        auxiliaries.find(name).is_some_and(|variable| {
            matches!(variable.as_factor(&Factor::plain(*name)).map(|factor| factor.values),
                Ok(Values::Levels { levels, .. }) if levels.len() > 1)
        })
    });
    if names.is_empty() && auxiliaries.find(SIZE_CLASS).is_some() {
        names.push(SIZE_CLASS);
    }
    names.into_iter().map(|name| Term { factors: vec![Factor::plain(name)] }).collect()
}

/// Residents are calibrated to where they are known for every unit.
fn with_residents(mut terms: Vec<Term>, auxiliaries: &Auxiliaries<'_>) -> Vec<Term> {
    if auxiliaries.find(RESIDENTS).is_some_and(|residents| residents.n_missing() == 0) {
        terms.push(Term { factors: vec![Factor::plain(RESIDENTS)] });
    }
    terms
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

/// Rows of `bias.csv`: what each set of weights costs.
pub fn rows(sets: &[WeightSet]) -> Vec<Measure> {
    let mut rows = Vec::new();
    for set in sets {
        let new = |name: MeasureName| Measure::new(name, set.name.word(), set.method.clone(), set.name.source());
        match &set.weights {
            Err(reason) => rows.push(new(MeasureName::DesignEffect).note(Note::NoWeights(reason.clone()))),
            Ok(weights) => {
                let n = weights.iter().flatten().count();
                let cost = kish(weights);
                let (low, high) =
                    weights.iter().flatten().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &weight| {
                        (low.min(weight), high.max(weight))
                    });
                let smallest = new(MeasureName::WeightMinimum).estimate(low).n(n);
                let below_one = weights.iter().flatten().filter(|&&weight| weight < 1.0 - 1e-9).count();
                rows.push(new(MeasureName::DesignEffect).estimate(cost.map(|cost| cost.design_effect)).n(n));
                rows.push(new(MeasureName::EffectiveN).estimate(cost.map(|cost| cost.effective_n)).n(n));
                rows.push(smallest.notes((below_one > 0).then_some(Note::BelowOne(below_one))));
                rows.push(new(MeasureName::WeightMaximum).estimate(high).n(n));
            }
        }
    }
    rows
}
