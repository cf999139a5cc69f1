//! Cells of Arrow columns as text: numbers as shortest decimals, dates as in ISO 8601.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use jiff::{SignedDuration, Timestamp, civil};

/// The text of a cell; `None` where it is empty, and for types that are no attributes.
#[expect(clippy::wildcard_enum_match_arm, reason = "the types of Arrow are an open list")]
pub(crate) fn text_of(column: &ArrayRef, row: usize) -> Option<String> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Utf8 => Some(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Some(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Some(column.as_string_view().value(row).to_owned()),
        DataType::Boolean => Some(column.as_boolean().value(row).to_string()),
        DataType::Int8 => Some(number::<Int8Type>(column, row)),
        DataType::Int16 => Some(number::<Int16Type>(column, row)),
        DataType::Int32 => Some(number::<Int32Type>(column, row)),
        DataType::Int64 => Some(number::<Int64Type>(column, row)),
        DataType::UInt8 => Some(number::<UInt8Type>(column, row)),
        DataType::UInt16 => Some(number::<UInt16Type>(column, row)),
        DataType::UInt32 => Some(number::<UInt32Type>(column, row)),
        DataType::UInt64 => Some(number::<UInt64Type>(column, row)),
        DataType::Float32 => Some(number::<Float32Type>(column, row)),
        DataType::Float64 => Some(number::<Float64Type>(column, row)),
        DataType::Decimal128(..) => Some(column.as_primitive::<Decimal128Type>().value_as_string(row)),
        DataType::Date32 => {
            let days = i64::from(column.as_primitive::<Date32Type>().value(row));
            let epoch = civil::date(1970, 1, 1);
            epoch.checked_add(SignedDuration::from_hours(days.checked_mul(24)?)).ok().map(|date| date.to_string())
        }
        DataType::Timestamp(unit, _) => {
            let time = match unit {
                TimeUnit::Second => Timestamp::from_second(value::<TimestampSecondType>(column, row)),
                TimeUnit::Millisecond => Timestamp::from_millisecond(value::<TimestampMillisecondType>(column, row)),
                TimeUnit::Microsecond => Timestamp::from_microsecond(value::<TimestampMicrosecondType>(column, row)),
                TimeUnit::Nanosecond => {
                    Timestamp::from_nanosecond(i128::from(value::<TimestampNanosecondType>(column, row)))
                }
            };
            time.ok().map(|time| time.to_string())
        }
        _ => None,
    }
}

fn value<T: ArrowPrimitiveType>(column: &ArrayRef, row: usize) -> T::Native {
    column.as_primitive::<T>().value(row)
}

fn number<T: ArrowPrimitiveType>(column: &ArrayRef, row: usize) -> String
where
    T::Native: std::fmt::Display,
{
    value::<T>(column, row).to_string()
}
