//! The small map that says where the large one lies.

use crate::atlas::layer::land::Land;
use crate::model::place::scheme::Scheme;
use crate::render::picture::shown::Locator;
use crate::study::failure::{Failure, refused};
use crate::words::letters::capitalised;
use crate::words::picture::scheme_words;

/// The macro-areas that a locator shows: those that are drawn, else those that the part is one of, else the first that the study
/// declares, else ISTAT's five.
pub(crate) fn located_schemes(layer: &str, of_part: Option<&str>, land: &Land) -> Result<Locator, Failure> {
    let (schemes, language) = (&land.study.schemes, land.study.heading.language);
    let few = |scheme: &&Scheme| (2..=Locator::MOST).contains(&scheme.areas().len());
    let scheme_of = |name: &str| schemes.iter().find(|scheme| scheme.name() == name);
    let declared = land.study.declared_schemes.first().map(String::as_str);
    let found = [Some(layer), of_part, declared, Some("istat5")].into_iter().flatten().filter_map(scheme_of).find(few);
    let Some(scheme) = found.or_else(|| schemes.iter().find(few)) else {
        return refused(
            format!("no scheme has from 2 to {} areas, which a locator can tell apart", Locator::MOST),
            "declare one with [[scheme]]",
        );
    };
    let title = scheme_words(scheme.name(), language);
    let names = scheme.areas().iter().map(|area| area.name.in_language(language).to_owned()).collect();
    let shapes = land.outlines.of_scheme(scheme)?;
    Ok(Locator { title: capitalised(&title), shapes, names, with_frame: of_part.is_some() })
}
