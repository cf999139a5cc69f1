//! What an area of a map may show.

/// What can be drawn of a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Share of residents covered.
    Coverage,
    /// Share of units that answered.
    Response,
    /// Share among the covered residents over share among all residents.
    Representation,
    /// Number of residents.
    Residents,
    /// Whether the units of a catchment answered.
    Answered,
}

impl Value {
    /// The words of the flag `--value`.
    pub const WORDS: [(&'static str, Self); 5] = [
        ("coverage", Self::Coverage),
        ("response", Self::Response),
        ("representation", Self::Representation),
        ("residents", Self::Residents),
        ("answered", Self::Answered),
    ];

    /// The value's word.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}
