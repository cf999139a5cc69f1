//! One column of a table of areas: any figures by code, for a map.

use std::collections::BTreeSet;
use std::path::Path;

use crate::input::code::autonomous::{Autonomous, REGIONS21};
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::places::{PlaceReader, Reading};
use crate::input::code::said::Said;
use crate::input::code::vintage::Conversion;
use crate::input::figures::area_cells::{CellReader, Found, Holds};
use crate::input::figures::unmatched::{Unmatched, left_apart, nothing_known};
use crate::input::file::bytes::read_path;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Read;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::needed::Needed;
use crate::input::table::notes::About;
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::value::column::{ColumnRules, Expected, Figure};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::input::value::outlying::suspected;
use crate::input::value::withheld::Marks;
use crate::model::base::index::AreaIndex;
use crate::model::place::territory::Territory;
use crate::model::study::Source;

/// A table to read.
#[derive(Clone, Copy, Debug)]
pub enum TableFile<'a> {
    /// A file.
    Path(&'a Path),
    /// One that was read already, its file, and the titles of columns whose decimals a point marks.
    Read(&'a Table, &'a Source, &'a [String]),
}

/// Which column to read.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn<'a> {
    /// The table.
    pub file: TableFile<'a>,
    /// The title of the column of codes; without it `<level>_code` or `code`.
    pub code: Option<&'a str>,
    /// The title of the column of values.
    pub value: &'a str,
    /// What its cells are read as.
    pub holds: Holds,
    /// The sheet, where the file is a workbook.
    pub sheet: Option<&'a str>,
    /// The day that the codes are of, where they are to be converted.
    pub codes: Option<jiff::civil::Date>,
    /// A column and a word: only rows with this word there are read.
    pub rows: Option<(&'a str, &'a str)>,
    /// What marks values that are withheld.
    pub marks: &'a Marks,
    /// What marks decimals, where the column does not tell.
    pub numbers: Option<NumberFormat>,
}

/// Why an area has no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureGap {
    /// Its cell is empty.
    Empty,
    /// Its cell has a mark of what is withheld.
    Withheld,
    /// The table has no row for it.
    NoRow,
    /// The table has its land under codes of another day, and what they say cannot be converted.
    OtherDay,
}

/// Figures by area.
#[derive(Clone, Debug)]
pub struct AreaFigures {
    /// Why an area has no figure, where it has none.
    pub gaps: Vec<FigureGap>,
    /// The figure of each area of the level, in the level's order; none in a column of words.
    pub values: Vec<Option<f64>>,
    /// The words of a column of words, in the order in which they come.
    pub words: Vec<String>,
    /// Which of the words each area has.
    pub word_of: Vec<Option<usize>>,
    /// The title of the column.
    pub title: String,
    /// The title of the column of codes.
    pub code: String,
    /// The sheet that was asked for, where the file is a workbook.
    pub sheet: Option<String>,
    /// The day that the codes are of, where they were converted.
    pub codes: Option<jiff::civil::Date>,
    /// What marks values that are withheld.
    pub marks: Marks,
    /// Whether the values are percentages, read as shares.
    pub is_percent: bool,
    /// What marks decimals, where that was said.
    pub numbers: Option<NumberFormat>,
    /// What rows around the table say of it.
    pub about: About,
    /// The file.
    pub source: Source,
}

impl AreaFigures {
    /// Those of some of the areas.
    #[must_use]
    pub fn part(self, inside: &[bool]) -> Self {
        let gaps = self.gaps.into_iter().zip(inside).filter(|(_, inside)| **inside).map(|(gap, _)| gap).collect();
        let values = self.values.into_iter().zip(inside).filter(|(_, inside)| **inside).map(|(value, _)| value);
        let word_of = self.word_of.into_iter().zip(inside).filter(|(_, inside)| **inside).map(|(word, _)| word);
        Self { gaps, values: values.collect(), word_of: word_of.collect(), ..self }
    }
}

/// The words of a column that tells the rows of a table apart: numbers from the lowest up, others in the order in which they come.
///
/// # Errors
/// A missing column, and a row without a word.
pub fn read_words(wanted: &TableColumn<'_>, title: &str) -> Result<Vec<String>, Problems> {
    let (table, _) = open_table(wanted, &[&[wanted.value], &[title]])?;
    let column = table.require_by(title, "")?;
    let mut problems = Problems::default();
    let mut words: Vec<String> = Vec::new();
    for row in table.rows() {
        match row.optional(Some(&column)) {
            Some(word) if words.iter().any(|known| known == word) => {}
            Some(word) => words.push(word.to_owned()),
            None => problems.push(row.problem(Kind::Value, &column, "expected a word, found nothing")),
        }
    }
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let numbers: Option<Vec<f64>> = words.iter().map(|word| word.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let mut order: Vec<(f64, String)> = numbers.into_iter().zip(words).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        words = order.into_iter().map(|(_, word)| word).collect();
    }
    Ok(words)
}

/// The rows with a word in a column; all, where nothing tells rows apart.
pub(crate) fn wanted_rows<'a>(table: &'a Table, wanted: Option<(&str, &str)>, problems: &mut Problems) -> Vec<Row<'a>> {
    let told_apart = wanted.and_then(|(title, word)| Some((problems.take(table.require_by(title, ""))?, word)));
    table.rows().filter(|row| told_apart.as_ref().is_none_or(|(column, word)| row.cell(column) == *word)).collect()
}

/// Reads one column of figures by area.
///
/// # Errors
/// Missing columns, repeated areas, names of several areas, codes of another coding, text for a number, and a table none of whose rows
/// is of an area.
pub fn read_column(
    wanted: &TableColumn<'_>,
    territory: &Territory,
    among: Among<'_>,
) -> Result<Read<AreaFigures>, Problems> {
    let gazetteer = Gazetteer::new(territory, among);
    let name = gazetteer.word();
    let (table, source, [code, value]) = table_of(wanted, &format!("{name}_code"))?;
    let mut problems = Problems::default();
    let rows = wanted_rows(&table, wanted.rows, &mut problems);
    let (mut line_of, mut found) = (vec![None; gazetteer.len()], Found::of(gazetteer.len()));
    let (mut unmatched, mut apart) = (Unmatched::default(), Vec::new());
    table.refuse_damage(&[&code, &value], false, &mut problems);
    let mut warnings = table.warnings.clone();
    let reading = reading_of(&table, &rows, &value, wanted);
    let cells = CellReader::new(&table, &value, reading, &mut warnings, &mut problems);
    let conversion = conversion_of(wanted, &gazetteer, &table, &mut problems);
    let (mut converted, mut other_days, mut on_other_land) = (Vec::new(), Vec::new(), BTreeSet::new());
    let said = Said { column: &|title| format!("--code {title}"), day: said_day(&gazetteer) };
    let mut reader = PlaceReader::new(gazetteer, (&table, &rows), &code, said, &mut problems);
    for &row in &rows {
        let mut text = row.cell(&code);
        let followed = conversion.as_ref().and_then(|conversion| conversion.follow(text));
        match &followed {
            Some(Ok(now)) if !now.ends_with(text) => {
                converted.push(format!("{text} as {now}"));
                text = now;
            }
            Some(Err(changed)) => {
                let hint = "a figure may be a rate, so it is not added up or divided: give the new place its own row";
                other_days.push(row.problem(Kind::Vintage, &code, changed.message.clone()).hint(hint));
                on_other_land.extend(changed.now.iter().cloned());
                continue;
            }
            Some(Ok(_)) | None => {}
        }
        let meaning = reader.find(text, Some(row));
        let area = match reader.settle(meaning, text, Some(row), || row.place(&code)) {
            Reading::Area(area) => area,
            Reading::Autonomous(province) => {
                apart.push(province);
                continue;
            }
            Reading::Wrong(wrong) if wrong.is_ambiguous => {
                problems.push(wrong.problem(row, &code));
                continue;
            }
            Reading::Wrong(wrong) => {
                unmatched.add(&table, row, text, Some(wrong));
                continue;
            }
            Reading::Broader => {
                unmatched.add(&table, row, text, None);
                continue;
            }
            Reading::Kept => {
                on_other_land.extend(reader.own_codes(text));
                unmatched.add(&table, row, text, None);
                continue;
            }
        };
        if let Some(line) = line_of[area.index()].replace(row.line) {
            problems.push(stands_already(&reader, row, &code, &format!("{} {line}", table.line_word())));
            continue;
        }
        found.take(area, row, &value, &cells, &mut problems);
    }
    let place = || Place::file(&table.file).column(&code.title);
    let of_another_day = reader.of_another_day(said);
    if problems.0.is_empty() && unmatched.rows.len() == rows.len() && on_other_land.is_empty() {
        problems.push(nothing_known(&place(), &reader.gazetteer, (&rows, &code), &unmatched.rows));
        problems.0.extend(of_another_day.iter().cloned());
    }
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell().by_flags(flag));
    }
    warnings.extend(reader.said(&table, &code));
    warnings.extend(unmatched.said(&place(), name, reader.is_by_name()));
    warnings.extend(left_apart(&place(), &apart, &reader.gazetteer, &line_of));
    warnings.extend(of_another_day);
    warnings.extend(other_days);
    warnings.extend(withheld_remark(&table, &value, found.withheld.iter().map(|(_, cell)| *cell)));
    warnings.extend(reader.restored(&table, &code));
    warnings.extend(said_converted(&place(), &converted));
    let numbers = found.values.iter().flatten().copied();
    warnings.extend(suspected(&table.cells(&value), &Missing::default(), numbers));
    let gaps = gaps_of(&reader.gazetteer, &line_of, &found.withheld, &on_other_land);
    Ok(Read {
        value: AreaFigures {
            gaps,
            values: found.values,
            words: found.words,
            word_of: found.word_of,
            title: value.title.clone(),
            code: code.title.clone(),
            sheet: wanted.sheet.map(str::to_owned),
            codes: wanted.codes,
            marks: wanted.marks.clone(),
            is_percent: cells.is_percent(),
            numbers: wanted.numbers,
            about: table.about.clone(),
            source,
        },
        warnings: warnings.into_iter().map(|remark| remark.by_flags(flag)).collect(),
    })
}

/// That codes of another day were read.
fn said_converted(place: &Place, converted: &[String]) -> Option<Remark> {
    let message = format!("codes of another day read: {}", first_few(converted));
    (!converted.is_empty()).then(|| Remark::of(Kind::Changed, place.clone(), message))
}

/// That an area has a row already. Two rows of Trentino-Alto Adige may be its two provinces.
fn stands_already(reader: &PlaceReader<'_>, row: Row<'_>, column: &Column, line: &str) -> Remark {
    let message = format!("the {} {:?} stands on {line} already", reader.gazetteer.word(), row.cell(column));
    let hint = reader.autonomous_in(row).map(|province| {
        let codes = Autonomous::BOTH.map(|province| format!("{} for {}", province.code(), province.name())).join(", ");
        format!("the row is of {}: write {codes}, and draw the layer {REGIONS21}", province.name())
    });
    row.problem(Kind::Repeated, column, message).maybe_hint(hint)
}

/// How the day of a table's codes is said, where that converts them.
fn said_day(gazetteer: &Gazetteer<'_>) -> Option<fn(jiff::civil::Date) -> String> {
    gazetteer.is_of_places().then_some(|day| format!("--codes {day}"))
}

/// How the column of values is to be read.
pub(crate) fn rules(wanted: &TableColumn<'_>, title: &str) -> ColumnRules {
    let of_file = match wanted.file {
        TableFile::Read(_, _, points) if points.iter().any(|own| own == title) => Some(NumberFormat::English),
        TableFile::Read(..) | TableFile::Path(_) => None,
    };
    ColumnRules {
        expected: Expected::Number,
        numbers: wanted.numbers.or(of_file),
        missing: Missing::default(),
        withheld: Some(wanted.marks.clone()),
    }
}

/// How the cells of a column are read: as what it is said to hold, else as what they are.
fn reading_of(table: &Table, rows: &[Row<'_>], column: &Column, wanted: &TableColumn<'_>) -> (Holds, ColumnRules) {
    let holds = match wanted.holds {
        Holds::Either if is_of_words(table, rows, column, wanted) => Holds::Words,
        Holds::Either | Holds::Numbers => Holds::Numbers,
        Holds::Words => Holds::Words,
    };
    (holds, rules(wanted, &column.title))
}

/// Whether no cell of a column is a number, and some are words that do not say that a value is not known.
pub(crate) fn is_of_words(table: &Table, rows: &[Row<'_>], column: &Column, wanted: &TableColumn<'_>) -> bool {
    let mut problems = Problems::default();
    let numbers = NumberReader::new(table, column, rules(wanted, &column.title), &mut Vec::new(), &mut problems);
    // What decides none of several ways to read numbers is a column of numbers.
    if !problems.0.is_empty() {
        return false;
    }
    let is_number = |row: &Row<'_>| match numbers.number(*row, &mut problems) {
        Figure::Known(_) => true,
        Figure::Unknown | Figure::Withheld => false,
    };
    let n_numbers = rows.iter().map(is_number).filter(|is| *is).count();
    n_numbers == 0 && !problems.0.is_empty()
}

/// The flags about a table that no study names.
pub(crate) fn flag(key: Key) -> Option<&'static str> {
    match key {
        Key::Numbers => Some("--numbers"),
        Key::Sheet => Some("--sheet"),
        Key::Missing => Some("--suppressed"),
        Key::Axes | Key::Crs | Key::Layer | Key::Wal => None,
    }
}

/// The table that a column is asked of.
pub(crate) fn open_table(wanted: &TableColumn<'_>, needed: Needed<'_>) -> Result<(Table, Source), Problems> {
    let path = match wanted.file {
        TableFile::Path(path) => path,
        TableFile::Read(table, source, _) => return Ok((table.clone(), source.clone())),
    };
    let mut file = read_path(path)?;
    file.sheet = wanted.sheet.map(str::to_owned);
    let mut table = Table::read(&file, needed).map_err(|problems| problems.by_flags(flag))?;
    table.warnings = table.warnings.into_iter().map(|warning| warning.by_flags(flag)).collect();
    Ok((table, file.source))
}

/// The table with its columns of codes and of figures.
fn table_of(wanted: &TableColumn<'_>, usual: &str) -> Result<(Table, Source, [Column; 2]), Problems> {
    let code_titles: &[&str] = match &wanted.code {
        Some(title) => &[title],
        None => &[usual, "code"],
    };
    let (table, source) = open_table(wanted, &[code_titles, &[wanted.value]])?;
    let mut problems = Problems::default();
    let found = code_titles.iter().find_map(|title| table.find(title));
    let code = found.or_else(|| {
        problems.take(table.require_by(code_titles[0], "; name the one with the codes with --code COLUMN"))
    });
    let value = problems.take(table.require_by(wanted.value, ""));
    match (code, value) {
        (Some(code), Some(value)) => Ok((table, source, [code, value])),
        _ => Err(problems),
    }
}

/// What converts the table's codes, where they are of another day.
fn conversion_of(
    wanted: &TableColumn<'_>,
    gazetteer: &Gazetteer<'_>,
    table: &Table,
    problems: &mut Problems,
) -> Option<Conversion> {
    let conversion = Conversion::new(gazetteer.territory, wanted.codes?)?;
    if !gazetteer.is_of_places() {
        let name = gazetteer.word();
        let message = format!("codes of the level {name} are not converted, only those of places");
        problems.push(Remark::of(Kind::Vintage, Place::file(&table.file), message).hint("leave out --codes"));
    }
    Some(conversion)
}

/// Why each area has no figure, where it has none.
fn gaps_of(
    gazetteer: &Gazetteer<'_>,
    line_of: &[Option<u64>],
    withheld: &[(AreaIndex, &str)],
    on_other_land: &BTreeSet<String>,
) -> Vec<FigureGap> {
    let is_withheld: BTreeSet<usize> = withheld.iter().map(|(area, _)| area.index()).collect();
    let of_other_day = |code: &str| gazetteer.is_of_places() && on_other_land.contains(code);
    let areas = gazetteer.codes().into_iter().zip(line_of).enumerate();
    areas
        .map(|(index, (code, line))| match line {
            Some(_) if is_withheld.contains(&index) => FigureGap::Withheld,
            Some(_) => FigureGap::Empty,
            None if of_other_day(code) => FigureGap::OtherDay,
            None => FigureGap::NoRow,
        })
        .collect()
}

/// How many cells are marked as withheld, and with what.
pub fn withheld_remark<'a>(table: &Table, column: &Column, cells: impl Iterator<Item = &'a str>) -> Option<Remark> {
    let cells: Vec<&str> = cells.collect();
    let marks: BTreeSet<&str> = cells.iter().copied().collect();
    let marks: Vec<String> = marks.into_iter().map(|mark| format!("{mark:?}")).collect();
    (!cells.is_empty()).then(|| {
        let message =
            format!("{} marked as suppressed, not known here: {}", counted(cells.len(), "value"), first_few(&marks));
        Remark::of(Kind::Assumed, Place::file(&table.file).column(&column.title), message)
    })
}
