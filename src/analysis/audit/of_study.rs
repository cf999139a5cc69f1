//! A study as claims are held against it. Coverage and response come as they are published.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::audit::finding::Named;
use crate::analysis::audit::reference::{Reference, ReferenceArea, ReferenceScheme, Region};
use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::PublishedFindings;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::model::base::index::AreaIndex;
use crate::model::base::language::Language;
use crate::model::claim::statement::{Publication, Statement};
use crate::model::place::population::by_area;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;

/// Words that name the whole, whatever the territory is called.
const WHOLE: [&str; 8] =
    ["national", "nazionale", "total", "totale", "overall", "complessiva", "complessivo", "country"];

impl From<Source> for Named {
    fn from(source: Source) -> Self {
        match source {
            Source::Frame => Self::Frame,
            Source::Census => Self::Census,
            Source::CensusAdults => Self::CensusAdults,
        }
    }
}

/// The areas, residents and results of a study, those that a publication names by its words. Without findings it is areas and residents alone.
pub fn reference(study: &Study, findings: Option<&PublishedFindings>, publication: &Publication) -> Reference {
    let territory = &study.territory;
    let finest = territory.level_name(territory.finest());
    let schemes: Vec<&Scheme> = study.schemes.iter().filter(|scheme| scheme.name() != finest).collect();
    let own = schemes.iter().map(|scheme| ReferenceScheme {
        name: scheme.name().to_owned(),
        areas: (0..scheme.areas().len()).map(|at| area(scheme, at, findings)).collect(),
    });
    let mut totals: Vec<(Named, u64)> = Vec::new();
    for row in findings.iter().flat_map(|findings| &findings.coverage).filter(|row| row.scheme == TOTAL) {
        totals.push((row.source.into(), row.residents.whole().0));
    }
    for row in findings.iter().flat_map(|findings| &findings.response).filter(|row| row.scheme == TOTAL) {
        totals.push((Named::Units, row.answered.whole().0));
    }
    if let (None, Some(population)) = (findings, &study.population) {
        totals.push((Named::Census, population.all.iter().flatten().map(|residents| residents.0).sum()));
    }
    let mut sizes = Vec::new();
    if let Some(findings) = findings {
        for (source, groups) in [(Named::Frame, &findings.sizes), (Named::Census, &findings.census_sizes)] {
            for group in groups.iter().flatten() {
                sizes.extend(group.summary.map(|summary| (source, group.answered, group.n_units, summary)));
            }
        }
    }
    Reference {
        schemes: own.collect(),
        regions: regions(study, &schemes, findings),
        named: named(study, &schemes, publication),
        totals,
        year: study.heading.reference_date.map(jiff::civil::Date::year),
        sizes,
        is_study: findings.is_some(),
    }
}

fn area(scheme: &Scheme, at: usize, findings: Option<&PublishedFindings>) -> ReferenceArea {
    let coverage = findings.iter().flat_map(|findings| &findings.coverage);
    let coverage = coverage.filter(|row| row.scheme == scheme.name() && row.area.index() == at);
    let mut response = findings.iter().flat_map(|findings| &findings.response);
    let response = response.find(|row| row.scheme == scheme.name() && row.area.index() == at);
    ReferenceArea {
        name: scheme.areas()[at].name.in_language(Language::default()).to_owned(),
        coverage: coverage.map(|row| (row.source.into(), row.residents.counts())).collect(),
        response: response.map(|row| row.answered.counts()),
    }
}

/// The areas of the broadest level that has several, with their residents.
fn regions(study: &Study, schemes: &[&Scheme], findings: Option<&PublishedFindings>) -> Vec<Region> {
    let territory = &study.territory;
    let level = territory.broadest_divided();
    let name = territory.level_name(level);
    let census = study.population.as_ref().map(|population| by_area(population, territory, level));
    let in_schemes: Vec<_> = schemes.iter().map(|scheme| scheme.areas_of_level(territory, level)).collect();
    let frame = findings.iter().flat_map(|findings| &findings.coverage);
    let frame: BTreeMap<usize, u64> = frame
        .filter(|row| row.scheme == name && row.source == Source::Frame)
        .map(|row| (row.area.index(), row.residents.whole().0))
        .collect();
    let region = |at: usize| {
        let own = frame.get(&at).map(|residents| (Named::Frame, *residents));
        let counted = census.as_ref().and_then(|census| census[at]).map(|residents| (Named::Census, residents.0));
        Region {
            name: territory.areas(level)[at].name.to_string(),
            residents: own.into_iter().chain(counted).collect(),
            in_scheme: in_schemes.iter().map(|areas| areas[at].map(AreaIndex::index)).collect(),
        }
    };
    let regions: Vec<Region> = (0..territory.areas(level).len()).map(region).collect();
    // One source for all, or none.
    let n = regions.iter().map(|region| region.residents.len()).min().unwrap_or(0);
    if regions.iter().all(|region| region.residents.len() == n) { regions } else { Vec::new() }
}

/// What the publication's words for areas name in each scheme, read as every list of areas is.
fn named(study: &Study, schemes: &[&Scheme], publication: &Publication) -> BTreeMap<String, Vec<(usize, usize)>> {
    let mut labels: BTreeSet<&str> = BTreeSet::new();
    for claim in &publication.claims {
        match &claim.statement {
            Statement::Coverage { area, .. } => {
                labels.insert(area);
            }
            Statement::Rates { groups, .. } => labels.extend(groups.iter().map(|group| group.label.as_str())),
            Statement::Areas { denominators, .. } => labels.extend(denominators.iter().map(|area| area.label.as_str())),
            Statement::Share(_)
            | Statement::Block(_)
            | Statement::Sum { .. }
            | Statement::Spread(_)
            | Statement::SourceTotal(_)
            | Statement::Damaged { .. } => {}
        }
    }
    let mut named: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, scheme) in schemes.iter().enumerate() {
        let gazetteer = Gazetteer::new(&study.territory, Among::Scheme(scheme));
        for label in &labels {
            let is_whole = scheme.name() == TOTAL && WHOLE.contains(&label.to_lowercase().as_str());
            let found = gazetteer.find_name(label).and_then(|meaning| meaning.area()).map(AreaIndex::index);
            if let Some(area) = found.or(is_whole.then_some(0)) {
                named.entry((*label).to_owned()).or_default().push((at, area));
            }
        }
    }
    named
}
