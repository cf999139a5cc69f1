//! What the columns of a table hold, and which areas their cells name, before it is said which column is meant.

use std::collections::BTreeSet;

use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::meaning::{Meaning, Way};
use crate::input::figures::column::{TableColumn, is_of_words, open_table, wanted_rows};
use crate::input::problem::remark::Problems;
use crate::input::table::rows::{Column, Row, Table};
use crate::model::base::index::AreaIndex;
use crate::model::study::Source;

/// Rows that are looked at to see what areas a column names.
const ROWS_LOOKED_AT: usize = 500;
/// Values of a column that are shown.
const SHOWN: usize = 3;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// All are empty.
    Nothing,
    /// Numbers.
    Numbers,
    /// Words.
    Words,
}

/// A column of a table of which nothing is known.
#[derive(Clone, Debug)]
pub struct SurveyedColumn {
    /// The title.
    pub title: String,
    /// What its cells are.
    pub content: Content,
    /// Its different texts, in the order in which they come; empty cells left out.
    pub texts: Vec<String>,
    /// Whether no text stands in two rows.
    pub is_unique: bool,
    column: Column,
}

/// How well the cells of a column name areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Cells that name one area, of those looked at.
    pub found: usize,
    /// Cells looked at; those of broader areas and empty ones left out.
    pub of: usize,
    /// By what they were understood, at best.
    pub way: Way,
    /// Whether they could as well be numbers that are no codes.
    pub is_doubtful: bool,
}

impl Fit {
    /// Whether most cells name areas.
    pub fn is_good(&self) -> bool {
        self.found > 0 && 5 * self.found >= 4 * self.of
    }
}

/// A table of which nothing is known but the file.
#[derive(Debug)]
pub struct Survey {
    /// The file.
    pub source: Source,
    /// Its columns that have a title.
    pub columns: Vec<SurveyedColumn>,
    table: Table,
    rows: (Option<String>, Option<String>),
}

impl Survey {
    /// Looks at a table; the columns of codes and of values may be empty where they are not known.
    ///
    /// # Errors
    /// A file that is no table, or has not the columns that are named.
    pub fn of(wanted: &TableColumn<'_>) -> Result<Self, Problems> {
        let code = wanted.code.map(|code| [code]);
        let value = Some([wanted.value]).filter(|[value]| !value.is_empty());
        let needed: Vec<&[&str]> = code.iter().chain(&value).map(|title| &title[..]).collect();
        let (table, source) = open_table(wanted, &needed)?;
        let mut problems = Problems::default();
        let rows = wanted_rows(&table, wanted.rows, &mut problems);
        if !problems.0.is_empty() {
            return Err(problems);
        }
        let columns = table.columns().filter(|column| !column.title.is_empty());
        let columns = columns.map(|column| surveyed(&table, &rows, column, wanted)).collect();
        let rows = wanted.rows.map(|(title, word)| (title.to_owned(), word.to_owned())).unzip();
        Ok(Self { source, columns, table, rows })
    }

    /// The column that a title means.
    ///
    /// # Errors
    /// When the table has none; the hint names a similar title or lists all.
    pub fn require(&self, title: &str) -> Result<&SurveyedColumn, Problems> {
        let found = self.table.require_by(title, "")?;
        self.columns.iter().find(|column| column.column == found).ok_or_else(Problems::default)
    }

    /// How well a column names the areas of a list, each in one row.
    pub fn fit(&self, column: &SurveyedColumn, gazetteer: &Gazetteer<'_>) -> Option<Fit> {
        if !column.is_unique || column.texts.is_empty() {
            return None;
        }
        let wanted = self.rows.0.as_deref().zip(self.rows.1.as_deref());
        let rows = wanted_rows(&self.table, wanted, &mut Problems::default());
        let step = rows.len().div_ceil(ROWS_LOOKED_AT).max(1);
        let mut fit = Fit { found: 0, of: 0, way: Way::Name, is_doubtful: true };
        let mut seen: BTreeSet<AreaIndex> = BTreeSet::new();
        for row in rows.iter().step_by(step) {
            let text = row.cell(&column.column);
            if text.is_empty() {
                continue;
            }
            match gazetteer.find(text) {
                Meaning::One(area, way) => {
                    // A column that names an area twice is not that of the codes.
                    if !seen.insert(area) {
                        return None;
                    }
                    fit.found += 1;
                    fit.way = fit.way.min(way);
                    let is_plain = match way {
                        Way::Code => !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()),
                        Way::Restored => true,
                        Way::Nuts | Way::Sign | Way::Name => false,
                    };
                    fit.is_doubtful &= is_plain && gazetteer.len() < MANY;
                }
                Meaning::Several(_) => {
                    fit.found += 1;
                    fit.is_doubtful = false;
                }
                Meaning::Broader => continue,
                Meaning::Autonomous(_) | Meaning::Unknown | Meaning::Malformed(_) => {}
            }
            fit.of += 1;
        }
        Some(fit)
    }
}

/// Among so many areas numbers that are codes by chance are rare.
const MANY: usize = 1_000;

fn surveyed(table: &Table, rows: &[Row<'_>], column: Column, wanted: &TableColumn<'_>) -> SurveyedColumn {
    let filled = || rows.iter().map(|row| row.cell(&column)).filter(|text| !text.is_empty());
    let mut known = BTreeSet::new();
    let texts: Vec<String> = filled().filter(|text| known.insert(*text)).map(str::to_owned).collect();
    let content = if texts.is_empty() {
        Content::Nothing
    } else if is_of_words(table, rows, &column, wanted) {
        Content::Words
    } else {
        Content::Numbers
    };
    let is_unique = filled().count() == texts.len();
    SurveyedColumn { title: column.title.clone(), content, texts, is_unique, column }
}

impl SurveyedColumn {
    /// The column in words: title, what it holds, its first values.
    pub fn told(&self) -> String {
        let first: Vec<&str> = self.texts.iter().take(SHOWN).map(String::as_str).collect();
        let more = if self.texts.len() > SHOWN { ", …" } else { "" };
        match self.content {
            Content::Nothing => format!("{:?} (empty)", self.title),
            Content::Numbers => format!("{:?} (numbers: {}{more})", self.title, first.join(", ")),
            Content::Words => format!("{:?} (words: {}{more})", self.title, first.join(", ")),
        }
    }
}
