//! Numbers that may be codes for an answer that is not there, such as 99 on a scale to 5.

use std::collections::BTreeMap;

use crate::input::problem::english::first_few;
use crate::input::problem::hint::{Key, Say};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Remark;
use crate::input::value::cells::Cells;
use crate::input::value::missing::Missing;

/// Codes that survey programs and institutes give to answers that are not known, refused or do not apply.
///
/// # Source
/// The codebooks of the European Social Survey (7, 77, 777 refusal; 8, 88, 888 don't know; 9, 99, 999 no answer) and of SPSS courses (-1,
/// -9, -99). 7 and 8 alone are too common as answers.
const CODES: [f64; 17] =
    [9.0, 77.0, 88.0, 97.0, 98.0, 99.0, 777.0, 888.0, 997.0, 998.0, 999.0, 9999.0, -1.0, -9.0, -99.0, -999.0, -9999.0];

/// Numbers that are surely answers before one is suspected.
const FEWEST: usize = 3;

/// Codes among numbers that lie apart from all others, with how often each stands: at least twice as large as the largest of the others, 9
/// beyond a scale to 5 in whole numbers, or negative where nothing else is.
pub fn outlying(numbers: &[f64]) -> Vec<(f64, usize)> {
    let is_code = |number: &f64| CODES.contains(number);
    let others: Vec<f64> = numbers.iter().copied().filter(|number| !is_code(number)).collect();
    if others.len() < FEWEST {
        return Vec::new();
    }
    let (low, high) =
        others.iter().fold((f64::MAX, f64::MIN), |(low, high), &number| (low.min(number), high.max(number)));
    let whole = others.iter().all(|number| number.fract() == 0.0);
    let lies_apart = |code: f64| {
        if code < 0.0 {
            return low >= 0.0 && (whole || code < -9.0);
        }
        let scale = if code < 10.0 { 5.0 } else { code / 2.0 };
        low >= 0.0 && high <= scale && (whole || code > 9.0)
    };
    let of_code = |code: f64| (code, numbers.iter().filter(|number| number.total_cmp(&code).is_eq()).count());
    CODES.into_iter().filter(|code| lies_apart(*code)).map(of_code).filter(|(_, count)| *count > 0).collect()
}

/// That numbers of a column may be such codes, and how that is said.
pub fn suspected(cells: &Cells<'_>, missing: &Missing, numbers: impl Iterator<Item = f64>) -> Option<Remark> {
    let numbers: Vec<f64> = numbers.collect();
    let codes: BTreeMap<String, usize> =
        outlying(&numbers).into_iter().map(|(code, count)| (code.to_string(), count)).collect();
    let others = || numbers.iter().copied().filter(|number| !codes.contains_key(&number.to_string()));
    let (low, high) = (others().reduce(f64::min)?, others().reduce(f64::max)?);
    (!codes.is_empty()).then(|| {
        let listed: Vec<String> =
            codes.iter().map(|(code, count)| if *count == 1 { format!("{code} (once)") } else { format!("{code} ({count} times)") }).collect();
        let (stands, codes_are) = if codes.len() == 1 { ("stands", "may be a code") } else { ("stand", "may be codes") };
        let message = format!(
            "{} {stands} among numbers from {low} to {high}, is counted as a number and {codes_are} for what is not known",
            first_few(&listed)
        );
        let say = Say::list("if so, write", Key::Missing, missing.words_in(cells).into_iter().chain(codes.into_keys()).collect());
        Remark::of(Kind::Assumed, cells.whole.clone(), message).hint(say)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lie_apart_from_the_numbers_of_a_scale() {
        assert_eq!(outlying(&[4.0, 99.0, 5.0, 3.0, 4.0]), [(99.0, 1)]);
        assert_eq!(outlying(&[1.0, 0.0, 9.0, 1.0, 1.0]), [(9.0, 1)]);
        assert_eq!(outlying(&[12.0, 30.0, -9.0, 22.0, -9.0, 0.0]), [(-9.0, 2)]);
        for numbers in [
            &[7.0, 8.0, 9.0, 10.0, 6.0][..],
            &[88.0, 99.0, 70.0, 64.0, 91.0],
            &[-1.0, -0.5, 2.0, 3.0, 1.0],
            &[99.0, 1.0, 2.0],
            &[-1.0, 0.5, 1.5, 2.0],
        ] {
            assert_eq!(outlying(numbers), [], "{numbers:?}");
        }
    }
}
