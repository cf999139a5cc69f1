//! Forms of text that are told by their bytes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The mark that some programs put before text in UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// The form of UTF-16 that the bytes have: by their mark, or because every second byte of the first hundred is 0.
pub(crate) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(100) & !1];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let mostly = |count: usize| start.len() >= 8 && count * 10 >= start.len() / 2 * 9;
    match (zeros(0), zeros(1)) {
        (0, odd) if mostly(odd) => Some(UTF_16LE),
        (even, 0) if mostly(even) => Some(UTF_16BE),
        _ => None,
    }
}
