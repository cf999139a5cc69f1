//! Minimum, quartiles and maximum stand in order, and the mean lies between minimum and maximum.
//!
//! Rounding keeps the order of numbers that are printed with the same decimals; of others what half a unit explains is no error.

use crate::analysis::audit::finding::{Computed, Finding, Kind, Note, Statistic, Verdict};
use crate::analysis::audit::rounding::{Span, is_usable};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::figure::Figure;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Spread, Statement};

/// Every set of statistics of one variable.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        if let Statement::Spread(spread) = &claim.statement {
            judged(claim, spread, found);
        }
    }
}

fn judged(claim: &Claim, spread: &Spread, found: &mut Vec<Finding>) {
    let known = |statistic: Statistic, figure: &Option<Figure>| {
        let printed = figure.as_ref().map(|figure| figure.printed).filter(|printed| is_usable(*printed))?;
        Some((statistic, printed))
    };
    let ascending = [
        (Statistic::Minimum, &spread.minimum),
        (Statistic::Lower, &spread.lower),
        (Statistic::Median, &spread.median),
        (Statistic::Upper, &spread.upper),
        (Statistic::Maximum, &spread.maximum),
    ];
    let ascending: Vec<(Statistic, Printed)> =
        ascending.into_iter().filter_map(|(statistic, figure)| known(statistic, figure)).collect();
    let of = |wanted: Statistic| ascending.iter().copied().find(|(statistic, _)| *statistic == wanted);
    let mean = known(Statistic::Mean, &spread.mean);
    let mut pairs: Vec<_> = ascending.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.extend(of(Statistic::Minimum).zip(mean));
    pairs.extend(mean.zip(of(Statistic::Maximum)));
    let finding = |verdict, computed| Finding::of(claim, Kind::Order, verdict, computed);
    let before = found.len();
    for (smaller, larger) in pairs.iter().copied().filter(|(smaller, larger)| is_above(smaller.1, larger.1)) {
        let computed = Computed::Disordered(smaller, larger);
        if Span::coarse(smaller.1).is_above(Span::coarse(larger.1)) {
            found.push(finding(Verdict::Fails, computed));
        } else {
            found.push(finding(Verdict::Untold, computed).note(Note::Coarse));
        }
    }
    if found.len() == before && !pairs.is_empty() {
        let mut told = ascending.clone();
        told.extend(mean);
        found.push(finding(Verdict::Holds, Computed::Ordered(told)));
    }
}

/// Whether a number is larger than another whatever was rounded.
fn is_above(one: Printed, other: Printed) -> bool {
    if one.decimals == other.decimals {
        return one.digits > other.digits;
    }
    Span::rounded(one).is_above(Span::rounded(other))
}
