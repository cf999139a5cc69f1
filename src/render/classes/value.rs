//! One area of a map: its value, or the reason why it has none.

use crate::model::base::language::Language;
use crate::words::catalogue::plain;

/// Why an area is drawn apart from the classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoData {
    /// No unit that serves the area answered: a true 0, which is a value and no gap.
    NoResponse,
    /// The value rests on answers, and no unit of the area answered.
    NoAnswer,
    /// The value is not known.
    NotKnown,
    /// The value is known and withheld.
    Suppressed,
    /// No row of the table has the area's code.
    NoRow,
    /// The table has the area under a code of another reference date.
    Vintage,
    /// No unit counts in the area.
    NoUnit,
    /// Nobody there is in a catchment.
    NoCatchment,
    /// The area is not part of what is asked.
    OutOfScope,
}

impl NoData {
    /// All kinds, in the order of legends.
    pub const ALL: [Self; 9] = [
        Self::NoResponse,
        Self::NoAnswer,
        Self::NotKnown,
        Self::Suppressed,
        Self::NoRow,
        Self::Vintage,
        Self::NoUnit,
        Self::NoCatchment,
        Self::OutOfScope,
    ];

    /// The fixed word in metadata.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoResponse => "no-response",
            Self::NoAnswer => "no-answer",
            Self::NotKnown => "not-known",
            Self::Suppressed => "suppressed",
            Self::NoRow => "no-row",
            Self::Vintage => "vintage",
            Self::NoUnit => "no-unit",
            Self::NoCatchment => "no-catchment",
            Self::OutOfScope => "out-of-scope",
        }
    }

    /// The words beside its mark.
    pub fn label(self, language: Language) -> &'static str {
        let key = match self {
            Self::NoResponse => "no-response",
            Self::NoAnswer => "no-answer",
            Self::NotKnown => "no-data",
            Self::Suppressed => "no-permission",
            Self::NoRow => "no-row",
            Self::Vintage => "no-such-borders",
            Self::NoUnit => "no-unit",
            Self::NoCatchment => "no-catchment",
            Self::OutOfScope => "no-question",
        };
        plain(language, key)
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
