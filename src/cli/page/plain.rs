//! Pages as plain text for a terminal: paragraphs wrapped, tables laid out.

use unicode_width::UnicodeWidthStr as _;

use crate::cli::page::blocks::{Block, blocks};

/// The columns that a page takes.
const WIDTH: usize = 80;
/// What stands before every line that is no heading, as on manual pages.
const INDENT: usize = 4;
/// A table of more columns than this says before each cell what it is, where it has no room for its columns.
const MANY: usize = 3;
/// Columns between two columns of a table.
const GAP: usize = 2;

/// A page as plain text. `linked` says what stands behind the words of a link, if anything.
pub(crate) fn plain(page: &str, linked: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    for lines in blocks(page, linked).iter().map(lines).filter(|lines| !lines.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        for line in lines {
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

/// The lines of a block.
fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(1, text) => vec![text.to_uppercase()],
        Block::Heading(level, text) => vec![format!("{}{text}", " ".repeat((level - 2) * 2))],
        Block::Paragraph(text) => wrapped(text, INDENT, ""),
        Block::List(items) => {
            items.iter().flat_map(|(mark, text)| wrapped(text, INDENT, &format!("{mark} "))).collect()
        }
        Block::Fence(lines) => lines.iter().map(|line| format!("{}{line}", " ".repeat(2 * INDENT))).collect(),
        Block::Table(rows) => table(rows),
    }
}

/// Words on lines of at most [`WIDTH`] columns; the first starts with a mark, the others stand below the first's words.
fn wrapped(text: &str, indent: usize, mark: &str) -> Vec<String> {
    let margin = " ".repeat(indent + mark.width());
    let mut lines = Vec::new();
    let mut line = format!("{}{mark}", " ".repeat(indent));
    let mut is_empty = true;
    for word in text.split_ascii_whitespace() {
        if !is_empty && line.width() + 1 + word.width() > WIDTH {
            lines.push(std::mem::replace(&mut line, margin.clone()));
            is_empty = true;
        }
        if !std::mem::take(&mut is_empty) {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !is_empty || !mark.is_empty() {
        lines.push(line);
    }
    lines
}

/// A table in columns where it fits; else each row as a term with its explanation below.
fn table(rows: &[Vec<String>]) -> Vec<String> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..n_columns)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or_default())
        .collect();
    let (last, others) = widths.split_last().map_or((0, 0), |(last, others)| (*last, others.iter().sum()));
    let before = INDENT + others + GAP * n_columns.saturating_sub(1);
    let said = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty()));
    if before + last <= WIDTH || before <= WIDTH / 2 {
        return said.flat_map(|row| in_columns(row, &widths)).collect();
    }
    let header = rows.first().filter(|_| n_columns > MANY).map_or(&[][..], Vec::as_slice);
    said.skip(1).flat_map(|row| as_term(row, header)).collect()
}

/// A row in columns, the last of which is wrapped.
fn in_columns(row: &[String], widths: &[usize]) -> Vec<String> {
    let Some((last, others)) = row.split_last() else { return Vec::new() };
    let padded =
        others.iter().zip(widths).map(|(cell, width)| format!("{cell}{}", " ".repeat(width + GAP - cell.width())));
    wrapped(last, INDENT, &padded.collect::<String>())
}

/// A row as a term, and what the other cells say of it below, behind the words of the header if there are any.
fn as_term(row: &[String], header: &[String]) -> Vec<String> {
    let Some((term, others)) = row.split_first() else { return Vec::new() };
    let told = others.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).flat_map(|(number, cell)| {
        let title = header.get(number + 1).map(|title| format!("{title}: ")).unwrap_or_default();
        wrapped(cell, 2 * INDENT, &title)
    });
    wrapped(term, INDENT, "").into_iter().chain(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_fits_on_a_terminal() {
        let page = "# Maps\n\nSee [tables](t.md), **all** of them.\n\n## Text\n\n- one\n- two two two two two two two two two two two two two two two two two two two two\n\n```sh\nbacino run\n```\n\n| file | |\n|---|---|\n| `a.csv` | short |\n| `b.csv` | |\n";
        let expected = "\
MAPS

    See tables (here), all of them.

Text

    - one
    - two two two two two two two two two two two two two two two two two two
      two two

        bacino run

    file
    `a.csv`  short
    `b.csv`
";
        assert_eq!(plain(page, &|_| Some("here".to_owned())), expected);
    }

    #[test]
    fn a_table_that_is_too_wide_is_a_list_of_terms() {
        let long = "what it is ".repeat(8);
        let page =
            format!("| measure | what | source |\n|---|---|---|\n| `{}` | {long} | Gini 1912 |\n", "g".repeat(40));
        let text = plain(&page, &|_| None);
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
        assert!(text.ends_with("        Gini 1912\n"), "{text}");
    }
}
