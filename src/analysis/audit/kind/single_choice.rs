//! Answers of a question that takes one answer: counts add up to the base, percentages to 100, and the base is who was asked less who did not answer.
//!
//! Each percentage is rounded by itself, so that together they may be half a unit off for each row. Where counts are not printed but the base
//! is, the counts that each percentage may stand for are consecutive, and so are their sums: the base lies among them or the table is wrong.

use crate::analysis::audit::base::{BlockBase, base_of, count_of, percent_of, sum_of_counts};
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Note, Verdict};
use crate::analysis::audit::kind::multiple_choice::wrong_base;
use crate::analysis::audit::rounding::{Span, counts, sum};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Block, Claim, Statement};

/// Every table of one question that may take one answer.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        if let Statement::Block(block) = &claim.statement {
            found.extend(without_missing(claim, block));
            if block.single != Some(false) {
                found.extend(together(claim, block).map(|finding| finding.titled(block)));
            }
        }
    }
}

/// Who was asked, less who did not answer.
fn without_missing(claim: &Claim, block: &Block) -> Option<Finding> {
    let (asked, missing) = (count_of(block.asked.as_ref())?, count_of(block.not_answered.as_ref())?);
    let base = count_of(block.base.as_ref())?;
    let left = asked.checked_sub(missing);
    let kind = if block.single == Some(false) { Kind::MultipleChoice } else { Kind::SingleChoice };
    let verdict = if left == Some(base) { Verdict::Holds } else { Verdict::Fails };
    let figures: Vec<_> = [&block.base, &block.asked, &block.not_answered].into_iter().flatten().collect();
    let finding = Finding::of(claim, kind, verdict, Computed::Less { asked, missing, left });
    let finding = finding.about(&format!("{}: {base}", block.title), &figures);
    Some(if verdict == Verdict::Holds { finding } else { finding.fits(left.map(|left| Fit::Base(left, left))) })
}

/// All rows together.
fn together(claim: &Claim, block: &Block) -> Option<Finding> {
    let is_single = block.single == Some(true);
    let base = base_of(block);
    if is_single && let BlockBase::Other { .. } = base {
        return wrong_base(claim, block, Kind::SingleChoice);
    }
    let of = base.of_rows();
    if let (Some(added), Some(base)) = (sum_of_counts(block), of) {
        return counts_add_up(claim, block, (added, base));
    }
    let percents: Vec<Printed> = block.rows.iter().filter_map(|row| percent_of(row.percent.as_ref())).collect();
    if percents.len() < 2 || percents.len() < block.rows.len() {
        return None;
    }
    let finding = match of.filter(|_| block.rows.iter().all(|row| row.count.is_none())) {
        Some(base) => counts_behind(claim, &percents, base)?,
        None => percentages_add_up(claim, &percents)?,
    };
    (is_single || finding.verdict == Verdict::Holds).then_some(finding)
}

fn counts_add_up(claim: &Claim, block: &Block, (added, base): (u64, u64)) -> Option<Finding> {
    let terms = block.rows.iter().filter_map(|row| row.count.as_ref()).map(|count| count.printed);
    let computed = Computed::Sum { terms: terms.clone().collect(), sum: sum(terms)? };
    let finding = |verdict| Finding::of(claim, Kind::SingleChoice, verdict, computed.clone());
    if added == base {
        return Some(finding(Verdict::Holds));
    }
    // Where several answers could be given, counts do not add up.
    (block.single == Some(true)).then(|| {
        let missing = base.checked_sub(added).map(Fit::Missing);
        finding(Verdict::Fails).fits(missing.into_iter().chain([Fit::Base(added, added)]))
    })
}

fn percentages_add_up(claim: &Claim, percents: &[Printed]) -> Option<Finding> {
    let added = |span: fn(Printed) -> Span| percents.iter().fold(Span::zero(), |sum, percent| sum.plus(span(*percent)));
    let sum = sum(percents.iter().copied())?;
    let is_exact = sum.digits == 100 * sum.scale();
    let finding = |verdict| {
        Finding::of(claim, Kind::SingleChoice, verdict, Computed::Percentages { terms: percents.to_vec(), sum })
    };
    Some(if is_exact {
        finding(Verdict::Holds)
    } else if added(Span::rounded).meets(Span::whole(100)) {
        finding(Verdict::Holds).note(Note::WithinRounding)
    } else if added(Span::rounded_twice).meets(Span::whole(100)) {
        finding(Verdict::Holds).note(Note::RoundedTwice)
    } else {
        finding(Verdict::Fails)
    })
}

/// Whether counts that percentages of a base may stand for can add up to it. A percentage that no count has is told by itself.
fn counts_behind(claim: &Claim, percents: &[Printed], base: u64) -> Option<Finding> {
    let ranges: Option<Vec<(u64, u64)>> = percents.iter().map(|percent| counts(base, *percent, true)).collect();
    let (low, high) = ranges?
        .iter()
        .fold((0_u64, 0_u64), |(low, high), range| (low.saturating_add(range.0), high.saturating_add(range.1)));
    let verdict = if (low..=high).contains(&base) { Verdict::Holds } else { Verdict::Fails };
    Some(Finding::of(claim, Kind::SingleChoice, verdict, Computed::CountsBetween { low, high, base }))
}
