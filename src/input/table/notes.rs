//! Titles above a table and notes around it: what they say of the table as a whole.

use crate::input::cell::grid::GridRow;

/// How many rows at the end may be notes.
pub(crate) const ROWS_LOOKED_AT: usize = 50;

/// Words that notes begin with.
const NOTES: &[&str] = &[
    "fonte",
    "fonti",
    "source",
    "nota",
    "note",
    "n.b.",
    "avvertenz",
    "dati ",
    "elaborazion",
    "ultimo aggiornamento",
    "last update",
    "data extracted",
    "dataset",
    "legenda",
    "(a)",
    "(1)",
    "*",
];

/// Words that the name of a source begins with.
const SOURCES: &[&str] = &["fonte", "fonti", "source", "sources"];
/// Words that a table's number stands after, as publications count theirs.
const NUMBERED: &[&str] = &["tavola", "tav", "tabella", "tab", "table", "prospetto"];

/// What rows around a table say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What it is called: the first row above it that has one text alone, without a number such as `Tavola 1 -`.
    pub title: Option<String>,
    /// Who made it: rows such as `Fonte: …` above or below, without that word.
    pub credit: Option<String>,
}

impl About {
    /// What rows above and below a table say.
    pub fn of(above: &[GridRow], below: &[GridRow]) -> Self {
        let texts = |rows: &[GridRow]| -> Vec<String> {
            let texts = rows.iter().filter_map(GridRow::only_text);
            texts.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        };
        let (above, below) = (texts(above), texts(below));
        let says_something = |text: &&String| text.chars().any(char::is_alphabetic) && !is_note(text);
        let mut credits: Vec<&str> = Vec::new();
        for credit in above.iter().chain(&below).filter_map(|text| credit_of(text)) {
            if !credits.contains(&credit) {
                credits.push(credit);
            }
        }
        Self {
            title: above.iter().find(says_something).map(|title| without_number(title).to_owned()),
            credit: (!credits.is_empty()).then(|| credits.join("; ")),
        }
    }
}

/// Who made a table, where a note says so.
fn credit_of(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let word = word.to_lowercase();
    let credit = match SOURCES.contains(&word.as_str()) {
        true => rest.trim_start_matches([':', '-', '–', '.', ' ']).trim(),
        false if word.starts_with("elaborazion") => text,
        false => return None,
    };
    (!credit.is_empty()).then_some(credit)
}

/// A title without the number that a publication gives its table: `Tavola 1.2 - Residenti` is `Residenti`.
fn without_number(title: &str) -> &str {
    let after = |title: &str| -> Option<usize> {
        let (word, rest) = title.split_once(' ')?;
        let is_numbered = NUMBERED.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        let is_mark = |letter: char| matches!(letter, '-' | '–' | '—' | ':' | '.' | ' ');
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '.')?;
        let (number, rest) = rest.split_at(end);
        let rest = rest.trim_start_matches(is_mark);
        let fits = is_numbered && number.starts_with(|letter: char| letter.is_ascii_digit()) && !rest.is_empty();
        fits.then(|| title.len() - rest.len())
    };
    after(title).map_or(title, |start| &title[start..])
}

/// Whether a text begins as notes do.
pub fn is_note(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    NOTES.iter().any(|start| lower.starts_with(start))
}

/// How many rows at the end are notes: one cell of text that begins as notes do.
pub fn note_rows(rows: &[GridRow]) -> usize {
    let is_note = |row: &&GridRow| row.only_text().is_some_and(is_note);
    rows.iter().rev().take(ROWS_LOOKED_AT).take_while(is_note).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_below_are_told_from_rows() {
        let row = |cells: &[&str]| GridRow { record: cells.iter().collect(), ..GridRow::default() };
        let table = [row(&["a", "b"]), row(&["x", ""]), row(&["Fonte: ISTAT", ""]), row(&["(a) provisional"])];
        assert_eq!(note_rows(&table), 2);
    }

    #[test]
    fn titles_lose_their_number_and_credits_their_word() {
        for (text, title) in [
            ("Tavola 1 - Popolazione residente per sesso", "Popolazione residente per sesso"),
            ("Tav. 1.2a – Residenti", "Residenti"),
            ("Table 3: Beds", "Beds"),
            ("Tabella 4. Posti letto", "Posti letto"),
            ("Tavola 5", "Tavola 5"),
            ("Table tennis clubs", "Table tennis clubs"),
            ("Residents of Squareland, 1 January 2023", "Residents of Squareland, 1 January 2023"),
        ] {
            assert_eq!(without_number(text), title);
        }
        for (text, credit) in [
            ("Fonte: ISTAT", Some("ISTAT")),
            ("FONTI - anagrafi, censimento", Some("anagrafi, censimento")),
            ("Source ISTAT", Some("ISTAT")),
            ("Elaborazione su dati ISTAT", Some("Elaborazione su dati ISTAT")),
            ("Fonte:", None),
            ("Nota: provvisori", None),
            ("Sourced locally", None),
        ] {
            assert_eq!(credit_of(text), credit, "{text}");
        }
    }

    #[test]
    fn rows_around_a_table_tell_its_title_and_source() {
        let row = |cells: &[&str]| GridRow { record: cells.iter().collect(), ..GridRow::default() };
        let above = [row(&["Source: the office"]), row(&["2023", ""]), row(&["", "Beds"]), row(&["by region"])];
        let below = [row(&["Note: provisional"]), row(&["Source: the office"]), row(&["Source: the ministry"])];
        let about = About::of(&above, &below);
        assert_eq!(about.title.as_deref(), Some("Beds"));
        assert_eq!(about.credit.as_deref(), Some("the office; the ministry"));
        assert_eq!(About::of(&[row(&["a", "b"])], &[]), About::default());
    }
}
