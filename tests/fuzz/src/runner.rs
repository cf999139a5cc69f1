//! Mutated inputs given to a target, one after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use super::mutation::Mutator;
use super::targets::Target;

/// Where the input stands that is read at the moment: it is there when a program was killed over it.
pub(crate) const CURRENT: &str = "current-input";

/// What is tried again.
const LONG: Duration = Duration::from_millis(500);

/// What became of some inputs.
#[derive(Default)]
pub(crate) struct Ran {
    /// Numbers of inputs that ended in a panic.
    pub(crate) panics: Vec<u64>,
    /// The longest that one took, and its number.
    pub(crate) slowest: (Duration, u64),
}

/// The input of a number: the same whenever it is asked for.
pub(crate) fn input(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    Mutator::new(number).mutated(seeds)
}

/// Gives inputs to a target, by their numbers; `after` is called after each.
pub(crate) fn run(
    target: Target,
    seeds: &[Vec<u8>],
    folder: &Path,
    numbers: std::ops::Range<u64>,
    mut after: impl FnMut(u64),
) -> Ran {
    let mut ran = Ran::default();
    for number in numbers {
        let bytes = input(seeds, number);
        std::fs::write(folder.join(CURRENT), &bytes).expect("a scratch file can be written");
        let timed = || {
            let began = Instant::now();
            let panicked = catch_unwind(AssertUnwindSafe(|| (target.run)(folder, &bytes))).is_err();
            (began.elapsed(), panicked)
        };
        let (mut took, panicked) = timed();
        if panicked {
            ran.panics.push(number);
        }
        // What takes long for other programs' sake does not do so twice.
        if took > LONG {
            took = took.min(timed().0);
        }
        ran.slowest = ran.slowest.max((took, number));
        after(number);
    }
    ran
}
