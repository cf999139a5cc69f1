//! The source and the schemes that stand first.

use crate::analysis::coverage::area::{Source, takes_part};
use crate::model::place::scheme::TOTAL;
use crate::model::study::Study;

/// The best source for some schemes: the survey's own figures where every unit has one and lies inside the areas, else the census.
pub fn best_source<'a>(study: &Study, schemes: impl IntoIterator<Item = &'a str>) -> Option<Source> {
    let schemes = schemes.into_iter().filter_map(|scheme| study.scheme(scheme));
    let sources = crate::analysis::coverage::area::available_sources(study, schemes);
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
