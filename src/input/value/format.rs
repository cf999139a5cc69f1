//! What marks thousands and what decimals.

use crate::input::problem::hint::{Key, Say};
use crate::model::base::word::words;

words! {
    /// Which character marks thousands and which decimals.
    pub enum NumberFormat {
        /// 1,234.5
        English = "en",
        /// 1.234,5
        Italian = "it",
    }
}

impl NumberFormat {
    /// The mark before decimals.
    pub(crate) fn decimal(self) -> char {
        match self {
            Self::Italian => ',',
            Self::English => '.',
        }
    }

    /// The mark between thousands.
    pub(crate) fn thousands(self) -> char {
        match self {
            Self::Italian => '.',
            Self::English => ',',
        }
    }

    /// The other format.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Italian => Self::English,
            Self::English => Self::Italian,
        }
    }
}

/// How a person says what the marks of numbers are, after words such as `say which with`.
pub(crate) fn say_format(how: &'static str) -> Say {
    Say::among(how, Key::Numbers, &[("it", "1.234,5"), ("en", "1,234.5")])
}
