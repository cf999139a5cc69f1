//! Zipped documents: parts of a workbook, each checked against its checksum before anything reads it; and archives of files.
//!
//! An archive that has a name twice says two things, of which readers would take one or the other; one that unpacks to more than the
//! limit would fill the memory. Both are refused, by what the archive says of itself before anything is unpacked, and by what comes out.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::input::file::binary::Binary;
use crate::input::file::ending::is_table;
use crate::input::file::format::{Format, ending_of};
use crate::input::problem::limit::{UNPACKED, in_words};

const DAMAGED: &str = "it is damaged or cut off";
/// The most that deflated bytes grow by when they are unpacked.
const MOST_GROWTH: u64 = 1_032;

/// A workbook's archive.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

/// What an archive that is no ODS spreadsheet holds.
pub enum Contents {
    /// The parts of a workbook.
    Workbook,
    /// The parts of a document that is no workbook.
    Document,
    /// Files.
    Files {
        /// Those that are tables by their endings; of texts and others the others alone, for a text may explain them.
        tables: Vec<String>,
        /// Whether there are boundary files.
        boundaries: bool,
    },
}

impl<'a> Archive<'a> {
    /// What an archive holds, by the names of its parts.
    ///
    /// # Errors
    /// What is damaged, in words.
    pub fn contents(bytes: &'a [u8]) -> Result<Contents, String> {
        let names = Self::of_files(bytes)?.names();
        let has = |start: &str| names.iter().any(|name| name.starts_with(start));
        if has("xl/") {
            return Ok(Contents::Workbook);
        }
        if has("[Content_Types].xml") || has("mimetype") {
            return Ok(if has("word/") || has("ppt/") || has("mimetype") {
                Contents::Document
            } else {
                Contents::Workbook
            });
        }
        // What other systems add to archives is no content.
        let is_content = |name: &&String| {
            !name.starts_with("__MACOSX/") && !name.rsplit('/').next().unwrap_or(name).starts_with('.')
        };
        let files: Vec<&String> = names.iter().filter(is_content).collect();
        let boundaries = files.iter().any(|name| Format::is_ending(ending_of(name)));
        let (texts, mut tables): (Vec<&String>, Vec<&String>) = files
            .into_iter()
            .filter(|name| is_table(name))
            .partition(|name| ending_of(name).eq_ignore_ascii_case("txt"));
        if tables.is_empty() {
            tables = texts;
        }
        Ok(Contents::Files { tables: tables.into_iter().cloned().collect(), boundaries })
    }

    /// Opens an archive of any files, none of which is looked at.
    ///
    /// # Errors
    /// What is damaged, in words; a name that stands twice.
    pub fn of_files(bytes: &'a [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED.to_owned())?;
        match name_twice(bytes, zip.len()) {
            Some(name) => Err(format!("it has {name} twice, and cannot be read both ways")),
            None => Ok(Self { zip }),
        }
    }

    /// Names of all parts, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// Opens an archive and unpacks every part of content once, so that damage is found here and not half-way through a sheet.
    ///
    /// # Errors
    /// What is damaged, in words.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let mut archive = Self::of_files(bytes)?;
        let mut left = UNPACKED;
        for index in 0..archive.zip.len() {
            let part = archive.zip.by_index(index).map_err(|error| format!("a part is damaged: {error}"))?;
            let name = part.name().map_err(|error| format!("a part is damaged: {error}"))?.into_owned();
            let is_content =
                [".xml", ".rels", ".bin"].iter().any(|ending| name.ends_with(ending)) || name == "mimetype";
            if !is_content {
                continue;
            }
            let too_much = || format!("it unpacks to more than {}", in_words(UNPACKED));
            if part.size() > left {
                return Err(too_much());
            }
            let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
                .map_err(|error| format!("the part {name} is damaged: {error}"))?;
            left = left.checked_sub(read).ok_or_else(too_much)?;
        }
        Ok(archive)
    }

    /// Whether there is a part with this name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Names of parts that end so, in order.
    pub fn ending_in(&self, ending: &str) -> Vec<String> {
        let mut names = self.names();
        names.retain(|name| name.to_lowercase().ends_with(ending));
        names.sort();
        names
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// When there is no such part, or more of it than the limit.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        self.bytes_within(name, UNPACKED)
    }

    /// The bytes of a part, of which there may be so many.
    ///
    /// # Errors
    /// As [`Archive::bytes`].
    pub(crate) fn bytes_within(&mut self, name: &str, most: u64) -> Result<Vec<u8>, String> {
        let part = self.zip.by_name(name).map_err(|_| format!("the part {name} is missing"))?;
        let too_much = || Err(format!("the part {name} unpacks to more than {}", in_words(most)));
        if part.size() > most {
            return too_much();
        }
        // What the archive says of a size is believed as far as so few bytes can hold so many.
        let likely = part.size().min(part.compressed_size().saturating_mul(MOST_GROWTH));
        let mut bytes = Vec::with_capacity(usize::try_from(likely).unwrap_or(0));
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| format!("the part {name} is damaged: {error}"))?;
        if bytes.len() as u64 > most { too_much() } else { Ok(bytes) }
    }

    /// The text of a part.
    ///
    /// # Errors
    /// When there is no such part or it is no UTF-8.
    pub fn text(&mut self, name: &str) -> Result<String, String> {
        String::from_utf8(self.bytes(name)?).map_err(|error| format!("the part {name} is damaged: {error}"))
    }
}

/// A name that an archive's list of files has twice. A reader that keeps files by their names has `kept` of them and would take the last.
fn name_twice(bytes: &[u8], kept: usize) -> Option<String> {
    let mut names = BTreeSet::new();
    let mut count = 0;
    let mut list = Binary::new(bytes).from(start_of_list(bytes)?);
    while list.take(4)? == b"PK\x01\x02" && count <= kept {
        count += 1;
        let lengths = list.take(42)?;
        let length = |at: usize| usize::from(u16::from_le_bytes([lengths[at], lengths[at + 1]]));
        let (name, rest) = (list.take(length(24))?, length(26) + length(28));
        if !names.insert(name) {
            return Some(format!("{:?}", String::from_utf8_lossy(name)));
        }
        list.take(rest)?;
    }
    None
}

/// Where an archive's list of its files starts: so many bytes before the record that ends it.
///
/// # Source
/// PKWARE, *.ZIP File Format Specification* 6.3.10, sections 4.3.12 to 4.3.16.
fn start_of_list(bytes: &[u8]) -> Option<usize> {
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06")?;
    let size = Binary::new(bytes).from(end + 12).length()?;
    // A list of the larger kind has a record of its own before, and a pointer to it before this one.
    let pointer = end.checked_sub(20).filter(|at| bytes[*at..].starts_with(b"PK\x06\x07"));
    let Some(pointer) = pointer else { return end.checked_sub(size) };
    let end = usize::try_from(Binary::new(bytes).from(pointer + 8).u64()?).ok()?;
    let size = usize::try_from(Binary::new(bytes).from(end.checked_add(40)?).u64()?).ok()?;
    end.checked_sub(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of empty files, by the records of their names alone.
    fn listed(names: &[&str], before: &[u8]) -> Vec<u8> {
        let mut bytes = before.to_vec();
        let start = bytes.len();
        for name in names {
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            bytes.extend(b"PK\x01\x02");
            bytes.extend([0; 24]);
            bytes.extend(length);
            bytes.extend([0; 16]);
            bytes.extend(name.as_bytes());
        }
        let size = u32::try_from(bytes.len() - start).unwrap();
        let count = u16::try_from(names.len()).unwrap();
        bytes.extend(b"PK\x05\x06\0\0\0\0");
        bytes.extend(count.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(size.to_le_bytes());
        bytes.extend(u32::try_from(start).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }

    #[test]
    fn a_name_that_stands_twice_is_found_wherever_the_list_starts() {
        for before in [&b""[..], b"PK\x03\x04 and more"] {
            assert_eq!(name_twice(&listed(&["a.csv", "b.csv"], before), 2), None);
            assert_eq!(name_twice(&listed(&["a.csv", "b.csv", "a.csv"], before), 2), Some("\"a.csv\"".to_owned()));
        }
        let whole = listed(&["a", "b", "a"], b"");
        for length in 0..whole.len() {
            let _ = name_twice(&whole[..length], 2);
        }
    }
}
