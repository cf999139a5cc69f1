//! A chart of a table of one's own, which needs no study.

use std::sync::Arc;

use crate::analysis::basis::decimals::{decimals_of, own_decimals};
use crate::atlas::chart::request::{ChartRequest, TableRequest};
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::{TableColumn, TableFile};
use crate::input::figures::labelled::{LabelledColumns, LabelledRow, LabelledRows, read_labelled};
use crate::input::problem::remark::{Read, Remark};
use crate::model::base::language::Language;
use crate::render::chart::form::{Chart, ChartForm, ChartName, ChartWords};
use crate::render::form::own_rows::{OwnRow, OwnRows, OwnShape};
use crate::study::failure::{Failure, refused};
use crate::words::catalogue::say;
use crate::words::letters::titled;

/// More decimals than these are the noise of arithmetic.
const MOST: usize = 4;

/// Names in a sentence.
const NAMED: usize = 8;

/// The chart that a request asks for of a table, and what a reader should know of it.
///
/// # Errors
/// A table that cannot be read, and a chart that is none of tables.
pub fn table_chart(request: &ChartRequest, table: &TableRequest) -> Result<(Chart, Vec<Remark>), Failure> {
    if !request.name.is_of_table() {
        let message = format!("the chart {:?} is of a study, not of a table", request.name.word());
        return refused(message, "leave out --data, or draw bars or dots");
    }
    let shape = if request.name == ChartName::Bars { OwnShape::Bar } else { OwnShape::Dot };
    if shape == OwnShape::Bar && table.ends.is_some() {
        return refused("bars have no interval", "draw dots, or leave out --low and --high");
    }
    let wanted = LabelledColumns {
        values: TableColumn {
            file: TableFile::Path(&table.data),
            code: None,
            value: &table.value,
            holds: Holds::Numbers,
            sheet: table.sheet.as_deref(),
            codes: None,
            rows: None,
            marks: &table.marks,
            numbers: table.numbers,
        },
        label: &table.label,
        group: table.group.as_deref(),
        ends: table.ends.as_ref().map(|ends| ends.each_ref().map(String::as_str)),
    };
    let Read { value: read, warnings } = read_labelled(&wanted)?;
    let language = request.language.unwrap_or_default();
    let form = form_of(&read, shape, table, language);
    let words = words_of(&read, &form, request, table, language);
    let chart = Chart {
        name: request.name,
        subject: None,
        words,
        form: ChartForm::Own(form),
        made_with: request.flags(),
        inputs: Arc::from([read.source.clone()]),
        design: request.drawn(),
    };
    Ok((chart, warnings))
}

/// Rows in their order: groups as they come, in them the largest value first and what is not known last.
fn form_of(read: &LabelledRows, shape: OwnShape, table: &TableRequest, language: Language) -> OwnRows {
    let mut rows: Vec<LabelledRow> = read.rows.clone();
    let mut groups: Vec<Option<String>> = Vec::new();
    for row in &rows {
        if !groups.contains(&row.group) {
            groups.push(row.group.clone());
        }
    }
    let place = |row: &LabelledRow| groups.iter().position(|group| *group == row.group);
    rows.sort_by(|a, b| {
        let by_value = match (a.value, b.value) {
            _ if table.keep_order => std::cmp::Ordering::Equal,
            (Some(a), Some(b)) => b.total_cmp(&a),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        place(a).cmp(&place(b)).then(by_value)
    });
    let factor = if read.is_percent { 100.0 } else { 1.0 };
    let values: Vec<f64> = read
        .rows
        .iter()
        .flat_map(|row| row.value.into_iter().chain(row.ends.into_iter().flatten()))
        .map(|value| value * factor)
        .collect();
    let own = values.iter().map(|value| own_decimals(*value)).max().unwrap_or(0);
    let percent = read.is_percent.then(|| "%".to_owned());
    OwnRows {
        shape,
        rows: rows
            .into_iter()
            .map(|LabelledRow { label, group, value, is_withheld: _, ends }| OwnRow { label, group, value, ends })
            .collect(),
        interval: read.ends.as_ref().map(|[low, high]| format!("{low} – {high}")),
        unit: table.wording.unit.clone().or(percent).unwrap_or_default(),
        is_percent: read.is_percent,
        decimals: if own > MOST { decimals_of(&values).min(MOST) } else { own },
        language,
    }
}

fn words_of(
    read: &LabelledRows,
    form: &OwnRows,
    request: &ChartRequest,
    table: &TableRequest,
    language: Language,
) -> ChartWords {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let own = titled(&read.title);
    let title = request.titled(read.about.title.clone().unwrap_or_else(|| own.clone()));
    // A table's own title does not tell which of its columns is shown.
    let column = (title != own).then_some(own);
    let subtitle = match &table.wording.subtitle {
        Some(_) => said(&table.wording.subtitle),
        None => column,
    };
    let named = |is_shown: &dyn Fn(&LabelledRow) -> bool, key: &'static str| {
        let names: Vec<&str> = read.rows.iter().filter(|row| is_shown(row)).map(|row| row.label.as_str()).collect();
        let more = names.len().saturating_sub(NAMED);
        let rows = names[..names.len() - more].join(", ");
        (!names.is_empty()).then(|| say(language, key, [("rows", rows.into()), ("more", more.into())]))
    };
    let notes = [
        named(&|row| row.value.is_none() && !row.is_withheld, "chart-own-missing"),
        named(&|row| row.is_withheld, "chart-own-withheld"),
        said(&table.wording.note),
    ];
    let credit = match &table.wording.credit {
        Some(_) => said(&table.wording.credit),
        None => read.about.credit.clone(),
    };
    ChartWords {
        title,
        subtitle: subtitle.into_iter().collect(),
        notice: None,
        notes: notes.into_iter().flatten().collect(),
        source: credit,
        alternative: alternative(form, request.name, language),
        language,
    }
}

/// How many rows there are, the extremes, and where the numbers stand.
fn alternative(form: &OwnRows, name: ChartName, language: Language) -> String {
    let known = || form.rows.iter().filter_map(|row| Some((row, row.value?)));
    let told = |(row, value): (&OwnRow, f64)| format!("{}, {}", row.label, form.printed(value));
    let highest = known().reduce(|a, b| if b.1 > a.1 { b } else { a }).map(told);
    let lowest = known().reduce(|a, b| if b.1 < a.1 { b } else { a }).map(told);
    let extremes = highest.zip(lowest).map(|(highest, lowest)| {
        let values = [("highest", highest.into()), ("lowest", lowest.into())];
        say(language, "chart-alternative-area.extremes", values)
    });
    let file = format!("{}.csv", name.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    let rows = say(language, "chart-own-rows", [("n", form.rows.len().into())]);
    [rows].into_iter().chain(extremes).chain([table]).collect::<Vec<_>>().join(" ")
}
