//! The record of a folder: which files the program wrote into it, each with its SHA-256, as `sha256sum --check` reads it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::output::disk::read;

/// What `run` wrote, all of one run.
pub(crate) const OF_RUN: &str = ".bacino";
/// What other commands wrote, each by itself.
pub(crate) const OF_FILES: &str = ".bacino-files";

/// The part of a folder whose record stands in it: fingerprints of what names units are not published.
pub(crate) const APART: &str = "internal";

/// How many folders up the one of a run is looked for: its files stand in it, or in one of its folders. Nobody else's record counts.
const LEVELS: usize = 3;

/// SHA-256 by name; the names are paths below the folder, with `/` between folders.
pub(crate) type Record = BTreeMap<String, String>;

/// What a record says; nothing where there is none.
pub(crate) fn read_record(path: &Path) -> Record {
    String::from_utf8_lossy(&read(path).unwrap_or_default())
        .lines()
        .filter_map(|line| {
            let (sha256, name) = line.split_once("  ")?;
            Some(match sha256.strip_prefix('\\') {
                Some(sha256) => (unescaped(name), sha256.to_owned()),
                None => (name.to_owned(), sha256.to_owned()),
            })
        })
        .collect()
}

/// A record as a file. A name with a line's end or a backslash is escaped, and its line begins with a backslash.
pub(crate) fn record_text(record: &Record) -> String {
    let mut text = String::new();
    for (name, sha256) in record {
        let escaped = name.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        let mark = if escaped == *name { "" } else { "\\" };
        let _ = writeln!(text, "{mark}{sha256}  {escaped}");
    }
    text
}

fn unescaped(name: &str) -> String {
    let mut letters = name.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            _ => letter,
        });
    }
    plain
}

/// The folder of the run that wrote a file, and the file's name there: a map of a run that is drawn anew stays a file of the run.
/// Else the folder that the file stands in.
pub(crate) fn home_of(path: &Path) -> Option<(PathBuf, String)> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let parent = path.parent().unwrap_or(Path::new(""));
    let whole = Path::new(".").join(parent).canonicalize();
    let mut below = name.clone();
    for folder in whole.iter().flat_map(|whole| whole.ancestors()).take(LEVELS) {
        let of_run = [folder.join(OF_RUN), folder.join(APART).join(OF_RUN)];
        if of_run.iter().any(|record| read_record(record).contains_key(&below)) {
            return Some((folder.to_owned(), below));
        }
        let Some(inner) = folder.file_name() else { break };
        below = format!("{}/{below}", inner.to_string_lossy());
    }
    Some((parent.to_owned(), name))
}

#[cfg(test)]
mod tests {
    use super::{Record, record_text, unescaped};

    #[test]
    fn a_name_with_a_line_end_is_one_line() {
        let name = "a\nb\\n";
        let text = record_text(&Record::from([(name.to_owned(), "00".to_owned())]));
        assert_eq!(text, "\\00  a\\nb\\\\n\n");
        assert_eq!(unescaped("a\\nb\\\\n"), name);
    }
}
