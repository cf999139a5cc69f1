//! The columns that a reader needs.

/// Columns that a caller needs: of each group one title.
pub type Needed<'a> = &'a [&'a [&'a str]];
