//! Answers of a question that takes several: no count is above the base, and the base is the one that the percentages are of.
//!
//! Percentages of those who answered a question stand in many a table that names all who were asked. Then every row leads to another base,
//! the same one.

use crate::analysis::audit::base::{BlockBase, base_of, both, count_of};
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Verdict};
use crate::analysis::audit::rounding::{Rounded, rounded};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::statement::{Block, Claim, Statement};

/// Every table of one question that may take several answers.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        if let Statement::Block(block) = &claim.statement
            && block.single != Some(true)
        {
            found.extend(wrong_base(claim, block, Kind::MultipleChoice));
            found.extend(largest(claim, block).map(|finding| finding.titled(block)));
        }
    }
}

/// That the stated base is not the one that the percentages are of.
pub fn wrong_base(claim: &Claim, block: &Block, kind: Kind) -> Option<Finding> {
    let BlockBase::Other { stated: base, low, high, .. } = base_of(block) else { return None };
    let rows: Vec<_> = block.rows.iter().filter_map(both).collect();
    let fitting = rows.iter().filter(|(count, percent)| rounded(*count, base, *percent) < Rounded::Never).count();
    let finding = Finding::of(claim, kind, Verdict::Fails, Computed::RowsOf { fitting, rows: rows.len(), base });
    let figures: Vec<_> = block.base.iter().collect();
    Some(finding.about(&format!("{}: {base}", block.title), &figures).fits([Fit::Base(low, high)]))
}

/// The largest count beside the base that the rows are of.
fn largest(claim: &Claim, block: &Block) -> Option<Finding> {
    let stated = base_of(block);
    let base = stated.of_rows().filter(|_| block.single == Some(false) && block.base.is_some())?;
    let most = block.rows.iter().filter_map(|row| count_of(row.count.as_ref())).max()?;
    let verdict = if most > base { Verdict::Fails } else { Verdict::Holds };
    // That the base is another one is told already.
    let is_told = matches!(stated, BlockBase::Other { .. }) && verdict == Verdict::Holds;
    (!is_told).then(|| Finding::of(claim, Kind::MultipleChoice, verdict, Computed::Largest(most, base)))
}
