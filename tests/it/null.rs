//! The null distribution of coverage with and without rounding, on the 135 synthetic units of `tests/oracle/statistics`.

use bacino::analysis::coverage::all_areas::adjusted_over_areas;
use bacino::analysis::coverage::null::{AreaByChance, UnitResidents, coverage_null, coverage_null_of_steps};
use bacino::analysis::random::permutation::Permutations;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::measures::frame135;

fn units() -> Vec<UnitResidents> {
    let frame = frame135();
    let units = frame.counts.iter().zip(&frame.answered);
    units.map(|(&residents, &answered)| UnitResidents { residents, answered }).collect()
}

#[test]
fn residents_are_not_rounded_where_the_series_settles() {
    let thousands = coverage_null_of_steps(&units(), 135, 89, 1_000).unwrap();
    let persons = coverage_null(&units(), 135, 89).unwrap();
    assert_eq!((thousands.step, persons.step), (1_000, 1));
    assert!((thousands.low - persons.low).abs() < 1e-4 && (thousands.high - persons.high).abs() < 1e-4, "{persons:?}");
}

/// Of 21 regions of the synthetic frame, the chance that some region has a p-value as small, counted over permutations of response: what the
/// adjusted p-value bounds from above.
#[test]
fn adjusted_p_values_bound_the_chance_of_any_false_alarm() {
    let frame = frame135();
    let n_regions = frame.region.iter().max().unwrap() + 1;
    let areas_of = |answered: &[bool]| -> Vec<AreaByChance> {
        let of_region = |region: usize| {
            let here = (0..135).filter(|&unit| frame.region[unit] == region);
            let units: Vec<UnitResidents> =
                here.map(|unit| UnitResidents { residents: frame.counts[unit], answered: answered[unit] }).collect();
            AreaByChance::of(&units, 135, 89).unwrap()
        };
        (0..n_regions).map(of_region).collect()
    };
    let adjusted = |areas: &[AreaByChance]| -> Vec<f64> {
        adjusted_over_areas(&areas.iter().collect::<Vec<_>>()).iter().map(|adjusted| adjusted.p_value).collect()
    };
    let observed = areas_of(&frame.answered);
    let smallest = observed.iter().map(AreaByChance::p_value).fold(1.0, f64::min);
    let bound = adjusted(&observed).into_iter().fold(1.0, f64::min);
    let count = 300;
    let least = Permutations { seed: 5, count }
        .of(&frame.answered, |answered| areas_of(answered).iter().map(AreaByChance::p_value).fold(1.0, f64::min));
    let reached = least.iter().filter(|&&p| p <= smallest * (1.0 + 1e-9)).count() as f64 / count as f64;
    let error = (reached * (1.0 - reached) / count as f64).sqrt();
    assert!(bound >= reached - 3.0 * error, "{bound} {reached}");
    // Regions are disjoint, so the sum over them is hardly more than the chance of any.
    assert!(bound <= -(1.0 - reached - 4.0 * error).max(1e-9).ln() + 0.02, "{bound} {reached}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn coverage_lies_outside_its_range_if_and_only_if_its_p_value_is_at_most_five_per_cent(
        units in vec((prop_oneof![0_u64..60, 1_000_u64..900_000, Just(50_000)], any::<bool>()), 1..70),
        others in 0_usize..60,
        of_others in 0_usize..60,
        outside in 0_u64..100_000,
    ) {
        let units: Vec<UnitResidents> =
            units.into_iter().map(|(residents, answered)| UnitResidents { residents, answered }).collect();
        let n_answered = units.iter().filter(|unit| unit.answered).count() + of_others.min(others);
        if let Ok(area) = AreaByChance::of(&units, units.len() + others, n_answered) {
            let covered: u64 = units.iter().filter(|unit| unit.answered).map(|unit| unit.residents).sum();
            let all = units.iter().map(|unit| unit.residents).sum::<u64>() + outside;
            let null = area.printed(all);
            let coverage = covered as f64 / all as f64;
            prop_assert_eq!((null.low..=null.high).contains(&coverage), null.p_value > 0.05, "{:?} {}", null, coverage);
            prop_assert!(null.p_value >= null.mid_p && null.p_value >= area.size_at(null.p_value) - 1e-12);
        }
    }
}
