//! Coverage of all areas at once under random response: how surprising is the most surprising area?

use crate::analysis::coverage::null::moments_of_sum;
use crate::analysis::random::permutation::Permutations;
use crate::analysis::random::sampling::Sampling;

/// A unit as coverage by area sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServingUnit {
    /// Residents of its catchment.
    pub residents: u64,
    /// The area that it counts in.
    pub area: usize,
    /// Whether it answered.
    pub answered: bool,
}

/// One area among all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AreaUnderChance {
    /// Its coverage, 0 to 1; `None` without residents.
    pub coverage: Option<f64>,
    /// The two-sided p-value of this area alone, by distance from the expectation.
    pub p_value: f64,
    /// The same when all areas are looked at: the probability that *some* area is as many standard deviations from its expectation.
    pub p_adjusted: f64,
}

/// What one block of permutations adds up to.
struct Counts {
    sums: Vec<f64>,
    as_far: Vec<u64>,
    /// Permutations by how many of the areas' own distances their largest distance reaches.
    reaching: Vec<u64>,
}

/// Coverage of every area under permutations of response; empty when nobody or everybody answered.
///
/// # Formula
/// `T_g = Σ P_i r_i` over the units of area `g` has the expectation `P_g n/N` and the variance
/// `n/N (1−n/N) · N/(N−1) · (Σ P_i² − P_g²/N)`. `p = (1 + #{|T* − E| ≥ |t − E|})/(1 + B)`, and adjusted
/// `(1 + #{max_h |T*_h − E_h|/σ_h ≥ |t − E|/σ})/(1 + B)` (single-step max-T): the chance of any false alarm among the areas is the level.
///
/// # Source
/// Westfall and Young (1993), *Resampling-Based Multiple Testing*, 2.3.
pub fn coverage_of_all_areas(
    units: &[ServingUnit],
    n_areas: usize,
    permutations: Permutations,
) -> Vec<AreaUnderChance> {
    let n_answered = units.iter().filter(|unit| unit.answered).count();
    let n_units = units.len();
    if n_answered == 0 || n_answered == n_units {
        return Vec::new();
    }
    let rate = n_answered as f64 / n_units as f64;
    let sums_of = |value: &dyn Fn(&ServingUnit) -> f64| {
        let mut sums = vec![0.0; n_areas];
        for unit in units {
            sums[unit.area] += value(unit);
        }
        sums
    };
    let wholes = sums_of(&|unit| unit.residents as f64);
    let squares = sums_of(&|unit| (unit.residents as f64).powi(2));
    let covered = sums_of(&|unit| if unit.answered { unit.residents as f64 } else { 0.0 });
    let frame = Sampling { n_frame: n_units, n_answered };
    let spread: Vec<f64> =
        wholes.iter().zip(&squares).map(|(whole, squares)| moments_of_sum(*whole, *squares, frame).1.sqrt()).collect();
    // The smaller of the two groups is drawn; its residents stray from their expectation as far as the others' do.
    let n_drawn = n_answered.min(n_units - n_answered);
    let drawn_rate = n_drawn as f64 / n_units as f64;
    let expected: Vec<f64> = wholes.iter().map(|whole| whole * drawn_rate).collect();
    let per_spread: Vec<f64> = spread.iter().map(|&sd| if sd > 0.0 { 1.0 / sd } else { 0.0 }).collect();
    // Residents are whole numbers: half a resident nearer is the same distance in another rounding.
    let distance: Vec<f64> =
        covered.iter().zip(&wholes).map(|(covered, whole)| (covered - whole * rate).abs() - 1e-6).collect();
    let scores: Vec<f64> = distance.iter().zip(&per_spread).map(|(distance, scale)| distance * scale).collect();
    let mut ordered = scores.clone();
    ordered.sort_by(f64::total_cmp);
    let compact: Vec<(usize, f64)> = units.iter().map(|unit| (unit.area, unit.residents as f64)).collect();
    let start = || Counts { sums: vec![0.0; n_areas], as_far: vec![0; n_areas], reaching: vec![0; n_areas + 1] };
    let blocks = permutations.draws(&compact, n_drawn, start, |counts, drawn| {
        counts.sums.fill(0.0);
        for &(area, residents) in drawn {
            counts.sums[area] += residents;
        }
        let mut largest = 0.0_f64;
        let areas = counts.sums.iter().zip(&mut counts.as_far).zip(&expected).zip(&distance).zip(&per_spread);
        for ((((sum, as_far), expected), distance), scale) in areas {
            let stray = (sum - expected).abs();
            *as_far += u64::from(stray >= *distance);
            largest = largest.max(stray * scale);
        }
        counts.reaching[ordered.partition_point(|score| *score <= largest)] += 1;
    });
    let total = |of: &dyn Fn(&Counts) -> u64| blocks.iter().map(of).sum::<u64>();
    let p = |count: u64| (1 + count) as f64 / (1 + permutations.count) as f64;
    (0..n_areas)
        .map(|area| {
            let rank = ordered.partition_point(|score| *score < scores[area]);
            AreaUnderChance {
                coverage: (wholes[area] > 0.0).then(|| covered[area] / wholes[area]),
                p_value: p(total(&|counts| counts.as_far[area])),
                p_adjusted: p(total(&|counts| counts.reaching[rank + 1..].iter().sum())),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::coverage::null::{UnitResidents, coverage_null};

    fn units() -> Vec<ServingUnit> {
        (0..30_u32)
            .map(|unit| ServingUnit {
                residents: u64::from(100 + unit * unit % 37),
                area: unit as usize % 4,
                answered: unit % 4 == 1 || unit > 20,
            })
            .collect()
    }

    #[test]
    fn permutations_agree_with_the_exact_distribution() {
        let (units, some) = (units(), Permutations { seed: 1, count: 40_000 });
        let n_answered = units.iter().filter(|unit| unit.answered).count();
        for (area, found) in coverage_of_all_areas(&units, 4, some).iter().enumerate() {
            let here = units.iter().filter(|unit| unit.area == area);
            let of_area: Vec<UnitResidents> =
                here.map(|unit| UnitResidents { residents: unit.residents, answered: unit.answered }).collect();
            let exact = coverage_null(&of_area, units.len(), n_answered).unwrap().p_value;
            assert!((found.p_value - exact).abs() < 4.0 * (exact * (1.0 - exact) / 40_000.0).sqrt() + 1e-4, "{area}");
            assert!(found.p_adjusted >= found.p_value);
        }
    }

    #[test]
    fn a_single_area_needs_no_adjustment_and_one_without_residents_no_value() {
        let one: Vec<ServingUnit> = units().into_iter().map(|unit| ServingUnit { area: 0, ..unit }).collect();
        let found = coverage_of_all_areas(&one, 2, Permutations { seed: 1, count: 999 });
        assert!((found[0].p_value - found[0].p_adjusted).abs() < 1e-12);
        assert_eq!(found[1].coverage, None);
        let all: Vec<ServingUnit> = one.into_iter().map(|unit| ServingUnit { answered: true, ..unit }).collect();
        assert!(coverage_of_all_areas(&all, 1, Permutations { seed: 1, count: 9 }).is_empty());
    }
}
