//! Zipped documents: parts of a workbook, each checked against its checksum before anything reads it; and archives of files.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::input::file::ending::is_table;
use crate::input::file::format::{Format, ending_of};

const DAMAGED: &str = "it is damaged or cut off";
/// The most bytes that the parts of a workbook may hold when unpacked.
const MOST_BYTES: u64 = 1 << 30;

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
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED.to_owned())?;
        let names: Vec<String> = zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
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
    /// What is damaged, in words.
    pub fn of_files(bytes: &'a [u8]) -> Result<Self, String> {
        ZipArchive::new(Cursor::new(bytes)).map(|zip| Self { zip }).map_err(|_| DAMAGED.to_owned())
    }

    /// Opens an archive and unpacks every part of content once, so that damage is found here and not half-way through a sheet.
    ///
    /// # Errors
    /// What is damaged, in words.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let mut archive = Self::of_files(bytes)?;
        let mut left = MOST_BYTES;
        for index in 0..archive.zip.len() {
            let part = archive.zip.by_index(index).map_err(|error| format!("a part is damaged: {error}"))?;
            let name = part.name().map_err(|error| format!("a part is damaged: {error}"))?.into_owned();
            let is_content =
                [".xml", ".rels", ".bin"].iter().any(|ending| name.ends_with(ending)) || name == "mimetype";
            if !is_content {
                continue;
            }
            let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
                .map_err(|error| format!("the part {name} is damaged: {error}"))?;
            left = left.checked_sub(read).ok_or_else(|| "the file unpacks to more than one gigabyte".to_owned())?;
        }
        Ok(archive)
    }

    /// Whether there is a part with this name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Names of parts that end so, in order.
    pub fn ending_in(&self, ending: &str) -> Vec<String> {
        let names = self.zip.file_names().flatten().map(std::borrow::Cow::into_owned);
        let mut names: Vec<String> = names.filter(|name| name.to_lowercase().ends_with(ending)).collect();
        names.sort();
        names
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// When there is no such part.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let part = self.zip.by_name(name).map_err(|_| format!("the part {name} is missing"))?;
        part.take(MOST_BYTES)
            .read_to_end(&mut bytes)
            .map_err(|error| format!("the part {name} is damaged: {error}"))?;
        Ok(bytes)
    }

    /// The text of a part.
    ///
    /// # Errors
    /// When there is no such part or it is no UTF-8.
    pub fn text(&mut self, name: &str) -> Result<String, String> {
        String::from_utf8(self.bytes(name)?).map_err(|error| format!("the part {name} is damaged: {error}"))
    }
}
