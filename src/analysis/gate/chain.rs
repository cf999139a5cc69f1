//! The areas of a study that are published together: schemes that lie in each other, from the whole to the finest that has several areas.

use crate::analysis::coverage::area::{Coverage, Source, takes_part};
use crate::analysis::coverage::findings::Findings;
use crate::analysis::coverage::headline::{best_source, headline_of_coverage};
use crate::analysis::coverage::null::NoNull;
use crate::analysis::coverage::unit_area::area_of_units;
use crate::analysis::disclosure::outsider::{Counted, Figure, LEAST_UNITS, Outsider, Tree};
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;

/// Schemes that are published, each with the node of its first area in the tree of all areas.
pub(crate) struct Chain<'a> {
    /// Where residents are counted; `None` where no coverage is published.
    pub(crate) source: Option<Source>,
    /// The schemes, from the whole to the finest.
    pub(crate) schemes: Vec<(&'a Scheme, usize)>,
    tree: Tree,
    unit_areas: Vec<usize>,
    units: Vec<usize>,
}

/// The area of `broad` that holds each area of `fine`; `None` unless every area of `fine` lies in one.
fn inside(study: &Study, fine: &Scheme, broad: &Scheme) -> Option<Vec<usize>> {
    let mut holds: Vec<Option<usize>> = vec![None; fine.areas().len()];
    for place in study.territory.places() {
        let (own, other) = (fine.area_of_place(place).index(), broad.area_of_place(place).index());
        if *holds[own].get_or_insert(other) != other {
            return None;
        }
    }
    // An area without a place lies anywhere.
    Some(holds.into_iter().map(Option::unwrap_or_default).collect())
}

impl<'a> Chain<'a> {
    /// The study's chain: the whole, the finest level that headline results have, its macro-areas, then every other scheme that lies between.
    /// Where residents of a unit live in several areas of a scheme, sums of units are no sums of areas, and it is left out.
    pub(crate) fn of(study: &'a Study, findings: &Findings) -> Option<Self> {
        let whole = study.scheme(TOTAL)?;
        let headline = headline_of_coverage(study);
        let source = best_source(study, headline.iter().map(String::as_str));
        let adds_up = |scheme: &Scheme| source.is_none_or(|source| adds_up(study, findings, scheme, source));
        let source = source.filter(|_| adds_up(whole));
        let mut chosen = vec![whole];
        let candidates = headline.iter().filter_map(|name| study.scheme(name)).chain(&study.schemes);
        let finest = headline.iter().filter_map(|name| study.scheme(name)).map(|scheme| scheme.areas().len()).max()?;
        for scheme in candidates {
            let is_new = chosen.iter().all(|own| own.name() != scheme.name());
            let nests = || {
                chosen.iter().all(|own| inside(study, scheme, own).is_some() || inside(study, own, scheme).is_some())
            };
            if is_new && (2..=finest).contains(&scheme.areas().len()) && adds_up(scheme) && nests() {
                chosen.push(scheme);
            }
        }
        chosen.sort_by_key(|scheme| scheme.areas().len());
        let mut parents = Vec::new();
        let mut schemes: Vec<(&Scheme, usize)> = Vec::new();
        for scheme in chosen {
            let first = parents.len();
            match schemes.last() {
                None => parents.push(None),
                Some((broad, start)) => {
                    parents.extend(inside(study, scheme, broad)?.into_iter().map(|area| Some(start + area)));
                }
            }
            schemes.push((scheme, first));
        }
        let (finest, first) = *schemes.last()?;
        let areas = area_of_units(study, findings.allotted.as_ref().map(|allotted| &allotted.all), finest);
        let frame = study.frame.units();
        let units: Vec<usize> = (0..frame.len()).filter(|&unit| takes_part(&frame[unit])).collect();
        let nowhere = parents.len();
        let unit_areas: Vec<usize> =
            units.iter().map(|&unit| areas[unit].map_or(nowhere, |area| first + area.index())).collect();
        if unit_areas.contains(&nowhere) {
            parents.push(Some(0));
        }
        Some(Self { source, schemes, tree: Tree { parents }, unit_areas, units })
    }

    /// The one who wants to know, and whether each of the outsider's units answered.
    pub(crate) fn outsider(&self, study: &Study, findings: &Findings) -> (Outsider, Vec<bool>) {
        let frame = study.frame.units();
        let answered: Vec<bool> = self.units.iter().map(|&unit| frame[unit].status.answered()).collect();
        let n_areas = self.tree.parents.len();
        let mut counts = vec![0; n_areas];
        for &area in &self.unit_areas {
            std::iter::successors(Some(area), |area| self.tree.parents[*area]).for_each(|area| counts[area] += 1);
        }
        let is_broad = |area: usize| self.schemes.last().is_none_or(|(_, first)| area < *first);
        let units = Figure {
            counted: Counted::Units,
            tree: self.tree.clone(),
            asked: (0..n_areas).map(|area| is_broad(area) && counts[area] >= LEAST_UNITS as u64).collect(),
            wholes: counts,
        };
        let mut figures = vec![units];
        let mut residents = Vec::new();
        if let Some(source) = self.source {
            let of_units: Vec<Option<u64>> = match source.ages() {
                None => self.units.iter().map(|&unit| frame[unit].population.map(|count| count.0)).collect(),
                Some(ages) => {
                    let by_unit = findings.allotted.as_ref().map(|allotted| allotted.by_unit(study, ages));
                    let of = |unit: usize| by_unit.as_ref().and_then(|counts| counts[unit]).map(|count| count.0);
                    self.units.iter().map(|&unit| of(unit)).collect()
                }
            };
            residents.push(of_units.into_iter().map(Option::unwrap_or_default).collect());
            let mut wholes = vec![0; n_areas];
            let mut asked = vec![false; n_areas];
            for (scheme, first) in &self.schemes {
                for row in rows_of(findings, scheme, source) {
                    wholes[first + row.area.index()] = row.residents.whole().0;
                    asked[first + row.area.index()] = row.residents.whole().0 > 0;
                }
            }
            figures.push(Figure { counted: Counted::Residents(0), tree: self.tree.clone(), wholes, asked });
        }
        let outsider = Outsider {
            unit_areas: self.unit_areas.clone(),
            residents,
            answered: answered.iter().filter(|answered| **answered).count(),
            certainty: study.privacy.certainty,
            insiders: study.privacy.insiders,
            figures,
        };
        (outsider, answered)
    }
}

fn rows_of<'f>(findings: &'f Findings, scheme: &'f Scheme, source: Source) -> impl Iterator<Item = &'f Coverage> {
    findings.coverage.iter().filter(move |row| row.scheme == scheme.name() && row.source == source)
}

/// Whether coverage of the scheme's areas is a sum over the units that count in them.
fn adds_up(study: &Study, findings: &Findings, scheme: &Scheme, source: Source) -> bool {
    if rows_of(findings, scheme, source).any(|row| row.null == Err(NoNull::Overlap)) {
        return false;
    }
    let Some(ages) = source.ages() else { return true };
    let Some(allotted) = &findings.allotted else { return false };
    let areas = area_of_units(study, Some(&allotted.all), scheme);
    let by_unit = allotted.by_unit(study, ages);
    let mut sums = vec![0_u64; scheme.areas().len()];
    for ((unit, area), residents) in study.frame.units().iter().zip(areas).zip(by_unit) {
        if let (Some(area), Some(residents), true) = (area, residents, takes_part(unit)) {
            sums[area.index()] += residents.0;
        }
    }
    rows_of(findings, scheme, source).all(|row| {
        let outside = row.outside_frame.map_or(0, |outside| outside.0);
        row.residents.whole().0 == sums[row.area.index()] + outside
    })
}
