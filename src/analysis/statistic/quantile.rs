//! Quantiles of a list of numbers, by a named definition.

/// The quantile at `p` of values in ascending order, or `None` when there are none.
///
/// # Formula
/// Type 7: with `h = (n − 1)p`, the value at position `⌊h⌋` plus `h − ⌊h⌋` of the way to the next.
///
/// # Source
/// Hyndman and Fan (1996), *The American Statistician* 50(4); the default of R and of spreadsheets (`QUARTILE.INC`).
pub fn quantile_type_7(ascending: &[f64], p: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let h = last as f64 * p.clamp(0.0, 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= h <= last")]
    let low = (h.floor() as usize).min(last);
    let high = (low + 1).min(last);
    Some(ascending[low] + (h - low as f64) * (ascending[high] - ascending[low]))
}

/// The quantile at `p` of values in ascending order as SPSS prints it, or `None` when there are none.
///
/// # Formula
/// Type 6: with `h = (n + 1)p`, the value at rank `⌊h⌋` plus `h − ⌊h⌋` of the way to the next; the smallest and the largest value beyond.
///
/// # Source
/// Hyndman and Fan (1996), *The American Statistician* 50(4); the default of SPSS and Minitab (`QUARTILE.EXC`).
pub fn quantile_type_6(ascending: &[f64], p: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let h = ((last + 2) as f64 * p.clamp(0.0, 1.0) - 1.0).clamp(0.0, last as f64);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= h <= last")]
    let low = (h.floor() as usize).min(last);
    let high = (low + 1).min(last);
    Some(ascending[low] + (h - low as f64) * (ascending[high] - ascending[low]))
}

/// Quantiles (type 7) at the middles of equal parts of values in ascending order: `(i − ½)/k` of `k = min(most, ⌊n/3⌋)` parts, so that no
/// value is one unit's.
pub fn equal_parts(ascending: &[f64], most: usize) -> Vec<f64> {
    const UNITS: usize = 3;
    let k = (ascending.len() / UNITS).min(most);
    (0..k).filter_map(|part| quantile_type_7(ascending, (part as f64 + 0.5) / k as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    // R 4.2.2: quantile(c(1, 2, 4, 8), c(.25, .5, .75), type = 7)
    #[test]
    fn quartiles_agree_with_r() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!([0.25, 0.5, 0.75].map(|p| quantile_type_7(&values, p)), [Some(1.75), Some(3.0), Some(5.0)]);
    }

    // R 4.2.2: quantile(c(1, 2, 4, 8), c(.1, .25, .5, .75), type = 6)
    #[test]
    fn quartiles_of_type_6_agree_with_r() {
        let values = [1.0, 2.0, 4.0, 8.0];
        let found = [0.1, 0.25, 0.5, 0.75].map(|p| quantile_type_6(&values, p));
        assert_eq!(found, [Some(1.0), Some(1.25), Some(3.0), Some(7.0)]);
    }

    #[test]
    fn one_value_is_every_quantile_and_none_has_none() {
        assert_eq!(quantile_type_7(&[3.0], 0.9), Some(3.0));
        assert_eq!(quantile_type_7(&[], 0.5), None);
    }
}
