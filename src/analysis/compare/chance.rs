//! Could chance alone have made response so uneven? Tables of response by area and by category, and each level by itself.

use rayon::prelude::*;

use crate::analysis::basis::family::Family;
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::basis::members::Categories;
use crate::analysis::basis::method::{Adjustment, Method, TestName};
use crate::analysis::basis::note::Note;
use crate::analysis::basis::tested::TestedTable;
use crate::analysis::coverage::headline::best_source;
use crate::analysis::random::hypergeometric::Hypergeometric;
use crate::analysis::statistic::contingency::{ExactMethod, NoTest, TableTest};
use crate::analysis::statistic::detectable::{LEVEL, detectable_association, detectable_rates};
use crate::analysis::statistic::multiplicity::{benjamini_hochberg, holm};
use crate::analysis::statistic::standardised::{CategoryDifference, category_difference, level_differences};

/// Levels up to which each has rows of its own; a finer scheme has the tests of its table.
pub const MOST_LEVELS: usize = 50;

/// A test of one variable, for adjustment over all.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The variable.
    pub variable: String,
    /// Which test.
    pub name: TestName,
    /// Its p-value.
    pub p_value: f64,
    /// Units behind it.
    pub n: usize,
}

/// Rows of every scheme and every categorical characteristic.
pub fn chance_rows(input: &BiasInput<'_>, tables: &[TestedTable]) -> Vec<Measure> {
    let of_table = |tested: &TestedTable| {
        let categories = &tested.categories;
        let mut rows = rows_of_table(tested);
        if categories.levels.len() <= MOST_LEVELS {
            rows.extend(rows_of_levels(tested));
        }
        if categories.is_scheme && categories.levels.len() <= MOST_LEVELS {
            rows.extend(rows_of_coverage(input, categories));
        }
        rows
    };
    let rows: Vec<Vec<Measure>> = tables.par_iter().map(of_table).collect();
    rows.into_iter().flatten().collect()
}

/// The exact test of one table.
pub fn table_test(tested: &TestedTable) -> Option<Test> {
    let test = tested.test.ok()?;
    let n = answered_and_others(tested.table.n_units());
    Some(Test { variable: tested.categories.name.clone(), name: TestName::FreemanHalton, p_value: test.exact_p, n })
}

fn rows_of_table(tested: &TestedTable) -> Vec<Measure> {
    let TestedTable { categories, table, test: tested } = tested;
    let n = answered_and_others(table.n_units());
    let row = |measure: Name, method: &[Method], source: &'static str| {
        let row = Measure::new(measure, categories.name.clone(), method.iter().cloned(), source).n(n);
        row.notes(categories.left_out()).notes(tested.as_ref().err().copied().map(Note::NoTest))
    };
    let test: Option<TableTest> = (*tested).ok();
    let exact = match test.map(|test| test.exact_method) {
        Some(ExactMethod::Drawn { count, error }) => Method::DrawnTables { count, error },
        Some(ExactMethod::Enumerated) | None => Method::AllTables,
    };
    let degrees = test.map_or(0, |test| test.degrees);
    let smallest = test.map(|test| test.smallest_expected).filter(|smallest| *smallest < 5.0);
    let chi = row(Name::ChiSquare, &[Method::ChiSquare { degrees }], "Pearson 1900")
        .estimate(test.map(|test| test.chi_square))
        .p_value(test.map(|test| test.chi_square_p))
        .notes(smallest.map(Note::SmallExpectedCount));
    let detectable = test.and_then(|test| detectable_association(n as u64, test.degrees));
    let mut rows = vec![
        row(Name::FreemanHalton, &[exact, Method::NoMoreLikely], "Freeman and Halton 1951")
            .p_value(test.map(|test| test.exact_p)),
        chi,
        row(Name::CramersV, &[Method::CramersV], "Cramér 1946").estimate(test.map(|test| test.cramers_v)),
        row(Name::DetectableV, &[Method::DetectableV], "Cohen 1988").estimate(detectable),
    ];
    let others: Vec<u64> =
        table.units().iter().zip(table.answered()).map(|(units, answered)| units - answered).collect();
    let whole = category_difference(table.answered(), &others);
    let smd = row(Name::SmdCategory, &[Method::CategoryDistance], "Yang and Dalton 2012");
    rows.push(match whole {
        Some(CategoryDifference::Finite(value)) => smd.estimate(value),
        Some(CategoryDifference::Infinite) => smd.note(Note::NoCommonCategory),
        None => smd,
    });
    rows
}

/// The rows of each level: rate, exact test, what could have been found, difference.
fn rows_of_levels(tested: &TestedTable) -> Vec<Measure> {
    let TestedTable { categories, table, .. } = tested;
    let (n, n_answered) = (table.n_units(), table.n_answered());
    let uneven = n_answered > 0 && n_answered < n;
    let why = if n_answered == 0 { NoTest::NobodyAnswered } else { NoTest::EverybodyAnswered };
    // The levels that have units; a table ends with the last of them.
    let present: Vec<(usize, u64, u64)> = table
        .units()
        .iter()
        .zip(table.answered())
        .enumerate()
        .filter(|(_, (units, _))| **units > 0)
        .map(|(level, (&units, &answered))| (level, units, answered))
        .collect();
    let tests: Vec<Option<Hypergeometric>> =
        present.iter().map(|&(_, units, _)| Hypergeometric::new(n, units, n_answered).filter(|_| uneven)).collect();
    let p_values: Vec<f64> = tests
        .iter()
        .zip(&present)
        .map(|(test, &(_, _, answered))| test.as_ref().map_or(1.0, |test| test.two_sided(answered)))
        .collect();
    let families = [
        (Name::LevelResponseHolm, holm(&p_values), Adjustment::Holm, "Holm 1979"),
        (
            Name::LevelResponseBh,
            benjamini_hochberg(&p_values),
            Adjustment::BenjaminiHochberg,
            "Benjamini and Hochberg 1995",
        ),
    ];
    let row = |measure: Name, level: usize, method: &[Method], source: &'static str| {
        let method = method.iter().cloned();
        Measure::new(measure, categories.name.clone(), method, source).level(categories.levels[level].as_str())
    };
    let rate = |units: u64, answered: u64| answered as f64 / units as f64;
    let others: Vec<u64> =
        table.units().iter().zip(table.answered()).map(|(units, answered)| units - answered).collect();
    let differences = level_differences(table.answered(), &others);
    let mut rows = Vec::new();
    for (position, &(level, units, answered)) in present.iter().enumerate() {
        let size = usize::try_from(units).unwrap_or(usize::MAX);
        let exact = [Method::Hypergeometric, Method::TwiceSmallerTail, Method::RangeOfLevel];
        let mut response =
            row(Name::LevelResponse, level, &exact, "Fisher 1935").estimate(rate(units, answered)).n(size);
        let mid = [Method::HypergeometricMidP, Method::TwiceSmallerTail];
        let mut mid_p =
            row(Name::LevelResponseMidP, level, &mid, "Lancaster 1961").estimate(rate(units, answered)).n(size);
        if let Some(test) = &tests[position] {
            response = response.p_value(p_values[position]);
            let (first, last) = test.within(LEVEL);
            response.null_low = Some(first as f64 / units as f64);
            response.null_high = Some(last as f64 / units as f64);
            response.null_percentile = Some(test.at_most(answered));
            mid_p = mid_p.p_value(test.two_sided_mid_p(answered));
        } else {
            response = response.note(Note::NoTest(why));
            mid_p = mid_p.note(Note::NoTest(why));
        }
        if answered == 0 {
            response = response.note(Note::NoRespondents);
        }
        rows.push(response);
        rows.push(mid_p);
        if uneven {
            for (measure, adjusted, adjustment, source) in &families {
                let method = Method::AdjustedLevel { adjustment: *adjustment, levels: present.len() };
                let family = Family::Levels { variable: categories.name.clone() };
                let row = row(*measure, level, &[method], source).p_value(p_values[position]);
                rows.push(row.adjusted(adjusted[position], family, present.len()).n(size));
            }
        }
        let rates = detectable_rates(n, units, n_answered).filter(|_| uneven);
        let mut detectable = row(Name::DetectableRate, level, &[Method::DetectableRates], "Agresti 2013").n(size);
        detectable.low = rates.and_then(|rates| rates.low);
        detectable.high = rates.and_then(|rates| rates.high);
        rows.push(match (detectable.low, detectable.high) {
            (Some(_), Some(_)) => detectable,
            _ => detectable.note(Note::EmptyEnd),
        });
        let difference = differences.as_ref().map(|differences| differences[level]);
        let smd = row(Name::SmdLevel, level, &[Method::LevelDifference], "Yang and Dalton 2012")
            .n(answered_and_others(n))
            .estimate(difference.and_then(|difference| difference.standardised));
        rows.push(match difference {
            Some(found) if found.standardised.is_none() => {
                let same = (found.respondents - found.others).abs() < f64::EPSILON;
                smd.note(if same { Note::NoUnitDiffers } else { Note::AllAndNone })
            }
            Some(_) => smd,
            None => smd.note(Note::NoTest(why)),
        });
    }
    rows
}

fn answered_and_others(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Coverage of every area with its exact test, adjusted for all areas being looked at: the rows of `coverage.csv` by the scheme's best source.
fn rows_of_coverage(input: &BiasInput<'_>, categories: &Categories) -> Vec<Measure> {
    let scheme = categories.name.as_str();
    let Some(source) = best_source(input.study, [scheme]) else { return Vec::new() };
    let here = input.coverage.iter().filter(|row| row.scheme == scheme && row.source == source);
    here.filter(|row| row.residents.value().is_some())
        .map(|row| {
            let method = [
                Method::CoverageByChance,
                Method::TwiceSmallerTail,
                Method::AdjustedOverAreas,
                Method::ResidentsBy { source },
            ];
            let units = usize::try_from(row.units.whole().0).unwrap_or(usize::MAX);
            let mut measure = Measure::new(Name::AreaCoverage, scheme, method, "Westfall and Wolfinger 1997")
                .level(categories.levels[row.area.index()].as_str())
                .estimate(row.residents.value())
                .n(units);
            if let (Ok(null), Some(adjusted)) = (&row.null, row.adjusted) {
                (measure.null_low, measure.null_high) = (Some(null.low), Some(null.high));
                measure.null_percentile = Some(null.p_at_most);
                let family = Family::Areas { scheme: scheme.to_owned(), source };
                measure = measure.p_value(null.p_value).adjusted(adjusted.p_value, family, adjusted.tests);
            }
            measure
        })
        .collect()
}
