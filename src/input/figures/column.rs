//! One column of a table of areas: any figures by code, for a map.

use std::collections::BTreeSet;
use std::path::Path;

use crate::input::code::codes::{FoundCode, find_code, number_format, restored};
use crate::input::code::names::{AreaNames, FoundName};
use crate::input::code::vintage::{Conversion, Strangers};
use crate::input::file::bytes::read_path;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Read;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::needed::Needed;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::text::marks::Marks;
use crate::input::text::number::{NumberFormat, format_of_column, may_be_thousands, parse_decimal};
use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::place::territory::{Area, Territory};
use crate::model::study::Source;

/// Which column to read.
#[derive(Clone, Copy, Debug)]
pub struct TableColumn<'a> {
    /// The file.
    pub path: &'a Path,
    /// The title of the column of codes; without it `<level>_code` or `code`.
    pub code: Option<&'a str>,
    /// The title of the column of values.
    pub value: &'a str,
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
    /// The figure of each area of the level, in the level's order.
    pub values: Vec<Option<f64>>,
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
    /// What marks decimals, where that was said.
    pub numbers: Option<NumberFormat>,
    /// The file.
    pub source: Source,
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
fn wanted_rows<'a>(table: &'a Table, wanted: Option<(&str, &str)>, problems: &mut Problems) -> Vec<Row<'a>> {
    let told_apart = wanted.and_then(|(title, word)| Some((problems.take(table.require_by(title, ""))?, word)));
    table.rows().filter(|row| told_apart.as_ref().is_none_or(|(column, word)| row.cell(column) == *word)).collect()
}

/// Reads one column of figures by area code.
///
/// # Errors
/// Missing columns, repeated areas, text for a number, and a table none of whose codes is of the level.
pub fn read_column(
    wanted: &TableColumn<'_>,
    territory: &Territory,
    level: LevelIndex,
) -> Result<Read<AreaFigures>, Problems> {
    let name = territory.level_name(level);
    let (table, source, [code, value]) = table_of(wanted, &format!("{name}_code"))?;
    let mut problems = Problems::default();
    let rows = wanted_rows(&table, wanted.rows, &mut problems);
    let n_areas = territory.areas(level).len();
    let mut line_of = vec![None; n_areas];
    let mut values = vec![None; n_areas];
    let (mut unmatched, mut withheld) = (Vec::new(), Vec::new());
    let mut padded = Vec::new();
    table.refuse_damage(&[&code, &value], false, &mut problems);
    let format = format_of(&table, &value, wanted.numbers, &mut problems);
    let mut strangers = Strangers::new();
    let conversion = conversion_of(wanted, territory, level, &table, &mut problems);
    let (mut converted, mut other_days, mut on_other_land) = (Vec::new(), Vec::new(), BTreeSet::new());
    let names = names_of(&table, &code, territory, level);
    let mut near = None;
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
        let area = match (find_code(territory, level, text), names.as_ref().map(|names| names.find(text))) {
            (FoundCode::Exact(area), _) | (_, Some(FoundName::One(area))) => area,
            (FoundCode::Restored(area, full), _) => {
                padded.push((text.to_owned(), full));
                area
            }
            (_, Some(FoundName::Several)) => {
                let message = format!("more than one {name} is called {text:?}");
                problems.push(row.problem(Kind::Code, &code, message).hint("give its code instead of its name"));
                continue;
            }
            (FoundCode::Unknown | FoundCode::Malformed(_), found) => {
                if found.is_none() && strangers.take(territory, level, &row.place(&code), text) {
                    on_other_land.extend(strangers.own_codes(text));
                }
                unmatched.push(format!("{text:?} on {} {}", table.line_word(), row.line));
                near = near.or_else(|| names.as_ref()?.near(text));
                continue;
            }
        };
        if let Some(line) = line_of[area.index()].replace(row.line) {
            let message = format!("the {name} {text:?} stands on {} {line} already", table.line_word());
            problems.push(row.problem(Kind::Repeated, &code, message));
            continue;
        }
        match figure_of(row, &value, format, wanted.marks, &mut problems) {
            Ok(figure) => values[area.index()] = figure,
            Err(mark) => withheld.push((area, mark)),
        }
    }
    let place = || Place::file(&table.file).column(&code.title);
    if unmatched.len() == rows.len() && on_other_land.is_empty() {
        problems.push(nothing_known(&place(), territory, level, &unmatched));
    }
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell());
    }
    let mut warnings = table.warnings.clone();
    warnings.extend(left_out(&place(), name, &unmatched, names.is_some(), near));
    warnings.extend(strangers.problems((level == territory.finest()).then_some(|day| format!("--codes {day}"))));
    warnings.extend(other_days);
    warnings.extend(withheld_remark(&table, &value, withheld.iter().map(|(_, cell)| *cell)));
    warnings.extend(restored(&table.file, &code.title, &padded));
    if !converted.is_empty() {
        let message = format!("codes of another day read: {}", first_few(&converted));
        warnings.push(Remark::of(Kind::Changed, place(), message));
    }
    let gaps = gaps_of(territory, level, &line_of, &withheld, &on_other_land);
    let (title, code, sheet) = (value.title.clone(), code.title.clone(), wanted.sheet.map(str::to_owned));
    Ok(Read {
        value: AreaFigures {
            gaps,
            values,
            title,
            code,
            sheet,
            codes: wanted.codes,
            marks: wanted.marks.clone(),
            numbers: wanted.numbers,
            source,
        },
        warnings,
    })
}

/// The flags about a table that no study names.
fn flag(key: Key) -> Option<&'static str> {
    match key {
        Key::Numbers => Some("--numbers"),
        Key::Sheet => Some("--sheet"),
        Key::Axes | Key::Crs | Key::Layer | Key::Wal => None,
    }
}

fn open_table(wanted: &TableColumn<'_>, needed: Needed<'_>) -> Result<(Table, Source), Problems> {
    let mut file = read_path(wanted.path)?;
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
    territory: &Territory,
    level: LevelIndex,
    table: &Table,
    problems: &mut Problems,
) -> Option<Conversion> {
    let conversion = Conversion::new(territory, wanted.codes?)?;
    if level != territory.finest() {
        let name = territory.level_name(level);
        let message = format!("codes of the level {name} are not converted, only those of places");
        problems.push(Remark::of(Kind::Vintage, Place::file(&table.file), message).hint("leave out --codes"));
    }
    Some(conversion)
}

/// What marks decimals in a column of text, as was said or as its values tell; a problem where neither tells.
fn format_of(
    table: &Table,
    column: &Column,
    said: Option<NumberFormat>,
    problems: &mut Problems,
) -> Option<NumberFormat> {
    let written: Vec<Row<'_>> = table.rows().filter(|row| !row.nature(column).is_number()).collect();
    let format = said.or_else(|| format_of_column(written.iter().map(|row| row.cell(column))));
    if format.is_none() {
        problems.0.extend(undecided(&written, column));
    }
    format
}

/// The first value of a column in which every mark has three digits behind it, so that all may be thousands as well as decimals.
fn undecided(rows: &[Row<'_>], column: &Column) -> Option<Remark> {
    // Marks of values that are not known, such as `..`, tell nothing.
    let is_marked = |text: &str| text.contains(['.', ',']) && text.contains(|c: char| c.is_ascii_digit());
    let marked = || rows.iter().filter(|row| is_marked(row.cell(column)));
    let first = marked().next().filter(|_| marked().all(|row| may_be_thousands(row.cell(column))))?;
    let text = first.cell(column);
    let message = format!("{text:?} may be a number of thousands or have decimals, and no value of the column tells");
    let hint = "say what the marks mean with --numbers it (1.234,5) or --numbers en (1,234.5)";
    Some(first.problem(Kind::AmbiguousNumber, column, message).hint(hint))
}

/// The figure in a row, `None` for an empty cell and after a problem; the mark of one that is withheld.
fn figure_of<'a>(
    row: Row<'a>,
    column: &Column,
    format: Option<NumberFormat>,
    marks: &Marks,
    problems: &mut Problems,
) -> Result<Option<f64>, &'a str> {
    let Some(cell) = row.optional(Some(column)) else { return Ok(None) };
    if marks.withhold(cell) {
        return Err(cell);
    }
    let figure = parse_decimal(cell, number_format(row, column, format));
    if figure.is_none() {
        let hint = match cell.strip_suffix('%').map(str::trim_end) {
            Some(number) => format!("write {number} and call it a percentage in the title, or write the share"),
            None => "leave the cell empty where the value is not known; --suppressed names marks of withheld values"
                .to_owned(),
        };
        let message = format!("expected a number, found {cell:?}");
        problems.push(row.problem(Kind::Value, column, message).hint(hint));
    }
    Ok(figure)
}

/// Why each area has no figure, where it has none.
fn gaps_of(
    territory: &Territory,
    level: LevelIndex,
    line_of: &[Option<u64>],
    withheld: &[(AreaIndex, &str)],
    on_other_land: &BTreeSet<String>,
) -> Vec<FigureGap> {
    let is_withheld: BTreeSet<usize> = withheld.iter().map(|(area, _)| area.index()).collect();
    let of_other_day = |area: &Area| level == territory.finest() && on_other_land.contains(area.code.as_str());
    let areas = territory.areas(level).iter().zip(line_of).enumerate();
    areas
        .map(|(index, (area, line))| match line {
            Some(_) if is_withheld.contains(&index) => FigureGap::Withheld,
            Some(_) => FigureGap::Empty,
            None if of_other_day(area) => FigureGap::OtherDay,
            None => FigureGap::NoRow,
        })
        .collect()
}

/// A table that has nothing of the level.
fn nothing_known(place: &Place, territory: &Territory, level: LevelIndex, unmatched: &[String]) -> Remark {
    let name = territory.level_name(level);
    let message = format!("no row has the code of a {name}: {}", first_few(unmatched));
    let hint = territory.coding().digits(name).map(|digits| format!("codes of the level {name} have {digits} digits"));
    Remark::of(Kind::Code, place.clone(), message).maybe_hint(hint)
}

/// That cells were read as names, and which rows are of no area of the level.
fn left_out(place: &Place, level: &str, unmatched: &[String], by_name: bool, near: Option<String>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if by_name {
        let message = format!("no row has the code of a {level}: the cells are read as names");
        remarks.push(Remark::of(Kind::Assumed, place.clone(), message));
    }
    if !unmatched.is_empty() {
        let (rows, known_by) = (counted(unmatched.len(), "row"), if by_name { "name" } else { "code" });
        let message = format!("{rows} with the {known_by} of no {level} left out: {}", first_few(unmatched));
        remarks.push(Remark::of(Kind::RowsLeftOut, place.clone(), message).maybe_hint(near));
    }
    remarks
}

/// The names of the level's areas, where no cell of the column is a code and some are names.
fn names_of(table: &Table, code: &Column, territory: &Territory, level: LevelIndex) -> Option<AreaNames> {
    let is_code =
        |text: &str| matches!(find_code(territory, level, text), FoundCode::Exact(_) | FoundCode::Restored(..));
    let cells = || table.rows().map(|row| row.cell(code));
    if cells().any(is_code) {
        return None;
    }
    let names = AreaNames::of(territory, level);
    cells().any(|text| names.find(text) != FoundName::Unknown).then_some(names)
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
