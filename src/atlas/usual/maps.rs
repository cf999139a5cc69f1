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
use crate::model::place::scheme::{Scheme, TOTAL};
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
    layer: Arc<Layer>,
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

impl<'a> Areas<'a> {
    fn scheme(self) -> Option<&'a Scheme> {
        match self {
            Self::Scheme(scheme) => Some(scheme),
            Self::Places | Self::Catchments => None,
        }
    }

    fn are_those_of(self, other: Self) -> bool {
        let name = |areas: Self| areas.scheme().map(Scheme::name);
        std::mem::discriminant(&self) == std::mem::discriminant(&other) && name(self) == name(other)
    }
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
    let source = usual_source(study);
    let wanted = wanted(study, source);
    // Maps of the same areas share them.
    let mut kinds: Vec<Areas<'_>> = Vec::new();
    for (_, areas, _) in &wanted {
        if !kinds.iter().any(|kind| kind.are_those_of(*areas)) {
            kinds.push(*areas);
        }
    }
    let layers = kinds.par_iter().map(|areas| Ok(layer_of(study, outlines, findings, *areas, source)?.map(Arc::new)));
    let layers: Vec<Option<Arc<Layer>>> = layers.collect::<Result<_, Problems>>()?;
    let layer_of = |areas: Areas<'_>| kinds.iter().zip(&layers).find(|(kind, _)| kind.are_those_of(areas))?.1.clone();
    let map = |(name, areas, value): (String, Areas<'_>, Value)| {
        let source = if areas.scheme().is_some() { source } else { Some(census_source(source)) };
        layer_of(areas).map(|layer| UsualMap { name, layer, value, source, inputs: Arc::clone(&inputs) })
    };
    Ok(wanted.into_iter().filter_map(map).collect())
}

/// The areas of a map with their figures; `None` where the study does not have them.
fn layer_of(
    study: &Study,
    outlines: &Outlines,
    findings: &PublishedFindings,
    areas: Areas<'_>,
    source: Option<Source>,
) -> Result<Option<Layer>, Problems> {
    let ages = source.and_then(Source::ages).unwrap_or(Ages::All);
    match areas {
        Areas::Scheme(scheme) => scheme_layer(study, outlines, findings, scheme, source).map(Some),
        Areas::Catchments => catchment_layer(study, outlines, findings, ages),
        Areas::Places => {
            let level = study.territory.level_name(study.territory.finest());
            place_layer(study, outlines, findings, level, ages).map(Some)
        }
    }
}

/// What every map of a run shows of coverage: by these schemes and this source.
pub(crate) fn shown_by_maps(study: &Study) -> (Vec<&Scheme>, Option<Source>) {
    let source = usual_source(study);
    let of_areas = wanted(study, source).into_iter().filter_map(|(_, areas, _)| areas.scheme());
    let mut schemes: Vec<&Scheme> = Vec::new();
    for scheme in study.scheme(TOTAL).into_iter().chain(of_areas).filter(|_| source.is_some()) {
        if schemes.iter().all(|known| known.name() != scheme.name()) {
            schemes.push(scheme);
        }
    }
    (schemes, source)
}

fn usual_source(study: &Study) -> Option<Source> {
    best_source(study, headline_schemes(study).iter().map(String::as_str))
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
