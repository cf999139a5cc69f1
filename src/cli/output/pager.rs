//! Pages on a terminal: a screen at a time, by the program that the reader has chosen.

use std::io::{IsTerminal as _, Write as _, stdout};
use std::process::{Command, Stdio};

/// The pager where none is chosen.
const USUAL: &str = "less";
/// What `less` does unless told otherwise: a page that fits is printed, and stays on the screen.
const USUAL_OPTIONS: &str = "FRX";

/// Shows a text through `$PAGER`, else through `less`, where standard output is a terminal. `false` where it is none, or there is no pager:
/// then nothing was shown.
pub(crate) fn paged(text: &str) -> bool {
    if !stdout().is_terminal() {
        return false;
    }
    let chosen = std::env::var("PAGER").unwrap_or_else(|_| USUAL.to_owned());
    let mut words = chosen.split_ascii_whitespace();
    let Some(program) = words.next() else { return false };
    let mut pager = Command::new(program);
    pager.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        pager.env("LESS", USUAL_OPTIONS);
    }
    let Ok(mut pager) = pager.spawn() else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // A reader who leaves early has seen enough.
        let _ = input.write_all(text.as_bytes());
    }
    let _ = pager.wait();
    true
}
