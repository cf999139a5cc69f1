//! As many digits as are published.

/// A number with three significant digits.
pub(crate) fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_are_left() {
        let written = |value: f64| three_digits(value).to_string();
        assert_eq!([0.123_456, 12_345.0, -0.000_987_65, 0.0].map(written), ["0.123", "12300", "-0.000988", "0"]);
    }
}
