//! The section `[privacy]` of a study.

use crate::input::document::toml::{Located, Section};
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::survey::disclosure::{KnownFigure, Privacy};

/// Reads `[privacy]`; what is not said is as usual.
pub(crate) fn read_privacy(root: &Section<'_>, problems: &mut Problems) -> Privacy {
    let usual = Privacy::default();
    let Some(section) = &root.section("privacy", problems) else { return usual };
    let answers = section.word("answers", problems).unwrap_or_default();
    let certainty = section.number("certainty", problems).and_then(|certainty| {
        let is_certainty = certainty.value > 0.5 && certainty.value < 1.0;
        let wrong = "privacy.certainty: expected a number above 0.5 and below 1";
        refuse_unless(is_certainty, certainty.place, wrong, problems).then_some(certainty.value)
    });
    Privacy {
        answers,
        certainty: certainty.unwrap_or(usual.certainty),
        known: known_figures(section, problems).unwrap_or(usual.known),
        cell: whole(section, "cell", 1, problems).unwrap_or(usual.cell),
        insiders: whole(section, "insiders", 0, problems)
            .filter(|insiders| {
                let wrong = "privacy.insiders: expected 0 or 1, the units an outsider knows already";
                refuse_unless(*insiders <= 1, section.place(), wrong, problems)
            })
            .and_then(|insiders| usize::try_from(insiders).ok())
            .unwrap_or(usual.insiders),
    }
}

fn refuse_unless(holds: bool, place: Place, message: &str, problems: &mut Problems) -> bool {
    if !holds {
        problems.push(Remark::of(Kind::Value, place, message));
    }
    holds
}

/// A whole number of at least `least`.
fn whole(section: &Section<'_>, key: &str, least: u64, problems: &mut Problems) -> Option<u64> {
    let Located { value, place } = section.number(key, problems)?;
    let is_whole = value.fract() == 0.0 && value >= least as f64 && value <= 1e6;
    if !is_whole {
        let message = format!("privacy.{key}: expected a whole number of at least {least}, found {value}");
        problems.push(Remark::of(Kind::Value, place, message));
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number up to a million")]
    Some(value as u64)
}

fn known_figures(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<KnownFigure>> {
    let words = section.list("known", problems)?;
    let mut known = Vec::new();
    for Located { value, place } in words {
        match KnownFigure::from_word(&value) {
            Some(figure) if known.contains(&figure) => {
                problems.push(Remark::of(Kind::Repeated, place, format!("privacy.known: {value:?} stands twice")));
            }
            Some(figure) => known.push(figure),
            None => {
                let figures = KnownFigure::ALL.map(KnownFigure::word);
                let message = format!(
                    "privacy.known: expected {}, found {value:?}",
                    figures.map(|f| format!("{f:?}")).join(" or ")
                );
                problems.push(Remark::of(Kind::Key, place, message).maybe_hint(did_you_mean(&value, figures)));
            }
        }
    }
    known.sort();
    Some(known)
}
