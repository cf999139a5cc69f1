//! Pictures: lines and letters as SVG, with a raster behind for programs that do not read it, and words for who cannot see it.

use rayon::prelude::*;

use crate::render::document::content::{Document, Figure};
use crate::render::document::word::paragraph::{Paper, text};
use crate::render::page::raster::{NoPicture, Resolution};
use crate::render::page::scene::{Scene, TextForm};

/// Pixels of the raster to the inch.
const RESOLUTION: f64 = 150.0;
/// The unit of lengths in drawings: so many to a pixel of a scene, and to a twentieth of a point.
const UNITS_OF_PIXEL: f64 = 9525.0;
const UNITS_OF_TWENTIETH: u32 = 635;
/// The part of a page's height that a picture takes at the most, so that its caption stands on the page too.
const MOST_OF_HEIGHT: f64 = 0.85;

/// A picture as its two files.
pub(crate) struct Picture {
    /// Lines and letters.
    pub(crate) svg: String,
    /// The raster.
    pub(crate) png: Vec<u8>,
}

/// All pictures, in their order.
///
/// # Errors
/// One that is too large for a raster.
pub(crate) fn pictures(document: &Document) -> Result<Vec<Picture>, NoPicture> {
    let figures: Vec<&Figure> = document.figures().collect();
    figures.par_iter().map(|figure| picture(&figure.light)).collect()
}

fn picture(scene: &Scene) -> Result<Picture, NoPicture> {
    Ok(Picture { svg: scene.to_svg(TextForm::Named), png: scene.to_png(Resolution::Dpi(RESOLUTION))? })
}

/// The width and height of a picture in drawings: its own, or as wide and high as the page lets it be.
fn sides(scene: &Scene) -> [u64; 2] {
    let own = [scene.width, scene.height].map(|pixels| pixels * UNITS_OF_PIXEL);
    let [wide, high] = Paper::Upright.text().map(|side| f64::from(side * UNITS_OF_TWENTIETH));
    let scale = (wide / own[0]).min(MOST_OF_HEIGHT * high / own[1]).min(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a length of a page")]
    own.map(|side| (side * scale).round() as u64)
}

/// The picture of a number among the figures, in a run.
pub(crate) fn drawing(figure: &Figure, number: usize) -> String {
    let [width, height] = sides(&figure.light);
    let (title, description, name) = (text(&figure.title), text(&figure.light.description), text(&figure.name));
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{description}\" title=\"{title}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
         <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"rIdPng{number}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\">\
         <asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rIdSvg{number}\"/>\
         </a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
