//! The layer that a word names.

use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::layer::areas::{Layer, catchment_layer, place_layer, scheme_layer};
use crate::input::code::autonomous::{REGIONS21, regions21};
use crate::input::problem::english::{did_you_mean, plural};
use crate::model::place::population::Ages;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::place::territory::Territory;
use crate::model::study::Study;
use crate::study::failure::Failure;
use crate::study::outlines::Outlines;
use crate::words::picture::typed_layer;

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
        return catchment_layer(study, outlines, findings, ages)?.ok_or_else(|| Failure::Usage {
            message: "the study has no catchments".to_owned(),
            hint: Some("add a section [catchments] to its study.toml".to_owned()),
        });
    }
    if is_level(territory, territory.level_name(territory.finest()), name) {
        return Ok(place_layer(study, outlines, findings, name, ages)?);
    }
    let scheme = study.schemes.iter().find(|scheme| is_level(territory, scheme.name(), name));
    let scheme = scheme.ok_or_else(|| unknown_layer(name, &layers_of(study)))?;
    Ok(scheme_layer(study, outlines, findings, scheme, source)?)
}

/// The layers that a study has, as they are typed.
pub(crate) fn layers_of(study: &Study) -> Vec<String> {
    let territory = &study.territory;
    let mut known: Vec<String> = territory.levels().map(|level| plural(territory.level_name(level))).collect();
    known.extend(study.catchments.is_some().then(|| CATCHMENTS.to_owned()));
    known.extend(regions21(territory).map(|_| REGIONS21.to_owned()));
    let schemes = study.schemes.iter().map(Scheme::name);
    let others = schemes.filter(|name| ![TOTAL, REGIONS21].contains(name) && territory.level(name).is_none());
    known.extend(others.map(str::to_owned));
    known
}

/// The layer that a typed word means, as the program calls it: what the study calls so, else a usual word in any language.
pub(crate) fn called(study: &Study, typed: &str) -> String {
    let territory = &study.territory;
    let is_own = territory.levels().any(|level| is_level(territory, territory.level_name(level), typed))
        || study.scheme(typed).is_some();
    let known = typed_layer(typed).filter(|_| !is_own);
    known.map_or_else(|| typed.to_owned(), str::to_owned)
}

/// The same of several words with commas between.
pub(crate) fn all_called(study: &Study, typed: &str) -> String {
    typed.split(',').map(|layer| called(study, layer.trim())).collect::<Vec<_>>().join(",")
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
