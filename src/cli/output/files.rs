//! Files on disk: all of them or none, and never over somebody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bacino::input::file::bytes::fingerprint;
use bacino::render::page::artifact::Artifact;
use bacino::study::released::RELEASED;

/// The list of what the program wrote into a folder: SHA-256 and name, one line a file.
const RECORD: &str = ".bacino";
/// The ending of a file that is not complete yet.
const UNFINISHED: &str = "bacino-unfinished";

/// The part of a folder whose record stands in it: fingerprints of what names units are not published.
const APART: &str = "internal";

/// The release that a folder holds of an anonymous study, where it holds one.
#[expect(clippy::disallowed_methods, reason = "a folder without a release is a new one")]
pub(crate) fn released(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(RELEASED)).ok()
}

/// How many files a folder holds that the program wrote before and does not write now.
pub(crate) fn kept(folder: &Path, artifacts: &[Artifact]) -> usize {
    let written: BTreeSet<&str> = artifacts.iter().map(|artifact| artifact.name.as_str()).collect();
    let recorded = [folder.join(RECORD), folder.join(APART).join(RECORD)].map(|record| read_record(&record));
    let names = recorded.iter().flat_map(BTreeMap::keys).map(String::as_str);
    names.filter(|name| !written.contains(name) && folder.join(name).exists()).count()
}

/// Writes artifacts into a folder. A file that exists and is not on the folder's record, or was changed since, is left alone.
///
/// # Errors
/// A message for standard error; then nothing was written.
pub(crate) fn write_folder(folder: &Path, artifacts: &[Artifact], force: bool) -> Result<(), String> {
    if let Some(file) = folder.ancestors().find(|part| part.exists()).filter(|part| !part.is_dir()) {
        return Err(format!("error: {} is a file, not a folder\nhint: choose another folder", file.display()));
    }
    let is_apart = |name: &str| name.strip_prefix(APART).is_some_and(|rest| rest.starts_with('/'));
    let (apart, open): (Vec<&Artifact>, Vec<&Artifact>) =
        artifacts.iter().partition(|artifact| is_apart(&artifact.name));
    let mut files: Vec<(PathBuf, &[u8])> = Vec::new();
    let (mut records, mut foreign) = (Vec::new(), Vec::new());
    for (record_path, own) in [(folder.join(RECORD), open), (folder.join(APART).join(RECORD), apart)] {
        if own.is_empty() {
            continue;
        }
        let mut record = read_record(&record_path);
        for artifact in own {
            let path = folder.join(&artifact.name);
            if is_foreign(&path, record.get(&artifact.name), &artifact.bytes) {
                foreign.push(path.display().to_string());
            }
            record.insert(artifact.name.clone(), fingerprint(&artifact.name, &artifact.bytes).sha256);
            files.push((path, artifact.bytes.as_slice()));
        }
        let mut lines = String::new();
        for (name, sha256) in &record {
            let _ = writeln!(lines, "{sha256}  {name}");
        }
        records.push((record_path, lines));
    }
    if !force && !foreign.is_empty() {
        let (exist, were) = if foreign.len() == 1 { ("exists", "was") } else { ("exist", "were") };
        return Err(format!(
            "error: {} {exist} and {were} not written by this program, or {were} changed since\nhint: choose another folder, or overwrite with --force",
            foreign.join(", ")
        ));
    }
    files.extend(records.iter().map(|(path, lines)| (path.clone(), lines.as_bytes())));
    write_all(&files)
}

/// Writes one picture, and beside it the table of its numbers. A file that exists is overwritten only if it is a picture of this program's,
/// or a table with the same columns beside one of the same name.
///
/// # Errors
/// A message for standard error; then nothing was written.
#[expect(clippy::disallowed_methods, reason = "a file that cannot be read is not this program's")]
pub(crate) fn write_picture(path: &Path, bytes: &[u8], table: Option<&[u8]>, force: bool) -> Result<(), String> {
    // The record in SVG, its keyword in PNG, the maker in PDF.
    const MARKS: [&[u8]; 4] = [
        b"<metadata>{\"bacino\"",
        // As versions before wrote it.
        b"<metadata>{&quot;bacino&quot;",
        b"iTXtbacino",
        b"<xmp:CreatorTool>bacino ",
    ];
    let own = |existing: Vec<u8>| MARKS.iter().any(|mark| existing.windows(mark.len()).any(|bytes| bytes == *mark));
    if !force && path.exists() && !fs::read(path).is_ok_and(own) {
        return Err(format!(
            "error: {} exists and was not written by this program\nhint: choose another name, or overwrite with --force",
            path.display()
        ));
    }
    let Some(table) = table else { return write_all(&[(path.to_owned(), bytes)]) };
    let table_path = path.with_extension("csv");
    let is_drawn = || ["svg", "png", "pdf"].iter().any(|ending| fs::read(path.with_extension(ending)).is_ok_and(own));
    // In whichever form of CSV.
    let columns = |table: &[u8]| {
        let first = String::from_utf8_lossy(table.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
        first.trim_start_matches('\u{feff}').trim_end().replace(';', ",")
    };
    if !force
        && table_path.exists()
        && !(is_drawn() && fs::read(&table_path).is_ok_and(|existing| columns(&existing) == columns(table)))
    {
        return Err(format!(
            "error: {} exists and is another table\nhint: choose another name, or overwrite with --force",
            table_path.display()
        ));
    }
    write_all(&[(path.to_owned(), bytes), (table_path, table)])
}

/// Writes every file beside its place, then moves all of them there.
fn write_all(files: &[(PathBuf, &[u8])]) -> Result<(), String> {
    let unfinished = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        path.with_file_name(format!(".{name}.{UNFINISHED}"))
    };
    let written = files.iter().try_for_each(|(path, bytes)| {
        let result = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(unfinished(path), bytes));
        result.map_err(|error| describe(path, &error))
    });
    let moved = written.and_then(|()| {
        files
            .iter()
            .try_for_each(|(path, _)| fs::rename(unfinished(path), path).map_err(|error| describe(path, &error)))
    });
    if moved.is_err() {
        for (path, _) in files {
            let _ = fs::remove_file(unfinished(path));
        }
    }
    moved
}

fn describe(path: &Path, error: &io::Error) -> String {
    format!("error: {}: cannot be written: {error}", path.display())
}

#[expect(clippy::disallowed_methods, reason = "a file that cannot be read is nobody's own and counts as foreign")]
fn is_foreign(path: &Path, recorded: Option<&String>, written: &[u8]) -> bool {
    match fs::read(path) {
        // A file that already is what would be written loses nothing.
        Ok(bytes) if bytes == written => false,
        Ok(bytes) => recorded != Some(&fingerprint("", &bytes).sha256),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

#[expect(clippy::disallowed_methods, reason = "a missing record is an empty one")]
fn read_record(path: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sha256, name)| (name.to_owned(), sha256.to_owned()))
        .collect()
}
