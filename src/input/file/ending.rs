//! What a file's name says of its content.

/// Endings of tables.
pub(crate) const TABLES: [&str; 9] = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods"];

/// Whether a file is a table, by its ending.
pub fn is_table(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    name == "-" || TABLES.contains(&ending.as_str())
}
