//! Measures of four frames (tied, tiny, large, skewed) against R: `tests/oracle/measures/make_measures.R`, whose versions of R, survey and
//! spdep stand in `results.csv` beside it.

use std::collections::BTreeMap;

use bacino::analysis::random::hypergeometric::Hypergeometric;
use bacino::analysis::random::permutation::Permutations;
use bacino::analysis::space::autocorrelation::{geary, general_g, join_counts, moran};
use bacino::analysis::space::cluster::local_response;
use bacino::analysis::space::neighbour::Neighbours;
use bacino::analysis::statistic::contingency::{ExactMethod, ResponseTable};
use bacino::analysis::statistic::estimate::WeightedRespondents;
use bacino::analysis::statistic::kolmogorov::distribution_test;
use bacino::analysis::statistic::moments::Moments;
use bacino::analysis::statistic::multiplicity::{benjamini_hochberg, holm};
use bacino::analysis::statistic::rank_sum::{RankMethod, rank_test};
use bacino::analysis::statistic::standardised::{CategoryDifference, category_difference, difference_of_groups};
use bacino::analysis::statistic::two_groups::TwoGroups;

#[derive(Default)]
struct Frame {
    answered: Vec<bool>,
    value: Vec<f64>,
    category: Vec<usize>,
    y: Vec<f64>,
}

fn frames() -> BTreeMap<&'static str, Frame> {
    let mut frames: BTreeMap<&str, Frame> = BTreeMap::new();
    for line in include_str!("../oracle/measures/frames.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let frame = frames.entry(cells[0]).or_default();
        frame.answered.push(cells[2] == "1");
        frame.value.push(cells[3].parse().unwrap());
        frame.category.push(cells[4].parse().unwrap());
        frame.y.push(cells[5].parse().unwrap());
    }
    assert_eq!(frames.keys().copied().collect::<Vec<_>>(), ["large", "skewed", "tied", "tiny"]);
    frames
}

/// R's number, or `None` where R has none.
fn oracle(frame: &str, quantity: &str) -> Option<f64> {
    let start = format!("{frame},{quantity},");
    let mut lines = include_str!("../oracle/measures/results.csv").lines();
    lines.find_map(|line| line.strip_prefix(&start))?.parse().ok()
}

/// Met to twelve digits, unless R's own algorithm is less exact.
#[track_caller]
fn meets(frame: &str, quantity: &str, found: f64, tolerance: f64) {
    let expected = oracle(frame, quantity).unwrap_or_else(|| panic!("R has no {quantity} of {frame}"));
    assert!((found - expected).abs() <= tolerance * expected.abs(), "{frame} {quantity}: {found} against {expected}");
}

impl Frame {
    fn split(&self, values: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let of = |answered: bool| {
            values.iter().zip(&self.answered).filter(|(_, a)| **a == answered).map(|(value, _)| *value).collect()
        };
        (of(true), of(false))
    }
}

#[test]
fn differences_agree_with_wilcox_test_and_ks_test() {
    for (name, frame) in frames() {
        let (respondents, others) = frame.split(&frame.value);
        meets(name, "smd", difference_of_groups(&respondents, &others).unwrap().value, 1e-12);
        let groups = TwoGroups::of(&respondents, &others).unwrap();
        let ranks = rank_test(&groups);
        meets(name, "u", ranks.u, 0.0);
        // The large frame is inverted, to within 0.000001.
        let exact = if name == "large" { RankMethod::Inverted } else { RankMethod::Exact };
        assert_eq!(ranks.method, exact, "{name}");
        meets(name, "u_p", ranks.p_value, if name == "large" { 1e-6 } else { 1e-12 });
        meets(name, "shift", ranks.shift, 1e-12);
        if let Some(low) = oracle(name, "shift_low") {
            let interval = ranks.interval.unwrap();
            assert!((interval.0 - low).abs() < 1e-9, "{name}");
            meets(name, "shift_high", interval.1, 1e-12);
        }
        let distributions = distribution_test(&groups);
        assert!(distributions.exact);
        meets(name, "ks", distributions.distance, 1e-12);
        meets(name, "ks_p", distributions.p_value, 1e-12);
    }
}

#[test]
fn tables_agree_with_fisher_test_and_p_adjust() {
    for (name, frame) in frames() {
        let table = ResponseTable::of(&frame.answered, &frame.category);
        let test = table.test(Permutations { seed: 1, count: 99 }).unwrap();
        assert_eq!(test.exact_method, ExactMethod::Enumerated);
        // R's network sums in single steps of 1e-7.
        meets(name, "fisher_p", test.exact_p, 1e-9);
        meets(name, "chi", test.chi_square, 1e-12);
        meets(name, "chi_p", test.chi_square_p, 1e-11);
        let others: Vec<u64> = table.units().iter().zip(table.answered()).map(|(units, n)| units - n).collect();
        match category_difference(table.answered(), &others).unwrap() {
            CategoryDifference::Finite(value) => meets(name, "smd_category", value, 1e-11),
            CategoryDifference::Infinite => assert_eq!(oracle(name, "smd_category"), None),
        }
        let p_values: Vec<f64> = table
            .units()
            .iter()
            .zip(table.answered())
            .map(|(&units, &n)| {
                Hypergeometric::new(table.n_units(), units, table.n_answered()).unwrap().minimum_likelihood(n)
            })
            .collect();
        for (level, &p) in p_values.iter().enumerate() {
            meets(name, &format!("level_p_{level}"), p, 1e-12);
        }
        meets(name, "holm_0", holm(&p_values)[0], 1e-12);
        meets(name, "bh_0", benjamini_hochberg(&p_values)[0], 1e-12);
    }
}

#[test]
fn standard_errors_agree_with_survey() {
    for (name, frame) in frames() {
        let of_respondents = |values: &[f64]| frame.split(values).0;
        let (value, y) = (of_respondents(&frame.value), of_respondents(&frame.y));
        let (n_frame, n) = (frame.value.len(), value.len());
        let weight = n_frame as f64 / n as f64;
        let ones = vec![1.0; n];
        let plain = WeightedRespondents::new(vec![weight; n], n_frame, &[]);
        let mean = plain.mean(&value, &ones).unwrap();
        meets(name, "mean", mean.value, 1e-12);
        meets(name, "mean_se", mean.standard_error.unwrap(), 1e-12);
        let total = plain.total(&value, &ones);
        meets(name, "total", total.value, 1e-12);
        meets(name, "total_se", total.standard_error.unwrap(), 1e-12);
        let domain = plain.mean(&value, &y).unwrap();
        meets(name, "domain_mean", domain.value, 1e-12);
        meets(name, "domain_se", domain.standard_error.unwrap(), 1e-11);
        if oracle(name, "ps_share").is_some() {
            let table = ResponseTable::of(&frame.answered, &frame.category);
            let stratum: Vec<usize> = frame
                .category
                .iter()
                .zip(&frame.answered)
                .filter(|(_, a)| **a)
                .map(|(category, _)| *category)
                .collect();
            let weights = stratum.iter().map(|&h| table.units()[h] as f64 / table.answered()[h] as f64).collect();
            let column = |level: usize| stratum.iter().map(|&h| f64::from(u8::from(h == level))).collect();
            let controls: Vec<Vec<f64>> = (0..table.units().len()).map(column).collect();
            let weighted = WeightedRespondents::new(weights, n_frame, &controls);
            let share = weighted.mean(&y, &ones).unwrap();
            meets(name, "ps_share", share.value, 1e-12);
            meets(name, "ps_se", share.standard_error.unwrap(), 1e-12);
            let domain = weighted.mean(&value, &y).unwrap();
            meets(name, "ps_domain", domain.value, 1e-12);
            meets(name, "ps_domain_se", domain.standard_error.unwrap(), 1e-11);
        }
        if oracle(name, "cal_share").is_some() {
            // Linear calibration to the number of units and the total of the value, in closed form.
            let (all, mean_r) = (frame.value.iter().sum::<f64>(), value.iter().sum::<f64>() / n as f64);
            let squares: f64 = value.iter().map(|v| (v - mean_r).powi(2)).sum();
            let slope = (all - n_frame as f64 * mean_r) / (weight * squares);
            let weights: Vec<f64> = value.iter().map(|v| weight * (1.0 + slope * (v - mean_r))).collect();
            meets(name, "cal_w1", weights[0], 1e-12);
            let share =
                WeightedRespondents::new(weights, n_frame, &[ones.clone(), value.clone()]).mean(&y, &ones).unwrap();
            meets(name, "cal_share", share.value, 1e-12);
            meets(name, "cal_se", share.standard_error.unwrap(), 1e-11);
        }
    }
}

#[test]
fn neighbours_agree_with_spdep() {
    for (name, frame) in frames() {
        let n = frame.value.len();
        // Counted from 1, every seventh unit has no neighbours.
        let joined = |unit: usize| !(unit + 1).is_multiple_of(7);
        let line = (1..n).filter(|&unit| joined(unit) && joined(unit - 1)).map(|unit| [unit - 1, unit]);
        let all = Neighbours::from_pairs(n, line);
        let connected = all.connected();
        let neighbours = all.among(&connected);
        let answered: Vec<bool> = connected.iter().map(|&unit| frame.answered[unit]).collect();
        let value: Vec<f64> = connected.iter().map(|&unit| frame.value[unit]).collect();
        let counts = join_counts(&answered, &neighbours).unwrap();
        meets(name, "bb", counts.both.value, 1e-12);
        meets(name, "bb_mean", counts.both.expected, 1e-12);
        meets(name, "bb_var", counts.both.variance, 1e-11);
        meets(name, "ww", counts.neither.value, 1e-12);
        meets(name, "ww_var", counts.neither.variance, 1e-11);
        let check = |found: Option<Moments>, quantity: &str| {
            let found = found.unwrap();
            meets(name, quantity, found.value, 1e-12);
            meets(name, &format!("{quantity}_var"), found.variance, 1e-12);
        };
        check(moran(&value, &neighbours), "moran");
        check(geary(&value, &neighbours), "geary");
        check(general_g(&value, &neighbours), "g");
        let local = local_response(&answered, &neighbours)[0].unwrap();
        meets(name, "local_moran_first", local.moran, 1e-12);
    }
}

/// Python: `esda` and `statsmodels`, whose versions stand in the first line of `local.csv`; `make_local.py` made it. Simulated p-values have
/// the Monte Carlo error of 9,999 permutations, of which four and a half are allowed over 500 units.
#[test]
fn local_clusters_agree_with_esda_and_its_false_discovery_rate() {
    let lines = include_str!("../oracle/measures/local.csv").lines().skip(2);
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    for (name, n_found) in [("synthetic", 0), ("large", 0), ("halves", 13)] {
        let rows: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0] == name).collect();
        let number = |row: &[&str], column: usize| -> f64 { row[column].parse().unwrap() };
        let answered: Vec<bool> = rows.iter().map(|row| row[2] == "1").collect();
        let n = answered.len();
        let beside = |apart: usize, last: bool| {
            let column = move |unit: usize| unit % 15;
            (0..n)
                .filter(move |&unit| unit + apart < n && (!last || column(unit) > 0))
                .map(move |unit| [unit, unit + apart])
        };
        let right = (0..n).filter(|unit| unit % 15 < 14).map(|unit| [unit, unit + 1]);
        let mut pairs: Vec<[usize; 2]> = right.clone().chain(beside(15, false)).collect();
        if name == "halves" {
            pairs.extend(beside(14, true));
            pairs.extend(right.filter(|[_, next]| next + 15 < n).map(|[unit, next]| [unit, next + 15]));
        }
        let local = local_response(&answered, &Neighbours::from_pairs(n, pairs));
        let mut found = 0;
        for (row, local) in rows.iter().zip(&local) {
            let local = local.unwrap();
            let near = |column: usize, value: f64, tolerance: f64| {
                let expected = number(row, column);
                assert!((value - expected).abs() <= tolerance, "{name} {}: {value} against {expected}", row[1]);
            };
            near(3, local.moran, 1e-12);
            near(4, local.alike as f64, 0.0);
            near(5, local.p_alike, 1e-12);
            near(7, local.p_alike_adjusted, 1e-12);
            let tail = local.p_alike.min(1.0 - local.p_alike);
            if row[6] != "nan" {
                near(6, tail, 4.5 * (tail * (1.0 - tail) / 9_999.0).sqrt() + 2e-4);
            }
            assert_eq!(local.p_alike_adjusted <= 0.05, row[8] == "1", "{name} {}", row[1]);
            found += usize::from(row[8] == "1");
        }
        assert_eq!(found, n_found, "{name}");
    }
}
