//! A sheet with merged cells, written in every format of tables.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use crate::broken::zipped;

/// First and last row and column, from 0.
type Area = [u32; 4];

/// Cells of a sheet and which of them are merged.
pub(crate) struct Sheet {
    rows: Vec<Vec<String>>,
    merged: Vec<Area>,
}

impl Sheet {
    /// A sheet of lines, cells between bars. `<` is merged with the cell to its left, `^` with the one above.
    pub(crate) fn of(text: &str) -> Self {
        let rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect();
        let mut sheet = Self { merged: Vec::new(), rows };
        for row in 0..sheet.rows.len() {
            for column in 0..sheet.rows[row].len() {
                let across = sheet.rows[row][column + 1..].iter().take_while(|cell| *cell == "<").count();
                let is = |row: &Vec<String>| row.get(column).is_some_and(|cell| cell == "^");
                let down = sheet.rows[row + 1..].iter().take_while(|row| is(row)).count();
                if across + down > 0 && !matches!(sheet.rows[row][column].as_str(), "<" | "^") {
                    let [first_row, first_column] = [row, column].map(|at| u32::try_from(at).unwrap());
                    let [across, down] = [across, down].map(|count| u32::try_from(count).unwrap());
                    sheet.merged.push([first_row, first_row + down, first_column, first_column + across]);
                }
            }
        }
        sheet
    }

    /// Cells that hold something: row, column, text.
    fn cells(&self) -> impl Iterator<Item = (u32, u32, &str)> {
        self.rows.iter().zip(0..).flat_map(|(row, at)| {
            row.iter()
                .zip(0..)
                .filter(|(cell, _)| !matches!(cell.as_str(), "" | "<" | "^"))
                .map(move |(cell, column)| (at, column, cell.as_str()))
        })
    }

    /// Comma-separated text: merged cells are empty ones.
    pub(crate) fn csv(&self) -> Vec<u8> {
        let cell = |cell: &String| if matches!(cell.as_str(), "<" | "^") { String::new() } else { cell.clone() };
        let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
        self.rows.iter().map(line).collect::<String>().into_bytes()
    }

    pub(crate) fn xlsx(&self) -> Vec<u8> {
        let mut rows = String::new();
        for (row, cells) in self.rows.iter().enumerate() {
            let _ = write!(rows, "<row r=\"{}\">", row + 1);
            for (at, column, cell) in self.cells().filter(|(at, ..)| *at as usize == row) {
                let place = format!("{}{}", letter(column), at + 1);
                let _ = match cell.parse::<f64>() {
                    Ok(_) if !cell.starts_with('0') => write!(rows, "<c r=\"{place}\"><v>{cell}</v></c>"),
                    _ => write!(rows, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
                };
            }
            let _ = write!(rows, "</row>");
            assert!(cells.len() < 26);
        }
        let mut merged = String::new();
        for [top, bottom, left, right] in &self.merged {
            let (left, right) = (letter(*left), letter(*right));
            let _ = write!(merged, "<mergeCell ref=\"{left}{}:{right}{}\"/>", top + 1, bottom + 1);
        }
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let sheet = format!(
            "<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
        );
        let book = format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"T\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        );
        zipped(&[
            ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
            ("_rels/.rels", relation("officeDocument", "xl/workbook.xml").as_bytes()),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml").as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ])
    }

    pub(crate) fn xlsb(&self) -> Vec<u8> {
        let record = |kind: u16, content: &[u8]| {
            let [low, high] = [kind & 0x7F, kind >> 7].map(|bits| u8::try_from(bits).unwrap());
            let mut bytes = if kind < 0x80 { vec![low] } else { vec![low | 0x80, high] };
            assert!(content.len() < 0x80);
            bytes.push(u8::try_from(content.len()).unwrap());
            bytes.extend(content);
            bytes
        };
        let text = |text: &str| {
            let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [&u32::try_from(letters.len() / 2).unwrap().to_le_bytes()[..], &letters].concat()
        };
        let mut sheet = Vec::new();
        for row in 0..self.rows.len() {
            let row = u32::try_from(row).unwrap();
            sheet.extend(record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
            for (_, column, cell) in self.cells().filter(|(at, ..)| *at == row) {
                let start = [column.to_le_bytes(), [0; 4]].concat();
                sheet.extend(match cell.parse::<f64>() {
                    Ok(number) if !cell.starts_with('0') => record(5, &[&start[..], &number.to_le_bytes()].concat()),
                    _ => record(6, &[start, text(cell)].concat()),
                });
            }
        }
        for area in &self.merged {
            sheet.extend(record(176, &area.map(u32::to_le_bytes).concat()));
        }
        let book = record(156, &[vec![0; 8], text("r1"), text("T")].concat());
        zipped(&[
            ("xl/workbook.bin", &book),
            ("xl/_rels/workbook.bin.rels", relation("worksheet", "worksheets/sheet1.bin").as_bytes()),
            ("xl/worksheets/sheet1.bin", &sheet),
        ])
    }

    pub(crate) fn xls(&self) -> Vec<u8> {
        let record = |kind: u16, content: &[u8]| {
            let length = u16::try_from(content.len()).unwrap();
            [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
        };
        let short = |number: u32| u16::try_from(number).unwrap().to_le_bytes();
        let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let mut sheet = begin(0x10);
        for (row, column, cell) in self.cells() {
            let start = [short(row), short(column), [0; 2]].concat();
            sheet.extend(match cell.parse::<f64>() {
                Ok(number) if !cell.starts_with('0') => record(0x0203, &[&start[..], &number.to_le_bytes()].concat()),
                _ => {
                    let letters: Vec<u16> = cell.encode_utf16().collect();
                    let count = u16::try_from(letters.len()).unwrap().to_le_bytes();
                    let letters = letters.into_iter().flat_map(u16::to_le_bytes).collect();
                    record(0x0204, &[start, count.to_vec(), vec![1], letters].concat())
                }
            });
        }
        let areas = self.merged.iter().flat_map(|area| area.map(short).concat()).collect();
        let count = u16::try_from(self.merged.len()).unwrap().to_le_bytes().to_vec();
        sheet.extend(record(0x00E5, &[count, areas].concat()));
        sheet.extend(record(0x000A, &[]));
        let listed = |start: u32| {
            let entry = [&start.to_le_bytes()[..], &[0, 0, 1, 0, b'T']].concat();
            [begin(5), record(0x0085, &entry), record(0x000A, &[])].concat()
        };
        let globals = listed(u32::try_from(listed(0).len()).unwrap());
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream("Workbook").unwrap().write_all(&[globals, sheet].concat()).unwrap();
        file.into_inner().into_inner()
    }

    pub(crate) fn ods(&self) -> Vec<u8> {
        let mut rows = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            rows.push_str("<table:table-row>");
            for (column, cell) in row.iter().enumerate() {
                let at = [at, column].map(|at| u32::try_from(at).unwrap());
                let span = self.merged.iter().find(|[top, _, left, _]| [*top, *left] == at);
                let span = span.map_or_else(String::new, |[top, bottom, left, right]| {
                    format!(
                        " table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\"",
                        bottom - top + 1,
                        right - left + 1
                    )
                });
                let _ = match cell.as_str() {
                    "" => write!(rows, "<table:table-cell/>"),
                    "<" | "^" => write!(rows, "<table:covered-table-cell/>"),
                    number if number.parse::<f64>().is_ok() && !number.starts_with('0') => write!(
                        rows,
                        "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"{span}><text:p>{number}</text:p></table:table-cell>"
                    ),
                    text => write!(
                        rows,
                        "<table:table-cell office:value-type=\"string\"{span}><text:p>{text}</text:p></table:table-cell>"
                    ),
                };
            }
            rows.push_str("</table:table-row>");
        }
        let of = "urn:oasis:names:tc:opendocument:xmlns";
        let content = format!(
            "<office:document-content xmlns:office=\"{of}:office:1.0\" xmlns:table=\"{of}:table:1.0\" xmlns:text=\"{of}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"T\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        // The first part is kept as it is, so that programs find the format's name.
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in
            [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_str())]
        {
            archive.start_file(name, stored).unwrap();
            archive.write_all(bytes.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }
}

const CONTENT_TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

fn relation(kind: &str, target: &str) -> String {
    let schema = "http://schemas.openxmlformats.org";
    format!(
        "<Relationships xmlns=\"{schema}/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{schema}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

fn letter(column: u32) -> char {
    char::from(b'A' + u8::try_from(column).unwrap())
}
