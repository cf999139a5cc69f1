//! Weights against R's `survey` and `sampling`, on the frame of `tests/oracle/statistics`.
//!
//! Values are printed by R to ten digits, so they are met to 1e-8 unless said.

use bacino::analysis::calibration::{Distance, calibrate};
use bacino::analysis::logistic::Estimator;
use bacino::analysis::propensity::logistic_propensities;
use bacino::analysis::weights::{Strata, Units, inverse_propensity, kish, poststratify, rake};

use crate::oracle::{Frame, assert_near, frame135, oracle};

fn strata(frame: &Frame, name: &str) -> Strata {
    Strata::of(&frame.variable(name)).unwrap()
}

fn units(frame: &Frame) -> Units<'_> {
    Units { answered: &frame.answered, design: None }
}

/// The outcome of the oracle: every third identifier, among respondents.
fn weighted_share(frame: &Frame, weights: &[Option<f64>]) -> f64 {
    let ids = frame.column("id");
    let share = ids.iter().zip(weights).filter_map(|(id, weight)| {
        let number: usize = id[1..].parse().unwrap();
        weight.map(|weight| (weight, if number.is_multiple_of(3) { weight } else { 0.0 }))
    });
    let (all, yes) = share.fold((0.0, 0.0), |(all, yes), (weight, one)| (all + weight, yes + one));
    yes / all
}

fn first_four(what: &str, weights: &[Option<f64>]) {
    for (position, weight) in weights.iter().flatten().take(4).enumerate() {
        assert_near(what, *weight, oracle(&[what, &position.to_string()]), 1e-8);
    }
}

#[test]
fn post_stratified_weights_meet_the_oracle() {
    let frame = frame135();
    let weights = poststratify(&strata(&frame, "macro"), units(&frame)).unwrap();
    for (area, weight) in frame.column("macro").iter().zip(&weights) {
        if let Some(weight) = weight {
            assert_near(area, *weight, oracle(&["poststrat_macro_weights", area]), 1e-12);
        }
    }
    let cost = kish(&weights).unwrap();
    assert_near("deff", cost.design_effect, oracle(&["poststrat_kish"]), 1e-8);
    assert_near("effective n", cost.effective_n, oracle(&["poststrat_neff"]), 1e-6);
    assert_near("mean", weighted_share(&frame, &weights), oracle(&["y", "ps_mean"]), 1e-8);
}

#[test]
fn raked_weights_meet_the_oracle() {
    let frame = frame135();
    let weights = rake(&[strata(&frame, "macro"), strata(&frame, "size3")], units(&frame)).unwrap();
    let sizes = ["small", "medium", "large"];
    for ((area, size), weight) in frame.column("macro").iter().zip(frame.column("size3")).zip(&weights) {
        if let Some(weight) = weight {
            let position = sizes.iter().position(|name| *name == size).unwrap().to_string();
            assert_near(area, *weight, oracle(&["rake_macro_size", area, &position]), 1e-8);
        }
    }
    let cost = kish(&weights).unwrap();
    assert_near("deff", cost.design_effect, oracle(&["rake_macro_size", "kish"]), 1e-8);
    assert_near("effective n", cost.effective_n, oracle(&["rake_macro_size", "neff"]), 1e-6);
    assert_near("mean", weighted_share(&frame, &weights), oracle(&["y", "rake_mean"]), 1e-8);
}

#[test]
fn calibrated_weights_meet_the_oracle() {
    let frame = frame135();
    let design = frame.design("macro + size3 + pop");
    let linear = calibrate(&design, units(&frame), Distance::Linear).unwrap();
    first_four("greg_linear_first4", &linear);
    let ends = linear.iter().flatten().fold((f64::MAX, f64::MIN), |(low, high), &w| (low.min(w), high.max(w)));
    assert_near("smallest", ends.0, oracle(&["greg_range", "0"]), 1e-8);
    assert_near("largest", ends.1, oracle(&["greg_range", "1"]), 1e-8);
    first_four("cal_raking_first4", &calibrate(&design, units(&frame), Distance::Exponential).unwrap());
    let logit = Distance::Logit { low: 0.5, high: 2.5 };
    first_four("cal_logit_0.5_2.5_first4", &calibrate(&design, units(&frame), logit).unwrap());
}

#[test]
fn inverse_propensities_meet_the_oracle() {
    let frame = frame135();
    let design = frame.design("macro + size3");
    let tally = design.tally(&frame.answered, None);
    let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
    let propensity: Vec<Option<f64>> =
        design.pattern_of.iter().map(|pattern| pattern.map(|pattern| fitted.of_pattern[pattern as usize])).collect();
    let weights = inverse_propensity(&propensity, units(&frame), None).unwrap();
    assert_near("Hájek", weighted_share(&frame, &weights), oracle(&["ipw_hajek_y"]), 1e-8);
    assert_near("deff", kish(&weights).unwrap().design_effect, oracle(&["ipw_kish"]), 1e-8);
}
