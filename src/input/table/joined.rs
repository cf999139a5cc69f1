//! Headers of several rows: which rows belong to one, and what its columns are called.
//!
//! An upper title stands over several columns: in a workbook as merged cells, in a text as a cell with empty ones after it. A
//! title that stands over one column alone reaches down through the empty cells below it.

use std::collections::BTreeSet;

use crate::input::cell::content::Nature;
use crate::input::cell::grid::GridRow;
use crate::input::table::needed::Needed;
use crate::input::table::notes::is_note;

/// The most rows that a header has.
const MOST_ROWS: usize = 3;

/// How many rows below a header tell what its columns hold.
const ROWS_BELOW: usize = 10;

/// What a column is called: the title of each row of the header that says something, the upper first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The parts joined by spaces: `Popolazione Totale`.
    pub whole: String,
    parts: Vec<String>,
}

impl Title {
    /// A title of parts; parts without words and those that repeat the one above are left out.
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut parts: Vec<String> = Vec::new();
        for text in texts {
            if !text.is_empty() && parts.last().is_none_or(|last| !same(last, &text)) {
                parts.push(text);
            }
        }
        Self { whole: parts.join(" "), parts }
    }

    /// Whether it has parts from several rows.
    pub fn is_joined(&self) -> bool {
        self.parts.len() > 1
    }

    /// Whether the lower parts alone, such as `Totale`, are what is asked for.
    fn ends_with(&self, wanted: &str) -> bool {
        (1..self.parts.len()).any(|start| same(&self.parts[start..].join(" "), wanted))
    }

    /// Whether one of several parts alone is what is asked for.
    fn has_part(&self, wanted: &str) -> bool {
        self.parts.len() > 1 && self.parts.iter().any(|part| same(part, wanted))
    }
}

/// Whether two titles are one but for capitals.
fn same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

/// The columns that a title may mean: the one that it names whole, else all whose lower titles it names, else all below or beside a
/// title of theirs.
pub fn meant(titles: &[Title], wanted: &str) -> Vec<usize> {
    let all = |is: &dyn Fn(&Title) -> bool| -> Vec<usize> {
        titles.iter().enumerate().filter(|(_, title)| is(title)).map(|(position, _)| position).collect()
    };
    let exact = titles.iter().position(|title| title.whole == wanted);
    if let Some(whole) = exact.or_else(|| titles.iter().position(|title| same(&title.whole, wanted))) {
        return vec![whole];
    }
    let lower = all(&|title| title.ends_with(wanted));
    if lower.is_empty() { all(&|title| title.has_part(wanted)) } else { lower }
}

/// How many groups of needed columns the titles name.
pub fn n_named(titles: &[Title], needed: Needed<'_>) -> usize {
    needed.iter().filter(|group| group.iter().any(|title| meant(titles, title).len() == 1)).count()
}

/// The first and last row of the header that has `anchor` among its rows: as many as belong together, which often is that one.
pub fn rows_of_header(rows: &[GridRow], anchor: usize, needed: Needed<'_>) -> (usize, usize) {
    for n_rows in (2..=MOST_ROWS).rev() {
        for first in (anchor + 1).saturating_sub(n_rows)..=anchor {
            let last = first + n_rows - 1;
            if last < rows.len() && Block::of(rows, first, last).is_header(anchor - first, needed) {
                return (first, last);
            }
        }
    }
    (anchor, anchor)
}

/// The titles of the columns below a header.
pub fn titles_of(rows: &[GridRow], (first, last): (usize, usize)) -> Vec<Title> {
    let mut titles = Block::of(rows, first, last).titles();
    while titles.len() > 1 && titles.last().is_some_and(|title| title.whole.is_empty()) {
        titles.pop();
    }
    titles
}

/// The titles of a row by itself.
pub fn titles_of_row(row: &GridRow) -> Vec<Title> {
    (0..row.record.len()).map(|column| Title::of(std::iter::once(spaced(row.text(column))))).collect()
}

/// A text with single spaces.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rows that may be a header together.
struct Block<'a> {
    rows: &'a [GridRow],
    below: &'a [GridRow],
    n_columns: usize,
    /// By row, which column each cell has its text from: its own, or that of the cell that stands over it.
    sources: Vec<Vec<Option<usize>>>,
    /// By row, how many columns each cell stands over.
    widths: Vec<Vec<usize>>,
}

impl<'a> Block<'a> {
    fn of(all: &'a [GridRow], first: usize, last: usize) -> Self {
        let (rows, below) = (&all[first..=last], &all[last + 1..]);
        let n_columns = rows.iter().map(|row| row.record.len()).max().unwrap_or(0);
        let below = &below[..below.len().min(ROWS_BELOW)];
        let mut block = Self { rows, below, n_columns, sources: Vec::new(), widths: Vec::new() };
        block.sources = (0..rows.len()).map(|row| block.sources_of(row)).collect();
        block.widths = block.sources.iter().map(|sources| widths_of(sources)).collect();
        block
    }

    /// Whether a row of the block below this one says something of the column.
    fn goes_on(&self, row: usize, column: usize) -> bool {
        self.rows[row + 1..].iter().any(|row| !row.text(column).is_empty())
    }

    /// Where each cell of a row has its text from.
    fn sources_of(&self, number: usize) -> Vec<Option<usize>> {
        let row = &self.rows[number];
        let is_last = number + 1 == self.rows.len();
        let is_below_title = |column: usize| number > 0 && !self.rows[number - 1].text(column).is_empty();
        // Where some cells of a row are merged beside a title, blank ones that are not stand below nothing.
        let is_merged = |column: usize| row.nature(column) == Nature::Merged && !is_below_title(column);
        let merges = (1..self.n_columns).any(|at| is_merged(at) && !row.text(at - 1).is_empty());
        let mut over: Option<usize> = None;
        let mut sources = vec![None; self.n_columns];
        for (column, source) in sources.iter_mut().enumerate() {
            if !row.text(column).is_empty() {
                *source = Some(column);
                over = (!is_last && (merges || self.goes_on(number, column))).then_some(column);
            } else if is_below_title(column) || (merges && row.nature(column) != Nature::Merged) {
                over = None;
            } else if !is_last && self.goes_on(number, column) {
                *source = over;
            }
        }
        sources
    }

    fn titles(&self) -> Vec<Title> {
        let text = |row: usize, column: usize| {
            let source = self.sources[row][column].unwrap_or(column);
            spaced(self.rows[row].text(source))
        };
        (0..self.n_columns).map(|column| Title::of((0..self.rows.len()).map(|row| text(row, column)))).collect()
    }

    /// Whether the column stands below a title of several columns.
    fn is_in_group(&self, column: usize) -> bool {
        let upper = self.rows.len() - 1;
        (0..upper).any(|row| self.sources[row][column].is_some_and(|source| self.widths[row][source] > 1))
    }

    /// Whether the rows are one header; `anchor` is the row that is one for other reasons.
    fn is_header(&self, anchor: usize, needed: Needed<'_>) -> bool {
        let upper = self.rows.len() - 1;
        (0..upper).all(|row| self.is_upper(row) && self.adjoins(row))
            && (0..=upper).all(|row| self.has_no_data(row))
            && (anchor == upper || self.reaches_down(anchor, needed))
    }

    /// Whether a row has a title over several columns. What stands over all columns, or alone above the first, is a title of the
    /// table.
    fn is_upper(&self, number: usize) -> bool {
        let row = &self.rows[number];
        let titled =
            (0..self.n_columns).filter(|column| !row.text(*column).is_empty() || self.goes_on(number, *column));
        let titled: Vec<usize> = titled.collect();
        let widest = titled.iter().map(|column| self.widths[number][*column]).max().unwrap_or(0);
        let stands_alone = row.n_filled() == 1 && titled.first().is_some_and(|first| !row.text(*first).is_empty());
        widest > 1 && widest < titled.len() && !stands_alone && !row.record.iter().any(is_note)
    }

    /// Whether the next row follows at once. Of a workbook a row between may be wholly covered by merged cells.
    fn adjoins(&self, number: usize) -> bool {
        let (row, next) = (&self.rows[number], &self.rows[number + 1]);
        let inside: usize = row.record.iter().map(|cell| cell.matches('\n').count()).sum();
        let is_sheet = !row.natures.is_empty();
        let gap = next.line.saturating_sub(row.line);
        if is_sheet {
            gap == 1 || (gap == 2 && row.natures.contains(&Nature::Merged))
        } else {
            gap == 1 + inside as u64
        }
    }

    /// Whether the only numbers of a row are titles: years, or ages and the like that go up by one.
    fn has_no_data(&self, number: usize) -> bool {
        let row = &self.rows[number];
        let numbers: Vec<usize> = (0..row.record.len()).filter(|&column| is_number(row, column)).collect();
        if numbers.is_empty() {
            return true;
        }
        let whole = |column: usize| row.text(column).parse::<u32>().ok();
        let are_years = numbers.iter().all(|&column| whole(column).is_some_and(|year| (1800..=2100).contains(&year)));
        let first = whole(numbers[0]);
        let go_up = numbers.len() > 2
            && numbers.windows(2).all(|pair| {
                let next = whole(pair[1]);
                next.is_some() && (next == whole(pair[0]).map(|before| before + 1) || next == first)
            });
        numbers.iter().all(|&column| self.is_in_group(column)) && (are_years || go_up)
    }

    /// Whether the rows below the anchor are titles and no data.
    fn reaches_down(&self, anchor: usize, needed: Needed<'_>) -> bool {
        let last = self.rows.len() - 1;
        let titles = self.titles();
        // A title that reaches down through blank cells, over a column that is filled below.
        let reaches = |column: &usize| {
            !self.rows[anchor].text(*column).is_empty()
                && self.rows[anchor + 1..].iter().all(|row| row.text(*column).is_empty())
        };
        let reaching: Vec<usize> = (0..self.n_columns).filter(reaches).collect();
        let filled = |column: &&usize| self.below.first().is_some_and(|row| !row.text(**column).is_empty());
        if !reaching.is_empty() && reaching.iter().filter(filled).count() * 2 >= reaching.len() {
            return true;
        }
        // Words over numbers.
        let grouped: Vec<usize> = (0..self.n_columns).filter(|column| self.is_in_group(*column)).collect();
        let words_over_numbers = |column: &&usize| {
            let column = **column;
            let of_column = || self.below.iter().filter(|row| !row.text(column).is_empty());
            let numbers = of_column().filter(|row| is_number(row, column)).count();
            !is_number(&self.rows[last], column) && numbers > 0 && numbers * 2 >= of_column().count()
        };
        let distinct: BTreeSet<&str> = grouped.iter().map(|column| titles[*column].whole.as_str()).collect();
        let tell_apart = distinct.len() == grouped.len();
        if tell_apart && grouped.iter().filter(words_over_numbers).count() * 2 > grouped.len() {
            return true;
        }
        n_named(&titles, needed) > n_named(&titles_of_row(&self.rows[anchor]), needed)
    }
}

/// How many columns have their text from each.
fn widths_of(sources: &[Option<usize>]) -> Vec<usize> {
    let mut widths = vec![0; sources.len()];
    for source in sources.iter().flatten() {
        widths[*source] += 1;
    }
    widths
}

/// Whether a cell holds a number, or digits with the marks of numbers.
fn is_number(row: &GridRow, column: usize) -> bool {
    let text = row.text(column);
    row.nature(column).is_number()
        || text.contains(|letter: char| letter.is_ascii_digit())
            && text.trim_start_matches(['-', '+', '−']).chars().all(|letter| {
                letter.is_ascii_digit() || letter.is_whitespace() || matches!(letter, '.' | ',' | '\'' | '’' | '%')
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a text: cells between bars.
    fn rows(text: &str) -> Vec<GridRow> {
        let row = |(at, line): (usize, &str)| GridRow {
            line: at as u64 + 1,
            record: line.split('|').map(str::trim).collect(),
            natures: Vec::new(),
        };
        text.lines().enumerate().map(row).collect()
    }

    fn titles(text: &str, anchor: usize, needed: Needed<'_>) -> Vec<String> {
        let rows = rows(text);
        let header = rows_of_header(&rows, anchor, needed);
        titles_of(&rows, header).into_iter().map(|title| title.whole).collect()
    }

    #[test]
    fn upper_titles_stand_over_the_columns_to_their_right() {
        let text = "Codice|Regione|Popolazione||\n||Maschi|Femmine|Totale\n01|Piemonte|1|2|3";
        let expected = ["Codice", "Regione", "Popolazione Maschi", "Popolazione Femmine", "Popolazione Totale"];
        assert_eq!(titles(text, 0, &[]), expected);
        let text = "||Popolazione||\nCodice|Regione|Maschi|Femmine|Totale\n01|Piemonte|1|2|3";
        assert_eq!(titles(text, 1, &[&["codice"]]), expected);
        let text = "Codice|2021||2022|\n|M|F|M|F\n01|1|2|3|4";
        assert_eq!(titles(text, 0, &[]), ["Codice", "2021 M", "2021 F", "2022 M", "2022 F"]);
        let text = "Codice|Maschi|||Femmine||\n|0|1|2|0|1|2\n01|5|6|7|8|9|9";
        assert_eq!(titles(text, 0, &[])[3..5], ["Maschi 2", "Femmine 0"]);
        let text = "Codice|Residenti||||Famiglie\n|Italiani||Stranieri||\n|M|F|M|F|\n01|1|2|3|4|5";
        let expected = ["Codice", "Residenti Italiani M", "Residenti Italiani F", "Residenti Stranieri M"];
        assert_eq!(titles(text, 0, &[])[..4], expected);
        assert_eq!(titles(text, 0, &[])[5], "Famiglie");
    }

    #[test]
    fn words_over_numbers_are_titles_where_nothing_reaches_down() {
        let text = "Area|Popolazione|\nNome|Maschi|Femmine\nPiemonte|1|2\nLazio|3|n.d.";
        assert_eq!(titles(text, 0, &[]), ["Area Nome", "Popolazione Maschi", "Popolazione Femmine"]);
    }

    #[test]
    fn a_first_row_of_data_is_no_header() {
        for text in [
            "name|word||\nPiemonte|yes|no|no\nLazio|no|no|yes",
            "code|name|value||\n01|Piemonte|5|x|y\n02|Lazio|6|x|y",
            "region|year||\nLazio|2001|2003|2005\nUmbria|2002|2003|2004",
            "region|value||\nLazio|n.d.|n.d.|n.d.\nUmbria|2|3|4",
            "code|name|value\n01|Piemonte|\n02||5",
            "code|value|\n|5|6\n02|5|7",
            "Residents by region||\ncode|name|value\n01|Piemonte|5",
            "|made on Monday\ncode|value\n01|5",
        ] {
            let anchor = usize::from(text.contains("\ncode"));
            let rows = rows(text);
            assert_eq!(rows_of_header(&rows, anchor, &[]), (anchor, anchor), "{text}");
        }
    }

    #[test]
    fn a_title_is_asked_for_whole_or_by_its_lower_part() {
        let text = "Codice|Residenti||Famiglie|\n|Totale|Stranieri|Totale|Numerose\n01|1|2|3|4";
        let rows = rows(text);
        let titles = titles_of(&rows, rows_of_header(&rows, 0, &[]));
        let meant = |wanted: &str| meant(&titles, wanted);
        assert_eq!(meant("residenti totale"), [1]);
        assert_eq!(meant("Stranieri"), [2]);
        assert_eq!(meant("Totale"), [1, 3]);
        assert_eq!(meant("Famiglie"), [3, 4]);
        assert_eq!(meant("Codice"), [0]);
        assert!(meant("tot").is_empty());
    }
}
