//! How wide tables are, in letters: whether pages have room for all columns, and how column titles are broken into lines.

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::table::{Row, Table};

/// Column titles are broken into lines of so many letters.
const LETTERS_OF_A_TITLE: usize = 11;
/// Columns of words that are longer are broken into lines.
const LETTERS_OF_A_LINE: usize = 30;
/// What a column of broken lines takes at the least.
pub(crate) const LETTERS_OF_BROKEN: usize = 20;
/// So many letters stand side by side on a page, with the space between columns.
const LETTERS_OF_A_PAGE: usize = 120;
/// The space between two columns.
const BETWEEN: usize = 1;

/// A title in lines as short as its words let them be.
pub(crate) fn broken(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // After a hyphen too.
    for piece in title.split_inclusive([' ', '-']) {
        match lines.last_mut() {
            Some(line) if (line.clone() + piece.trim_end()).chars().count() <= LETTERS_OF_A_TITLE => {
                line.push_str(piece);
            }
            Some(_) | None => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The letters of the longest cell of a column, or line of its title.
fn longest(table: &Table, column: usize, language: Language) -> usize {
    let kind = table.columns[column].kind;
    let of_row = |row: &Row| match row {
        Row::Heading(_) => 0,
        Row::Cells { cells, .. } => cells[column].written(kind, language).chars().count(),
    };
    // Letters of words are narrower than digits.
    let title = broken(&table.columns[column].printed(language)).iter().map(|line| line.chars().count() * 9 / 10).max();
    table.rows.iter().map(of_row).max().unwrap_or(0).max(title.unwrap_or(0))
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Width {
    /// As its longest cell, of so many letters.
    Own(usize),
    /// What the others leave: its words are broken into lines.
    Rest,
}

/// The widths of all columns.
pub(crate) fn widths(table: &Table, language: Language) -> Vec<Width> {
    let width = |(at, kind): (usize, Kind)| match longest(table, at, language) {
        letters if (at == 0 || kind == Kind::Text) && letters > LETTERS_OF_A_LINE => Width::Rest,
        letters => Width::Own(letters),
    };
    table.columns.iter().map(|column| column.kind).enumerate().map(width).collect()
}

/// Whether a page has room for all columns of a table.
pub(crate) fn fits(table: &Table, language: Language) -> bool {
    let letters = |width: Width| match width {
        Width::Own(letters) => letters,
        Width::Rest => LETTERS_OF_BROKEN,
    };
    let all: usize = widths(table, language).into_iter().map(|width| letters(width) + BETWEEN).sum();
    all <= LETTERS_OF_A_PAGE
}
