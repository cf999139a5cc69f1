//! The response model of a study: the one stated or the usual one, what it says of representativeness, and what chance alone would say.

use crate::analysis::algebra::design::Design;
use crate::analysis::algebra::logistic::{Estimator, NoFit};
use crate::analysis::algebra::pattern::Tally;
use crate::analysis::algebra::profile::{Fitted, Profile, profiles};
use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::note::Separated;
use crate::analysis::basis::reason::{NoModel, NoNull};
use crate::analysis::propensity::estimated::{Propensities, logistic_propensities};
use crate::analysis::propensity::imbalance::{Imbalance, imbalance, imbalance_by, inverse_products};
use crate::analysis::propensity::limit::{Limits, limits};
use crate::analysis::propensity::partial::{PartialIndicator, partial_indicators};
use crate::analysis::propensity::representativeness::{
    Representativeness, StandardErrors, representativeness, standard_errors,
};
use crate::analysis::propensity::standard_error::EstimatedPropensities;
use crate::analysis::random::budget::{Asked, draws_numbers, moved_in_groups};
use crate::analysis::random::number::Numbers;
use crate::analysis::random::permutation::PermutationNull;
use crate::model::survey::auxiliary::{KIND, MACRO_AREA, SIZE_CLASS};
use crate::model::survey::formula::{Factor, Formula, Term};
use crate::model::survey::frame::UnitKind;

/// A fitted response model.
#[derive(Clone, Debug)]
pub struct ResponseModel {
    /// The model as written.
    pub formula: Formula,
    /// Its columns.
    pub design: Design,
    /// Units by pattern.
    pub tally: Tally,
    /// The propensities.
    pub propensities: Propensities,
    /// Representativeness.
    pub whole: Representativeness,
    /// Its standard errors; `None` where all propensities are equal.
    pub errors: Option<StandardErrors>,
    /// What the response leaves open of them; `None` where all units are alike.
    pub limits: Option<Limits>,
    /// Tests and intervals of the coefficients by profile likelihood; `None` where that would take too long.
    pub profiles: Option<Vec<Profile>>,
    /// By variable and level.
    pub partial: Vec<PartialIndicator>,
    /// Imbalance over the same columns.
    pub imbalance: Option<Imbalance>,
    /// What random response gives, or why that is not known.
    pub null: Result<ModelNull, NoNull>,
    /// What separates respondents from the others.
    pub separated: Vec<Separated>,
    /// Units left out because a value is missing.
    pub left_out: usize,
    /// Whether units have design weights.
    pub weighted: bool,
}

/// What random response gives for the same model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelNull {
    /// `R`.
    pub r: PermutationNull,
    /// `R`, adjusted.
    pub r_adjusted: PermutationNull,
    /// The coefficient of variation.
    pub cv: PermutationNull,
    /// Imbalance.
    pub imbalance: PermutationNull,
    /// Permutations for which the model had no answer.
    pub failed: usize,
}

/// The model that is fitted when none is stated: macro-area, size class, kind, and the frame's categories, as far as they have two levels.
/// Where units without a size are exactly those of another kind, the kind is left to the size class.
pub fn usual_model(auxiliaries: &Auxiliaries<'_>) -> Option<Formula> {
    let names = [MACRO_AREA, SIZE_CLASS].into_iter().chain((!size_tells_kind(auxiliaries)).then_some(KIND));
    let names = names.chain(auxiliaries.categories());
    let mut terms: Vec<Term> = Vec::new();
    for name in names {
        let factor = Factor::plain(name);
        let varies = auxiliaries
            .find(name)
            .and_then(|variable| variable.as_factor(&factor).ok())
            .is_some_and(|variable| matches!(&variable.values, Values::Levels { levels, .. } if levels.len() > 1));
        let term = Term { factors: vec![factor] };
        if varies && !terms.contains(&term) {
            terms.push(term);
        }
    }
    Formula::new(terms).ok()
}

fn size_tells_kind(auxiliaries: &Auxiliaries<'_>) -> bool {
    let Some(Values::Levels { of_unit, .. }) = auxiliaries.find(SIZE_CLASS).map(|variable| variable.values) else {
        return false;
    };
    let units = auxiliaries.study.frame.units();
    let kinds = auxiliaries.units.iter().map(|&unit| units[unit].kind == UnitKind::Hospital);
    of_unit.iter().zip(kinds).all(|(size, hospital)| size.is_none() == hospital)
}

/// The factors of a formula, from a study's variables. Units of unknown category are a level of their own; one with an unknown number has
/// no value and stays out of the model.
///
/// # Errors
/// A variable that is unknown or cannot enter as was asked.
pub fn factors(formula: &Formula, auxiliaries: &Auxiliaries<'_>) -> Result<Vec<Variable>, NoModel> {
    formula
        .factors()
        .into_iter()
        .map(|factor| {
            let variable = auxiliaries.find(&factor.variable).ok_or_else(|| NoModel::Unknown {
                name: factor.variable.clone(),
                known: auxiliaries.names().into_iter().map(str::to_owned).collect(),
            })?;
            let entered = variable.as_factor(factor).map(Variable::with_unknown_level);
            entered.map_err(|error| NoModel::Factor { factor: factor.to_string(), error })
        })
        .collect()
}

/// Fits a response model. `answered` and `weights` are in the order of the auxiliaries' units.
///
/// # Errors
/// [`NoModel`] says why there is none.
pub fn response_model(
    formula: &Formula,
    auxiliaries: &Auxiliaries<'_>,
    answered: &[bool],
    weights: Option<&[f64]>,
    null: Asked,
) -> Result<ResponseModel, NoModel> {
    let factors = factors(formula, auxiliaries)?;
    let design = Design::new(formula, &factors).map_err(NoModel::Design)?;
    let tally = design.tally(answered, weights);
    let (n, n_answered) = (tally.n_units(), tally.n_answered());
    if n_answered == 0 {
        return Err(NoModel::NobodyAnswered);
    } else if n_answered == n {
        return Err(NoModel::EverybodyAnswered);
    }
    let (propensities, separated) = match logistic_propensities(&design, &tally, Estimator::Likelihood) {
        Ok(propensities) => (propensities, Vec::new()),
        Err(NoFit::Separated { patterns }) => {
            let firth = logistic_propensities(&design, &tally, Estimator::Firth).map_err(|_| NoModel::NotConverged)?;
            (firth, what_separates(&design, &tally, &patterns))
        }
        Err(NoFit::OneOutcome | NoFit::NotConverged) => {
            let firth = logistic_propensities(&design, &tally, Estimator::Firth).map_err(|_| NoModel::NotConverged)?;
            (firth, Vec::new())
        }
    };
    let whole = representativeness(&design, &tally, &propensities).ok_or(NoModel::OneUnit)?;
    let errors = standard_errors(&design, &tally, &propensities, &whole);
    let partial = partial_indicators(&design, &tally, &propensities, &whole);
    let imbalance = imbalance(&design, &tally);
    let limits = imbalance.and_then(|found| limits(&design, &tally, &found));
    let Propensities { coefficients, covariance, penalised, .. } = &propensities;
    let profiles = profiles(&design, &tally, Fitted { coefficients, covariance, penalised: *penalised });
    let mut model = ResponseModel {
        formula: formula.clone(),
        left_out: design.pattern_of.iter().filter(|pattern| pattern.is_none()).count(),
        design,
        tally,
        propensities,
        whole,
        errors,
        limits,
        profiles,
        partial,
        imbalance,
        null: Err(NoNull::NotAsked),
        separated,
        weighted: weights.is_some(),
    };
    model.null = model.permuted(answered, weights, null);
    Ok(model)
}

/// Levels whose units all answered, or none of whose units did, among the patterns that are told apart; where no level is, the
/// model as a whole.
fn what_separates(design: &Design, tally: &Tally, patterns: &[usize]) -> Vec<Separated> {
    let mut apart = vec![false; design.n_patterns()];
    for &pattern in patterns {
        apart[pattern] = true;
    }
    let mut named = Vec::new();
    for factor in design.factors.iter().filter(|factor| factor.numbers.is_none()) {
        let mut counts = vec![(0_u32, 0_u32, true); factor.levels.len()];
        for (pattern, &level) in factor.of_pattern.iter().enumerate() {
            let (units, answered, all_apart) = &mut counts[level as usize];
            *units += tally.units[pattern];
            *answered += tally.responding[pattern];
            *all_apart &= apart[pattern];
        }
        for (level, (n, answered, all_apart)) in factor.levels.iter().zip(counts) {
            if all_apart && n > 0 && (answered == 0 || answered == n) {
                let (variable, level) = (factor.name.clone(), level.clone());
                named.push(Separated::Level { variable, level, answered, n });
            }
        }
    }
    if named.is_empty() {
        named.push(Separated::Combination { n: patterns.iter().map(|&pattern| tally.units[pattern]).sum() });
    }
    named
}

impl ResponseModel {
    /// The propensity of each unit; `None` for one with a missing value.
    pub fn propensity_of_units(&self) -> Vec<Option<f64>> {
        let of_pattern = &self.propensities.of_pattern;
        self.design.pattern_of.iter().map(|pattern| pattern.map(|pattern| of_pattern[pattern as usize])).collect()
    }

    /// What standard errors of inverse propensities need, with who answered and the design weights of all units.
    pub fn estimated<'a>(&'a self, answered: &'a [bool], weights: Option<&'a [f64]>) -> EstimatedPropensities<'a> {
        let Self { design, tally, propensities, .. } = self;
        EstimatedPropensities { design, tally, propensities, answered, weights }
    }

    fn permuted(&self, answered: &[bool], weights: Option<&[f64]>, asked: Asked) -> Result<ModelNull, NoNull> {
        let (complete, patterns): (Vec<usize>, Vec<u32>) = self.design.complete_units().unzip();
        let entries = self.design.factors.len() + 1;
        // Some ten passes over the cross-products of a fit, and one over the units.
        let of_fit = 10 * self.design.n_patterns() * entries * entries;
        let by_number = weights.is_none() && draws_numbers(complete.len());
        let moved = if by_number { moved_in_groups(complete.len(), self.design.n_patterns()) } else { complete.len() };
        let permutations = asked.of_fits(0, moved, of_fit + 20 * moved).ok_or(NoNull::TooCostly)?;
        if permutations.count == 0 {
            return Err(NoNull::NotAsked);
        }
        let estimator = if self.propensities.penalised { Estimator::Firth } else { Estimator::LikelihoodLimit };
        let products = inverse_products(&self.design, &self.tally);
        let of_tally = |tally: &Tally| {
            let propensities = logistic_propensities(&self.design, tally, estimator).ok()?;
            let whole = representativeness(&self.design, tally, &propensities)?;
            let imbalance = imbalance_by(&self.design, tally, products.as_deref()?)?.imbalance;
            Some([whole.r, whole.r_adjusted, whole.cv, imbalance])
        };
        let rows = if by_number {
            let groups: Vec<u64> = self.tally.units.iter().map(|&units| u64::from(units)).collect();
            let numbers = Numbers::of(&groups, self.tally.n_answered() as u64);
            numbers.permuted(permutations, |numbers| of_tally(&self.tally.with_numbers(numbers)))
        } else {
            let answers: Vec<bool> = complete.iter().map(|&unit| answered[unit]).collect();
            let weights: Option<Vec<f64>> = weights.map(|weights| complete.iter().map(|&unit| weights[unit]).collect());
            permutations
                .of(&answers, |answers| of_tally(&self.tally.answered_by(&patterns, answers, weights.as_deref())))
        };
        let failed = rows.iter().filter(|row| row.is_none()).count();
        let column = |position: usize, observed: Option<f64>| {
            let values = rows.iter().flatten().map(|row| row[position]).collect();
            PermutationNull::of(values, observed?)
        };
        let null = || {
            Some(ModelNull {
                r: column(0, Some(self.whole.r))?,
                r_adjusted: column(1, Some(self.whole.r_adjusted))?,
                cv: column(2, Some(self.whole.cv))?,
                imbalance: column(3, self.imbalance.map(|found| found.imbalance))?,
                failed,
            })
        };
        null().ok_or(NoNull::NoFit)
    }
}
