//! What a database of SQLite has not in its file yet: pages that were committed to the log beside it, and changes that were never finished.
//!
//! Source: *Database File Format* of SQLite, sections 3 (the rollback journal) and 4 (the write-ahead log).

use std::collections::BTreeMap;

use crate::input::file::binary::Binary;
use crate::input::file::bytes::InputFile;
use crate::input::file::format::ending_of;
use crate::input::layer::request::Wal;
use crate::input::problem::english::counted;
use crate::input::problem::hint::{Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};

/// How a log begins; the last bit says in which order the bytes of its checksums are summed.
const LOG: u32 = 0x377F_0682;
/// The only form of logs.
const VERSION: u32 = 3_007_000;
/// The bytes of the log's header without its checksum, and those of a frame's without it.
const SUMMED: usize = 24;
const FRAME_SUMMED: usize = 8;
/// How a journal begins that may still have to be played back.
const JOURNAL: [u8; 8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7];

/// Refuses a database whose file is not what its editor last saved; where edits are to be left out, says so instead.
///
/// # Errors
/// Edits that are still in the log, unless they are left out; a change that was never finished.
pub(crate) fn refuse_unwritten(
    file: &InputFile,
    beside: &mut dyn FnMut(&str) -> Result<Option<InputFile>, Problems>,
    wal: Wal,
) -> Result<Option<Remark>, Problems> {
    let ending = ending_of(&file.name);
    let problem = |message: String| Remark::of(Kind::Format, Place::file(&file.name), message);
    if let Some(journal) = beside(&format!("{ending}-journal"))?.filter(|journal| is_hot(&journal.bytes)) {
        let message = format!("a change of the file was never finished: {} holds what it was before", journal.name);
        let hint = "open it once in the program that changed it, which finishes or undoes the change";
        return Err(Problems::one(problem(message).hint(hint)));
    }
    let Some(log) = beside(&format!("{ending}-wal"))? else { return Ok(None) };
    let n_pages = n_pending(&file.bytes, &log.bytes);
    if n_pages == 0 {
        return Ok(None);
    }
    let edits = format!("the last edits are in {} ({} of the database)", log.name, counted(n_pages, "page"));
    match wal {
        Wal::Refuse => {
            let say = Say::value("or leave them out with", Key::Wal, Wal::Ignore.word());
            let say = say.because("close the program that has the file open, which writes them into it");
            Err(Problems::one(problem(format!("{edits} and not in the file yet")).hint(say)))
        }
        Wal::Ignore => {
            Ok(Some(Remark::of(Kind::RowsLeftOut, Place::file(&file.name), format!("{edits} and were left out"))))
        }
    }
}

/// Whether a journal holds pages that the database may have lost: its header is whole, and some page was written behind it.
fn is_hot(journal: &[u8]) -> bool {
    journal.strip_prefix(&JOURNAL).is_some_and(|rest| Binary::new(rest).u32().is_some_and(|n_pages| n_pages != 0))
}

/// How many pages of a database a log changes: those that were committed and are not yet the same in the file.
fn n_pending(database: &[u8], log: &[u8]) -> usize {
    let Some(Committed { page_size, pages, n_pages }) = committed(log) else { return 0 };
    let in_file = |number: usize| database.get((number - 1) * page_size..number * page_size);
    let differs = |(number, page): &(&usize, &&[u8])| **number <= n_pages && in_file(**number) != Some(**page);
    let n_different = pages.iter().filter(differs).count();
    let resized = n_pages > 0 && database.len() != n_pages * page_size;
    n_different.max(usize::from(resized))
}

/// The pages of finished transactions, the newest of each.
struct Committed<'a> {
    page_size: usize,
    /// By number, from 1.
    pages: BTreeMap<usize, &'a [u8]>,
    /// How many pages the database has after the last transaction; 0 before the first.
    n_pages: usize,
}

/// What a log holds; `None` where it is no log, which SQLite ignores as well.
fn committed(log: &[u8]) -> Option<Committed<'_>> {
    let mut header = Binary::new(log).big();
    let magic = header.u32().filter(|magic| magic & !1 == LOG)?;
    let big = magic & 1 == 1;
    header.u32().filter(|version| *version == VERSION)?;
    let page_size = header.length().filter(|size| size.is_power_of_two() && (512..=65_536).contains(size))?;
    let (_, salt) = (header.u32()?, header.take(8)?);
    let mut sum = checksum(log.get(..SUMMED)?, [0; 2], big);
    if sum != [header.u32()?, header.u32()?] {
        return None;
    }
    let mut found = Committed { page_size, pages: BTreeMap::new(), n_pages: 0 };
    let mut open = BTreeMap::new();
    // A frame of an earlier use of the file, or one that was not written to its end, ends what counts.
    while let Some((start, page)) = frame(&mut header, page_size) {
        let mut frame = Binary::new(start).big();
        let (number, n_pages, salted) = (frame.length()?, frame.length()?, frame.take(8)?);
        sum = checksum(page, checksum(&start[..FRAME_SUMMED], sum, big), big);
        if number == 0 || salted != salt || sum != [frame.u32()?, frame.u32()?] {
            break;
        }
        open.insert(number, page);
        if n_pages > 0 {
            found.pages.append(&mut open);
            found.n_pages = n_pages;
        }
    }
    Some(found)
}

/// The next frame: its header, and its page.
fn frame<'a>(log: &mut Binary<'a>, page_size: usize) -> Option<(&'a [u8], &'a [u8])> {
    Some((log.take(SUMMED)?, log.take(page_size)?))
}

/// The running checksum over bytes whose number is a multiple of eight.
fn checksum(bytes: &[u8], sum: [u32; 2], big: bool) -> [u32; 2] {
    let number = |bytes: [u8; 4]| if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
    bytes.as_chunks::<8>().0.iter().fold(sum, |[first, second], &[a, b, c, d, e, f, g, h]| {
        let first = first.wrapping_add(number([a, b, c, d])).wrapping_add(second);
        [first, second.wrapping_add(number([e, f, g, h])).wrapping_add(first)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: usize = 512;

    /// A log whose frames are page numbers, sizes after a commit, and what the page is full of.
    fn log(frames: &[(u32, u32, u8)], big: bool) -> Vec<u8> {
        let mut log = Vec::new();
        for number in [LOG | u32::from(big), VERSION, 512, 0, 7, 8] {
            log.extend(number.to_be_bytes());
        }
        let mut sum = checksum(&log, [0; 2], big);
        log.extend(sum.iter().flat_map(|sum| sum.to_be_bytes()));
        for (number, size, filled) in frames {
            let start = log.len();
            for number in [*number, *size, 7, 8] {
                log.extend(number.to_be_bytes());
            }
            let page = [*filled; PAGE];
            sum = checksum(&page, checksum(&log[start..start + FRAME_SUMMED], sum, big), big);
            log.extend(sum.iter().flat_map(|sum| sum.to_be_bytes()));
            log.extend(page);
        }
        log
    }

    #[test]
    fn pages_count_once_they_are_committed_and_differ() {
        let database = [[1; PAGE], [2; PAGE]].concat();
        for big in [false, true] {
            let pending = |frames: &[(u32, u32, u8)]| n_pending(&database, &log(frames, big));
            assert_eq!(pending(&[]), 0);
            assert_eq!(pending(&[(2, 2, 9)]), 1);
            assert_eq!(pending(&[(1, 0, 9), (2, 2, 9)]), 2);
            // Never finished; written back already; changed and changed back.
            assert_eq!(pending(&[(2, 0, 9)]), 0);
            assert_eq!(pending(&[(1, 0, 1), (2, 2, 2)]), 0);
            assert_eq!(pending(&[(2, 2, 9), (2, 2, 2)]), 0);
            // A database that becomes shorter or longer.
            assert_eq!(pending(&[(1, 1, 1)]), 1);
            assert_eq!(pending(&[(3, 3, 3)]), 1);
        }
    }

    #[test]
    fn what_is_damaged_ends_the_log() {
        let database = [1; PAGE];
        let whole = log(&[(1, 1, 8), (1, 1, 9)], false);
        assert_eq!(n_pending(&database, &whole), 1);
        for length in 0..whole.len() {
            let expected = usize::from(length >= 32 + SUMMED + PAGE);
            assert_eq!(n_pending(&database, &whole[..length]), expected, "{length}");
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert_eq!(n_pending(&database, &damaged), usize::from(at >= 32 + SUMMED + PAGE), "{at}");
        }
    }

    #[test]
    fn a_journal_counts_where_it_has_pages() {
        assert!(is_hot(&[&JOURNAL[..], &[0, 0, 0, 1]].concat()));
        assert!(!is_hot(&[&JOURNAL[..], &[0; 4]].concat()) && !is_hot(&[0; 600]) && !is_hot(&[]));
    }
}
