//! Tables: three rules, titles that repeat on every page, rows that are not broken, words to the left and numbers to the right.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::content::KeyNumber;
use crate::render::document::table::{Column, Rank, Row, Table};
use crate::render::document::word::paragraph::{Paper, Paragraph, text};
use crate::render::document::word::widths::Setting;

/// Tables of no more rows stand on one page.
const ROWS_OF_A_PAGE: usize = 24;
/// The width of the numbers beside their words.
const NUMBERS: u32 = 2400;

/// The line below titles.
const RULE: &str =
    "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tcBorders>";
/// Words stand at the foot of their cell.
const AT_FOOT: &str = "<w:vAlign w:val=\"bottom\"/>";

/// A cell: how wide, across how many columns, what else is said of it, and its paragraph.
fn push_cell(xml: &mut String, (width, columns): (u32, usize), properties: [&str; 3], paragraph: &Paragraph) {
    let [merged, rule, place] = properties;
    let span = if columns > 1 { format!("<w:gridSpan w:val=\"{columns}\"/>") } else { String::new() };
    let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merged}{rule}{place}</w:tcPr>");
    paragraph.push_to(xml);
    xml.push_str("</w:tc>");
}

/// What every table begins with.
fn opening(widths: &[u32], title: Option<&str>, look: &str) -> String {
    let title = title.map_or_else(String::new, |title| format!("<w:tblCaption w:val=\"{}\"/>", text(title)));
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"{look}\"/>{title}</w:tblPr><w:tblGrid>",
        widths.iter().sum::<u32>()
    );
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    xml
}

/// A table without its caption and notes.
pub(crate) fn table_xml(table: &Table, setting: &Setting, language: Language) -> String {
    let writer = Writer { table, setting, language };
    // A row of titles, and a column of what rows are of.
    let mut xml = opening(&setting.widths, Some(&table.title), "00A0");
    writer.push_header(&mut xml);
    let is_short = table.rows.len() <= ROWS_OF_A_PAGE;
    for (at, row) in table.rows.iter().enumerate() {
        // The last row stands on the page of the notes.
        let is_last = at + 1 == table.rows.len();
        writer.push_row(&mut xml, row, is_short && !is_last || is_last && table.all_notes().next().is_some());
    }
    xml.push_str("</w:tbl>");
    xml
}

struct Writer<'a> {
    table: &'a Table,
    setting: &'a Setting,
    language: Language,
}

impl Writer<'_> {
    fn paragraph(&self, style: &'static str, words: &str) -> Paragraph {
        match self.setting.letters.style() {
            Some(letters) => Paragraph::new(style).styled(letters, words),
            None => Paragraph::of(style, words),
        }
    }

    /// What columns have in common, then their titles.
    fn push_header(&self, xml: &mut String) {
        const ROW: &str = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        let columns = &self.table.columns;
        let has_groups = columns.iter().any(|column| column.group.is_some());
        if has_groups {
            xml.push_str(ROW);
            let mut first = 0;
            for (group, n) in self.table.groups() {
                let width: u32 = self.setting.widths[first..first + n].iter().sum();
                match group {
                    Some(group) => {
                        let words = self.paragraph("TableColumnGroup", group);
                        push_cell(xml, (width, n), ["", RULE, AT_FOOT], &words);
                    }
                    None => push_cell(
                        xml,
                        (width, n),
                        ["<w:vMerge w:val=\"restart\"/>", RULE, AT_FOOT],
                        &self.title(&columns[first]),
                    ),
                }
                first += n;
            }
            xml.push_str("</w:tr>");
        }
        xml.push_str(ROW);
        for (column, width) in columns.iter().zip(&self.setting.widths) {
            if has_groups && column.group.is_none() {
                let nothing = Paragraph::new("TableColumn");
                push_cell(xml, (*width, 1), ["<w:vMerge/>", RULE, AT_FOOT], &nothing);
            } else {
                push_cell(xml, (*width, 1), ["", RULE, AT_FOOT], &self.title(column));
            }
        }
        xml.push_str("</w:tr>");
    }

    fn title(&self, column: &Column) -> Paragraph {
        let style = if column.kind == Kind::Text { "TableColumn" } else { "TableColumnNumber" };
        self.paragraph(style, &column.printed(self.language))
    }

    fn push_row(&self, xml: &mut String, row: &Row, is_kept_with_next: bool) {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        match row {
            Row::Heading(words) => {
                let width = self.setting.widths.iter().sum();
                let words = self.paragraph("TableHeading", words);
                push_cell(xml, (width, self.table.columns.len()), [""; 3], &words);
            }
            Row::Cells { rank, cells, .. } => {
                let columns = self.table.columns.iter().zip(&self.setting.widths);
                for (at, (cell, (column, width))) in cells.iter().zip(columns).enumerate() {
                    let style = match (at, rank, column.kind) {
                        (0, Rank::Inside, _) => "TableTextInside",
                        (_, _, Kind::Text) => "TableText",
                        _ => "TableNumber",
                    };
                    let words = self.paragraph(style, &cell.written(column.kind, self.language));
                    let place = if style == "TableNumber" { AT_FOOT } else { "" };
                    push_cell(xml, (*width, 1), ["", "", place], &words.kept_with_next(is_kept_with_next));
                }
            }
        }
        xml.push_str("</w:tr>");
    }
}

/// The numbers that a reader takes away, each beside what it is of.
pub(crate) fn key_numbers(numbers: &[KeyNumber]) -> String {
    let widths = [NUMBERS, Paper::Upright.text()[0] - NUMBERS];
    // A column of what rows are of, no row of titles.
    let mut xml = opening(&widths, None, "0080");
    for KeyNumber { value, told, beside } in numbers {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        push_cell(&mut xml, (widths[0], 1), [""; 3], &Paragraph::of("KeyNumber", value));
        let mut words = Paragraph::of("KeyNumberText", told);
        if let Some(beside) = beside {
            words = words.line().styled("Reason", beside);
        }
        push_cell(&mut xml, (widths[1], 1), [""; 3], &words);
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    xml
}
