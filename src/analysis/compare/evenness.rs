//! Is coverage spread evenly over areas? Dissimilarity, Gini and Theil of every scheme, beside what random response gives.

use rayon::prelude::*;

use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::basis::members::{Categories, Members};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::tested::TestedTable;
use crate::analysis::compare::chance::MOST_LEVELS;
use crate::analysis::random::permutation::PermutationNull;
use crate::analysis::statistic::inequality::{Covered, LorenzPoint, dissimilarity, gini, lorenz, theil};

/// Units of one scheme as inequality sees them.
struct Units {
    answered: Vec<bool>,
    area_of: Vec<usize>,
    residents: Vec<f64>,
    n_areas: usize,
}

impl Units {
    fn of(members: &Members, areas: &Categories, residents: Option<&[Option<u64>]>) -> Self {
        let known = (0..members.answered.len()).filter_map(|unit| {
            let size = residents.map_or(Some(1.0), |residents| residents[unit].map(|count| count as f64))?;
            Some((members.answered[unit], areas.of_unit[unit]?, size))
        });
        let mut units =
            Self { answered: Vec::new(), area_of: Vec::new(), residents: Vec::new(), n_areas: areas.levels.len() };
        for (answered, area, size) in known {
            units.answered.push(answered);
            units.area_of.push(area);
            units.residents.push(size);
        }
        units
    }

    /// For each statistic its values, in the order of the permutations of response.
    fn permuted(&self, input: &BiasInput<'_>, statistics: &[(Name, &'static str, Statistic)]) -> Vec<Vec<f64>> {
        let n_answered = self.answered.iter().filter(|answered| **answered).count();
        // The smaller of the two groups is drawn; what it leaves is the other's.
        let n_others = self.answered.len() - n_answered;
        let others_drawn = n_others < n_answered;
        let nobody = self.covered(&vec![false; self.answered.len()]);
        let units: Vec<(usize, f64)> = self.area_of.iter().copied().zip(self.residents.iter().copied()).collect();
        let blocks = input.permutations(4).draws(
            &units,
            n_others.min(n_answered),
            || (nobody.clone(), vec![Vec::new(); statistics.len()]),
            |(areas, results): &mut (Vec<Covered>, Vec<Vec<f64>>), drawn| {
                for area in areas.iter_mut() {
                    area.part = 0.0;
                }
                for &(area, residents) in drawn {
                    areas[area].part += residents;
                }
                for area in areas.iter_mut().filter(|_| others_drawn) {
                    area.part = area.whole - area.part;
                }
                for (results, (_, _, statistic)) in results.iter_mut().zip(statistics) {
                    results.push(statistic(areas).unwrap_or(0.0));
                }
            },
        );
        let mut all = vec![Vec::new(); statistics.len()];
        for (_, results) in blocks {
            for (all, results) in all.iter_mut().zip(results) {
                all.extend(results);
            }
        }
        all
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

/// A statistic of coverage by area.
type Statistic = fn(&[Covered]) -> Option<f64>;

fn theil_alone(areas: &[Covered]) -> Option<f64> {
    theil(areas, &vec![0; areas.len()]).map(|theil| theil.total)
}

/// The statistics of residents, with their words and sources.
const OF_RESIDENTS: [(Name, &str, Statistic); 3] = [
    (Name::Dissimilarity, "Duncan and Duncan 1955", dissimilarity),
    (Name::Gini, "Lerman and Yitzhaki 1989", gini),
    (Name::Theil, "Theil 1967", theil_alone),
];

/// Inequality of every scheme, over units and over residents.
pub fn evenness_rows(input: &BiasInput<'_>, members: &Members, tables: &[TestedTable]) -> Vec<Measure> {
    let residents = members.residents(input);
    let macro_areas = input.macro_areas().map(|scheme| members.areas(input, scheme));
    let of_scheme = |areas: &Categories| {
        let units = Units::of(members, areas, None);
        let of_units: [(Name, &str, Statistic); 1] =
            [(Name::DissimilarityUnits, "Duncan and Duncan 1955", dissimilarity)];
        let mut rows = with_null(input, areas, &units, &of_units, None);
        let Some((source, residents)) = &residents else { return rows };
        let units = Units::of(members, areas, Some(residents));
        let counted = Method::ResidentsInArea { residents: source };
        rows.extend(with_null(input, areas, &units, &OF_RESIDENTS, Some(&counted)));
        if let Some(macro_areas) = macro_areas.as_ref().filter(|macro_areas| macro_areas.name != areas.name) {
            rows.extend(parts_of_theil(areas, macro_areas, &units, &counted));
        }
        rows
    };
    let rows: Vec<Vec<Measure>> = schemes(tables).collect::<Vec<_>>().into_par_iter().map(of_scheme).collect();
    rows.into_iter().flatten().collect()
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

/// Statistics of coverage with their permutation nulls.
fn with_null(
    input: &BiasInput<'_>,
    areas: &Categories,
    units: &Units,
    statistics: &[(Name, &'static str, Statistic)],
    counted: Option<&Method>,
) -> Vec<Measure> {
    let permutations = input.permutations(4);
    let covered = units.covered(&units.answered);
    let too_fine = areas.levels.len() > MOST_LEVELS;
    let mut permuted = if too_fine { Vec::new() } else { units.permuted(input, statistics) }.into_iter();
    let mut method = if too_fine {
        vec![Method::TooFine]
    } else {
        vec![Method::PermutedResponse { count: permutations.count }, Method::TwiceSmallerTail]
    };
    method.extend(counted.cloned());
    let row = |&(name, source, statistic): &(Name, &'static str, Statistic)| {
        let values = permuted.next().unwrap_or_default();
        let row = Measure::new(name, areas.name.clone(), method.clone(), source).n(units.answered.len());
        let Some(observed) = statistic(&covered) else {
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
    statistics.iter().map(row).collect()
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

/// Lorenz points of one scheme's coverage of residents.
#[derive(Clone, Debug, PartialEq)]
pub struct LorenzCurve {
    /// The scheme.
    pub scheme: String,
    /// Its points, from (0, 0) to (1, 1).
    pub points: Vec<LorenzPoint>,
}

/// The Lorenz curve of every scheme.
pub fn lorenz_curves(input: &BiasInput<'_>, members: &Members, tables: &[TestedTable]) -> Vec<LorenzCurve> {
    let Some((_, residents)) = members.residents(input) else { return Vec::new() };
    let curve = |areas: &Categories| {
        let units = Units::of(members, areas, Some(&residents));
        Some(LorenzCurve { scheme: areas.name.clone(), points: lorenz(&units.covered(&units.answered))? })
    };
    schemes(tables).filter_map(curve).collect()
}
