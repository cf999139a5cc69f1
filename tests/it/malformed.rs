//! Malformed files by the hundred, made of valid ones with a fixed seed: cut, flipped, cells doubled and lost, counts that are wrong, parts of
//! archives removed and swapped. Each is read or refused with its file, and its cell where there is one; nothing panics.

use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::problem::kind::Kind;
use bacino::input::problem::remark::{Problems, Remark};
use bacino::input::shapes::features::{read_areas, read_points};
use bacino::input::study::source::StudySource;
use bacino::study::open::open_study;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::support::Workspace;

/// How many malformed files are made for each format of tables, and for each of boundaries; `BACINO_MALFORMED` makes so many times as many.
const TABLES: usize = 200;
const BOUNDARIES: usize = 60;

/// Values that tables hold by mistake.
const VALUES: [&str; 24] = [
    "",
    " ",
    "0",
    "-1",
    "-0",
    "1e999",
    "1e-400",
    "99999999999999999999999",
    "NaN",
    "inf",
    "1.234.567,8,9",
    "1,2.3",
    "=1+1",
    "#REF!",
    "'001",
    "=\"001\"",
    "3-mar",
    "2023-02-29",
    "\u{202e}abc",
    "e\u{301}",
    "２３",
    "a\tb",
    "W1\n",
    "\u{feff}",
];

/// Numbers that headers hold by mistake.
const COUNTS: [u32; 8] = [0, 1, 2, 0x7F, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn oracle(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(name)).unwrap()
}

/// What makes malformed files, the same every time.
struct Mutator(Pcg64Mcg);

impl Mutator {
    fn new(seed: u128) -> Self {
        Self(Pcg64Mcg::new(seed))
    }

    /// A number below `limit`, 0 where that is 0.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.0.next_u64() % limit.max(1) as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A place and a length in some bytes.
    fn range(&mut self, length: usize, most: usize) -> std::ops::Range<usize> {
        let start = self.below(length);
        start..length.min(start + 1 + self.below(most))
    }

    /// Bytes of any kind: cut, flipped, a part lost or doubled, a number overwritten.
    fn bytes(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        if bytes.is_empty() {
            return bytes;
        }
        match self.below(6) {
            0 => bytes.truncate(self.below(bytes.len())),
            1 | 2 => {
                for _ in 0..=self.below(4) {
                    let at = self.below(bytes.len());
                    bytes[at] ^= 1 << self.below(8);
                }
            }
            3 => {
                let range = self.range(bytes.len(), 64);
                bytes.drain(range);
            }
            4 => {
                let range = self.range(bytes.len(), 64);
                let part = bytes[range.clone()].to_vec();
                bytes.splice(range.start..range.start, part);
            }
            _ => {
                // Counts stand in headers more often than elsewhere.
                let reach = if self.below(2) == 0 { bytes.len().min(128) } else { bytes.len() };
                let count = self.pick(&COUNTS).to_le_bytes();
                let width = [2, 4][self.below(2)];
                let at = self.below(reach);
                let end = bytes.len().min(at + width);
                bytes[at..end].copy_from_slice(&count[..end - at]);
            }
        }
        bytes
    }

    /// Delimited text: cells, lines, quotes and encodings.
    fn delimited(&mut self, text: &str, delimiter: char) -> Vec<u8> {
        let mut rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(delimiter).map(str::to_owned).collect()).collect();
        let row = self.below(rows.len());
        let column = self.below(rows[row].len());
        match self.below(14) {
            0 => {
                rows[row].remove(column);
            }
            1 => {
                let cell = rows[row][column].clone();
                rows[row].insert(column, cell);
            }
            2 => self.pick(&VALUES).clone_into(&mut rows[row][column]),
            3 => {
                let value = self.pick(&VALUES).to_owned();
                rows.iter_mut().filter(|row| column < row.len()).for_each(|row| row[column].clone_from(&value));
            }
            4 => rows[row][column].insert(0, '"'),
            5 => rows[row][column].push('"'),
            6 => rows[row][column] = "x".repeat(70_000),
            7 => {
                let copy = rows[row].clone();
                rows.insert(row, copy);
            }
            8 => {
                rows.remove(row);
            }
            9 => {
                let other = self.below(rows.len());
                rows.swap(row, other);
            }
            10 => rows[row].reverse(),
            11 => {
                let text: String = text.replace('\n', "\r");
                return text.into_bytes();
            }
            12 => {
                let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                return self.bytes(&[&[0xFF, 0xFE], units.as_slice()].concat());
            }
            _ => return self.bytes(text.as_bytes()),
        }
        let lines = rows.iter().map(|row| row.join(&delimiter.to_string()) + "\n");
        lines.collect::<String>().into_bytes()
    }

    /// XML or JSON: numbers, marks, elements.
    fn marked(&mut self, text: &str, marks: [char; 2]) -> Vec<u8> {
        let places = |what: &dyn Fn(char) -> bool| -> Vec<usize> {
            text.char_indices().filter(|(_, letter)| what(*letter)).map(|(at, _)| at).collect()
        };
        let (opening, closing) = (places(&|letter| letter == marks[0]), places(&|letter| letter == marks[1]));
        let digits = places(&|letter| letter.is_ascii_digit());
        if opening.is_empty() || closing.is_empty() || digits.is_empty() {
            return self.bytes(text.as_bytes());
        }
        let from = self.pick(&opening);
        let after = closing.iter().skip_while(|at| **at < from).nth(self.below(3));
        let element = from..after.map_or(text.len(), |end| end + 1);
        let mut text = text.to_owned();
        match self.below(8) {
            0 => text.replace_range(element, ""),
            1 => {
                let part = text[element].to_owned();
                text.insert_str(from, &part);
            }
            2 | 3 => {
                let start = self.pick(&digits);
                let length = text[start..].chars().take_while(char::is_ascii_digit).count();
                let numbers = ["-1", "4294967296", "99999999999999999999", "1e999", "x", "", "0", "1048577", "NaN"];
                text.replace_range(start..start + length, self.pick(&numbers));
            }
            4 => {
                text.insert_str(from, self.pick(&["&bogus;", "&#0;", "]]>", "<!--", "{\"a\":", "[[[[", "\u{0}", "\""]));
            }
            5 => text.truncate(from),
            6 => {
                let to = self.pick(&closing);
                text.replace_range(to..=to, "");
            }
            _ => return self.bytes(text.as_bytes()),
        }
        text.into_bytes()
    }

    /// An archive: its bytes, or a part removed, doubled, swapped with another, or malformed itself.
    fn archive(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.below(4) == 0 {
            return self.bytes(bytes);
        }
        let mut parts = parts_of(bytes);
        let at = self.below(parts.len());
        match self.below(8) {
            0 => {
                parts.remove(at);
            }
            1 => {
                let other = self.below(parts.len());
                let content = parts[other].1.clone();
                parts[other].1 = std::mem::replace(&mut parts[at].1, content);
            }
            2 => parts[at].0.push('x'),
            3 => parts[at].1.clear(),
            _ => {
                let content = parts[at].1.clone();
                parts[at].1 = match String::from_utf8(content) {
                    Ok(text) if text.contains('<') => self.marked(&text, ['<', '>']),
                    Ok(text) => self.bytes(text.as_bytes()),
                    Err(error) => self.bytes(error.as_bytes()),
                };
            }
        }
        archive_of(&parts)
    }

    /// A compound file: its bytes, or its one stream malformed.
    fn compound(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.below(3) == 0 {
            return self.bytes(bytes);
        }
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).unwrap();
        let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name)).unwrap();
        let mut content = Vec::new();
        file.open_stream(name).unwrap().read_to_end(&mut content).unwrap();
        let mut malformed = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        malformed.create_stream(name).unwrap().write_all(&self.bytes(&content)).unwrap();
        malformed.into_inner().into_inner()
    }
}

fn parts_of(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let indices = 0..archive.len();
    let read = |index| {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        (name, content)
    };
    indices.map(read).collect()
}

/// The first part of a document says as plain text what it is.
pub(crate) fn archive_of(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let is_plain = name == "mimetype";
        let method = if is_plain { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What a problem lacks: words, the file, or the cell that it is about.
fn lacking(problem: &Remark, tables: &[&str]) -> Option<String> {
    let place = &problem.place;
    let is_of_cell = matches!(
        problem.kind,
        Kind::Row | Kind::DamagedCell | Kind::AmbiguousNumber | Kind::Value | Kind::Word | Kind::Code | Kind::Share
    );
    let names_file = tables.iter().any(|table| place.file.contains(table));
    let lacks = if problem.message.trim().is_empty() {
        "words"
    } else if !names_file {
        "its file"
    } else if is_of_cell && place.line.is_none() && place.cell.is_none() {
        "its row or cell"
    } else {
        return None;
    };
    Some(format!("{problem} lacks {lacks}"))
}

/// Reads malformed files one after the other; what panics or lacks its place is told with its number.
fn survive<T>(n: usize, files: &[&str], mut read: impl FnMut(usize) -> Result<T, Problems>) -> (usize, usize) {
    let times = std::env::var("BACINO_MALFORMED").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let (mut wrong, mut refused, mut accepted) = (Vec::new(), 0, 0);
    for number in 0..n * times {
        match catch_unwind(AssertUnwindSafe(|| read(number))) {
            Ok(Ok(_)) => accepted += 1,
            Ok(Err(problems)) => {
                refused += 1;
                assert!(!problems.0.is_empty(), "{number}: refused without a word");
                wrong.extend(problems.0.iter().filter_map(|problem| lacking(problem, files)));
            }
            Err(_) => wrong.push(format!("{number}: panics")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong, such as {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    (refused, accepted)
}

/// Opens Squareland with malformed tables of its units in place of the valid one.
fn malformed_units(ending: &str, seed: u128, mut malform: impl FnMut(&mut Mutator) -> Vec<u8>) {
    let name = format!("units.{ending}");
    let workspace = Workspace::squareland().replace("study.toml", "units.csv", &name);
    let source = StudySource::Path(workspace.path("study.toml"));
    let mut mutator = Mutator::new(seed);
    let files = [name.as_str(), "catchments.csv", "study.toml"];
    let (refused, accepted) = survive(TABLES, &files, |_| {
        std::fs::write(workspace.path(&name), malform(&mut mutator)).unwrap();
        open_study(&source)
    });
    assert!(refused > TABLES / 10, "{refused} refused and {accepted} read");
}

fn units() -> String {
    include_str!("../squareland/units.csv").to_owned()
}

#[test]
fn tables_with_commas() {
    malformed_units("csv", 1, |mutator| mutator.delimited(&units(), ','));
}

#[test]
fn tables_with_semicolons() {
    let text = units().replace(',', ";");
    malformed_units("csv", 2, |mutator| mutator.delimited(&text, ';'));
}

#[test]
fn tables_with_tabs() {
    let text = units().replace(',', "\t");
    malformed_units("tsv", 3, |mutator| mutator.delimited(&text, '\t'));
}

#[test]
fn workbooks_of_excel() {
    let bytes = oracle("tables/squareland.xlsx");
    malformed_units("xlsx", 4, |mutator| mutator.archive(&bytes));
}

#[test]
fn binary_workbooks_of_excel() {
    let bytes = oracle("tables/squareland.xlsb");
    malformed_units("xlsb", 5, |mutator| mutator.archive(&bytes));
}

#[test]
fn old_workbooks_of_excel() {
    let bytes = oracle("tables/squareland.xls");
    malformed_units("xls", 6, |mutator| mutator.compound(&bytes));
}

#[test]
fn spreadsheets_of_open_document() {
    let bytes = oracle("tables/squareland.ods");
    malformed_units("ods", 7, |mutator| mutator.archive(&bytes));
}

/// Reads malformed copies of a boundary file and of those beside it.
fn malformed_boundaries(name: &str, beside: &[&str], seed: u128, malform: impl Fn(&mut Mutator, &[u8]) -> Vec<u8>) {
    let sample = |name: &str| oracle(&format!("formats/samples/{name}"));
    let parts = beside.iter().chain([&name]).copied();
    let workspace = parts.fold(Workspace::empty(), |workspace, part| workspace.write(part, sample(part)));
    let folder = Folder::Disk(workspace.path(""));
    let mut mutator = Mutator::new(seed);
    let names: Vec<&str> = std::iter::once(name).chain(beside.iter().copied()).collect();
    survive(BOUNDARIES, &names, |number| {
        let part = names[number % names.len()];
        let valid = sample(part);
        let path = workspace.path(part);
        if number % 10 == 9 && part != name {
            std::fs::remove_file(&path).unwrap();
        } else {
            std::fs::write(&path, malform(&mut mutator, &valid)).unwrap();
        }
        let request = FeatureRequest::default();
        let areas = read_areas(&folder, name, &request);
        let points = read_points(&folder, name, &request);
        std::fs::write(&path, valid).unwrap();
        areas.map(|_| ()).or_else(|problems| points.map(|_| ()).map_err(|also| Problems([problems.0, also.0].concat())))
    });
}

#[test]
fn boundary_files_of_every_format() {
    let binary = |mutator: &mut Mutator, bytes: &[u8]| mutator.bytes(bytes);
    let json = |mutator: &mut Mutator, bytes: &[u8]| {
        let marks = mutator.pick(&[['{', '}'], ['[', ']'], ['"', '"'], [',', ',']]);
        mutator.marked(std::str::from_utf8(bytes).unwrap(), marks)
    };
    malformed_boundaries("squares.geojson", &[], 11, json);
    malformed_boundaries("sequence.geojsons", &[], 12, json);
    malformed_boundaries("plain.topojson", &[], 13, json);
    malformed_boundaries("quantised.topojson", &[], 14, json);
    malformed_boundaries("latin1.shp", &["latin1.shx", "latin1.dbf", "latin1.prj", "latin1.cpg"], 15, binary);
    malformed_boundaries("points.shp", &["points.shx", "points.dbf", "points.prj"], 16, binary);
    malformed_boundaries("squares.zip", &[], 17, Mutator::archive);
    malformed_boundaries("squares.gpkg", &[], 18, binary);
    malformed_boundaries("squares.fgb", &[], 19, binary);
    malformed_boundaries("snappy.parquet", &[], 20, binary);
}
