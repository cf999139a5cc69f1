//! Numbers as they are printed: their digits, and how many of them are decimals.

use std::fmt;

/// A number as it was printed. `"55.70"` is 5570 with two decimals, which says more than 55.7 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Printed {
    /// The number without its decimal mark.
    pub digits: i64,
    /// How many of the digits are decimals.
    pub decimals: u8,
}

impl Printed {
    /// A whole number.
    pub fn whole(number: u32) -> Self {
        Self { digits: number.into(), decimals: 0 }
    }

    /// A count, where that is what was printed: not negative, no decimals.
    pub fn count(self) -> Option<u64> {
        if self.decimals == 0 { u64::try_from(self.digits).ok() } else { None }
    }

    /// The number itself.
    pub fn value(self) -> f64 {
        self.digits as f64 / self.scale() as f64
    }

    /// Ten to the power of the decimals: at most 10¹⁸, as there are at most eighteen decimals.
    pub fn scale(self) -> i64 {
        10_i64.pow(u32::from(self.decimals.min(18)))
    }
}

/// With a point, whatever stood there.
impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, decimals) = (self.digits.unsigned_abs().to_string(), usize::from(self.decimals));
        let size = format!("{size:0>width$}", width = decimals + 1);
        let (whole, part) = size.split_at(size.len() - decimals);
        f.write_str(if self.digits < 0 { "-" } else { "" })?;
        f.write_str(whole)?;
        if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::Printed;

    #[test]
    fn a_number_is_shown_with_the_decimals_it_had() {
        let shown = |digits, decimals| Printed { digits, decimals }.to_string();
        assert_eq!([shown(5570, 2), shown(5, 2), shown(-5, 1), shown(61, 0)], ["55.70", "0.05", "-0.5", "61"]);
        assert_eq!([Printed::whole(61).count(), Printed { digits: 610, decimals: 1 }.count()], [Some(61), None]);
    }
}
