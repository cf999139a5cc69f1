//! Compound files, in which old Office documents and documents under a password are kept: streams by their name.

use std::io::{Cursor, Read as _};

use cfb::CompoundFile;

/// The first bytes of every compound file.
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const DAMAGED: &str = "it is damaged or cut off";

/// A compound file.
pub(crate) struct Compound<'a>(CompoundFile<Cursor<&'a [u8]>>);

impl<'a> Compound<'a> {
    /// Opens a compound file.
    ///
    /// # Errors
    /// When it is damaged, in words.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        CompoundFile::open(Cursor::new(bytes)).map(Self).map_err(|_| DAMAGED.to_owned())
    }

    /// Whether the root has a stream with this name; those of documents inside the document do not count. Capitals do not matter.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.is_stream(name)
    }

    /// The bytes of a stream.
    ///
    /// # Errors
    /// When there is no such stream or it is damaged, in words.
    pub(crate) fn stream(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let mut stream = self.0.open_stream(name).map_err(|_| format!("the part {name} is missing"))?;
        stream.read_to_end(&mut bytes).map_err(|_| DAMAGED.to_owned())?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// A file with one stream and a document inside the document.
    fn file(content: &[u8]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_storage("Inside").unwrap();
        file.create_stream("Inside/Workbook").unwrap();
        file.create_stream("Book").unwrap().write_all(content).unwrap();
        file.into_inner().into_inner()
    }

    #[test]
    fn a_stream_of_the_root_is_found_by_its_name() {
        for content in [b"hello".to_vec(), vec![7; 50_000]] {
            let bytes = file(&content);
            let mut file = Compound::open(&bytes).unwrap();
            assert!(file.has("BOOK") && !file.has("workbook") && !file.has("Inside"));
            assert_eq!(file.stream("book").unwrap(), content);
            assert!(file.stream("workbook").is_err());
        }
    }

    #[test]
    fn a_damaged_stream_is_never_read_as_another() {
        const SECTOR: usize = 4096;
        let content: Vec<u8> = (0..50_000_u32).map(|number| number.to_le_bytes()[0]).collect();
        let bytes = file(&content);
        let refused = |bytes: &[u8]| {
            let read = Compound::open(bytes).and_then(|mut file| file.stream("Book"));
            assert!(read.as_ref().map_or(true, |read| *read == content), "{}", bytes.len());
            read.is_err()
        };
        assert!(!refused(&bytes));
        // The first sector after the header says which sector follows each; one that follows itself would be read for ever.
        let circles = (0..bytes.len() / SECTOR - 1).filter(|sector| {
            let mut bytes = bytes.clone();
            let at = SECTOR + 4 * sector;
            bytes[at..at + 4].copy_from_slice(&u32::try_from(*sector).unwrap().to_le_bytes());
            refused(&bytes)
        });
        assert!(circles.count() > content.len() / SECTOR);
        for length in (0..bytes.len()).step_by(500) {
            assert!(refused(&bytes[..length]) || length >= content.len(), "{length}");
        }
    }
}
