//! The source and the schemes that stand first.

use crate::analysis::coverage::area::{Source, available_sources, takes_part};
use crate::model::place::scheme::TOTAL;
use crate::model::study::Study;

/// The best source for some schemes: the survey's own figures where every unit has one and lies inside the areas, else the census.
pub fn best_source<'a>(study: &Study, schemes: impl IntoIterator<Item = &'a str>) -> Option<Source> {
    let schemes = schemes.into_iter().filter_map(|scheme| study.scheme(scheme));
    let sources = available_sources(study, schemes);
    let complete = study.frame.units().iter().filter(|unit| takes_part(unit)).all(|unit| unit.population.is_some());
    let census = sources.iter().copied().find(|source| source.ages() == Some(study.ages));
    if complete && sources.contains(&Source::Frame) { Some(Source::Frame) } else { census.or(sources.first().copied()) }
}

/// The schemes that a table or a run shows: the total, the macro-areas, the broadest level that has several areas.
pub fn headline_schemes(study: &Study) -> Vec<String> {
    let broadest = study.scheme(study.territory.level_name(study.territory.broadest_divided()));
    let mut names = vec![TOTAL.to_owned()];
    for scheme in study.macro_areas().into_iter().chain(broadest) {
        if !names.iter().any(|name| name == scheme.name()) {
            names.push(scheme.name().to_owned());
        }
    }
    names
}

/// The same of a table of coverage. Where no source has figures for all of them, as in a frame of units without region, those are left that
/// one has figures for.
pub fn headline_of_coverage(study: &Study) -> Vec<String> {
    let mut names = headline_schemes(study);
    if best_source(study, names.iter().map(String::as_str)).is_none() {
        names.retain(|name| study.scheme(name).is_some_and(|scheme| !available_sources(study, [scheme]).is_empty()));
    }
    names
}
