//! The source and schemes that were asked for, or the usual ones.

use crate::analysis::coverage::area::{Source, available_sources};
use crate::analysis::coverage::headline::{best_source, headline_schemes};
use crate::input::problem::english::did_you_mean;
use crate::model::place::population::Ages;
use crate::model::study::Study;
use crate::study::failure::Failure;

/// The source wanted, or the best one, for some schemes.
///
/// # Errors
/// A source that the study does not have for them.
pub(crate) fn chosen_source<'a>(
    study: &'a Study,
    schemes: impl IntoIterator<Item = &'a str> + Clone,
    wanted: Option<Source>,
) -> Result<Option<Source>, Failure> {
    let Some(wanted) = wanted else { return Ok(best_source(study, schemes)) };
    let of_schemes = available_sources(study, schemes.into_iter().filter_map(|scheme| study.scheme(scheme)));
    if of_schemes.contains(&wanted) {
        return Ok(Some(wanted));
    }
    let known: Vec<&str> = of_schemes.iter().map(|source| source.word()).collect();
    let message = if available_sources(study, []).contains(&wanted) {
        "some units serve several of these areas, so the frame's figures do not add up to them".to_owned()
    } else {
        format!("the study has no source {:?}", wanted.word())
    };
    Err(Failure::Usage { message, hint: Some(format!("its sources are {}", known.join(", "))) })
}

pub(crate) fn chosen_schemes(study: &Study, scheme: Option<&str>) -> Result<Vec<String>, Failure> {
    let Some(scheme) = scheme else { return Ok(headline_schemes(study)) };
    if study.scheme(scheme).is_some() {
        return Ok(vec![scheme.to_owned()]);
    }
    let known: Vec<&str> = study.schemes.iter().map(crate::model::place::scheme::Scheme::name).collect();
    Err(Failure::Usage {
        message: format!("the study has no scheme {scheme:?}"),
        hint: did_you_mean(scheme, known.iter().copied())
            .or_else(|| Some(format!("its schemes are {}", known.join(", ")))),
    })
}

/// The census source that counts the same residents.
pub(crate) fn census_source(source: Option<Source>) -> Source {
    match source.and_then(Source::ages) {
        Some(Ages::Adults) => Source::CensusAdults,
        Some(Ages::All) | None => Source::Census,
    }
}
