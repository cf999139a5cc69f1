//! Decimal numbers of large texts, to the last bit.

/// Decimals beyond which another parser takes over.
const MOST_PLACES: usize = 19;

/// Powers of ten that a number of 53 bits holds, as far as they are needed.
const POWERS: [f64; MOST_PLACES + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];

/// `1 / 5^places` as a fraction of 128 bits, the highest of them set, rounded up.
const RECIPROCALS: [u128; MOST_PLACES + 1] = {
    let mut table = [0; MOST_PLACES + 1];
    let (mut places, mut power) = (1, 1_u128);
    while places <= MOST_PLACES {
        power *= 5;
        table[places] = reciprocal(power);
        places += 1;
    }
    table
};

/// `⌊2^(z + 127) / power⌋ + 1`, where `2^z` is the first power of two that is not below `power`.
const fn reciprocal(power: u128) -> u128 {
    let (mut quotient, mut rest, mut bit) = (0_u128, 1_u128, 0);
    while bit < power.next_power_of_two().trailing_zeros() + 127 {
        (quotient, rest) = (quotient << 1, rest << 1);
        if rest >= power {
            (quotient, rest) = (quotient | 1, rest - power);
        }
        bit += 1;
    }
    quotient + 1
}

/// The number that a text starts with, and its length: digits, with a minus before or a point and digits after or without them, the number
/// of 64 bits that is nearest. `None` where the text has another form or more digits than are common; that may be a number all the same.
///
/// # Source
/// Clinger (1990), How to read floating point numbers accurately, where the digits fit 53 bits; Lemire (2021), Number parsing at a gigabyte
/// per second, *Software: Practice and Experience* 51(8), where they do not.
#[inline]
pub(crate) fn decimal(text: &[u8]) -> Option<(f64, usize)> {
    let negative = text.first() == Some(&b'-');
    let mut at = usize::from(negative);
    let start = at;
    let mut digits = 0_u64;
    while let Some(digit) = digit_at(text, at) {
        digits = digits.wrapping_mul(10).wrapping_add(digit);
        at += 1;
    }
    let mut n_digits = at - start;
    if n_digits == 0 {
        return None;
    }
    let mut places = 0;
    if text.get(at) == Some(&b'.') {
        at += 1;
        let point = at;
        while let Some(eight) = eight_digits_at(text, at) {
            digits = digits.wrapping_mul(100_000_000).wrapping_add(eight);
            at += 8;
        }
        while let Some(digit) = digit_at(text, at) {
            digits = digits.wrapping_mul(10).wrapping_add(digit);
            at += 1;
        }
        places = at - point;
        n_digits += places;
        if places == 0 {
            return None;
        }
    }
    // Nineteen digits fit 64 bits.
    if n_digits > 19 || matches!(text.get(at), Some(b'e' | b'E')) {
        return None;
    }
    let size = if digits >> 53 == 0 { digits as f64 / POWERS[places] } else { nearest(digits, places)? };
    Some((if negative { -size } else { size }, at))
}

#[inline]
fn digit_at(text: &[u8], at: usize) -> Option<u64> {
    let digit = text.get(at)?.wrapping_sub(b'0');
    (digit < 10).then_some(u64::from(digit))
}

/// The value of eight digits, taken together: pairs, then fours, then all of them.
#[inline]
fn eight_digits_at(text: &[u8], at: usize) -> Option<u64> {
    let bytes = u64::from_le_bytes(*text.get(at..)?.first_chunk()?);
    let high = bytes.wrapping_add(0x4646_4646_4646_4646);
    let digits = bytes.wrapping_sub(0x3030_3030_3030_3030);
    if (high | digits) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let fours = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let others = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    Some(fours.wrapping_add(others) >> 32)
}

/// `digits / 10^places` for digits of more than 53 bits; `None` where there are no places.
///
/// The upper 128 bits of the product with the reciprocal of `5^places` decide, except where they end in ones only; for so few places the
/// lower part then settles it, and a tie is one exactly when nothing is left below.
#[inline]
fn nearest(digits: u64, places: usize) -> Option<f64> {
    /// Bits of the product that decide: those of the number, one to round by, and one for its leading zero.
    const DECIDING: u32 = 55;
    /// With more places no number of 64 bits lies half way.
    const MOST_PLACES_OF_TIES: usize = 4;
    if places == 0 {
        return None;
    }
    let shift = digits.leading_zeros();
    let digits = digits << shift;
    let reciprocal = RECIPROCALS[places];
    let product = u128::from(digits) * (reciprocal >> 64);
    let (mut low, mut high) = halves(product);
    if high & (u64::MAX >> DECIDING) == u64::MAX >> DECIDING {
        let (_, below) = halves(u128::from(digits) * u128::from(halves(reciprocal).0));
        let (sum, carry) = low.overflowing_add(below);
        low = sum;
        high += u64::from(carry);
    }
    let upper = high >> 63;
    let drop = upper + u64::from(64 - DECIDING);
    let mut number = high >> drop;
    // Half way between two numbers goes to the even one. Only 64 bits that are a multiple of 5^places are half way, so places are few.
    if places <= MOST_PLACES_OF_TIES && low <= 1 && number & 3 == 1 && number << drop == high {
        number &= !1;
    }
    number = (number + (number & 1)) >> 1;
    // The binary exponent of 10^-places: that of 5^-places, less the places.
    let places = i64::try_from(places).ok()?;
    let exponent = ((-places * (152_170 + 65_536)) >> 16) + 63 + i64::try_from(upper).ok()? - i64::from(shift);
    let carried = number >> 53;
    let bits = ((number >> carried) & !(1 << 52)) | (u64::try_from(exponent + 1_023).ok()? + carried) << 52;
    Some(f64::from_bits(bits))
}

/// The lower and the upper 64 bits.
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn halves(number: u128) -> (u64, u64) {
    (number as u64, (number >> 64) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the standard library reads.
    fn agrees(text: &str) {
        let expected: f64 = text.parse().unwrap();
        let (number, length) = decimal(text.as_bytes()).unwrap();
        assert_eq!((number.to_bits(), length), (expected.to_bits(), text.len()), "{text}");
    }

    #[test]
    fn forms_of_other_parsers_are_left_to_them() {
        for text in ["", "-", ".5", "1.", "1e5", "1.5E3", "12345678901234567890", "nan", "x"] {
            assert_eq!(decimal(text.as_bytes()), None, "{text}");
        }
        assert_eq!(decimal(b"-0,"), Some((-0.0, 2)));
        assert_eq!(decimal(b"12.5]"), Some((12.5, 4)));
    }

    #[test]
    fn numbers_beside_the_middle_between_two_are_read_as_the_standard_library_does() {
        // Halves between neighbours of 2^53 + k, and one unit of the last place on either side.
        for text in [
            "9007199254740993.0",
            "9007199254740993.1",
            "9007199254740992.9",
            "9007199254740995.0",
            "900719925474099.25",
            "900719925474099.35",
            "1.844674407370955161",
            "18.44674407370955161",
            "0.900719925474099301",
            "45.346815803890692",
        ] {
            agrees(text);
            agrees(&format!("-{text}"));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn decimals_are_those_of_the_standard_library(digits in 0..10_000_000_000_000_000_000_u64, places in 0..20_usize, cut in 0..20_u32) {
            let digits = digits / 10_u64.pow(cut);
            let text = format!("{digits:0width$}", width = places + 1);
            let (whole, rest) = text.split_at(text.len() - places);
            let text = if places > 0 { format!("{whole}.{rest}") } else { text };
            if let Some((number, length)) = decimal(text.as_bytes()) {
                prop_assert_eq!((number.to_bits(), length), (text.parse::<f64>().unwrap().to_bits(), text.len()));
            } else {
                prop_assert!(text.len() > 19 || (places == 0 && digits >> 53 > 0), "{}", text);
            }
        }

        #[test]
        fn any_number_is_read_back(number in any::<f64>()) {
            let text = number.to_string();
            if let Some((read, length)) = decimal(text.as_bytes()) {
                prop_assert_eq!((read.to_bits(), length), (number.to_bits(), text.len()));
            }
        }

        /// Sums of a number and half the step to the next, which have to be rounded to even.
        #[test]
        fn ties_are_rounded_to_even(half in 1_u64 << 53..1 << 54, places in 1..6_u32) {
            let odd = half | 1;
            let scaled = u128::from(odd) * 5_u128.pow(places);
            let (whole, rest) = (scaled / 10_u128.pow(places), scaled % 10_u128.pow(places));
            let text = format!("{whole}.{rest:0width$}", width = places as usize);
            if let Some((number, _)) = decimal(text.as_bytes()) {
                prop_assert_eq!(number.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{}", text);
            }
        }
    }
}
