//! The layer that a word names.

use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::layer::areas::{Layer, catchment_layer, place_layer, scheme_layer};
use crate::input::code::autonomous::{REGIONS21, regions21};
use crate::input::problem::english::{did_you_mean, plural};
use crate::model::place::population::Ages;
use crate::model::place::territory::Territory;
use crate::model::study::Study;
use crate::study::failure::Failure;
use crate::study::outlines::Outlines;

/// The word for the layer of catchments.
pub(crate) const CATCHMENTS: &str = "catchments";

/// The layer called `name`: a level, `catchments` or a scheme.
///
/// # Errors
/// A name that is none of these.
pub(crate) fn layer_of(
    study: &Study,
    outlines: &Outlines,
    findings: &PublishedFindings,
    name: &str,
    source: Option<Source>,
) -> Result<Layer, Failure> {
    let territory = &study.territory;
    let ages = source.and_then(Source::ages).unwrap_or(Ages::All);
    if name == CATCHMENTS {
        return catchment_layer(study, outlines, findings, ages).ok_or_else(|| Failure::Usage {
            message: "the study has no catchments".to_owned(),
            hint: Some("add a section [catchments] to its study.toml".to_owned()),
        });
    }
    if is_level(territory, territory.level_name(territory.finest()), name) {
        return Ok(place_layer(study, outlines, findings, name, ages));
    }
    let scheme = study.schemes.iter().find(|scheme| is_level(territory, scheme.name(), name));
    scheme.map(|scheme| scheme_layer(study, outlines, findings, scheme, source)).ok_or_else(|| {
        let mut known: Vec<String> = territory.levels().map(|level| plural(territory.level_name(level))).collect();
        known.push(CATCHMENTS.to_owned());
        known.extend(
            study.schemes.iter().map(|scheme| scheme.name().to_owned()).filter(|name| territory.level(name).is_none()),
        );
        unknown_layer(name, &known)
    })
}

/// Adds the regions with Bolzano and Trento apart to a study's schemes where a layer asks for them: they are drawn and exported, and are
/// in no table of a run.
pub(crate) fn add_asked_for(study: &mut Study, layers: &str) {
    if layers.split(',').any(|layer| layer == REGIONS21) && study.scheme(REGIONS21).is_none() {
        study.schemes.extend(regions21(&study.territory));
    }
}

pub(crate) fn unknown_layer(name: &str, known: &[String]) -> Failure {
    let hint = did_you_mean(name, known.iter().map(String::as_str));
    Failure::Usage {
        message: format!("no layer {name:?}"),
        hint: hint.or_else(|| Some(format!("layers are {}", known.join(", ")))),
    }
}

/// Whether a typed name means a level or scheme: its name, or a level's name in the plural.
pub(crate) fn is_level(territory: &Territory, level: &str, typed: &str) -> bool {
    typed == level || (territory.level(level).is_some() && typed == plural(level))
}
