//! Response models, indicators and weights of the 135 synthetic units, for the walk over `oracle_values.json`.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::logistic::{Estimator, NoFit};
use bacino::analysis::algebra::pattern::Tally;
use bacino::analysis::compare::other_areas::r_of_one_factor;
use bacino::analysis::propensity::estimated::{Propensities, linear_propensities, logistic_propensities};
use bacino::analysis::propensity::imbalance::imbalance;
use bacino::analysis::propensity::partial::partial_indicators;
use bacino::analysis::propensity::representativeness::{Representativeness, representativeness, standard_errors};
use bacino::analysis::random::permutation::{PermutationNull, Permutations};
use bacino::analysis::statistic::contingency::ResponseTable;
use bacino::analysis::weight::adjust::{Strata, Units, inverse_propensity, kish, poststratify, rake};
use bacino::analysis::weight::calibration::{Distance, calibrate};

use crate::measures;
use crate::oracle::{Frame, frame135, oracle};
use crate::oracle_values::Found;

/// Everything that comes from a response model, and weights.
pub(crate) fn add_to(found: &mut Found) {
    let frame = frame135();
    macro_area_and_size(found, &frame);
    other_models(found, &frame);
    regions(found, &frame);
    random_response(found, &frame);
    weights_by_strata(found, &frame);
    calibrated_weights(found, &frame);
}

/// A model with its propensities.
struct Fitted {
    design: Design,
    tally: Tally,
    propensities: Propensities,
    whole: Representativeness,
}

impl Fitted {
    fn of(frame: &Frame, formula: &str, fit: impl Fn(&Design, &Tally) -> Result<Propensities, NoFit>) -> Self {
        let design = frame.design(formula);
        let tally = design.tally(&frame.answered, None);
        let propensities = fit(&design, &tally).unwrap();
        let whole = representativeness(&design, &tally, &propensities).unwrap();
        Self { design, tally, propensities, whole }
    }

    fn logistic(frame: &Frame, formula: &str, estimator: Estimator) -> Self {
        Self::of(frame, formula, |design, tally| logistic_propensities(design, tally, estimator))
    }

    fn r_error(&self) -> f64 {
        standard_errors(&self.design, &self.tally, &self.propensities, &self.whole).unwrap().r
    }
}

/// R's `glm` stops at 1e-8; the file states what follows for indicators.
fn stated_tolerance() -> f64 {
    oracle(&["R_macro_size", "tol"])
}

const GLM: &str = "R 4.2.2, stats::glm and the formulas of RISQ";

fn macro_area_and_size(found: &mut Found, frame: &Frame) {
    let model = Fitted::logistic(frame, "macro + size3", Estimator::Likelihood);
    let Fitted { design, tally, propensities, whole } = &model;
    let errors = standard_errors(design, tally, propensities, whole).unwrap();
    let partial = partial_indicators(design, tally, propensities, whole);
    assert_eq!([&partial[0].variable, &partial[1].variable], ["macro", "size3"]);
    found.add("the file itself", 0.0, [("R_macro_size/tol", 1e-6)]);
    found.add(
        GLM,
        stated_tolerance(),
        [
            ("R_macro_size/R", whole.r_adjusted),
            ("R_macro_size/R_unadj", whole.r),
            ("R_macro_size/SE", errors.r),
            ("R_macro_size/bias_factor", whole.bias_factor),
            ("R_macro_size/CV", whole.cv),
            ("R_macro_size/CV_unadj", whole.cv_unadjusted),
            ("R_macro_size/CV_SE", errors.cv),
            ("R_macro_size/Pu_macro", partial[0].unconditional),
            ("R_macro_size/Pu_size3", partial[1].unconditional),
            ("R_macro_size/Pc_macro", partial[0].conditional.unwrap()),
            ("R_macro_size/Pc_size3", partial[1].conditional.unwrap()),
        ],
    );
    let imbalance = imbalance(design, tally).unwrap();
    found.add(
        "the formulas of Särndal in NumPy 2.4.6",
        1e-9,
        [("IMB_macro_size", imbalance.imbalance), ("BI1", imbalance.balance_1), ("BI2", imbalance.balance_2)],
    );
}

fn other_models(found: &mut Found, frame: &Frame) {
    let one = Fitted::logistic(frame, "macro", Estimator::Likelihood);
    let linear = Fitted::of(frame, "macro + size3", linear_propensities);
    found.add(
        GLM,
        stated_tolerance(),
        [
            ("R_macro_only/R", one.whole.r_adjusted),
            ("R_macro_only/R_unadj", one.whole.r),
            ("R_macro_only/SE", one.r_error()),
            ("R_gaussian/R", linear.whole.r_adjusted),
            ("R_gaussian/R_unadj", linear.whole.r),
            ("R_gaussian/SE", linear.r_error()),
        ],
    );
}

/// Two regions have one outcome only, so likelihood has no maximum.
fn regions(found: &mut Found, frame: &Frame) {
    let design = frame.design("region");
    let tally = design.tally(&frame.answered, None);
    let separated = logistic_propensities(&design, &tally, Estimator::Likelihood);
    assert!(matches!(separated, Err(NoFit::Separated { .. })), "{separated:?}");
    let limit = Fitted::logistic(frame, "region", Estimator::LikelihoodLimit).whole;
    let region = measures::frame135().region;
    let (r, adjusted) = r_of_one_factor(&ResponseTable::of(&frame.answered, &region)).unwrap();
    assert!((limit.r - r).abs() < 1e-6 && (limit.r_adjusted - adjusted).abs() < 1e-6);
    let closed = "closed form in NumPy 2.4.6";
    // B = (1 − f) S².
    let bias = (1.0 - limit.bias_factor) * limit.deviation.powi(2);
    found.add(closed, 1e-14, [("R_region_saturated/R_unadj", r), ("R_region_saturated/R_adj_closed_form", adjusted)]);
    found.add(closed, 1e-6, [("R_region_saturated/bias_closed_form", bias)]);
    let firth = Fitted::logistic(frame, "region", Estimator::Firth).whole;
    found.add(
        "Firth's closed form of one factor in NumPy 2.4.6",
        1e-6,
        [("R_region_saturated/R_unadj_firth", firth.r)],
    );
    // 20,000 permutations there and 4,000 here of a value with a standard deviation of 0.043; four standard errors of both.
    let values = Permutations { seed: 2, count: 4_000 }
        .of(&frame.answered, |answered| r_of_one_factor(&ResponseTable::of(answered, &region)).unwrap().0);
    let null = PermutationNull::of(values, r).unwrap();
    let permuted = "20,000 permutations in NumPy 2.4.6";
    found.add(permuted, 0.0034, [("R_region_saturated/null_mean", null.mean)]);
    found.add(permuted, 0.0096, [("R_region_saturated/p", null.p_at_most)]);
}

/// The oracle permuted 4,000 times with another generator. The standard deviation of `R` under random response is 0.057, so the mean is
/// known to 0.0013 (standard error of both), the quantiles to about 0.005; four of these are allowed.
fn random_response(found: &mut Found, frame: &Frame) {
    let Fitted { design, tally, whole, .. } = Fitted::logistic(frame, "macro + size3", Estimator::Likelihood);
    let patterns: Vec<u32> = design.complete_units().map(|(_, pattern)| pattern).collect();
    let values = Permutations { seed: 1, count: 4_000 }.of(&frame.answered, |answered| {
        let tally = tally.answered_by(&patterns, answered, None);
        let fitted = logistic_propensities(&design, &tally, Estimator::LikelihoodLimit).unwrap();
        representativeness(&design, &tally, &fitted).unwrap()
    });
    let null = PermutationNull::of(values.iter().map(|whole| whole.r).collect(), whole.r).unwrap();
    let clipped = values.iter().filter(|whole| whole.bias_factor == 0.0).count() as f64 / 4_000.0;
    let permuted = "4,000 permutations in NumPy 2.4.6, statsmodels 0.15.0";
    let of = |name: &str| format!("R_null_macro_size_4000perm/{name}");
    for (name, value, tolerance) in [
        ("mean_R_unadj", null.mean, 0.0052),
        ("q025_q975/0", null.low, 0.02),
        ("q025_q975/1", null.high, 0.02),
        ("p", null.p_at_most, 0.0047),
        ("share_R_adj_clipped_to_1", clipped, 0.044),
    ] {
        found.add(permuted, tolerance, [(of(name).as_str(), value)]);
    }
}

const SURVEY: &str = "R 4.2.2, survey 4.1.1";

/// The outcome of the oracle: every third identifier, among respondents.
fn weighted_share(frame: &Frame, weights: &[Option<f64>]) -> f64 {
    let ids = frame.column("id");
    let share = ids.iter().zip(weights).filter_map(|(id, weight)| {
        let number: usize = id[1..].parse().unwrap();
        weight.map(|weight| (weight, if number.is_multiple_of(3) { weight } else { 0.0 }))
    });
    let (all, yes) = share.fold((0.0, 0.0), |(all, yes), (weight, one)| (all + weight, yes + one));
    yes / all
}

/// The weight of the first respondent with these words in these columns.
fn weight_of(frame: &Frame, weights: &[Option<f64>], cell: &[(&str, &str)]) -> f64 {
    let columns: Vec<(Vec<&str>, &str)> = cell.iter().map(|&(column, word)| (frame.column(column), word)).collect();
    let here = |unit: &usize| columns.iter().all(|(column, word)| column[*unit] == *word);
    (0..weights.len()).filter(here).find_map(|unit| weights[unit]).unwrap()
}

fn weights_by_strata(found: &mut Found, frame: &Frame) {
    let strata = |name: &str| Strata::of(&frame.variable(name)).unwrap();
    let units = Units { answered: &frame.answered, design: None };
    let poststratified = poststratify(&strata("macro"), units).unwrap();
    let raked = rake(&[strata("macro"), strata("size3")], units).unwrap();
    for area in ["NO", "NE", "C", "S", "I"] {
        let key = format!("poststrat_macro_weights/{area}");
        found.add(SURVEY, 1e-12, [(key.as_str(), weight_of(frame, &poststratified, &[("macro", area)]))]);
        let sizes = ["small", "medium", "large"];
        let cells = sizes.map(|size| weight_of(frame, &raked, &[("macro", area), ("size3", size)]));
        found.add_below(SURVEY, 1e-8, &format!("rake_macro_size/{area}"), cells);
    }
    let (cost, raked_cost) = (kish(&poststratified).unwrap(), kish(&raked).unwrap());
    found.add(
        SURVEY,
        1e-8,
        [
            ("poststrat_kish", cost.design_effect),
            ("rake_macro_size/kish", raked_cost.design_effect),
            ("y/ps_mean", weighted_share(frame, &poststratified)),
            ("y/rake_mean", weighted_share(frame, &raked)),
        ],
    );
    found.add(SURVEY, 1e-6, [("poststrat_neff", cost.effective_n), ("rake_macro_size/neff", raked_cost.effective_n)]);
}

fn calibrated_weights(found: &mut Found, frame: &Frame) {
    let units = Units { answered: &frame.answered, design: None };
    let design = frame.design("macro + size3 + pop");
    let first_four = |weights: &[Option<f64>]| weights.iter().copied().flatten().take(4).collect::<Vec<f64>>();
    let linear = calibrate(&design, units, Distance::Linear).unwrap();
    found.add_below(SURVEY, 1e-8, "greg_linear_first4", first_four(&linear));
    let (low, high) = linear.iter().flatten().fold((f64::MAX, f64::MIN), |(low, high), &w| (low.min(w), high.max(w)));
    found.add_below(SURVEY, 1e-8, "greg_range", [low, high]);
    let exponential = calibrate(&design, units, Distance::Exponential).unwrap();
    found.add_below(SURVEY, 1e-8, "cal_raking_first4", first_four(&exponential));
    let logit = calibrate(&design, units, Distance::Logit { low: 0.5, high: 2.5 }).unwrap();
    found.add_below(SURVEY, 1e-8, "cal_logit_0.5_2.5_first4", first_four(&logit));
    let Fitted { design, propensities, .. } = Fitted::logistic(frame, "macro + size3", Estimator::Likelihood);
    let of_pattern = |pattern: &Option<u32>| pattern.map(|pattern| propensities.of_pattern[pattern as usize]);
    let propensity: Vec<Option<f64>> = design.pattern_of.iter().map(of_pattern).collect();
    let inverse = inverse_propensity(&propensity, units, None).unwrap();
    found.add(SURVEY, 1e-8, [("ipw_hajek_y", weighted_share(frame, &inverse))]);
    found.add(SURVEY, 1e-8, [("ipw_kish", kish(&inverse).unwrap().design_effect)]);
}
