//! Residents of areas that make the whole: which grouping of the regions gives them?
//!
//! Sources differ by a few per cent, so the whole is brought to the publication's first; then the area that is worst off tells how well a
//! grouping fits. Schemes are tried first, then schemes with one, two and three regions counted in another area. A grouping fits where no
//! area is off by more than one per cent, or five where regions are moved and the scheme itself is off by far more: then several may do,
//! and all that are named are candidates.

use crate::analysis::audit::finding::{Computed, Finding, Fit, Kind, Verdict};
use crate::analysis::audit::reference::{Reference, Region};
use crate::analysis::audit::rounding::is_usable;
use crate::analysis::audit::seen::Seen;
use crate::model::claim::figure::Named;
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Claim, Statement};

/// How far an area of a scheme may be off.
const CLOSE: f64 = 0.01;
/// How far an area may be off once regions are moved.
const NEAR: f64 = 0.05;
/// How far the scheme itself has to be off for that.
const FAR: f64 = 0.10;
/// Regions that are moved at the most.
const MOVES: usize = 3;
/// Ways of moving regions that are tried in a publication at the most.
const TRIES: u64 = 400_000;
/// Ways that are named at the most.
const NAMED: usize = 3;

/// Every list of areas with their residents.
pub fn check(seen: &Seen<'_>, found: &mut Vec<Finding>) {
    let Some(reference) = seen.reference else { return };
    let mut left = TRIES;
    for claim in &seen.publication.claims {
        if let Statement::Areas { denominators, .. } = &claim.statement {
            found.extend(judged(claim, denominators, reference, &mut left));
        }
    }
}

fn judged(claim: &Claim, denominators: &[Named], reference: &Reference, left: &mut u64) -> Option<Finding> {
    let claimed: Option<Vec<f64>> = denominators
        .iter()
        .map(|area| area.figure.printed)
        .map(|printed| printed.count().filter(|count| *count > 0 && is_usable(printed)).map(|count| count as f64))
        .collect();
    let claimed = claimed.filter(|claimed| claimed.len() >= 2)?;
    let labels: Vec<&str> = denominators.iter().map(|area| area.label.as_str()).collect();
    let named = reference.schemes_with(&labels);
    let mut best: Option<Grouped> = None;
    for source in 0..reference.regions.first()?.residents.len() {
        for candidate in candidates(reference, &claimed, &named, source) {
            if best.as_ref().is_none_or(|best| candidate.off < best.off) {
                best = Some(candidate);
            }
        }
    }
    let best = best?;
    let scheme = &reference.schemes[best.scheme].name;
    let is_named = named.iter().any(|(scheme, _)| *scheme == best.scheme);
    let finding = |verdict, tried| {
        let area = labels.get(best.worst).map(|label| (*label).to_owned()).unwrap_or_default();
        let computed = Computed::Grouping { scheme: scheme.clone(), off: per_cent(best.off), area, tried };
        Finding::of(claim, Kind::Areas, verdict, computed)
    };
    if best.off <= CLOSE {
        return Some(finding(Verdict::Holds, 0));
    }
    // Another country, or another population: nothing is to be found.
    if best.off < FAR || (best.scale - 1.0).abs() > NEAR {
        return Some(finding(Verdict::Untold, 0));
    }
    let (moves, tried) = best.moved(reference, &claimed, left);
    let verdict = if is_named && !moves.is_empty() { Verdict::Fails } else { Verdict::Untold };
    let fits = moves.into_iter().map(|moves| {
        let name = |(region, area): (usize, usize)| (reference.regions[region].name.clone(), labels[area].to_owned());
        Fit::Moves { scheme: scheme.clone(), moves: moves.into_iter().map(name).collect() }
    });
    Some(finding(verdict, tried).fits(fits))
}

/// A scheme with the areas in the order of the claim.
struct Grouped {
    scheme: usize,
    source: usize,
    /// The claimed area of each region.
    area_of: Vec<usize>,
    /// The publication's whole by the source's.
    scale: f64,
    /// How far the worst area is off.
    off: f64,
    worst: usize,
}

/// Schemes with as many areas as are claimed: by their names where these are names of a scheme, else in order of size.
fn candidates(reference: &Reference, claimed: &[f64], named: &[(usize, Vec<usize>)], source: usize) -> Vec<Grouped> {
    let whole: f64 = claimed.iter().sum();
    let own_whole: f64 = reference.regions.iter().map(|region| residents(region, source)).sum();
    let scale = whole / own_whole;
    let mut found = Vec::new();
    for (scheme, of) in reference.schemes.iter().enumerate() {
        if of.areas.len() != claimed.len() || own_whole <= 0.0 {
            continue;
        }
        let by_name = named.iter().find(|(named, _)| *named == scheme).map(|(_, areas)| areas.clone());
        if by_name.is_none() && !named.is_empty() {
            continue;
        }
        let mut own = vec![0.0; claimed.len()];
        let in_scheme: Option<Vec<usize>> = reference.regions.iter().map(|region| region.in_scheme[scheme]).collect();
        let Some(in_scheme) = in_scheme else { continue };
        for (region, area) in reference.regions.iter().zip(&in_scheme) {
            own[*area] += residents(region, source);
        }
        let areas = by_name.unwrap_or_else(|| {
            let (claimed, own) = (by_size(claimed), by_size(&own));
            let mut areas = vec![0; claimed.len()];
            for (claimed, own) in claimed.into_iter().zip(own) {
                areas[claimed] = own;
            }
            areas
        });
        let area_of: Vec<usize> =
            in_scheme.iter().map(|area| areas.iter().position(|own| own == area).unwrap_or(0)).collect();
        let (off, worst) = off(&totals(reference, &area_of, claimed.len(), source), claimed, scale);
        found.push(Grouped { scheme, source, area_of, scale, off, worst });
    }
    found
}

impl Grouped {
    /// The fewest moves of regions with which no area is off by much, the best first, and how many were tried.
    fn moved(&self, reference: &Reference, claimed: &[f64], left: &mut u64) -> (Vec<Vec<(usize, usize)>>, u64) {
        let totals = totals(reference, &self.area_of, claimed.len(), self.source);
        let before = *left;
        for n in 1..=MOVES.min(self.area_of.len()) {
            let mut search = Search { grouped: self, reference, claimed, left, found: Vec::new() };
            search.moves(n, 0, &mut Vec::new(), &totals);
            let mut found = search.found;
            found.sort_by(|one, other| one.0.total_cmp(&other.0));
            if !found.is_empty() {
                return (found.into_iter().take(NAMED).map(|(_, moves)| moves).collect(), before - *left);
            }
        }
        (Vec::new(), before - *left)
    }
}

/// Moves of regions tried one after the other.
struct Search<'a> {
    grouped: &'a Grouped,
    reference: &'a Reference,
    claimed: &'a [f64],
    /// Ways that may still be tried.
    left: &'a mut u64,
    found: Vec<(f64, Vec<(usize, usize)>)>,
}

impl Search<'_> {
    fn moves(&mut self, n: usize, first: usize, so_far: &mut Vec<(usize, usize)>, totals: &[f64]) {
        if n == 0 {
            let (off, _) = off(totals, self.claimed, self.grouped.scale);
            if off <= NEAR {
                self.found.push((off, so_far.clone()));
            }
            return;
        }
        for region in first..self.grouped.area_of.len() {
            let (from, moved) =
                (self.grouped.area_of[region], residents(&self.reference.regions[region], self.grouped.source));
            for to in (0..self.claimed.len()).filter(|to| *to != from) {
                let Some(left) = self.left.checked_sub(1) else { return };
                *self.left = left;
                let mut totals = totals.to_vec();
                totals[from] -= moved;
                totals[to] += moved;
                so_far.push((region, to));
                self.moves(n - 1, region + 1, so_far, &totals);
                so_far.pop();
            }
        }
    }
}

fn residents(region: &Region, source: usize) -> f64 {
    region.residents.get(source).map_or(0.0, |(_, residents)| *residents as f64)
}

fn totals(reference: &Reference, area_of: &[usize], n: usize, source: usize) -> Vec<f64> {
    let mut totals = vec![0.0; n];
    for (region, area) in reference.regions.iter().zip(area_of) {
        totals[*area] += residents(region, source);
    }
    totals
}

/// How far the worst area is off, and which it is.
fn off(own: &[f64], claimed: &[f64], scale: f64) -> (f64, usize) {
    let each = own.iter().zip(claimed).map(|(own, claimed)| (own * scale / claimed - 1.0).abs());
    each.enumerate()
        .map(|(area, off)| (off, area))
        .fold((0.0, 0), |worst, own| if own.0 > worst.0 { own } else { worst })
}

/// Positions from the largest to the smallest.
fn by_size(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*other].total_cmp(&values[*one]));
    order
}

fn per_cent(share: f64) -> Printed {
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    let digits = (share * 1000.0).round() as i64;
    Printed { digits, decimals: 1 }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::analysis::audit::finding::Named as Source;
    use crate::analysis::audit::judge::audit;
    use crate::analysis::audit::reference::{ReferenceArea, ReferenceScheme};
    use crate::model::claim::figure::{Figure, Spot};
    use crate::model::claim::statement::Publication;

    /// Six regions of distinct sizes in two schemes: of halves, and of three pairs.
    fn reference(labels: &[&str]) -> Reference {
        let residents = [1_000_003_u64, 2_100_000, 3_300_000, 4_700_000, 6_500_000, 9_100_000];
        let region = |(at, residents): (usize, &u64)| Region {
            name: format!("region {at}"),
            residents: vec![(Source::Census, *residents)],
            in_scheme: vec![Some(at / 3), Some(at / 2)],
        };
        let scheme = |name: &str, areas: &[&str]| ReferenceScheme {
            name: name.to_owned(),
            areas: areas
                .iter()
                .map(|area| ReferenceArea { name: (*area).to_owned(), ..ReferenceArea::default() })
                .collect(),
        };
        let named = labels.iter().enumerate().map(|(at, label)| ((*label).to_owned(), vec![(1, at)]));
        Reference {
            schemes: vec![scheme("halves", &["low", "high"]), scheme("pairs", &["north", "centre", "south"])],
            regions: residents.iter().enumerate().map(region).collect(),
            named: named.collect::<BTreeMap<_, _>>(),
            ..Reference::default()
        }
    }

    fn found(labels: [&str; 3], residents: [u64; 3]) -> (Verdict, Vec<Fit>) {
        let area = |(label, residents): (&&str, u64)| Named {
            label: (*label).to_owned(),
            figure: Figure {
                printed: Printed { digits: i64::try_from(residents).unwrap(), decimals: 0 },
                spot: Spot::Cell(String::new()),
                range: (0, 0),
            },
        };
        let denominators = labels.iter().zip(residents).map(area).collect();
        let claim = Claim {
            spot: Spot::Cell(String::new()),
            text: String::new(),
            range: (0, 0),
            statement: Statement::Areas { denominators, total: None },
        };
        let publication = Publication { claims: vec![claim], text: String::new() };
        let found = audit(&publication, Some(&reference(&["north", "centre", "south"])));
        let finding = found.into_iter().find(|finding| finding.kind == Kind::Areas).unwrap();
        (finding.verdict, finding.fits)
    }

    #[test]
    fn a_scheme_holds_in_whatever_source_its_residents_are_counted() {
        assert_eq!(found(["north", "centre", "south"], [3_100_003, 8_000_000, 15_600_000]).0, Verdict::Holds);
        // All a little more, as another source counts them.
        assert_eq!(found(["north", "centre", "south"], [3_150_000, 8_120_000, 15_830_000]).0, Verdict::Holds);
        // Other words: by size.
        assert_eq!(found(["a", "b", "c"], [8_000_000, 3_100_003, 15_600_000]).0, Verdict::Holds);
    }

    #[test]
    fn the_region_that_is_counted_elsewhere_is_named() {
        let moved = [7_800_003, 3_300_000, 15_600_000];
        let (verdict, fits) = found(["north", "centre", "south"], moved);
        assert_eq!(verdict, Verdict::Fails);
        let expected =
            Fit::Moves { scheme: "pairs".to_owned(), moves: vec![("region 3".to_owned(), "north".to_owned())] };
        assert_eq!(fits[0], expected);
    }

    #[test]
    fn another_country_is_left_alone() {
        assert_eq!(found(["north", "centre", "south"], [40_000_000, 2_000_000, 3_000_000]).0, Verdict::Untold);
    }
}
