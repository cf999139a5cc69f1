//! Areas by their names, in every usual spelling.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::code::spelling::{Word, abbreviates, is_initials, joined, telling, without_kind, words};

/// Positions of areas by what they are called.
#[derive(Debug, Default)]
pub struct Names {
    /// By all words.
    by_whole: BTreeMap<String, BTreeSet<usize>>,
    /// By the words that are not small.
    by_telling: BTreeMap<String, BTreeSet<usize>>,
    /// By the letters of all words.
    by_letters: BTreeMap<String, BTreeSet<usize>>,
    /// By a short sign.
    by_sign: BTreeMap<String, BTreeSet<usize>>,
    /// The words of each name: all, and those that are not small.
    words: Vec<(usize, [Vec<Word>; 2])>,
}

impl Names {
    /// A name, and each of its languages where a bar parts them.
    pub fn add(&mut self, area: usize, name: &str) {
        self.add_whole(area, name);
        if name.contains('/') {
            for part in name.split('/') {
                self.add_whole(area, part);
            }
        }
    }

    /// A name alone.
    pub fn add_whole(&mut self, area: usize, name: &str) {
        let all = words(name);
        if all.is_empty() {
            return;
        }
        self.by_whole.entry(joined(&all)).or_default().insert(area);
        let spelled = [Some(all.as_slice()), without_kind(&all, "")];
        for words in spelled.into_iter().flatten() {
            let telling = telling(words);
            self.by_telling.entry(joined(&telling)).or_default().insert(area);
            self.by_letters.entry(joined(words).replace(' ', "")).or_default().insert(area);
        }
        let telling = telling(&all);
        self.words.push((area, [all, telling]));
    }

    /// A short sign of an area.
    pub fn add_sign(&mut self, area: usize, sign: &str) {
        self.by_sign.entry(joined(&words(sign))).or_default().insert(area);
    }

    /// Areas by their sign.
    pub fn of_sign(&self, all: &[Word]) -> Option<&BTreeSet<usize>> {
        self.by_sign.get(&joined(all))
    }

    /// Areas by the whole of a text, or by its languages where a bar parts them.
    pub fn of_text(&self, text: &str, all: &[Word]) -> BTreeSet<usize> {
        let found = self.of_words(all);
        if !found.is_empty() || !text.contains('/') {
            return found;
        }
        text.split('/').flat_map(|part| self.of_words(&words(part))).collect()
    }

    /// Areas by words: all of them, else those that are not small, else their letters.
    pub fn of_words(&self, all: &[Word]) -> BTreeSet<usize> {
        let whole = joined(all);
        let letters = || self.by_letters.get(&whole.replace(' ', ""));
        let found = self.by_whole.get(&whole).or_else(|| self.by_telling.get(&joined(&telling(all)))).or_else(letters);
        found.cloned().unwrap_or_default()
    }

    /// Areas by both languages around a hyphen, each of which must be known: `Bolzano - Bozen`.
    pub fn of_languages(&self, text: &str) -> BTreeSet<usize> {
        let parts: Vec<BTreeSet<usize>> = text.split(['-', '–', '/']).map(|part| self.of_words(&words(part))).collect();
        if parts.len() < 2 || parts.iter().any(BTreeSet::is_empty) {
            return BTreeSet::new();
        }
        parts.into_iter().flatten().collect()
    }

    /// Areas by abbreviated words or, where few areas are told apart, by first letters.
    pub fn of_short(&self, short: &[Word], by_initials: bool) -> BTreeSet<usize> {
        let is_shortened = short.iter().any(|word| word.is_short);
        if !is_shortened && !by_initials {
            return BTreeSet::new();
        }
        let told = telling(short);
        let fits = |[all, telling]: &[Vec<Word>; 2]| {
            is_shortened && (abbreviates(&told, telling) || abbreviates(short, all))
                || by_initials && is_initials(short, all)
        };
        self.words.iter().filter(|(_, name)| fits(name)).map(|(area, _)| *area).collect()
    }
}
