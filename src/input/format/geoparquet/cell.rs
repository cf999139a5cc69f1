//! Cells of a Parquet file as text: numbers as shortest decimals, dates as in ISO 8601.

use jiff::{SignedDuration, Timestamp, civil};
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as PhysicalType};
use parquet::column::reader::ColumnReader;
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::Type;

use crate::input::format::geoparquet::column::each_value;
use crate::model::base::text::{Text, displayed};

/// Digits that a decimal of 128 bits can have.
const MOST_DIGITS: u32 = 38;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Text,
    Truth,
    Number,
    /// A whole number that has no sign.
    Unsigned,
    /// A number with so many decimals.
    Decimal(u32),
    Date,
    /// A point in time.
    Moment(Unit),
    /// An attribute of which no text is made.
    Other,
}

/// What a point in time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

impl Cell {
    /// The cells of a column; `None` for columns that are no attributes: lists, groups and bytes.
    pub(crate) fn of(column: &Type) -> Option<Self> {
        let info = column.get_basic_info();
        if !column.is_primitive() || info.repetition() == Repetition::REPEATED {
            return None;
        }
        let meaning = match info.logical_type_ref() {
            Some(LogicalType::Unknown) => return Some(Self::Other),
            Some(LogicalType::String | LogicalType::Json) => Some(Self::Text),
            Some(LogicalType::Integer(integer)) if !integer.is_signed => Some(Self::Unsigned),
            Some(LogicalType::Integer(_)) => Some(Self::Number),
            Some(LogicalType::Decimal(decimal)) => Some(decimal_of(decimal.scale)),
            Some(LogicalType::Date) => Some(Self::Date),
            Some(LogicalType::Timestamp(timestamp)) => Some(Self::Moment(match timestamp.unit {
                TimeUnit::MILLIS => Unit::Milliseconds,
                TimeUnit::MICROS => Unit::Microseconds,
                TimeUnit::NANOS => Unit::Nanoseconds,
            })),
            Some(LogicalType::Time(_) | LogicalType::Float16) => Some(Self::Other),
            Some(_) => None,
            None => converted(info.converted_type(), column.get_scale()),
        };
        match (column.get_physical_type(), meaning) {
            (PhysicalType::BOOLEAN, _) => Some(Self::Truth),
            (PhysicalType::FLOAT | PhysicalType::DOUBLE, _) => Some(Self::Number),
            (PhysicalType::INT96, _) => Some(Self::Moment(Unit::Nanoseconds)),
            (PhysicalType::INT32 | PhysicalType::INT64, meaning) => Some(meaning.unwrap_or(Self::Number)),
            (PhysicalType::BYTE_ARRAY, Some(Self::Text)) => Some(Self::Text),
            (PhysicalType::BYTE_ARRAY | PhysicalType::FIXED_LEN_BYTE_ARRAY, Some(Self::Decimal(decimals))) => {
                Some(Self::Decimal(decimals))
            }
            (PhysicalType::FIXED_LEN_BYTE_ARRAY, Some(Self::Other)) => Some(Self::Other),
            (PhysicalType::BYTE_ARRAY | PhysicalType::FIXED_LEN_BYTE_ARRAY, _) => None,
        }
    }

    /// Whether the cells are neither numbers nor true and false.
    pub(crate) fn is_text(self) -> bool {
        match self {
            Self::Text | Self::Date | Self::Moment(_) | Self::Other => true,
            Self::Truth | Self::Number | Self::Unsigned | Self::Decimal(_) => false,
        }
    }

    /// Visits the text of every cell of a column of `n_rows` rows; a cell that is empty has none.
    ///
    /// # Errors
    /// Damaged columns, and texts that are not UTF-8.
    pub(crate) fn each_text(
        self,
        column: ColumnReader,
        n_rows: usize,
        mut visit: impl FnMut(usize, Option<Text>),
    ) -> Result<()> {
        let mut told = |row, text| {
            visit(row, text);
            Ok(())
        };
        match column {
            ColumnReader::BoolColumnReader(column) => {
                each_value(column, n_rows, |row, truth| told(row, truth.map(displayed)))
            }
            ColumnReader::Int32ColumnReader(column) => each_value(column, n_rows, |row, number| {
                let unsigned = |number: i32| i64::from(number.cast_unsigned());
                let wide = |&number: &i32| if self == Self::Unsigned { unsigned(number) } else { i64::from(number) };
                told(row, number.map(wide).and_then(|number| self.text_of_integer(number)))
            }),
            ColumnReader::Int64ColumnReader(column) => each_value(column, n_rows, |row, number| {
                told(row, number.and_then(|&number| self.text_of_integer(number)))
            }),
            ColumnReader::Int96ColumnReader(column) => each_value(column, n_rows, |row, moment| {
                told(row, moment.and_then(|moment| self.text_of_integer(moment.to_nanos())))
            }),
            ColumnReader::FloatColumnReader(column) => {
                each_value(column, n_rows, |row, number| told(row, number.map(displayed)))
            }
            ColumnReader::DoubleColumnReader(column) => {
                each_value(column, n_rows, |row, number| told(row, number.map(displayed)))
            }
            ColumnReader::ByteArrayColumnReader(column) => each_value(column, n_rows, |row, bytes| {
                told(row, bytes.map(|bytes| self.text_of_bytes(bytes.data())).transpose()?.flatten())
            }),
            ColumnReader::FixedLenByteArrayColumnReader(column) => each_value(column, n_rows, |row, bytes| {
                told(row, bytes.map(|bytes| self.text_of_bytes(bytes.data())).transpose()?.flatten())
            }),
        }
    }

    fn text_of_integer(self, number: i64) -> Option<Text> {
        match self {
            Self::Number => Some(displayed(number)),
            Self::Unsigned => Some(displayed(number.cast_unsigned())),
            Self::Decimal(decimals) => Some(with_point(number.into(), decimals)),
            Self::Date => {
                let days = SignedDuration::from_hours(number.checked_mul(24)?);
                civil::date(1970, 1, 1).checked_add(days).ok().map(displayed)
            }
            Self::Moment(unit) => {
                let moment = match unit {
                    Unit::Milliseconds => Timestamp::from_millisecond(number),
                    Unit::Microseconds => Timestamp::from_microsecond(number),
                    Unit::Nanoseconds => Timestamp::from_nanosecond(number.into()),
                };
                moment.ok().map(displayed)
            }
            Self::Text | Self::Truth | Self::Other => None,
        }
    }

    fn text_of_bytes(self, bytes: &[u8]) -> Result<Option<Text>> {
        match self {
            Self::Text => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Some(text.into())),
                Err(error) => Err(ParquetError::General(format!("a text is not UTF-8: {error}"))),
            },
            Self::Decimal(decimals) => Ok(big_endian(bytes).map(|number| with_point(number, decimals))),
            Self::Truth | Self::Number | Self::Unsigned | Self::Date | Self::Moment(_) | Self::Other => Ok(None),
        }
    }
}

/// What the older way to note a type says.
#[expect(clippy::wildcard_enum_match_arm, reason = "the types of Parquet are an open list")]
fn converted(kind: ConvertedType, scale: i32) -> Option<Cell> {
    match kind {
        ConvertedType::UTF8 | ConvertedType::JSON => Some(Cell::Text),
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
            Some(Cell::Unsigned)
        }
        ConvertedType::DECIMAL => Some(decimal_of(scale)),
        ConvertedType::DATE => Some(Cell::Date),
        ConvertedType::TIMESTAMP_MILLIS => Some(Cell::Moment(Unit::Milliseconds)),
        ConvertedType::TIMESTAMP_MICROS => Some(Cell::Moment(Unit::Microseconds)),
        ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS | ConvertedType::INTERVAL => Some(Cell::Other),
        _ => None,
    }
}

/// Decimals that can be; more would be as many zeros.
fn decimal_of(scale: i32) -> Cell {
    u32::try_from(scale).ok().filter(|&decimals| decimals <= MOST_DIGITS).map_or(Cell::Other, Cell::Decimal)
}

/// A whole number of which the first byte is the highest; `None` when it has more than 128 bits.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.first()? & 0x80 != 0;
    let mut wide = [if negative { 0xFF } else { 0 }; 16];
    wide.get_mut(16_usize.checked_sub(bytes.len())?..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(wide))
}

/// A number of which the last `decimals` digits stand behind the point.
fn with_point(number: i128, decimals: u32) -> Text {
    let decimals = decimals as usize;
    let sign = if number < 0 { "-" } else { "" };
    let mut digits = format!("{:0>width$}", number.unsigned_abs(), width = decimals + 1);
    if decimals > 0 {
        digits.insert(digits.len() - decimals, '.');
    }
    displayed(format_args!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_their_point_and_sign() {
        assert_eq!(with_point(12_345, 2), "123.45");
        assert_eq!(with_point(-5, 2), "-0.05");
        assert_eq!(with_point(7, 0), "7");
        assert_eq!(big_endian(&[0xFF, 0x38]), Some(-200));
        assert_eq!(big_endian(&[0x00, 0xC8]), Some(200));
        assert_eq!(big_endian(&[]), None);
        assert_eq!(big_endian(&[1; 17]), None);
    }

    #[test]
    fn days_and_moments_are_dates() {
        assert_eq!(Cell::Date.text_of_integer(19_723).as_deref(), Some("2024-01-01"));
        assert_eq!(Cell::Date.text_of_integer(i64::MAX), None);
        let moment = Cell::Moment(Unit::Milliseconds).text_of_integer(1_704_067_200_500);
        assert_eq!(moment.as_deref(), Some("2024-01-01T00:00:00.5Z"));
    }

    #[test]
    fn a_text_that_is_not_utf_8_is_an_error() {
        assert!(Cell::Text.text_of_bytes(b"Citt\xE0").is_err());
    }
}
