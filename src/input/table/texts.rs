//! The texts of all cells of a table settled, before any is known to be a title.

use std::collections::BTreeMap;

use crate::input::cell::grid::GridRow;
use crate::input::cell::record::Record;
use crate::input::problem::english::{SHOWN, counted, few_of};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::value::text::{TakenOff, cell_text};

/// What was taken off cells: of how many, and the first few of them.
#[derive(Clone, Debug, Default)]
pub struct TakenOffCells(BTreeMap<TakenOff, (usize, Vec<String>)>);

impl TakenOffCells {
    /// Gives every cell of a row the text that it means.
    pub(crate) fn settle(&mut self, record: &mut Record) {
        if !may_change(record.as_str()) {
            return;
        }
        let mut settled = Record::default();
        for cell in record.iter() {
            let (text, off) = cell_text(cell);
            if let Some(off) = off {
                let shown = || match off {
                    TakenOff::Guard => format!("{} as {text:?}", cell.trim()),
                    TakenOff::Invisible => format!("{:?} as {text:?}", cell.trim()),
                };
                let (count, first) = self.0.entry(off).or_default();
                *count += 1;
                if first.len() < SHOWN {
                    first.push(shown());
                }
            }
            settled.push(&text);
        }
        *record = settled;
    }

    /// Adds what was taken off later cells.
    pub(crate) fn append(&mut self, later: Self) {
        for (off, (more, shown)) in later.0 {
            let (count, first) = self.0.entry(off).or_default();
            *count += more;
            first.extend(shown);
            first.truncate(SHOWN);
        }
    }

    /// Whether nothing was taken off.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says what was taken off.
    pub(crate) fn said(self, name: &str) -> impl Iterator<Item = Remark> {
        self.0.into_iter().map(move |(off, (count, first))| {
            let marks = match off {
                TakenOff::Guard => "the marks that keep a spreadsheet from reading them",
                TakenOff::Invisible => "characters that are not seen",
            };
            let message = format!("{} read without {marks}: {}", counted(count, "cell"), few_of(&first, count));
            Remark::of(Kind::Changed, Place::file(name), message)
        })
    }
}

/// Whether the text of some cells may not be what they mean.
pub(crate) fn may_change(text: &str) -> bool {
    !text.is_ascii() || memchr::memchr2(b'=', b'\'', text.as_bytes()).is_some()
}

/// Gives every cell the text that it means, and says what was taken off.
pub(crate) fn settle_texts(name: &str, rows: &mut [GridRow]) -> Vec<Remark> {
    let mut taken_off = TakenOffCells::default();
    for row in rows {
        taken_off.settle(&mut row.record);
    }
    taken_off.said(name).collect()
}
