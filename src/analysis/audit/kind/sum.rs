//! Parts and their total: departments of areas, residents covered and not covered.
//!
//! Whole numbers are counts and add up exactly. Numbers with decimals add up within half a unit each; so do percentages whose total is 100.
//! Counts that end with three noughts may have been rounded to thousands: what that explains is left open.

use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Note, Verdict};
use crate::analysis::audit::rounding::{Span, is_usable, sum};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::figure::Named;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Statement};

/// Every total with its parts.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    for claim in &seen.publication.claims {
        match &claim.statement {
            Statement::Sum { parts, total } => found.extend(judged(claim, parts, total)),
            Statement::Areas { denominators, total: Some(total) } => found.extend(judged(claim, denominators, total)),
            Statement::Areas { total: None, .. }
            | Statement::Share(_)
            | Statement::Block(_)
            | Statement::Spread(_)
            | Statement::Rates { .. }
            | Statement::SourceTotal(_)
            | Statement::Coverage { .. }
            | Statement::Damaged { .. } => {}
        }
    }
}

fn judged(claim: &Claim, parts: &[Named], total: &Named) -> Option<Finding> {
    let terms: Vec<Printed> = parts.iter().map(|part| part.figure.printed).collect();
    let total = total.figure.printed;
    if terms.len() < 2 || !terms.iter().chain([&total]).all(|term| is_usable(*term)) {
        return None;
    }
    let exact = sum(terms.iter().copied())?;
    let added = |span: fn(Printed) -> Span| terms.iter().fold(Span::zero(), |sum, term| sum.plus(span(*term)));
    let finding = |verdict| Finding::of(claim, Kind::Sum, verdict, Computed::Sum { terms: terms.clone(), sum: exact });
    let is_percent = i128::from(total.digits) == 100 * i128::from(total.scale());
    let span = if is_percent { Span::rounded } else { Span::of };
    let is_same =
        i128::from(exact.digits) * i128::from(total.scale()) == i128::from(total.digits) * i128::from(exact.scale());
    Some(if is_same {
        finding(Verdict::Holds)
    } else if added(span).meets(span(total)) {
        finding(Verdict::Holds).note(Note::WithinRounding)
    } else if added(Span::coarse).meets(Span::coarse(total)) {
        finding(Verdict::Untold).note(Note::Coarse)
    } else {
        finding(Verdict::Fails).fits([Fit::Total(exact)])
    })
}
