//! Classes between the widest gaps.

use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// The middles of the `k − 1` widest gaps between neighbouring values, the lower of equal gaps first, and the maximum.
///
/// # Source
/// R `classInt` (style `maximum`).
pub(crate) const GAPS: Method = Method { bounds, wish: Wish::Met };

fn bounds(ascending: &[f64], k: usize) -> Bounds {
    let mut gaps: Vec<(f64, f64)> = ascending
        .windows(2)
        .filter(|pair| pair[0] < pair[1])
        .map(|pair| (pair[1] - pair[0], f64::midpoint(pair[0], pair[1])))
        .collect();
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)));
    let mut breaks: Vec<f64> = gaps.into_iter().take(k - 1).map(|(_, middle)| middle).collect();
    breaks.sort_by(f64::total_cmp);
    breaks.push(ascending[ascending.len() - 1]);
    from_least(ascending, breaks)
}
