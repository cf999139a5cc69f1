//! The columns of a table of residents, and which rows of it are read where further columns divide them.

use std::collections::BTreeSet;

use crate::input::figures::age::is_whole;
use crate::input::figures::counts::PopulationOptions;
use crate::input::problem::english::first_few;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::rows::{Column, Table};

/// The columns of a table of residents.
pub struct Columns<'a> {
    /// Codes.
    pub code: &'a Column,
    /// Everybody.
    pub count: Option<&'a Column>,
    /// Men and women; what counts everybody beside them must be their sum.
    pub parts: Option<&'a (Column, Column)>,
    /// Residents aged 18 and over.
    pub adults: Option<&'a Column>,
    /// Ages.
    pub age: Option<&'a Column>,
    /// Sexes.
    pub sex: Option<Column>,
    /// Periods.
    pub period: Option<Column>,
    /// Marital status, citizenship, kind of data: only their totals are read.
    pub further: Vec<Column>,
}

/// The first day of the year, in ISTAT's kinds of data; the others are of its end.
const ON_1_JANUARY: &str = "JAN";

/// The values of further columns that are read: the whole where a column has it, and one period; `None` after a problem.
pub fn choices<'a>(
    table: &Table,
    columns: &'a Columns<'_>,
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Option<Vec<(&'a Column, String)>> {
    let before = problems.0.len();
    let distinct = |column: &Column| -> Vec<String> {
        let values: BTreeSet<&str> = table.rows().map(|row| row.cell(column)).collect();
        values.into_iter().map(str::to_owned).collect()
    };
    let place = |column: &Column| Place::file(&table.file).column(&column.title);
    let mut wanted = Vec::new();
    for column in &columns.further {
        let values = distinct(column);
        let whole = values.iter().find(|value| is_whole(value) || value.as_str() == ON_1_JANUARY);
        match (whole, values.as_slice()) {
            (Some(whole), [_, _, ..]) => wanted.push((column, whole.clone())),
            (Some(_), _) | (None, []) => {}
            (None, [one]) => {
                let message = format!("the column holds only {one:?}: the counts are of that part alone");
                said.push(Remark::of(Kind::Assumed, place(column), message));
            }
            (None, several) => {
                let message = format!(
                    "expected one value or a total among them, found {}: {}",
                    several.len(),
                    first_few(several)
                );
                problems.push(
                    Remark::of(Kind::Value, place(column), message).hint("keep the rows of one of them in the table"),
                );
            }
        }
    }
    if let Some(column) = &columns.period {
        let values = distinct(column);
        let year = options.year.map(|year| year.to_string());
        let of_year = values.iter().find(|value| Some(value.as_str()) == year.as_deref());
        match (options.period, values.as_slice()) {
            (Some(period), _) => {
                if values.iter().any(|value| value == period) {
                    wanted.push((column, period.to_owned()));
                } else {
                    let message = format!("no row is of the period {period:?}; there are {}", first_few(&values));
                    problems.push(Remark::of(Kind::Value, place(column), message));
                }
            }
            (None, [] | [_]) => {
                if let (Some(one), Some(year)) = (values.first(), &year)
                    && !one.contains(year.as_str())
                {
                    let message = format!("the counts are of {one}, the study is of {year}");
                    said.push(Remark::of(Kind::Assumed, place(column), message));
                }
            }
            (None, several) => {
                if let Some(period) = of_year {
                    let message = format!("of {} periods {period} was read, the year of the study", several.len());
                    said.push(Remark::of(Kind::Assumed, place(column), message));
                    wanted.push((column, period.clone()));
                } else {
                    let message = format!("the table has {} periods: {}", several.len(), first_few(several));
                    let hint =
                        format!("say which one under [population], such as period = {:?}", several[several.len() - 1]);
                    problems.push(Remark::of(Kind::Value, place(column), message).hint(hint));
                }
            }
        }
    }
    (problems.0.len() == before).then_some(wanted)
}
