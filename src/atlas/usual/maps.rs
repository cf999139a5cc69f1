//! The maps of a run.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::headline::{best_source, headline_schemes};
use crate::analysis::coverage::indicator::Value;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::ask::reader::Reader;
use crate::atlas::ask::style::{Style, Wording};
use crate::atlas::layer::areas::{Layer, catchment_layer, place_layer, scheme_layer};
use crate::atlas::picture::value_map::value_picture;
use crate::atlas::picture::worded::worded;
use crate::input::problem::remark::Problems;
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::study::{self, Study};
use crate::render::picture::shown::Picture;
use crate::study::choice::census_source;
use crate::study::outlines::Outlines;

/// The map that names who answered.
pub(crate) const NAMING_MAP: &str = "maps/responding-catchments";

/// What the names of maps of coverage begin with.
pub(crate) const COVERAGE_MAP: &str = "maps/coverage-by-";

/// A map that every run draws: its areas with their figures, before it has a style.
pub(crate) struct UsualMap {
    /// The name of its file, without the ending.
    pub(crate) name: String,
    layer: Layer,
    value: Value,
    source: Option<Source>,
    inputs: Arc<[study::Source]>,
}

impl UsualMap {
    /// The map of a study in a style.
    pub(crate) fn picture(&self, study: &Study, style: &Style) -> Picture {
        let mut picture = value_picture(study, &self.layer, self.value, self.source, style, Arc::clone(&self.inputs));
        worded(&mut picture, &style.wording, &study.heading);
        picture
    }
}

/// The style in which a run draws its maps for a reader.
pub(crate) fn usual_style(reader: Reader) -> Style {
    let Reader { language, internal } = reader;
    Style { wording: Wording { language, ..Wording::default() }, internal, ..Style::default() }
}

/// The areas of a usual map.
#[derive(Clone, Copy)]
enum Areas<'a> {
    Scheme(&'a Scheme),
    Places,
    Catchments,
}

/// Every map of a run, as far as the study has what it shows.
///
/// # Errors
/// Areas that cannot be drawn.
pub(crate) fn usual_maps(
    study: &Study,
    findings: &PublishedFindings,
    outlines: &Outlines,
) -> Result<Vec<UsualMap>, Problems> {
    let inputs: Arc<[study::Source]> = study.published_sources().into_iter().chain([outlines.source.clone()]).collect();
    let source = best_source(study, headline_schemes(study).iter().map(String::as_str));
    let draw = |(name, areas, value): (String, Areas<'_>, Value)| {
        let (layer, source) = match areas {
            Areas::Scheme(scheme) => (scheme_layer(study, outlines, findings, scheme, source)?, source),
            Areas::Places | Areas::Catchments => {
                let ages = source.and_then(Source::ages).unwrap_or(Ages::All);
                let layer = match areas {
                    Areas::Catchments => match catchment_layer(study, outlines, findings, ages)? {
                        Some(layer) => layer,
                        None => return Ok(None),
                    },
                    Areas::Places | Areas::Scheme(_) => {
                        let level = study.territory.level_name(study.territory.finest());
                        place_layer(study, outlines, findings, level, ages)?
                    }
                };
                (layer, Some(census_source(source)))
            }
        };
        Ok(Some(UsualMap { name, layer, value, source, inputs: Arc::clone(&inputs) }))
    };
    let drawn: Vec<Result<Option<UsualMap>, Problems>> = wanted(study, source).into_par_iter().map(draw).collect();
    drawn.into_iter().filter_map(Result::transpose).collect()
}

/// The maps that a study has: by the broadest level of several areas, by macro-areas where they are others, by catchments. Without
/// catchments coverage is that of the frame's own figures, which places do not have.
fn wanted(study: &Study, source: Option<Source>) -> Vec<(String, Areas<'_>, Value)> {
    let territory = &study.territory;
    let has_catchments = study.catchments.is_some();
    let level = territory.level_name(territory.broadest_divided());
    let by_level = study.scheme(level).map(Areas::Scheme).or(has_catchments.then_some(Areas::Places));
    let macro_areas = study.macro_areas().filter(|scheme| scheme.name() != level && scheme.areas().len() > 1);
    let mut maps = Vec::new();
    let by_level = by_level.filter(|_| source.is_some());
    maps.extend(by_level.map(|areas| (format!("{COVERAGE_MAP}{}", file_name(level)), areas, Value::Coverage)));
    if let Some(scheme) = macro_areas.filter(|_| source.is_some()) {
        maps.push((format!("{COVERAGE_MAP}macro-area"), Areas::Scheme(scheme), Value::Coverage));
    }
    if has_catchments {
        maps.push((NAMING_MAP.to_owned(), Areas::Catchments, Value::Answered));
    }
    maps.extend(by_level.map(|areas| ("maps/representation-ratio".to_owned(), areas, Value::Representation)));
    maps
}

/// A level's name as part of the name of a file.
fn file_name(level: &str) -> String {
    level.chars().map(|letter| if letter.is_alphanumeric() || letter == '_' { letter } else { '-' }).collect()
}
