//! Do respondents differ from nonrespondents? Every number known for both, as effect sizes with exact p-values.

use rayon::prelude::*;

use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::decimals::{decimals_of, own_decimals};
use crate::analysis::basis::family::Family;
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::{CENSUS_POPULATION, Level, Measure, MeasureName as Name};
use crate::analysis::basis::members::Members;
use crate::analysis::basis::method::{Adjustment, Method, TestName};
use crate::analysis::basis::note::Note;
use crate::analysis::basis::tested::TestedTable;
use crate::analysis::compare::chance::{Test, table_test};
use crate::analysis::random::budget::draws_numbers;
use crate::analysis::random::permutation::{PermutationNull, Permutations};
use crate::analysis::statistic::detectable::detectable_difference;
use crate::analysis::statistic::kolmogorov::distribution_test;
use crate::analysis::statistic::multiplicity::{benjamini_hochberg, holm};
use crate::analysis::statistic::quantile::{quantile_type_6, quantile_type_7};
use crate::analysis::statistic::rank_sum::{RankMethod, RankTest, rank_test};
use crate::analysis::statistic::shift::{Shift, shift_of_means};
use crate::analysis::statistic::standardised::{
    StandardisedDifference, difference_from_frame, difference_of_groups, mean,
};
use crate::analysis::statistic::two_groups::TwoGroups;
use crate::analysis::statistic::welch::welch_test;
use crate::model::place::scheme::Scheme;
use crate::model::survey::auxiliary::{POPULATION, RESIDENTS, SIZE_CLASS};

const MANN: &str = "Mann and Whitney 1947";
const HYNDMAN: &str = "Hyndman and Fan 1996";

/// Columns that are all the size of a catchment: the first of them that is known stands for all where variables are adjusted together.
const SIZES: [&str; 4] = [POPULATION, CENSUS_POPULATION, RESIDENTS, SIZE_CLASS];

/// Differences of every column of numbers, then one test of each variable adjusted for their number: size and area count once each, the area
/// by the macro-areas of headline results.
pub fn difference_rows(input: &BiasInput<'_>, members: &Members, tables: &[TestedTable]) -> Vec<Measure> {
    let of_number = |variable: &Variable| match &variable.values {
        Values::Numbers(numbers) => Some(rows_of_number(input, members, &variable.name, numbers)),
        Values::Levels { .. } => None,
    };
    let numbers: Vec<(Vec<Measure>, Option<Test>)> = members.numbers(input).par_iter().filter_map(of_number).collect();
    let mut rows = Vec::new();
    let mut tests: Vec<Test> = Vec::new();
    for (found, test) in numbers {
        rows.extend(found);
        tests.extend(test);
    }
    let headline = input.macro_areas().map(Scheme::name);
    let is_one_of_variables =
        |tested: &&TestedTable| !tested.categories.is_scheme || Some(tested.categories.name.as_str()) == headline;
    tests.extend(tables.iter().filter(is_one_of_variables).filter_map(table_test));
    let size = SIZES.into_iter().find(|size| tests.iter().any(|test| test.variable == *size));
    tests.retain(|test| !SIZES.contains(&test.variable.as_str()) || Some(test.variable.as_str()) == size);
    rows.extend(adjusted_rows(&tests));
    rows
}

/// The tests of all variables, adjusted as one family.
fn adjusted_rows(tests: &[Test]) -> Vec<Measure> {
    let p_values: Vec<f64> = tests.iter().map(|test| test.p_value).collect();
    let rows = |name: Name, adjustment: Adjustment, adjusted: Vec<f64>, source: &'static str| {
        let of_test = move |(test, p): (&Test, f64)| {
            let method = Method::AdjustedTest { adjustment, test: test.name, variables: tests.len() };
            let row = Measure::new(name, test.variable.clone(), [method], source).p_value(test.p_value).n(test.n);
            row.adjusted(p, Family::Variables, tests.len())
        };
        tests.iter().zip(adjusted).map(of_test).collect::<Vec<Measure>>()
    };
    let mut all = rows(Name::DifferenceHolm, Adjustment::Holm, holm(&p_values), "Holm 1979");
    let found = benjamini_hochberg(&p_values);
    all.extend(rows(Name::DifferenceBh, Adjustment::BenjaminiHochberg, found, "Benjamini and Hochberg 1995"));
    all
}

fn rows_of_number(
    input: &BiasInput<'_>,
    members: &Members,
    name: &str,
    numbers: &[Option<f64>],
) -> (Vec<Measure>, Option<Test>) {
    let known: Vec<(f64, bool)> =
        numbers.iter().zip(&members.answered).filter_map(|(number, &answered)| Some(((*number)?, answered))).collect();
    let of =
        |status: bool| -> Vec<f64> { known.iter().filter(|(_, a)| *a == status).map(|(value, _)| *value).collect() };
    let (respondents, others) = (of(true), of(false));
    let all: Vec<f64> = known.iter().map(|(value, _)| *value).collect();
    let n = known.len();
    let missing = numbers.len() - n;
    let decimals = decimals_of(&all);
    let mut rows = summaries(name, &respondents, &Level::Respondents, decimals);
    rows.extend(summaries(name, &others, &Level::Nonrespondents, decimals));
    let row = |measure: Name, method: &[Method], source: &'static str| {
        let row = Measure::new(measure, name, method.iter().cloned(), source).n(n);
        row.notes((missing > 0).then_some(Note::WithoutNumber(missing)))
    };
    let few = respondents.len().min(others.len()) < 2;
    let why = if few { Note::TooFewUnits } else { Note::NoVariation };
    let pooled = difference_of_groups(&respondents, &others);
    let (values, statuses): (Vec<f64>, Vec<bool>) = known.iter().copied().unzip();
    let shift = shift_of_means(&values, &statuses, input.permutations(1)).filter(|_| pooled.is_some());
    let by_shifts = shift.map(|shift| Method::PermutedShifts { count: shift.count, error: shift.error_of_level() });
    let method: Vec<Method> = std::iter::once(Method::PooledDifference).chain(by_shifts.clone()).collect();
    let mut smd = row(Name::Smd, &method, "Austin 2009; Garthwaite 1996").estimate(pooled.map(|d| d.value));
    if let (Some(shift), Some(pooled)) = (shift, pooled) {
        // Values shifted inside a group keep their variances, so the interval of the shift is that of the standardised one.
        let scale = pooled.value_of_one();
        smd = smd.standard_error(shift.standard_deviation * scale);
        if let Some((low, high)) = shift.interval {
            smd = smd.interval(low * scale, high * scale);
        }
    }
    if let Some(difference) = pooled {
        let permuted = permuted_differences(&values, &statuses, input.permutations(1));
        if let Some(null) = PermutationNull::of(permuted, difference.value) {
            smd.null_low = Some(null.low);
            smd.null_high = Some(null.high);
            smd.null_percentile = Some(null.percentile);
        }
    } else {
        smd = smd.note(why.clone());
    }
    rows.push(smd);
    rows.push(mean_difference_row(&row, shift, by_shifts, why.clone()));
    let is_classical = input.options.classical || input.design_weights.is_some();
    if is_classical {
        rows.push(classical_row(&row, pooled, why.clone()));
    }
    let of_frame = difference_from_frame(&respondents, &all);
    rows.push(
        row(Name::SmdFrame, &[Method::FrameDifference], "Austin 2009")
            .estimate(of_frame.map(|d| d.value))
            .notes(of_frame.is_none().then(|| why.clone())),
    );
    let detectable = row(Name::DetectableSmd, &[Method::DetectableDifference], "Cohen 1988");
    rows.push(match detectable_difference(respondents.len(), others.len()) {
        Some(smallest) => detectable.estimate(smallest),
        None => detectable.note(Note::EmptyGroup),
    });
    let names = [Name::MannWhitney, Name::Auc, Name::HodgesLehmann, Name::KolmogorovSmirnov];
    let groups = TwoGroups::of(&respondents, &others).filter(|_| !few);
    let Some(groups) = groups else {
        rows.extend(names.map(|measure| row(measure, &[], MANN).note(why.clone())));
        return (rows, None);
    };
    if is_classical {
        rows.push(welch_row(&row, &respondents, &others, why).decimals(decimals));
    }
    let ranks = rank_test(&groups);
    rows.extend(rank_rows(&row, &ranks, decimals));
    let distributions = distribution_test(&groups);
    let method = if distributions.exact { Method::ExactDistance } else { Method::LimitOfDistance };
    rows.push(
        row(Name::KolmogorovSmirnov, &[method], "Hodges 1958; Schröer and Trenkler 1995")
            .estimate(distributions.distance)
            .p_value(distributions.p_value),
    );
    (rows, Some(Test { variable: name.to_owned(), name: TestName::MannWhitney, p_value: ranks.p_value, n }))
}

/// A row of one number, by measure, method and source.
type RowOf<'a> = dyn Fn(Name, &[Method], &'static str) -> Measure + 'a;

fn mean_difference_row(row: &RowOf<'_>, shift: Option<Shift>, by_shifts: Option<Method>, why: Note) -> Measure {
    let method: Vec<Method> = [Method::MeanDifference, Method::TwiceSmallerTail].into_iter().chain(by_shifts).collect();
    let mut found = row(Name::MeanDifference, &method, "Pagano and Tritchler 1983; Garthwaite 1996");
    let Some(shift) = shift else { return found.note(why) };
    found = found.estimate(shift.difference).standard_error(shift.standard_deviation).p_value(shift.p_value);
    (found.null_low, found.null_high) = (Some(shift.null.0), Some(shift.null.1));
    match shift.interval {
        Some((low, high)) => found.interval(low, high),
        None => found.note(Note::NoInterval),
    }
}

fn classical_row(row: &RowOf<'_>, pooled: Option<StandardisedDifference>, why: Note) -> Measure {
    let found = row(Name::SmdClassical, &[Method::PooledDifference, Method::HedgesOlkin], "Hedges and Olkin 1985");
    let Some(pooled) = pooled else { return found.note(why) };
    let found = found.estimate(pooled.value).standard_error(pooled.standard_error);
    match pooled.interval {
        Some((low, high)) => found.interval(low, high),
        None => found,
    }
}

fn welch_row(row: &RowOf<'_>, respondents: &[f64], others: &[f64], why: Note) -> Measure {
    let welch = row(Name::Welch, &[Method::Welch], "Welch 1947");
    match welch_test(respondents, others) {
        None => welch.note(why),
        Some(test) => welch
            .estimate(test.difference)
            .standard_error(test.standard_error)
            .interval(test.interval.0, test.interval.1)
            .p_value(test.p_value)
            .note(Note::DegreesOfFreedom(test.degrees)),
    }
}

fn rank_rows(row: &RowOf<'_>, ranks: &RankTest, decimals: usize) -> Vec<Measure> {
    let distribution = match ranks.method {
        RankMethod::Exact => Method::ExactRanks { ties: ranks.ties },
        RankMethod::Inverted => Method::InvertedRanks,
        RankMethod::Normal => Method::NormalRanks,
    };
    let by_normal = Note::ByNormal { corrected: ranks.normal_p, uncorrected: ranks.normal_p_uncorrected };
    let shift_method = [Method::MedianOfDifferences, Method::ExactInterval { ties: ranks.ties }];
    let shift =
        row(Name::HodgesLehmann, &shift_method, "Hodges and Lehmann 1963").estimate(ranks.shift).decimals(decimals);
    vec![
        row(Name::MannWhitney, &[distribution, Method::TwiceSmallerTail], MANN)
            .estimate(ranks.u)
            .decimals(own_decimals(ranks.u))
            .p_value(ranks.p_value)
            .note(by_normal),
        row(Name::Auc, &[Method::ShareOfPairs], "Hanley and McNeil 1982").estimate(ranks.auc).p_value(ranks.p_value),
        match ranks.interval {
            Some((low, high)) => shift.interval(low, high),
            None => shift.note(Note::NoInterval),
        },
    ]
}

/// The pooled standardised difference of every permutation. In a large frame the smaller group is drawn and the other is what is left.
fn permuted_differences(values: &[f64], statuses: &[bool], permutations: Permutations) -> Vec<f64> {
    if !draws_numbers(values.len()) {
        return permutations.of(statuses, |statuses| standardised(values, statuses));
    }
    let origin = mean(values).unwrap_or(0.0);
    let centred: Vec<f64> = values.iter().map(|value| value - origin).collect();
    let sums_of = |values: &[f64]| {
        values.iter().fold([0.0; 3], |[n, sum, squares], value| [n + 1.0, sum + value, squares + value * value])
    };
    let all = sums_of(&centred);
    let n_answered = statuses.iter().filter(|answered| **answered).count();
    let others_drawn = n_answered > values.len() - n_answered;
    let n_drawn = n_answered.min(values.len() - n_answered);
    let blocks = permutations.draws(&centred, n_drawn, Vec::new, |found: &mut Vec<f64>, drawn| {
        let drawn = sums_of(drawn);
        let left = [0, 1, 2].map(|at| all[at] - drawn[at]);
        found.push(difference_of_sums(if others_drawn { [drawn, left] } else { [left, drawn] }));
    });
    blocks.into_iter().flatten().collect()
}

/// The pooled standardised difference of a permutation, in one pass.
fn standardised(values: &[f64], answered: &[bool]) -> f64 {
    let mut sums = [[0.0; 3]; 2];
    // Relative to one of the values, so that squares lose no digits.
    let origin = values.first().copied().unwrap_or(0.0);
    for (value, &answered) in values.iter().zip(answered) {
        let value = value - origin;
        let sum = &mut sums[usize::from(answered)];
        sum[0] += 1.0;
        sum[1] += value;
        sum[2] += value * value;
    }
    difference_of_sums(sums)
}

/// The pooled standardised difference by number, sum and sum of squares of nonrespondents and of respondents.
fn difference_of_sums(sums: [[f64; 3]; 2]) -> f64 {
    let [mean0, mean1] = sums.map(|[n, sum, _]| sum / n);
    let [variance0, variance1] = sums.map(|[n, sum, squares]| (squares - sum * sum / n) / (n - 1.0));
    let pooled = f64::midpoint(variance0, variance1).max(0.0).sqrt();
    if pooled > 0.0 { (mean1 - mean0) / pooled } else { 0.0 }
}

/// Mean, median and quartiles of a group.
fn summaries(name: &str, values: &[f64], group: &Level, decimals: usize) -> Vec<Measure> {
    let mut ascending = values.to_vec();
    ascending.sort_by(f64::total_cmp);
    let rows: [(Name, Method, Option<f64>); 6] = [
        (Name::Mean, Method::Mean, mean(&ascending)),
        (Name::LowerQuartile, Method::QuantileType7, quantile_type_7(&ascending, 0.25)),
        (Name::Median, Method::Median, quantile_type_7(&ascending, 0.5)),
        (Name::UpperQuartile, Method::QuantileType7, quantile_type_7(&ascending, 0.75)),
        (Name::LowerQuartileType6, Method::QuantileType6, quantile_type_6(&ascending, 0.25)),
        (Name::UpperQuartileType6, Method::QuantileType6, quantile_type_6(&ascending, 0.75)),
    ];
    let into_row = |(measure, method, value): (Name, Method, Option<f64>)| {
        let row = Measure::new(measure, name, [method], HYNDMAN)
            .level(group.clone())
            .estimate(value)
            .n(values.len())
            .decimals(decimals);
        row.notes(value.is_none().then_some(Note::NoUnits))
    };
    rows.into_iter().map(into_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pass_gives_the_difference_of_two() {
        let values = [3.0, 8.0, 1.0, 5.0, 9.0, 2.0];
        let answered = [true, false, true, true, false, false];
        let of = |status: bool| -> Vec<f64> {
            values.iter().zip(answered).filter(|(_, a)| *a == status).map(|(v, _)| *v).collect()
        };
        let two = difference_of_groups(&of(true), &of(false)).unwrap().value;
        assert!((standardised(&values, &answered) - two).abs() < 1e-12);
    }
}
