//! A percentage alone with its base: is there a whole number of the base that rounds to it, and which?
//!
//! # Source
//! Brown and Heathers (2017), *Social Psychological and Personality Science* 8(4), who ask it of means; a share is the mean of noughts and ones.

use crate::analysis::audit::base::{base_of, count_of, percent_of};
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Note, Verdict};
use crate::analysis::audit::kind::share::told;
use crate::analysis::audit::rounding::{counts, part};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Statement};

/// Decimals of a computed percentage beyond the printed ones.
const MORE: u8 = 2;

/// Every percentage without its count.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        match &claim.statement {
            Statement::Share(share) if share.count.is_none() => {
                let (base, percent) = (count_of(share.base.as_ref()), percent_of(share.percent.as_ref()));
                let (Some(base), Some(percent)) = (base.filter(|base| *base > 0), percent) else { continue };
                let finding = judged(claim, base, percent);
                if finding.verdict == Verdict::Fails && !share.base_is_said {
                    found.push(Finding { verdict: Verdict::Untold, ..finding }.note(Note::BaseImplied));
                } else {
                    found.push(finding);
                }
            }
            Statement::Rates { groups, .. } => {
                for group in groups.iter().filter(|group| group.count.is_none()) {
                    let base = count_of(group.base.as_ref()).filter(|base| *base > 0);
                    if let (Some(base), Some(percent)) = (base, percent_of(Some(&group.percent))) {
                        let figures: Vec<_> = group.base.iter().chain([&group.percent]).collect();
                        found.push(
                            judged(claim, base, percent)
                                .about(&told(&group.label, None, Some(&group.percent)), &figures),
                        );
                    }
                }
            }
            Statement::Block(block) => {
                let Some(base) = base_of(block).of_rows() else { continue };
                for row in block.rows.iter().filter(|row| row.count.is_none()) {
                    let Some(percent) = percent_of(row.percent.as_ref()) else { continue };
                    let figures: Vec<_> = row.percent.iter().collect();
                    let finding =
                        judged(claim, base, percent).about(&told(&row.label, None, row.percent.as_ref()), &figures);
                    // Rows of a table of several variables may each miss some values.
                    if finding.verdict == Verdict::Fails && block.single.is_none() {
                        found.push(Finding { verdict: Verdict::Untold, ..finding }.note(Note::BaseImplied));
                    } else {
                        found.push(finding);
                    }
                }
            }
            Statement::Share(_)
            | Statement::Sum { .. }
            | Statement::Spread(_)
            | Statement::Areas { .. }
            | Statement::SourceTotal(_)
            | Statement::Coverage { .. }
            | Statement::Damaged { .. } => {}
        }
    }
}

/// A percentage of a base.
pub fn judged(claim: &Claim, base: u64, percent: Printed) -> Finding {
    let decimals = percent.decimals.saturating_add(MORE);
    let finding = |verdict, computed| Finding::of(claim, Kind::WholeCount, verdict, computed);
    // Counts lie at most one step of the printed number apart: each such number has one.
    let is_always =
        percent.digits <= 100 * percent.scale() && base >= 100_u64.saturating_mul(percent.scale().unsigned_abs());
    if is_always {
        let computed = counts(base, percent, false).map_or(Computed::NoBase, |found| behind(found, base, decimals));
        return finding(Verdict::Untold, computed).note(Note::Always);
    }
    for (twice, note) in [(false, None), (true, Some(Note::RoundedTwice))] {
        if let Some(found) = counts(base, percent, twice) {
            return finding(Verdict::Holds, behind(found, base, decimals)).note(note);
        }
    }
    // The counts on both sides.
    let (units, scale) = (i128::from(percent.digits), 100 * i128::from(percent.scale()));
    let below = u64::try_from((units * i128::from(base)).div_euclid(scale)).unwrap_or(base).min(base);
    let above = (below < base).then(|| below + 1);
    let right = |count: u64| part(count, base, percent.decimals).percent;
    let fits = [Some(below), above].into_iter().flatten().map(|count| Fit::Percent(right(count)));
    let computed =
        Computed::Between { below: part(below, base, decimals), above: above.map(|count| part(count, base, decimals)) };
    finding(Verdict::Fails, computed).fits(fits)
}

/// The counts behind a percentage.
fn behind((low, high): (u64, u64), base: u64, decimals: u8) -> Computed {
    if low == high { Computed::Share(part(low, base, decimals)) } else { Computed::Several { low, high, base } }
}
