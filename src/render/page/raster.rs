//! A scene as PNG: its SVG, drawn with the typeface that the program carries.
//!
//! Bands of rows are painted side by side, and written while the next are painted, so that the raster is never held whole.

use std::fmt;
use std::io::Write as _;
use std::sync::Arc;

use rayon::prelude::*;
use resvg::tiny_skia::{Color, Pixmap};
use resvg::usvg::{Options, Tree, fontdb};

use crate::render::page::paint::paint_rows;
use crate::render::page::scene::{LengthUnit, Scene};
use crate::render::page::typeface::{FAMILY, Weight};

/// How many pixels a raster has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolution {
    /// What the size asks for: 300 pixels to the inch on paper, two to a pixel of the layout on screens.
    OfSize,
    /// Pixels to the inch.
    Dpi(f64),
    /// Pixels across.
    Width(u32),
}

/// Why a picture has no PNG or PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPicture {
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hint: Option<&'static str>,
}

impl NoPicture {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }
}

impl fmt::Display for NoPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NoPicture {}

/// Pixels to the inch of the layout.
const LAYOUT: f64 = 96.0;

/// How SVG is read: with no font but the program's own, so that every machine draws the same.
pub(crate) fn options() -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    for weight in Weight::ALL {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(weight.bytes())));
    }
    fonts.set_sans_serif_family(FAMILY);
    Options { fontdb: Arc::new(fonts), font_family: FAMILY.to_owned(), ..Options::default() }
}

impl Scene {
    /// The picture as PNG, the same bytes for the same scene. The record of the map is in it as text under the keyword `bacino`.
    ///
    /// # Errors
    /// When the raster would have no pixels, or more than 20,000 on a side.
    pub fn to_png(&self, resolution: Resolution) -> Result<Vec<u8>, NoPicture> {
        const MOST: f64 = 20_000.0;
        let scale = match resolution {
            Resolution::OfSize => match self.unit {
                LengthUnit::Millimetre => 300.0 / LAYOUT,
                LengthUnit::Pixel => 2.0,
            },
            Resolution::Dpi(dpi) => dpi / LAYOUT,
            Resolution::Width(width) => f64::from(width) / self.width,
        };
        let [width, height] = [self.width * scale, self.height * scale].map(f64::round);
        if !(1.0..=MOST).contains(&width) || !(1.0..=MOST).contains(&height) {
            return Err(NoPicture::new(format!(
                "a raster of {width} × {height} pixels cannot be made: at most {MOST} on a side"
            )));
        }
        let fail = |message: &dyn fmt::Display| NoPicture::new(message.to_string());
        let tree = Tree::from_str(&self.own_svg(), &options()).map_err(|error| fail(&error))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and checked above")]
        let size = [width as u32, height as u32];
        #[expect(clippy::cast_possible_truncation, reason = "the raster's scale needs few digits")]
        let scale_of_tree =
            [(width / f64::from(tree.size().width())) as f32, (height / f64::from(tree.size().height())) as f32];
        // Where a side of the page is no whole number of pixels, the last of them is page to its end.
        let page = channels(&self.page).map(|[red, green, blue]| Color::from_rgba8(red, green, blue, u8::MAX));
        let raster = Raster { tree, size, scale: scale_of_tree, page };
        raster.encode(scale * LAYOUT, &self.metadata).map_err(|error| fail(&error))
    }
}

/// Rows of a band.
const BAND: u32 = 256;
/// Rows around a band that are painted with it and left out, for thin lines are not whole at the edge of what is painted.
const EDGE: u32 = 4;
/// Bands that are painted while as many are written; the same on every machine.
const WAVE: usize = 4;
/// Bytes of a chunk of the file.
const CHUNK: usize = 1 << 16;

/// A picture to be painted.
struct Raster {
    tree: Tree,
    size: [u32; 2],
    scale: [f32; 2],
    page: Option<Color>,
}

impl Raster {
    /// As PNG.
    fn encode(&self, dpi: f64, record: &str) -> Result<Vec<u8>, png::EncodingError> {
        const INCHES_IN_METRE: f64 = 39.370_078_74;
        let [width, height] = self.size;
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Balanced);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few thousand pixels to the metre"
        )]
        let per_metre = (dpi * INCHES_IN_METRE).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
        encoder.add_itxt_chunk("bacino".to_owned(), record.to_owned())?;
        let mut writer = encoder.write_header()?;
        let mut stream = writer.stream_writer_with_size(CHUNK)?;
        let tops: Vec<u32> = (0..height).step_by(BAND as usize).collect();
        let mut painted = Vec::new();
        for wave in tops.chunks(WAVE).chain([&[][..]]) {
            let write = || painted.iter().try_for_each(|rows: &Vec<u8>| stream.write_all(rows));
            let (written, next) = rayon::join(write, || wave.par_iter().map(|top| self.rows(*top)).collect());
            written?;
            painted = next;
        }
        stream.finish()?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Red, green and blue of the rows of a band.
    fn rows(&self, top: u32) -> Vec<u8> {
        let [width, height] = self.size;
        let (first, last) = (top.saturating_sub(EDGE), height.min(top + BAND + EDGE));
        let Some(mut pixels) = Pixmap::new(width, last - first) else { return Vec::new() };
        pixels.fill(self.page.unwrap_or(Color::WHITE));
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        paint_rows(&self.tree, self.scale, first as f32, &mut pixels);
        let [left_out, rows] = [top - first, BAND.min(height - top)].map(|rows| rows as usize * width as usize);
        // The page is opaque, so that the fourth channel holds nothing.
        let own = pixels.data().chunks_exact(4).skip(left_out).take(rows);
        own.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }
}

/// Red, green and blue of `#rrggbb`.
pub(crate) fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}
