//! Measures of the 135 synthetic units against independent programs: `tests/oracle/statistics/oracle_values.json`, whose scripts ran
//! R 4.2.2 (stats, survey, spdep), `SciPy`, esda, segregation and inequality.

use bacino::analysis::area_coverage::{ServingUnit, coverage_of_all_areas};
use bacino::analysis::bounds::{FrameCount, interval_of_count, standard_error_of_mean, worst_case};
use bacino::analysis::contingency::{ExactMethod, ResponseTable};
use bacino::analysis::coverage::representation_ratio;
use bacino::analysis::detectable::{detectable_association, detectable_difference, detectable_rates};
use bacino::analysis::estimate::WeightedRespondents;
use bacino::analysis::hypergeometric::Hypergeometric;
use bacino::analysis::inequality::{Covered, dissimilarity, gini, theil};
use bacino::analysis::kolmogorov::distribution_test;
use bacino::analysis::modifiable::r_of_one_factor;
use bacino::analysis::neighbour::Neighbours;
use bacino::analysis::permutation::Permutations;
use bacino::analysis::proxy::{Predictors, proxy_of_number, proxy_of_share};
use bacino::analysis::rank_sum::{RankMethod, rank_test};
use bacino::analysis::space::{geary, general_g, join_counts, moran, moran_variance_of_normal_values, residuals};
use bacino::analysis::standardised::{
    CategoryDifference, category_difference, difference_from_frame, difference_of_groups,
};

use bacino::model::count::Residents;
use bacino::model::share::Share;

const SOME: Permutations = Permutations { seed: 1, count: 999 };

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
    fn split(&self, values: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let of = |answered: bool| {
            values.iter().zip(&self.answered).filter(|(_, a)| **a == answered).map(|(v, _)| *v).collect()
        };
        (of(true), of(false))
    }

    fn covered(&self, area_of: &[usize]) -> Vec<Covered> {
        let mut areas = vec![Covered { part: 0.0, whole: 0.0 }; area_of.iter().max().unwrap() + 1];
        for ((&area, &residents), &answered) in area_of.iter().zip(&self.residents).zip(&self.answered) {
            areas[area].whole += residents;
            areas[area].part += if answered { residents } else { 0.0 };
        }
        areas
    }

    /// Units in rows of fifteen, neighbours across sides.
    fn rook(&self) -> Neighbours {
        let n = self.answered.len();
        let right = (0..n).filter(|unit| unit % 15 < 14).map(|unit| [unit, unit + 1]);
        let below = (0..n - 15).map(|unit| [unit, unit + 15]);
        Neighbours::from_pairs(n, right.chain(below))
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

/// `wilcox.test(exact, conf.int)` and `ks.test(exact)` of R 4.2.2.
#[test]
fn respondents_and_nonrespondents_differ_as_wilcox_test_and_ks_test_say() {
    let frame = frame135();
    let (respondents, others) = frame.split(&frame.residents);
    let ranks = rank_test(&respondents, &others).unwrap();
    assert_eq!((ranks.method, ranks.ties), (RankMethod::Exact, false));
    near(ranks.u, 1_994.0, 0.0);
    near(ranks.p_value, 0.808_153_663, 1e-9);
    near(ranks.auc, 0.487_054_225_696_140_7, 1e-15);
    near(ranks.shift, -5_769.5, 0.0);
    assert_eq!(ranks.interval, Some((-82_971.0, 61_563.0)));
    let distributions = distribution_test(&respondents, &others).unwrap();
    near(distributions.distance, 0.119_687_347_337_567_17, 1e-15);
    near(distributions.p_value, 0.717_130_693_828_457_6, 1e-12);
}

/// `MatchIt` 4 and R 4.2.2; the categorical difference by the formula of Yang and Dalton in R.
#[test]
fn standardised_differences_agree_with_matchit() {
    let frame = frame135();
    let (respondents, others) = frame.split(&frame.residents);
    near(difference_of_groups(&respondents, &others).unwrap().value, -0.032_091_043_963_404_05, 1e-14);
    near(difference_from_frame(&respondents, &frame.residents).unwrap().value, -0.010_948_642_713_582_741, 1e-14);
    let table = ResponseTable::of(&frame.answered, &frame.macro_area);
    let nonrespondents: Vec<u64> = table.units().iter().zip(table.answered()).map(|(units, n)| units - n).collect();
    let CategoryDifference::Finite(value) = category_difference(table.answered(), &nonrespondents).unwrap() else {
        panic!("infinite");
    };
    near(value, 0.817_775_503_886_353, 1e-12);
}

/// `scipy.stats.hypergeom` for the interval; survey 4 for the standard error; worst cases by hand in Python.
#[test]
fn bounds_of_a_share_agree_with_scipy_and_survey() {
    let frame = frame135();
    let y: Vec<f64> =
        (0..135).filter(|&unit| frame.answered[unit]).map(|unit| f64::from(u8::from(unit % 3 == 0))).collect();
    let with: f64 = y.iter().sum();
    near(with, 32.0, 0.0);
    near(standard_error_of_mean(&y, 135).unwrap(), 0.029_860_227_06, 1e-11);
    assert_eq!(interval_of_count(135, 89, 32), Some(FrameCount { low: 41, high: 57 }));
    let units = worst_case(32.0, 89.0, 135.0, (0.0, 1.0)).unwrap();
    near(units.low, 0.237_037_037_037_037_05, 1e-15);
    near(units.high, 0.577_777_777_777_777_8, 1e-15);
    let (respondents, _) = frame.split(&frame.residents);
    let sum: f64 = respondents.iter().zip(&y).map(|(residents, y)| residents * y).sum();
    let (answered, whole) = (respondents.iter().sum::<f64>(), frame.residents.iter().sum::<f64>());
    let residents = worst_case(sum, answered, whole, (0.0, 1.0)).unwrap();
    near(residents.low, 0.210_010_087_114_988_42, 1e-14);
    near(residents.high, 0.555_357_429_501_399_2, 1e-14);
    near(sum / answered, 0.320_796_203_410_431_36, 1e-14);
    let table = ResponseTable::of(&frame.answered, &frame.macro_area);
    let of_respondents = (0..135).filter(|&unit| frame.answered[unit]).map(|unit| frame.macro_area[unit]);
    let weights = of_respondents.map(|area| table.units()[area] as f64 / table.answered()[area] as f64).collect();
    let poststratified = WeightedRespondents::new(weights, 135, &[]).mean(&y, &[1.0; 89]).unwrap();
    near(poststratified.value, 0.349_043_82, 1e-8);
}

/// R 4.2.2: `lm` and `glm(probit)`, formulas of Andridge and Little. `glm` stops at 1e-8 and `optimize` at 1e-4, which the tolerances of
/// the share are.
#[test]
fn proxy_pattern_mixtures_agree_with_r() {
    let frame = frame135();
    let mut columns = vec![vec![1.0; 135]];
    columns.extend((1..5).map(|area| frame.macro_area.iter().map(|&own| f64::from(u8::from(own == area))).collect()));
    columns.push(frame.residents.clone());
    let predictors = Predictors { columns: &columns, answered: &frame.answered };
    let south = 3;
    let answers = (0..135_u32).filter(|&unit| frame.answered[unit as usize]).map(|unit| {
        let own = 2.0 * f64::from(u8::from(frame.macro_area[unit as usize] == south));
        10.0 + frame.residents[unit as usize] / 1e5 + own - f64::from(unit % 5)
    });
    let proxy = proxy_of_number(&predictors, &answers.collect::<Vec<f64>>()).unwrap();
    near(proxy.correlation, 0.852_613_359, 1e-9);
    let oracle = [
        (-0.027_000_100_4, 11.747_299_6, 0.061_747_701_1),
        (-0.031_667_461_1, 11.759_876_6, 0.062_734_383),
        (-0.037_141_643_2, 11.774_627_7, 0.065_512_266),
    ];
    for (bias, (value, mean, variance)) in proxy.bias.iter().zip(oracle) {
        near(bias.value, value, 1e-10);
        near(bias.mean, mean, 1e-7);
        near(bias.variance.unwrap(), variance, 1e-9);
    }
    let answers: Vec<bool> = (0..135).filter(|&unit| frame.answered[unit]).map(|unit| unit % 3 == 0).collect();
    let share = proxy_of_share(&predictors, &answers).unwrap();
    assert!(share.is_uninformative());
    near(share.correlation, 0.218_006_747, 1e-4);
    for (bias, value) in share.bias.iter().zip([0.009_128_120_55, 0.036_139_436_3, 0.073_484_353_3]) {
        near(bias.value, value, 1e-6);
    }
}

/// `segregation` and `inequality` of `PySAL`; `gini` of `laeken` with weights.
#[test]
fn inequality_of_coverage_agrees_with_segregation_and_laeken() {
    let frame = frame135();
    let (by_macro, by_region) = (frame.covered(&frame.macro_area), frame.covered(&frame.region));
    near(dissimilarity(&by_macro).unwrap(), 0.347_994_142_272_210_6, 1e-14);
    near(dissimilarity(&by_region).unwrap(), 0.392_055_355_293_147_9, 1e-14);
    near(gini(&by_region).unwrap(), 0.183_442_472_251_157_84, 1e-14);
    let mut macro_of_region = vec![0; by_region.len()];
    for (&region, &macro_area) in frame.region.iter().zip(&frame.macro_area) {
        macro_of_region[region] = macro_area;
    }
    let theil = theil(&by_region, &macro_of_region).unwrap();
    near(theil.total, 0.062_281_091_040_049_51, 1e-14);
    near(theil.between, 0.038_812_609_832_069_38, 1e-14);
    near(theil.within, 0.023_468_481_207_980_132, 1e-14);
}

/// spdep 1.2 (`joincount.test`, `joincount.multi`, `moran.test`, `geary.test`, `globalG.test`) and esda 2.9.
#[test]
fn neighbours_answer_alike_as_spdep_says() {
    let frame = frame135();
    let rook = frame.rook();
    near(rook.n_pairs() as f64, 246.0, 0.0);
    let counts = join_counts(&frame.answered, &rook).unwrap();
    near(counts.both.value, 116.0, 0.0);
    near(counts.neither.value, 34.0, 0.0);
    near(counts.mixed.value, 96.0, 0.0);
    near(counts.both.expected, 106.504_809_286_898_83, 1e-11);
    near(counts.both.variance, 16.058_714_3, 1e-7);
    near(counts.both.z(), 2.369_454_1, 1e-7);
    near(counts.neither.variance, 13.210_008_02, 1e-8);
    near(counts.mixed.variance, 49.726_33, 1e-5);
    let response: Vec<f64> = frame.answered.iter().map(|&answered| f64::from(u8::from(answered))).collect();
    let i = moran(&response, &rook).unwrap();
    near(i.value, 0.116_226_998_860_120_49, 1e-14);
    near(i.expected, -0.007_462_686_567_164_179, 1e-15);
    near(i.variance, 0.004_087_776_305_228_37, 1e-15);
    near(moran_variance_of_normal_values(&rook), 0.004_041_040_515_994_907_5, 1e-15);
    // The normal distribution of statrs has eleven digits.
    near(i.p_two_sided(), 0.053_040_089_007_898_8, 1e-11);
    near(geary(&response, &rook).unwrap().value, 0.874_185_800_358_247_9, 1e-14);
    let g = general_g(&frame.residents, &rook).unwrap();
    near(g.value, 0.027_310_132_063_237_246, 1e-15);
    near(g.z(), 0.136_898_356_017_038, 1e-9);
    let left = moran(&residuals(&frame.answered, &frame.macro_area), &rook).unwrap();
    near(left.value, -0.014_283_422_751, 1e-9);
    near(left.p_at_least(), 0.542_624_225_6, 1e-7);
}

/// Closed forms in Python, and RISQ's `R` for the five areas.
#[test]
fn r_of_areas_alone_depends_on_how_they_are_drawn() {
    let frame = frame135();
    // North-west, north-east, centre, south, islands joined as ISTAT's three and two areas join them.
    let joined = |areas: [usize; 5]| -> Vec<usize> { frame.macro_area.iter().map(|&area| areas[area]).collect() };
    let of = |area_of: &[usize]| r_of_one_factor(&ResponseTable::of(&frame.answered, area_of)).unwrap();
    let (r, adjusted) = of(&frame.macro_area);
    near(r, 0.647_134_210_8, 1e-10);
    // R's `glm` stops at 1e-8.
    near(adjusted, 0.691_393_566_82, 1e-6);
    near(of(&joined([0, 0, 1, 2, 2])).1, 0.681_0, 5e-5);
    near(of(&joined([0, 0, 0, 1, 1])).1, 0.675_5, 5e-5);
    let (r, adjusted) = of(&frame.region);
    near(r, 0.533_485_397_492_969_9, 1e-14);
    near(adjusted, 0.631_193_355_685_074_5, 1e-14);
}

/// Sums by hand in Python: coverage and representation of the five areas.
#[test]
fn coverage_and_representation_of_areas_are_those_of_the_oracle() {
    let frame = frame135();
    let oracle = [
        (34, 43, 10_835_204, 12_598_404, 1.313_743_638_744_446_3),
        (18, 22, 7_112_330, 9_319_508, 1.165_756_855_791_621_4),
        (17, 23, 4_948_461, 7_401_565, 1.021_258_441_014_283_5),
        (12, 25, 4_817_580, 9_549_925, 0.770_580_543_170_096_7),
        (8, 22, 3_089_860, 8_183_695, 0.576_737_820_307_694_8),
    ];
    let table = ResponseTable::of(&frame.answered, &frame.macro_area);
    let whole = Share::new(Residents(30_803_435), Residents(47_053_097)).unwrap();
    let units: Vec<ServingUnit> = (0..135)
        .map(|unit| ServingUnit {
            residents: frame.counts[unit],
            area: frame.macro_area[unit],
            answered: frame.answered[unit],
        })
        .collect();
    let under_chance = coverage_of_all_areas(&units, 5, SOME);
    for (area, (answered, n, part, all, ratio)) in oracle.into_iter().enumerate() {
        assert_eq!((table.answered()[area], table.units()[area]), (answered, n));
        let share = Share::new(Residents(part), Residents(all)).unwrap();
        near(under_chance[area].coverage.unwrap(), share.value().unwrap(), 1e-15);
        near(representation_ratio(share, whole).unwrap(), ratio, 1e-14);
    }
}
