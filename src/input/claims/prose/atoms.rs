//! The numbers of a sentence as what they can be: percentages, counts, counts of a base, shares in words.

use std::ops::Range;

use crate::input::claims::language::token::{Kind, Number, Role, Token};
use crate::input::claims::language::weighted::WEIGHTED;
use crate::input::claims::prose::link::is_base_link;
use crate::input::claims::prose::wording::wording_at;
use crate::model::claim::statement::{Bound, Wording};

/// What a number can be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A percentage that may be a share.
    Percent(Number),
    /// `34 of 61`, `34/61`.
    Ratio {
        /// How many.
        count: Number,
        /// Of how many.
        base: Number,
    },
    /// `n = 34`, `N = 61`.
    Named {
        /// How many.
        number: Number,
        /// Whether the letter was a capital.
        capital: bool,
    },
    /// A whole number.
    Count(Number),
    /// A share in words.
    Words(Wording),
    /// Something that must not be taken for any of them: a bound, a change, a number that can be read in two ways.
    Barrier,
}

/// One of them, and its tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Atom {
    /// What it can be.
    pub(crate) what: What,
    /// Its tokens in the sentence.
    pub(crate) range: Range<usize>,
}

/// Words right before a percentage that make it a bound or a guess.
const LOOSE: [&str; 36] = [
    "about",
    "approximately",
    "around",
    "roughly",
    "nearly",
    "almost",
    "over",
    "above",
    "below",
    "under",
    "exceeding",
    "than",
    "least",
    "most",
    "to",
    "circa",
    "oltre",
    "quasi",
    "almeno",
    "intorno",
    "sopra",
    "sotto",
    "fino",
    "approx",
    "ca",
    "by",
    "exceeded",
    "exceeds",
    "supera",
    "superiore",
    "inferiore",
    "superava",
    "between",
    "from",
    "piu",
    "meno",
];

/// Words near a percentage that make it a change or a price.
const CHANGES: [&str; 44] = [
    "increase",
    "increased",
    "increases",
    "decrease",
    "decreased",
    "reduction",
    "reduced",
    "rise",
    "rose",
    "growth",
    "grew",
    "drop",
    "dropped",
    "fell",
    "decline",
    "declined",
    "higher",
    "lower",
    "more",
    "less",
    "faster",
    "gain",
    "loss",
    "discount",
    "interest",
    "tax",
    "vat",
    "aumento",
    "aumentato",
    "aumentata",
    "calo",
    "riduzione",
    "ridotto",
    "diminuzione",
    "diminuito",
    "crescita",
    "cresciuto",
    "iva",
    "sconto",
    "incremento",
    "variation",
    "variazione",
    "greater",
    "threshold",
];

/// The atoms of a sentence, in order.
pub(crate) fn atoms(tokens: &[Token], text: &str) -> Vec<Atom> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = match atom_at(tokens, at, text) {
            Some((what, range)) => {
                let end = range.end;
                found.push(Atom { what, range });
                end
            }
            None => at + 1,
        };
        at = end.max(at + 1);
    }
    found
}

fn atom_at(tokens: &[Token], at: usize, text: &str) -> Option<(What, Range<usize>)> {
    if let Some((wording, start, end)) = wording_at(tokens, at) {
        return Some((What::Words(wording), start..end));
    }
    if let Some((wording, end)) = one_in_five(tokens, at) {
        return Some((What::Words(wording), at..end));
    }
    if let Some((number, end)) = named_at(tokens, at) {
        let capital = text.get(tokens[at].range.clone()) == Some("N");
        return Some((What::Named { number, capital }, at..end));
    }
    let token = &tokens[at];
    if tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Percent) && token.is_number() {
        // The level of an interval stands beside a share and is nothing to it.
        if token.role == Role::Other {
            return None;
        }
        return Some((percent_at(tokens, at), at..at + 2));
    }
    if let Some((count, base, end)) = ratio_at(tokens, at) {
        return Some((What::Ratio { count, base }, at..end));
    }
    if let Some(count) = token.count() {
        return Some((What::Count(count), at..at + 1));
    }
    (token.is_number() && token.role == Role::Free).then_some((What::Barrier, at..at + 1))
}

/// `One in five`, `1 in 10`, `tre persone su quattro`: a share in words, no count.
fn one_in_five(tokens: &[Token], at: usize) -> Option<(Wording, usize)> {
    let small = |token: &Token| {
        let one = token.is_word(&["one", "uno", "una", "un"]).then_some(1);
        one.or_else(|| token.count().and_then(|count| u32::try_from(count.printed.digits).ok()))
            .filter(|number| *number <= 10)
    };
    let part = small(&tokens[at])?;
    let noun =
        tokens.get(at + 1).is_some_and(|token| token.word().is_some() && !token.is_word(&["in", "su", "out", "of"]));
    let link = at + 1 + usize::from(noun);
    let link_word = tokens.get(link)?;
    let end = if link_word.is_word(&["out"]) { link + 2 } else { link + 1 };
    let whole = tokens.get(end)?;
    let in_words = tokens[at].word().is_some() && whole.word().is_some();
    // `3 of 4 hospitals` counts hospitals; `1 in 10` does not.
    let linked = link_word.is_word(&["in"]) && !noun || in_words && link_word.is_word(&["su", "out", "of"]);
    let whole = small(whole).filter(|whole| linked && *whole > part)?;
    Some((Wording { bound: Bound::About, part, whole }, end + 1))
}

/// `n = 34`, `n: 34`.
fn named_at(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let is_n = tokens[at].is_word(&["n"]) && tokens.get(at + 1).is_some_and(|token| token.is_one_of("=:"));
    let number = tokens.get(at + 2).filter(|_| is_n)?;
    let follows = tokens.get(at + 3).is_some_and(|token| token.kind == Kind::Percent || token.is_mark('/'));
    number.count().filter(|_| number.is_number() && !follows).map(|number| (number, at + 3))
}

fn percent_at(tokens: &[Token], at: usize) -> What {
    let before = |n: usize| at.checked_sub(n).and_then(|at| tokens.get(at));
    let article = |token: Option<&Token>| {
        token.is_some_and(|token| token.is_word(&["il", "l", "lo", "the", "a", "al", "all", "del", "dell", "di"]))
    };
    let near = if article(before(1)) { before(2) } else { before(1) };
    // `To 55.7%` ends a change; `equal to 55.7%` does not.
    let equal = before(2)
        .is_some_and(|token| token.is_word(&["equal", "amounted", "corresponding", "equivalent", "amounting"]));
    let loose = near.is_some_and(|token| token.is_word(&LOOSE) && !(equal && token.is_word(&["to"])));
    let behind = (2..=3).filter_map(|n| tokens.get(at + n)).take_while(|token| token.word().is_some());
    let change = behind.clone().next().is_some_and(|token| token.is_word(&CHANGES))
        || (1..=4).filter_map(before).take_while(|token| token.word().is_some()).any(|token| token.is_word(&CHANGES));
    let range = before(1).is_some_and(|token| token.is_one_of("-/<>~±"))
        || tokens.get(at + 2).is_some_and(|token| token.is_mark('-') && !token.spaced);
    // What is weighted or adjusted is no count of a base.
    let around = tokens.get(at.saturating_sub(6)..tokens.len().min(at + 5)).unwrap_or_default();
    let range = range || ends_range(tokens, at) || around.iter().any(|token| token.is_word(&WEIGHTED));
    let token = &tokens[at];
    match token.number() {
        Some(number) if !loose && !change && !range && token.role == Role::Free && number.printed.value() <= 100.0 => {
            What::Percent(number)
        }
        Some(_) | None => What::Barrier,
    }
}

/// Whether the percentage at `at` ends a range: `between 30% and 40%`.
fn ends_range(tokens: &[Token], at: usize) -> bool {
    let before = tokens.get(at.saturating_sub(5)..at).unwrap_or_default();
    let Some(first) = before.iter().rposition(|token| token.kind == Kind::Percent) else { return false };
    let joined = before[first + 1..].iter().all(|token| token.is_word(&["and", "to", "e", "il", "l", "al", "a"]));
    let start = at.saturating_sub(before.len() - first + 3);
    joined && tokens[start..at].iter().any(|token| token.is_word(&["between", "from", "tra", "fra", "dal", "dall"]))
}

/// Words that end the name of what is counted.
const ENDS: [&str; 24] = [
    "and", "or", "e", "o", "in", "with", "were", "was", "had", "have", "has", "from", "for", "by", "who", "that",
    "which", "con", "che", "nel", "nella", "per", "sono", "hanno",
];

fn ratio_at(tokens: &[Token], at: usize) -> Option<(Number, Number, usize)> {
    let count = tokens[at].count()?;
    if let [slash, base, ..] = tokens.get(at + 1..)?
        && slash.is_mark('/')
    {
        // `34/61/2` and `24/7` are no shares.
        let more = tokens.get(at + 3).is_some_and(|token| token.is_mark('/'))
            || at.checked_sub(1).is_some_and(|at| tokens[at].is_mark('/'));
        let base = base.count().filter(|_| base.is_number() && !more)?;
        return (tokens[at].is_number() && count.printed.digits <= base.printed.digits).then_some((
            count,
            base,
            at + 3,
        ));
    }
    // `34 of the 61`, `34 departments out of 61`, `34 dei 61`, `34 dipartimenti su 61`.
    let nouns = tokens.get(at + 1..)?.iter().take_while(|token| {
        token.word().is_some_and(|word| !ENDS.contains(&word))
            && !is_base_link(std::slice::from_ref(token))
            && token.count().is_none()
    });
    let n_nouns = nouns.count();
    let link = at + 1 + n_nouns;
    let base_at = (link..tokens.len().min(link + 7)).find(|at| tokens[*at].count().is_some())?;
    let base = tokens[base_at].count()?;
    let connected = tokens.get(link..base_at)?;
    let certain = connected.iter().any(|token| token.is_word(&["out", "su"]));
    let most = if certain { 5 } else { 3 };
    let plain = |token: &Token| token.is_word(&["of", "dei", "delle", "degli", "out", "su", "di"]);
    let starts = connected.first().is_some_and(plain);
    // `We received 62 questionnaires from 105 hospitals`.
    let received = connected.len() <= 2
        && connected.first().is_some_and(|token| token.is_word(&["from", "da"]))
        && tokens[at.saturating_sub(4)..at]
            .iter()
            .any(|token| token.is_word(&["received", "obtained", "collected", "ricevuto", "raccolto"]));
    let linked = received
        || starts && (is_base_link(connected) || connected.len() == 1 && connected[0].is_word(&["di"]) && n_nouns == 0);
    // `3 members of 61 teams`: another noun is counted where more of it are than of the first.
    let fits = n_nouns == 0 || count.printed.digits <= base.printed.digits;
    let percent = tokens.get(base_at + 1).is_some_and(|token| token.kind == Kind::Percent);
    (linked && n_nouns <= most && fits && !percent).then_some((count, base, base_at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::claims::language::lexer::tokens;
    use crate::input::claims::language::role::assign;
    use crate::input::claims::language::style::Style;

    fn read(text: &str) -> String {
        let mut tokens = tokens(text, 0..text.len(), Style::of(text));
        assign(&mut tokens);
        let told = |atom: Atom| match atom.what {
            What::Percent(number) => format!("{}%", number.printed),
            What::Ratio { count, base } => format!("{}/{}", count.printed, base.printed),
            What::Named { number, capital } => format!("{}={}", if capital { "N" } else { "n" }, number.printed),
            What::Count(number) => number.printed.to_string(),
            What::Words(wording) => format!("{}:{}", wording.part, wording.whole),
            What::Barrier => "#".to_owned(),
        };
        atoms(&tokens, text).into_iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbers_are_what_they_can_be() {
        for (text, expected) in [
            ("34 of the 61 departments (55.7%)", "34/61 55.7%"),
            ("34 departments out of a total of 61, 55.7 per cent", "34/61 55.7%"),
            ("34 dipartimenti su 61 (55,7%)", "34/61 55.7%"),
            ("34 dei 61 dipartimenti (55,7%)", "34/61 55.7%"),
            ("twelve of the 34 (n = 12, N = 34)", "12/34 n=12 N=34"),
            ("34 (55.7%) of 61", "34 55.7% 61"),
            ("in 12 regions and 3 of 4 areas in 2020", "12 3/4"),
            ("More than half of the 61 departments", "1:2 61"),
            ("about 55% and an increase of 12%", "# #"),
            ("oltre il 50%, 30-40% e 5 per cento", "# 5%"),
            ("34 members of 12 teams", "34 12"),
            ("12,5 e 12.5 of 3", "# # 3"),
            ("24/7 or 3/4/5 or 150%", "24 7 #"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
