//! Numbers as they are printed: their digits, and how many of them are decimals.

use std::fmt;
use std::str::FromStr;

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

/// A text is no number with at most eighteen digits and a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoNumber;

/// Digits with a point where decimals begin, as [`Printed`] is displayed.
impl FromStr for Printed {
    type Err = NoNumber;

    fn from_str(text: &str) -> Result<Self, NoNumber> {
        const MOST: usize = 18;
        let (sign, size) = text.strip_prefix('-').map_or((1, text), |size| (-1, size));
        let (whole, part) = size.split_once('.').map_or((size, None), |(whole, part)| (whole, Some(part)));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !part.is_none_or(is_number) || whole.len() + part.map_or(0, str::len) > MOST {
            return Err(NoNumber);
        }
        let part = part.unwrap_or_default();
        let digits: i64 = format!("{whole}{part}").parse().map_err(|_| NoNumber)?;
        Ok(Self { digits: sign * digits, decimals: u8::try_from(part.len()).map_err(|_| NoNumber)? })
    }
}

#[cfg(test)]
mod tests {
    use super::Printed;

    #[test]
    fn a_number_is_shown_with_the_decimals_it_had() {
        let shown = |digits, decimals| Printed { digits, decimals }.to_string();
        assert_eq!([shown(5570, 2), shown(5, 2), shown(-5, 1), shown(61, 0)], ["55.70", "0.05", "-0.5", "61"]);
        for text in ["55.70", "0.05", "-0.5", "61", "999999999999999999"] {
            assert_eq!(text.parse::<Printed>().map(|printed| printed.to_string()).as_deref(), Ok(text));
        }
        for text in ["", ".5", "5.", "1,5", "1e3", "--1", "1234567890123456789"] {
            assert!(text.parse::<Printed>().is_err(), "{text}");
        }
        assert_eq!([Printed::whole(61).count(), Printed { digits: 610, decimals: 1 }.count()], [Some(61), None]);
    }
}
