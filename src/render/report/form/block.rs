//! Parts of a report before they have a form: a title, tables, sentences, questions. One writer a form.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::model::base::language::Language;
use crate::render::report::reviewer::Answer;
use crate::words::catalogue::plain;
use crate::words::letters::visible;

/// What stands under one title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The title.
    pub title: String,
    /// What stands under it, in order.
    pub parts: Vec<Part>,
}

impl Block {
    /// A table, whose first row are its titles, with its sentences.
    pub fn of(title: impl Into<String>, words: usize, table: &[Vec<String>], sentences: Vec<String>) -> Self {
        let table = table.split_first().and_then(|(header, rows)| Table::of(words, header, rows));
        let sentences = (!sentences.is_empty()).then_some(Part::Sentences(sentences));
        Self { title: title.into(), parts: table.map(Part::Table).into_iter().chain(sentences).collect() }
    }
}

/// One part of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A table.
    Table(Table),
    /// Sentences, each by itself.
    Sentences(Vec<String>),
    /// Questions with their answers.
    Questions(Vec<Answer>),
    /// What is written in the form already.
    Written(String),
}

/// A table of words and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows, where the title of the block does not say it.
    pub caption: Option<String>,
    /// How many columns from the left hold words; those after them hold numbers.
    pub words: usize,
    /// The titles of the columns.
    pub header: Vec<String>,
    /// As many cells each as there are titles.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table without columns that have no cell, or `None` where there is no row.
    pub fn of(words: usize, header: &[String], rows: &[Vec<String>]) -> Option<Self> {
        if rows.is_empty() {
            return None;
        }
        let is_used = |column: usize| rows.iter().any(|row| !row[column].is_empty());
        let used: Vec<usize> = (0..header.len()).filter(|&column| is_used(column)).collect();
        let kept = |cells: &[String]| used.iter().map(|&column| cells[column].clone()).collect::<Vec<String>>();
        Some(Self {
            caption: None,
            words: used.iter().filter(|&&column| column < words).count(),
            header: kept(header),
            rows: rows.iter().map(|row| kept(row)).collect(),
        })
    }

    /// With what it shows.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }
}

/// Blocks for a terminal.
pub fn text_of(blocks: &[Block], language: Language) -> String {
    let mut text = String::new();
    for Block { title, parts } in blocks {
        let _ = write!(text, "\n{title}\n\n");
        for (position, part) in parts.iter().enumerate() {
            if position > 0 {
                text.push('\n');
            }
            match part {
                Part::Table(table) => text.push_str(&aligned(table)),
                Part::Sentences(sentences) => {
                    for sentence in sentences {
                        text.push_str(&wrapped(&format!("- {sentence}"), "  "));
                    }
                }
                Part::Written(written) => text.push_str(written),
                Part::Questions(answers) => {
                    for (number, answer) in answers.iter().enumerate() {
                        let open = open(answer, language);
                        text.push_str(&wrapped(&format!("{}. {}{open}", number + 1, answer.question), "   "));
                        text.push_str(&wrapped(&format!("   {}", answer.text), "   "));
                    }
                }
            }
        }
    }
    text
}

/// That a question is open, where it is.
fn open(answer: &Answer, language: Language) -> String {
    if answer.answered { String::new() } else { format!(" [{}]", plain(language, "asked.open")) }
}

/// Columns aligned, words to the left and numbers to the right.
fn aligned(table: &Table) -> String {
    let Table { caption, words, header, rows } = table;
    let lines = || std::iter::once(header).chain(rows);
    let width = |column: usize| lines().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let mut text = caption.as_ref().map_or_else(String::new, |caption| format!("{caption}\n"));
    for row in lines() {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width - cell.width());
            let [before, behind] = if column < *words { ["", space.as_str()] } else { [space.as_str(), ""] };
            line = line + before + cell + behind + "  ";
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Lines of at most a hundred columns; all but the first are indented.
pub(crate) fn wrapped(text: &str, indent: &str) -> String {
    const COLUMNS: usize = 100;
    let mut lines = String::new();
    let mut line = String::new();
    let leading: String = text.chars().take_while(|letter| *letter == ' ').collect();
    line.push_str(&leading);
    // No-break spaces hold numbers and units together.
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if line.width() + 1 + word.width() > COLUMNS && !line.trim().is_empty() {
            lines.push_str(line.trim_end());
            lines.push('\n');
            indent.clone_into(&mut line);
        }
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

/// Blocks in Markdown.
pub fn markdown_of(blocks: &[Block], language: Language) -> String {
    let mut text = String::new();
    for Block { title, parts } in blocks {
        let _ = write!(text, "\n## {}\n", escaped(title));
        for part in parts {
            text.push('\n');
            match part {
                Part::Table(table) => text.push_str(&markdown_table(table)),
                Part::Sentences(sentences) => {
                    for sentence in sentences {
                        let _ = writeln!(text, "- {}", escaped(sentence));
                    }
                }
                Part::Written(written) => text.push_str(written),
                Part::Questions(answers) => {
                    for (number, answer) in answers.iter().enumerate() {
                        let open = open(answer, language);
                        let _ = writeln!(
                            text,
                            "{}. **{}**{open} {}",
                            number + 1,
                            escaped(answer.question),
                            escaped(&answer.text)
                        );
                    }
                }
            }
        }
    }
    text
}

fn markdown_table(table: &Table) -> String {
    let Table { caption, words, header, rows } = table;
    let line = |row: &[String]| row.iter().map(|cell| escaped(cell)).collect::<Vec<String>>().join(" | ");
    let sides = "---|".repeat(*words) + &"---:|".repeat(header.len() - words);
    let mut text = caption.as_ref().map_or_else(String::new, |caption| format!("{}\n\n", escaped(caption)));
    let _ = write!(text, "| {} |\n|{sides}\n", line(header));
    for row in rows {
        let _ = writeln!(text, "| {} |", line(row));
    }
    text
}

/// Text that Markdown takes for nothing but text: no table, code, link, formula, HTML or directive begins in it.
pub(crate) fn escaped(text: &str) -> String {
    let text = visible(text);
    let has_link = ["](", "][", "]:", "]{", "[^", "[ ]", "[x]"].iter().any(|mark| text.contains(mark));
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let is_mark = match letter {
            '\\' | '|' | '`' | '*' | '~' | '^' | '$' | '@' | '{' => true,
            '_' => !(is_word(before) && is_word(next)),
            '[' => has_link,
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            // At the beginning of a line alone.
            '#' | '>' | '+' | '-' | '=' => before.is_none(),
            '.' | ')' => digits > 0 && escaped.len() == digits && next == Some(' '),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(letter);
        before = Some(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_is_no_markdown() {
        for (text, written) in [
            ("a|b `c` *d* e_f _g_", r"a\|b \`c\` \*d\* e_f \_g\_"),
            ("<script>alert(1)</script> p <0.001", r"\<script>alert(1)\</script> p <0.001"),
            ("[x](javascript:1) &lt; R&D & co", r"\[x](javascript:1) \&lt; R\&D & co"),
            ("[0.1; 0.2] −1 to 2", "[0.1; 0.2] −1 to 2"),
            ("{{< include x >}} $a$ @b", r"\{\{< include x >}} \$a\$ \@b"),
            ("# title", r"\# title"),
            ("1. Survey 2.0", r"1\. Survey 2.0"),
            ("a\nb\u{202e}c", "a bc"),
        ] {
            assert_eq!(escaped(text), written);
        }
    }
}
