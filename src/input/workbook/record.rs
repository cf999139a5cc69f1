//! Numbers and truths as binary records hold them.

use crate::input::cell::content::Nature;

/// A number in four bytes (`RkNumber`): the first 30 bits of a number or a whole number, both perhaps of hundredths.
pub(crate) fn compact(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(i32::from_le_bytes(bits.to_le_bytes()) >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// A truth value, or why a formula failed.
pub(crate) fn truth_or_failure(value: u8, failed: bool) -> (String, Nature) {
    if !failed {
        return ((value != 0).to_string(), Nature::Text);
    }
    let failure = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    (failure.to_owned(), Nature::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes_have_the_four_forms() {
        let whole = |value: i32, hundredths: u32| u32::from_le_bytes((value << 2).to_le_bytes()) | 2 | hundredths;
        for (bits, value) in [
            (whole(1_234, 0), 1_234.0),
            (whole(-5, 0), -5.0),
            (whole(1_234, 1), 12.34),
            (0x3FF0_0000, 1.0),
            (0x4059_0001, 1.0),
        ] {
            assert!((compact(bits) - value).abs() < 1e-12, "{bits:x}");
        }
    }
}
