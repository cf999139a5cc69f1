//! The typeface of maps: Noto Sans, which the program carries, so that text is measured with the letters it is drawn with.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, UnicodeBuffer};

/// The family's name.
pub const FAMILY: &str = "Noto Sans";
/// The families of text in an SVG, the first that a reader's machine has. A name with a space stands in quotes. Letters of Open Sans are
/// as wide as those of Noto Sans, those of the next three narrower; `sans-serif` is `DejaVu` Sans on many machines with Linux, which is
/// wider, and its condensed form is not.
pub const FAMILIES: &str =
    "'Noto Sans', 'Open Sans', 'Source Sans 3', 'Helvetica Neue', Arial, 'DejaVu Sans Condensed', sans-serif";

const REGULAR: &[u8] = include_bytes!("../../../geodata/fonts/noto-sans-regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../../geodata/fonts/noto-sans-semibold.ttf");

static FACES: LazyLock<[Option<Face<'static>>; 2]> =
    LazyLock::new(|| [Face::from_slice(REGULAR, 0), Face::from_slice(SEMIBOLD, 0)]);

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Weight {
    /// Text.
    #[default]
    Regular,
    /// Titles.
    Semibold,
}

impl Weight {
    /// Both weights.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Semibold];

    /// The weight as CSS has it.
    pub fn css(self) -> &'static str {
        match self {
            Self::Regular => "400",
            Self::Semibold => "600",
        }
    }

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Semibold => SEMIBOLD,
        }
    }

    /// How many times as wide a long line of text is in the widest of the [`FAMILIES`], `DejaVu` Sans: the most over all sentences of maps
    /// in both languages. Programs without a semibold take the bold.
    ///
    /// # Source
    /// Advance widths of `DejaVu` Sans 2.37 (`tests/oracle/fonts`), with which a test compares it.
    pub fn widest(self) -> f64 {
        match self {
            Self::Regular => 1.14,
            Self::Semibold => 1.23,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        match self {
            Self::Regular => FACES[0].as_ref(),
            Self::Semibold => FACES[1].as_ref(),
        }
    }
}

/// The height of capitals and figures.
pub const CAPITAL: f64 = 0.714;

/// A letter that the typeface lacks is taken to be this wide.
const UNKNOWN: f64 = 0.6;

/// The width of a line of text, kerning included, in the unit of `size`.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let Some(face) = weight.face() else { return UNKNOWN * size * text.chars().count() as f64 };
    let shaped = shape(face, text);
    let units = f64::from(face.units_per_em());
    let advance = shaped.glyph_positions().iter().map(|position| f64::from(position.x_advance)).sum::<f64>();
    let lacking = shaped.glyph_infos().iter().filter(|glyph| glyph.glyph_id == 0).count();
    size * (advance / units + UNKNOWN * lacking as f64)
}

/// How far the ink of a text reaches above its base line and below it, in the unit of `size`.
pub fn reach(text: &str, size: f64, weight: Weight) -> [f64; 2] {
    /// Of letters that the typeface lacks: those of an accented capital and of a letter with a tail.
    const UNKNOWN_REACH: [f64; 2] = [0.95, 0.25];
    let face = weight.face();
    let boxes = text.chars().filter(|letter| !letter.is_whitespace()).map(|letter| {
        let bounds = face.and_then(|face| Some((face, face.glyph_bounding_box(face.glyph_index(letter)?)?)));
        bounds.map_or(UNKNOWN_REACH, |(face, bounds)| {
            let units = f64::from(face.units_per_em());
            [f64::from(bounds.y_max) / units, -f64::from(bounds.y_min) / units]
        })
    });
    boxes
        .fold([0.0_f64, 0.0_f64], |[above, below], [up, down]| [above.max(up), below.max(down)])
        .map(|reach| reach * size)
}

/// Whether the typeface has every letter of a text.
pub fn has_all(text: &str) -> bool {
    Weight::Regular.face().is_some_and(|face| text.chars().all(|letter| face.glyph_index(letter).is_some()))
}

/// The glyphs that texts of one weight are drawn with, and those that stand for their letters one by one.
pub(crate) fn glyphs<'a>(texts: impl IntoIterator<Item = &'a str>, weight: Weight) -> BTreeSet<u16> {
    let Some(face) = weight.face() else { return BTreeSet::new() };
    let mut glyphs = BTreeSet::new();
    for text in texts {
        let shaped = shape(face, text);
        glyphs.extend(shaped.glyph_infos().iter().filter_map(|glyph| u16::try_from(glyph.glyph_id).ok()));
        glyphs.extend(text.chars().filter_map(|letter| face.glyph_index(letter)).map(|glyph| glyph.0));
    }
    glyphs
}

/// A line of text as path data that starts at `(x, y)` on its base line.
pub fn outline(text: &str, size: f64, weight: Weight, [x, y]: [f64; 2]) -> String {
    let Some(face) = weight.face() else { return String::new() };
    let scale = size / f64::from(face.units_per_em());
    let shaped = shape(face, text);
    let mut pen = Pen { path: String::new(), scale, at: [x, y] };
    for (glyph, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let at = pen.at;
        pen.at = [at[0] + f64::from(position.x_offset) * scale, at[1] - f64::from(position.y_offset) * scale];
        face.outline_glyph(GlyphId(u16::try_from(glyph.glyph_id).unwrap_or(0)), &mut pen);
        pen.at = [at[0] + f64::from(position.x_advance) * scale, at[1]];
    }
    pen.path
}

fn shape(face: &Face<'_>, text: &str) -> rustybuzz::GlyphBuffer {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    rustybuzz::shape(face, &[], buffer)
}

/// Writes glyphs as path data with two decimals.
struct Pen {
    path: String,
    scale: f64,
    at: [f64; 2],
}

impl Pen {
    fn point(&mut self, x: f32, y: f32) {
        let (x, y) = (self.at[0] + f64::from(x) * self.scale, self.at[1] - f64::from(y) * self.scale);
        let _ = write!(self.path, "{x:.2} {y:.2} ");
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.push('M');
        self.point(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.push('L');
        self.point(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.push('Q');
        self.point(x1, y1);
        self.point(x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.push('C');
        self.point(x1, y1);
        self.point(x2, y2);
        self.point(x, y);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

/// Text broken into lines that stay in `room` in the letters of the typeface, and leave it by no more than half a size of type in those of
/// the widest of the [`FAMILIES`]: for lines that nothing else keeps on the page where a program reads no `textLength`.
pub fn wrap_anywhere(text: &str, size: f64, weight: Weight, room: f64) -> Vec<String> {
    wrap(text, size, weight, room.min((room + size / 2.0) / weight.widest()))
}

/// Text broken into lines no wider than `most`: between words, and within a word that is wider than a line.
pub fn wrap(text: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let words = text.split(' ').filter(|word| !word.is_empty());
    for word in words.flat_map(|word| pieces(word, size, weight, most)) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), size, weight) <= most => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// A word in pieces no wider than `most`, the last but one with hyphens; at least two letters stand together.
fn pieces(word: &str, size: f64, weight: Weight, most: f64) -> Vec<String> {
    const LEAST: usize = 2;
    let mut pieces = Vec::new();
    let mut rest: Vec<char> = word.chars().collect();
    while rest.len() > 2 * LEAST && width(&rest.iter().collect::<String>(), size, weight) > most {
        let hyphen = |end: usize| if rest[end - 1] == '-' { "" } else { "-" };
        let piece = |end: usize| rest[..end].iter().collect::<String>() + hyphen(end);
        let ends = LEAST..rest.len() - LEAST + 1;
        let fitting = |end: &usize| width(&piece(*end), size, weight) <= most;
        let last = ends.clone().take_while(fitting).last().unwrap_or(LEAST);
        // A hyphen of the word's own is the better place.
        let own = ends.take_while(|end| *end <= last).filter(|end| rest[end - 1] == '-').last();
        let end = own.unwrap_or(last);
        pieces.push(piece(end));
        rest.drain(..end);
    }
    pieces.push(rest.into_iter().collect());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    // Advance widths of Noto Sans 2.015 in thousandths: H 741, one 572, space 260.
    #[test]
    fn widths_are_those_of_the_typeface() {
        assert!((width("H1 ", 1000.0, Weight::Regular) - (741.0 + 572.0 + 260.0)).abs() < 1e-9);
        assert!(width("wide", 10.0, Weight::Semibold) > width("wide", 10.0, Weight::Regular));
    }

    #[test]
    fn the_letters_of_italian_names_and_numbers_are_there() {
        assert!(has_all(
            "Forlì-Cesena, Bolzano/Bozen, Vallée d'Aoste, Südtirol, Agliè, Škocjan: −1\u{202f}234,5\u{a0}% · 1° ×"
        ));
        assert!(!has_all("漢"));
    }

    #[test]
    fn ink_reaches_as_far_as_the_letters_do() {
        let [above, below] = reach("x", 1000.0, Weight::Regular);
        assert!((500.0..560.0).contains(&above) && below.abs() < 20.0, "{above} {below}");
        assert!(reach("Èg", 1000.0, Weight::Regular)[1] > 200.0);
        assert!(reach("Èg", 1000.0, Weight::Regular)[0] > 850.0);
    }

    #[test]
    fn text_breaks_between_words() {
        assert_eq!(wrap("one two three", 10.0, Weight::Regular, 45.0), ["one two", "three"]);
        let lines = wrap("Rindfleischetikettierungsüberwachung und Reggio-Emilia", 10.0, Weight::Regular, 60.0);
        assert_eq!(lines, ["Rindfleische-", "tikettierung-", "süberwach-", "ung und", "Reggio-", "Emilia"]);
        assert_eq!(wrap("ab", 10.0, Weight::Regular, 1.0), ["ab"]);
    }

    #[test]
    fn outlines_start_where_they_are_put() {
        let path = outline("I", 10.0, Weight::Regular, [5.0, 20.0]);
        assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
        assert!(outline(" ", 10.0, Weight::Regular, [0.0, 0.0]).is_empty());
    }
}
