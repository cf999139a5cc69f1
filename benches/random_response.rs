//! Frames in which response is random indeed: how often tests cry wolf, and how often intervals hold the truth.

use bacino::analysis::coverage::null::{UnitResidents, coverage_null};
use bacino::analysis::interval::finite::interval_of_count;
use bacino::analysis::random::hypergeometric::Hypergeometric;
use bacino::analysis::random::permutation::Permutations;
use bacino::analysis::space::autocorrelation::{join_counts, moran};
use bacino::analysis::space::neighbour::Neighbours;
use bacino::analysis::statistic::contingency::ResponseTable;
use bacino::analysis::statistic::estimate::WeightedRespondents;
use bacino::analysis::statistic::kolmogorov::distribution_test;
use bacino::analysis::statistic::rank_sum::rank_test;
use bacino::analysis::statistic::standardised::mean;
use bacino::analysis::statistic::two_groups::TwoGroups;
use bacino::analysis::statistic::welch::welch_test;

/// How often something happened in all frames.
pub(crate) struct Rate {
    /// A test that should reject at 5 %, or an interval that should hold the truth at 95 %.
    pub(crate) name: &'static str,
    /// Whether its promise is exact: at most 5 %, at least 95 %.
    pub(crate) exact: bool,
    /// Whether it is an interval.
    pub(crate) interval: bool,
    /// The share of frames.
    pub(crate) share: f64,
}

const NAMES: [(&str, bool, bool); 10] = [
    ("freeman_halton", true, false),
    ("level_response", true, false),
    ("mann_whitney", true, false),
    ("kolmogorov_smirnov", true, false),
    ("welch (t)", false, false),
    ("join_both (normal)", false, false),
    ("moran (normal)", false, false),
    ("exact interval of a count", true, true),
    ("95 % range of coverage", true, true),
    ("linearised interval of a mean", false, true),
];

/// Sixty of the 135 synthetic units, 40 of which answer at random.
pub(crate) fn random_response(frames: usize) -> Vec<Rate> {
    let table = include_str!("../tests/oracle/statistics/frame135.csv");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let chosen: Vec<&Vec<&str>> = rows.iter().step_by(2).take(60).collect();
    let counts: Vec<u64> = chosen.iter().map(|row| row[3].parse().unwrap_or(0)).collect();
    let residents: Vec<f64> = counts.iter().map(|&count| count as f64).collect();
    let mut names: Vec<&str> = chosen.iter().map(|row| row[2]).collect();
    names.dedup();
    let area: Vec<usize> =
        chosen.iter().map(|row| names.iter().position(|name| *name == row[2]).unwrap_or(0)).collect();
    let n = residents.len();
    let right = (0..n).filter(|unit| unit % 10 < 9).map(|unit| [unit, unit + 1]);
    let neighbours = Neighbours::from_pairs(n, right.chain((0..n - 10).map(|unit| [unit, unit + 10])));
    let truth = mean(&residents).unwrap_or(0.0);
    let answered: Vec<bool> = (0..n).map(|unit| unit < 40).collect();
    let happened = Permutations { seed: 20, count: frames }.of(&answered, |answered| {
        let of = |status: bool| -> Vec<f64> {
            residents.iter().zip(answered).filter(|(_, a)| **a == status).map(|(value, _)| *value).collect()
        };
        let (respondents, others) = (of(true), of(false));
        let groups = TwoGroups::of(&respondents, &others);
        let table = ResponseTable::of(answered, &area);
        let rejects = |p: Option<f64>| p.is_some_and(|p| p <= 0.05);
        let none = Permutations { seed: 1, count: 1 };
        let level = Hypergeometric::new(n as u64, table.units()[0], 40).map(|test| test.two_sided(table.answered()[0]));
        let response: Vec<f64> = answered.iter().map(|&answered| f64::from(u8::from(answered))).collect();
        let with = |unit: &usize| unit.is_multiple_of(3);
        let marked = (0..n).filter(with).count() as u64;
        let found = (0..n).filter(with).filter(|&unit| answered[unit]).count() as u64;
        let count = interval_of_count(n as u64, 40, found);
        let units: Vec<UnitResidents> =
            counts.iter().zip(answered).map(|(&residents, &answered)| UnitResidents { residents, answered }).collect();
        let covered: f64 = respondents.iter().sum::<f64>() / residents.iter().sum::<f64>();
        let range = coverage_null(&units, n, 40).ok();
        let sample = WeightedRespondents::new(vec![1.5; 40], n, &[]);
        let linear = sample.mean(&respondents, &[1.0; 40]);
        [
            rejects(table.test(none).ok().map(|test| test.exact_p)),
            rejects(level),
            rejects(groups.as_ref().map(|groups| rank_test(groups).p_value)),
            rejects(groups.as_ref().map(|groups| distribution_test(groups).p_value)),
            rejects(welch_test(&respondents, &others).map(|test| test.p_value)),
            rejects(join_counts(answered, &neighbours).map(|counts| counts.both.p_two_sided())),
            rejects(moran(&response, &neighbours).map(|found| found.p_two_sided())),
            count.is_some_and(|count| (count.low..=count.high).contains(&marked)),
            range.is_some_and(|range| (range.low - 1e-12..=range.high + 1e-12).contains(&covered)),
            linear.is_some_and(|mean| {
                mean.standard_error.is_some_and(|error| (mean.value - truth).abs() <= 1.96 * error)
            }),
        ]
    });
    let share = |position: usize| {
        happened.iter().filter(|happened| happened[position]).count() as f64 / happened.len().max(1) as f64
    };
    NAMES
        .iter()
        .enumerate()
        .map(|(position, &(name, exact, interval))| Rate { name, exact, interval, share: share(position) })
        .collect()
}
