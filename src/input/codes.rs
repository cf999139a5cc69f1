//! Codes and counts of tables, cell by cell: leading zeros put back, marks of thousands told apart.

use crate::input::error::{Kind, Place, Problems, Remark, counted};
use crate::input::number::{NumberFormat, format_of_column, parse_count};
use crate::input::table::{Column, Row, Table};
use crate::input::territory::near_codes;
use crate::model::index::{AreaIndex, LevelIndex};
use crate::model::territory::Territory;

/// Reads codes of one level, restoring leading zeros where only one area fits.
pub struct CodeReader<'a> {
    territory: &'a Territory,
    level: LevelIndex,
    /// The column of codes.
    pub column: Column,
    restored: Vec<(u64, String, String)>,
}

impl<'a> CodeReader<'a> {
    /// A reader of the codes of `level` in `column`.
    pub fn new(territory: &'a Territory, level: LevelIndex, column: Column) -> Self {
        Self { territory, level, column, restored: Vec::new() }
    }

    /// The area that the row names, or `None` after a problem.
    pub fn read(&mut self, row: Row<'_>, problems: &mut Problems) -> Option<AreaIndex> {
        let text = row.cell(&self.column);
        let problem = |message: String| row.problem(Kind::Code, &self.column, message);
        match find_code(self.territory, self.level, text) {
            FoundCode::Exact(area) => Some(area),
            FoundCode::Restored(area, code) => {
                self.restored.push((row.line, text.to_owned(), code));
                Some(area)
            }
            FoundCode::Unknown => {
                let name = self.territory.level_name(self.level);
                let message = format!("no {name} has the code {text:?}");
                problems.push(problem(message).maybe_hint(near_codes(self.territory, self.level, text)));
                None
            }
            FoundCode::Malformed(error) => {
                problems.push(problem(error.to_string()).maybe_hint(error.hint));
                None
            }
        }
    }

    /// A warning that says how many codes got their zeros back.
    pub fn restored(&self, table: &Table) -> Option<Remark> {
        let (_, text, code) = self.restored.first()?;
        let message = format!(
            "column {}: leading zeros restored in {}, such as {code} for {text}",
            self.column.title,
            counted(self.restored.len(), "row")
        );
        Some(Remark::of(Kind::Changed, Place::file(&table.file), message))
    }
}

/// What became of text that should be a code.
pub enum FoundCode {
    /// An area has this code.
    Exact(AreaIndex),
    /// An area has this code once its leading zeros are put back.
    Restored(AreaIndex, String),
    /// Well formed, but no area has it.
    Unknown,
    /// Not well formed.
    Malformed(crate::model::code::ParseCodeError),
}

/// Finds the area of `level` with the code in `text`.
pub fn find_code(territory: &Territory, level: LevelIndex, text: &str) -> FoundCode {
    let name = territory.level_name(level);
    let error = match territory.coding().parse(name, text) {
        Ok(code) => {
            return territory.find(level, &code).map_or(FoundCode::Unknown, FoundCode::Exact);
        }
        Err(error) => error,
    };
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let padded = territory
        .coding()
        .digits(name)
        .filter(|wanted| all_digits && digits.len() <= *wanted)
        .map(|wanted| format!("{digits:0>wanted$}"));
    let found = padded.and_then(|padded| {
        let code = territory.coding().parse(name, &padded).ok()?;
        Some((territory.find(level, &code)?, padded))
    });
    found.map_or(FoundCode::Malformed(error), |(area, padded)| FoundCode::Restored(area, padded))
}

/// What the marks of a cell mean: a number of a spreadsheet has a decimal point, whatever was declared for text.
pub fn number_format(row: Row<'_>, column: &Column, declared: Option<NumberFormat>) -> Option<NumberFormat> {
    if row.nature(column).is_number() { Some(NumberFormat::English) } else { declared }
}

/// Reads counts of one column, whose own values may decide what its marks mean.
pub struct CountReader {
    column: Column,
    format: Option<NumberFormat>,
}

impl CountReader {
    /// A reader of the counts in `column`.
    pub fn new(table: &Table, column: Column, declared: Option<NumberFormat>) -> Self {
        let format = declared.or_else(|| {
            format_of_column(table.rows().filter(|row| !row.nature(&column).is_number()).map(|row| row.cell(&column)))
        });
        Self { column, format }
    }

    /// The count in the row, `None` for an empty cell or after a problem.
    pub fn read(&self, row: Row<'_>, problems: &mut Problems) -> Option<u64> {
        let text = row.optional(Some(&self.column))?;
        match parse_count(text, number_format(row, &self.column, self.format)) {
            Ok(count) => Some(count),
            Err(error) => {
                let message = format!("expected {}, found {text:?}", error.expected);
                problems.push(row.problem(error.kind, &self.column, message).maybe_hint(error.hint));
                None
            }
        }
    }
}
