//! `bacino map`: one choropleth, of a study or of any table by area code.

use std::fmt::Write as _;

use crate::atlas::ask::refuse::refuse_what_cannot_be_drawn;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::drawing::{class_remarks, with_map};
use crate::atlas::panels::multiples::multiples;
use crate::command::outcome::Outcome;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::remark::{Kind, Place, Remark};
use crate::render::lint::check::{Finding, lint};
use crate::render::lint::rule::Severity;
use crate::render::page::artifact::Artifact;
use crate::render::page::raster::{NoPicture, Resolution};
use crate::render::page::scene::Scene;
use crate::render::picture::shown::{Form, Picture};
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

/// Draws a map: SVG is the outcome's text, PNG and PDF its one artifact.
///
/// # Errors
/// Inputs that cannot be read, a layer or value that does not exist.
pub fn map(request: &MapRequest) -> Result<Outcome, Failure> {
    let wanted = &request.panels;
    if request.style.form == Form::Multiples {
        return multiples(request);
    }
    if !wanted.values.is_empty() || !wanted.with.is_empty() || wanted.wave.is_some() || !wanted.titles.is_empty() {
        return Err(Failure::Usage {
            message: "--values, --with, --wave and --panel are about several panels".to_owned(),
            hint: Some("add --form multiples".to_owned()),
        });
    }
    with_map(request, &|picture, warnings| finished(picture, request, warnings))
}

/// What becomes of a picture: a file's bytes, or what the rules of cartography say of it.
fn finished(picture: &Picture, request: &MapRequest, mut warnings: Vec<Remark>) -> Result<Outcome, Failure> {
    refuse_what_cannot_be_drawn(picture)?;
    if request.lint {
        return Ok(looked_at(&lint(picture)));
    }
    warnings.extend(class_remarks(picture, request));
    written(&picture.scene(), request, warnings)
}

/// What the rules of cartography say of a picture.
pub(crate) fn looked_at(findings: &[Finding]) -> Outcome {
    let mut stdout = String::new();
    for finding in findings {
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
    Outcome { stdout, failed: errors > 0, ..Outcome::default() }
}

/// A scene in the form asked for.
pub(crate) fn written(scene: &Scene, request: &MapRequest, mut warnings: Vec<Remark>) -> Result<Outcome, Failure> {
    if !scene.unlabelled.is_empty() {
        let areas = format!("no room for {} labels: {}", scene.unlabelled.len(), first_few(&scene.unlabelled));
        warnings.push(Remark::of(Kind::NotDrawn, Place::file("map"), areas));
    }
    if scene.without_locator {
        warnings.push(Remark::new(Place::file("map"), "no room for the locator").hint("a larger --size has more"));
    }
    if !scene.without_inset.is_empty() {
        let message = format!("no room for an inset of {}", scene.without_inset.join(", "));
        warnings.push(Remark::of(Kind::NotDrawn, Place::file("map"), message).hint("a larger --size has more"));
    }
    let picture = |name: &str, made: Result<Vec<u8>, NoPicture>| {
        let usage = |error: NoPicture| Failure::Usage { message: error.to_string(), hint: None };
        Ok::<_, Failure>(vec![Artifact { name: name.to_owned(), bytes: made.map_err(usage)? }])
    };
    let artifacts = match request.form {
        PictureForm::Svg => Vec::new(),
        PictureForm::Png(resolution) => picture("map.png", scene.to_png(resolution))?,
        PictureForm::Pdf => picture("map.pdf", scene.to_pdf())?,
    };
    let stdout = if request.form == PictureForm::Svg { scene.to_svg(request.style.design.text) } else { String::new() };
    Ok(Outcome { stdout, warnings, artifacts, ..Outcome::default() })
}
