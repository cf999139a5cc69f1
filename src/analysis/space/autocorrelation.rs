//! Do neighbours answer alike? Join counts, Moran, Geary and Getis–Ord over the neighbourhoods of catchments.
//!
//! Weights are binary for join counts and Getis–Ord, and row-standardised for Moran and Geary. Units without a neighbour are left out by
//! the caller.

use crate::analysis::space::neighbour::Neighbours;
use crate::analysis::statistic::moments::Moments;

/// Pairs of neighbours of the same and of different status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JoinCounts {
    /// Pairs that both answered.
    pub both: Moments,
    /// Pairs that both did not.
    pub neither: Moments,
    /// Pairs of which one did.
    pub mixed: Moments,
}

/// `k (k−1) (k−2) …`, so many factors.
fn falling(k: f64, factors: i32) -> f64 {
    (0..factors).map(|step| k - f64::from(step)).product()
}

/// Join counts of response; `None` with fewer than four units, without neighbours, or when everybody did the same.
///
/// # Formula
/// With `J` pairs, `E(BB) = J n(n−1)/(N(N−1))`, `E(BW) = 2J n(N−n)/(N(N−1))` and variances under sampling without replacement (the
/// number of respondents is fixed).
///
/// # Source
/// Cliff and Ord (1981), *Spatial Processes*, 1.4 and 2.3.
pub fn join_counts(answered: &[bool], neighbours: &Neighbours) -> Option<JoinCounts> {
    let n_all = answered.len();
    let (n, b) = (n_all as f64, answered.iter().filter(|answered| **answered).count() as f64);
    if n_all < 4 {
        return None;
    }
    let pairs = neighbours.n_pairs() as f64;
    let (s0, s1) = (2.0 * pairs, 4.0 * pairs);
    let s2: f64 = (0..n_all).map(|unit| (2.0 * neighbours.of(unit).len() as f64).powi(2)).sum();
    let (mut both, mut neither, mut mixed) = (0.0, 0.0, 0.0);
    for unit in 0..n_all {
        for &other in neighbours.of(unit) {
            match (answered[unit], answered[other]) {
                (true, true) => both += 0.5,
                (false, false) => neither += 0.5,
                (true, false) | (false, true) => mixed += 0.5,
            }
        }
    }
    let same = |value: f64, k: f64| {
        let share = |factors: i32| falling(k, factors) / falling(n, factors);
        let expected = s0 / 2.0 * share(2);
        let square = (s1 * share(2) + (s2 - 2.0 * s1) * share(3) + (s0 * s0 + s1 - s2) * share(4)) / 4.0;
        Moments::of(value, expected, square - expected * expected)
    };
    let w = n - b;
    let expected = s0 * b * w / falling(n, 2);
    let square = (2.0 * s1 * b * w / falling(n, 2)
        + (s2 - 2.0 * s1) * b * w * (b + w - 2.0) / falling(n, 3)
        + 4.0 * (s0 * s0 + s1 - s2) * falling(b, 2) * falling(w, 2) / falling(n, 4))
        / 4.0;
    Some(JoinCounts {
        both: same(both, b)?,
        neither: same(neither, w)?,
        mixed: Moments::of(mixed, expected, square - expected * expected)?,
    })
}

/// Sums of row-standardised weights: `S0`, `S1`, `S2`.
struct Weights {
    s0: f64,
    s1: f64,
    s2: f64,
}

impl Weights {
    fn row_standardised(neighbours: &Neighbours) -> Self {
        let weight = |unit: usize| 1.0 / neighbours.of(unit).len() as f64;
        let (mut s1, mut s2) = (0.0, 0.0);
        for unit in neighbours.connected() {
            let from_others: f64 = neighbours.of(unit).iter().map(|&other| weight(other)).sum();
            s2 += (1.0 + from_others).powi(2);
            s1 += neighbours.of(unit).iter().map(|&other| (weight(unit) + weight(other)).powi(2)).sum::<f64>() / 2.0;
        }
        Self { s0: neighbours.connected().len() as f64, s1, s2 }
    }
}

/// Deviations from the mean, their sum of squares and their kurtosis `m₄/m₂²`; `None` when nothing varies.
fn deviations(values: &[f64]) -> Option<(Vec<f64>, f64, f64)> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let deviations: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let squares: f64 = deviations.iter().map(|value| value * value).sum();
    let fourth: f64 = deviations.iter().map(|value| value.powi(4)).sum();
    let scale = values.iter().map(|value| value.abs()).fold(0.0, f64::max);
    (squares > 1e-24 * scale * scale * n).then_some((deviations, squares, n * fourth / (squares * squares)))
}

/// `I` without moments, fast enough for permutations: `squares` is the sum of squared deviations, `s0` the number of units with neighbours.
fn moran_value(deviations: &[f64], squares: f64, s0: f64, neighbours: &Neighbours) -> f64 {
    let lagged = deviations.iter().enumerate().map(|(unit, value)| {
        let around = neighbours.of(unit);
        let sum: f64 = around.iter().map(|&other| deviations[other]).sum();
        if around.is_empty() { 0.0 } else { value * sum / around.len() as f64 }
    });
    deviations.len() as f64 / s0 * lagged.sum::<f64>() / squares
}

/// Moran's `I` with moments under randomisation; `None` with fewer than four units or when nothing varies.
///
/// # Formula
/// `I = N/S₀ · Σ w_ij z_i z_j / Σ z_i²`, `E = −1/(N−1)`; the variance uses the kurtosis of the values.
///
/// # Source
/// Moran (1950), *Biometrika* 37; Cliff and Ord (1981), *Spatial Processes*, 1.5 and 2.3.
pub fn moran(values: &[f64], neighbours: &Neighbours) -> Option<Moments> {
    let (deviations, squares, kurtosis) = deviations(values).filter(|_| values.len() > 3)?;
    let Weights { s0, s1, s2 } = Weights::row_standardised(neighbours);
    let n = values.len() as f64;
    let expected = -1.0 / (n - 1.0);
    let first = n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0);
    let second = kurtosis * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0);
    let square = (first - second) / (falling(n - 1.0, 3) * s0 * s0);
    Moments::of(moran_value(&deviations, squares, s0, neighbours), expected, square - expected * expected)
}

/// The variance of `I` if the values were normal.
pub fn moran_variance_of_normal_values(neighbours: &Neighbours) -> f64 {
    let Weights { s0, s1, s2 } = Weights::row_standardised(neighbours);
    let n = neighbours.n_units() as f64;
    (n * n * s1 - n * s2 + 3.0 * s0 * s0) / ((n * n - 1.0) * s0 * s0) - 1.0 / ((n - 1.0) * (n - 1.0))
}

/// Geary's `C`, below 1 where neighbours are alike, with moments under randomisation.
///
/// # Formula
/// `C = (N−1) Σ w_ij (x_i − x_j)² / (2 S₀ Σ z_i²)`, `E = 1`.
///
/// # Source
/// Geary (1954), *The Incorporated Statistician* 5; Cliff and Ord (1981), 2.3.
pub fn geary(values: &[f64], neighbours: &Neighbours) -> Option<Moments> {
    let (_, squares, b2) = deviations(values).filter(|_| values.len() > 3)?;
    let Weights { s0, s1, s2 } = Weights::row_standardised(neighbours);
    let n = values.len() as f64;
    let apart = neighbours.connected().into_iter().map(|unit| {
        let around = neighbours.of(unit);
        around.iter().map(|&other| (values[unit] - values[other]).powi(2)).sum::<f64>() / around.len() as f64
    });
    let value = (n - 1.0) * apart.sum::<f64>() / (2.0 * s0 * squares);
    let variance = ((n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * b2)
        - 0.25 * (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * b2)
        + s0 * s0 * (n * n - 3.0 - (n - 1.0).powi(2) * b2))
        / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    Moments::of(value, 1.0, variance)
}

/// Getis and Ord's general `G` of values that are not negative, such as residents: large where large values are neighbours.
///
/// # Formula
/// `G = Σ w_ij x_i x_j / Σ_{i≠j} x_i x_j` with binary weights, `E = S₀/(N(N−1))`.
///
/// # Source
/// Getis and Ord (1992), *Geographical Analysis* 24.
pub fn general_g(values: &[f64], neighbours: &Neighbours) -> Option<Moments> {
    if values.len() < 4 || values.iter().any(|value| *value < 0.0) {
        return None;
    }
    let n = values.len() as f64;
    let power = |k: i32| values.iter().map(|value| value.powi(k)).sum::<f64>();
    let [m1, m2, m3, m4] = [1, 2, 3, 4].map(power);
    let near: f64 =
        (0..values.len()).map(|unit| neighbours.of(unit).iter().map(|&o| values[unit] * values[o]).sum::<f64>()).sum();
    let pairs = neighbours.n_pairs() as f64;
    let (s0, s1) = (2.0 * pairs, 4.0 * pairs);
    let s2: f64 = (0..values.len()).map(|unit| (2.0 * neighbours.of(unit).len() as f64).powi(2)).sum();
    let expected = s0 / (n * (n - 1.0));
    let b0 = (n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0;
    let b1 = -((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0);
    let b2 = -(2.0 * n * s1 - (n + 3.0) * s2 + 6.0 * s0 * s0);
    let b3 = 4.0 * (n - 1.0) * s1 - 2.0 * (n + 1.0) * s2 + 8.0 * s0 * s0;
    let b4 = s1 - s2 + s0 * s0;
    let top = b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1.powi(4);
    let square = top / ((m1 * m1 - m2).powi(2) * falling(n, 4));
    Moments::of(near / (m1 * m1 - m2), expected, square - expected * expected)
}

/// What is left of response when each area has its own rate.
///
/// # Formula
/// Pearson residuals `(r_i − p_g)/√(p_g(1−p_g))`, `p_g` the area's rate; 0 in an area where everybody did the same.
pub fn residuals(answered: &[bool], area_of: &[usize]) -> Vec<f64> {
    let n_areas = area_of.iter().max().map_or(0, |last| last + 1);
    let mut counts = vec![(0.0, 0.0); n_areas];
    for (&answered, &area) in answered.iter().zip(area_of) {
        counts[area].0 += f64::from(u8::from(answered));
        counts[area].1 += 1.0;
    }
    let residual = |(&answered, &area): (&bool, &usize)| {
        let p: f64 = counts[area].0 / counts[area].1;
        let spread = (p * (1.0 - p)).sqrt();
        if spread > 0.0 { (f64::from(u8::from(answered)) - p) / spread } else { 0.0 }
    };
    answered.iter().zip(area_of).map(residual).collect()
}

/// A function that gives Moran's `I` of values with the mean and spread of `values`, in any order: what permutations need.
pub fn moran_of_permutations<'a>(
    values: &[f64],
    neighbours: &'a Neighbours,
) -> Option<impl Fn(&[f64]) -> f64 + Sync + 'a> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let (_, squares, _) = deviations(values)?;
    let s0 = neighbours.connected().len() as f64;
    Some(move |permuted: &[f64]| {
        let deviations: Vec<f64> = permuted.iter().map(|value| value - mean).collect();
        moran_value(&deviations, squares, s0, neighbours)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of units.
    fn line(n: usize) -> Neighbours {
        Neighbours::from_pairs(n, (1..n).map(|unit| [unit - 1, unit]))
    }

    #[test]
    fn halves_of_a_line_are_alike() {
        let answered = [true, true, true, true, false, false, false, false];
        let counts = join_counts(&answered, &line(8)).unwrap();
        assert_eq!((counts.both.value, counts.neither.value, counts.mixed.value), (3.0, 3.0, 1.0));
        let values = answered.map(|answered| f64::from(u8::from(answered)));
        assert!(moran(&values, &line(8)).unwrap().value > 0.5 && geary(&values, &line(8)).unwrap().value < 0.5);
    }

    /// All assignments of response to six units, listed.
    #[test]
    fn moments_are_those_of_all_assignments() {
        let neighbours = Neighbours::from_pairs(6, [[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 5]]);
        let sets = (0_u32..64).filter(|set| set.count_ones() == 3);
        let assignments: Vec<[bool; 6]> = sets.map(|set| std::array::from_fn(|unit| set >> unit & 1 == 1)).collect();
        let number = |answered: &[bool; 6]| answered.map(|answered| f64::from(u8::from(answered)));
        let check = |statistic: &dyn Fn(&[bool; 6]) -> Moments| {
            let all: Vec<Moments> = assignments.iter().map(statistic).collect();
            let mean = all.iter().map(|found| found.value).sum::<f64>() / all.len() as f64;
            let variance = all.iter().map(|found| (found.value - mean).powi(2)).sum::<f64>() / all.len() as f64;
            assert!((mean - all[0].expected).abs() < 1e-12, "{mean} {:?}", all[0]);
            assert!((variance - all[0].variance).abs() < 1e-12, "{variance} {:?}", all[0]);
        };
        check(&|answered| join_counts(answered, &neighbours).unwrap().both);
        check(&|answered| join_counts(answered, &neighbours).unwrap().mixed);
        check(&|answered| moran(&number(answered), &neighbours).unwrap());
        check(&|answered| geary(&number(answered), &neighbours).unwrap());
    }

    #[test]
    fn where_nothing_varies_there_is_no_statistic() {
        assert_eq!(join_counts(&[true; 5], &line(5)), None);
        assert_eq!(moran(&[2.0; 5], &line(5)), None);
        assert_eq!(geary(&[2.0; 5], &line(5)), None);
        assert_eq!(moran(&[1.0, 2.0, 3.0], &line(3)), None);
        assert_eq!(join_counts(&[true, false, true, false], &Neighbours::from_pairs(4, [])), None);
    }

    #[test]
    fn residuals_forget_the_rates_of_areas() {
        let left = residuals(&[true, false, true, true], &[0, 0, 1, 1]);
        assert_eq!(left, [1.0, -1.0, 0.0, 0.0]);
    }
}
