//! Spellings of the names of areas: what compares as equal whatever the case, accents, hyphens, small words and abbreviations.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Words between the others that offices write or leave out: `Monza e della Brianza`, `Reggio nell'Emilia`.
const SMALL: [&str; 28] = [
    "e", "ed", "d", "di", "de", "del", "dello", "della", "dell", "dei", "degli", "delle", "in", "nel", "nello",
    "nella", "nell", "la", "l", "il", "lo", "le", "i", "and", "und", "et", "of", "the",
];

/// Words that say what an area is and stand before its name, the longer ones first.
const KINDS: [&[&str]; 24] = [
    &["regione", "autonoma", "a", "statuto", "speciale"],
    &["regione", "a", "statuto", "speciale"],
    &["regione", "autonoma"],
    &["regione"],
    &["provincia", "autonoma"],
    &["provincia", "aut"],
    &["prov", "autonoma"],
    &["prov", "aut"],
    &["autonome", "provinz"],
    &["autonomous", "province"],
    &["p", "a"],
    &["pa"],
    &["citta", "metropolitana"],
    &["citta", "metr"],
    &["metropolitan", "city"],
    &["c", "m"],
    &["cm"],
    &["libero", "consorzio", "comunale"],
    &["libero", "consorzio"],
    &["provincia"],
    &["province"],
    &["prov"],
    &["comune"],
    &["region"],
];

/// A word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Letters and digits in lower case, without accents.
    pub text: String,
    /// Whether it may stand for a longer word that begins so: a point follows, or it is one capital.
    pub is_short: bool,
    /// Whether all of it is capitals.
    pub is_capital: bool,
}

/// The words of a name, split at everything that is no letter and no digit.
pub fn words(name: &str) -> Vec<Word> {
    let plain: String = name.nfkd().filter(|letter| !is_combining_mark(*letter)).collect();
    let mut words = Vec::new();
    let mut rest = plain.as_str();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let from = &rest[start..];
        let end = from.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        let is_capital = word.chars().all(char::is_uppercase);
        let is_short = behind.starts_with('.') || (is_capital && end == 1 && !behind.starts_with(['\'', '’', '`']));
        words.push(Word { text: word.to_lowercase(), is_short, is_capital });
        rest = behind;
    }
    words
}

/// All words with one space between them.
pub fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The words that are not small; all, where none is left.
pub fn telling(words: &[Word]) -> Vec<Word> {
    let is_small = |word: &&Word| !word.is_short && SMALL.contains(&word.text.as_str());
    let telling: Vec<Word> = words.iter().filter(|word| !is_small(word)).cloned().collect();
    if telling.is_empty() { words.to_vec() } else { telling }
}

/// The words behind those that say what an area is, such as `Provincia di`, or the name of its level; `None` where there are none or
/// nothing else.
pub fn without_kind<'a>(words: &'a [Word], level: &str) -> Option<&'a [Word]> {
    let starts = |kind: &&&[&str]| {
        words.len() > kind.len() && kind.iter().zip(words).all(|(kind, word)| *kind == word.text.as_str())
    };
    let own = [level];
    let kinds = KINDS.iter().copied().chain([own.as_slice()]);
    let n_kind = kinds.into_iter().find(|kind| starts(&kind)).map(<[&str]>::len)?;
    let rest = words.get(n_kind..)?;
    // The small word belongs to the kind: `Comune di Roma`.
    let is_link = |word: &Word| ["di", "del", "della", "dell", "d", "of"].contains(&word.text.as_str());
    match rest {
        [link, name @ ..] if is_link(link) && !name.is_empty() => Some(name),
        _ => Some(rest),
    }
}

/// Whether short words stand for the words of a name, in order: `Friuli V. G.`, `Trentino A.A.`, `St. Gallen`; one word at least is whole.
/// A short word has the first letter of the long one and others of it in their order.
pub fn abbreviates(short: &[Word], name: &[Word]) -> bool {
    let has = |short: &str, word: &str| {
        let mut letters = word.chars();
        short.chars().next() == word.chars().next() && short.chars().all(|letter| letters.any(|other| other == letter))
    };
    let fits = |short: &Word, word: &Word| short.text == word.text || short.is_short && has(&short.text, &word.text);
    let is_whole = |(short, word): (&Word, &Word)| short.text == word.text && word.text.chars().count() > 1;
    short.len() == name.len()
        && short.iter().zip(name).all(|(short, word)| fits(short, word))
        && short.iter().zip(name).any(is_whole)
}

/// Whether a word of capitals, or single letters, are the first letters of a name's words: `FVG`, `V.d.A.`.
pub fn is_initials(short: &[Word], name: &[Word]) -> bool {
    let letters: String = match short {
        [word] if word.is_capital && (2..=4).contains(&word.text.chars().count()) => word.text.clone(),
        [_, _, ..] if short.iter().all(|word| word.text.chars().count() == 1) => {
            short.iter().map(|word| word.text.as_str()).collect()
        }
        _ => return false,
    };
    let initials = |words: &[Word]| words.iter().filter_map(|word| word.text.chars().next()).collect::<String>();
    name.len() > 1 && (initials(name) == letters || initials(&telling(name)) == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_compares_is_letters_and_digits() {
        assert_eq!(joined(&words("  VALLE D’AOSTA/Vallée d'Aoste ")), "valle d aosta vallee d aoste");
        assert_eq!(joined(&words("Forli'-Cesena")), "forli cesena");
        assert_eq!(joined(&telling(&words("Monza e della Brianza"))), "monza brianza");
        assert_eq!(joined(&telling(&words("L'Aquila"))), "aquila");
    }

    #[test]
    fn what_an_area_is_stands_before_its_name() {
        let rest = |text: &str| without_kind(&words(text), "canton").map(joined);
        for (text, name) in [
            ("Regione Lazio", "lazio"),
            ("P.A. di Trento", "trento"),
            ("Città metropolitana di Reggio Calabria", "reggio calabria"),
            ("Provincia dell'Aquila", "aquila"),
            ("Regione Autonoma della Sardegna", "sardegna"),
            ("Canton Uri", "uri"),
        ] {
            assert_eq!(rest(text).as_deref(), Some(name), "{text}");
        }
        assert_eq!((rest("PA"), rest("Pavia")), (None, None));
    }

    #[test]
    fn short_words_stand_for_long_ones_in_order() {
        let friuli = telling(&words("Friuli-Venezia Giulia"));
        for short in ["Friuli V. G.", "FRIULI V.G.", "Friuli Ven. Giulia", "Friuli V G"] {
            assert!(abbreviates(&telling(&words(short)), &friuli), "{short}");
        }
        for short in ["Friuli", "Friuli G. V.", "F. V. G.", "Friuli Ve Gi"] {
            assert!(!abbreviates(&telling(&words(short)), &friuli), "{short}");
        }
        for short in ["FVG", "F.V.G.", "f.v.g."] {
            assert!(is_initials(&words(short), &words("Friuli-Venezia Giulia")), "{short}");
        }
        assert!(abbreviates(&words("St. Gallen"), &words("Sankt Gallen")));
        assert!(!abbreviates(&words("Ts. Gallen"), &words("Sankt Gallen")));
        assert!(is_initials(&words("VdA".to_uppercase().as_str()), &words("Valle d'Aosta")));
        assert!(!is_initials(&words("fvg"), &words("Friuli-Venezia Giulia")));
    }
}
