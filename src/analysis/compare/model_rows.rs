//! A response model as rows of `bias.csv`.

use std::fmt::Write as _;

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::algebra::design::{MOST_COLUMNS, NoDesign};
use crate::analysis::algebra::variable::FactorError;
use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::{Fact, Note};
use crate::analysis::propensity::response_model::{NoModel, ResponseModel};
use crate::analysis::random::permutation::PermutationNull;

/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;
const RISQ: &str = "Schouten, Cobben and Bethlehem 2009; Shlomo, Skinner and Schouten 2012";
const PARTIAL: &str = "Schouten, Shlomo and Skinner 2011";
const SARNDAL: &str = "Särndal 2011";

/// Measures of a whole model, in the order of `bias.csv`.
const OF_MODEL: [(MeasureName, &str); 8] = [
    (MeasureName::R, RISQ),
    (MeasureName::RAdjusted, RISQ),
    (MeasureName::Cv, RISQ),
    (MeasureName::MaximalBias, RISQ),
    (MeasureName::Imbalance, SARNDAL),
    (MeasureName::Balance1, SARNDAL),
    (MeasureName::Balance2, SARNDAL),
    (MeasureName::Distance, SARNDAL),
];

/// How many of them come from propensities; the others compare means.
const BY_PROPENSITIES: usize = 4;

/// Rows of a study without a response model: each measure of a model, empty, with the reason.
pub fn rows_without_model(formula: &str, reason: &NoModel) -> Vec<Measure> {
    let row =
        |(name, source): (MeasureName, &'static str)| Measure::new(name, formula, "no model", source).note(reason);
    OF_MODEL.into_iter().map(row).collect()
}

impl From<&NoModel> for Note {
    fn from(reason: &NoModel) -> Self {
        match reason {
            NoModel::NoVariable => Fact::NoVariable.into(),
            NoModel::Unknown { name, .. } => Self::UnknownVariable(name.clone()),
            NoModel::Factor { factor, error } => match error {
                FactorError::NotANumber => Self::NotANumber(factor.clone()),
                FactorError::NotPositive => Self::NotPositive(factor.clone()),
                FactorError::AllMissing => Self::NoValue(factor.clone()),
                FactorError::NoLevels => Self::NoLevels(factor.clone()),
                FactorError::NoSuchLevel { level, .. } => {
                    Self::NoSuchLevel { factor: factor.clone(), level: level.clone() }
                }
            },
            NoModel::Design(NoDesign::NoCompleteUnit) => Fact::NoCompleteUnit.into(),
            NoModel::Design(NoDesign::TooManyColumns { columns }) => {
                Self::TooManyColumns { columns: *columns, most: MOST_COLUMNS }
            }
            NoModel::NobodyAnswered => Fact::NobodyAnswered.into(),
            NoModel::EverybodyAnswered => Fact::EverybodyAnswered.into(),
            NoModel::NotConverged => Fact::NotConverged.into(),
            NoModel::OneUnit => Fact::OneUnit.into(),
        }
    }
}

/// All rows of a model.
pub fn rows(model: &ResponseModel) -> Vec<Measure> {
    let mut rows = whole(model);
    rows.extend(by_variable(model));
    rows.extend(coefficients(model));
    rows
}

fn fitted_by(model: &ResponseModel) -> String {
    let by = if model.propensities.penalised { "logistic, Firth's penalty" } else { "logistic, maximum likelihood" };
    if model.weighted { format!("{by}, design weights") } else { by.to_owned() }
}

/// What limits every row of the model.
fn limits(model: &ResponseModel, mut row: Measure) -> Measure {
    if !model.separated.is_empty() {
        row = row.note(Note::Separation(model.separated.clone()));
    }
    if !model.design.dropped.is_empty() {
        row = row.note(Note::Dropped(model.design.dropped.clone()));
    }
    if model.left_out > 0 {
        row = row.note(Note::UnitsLeftOut(model.left_out));
    }
    row
}

fn whole(model: &ResponseModel) -> Vec<Measure> {
    let (whole, errors) = (model.whole, model.errors);
    let fitted_by = fitted_by(model);
    let r_error = errors.map(|errors| errors.r);
    let null = model.null;
    let imbalance = model.imbalance;
    let new = |(position, (name, source)): (usize, (MeasureName, &'static str))| {
        let method =
            if position < BY_PROPENSITIES { fitted_by.as_str() } else { "differences of means over all columns" };
        limits(model, Measure::new(name, model.formula.to_string(), method, source).n(whole.n))
    };
    let mut rows: Vec<Measure> = OF_MODEL.into_iter().enumerate().map(new).collect();
    let put = |row: &mut Measure, estimate: Option<f64>, error: Option<f64>, range: (f64, f64)| {
        let mut filled = row.clone().estimate(estimate).standard_error(error);
        if let (Some(estimate), Some(error)) = (estimate, error) {
            filled = filled.interval((estimate - Z * error).max(range.0), (estimate + Z * error).min(range.1));
        }
        *row = filled;
    };
    let any = (f64::NEG_INFINITY, f64::INFINITY);
    put(&mut rows[0], Some(whole.r), r_error, (f64::NEG_INFINITY, 1.0));
    put(&mut rows[1], Some(whole.r_adjusted), r_error, (f64::NEG_INFINITY, 1.0));
    put(&mut rows[2], Some(whole.cv), errors.map(|errors| errors.cv), (0.0, f64::INFINITY));
    put(&mut rows[3], Some(whole.cv), None, any);
    for (row, value) in rows[4..].iter_mut().zip([
        imbalance.map(|found| found.imbalance),
        imbalance.map(|found| found.balance_1),
        imbalance.map(|found| found.balance_2),
        imbalance.map(|found| found.distance),
    ]) {
        put(row, value, None, any);
    }
    rows[1] = adjusted_note(model, rows[1].clone());
    rows[3] = rows[3].clone().note(Fact::InStandardDeviations);
    let nulls = [
        (0, null.map(|null| null.r), false),
        (1, null.map(|null| null.r_adjusted), false),
        (2, null.map(|null| null.cv), true),
        (4, null.map(|null| null.imbalance), true),
    ];
    for (position, null, larger_is_worse) in nulls {
        rows[position] = with_null(rows[position].clone(), null, larger_is_worse, model);
    }
    rows
}

fn adjusted_note(model: &ResponseModel, row: Measure) -> Measure {
    let row = row.note(Note::BiasFactor(model.whole.bias_factor));
    if model.whole.deviation == 0.0 {
        row.note(Fact::EqualPropensities)
    } else if model.whole.bias_factor == 0.0 {
        row.note(Fact::EstimationAlone)
    } else {
        row
    }
}

/// Adds the permutation null. The p-value is one-sided, towards less representative.
fn with_null(mut row: Measure, null: Option<PermutationNull>, larger_is_worse: bool, model: &ResponseModel) -> Measure {
    let Some(null) = null else {
        return row.note(Note::NoNull(model.no_null.unwrap_or(Fact::NotMade)));
    };
    let p = if larger_is_worse { null.p_at_least } else { null.p_at_most };
    row.null_low = Some(null.low);
    row.null_high = Some(null.high);
    row.null_percentile = Some(null.percentile);
    if let Method::Formula(formula) = &mut row.method {
        let _ = write!(formula, "; p by {} permutations of response, one-sided", null.count);
    }
    let failed = model.null.map_or(0, |null| null.failed);
    let mut row = row.p_value(p).note(Note::UnderRandomResponse { mean: null.mean, error: null.error_of(p) });
    if failed > 0 {
        row = row.note(Note::FailedPermutations(failed));
    }
    row
}

fn by_variable(model: &ResponseModel) -> Vec<Measure> {
    let mut rows = Vec::new();
    let fitted_by = fitted_by(model);
    for indicator in &model.partial {
        let by = if indicator.by_quarters { "; by quarters of a number" } else { "" };
        let new = |name: MeasureName, adjusted: &str| {
            Measure::new(name, indicator.variable.as_str(), format!("{fitted_by}; {adjusted}{by}"), PARTIAL)
        };
        let unconditional = new(MeasureName::PartialUnconditional, "adjusted for bias")
            .estimate(indicator.unconditional)
            .standard_error(indicator.unconditional_error)
            .n(model.whole.n);
        let conditional = new(MeasureName::PartialConditional, "adjusted for bias")
            .estimate(indicator.conditional)
            .standard_error(indicator.conditional_error)
            .n(model.whole.n);
        rows.push(unconditional);
        rows.push(if indicator.conditional.is_none() { conditional.note(Fact::OneVariable) } else { conditional });
        for level in &indicator.levels {
            let of_level = |name: MeasureName, value: Option<f64>, error: Option<f64>| {
                new(name, "not adjusted")
                    .level(level.level.as_str())
                    .estimate(value)
                    .standard_error(error)
                    .n(level.n)
                    .note(Note::LevelOfModel { answered: level.answered, n: level.n, mean: level.mean })
            };
            rows.push(of_level(
                MeasureName::PartialUnconditional,
                Some(level.unconditional),
                level.unconditional_error,
            ));
            if level.conditional.is_some() {
                rows.push(of_level(MeasureName::PartialConditional, level.conditional, level.conditional_error));
            }
        }
    }
    rows
}

fn coefficients(model: &ResponseModel) -> Vec<Measure> {
    let n = model.design.n_columns();
    let method = format!("{}; log odds, Wald", fitted_by(model));
    let source = if model.propensities.penalised { "Firth 1993" } else { "Agresti 2013, chapter 5" };
    let formula = model.formula.to_string();
    let new = |column: &str| {
        Measure::new(MeasureName::Coefficient, formula.as_str(), method.as_str(), source).level(column).n(model.whole.n)
    };
    let estimated = model.design.columns.iter().enumerate().map(|(column, name)| {
        let estimate = model.propensities.coefficients[column];
        let error = model.propensities.covariance[column * n + column].sqrt();
        let p = 2.0 * Normal::standard().sf((estimate / error).abs());
        new(name)
            .estimate(estimate)
            .standard_error(error)
            .interval(estimate - Z * error, estimate + Z * error)
            .p_value(p)
    });
    let dropped = model.design.dropped.iter().map(|name| new(name).note(Fact::DependentColumn));
    estimated.chain(dropped).collect()
}
