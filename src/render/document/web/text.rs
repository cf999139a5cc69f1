//! Words as the page may hold them.

use maud::{Markup, html};

use crate::words::letters::visible;

/// A text, escaped, without letters that no reader sees.
pub(crate) fn text(words: &str) -> Markup {
    html! { (visible(words)) }
}
