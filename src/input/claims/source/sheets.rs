//! Tables as files: every sheet of a workbook, or the one table of a delimited file.

use crate::input::cell::content::Nature;
use crate::input::cell::grid::{GridRow, Sheet, column_letters};
use crate::input::claims::language::style::Style;
use crate::input::claims::source::document::{Cell, Document, MOST_CELLS, Part, Places, Table};
use crate::input::claims::source::plain::trimmed;

/// Decimals of a percentage that a workbook keeps in full.
const DECIMALS: usize = 4;

/// Reads sheets. Numbers that a workbook keeps as numbers are written with the decimal mark of its texts.
pub(crate) fn read_sheets(sheets: &[Sheet]) -> (Document, Places) {
    let mut document = Document::default();
    let mut cells = Vec::new();
    let texts: String =
        sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(text_cells).fold(String::new(), |mut all, text| {
            all.push_str(text);
            all.push('\n');
            all
        });
    let comma = Style::of(&texts).comma;
    let mut room = MOST_CELLS;
    for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
        let mut table = Table::default();
        for row in &sheet.rows {
            if room < row.record.len() {
                document.left_out.push(format!("only the first {MOST_CELLS} cells were read"));
                room = 0;
                break;
            }
            room -= row.record.len();
            let mut found = Vec::new();
            for column in 0..row.record.len() {
                if column > 0 {
                    document.text.push_str(" | ");
                }
                let start = document.text.len();
                document.text.push_str(&shown(row, column, comma));
                let range = trimmed(&document.text, start..document.text.len());
                cells.push((range.clone(), format!("{}!{}{}", sheet.name, column_letters(column), row.line)));
                found.push(Cell { range, span: column });
            }
            document.text.push('\n');
            table.rows.push(found);
        }
        document.parts.push(Part::Table(table));
    }
    let mut places = Places::of_file(&document.text);
    for (range, name) in cells {
        places.cell(range, name);
    }
    (document, places)
}

/// Reads the rows of a delimited text, each with its cells where they stand in it.
pub(crate) fn read_rows(text: String, rows: &[GridRow]) -> (Document, Places) {
    let places = Places::of_file(&text);
    let starts: Vec<usize> =
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
    let (mut table, mut room, mut left_out) = (Table::default(), MOST_CELLS, Vec::new());
    for (number, row) in rows.iter().enumerate() {
        if room < row.record.len() {
            left_out.push(format!("only the first {MOST_CELLS} cells were read"));
            break;
        }
        room -= row.record.len();
        let start_of =
            |line: u64| usize::try_from(line).ok().and_then(|line| starts.get(line.checked_sub(1)?)).copied();
        let mut at = start_of(row.line).unwrap_or(text.len());
        let end = rows.get(number + 1).and_then(|next| start_of(next.line)).unwrap_or(text.len());
        let mut cells = Vec::new();
        for column in 0..row.record.len() {
            let cell = row.text(column);
            // A cell with doubled quotes does not stand in the file as it is read: its place is not known, and it is left empty.
            let found = text.get(at..end).and_then(|rest| rest.find(cell)).map(|n| at + n);
            let start = found.filter(|_| !cell.is_empty()).unwrap_or(at);
            let range = start..start + if found.is_some() { cell.len() } else { 0 };
            at = range.end;
            cells.push(Cell { range, span: column });
        }
        table.rows.push(cells);
    }
    (Document { text, parts: vec![Part::Table(table)], left_out }, places)
}

fn text_cells(row: &GridRow) -> impl Iterator<Item = &str> {
    (0..row.record.len()).filter(|column| row.nature(*column).is_text()).map(|column| row.text(column))
}

/// A cell as people read it.
fn shown(row: &GridRow, column: usize, comma: bool) -> String {
    let text = row.text(column);
    let nature = row.nature(column);
    let rounded = |value: f64, sign: &str| {
        let digits = format!("{value:.DECIMALS$}");
        let digits = digits.trim_end_matches('0').trim_end_matches('.');
        (if comma { digits.replace('.', ",") } else { digits.to_owned() }) + sign
    };
    match nature {
        Nature::Percent => text.parse::<f64>().map_or_else(|_| text.to_owned(), |value| rounded(value * 100.0, "%")),
        Nature::Number if text.contains('.') => {
            text.parse().map_or_else(|_| text.to_owned(), |value| rounded(value, ""))
        }
        Nature::Number | Nature::Text | Nature::Date | Nature::Failed | Nature::Uncomputed | Nature::Merged => {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::claim::figure::Spot;

    #[test]
    fn numbers_are_written_as_the_texts_of_the_workbook_write_them() {
        let row = |line, cells: [&str; 3], natures: [Nature; 3]| GridRow {
            line,
            record: cells.iter().collect(),
            natures: natures.to_vec(),
        };
        let number = [Nature::Text, Nature::Number, Nature::Percent];
        let rows = vec![
            row(1, ["Quota del 61,5%", "", ""], [Nature::Text; 3]),
            row(3, ["sì", "34", "0.557377049180328"], number),
            row(4, ["media", "12.5", "0.8"], number),
        ];
        let sheet = Sheet { name: "Dati".to_owned(), rows, ..Sheet::default() };
        let (document, places) = read_sheets(&[sheet]);
        assert_eq!(document.text, "Quota del 61,5% |  | \nsì | 34 | 55,7377%\nmedia | 12,5 | 80%\n");
        assert_eq!(places.spot(document.text.find("55").unwrap()), Spot::Cell("Dati!C3".to_owned()));
    }

    #[test]
    fn cells_of_a_delimited_text_have_their_line_and_column() {
        let text = "a;n\n\n\"x;y\";34\nz;34\n";
        let (rows, _) = crate::input::table::delimited::read_delimited("x", text.as_bytes()).unwrap();
        let (document, places) = read_rows(text.to_owned(), &rows);
        let Part::Table(table) = &document.parts[0] else { panic!() };
        let spots: Vec<Spot> = table.rows.iter().map(|row| places.spot(row[1].range.start)).collect();
        let at = |line, column| Spot::Text { line, column };
        assert_eq!(spots, [at(1, 3), at(3, 7), at(4, 3)]);
    }
}
