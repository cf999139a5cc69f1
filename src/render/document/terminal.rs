//! The opening of a report as a terminal shows it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::render::document::content::{KeyNumber, Opening};

/// The headline, then the numbers, one line each.
pub(crate) fn terminal_opening(opening: &Opening) -> String {
    let mut text = format!("{}\n", opening.headline);
    let wide = opening.numbers.iter().map(|number| number.value.width()).max().unwrap_or(0);
    if wide > 0 {
        text.push('\n');
    }
    for KeyNumber { value, told, beside } in &opening.numbers {
        let beside = beside.as_ref().map(|beside| format!(" ({beside})")).unwrap_or_default();
        let _ = writeln!(text, "  {value}{:pad$}  {told}{beside}", "", pad = wide - value.width());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_below_each_other() {
        let number = |value: &str, beside: Option<&str>| KeyNumber {
            value: value.to_owned(),
            told: "of them".to_owned(),
            beside: beside.map(str::to_owned),
        };
        let opening = Opening {
            headline: "Two answered.".to_owned(),
            lead: None,
            numbers: vec![number("51.7 %", Some("by chance 40 to 50")), number("8", None)],
            figures: Vec::new(),
            said: Vec::new(),
            unsaid: Vec::new(),
        };
        let expected = "Two answered.\n\n  51.7 %  of them (by chance 40 to 50)\n  8       of them\n";
        assert_eq!(terminal_opening(&opening), expected);
    }
}
