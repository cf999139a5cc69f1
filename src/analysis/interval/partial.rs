//! Intervals of what is identified in part only: sampling and the worst case together.

use statrs::distribution::{ContinuousCDF as _, Normal};

use crate::analysis::interval::finite::Interval;

/// How many standard errors beyond two estimated bounds hold 95 % of the time; `None` where the upper bound is below the lower one.
///
/// # Formula
/// `c` with `Φ(c + (u − l)/max(s_l, s_u)) − Φ(−c) = 95 %`: 1.96 where the bounds are equal, falling to 1.645 as they part.
///
/// # Source
/// Imbens and Manski (2004), *Econometrica* 72(6).
pub fn critical_value((low, low_error): (f64, f64), (high, high_error): (f64, f64)) -> Option<f64> {
    let largest = low_error.max(high_error);
    if !(high >= low && low_error >= 0.0 && high_error >= 0.0 && largest.is_finite()) {
        return None;
    }
    let normal = Normal::standard();
    let apart = if largest > 0.0 { (high - low) / largest } else { f64::INFINITY };
    let level = |c: f64| normal.cdf(c + apart) - normal.cdf(-c);
    let (mut below, mut above) = (1.6, 2.0);
    while above - below > 1e-13 {
        let middle = f64::midpoint(below, above);
        if level(middle) < 0.95 { below = middle } else { above = middle }
    }
    Some(f64::midpoint(below, above))
}

/// The 95 % interval of a value that is only known to lie between two bounds, both of them estimated. It holds the value, wherever it lies
/// between the bounds; an interval of both bounds would be wider.
///
/// # Formula
/// `l − c s_l` to `u + c s_u`, `c` by [`critical_value`].
///
/// # Assumes
/// That the bounds may be near to each other in the sample although they are apart, or the other way about, is harmless where one is never
/// below the other by construction, as for worst cases of missing answers (Stoye 2009, lemma 3).
///
/// # Source
/// Imbens and Manski (2004), *Econometrica* 72(6); Stoye (2009), *Econometrica* 77(4).
pub fn imbens_manski((low, low_error): (f64, f64), (high, high_error): (f64, f64)) -> Option<Interval> {
    let c = critical_value((low, low_error), (high, high_error))?;
    Some(Interval { low: low - c * low_error, high: high + c * high_error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_point_has_the_usual_interval_and_distant_bounds_the_one_sided() {
        let point = imbens_manski((0.5, 0.1), (0.5, 0.1)).unwrap();
        assert!((point.high - 0.5 - 0.1 * 1.959_963_984_54).abs() < 1e-10, "{point:?}");
        let apart = imbens_manski((0.2, 0.01), (0.8, 0.01)).unwrap();
        assert!((0.2 - apart.low - 0.01 * 1.644_853_626_95).abs() < 1e-10, "{apart:?}");
    }

    #[test]
    fn bounds_without_error_are_the_interval() {
        assert_eq!(imbens_manski((0.2, 0.0), (0.8, 0.0)), Some(Interval { low: 0.2, high: 0.8 }));
        assert_eq!(imbens_manski((0.8, 0.1), (0.2, 0.1)), None);
    }
}
