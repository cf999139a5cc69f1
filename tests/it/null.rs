//! The null distribution of coverage with and without rounding, on the 135 synthetic units of `tests/oracle/statistics`.

use bacino::analysis::coverage::null::{UnitResidents, coverage_null, coverage_null_of_steps};

use crate::measures::frame135;

fn units() -> Vec<UnitResidents> {
    let frame = frame135();
    let units = frame.counts.iter().zip(&frame.answered);
    units.map(|(&residents, &answered)| UnitResidents { residents, answered }).collect()
}

#[test]
fn residents_are_not_rounded_where_the_series_settles() {
    let thousands = coverage_null_of_steps(&units(), 135, 89, 1_000).unwrap();
    let persons = coverage_null(&units(), 135, 89).unwrap();
    assert_eq!((thousands.step, persons.step), (1_000, 1));
    assert!((thousands.low - persons.low).abs() < 1e-4 && (thousands.high - persons.high).abs() < 1e-4, "{persons:?}");
}
