//! One area of a map: its value, or the reason why it has none.

use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::words::catalogue::plain;

words! {
    /// Why an area is drawn apart from the classes.
    #[derive(PartialOrd, Ord)]
    pub enum NoData {
        /// No unit that serves the area answered: a true 0, which is a value and no gap.
        NoResponse = "no-response" => "no-response",
        /// The value rests on answers, and no unit of the area answered.
        NoAnswer = "no-answer" => "no-answer",
        /// The value is not known.
        NotKnown = "not-known" => "no-data",
        /// The value is known and withheld.
        Suppressed = "suppressed" => "no-permission",
        /// The value is withheld so that nobody who answered is known.
        Confidential = "confidential" => "no-confidential",
        /// No row of the table has the area's code.
        NoRow = "no-row" => "no-row",
        /// The table has the area under a code of another reference date.
        Vintage = "vintage" => "no-such-borders",
        /// No unit counts in the area.
        NoUnit = "no-unit" => "no-unit",
        /// Nobody there is in a catchment.
        NoCatchment = "no-catchment" => "no-catchment",
        /// The area is not part of what is asked.
        OutOfScope = "out-of-scope" => "no-question",
    }
    /// The key of the words beside its mark.
    fn key(self) -> &'static str;
}

impl NoData {
    /// The words beside its mark.
    pub fn label(self, language: Language) -> &'static str {
        plain(language, self.key())
    }
}

/// What an area shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AreaValue {
    /// A finite number.
    Number(f64),
    /// One of the picture's categories.
    Category(usize),
    /// Nothing, and why.
    Missing(NoData),
}

/// One area of a map; shape `i` of the topology is area `i`.
#[derive(Clone, Debug, PartialEq)]
pub struct MapArea {
    /// The code, unique on the map.
    pub code: String,
    /// The name.
    pub name: String,
    /// The value.
    pub value: AreaValue,
    /// A shorter name, for maps without room for the name.
    pub short_name: Option<String>,
    /// Residents, where known.
    pub residents: Option<u64>,
    /// Units that the value rests on, where known.
    pub units: Option<u64>,
    /// The range in which chance alone would have put the value, where known.
    pub range: Option<[f64; 2]>,
    /// Whether chance alone would have put the area as near to parity, where that is what classes are about.
    pub at_parity: bool,
    /// Whether the value is outside of its own range by chance, though not once all areas are looked at.
    pub is_outside_alone: bool,
    /// Units that a share counts, out of all, where it is one of units and published as it is.
    pub counted: Option<[u64; 2]>,
    /// The value in words, where it is published coarser than the number that places it among classes.
    pub told: Option<String>,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Shares from 0 to 1, written as percent.
    Percent,
    /// Numbers as they are.
    Plain,
    /// Whole numbers.
    Count,
}

/// Whether the values of areas say how many of something there are, so that circles may be as large as they are.
pub(crate) fn are_sizes(areas: &[MapArea], unit: Unit) -> bool {
    let is_size = |area: &MapArea| !matches!(area.value, AreaValue::Number(value) if value < 0.0);
    unit == Unit::Count && areas.iter().all(is_size)
}

/// How large circles are: as many as are counted, where values are numbers of something, else as many as there are residents.
pub(crate) fn circle_sizes(areas: &[MapArea], unit: Unit) -> Vec<Option<f64>> {
    let by_value = are_sizes(areas, unit);
    let size = |area: &MapArea| match area.value {
        AreaValue::Number(value) if by_value => Some(value),
        AreaValue::Category(_) | AreaValue::Missing(_) if by_value => None,
        AreaValue::Number(_) | AreaValue::Category(_) | AreaValue::Missing(_) => {
            area.residents.map(|residents| residents as f64)
        }
    };
    areas.iter().map(size).collect()
}
