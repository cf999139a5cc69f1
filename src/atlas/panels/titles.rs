//! The titles of panels, and of the page.

use std::path::Path;

use crate::atlas::ask::request::MapRequest;
use crate::atlas::panels::wanted::Difference;
use crate::input::study::source::StudySource;
use crate::render::picture::shown::Picture;
use crate::words::letters::{capitalised, lowered, spaced};
use crate::words::picture::pair_words;

/// The title over all panels of a request.
pub(crate) fn whole_title(request: &MapRequest, difference: Difference, pictures: &[Picture]) -> String {
    let first = &pictures[0];
    match difference {
        Difference::Layers => first.words.what.clone(),
        Difference::Studies | Difference::Tables | Difference::Words => first.words.title.clone(),
        Difference::Values => {
            // Words of the program start with a capital, titles of columns are as they are.
            let is_table = request.data.is_some();
            let name = |picture: &Picture| {
                if is_table { spaced(&picture.origin.value) } else { lowered(&picture.words.what) }
            };
            let later = pictures[1..].iter().map(name);
            let parts: Vec<String> = std::iter::once(first.words.what.clone()).chain(later).collect();
            let (last, before) = parts.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
            first.words.by.titled(&pair_words(&before.join(", "), last, first.words.language), first.words.language)
        }
    }
}

/// A title for each panel.
pub(crate) fn panel_titles(
    request: &MapRequest,
    difference: Difference,
    panels: &[MapRequest],
    pictures: &[Picture],
) -> Vec<String> {
    if !request.panels.titles.is_empty() {
        return request.panels.titles.clone();
    }
    let made = panels.iter().zip(pictures).map(|(panel, picture)| match difference {
        Difference::Layers => {
            capitalised(&picture.words.by.panel(picture.words.language).unwrap_or_else(|| picture.origin.layer.clone()))
        }
        Difference::Values => picture.words.what.clone(),
        Difference::Studies => {
            let own = picture
                .words
                .subtitle
                .iter()
                .find(|fact| pictures.iter().any(|other| !other.words.subtitle.contains(fact)));
            own.cloned().unwrap_or_else(|| match &panel.study {
                StudySource::Reference | StudySource::Departments => "reference".to_owned(),
                StudySource::Path(path) => stem(path),
            })
        }
        Difference::Tables => panel.data.as_deref().map(stem).unwrap_or_default(),
        Difference::Words => panel.panels.word.clone().unwrap_or_default(),
    });
    made.collect()
}

/// The name of a file without its ending; of a study's file in a folder, the folder's.
pub(crate) fn stem(path: &Path) -> String {
    let path = if path.ends_with("study.toml") { path.parent().unwrap_or(path) } else { path };
    path.file_stem().map_or_else(|| path.display().to_string(), |stem| stem.to_string_lossy().into_owned())
}
