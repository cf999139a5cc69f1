//! What a spreadsheet did to a cell: formulas that failed, dates where something else was typed, cells merged away.

use crate::input::cell::content::Nature;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::value::cells::Cells;

/// Names of failed formulas as Excel and `LibreOffice` write them in English, Italian and German.
///
/// # Source
/// ECMA-376 part 1, section 18.17.3 (error values); the other words are those of Excel's Italian and German editions.
const FAILURES: &[&str] = &[
    "#N/A", "#N/D", "#NV", "#REF!", "#RIF!", "#BEZUG!", "#DIV/0!", "#VALUE!", "#VALORE!", "#WERT!", "#NAME?", "#NOME?",
    "#NUM!", "#ZAHL!", "#NULL!", "#NULLO!", "#SPILL!", "#CALC!", "Err:502", "Err:504", "Err:508", "Err:522",
];

/// Short names of months, English and Italian, as Excel writes them.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "gen", "mag", "giu", "lug",
    "ago", "set", "ott", "dic",
];

/// What makes dates of other entries, and what to do.
const DATE: &str = "spreadsheets make dates of entries such as 1-3: format the column as text and type it again";

/// Whether text is the name of a failed formula.
pub fn is_failure(text: &str) -> bool {
    FAILURES.iter().any(|failure| failure.eq_ignore_ascii_case(text))
}

/// What may have happened to a cell that is not what it should be.
pub fn damage(nature: Nature, text: &str) -> Option<String> {
    match nature {
        Nature::Failed => Some("the formula of this cell failed: correct it, or leave the cell empty".to_owned()),
        Nature::Uncomputed => {
            Some("open the workbook in a spreadsheet and save it: that computes its formulas".to_owned())
        }
        Nature::Date => Some(DATE.to_owned()),
        Nature::Merged => Some("the cell is merged with others: split them and fill in each row".to_owned()),
        Nature::Percent => Some("the cell is shown as a percentage".to_owned()),
        Nature::Text if is_failure(text) => {
            Some("a formula failed before the table was saved: correct it, or leave the cell empty".to_owned())
        }
        Nature::Text if is_month_and_number(text) => Some(format!("this may have been a number; {DATE}")),
        Nature::Text | Nature::Number => None,
    }
}

/// Refuses dates that stand beside other words: they were ranges such as `1-3` before a spreadsheet read them. A column wholly of dates is
/// dates. `is_settled` says which texts are declared or say that nothing is known.
pub fn refuse_dates(cells: &Cells<'_>, is_settled: impl Fn(&str) -> bool, problems: &mut Problems) {
    let is_open = |position: &usize| !is_settled(cells.cells[*position].text);
    let is_date = |position: &usize| {
        let cell = cells.cells[*position];
        cell.nature == Nature::Date || cell.nature == Nature::Text && is_date(cell.text)
    };
    let (dates, words): (Vec<usize>, Vec<usize>) = (0..cells.cells.len()).filter(is_open).partition(is_date);
    let Some(&word) = words.first() else { return };
    for position in dates {
        let (text, other) = (cells.cells[position].text, cells.cells[word].text);
        let message = format!("the cell holds the date {text} in a column of other words, such as {other:?}");
        problems.push(Remark::of(Kind::DamagedCell, cells.place(position), message).hint(DATE));
    }
}

/// Whether text is a date as spreadsheets and databases write it.
pub(crate) fn is_date(text: &str) -> bool {
    let is_number = |part: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    // A time may follow the day.
    let day = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let in_order = match parts.as_slice() {
        [one, two, three] if is_number(two, 1..=2) => {
            is_number(one, 4..=4) && is_number(three, 1..=2) || is_number(one, 1..=2) && is_number(three, 4..=4)
        }
        _ => false,
    };
    in_order || !text.contains(' ') && is_month_and_number(text)
}

/// `1-mar`, `mar-01`, `1-mar-23`: what a spreadsheet leaves of `1-3` in a text file.
fn is_month_and_number(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', ' ']).collect();
    let month = |part: &str| MONTHS.contains(&part.to_lowercase().as_str());
    let number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [one, two] => (month(one) && number(two)) || (number(one) && month(two)),
        [one, two, three] => number(one) && month(two) && number(three),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_made_of_one_to_three_is_recognised() {
        for text in ["1-mar", "mar-01", "01-Mar-23", "3-gen", "Jan-01"] {
            assert!(damage(Nature::Text, text).is_some(), "{text}");
        }
        for text in ["1-3", "A-01", "market-1", "12345", ""] {
            assert!(damage(Nature::Text, text).is_none(), "{text}");
        }
    }

    #[test]
    fn failed_formulas_are_recognised_in_text_too() {
        assert!(is_failure("#N/A") && is_failure("#rif!") && !is_failure("#1"));
    }

    #[test]
    fn dates_are_told_from_words_with_digits() {
        for text in ["2025-03-01", "2025-03-01 00:00:00", "01/03/2025", "1-mar", "3-Jan", "Jan-01"] {
            assert!(is_date(text), "{text}");
        }
        for text in ["1-3", "7+", "set 1", "2025", "10-19", "1/2", "12-34-56"] {
            assert!(!is_date(text), "{text}");
        }
    }
}
