//! Words of rows that hold totals, not places or units.

use crate::model::place::territory::Territory;

/// Words that stand for a total by themselves.
const ALONE: [&str; 11] =
    ["total", "totale", "totals", "totali", "tot", "italia", "italy", "grand total", "overall", "complessivo", "somma"];
/// Words before what a total is of.
const BEFORE: [&str; 3] = ["total", "totale", "tot"];
/// Words behind a total.
const BEHIND: [&str; 6] = ["generale", "complessivo", "italia", "italy", "nazionale", "national"];

/// Whether text names a total: `TOTALE`, `Totale generale`, `TOTAL ITALY`, or `Totale Molise` where an area of the territory is called so.
pub(crate) fn is_total(text: &str, territory: &Territory) -> bool {
    let text = text.trim().trim_end_matches([':', '.']).to_lowercase();
    if ALONE.contains(&text.as_str()) {
        return true;
    }
    let Some((first, rest)) = text.split_once([' ', '\u{a0}']) else { return false };
    let rest = rest.trim();
    BEFORE.contains(&first.trim_end_matches('.'))
        && (BEHIND.contains(&rest)
            || territory
                .levels()
                .any(|level| territory.areas(level).iter().any(|area| area.name.to_lowercase() == rest)))
}
