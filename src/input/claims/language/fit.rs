//! Whether a count of a base can be a percentage: by the rows that most agree the meaning of columns is found, so that one wrong number does
//! not change it.

use crate::input::claims::language::token::Number;

/// Whether the percentage is that of the count, within what rounding once or twice allows.
pub(crate) fn fits(count: &Number, base: &Number, percent: &Number) -> bool {
    let (count, base, scale) = (count.printed.value(), base.printed.value(), percent.printed.scale() as f64);
    base > 0.0 && (100.0 * count / base - percent.printed.value()).abs() <= 0.6 / scale
}

/// Whether more than half of some tests hold, of at least two.
pub(crate) fn most(tests: impl Iterator<Item = bool>) -> bool {
    let (n, held) = tests.fold((0_usize, 0_usize), |(n, held), test| (n + 1, held + usize::from(test)));
    n >= 2 && held * 2 > n
}
