//! Attributes of boundary files: as figures of a layer, and when features are joined.

use std::collections::BTreeMap;

use crate::geometry::plane::position::position;
use crate::input::problem::english::{counted, did_you_mean};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::text::Text;
use crate::model::shape::feature::{FeatureColumn, Joined, find_column};
use crate::render::export::layer::FieldKind;
use crate::render::report::sheet::{Cell, Sheet};
use crate::study::failure::Failure;

/// Columns as figures with their kinds: text stays text, Booleans stay Booleans, numbers become whole numbers where all of them are.
pub(crate) fn sheet_of(columns: Vec<FeatureColumn>, n_rows: usize) -> (Sheet, Vec<FieldKind>) {
    let kinds: Vec<FieldKind> = columns.iter().map(kind_of).collect();
    let mut sheet = Sheet::new(columns.iter().map(|column| column.name.as_str()));
    let mut values: Vec<_> = columns.into_iter().map(|column| column.values.into_iter()).collect();
    for _ in 0..n_rows {
        let cells = values.iter_mut().zip(&kinds).map(|(column, kind)| {
            let value = column.next().flatten();
            value.map_or(Cell::Missing, |text| cell(text, *kind))
        });
        sheet.rows.push(cells.collect());
    }
    (sheet, kinds)
}

/// The kind of a column.
pub(crate) fn kind_of(column: &FeatureColumn) -> FieldKind {
    let mut values = column.values.iter().flatten().peekable();
    if column.text || values.peek().is_none() {
        return FieldKind::Text;
    }
    // As a whole number is written: without a plus, without zeros before it.
    let is_whole = |text: &Text| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        text.parse::<i64>().is_ok() && (text == "0" || !digits.starts_with(['0', '+']))
    };
    // Digits behind a leading zero are a code.
    let is_code = |text: &str| text.starts_with('0') && text[1..].starts_with(|next: char| next.is_ascii_digit());
    let is_number = |text: &Text| text.parse::<f64>().is_ok() && !is_code(text);
    if values.clone().all(is_whole) {
        FieldKind::Integer
    } else if values.all(is_number) {
        FieldKind::Number
    } else if column.values.iter().flatten().all(|text| text == "true" || text == "false") {
        FieldKind::Boolean
    } else {
        FieldKind::Text
    }
}

fn cell(text: Text, kind: FieldKind) -> Cell {
    match kind {
        FieldKind::Text | FieldKind::Boolean => Cell::Text(text),
        FieldKind::Integer => text.parse().map_or(Cell::Missing, Cell::Difference),
        FieldKind::Number => {
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            number.map_or(Cell::Missing, Cell::Number)
        }
    }
}

/// Joins features by equal values of a column, in the order in which the values first stand in the file. Features without a value become
/// one area without a value. Other columns are kept where they have one value in every group.
///
/// # Errors
/// No such column.
pub(crate) fn joined(file: &str, columns: &[FeatureColumn], by: &str) -> Result<Joined, Failure> {
    let names = || columns.iter().map(|column| column.name.as_str());
    let Some(joining) = find_column(columns, by) else {
        let listed = || format!("the columns are {}", names().collect::<Vec<_>>().join(", "));
        return Err(Failure::Usage {
            message: format!("{file} has no column {by:?}"),
            hint: Some(did_you_mean(by, names()).unwrap_or_else(listed)),
        });
    };
    let mut number_of: BTreeMap<Option<&Text>, u32> = BTreeMap::new();
    let mut first_of = Vec::new();
    let mut group_of = Vec::with_capacity(joining.values.len());
    for (feature, value) in joining.values.iter().enumerate() {
        group_of.push(*number_of.entry(value.as_ref()).or_insert_with(|| {
            first_of.push(feature);
            position(first_of.len() - 1)
        }));
    }
    let without = joining.values.iter().filter(|value| value.is_none()).count();
    let constant = |column: &&FeatureColumn| {
        let first = |group: u32| &column.values[first_of[group as usize]];
        column.values.iter().zip(&group_of).all(|(value, group)| value == first(*group))
    };
    let (mut kept, differing): (Vec<&FeatureColumn>, Vec<&FeatureColumn>) = columns.iter().partition(constant);
    kept.sort_by_key(|column| column.name != joining.name);
    let of_groups = |column: &FeatureColumn| FeatureColumn {
        name: column.name.clone(),
        values: first_of.iter().map(|&feature| column.values[feature].clone()).collect(),
        text: column.text,
    };
    let columns = kept.into_iter().map(of_groups).collect();
    let differing = differing.into_iter().map(|column| column.name.clone()).collect();
    Ok(Joined { group_of, n_groups: first_of.len(), columns, differing, without })
}

/// What joining left out, and features without a value.
pub(crate) fn joining_remarks(file: &str, joined: &Joined) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut tell = |kind: Kind, message: String| remarks.push(Remark::of(kind, Place::file(file), message));
    if let (1.., Some(joining)) = (joined.without, joined.columns.first()) {
        let without = counted(joined.without, "feature");
        tell(Kind::Assumed, format!("{without} without a value of {} became one area", joining.name));
    }
    if !joined.differing.is_empty() {
        tell(Kind::Changed, format!("left out, for they differ within an area: {}", joined.differing.join(", ")));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, values: &[&str], text: bool) -> FeatureColumn {
        let values = values.iter().map(|value| (!value.is_empty()).then(|| (*value).into())).collect();
        FeatureColumn { name: name.to_owned(), values, text }
    }

    #[test]
    fn digits_that_are_text_stay_text() {
        for (values, text, kind) in [
            (&["1", "22", ""][..], false, FieldKind::Integer),
            (&["1", "22", ""], true, FieldKind::Text),
            (&["1", "2.5"], false, FieldKind::Number),
            (&["01", "2"], false, FieldKind::Text),
            (&["1", "x"], false, FieldKind::Text),
            (&["true", "", "false"], false, FieldKind::Boolean),
            (&["true", "false"], true, FieldKind::Text),
            (&["true", "yes"], false, FieldKind::Text),
            (&["", ""], false, FieldKind::Text),
            (&["99999999999999999999"], false, FieldKind::Number),
        ] {
            assert_eq!(kind_of(&column("a", values, text)), kind, "{values:?}");
        }
    }

    #[test]
    fn columns_are_kept_where_areas_have_one_value() {
        let columns = vec![
            column("code", &["1", "2", "3", "4"], true),
            column("region", &["b", "a", "b", ""], true),
            column("capital", &["B", "A", "B", ""], true),
        ];
        let joined = joined("f", &columns, "REGION").unwrap();
        assert_eq!(joined.group_of, [0, 1, 0, 2]);
        assert_eq!(joined.columns, [column("region", &["b", "a", ""], true), column("capital", &["B", "A", ""], true)]);
        let remarks = joining_remarks("f", &joined);
        let said: Vec<&str> = remarks.iter().map(|remark| remark.message.as_str()).collect();
        assert_eq!(
            said,
            ["1 feature without a value of region became one area", "left out, for they differ within an area: code"]
        );
    }
}
