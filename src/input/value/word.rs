//! Spellings of one word: what is the same word, and what only looks like it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word as it is compared: in lower case, its blanks single.
pub fn spelling(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.contains("  ") { lower.split_whitespace().collect::<Vec<_>>().join(" ") } else { lower }
}

/// Words that differ only by their accents, in the order in which the first of each stands: `si` and `sì`.
pub fn twins<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut order: Vec<Vec<&'a str>> = Vec::new();
    let mut group: BTreeMap<String, usize> = BTreeMap::new();
    for word in words {
        let position = *group.entry(without_accents(&spelling(word))).or_insert_with(|| {
            order.push(Vec::new());
            order.len() - 1
        });
        order[position].push(word);
    }
    order.retain(|words| words.len() > 1);
    order
}

/// A word without its accents, and without the apostrophe that stands for one at its end: `si'`.
fn without_accents(word: &str) -> String {
    let plain: String = word.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    plain.trim_end_matches(['\'', '’', '`']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_by_accents_alone_are_twins() {
        assert_eq!(twins(["no", "si", "sì", "si'", "forse"]), [["si", "sì", "si'"]]);
        assert_eq!(twins(["sì", "no"]), Vec::<Vec<&str>>::new());
        assert_eq!(spelling("Si  ma NON"), "si ma non");
    }
}
