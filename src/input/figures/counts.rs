//! Counts by code, as one reader gives them to another.

use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Table};
use crate::input::table::titles::Titles;
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::input::value::withheld::Marks;
use crate::model::base::index::PlaceIndex;
use crate::model::base::text::Text;

/// Residents under one code of a table.
#[derive(Clone, Debug)]
pub struct CodeCounts {
    /// The first line of the code, where its cell stands.
    pub line: u64,
    /// The code as the table writes it.
    pub text: Text,
    /// All residents.
    pub all: Option<u64>,
    /// Residents aged 18 and over.
    pub adults: Option<u64>,
    /// Whether a count of it is withheld.
    pub withheld: bool,
}

/// A table of residents, read.
#[derive(Debug)]
pub struct Counts {
    /// The table.
    pub table: Table,
    /// The title of the column of codes.
    pub code_title: String,
    /// One entry a code, or a row where codes stand once.
    pub counts: Vec<CodeCounts>,
    /// Whether residents aged 18 and over are told.
    pub has_adults: bool,
    /// What was recognised.
    pub said: Vec<Remark>,
    /// Problems of counts; those of codes are the caller's.
    pub problems: Problems,
}

/// How a study says its table of residents is to be read.
#[derive(Default)]
pub struct PopulationOptions<'a> {
    /// Titles of the file's own, by the name of the column.
    pub titles: Titles,
    /// What marks thousands and decimals.
    pub numbers: Option<NumberFormat>,
    /// The period to read, where the table has several.
    pub period: Option<&'a str>,
    /// The day that the table's codes are of, where they are to be converted.
    pub codes: Option<jiff::civil::Date>,
    /// What marks counts that are withheld.
    pub marks: Marks,
    /// The year of the study, which decides between several periods where none is named.
    pub year: Option<i16>,
    /// The places that the study is about, where they are not all: of others nothing is said.
    pub places: Option<&'a [PlaceIndex]>,
}

impl PopulationOptions<'_> {
    /// Readers of the counts of columns that belong together.
    pub fn readers(
        &self,
        table: &Table,
        columns: &[Column],
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Vec<NumberReader> {
        let rules = ColumnRules {
            expected: Expected::Count,
            numbers: self.numbers,
            missing: Missing::default(),
            withheld: Some(self.marks.clone()),
        };
        NumberReader::together(table, columns, rules, said, problems)
    }

    /// A reader of the counts of a column.
    pub fn reader(
        &self,
        table: &Table,
        column: &Column,
        said: &mut Vec<Remark>,
        problems: &mut Problems,
    ) -> Option<NumberReader> {
        self.readers(table, std::slice::from_ref(column), said, problems).pop()
    }
}
