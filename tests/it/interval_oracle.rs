//! Intervals against R's survey and SciPy: `tests/oracle/intervals` says how their numbers came about.

use bacino::analysis::interval::finite::Interval;
use bacino::analysis::interval::mean::{SampledMean, interval_of_mean};
use bacino::analysis::interval::partial::imbens_manski;
use bacino::analysis::interval::share::{clopper_pearson, effective_number, interval_in_group};
use bacino::analysis::statistic::estimate::WeightedRespondents;
use serde_json::Value;

const SHARES: &str = include_str!("../oracle/intervals/shares.csv");

fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/intervals/intervals.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
fn near(found: Interval, low: f64, high: f64, tolerance: f64) {
    let off = (found.low - low).abs().max((found.high - high).abs());
    assert!(off <= tolerance, "{found:?}, expected {low} to {high}");
}

/// statrs inverts the beta distribution to ten digits.
#[test]
fn weighted_shares_meet_svyciprop() {
    let mut cases = 0;
    for line in SHARES.lines().skip(1) {
        let (_, numbers) = line.rsplit_once("\",").unwrap();
        let of: Vec<f64> = numbers.split(',').map(|number| number.parse().unwrap()).collect();
        let [n, degrees, share, variance, low, high] = of[..] else { panic!("{line}") };
        let number = effective_number(share, variance, n, degrees).unwrap();
        near(clopper_pearson(share * number, number).unwrap(), low, high, 1e-9);
        cases += 1;
    }
    assert_eq!(cases, 6);
}

#[test]
fn bounds_with_errors_meet_scipy() {
    for case in oracle()["imbens_manski"].as_array().unwrap() {
        let (bounds, ends) = (numbers(&case["bounds"]), numbers(&case["ends"]));
        let found = imbens_manski((bounds[0], bounds[1]), (bounds[2], bounds[3])).unwrap();
        // statrs has the normal distribution to eleven digits.
        near(found, ends[0], ends[1], 1e-10);
    }
}

#[test]
fn means_of_skewed_numbers_meet_the_formula_in_numpy() {
    for case in oracle()["skewed_student"].as_array().unwrap() {
        let y = numbers(&case["y"]);
        let n_frame = usize::try_from(case["n_frame"].as_u64().unwrap()).unwrap();
        let (n, frame) = (y.len() as f64, n_frame as f64);
        let sample = WeightedRespondents::new(vec![frame / n; y.len()], n_frame, &[]);
        let mean = sample.mean(&y, &vec![1.0; y.len()]).unwrap();
        let standard_error = mean.standard_error.unwrap();
        assert!((standard_error - case["error"].as_f64().unwrap()).abs() < 1e-13);
        let found = interval_of_mean(&SampledMean {
            value: mean.value,
            standard_error,
            skewness: mean.skewness,
            n: y.len(),
            degrees: n - 1.0,
            fraction: n / frame,
        });
        // statrs inverts Student's distribution to ten digits.
        near(found.unwrap(), case["low"].as_f64().unwrap(), case["high"].as_f64().unwrap(), 1e-8);
    }
}

#[test]
fn groups_of_unknown_size_meet_scipy_and_hold_the_truth() {
    let oracle = oracle();
    for case in oracle["in_group"].as_array().unwrap() {
        let ends = numbers(&case["ends"]);
        let count = |name: &str| case[name].as_u64().unwrap();
        let found = interval_in_group(count("n"), count("with"), case["fraction"].as_f64().unwrap()).unwrap();
        near(found, ends[0], ends[1], 1e-9);
    }
    // Summed over all samples, at the worst of all true shares.
    for case in oracle["smallest_coverage"].as_array().unwrap() {
        let holds = case["holds"].as_f64().unwrap();
        assert!(holds > 0.95, "{case}");
    }
}
