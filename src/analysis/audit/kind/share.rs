//! A count, its base and its percentage: `23 of 61 (37.7 %)`, a row of a table, residents covered of residents.
//!
//! The percentage is held against `count / base` in whole numbers. Where it does not fit, the percentage that the count has, and the count
//! or base that the percentage has, are named; which of the three is wrong is not known.

use crate::analysis::audit::base::{BlockBase, base_of, both, count_of, percent_of};
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Note, Part, Verdict};
use crate::analysis::audit::rounding::{Rounded, bases, coarse_counts, counts, part, rounded};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::figure::Figure;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Block, Claim, Statement};

/// Decimals of a computed percentage beyond the printed ones.
const MORE: u8 = 2;

/// Every share that is claimed.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        match &claim.statement {
            Statement::Share(share) => {
                let triple = Triple {
                    count: share.count.as_ref(),
                    base: share.base.as_ref(),
                    percent: share.percent.as_ref(),
                    is_said: share.base_is_said,
                };
                found.extend(triple.judged(claim));
            }
            Statement::Coverage { covered, residents, percent, .. } => {
                let triple = Triple {
                    count: covered.as_ref(),
                    base: residents.as_ref(),
                    percent: percent.as_ref(),
                    is_said: true,
                };
                found.extend(triple.judged(claim));
            }
            Statement::Rates { groups, total } => {
                for group in groups {
                    let (count, base) = (group.count.as_ref(), group.base.as_ref());
                    let triple = Triple { count, base, percent: Some(&group.percent), is_said: true };
                    found.extend(triple.judged(claim).map(|finding| triple.named(finding, &group.label)));
                }
                if let Some(total) = total {
                    let (count, base) = (total.count.as_ref(), total.base.as_ref());
                    let triple = Triple { count, base, percent: total.percent.as_ref(), is_said: true };
                    found.extend(triple.judged(claim).map(|finding| triple.named(finding, "")));
                }
            }
            Statement::Block(block) => of_block(claim, block, found),
            Statement::Sum { .. }
            | Statement::Spread(_)
            | Statement::Areas { .. }
            | Statement::SourceTotal(_)
            | Statement::Damaged { .. } => {}
        }
    }
}

/// What makes a share.
struct Triple<'a> {
    count: Option<&'a Figure>,
    base: Option<&'a Figure>,
    percent: Option<&'a Figure>,
    is_said: bool,
}

impl Triple<'_> {
    fn judged(&self, claim: &Claim) -> Option<Finding> {
        let (count, percent) = (self.count?.printed, percent_of(self.percent));
        let numbers = (count_of(self.count)?, count_of(self.base).filter(|base| *base > 0));
        let finding = match (numbers, percent) {
            ((count, Some(base)), _) if count > base => {
                Finding::of(claim, Kind::Share, Verdict::Fails, Computed::Larger(count, base))
            }
            ((_, Some(base)), Some(percent)) => {
                let range = coarse_counts(count).zip(self.base.and_then(|base| coarse_counts(base.printed)));
                of_numbers(claim, (numbers.0, base), percent, range)
            }
            ((count, None), Some(percent)) => without_base(claim, count, percent),
            ((_, Some(_) | None), None) => return None,
        };
        Some(if finding.verdict == Verdict::Fails && !self.is_said { implied(finding) } else { finding })
    }

    fn named(&self, finding: Finding, label: &str) -> Finding {
        let figures: Vec<&Figure> = [self.count, self.base, self.percent].into_iter().flatten().collect();
        finding.about(&told(label, self.count, self.percent), &figures)
    }
}

/// A failing claim whose base is not printed with it may have another.
fn implied(mut finding: Finding) -> Finding {
    finding.verdict = Verdict::Untold;
    finding.note(Note::BaseImplied)
}

/// A row as printed: `yes: 34 (55.7 %)`.
pub fn told(label: &str, count: Option<&Figure>, percent: Option<&Figure>) -> String {
    let numbers = match (count, percent) {
        (Some(count), Some(percent)) => format!("{} ({} %)", count.printed, percent.printed),
        (Some(count), None) => count.printed.to_string(),
        (None, Some(percent)) => format!("{} %", percent.printed),
        (None, None) => String::new(),
    };
    if label.is_empty() { numbers } else { format!("{label}: {numbers}") }
}

/// The smallest and largest count, and the smallest and largest base, that numbers rounded to thousands stand for.
type Coarse = Option<((u64, u64), (u64, u64))>;

fn of_numbers(claim: &Claim, (count, base): (u64, u64), percent: Printed, coarse: Coarse) -> Finding {
    let computed = Computed::Share(part(count, base, percent.decimals.saturating_add(MORE)));
    let finding = |verdict| Finding::of(claim, Kind::Share, verdict, computed.clone());
    match rounded(count, base, percent) {
        Rounded::Once => finding(Verdict::Holds),
        Rounded::Twice => finding(Verdict::Holds).note(Note::RoundedTwice),
        Rounded::Never => {
            if coarse.is_some_and(|coarse| may_be(coarse, (count, base), percent)) {
                return finding(Verdict::Untold).note(Note::Coarse);
            }
            finding(Verdict::Fails).fits(corrections(count, base, percent))
        }
    }
}

/// Whether the percentage lies between those of the extremes.
fn may_be(((low, high), (base_low, base_high)): ((u64, u64), (u64, u64)), exact: (u64, u64), percent: Printed) -> bool {
    if (low, base_low) == exact && (high, base_high) == exact {
        return false;
    }
    let below = bases(low, percent).is_some_and(|(_, last)| last.is_none_or(|last| last <= base_high));
    let least = part(low, base_high, percent.decimals.saturating_add(MORE)).percent;
    let most = part(high, base_low.max(1), percent.decimals.saturating_add(MORE)).percent;
    let scale = 10_i64.pow(u32::from(MORE));
    let at = percent.digits.saturating_mul(scale);
    let half = scale / 2;
    below || (least.digits <= at.saturating_add(half) && most.digits >= at.saturating_sub(half))
}

/// The percentage of the count, the nearest count with the percentage, the base of which the count has it.
fn corrections(count: u64, base: u64, percent: Printed) -> Vec<Fit> {
    let Part { percent: right, .. } = part(count, base, percent.decimals);
    let mut fits = vec![Fit::Percent(right)];
    fits.extend(counts(base, percent, false).map(|(low, high)| Fit::Count(count.clamp(low, high))));
    fits.extend(near_bases(count, base, percent));
    fits
}

/// Bases not far from the one printed; `None` where they are no likely slip.
fn near_bases(count: u64, base: u64, percent: Printed) -> Option<Fit> {
    let (low, high) = bases(count, percent)?;
    let high = high.unwrap_or(u64::MAX);
    let reach = base / 5 + 1;
    let (low, high) = (low.max(base.saturating_sub(reach)), high.min(base.saturating_add(reach)));
    (low <= high && base < 100_000).then_some(Fit::Base(low, high))
}

fn without_base(claim: &Claim, count: u64, percent: Printed) -> Finding {
    let finding = |computed| Finding::of(claim, Kind::Share, Verdict::Untold, computed);
    match bases(count, percent) {
        Some((low, high)) => finding(Computed::Bases(low, high)),
        None => finding(Computed::NoBase),
    }
}

/// Rows of a table that have a count and a percentage.
fn of_block(claim: &Claim, block: &Block, found: &mut Vec<Finding>) {
    let base = base_of(block);
    for row in &block.rows {
        let Some((count, percent)) = both(row) else { continue };
        let figures: Vec<&Figure> = row.count.iter().chain(&row.percent).collect();
        let finding = match base.of_rows() {
            Some(base) if count > base => {
                Finding::of(claim, Kind::Share, Verdict::Fails, Computed::Larger(count, base))
            }
            Some(of) => of_row(claim, (count, of), percent, base, block),
            None => without_base(claim, count, percent),
        };
        found.push(finding.about(&told(&row.label, row.count.as_ref(), row.percent.as_ref()), &figures));
    }
}

fn of_row(claim: &Claim, (count, of): (u64, u64), percent: Printed, base: BlockBase, block: &Block) -> Finding {
    let finding = of_numbers(claim, (count, of), percent, None);
    match (finding.verdict, base) {
        (Verdict::Holds, BlockBase::Other { found, .. }) => finding.note(Note::OtherBase(found)),
        // Rows of a table of several variables may each miss some values.
        (Verdict::Fails, _) if block.single.is_none() => match near_bases(count, of, percent) {
            Some(Fit::Base(low, _)) if low < of => {
                Finding { verdict: Verdict::Untold, fits: Vec::new(), ..finding }.note(Note::FewerValues(low))
            }
            _ => finding,
        },
        _ => finding,
    }
}
