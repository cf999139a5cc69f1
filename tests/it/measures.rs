//! The 135 synthetic units as plain lists, and measures of them that `oracle_values.json` has no value of.

use bacino::analysis::compare::other_areas::r_of_one_factor;
use bacino::analysis::statistic::contingency::ResponseTable;
use bacino::analysis::statistic::detectable::{detectable_association, detectable_difference, detectable_rates};
use bacino::analysis::statistic::inequality::Covered;

/// The units of `frame135.csv`. Categories are numbered in the order in which they first appear.
pub(crate) struct Frame135 {
    pub(crate) answered: Vec<bool>,
    pub(crate) residents: Vec<f64>,
    pub(crate) counts: Vec<u64>,
    pub(crate) region: Vec<usize>,
    pub(crate) macro_area: Vec<usize>,
}

pub(crate) fn frame135() -> Frame135 {
    let table = include_str!("../oracle/statistics/frame135.csv");
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let categories = |column: usize| {
        let mut known: Vec<&str> = Vec::new();
        let number = |row: &Vec<&'static str>| {
            let name = row[column];
            known.iter().position(|other| *other == name).unwrap_or_else(|| {
                known.push(name);
                known.len() - 1
            })
        };
        rows.iter().map(number).collect()
    };
    Frame135 {
        answered: rows.iter().map(|row| row[5] == "1").collect(),
        residents: rows.iter().map(|row| row[3].parse().unwrap()).collect(),
        counts: rows.iter().map(|row| row[3].parse().unwrap()).collect(),
        region: categories(1),
        macro_area: categories(2),
    }
}

impl Frame135 {
    pub(crate) fn split(&self, values: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let of = |answered: bool| {
            values.iter().zip(&self.answered).filter(|(_, a)| **a == answered).map(|(v, _)| *v).collect()
        };
        (of(true), of(false))
    }

    pub(crate) fn covered(&self, area_of: &[usize]) -> Vec<Covered> {
        let mut areas = vec![Covered { part: 0.0, whole: 0.0 }; area_of.iter().max().unwrap() + 1];
        for ((&area, &residents), &answered) in area_of.iter().zip(&self.residents).zip(&self.answered) {
            areas[area].whole += residents;
            areas[area].part += if answered { residents } else { 0.0 };
        }
        areas
    }
}

#[track_caller]
pub(crate) fn near(found: f64, oracle: f64, tolerance: f64) {
    assert!((found - oracle).abs() <= tolerance, "{found} against {oracle}");
}

/// statsmodels 0.15.0 `NormalIndPower` for the difference; `SciPy` 1.17.1 `ncx2`, and `nchypergeom_fisher` with `fisher_exact`, solved by
/// `brentq`, for the others.
#[test]
fn the_smallest_differences_that_show_agree_with_statsmodels_and_scipy() {
    near(detectable_difference(89, 46).unwrap(), 0.508_740_433_822_301, 1e-7);
    near(detectable_association(135, 4).unwrap(), 0.297_337_392_071_260_5, 1e-9);
    let north_west = detectable_rates(135, 43, 89).unwrap();
    near(north_west.low.unwrap(), 0.472_912_687_648_663_95, 1e-9);
    near(north_west.high.unwrap(), 0.821_977_599_208_449_5, 1e-9);
}

/// Closed forms in Python for ISTAT's three and two areas, printed to four digits.
#[test]
fn r_of_areas_alone_depends_on_how_they_are_drawn() {
    let frame = frame135();
    // North-west, north-east, centre, south, islands joined as ISTAT's three and two areas join them.
    let joined = |areas: [usize; 5]| -> Vec<usize> { frame.macro_area.iter().map(|&area| areas[area]).collect() };
    let of = |area_of: &[usize]| r_of_one_factor(&ResponseTable::of(&frame.answered, area_of)).unwrap();
    // R's `glm` stops at 1e-8.
    near(of(&frame.macro_area).1, 0.691_393_566_82, 1e-6);
    near(of(&joined([0, 0, 1, 2, 2])).1, 0.681_0, 5e-5);
    near(of(&joined([0, 0, 0, 1, 1])).1, 0.675_5, 5e-5);
}
