//! What was made once, kept for whoever asks for the same.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Everything that was made so far, each by what it was made of. It is no part of what has it: a clone starts with nothing.
///
/// Nobody waits for another who makes the same: two threads may make it twice, and the first is kept.
pub(crate) struct Kept<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K: PartialEq, V> Kept<K, V> {
    /// What is made of something, or was.
    ///
    /// # Errors
    /// As `create`; nothing is kept then.
    pub(crate) fn of<E>(&self, key: K, create: impl FnOnce(&K) -> Result<Arc<V>, E>) -> Result<Arc<V>, E> {
        if let Some(known) = self.known(&key) {
            return Ok(known);
        }
        let made = create(&key)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = all.iter().find(|(known, _)| *known == key).map(|(_, made)| Arc::clone(made));
        Ok(known.unwrap_or_else(|| {
            all.push((key, Arc::clone(&made)));
            made
        }))
    }

    fn known(&self, key: &K) -> Option<Arc<V>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|(known, _)| known == key).map(|(_, made)| Arc::clone(made))
    }
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K, V> Clone for Kept<K, V> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<K, V> fmt::Debug for Kept<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn the_same_is_made_once_and_nothing_else_is_taken_for_it() {
        let kept = Kept::default();
        let mut times = 0;
        let mut ask = |key: u32| {
            let create = |key: &u32| {
                times += 1;
                Ok::<_, Infallible>(Arc::new(key * 2))
            };
            let Ok(found) = kept.of(key, create);
            *found
        };
        assert_eq!([1, 2, 1, 2].map(&mut ask), [2, 4, 2, 4]);
        assert_eq!(times, 2);
        assert_eq!(kept.of(3, |_| Err("none")), Err("none"));
        assert!(kept.known(&3).is_none() && kept.clone().known(&1).is_none());
    }
}
