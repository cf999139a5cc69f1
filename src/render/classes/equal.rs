//! Classes of equal width.

use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// Bounds of `k` classes of one width; the last is the largest value itself.
///
/// # Formula
/// The bound of class `i` of `k` is `low + (high − low)·i / k`.
pub(crate) const EQUAL: Method = Method { bounds, wish: Wish::Met };

fn bounds(ascending: &[f64], k: usize) -> Bounds {
    let (low, high) = (ascending[0], ascending[ascending.len() - 1]);
    let bound = |i: usize| if i == k { high } else { low + (high - low) * (i as f64 / k as f64) };
    from_least(ascending, (1..=k).map(bound).collect())
}
