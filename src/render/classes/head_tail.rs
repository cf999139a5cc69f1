//! Classes of few large and many small values.

use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// The mean, the mean of the values above it, and so on while those are at most 40 % of the values they were taken from.
///
/// # Source
/// Jiang (2013), *The Professional Geographer* 65(3).
pub(crate) const HEAD_TAIL: Method = Method { bounds, wish: Wish::Ignored };

fn bounds(ascending: &[f64], _: usize) -> Bounds {
    const FEW: f64 = 0.4;
    let mut breaks = Vec::new();
    let mut head = ascending;
    loop {
        let mean = head.iter().sum::<f64>() / head.len() as f64;
        let above = &head[head.partition_point(|&value| value <= mean)..];
        if above.is_empty() {
            break;
        }
        breaks.push(mean);
        let share = above.len() as f64 / head.len() as f64;
        if share > FEW || above.len() < 2 {
            break;
        }
        head = above;
    }
    breaks.push(ascending[ascending.len() - 1]);
    from_least(ascending, breaks)
}
