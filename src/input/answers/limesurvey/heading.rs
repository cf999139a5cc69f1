//! Headings as LimeSurvey writes them: code, code with underscores, full text, or code and text.

use crate::input::answers::export::Heading;

/// Reads a heading. What is no code is taken as words, with what stands in brackets at their end as parts.
pub fn heading(title: &str) -> Heading {
    if let Some((question, parts, rest)) = coded(title) {
        if rest.is_empty() {
            return Heading { question, parts, coded: true, ..Heading::default() };
        }
        if let Some(text) = rest.strip_prefix(". ").filter(|text| !text.trim().is_empty()) {
            let (text, part_texts) = bracketed(text, parts.len());
            return Heading { question, parts, text: Some(text), part_texts, coded: true };
        }
    }
    let (question, parts) = bracketed(title, usize::MAX);
    Heading { question, parts, ..Heading::default() }
}

/// A code at the start of a title, its parts, and what comes after. Codes have letters and digits and begin with a letter; parts stand in
/// brackets, or behind underscores where nothing but the code is written.
fn coded(title: &str) -> Option<(String, Vec<String>, &str)> {
    let end = title.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(title.len());
    let (code, mut rest) = title.split_at(end);
    if !code.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    if let Some(underscored) = rest.strip_prefix('_') {
        let plain = underscored.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if !plain {
            return None;
        }
        parts.extend(underscored.split('_').map(str::to_owned));
        return Some((code.to_owned(), parts, ""));
    }
    while let Some((part, after)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        if parts.is_empty() && part.contains('_') {
            // A cell of an array: row and column.
            parts.extend(part.split('_').map(str::to_owned));
        } else if let Some(scale) = part.parse::<u32>().ok().filter(|_| !parts.is_empty()) {
            // Scales are counted from 1 in brackets and from 0 behind underscores.
            parts.push(scale.saturating_sub(1).to_string());
        } else {
            parts.push(part.to_owned());
        }
        rest = after;
    }
    Some((code.to_owned(), parts, rest))
}

/// The words of a question, and of the parts in brackets at its end.
fn bracketed(text: &str, most: usize) -> (String, Vec<String>) {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while parts.len() < most
        && let Some((before, part)) = rest.strip_suffix(']').and_then(|open| open.rsplit_once('['))
        && !before.trim().is_empty()
    {
        parts.push(part.trim().to_owned());
        rest = before.trim_end();
    }
    parts.reverse();
    (rest.to_owned(), parts)
}

/// Whether a part is the text that a respondent typed: beside options, or as a comment.
pub(super) fn is_typed(heading: &Heading) -> bool {
    const WORDS: [&str; 6] = ["other", "altro", "comment", "commento", "other comment", "altro commento"];
    let Some(last) = heading.parts.last().map(|part| part.to_lowercase()) else { return false };
    if heading.coded { last == "other" || last.ends_with("comment") } else { WORDS.contains(&last.as_str()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(title: &str) -> (String, Vec<String>) {
        let heading = heading(title);
        (heading.question, heading.parts)
    }

    fn of(question: &str, parts: &[&str]) -> (String, Vec<String>) {
        (question.to_owned(), parts.iter().map(|part| (*part).to_owned()).collect())
    }

    #[test]
    fn a_heading_is_read_in_every_way_it_is_written() {
        assert_eq!(read("Q1"), of("Q1", &[]));
        assert_eq!(read("Q3[SQ001]"), of("Q3", &["SQ001"]));
        assert_eq!(read("Q3_SQ001"), of("Q3", &["SQ001"]));
        assert_eq!(read("Q7[SQ001_SQ002]"), of("Q7", &["SQ001", "SQ002"]));
        assert_eq!(read("Q8[SQ001][1]"), of("Q8", &["SQ001", "0"]));
        assert_eq!(read("Q8_SQ001_0"), of("Q8", &["SQ001", "0"]));
        assert_eq!(read("R1[1]"), of("R1", &["1"]));
        assert_eq!(read("Which of these? [Groups]"), of("Which of these?", &["Groups"]));
        assert_eq!(read("How often? [At home][Now]"), of("How often?", &["At home", "Now"]));
        assert_eq!(read("[No stem]"), of("[No stem]", &[]));
    }

    #[test]
    fn code_and_text_are_told_apart() {
        let both = heading("Q3[SQ001]. Which of these? [Groups]");
        assert_eq!((both.question.as_str(), both.parts.as_slice()), ("Q3", &["SQ001".to_owned()][..]));
        assert_eq!(both.text.as_deref(), Some("Which of these?"));
        assert_eq!(both.part_texts, ["Groups"]);
        assert_eq!(both.meaning(), heading("Q3_SQ001").meaning());
        // A heading in brackets of a question without parts stays in its words.
        assert_eq!(heading("Q1. Staff [full time]").text.as_deref(), Some("Staff [full time]"));
    }

    #[test]
    fn typed_text_is_known_by_its_part() {
        for title in
            ["Q1[other]", "Q1_other", "Q3[SQ001comment]", "Q1[comment]", "Which? [Altro]", "Q1[other]. Which? [Other]"]
        {
            assert!(is_typed(&heading(title)), "{title}");
        }
        assert!(!is_typed(&heading("other")) && !is_typed(&heading("Q3[SQ001]")));
    }
}
