//! Tables of results as data: fixed column titles, twelve digits, missing cells empty. Written as CSV and JSON.

use std::borrow::{Borrow, Cow};
use std::fmt::{self, Write as _};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::language::Language;
use crate::model::base::text::Text;
use crate::model::base::word::words;
use crate::words::catalogue::plain;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text, a code or a fixed word.
    Text(Text),
    /// A count.
    Count(u64),
    /// A difference of counts.
    Difference(i128),
    /// A number; never NaN or infinite.
    Number(f64),
    /// Not known or not applicable.
    Missing,
}

impl Cell {
    /// A text cell, or a missing one.
    pub fn text(text: Option<impl Into<Text>>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(text.into()))
    }

    /// How many of something there are.
    pub fn count(count: usize) -> Self {
        Self::Count(count as u64)
    }

    /// A number to twelve significant digits, or a missing cell where there is none or it is not finite. Digits beyond are rounding of
    /// the arithmetic, and may differ between machines.
    pub fn number(value: Option<f64>) -> Self {
        value.and_then(twelve_digits).map_or(Self::Missing, Self::Number)
    }
}

/// The cell as CSV writes it.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => count.fmt(f),
            Self::Difference(difference) => difference.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Missing => Ok(()),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Residents> for Cell {
    fn from(residents: Residents) -> Self {
        Self::Count(residents.0)
    }
}

impl From<UnitCount> for Cell {
    fn from(units: UnitCount) -> Self {
        Self::Count(units.0)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Difference(difference) => match i64::try_from(*difference) {
                Ok(difference) => serializer.serialize_i64(difference),
                Err(_) => serializer.serialize_str(&difference.to_string()),
            },
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Missing => serializer.serialize_none(),
        }
    }
}

/// A finite number to twelve significant digits; -0 becomes 0.
pub(crate) fn twelve_digits(value: f64) -> Option<f64> {
    by_scale(value).or_else(|| by_text(value))
}

fn by_text(value: f64) -> Option<f64> {
    let rounded = format!("{value:.11e}").parse::<f64>().ok().filter(|value| value.is_finite());
    rounded.map(|value| value + 0.0)
}

/// The same quickly, where it is certain: a whole number of twelve digits and a power of ten up to 10²² are exact, so their quotient is the
/// number nearest to the decimal. Scaling errs by 10⁻⁴ of the last digit at the most, so only halves need to be looked at closely.
fn by_scale(value: f64) -> Option<f64> {
    const UNCERTAIN: f64 = 1e-3;
    let size = value.abs();
    if !(1e-10..1e11).contains(&size) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "from -10 to 11")]
    let scale = 10.0_f64.powi(11 - size.log10().floor() as i32);
    let scaled = size * scale;
    let rest = scaled - scaled.floor();
    let is_certain = (1e11..999_999_999_999.0).contains(&scaled) && (rest - 0.5).abs() > UNCERTAIN;
    is_certain.then(|| (scaled.round() / scale).copysign(value))
}

words! {
    /// The form of CSV.
    #[derive(Default)]
    pub enum CsvForm {
        /// Commas and points, for every program.
        #[default]
        Plain = "plain",
        /// As a spreadsheet of the study's language opens it right.
        Excel = "excel",
    }
}

/// As many letters as a text in a formula may have.
const LETTERS_OF_A_FORMULA: usize = 255;

/// A text that a spreadsheet shows as it is: what it would take for a formula, a number or a date stands in `="…"`, a formula of a text
/// alone; a longer one that would be a formula has an apostrophe before it.
fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
    let is_number = text.starts_with(|letter: char| letter.is_ascii_digit());
    if (is_formula || is_number) && text.chars().count() <= LETTERS_OF_A_FORMULA {
        format!("=\"{}\"", text.replace('"', "\"\""))
    } else if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A text as CSV of a form writes it.
fn csv_text(text: &str, form: CsvForm) -> Cow<'_, str> {
    match form {
        CsvForm::Plain => Cow::Borrowed(text),
        CsvForm::Excel => Cow::Owned(guarded(text)),
    }
}

/// Writes CSV of a form behind some bytes.
fn csv_writer(form: CsvForm, language: Language, begin: Vec<u8>) -> csv::Writer<Vec<u8>> {
    let (delimiter, end) = match form {
        CsvForm::Plain => (b',', csv::Terminator::Any(b'\n')),
        // Where commas are decimal, semicolons stand between cells.
        CsvForm::Excel => (if plain(language, "decimal-mark") == "," { b';' } else { b',' }, csv::Terminator::CRLF),
    };
    csv::WriterBuilder::new().delimiter(delimiter).terminator(end).from_writer(begin)
}

/// A table with its column titles.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The column titles, fixed for every study but for a study's own characteristics.
    pub columns: Vec<String>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column: its title, fixed for scripts, and the cell of a row in it.
struct Column<'a, R> {
    title: Cow<'a, str>,
    cell: Box<dyn Fn(&R) -> Cell + Send + Sync + 'a>,
}

/// The columns of a table of rows of one kind.
pub struct Columns<'a, R>(Vec<Column<'a, R>>);

impl<'a, R> Columns<'a, R> {
    /// No column yet.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// One column more: its title, and what a row says there.
    #[must_use]
    pub fn and(mut self, title: impl Into<Cow<'a, str>>, cell: impl Fn(&R) -> Cell + Send + Sync + 'a) -> Self {
        self.0.push(Column { title: title.into(), cell: Box::new(cell) });
        self
    }

    /// The titles.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|column| column.title.as_ref())
    }

    /// Whether a column is called so.
    pub fn has(&self, title: &str) -> bool {
        self.0.iter().any(|column| column.title == title)
    }
}

impl<R> Default for Columns<'_, R> {
    fn default() -> Self {
        Self::new()
    }
}

impl Sheet {
    /// The same without columns that have no value in any row.
    #[must_use]
    pub fn without_empty_columns(&self) -> Self {
        let is_filled = |column: usize| self.rows.iter().any(|row| row[column] != Cell::Missing);
        let kept: Vec<usize> = (0..self.columns.len()).filter(|column| is_filled(*column)).collect();
        let of_row = |row: &Vec<Cell>| kept.iter().map(|&column| row[column].clone()).collect();
        Self {
            columns: kept.iter().map(|&column| self.columns[column].clone()).collect(),
            rows: self.rows.iter().map(of_row).collect(),
        }
    }

    /// The table of rows in these columns.
    pub fn of<R>(columns: &Columns<'_, R>, rows: impl IntoIterator<Item = impl Borrow<R>>) -> Self {
        let cells = |row: &R| columns.0.iter().map(|column| (column.cell)(row)).collect();
        Self {
            columns: columns.titles().map(str::to_owned).collect(),
            rows: rows.into_iter().map(|row| cells(row.borrow())).collect(),
        }
    }

    /// An empty table with these columns.
    pub fn new(columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// The table as CSV that every program reads (RFC 4180, UTF-8, line feeds), with a notice as [`in_csv`](Self::in_csv) has it.
    pub fn to_csv(&self, notice: Option<&str>) -> Vec<u8> {
        self.in_csv(notice, CsvForm::Plain, Language::default())
    }

    /// The table as CSV: as every program reads it, or as a spreadsheet of a language opens it. A notice becomes a last column, so that no
    /// row can be cut off from it.
    ///
    /// # Panics
    /// Never: all rows are as long as the header, and memory takes all bytes.
    pub fn in_csv(&self, notice: Option<&str>, form: CsvForm, language: Language) -> Vec<u8> {
        [self.titles_in_csv(notice, form, language), self.rows_in_csv(notice, form, language)].concat()
    }

    /// The line of titles of [`in_csv`](Self::in_csv), with what stands before it.
    pub(crate) fn titles_in_csv(&self, notice: Option<&str>, form: CsvForm, language: Language) -> Vec<u8> {
        let begin = match form {
            CsvForm::Plain => "",
            // A byte-order mark says that accents are UTF-8.
            CsvForm::Excel => "\u{feff}",
        };
        let titles = self.columns.iter().map(String::as_str).chain(notice.map(|_| "notice"));
        let mut writer = csv_writer(form, language, begin.as_bytes().to_vec());
        let written = writer.write_record(titles.map(|title| csv_text(title, form).into_owned()));
        written.expect("records of one length are written to memory");
        writer.into_inner().expect("memory takes all bytes")
    }

    /// The lines of rows of [`in_csv`](Self::in_csv).
    pub(crate) fn rows_in_csv(&self, notice: Option<&str>, form: CsvForm, language: Language) -> Vec<u8> {
        let mark = plain(language, "decimal-mark");
        let mut writer = csv_writer(form, language, Vec::new());
        let mut text = String::new();
        let mut written = Ok(());
        for row in &self.rows {
            for cell in row {
                text.clear();
                match (form, cell) {
                    (_, Cell::Text(words)) => text.push_str(&csv_text(words, form)),
                    (CsvForm::Excel, Cell::Number(_)) => text.push_str(&cell.to_string().replace('.', mark)),
                    (CsvForm::Plain | CsvForm::Excel, _) => {
                        let _ = write!(text, "{cell}");
                    }
                }
                written = written.and_then(|()| writer.write_field(&text));
            }
            let notice = notice.map(|notice| csv_text(notice, form));
            written = written.and_then(|()| writer.write_record(notice.as_deref().map(str::as_bytes)));
        }
        written.expect("records of one length are written to memory");
        writer.into_inner().expect("memory takes all bytes")
    }

    /// The rows for which `keep` holds of the cell in `column`.
    #[must_use]
    pub fn filtered(mut self, column: &str, keep: impl Fn(&str) -> bool) -> Self {
        if let Some(position) = self.columns.iter().position(|title| title == column) {
            self.rows.retain(|row| matches!(&row[position], Cell::Text(text) if keep(text)));
        }
        self
    }
}

/// A sheet is written to JSON as a list of objects, in the order of rows and columns.
impl Serialize for Sheet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Row<'a>(&'a [String], &'a [Cell]);
        impl Serialize for Row<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(self.0.len()))?;
                for (title, cell) in self.0.iter().zip(self.1) {
                    map.serialize_entry(title, cell)?;
                }
                map.end()
            }
        }
        let mut list = serializer.serialize_seq(Some(self.rows.len()))?;
        for row in &self.rows {
            list.serialize_element(&Row(&self.columns, row))?;
        }
        list.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_cells_are_empty_and_a_notice_stands_in_every_row() {
        let columns = Columns::<(&str, f64)>::new()
            .and("area", |(area, _)| Cell::from(*area))
            .and("coverage", |(_, coverage)| Cell::number(Some(*coverage)));
        let sheet = Sheet::of(&columns, [("Valle d'Aosta, all", f64::NAN), ("Molise", 0.25)]);
        let text = String::from_utf8(sheet.to_csv(Some("synthetic"))).unwrap();
        assert_eq!(text, "area,coverage,notice\n\"Valle d'Aosta, all\",,synthetic\nMolise,0.25,synthetic\n");
        assert_eq!(serde_json::to_string(&sheet).unwrap().matches("null").count(), 1);
    }

    #[test]
    fn a_spreadsheet_takes_no_text_for_a_formula_a_number_or_a_date() {
        let columns = Columns::<(&str, f64)>::new()
            .and("code", |(code, _)| Cell::from(*code))
            .and("=share", |(_, share)| Cell::number(Some(*share)));
        let rows = [("01", 0.25), ("=cmd|'/C calc'!A0", 1234.5), ("4 to 6; \"x\"", -1.0), ("à", 3.0)];
        let sheet = Sheet::of(&columns, rows);
        let text = |language| String::from_utf8(sheet.in_csv(Some("-n"), CsvForm::Excel, language)).unwrap();
        let italian = [
            "\u{feff}code;\"=\"\"=share\"\"\";notice",
            "\"=\"\"01\"\"\";0,25;\"=\"\"-n\"\"\"",
            "\"=\"\"=cmd|'/C calc'!A0\"\"\";1234,5;\"=\"\"-n\"\"\"",
            "\"=\"\"4 to 6; \"\"\"\"x\"\"\"\"\"\"\";-1;\"=\"\"-n\"\"\"",
            "à;3;\"=\"\"-n\"\"\"",
            "",
        ];
        assert_eq!(text(Language::Italian), italian.join("\r\n"));
        assert!(text(Language::English).starts_with("\u{feff}code,\"=\"\"=share\"\"\",notice\r\n"));
        let long = format!("={}", "x".repeat(300));
        assert_eq!(guarded(&long), format!("'{long}"));
    }

    proptest::proptest! {
        #[test]
        fn digits_by_scale_are_those_by_text(digits in 0.0_f64..1.0, power in -12_i32..13, of_few in proptest::bool::ANY, is_below in proptest::bool::ANY) {
            let digits = if of_few { (digits * 1e4).round() / 1e4 } else { digits };
            let value = digits * 10.0_f64.powi(power) * if is_below { -1.0 } else { 1.0 };
            let expected = by_text(value).unwrap();
            proptest::prop_assert_eq!(twelve_digits(value).unwrap().to_bits(), expected.to_bits());
            proptest::prop_assert!(by_scale(value).is_none_or(|found| found.to_bits() == expected.to_bits()));
        }
    }

    #[test]
    fn numbers_have_twelve_significant_digits() {
        assert_eq!(Cell::number(Some(0.1 + 0.6)), Cell::Number(0.7));
        assert_eq!(Cell::number(Some(-1e-30 * 0.0)).to_string(), "0");
        assert_eq!(Cell::number(Some(123_456_789_012_345.0)).to_string(), "123456789012000");
    }
}
