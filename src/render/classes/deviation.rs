//! Classes by distance from the mean.

use crate::render::classes::method::{Bounds, Method, Wish, from_least};
use crate::render::classes::pretty::round_numbers;

/// Bounds at round numbers of standard deviations (n − 1) from the mean.
///
/// # Source
/// R `classInt` (style `sd`): round numbers of standardised values, about five classes.
pub(crate) const DEVIATION: Method = Method { bounds, wish: Wish::Ignored };

fn bounds(ascending: &[f64], _: usize) -> Bounds {
    const CLASSES: usize = 5;
    let (low, high) = (ascending[0], ascending[ascending.len() - 1]);
    let n = ascending.len() as f64;
    let mean = ascending.iter().sum::<f64>() / n;
    let deviation = (ascending.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (n - 1.0)).sqrt();
    // One value has no deviation, and equal ones have none but for rounding.
    if !(deviation.is_finite() && low < high && deviation > 0.0) {
        return from_least(ascending, vec![high]);
    }
    let round = round_numbers((low - mean) / deviation, (high - mean) / deviation, CLASSES);
    let value = |deviations: f64| mean + deviations * deviation;
    Bounds { lower: value(round.lower), upper: round.upper.into_iter().map(value).collect() }
}
