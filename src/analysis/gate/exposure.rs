//! How many units exact tables would tell to an outsider, table by table.

use std::collections::BTreeMap;

use crate::analysis::coverage::area::{Allotted, Source, available_sources, takes_part};
use crate::analysis::coverage::unit_area::area_of_units;
use crate::analysis::disclosure::outsider::{Counted, Figure, Outsider, Tree};
use crate::analysis::disclosure::subsets::audit;
use crate::model::base::index::AreaIndex;
use crate::model::base::word::words;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::model::survey::disclosure::KnownFigure;

words! {
    /// A table of exact numbers.
    #[derive(PartialOrd, Ord)]
    pub enum ExactTable {
        /// Numbers of respondents by area.
        Response = "response.csv",
        /// Covered residents by the frame's figures.
        Frame = "coverage.csv, frame",
        /// Covered residents by the census.
        Census = "coverage.csv, census",
        /// Covered residents aged 18 and over.
        Adults = "coverage.csv, census_18plus",
        /// The range of respondents' sizes.
        Sizes = "bias.csv, sizes",
    }
}

/// Units that could be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Units that take part in coverage.
    pub n_units: usize,
    /// By table, by itself.
    pub by_table: Vec<(ExactTable, usize)>,
    /// By all tables together.
    pub together: usize,
    /// Areas with too many units to be judged, which count as safe.
    pub large: usize,
}

/// How many units the exact tables of a study tell to one who knows every unit's areas and the figures that the study says are known.
///
/// # Assumes
/// Areas of every scheme that a unit lies in as a whole; where a unit's residents live in several areas, they count in the unit's own.
pub fn exposure(study: &Study) -> Exposure {
    let frame = study.frame.units();
    let units: Vec<usize> = (0..frame.len()).filter(|&unit| takes_part(&frame[unit])).collect();
    let answered: Vec<bool> = units.iter().map(|&unit| frame[unit].status.answered()).collect();
    let n_answered = answered.iter().filter(|answered| **answered).count();
    let nobody = Exposure { n_units: units.len(), by_table: Vec::new(), together: 0, large: 0 };
    if n_answered == 0 {
        return nobody;
    }
    let allotted = Allotted::of(study);
    let schemes: Vec<&Scheme> = study.schemes.iter().filter(|scheme| scheme.areas().len() <= units.len()).collect();
    let areas_of = |scheme: &&Scheme| area_of_units(study, allotted.as_ref().map(|allotted| &allotted.all), scheme);
    let by_scheme: Vec<Vec<Option<usize>>> = schemes
        .iter()
        .map(|scheme| areas_of(scheme).into_iter().map(|area| area.map(AreaIndex::index)).collect())
        .collect();
    // Units that are in the same area of every scheme lie together.
    let together = |unit: usize| by_scheme.iter().map(|areas| areas[unit]).collect::<Vec<_>>();
    let mut leaves: BTreeMap<Vec<Option<usize>>, usize> = BTreeMap::new();
    for &unit in &units {
        let n = leaves.len();
        leaves.entry(together(unit)).or_insert(n);
    }
    let unit_areas = units.iter().map(|&unit| leaves[&together(unit)]).collect();
    let mut residents = Vec::new();
    let mut counted = vec![(ExactTable::Response, Counted::Units)];
    for source in available_sources(study, []) {
        let (table, known) = match source {
            Source::Frame => (ExactTable::Frame, KnownFigure::Population),
            Source::Census => (ExactTable::Census, KnownFigure::Residents),
            Source::CensusAdults => (ExactTable::Adults, KnownFigure::Residents),
        };
        if !study.privacy.known.contains(&known) {
            continue;
        }
        let of_units: Vec<u64> = match source.ages() {
            None => units.iter().map(|&unit| frame[unit].population.map_or(0, |count| count.0)).collect(),
            Some(ages) => {
                let by_unit = allotted.as_ref().map(|allotted| allotted.by_unit(study, ages)).unwrap_or_default();
                units.iter().map(|&unit| by_unit.get(unit).copied().flatten().map_or(0, |count| count.0)).collect()
            }
        };
        counted.push((table, Counted::Residents(residents.len())));
        residents.push(of_units);
    }
    let mut figures = Vec::new();
    let mut tables = Vec::new();
    for (table, counted) in counted {
        for (scheme, areas) in schemes.iter().zip(&by_scheme) {
            let first = leaves.len();
            let mut parents: Vec<Option<usize>> = vec![None; first + scheme.areas().len() + 1];
            let root = parents.len() - 1;
            parents[first..root].fill(Some(root));
            for (unit, leaf) in units.iter().zip(&unit_areas) {
                let leaf: &usize = leaf;
                parents[*leaf] = Some(areas[*unit].map_or(root, |area| first + area));
            }
            let asked = (0..parents.len()).map(|area| (first..root).contains(&area)).collect();
            let wholes = vec![1; parents.len()];
            figures.push(Figure { counted, tree: Tree { parents }, wholes, asked });
            tables.push(table);
        }
    }
    let outsider = Outsider {
        unit_areas,
        residents,
        answered: n_answered,
        certainty: study.privacy.certainty,
        insiders: 0,
        figures,
    };
    let found = audit(&outsider, &answered);
    let mut by_table: BTreeMap<ExactTable, usize> = BTreeMap::new();
    for (table, told) in tables.into_iter().zip(found.by_figure) {
        let most = by_table.entry(table).or_default();
        *most = told.max(*most);
    }
    by_table.insert(ExactTable::Sizes, found.by_extremes);
    Exposure { by_table: by_table.into_iter().collect(), together: found.together, large: found.large, ..nobody }
}
