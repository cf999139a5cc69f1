//! The maps of a run.

use rayon::prelude::*;

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::findings::Findings;
use crate::analysis::coverage::headline::{best_source, headline_schemes};
use crate::analysis::coverage::indicator::Value;
use crate::atlas::ask::style::Style;
use crate::atlas::layer::areas::{catchment_layer, scheme_layer};
use crate::atlas::picture::study_map::with_picture;
use crate::model::place::population::Ages;
use crate::model::study::Study;
use crate::render::picture::shown::Picture;
use crate::study::choice::census_source;
use crate::study::outlines::Outlines;

/// Does something with each map of a run, by the name of its file without the ending.
pub(crate) fn each_map<T: Send>(
    study: &Study,
    findings: &Findings,
    outlines: &Outlines,
    then: impl Fn(&str, &Picture<'_>) -> T + Sync,
) -> Vec<T> {
    if study.catchments.is_none() {
        return Vec::new();
    }
    let mut inputs = study.sources.clone();
    inputs.push(outlines.source.clone());
    let style = Style::default();
    let schemes = headline_schemes(study);
    let source = best_source(study, schemes.iter().map(String::as_str));
    let [_, macro_area, region] = &schemes[..] else { return Vec::new() };
    let maps = [
        ("maps/coverage-by-region", Some(region), Value::Coverage),
        ("maps/coverage-by-macro-area", Some(macro_area), Value::Coverage),
        ("maps/responding-catchments", None, Value::Answered),
        ("maps/representation-ratio", Some(region), Value::Representation),
    ];
    let draw = |(name, scheme, value): (&str, Option<&String>, Value)| {
        let (layer, source) = if let Some(scheme) = scheme {
            (scheme_layer(study, outlines, findings, study.scheme(scheme)?, source), source)
        } else {
            let ages = source.and_then(Source::ages).unwrap_or(Ages::All);
            (catchment_layer(study, outlines, findings, ages)?, Some(census_source(source)))
        };
        Some(with_picture(study, &layer, value, source, &style, &inputs, |picture| then(name, picture)))
    };
    let drawn: Vec<Option<T>> = maps.into_par_iter().map(draw).collect();
    drawn.into_iter().flatten().collect()
}
