//! How pictures are written, as typed.

use std::path::Path;

use bacino::command::map::PictureForm;
use bacino::render::page::raster::Resolution;
use bacino::render::page::scene::TextForm;
use bacino::study::failure::Failure;
use clap::Args;

use crate::cli::word::value::dpi;

/// Flags of how a picture is written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Files")]
pub(crate) struct FormArgs {
    /// SVG: put the font into the file
    #[arg(long)]
    embed_font: bool,
    /// SVG: write letters as outlines
    #[arg(long, conflicts_with = "embed_font")]
    outline_text: bool,
    /// PNG: pixels to the inch [default: 300 on paper, 192 on screens]
    #[arg(long, value_parser = dpi, conflicts_with = "width")]
    dpi: Option<f64>,
    /// PNG: pixels across
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    width: Option<u32>,
}

impl FormArgs {
    /// How text is written in SVG.
    pub(crate) fn text(&self) -> TextForm {
        if self.embed_font {
            TextForm::Embedded
        } else if self.outline_text {
            TextForm::Outlined
        } else {
            TextForm::Named
        }
    }
}

/// The form that a file's ending asks for; standard output is SVG.
pub(crate) fn picture_form(file: Option<&Path>, writing: &FormArgs) -> Result<PictureForm, Failure> {
    let Some(path) = file else { return Ok(PictureForm::Svg) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let resolution = match (writing.dpi, writing.width) {
        (Some(dpi), _) => Resolution::Dpi(dpi),
        (None, Some(width)) => Resolution::Width(width),
        (None, None) => Resolution::OfSize,
    };
    match ending.as_deref() {
        Some("svg") => Ok(PictureForm::Svg),
        Some("png") => Ok(PictureForm::Png(resolution)),
        Some("pdf") => Ok(PictureForm::Pdf),
        Some(_) | None => Err(Failure::Usage {
            message: format!("{}: pictures are written as .svg, .png or .pdf", path.display()),
            hint: Some("let the file's name end in one of these".to_owned()),
        }),
    }
}
