//! What a spreadsheet did: `3-Jan` where `1-3` was typed, `6-Apr` for `4-6`, `01-mar` for `1-3`.
//!
//! A day and a month stand for two numbers, the smaller first, as ranges are written: Excel takes `1-3` for a day of January where months
//! come first and of March where days do.

use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Verdict};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::statement::Statement;

/// Three letters of each month in the languages that are read, in order.
const MONTHS: [[&str; 2]; 12] = [
    ["jan", "gen"],
    ["feb", "feb"],
    ["mar", "mar"],
    ["apr", "apr"],
    ["may", "mag"],
    ["jun", "giu"],
    ["jul", "lug"],
    ["aug", "ago"],
    ["sep", "set"],
    ["oct", "ott"],
    ["nov", "nov"],
    ["dec", "dic"],
];

/// Every cell that a spreadsheet changed.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        if let Statement::Damaged { found: text } = &claim.statement {
            let finding = Finding::of(claim, Kind::Spreadsheet, Verdict::Fails, Computed::Date);
            found.push(finding.fits(range(text).map(Fit::Range)));
        }
    }
}

/// The range that a date was.
fn range(text: &str) -> Option<String> {
    let (one, other) = text.trim().split_once(['-', '/', ' ', '–'])?;
    let (month, day) =
        (month(one).or_else(|| month(other))?, one.trim().parse().or_else(|_| other.trim().parse()).ok()?);
    let (low, high): (u32, u32) = if day < month { (day, month) } else { (month, day) };
    Some(format!("{low}-{high}"))
}

fn month(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let at = MONTHS.iter().position(|names| names.iter().any(|name| text.starts_with(name)))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn a_date_was_a_range() {
        let ranges = ["3-Jan", "6-Apr", "01-mar", "Oct-12", "2 mag", "12/2020"].map(range);
        let expected = [Some("1-3"), Some("4-6"), Some("1-3"), Some("10-12"), Some("2-5"), None];
        assert_eq!(ranges, expected.map(|text| text.map(str::to_owned)));
    }
}
