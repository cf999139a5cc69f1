//! LaTeX: characters that it keeps for itself, tables with the rules of booktabs, and blocks of a report.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::report::form::block::{Block, Part, Table};
use crate::words::catalogue::plain;
use crate::words::letters::visible;

/// What a document needs to hold our tables.
pub(crate) const PACKAGES: &str = "% \\usepackage{array,booktabs,graphicx,longtable}\n";

/// Tables of more rows may be broken over pages.
const ROWS_OF_A_PAGE: usize = 30;

/// Text with the characters that LaTeX keeps for itself written as it wants them.
pub fn latex(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    for letter in visible(text).chars() {
        match letter {
            // Two hyphens would be a dash, two commas a quotation mark.
            '-' | ',' | '\'' | '`' if before == Some(letter) => {
                escaped.push_str("{}");
                escaped.push(letter);
            }
            // Some languages make a command of it.
            '"' => escaped.push_str("''"),
            // Marks without a shape, which not every engine knows.
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            // At the beginning of a row or an item they would be options of the command before them.
            '[' | ']' | '*' => {
                let _ = write!(escaped, "{{{letter}}}");
            }
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '<' => escaped.push_str("$<$"),
            '>' => escaped.push_str("$>$"),
            '|' => escaped.push_str("$|$"),
            '−' => escaped.push_str("$-$"),
            '×' => escaped.push_str("$\\times$"),
            '∞' => escaped.push_str("$\\infty$"),
            '≤' => escaped.push_str("$\\leq$"),
            '≥' => escaped.push_str("$\\geq$"),
            'χ' => escaped.push_str("$\\chi$"),
            'φ' => escaped.push_str("$\\varphi$"),
            'ρ' => escaped.push_str("$\\rho$"),
            '²' => escaped.push_str("$^2$"),
            '–' => escaped.push_str("--"),
            '\u{a0}' => escaped.push('~'),
            '\u{202f}' => escaped.push_str("\\,"),
            _ => escaped.push(letter),
        }
        before = Some(letter);
    }
    escaped
}

/// The cells of a row.
pub(crate) fn latex_row(cells: &[String]) -> String {
    format!("{} \\\\\n", cells.iter().map(|cell| latex(cell)).collect::<Vec<_>>().join(" & "))
}

/// Blocks to be put into a document, below the lines of a heading.
pub fn latex_of(heading: &[String], blocks: &[Block], language: Language) -> String {
    let mut text = PACKAGES.to_owned();
    let mut heading = heading.iter();
    if let Some(title) = heading.next() {
        let _ = writeln!(text, "\n\\section*{{{}}}", latex(title));
    }
    for line in heading {
        let _ = writeln!(text, "\n{}", latex(line));
    }
    for Block { title, parts } in blocks {
        let _ = writeln!(text, "\n\\subsection*{{{}}}", latex(title));
        for part in parts {
            text.push('\n');
            match part {
                Part::Table(table) => text.push_str(&latex_table(table)),
                Part::Sentences(sentences) => {
                    listed(&mut text, "itemize", sentences.iter().map(|sentence| latex(sentence)));
                }
                Part::Written(written) => text.push_str(written),
                Part::Questions(answers) => {
                    let items = answers.iter().map(|answer| {
                        let open = if answer.answered { "" } else { plain(language, "asked.open") };
                        let open = if open.is_empty() { String::new() } else { format!(" ({})", latex(open)) };
                        format!("\\textbf{{{}}}{open} {}", latex(answer.question), latex(&answer.text))
                    });
                    listed(&mut text, "enumerate", items);
                }
            }
        }
    }
    text
}

fn listed(text: &mut String, list: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return;
    }
    let _ = writeln!(text, "\\begin{{{list}}}");
    for item in items {
        let _ = writeln!(text, "\\item {item}");
    }
    let _ = writeln!(text, "\\end{{{list}}}");
}

/// A table of a page, or one that may be broken.
fn latex_table(table: &Table) -> String {
    let Table { caption, words, header, rows } = table;
    let columns = "l".repeat(*words) + &"r".repeat(header.len() - words);
    let caption = caption.as_ref().map(|caption| format!("\\caption{{{}}}", latex(caption))).unwrap_or_default();
    let body: String = rows.iter().map(|row| latex_row(row)).collect();
    let header = latex_row(header);
    if rows.len() > ROWS_OF_A_PAGE {
        let caption = if caption.is_empty() { caption } else { format!("{caption}\\\\\n") };
        format!(
            "\\begin{{longtable}}{{{columns}}}\n{caption}\\toprule\n{header}\\midrule\n\\endhead\n{body}\\bottomrule\n\\end{{longtable}}\n"
        )
    } else {
        let caption = if caption.is_empty() { caption } else { format!("{caption}\n") };
        format!(
            "\\begin{{table}}[htbp]\n\\centering\n{caption}\\begin{{tabular}}{{{columns}}}\n\\toprule\n{header}\\midrule\n{body}\\bottomrule\n\\end{{tabular}}\n\\end{{table}}\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_text_is_taken_for_a_command() {
        assert_eq!(latex("50\u{a0}% & a_b [0.1; −2) *"), "50~\\% \\& a\\_b {[}0.1; $-$2) {*}");
        assert_eq!(latex("{\\x}^~#$"), "\\{\\textbackslash{}x\\}\\textasciicircum{}\\textasciitilde{}\\#\\$");
        assert_eq!(latex("\\input{a}\n\"b\" c--d"), "\\textbackslash{}input\\{a\\} ''b'' c-{}-d");
        assert_eq!(latex("a\u{202e}b\u{200f}c"), "abc");
    }

    #[test]
    fn a_long_table_may_be_broken_over_pages() {
        let table = |n: usize| {
            let rows: Vec<_> = (0..n).map(|row| vec![format!("[{row}"), row.to_string()]).collect();
            Table::of(1, &["name".to_owned(), "n".to_owned()], &rows).unwrap().caption("Areas")
        };
        let short = latex_table(&table(2));
        assert!(
            short.starts_with("\\begin{table}[htbp]\n\\centering\n\\caption{Areas}\n\\begin{tabular}{lr}\n"),
            "{short}"
        );
        assert!(short.contains("\\midrule\n{[}0 & 0 \\\\\n"), "{short}");
        let long = latex_table(&table(31));
        assert!(long.starts_with("\\begin{longtable}{lr}\n\\caption{Areas}\\\\\n\\toprule\nname & n \\\\\n"), "{long}");
        assert_eq!(long.matches("\\\\\n").count(), 33);
    }
}
