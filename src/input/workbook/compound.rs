//! Compound files, in which old Office documents and documents under a password are kept: streams by their name.
//!
//! Source: Microsoft, \[MS-CFB\] Compound File Binary File Format. A chain of sectors has no more of them than the file, so damage that
//! makes a chain a circle is found.

use std::collections::BTreeMap;

use crate::input::file::binary::{u16_at, u32_at};
use crate::input::workbook::xls_text::utf_16;

/// The first bytes of every compound file.
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Numbers of sectors from here on mean something else: a free sector, the end of a chain.
const FIRST_SPECIAL: u32 = 0xFFFF_FFFA;
/// No entry of the directory.
const NO_ENTRY: u32 = 0xFFFF_FFFF;
/// Streams below this length are kept in the small sectors of the root's stream.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;
const ENTRY: usize = 128;

const DAMAGED: &str = "it is damaged or cut off";

/// A compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector after each, in its chain.
    next: Vec<u32>,
    next_small: Vec<u32>,
    /// The root's stream, cut into small sectors.
    small: Vec<u8>,
    /// First sector and length of the streams beside the root, by name in lower case.
    streams: BTreeMap<String, (u32, usize)>,
}

impl<'a> Compound<'a> {
    /// Opens a compound file.
    ///
    /// # Errors
    /// What is damaged, in words.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        Self::opened(bytes).ok_or_else(|| DAMAGED.to_owned())
    }

    fn opened(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(&MAGIC) {
            return None;
        }
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            streams: BTreeMap::new(),
        };
        // Where the table of sectors is: 109 places in the header, more in a chain whose every sector ends in the next.
        let mut tables: Vec<u32> = numbers(bytes.get(76..512)?);
        let mut more = u32_at(bytes, 68)?;
        for _ in 0..=file.n_sectors() {
            if more >= FIRST_SPECIAL {
                break;
            }
            let mut numbers = numbers(file.whole_sector(more)?);
            more = numbers.pop()?;
            tables.extend(numbers);
        }
        for table in tables.into_iter().filter(|table| *table < FIRST_SPECIAL).take(file.n_sectors() + 1) {
            let numbers = numbers(file.whole_sector(table)?);
            file.next.extend(numbers);
        }
        let directory = file.chain(u32_at(bytes, 48)?, usize::MAX).filter(|chain| chain.len() % sector == 0)?;
        let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
        let root = entries.first()?;
        file.small = file.chain(u32_at(root, 116)?, length_of(root)?)?;
        let small_tables = u32_at(bytes, 60)?;
        file.next_small =
            if small_tables < FIRST_SPECIAL { numbers(&file.chain(small_tables, usize::MAX)?) } else { Vec::new() };
        file.streams = streams_beside(&entries, u32_at(root, 76)?)?;
        Some(file)
    }

    /// Whether there is a stream with this name. Capitals do not matter.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.streams.contains_key(&name.to_lowercase())
    }

    /// The bytes of a stream.
    ///
    /// # Errors
    /// When there is no such stream or it is damaged.
    pub(crate) fn stream(&self, name: &str) -> Result<Vec<u8>, String> {
        let (start, length) =
            self.streams.get(&name.to_lowercase()).ok_or_else(|| format!("the part {name} is missing"))?;
        let bytes =
            if *length < SMALL_STREAM { self.small_chain(*start, *length) } else { self.chain(*start, *length) };
        bytes.filter(|bytes| bytes.len() == *length).ok_or_else(|| DAMAGED.to_owned())
    }

    fn n_sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    /// A sector; the file's last one may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    fn whole_sector(&self, number: u32) -> Option<&'a [u8]> {
        self.sector(number).filter(|sector| sector.len() == self.sector)
    }

    /// The first `length` bytes of a chain of sectors.
    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        follow(start, length, &self.next, self.n_sectors() + 1, |number| self.sector(number))
    }

    fn small_chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let sector = |number: u32| {
            let start = (number as usize).checked_mul(SMALL_SECTOR)?;
            self.small.get(start..(start + SMALL_SECTOR).min(self.small.len())).filter(|sector| !sector.is_empty())
        };
        follow(start, length, &self.next_small, self.small.len() / SMALL_SECTOR + 1, sector)
    }
}

/// The first `length` bytes of the sectors from `start` on; `None` where a sector is missing or there are more than `most` of them.
fn follow<'s>(
    start: u32,
    length: usize,
    next: &[u32],
    most: usize,
    sector: impl Fn(u32) -> Option<&'s [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut number = start;
    for _ in 0..=most {
        if number >= FIRST_SPECIAL || bytes.len() >= length {
            bytes.truncate(length);
            return Some(bytes);
        }
        bytes.extend_from_slice(sector(number)?);
        number = *next.get(number as usize)?;
    }
    None
}

/// Streams among an entry and those beside it in the tree of the directory: those of the root, not of documents inside the document.
fn streams_beside(entries: &[&[u8]], first: u32) -> Option<BTreeMap<String, (u32, usize)>> {
    const STREAM: u8 = 2;
    let mut streams = BTreeMap::new();
    let mut seen = vec![false; entries.len()];
    let mut waiting = vec![first];
    while let Some(number) = waiting.pop() {
        if number == NO_ENTRY {
            continue;
        }
        let number = number as usize;
        let entry = entries.get(number)?;
        if std::mem::replace(&mut seen[number], true) {
            continue;
        }
        waiting.extend([u32_at(entry, 68)?, u32_at(entry, 72)?]);
        if entry[66] == STREAM {
            let name = utf_16(&entry[..64]).to_lowercase();
            let name = name.split('\0').next().unwrap_or_default().to_owned();
            streams.entry(name).or_insert((u32_at(entry, 116)?, length_of(entry)?));
        }
    }
    Some(streams)
}

/// The length of an entry's stream. The upper half may be rubbish in files of the older version, which cannot have such lengths.
fn length_of(entry: &[u8]) -> Option<usize> {
    u32_at(entry, 120).map(|length| length as usize)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of five sectors: the table of sectors, the directory, the table and the bytes of small sectors, a stream.
    fn file(next: &[u32]) -> Vec<u8> {
        let mut bytes = vec![0_u8; 6 * 512];
        let put = |bytes: &mut Vec<u8>, at: usize, number: u32| {
            bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
        };
        bytes[..8].copy_from_slice(&MAGIC);
        bytes[30] = 9;
        put(&mut bytes, 48, 1);
        put(&mut bytes, 60, 2);
        put(&mut bytes, 68, 0xFFFF_FFFE);
        for place in 1..109 {
            put(&mut bytes, 76 + 4 * place, 0xFFFF_FFFF);
        }
        for (place, number) in next.iter().enumerate() {
            put(&mut bytes, 512 + 4 * place, *number);
        }
        for (at, name, kind, start, length, child) in
            [(1024, "Root", 5, 3, 64, 1), (1024 + 128, "Book", 2, 0, 5, NO_ENTRY)]
        {
            for (place, letter) in name.bytes().enumerate() {
                bytes[at + 2 * place] = letter;
            }
            bytes[at + 66] = kind;
            put(&mut bytes, at + 68, NO_ENTRY);
            put(&mut bytes, at + 72, NO_ENTRY);
            put(&mut bytes, at + 76, child);
            put(&mut bytes, at + 116, start);
            put(&mut bytes, at + 120, length);
        }
        put(&mut bytes, 1536, 0xFFFF_FFFE);
        bytes[2048..2053].copy_from_slice(b"hello");
        bytes
    }

    const END: u32 = 0xFFFF_FFFE;

    #[test]
    fn a_small_stream_is_found_by_its_name() {
        let bytes = file(&[END, END, END, END]);
        let file = Compound::open(&bytes).unwrap();
        assert!(file.has("BOOK") && !file.has("workbook"));
        assert_eq!(file.stream("book").unwrap(), b"hello");
        assert!(file.stream("workbook").is_err());
    }

    #[test]
    fn a_chain_that_is_a_circle_is_an_error() {
        assert!(Compound::open(&file(&[END, 1, END, END])).is_err());
        assert!(Compound::open(&file(&[END, 77, END, END])).is_err());
    }

    #[test]
    fn a_file_that_is_cut_off_is_an_error() {
        let bytes = file(&[END, END, END, END]);
        for length in 0..2000 {
            assert!(Compound::open(&bytes[..length]).is_err(), "{length}");
        }
    }
}
