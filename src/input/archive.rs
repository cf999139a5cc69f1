//! Zipped documents: parts of a workbook, each checked against its checksum before anything reads it.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// The most bytes that the parts of a workbook may hold when unpacked.
const MOST_BYTES: u64 = 1 << 30;

/// A workbook's archive.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens an archive and unpacks every part of content once, so that damage is found here and not half-way through a sheet.
    ///
    /// # Errors
    /// What is damaged, in words.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is damaged or cut off".to_owned())?;
        let mut archive = Self { zip };
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

    /// The bytes of a part.
    ///
    /// # Errors
    /// When there is no such part.
    pub fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut part = self.zip.by_name(name).map_err(|_| format!("the part {name} is missing"))?;
        part.read_to_end(&mut bytes).map_err(|error| format!("the part {name} is damaged: {error}"))?;
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
