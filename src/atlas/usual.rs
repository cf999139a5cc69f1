//! The maps of a run.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::findings::Findings;
use crate::analysis::coverage::headline::{best_source, headline_schemes};
use crate::analysis::coverage::indicator::Value;
use crate::atlas::ask::style::Style;
use crate::atlas::drawing::Drawing;
use crate::atlas::layer::areas::{catchment_layer, scheme_layer};
use crate::atlas::picture::value_map::value_picture;
use crate::model::place::population::Ages;
use crate::model::study::{self, Study};
use crate::study::choice::census_source;
use crate::study::outlines::Outlines;

/// A map that every run draws.
pub(crate) struct UsualMap {
    /// The name of its file, without the ending.
    pub(crate) name: &'static str,
    /// The map.
    pub(crate) drawing: Drawing,
}

/// Every map of a run, as far as the study has what it shows.
pub(crate) fn usual_maps(study: &Study, findings: &Findings, outlines: &Outlines) -> Vec<UsualMap> {
    if study.catchments.is_none() {
        return Vec::new();
    }
    let inputs: Arc<[study::Source]> = study.sources.iter().chain([&outlines.source]).cloned().collect();
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
    let draw = |(name, scheme, value): (&'static str, Option<&String>, Value)| {
        let (layer, source) = if let Some(scheme) = scheme {
            (scheme_layer(study, outlines, findings, study.scheme(scheme)?, source), source)
        } else {
            let ages = source.and_then(Source::ages).unwrap_or(Ages::All);
            (catchment_layer(study, outlines, findings, ages)?, Some(census_source(source)))
        };
        let picture = value_picture(study, &layer, value, source, &style, Arc::clone(&inputs));
        Some(UsualMap { name, drawing: Drawing::One(picture) })
    };
    let drawn: Vec<Option<UsualMap>> = maps.into_par_iter().map(draw).collect();
    drawn.into_iter().flatten().collect()
}
