//! A mean, how many values it is of, and their total: `mean × n = total`, as far as the mean is printed.

use crate::analysis::audit::base::count_of;
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Note, Verdict};
use crate::analysis::audit::rounding::{Span, is_usable};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Spread, Statement};

/// Every mean with its number of values and its total.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        if let Statement::Spread(spread) = &claim.statement {
            found.extend(judged(claim, spread));
        }
    }
}

fn judged(claim: &Claim, spread: &Spread) -> Option<Finding> {
    let n = count_of(spread.n.as_ref()).filter(|n| *n > 0)?;
    let (mean, total) = (spread.mean.as_ref()?, spread.total.as_ref()?);
    let figures = [mean, total];
    let (mean, total) = (mean.printed, total.printed);
    if !is_usable(mean) || !is_usable(total) {
        return None;
    }
    let product = Printed { digits: mean.digits.checked_mul(i64::try_from(n).ok()?)?, ..mean };
    let span = Span::rounded(mean).times(n);
    let computed = Computed::Product { mean, n, product, reach: span.reach(mean.decimals) };
    let finding = |verdict| {
        let finding = Finding::of(claim, Kind::MeanTotal, verdict, computed.clone());
        finding.about(&format!("{}: {mean} × {n}, {total}", spread.label), &figures)
    };
    Some(if span.meets(Span::of(total)) {
        finding(Verdict::Holds)
    } else if Span::rounded_twice(mean).times(n).meets(Span::of(total)) {
        finding(Verdict::Holds).note(Note::RoundedTwice)
    } else if coarse(mean).times(n).meets(Span::coarse(total)) {
        finding(Verdict::Untold).note(Note::Coarse)
    } else {
        finding(Verdict::Fails).fits([Fit::Mean(quotient(total, n, mean.decimals)), Fit::Total(product)])
    })
}

/// A mean of thousands may have been rounded to them.
fn coarse(mean: Printed) -> Span {
    let (coarse, rounded) = (Span::coarse(mean), Span::rounded(mean));
    if coarse.high() > rounded.high() { coarse } else { rounded }
}

/// A total divided, with so many decimals, halves up.
fn quotient(total: Printed, n: u64, decimals: u8) -> Printed {
    let scaled = i128::from(total.digits) * i128::from(Printed { digits: 1, decimals }.scale());
    let by = i128::from(n) * i128::from(total.scale());
    let digits = (2 * scaled + by).div_euclid(2 * by);
    Printed { digits: i64::try_from(digits).unwrap_or(i64::MAX), decimals }
}
