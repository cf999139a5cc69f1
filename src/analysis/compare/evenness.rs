//! Is coverage spread evenly over areas? Dissimilarity, Gini and Theil of every scheme, beside what random response gives.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::basis::members::{Categories, Members};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::tested::TestedTable;
use crate::analysis::compare::chance::MOST_LEVELS;
use crate::analysis::random::budget::{Asked, draws_numbers, moved_in_groups};
use crate::analysis::random::number::Numbers;
use crate::analysis::random::permutation::{DrawnSets, PermutationNull, central_range};
use crate::analysis::statistic::inequality::{
    Covered, LorenzPoint, dissimilarity, gini_of, heights, least_covered_first, lorenz, theil, theil_index,
};
use crate::model::base::kept::Kept;

/// Sets of units drawn, by seed and number of permutations, units and those of them that are drawn: schemes whose units are the same look
/// at the same ones.
type Sets = Kept<(u64, usize, usize, usize), DrawnSets>;

/// Units of one scheme as inequality sees them.
struct Units {
    answered: Vec<bool>,
    area_of: Vec<usize>,
    residents: Vec<f64>,
    n_areas: usize,
    /// Whether units are counted and not their residents.
    are_alike: bool,
    /// Units of the whole frame.
    n_frame: usize,
}

/// The random streams of these measures.
const STREAM: u64 = 4;

impl Units {
    fn of(input: &BiasInput<'_>, members: &Members, areas: &Categories, residents: Option<&[Option<u64>]>) -> Self {
        let known = (0..members.answered.len()).filter_map(|unit| {
            let size = residents.map_or(Some(1.0), |residents| residents[unit].map(|count| count as f64))?;
            Some((members.answered[unit], areas.of_unit[unit]?, size))
        });
        let mut units = Self {
            answered: Vec::new(),
            area_of: Vec::new(),
            residents: Vec::new(),
            n_areas: areas.levels.len(),
            are_alike: residents.is_none(),
            n_frame: input.study.frame.units().len(),
        };
        for (answered, area, size) in known {
            units.answered.push(answered);
            units.area_of.push(area);
            units.residents.push(size);
        }
        units
    }

    /// What `measured` adds to a list of numbers of coverage by area, number by number, in the order of the permutations of response.
    fn permuted(&self, asked: Asked, sets: &Sets, measured: impl Fn(&[Covered], &mut Vec<f64>) + Sync) -> Permuted {
        let n_answered = self.answered.iter().filter(|answered| **answered).count();
        let nobody = self.covered(&vec![false; self.answered.len()]);
        if self.are_alike && draws_numbers(self.answered.len()) {
            let groups: Vec<u64> = self.units_by_area();
            let permutations = asked.permutations(STREAM, moved_in_groups(self.answered.len(), self.n_areas));
            let numbers = Numbers::of(&groups, n_answered as u64);
            let rows = numbers.permuted(permutations, |numbers| {
                let areas = nobody.iter().zip(numbers);
                let areas: Vec<Covered> = areas.map(|(area, &part)| Covered { part: part as f64, ..*area }).collect();
                let mut row = Vec::new();
                measured(&areas, &mut row);
                row
            });
            return Permuted { count: permutations.count, columns: columns(permutations.count, rows) };
        }
        let permutations = asked.permutations(STREAM, self.n_frame);
        // The smaller of the two groups is drawn; what it leaves is the other's.
        let n_others = self.answered.len() - n_answered;
        let others_drawn = n_others < n_answered;
        let units: Vec<(usize, f64)> = self.area_of.iter().copied().zip(self.residents.iter().copied()).collect();
        let n_drawn = n_others.min(n_answered);
        let start = || (nobody.clone(), Vec::new());
        let sets = sets.of((permutations.seed, permutations.count, units.len(), n_drawn), |_| {
            DrawnSets::of(permutations, units.len(), n_drawn).map(Arc::new).ok_or(())
        });
        let blocks = match sets {
            Ok(sets) => sets.visited(start, |(areas, results), drawn| {
                cover(areas, drawn.iter().map(|unit| units[usize::from(*unit)]), others_drawn);
                measured(areas, results);
            }),
            Err(()) => permutations.draws(&units, n_drawn, start, |(areas, results), drawn| {
                cover(areas, drawn.iter().copied(), others_drawn);
                measured(areas, results);
            }),
        };
        let blocks = blocks.into_iter().map(|(_, results)| results);
        Permuted { count: permutations.count, columns: columns(permutations.count, blocks) }
    }

    fn units_by_area(&self) -> Vec<u64> {
        let mut groups = vec![0; self.n_areas];
        for &area in &self.area_of {
            groups[area] += 1;
        }
        groups
    }

    /// Coverage by area if these units had answered.
    fn covered(&self, answered: &[bool]) -> Vec<Covered> {
        let mut areas = vec![Covered { part: 0.0, whole: 0.0 }; self.n_areas];
        for ((&answered, &area), &residents) in answered.iter().zip(&self.area_of).zip(&self.residents) {
            areas[area].whole += residents;
            areas[area].part += if answered { residents } else { 0.0 };
        }
        areas
    }
}

/// Covers the residents of drawn units, or of all others.
fn cover(areas: &mut [Covered], drawn: impl Iterator<Item = (usize, f64)>, others: bool) {
    for area in areas.iter_mut() {
        area.part = 0.0;
    }
    for (area, residents) in drawn {
        areas[area].part += residents;
    }
    for area in areas.iter_mut().filter(|_| others) {
        area.part = area.whole - area.part;
    }
}

/// Numbers of permutations, each in the order of these.
struct Permuted {
    count: usize,
    columns: Vec<Vec<f64>>,
}

/// The columns of `count` rows that stand one after the other in several lists.
fn columns(count: usize, rows: impl IntoIterator<Item = Vec<f64>>) -> Vec<Vec<f64>> {
    let all: Vec<Vec<f64>> = rows.into_iter().collect();
    let width = all.iter().map(Vec::len).sum::<usize>().checked_div(count).unwrap_or(0);
    let column = |at: usize| all.iter().flat_map(|rows| rows.iter().skip(at).step_by(width)).copied().collect();
    (0..width).map(column).collect()
}

/// A statistic of coverage by area and its Lorenz curve.
type Statistic = fn(&[Covered], Option<&[LorenzPoint]>) -> Option<f64>;

/// The statistics of residents, with their words and sources.
const OF_RESIDENTS: [(Name, &str, Statistic); 3] = [
    (Name::Dissimilarity, "Duncan and Duncan 1955", |areas, _| dissimilarity(areas)),
    (Name::Gini, "Lerman and Yitzhaki 1989", |_, curve| curve.map(gini_of)),
    (Name::Theil, "Theil 1967", |areas, _| theil_index(areas)),
];

/// How unevenly coverage is spread.
#[derive(Debug)]
pub struct Evenness {
    /// Inequality of every scheme, over units and over residents.
    pub rows: Vec<Measure>,
    /// The Lorenz curve of every scheme.
    pub curves: Vec<LorenzCurve>,
}

/// Inequality of every scheme, with its Lorenz curve.
pub fn evenness(input: &BiasInput<'_>, members: &Members, tables: &[TestedTable]) -> Evenness {
    let residents = members.residents(input);
    let macro_areas = input.macro_areas().map(|scheme| members.areas(input, scheme));
    let sets = Sets::default();
    let of_scheme = |areas: &Categories| {
        let units = Units::of(input, members, areas, None);
        let of_units: [(Name, &str, Statistic); 1] =
            [(Name::DissimilarityUnits, "Duncan and Duncan 1955", |areas, _| dissimilarity(areas))];
        let (mut rows, _) = with_null(input, areas, (&units, &sets), &of_units, None);
        let Some((source, residents)) = &residents else { return (rows, None) };
        let units = Units::of(input, members, areas, Some(residents));
        let counted = Method::ResidentsInArea { residents: source };
        let (of_residents, curve) = with_null(input, areas, (&units, &sets), &OF_RESIDENTS, Some(&counted));
        rows.extend(of_residents);
        if let Some(macro_areas) = macro_areas.as_ref().filter(|macro_areas| macro_areas.name != areas.name) {
            rows.extend(parts_of_theil(areas, macro_areas, &units, &counted));
        }
        (rows, curve)
    };
    let found: Vec<_> = schemes(tables).collect::<Vec<_>>().into_par_iter().map(of_scheme).collect();
    let (rows, curves): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    Evenness { rows: rows.into_iter().flatten().collect(), curves: curves.into_iter().flatten().collect() }
}

/// The areas of every scheme.
fn schemes(tables: &[TestedTable]) -> impl Iterator<Item = &Categories> {
    tables.iter().map(|tested| &tested.categories).filter(|categories| categories.is_scheme)
}

/// Theil's index between and within macro-areas, where every area is in one of them.
fn parts_of_theil(areas: &Categories, macro_areas: &Categories, units: &Units, counted: &Method) -> Vec<Measure> {
    let parts =
        group_of_areas(areas, macro_areas).and_then(|group_of| theil(&units.covered(&units.answered), &group_of));
    let Some(parts) = parts else { return Vec::new() };
    let scheme = &macro_areas.name;
    let between = Method::TheilBetween { scheme: scheme.clone() };
    let within = Method::TheilWithin { scheme: scheme.clone() };
    [(Name::TheilBetween, between, parts.between), (Name::TheilWithin, within, parts.within)]
        .into_iter()
        .map(|(name, method, value)| {
            let method = [method, counted.clone()];
            Measure::new(name, areas.name.clone(), method, "Theil 1967").estimate(value).n(units.answered.len())
        })
        .collect()
}

/// Statistics of coverage with their permutation nulls; where residents are counted, their Lorenz curve too.
fn with_null(
    input: &BiasInput<'_>,
    areas: &Categories,
    (units, sets): (&Units, &Sets),
    statistics: &[(Name, &'static str, Statistic)],
    counted: Option<&Method>,
) -> (Vec<Measure>, Option<LorenzCurve>) {
    let covered = units.covered(&units.answered);
    let too_fine = areas.levels.len() > MOST_LEVELS;
    let grid = if counted.is_some() { shares() } else { Vec::new() };
    let measured = |areas: &[Covered], results: &mut Vec<f64>| {
        let curve = if grid.is_empty() { None } else { lorenz(areas) };
        results.extend(statistics.iter().map(|(_, _, statistic)| statistic(areas, curve.as_deref()).unwrap_or(0.0)));
        results.extend(heights_of(curve.as_deref(), &grid));
    };
    let permuted = (!too_fine).then(|| units.permuted(input.asked(), sets, measured));
    let mut method = match &permuted {
        None => vec![Method::TooFine],
        Some(Permuted { count, .. }) => vec![Method::PermutedResponse { count: *count }, Method::TwiceSmallerTail],
    };
    let mut permuted = permuted.map(|permuted| permuted.columns).unwrap_or_default().into_iter();
    let observed_curve = lorenz(&covered);
    method.extend(counted.cloned());
    let row = |&(name, source, statistic): &(Name, &'static str, Statistic)| {
        let values = permuted.next().unwrap_or_default();
        let row = Measure::new(name, areas.name.clone(), method.clone(), source).n(units.answered.len());
        let Some(observed) = statistic(&covered, observed_curve.as_deref()) else {
            return row.note(Note::NobodyOrEverybodyCovered);
        };
        let mut row = row.estimate(observed);
        if let Some(null) = PermutationNull::of(values, observed) {
            row.null_low = Some(null.low);
            row.null_high = Some(null.high);
            row.null_percentile = Some(null.percentile);
            row = row.p_value(null.p_two_sided()).note(Note::UnevennessByChance(null.mean));
            row = row.note(Note::ErrorOfP(null.error_of_two_sided()));
        }
        row
    };
    let rows = statistics.iter().map(row).collect();
    let curve = counted.and_then(|_| {
        let ranges = permuted.map(central_range).zip(&grid);
        let chance = ranges.filter_map(|(range, &share)| range.map(|[low, high]| HeightsByChance { share, low, high }));
        let points = observed_curve?;
        Some(LorenzCurve {
            scheme: areas.name.clone(),
            points,
            areas: least_covered_first(&covered),
            chance: chance.collect(),
        })
    });
    (rows, curve)
}

/// The macro-area of each area, by its units; `None` where an area's units are in several, or an area has none.
fn group_of_areas(areas: &Categories, macro_areas: &Categories) -> Option<Vec<usize>> {
    let mut group_of = vec![None; areas.levels.len()];
    for (area, group) in areas.of_unit.iter().zip(&macro_areas.of_unit) {
        if let (Some(area), Some(group)) = (area, group) {
            match group_of[*area] {
                None => group_of[*area] = Some(*group),
                Some(known) if known == *group => {}
                Some(_) => return None,
            }
        }
    }
    // An area without units has neither part nor whole.
    Some(group_of.into_iter().map(|group| group.unwrap_or(0)).collect())
}

/// The Lorenz curve of one scheme's coverage of residents.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzCurve {
    /// The scheme.
    pub scheme: String,
    /// Its points, from (0, 0) to (1, 1).
    pub points: Vec<LorenzPoint>,
    /// The area that each point but the first adds, by its place in the scheme.
    pub areas: Vec<usize>,
    /// What curves of random response give, from the share 0 to 1; empty where the scheme is too fine for permutations.
    pub chance: Vec<HeightsByChance>,
}

/// Where Lorenz curves of random response lie.
///
/// # Formula
/// Each permutation of response has a curve of its own, its areas in the order of the coverage that it gives them. At each share of residents
/// the range holds the central 95 % of their heights. It is a range for each share by itself: the test of a whole curve is that of Gini.
///
/// # Source
/// Lorenz (1905), for the curve; Phipson and Smyth (2010), for the range of permutations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeightsByChance {
    /// The share of residents, those of the least covered areas first.
    pub share: f64,
    /// The lower end of their share of the residents covered.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The shares of residents at which heights by chance are known: every fortieth.
fn shares() -> Vec<f64> {
    (0..=40_u8).map(|step| f64::from(step) / 40.0).collect()
}

/// The heights of a Lorenz curve; where nobody is covered, those of equal coverage.
fn heights_of(curve: Option<&[LorenzPoint]>, shares: &[f64]) -> Vec<f64> {
    match curve {
        Some(curve) if !shares.is_empty() => heights(curve, shares.iter().copied()),
        _ => shares.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The height of a Lorenz curve by another way: of all lines below it the highest, `max_t (t x + Σ min(part − t whole, 0))` over slopes.
    fn height_by_lines(areas: &[Covered], share: f64) -> f64 {
        let part: f64 = areas.iter().map(|area| area.part).sum();
        let whole: f64 = areas.iter().map(|area| area.whole).sum();
        let slope = |area: &Covered| (area.part / part) / (area.whole / whole);
        let line = |t: f64| {
            t * share + areas.iter().map(|area| (area.part / part - t * area.whole / whole).min(0.0)).sum::<f64>()
        };
        areas.iter().map(slope).map(line).fold(0.0, f64::max)
    }

    #[test]
    fn heights_by_chance_are_those_of_all_ways_to_answer() {
        let residents = [5.0, 3.0, 8.0, 2.0, 6.0, 4.0, 9.0, 1.0, 7.0, 3.0];
        let area_of = vec![0, 0, 0, 1, 1, 1, 1, 2, 2, 2];
        let answered: Vec<bool> = (0..10).map(|unit| unit < 4).collect();
        let units =
            Units { answered, area_of, residents: residents.to_vec(), n_areas: 3, are_alike: false, n_frame: 10 };
        // All 210 ways in which four of ten units answer.
        let ways = (0..1024_u32).filter(|way| way.count_ones() == 4);
        let all: Vec<Vec<Covered>> =
            ways.map(|way| units.covered(&(0..10).map(|unit| way >> unit & 1 == 1).collect::<Vec<_>>())).collect();
        assert_eq!(all.len(), 210);
        let permuted =
            units.permuted(Asked { seed: 7, count: 20_000, stated: true }, &Sets::default(), |areas, heights| {
                heights.extend(heights_of(lorenz(areas).as_deref(), &[0.1, 0.35, 0.5, 0.8]));
            });
        for (share, values) in [0.1, 0.35, 0.5, 0.8].into_iter().zip(permuted.columns) {
            let heights: Vec<f64> = all.iter().map(|areas| height_by_lines(areas, share)).collect();
            let part = |of: &dyn Fn(f64) -> bool| heights.iter().filter(|height| of(**height)).count() as f64 / 210.0;
            let [low, high] = central_range(values).unwrap();
            // A fifth of a point is what 20,000 draws leave open.
            assert!(
                part(&|height| height < low - 1e-9) < 0.027 && part(&|height| height <= low + 1e-9) > 0.023,
                "{low}"
            );
            assert!(
                part(&|height| height > high + 1e-9) < 0.027 && part(&|height| height >= high - 1e-9) > 0.023,
                "{high}"
            );
        }
    }

    #[test]
    fn a_curve_is_straight_between_its_points() {
        let areas = [(0.0, 2.0), (3.0, 4.0), (2.0, 4.0), (0.0, 0.0)].map(|(part, whole)| Covered { part, whole });
        assert_eq!(least_covered_first(&areas), [0, 2, 1]);
        let curve = lorenz(&areas).unwrap();
        let found = heights(&curve, [0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0]);
        for (found, expected) in found.into_iter().zip([0.0, 0.0, 0.0, 0.2, 0.4, 0.7, 1.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }
}
