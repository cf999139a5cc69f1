//! Classes of equally many areas.

use crate::analysis::statistic::quantile::quantile_type_7;
use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// Quantiles of type 7. Equal ones make one class, so ties may leave fewer than wished.
///
/// # Formula
/// The bound of class `i` of `k` is the quantile at `i / k`.
///
/// # Source
/// Hyndman and Fan (1996), *The American Statistician* 50(4), definition 7.
pub(crate) const QUANTILE: Method = Method { bounds, wish: Wish::Met };

fn bounds(ascending: &[f64], k: usize) -> Bounds {
    from_least(ascending, (1..=k).filter_map(|i| quantile_type_7(ascending, i as f64 / k as f64)).collect())
}
