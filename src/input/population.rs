//! Residents of places, from a table with a code column and a column of counts.

use crate::input::error::{Kind, Place, Problems, Remark, counted, first_few};
use crate::input::file::InputFile;
use crate::input::number::{NumberFormat, format_of_column, parse_count};
use crate::input::table::{Column, Row, Table};
use crate::input::territory::near_codes;
use crate::model::count::Residents;
use crate::model::index::{AreaIndex, LevelIndex};
use crate::model::population::Population;
use crate::model::territory::Territory;

/// Words of rows that hold totals, not places.
const TOTALS: [&str; 6] = ["total", "totale", "italia", "italy", "tot", "totals"];

/// What is read, with what was done on the way.
#[derive(Debug)]
pub struct Read<T> {
    /// The result.
    pub value: T,
    /// What a reader should know.
    pub warnings: Vec<Remark>,
}

/// Reads residents by place: `<finest level>_code` or `code`, `population`, and `population_18plus` where it is given.
///
/// # Errors
/// Unknown, repeated and malformed codes, counts that are none.
pub fn read_population(
    file: &InputFile,
    territory: &Territory,
    titles: &dyn Fn(&str) -> String,
    numbers: Option<NumberFormat>,
) -> Result<Read<Population>, Problems> {
    let finest = territory.finest();
    let wanted = format!("{}_code", territory.level_name(finest));
    let needed: [&[&str]; 2] = [&[&titles(&wanted), &titles("code")], &[&titles("population")]];
    let table = Table::read(file, &needed)?;
    let mut problems = Problems::default();
    let code_column = table.find(&titles(&wanted)).or_else(|| table.find(&titles("code")));
    let code_column = match code_column {
        Some(column) => Some(column),
        None => problems.take(table.require(&titles(&wanted))),
    };
    let all_column = problems.take(table.require(&titles("population")));
    let adults_column = table.find(&titles("population_18plus"));
    let (Some(code_column), Some(all_column)) = (code_column, all_column) else { return Err(problems) };
    let mut warnings = table.warnings.clone();
    let used = [Some(&code_column), Some(&all_column), adults_column.as_ref()];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let mut codes = CodeReader::new(territory, finest, code_column);
    let counts = [Some(&all_column), adults_column.as_ref()]
        .map(|column| column.map(|column| CountReader::new(&table, column, numbers)));
    let mut found = [vec![None; territory.n_places()], vec![None; territory.n_places()]];
    let mut line_of = vec![None; territory.n_places()];
    let mut totals = Vec::new();
    for row in table.rows() {
        if is_total(row, &codes.column) {
            totals.push(format!("{} {}", table.line_word(), row.line));
            continue;
        }
        let Some(place) = codes.read(row, &mut problems) else { continue };
        if let Some(line) = line_of[place.index()].replace(row.line) {
            let message = format!(
                "the {} {:?} stands on {} {line} already",
                territory.level_name(finest),
                row.cell(&codes.column),
                table.line_word()
            );
            problems.push(row.problem(Kind::Repeated, &codes.column, message));
            continue;
        }
        for (found, reader) in found.iter_mut().zip(&counts) {
            if let Some(reader) = reader {
                found[place.index()] = reader.read(row, &mut problems).map(Residents);
            }
        }
    }
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell());
    }
    warnings.extend(codes.restored(&table));
    if !totals.is_empty() {
        let message = format!("{} of totals skipped: {}", counted(totals.len(), "row"), first_few(&totals));
        warnings.push(Remark::of(Kind::RowsLeftOut, Place::file(&table.file), message));
    }
    let absent: Vec<String> = territory
        .areas(finest)
        .iter()
        .zip(&line_of)
        .filter(|(_, line)| line.is_none())
        .map(|(area, _)| format!("{} {}", area.code, area.name))
        .collect();
    if !absent.is_empty() {
        let message = format!(
            "{} of the territory not in the table, residents not known: {}",
            counted(absent.len(), territory.level_name(finest)),
            first_few(&absent)
        );
        warnings.push(Remark::of(Kind::MissingCount, Place::file(&table.file), message));
    }
    let [all, adults] = found;
    Ok(Read { value: Population { all, adults: adults_column.map(|_| adults) }, warnings })
}

fn is_total(row: Row<'_>, code: &Column) -> bool {
    let cell = row.cell(code).to_lowercase();
    TOTALS.contains(&cell.as_str())
}

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
pub struct CountReader<'a> {
    column: &'a Column,
    format: Option<NumberFormat>,
}

impl<'a> CountReader<'a> {
    /// A reader of the counts in `column`.
    pub fn new(table: &Table, column: &'a Column, declared: Option<NumberFormat>) -> Self {
        let format = declared.or_else(|| {
            format_of_column(table.rows().filter(|row| !row.nature(column).is_number()).map(|row| row.cell(column)))
        });
        Self { column, format }
    }

    /// The count in the row, `None` for an empty cell or after a problem.
    pub fn read(&self, row: Row<'_>, problems: &mut Problems) -> Option<u64> {
        let text = row.optional(Some(self.column))?;
        match parse_count(text, number_format(row, self.column, self.format)) {
            Ok(count) => Some(count),
            Err(error) => {
                let message = format!("expected {}, found {text:?}", error.expected);
                problems.push(row.problem(error.kind, self.column, message).maybe_hint(error.hint));
                None
            }
        }
    }
}
