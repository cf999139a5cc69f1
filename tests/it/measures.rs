//! Measures of the 135 synthetic units against independent programs: `tests/oracle/statistics/oracle_values.json`, whose scripts ran
//! R 4.2.2 (stats, survey, spdep), `SciPy`, esda, segregation and inequality.

use bacino::analysis::contingency::{ExactMethod, ResponseTable};
use bacino::analysis::detectable::{detectable_association, detectable_difference, detectable_rates};
use bacino::analysis::hypergeometric::Hypergeometric;
use bacino::analysis::permutation::Permutations;

const SOME: Permutations = Permutations { seed: 1, count: 999 };

/// The units of `frame135.csv`. Categories are numbered in the order in which they first appear.
pub(crate) struct Frame135 {
    pub(crate) answered: Vec<bool>,
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
        region: categories(1),
        macro_area: categories(2),
    }
}

#[track_caller]
pub(crate) fn near(found: f64, oracle: f64, tolerance: f64) {
    assert!((found - oracle).abs() <= tolerance, "{found} against {oracle}");
}

/// `fisher.test` and `chisq.test` of R 4.2.2, `assocstats` of vcd; printed to ten digits.
#[test]
fn tables_of_response_have_the_p_values_of_fisher_test() {
    let frame = frame135();
    let by_macro = ResponseTable::of(&frame.answered, &frame.macro_area).test(SOME).unwrap();
    assert_eq!(by_macro.exact_method, ExactMethod::Enumerated);
    near(by_macro.exact_p, 0.001_176_378_026, 1e-12);
    near(by_macro.chi_square, 18.568_79, 1e-5);
    near(by_macro.chi_square_p, 0.000_955_030_3, 1e-10);
    near(by_macro.likelihood_ratio, 18.368_213_22, 1e-8);
    near(by_macro.cramers_v, 0.370_872_749_2, 1e-10);
    let by_region = ResponseTable::of(&frame.answered, &frame.region).test(SOME).unwrap();
    assert_eq!(by_region.exact_method, ExactMethod::Enumerated);
    near(by_region.exact_p, 0.025_931_731_66, 1e-11);
}

/// `scipy.stats.hypergeom` and `fisher.test`; mid-p (twice the smaller tail) from the same probabilities.
#[test]
fn an_areas_units_have_the_p_values_of_the_hypergeometric_distribution() {
    let islands = Hypergeometric::new(135, 22, 89).unwrap();
    near(islands.at_most(8), 0.001_968_987_489_364_661, 1e-15);
    near(islands.two_sided(8), 0.002_565_154_074_132_273, 1e-15);
    near(islands.two_sided_mid_p(8), 0.002_358_820_193, 1e-12);
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
