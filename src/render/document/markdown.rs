//! Markdown as GitHub and Quarto read it.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::content::{Document, Paragraph};
use crate::render::document::table::{Column, Rank, Row, Table};
use crate::render::report::form::block::escaped;
use crate::words::catalogue::say;

/// The whole page.
pub(crate) fn markdown_document(document: &Document) -> String {
    let mut text = format!("# {}\n\n", escaped(&document.title));
    for line in &document.lines {
        // Two spaces end a line without ending the paragraph.
        let _ = writeln!(text, "{}  ", escaped(line));
    }
    for Paragraph { title, text: sentences } in &document.paragraphs {
        let written = escaped(sentences);
        let _ = match title {
            Some(title) => write!(text, "\n## {}\n\n{written}\n", escaped(title)),
            None => write!(text, "\n**{written}**\n"),
        };
    }
    for (position, table) in document.printed().iter().enumerate() {
        text.push_str(&markdown_table(table, position + 1, document.language));
    }
    text
}

fn markdown_table(table: &Table, number: usize, language: Language) -> String {
    let title = say(language, "table-numbered", [("number", number.into()), ("title", table.title.as_str().into())]);
    let mut text = format!("\n## {}\n\n", escaped(&title));
    let header = table.columns.iter().map(|column| titled(column, language));
    let _ = writeln!(text, "| {} |", header.map(|title| escaped(&title)).collect::<Vec<_>>().join(" | "));
    let side = |column: &Column| if column.kind == Kind::Text { "---" } else { "---:" };
    let _ = writeln!(text, "|{}|", table.columns.iter().map(side).collect::<Vec<_>>().join("|"));
    for row in &table.rows {
        let cells: Vec<String> = match row {
            Row::Heading(words) => std::iter::once(format!("**{}**", escaped(words)))
                .chain(table.columns.iter().skip(1).map(|_| String::new()))
                .collect(),
            Row::Cells(rank, cells) => {
                let written = cells.iter().zip(&table.columns);
                let written = written.map(|(cell, column)| escaped(&cell.written(column.kind, language)));
                let of_rank = |(at, cell): (usize, String)| match (at, rank) {
                    (0, Rank::Inside) => format!("\u{2003}{cell}"),
                    (_, Rank::Head | Rank::Inside) => cell,
                };
                written.enumerate().map(of_rank).collect()
            }
        };
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    for note in table.all_notes() {
        let _ = write!(text, "\n{}\n", escaped(note));
    }
    text
}

/// A column's title with what it has in common with others.
fn titled(column: &Column, language: Language) -> String {
    let title = column.printed(language);
    column.group.as_ref().map_or_else(|| title.clone(), |group| format!("{group}: {title}"))
}
