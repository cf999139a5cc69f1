//! `bacino map`: a map, or several on one page, of a study or of any table by area code.

use std::fmt::Write as _;

use crate::atlas::ask::request::MapRequest;
use crate::atlas::drawing::{Drawing, draw};
use crate::atlas::picture::drawn::Drawn;
use crate::command::made::outcome::{Outcome, not_drawn};
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::render::lint::check::Finding;
use crate::render::lint::rule::Severity;
use crate::render::page::artifact::Artifact;
use crate::render::page::furniture::Furniture;
use crate::render::page::raster::Resolution;
use crate::render::page::scene::{Labelled, Scene};
use crate::study::failure::Failure;

/// How a map is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PictureForm {
    /// SVG, the outcome's text.
    Svg,
    /// PNG, the outcome's one artifact.
    Png(Resolution),
    /// PDF, the outcome's one artifact.
    Pdf,
}

/// Whether a map that misleads or cannot be read is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It is refused.
    Strictly,
    /// It is written all the same.
    Freely,
}

/// Draws a map and writes it.
///
/// # Errors
/// Inputs that cannot be read, a layer or value that does not exist, what no picture can show; where it is judged strictly, what misleads
/// or cannot be read.
pub fn map(request: &MapRequest, form: PictureForm, judged: Judged) -> Result<Outcome, Failure> {
    let Drawn { drawing, mut remarks } = draw(request)?;
    let scene = drawing.scene();
    match judged {
        Judged::Strictly => refuse_errors(&drawing, &scene)?,
        Judged::Freely => {}
    }
    remarks.extend(without_room(&scene));
    let artifact = |name: &str, bytes: Vec<u8>| vec![Artifact { name: name.to_owned(), bytes }];
    let (stdout, artifacts) = match form {
        PictureForm::Svg => (scene.to_svg(request.style.design.text), Vec::new()),
        PictureForm::Png(resolution) => {
            (String::new(), artifact("map.png", scene.to_png(resolution).map_err(not_drawn)?))
        }
        PictureForm::Pdf => (String::new(), artifact("map.pdf", scene.to_pdf().map_err(not_drawn)?)),
    };
    Ok(Outcome { stdout, warnings: remarks, artifacts, ..Outcome::default() })
}

/// Refuses a map that misleads or cannot be read.
fn refuse_errors(drawing: &Drawing, scene: &Scene) -> Result<(), Failure> {
    const FORCED: &str = "--force draws it all the same";
    if scene.too_small {
        let (what, size) = match drawing {
            Drawing::One(picture) => ("the map does".to_owned(), &picture.design.size),
            Drawing::Several(several) => {
                (format!("{} do", counted(several.panels.len(), "panel")), &several.whole.design.size)
            }
        };
        let smallest = drawing.smallest_size().map(|size| size.word);
        let hint = match smallest {
            Some(word) if size.height.is_some() => format!("--size {word} is the smallest of this shape that works"),
            Some(word) => format!("--size {word} works"),
            None => FORCED.to_owned(),
        };
        return Err(Failure::Usage { message: format!("{what} not fit on --size {}", size.word), hint: Some(hint) });
    }
    let errors = drawing.errors(scene);
    if errors.is_empty() {
        return Ok(());
    }
    let told = |finding: Finding| {
        Remark::new(Place::file("map"), format!("{}: {}", finding.rule.word(), finding.message)).hint(FORCED)
    };
    Err(Failure::Inputs(Problems(errors.into_iter().map(told).collect())))
}

/// Draws a map and looks at it with the rules of cartography, instead of writing it.
///
/// # Errors
/// The same as for a map that is written.
pub fn look_at_map(request: &MapRequest) -> Result<Outcome, Failure> {
    let findings = draw(request)?.drawing.lint();
    let mut stdout = String::new();
    for finding in &findings {
        let _ = writeln!(stdout, "{finding}");
    }
    let count = |severity: Severity| findings.iter().filter(|finding| finding.rule.severity() == severity).count();
    let [errors, others] = [count(Severity::Error), count(Severity::Warning)];
    let _ = writeln!(
        stdout,
        "{}, {}, {}",
        counted(errors, "error"),
        counted(others, "warning"),
        counted(count(Severity::Note), "note")
    );
    Ok(Outcome { failed: errors > 0, ..Outcome::of_lines(&stdout, Vec::new()) })
}

/// What was to stand on a map and found no room.
fn without_room(scene: &Scene) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let map = || Place::file("map");
    let missing = &scene.unlabelled;
    if let Some(Labelled { most, areas, by_residents }) = scene.labelled {
        let which = if by_residents { "most populous" } else { "largest" };
        let but_for = if missing.is_empty() { String::new() } else { format!(", but for {}", first_few(missing)) };
        let message = format!("of {areas} areas the {most} {which} are labelled{but_for}");
        remarks.push(Remark::of(Kind::NotDrawn, map(), message).hint("a larger --size has room for more"));
    } else if !missing.is_empty() {
        let areas = format!("no room for {}: {}", counted(missing.len(), "label"), first_few(missing));
        remarks.push(Remark::of(Kind::NotDrawn, map(), areas));
    }
    if !scene.given_up.is_empty() {
        let all_of_it = scene.given_up.contains(&Furniture::Subtitle);
        let things = scene.given_up.iter().filter(|furniture| !all_of_it || **furniture != Furniture::SubtitleParts);
        let things: Vec<&str> = things.map(|furniture| furniture.told()).collect();
        let message = format!("no room for {}", things.join(", "));
        remarks.push(Remark::of(Kind::NotDrawn, map(), message).hint("a larger --size has more"));
    }
    if scene.without_locator {
        remarks.push(Remark::new(map(), "no room for the locator").hint("a larger --size has more"));
    }
    if !scene.without_inset.is_empty() {
        let message = format!("no room for an inset of {}", scene.without_inset.join(", "));
        remarks.push(Remark::of(Kind::NotDrawn, map(), message).hint("a larger --size has more"));
    }
    remarks
}
