//! Many remarks in few lines: those that are alike are shown once or twice and then summed, and no list is longer than a screen.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};

/// How many remarks of one kind are printed before the others are summed.
const ALIKE: usize = 3;

/// How many usual remarks are told one by one.
const FEW: usize = 2;

/// How many lines a list may have.
const SCREEN: usize = 40;

/// How much of a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// No more than a screen, with what is left out summed.
    #[default]
    Screen,
    /// Everything.
    All,
}

/// Remarks, each with its hint, after a word such as `error`. Those that say the same of the same column are summed after the first three;
/// a hint is not repeated.
pub fn told(remarks: &[Remark], word: &str, extent: Extent) -> String {
    let groups = match extent {
        Extent::All => remarks.iter().map(|remark| vec![remark]).collect(),
        Extent::Screen => alike(remarks),
    };
    let mut text = String::new();
    let (mut n_lines, mut n_told, mut n_groups) = (0, 0, 0);
    for group in &groups {
        let told = told_group(group, word, extent);
        let n_more = told.lines().count();
        if extent == Extent::Screen && n_groups > 0 && n_lines + n_more > SCREEN {
            break;
        }
        text.push_str(&told);
        (n_lines, n_told, n_groups) = (n_lines + n_more, n_told + group.len(), n_groups + 1);
    }
    if n_told < remarks.len() {
        let more = remarks.len() - n_told;
        let _ = writeln!(text, "{word}: and {} more: --all lists them", with_thousands(more));
    }
    text
}

/// Warnings in one line each, with the hint behind; those that say the same of the same column are one, and usual ones are one line together
/// where there are more than `FEW`.
pub fn told_briefly(remarks: &[Remark]) -> String {
    let (usual, others): (Vec<_>, Vec<_>) =
        alike(remarks).into_iter().partition(|group| group.first().is_some_and(|remark| remark.kind.is_usual()));
    let (shown, folded) = if usual.len() > FEW { (others, usual) } else { ([others, usual].concat(), Vec::new()) };
    let mut text = String::new();
    for group in shown.iter().take(SCREEN) {
        let Some(first) = group.first() else { continue };
        let hint = first.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        let more = group.len() - 1;
        let more = if more > 0 { format!("; and {} more like this", with_thousands(more)) } else { String::new() };
        let _ = writeln!(text, "warning: {first}{more}{hint}");
    }
    if shown.len() > SCREEN {
        let _ = writeln!(text, "warning: and {} more: --all lists them", with_thousands(shown.len() - SCREEN));
    }
    if !folded.is_empty() {
        let kinds: BTreeSet<Kind> = folded.iter().flatten().map(|remark| remark.kind).collect();
        let kinds: Vec<&str> = kinds.into_iter().map(Kind::title).collect();
        let n = with_thousands(folded.iter().map(Vec::len).sum());
        let _ = writeln!(text, "warning: {n} usual remarks ({}): --all lists them", kinds.join(", "));
    }
    text
}

fn told_group(group: &[&Remark], word: &str, extent: Extent) -> String {
    let mut text = String::new();
    // One remark left over takes no less room than its sum.
    let shown = if extent == Extent::All || group.len() <= ALIKE + 1 { group.len() } else { ALIKE };
    let mut last_hint = None;
    for remark in &group[..shown] {
        let _ = writeln!(text, "{word}: {remark}");
        if let Some(hint) = &remark.hint
            && last_hint != Some(hint)
        {
            let _ = writeln!(text, "hint: {hint}");
            last_hint = Some(hint);
        }
    }
    if let Some(first) = group.get(shown) {
        let more = with_thousands(group.len() - shown);
        let _ = writeln!(text, "{word}: and {more} more like this, first at {}", first.place.spot());
    }
    text
}

/// Remarks that say the same of the same column together, in the order of the first of each.
pub fn alike(remarks: &[Remark]) -> Vec<Vec<&Remark>> {
    let mut groups: Vec<Vec<&Remark>> = Vec::new();
    let mut found: BTreeMap<(&str, Option<&str>, String), usize> = BTreeMap::new();
    for remark in remarks {
        let key = (remark.place.file.as_str(), remark.place.column.as_deref(), without_values(&remark.message));
        let number = *found.entry(key).or_insert(groups.len());
        match groups.get_mut(number) {
            Some(group) => group.push(remark),
            None => groups.push(vec![remark]),
        }
    }
    groups
}

/// A message without what it quotes and without its numbers: what stays is what it says of every row.
fn without_values(message: &str) -> String {
    let mut plain = String::with_capacity(message.len());
    let mut letters = message.chars();
    let mut after_word = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                plain.push('"');
                while let Some(quoted) = letters.next() {
                    match quoted {
                        '\\' => {
                            letters.next();
                        }
                        '"' => break,
                        _ => {}
                    }
                }
            }
            // A digit inside of a word, as in `population_18plus`, belongs to a name.
            digit if digit.is_ascii_digit() && !after_word => {
                if !plain.ends_with('#') {
                    plain.push('#');
                }
                continue;
            }
            other => plain.push(other),
        }
        after_word = letter.is_alphanumeric() || letter == '_';
    }
    plain
}

fn with_thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl fmt::Display for Problems {
    /// No longer than a screen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&told(&self.0, "error", Extent::Screen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::problem::remark::Place;

    fn remarks(number: u64) -> Vec<Remark> {
        let remark = |line: u64| {
            Remark::new(Place::line("a.csv", line).column("code"), format!("no place has the code {:?}", line * 7))
                .hint("write codes")
        };
        (2..2 + number).map(remark).collect()
    }

    #[test]
    fn what_is_alike_is_summed_and_hints_are_not_repeated() {
        let expected = "error: a.csv:2: column code: no place has the code 14\nhint: write codes\n\
                        error: a.csv:3: column code: no place has the code 21\n\
                        error: a.csv:4: column code: no place has the code 28\n\
                        error: and 4,812 more like this, first at a.csv:5\n";
        assert_eq!(told(&remarks(4_815), "error", Extent::Screen), expected);
        assert_eq!(told(&remarks(4), "error", Extent::Screen).lines().count(), 5);
        assert_eq!(
            told(&remarks(4_815), "error", Extent::All).lines().filter(|line| line.starts_with("error")).count(),
            4_815
        );
    }

    #[test]
    fn a_warning_takes_a_line_and_usual_ones_are_folded() {
        let of = |kind: Kind, file: &str| Remark::of(kind, Place::file(file), "as usual");
        let mut all = remarks(9);
        all.extend([of(Kind::MissingCount, "a.csv"), of(Kind::Assumed, "b.csv")]);
        let first = "warning: a.csv:2: column code: no place has the code 14; and 8 more like this (write codes)\n";
        let two = format!("{first}warning: a.csv: as usual\nwarning: b.csv: as usual\n");
        assert_eq!(told_briefly(&all), two);
        all.push(of(Kind::Assumed, "c.csv"));
        let folded = "warning: 3 usual remarks (counts that are not known, what was assumed): --all lists them\n";
        assert_eq!(told_briefly(&all), format!("{first}{folded}"));
    }

    #[test]
    fn another_column_or_another_sentence_is_not_alike() {
        let mut all = remarks(9);
        all.insert(4, Remark::new(Place::line("a.csv", 5).column("unit"), "no place has the code 1"));
        all.insert(6, Remark::new(Place::line("a.csv", 6).column("code"), "no tract has the code 1"));
        let groups = alike(&all);
        assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [9, 1, 1]);
        assert_eq!(
            without_values(r#"expected a number, found "1 \" 2" in 12,5"#),
            r#"expected a number, found " in #,#"#
        );
        assert_ne!(without_values("population_18plus"), without_values("population_65plus"));
    }

    #[test]
    fn a_list_is_no_longer_than_a_screen() {
        let many: Vec<Remark> =
            (0..500_u32).map(|n| Remark::new(Place::file(format!("{n}.csv")), "the table is empty")).collect();
        let text = told(&many, "warning", Extent::Screen);
        assert_eq!(text.lines().count(), SCREEN + 1);
        assert!(text.ends_with("warning: and 460 more: --all lists them\n"), "{text}");
        assert_eq!(told(&many, "warning", Extent::All).lines().count(), 500);
    }
}
