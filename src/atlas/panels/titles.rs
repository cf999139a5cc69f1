//! The titles of panels, and of the page.

use std::path::Path;

use crate::atlas::ask::request::MapRequest;
use crate::atlas::panels::wanted::Difference;
use crate::input::study::source::StudySource;
use crate::render::picture::shown::Picture;
use crate::words::letters::{capitalised, lowered};
use crate::words::picture::pair_words;

/// What a picture shows, without the areas it is by.
pub(crate) fn what(picture: &Picture) -> String {
    picture.title.strip_suffix(&picture.by).unwrap_or(&picture.title).to_owned()
}

pub(crate) fn whole_title(difference: Difference, pictures: &[Picture]) -> String {
    let first = &pictures[0];
    match difference {
        Difference::Layers => what(first),
        Difference::Studies | Difference::Tables | Difference::Words => first.title.clone(),
        Difference::Values => {
            let whats: Vec<String> = pictures.iter().map(what).collect();
            // Words of the program start with a capital, titles of columns are as they are.
            let is_table = first.made_with.iter().any(|flag| flag.starts_with("--code="));
            let later = whats[1..].iter().map(|what| if is_table { what.clone() } else { lowered(what) });
            let parts: Vec<String> = whats[..1].iter().cloned().chain(later).collect();
            let (last, before) = parts.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
            pair_words(&before.join(", "), last, first.language) + &first.by
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
            let by = picture.by.trim_matches([',', ' ', '(', ')']);
            capitalised(if by.is_empty() { &picture.layer } else { by })
        }
        Difference::Values => what(picture),
        Difference::Studies => {
            let own = picture.subtitle.iter().find(|fact| pictures.iter().any(|other| !other.subtitle.contains(fact)));
            own.cloned().unwrap_or_else(|| match &panel.study {
                StudySource::Reference => "reference".to_owned(),
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
