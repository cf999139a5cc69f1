//! Limits of what is read, listed once. Each is looked at before the memory is taken, and what is beyond it is an error that says so: a
//! file that asks for more is damaged or means harm, or wants another program first.
//!
//! Sizes of files on disk have no limit of their own. The page of this floor says the same in words.

/// Bytes that come out of an archive for a table, a workbook with all its parts, or the structure of a survey.
pub(crate) const UNPACKED: u64 = 1 << 30;
/// Bytes that come out of an archive for a file of boundaries: a shapefile has no more.
pub(crate) const UNPACKED_BOUNDARIES: u64 = 1 << 31;
/// Bytes that come from standard input or a pipe, which do not tell how many they are.
pub(crate) const STREAMED: u64 = 1 << 32;
/// Columns of a table of text, four times those of a spreadsheet.
pub(crate) const COLUMNS: usize = 65_536;
/// Options of one question: more are no list that anybody was shown, and each is compared with all others.
pub(crate) const OPTIONS: usize = 1_000;
/// Problems of one kind for which a near word is looked for: what is wrong everywhere is told once.
pub(crate) const HINTED: usize = 1_000;
/// Rows and columns of a sheet, those of the spreadsheets that write it.
pub(crate) const SHEET_ROWS: u32 = 1_048_576;
/// See [`SHEET_ROWS`].
pub(crate) const SHEET_COLUMNS: u32 = 16_384;
/// Cells of a sheet.
pub(crate) const SHEET_CELLS: usize = 20_000_000;
/// Cells that merged cells may cover before they are read as their first cell alone.
pub(crate) const MERGED_CELLS: u64 = 1_000_000;
/// Elements and texts of an XML document that is held as a tree.
pub(crate) const NODES: u32 = 20_000_000;
/// Steps of the database of a GeoPackage: so many for any file, and so many for each of its bytes. To read a table takes less than two a
/// byte; what takes more is no table.
#[cfg(feature = "sqlite")]
pub(crate) const STEPS: (u64, u64) = (10_000_000, 50);
/// Bytes of one value in the database of a GeoPackage.
#[cfg(feature = "sqlite")]
pub(crate) const VALUE_BYTES: i32 = 1 << 29;
/// Bytes of a value that a message quotes before it is cut, and those that are left of it.
pub(crate) const QUOTED: (usize, usize) = (240, 80);
/// Bytes of a message or a hint before it is cut.
pub(crate) const MESSAGE: usize = 8_000;

/// A number of bytes in words, as limits are: a power of two.
pub(crate) fn in_words(bytes: u64) -> String {
    if bytes >= 1 << 30 { format!("{} GB", bytes >> 30) } else { format!("{} MB", bytes >> 20) }
}
