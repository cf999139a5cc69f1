//! The noncentral χ² distribution, and the noncentralities that a value leaves open.

use statrs::distribution::{ContinuousCDF as _, Gamma};
use statrs::function::gamma::ln_gamma;

/// Parts of the Poisson mixture smaller than this share of its largest are left out.
const SMALL: f64 = 1e-17;
/// Halvings of an interval: more than a number has digits.
const HALVINGS: usize = 80;

/// `P(χ²_k(λ) ≤ x)` and `P(χ²_k(λ) > x)`.
///
/// # Formula
/// `Σ_j Poisson(j; λ/2) P(χ²_{k+2j} ≤ x)`, from the largest weight outwards.
///
/// # Source
/// Johnson, Kotz and Balakrishnan (1995), *Continuous Univariate Distributions* 2, chapter 29.
pub fn noncentral(x: f64, degrees: usize, noncentrality: f64) -> Option<(f64, f64)> {
    let half = noncentrality.max(0.0) / 2.0;
    let ln_weight = |j: f64| if half > 0.0 { j * half.ln() - half - ln_gamma(j + 1.0) } else { 0.0 };
    let mode = half.floor();
    let least = ln_weight(mode) + SMALL.ln();
    let (mut below, mut above) = (0.0, 0.0);
    let mut add = |j: f64| -> Option<bool> {
        let weight = ln_weight(j);
        if weight < least {
            return Some(false);
        }
        let there = Gamma::new(degrees as f64 / 2.0 + j, 0.5).ok()?;
        below += weight.exp() * there.cdf(x);
        above += weight.exp() * there.sf(x);
        Some(half > 0.0)
    };
    let mut j = mode;
    while add(j)? {
        j += 1.0;
    }
    j = mode - 1.0;
    while j >= 0.0 && add(j)? {
        j -= 1.0;
    }
    Some((below, above))
}

/// The noncentralities that a value `x` of χ² with `degrees` degrees of freedom leaves open, each end at the probability `tail`; `None`
/// without degrees of freedom.
///
/// # Formula
/// Low: `P(χ²_k(λ) ≥ x) = α`, or 0 where `λ = 0` gives more. High: `P(χ²_k(λ) ≤ x) = α P(χ²_k ≤ x)`, so that a value smaller than chance
/// alone mostly gives does not rule everything out: at `x = 0` it is `−2 ln α`, never 0. Both hold the truth with at least the probability
/// promised.
///
/// # Source
/// Low: Steiger and Fouladi (1997), in *What if there were no significance tests?*. High: Zech (1989), *Nuclear Instruments and Methods* A
/// 277; Read (2002), *Journal of Physics* G 28.
pub fn noncentralities(x: f64, degrees: usize, tail: f64) -> Option<(f64, f64)> {
    if degrees == 0 || !x.is_finite() {
        return None;
    }
    let x = x.max(0.0);
    let (chance, beyond) = noncentral(x, degrees, 0.0)?;
    // Where it is this improbable, the ratio of both probabilities is that at 0.
    if chance < 1e-280 {
        return Some((0.0, -2.0 * tail.ln()));
    }
    let mut far = x + 50.0;
    while noncentral(x, degrees, far)?.0 > tail * chance {
        far *= 2.0;
    }
    let high = halved((0.0, far), |noncentrality| Some(noncentral(x, degrees, noncentrality)?.0 <= tail * chance))?;
    if beyond >= tail {
        return Some((0.0, high));
    }
    let low = halved((0.0, high), |noncentrality| Some(noncentral(x, degrees, noncentrality)?.1 >= tail))?;
    Some((low, high))
}

/// The smallest value between two for which something holds that holds from somewhere on.
fn halved((mut low, mut high): (f64, f64), holds: impl Fn(f64) -> Option<bool>) -> Option<f64> {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle)? {
            high = middle;
        } else {
            low = middle;
        }
        if high - low < 1e-12 * high {
            break;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unlikely_value_leaves_the_limit_of_none_at_all() {
        let (low, high) = noncentralities(0.0, 3, 0.025).unwrap();
        assert!(low.abs() < f64::EPSILON && (high + 2.0 * 0.025_f64.ln()).abs() < 1e-12);
        let near = noncentralities(1e-6, 3, 0.025).unwrap().1;
        assert!((near - high).abs() < 1e-4, "{near} {high}");
        assert_eq!(noncentralities(1.0, 0, 0.025), None);
    }

    #[test]
    fn a_far_value_has_ends_on_either_side() {
        let (low, high) = noncentralities(3_000.0, 4, 0.025).unwrap();
        assert!(low < 2_996.0 && high > 2_996.0, "{low} {high}");
        assert!((noncentral(3_000.0, 4, high).unwrap().0 - 0.025).abs() < 1e-9);
        assert!((noncentral(3_000.0, 4, low).unwrap().1 - 0.025).abs() < 1e-9);
    }
}
