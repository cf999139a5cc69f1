//! A scene as SVG: plain elements with concrete attributes that every program reads alike.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::render::page::font_subset::subset;
use crate::render::page::lettering::{Reader, escape, push_texts};
use crate::render::page::path::{fixed, hundredths};
use crate::render::page::scene::{
    Fill, Group, Item, LengthUnit, MILLIMETRE, Paint, Part, Pattern, Scene, Shape, TextForm,
};
use crate::render::page::typeface::{FAMILIES, FAMILY, Weight, glyphs};

/// How one SVG is written.
#[derive(Clone, Debug)]
pub(crate) struct Writing {
    /// For whom.
    pub(crate) reader: Reader,
    /// What all identifiers begin with.
    pub(crate) name: String,
}

impl Scene {
    /// The picture as SVG, the same text for the same scene. All identifiers in it begin with the picture's [name](Self::name), so that
    /// several pictures can stand in one page of HTML.
    pub fn to_svg(&self, form: TextForm) -> String {
        self.whole(Reader::Any(form))
    }

    /// The picture as SVG that this program draws itself.
    pub(crate) fn own_svg(&self) -> String {
        self.whole(Reader::Own)
    }

    fn whole(&self, reader: Reader) -> String {
        let writing = Writing { reader, name: self.name() };
        let mut svg = self.opening(&writing);
        let page = Shape::rectangle([0.0, 0.0, self.width, self.height], Paint::filled(self.page.clone()));
        push_shape(&mut svg, &page, &writing, "");
        for Part { group, .. } in &self.parts {
            push_group(&mut svg, group, &writing, &writing.name);
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// The letters of the picture as a style sheet.
    fn font_faces(&self) -> String {
        let texts = self.texts();
        let mut style = String::from("<style>");
        for weight in Weight::ALL {
            let here = texts.iter().filter(|(text, _)| text.weight == weight).map(|(text, _)| text.text.as_str());
            let glyphs = glyphs(here, weight);
            if glyphs.is_empty() {
                continue;
            }
            let font = subset(weight.bytes(), &glyphs).map_or(Cow::Borrowed(weight.bytes()), Cow::Owned);
            let _ = write!(
                style,
                "@font-face{{font-family:'{FAMILY}';font-weight:{};src:url(data:font/ttf;base64,{})}}",
                weight.css(),
                base64(&font)
            );
        }
        style.push_str("</style>");
        style
    }

    /// What every SVG of the picture begins with.
    pub(crate) fn opening(&self, writing: &Writing) -> String {
        let name = &writing.name;
        let length = |pixels: f64| match self.unit {
            LengthUnit::Pixel => fixed(pixels),
            LengthUnit::Millimetre => format!("{}mm", fixed(pixels / MILLIMETRE)),
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
             viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"{}\" xml:lang=\"{}\" \
             aria-labelledby=\"{name}-title {name}-desc\" font-family=\"{FAMILIES}\">\n<title id=\"{name}-title\">{}</title>\n\
             <desc id=\"{name}-desc\">{}</desc>\n\
             <metadata>{}</metadata>\n<defs>",
            fixed(self.width),
            fixed(self.height),
            length(self.width),
            length(self.height),
            // What is inside an image is hidden from who listens, and panels have names of their own.
            if self.parts.iter().any(|part| part.group.title.is_some()) { "group" } else { "img" },
            self.language.word(),
            escape(&self.title),
            escape(&self.description),
            // Quotation marks are many in a record, and mean nothing between elements.
            escape(&self.metadata).replace("&quot;", "\""),
        );
        if writing.reader == Reader::Any(TextForm::Embedded) {
            svg.push_str(&self.font_faces());
        }
        for pattern in &self.patterns {
            push_pattern(&mut svg, pattern, name);
        }
        for part in &self.parts {
            push_clips(&mut svg, &part.group, writing, name);
        }
        svg.push_str("</defs>\n");
        svg
    }
}

/// A valid and unique identifier for a code: letters, digits and hyphens stay, anything else is written as its number.
pub fn identifier(prefix: &str, code: &str) -> String {
    let mut id = format!("{prefix}-");
    code.chars()
        .for_each(|letter| push_of_identifier(&mut id, letter, letter.is_ascii_alphanumeric() || letter == '-'));
    id
}

/// Adds a letter of an identifier, or its number.
fn push_of_identifier(id: &mut String, letter: char, stays: bool) {
    if stays {
        id.push(letter);
    } else {
        let _ = write!(id, "_{:x}_", u32::from(letter));
    }
}

/// What something is identified by, such as a name of a scheme, as an attribute and an address may hold it: no letter that ends either.
fn as_identifier(id: &str) -> Cow<'_, str> {
    let stays = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | ':');
    if id.chars().all(stays) {
        return Cow::Borrowed(id);
    }
    let mut safe = String::with_capacity(id.len() + 8);
    id.chars().for_each(|letter| push_of_identifier(&mut safe, letter, stays(letter)));
    Cow::Owned(safe)
}

/// Bytes as text, RFC 4648 section 4.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            if place <= three.len() {
                text.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

fn push_pattern(svg: &mut String, pattern: &Pattern, name: &str) {
    let side = fixed(pattern.side);
    let _ = write!(
        svg,
        "<pattern id=\"{name}-{}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\"",
        pattern.id
    );
    if pattern.turn != 0.0 {
        let _ = write!(svg, " patternTransform=\"rotate({})\"", fixed(pattern.turn));
    }
    svg.push('>');
    if let Some(ground) = &pattern.ground {
        let _ = write!(svg, "<path d=\"M0 0H{side}V{side}H0z\" fill=\"{ground}\"/>");
    }
    let _ = write!(svg, "<path d=\"{}\" fill=\"{}\"/></pattern>", pattern.path, pattern.ink);
}

/// The identifier of a group's clip, after what identifiers around begin with.
fn clip_id(group: &Group) -> String {
    format!("{}-clip", as_identifier(group.id.as_deref().unwrap_or("group")))
}

/// What identifiers inside a group begin with.
fn names_in<'a>(group: &Group, names: &'a str) -> Cow<'a, str> {
    group.names.as_ref().map_or(Cow::Borrowed(names), |own| Cow::Owned(format!("{names}-{}", as_identifier(own))))
}

fn push_clips(svg: &mut String, group: &Group, writing: &Writing, names: &str) {
    if let Some(clip) = group.clip {
        let _ = write!(svg, "<clipPath id=\"{names}-{}\">", clip_id(group));
        push_shape(svg, &Shape::rectangle(clip, Paint::default()), writing, names);
        svg.push_str("</clipPath>");
    }
    let inside = names_in(group, names);
    for item in &group.items {
        if let Item::Group(group) = item {
            push_clips(svg, group, writing, &inside);
        }
    }
}

/// Adds a group; `names` is what identifiers around it begin with.
pub(crate) fn push_group(svg: &mut String, group: &Group, writing: &Writing, names: &str) {
    svg.push_str("<g");
    if let Some(id) = &group.id {
        let _ = write!(svg, " id=\"{names}-{}\"", as_identifier(id));
    }
    if let Some(label) = &group.label {
        let _ = write!(svg, " inkscape:groupmode=\"layer\" inkscape:label=\"{}\"", escape(label));
    }
    if let Some(place) = group.place {
        let [x, y] = place.origin.map(fixed);
        let _ = write!(svg, " transform=\"translate({x} {y})");
        if (place.scale - 1.0).abs() > f64::EPSILON {
            let _ = write!(svg, " scale({})", place.scale);
        }
        svg.push('"');
    }
    if group.clip.is_some() {
        let _ = write!(svg, " clip-path=\"url(#{names}-{})\"", clip_id(group));
    }
    push_paint(svg, &group.paint, writing);
    if group.title.is_some() {
        svg.push_str(" role=\"img\"");
    }
    svg.push_str(">\n");
    if let Some(title) = &group.title {
        let _ = writeln!(svg, "<title>{}</title>", escape(title));
    }
    let inside = names_in(group, names);
    let mut items = group.items.as_slice();
    while let Some((item, rest)) = items.split_first() {
        items = rest;
        match item {
            Item::Group(group) => push_group(svg, group, writing, &inside),
            Item::Shape(shape) => push_shape(svg, shape, writing, &inside),
            Item::Text(text) => {
                let more = rest.iter().map_while(|item| if let Item::Text(text) = item { Some(text) } else { None });
                let texts: Vec<_> = std::iter::once(text).chain(more).collect();
                items = &rest[texts.len() - 1..];
                push_texts(svg, &texts, writing.reader);
            }
        }
    }
    svg.push_str("</g>\n");
}

fn push_paint(svg: &mut String, paint: &Paint, writing: &Writing) {
    match &paint.fill {
        Some(Fill::None) => svg.push_str(" fill=\"none\""),
        Some(Fill::Colour(colour)) => {
            let _ = write!(svg, " fill=\"{colour}\"");
        }
        Some(Fill::Pattern(id)) => {
            let _ = write!(svg, " fill=\"url(#{}-{id})\"", writing.name);
        }
        None => {}
    }
    if let Some(opacity) = paint.fill_opacity {
        let _ = write!(svg, " fill-opacity=\"{opacity}\"");
    }
    if let Some(stroke) = &paint.stroke {
        let _ = write!(svg, " stroke=\"{stroke}\"");
        if paint.fill == Some(Fill::None) {
            svg.push_str(" stroke-linejoin=\"round\" stroke-linecap=\"round\"");
        }
    }
    if let Some(width) = paint.stroke_width {
        let _ = write!(svg, " stroke-width=\"{}\"", hundredths(width));
    }
}

fn push_shape(svg: &mut String, shape: &Shape, writing: &Writing, names: &str) {
    svg.push_str("<path");
    if let Some(id) = &shape.id {
        let _ = write!(svg, " id=\"{names}-{}\"", as_identifier(id));
    }
    push_paint(svg, &shape.paint, writing);
    if let Some(about) = &shape.about {
        for (name, value) in &about.data {
            let _ = write!(svg, " data-{name}=\"{}\"", escape(value));
        }
    }
    let _ = write!(svg, " d=\"{}\"", shape.path);
    match shape.about.as_ref().filter(|about| !about.title.is_empty()) {
        Some(about) => {
            let _ = writeln!(svg, "><title>{}</title></path>", escape(&about.title));
        }
        None => svg.push_str("/>\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_valid_and_distinct() {
        assert_eq!(identifier("area", "LAZ-01"), "area-LAZ-01");
        assert_ne!(identifier("area", "a b"), identifier("area", "a_b"));
        assert_eq!(as_identifier("area-Città_1.b"), "area-Città_1.b");
        assert_eq!(as_identifier("x\" onload=\"y"), "x_22__20_onload_3d__22_y");
    }

    // RFC 4648, section 10.
    #[test]
    fn bytes_as_text() {
        assert_eq!(
            ["f", "fo", "foo", "foob"].map(|text| base64(text.as_bytes())),
            ["Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }
}
