//! Models and weights on further frames (tied, large, tiny, separated, with numbers and design weights) against Python (statsmodels, scipy,
//! numpy) and the package `survey` of R. Scripts, versions and results stand in `tests/oracle/bias`.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::logistic::{Estimator, NoFit};
use bacino::analysis::propensity::estimated::logistic_propensities;
use bacino::analysis::propensity::imbalance::imbalance;
use bacino::analysis::propensity::partial::partial_indicators;
use bacino::analysis::propensity::representativeness::{representativeness, standard_errors};
use bacino::analysis::propensity::standard_error::EstimatedPropensities;
use bacino::analysis::statistic::estimate::WeightedRespondents;
use bacino::analysis::weight::adjust::{Strata, Units, poststratify, rake};
use bacino::analysis::weight::calibration::{Distance, calibrate};

use crate::oracle::{Frame, assert_near, value_at};

const BIAS: &str = include_str!("../oracle/bias/bias.json");
const WEIGHTS: &str = include_str!("../oracle/bias/weights.json");

fn frame(name: &str) -> Frame {
    Frame::parse(match name {
        "tied" => include_str!("../oracle/bias/tied.csv"),
        "large" => include_str!("../oracle/bias/large.csv"),
        "tiny" => include_str!("../oracle/bias/tiny.csv"),
        _ => include_str!("../oracle/bias/separated.csv"),
    })
}

fn design_weights(frame: &Frame) -> Vec<f64> {
    frame.column("weight").iter().map(|cell| cell.parse().unwrap()).collect()
}

/// Compares a model; the oracle's `key` may be inside, with design weights. Fits agree to the last digits, so 1e-8.
fn compare(frame: &Frame, design: &Design, weights: Option<&[f64]>, key: &[&str]) {
    let expected = |name: &str| value_at(BIAS, &[key, &[name]].concat());
    let tally = design.tally(&frame.answered, weights);
    let fitted = logistic_propensities(design, &tally, Estimator::Likelihood).unwrap();
    let near = |name: &str, found: f64| assert_near(&format!("{key:?} {name}"), found, expected(name), 1e-8);
    for unit in 0..4 {
        let p = fitted.of_pattern[design.pattern_of[unit].unwrap() as usize];
        let wanted = value_at(BIAS, &[key, &["p_first", &unit.to_string()]].concat());
        assert_near(&format!("{key:?} propensity"), p, wanted, 1e-8);
    }
    let n = design.n_columns();
    let mut errors: Vec<f64> = (0..n).map(|column| fitted.covariance[column * n + column].sqrt()).collect();
    errors.sort_by(f64::total_cmp);
    for (position, error) in errors.iter().enumerate() {
        let wanted = value_at(BIAS, &[key, &["standard_errors", &position.to_string()]].concat());
        assert_near(&format!("{key:?} standard error"), *error, wanted, 1e-7);
    }
    let whole = representativeness(design, &tally, &fitted).unwrap();
    near("r", whole.r);
    near("r_adjusted", whole.r_adjusted);
    near("factor", whole.bias_factor);
    near("cv", whole.cv);
    let errors = standard_errors(design, &tally, &fitted, &whole).unwrap();
    near("se", errors.r);
    near("cv_se", errors.cv);
}

#[test]
fn models_with_numbers_and_interactions_meet_statsmodels() {
    for (name, formula) in [
        ("tied", "area + ward + beds"),
        ("tied", "area + beds + ward:rate"),
        ("tied", "area + ward + area:ward"),
        ("large", "area + ward + beds + rate"),
        ("large", "ward + log(beds) + cut(rate, breaks = [0, 1])"),
        ("large", "area + ward"),
        ("tiny", "area + beds"),
    ] {
        let frame = frame(name);
        let design = frame.design(formula);
        let key = format!("{name}: {formula}");
        compare(&frame, &design, None, &[&key]);
        let tally = design.tally(&frame.answered, None);
        let found = imbalance(&design, &tally).unwrap().imbalance;
        assert_near(&key, found, value_at(BIAS, &[&key, "imbalance"]), 1e-10);
        if name != "tiny" {
            compare(&frame, &design, Some(&design_weights(&frame)), &[&key, "weighted"]);
        }
    }
}

#[test]
fn partial_indicators_and_their_errors_meet_full_matrices() {
    let frame = frame("large");
    let design = frame.design("area + ward");
    let tally = design.tally(&frame.answered, None);
    let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
    let whole = representativeness(&design, &tally, &fitted).unwrap();
    let area = &partial_indicators(&design, &tally, &fitted, &whole)[0];
    let expected = |name: &str| value_at(BIAS, &["large: area + ward", "area", name]);
    assert_near("Pu", area.unconditional, expected("unconditional"), 1e-8);
    assert_near("Pu SE", area.unconditional_error.unwrap(), expected("unconditional_se"), 1e-8);
    assert_near("Pc", area.conditional.unwrap(), expected("conditional"), 1e-8);
    assert_near("Pc SE", area.conditional_error.unwrap(), expected("conditional_se"), 1e-8);
}

/// The oracle's maximum of the penalised likelihood is found by search, so propensities are met to 1e-5.
#[test]
fn separation_is_found_where_linear_programming_finds_it_and_firth_meets_scipy() {
    for (name, formula) in [
        ("tiny", "area + ward + beds"),
        ("separated", "area"),
        ("separated", "area + beds"),
        ("separated", "ward + beds"),
        ("tied", "area + ward"),
    ] {
        let frame = frame(name);
        let design = frame.design(formula);
        let tally = design.tally(&frame.answered, None);
        let key = format!("firth {name}: {formula}");
        let oracle: serde_json::Value = serde_json::from_str(BIAS).unwrap();
        let likelihood = logistic_propensities(&design, &tally, Estimator::Likelihood);
        let separated = matches!(likelihood, Err(NoFit::Separated { .. }));
        assert_eq!(Some(separated), oracle[&key]["separated"].as_bool(), "{key}");
        assert!(separated || likelihood.is_ok(), "{key}");
        let firth = logistic_propensities(&design, &tally, Estimator::Firth).unwrap();
        for unit in 0..6 {
            let p = firth.of_pattern[design.pattern_of[unit].unwrap() as usize];
            assert_near(&key, p, value_at(BIAS, &[&key, "p", &unit.to_string()]), 1e-5);
        }
    }
}

/// R prints twelve digits.
fn compare_weights(key: &str, weights: &[Option<f64>]) {
    let known: Vec<f64> = weights.iter().copied().flatten().collect();
    for (position, weight) in known.iter().take(5).enumerate() {
        assert_near(key, *weight, value_at(WEIGHTS, &[key, "first", &position.to_string()]), 1e-8);
    }
    let (low, high) = known.iter().fold((f64::MAX, f64::MIN), |(low, high), &w| (low.min(w), high.max(w)));
    assert_near(key, low, value_at(WEIGHTS, &[key, "smallest"]), 1e-8);
    assert_near(key, high, value_at(WEIGHTS, &[key, "largest"]), 1e-8);
    assert_near(key, known.iter().sum(), value_at(WEIGHTS, &[key, "sum"]), 1e-6);
}

#[test]
fn weights_of_a_large_frame_meet_survey() {
    let frame = frame("large");
    let units = Units { answered: &frame.answered, design: None };
    let strata = |name: &str| Strata::of(&frame.variable(name)).unwrap();
    compare_weights("poststratified area", &poststratify(&strata("area"), units).unwrap());
    compare_weights("raked area, ward", &rake(&[strata("area"), strata("ward")], units).unwrap());
    let design = frame.design("area + ward + beds");
    for (key, distance) in [
        ("linear", Distance::Linear),
        ("linear 0.4 1.6", Distance::BoundedLinear { low: 0.4, high: 1.6 }),
        ("exponential", Distance::Exponential),
        ("logit 0.2 2.5", Distance::Logit { low: 0.2, high: 2.5 }),
    ] {
        compare_weights(key, &calibrate(&design, units, distance).unwrap());
    }
    let narrow = calibrate(&design, units, Distance::Logit { low: 0.95, high: 1.05 });
    assert!(narrow.is_err(), "bounds too narrow are met by nothing");
    let weights = design_weights(&frame);
    let sample = Units { answered: &frame.answered, design: Some(&weights) };
    compare_weights("weighted poststratified", &poststratify(&strata("ward"), sample).unwrap());
    compare_weights("weighted linear", &calibrate(&frame.design("ward + beds"), sample, Distance::Linear).unwrap());
}

/// R computes the whole estimator again for every unit; differences of 1e-4 leave seven digits.
#[test]
fn errors_of_inverse_propensities_meet_those_by_computing_all_again() {
    const ERRORS: &str = include_str!("../oracle/bias/propensity_errors.json");
    let frame = frame("large");
    let design = frame.design("area + ward + beds");
    let (beds, ward) = (frame.column("beds"), frame.column("ward"));
    let y: Vec<f64> = (0..frame.answered.len())
        .map(|unit| {
            let own = 2.0 * f64::from(u8::from(ward[unit] == "y"));
            beds[unit].parse::<f64>().unwrap() / 100.0 + own - (unit % 5) as f64
        })
        .collect();
    let weights = design_weights(&frame);
    for (key, weights) in
        [("large: area + ward + beds", None), ("large: area + ward + beds, weighted", Some(weights.as_slice()))]
    {
        let tally = design.tally(&frame.answered, weights);
        let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
        let p = |unit: usize| fitted.of_pattern[design.pattern_of[unit].unwrap() as usize];
        let units: Vec<usize> = (0..y.len()).filter(|&unit| frame.answered[unit]).collect();
        let inverse = units.iter().map(|&unit| weights.map_or(1.0, |weights| weights[unit]) / p(unit)).collect();
        let y: Vec<f64> = units.iter().map(|&unit| y[unit]).collect();
        let sample = WeightedRespondents::new(inverse, frame.answered.len(), &[]);
        let (value, influence) = sample.influence_of_mean(&y, &vec![1.0; y.len()]).unwrap();
        assert_near(key, value, value_at(ERRORS, &[key, "estimate"]), 1e-9);
        let model = EstimatedPropensities {
            design: &design,
            tally: &tally,
            propensities: &fitted,
            answered: &frame.answered,
            weights,
        };
        let error = model.standard_error(&units, &influence).unwrap();
        assert_near(key, error, value_at(ERRORS, &[key, "standard_error"]), 1e-7);
    }
    // 4,000 draws know the spread to 1.1 %; the formula is 2 % above it, one that takes weights as fixed 83 %.
    let simulated = |name: &str| value_at(ERRORS, &["simulated", name]);
    assert!((simulated("mean_standard_error") / simulated("sd") - 1.0).abs() < 0.034);
    assert!(simulated("mean_with_fixed_weights") / simulated("sd") > 1.5);
}

const PARTIAL_SAMPLE: &str = include_str!("../oracle/bias/partial_sample.json");

/// Python differentiates by differences of 1e-5, which leave eight digits.
#[test]
fn partial_indicators_of_a_sample_have_the_errors_of_computing_all_again() {
    let frame = frame("large");
    let design = frame.design("area + ward");
    let tally = design.tally(&frame.answered, Some(&design_weights(&frame)));
    let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood).unwrap();
    let whole = representativeness(&design, &tally, &fitted).unwrap();
    for indicator in partial_indicators(&design, &tally, &fitted, &whole) {
        let name = indicator.variable.as_str();
        let expected = |key: &str, at: usize| value_at(PARTIAL_SAMPLE, &[name, key, &at.to_string()]);
        let near =
            |key: &str, at: usize, found: f64| assert_near(&format!("{name} {key}"), found, expected(key, at), 1e-8);
        near("error", 0, indicator.unconditional_error.unwrap());
        near("error", 1, indicator.conditional_error.unwrap());
        for (at, level) in indicator.levels.iter().enumerate() {
            near("level", at, level.unconditional);
            near("level_error", at, level.unconditional_error.unwrap());
            near("within", at, level.conditional.unwrap());
            near("within_error", at, level.conditional_error.unwrap());
        }
    }
    let census = design.tally(&frame.answered, None);
    let fitted = logistic_propensities(&design, &census, Estimator::Likelihood).unwrap();
    let whole = representativeness(&design, &census, &fitted).unwrap();
    let levels = partial_indicators(&design, &census, &fitted, &whole).remove(0).levels;
    assert!(levels.iter().all(|level| level.unconditional_error.is_none() && level.conditional_error.is_none()));
}

/// 4,000 samples know a spread to 1.1 %. Errors of levels are within 2 % of it but for one that is 6 % above, those of variables 7 % above.
#[test]
fn errors_of_partial_indicators_are_the_spread_over_samples() {
    for at in 0..10 {
        let of = |name: &str| value_at(PARTIAL_SAMPLE, &["simulated", name, &at.to_string()]);
        let ratio = of("mean_standard_error") / of("sd");
        assert!((0.966..1.1).contains(&ratio), "{at}: {ratio}");
    }
}
