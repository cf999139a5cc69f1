//! The same said twice: a percentage in the abstract and in a table, `more than half` beside 34 of 61.
//!
//! Two percentages agree where some value is printed as both. Where the bases of both are not printed, others may be meant: what is more than
//! ten points apart is left open then. Words are held against the share loosely: `about` allows five points, `nearly`
//! and `about` are called wrong beyond ten, `more than` and `less than` where the whole share lies on the other side or at the fraction itself.

use std::collections::BTreeMap;

use crate::analysis::audit::base::{base_of, count_of, percent_of};
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Note, Verdict};
use crate::analysis::audit::rounding::{Span, part};
use crate::analysis::audit::seen::Seen;
use crate::model::claim::figure::Figure;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Bound, Claim, ShareClaim, Statement, Wording};
use crate::model::claim::subject::folded;

/// Points, in thousandths of a per cent, that words may be off.
const NEAR: i64 = 5_000;
/// Points beyond which they are wrong.
const FAR: i64 = 10_000;
/// Decimals in which shares are compared with words.
const DECIMALS: u8 = 3;

/// Shares in words, and shares of one subject.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    let mut first: BTreeMap<&str, Said<'_>> = BTreeMap::new();
    for claim in &seen.publication.claims {
        let Statement::Share(share) = &claim.statement else { continue };
        if let (Some(words), Some(exact)) = (share.words, value(share)) {
            found.push(in_words(claim, words, exact));
        }
        if share.subject.is_empty() {
            continue;
        }
        let said = Said { claim, share };
        match first.get(share.subject.as_str()) {
            Some(before) => found.extend(before.against(&said)),
            None => {
                first.insert(&share.subject, said);
            }
        }
    }
    of_tables(seen, &first, found);
}

/// The values that a share may have, in thousandths of a per cent.
fn value(share: &ShareClaim) -> Option<(i64, i64, Printed)> {
    let counted = count_of(share.count.as_ref()).zip(count_of(share.base.as_ref()).filter(|base| *base > 0));
    if let Some((count, base)) = counted.filter(|(count, base)| count <= base) {
        let exact = part(count, base, DECIMALS).percent;
        // The fraction itself is told by the counts: what is above it stays above it.
        return Some((exact.digits, exact.digits, exact));
    }
    let percent = percent_of(share.percent.as_ref())?;
    let scale = Printed { digits: 0, decimals: DECIMALS }.scale();
    let (unit, digits) = (scale / percent.scale().min(scale), percent.digits);
    let at = digits.checked_mul(unit)?;
    Some((at - unit / 2, at + unit / 2, percent))
}

fn in_words(claim: &Claim, words: Wording, (low, high, share): (i64, i64, Printed)) -> Finding {
    let fraction = part(words.part.into(), words.whole.max(1).into(), DECIMALS);
    let at = fraction.percent.digits;
    let is_off = |by: i64| low > at + by || high < at - by;
    let verdict = match words.bound {
        Bound::Above if high <= at => Verdict::Fails,
        Bound::Below if low >= at => Verdict::Fails,
        Bound::Nearly if low > at || is_off(FAR) => Verdict::Fails,
        Bound::About if is_off(FAR) => Verdict::Fails,
        Bound::About | Bound::Nearly if is_off(NEAR) => Verdict::Untold,
        Bound::Above | Bound::Below | Bound::Nearly | Bound::About => Verdict::Holds,
    };
    let finding = Finding::of(claim, Kind::SaidTwice, verdict, Computed::Words { fraction, share });
    if verdict == Verdict::Fails { finding.fits([Fit::OtherWords]) } else { finding }
}

/// A share where it is said.
#[derive(Clone, Copy)]
struct Said<'a> {
    claim: &'a Claim,
    share: &'a ShareClaim,
}

impl Said<'_> {
    /// What a later claim about the same says: the same, or not.
    fn against(&self, later: &Said<'_>) -> Option<Finding> {
        let bases = (count_of(self.share.base.as_ref()), count_of(later.share.base.as_ref()));
        if let (Some(one), Some(other)) = bases
            && one != other
        {
            return None;
        }
        let counts = self.share.count.as_ref().zip(later.share.count.as_ref());
        let percents = self.share.percent.as_ref().zip(later.share.percent.as_ref());
        let finding = compared(later.claim, percents, counts)?;
        let of_others = matches!(bases, (None, _) | (_, None)) && !percents.is_some_and(are_near);
        if finding.verdict == Verdict::Fails && of_others {
            return Some(Finding { verdict: Verdict::Untold, fits: Vec::new(), ..finding }.note(Note::BaseImplied));
        }
        Some(finding)
    }
}

/// Whether two percentages are so near that one is likelier a slip than of others.
fn are_near((one, other): (&Figure, &Figure)) -> bool {
    (one.printed.value() - other.printed.value()).abs() <= 10.0
}

/// A later claim against an earlier one: percentages, then counts.
fn compared(
    later: &Claim,
    percents: Option<(&Figure, &Figure)>,
    counts: Option<(&Figure, &Figure)>,
) -> Option<Finding> {
    let finding = |verdict, earlier: &Figure, is_percent| {
        let computed = Computed::Before { printed: earlier.printed, is_percent, spot: earlier.spot.clone() };
        Finding::of(later, Kind::SaidTwice, verdict, computed)
    };
    if let Some((earlier, own)) = counts
        && earlier.printed != own.printed
    {
        return Some(finding(Verdict::Fails, earlier, false).fits([Fit::Number(earlier.printed)]));
    }
    if let Some((earlier, own)) = percents {
        let (one, other) = (percent_of(Some(earlier))?, percent_of(Some(own))?);
        // The one with fewer decimals may have been rounded from the other.
        let (fine, coarse) = if one.decimals >= other.decimals { (one, other) } else { (other, one) };
        return Some(if Span::rounded(one).meets(Span::rounded(other)) {
            finding(Verdict::Holds, earlier, true)
        } else if Span::rounded(fine).crosses(Span::rounded_twice(coarse)) {
            finding(Verdict::Holds, earlier, true).note(Note::RoundedTwice)
        } else {
            finding(Verdict::Fails, earlier, true).fits([Fit::Percent(one)])
        });
    }
    let (earlier, _) = counts?;
    Some(finding(Verdict::Holds, earlier, false))
}

/// Rows of tables that say what the text says: the same subject, of the same base.
fn of_tables(seen: &Seen<'_>, first: &BTreeMap<&str, Said<'_>>, found: &mut Vec<Finding>) {
    let mut rows: BTreeMap<String, Option<(&Figure, u64)>> = BTreeMap::new();
    for claim in &seen.publication.claims {
        let Statement::Block(block) = &claim.statement else { continue };
        let Some(base) = base_of(block).of_rows() else { continue };
        for row in &block.rows {
            if let Some(percent) = &row.percent {
                // A label that stands in several tables says nothing alone.
                let place = rows.entry(folded(&row.label));
                place.and_modify(|known| *known = None).or_insert(Some((percent, base)));
            }
        }
    }
    for (subject, said) in first {
        let Some(Some((printed, base))) = rows.get(*subject) else { continue };
        if count_of(said.share.base.as_ref()).is_some_and(|own| own == *base) {
            found.extend(compared(said.claim, Some(*printed).zip(said.share.percent.as_ref()), None));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::audit::judge::audit;
    use crate::model::claim::figure::Spot;
    use crate::model::claim::statement::Publication;

    fn figure(text: &str) -> Option<Figure> {
        let printed = text.parse().ok()?;
        Some(Figure { printed, spot: Spot::Text { line: 1, column: 1 }, range: (0, 1) })
    }

    fn verdicts(shares: Vec<ShareClaim>) -> Vec<Verdict> {
        let claim = |share| Claim {
            spot: Spot::Text { line: 1, column: 1 },
            text: String::new(),
            range: (0, 1),
            statement: Statement::Share(share),
        };
        let publication = Publication { claims: shares.into_iter().map(claim).collect(), text: String::new() };
        let found = audit(&publication, None);
        found.iter().filter(|finding| finding.kind == Kind::SaidTwice).map(|finding| finding.verdict).collect()
    }

    fn worded(bound: Bound, part: u32, whole: u32, count: &str, base: &str, percent: &str) -> Verdict {
        let words = Some(Wording { bound, part, whole });
        let [count, base, percent] = [count, base, percent].map(figure);
        verdicts(vec![ShareClaim { count, base, percent, words, ..ShareClaim::default() }])[0]
    }

    #[test]
    fn words_are_held_against_the_share() {
        use Verdict::{Fails, Holds, Untold};
        assert_eq!(worded(Bound::Above, 1, 2, "34", "61", ""), Holds);
        assert_eq!(worded(Bound::Above, 1, 2, "30", "61", ""), Fails);
        assert_eq!(worded(Bound::Above, 1, 2, "17", "34", ""), Fails);
        // 50 % may be 50.4 %.
        assert_eq!(worded(Bound::Above, 1, 2, "", "", "50"), Holds);
        assert_eq!(worded(Bound::Above, 1, 2, "", "", "49"), Fails);
        assert_eq!(worded(Bound::Below, 1, 3, "", "", "34.0"), Fails);
        assert_eq!(worded(Bound::Nearly, 1, 2, "", "", "48.1"), Holds);
        assert_eq!(worded(Bound::Nearly, 1, 2, "", "", "51.0"), Fails);
        assert_eq!(worded(Bound::About, 2, 3, "23", "34", ""), Holds);
        assert_eq!(worded(Bound::About, 2, 3, "", "", "60"), Untold);
        assert_eq!(worded(Bound::About, 2, 3, "", "", "50"), Fails);
    }

    #[test]
    fn the_same_is_said_twice_in_the_same_way() {
        let said = |percent: &str, base: &str| ShareClaim {
            percent: figure(percent),
            base: figure(base),
            subject: "formal protocols".to_owned(),
            ..ShareClaim::default()
        };
        assert_eq!(verdicts(vec![said("70.6", "34"), said("71", "")]), [Verdict::Holds]);
        assert_eq!(verdicts(vec![said("70.6", "34"), said("70", "34")]), [Verdict::Fails]);
        // 44.46 is printed as 44.5, and that as 45.
        assert_eq!(verdicts(vec![said("45", "34"), said("44.5", "34")]), [Verdict::Holds]);
        assert_eq!(verdicts(vec![said("44.4", "34"), said("45", "34")]), [Verdict::Fails]);
        // Of others, for all that is known.
        assert_eq!(verdicts(vec![said("37.5", ""), said("77", "")]), [Verdict::Untold]);
        assert_eq!(verdicts(vec![said("37.5", "61"), said("77", "61")]), [Verdict::Fails]);
        assert_eq!(verdicts(vec![said("37.5", ""), said("40", "")]), [Verdict::Fails]);
        assert_eq!(verdicts(vec![said("70.6", "34"), said("70", "61")]), []);
        assert_eq!(verdicts(vec![said("70.6", "34"), ShareClaim { subject: String::new(), ..said("12", "34") }]), []);
    }
}
