//! Words of rows that hold totals, not places or units.

use crate::model::place::code::CodingScheme;
use crate::model::place::territory::Territory;

/// Words that stand for a total by themselves.
const ALONE: [&str; 11] =
    ["total", "totale", "totals", "totali", "tot", "italia", "italy", "grand total", "overall", "complessivo", "somma"];
/// Words before what a total is of.
const BEFORE: [&str; 3] = ["total", "totale", "tot"];
/// Words behind a total.
const BEHIND: [&str; 6] = ["generale", "complessivo", "italia", "italy", "nazionale", "national"];

/// Whether text names a total: `TOTALE`, `Totale generale`, `TOTAL ITALY`, the territory's own name, or `Totale Molise` where an area of
/// it is called so. A name that is also a place's names the place.
pub(crate) fn is_total(text: &str, territory: &Territory) -> bool {
    let written = text.trim().trim_end_matches([':', '.']);
    let text = written.to_lowercase();
    if ALONE.contains(&text.as_str()) {
        return true;
    }
    let has = |level, name: &str| territory.areas(level).iter().any(|area| area.name.to_lowercase() == name);
    if is_name_of(territory, written) {
        return !has(territory.finest(), &text);
    }
    let Some((first, rest)) = text.split_once([' ', '\u{a0}']) else { return false };
    let rest = rest.trim();
    BEFORE.contains(&first.trim_end_matches('.'))
        && (BEHIND.contains(&rest) || is_name_of(territory, rest) || territory.levels().any(|level| has(level, rest)))
}

/// Whether text is what a territory is called: its name in any language, or Italy's code among countries.
fn is_name_of(territory: &Territory, text: &str) -> bool {
    let lower = text.to_lowercase();
    territory.name().all().any(|name| name.to_lowercase() == lower)
        || (territory.coding() == CodingScheme::Istat && text == "IT")
}
