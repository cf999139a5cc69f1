//! Flat columns of a Parquet file: for every row its value, or that there is none.

use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::DataType;
use parquet::errors::{ParquetError, Result};

/// Rows that are decoded at once.
pub(crate) const ROWS_AT_ONCE: usize = 8_192;

/// Visits the values of a column of `n_rows` rows in their order.
///
/// # Errors
/// Damaged columns, columns with more or fewer rows, and what `visit` fails with.
pub(crate) fn each_value<T: DataType, E: From<ParquetError>>(
    mut column: ColumnReaderImpl<T>,
    n_rows: usize,
    mut visit: impl FnMut(usize, Option<&T::T>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let mut row = 0;
    loop {
        levels.clear();
        values.clear();
        let (n_read, ..) = column.read_records(ROWS_AT_ONCE, Some(&mut levels), None, &mut values)?;
        if n_read == 0 {
            return Ok(all_rows(row, n_rows)?);
        }
        within(row + n_read, n_rows)?;
        let mut values = values.iter();
        for at in 0..n_read {
            // A column that is required has no levels.
            let there = levels.get(at).is_none_or(|&level| level > 0);
            visit(row + at, if there { values.next() } else { None })?;
        }
        row += n_read;
    }
}

/// Holds that a column has no more rows than its group says, before they are stored.
///
/// # Errors
/// It has more.
pub(crate) fn within(n_read: usize, n_rows: usize) -> Result<()> {
    if n_read <= n_rows { Ok(()) } else { Err(other_length(n_rows)) }
}

/// Holds that all rows of a column were read.
///
/// # Errors
/// It has fewer or more.
pub(crate) fn all_rows(n_read: usize, n_rows: usize) -> Result<()> {
    if n_read == n_rows { Ok(()) } else { Err(other_length(n_rows)) }
}

fn other_length(n_rows: usize) -> ParquetError {
    ParquetError::General(format!("a column does not have the {n_rows} rows of its group"))
}
