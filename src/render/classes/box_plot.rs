//! Classes of a box plot.

use crate::analysis::statistic::quantile::quantile_type_7;
use crate::render::classes::method::{Bounds, Method, Wish, from_least};

/// The lower fence, the quartiles (type 7), the upper fence, the maximum. A fence beyond all values bounds no class.
///
/// # Source
/// Tukey (1977), *Exploratory Data Analysis*: fences at 1.5 times the interquartile range.
pub(crate) const BOX: Method = Method { bounds, wish: Wish::Ignored };

fn bounds(ascending: &[f64], _: usize) -> Bounds {
    const FENCE: f64 = 1.5;
    let (low, high) = (ascending[0], ascending[ascending.len() - 1]);
    let quartiles: Vec<f64> = [0.25, 0.5, 0.75].into_iter().filter_map(|p| quantile_type_7(ascending, p)).collect();
    let [first, _, third] = quartiles[..] else {
        return from_least(ascending, vec![high]);
    };
    let reach = FENCE * (third - first);
    let fences = [first - reach, third + reach];
    let mut breaks: Vec<f64> = fences[..1].iter().copied().filter(|&fence| fence >= low).collect();
    breaks.extend(quartiles);
    breaks.extend(fences[1..].iter().copied().filter(|&fence| fence < high));
    breaks.push(high);
    from_least(ascending, breaks)
}
