//! English of remarks: near words, first few, plurals.

/// The known word nearest to `found`, if it is near enough to be a slip.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = found.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.to_lowercase()), word))
        .filter(|(distance, word)| {
            let shorter = word.chars().count().min(found.chars().count());
            // One slip in words of three or four letters, two in five, three in ten.
            shorter >= 3 && *distance <= 1 + shorter / 5
        })
        .min_by_key(|(distance, word)| (*distance, *word))
        .map(|(_, word)| word)
}

/// `did you mean "…"?`, where a known word is near.
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(found, known).map(|word| format!("did you mean {word:?}?"))
}

/// How many of many are shown in a message.
pub(crate) const SHOWN: usize = 3;

/// The first few of many, for a message: `a, b, c and 7 more`.
pub fn first_few<T: AsRef<str>>(items: &[T]) -> String {
    few_of(items, items.len())
}

/// The first few of so many; `first` are all of them, or at least as many as are shown.
pub(crate) fn few_of<T: AsRef<str>>(first: &[T], count: usize) -> String {
    let joined = |items: &[T]| items.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
    match first {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [start @ .., last] if count <= SHOWN => format!("{} and {}", joined(start), last.as_ref()),
        _ => format!("{} and {} more", joined(&first[..first.len().min(SHOWN)]), count.saturating_sub(SHOWN)),
    }
}

/// The plural of an English word, such as the name of a level.
pub fn plural(singular: &str) -> String {
    match singular.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{singular}s"),
    }
}

/// A count with the name of what is counted.
pub fn counted(count: usize, singular: &str) -> String {
    if count == 1 { format!("1 {singular}") } else { format!("{count} {}", plural(singular)) }
}
