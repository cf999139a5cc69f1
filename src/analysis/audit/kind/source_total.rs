//! A total that is said to be a source's: the difference from the study's or the census's own, in residents and per cent.
//!
//! Whether it is wrong depends on the day and on who was counted. It fails where the words name the census or ISTAT and the year that the
//! residents at hand are of, and holds where a source has the same number; else the difference is told and nothing decided.

use crate::analysis::audit::base::count_of;
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Named as Source, Note, Verdict};
use crate::analysis::audit::reference::Reference;
use crate::analysis::audit::rounding::coarse_counts;
use crate::analysis::audit::seen::Seen;
use crate::model::claim::figure::Named;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Statement};

/// Words of who counts residents.
const COUNTERS: [&str; 4] = ["istat", "census", "censimento", "anagrafe"];

/// Every total of a source.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        if let Statement::SourceTotal(total) = &claim.statement {
            found.push(judged(claim, total, seen.reference));
        }
    }
}

fn judged(claim: &Claim, total: &Named, reference: Option<&Reference>) -> Finding {
    let none = || Finding::of(claim, Kind::SourceTotal, Verdict::Untold, Computed::NoSource);
    let (Some(claimed), Some(reference)) = (count_of(Some(&total.figure)), reference) else { return none() };
    let nearest = reference.totals.iter().min_by_key(|(_, own)| own.abs_diff(claimed));
    let Some((source, own)) = nearest.copied().filter(|(_, own)| *own > 0) else { return none() };
    let more = i64::try_from(i128::from(claimed) - i128::from(own)).unwrap_or(i64::MAX);
    let computed = Computed::Gap { source, own, more, percent: per_cent(more, own) };
    let finding = |verdict| Finding::of(claim, Kind::SourceTotal, verdict, computed.clone());
    if more == 0 {
        return finding(Verdict::Holds);
    }
    if coarse_counts(total.figure.printed).is_some_and(|(low, high)| (low..=high).contains(&own)) {
        return finding(Verdict::Holds).note(Note::WithinRounding);
    }
    let words = total.label.to_lowercase();
    let is_named = COUNTERS.iter().any(|word| words.contains(word));
    let is_same_year = reference.year.is_some_and(|year| words.contains(&year.to_string()));
    if is_named && is_same_year && source != Source::Units {
        let own = Printed { digits: i64::try_from(own).unwrap_or(i64::MAX), decimals: 0 };
        return finding(Verdict::Fails).fits([Fit::Number(own)]);
    }
    finding(Verdict::Untold)
}

fn per_cent(more: i64, own: u64) -> Printed {
    let (more, own) = (i128::from(more) * 10_000, i128::from(own));
    let digits = (2 * more + own).div_euclid(2 * own);
    Printed { digits: i64::try_from(digits).unwrap_or(i64::MAX), decimals: 2 }
}
