//! The null distribution of coverage against an independent program, on the 135 synthetic units of `tests/oracle/statistics`.

use bacino::analysis::null::{UnitResidents, coverage_null, coverage_null_of_steps};

fn frame135() -> Vec<UnitResidents> {
    let table = include_str!("../oracle/statistics/frame135.csv");
    let mut lines = table.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| header.iter().position(|title| title.trim_matches('"') == name).unwrap();
    let (population, answered) = (column("pop"), column("resp"));
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            UnitResidents { residents: cells[population].parse().unwrap(), answered: cells[answered] == "1" }
        })
        .collect()
}

/// `perm_sum_thousands` of `oracle_values.json`, an exact convolution in Python; printed to sixteen digits, met to 1e-9.
#[test]
fn the_sum_in_thousands_has_the_oracle_distribution() {
    let null = coverage_null_of_steps(&frame135(), 135, 89, 1_000).unwrap();
    let near = |value: f64, oracle: f64| assert!((value - oracle).abs() < 1e-9, "{value} against {oracle}");
    near(null.p_value, 0.859_975_125_549_761_6);
    near(null.p_at_most, 0.428_540_200_666_387);
    near(null.p_at_least, 0.571_778_443_642_924_1);
    near(null.low, 0.607_970_244_420_828_9);
    near(null.high, 0.709_925_611_052_072_3);
    near(null.expected, 89.0 / 135.0);
}

#[test]
fn residents_are_not_rounded_where_the_series_settles() {
    let thousands = coverage_null_of_steps(&frame135(), 135, 89, 1_000).unwrap();
    let persons = coverage_null(&frame135(), 135, 89).unwrap();
    assert_eq!((thousands.step, persons.step), (1_000, 1));
    assert!((thousands.low - persons.low).abs() < 1e-4 && (thousands.high - persons.high).abs() < 1e-4, "{persons:?}");
}
