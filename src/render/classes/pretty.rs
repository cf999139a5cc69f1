//! Classes between round numbers.

use crate::render::classes::method::{Bounds, Method, Wish};

/// Round numbers that span the values, about as many classes as wished.
///
/// # Source
/// The algorithm of S and R's `pretty`: Becker, Chambers and Wilks (1988), *The New S Language*.
pub(crate) const PRETTY: Method = Method { bounds, wish: Wish::Neared };

fn bounds(ascending: &[f64], k: usize) -> Bounds {
    round_numbers(ascending[0], ascending[ascending.len() - 1], k)
}

/// Round numbers from `low` or below to `high` or above, at about `k` steps.
pub(crate) fn round_numbers(low: f64, high: f64, k: usize) -> Bounds {
    const EPSILON: f64 = 1e-10;
    let (bias, bias_of_five) = (1.5, 2.75);
    let range = high - low;
    if range <= low.abs().max(high.abs()) * 1e-12 {
        return Bounds { lower: low, upper: vec![high] };
    }
    let cell = range / k as f64;
    let base = 10_f64.powf(cell.log10().floor());
    let mut unit = base;
    if 2.0 * base - cell < bias * (cell - unit) {
        unit = 2.0 * base;
        if 5.0 * base - cell < bias_of_five * (cell - unit) {
            unit = 5.0 * base;
            if 10.0 * base - cell < bias * (cell - unit) {
                unit = 10.0 * base;
            }
        }
    }
    // Multiples of 0.2 are written as divisions by 5, which keeps them the nearest numbers to what is printed.
    let inverse = (1.0 / unit).round();
    let multiple = |n: f64| if unit < 1.0 { n / inverse } else { n * unit };
    let (first, last) = ((low / unit + EPSILON).floor(), (high / unit - EPSILON).ceil());
    let mut breaks = Vec::new();
    let mut n = first + 1.0;
    while n <= last {
        breaks.push(multiple(n));
        n += 1.0;
    }
    Bounds { lower: multiple(first), upper: breaks }
}
