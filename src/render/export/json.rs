//! What GeoJSON and TopoJSON share: text in quotes, members of a feature, coordinates in fixed steps.

use std::fmt::Write as _;

use crate::render::export::layer::{Export, Value};

/// Decimals of a coordinate in degrees: a step is about a centimetre.
pub(crate) const DECIMALS: usize = 7;

/// Steps in a degree, 10 to the power of [`DECIMALS`].
pub(crate) const STEPS: f64 = 1e7;

/// A coordinate in whole steps.
pub(crate) fn steps(coordinate: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "degrees are below 360, and a cast of anything larger saturates"
    )]
    let steps = (coordinate * STEPS).round() as i64;
    steps
}

/// A coordinate as it is read back from its whole steps.
pub(crate) fn in_steps(coordinate: f64) -> f64 {
    (coordinate * STEPS).round() / STEPS
}

/// Whole steps as degrees, without zeros that say nothing.
pub(crate) fn push_degrees(text: &mut String, steps: i64) {
    let whole = steps.unsigned_abs() / 10_000_000;
    let mut rest = steps.unsigned_abs() % 10_000_000;
    let sign = if steps < 0 { "-" } else { "" };
    let _ = write!(text, "{sign}{whole}");
    if rest > 0 {
        let mut digits = DECIMALS;
        while rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        let _ = write!(text, ".{rest:0digits$}");
    }
}

/// Text in quotes, escaped.
pub(crate) fn push_text(json: &mut String, text: &str) {
    json.push_str(&serde_json::Value::from(text).to_string());
}

/// The object of a row's figures; missing ones are null.
pub(crate) fn push_properties(json: &mut String, export: &Export, row: usize) {
    json.push('{');
    for (column, title) in export.sheet.columns.iter().enumerate() {
        if column > 0 {
            json.push(',');
        }
        push_text(json, title);
        json.push(':');
        match export.value(row, column) {
            None => json.push_str("null"),
            Some(value) => push_value(json, &value),
        }
    }
    json.push('}');
}

/// The identifier of a row, from the column that has it.
pub(crate) fn push_id(json: &mut String, export: &Export, row: usize, column: Option<usize>) {
    if let Some(value) = column.and_then(|column| export.value(row, column)) {
        json.push_str("\"id\":");
        push_value(json, &value);
        json.push(',');
    }
}

fn push_value(json: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(text) => push_text(json, text),
        Value::Integer(integer) => {
            let _ = write!(json, "{integer}");
        }
        Value::Boolean(truth) => json.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => json.push_str(&serde_json::Value::from(*number).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_have_no_idle_zeros() {
        for (degrees, expected) in [
            (12.5, "12.5"),
            (-0.000_000_1, "-0.0000001"),
            (-0.000_000_01, "0"),
            (7.0, "7"),
            (-7.123_456_78, "-7.1234568"),
            (10.0, "10"),
        ] {
            let mut text = String::new();
            push_degrees(&mut text, steps(degrees));
            assert_eq!(text, expected);
        }
    }
}
