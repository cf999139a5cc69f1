//! Numbers in a column of attributes.

use crate::input::problem::remark::{Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::Table;
use crate::input::value::column::{ColumnRules, Expected, LARGEST};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::model::shape::feature::FeatureColumn;

/// The number of each feature, `None` where it is not known. In a column that a file holds as numbers a point marks decimals; one of texts
/// is read as a column of any table.
///
/// # Errors
/// Cells that are no numbers, or may be several.
pub(crate) fn numbers_of(
    file: &str,
    column: &FeatureColumn,
    numbers: Option<NumberFormat>,
    said: &mut Vec<Remark>,
) -> Result<Vec<Option<f64>>, Problems> {
    let plain = if column.text { None } else { plain_numbers(column) };
    if let Some(plain) = plain {
        return Ok(plain);
    }
    let cells = column.values.iter().map(|value| vec![value.as_deref().unwrap_or_default()]);
    let table = Table::of_rows(file, &[&column.name], (1..).zip(cells));
    let found = table.require_by(&column.name, "")?;
    let rules = ColumnRules {
        expected: Expected::Number,
        numbers: numbers.or((!column.text).then_some(NumberFormat::English)),
        missing: Missing::default(),
        withheld: None,
    };
    let mut problems = Problems::default();
    let reader = NumberReader::new(&table, &found, rules, said, &mut problems);
    let values = table.rows().map(|row| reader.number(row, &mut problems).known()).collect();
    if problems.0.is_empty() { Ok(values) } else { Err(problems.one_per_cell()) }
}

/// The numbers of a column in which every cell is one as programs write them, or empty.
fn plain_numbers(column: &FeatureColumn) -> Option<Vec<Option<f64>>> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.abs() <= LARGEST);
    column.values.iter().map(|value| value.as_ref().map_or(Some(None), |text| number(text).map(Some))).collect()
}
