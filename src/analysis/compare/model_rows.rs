//! A response model as rows of `bias.csv`.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::algebra::profile::Profile;
use crate::analysis::basis::measure::{Measure, MeasureName, NO_FORMULA};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::reason::{NoModel, NoNull};
use crate::analysis::propensity::response_model::ResponseModel;
use crate::analysis::random::permutation::PermutationNull;
use crate::model::survey::formula::Formula;

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
pub fn rows_without_model(formula: Option<&Formula>, reason: &NoModel) -> Vec<Measure> {
    let formula = formula.map_or_else(|| NO_FORMULA.to_owned(), Formula::to_string);
    let row = |(name, source): (MeasureName, &'static str)| {
        Measure::new(name, formula.as_str(), [Method::NoModel], source).note(Note::NoModel(reason.clone()))
    };
    OF_MODEL.into_iter().map(row).collect()
}

/// All rows of a model.
pub fn rows(model: &ResponseModel) -> Vec<Measure> {
    let mut rows = whole(model);
    rows.extend(by_variable(model));
    rows.extend(coefficients(model));
    rows
}

fn fitted_by(model: &ResponseModel) -> Method {
    Method::Logistic { penalised: model.propensities.penalised, weighted: model.weighted }
}

/// What limits every row of the model.
fn limits(model: &ResponseModel, mut row: Measure) -> Measure {
    if !model.separated.is_empty() {
        row = row.note(Note::Separation(model.separated.clone()));
    }
    if !model.design.dropped.is_empty() {
        row = row.note(Note::DependentColumns(model.design.dropped.clone()));
    }
    if model.left_out > 0 {
        row = row.note(Note::OutsideModel(model.left_out));
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
        let method = if position < BY_PROPENSITIES { fitted_by.clone() } else { Method::MeansOverColumns };
        limits(model, Measure::new(name, model.formula.to_string(), [method], source).n(whole.n))
    };
    let mut rows: Vec<Measure> = OF_MODEL.into_iter().enumerate().map(new).collect();
    let put = |row: &mut Measure, estimate: Option<f64>, error: Option<f64>| {
        *row = row.clone().estimate(estimate).standard_error(error.filter(|_| estimate.is_some()));
    };
    // What estimation alone explains is no estimate of 0: the limit says how much there may be.
    let adjusted = |value: f64| Some(value).filter(|_| whole.bias_factor > 0.0 || model.limits.is_none());
    put(&mut rows[0], Some(whole.r), r_error);
    put(&mut rows[1], adjusted(whole.r_adjusted), r_error);
    put(&mut rows[2], adjusted(whole.cv), errors.map(|errors| errors.cv));
    put(&mut rows[3], adjusted(whole.cv).filter(|_| model.limits.is_some()), None);
    for (row, value) in rows[4..].iter_mut().zip([
        imbalance.map(|found| found.imbalance),
        imbalance.map(|found| found.balance_1),
        imbalance.map(|found| found.balance_2),
        imbalance.map(|found| found.distance),
    ]) {
        put(row, value, None);
    }
    if let Some(limits) = model.limits {
        for (row, ends) in rows[1..4].iter_mut().zip([limits.r(), limits.cv, limits.cv]) {
            *row = limited(row.clone(), ends, Method::NoncentralLimits { degrees: limits.degrees });
        }
    }
    for row in &mut rows[1..4] {
        *row = adjusted_notes(model, row.clone());
    }
    rows[3] = rows[3].clone().note(Note::InStandardDeviations);
    let nulls = [
        (0, null.map(|null| null.r)),
        (1, null.map(|null| null.r_adjusted)),
        (2, null.map(|null| null.cv)),
        (4, null.map(|null| null.imbalance)),
    ];
    let failed = null.map_or(0, |null| null.failed);
    for (position, null) in nulls {
        rows[position] = with_null(rows[position].clone(), null, failed);
    }
    rows
}

/// With the ends of its interval, which always holds the estimate: that of a penalised model may fall a little outside.
fn limited(mut row: Measure, (low, high): (f64, f64), method: Method) -> Measure {
    let estimate = row.estimate;
    row.method.push(method);
    row.interval(
        estimate.map_or(low, |estimate| low.min(estimate)),
        estimate.map_or(high, |estimate| high.max(estimate)),
    )
}

fn adjusted_notes(model: &ResponseModel, row: Measure) -> Measure {
    let row = row.note(Note::BiasFactor(model.whole.bias_factor));
    if model.limits.is_none() {
        row.note(Note::EqualPropensities)
    } else if model.whole.bias_factor == 0.0 {
        row.note(Note::NothingBeyondEstimation)
    } else {
        row
    }
}

/// Adds the permutation null with its two-sided p-value.
fn with_null(mut row: Measure, null: Result<PermutationNull, NoNull>, failed: usize) -> Measure {
    let null = match null {
        Ok(null) => null,
        Err(reason) => return row.note(Note::NoNull(reason)),
    };
    row.null_low = Some(null.low);
    row.null_high = Some(null.high);
    row.null_percentile = Some(null.percentile);
    row.method.push(Method::PermutedResponse { count: null.count });
    row.method.push(Method::TwiceSmallerTail);
    row.p_value(null.p_two_sided())
        .note(Note::MeanByChance(null.mean))
        .note(Note::ErrorOfP(null.error_of_two_sided()))
        .notes((failed > 0).then_some(Note::FailedPermutations(failed)))
}

fn by_variable(model: &ResponseModel) -> Vec<Measure> {
    let mut rows = Vec::new();
    let fitted_by = fitted_by(model);
    for indicator in &model.partial {
        let by = indicator.by_quarters.then_some(Method::ByQuarters);
        let new = |name: MeasureName, adjusted: Method| {
            let method = [fitted_by.clone(), adjusted].into_iter().chain(by.clone());
            Measure::new(name, indicator.variable.as_str(), method, PARTIAL)
        };
        let unconditional = new(MeasureName::PartialUnconditional, Method::Adjusted)
            .estimate(indicator.unconditional)
            .standard_error(indicator.unconditional_error)
            .n(model.whole.n);
        let conditional = new(MeasureName::PartialConditional, Method::Adjusted)
            .estimate(indicator.conditional)
            .standard_error(indicator.conditional_error)
            .n(model.whole.n);
        rows.push(unconditional);
        rows.push(conditional.notes(indicator.conditional.is_none().then_some(Note::OneVariable)));
        for level in &indicator.levels {
            let of_level = |name: MeasureName, value: Option<f64>, error: Option<f64>| {
                new(name, Method::NotAdjusted)
                    .level(level.level.as_str())
                    .estimate(value)
                    .standard_error(error)
                    .n(level.n)
                    .note(Note::Answered { answered: level.answered, n: level.n, mean_propensity: level.mean })
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
    let how = if model.profiles.is_some() { Method::LogOddsByProfile } else { Method::LogOdds };
    let method = [fitted_by(model), how];
    let source =
        if model.propensities.penalised { "Firth 1993; Heinze and Schemper 2002" } else { "Agresti 2013, chapter 5" };
    let formula = model.formula.to_string();
    let new = |column: &str| {
        let row = Measure::new(MeasureName::Coefficient, formula.as_str(), method.clone(), source);
        row.level(column).n(model.whole.n)
    };
    let estimated = model.design.columns.iter().enumerate().map(|(column, name)| {
        let estimate = model.propensities.coefficients[column];
        let error = model.propensities.covariance[column * n + column].sqrt();
        let row = new(name).estimate(estimate).standard_error(error);
        match &model.profiles {
            Some(profiles) => {
                let Profile { p_value, low, high } = profiles[column];
                row.interval(low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY)).p_value(p_value)
            }
            None => row
                .interval(estimate - Z * error, estimate + Z * error)
                .p_value(2.0 * Normal::standard().sf((estimate / error).abs())),
        }
    });
    let dropped = model.design.dropped.iter().map(|name| new(name).note(Note::DependentColumn));
    estimated.chain(dropped).collect()
}
