//! Coverage of all areas at once under random response: how surprising is an area, once it is remembered that many were looked at?

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::analysis::coverage::null::AreaByChance;

/// A p-value among others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjusted {
    /// The p-value, adjusted over the tests of its family.
    pub p_value: f64,
    /// How many tests the family has.
    pub tests: usize,
}

/// Kinds of areas times p-values whose exact sizes are computed; beyond them a bound stands for each.
const MOST_SIZES: usize = 20_000;

/// Areas with the same residents by unit, which have the same distribution.
struct Kind<'a> {
    area: &'a AreaByChance,
    smallest_p: f64,
    /// Areas of this kind that are not yet passed by.
    left: usize,
}

/// The p-values of all areas of a scheme, adjusted as one family, in their order.
///
/// # Formula
/// With p-values in ascending order, `p̃_(i) = max_{j ≤ i} min(1, Σ_{h ≥ j} P(p_h ≤ p_(j)))`, the sum over the areas not yet passed by: Holm's
/// step-down with what each area's exact distribution can reach in place of the level. `P(p_h ≤ p)` is never more than `p`, so it is never
/// above Holm's; areas of few units, which cannot have a small p-value, take nothing from the others. Never below the area's own p-value.
/// For many areas of many sizes `P(p_h ≤ p)` is bounded by `p`, and by 0 where the area cannot reach it (Tarone). Holds under any dependence,
/// as where a unit's residents live in several areas, and needs no random draws.
///
/// # Source
/// Westfall and Wolfinger (1997), *The American Statistician* 51(1); Tarone (1990), *Biometrics* 46; Holm (1979), *Scandinavian Journal of
/// Statistics* 6.
pub fn adjusted_over_areas(areas: &[&AreaByChance]) -> Vec<Adjusted> {
    let p_values: Vec<f64> = areas.par_iter().map(|area| area.p_value()).collect();
    let mut order: Vec<usize> = (0..areas.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut kind_of: Vec<usize> = Vec::with_capacity(areas.len());
    let mut known: BTreeMap<&[u64], usize> = BTreeMap::new();
    for &area in areas {
        let kind = *known.entry(area.sizes()).or_insert_with(|| {
            kinds.push(Kind { area, smallest_p: area.smallest_p(), left: 0 });
            kinds.len() - 1
        });
        kinds[kind].left += 1;
        kind_of.push(kind);
    }
    let mut adjusted = vec![1.0; areas.len()];
    let (mut largest, mut computed) = (0.0_f64, 0);
    for (rank, &area) in order.iter().enumerate() {
        let p = p_values[area];
        let is_new = rank == 0 || p > p_values[order[rank - 1]];
        if is_new && largest < 1.0 {
            let exact = computed + kinds.len() <= MOST_SIZES;
            computed += kinds.len();
            let reached = |kind: &Kind<'_>| match kind.left {
                0 => 0.0,
                _ if kind.smallest_p > p => 0.0,
                left if exact => left as f64 * kind.area.size_at(p),
                left => left as f64 * p,
            };
            // Summed in order, so that any number of threads gives the same digits.
            let sizes: Vec<f64> = kinds.par_iter().map(reached).collect();
            largest = largest.max(sizes.iter().sum()).min(1.0);
        }
        adjusted[area] = largest.max(p);
        kinds[kind_of[area]].left -= 1;
    }
    adjusted.into_iter().map(|p_value| Adjusted { p_value, tests: areas.len() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coverage::null::UnitResidents;
    use crate::analysis::statistic::multiplicity::holm;

    fn areas(sizes: &[&[(u64, bool)]], n_frame: usize, n_answered: usize) -> Vec<AreaByChance> {
        let area = |units: &&[(u64, bool)]| {
            let units: Vec<UnitResidents> =
                units.iter().map(|&(residents, answered)| UnitResidents { residents, answered }).collect();
            AreaByChance::of(&units, n_frame, n_answered).unwrap()
        };
        sizes.iter().map(area).collect()
    }

    fn adjusted(areas: &[AreaByChance]) -> Vec<f64> {
        adjusted_over_areas(&areas.iter().collect::<Vec<_>>()).iter().map(|adjusted| adjusted.p_value).collect()
    }

    #[test]
    fn a_single_area_needs_no_adjustment() {
        let one = areas(&[&[(5, true), (7, false), (8, true), (9, false)]], 6, 3);
        assert!((adjusted(&one)[0] - one[0].p_value()).abs() < 1e-15);
        assert!(adjusted_over_areas(&[]).is_empty());
    }

    #[test]
    fn it_is_between_the_p_value_and_holms() {
        let many = areas(
            &[
                &[(5, false), (7, false), (8, false), (9, false), (4, false)],
                &[(5, true)],
                &[(3, true), (3, true), (9, true), (2, true)],
                &[(5, true)],
                &[(1, true), (2, false), (3, true)],
            ],
            14,
            8,
        );
        let p_values: Vec<f64> = many.iter().map(AreaByChance::p_value).collect();
        for ((found, p), holm) in adjusted(&many).into_iter().zip(&p_values).zip(holm(&p_values)) {
            assert!(found >= *p && found <= holm.max(*p) + 1e-12, "{found} {p} {holm}");
        }
    }

    #[test]
    fn every_sample_listed_gives_a_false_alarm_in_five_per_cent_at_the_most() {
        // Three areas of five, four and three units with all different residents; every set of six of twelve answers in turn.
        let residents: [&[u64]; 3] = [&[3, 8, 1, 5, 9], &[2, 6, 7, 4], &[11, 13, 10]];
        let (mut alarms, mut samples) = (0, 0);
        for set in (0_u32..1 << 12).filter(|set| set.count_ones() == 6) {
            let mut next = 0;
            let mut units: Vec<Vec<(u64, bool)>> = Vec::new();
            for area in residents {
                units.push(
                    area.iter()
                        .map(|&size| {
                            next += 1;
                            (size, set >> (next - 1) & 1 == 1)
                        })
                        .collect(),
                );
            }
            let here = areas(&units.iter().map(Vec::as_slice).collect::<Vec<_>>(), 12, 6);
            samples += 1;
            alarms += usize::from(adjusted(&here).iter().any(|p| *p <= 0.05));
        }
        assert_eq!(samples, 924);
        assert!(f64::from(u32::try_from(alarms).unwrap()) <= 0.05 * 924.0, "{alarms}");
        assert!(alarms > 0);
    }
}
