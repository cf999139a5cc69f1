//! A scene as SVG: plain elements with concrete attributes that every program reads alike.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::render::page::font_subset::subset;
use crate::render::page::path::{fixed, hundredths};
use crate::render::page::scene::{
    Anchor, Fill, Group, Item, LengthUnit, MILLIMETRE, Paint, Part, Pattern, Scene, Shape, Text, TextForm,
};
use crate::render::page::typeface::{FAMILIES, FAMILY, Weight, glyphs, outline, width};

impl Scene {
    /// The picture as SVG, the same text for the same scene.
    pub fn to_svg(&self, form: TextForm) -> String {
        let mut svg = self.opening(form);
        let page = Shape::rectangle([0.0, 0.0, self.width, self.height], Paint::filled(self.page.clone()));
        push_shape(&mut svg, &page);
        for Part { group, .. } in &self.parts {
            push_group(&mut svg, group, form);
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
    pub(crate) fn opening(&self, form: TextForm) -> String {
        let length = |pixels: f64| match self.unit {
            LengthUnit::Pixel => fixed(pixels),
            LengthUnit::Millimetre => format!("{}mm", fixed(pixels / MILLIMETRE)),
        };
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
             viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"{}\" xml:lang=\"{}\" \
             aria-labelledby=\"title desc\" font-family=\"{FAMILIES}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
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
            escape(&self.metadata),
        );
        if form == TextForm::Embedded {
            svg.push_str(&self.font_faces());
        }
        for pattern in &self.patterns {
            push_pattern(&mut svg, pattern);
        }
        for part in &self.parts {
            push_clips(&mut svg, &part.group);
        }
        svg.push_str("</defs>\n");
        svg
    }
}

/// Text with the characters escaped that XML gives a meaning; characters that XML cannot hold are left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A valid and unique identifier for a code: letters, digits and hyphens stay, anything else is written as its number.
pub fn identifier(prefix: &str, code: &str) -> String {
    let mut id = format!("{prefix}-");
    for letter in code.chars() {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            id.push(letter);
        } else {
            id.push('_');
            let _ = write!(id, "{:x}", u32::from(letter));
            id.push('_');
        }
    }
    id
}

/// Bytes as text, RFC 4648 section 4.
fn base64(bytes: &[u8]) -> String {
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

fn push_pattern(svg: &mut String, pattern: &Pattern) {
    let side = fixed(pattern.side);
    let _ = write!(
        svg,
        "<pattern id=\"{}\" width=\"{side}\" height=\"{side}\" patternUnits=\"userSpaceOnUse\"",
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

/// The identifier of a group's clip.
fn clip_id(group: &Group) -> String {
    format!("{}-clip", group.id.as_deref().unwrap_or("group"))
}

fn push_clips(svg: &mut String, group: &Group) {
    if let Some(clip) = group.clip {
        let _ = write!(svg, "<clipPath id=\"{}\">", clip_id(group));
        push_shape(svg, &Shape::rectangle(clip, Paint::default()));
        svg.push_str("</clipPath>");
    }
    for item in &group.items {
        if let Item::Group(group) = item {
            push_clips(svg, group);
        }
    }
}

pub(crate) fn push_group(svg: &mut String, group: &Group, form: TextForm) {
    svg.push_str("<g");
    if let Some(id) = &group.id {
        let _ = write!(svg, " id=\"{id}\"");
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
        let _ = write!(svg, " clip-path=\"url(#{})\"", clip_id(group));
    }
    push_paint(svg, &group.paint);
    if group.title.is_some() {
        svg.push_str(" role=\"img\"");
    }
    svg.push_str(">\n");
    if let Some(title) = &group.title {
        let _ = writeln!(svg, "<title>{}</title>", escape(title));
    }
    for item in &group.items {
        match item {
            Item::Group(group) => push_group(svg, group, form),
            Item::Shape(shape) => push_shape(svg, shape),
            Item::Text(text) => push_text(svg, text, form),
        }
    }
    svg.push_str("</g>\n");
}

fn push_paint(svg: &mut String, paint: &Paint) {
    match &paint.fill {
        Some(Fill::None) => svg.push_str(" fill=\"none\""),
        Some(Fill::Colour(colour)) => {
            let _ = write!(svg, " fill=\"{colour}\"");
        }
        Some(Fill::Pattern(id)) => {
            let _ = write!(svg, " fill=\"url(#{id})\"");
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

fn push_shape(svg: &mut String, shape: &Shape) {
    svg.push_str("<path");
    if let Some(id) = &shape.id {
        let _ = write!(svg, " id=\"{id}\"");
    }
    push_paint(svg, &shape.paint);
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

fn push_text(svg: &mut String, text: &Text, form: TextForm) {
    let [x, y] = text.at;
    if form == TextForm::Outlined {
        let left = match text.anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width(&text.text, text.size, text.weight) / 2.0,
            Anchor::End => x - width(&text.text, text.size, text.weight),
        };
        let _ = write!(
            svg,
            "<path role=\"img\" aria-label=\"{}\" d=\"{}\"",
            escape(&text.text),
            outline(&text.text, text.size, text.weight, [left, y]).trim_end()
        );
    } else {
        let _ = write!(svg, "<text x=\"{}\" y=\"{}\" font-size=\"{}\"", fixed(x), fixed(y), fixed(text.size));
        if text.weight != Weight::Regular {
            let _ = write!(svg, " font-weight=\"{}\"", text.weight.css());
        }
        match text.anchor {
            Anchor::Start => {}
            Anchor::Middle => svg.push_str(" text-anchor=\"middle\""),
            Anchor::End => svg.push_str(" text-anchor=\"end\""),
        }
    }
    let _ = write!(svg, " fill=\"{}\"", text.ink);
    if let Some((colour, width)) = &text.halo {
        let _ = write!(
            svg,
            " stroke=\"{colour}\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
            fixed(*width)
        );
    }
    if form == TextForm::Outlined {
        svg.push_str("/>\n");
    } else {
        let _ = writeln!(svg, ">{}</text>", escape(&text.text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_valid_and_distinct() {
        assert_eq!(identifier("area", "LAZ-01"), "area-LAZ-01");
        assert_ne!(identifier("area", "a b"), identifier("area", "a_b"));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a<b & \"c\"\u{1}"), "a&lt;b &amp; &quot;c&quot;");
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
