//! Words around a picture that were given instead of made.

use crate::atlas::ask::style::Wording;
use crate::model::study::Heading;
use crate::render::picture::design::TitlePlace;
use crate::render::picture::shown::Picture;

/// Puts given words in place of those that were made. An empty text leaves them out.
pub(crate) fn worded(picture: &mut Picture, wording: &Wording, heading: &Heading) {
    if let Some(credit) = &wording.credit {
        picture.words.source = heading.credit_after(Some(credit));
    }
    picture.words.unit.clone_from(&wording.unit.clone().filter(|unit| !unit.is_empty()));
    picture.words.note.clone_from(&wording.note.clone().filter(|note| !note.is_empty()));
    worded_above(picture, wording);
}

/// The same of what stands over a map, or over several.
pub(crate) fn worded_above(picture: &mut Picture, wording: &Wording) {
    match wording.title.as_deref() {
        Some("") => picture.design.title = TitlePlace::Beside,
        Some(title) => title.clone_into(&mut picture.words.title),
        None => {}
    }
    if let Some(subtitle) = &wording.subtitle {
        picture.words.subtitle = Some(subtitle.clone()).filter(|subtitle| !subtitle.is_empty()).into_iter().collect();
    }
    if let Some(title) = &wording.legend_title {
        picture.key.title.clone_from(title);
    }
    if let Some(unit) = wording.unit.as_deref() {
        picture.key.title = in_unit(&picture.key.title, unit);
    }
}

/// The title of a legend with a unit, in place of the one that it has; a title that names the unit already says it once.
fn in_unit(title: &str, unit: &str) -> String {
    let bare = title.strip_suffix(", %").unwrap_or(title);
    match (bare.is_empty(), unit.is_empty() || bare.to_lowercase().contains(&unit.to_lowercase())) {
        (_, true) => bare.to_owned(),
        (true, false) => unit.to_owned(),
        (false, false) => format!("{bare}, {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::in_unit;

    #[test]
    fn a_unit_is_said_once() {
        assert_eq!(in_unit("Beds", "per 1,000"), "Beds, per 1,000");
        assert_eq!(in_unit("Beds per 1,000", "per 1,000"), "Beds per 1,000");
        assert_eq!(in_unit("Smokers, %", "% of adults"), "Smokers, % of adults");
        assert_eq!((in_unit("", "€"), in_unit("Smokers, %", "")), ("€".to_owned(), "Smokers".to_owned()));
    }
}
