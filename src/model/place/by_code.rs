//! Finds codes in a list.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use crate::model::base::text::Text;

/// Where codes stand in a list. Most tables have them in the same order, so the one behind that which was found last is looked at first; a
/// table of all is made when that fails for the first time. What was asked before changes nothing but the time.
#[derive(Debug, Default)]
pub(crate) struct ByCode {
    next: AtomicUsize,
    all: OnceLock<FxHashMap<Text, u32>>,
}

impl ByCode {
    /// The position of a code among `n`, which are always the same ones; `code_at` says which stands where.
    pub(crate) fn find<'a>(&self, n: usize, code_at: impl Fn(usize) -> &'a str, code: &str) -> Option<usize> {
        let next = self.next.load(Ordering::Relaxed);
        let found = if next < n && code_at(next) == code {
            next
        } else {
            let all = self.all.get_or_init(|| {
                let position = |index: usize| u32::try_from(index).expect("a table has fewer than 2^32 rows");
                (0..n).map(|index| (Text::from(code_at(index)), position(index))).collect()
            });
            *all.get(code)? as usize
        };
        self.next.store(found + 1, Ordering::Relaxed);
        Some(found)
    }
}

impl Clone for ByCode {
    fn clone(&self) -> Self {
        Self { next: AtomicUsize::new(0), all: self.all.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_any_order() {
        let codes = ["a", "b", "c", "d"];
        let by_code = ByCode::default();
        let find = |by_code: &ByCode, code: &str| by_code.find(codes.len(), |index| codes[index], code);
        for (code, position) in [("a", 0), ("b", 1), ("d", 3), ("d", 3), ("a", 0), ("c", 2)] {
            assert_eq!(find(&by_code, code), Some(position), "{code}");
            assert_eq!(find(&by_code, "x"), None);
            assert_eq!(find(&by_code.clone(), code), Some(position));
        }
    }
}
