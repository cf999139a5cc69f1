//! Classes of values against R `classInt`, the published optimum of natural breaks, and values that trip others up.

use bacino::render::classes::classify::{Breaks, ClassMethod, Classification};

/// Percent of residents aged 65 and over in 7,896 municipalities; `make_residents.py` beside it says where they come from.
fn share_of_old() -> Vec<f64> {
    let rows = include_str!("../oracle/classes/p65.csv").lines().skip(1);
    let share = |row: &str| {
        let (old, all) = row.split_once(',').unwrap();
        100.0 * old.parse::<f64>().unwrap() / all.parse::<f64>().unwrap()
    };
    rows.map(share).collect()
}

const TIES: [f64; 20] =
    [1.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0, 4.0, 5.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.0, 10.0, 10.0, 20.0];

/// R 4.2.2, classInt 0.4.9, made by `make_classes.R`. Fifteen digits are printed there, so bounds agree to 1e-12 of themselves.
#[test]
fn breaks_are_those_of_class_int() {
    let old = share_of_old();
    let mut compared = 0;
    for row in include_str!("../oracle/classes/classes.csv").lines().skip(1) {
        let [set, style, k, breaks] = row.split(',').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let values = if set == "p65" { &old[..] } else { &TIES[..] };
        let method = match style {
            "quantile" => ClassMethod::Quantile,
            "equal" => ClassMethod::Equal,
            "pretty" => ClassMethod::Pretty,
            "sd" => ClassMethod::StandardDeviation,
            "headtails" => ClassMethod::HeadTail,
            "box" => ClassMethod::Box,
            "maximum" => ClassMethod::MaximumBreaks,
            _ => panic!("{row}"),
        };
        let found = Classification::of(values, &method.into(), k.parse().unwrap()).unwrap();
        let mut theirs: Vec<f64> =
            breaks.split(' ').filter(|bound| *bound != "-Inf").map(|bound| bound.parse().unwrap()).collect();
        theirs.dedup();
        // classInt keeps a lower fence below all values as a class without any; here the first class starts at the least value.
        if method == ClassMethod::Box && theirs[0] < found.minimum {
            theirs[0] = found.minimum;
        }
        let ours: Vec<f64> = std::iter::once(found.minimum).chain(found.breaks.iter().copied()).collect();
        assert_eq!(ours.len(), theirs.len(), "{row}: {ours:?}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!((ours - theirs).abs() <= 1e-12 * theirs.abs().max(1.0), "{row}: {ours} {theirs}");
        }
        compared += 1;
    }
    assert!(compared > 30);
}

/// The optimum of the sum of squared differences, from an exact one-dimensional program in double precision.
#[test]
fn natural_breaks_of_many_values_reach_the_optimum() {
    let old = share_of_old();
    let found = Classification::of(&old, &ClassMethod::Natural.into(), 5).unwrap();
    assert_eq!(found.counts, [1343, 2694, 2425, 1185, 249]);
    for (bound, printed) in found.breaks.iter().zip([21.77258, 25.97871, 30.42208, 36.97479]) {
        assert!((bound - printed).abs() < 5e-6, "{bound}");
    }
    let squares: f64 = (0..5)
        .map(|class| {
            let members: Vec<f64> = old.iter().copied().filter(|&value| found.class_of(value) == class).collect();
            let mean = members.iter().sum::<f64>() / members.len() as f64;
            members.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>()
        })
        .sum();
    assert!((squares - 19_766.649_735).abs() < 1e-6, "{squares}");
}

#[test]
fn every_value_is_in_one_class_and_bounds_ascend() {
    let inputs: [&[f64]; 9] = [
        &[3.0],
        &[0.0, 0.0, 0.0],
        &[1.0, 2.0],
        &[-1e300, 1e300],
        &[0.1, 0.1 + f64::EPSILON],
        &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 50.0],
        &[f64::NAN, f64::INFINITY, 1.0, f64::NEG_INFINITY, 2.0, 3.0],
        &[5e-324, 1e-320, 0.0],
        &TIES,
    ];
    let chosen = ClassMethod::ALL.into_iter().map(Breaks::from);
    let methods: Vec<Breaks> = chosen.chain([Breaks::Given(vec![0.0, 1.0])]).collect();
    for values in inputs {
        let finite = values.iter().filter(|value| value.is_finite()).count();
        for method in &methods {
            for k in [1, 2, 5, 9] {
                let found = Classification::of(values, method, k).unwrap();
                let what = format!("{method:?} {k} {values:?} {found:?}");
                assert_eq!(found.counts.iter().sum::<usize>(), finite, "{what}");
                assert!(found.breaks.windows(2).all(|pair| pair[0] < pair[1]), "{what}");
                assert!(found.minimum.is_finite() && found.breaks.iter().all(|bound| bound.is_finite()), "{what}");
                assert!(!method.promises_k() || found.breaks.len() <= k, "{what}");
            }
        }
    }
}
