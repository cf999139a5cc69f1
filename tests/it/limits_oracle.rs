//! Limits of unevenness and profiles of coefficients against SciPy and R's MASS. Scripts, versions and results stand in `tests/oracle/bias`.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::logistic::Estimator;
use bacino::analysis::algebra::pattern::Tally;
use bacino::analysis::algebra::profile::{Fitted, Profile, profiles};
use bacino::analysis::algebra::variable::Variable;
use bacino::analysis::propensity::estimated::logistic_propensities;
use bacino::analysis::propensity::imbalance::imbalance;
use bacino::analysis::propensity::limit::limits;
use bacino::analysis::propensity::noncentral::noncentralities;
use bacino::analysis::statistic::contingency::ResponseTable;
use bacino::model::survey::formula::Formula;

use crate::oracle::{Frame, assert_near, value_at};

const LIMITS: &str = include_str!("../oracle/bias/limits.json");
const PROFILES: &str = include_str!("../oracle/bias/profiles.csv");

const MODELS: [(&str, &str, Estimator); 7] = [
    ("tied", "area + ward", Estimator::Likelihood),
    ("tied", "area + beds", Estimator::Likelihood),
    ("large", "ward + rate", Estimator::Likelihood),
    ("tiny", "area", Estimator::Firth),
    ("separated", "area", Estimator::Firth),
    ("separated", "area + beds", Estimator::Firth),
    ("separated", "ward + beds", Estimator::Firth),
];

fn frame(name: &str) -> Frame {
    Frame::parse(match name {
        "tied" => include_str!("../oracle/bias/tied.csv"),
        "large" => include_str!("../oracle/bias/large.csv"),
        "tiny" => include_str!("../oracle/bias/tiny.csv"),
        _ => include_str!("../oracle/bias/separated.csv"),
    })
}

fn profiled(design: &Design, tally: &Tally, estimator: Estimator) -> Vec<Profile> {
    let fit = logistic_propensities(design, tally, estimator).unwrap();
    let (coefficients, covariance) = (&fit.coefficients, &fit.covariance);
    let penalised = estimator == Estimator::Firth;
    profiles(design, tally, Fitted { coefficients, covariance, penalised }).unwrap()
}

/// SciPy sums the mixture to about eleven digits.
#[test]
fn noncentralities_meet_scipy() {
    for (x, written, degrees) in [
        (0.0, "0.0", 3),
        (0.2, "0.2", 3),
        (2.5, "2.5", 1),
        (7.0, "7.0", 5),
        (12.0, "12.0", 5),
        (40.0, "40.0", 8),
        (500.0, "500.0", 20),
        (4_000.0, "4000.0", 12),
    ] {
        let key = format!("noncentral {written} {degrees}");
        let (low, high) = noncentralities(x, degrees, 0.025).unwrap();
        for (end, position) in [(low, "0"), (high, "1")] {
            assert_near(&key, end, value_at(LIMITS, &[&key, position]), 1e-7 * end.max(1.0));
        }
    }
}

/// The oracle searches for maxima of the likelihood, so ends are met to 1e-4 of their distance and p-values to 1e-6.
#[test]
fn profiles_of_the_penalised_and_of_the_plain_likelihood_meet_scipy() {
    for (name, formula, estimator) in MODELS {
        let frame = frame(name);
        let design = frame.design(formula);
        let found = profiled(&design, &design.tally(&frame.answered, None), estimator);
        let key = format!("{}{name}: {formula}", if estimator == Estimator::Firth { "firth " } else { "" });
        for (column, profile) in found.iter().enumerate() {
            let expected = |what: &str| value_at(LIMITS, &[&key, "profiles", &column.to_string(), what]);
            let (low, high) = (expected("low"), expected("high"));
            assert_near(&key, profile.p_value, expected("p"), 1e-6);
            assert_near(&key, profile.low.unwrap(), low, 1e-4 * (high - low));
            assert_near(&key, profile.high.unwrap(), high, 1e-4 * (high - low));
        }
    }
}

/// `confint` interpolates the profile by a spline, which is good to three digits of the interval.
#[test]
fn profiles_of_the_plain_likelihood_meet_confint() {
    for (name, formula, estimator) in MODELS.into_iter().filter(|model| model.2 == Estimator::Likelihood) {
        let frame = frame(name);
        let design = frame.design(formula);
        let found = profiled(&design, &design.tally(&frame.answered, None), estimator);
        let start = format!("{name}: {formula},");
        let rows = PROFILES.lines().filter_map(|line| line.strip_prefix(&start));
        let rows: Vec<Vec<f64>> = rows.map(|row| row.split(',').map(|cell| cell.parse().unwrap()).collect()).collect();
        assert_eq!(rows.len(), found.len());
        for (profile, row) in found.iter().zip(rows) {
            let [_, p, low, high] = row[..] else { panic!("{row:?}") };
            assert_near(&start, profile.p_value, p, 1e-8);
            assert_near(&start, profile.low.unwrap(), low, 1e-3 * (high - low));
            assert_near(&start, profile.high.unwrap(), high, 1e-3 * (high - low));
        }
    }
}

/// By hand for two levels, 7 of 15 and 0 of 9: with `l = Σ (r η − n log(1 + e^η)) + ½ log Π n p(1−p)` its maximum is at the log odds of
/// `(r + ½)/(n − r + ½)`, and with equal levels at those of `8/18`. Wald's test would say .081.
#[test]
fn after_firth_the_likelihood_ratio_finds_what_wald_does_not() {
    let words: Vec<Option<&str>> = (0..24).map(|unit| Some(if unit < 15 { "a" } else { "b" })).collect();
    let answered: Vec<bool> = (0..24).map(|unit| unit < 7).collect();
    let design = Design::new(&Formula::parse("x").unwrap(), &[Variable::of_words("x", &words)]).unwrap();
    let tally = design.tally(&answered, None);
    let found = profiled(&design, &tally, Estimator::Firth)[1];
    let log_odds = |with: f64, without: f64| (with / without).ln();
    let likelihood = |a: f64, b: f64| {
        let part = |eta: f64, n: f64, r: f64| {
            let p = 1.0 / (1.0 + (-eta).exp());
            r * eta - n * (1.0 + eta.exp()).ln() + 0.5 * (n * p * (1.0 - p)).ln()
        };
        part(a, 15.0, 7.0) + part(b, 9.0, 0.0)
    };
    let equal = log_odds(8.0, 18.0);
    let ratio = 2.0 * (likelihood(log_odds(7.5, 8.5), log_odds(0.5, 9.5)) - likelihood(equal, equal));
    assert!((ratio - 6.008).abs() < 0.000_5, "{ratio}");
    assert!((found.p_value - 0.014).abs() < 0.000_5, "{found:?}");
    let expected = |what: &str| value_at(LIMITS, &["counts", "profiles", "1", what]);
    assert!((expected("wald_p") - 0.081).abs() < 0.000_5);
    assert_near("p", found.p_value, expected("p"), 1e-8);
    assert_near("low", found.low.unwrap(), expected("low"), 1e-3);
    assert_near("high", found.high.unwrap(), expected("high"), 1e-4);
}

#[test]
fn limits_meet_the_score_statistic_by_its_own_definition() {
    for (name, formula, estimator) in MODELS {
        let frame = frame(name);
        let design = frame.design(formula);
        let weights: Vec<f64> = frame.column("weight").iter().map(|cell| cell.parse().unwrap()).collect();
        let key = format!("{}{name}: {formula}", if estimator == Estimator::Firth { "firth " } else { "" });
        for (part, weights) in [("limits", None), ("weighted", Some(weights.as_slice()))] {
            let tally = design.tally(&frame.answered, weights);
            let found = limits(&design, &tally, &imbalance(&design, &tally).unwrap()).unwrap();
            let expected = |path: &[&str]| value_at(LIMITS, &[&[&key, part], path].concat());
            assert_near(&key, found.statistic, expected(&["statistic"]), 1e-9);
            assert_near(&key, found.degrees as f64, expected(&["degrees"]), 0.0);
            let ends = [("s", found.deviation), ("cv", found.cv), ("r", found.r())];
            for (what, (low, high)) in ends {
                assert_near(&key, low, expected(&[what, "0"]), 1e-8);
                assert_near(&key, high, expected(&[what, "1"]), 1e-8);
            }
        }
    }
}

/// For one factor the score statistic is Pearson's χ² of the table.
#[test]
fn for_one_factor_the_statistic_is_pearsons() {
    let frame = frame("tied");
    let design = frame.design("area");
    let tally = design.tally(&frame.answered, None);
    let found = limits(&design, &tally, &imbalance(&design, &tally).unwrap()).unwrap();
    let areas: Vec<usize> = frame.column("area").iter().map(|area| usize::from(area.as_bytes()[0] - b'a')).collect();
    let none = bacino::analysis::random::permutation::Permutations { seed: 1, count: 1 };
    let pearson = ResponseTable::of(&frame.answered, &areas).test(none).unwrap();
    assert!((found.statistic - pearson.chi_square).abs() < 1e-9, "{} {}", found.statistic, pearson.chi_square);
}
