//! Of how many the percentages of a table are: as it says, or as its rows say.
//!
//! A row's count and percentage leave a range of bases. The ranges of all rows together are one range, or nothing: then some row is wrong
//! whatever the base is. The stated base is believed unless at least half of the rows contradict it and all agree on another.

use crate::analysis::audit::rounding::{Rounded, bases, is_usable, rounded};
use crate::model::claim::figure::Figure;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Block, BlockRow};

/// A count that is not too long to be computed with.
pub fn count_of(figure: Option<&Figure>) -> Option<u64> {
    figure.map(|figure| figure.printed).filter(|printed| is_usable(*printed)).and_then(Printed::count)
}

/// A percentage that is not too long to be computed with.
pub fn percent_of(figure: Option<&Figure>) -> Option<Printed> {
    figure.map(|figure| figure.printed).filter(|printed| is_usable(*printed) && printed.digits >= 0)
}

/// The base of a table's percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockBase {
    /// As stated.
    Stated(u64),
    /// All rows are percentages of another one than is stated, between two.
    Other {
        /// What is stated.
        stated: u64,
        /// The base that is most likely meant.
        found: u64,
        /// The smallest that fits.
        low: u64,
        /// The largest.
        high: u64,
    },
    /// None is stated; all rows are true of this one.
    Found(u64),
    /// None is stated; all rows but one are true of this one.
    AllButOne(u64),
    /// It is not known.
    Unknown,
}

impl BlockBase {
    /// The base that rows are held against.
    pub fn of_rows(self) -> Option<u64> {
        match self {
            Self::Stated(base) | Self::Found(base) | Self::AllButOne(base) => Some(base),
            Self::Other { found, .. } => Some(found),
            Self::Unknown => None,
        }
    }
}

/// The count and percentage of a row that has both.
pub fn both(row: &BlockRow) -> Option<(u64, Printed)> {
    Some((count_of(row.count.as_ref())?, percent_of(row.percent.as_ref())?))
}

/// The counts of all rows added; `None` where one has none.
pub fn sum_of_counts(block: &Block) -> Option<u64> {
    block.rows.iter().try_fold(0_u64, |sum, row| sum.checked_add(count_of(row.count.as_ref())?)).filter(|sum| *sum > 0)
}

/// The base of a table.
pub fn base_of(block: &Block) -> BlockBase {
    let rows: Vec<(u64, Printed)> = block.rows.iter().filter_map(both).collect();
    let fitting =
        |base: u64| rows.iter().filter(|(count, percent)| rounded(*count, base, *percent) < Rounded::Never).count();
    let informed = rows.iter().filter(|(count, _)| *count > 0).count();
    let sum = sum_of_counts(block).filter(|_| block.single != Some(false));
    let stated = count_of(block.base.as_ref()).filter(|base| *base > 0);
    let asked = count_of(block.asked.as_ref());
    // What the table itself names is likelier than the smallest number that would do.
    let likely = |low: u64, high: u64| {
        let named = [sum, asked].into_iter().flatten().find(|base| (low..=high).contains(base));
        named.unwrap_or(low)
    };
    let ranges: Vec<Option<(u64, u64)>> = rows.iter().map(|(count, percent)| range(*count, *percent)).collect();
    let all = ranges.iter().copied().reduce(common).flatten().filter(|(_, high)| *high < u64::MAX);
    if let Some(stated) = stated {
        return match all {
            Some((low, high))
                if informed >= 2 && 2 * fitting(stated) <= rows.len() && !(low..=high).contains(&stated) =>
            {
                BlockBase::Other { stated, found: likely(low, high), low, high }
            }
            _ => BlockBase::Stated(stated),
        };
    }
    if let Some(sum) = sum.filter(|sum| !rows.is_empty() && fitting(*sum) == rows.len()) {
        return BlockBase::Found(sum);
    }
    if let Some((low, high)) = all.filter(|_| informed >= 2) {
        return BlockBase::Found(likely(low, high));
    }
    // Counts that add up to what all rows but one are percentages of are those of one question.
    if let Some(sum) = sum.filter(|sum| rows.len() >= 3 && fitting(*sum) + 1 == rows.len()) {
        return BlockBase::AllButOne(sum);
    }
    match without_one(&ranges).filter(|_| informed >= 4 && block.single == Some(true)) {
        Some((low, high)) => BlockBase::AllButOne(likely(low, high)),
        None => BlockBase::Unknown,
    }
}

/// The bases of which a row is true.
fn range(count: u64, percent: Printed) -> Option<(u64, u64)> {
    bases(count, percent).map(|(low, high)| (low, high.unwrap_or(u64::MAX)))
}

fn common(one: Option<(u64, u64)>, other: Option<(u64, u64)>) -> Option<(u64, u64)> {
    let ((low, high), (other_low, other_high)) = (one?, other?);
    let both = (low.max(other_low), high.min(other_high));
    (both.0 <= both.1).then_some(both)
}

/// The bases on which all rows but one agree, where there is just one row without which they do.
fn without_one(ranges: &[Option<(u64, u64)>]) -> Option<(u64, u64)> {
    let all = Some((1, u64::MAX));
    let mut after = vec![all];
    for range in ranges.iter().rev() {
        after.push(common(*range, after[after.len() - 1]));
    }
    let mut before = all;
    let mut found = Vec::new();
    for (at, range) in ranges.iter().enumerate() {
        found.extend(common(before, after[ranges.len() - 1 - at]));
        before = common(before, *range);
    }
    match found.as_slice() {
        [(low, high)] if *high < u64::MAX => Some((*low, *high)),
        _ => None,
    }
}
