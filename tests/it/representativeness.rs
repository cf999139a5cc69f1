//! Propensities, R-indicators and imbalance against R and Python, on the frame of `tests/oracle/statistics`.
//!
//! `oracle_values.json` was computed with R 4.2 (`glm`, `survey`, `brglm2`) and Python (`statsmodels`, `balance`) by the scripts beside it.

use bacino::analysis::design::{Design, Tally};
use bacino::analysis::imbalance::imbalance;
use bacino::analysis::logistic::{Estimator, NoFit};
use bacino::analysis::partial::partial_indicators;
use bacino::analysis::permutation::{PermutationNull, Permutations};
use bacino::analysis::propensity::{Propensities, linear_propensities, logistic_propensities};
use bacino::analysis::representativeness::{Representativeness, representativeness, standard_errors};

use crate::oracle::{Frame, assert_near, frame135, oracle};

fn model(frame: &Frame, formula: &str) -> (Design, Tally) {
    let design = frame.design(formula);
    let tally = design.tally(&frame.answered, None);
    (design, tally)
}

fn fitted(frame: &Frame, formula: &str) -> (Design, Tally, Propensities, Representativeness) {
    let (design, tally) = model(frame, formula);
    let propensities = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
    let whole = representativeness(&design, &tally, &propensities).unwrap();
    (design, tally, propensities, whole)
}

/// Tolerance 1e-6, as the oracle states: R's `glm` stops at 1e-8.
#[test]
fn r_indicators_of_macro_area_and_size_meet_the_oracle() {
    let (design, tally, propensities, whole) = fitted(&frame135(), "macro + size3");
    let expected = |key: &str| oracle(&["R_macro_size", key]);
    assert_near("R_adj", whole.r_adjusted, expected("R"), 1e-6);
    assert_near("R", whole.r, expected("R_unadj"), 1e-6);
    let errors = standard_errors(&design, &tally, &propensities, &whole).unwrap();
    assert_near("SE", errors.r, expected("SE"), 1e-6);
    assert_near("f", whole.bias_factor, expected("bias_factor"), 1e-6);
    assert_near("CV", whole.cv, expected("CV"), 1e-6);
    assert_near("CV unadjusted", whole.cv_unadjusted, expected("CV_unadj"), 1e-6);
    assert_near("SE of CV", errors.cv, expected("CV_SE"), 1e-6);
    let partial = partial_indicators(&design, &tally, &propensities, &whole);
    for (indicator, name) in partial.iter().zip(["macro", "size3"]) {
        assert_eq!(indicator.variable, name);
        assert_near("Pu", indicator.unconditional, expected(&format!("Pu_{name}")), 1e-6);
        assert_near("Pc", indicator.conditional.unwrap(), expected(&format!("Pc_{name}")), 1e-6);
    }
}

#[test]
fn r_indicators_of_one_factor_and_of_a_linear_model_meet_the_oracle() {
    let (design, tally, propensities, whole) = fitted(&frame135(), "macro");
    assert_near("R_adj", whole.r_adjusted, oracle(&["R_macro_only", "R"]), 1e-6);
    assert_near("R", whole.r, oracle(&["R_macro_only", "R_unadj"]), 1e-6);
    let errors = standard_errors(&design, &tally, &propensities, &whole).unwrap();
    assert_near("SE", errors.r, oracle(&["R_macro_only", "SE"]), 1e-6);
    let (design, tally) = model(&frame135(), "macro + size3");
    let linear = linear_propensities(&design, &tally).unwrap();
    let whole = representativeness(&design, &tally, &linear).unwrap();
    assert_near("R_adj", whole.r_adjusted, oracle(&["R_gaussian", "R"]), 1e-6);
    assert_near("R", whole.r, oracle(&["R_gaussian", "R_unadj"]), 1e-6);
    let errors = standard_errors(&design, &tally, &linear, &whole).unwrap();
    assert_near("SE", errors.r, oracle(&["R_gaussian", "SE"]), 1e-6);
}

/// Two regions have one outcome only, so likelihood has no maximum; `brglm2` gives Firth's answer.
#[test]
fn regions_separate_and_the_penalty_meets_the_oracle() {
    let (design, tally) = model(&frame135(), "region");
    let separated = logistic_propensities(&design, &tally, Estimator::Likelihood);
    assert!(matches!(separated, Err(NoFit::Separated { .. })), "{separated:?}");
    let limit = logistic_propensities(&design, &tally, Estimator::LikelihoodLimit).unwrap();
    let whole = representativeness(&design, &tally, &limit).unwrap();
    assert_near("R", whole.r, oracle(&["R_region_saturated", "R_unadj"]), 1e-6);
    assert_near("R_adj", whole.r_adjusted, oracle(&["R_region_saturated", "R_adj_closed_form"]), 1e-6);
    let firth = logistic_propensities(&design, &tally, Estimator::Firth).unwrap();
    let whole = representativeness(&design, &tally, &firth).unwrap();
    assert_near("R by Firth", whole.r, oracle(&["R_region_saturated", "R_unadj_firth"]), 1e-6);
}

#[test]
fn imbalance_meets_the_oracle_and_is_the_variance_of_linear_propensities() {
    let (design, tally) = model(&frame135(), "macro + size3");
    let found = imbalance(&design, &tally).unwrap();
    assert_near("IMB", found.imbalance, oracle(&["IMB_macro_size"]), 1e-9);
    assert_near("BI1", found.balance_1, oracle(&["BI1"]), 1e-9);
    assert_near("BI2", found.balance_2, oracle(&["BI2"]), 1e-9);
    let linear = linear_propensities(&design, &tally).unwrap();
    let whole = representativeness(&design, &tally, &linear).unwrap();
    assert_near("IMB", found.imbalance, whole.deviation.powi(2) * 134.0 / 135.0, 1e-12);
}

/// The oracle permuted 4,000 times with another generator. The standard deviation of `R` under random response is 0.057, so the mean is
/// known to 0.0013 (standard error of both), the quantiles to about 0.005; four of these are allowed.
#[test]
fn random_response_gives_the_oracle_range_of_r() {
    let frame = frame135();
    let (design, tally, _, whole) = fitted(&frame, "macro + size3");
    let patterns: Vec<u32> = design.complete_units().map(|(_, pattern)| pattern).collect();
    let values = Permutations { seed: 1, count: 4_000 }.of(&frame.answered, |answered| {
        let tally = tally.answered_by(&patterns, answered, None);
        let fitted = logistic_propensities(&design, &tally, Estimator::LikelihoodLimit).unwrap();
        representativeness(&design, &tally, &fitted).unwrap()
    });
    let null = PermutationNull::of(values.iter().map(|whole| whole.r).collect(), whole.r).unwrap();
    let expected = |key: &[&str]| oracle(&[&["R_null_macro_size_4000perm"], key].concat());
    assert_near("mean", null.mean, expected(&["mean_R_unadj"]), 0.0052);
    assert_near("2.5 %", null.low, expected(&["q025_q975", "0"]), 0.02);
    assert_near("97.5 %", null.high, expected(&["q025_q975", "1"]), 0.02);
    assert_near("p", null.p_at_most, expected(&["p"]), 0.0047);
    let clipped = values.iter().filter(|whole| whole.bias_factor == 0.0).count() as f64 / 4_000.0;
    assert_near("share clipped", clipped, expected(&["share_R_adj_clipped_to_1"]), 0.044);
}
