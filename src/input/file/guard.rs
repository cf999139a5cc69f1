//! The last resort against a library that panics on damaged bytes: its panic becomes an error.
//!
//! The Parquet decoders need it, which on a damaged page index, divide and unwrap where they should report, and the names of columns of
//! SQLite, which are taken to be UTF-8. Nothing that they were given is used again after a panic, so nothing half-changed can be seen.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does `work`; `None` when it panicked, of which nothing is printed.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    static QUIET: Once = Once::new();
    // Panics elsewhere are bugs and are reported as before.
    QUIET.call_once(|| {
        let report = take_hook();
        set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                report(panic);
            }
        }));
    });
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work)).ok();
    GUARDED.set(before);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_a_result_is_a_result() {
        assert_eq!(guarded(|| 7), Some(7));
        let empty: [u8; 0] = [];
        assert_eq!(guarded(|| empty[std::hint::black_box(0)]), None);
    }
}
