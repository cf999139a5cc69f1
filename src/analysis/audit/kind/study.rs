//! Everything that a study can compute again: coverage, response and sizes of catchments.
//!
//! A claim holds where one source of the study, in one scheme with an area of that name, gives it as it is printed. It fails where all give
//! other numbers. What the study does not publish is left open.

use crate::analysis::audit::base::{count_of, percent_of};
use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Named, Note, OwnValue, Verdict};
use crate::analysis::audit::kind::share::told;
use crate::analysis::audit::reference::Reference;
use crate::analysis::audit::rounding::{Rounded, part, rounded};
use crate::analysis::audit::seen::Seen;
use crate::analysis::coverage::size::SizeSummary;
use crate::analysis::gate::published::Published;
use crate::model::claim::figure::Figure;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Spread, Statement};

/// Everything claimed that the study has too.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    let Some(reference) = seen.reference.filter(|reference| reference.is_study) else { return };
    for claim in &seen.publication.claims {
        match &claim.statement {
            Statement::Coverage { area, percent, covered, residents } => {
                let claimed = Claimed { percent: percent.as_ref(), part: covered.as_ref(), whole: residents.as_ref() };
                let values = |scheme: usize, at: usize| reference.schemes[scheme].areas[at].coverage.clone();
                found.extend(of_area(claim, reference, area, claimed, &values));
            }
            Statement::Rates { groups, .. } => {
                let values = |scheme: usize, at: usize| {
                    let response = reference.schemes[scheme].areas[at].response;
                    response.map(|response| (Named::Units, response)).into_iter().collect()
                };
                for group in groups.iter().filter(|group| reference.named.contains_key(&group.label)) {
                    let claimed = Claimed {
                        percent: Some(&group.percent),
                        part: group.count.as_ref(),
                        whole: group.base.as_ref(),
                    };
                    let finding = of_area(claim, reference, &group.label, claimed, &values);
                    let name = told(&group.label, None, Some(&group.percent));
                    found.extend(finding.map(|finding| finding.about(&name, &claimed.figures())));
                }
            }
            Statement::Spread(spread) => of_sizes(claim, spread, reference, found),
            Statement::Share(_)
            | Statement::Block(_)
            | Statement::Sum { .. }
            | Statement::Areas { .. }
            | Statement::SourceTotal(_)
            | Statement::Damaged { .. } => {}
        }
    }
}

/// What is said of an area.
#[derive(Clone, Copy)]
struct Claimed<'a> {
    percent: Option<&'a Figure>,
    part: Option<&'a Figure>,
    whole: Option<&'a Figure>,
}

impl<'a> Claimed<'a> {
    fn figures(&self) -> Vec<&'a Figure> {
        [self.percent, self.part, self.whole].into_iter().flatten().collect()
    }

    /// Whether a value of the study is what is claimed; `None` where the study does not tell.
    fn agrees(&self, own: Published<u64>) -> Option<Rounded> {
        let whole = count_of(self.whole).is_none_or(|whole| whole == own.whole());
        let percent = percent_of(self.percent);
        match own {
            _ if !whole => Some(Rounded::Never),
            Published::Exact(share) => {
                if count_of(self.part).is_some_and(|part| part != share.part()) || share.whole() == 0 {
                    return Some(Rounded::Never);
                }
                Some(percent.map_or(Rounded::Once, |percent| rounded(share.part(), share.whole(), percent)))
            }
            Published::Rounded { .. } | Published::Between { .. } => {
                let (low, high) = own.bounds()?;
                let at = percent?.value();
                let half = 0.5 / percent?.scale() as f64;
                let is_outside = at + half < low * 100.0 || at - half > high * 100.0;
                is_outside.then_some(Rounded::Never)
            }
            Published::Withheld { .. } => None,
        }
    }
}

/// The values of an area of a scheme, by source.
type Values<'a> = dyn Fn(usize, usize) -> Vec<(Named, Published<u64>)> + 'a;

fn of_area(
    claim: &Claim,
    reference: &Reference,
    label: &str,
    claimed: Claimed<'_>,
    values: &Values<'_>,
) -> Option<Finding> {
    let finding = |verdict, computed| Finding::of(claim, Kind::Study, verdict, computed);
    let Some(areas) = reference.named.get(label) else {
        return Some(finding(Verdict::Untold, Computed::NoSuchArea));
    };
    let mut nearest: Option<(f64, Computed, Fit)> = None;
    let mut is_open = false;
    for (scheme, area) in areas {
        for (source, own) in values(*scheme, *area) {
            let agrees = claimed.agrees(own);
            let computed = Computed::Own {
                value: own_value(own, claimed.percent),
                source,
                scheme: Some(reference.schemes[*scheme].name.clone()),
            };
            match agrees {
                Some(Rounded::Once) => return Some(finding(Verdict::Holds, computed)),
                Some(Rounded::Twice) => return Some(finding(Verdict::Holds, computed).note(Note::RoundedTwice)),
                None => is_open = true,
                Some(Rounded::Never) => {
                    let off = distance(own, claimed);
                    if nearest.as_ref().is_none_or(|(nearest, ..)| off < *nearest) {
                        nearest = Some((off, computed, fit(own, claimed)));
                    }
                }
            }
        }
    }
    if is_open {
        return Some(finding(Verdict::Untold, Computed::NotPublished));
    }
    nearest.map(|(_, computed, fit)| finding(Verdict::Fails, computed).fits([fit]))
}

/// The study's share as it is told.
fn own_value(own: Published<u64>, percent: Option<&Figure>) -> OwnValue {
    let decimals = percent.map_or(1, |percent| percent.printed.decimals).saturating_add(2);
    match own {
        Published::Exact(share) => OwnValue::Share(part(share.part(), share.whole(), decimals)),
        Published::Rounded { .. } | Published::Between { .. } | Published::Withheld { .. } => {
            let (low, high) = own.bounds().unwrap_or((0.0, 1.0));
            OwnValue::Range(tenths(low * 100.0), tenths(high * 100.0))
        }
    }
}

fn fit(own: Published<u64>, claimed: Claimed<'_>) -> Fit {
    let whole = Printed { digits: i64::try_from(own.whole()).unwrap_or(i64::MAX), decimals: 0 };
    match (own, percent_of(claimed.percent)) {
        (Published::Exact(share), Some(percent)) => {
            Fit::Percent(part(share.part(), share.whole(), percent.decimals).percent)
        }
        (Published::Exact(share), None) if claimed.part.is_some() => Fit::Count(share.part()),
        _ => Fit::Number(whole),
    }
}

fn distance(own: Published<u64>, claimed: Claimed<'_>) -> f64 {
    let (low, high) = own.bounds().unwrap_or((0.0, 1.0));
    let middle = f64::midpoint(low, high) * 100.0;
    let percent = percent_of(claimed.percent).map_or(0.0, |percent| (percent.value() - middle).abs());
    let whole = count_of(claimed.whole).map_or(0.0, |whole| whole.abs_diff(own.whole()) as f64 / whole.max(1) as f64);
    percent + 100.0 * whole
}

fn tenths(value: f64) -> Printed {
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    let digits = (value * 10.0).round() as i64;
    Printed { digits, decimals: 1 }
}

/// Whom a spread is of, by the words of it: those who answered, or the others.
fn answered(label: &str) -> Option<bool> {
    let label = label.to_lowercase();
    let is_of_response = ["respond", "rispond"].iter().any(|word| label.contains(word));
    let is_other = ["non", "not ", "no ", "did not"]
        .iter()
        .any(|word| label.starts_with(word) || label.contains(&format!(" {word}")));
    is_of_response.then_some(!is_other)
}

/// A statistic as printed, and where a study has it.
type Compared<'a> = (&'a Option<Figure>, fn(&SizeSummary) -> f64);

/// Statistics of sizes of catchments.
fn of_sizes(claim: &Claim, spread: &Spread, reference: &Reference, found: &mut Vec<Finding>) {
    let Some(answered) = answered(&spread.label) else { return };
    let of_group = || reference.sizes.iter().filter(|(_, group, ..)| *group == answered);
    let statistics: [Compared<'_>; 6] = [
        (&spread.mean, |sizes| sizes.mean),
        (&spread.minimum, |sizes| sizes.minimum),
        (&spread.lower, |sizes| sizes.q1),
        (&spread.median, |sizes| sizes.median),
        (&spread.upper, |sizes| sizes.q3),
        (&spread.maximum, |sizes| sizes.maximum),
    ];
    for (figure, value_of) in statistics {
        let Some(figure) = figure else { continue };
        let own = of_group().map(|(source, _, _, sizes)| (*source, value_of(sizes)));
        let near = own.min_by(|(_, one), (_, other)| {
            let off = |value: f64| (value - figure.printed.value()).abs();
            off(*one).total_cmp(&off(*other))
        });
        let Some((source, value)) = near else { continue };
        let printed = as_printed(value, figure.printed.decimals);
        // Half a unit either way, whichever way a half goes.
        let off = (value - figure.printed.value()).abs() * figure.printed.scale() as f64;
        let is_same = off <= 0.5 + 1e-6;
        let computed = Computed::Own { value: OwnValue::Number(printed), source, scheme: None };
        let finding = Finding::of(claim, Kind::Study, if is_same { Verdict::Holds } else { Verdict::Fails }, computed);
        let finding = finding.about(&format!("{}: {}", spread.label, figure.printed), &[figure]);
        found.push(if is_same { finding } else { finding.fits([Fit::Number(printed)]) });
    }
}

fn as_printed(value: f64, decimals: u8) -> Printed {
    let scale = Printed { digits: 0, decimals }.scale() as f64;
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    let digits = (value * scale).round() as i64;
    Printed { digits, decimals }
}
