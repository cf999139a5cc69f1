//! Short texts, of which tables of places have millions.

use std::fmt::Display;

/// A text that needs no memory of its own as long as it has at most 24 bytes, such as a code.
pub type Text = compact_str::CompactString;

/// A value as it is displayed.
pub(crate) fn displayed(value: impl Display) -> Text {
    compact_str::format_compact!("{value}")
}
