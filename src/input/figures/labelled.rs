//! Rows of a table by their labels: figures of anything, for a chart.

use crate::input::figures::column::{TableColumn, open_table, rules};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Read, Remark};
use crate::input::table::notes::About;
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row};
use crate::input::value::column::Figure;
use crate::input::value::missing::Missing;
use crate::input::value::outlying::suspected;
use crate::model::study::Source;

/// Which columns to read.
#[derive(Clone, Copy, Debug)]
pub struct LabelledColumns<'a> {
    /// The table and its column of values.
    pub values: TableColumn<'a>,
    /// The column of labels.
    pub label: &'a str,
    /// The column of groups.
    pub group: Option<&'a str>,
    /// The columns of the lower and the upper end of an interval.
    pub ends: Option<[&'a str; 2]>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelledRow {
    /// What it is of.
    pub label: String,
    /// The group that it is in.
    pub group: Option<String>,
    /// Its value; `None` where that is not known.
    pub value: Option<f64>,
    /// Whether its value is withheld.
    pub is_withheld: bool,
    /// The ends of its interval, where both are known.
    pub ends: Option<[f64; 2]>,
}

/// All rows.
#[derive(Clone, Debug)]
pub struct LabelledRows {
    /// The rows, as they come.
    pub rows: Vec<LabelledRow>,
    /// The title of the values.
    pub title: String,
    /// The titles of the ends.
    pub ends: Option<[String; 2]>,
    /// Whether the values are percentages, read as shares.
    pub is_percent: bool,
    /// What rows around the table say of it.
    pub about: About,
    /// The file.
    pub source: Source,
}

/// Reads rows with their values.
///
/// # Errors
/// Missing columns, rows without a label or a group, text for a number, a value outside its interval, and a table without a value.
pub fn read_labelled(wanted: &LabelledColumns<'_>) -> Result<Read<LabelledRows>, Problems> {
    let titles: Vec<&str> = [wanted.label, wanted.values.value]
        .into_iter()
        .chain(wanted.group)
        .chain(wanted.ends.into_iter().flatten())
        .collect();
    let needed: Vec<&[&str]> = titles.iter().map(std::slice::from_ref).collect();
    let (table, source) = open_table(&wanted.values, &needed)?;
    let mut problems = Problems::default();
    let mut column = |title: &str| problems.take(table.require_by(title, ""));
    let (label, value) = (column(wanted.label), column(wanted.values.value));
    let group = wanted.group.map(&mut column);
    let ends = wanted.ends.map(|ends| ends.map(&mut column));
    let (Some(label), Some(value)) = (label, value) else { return Err(problems) };
    let ends: Vec<Column> = ends.into_iter().flatten().flatten().collect();
    let group = group.flatten();
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let numbers: Vec<Column> = [value.clone()].into_iter().chain(ends.iter().cloned()).collect();
    table.refuse_damage(&numbers.iter().collect::<Vec<_>>(), false, &mut problems);
    let mut warnings = table.warnings.clone();
    let rules = rules(&wanted.values, &value.title);
    let readers = NumberReader::together(&table, &numbers, rules, &mut warnings, &mut problems);
    let text = |row: Row<'_>, column: &Column, problems: &mut Problems| {
        let text = row.optional(Some(column)).map(str::to_owned);
        if text.is_none() {
            problems.push(row.problem(Kind::Value, column, "expected a name, found nothing"));
        }
        text.unwrap_or_default()
    };
    let mut rows = Vec::new();
    for row in table.rows() {
        let figures: Vec<Figure<f64>> = readers.iter().map(|reader| reader.number(row, &mut problems)).collect();
        let known: Vec<Option<f64>> = figures.iter().map(|figure| figure.known()).collect();
        let own = match known.as_slice() {
            [_, Some(low), Some(high)] => Some([*low, *high]),
            _ => None,
        };
        if let (Some([low, high]), Some(Some(value_here))) = (own, known.first())
            && (value_here < &low || value_here > &high)
        {
            let message = format!("the value {value_here} lies outside its interval, {low} to {high}");
            problems.push(row.problem(Kind::Value, &value, message));
        }
        rows.push(LabelledRow {
            label: text(row, &label, &mut problems),
            group: group.as_ref().map(|group| text(row, group, &mut problems)),
            value: known.first().copied().flatten(),
            is_withheld: figures.first() == Some(&Figure::Withheld),
            ends: own,
        });
    }
    if problems.0.is_empty() && rows.iter().all(|row| row.value.is_none()) {
        let message = "no row has a value, so there is nothing to draw";
        problems.push(Remark::of(Kind::Value, table.place(1).column(&value.title), message));
    }
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell().by_flags(crate::input::figures::column::flag));
    }
    warnings.extend(suspected(&table.cells(&value), &Missing::default(), rows.iter().filter_map(|row| row.value)));
    let flag = crate::input::figures::column::flag;
    Ok(Read {
        value: LabelledRows {
            rows,
            title: value.title.clone(),
            ends: wanted.ends.map(|ends| ends.map(str::to_owned)),
            is_percent: readers.first().is_some_and(NumberReader::is_percent),
            about: table.about.clone(),
            source,
        },
        warnings: warnings.into_iter().map(|remark| remark.by_flags(flag)).collect(),
    })
}
