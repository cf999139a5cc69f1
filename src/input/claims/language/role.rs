//! Numbers that are certainly no counts and no shares of the survey: years, ages, references, numbers of tables, results of tests, dates,
//! doses. When in doubt a number has this role: a claim that is not seen costs less than a false alarm.

use crate::input::claims::language::token::{Kind, Role, Token};
use crate::model::claim::printed::Printed;

/// Words before a number that it is the name of.
const LABELS: [&str; 60] = [
    "table",
    "tables",
    "tab",
    "figure",
    "figures",
    "fig",
    "figs",
    "section",
    "sections",
    "sec",
    "chapter",
    "appendix",
    "box",
    "equation",
    "eq",
    "step",
    "phase",
    "wave",
    "item",
    "items",
    "article",
    "art",
    "law",
    "vol",
    "volume",
    "pp",
    "page",
    "pages",
    "version",
    "model",
    "stage",
    "grade",
    "level",
    "tabella",
    "tabelle",
    "figura",
    "figure",
    "sezione",
    "capitolo",
    "allegato",
    "articolo",
    "legge",
    "pagina",
    "pagine",
    "versione",
    "modello",
    "fase",
    "livello",
    "ref",
    "refs",
    "supplement",
    "no",
    "nr",
    "chapters",
    "decreto",
    "comma",
    "covid",
    "paragrafo",
    "domanda",
    "question",
];

/// Words behind a number that make it a measure.
const MEASURES: [&str; 65] = [
    "percentage",
    "years",
    "year",
    "anni",
    "anno",
    "months",
    "month",
    "mesi",
    "mese",
    "weeks",
    "week",
    "settimane",
    "settimana",
    "days",
    "day",
    "giorni",
    "giorno",
    "hours",
    "hour",
    "ore",
    "ora",
    "minutes",
    "minute",
    "minuti",
    "seconds",
    "secondi",
    "mg",
    "kg",
    "g",
    "km",
    "m",
    "cm",
    "ml",
    "euro",
    "euros",
    "eur",
    "usd",
    "dollars",
    "dollari",
    "points",
    "point",
    "punti",
    "punto",
    "pp",
    "times",
    "volte",
    "decimals",
    "decimali",
    "fold",
    "hectares",
    "ettari",
    "degrees",
    "gradi",
    "metres",
    "meters",
    "metri",
    "kilometres",
    "chilometri",
    "million",
    "millions",
    "milioni",
    "billion",
    "miliardi",
    "thousand",
    "mila",
];

/// Words after which a number of a test follows.
const TESTS: [&str; 26] = [
    "p", "t", "f", "z", "r", "or", "rr", "hr", "aor", "ci", "ic", "chi", "chi2", "kappa", "alpha", "beta", "df", "auc",
    "aic", "bic", "irr", "icc", "rho", "tau", "cohen", "d",
];

/// Names of months, as words begin.
const MONTHS: [&str; 30] = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
];
const MORE_MONTHS: [&str; 6] = ["may", "settembre", "ottobre", "novembre", "dicembre", "sep"];

/// Words for the reliability that an interval or a plan has, beside which a percentage is no share.
const CONFIDENCE: [&str; 12] = [
    "ci",
    "cis",
    "ic",
    "confidence",
    "confidenza",
    "fiducia",
    "credible",
    "credibile",
    "power",
    "potenza",
    "significance",
    "significativita",
];

/// Gives every number of a paragraph its role.
pub(crate) fn assign(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        if tokens[at].is_number() && tokens[at].role == Role::Free && is_other(tokens, at) {
            tokens[at].role = Role::Other;
        }
    }
    intervals(tokens);
}

fn get(tokens: &[Token], at: usize, step: isize) -> Option<&Token> {
    tokens.get(at.checked_add_signed(step)?)
}

fn is_other(tokens: &[Token], at: usize) -> bool {
    let before = |n: isize| get(tokens, at, -n);
    let after = |n: isize| get(tokens, at, n);
    let is_before = |n: isize, marks: &str| before(n).is_some_and(|token| token.is_one_of(marks));
    let is_after = |n: isize, marks: &str| after(n).is_some_and(|token| token.is_one_of(marks));
    let percent = after(1).is_some_and(|token| token.kind == Kind::Percent);
    let month =
        |token: Option<&Token>| token.is_some_and(|token| token.is_word(&MONTHS) || token.is_word(&MORE_MONTHS));
    if percent {
        let points = after(2).is_some_and(|token| token.is_word(&["point", "points", "punti", "punto"]));
        let near = (2..=4).filter_map(after).take_while(|token| token.word().is_some());
        let confidence = near.clone().any(|token| token.is_word(&CONFIDENCE))
            || is_before(1, "<>=") && before(2).is_some_and(|token| token.is_word(&["p", "alpha"]))
            || (1..=3)
                .filter_map(before)
                .take_while(|token| token.word().is_some())
                .any(|token| token.is_word(&CONFIDENCE));
        // A sign before it makes it a change or a bound.
        return points || confidence || is_before(1, "+-<>±");
    }
    // `34 [12]`, `[3, 4]`, `#1`, `10:30`, `12/03/2025`, `+39 045`.
    let bracketed = is_before(1, "[") && is_after(1, "],-")
        || is_before(1, ",-") && is_after(1, "],-") && bracket_opens(tokens, at);
    let slashes =
        (is_after(1, "/") && is_after(3, "/")) || (is_before(1, "/") && (is_before(3, "/") || is_after(1, "/")));
    let time = is_after(1, ":") && after(2).is_some_and(|token| token.is_number() && !token.spaced)
        || is_before(1, ":") && !before(1).is_some_and(|token| token.spaced) && !tokens[at].spaced;
    let sign = is_before(1, "#+±×€$£§") || is_after(1, "€$£°×±");
    let minus = is_before(1, "-") && !tokens[at].spaced;
    let range = is_after(1, "-") && after(2).is_some_and(|token| token.is_number() || !token.spaced);
    let bound = is_before(1, "<>") && !before(2).is_some_and(|token| token.is_word(&["n"]));
    if bracketed || slashes || time || sign || minus || range || bound {
        return true;
    }
    // `Table 2`, `Tables 1 and 2`, `aged 18`, `p = 0.03`, `t(59) = 2.1`.
    let labelled = before(1).is_some_and(|token| token.is_word(&LABELS))
        || before(2).is_some_and(|token| token.is_word(&LABELS)) && is_before(1, ".")
        || before(1).is_some_and(|token| token.is_word(&["and", "e", "to"]))
            && before(2).is_some_and(|token| token.is_number() && token.role == Role::Other)
            && before(3).is_some_and(|token| token.is_word(&LABELS));
    let aged = before(1).is_some_and(|token| token.is_word(&["aged", "age", "eta"]));
    let tested = is_before(1, "=<>")
        && before(2).is_some_and(|token| token.is_word(&TESTS) || token.is_mark(')') || token.is_one_of("χβακρτ²"))
        || is_before(1, "(") && before(2).is_some_and(|token| token.is_word(&["t", "f", "chi2", "χ", "χ2"]));
    let measured = after(1).is_some_and(|token| token.is_word(&MEASURES))
        || is_after(1, "-") && after(2).is_some_and(|token| token.is_word(&MEASURES));
    let dated =
        month(before(1)) || month(after(1)) || after(1).is_some_and(|token| token.is_word(&["of"])) && month(after(2));
    // Two numbers side by side, with nothing between them, belong to something else.
    let beside = |token: Option<&Token>| token.is_some_and(Token::is_number);
    labelled || aged || tested || measured || dated || beside(before(1)) || beside(after(1)) || is_year(tokens, at)
}

/// Whether a list in square brackets is open: references.
fn bracket_opens(tokens: &[Token], at: usize) -> bool {
    let mut back = tokens[..at].iter().rev().take(20);
    back.find(|token| !token.is_number() && !token.is_one_of(",-")).is_some_and(|token| token.is_mark('['))
}

/// A whole number of four digits without a mark for thousands, from 1800 to 2099, unless what stands around it says that it is a count.
fn is_year(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let year = token.printed().and_then(Printed::count).is_some_and(|year| (1800..2100).contains(&year));
    let plain = token.range.len() == 4;
    let counted = get(tokens, at, -1).is_some_and(|token| token.is_one_of("=/"));
    year && plain && !counted
}

/// Numbers of intervals of confidence: from the word to the end of its parenthesis or clause.
fn intervals(tokens: &mut [Token]) {
    let mut left = 0_usize;
    for at in 0..tokens.len() {
        let word = tokens[at].is_word(&["ci", "ic", "cis", "cri"]);
        let long = tokens[at].is_word(&["confidence", "credible", "confidenza", "fiducia"]);
        if word || long {
            left = 12;
        } else if tokens[at].is_one_of(");")
            || tokens[at].is_mark('.') && tokens.get(at + 1).is_none_or(|next| next.spaced)
        {
            left = 0;
        } else if left > 0 {
            left -= 1;
            if tokens[at].is_number() {
                tokens[at].role = Role::Other;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::claims::language::lexer::tokens;
    use crate::input::claims::language::style::Style;

    fn free(text: &str) -> Vec<&str> {
        let mut found = tokens(text, 0..text.len(), Style::of(text));
        assign(&mut found);
        let found = found.into_iter().filter(|token| token.printed().is_some() && token.role == Role::Free);
        found.filter_map(|token| text.get(token.range)).collect()
    }

    #[test]
    fn what_is_no_count_and_no_share_has_another_role() {
        for text in [
            "in 2020 and 2021",
            "nel 2019",
            "(Smith 2020)",
            "Smith et al. [12]",
            "as shown [3,4]",
            "[5–7]",
            "[1, 12, 13]",
            "Table 2",
            "Tables 1 and 2",
            "Tabella 3",
            "Fig. 4",
            "Section 5",
            "aged 18 and over",
            "18-34 years",
            "45 years old",
            "di 65 anni",
            "p = 0.03",
            "p < 0.001",
            "t(59) = 2.10",
            "95% CI 43.2–67.5",
            "(95% CI: 43.2 to 67.5)",
            "IC 95%: 43,2-67,5",
            "the 95% confidence interval",
            "a power of 80%",
            "OR 1.4",
            "OR = 1.40",
            "12 mg",
            "15/01/2025",
            "on 15 January 2025",
            "28 febbraio",
            "10:30",
            "version 2",
            "5 percentage points",
            "12 per cent points",
            "aumento di 5 punti percentuali",
            "+39 045 812",
            "045 812 4441",
            "#12",
            "61st",
            "the 20th",
            "3°",
            "€ 12",
            "12 €",
            "ranged 3-12",
            "COVID-19",
            "significance level of 5%",
            "≥ 50%",
            "< 5%",
            "a 10-point scale",
            "5 times",
            "3.5 million",
            "2.0.1",
            "n. 34 and no. 12 of",
            "chi2(3) = 12.1",
            "8–12 weeks",
            "R2 = 0.45",
            "kappa = 0.71",
        ] {
            let left = free(text);
            let allowed = ["1.4", "34", "0.45"];
            assert!(left.iter().all(|number| allowed.contains(number)), "{text}: {left:?}");
        }
    }

    #[test]
    fn counts_and_shares_are_free() {
        for (text, expected) in [
            ("34 of 61 departments (55.7%)", vec!["34", "61", "55.7"]),
            ("n = 2020, 34/1950", vec!["2020", "34", "1950"]),
            ("of 2,020 units", vec!["2,020"]),
            ("34 (55.7%, 95% CI 43.2-67.5) of 61", vec!["34", "55.7", "61"]),
            ("nel 2020 sono stati 34 (55,7%)", vec!["34", "55,7"]),
        ] {
            assert_eq!(free(text), expected, "{text}");
        }
    }
}
