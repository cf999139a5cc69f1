//! Coverage, chance, differences, bounds, inequality and space of the 135 synthetic units, for the walk over `oracle_values.json`.

use bacino::analysis::coverage::area::representation_ratio;
use bacino::analysis::coverage::null::{UnitResidents, coverage_null_of_steps, covered_residents};
use bacino::analysis::interval::finite::interval_of_count;
use bacino::analysis::interval::share::clopper_pearson;
use bacino::analysis::outcome::bounds::{standard_error_of_mean, worst_case};
use bacino::analysis::proxy::measure::{PHI, Proxy};
use bacino::analysis::proxy::number::NumberProxy;
use bacino::analysis::proxy::predictors::Predictors;
use bacino::analysis::proxy::share::ShareProxy;
use bacino::analysis::random::hypergeometric::Hypergeometric;
use bacino::analysis::random::permutation::Permutations;
use bacino::analysis::space::autocorrelation::{
    geary, general_g, join_counts, moran, moran_variance_of_normal_values, residuals,
};
use bacino::analysis::space::neighbour::Neighbours;
use bacino::analysis::statistic::contingency::{ExactMethod, ResponseTable};
use bacino::analysis::statistic::inequality::{dissimilarity, gini, theil};
use bacino::analysis::statistic::kolmogorov::distribution_test;
use bacino::analysis::statistic::rank_sum::{RankMethod, rank_test};
use bacino::analysis::statistic::standardised::{
    CategoryDifference, category_difference, difference_from_frame, difference_of_groups, mean,
};
use bacino::analysis::statistic::two_groups::TwoGroups;
use bacino::analysis::statistic::welch::welch_test;
use bacino::model::base::count::Residents;
use bacino::model::base::share::Share;

use crate::measures::{Frame135, frame135};
use crate::oracle_values::Found;

const SOME: Permutations = Permutations { seed: 1, count: 99 };
const AREAS: [&str; 5] = ["NO", "NE", "C", "S", "I"];

/// Everything that does not come from a response model.
pub(crate) fn add_to(found: &mut Found) {
    let frame = frame135();
    coverage(found, &frame);
    tables(found, &frame);
    chance(found, &frame);
    differences(found, &frame);
    answers(found, &frame);
    proxies(found, &frame);
    inequality(found, &frame);
    space(found, &frame);
}

fn coverage(found: &mut Found, frame: &Frame135) {
    let answered = frame.answered.iter().filter(|answered| **answered).count();
    let (part, whole) = (frame.covered(&[0; 135])[0].part, frame.covered(&[0; 135])[0].whole);
    let counts = [("N", 135.0), ("n", answered as f64), ("pop", whole), ("pop_resp", part)];
    found.add("sums in Python 3.11", 0.0, counts);
    let table = ResponseTable::of(&frame.answered, &frame.macro_area);
    let areas = frame.covered(&frame.macro_area);
    let residents = |here: &dyn Fn(usize) -> bool| {
        let sum = |counted: &dyn Fn(usize) -> bool| -> u64 {
            (0..135).filter(|&unit| here(unit) && counted(unit)).map(|unit| frame.counts[unit]).sum()
        };
        Share::new(Residents(sum(&|unit| frame.answered[unit])), Residents(sum(&|_| true))).unwrap()
    };
    let units = |answered: u64, all: u64| Share::new(Residents(answered), Residents(all)).unwrap();
    for (position, (name, area)) in AREAS.iter().zip(&areas).enumerate() {
        let (n, all) = (table.answered()[position], table.units()[position]);
        let key = format!("coverage_macro/{name}");
        found.add_below("sums in Python 3.11", 0.0, &key, [n as f64, all as f64, area.part, area.whole]);
        let ratio = |area: Option<f64>, all: Option<f64>| representation_ratio(area.unwrap(), all.unwrap()).unwrap();
        let of_units = ratio(units(n, all).value(), units(answered as u64, 135).value());
        let here = residents(&|unit| frame.macro_area[unit] == position);
        let of_residents = ratio(here.value(), residents(&|_| true).value());
        found.add(
            "sums in Python 3.11",
            1e-14,
            [
                (format!("representation_ratio_units/{name}").as_str(), of_units),
                (format!("representation_ratio_pop/{name}").as_str(), of_residents),
            ],
        );
    }
}

fn tables(found: &mut Found, frame: &Frame135) {
    let by_macro = ResponseTable::of(&frame.answered, &frame.macro_area).test(SOME).unwrap();
    let by_region = ResponseTable::of(&frame.answered, &frame.region).test(SOME).unwrap();
    assert_eq!([by_macro.exact_method, by_region.exact_method], [ExactMethod::Enumerated; 2]);
    let fisher = "R 4.2.2, stats::fisher.test";
    found.add(fisher, 1e-12, [("freeman_halton_macro_p", by_macro.exact_p)]);
    found.add(fisher, 1e-11, [("freeman_halton_region_p", by_region.exact_p)]);
    found.add("R 4.2.2, stats::chisq.test", 1e-5, [("chi2_macro", by_macro.chi_square)]);
    found.add("R 4.2.2, stats::chisq.test", 1e-10, [("chi2_p", by_macro.chi_square_p)]);
    let contingency = "SciPy 1.17.1, chi2_contingency and association";
    found.add(contingency, 1e-8, [("G_macro", by_macro.likelihood_ratio)]);
    found.add(contingency, 1e-10, [("cramers_v", by_macro.cramers_v)]);
    let islands = Hypergeometric::new(135, 22, 89).unwrap();
    found.add("SciPy 1.17.1, hypergeom", 1e-15, [("hypergeom_macro_I/lower_p", islands.at_most(8))]);
    found.add("SciPy 1.17.1, fisher_exact", 1e-15, [("hypergeom_macro_I/fisher2_p", islands.minimum_likelihood(8))]);
    let mid_p = ("hypergeom_macro_I/midp2", islands.two_sided_mid_p(8));
    found.add("SciPy 1.17.1, hypergeom, twice the smaller mid-p tail", 1e-12, [mid_p]);
}

fn chance(found: &mut Found, frame: &Frame135) {
    let units: Vec<UnitResidents> =
        (0..135).map(|unit| UnitResidents { residents: frame.counts[unit], answered: frame.answered[unit] }).collect();
    let null = coverage_null_of_steps(&units, 135, 89, 1_000).unwrap();
    let convolution = "exact convolution in NumPy 2.4.6";
    let rounded = |unit: &UnitResidents| ((unit.residents + 500) / 1_000) as f64;
    let whole: f64 = units.iter().map(rounded).sum();
    found.add(
        convolution,
        1e-9,
        [
            ("perm_sum_thousands/T", units.iter().filter(|unit| unit.answered).map(rounded).sum()),
            ("perm_sum_thousands/E", null.expected * whole),
            ("perm_sum_thousands/p_two_sided", null.p_by_distance),
            ("perm_sum_thousands/p_le", null.p_at_most),
            ("perm_sum_thousands/p_ge", null.p_at_least),
            ("perm_sum_thousands/null95_sum/0", null.low * whole),
            ("perm_sum_thousands/null95_sum/1", null.high * whole),
            ("perm_sum_thousands/null95_coverage/0", null.low),
            ("perm_sum_thousands/null95_coverage/1", null.high),
        ],
    );
    let moments = covered_residents(&units, 135, 89).unwrap();
    let by_hand = "closed form in NumPy 2.4.6";
    found.add(by_hand, 5e-3, [("pop_total_null/mean", moments.expected)]);
    found.add(by_hand, 5e-4, [("pop_total_null/sd", moments.variance.sqrt())]);
    found.add(by_hand, 5e-10, [("pop_total_null/z", moments.z())]);
}

fn differences(found: &mut Found, frame: &Frame135) {
    let (respondents, others) = frame.split(&frame.residents);
    let groups = TwoGroups::of(&respondents, &others).unwrap();
    let ranks = rank_test(&groups);
    assert_eq!((ranks.method, ranks.ties), (RankMethod::Exact, false));
    let wilcox = "R 4.2.2, stats::wilcox.test";
    let (low, high) = ranks.interval.unwrap();
    found.add(wilcox, 0.0, [("mannwhitney_U", ranks.u), ("hodges_lehmann", ranks.shift)]);
    found.add(wilcox, 0.0, [("hl_ci95/0", low), ("hl_ci95/1", high)]);
    // statrs computes the normal distribution to eleven digits; R printed ten.
    found.add(
        wilcox,
        1e-9,
        [
            ("mannwhitney_exact_p", ranks.p_value),
            ("mannwhitney_asym_cc_p", ranks.normal_p),
            ("mannwhitney_asym_nocc_p", ranks.normal_p_uncorrected),
        ],
    );
    found.add("SciPy 1.17.1, mannwhitneyu", 1e-15, [("AUC", ranks.auc)]);
    let distributions = distribution_test(&groups);
    assert!(distributions.exact);
    found.add("R 4.2.2, stats::ks.test", 1e-15, [("ks_D", distributions.distance)]);
    found.add("R 4.2.2, stats::ks.test", 1e-12, [("ks_exact_p", distributions.p_value)]);
    let welch = welch_test(&respondents, &others).unwrap();
    found.add("R 4.2.2, stats::t.test", 1e-10, [("welch_p", welch.p_value)]);
    let by_formula = "the formulas of Cohen and of Austin in NumPy 2.4.6";
    let pooled = difference_of_groups(&respondents, &others).unwrap();
    found.add(by_formula, 1e-14, [("smd_pop_pooled", pooled.value)]);
    let of_frame = difference_from_frame(&respondents, &frame.residents).unwrap();
    found.add(by_formula, 1e-14, [("smd_pop_vs_frame_sd", of_frame.value)]);
    let table = ResponseTable::of(&frame.answered, &frame.macro_area);
    let nonrespondents: Vec<u64> = table.units().iter().zip(table.answered()).map(|(units, n)| units - n).collect();
    let CategoryDifference::Finite(value) = category_difference(table.answered(), &nonrespondents).unwrap() else {
        panic!("infinite");
    };
    found.add("the formula of Yang and Dalton in NumPy 2.4.6", 1e-12, [("smd_macro_yang_dalton", value)]);
}

fn answers(found: &mut Found, frame: &Frame135) {
    let y: Vec<f64> =
        (0..135).filter(|&unit| frame.answered[unit]).map(|unit| f64::from(u8::from(unit % 3 == 0))).collect();
    let with: f64 = y.iter().sum();
    found.add("R 4.2.2, survey 4.1.1", 0.0, [("y/count", with)]);
    found.add("R 4.2.2, survey 4.1.1", 5e-11, [("y/mean", mean(&y).unwrap())]);
    found.add("R 4.2.2, survey 4.1.1", 1e-11, [("y/se_fpc", standard_error_of_mean(&y, 135).unwrap())]);
    let count = interval_of_count(135, 89, 32).unwrap();
    found.add_below("SciPy 1.17.1, hypergeom", 0.0, "y/hypergeom_ci95_M", [count.low as f64, count.high as f64]);
    let far = clopper_pearson(32.0, 89.0).unwrap();
    // statrs inverts the beta distribution to ten digits.
    found.add_below("SciPy 1.17.1, beta", 1e-9, "y/clopper_pearson_no_fpc", [far.low, far.high]);
    let by_hand = "sums in Python 3.11";
    let units = worst_case(32.0, 89.0, 135.0, (0.0, 1.0)).unwrap();
    found.add_below(by_hand, 1e-15, "y/manski_units", [units.low, units.high]);
    let (respondents, _) = frame.split(&frame.residents);
    let sum: f64 = respondents.iter().zip(&y).map(|(residents, y)| residents * y).sum();
    let (answered, whole) = (respondents.iter().sum::<f64>(), frame.residents.iter().sum::<f64>());
    let residents = worst_case(sum, answered, whole, (0.0, 1.0)).unwrap();
    found.add_below(by_hand, 1e-14, "y/manski_pop", [residents.low, residents.high]);
    found.add(by_hand, 1e-14, [("y/pop_weighted_mean", sum / answered)]);
}

/// `glm` stops at 1e-8 and `optimize` at 1e-4, which the tolerances of the share are.
fn proxies(found: &mut Found, frame: &Frame135) {
    let mut columns = vec![vec![1.0; 135]];
    columns.extend((1..5).map(|area| frame.macro_area.iter().map(|&own| f64::from(u8::from(own == area))).collect()));
    columns.push(frame.residents.clone());
    let predictors = Predictors::new(&columns, &frame.answered);
    let south = 3;
    let answers = (0..135_u32).filter(|&unit| frame.answered[unit as usize]).map(|unit| {
        let own = 2.0 * f64::from(u8::from(frame.macro_area[unit as usize] == south));
        10.0 + frame.residents[unit as usize] / 1e5 + own - f64::from(unit % 5)
    });
    let answers: Vec<f64> = answers.collect();
    let proxy = NumberProxy::of(&predictors, &answers).unwrap();
    let biases = PHI.map(|phi| proxy.bias(phi, proxy.fitted_correlation).unwrap());
    let lm = "R 4.2.2, stats::lm and the formulas of Andridge and Little";
    found.add(lm, 5e-8, [("yc/ybar", mean(&answers).unwrap())]);
    found.add(lm, 1e-9, [("yc/proxy_rho", proxy.fitted_correlation)]);
    found.add_below(lm, 1e-10, "yc/SMUB_phi_0_05_1", biases.map(|bias| bias.value));
    found.add_below(lm, 1e-7, "yc/muY_lambda_0_1_inf", biases.map(|bias| bias.mean));
    found.add_below(lm, 1e-9, "yc/varmuY", biases.map(|bias| bias.variance.unwrap()));
    let answers: Vec<bool> = (0..135).filter(|&unit| frame.answered[unit]).map(|unit| unit % 3 == 0).collect();
    assert!(Proxy::of_shares(&predictors, &answers, 1).unwrap().is_uninformative());
    let share = ShareProxy::by_likelihood(&predictors, &answers).unwrap();
    let biases = PHI.map(|phi| share.bias(phi, share.fitted_correlation).unwrap().value);
    let probit = "R 4.2.2, stats::glm(probit) and the formulas of Andridge and others";
    found.add(probit, 1e-4, [("mubp/rho", share.fitted_correlation)]);
    found.add_below(probit, 1e-6, "mubp/MUBP_phi_0_05_1", biases);
}

fn inequality(found: &mut Found, frame: &Frame135) {
    let (by_macro, by_region) = (frame.covered(&frame.macro_area), frame.covered(&frame.region));
    let duncan = "the formula of Duncan and Duncan in NumPy 2.4.6";
    found.add(duncan, 1e-14, [("dissim_pop_macro", dissimilarity(&by_macro).unwrap())]);
    found.add(duncan, 1e-14, [("dissim_pop_region", dissimilarity(&by_region).unwrap())]);
    found.add("the weighted Lorenz curve in NumPy 2.4.6", 1e-14, [("gini_cov_region_popw", gini(&by_region).unwrap())]);
    let mut macro_of_region = vec![0; by_region.len()];
    for (&region, &macro_area) in frame.region.iter().zip(&frame.macro_area) {
        macro_of_region[region] = macro_area;
    }
    let theil = theil(&by_region, &macro_of_region).unwrap();
    let parts = [
        ("theilT_cov_region_popw", theil.total),
        ("theil_between_macro", theil.between),
        ("theil_within", theil.within),
    ];
    found.add("the formula of Theil in NumPy 2.4.6", 1e-14, parts);
}

fn space(found: &mut Found, frame: &Frame135) {
    let n = frame.answered.len();
    // Units in rows of fifteen, neighbours across sides.
    let right = (0..n).filter(|unit| unit % 15 < 14).map(|unit| [unit, unit + 1]);
    let rook = Neighbours::from_pairs(n, right.chain((0..n - 15).map(|unit| [unit, unit + 15])));
    let counts = join_counts(&frame.answered, &rook).unwrap();
    let response: Vec<f64> = frame.answered.iter().map(|&answered| f64::from(u8::from(answered))).collect();
    let i = moran(&response, &rook).unwrap();
    let g = general_g(&frame.residents, &rook).unwrap();
    let left = moran(&residuals(&frame.answered, &frame.macro_area), &rook).unwrap();
    let of = |name: &str| format!("rook9x15/{name}");
    let mut add = |program: &'static str, values: &[(&str, f64, f64)]| {
        for &(name, value, tolerance) in values {
            found.add(program, tolerance, [(of(name).as_str(), value)]);
        }
    };
    add(
        "R 4.2.2, spdep 1.2.7, joincount.multi",
        &[
            ("J", rook.n_pairs() as f64, 0.0),
            ("BB", counts.both.value, 0.0),
            ("WW", counts.neither.value, 0.0),
            ("BW", counts.mixed.value, 0.0),
            ("E_BB", counts.both.expected, 1e-11),
            ("Var_BB", counts.both.variance, 1e-7),
            ("z_BB", counts.both.z(), 1e-7),
            ("Var_WW", counts.neither.variance, 1e-8),
            ("Var_BW", counts.mixed.variance, 1e-5),
        ],
    );
    add(
        "esda 2.9.0, Moran, Geary and G",
        &[
            ("moran_I_resp", i.value, 1e-14),
            ("EI", i.expected, 1e-15),
            ("VI_rand", i.variance, 1e-15),
            ("VI_norm", moran_variance_of_normal_values(&rook), 1e-15),
            // The normal distribution of statrs has eleven digits.
            ("p_rand_two_sided", i.p_two_sided(), 1e-11),
            ("geary_C", geary(&response, &rook).unwrap().value, 1e-14),
            ("G_pop", g.value, 1e-15),
            ("z_G", g.z(), 1e-9),
        ],
    );
    add(
        "R 4.2.2, spdep 1.2.7, moran.test of glm residuals",
        &[("moran_pearson_resid_given_macro", left.value, 1e-9), ("moran_resid_p_one_sided", left.p_at_least(), 1e-7)],
    );
}
