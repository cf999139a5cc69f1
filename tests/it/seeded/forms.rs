//! A paper as text, as a web page, as a document, and its tables as a workbook.

use std::fmt::Write as _;
use std::io::Write as _;

use super::text::Part;

/// Plain text with tables of bars, or aligned by spaces.
pub(crate) fn text(parts: &[Part], aligned: bool) -> String {
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Heading(words) => writeln!(text, "## {words}\n").unwrap(),
            Part::Prose(words) => writeln!(text, "{}\n", wrapped(words)).unwrap(),
            Part::Table(caption, rows) if aligned => {
                let width = |column: usize| {
                    rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap()
                };
                let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
                writeln!(text, "{caption}\n").unwrap();
                for row in rows {
                    for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                        let pad = width - cell.chars().count();
                        let cell = if at == 0 {
                            format!("{cell}{}", " ".repeat(pad))
                        } else {
                            format!("   {}{cell}", " ".repeat(pad))
                        };
                        text.push_str(&cell);
                    }
                    text.push('\n');
                }
                text.push('\n');
            }
            Part::Table(caption, rows) => {
                writeln!(text, "{caption}\n").unwrap();
                for (at, row) in rows.iter().enumerate() {
                    writeln!(text, "| {} |", row.join(" | ")).unwrap();
                    if at == 0 {
                        writeln!(text, "|{}", "---|".repeat(row.len())).unwrap();
                    }
                }
                text.push('\n');
            }
        }
    }
    text
}

/// Lines of 78 characters.
fn wrapped(words: &str) -> String {
    let (mut text, mut width) = (String::new(), 0);
    for word in words.split(' ') {
        if width > 0 && width + word.chars().count() > 78 {
            text.push('\n');
            width = 0;
        }
        if width > 0 {
            text.push(' ');
        }
        text.push_str(word);
        width += word.chars().count() + 1;
    }
    text
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A web page.
pub(crate) fn page(parts: &[Part]) -> String {
    let mut page =
        "<!DOCTYPE html>\n<html><head><title>34 of 61</title><style>p{margin:5%}</style></head><body>\n".to_owned();
    for part in parts {
        match part {
            Part::Heading(words) => writeln!(page, "<h2>{}</h2>", escaped(words)).unwrap(),
            Part::Prose(words) => {
                writeln!(page, "<p>{}</p>", escaped(&wrapped(words)).replace(" (", "&nbsp;(")).unwrap();
            }
            Part::Table(caption, rows) => {
                writeln!(page, "<table><caption>{}</caption>", escaped(caption)).unwrap();
                for (at, row) in rows.iter().enumerate() {
                    let tag = if at == 0 { "th" } else { "td" };
                    let heading = row.iter().skip(1).all(String::is_empty);
                    let cells: String = if heading {
                        format!("<td colspan=\"{}\">{}</td>", row.len(), escaped(&row[0]))
                    } else {
                        row.iter().fold(String::new(), |cells, cell| {
                            cells + "<" + tag + ">" + &escaped(cell) + "</" + tag + ">"
                        })
                    };
                    writeln!(page, "<tr>{cells}</tr>").unwrap();
                }
                page.push_str("</table>\n");
            }
        }
    }
    page + "</body></html>\n"
}

/// A DOCX document. Text is broken into runs as word processors break it.
pub(crate) fn document(parts: &[Part]) -> Vec<u8> {
    let runs = |words: &str| -> String {
        let letters: Vec<char> = words.chars().collect();
        let run = |run: &[char]| {
            format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(&run.iter().collect::<String>()))
        };
        letters.chunks(37).map(run).collect()
    };
    let paragraph = |words: &str| format!("<w:p>{}</w:p>", runs(words));
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Heading(words) | Part::Prose(words) => body.push_str(&paragraph(words)),
            Part::Table(caption, rows) => {
                body.push_str(&paragraph(caption));
                body.push_str("<w:tbl>");
                for row in rows {
                    let cells: String =
                        row.iter().fold(String::new(), |cells, cell| cells + "<w:tc>" + &paragraph(cell) + "</w:tc>");
                    write!(body, "<w:tr>{cells}</w:tr>").unwrap();
                }
                body.push_str("</w:tbl>");
            }
        }
    }
    let xml = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The tables as a workbook, one a sheet, numbers as numbers.
pub(crate) fn workbook(parts: &[Part], comma: bool) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for part in parts {
        let Part::Table(caption, rows) = part else { continue };
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, caption).unwrap();
        for (row, cells) in (1..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                let plain = if comma { cell.replace('.', "").replace(',', ".") } else { cell.replace(',', "") };
                match plain.parse::<f64>() {
                    Ok(number) if column > 0 => sheet.write_number(row, column, number).unwrap(),
                    Ok(_) | Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}
