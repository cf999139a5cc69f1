//! Markdown as GitHub and Quarto read it.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::content::{Block, Document, KeyNumber, Opening, Paragraph, Verdict};
use crate::render::document::table::{Column, Rank, Row, Table};
use crate::render::report::form::block::escaped;
use crate::words::catalogue::plain;

/// The whole page.
pub(crate) fn markdown_document(document: &Document) -> String {
    let language = document.language;
    let mut text = format!("# {}\n\n", escaped(&document.title));
    for line in document.lines() {
        // Two spaces end a line without ending the paragraph.
        let _ = writeln!(text, "{}  ", escaped(line));
    }
    text.extend(document.opening.iter().map(|opening| markdown_opening(opening, language)));
    for part in &document.parts {
        let _ = write!(text, "\n## {}\n", escaped(plain(language, part.name.title())));
        for block in &part.blocks {
            match block {
                Block::Paragraph(Paragraph { title, text: sentences }) => {
                    let title = title.as_ref().map(|title| format!("**{}.** ", escaped(title)));
                    let _ = write!(text, "\n{}{}\n", title.unwrap_or_default(), escaped(sentences));
                }
                Block::List(lines) => {
                    text.push('\n');
                    text.extend(lines.iter().map(|line| format!("- {}\n", escaped(line))));
                }
                // Figures are files of their own.
                Block::Figure(_) => {}
                Block::Table(table) => {
                    if let Some(table) = document.on_page(table) {
                        text.push_str(&markdown_table(&table, language));
                    }
                }
            }
        }
    }
    text
}

/// The tables alone.
pub(crate) fn markdown_tables(document: &Document) -> String {
    document.printed().iter().map(|table| markdown_table(table, document.language)).collect()
}

fn markdown_opening(opening: &Opening, language: Language) -> String {
    let mut text = format!("\n**{}**\n", escaped(&opening.headline));
    text.extend(opening.lead.iter().map(|lead| format!("\n{}\n", escaped(lead))));
    if !opening.numbers.is_empty() {
        text.push('\n');
    }
    for KeyNumber { value, told, beside } in &opening.numbers {
        let beside = beside.as_ref().map(|beside| format!(" ({})", escaped(beside)));
        let _ = writeln!(text, "- **{}** {}{}", escaped(value), escaped(told), beside.unwrap_or_default());
    }
    for (title, verdicts) in [("may-be-said", &opening.said), ("may-not-be-said", &opening.unsaid)] {
        if !verdicts.is_empty() {
            let _ = write!(text, "\n**{}**\n\n", escaped(plain(language, title)));
        }
        for Verdict { sentence, reason, .. } in verdicts {
            let _ = writeln!(text, "- {} ({})", escaped(sentence), escaped(reason));
        }
    }
    text
}

fn markdown_table(table: &Table, language: Language) -> String {
    let mut text = format!("\n### {}\n\n", escaped(&table.heading(language)));
    let header = table.columns.iter().map(|column| titled(column, language));
    let _ = writeln!(text, "| {} |", header.map(|title| escaped(&title)).collect::<Vec<_>>().join(" | "));
    let side = |column: &Column| if column.kind == Kind::Text { "---" } else { "---:" };
    let _ = writeln!(text, "|{}|", table.columns.iter().map(side).collect::<Vec<_>>().join("|"));
    for row in &table.rows {
        let cells: Vec<String> = match row {
            Row::Heading(words) => std::iter::once(format!("**{}**", escaped(words)))
                .chain(table.columns.iter().skip(1).map(|_| String::new()))
                .collect(),
            Row::Cells { rank, cells, .. } => {
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
