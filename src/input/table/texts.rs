//! The texts of all cells of a table settled, before any is known to be a title.

use std::collections::BTreeMap;

use csv::StringRecord;

use crate::input::cell::grid::GridRow;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::value::text::{TakenOff, cell_text};

/// Gives every cell the text that it means, and says what was taken off.
pub(crate) fn settle_texts(name: &str, rows: &mut [GridRow]) -> Vec<Remark> {
    let mut taken_off: BTreeMap<TakenOff, Vec<String>> = BTreeMap::new();
    for row in rows {
        let whole = row.record.as_slice();
        if whole.is_ascii() && !whole.contains(['=', '\'']) {
            continue;
        }
        let mut record = StringRecord::with_capacity(whole.len(), row.record.len());
        for cell in &row.record {
            let (text, off) = cell_text(cell);
            if let Some(off) = off {
                let shown = match off {
                    TakenOff::Guard => cell.trim().to_owned(),
                    TakenOff::Invisible => format!("{:?}", cell.trim()),
                };
                taken_off.entry(off).or_default().push(format!("{shown} as {text:?}"));
            }
            record.push_field(&text);
        }
        row.record = record;
    }
    let said = taken_off.into_iter().map(|(off, cells)| {
        let cells_read = counted(cells.len(), "cell");
        let message = match off {
            TakenOff::Guard => format!(
                "{cells_read} read without the marks that keep a spreadsheet from reading them: {}",
                first_few(&cells)
            ),
            TakenOff::Invisible => {
                format!("{cells_read} read without characters that are not seen: {}", first_few(&cells))
            }
        };
        Remark::of(Kind::Changed, Place::file(name), message)
    });
    said.collect()
}
