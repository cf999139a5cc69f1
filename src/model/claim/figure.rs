//! A number of a publication and where it stands.

use crate::model::claim::printed::Printed;

/// Where something stands in a publication.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// In a text, both counted from one; columns are characters of the line as it stands in the file.
    Text {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// In a table of a workbook or a document: `Sheet1!B7`, `table 2!C3`.
    Cell(String),
}

/// A number and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The number as printed.
    pub printed: Printed,
    /// Where it begins.
    pub spot: Spot,
    /// The same as a range of the publication's text ([`Publication::text`](super::statement::Publication)), to be marked there: bytes.
    pub range: (usize, usize),
}

/// A number with the words that say what it is of: an area, a group, the label of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// The words as printed.
    pub label: String,
    /// The number.
    pub figure: Figure,
}
