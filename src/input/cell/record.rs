//! The texts of one row.

use std::ops::Range;

use smallvec::SmallVec;

use crate::model::base::text::Text;

/// The cells of a row, one text behind the other: short rows of few cells need no memory of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    text: Text,
    /// Where each cell ends in the text.
    ends: SmallVec<[u32; 4]>,
}

impl Record {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All cells as one text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a cell stands in that text.
    pub fn range(&self, position: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(position)? as usize;
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(start..end)
    }

    /// The text of a cell.
    pub fn get(&self, position: usize) -> Option<&str> {
        self.text.get(self.range(position)?)
    }

    /// The texts of all cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|position| self.get(position))
    }

    /// Adds a cell.
    ///
    /// # Panics
    /// When the row has more than 4 GB.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(u32::try_from(self.text.len()).expect("a row of less than 4 GB"));
    }
}

impl<T: AsRef<str>> FromIterator<T> for Record {
    fn from_iter<I: IntoIterator<Item = T>>(cells: I) -> Self {
        let mut record = Self::default();
        for cell in cells {
            record.push(cell.as_ref());
        }
        record
    }
}

impl From<&csv::StringRecord> for Record {
    fn from(record: &csv::StringRecord) -> Self {
        let ends = (0..record.len()).filter_map(|position| record.range(position));
        let ends = ends.map(|range| u32::try_from(range.end).expect("a row of less than 4 GB"));
        Self { text: record.as_slice().into(), ends: ends.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_those_that_were_given() {
        for cells in
            [vec![], vec![""], vec!["", ""], vec!["a", "", "è;\"", "2", "a longer text than fits in the record"]]
        {
            let record: Record = cells.iter().collect();
            assert_eq!(record.iter().collect::<Vec<_>>(), cells);
            assert_eq!((record.len(), record.get(cells.len())), (cells.len(), None));
            assert_eq!(Record::from(&csv::StringRecord::from(cells)), record);
        }
    }
}
