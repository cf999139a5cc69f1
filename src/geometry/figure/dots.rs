//! Points spread at random inside shapes.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use crate::geometry::plane::ring::{bounds, contains};
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::Position;

/// Throws for a point before its shape is taken to be too thin for the sampling; the point then falls on the shape's first corner.
const MOST_THROWS: usize = 100_000;

/// `counts[shape]` points inside each shape, each equally likely everywhere in it. Every shape has a stream of its own, so points do not
/// depend on the other shapes or on the number of threads.
///
/// # Panics
/// When there are not as many counts as shapes.
pub fn dots(topology: &Topology, counts: &[usize], seed: u64) -> Vec<Vec<Position>> {
    assert_eq!(counts.len(), topology.n_shapes(), "one count for each shape");
    (0..topology.n_shapes())
        .into_par_iter()
        .map(|shape| {
            let rings: Vec<Vec<Position>> = topology.ring_range(shape).map(|ring| topology.ring_points(ring)).collect();
            let Some(&corner) = rings.first().and_then(|ring| ring.first()) else { return Vec::new() };
            let points: Vec<Position> = rings.concat();
            let [low_x, low_y, high_x, high_y] = bounds(&points);
            let mut random = Pcg64::seed_from_u64(seed ^ (shape as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            let mut uniform = |low: f64, high: f64| {
                // 53 random bits are every double of [0, 1) that has them.
                low + (high - low) * (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
            };
            (0..counts[shape])
                .map(|_| {
                    let thrown = (0..MOST_THROWS).map(|_| [uniform(low_x, high_x), uniform(low_y, high_y)]);
                    let inside = |point: &Position| rings.iter().filter(|ring| contains(ring, *point)).count() % 2 == 1;
                    thrown.into_iter().find(inside).unwrap_or(corner)
                })
                .collect()
        })
        .collect()
}

/// Whole dots for amounts, one for every `per_dot`, so that the sum is right: largest remainders are rounded up.
pub fn dots_of_amounts(amounts: &[u64], per_dot: u64) -> Vec<usize> {
    let per_dot = per_dot.max(1);
    let whole = |amount: u64| usize::try_from(amount / per_dot).unwrap_or(usize::MAX);
    let mut counts: Vec<usize> = amounts.iter().map(|&amount| whole(amount)).collect();
    let left: u64 = amounts.iter().map(|amount| amount % per_dot).sum();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(amounts[index] % per_dot), index));
    let more = usize::try_from((left + per_dot / 2) / per_dot).unwrap_or(0);
    for index in order.into_iter().take(more) {
        counts[index] += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_add_up() {
        assert_eq!(dots_of_amounts(&[4, 4, 4, 8], 10), [1, 0, 0, 1]);
        assert_eq!(dots_of_amounts(&[4, 4], 10), [1, 0]);
        assert!(dots_of_amounts(&[], 10).is_empty());
        for per_dot in [1, 7, 10, 1000] {
            let amounts = [3, 999, 12_345, 0, 88, 500];
            let dots: u64 = dots_of_amounts(&amounts, per_dot).iter().map(|&n| n as u64).sum();
            let all: u64 = amounts.iter().sum();
            assert!((dots * per_dot).abs_diff(all) <= per_dot / 2 + 1, "{per_dot}");
        }
    }
}
