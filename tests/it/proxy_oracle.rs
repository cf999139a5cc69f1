//! Proxies, their posteriors, odds ratios and monotone bounds against NumPy, SciPy and R's brglm2. Scripts, versions and results stand in
//! `tests/oracle/proxy`.

use bacino::analysis::outcome::sensitivity::{Known, interval_at_odds};
use bacino::analysis::proxy::measure::{PHI, Proxy};
use bacino::analysis::proxy::number::NumberProxy;
use bacino::analysis::proxy::posterior::{Credible, Posterior};
use bacino::analysis::proxy::predictors::Predictors;
use bacino::analysis::proxy::share::ShareProxy;

use crate::measures::{Frame135, frame135};
use crate::oracle::{assert_near, value_at};

const PROXIES: &str = include_str!("../oracle/proxy/proxies.json");

fn predictors(frame: &Frame135) -> Predictors {
    let mut columns = vec![vec![1.0; 135]];
    columns.extend((1..5).map(|area| frame.macro_area.iter().map(|&own| f64::from(u8::from(own == area))).collect()));
    columns.push(frame.residents.clone());
    Predictors::new(&columns, &frame.answered)
}

/// A number of every unit, from its residents in hundred thousands, whether it is in the south, and its position.
fn of_respondents<T>(frame: &Frame135, answer: impl Fn(f64, f64, usize) -> T) -> Vec<T> {
    let of = |unit: usize| answer(frame.residents[unit] / 1e5, f64::from(u8::from(frame.macro_area[unit] == 3)), unit);
    (0..135).filter(|&unit| frame.answered[unit]).map(of).collect()
}

fn answers(frame: &Frame135, question: &str) -> Vec<bool> {
    match question {
        "third" => of_respondents(frame, |_, _, unit| unit % 3 == 0),
        "large" => of_respondents(frame, |size, south, unit| size + 1.5 * south - (unit % 5) as f64 > 0.5),
        // Every unit of one area has it, so its coefficient would have no end without the penalty.
        _ => (0..135)
            .filter(|&unit| frame.answered[unit])
            .map(|unit| frame.macro_area[unit] == 1 || unit % 3 == 0)
            .collect(),
    }
}

/// The oracle's searches end at about eight digits.
#[test]
fn correlations_left_out_and_biases_meet_fits_to_all_others() {
    let frame = frame135();
    let predictors = predictors(&frame);
    let numbers = of_respondents(&frame, |size, south, unit| 10.0 + size + 2.0 * south - (unit % 5) as f64);
    let number = NumberProxy::of(&predictors, &numbers).unwrap();
    let expected = |path: &[&str]| value_at(PROXIES, path);
    assert_near("fitted", number.fitted_correlation, expected(&["number", "fitted"]), 1e-10);
    assert_near("left out", number.left_out_correlation, expected(&["number", "left_out"]), 1e-10);
    for (position, phi) in PHI.iter().enumerate() {
        let bias = number.bias(*phi, number.left_out_correlation).unwrap().value;
        assert_near("SMUB", bias, expected(&["number", "smub", &position.to_string()]), 1e-9);
    }
    for question in ["third", "large", "quasi"] {
        let share = ShareProxy::of(&predictors, &answers(&frame, question)).unwrap();
        assert_near(question, share.fitted_correlation, expected(&[question, "fitted"]), 1e-5);
        assert_near(question, share.left_out_correlation, expected(&[question, "left_out"]), 1e-5);
        let oracle: serde_json::Value = serde_json::from_str(PROXIES).unwrap();
        for (position, phi) in PHI.iter().enumerate() {
            let bias = share.bias(*phi, share.left_out_correlation.max(0.0)).map(|bias| bias.value);
            match oracle[question]["mubp"][position].as_f64() {
                Some(expected) => assert_near(question, bias.unwrap(), expected, 1e-5),
                None => assert_eq!(bias, None, "{question} {phi}"),
            }
        }
    }
}

/// The oracle made 20,000 draws by a random walk, and the program 2,000, of which those of a yes-or-no answer are as good as some 500
/// independent ones. The standard error of a 2.5 % quantile of 500 is 12 % of the standard deviation; four of these are allowed.
#[test]
fn posteriors_meet_those_drawn_by_another_generator() {
    let frame = frame135();
    let predictors = predictors(&frame);
    let numbers = of_respondents(&frame, |size, south, unit| 10.0 + size + 2.0 * south - (unit % 5) as f64);
    let mut found = vec![("number", Posterior::of_numbers(&predictors, &numbers, 7).unwrap())];
    for question in ["large", "quasi"] {
        found.push((question, Posterior::of_shares(&predictors, &answers(&frame, question), 7).unwrap()));
    }
    for (question, posterior) in found {
        for (name, phi) in [("0.0", Some(0.0)), ("0.5", Some(0.5)), ("1.0", Some(1.0)), ("uniform", None)] {
            let expected = |path: &[&str]| value_at(PROXIES, &[&[question, "posterior", name], path].concat());
            let Some(Credible { bias, mean }) = posterior.credible(phi) else {
                assert!(expected(&["possible"]) < 0.55, "{question} {name}");
                continue;
            };
            for (what, position, (low, high)) in [("bias", "0", bias), ("mean", "1", mean)] {
                let tolerance = 0.48 * expected(&["spread", position]);
                assert_near(&format!("{question} {name} {what}"), low, expected(&[what, "0"]), tolerance);
                assert_near(&format!("{question} {name} {what}"), high, expected(&[what, "1"]), tolerance);
            }
        }
    }
}

#[test]
fn what_characteristics_tell_is_informative_and_what_they_do_not_is_not() {
    let frame = frame135();
    let predictors = predictors(&frame);
    for (question, informative) in [("third", false), ("large", true), ("quasi", true)] {
        let proxy = Proxy::of_shares(&predictors, &answers(&frame, question), 3).unwrap();
        assert_eq!(!proxy.is_uninformative(), informative, "{question}: {proxy:?}");
        assert_eq!(proxy.bias(0.5).is_some(), proxy.correlation > 0.0, "φ = ½ is always possible with a proxy");
    }
}

/// By hand, and `SciPy`'s `nchypergeom_fisher` for every number of units.
#[test]
fn odds_and_monotone_bounds_meet_scipy() {
    let known = Known { sum: 32.0, answered: 89.0, whole: 135.0 };
    for ratio in [0.25, 1.0 / 3.0, 0.5, 2.0 / 3.0, 1.0, 1.5, 2.0, 3.0, 4.0] {
        let key = format!("{ratio:.4}");
        let expected = |position: &str| value_at(PROXIES, &["odds", &key, position]);
        assert_near(&key, known.share_at_odds(ratio).unwrap(), expected("0"), 1e-14);
        let count = interval_at_odds(135, 89, 32, ratio).unwrap();
        assert_near(&key, count.low as f64, expected("1"), 0.0);
        assert_near(&key, count.high as f64, expected("2"), 0.0);
    }
    let bounds = known.monotone((0.0, 1.0)).unwrap();
    for (name, (low, high)) in ["no_more", "no_less"].into_iter().zip(bounds) {
        assert_near(name, low, value_at(PROXIES, &["monotone", name, "0"]), 1e-15);
        assert_near(name, high, value_at(PROXIES, &["monotone", name, "1"]), 1e-15);
    }
}

/// For φ = ½ the bias follows from the penalised fit alone. `brglm2` stops at a change of 1e-12.
#[test]
fn penalised_probits_meet_brglm2() {
    let frame = frame135();
    let predictors = predictors(&frame);
    for question in ["third", "large", "quasi"] {
        let share = ShareProxy::of(&predictors, &answers(&frame, question)).unwrap();
        let mut rows = include_str!("../oracle/proxy/probits.csv").lines();
        let row = rows.find_map(|line| line.strip_prefix(question)?.strip_prefix(',')).unwrap();
        assert_near(question, share.bias(0.5, share.fitted_correlation).unwrap().value, row.parse().unwrap(), 1e-8);
    }
}
