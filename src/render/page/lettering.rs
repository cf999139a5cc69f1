//! Lines of text as SVG: letters, and below them the lines that keep them apart from what they stand on.
//!
//! Halos are elements of their own, for many programs draw the line of a text over its letters whatever `paint-order` says.

use std::fmt::Write as _;

use crate::model::base::text::is_turning;
use crate::render::page::path::{fixed, hundredths};
use crate::render::page::scene::{Anchor, Text, TextForm};
use crate::render::page::typeface::{Weight, outline, width};

/// For whom text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Any program, in this form.
    Any(TextForm),
    /// This program itself, to draw it with the typeface that it carries.
    Own,
}

/// Text that is wider than this, in sizes of type, says how wide it is: so that letters of another typeface, which are up to a fifth
/// wider, take no room of others. What is shorter strays by less than the gaps around it.
const LONG: f64 = 3.5;

/// Adds lines of text that stand one after the other, all halos below all letters.
pub(crate) fn push_texts(svg: &mut String, texts: &[&Text], reader: Reader) {
    push_halos(svg, texts, reader);
    for text in texts {
        if reader == Reader::Any(TextForm::Outlined) {
            let label = escape(&text.text);
            let _ = writeln!(
                svg,
                "<path role=\"img\" aria-label=\"{label}\" fill=\"{}\" d=\"{}\"/>",
                text.ink,
                letters(text)
            );
        } else {
            push_text(svg, text, reader, &Shared::NOTHING, &format!(" fill=\"{}\"", text.ink));
        }
    }
}

/// The style of what is never selected, which no attribute says.
pub(crate) const UNSELECTED: &str = "-webkit-user-select:none;user-select:none";

/// What stands below letters: hidden from who listens, and never selected.
fn push_halos(svg: &mut String, texts: &[&Text], reader: Reader) {
    let with_halo: Vec<&Text> = texts.iter().copied().filter(|text| text.halo.is_some()).collect();
    let Some(first) = with_halo.first() else { return };
    let as_text = matches!(reader, Reader::Any(TextForm::Named | TextForm::Embedded));
    let shared = if as_text { Shared::of(first, &with_halo) } else { Shared::NOTHING };
    svg.push_str("<g aria-hidden=\"true\" pointer-events=\"none\"");
    if as_text {
        let _ = write!(svg, " style=\"{UNSELECTED}\"");
    }
    svg.push_str(" stroke-linejoin=\"round\"");
    shared.push(svg);
    svg.push_str(">\n");
    for text in with_halo {
        let Some((colour, width)) = &text.halo else { continue };
        let paint = format!(" fill=\"{colour}\" stroke=\"{colour}\" stroke-width=\"{}\"", hundredths(*width));
        if as_text {
            push_text(svg, text, reader, &shared, &paint);
        } else {
            let _ = writeln!(svg, "<path{paint} d=\"{}\"/>", letters(text));
        }
    }
    svg.push_str("</g>\n");
}

/// Attributes that a group of texts has in common.
struct Shared {
    size: Option<String>,
    weight: Option<Weight>,
    anchor: Option<Anchor>,
}

impl Shared {
    const NOTHING: Self = Self { size: None, weight: None, anchor: None };

    fn of(first: &Text, texts: &[&Text]) -> Self {
        let size = fixed(first.size);
        let all = |test: &dyn Fn(&Text) -> bool| texts.iter().all(|text| test(text));
        Self {
            size: all(&|text| fixed(text.size) == size).then_some(size.clone()),
            weight: all(&|text| text.weight == first.weight).then_some(first.weight),
            anchor: all(&|text| text.anchor == first.anchor).then_some(first.anchor),
        }
    }

    fn push(&self, svg: &mut String) {
        if let Some(size) = &self.size {
            let _ = write!(svg, " font-size=\"{size}\"");
        }
        self.weight.into_iter().for_each(|weight| push_weight(svg, weight));
        self.anchor.into_iter().for_each(|anchor| push_anchor(svg, anchor));
    }
}

fn push_weight(svg: &mut String, weight: Weight) {
    if weight != Weight::Regular {
        let _ = write!(svg, " font-weight=\"{}\"", weight.css());
    }
}

fn push_anchor(svg: &mut String, anchor: Anchor) {
    match anchor {
        Anchor::Start => {}
        Anchor::Middle => svg.push_str(" text-anchor=\"middle\""),
        Anchor::End => svg.push_str(" text-anchor=\"end\""),
    }
}

fn push_text(svg: &mut String, text: &Text, reader: Reader, shared: &Shared, paint: &str) {
    let [x, y] = text.at;
    let _ = write!(svg, "<text x=\"{}\" y=\"{}\"", fixed(x), fixed(y));
    if shared.size.is_none() {
        let _ = write!(svg, " font-size=\"{}\"", fixed(text.size));
    }
    if shared.weight.is_none() {
        push_weight(svg, text.weight);
    }
    if shared.anchor.is_none() {
        push_anchor(svg, text.anchor);
    }
    if reader != Reader::Own {
        let wide = width(&text.text, text.size, text.weight);
        if wide > LONG * text.size {
            let _ = write!(svg, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", fixed(wide));
        }
    }
    let _ = writeln!(svg, "{paint}>{}</text>", escape(&text.text));
}

/// The outlines of a line's letters in its place.
fn letters(text: &Text) -> String {
    let [x, y] = text.at;
    let left = match text.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width(&text.text, text.size, text.weight) / 2.0,
        Anchor::End => x - width(&text.text, text.size, text.weight),
    };
    outline(&text.text, text.size, text.weight, [left, y]).trim_end().to_owned()
}

/// Text with the characters escaped that XML gives a meaning; characters that XML cannot hold, or that turn the direction of what follows,
/// are left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            left_out if left_out.is_control() || is_turning(left_out) => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(y: f64, text: &str) -> Text {
        Text {
            at: [50.0, y],
            anchor: Anchor::Middle,
            size: 10.0,
            weight: Weight::Regular,
            ink: "#000000".into(),
            halo: Some(("#ffffff".into(), 2.0)),
            text: text.to_owned(),
        }
    }

    fn written(reader: Reader) -> String {
        let (mut svg, lines) = (String::new(), [label(20.0, "Valle"), label(31.0, "d'Aosta e Sud")]);
        push_texts(&mut svg, &lines.each_ref(), reader);
        svg
    }

    #[test]
    fn all_halos_of_a_label_lie_below_its_letters() {
        let long = fixed(width("d'Aosta e Sud", 10.0, Weight::Regular));
        assert_eq!(
            written(Reader::Any(TextForm::Named)),
            format!(
                "<g aria-hidden=\"true\" pointer-events=\"none\" style=\"-webkit-user-select:none;user-select:none\" stroke-linejoin=\"round\" \
             font-size=\"10\" text-anchor=\"middle\">\n\
             <text x=\"50\" y=\"20\" fill=\"#ffffff\" stroke=\"#ffffff\" stroke-width=\"2\">Valle</text>\n\
             <text x=\"50\" y=\"31\" textLength=\"{long}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#ffffff\" stroke=\"#ffffff\" \
             stroke-width=\"2\">d'Aosta e Sud</text>\n\
             </g>\n\
             <text x=\"50\" y=\"20\" font-size=\"10\" text-anchor=\"middle\" fill=\"#000000\">Valle</text>\n\
             <text x=\"50\" y=\"31\" font-size=\"10\" text-anchor=\"middle\" textLength=\"{long}\" lengthAdjust=\"spacingAndGlyphs\" \
             fill=\"#000000\">d'Aosta e Sud</text>\n"
            )
        );
    }

    // What PDF is made of: text there is selected and read.
    #[test]
    fn halos_that_this_program_draws_itself_are_no_text() {
        let svg = written(Reader::Own);
        assert_eq!((svg.matches("<path").count(), svg.matches("<text").count()), (2, 2), "{svg}");
        assert!(svg.rfind("<path") < svg.find("<text"), "{svg}");
        assert!(!svg.contains("textLength"), "{svg}");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a<b & \"c\"\u{1}"), "a&lt;b &amp; &quot;c&quot;");
    }
}
