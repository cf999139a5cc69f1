//! Counts behind percentages and behind rates of groups against a script that tries every one: `tests/oracle/audit/whole_numbers.py`.

use bacino::analysis::audit::kind::group_rates::{Group, STEPS, solutions};
use bacino::analysis::audit::rounding::counts;
use bacino::model::claim::printed::Printed;

const SHARES: &str = include_str!("../oracle/audit/shares.csv");
const RATES: &str = include_str!("../oracle/audit/rates.csv");

/// Cells of each row below the header.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

#[test]
fn counts_behind_percentages_are_those_that_trying_all_of_them_finds() {
    let mut n = 0;
    for row in rows(SHARES) {
        let [base, digits, decimals, first, last] = row.as_slice() else { panic!("{row:?}") };
        let percent = Printed { digits: digits.parse().unwrap(), decimals: decimals.parse().unwrap() };
        let expected = first.parse().ok().zip(last.parse().ok());
        assert_eq!(counts(base.parse().unwrap(), percent, false), expected, "{row:?}");
        n += 1;
    }
    assert!(n > 1_000);
}

#[test]
fn sets_of_whole_numbers_behind_rates_are_as_many_as_trying_all_of_them_finds() {
    let mut n = 0;
    for row in rows(RATES) {
        let [rates, bases, count, base, sets] = row.as_slice() else { panic!("{row:?}") };
        let known = bases.split(' ').map(|base| Some(base.parse().unwrap()).filter(|base| *base > 0_u64));
        let groups: Vec<Group<'_>> = rates
            .split(' ')
            .zip(known)
            .map(|(rate, base)| {
                let percent = Printed { digits: rate.parse().unwrap(), decimals: 0 };
                Group { label: rate, percent, count: None, base }
            })
            .collect();
        let count: u64 = count.parse().unwrap();
        let solved = solutions(&groups, base.parse().unwrap(), (count, count), false, &mut STEPS.clone()).unwrap();
        assert_eq!(solved.n, Some(sets.parse().unwrap()), "{row:?}");
        let named = if solved.n.is_some_and(|n| n <= 3) { solved.n } else { Some(0) };
        assert_eq!(Some(solved.sets.len() as u64), named, "{row:?}");
        for set in &solved.sets {
            assert_eq!(set.iter().map(|group| group.count).sum::<u64>(), count, "{row:?}");
        }
        n += 1;
    }
    assert!(n > 50);
}
