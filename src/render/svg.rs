//! SVG as text: escaping, identifiers, path data in whole steps, the width of words.

use std::fmt::Write as _;

use crate::model::outline::Position;

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

/// From coordinates of a reference system to whole steps of a picture, y downwards.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The left and upper edge, in coordinates.
    pub corner: Position,
    /// Steps in a unit of the coordinates.
    pub scale: f64,
}

impl Frame {
    /// A position in whole steps.
    pub fn steps(&self, [x, y]: Position) -> [i64; 2] {
        #[expect(clippy::cast_possible_truncation, reason = "pictures are a few thousand steps wide")]
        let whole = |value: f64| (value * self.scale).round() as i64;
        [whole(x - self.corner[0]), whole(self.corner[1] - y)]
    }
}

/// Adds a line in relative whole steps to path data; points that fall on the one before are left out. `from` is where the path stands.
pub fn push_line(path: &mut String, points: &[Position], frame: &Frame, closed: bool, from: &mut [i64; 2]) {
    let mut steps: Vec<[i64; 2]> = Vec::with_capacity(points.len());
    for point in points {
        let here = frame.steps(*point);
        if steps.last() != Some(&here) {
            steps.push(here);
        }
    }
    if closed && steps.len() > 1 && steps.first() == steps.last() {
        steps.pop();
    }
    let Some(&first) = steps.first() else { return };
    if closed && steps.len() < 3 {
        // Too small for the picture: a mark of one step, so that no area vanishes.
        steps = vec![first, [first[0] + 1, first[1]], [first[0], first[1] + 1]];
    }
    path.push('m');
    for (number, step) in steps.iter().enumerate() {
        let [dx, dy] = [step[0] - from[0], step[1] - from[1]];
        if number > 0 && dx >= 0 {
            path.push(' ');
        }
        path.push_str(&dx.to_string());
        if dy >= 0 {
            path.push(' ');
        }
        path.push_str(&dy.to_string());
        *from = *step;
    }
    if closed {
        path.push('z');
        *from = first;
    }
}

/// The width of text in the unit of its size: the advance widths of Helvetica in thousandths, and 6 % for wider fonts of the list.
pub fn text_width(text: &str, size: f64) -> f64 {
    const WIDER: f64 = 1.06;
    let thousandths = text.chars().map(|letter| match letter {
        '\'' => 191,
        '\u{202f}' => 200,
        'i' | 'j' | 'l' | '|' | 'ì' | 'í' => 222,
        'f' | 't' | 'I' | '.' | ',' | ':' | ';' | '!' | ' ' | '/' | '\u{a0}' | '[' | ']' | '·' => 278,
        'r' | '-' | '(' | ')' => 333,
        '"' | '’' | '“' | '”' => 355,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500,
        'F' | 'T' | 'Z' => 611,
        'A' | 'B' | 'E' | 'K' | 'P' | 'S' | 'V' | 'X' | 'Y' | 'À' | 'È' | 'É' => 667,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' | '&' | 'Ù' => 722,
        'G' | 'O' | 'Q' | 'Ò' => 778,
        'm' | 'M' => 833,
        '%' => 889,
        'W' => 944,
        '@' | '—' => 1015,
        _ => 556,
    });
    f64::from(thousandths.sum::<u32>()) / 1000.0 * WIDER * size
}

/// Text broken into lines no wider than `most`, between words.
pub fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if text_width(line, size) + text_width(" ", size) + text_width(word, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A pixel position with one decimal at the most.
pub fn fixed(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

/// A line of text at a position in pixels; `weight` is CSS's, `anchor` is `start`, `middle` or `end`.
pub fn text_line(x: f64, y: f64, size: f64, weight: &str, ink: &str, anchor: &str, text: &str) -> String {
    let weight = if weight == "400" { String::new() } else { format!(" font-weight=\"{weight}\"") };
    let anchor = if anchor == "start" { String::new() } else { format!(" text-anchor=\"{anchor}\"") };
    format!(
        "<text x=\"{}\" y=\"{}\" font-size=\"{size}\" fill=\"{ink}\"{weight}{anchor}>{}</text>",
        fixed(x),
        fixed(y),
        escape(text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written_in_relative_steps() {
        let frame = Frame { corner: [0.0, 10.0], scale: 1.0 };
        let mut path = String::new();
        let mut from = [0, 0];
        push_line(&mut path, &[[1.0, 9.0], [4.0, 9.0], [4.0, 5.0], [1.0, 9.0]], &frame, true, &mut from);
        assert_eq!(path, "m1 1 3 0 0 4z");
        assert_eq!(from, [1, 1]);
    }

    #[test]
    fn identifiers_are_valid_and_distinct() {
        assert_eq!(identifier("area", "LAZ-01"), "area-LAZ-01");
        assert_ne!(identifier("area", "a b"), identifier("area", "a_b"));
    }

    #[test]
    fn text_is_escaped_and_wrapped() {
        assert_eq!(escape("a<b & \"c\"\u{1}"), "a&lt;b &amp; &quot;c&quot;");
        assert_eq!(wrap("one two three", 10.0, 50.0), ["one two", "three"]);
    }
}
