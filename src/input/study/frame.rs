//! The frame: one row per unit, its own words for what became of it translated once.

use std::collections::BTreeMap;

use crate::input::document::toml::Section;
use crate::input::file::bytes::InputFile;
use crate::input::frame::days::DaysReader;
use crate::input::frame::fieldwork::SaidDays;
use crate::input::frame::status::{StatusReader, StatusWords};
use crate::input::frame::unit_regions::UnitRegions;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Partly, Place, Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::table::titles::Titles;
use crate::input::text::totals::is_total;
use crate::input::value::categories::Categories;
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::format::NumberFormat;
use crate::input::value::holds::{Holds, holds, not_numbers};
use crate::input::value::missing::{Missing, WordsOf, taken_for_missing};
use crate::input::value::outlying::suspected;
use crate::model::base::count::Residents;
use crate::model::place::code::UnitId;
use crate::model::place::territory::Territory;
use crate::model::survey::frame::{Characteristic, CharacteristicValues, Frame, ResponseStatus, Unit, UnitKind};

/// How a study says the frame is to be read.
#[derive(Debug, Default)]
pub struct FrameOptions {
    /// Words for each status.
    pub words: StatusWords,
    /// Columns to be kept as characteristics.
    pub characteristics: Vec<crate::input::document::toml::Located<String>>,
    /// What marks thousands and decimals.
    pub numbers: Option<NumberFormat>,
    /// Words for what is not known.
    pub missing: Missing,
    /// The days that all units share.
    pub days: Option<SaidDays>,
}

/// The frame with the table and the section that it comes from.
pub(crate) struct FrameFile<'a> {
    pub(crate) section: Section<'a>,
    pub(crate) file: InputFile,
    pub(crate) frame: Frame,
    /// Whether nothing was wrong.
    pub(crate) is_whole: bool,
    /// How many rows do not tell their identifier.
    pub(crate) n_ids_lost: usize,
}

impl FrameFile<'_> {
    pub(crate) fn known(&self) -> KnownFrame<'_> {
        KnownFrame::of(&self.frame, self.is_whole)
    }
}

/// The frame, as far as it is known while other files are looked at.
#[derive(Clone, Copy, Debug)]
pub enum KnownFrame<'a> {
    /// It has no problem.
    Whole(&'a Frame),
    /// Some of its rows have problems.
    InPart(&'a Frame),
    /// Its table could not be read.
    Unread,
}

impl<'a> KnownFrame<'a> {
    /// A frame of which every row could be read, or not.
    pub fn of(frame: &'a Frame, is_whole: bool) -> Self {
        if is_whole { Self::Whole(frame) } else { Self::InPart(frame) }
    }

    /// The frame, where there is any.
    pub fn units(self) -> Option<&'a Frame> {
        match self {
            Self::Whole(frame) | Self::InPart(frame) => Some(frame),
            Self::Unread => None,
        }
    }
}

struct Columns {
    id: Column,
    name: Option<Column>,
    kind: Option<Column>,
    population: Option<Column>,
    note: Option<Column>,
}

/// Reads the frame. `titles` gives the title that stands for a column's name in this file. Without a territory regions are not looked at.
///
/// Problems are missing columns, repeated or empty identifiers, unlisted words, statuses that contradict each other, unknown regions, and
/// numbers that are none. Where there are some, the frame holds the units whose rows name one, those with an unlisted word as respondents.
pub fn read_frame(
    file: &InputFile,
    territory: Option<&Territory>,
    titles: &Titles,
    options: &FrameOptions,
) -> Partly<Frame> {
    let needed: [&[&str]; 2] = [&[titles.of("unit_id")], &[titles.of("responded"), titles.of("status")]];
    match Table::read(file, &needed) {
        Ok(table) => frame_of(table, territory, titles, options),
        Err(problems) => problems.into(),
    }
}

fn frame_of(mut table: Table, territory: Option<&Territory>, titles: &Titles, options: &FrameOptions) -> Partly<Frame> {
    let mut problems = Problems::default();
    let mut warnings = table.warnings.clone();
    if let (Some(id), Some(territory)) = (table.called("unit_id", titles), territory) {
        warnings.extend(leave_out_totals(&mut table, &id, territory));
    }
    let id = problems.take(table.require("unit_id", titles));
    let [responded, status] = ["responded", "status"].map(|name| table.optional(name, titles, &mut problems));
    if responded.is_none() && status.is_none() && titles.own("responded").or(titles.own("status")).is_none() {
        problems.take(table.require("responded", titles));
    }
    let values = characteristics(&table, options, &mut warnings, &mut problems);
    let (Some(id), Some(said)) = (id, responded.clone().or(status.clone())) else { return problems.into() };
    let mut find = |name: &str| table.optional(name, titles, &mut problems);
    let further = responded.and(status).filter(|column| *column != said);
    let mut statuses = StatusReader::new(&table, said, further, &options.words, &mut warnings);
    let columns =
        Columns { id, name: find("name"), kind: find("kind"), population: find("population"), note: find("note") };
    let region_column =
        territory.and_then(|territory| find(&format!("{}_code", territory.level_name(territory.broadest()))));
    let used = [
        Some(&columns.id),
        Some(&statuses.column),
        columns.kind.as_ref(),
        columns.population.as_ref(),
        region_column.as_ref(),
    ];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let mut days = DaysReader::new(&table, titles, options.days.as_ref(), &mut warnings, &mut problems);
    table.refuse_damage(&days.columns(), true, &mut problems);
    let mut regions = territory
        .zip(region_column)
        .map(|(territory, column)| UnitRegions::new(territory, &table, column, &mut problems));
    let figures = columns
        .population
        .as_ref()
        .map(|column| NumberReader::new(&table, column, options.rules(Expected::Count), &mut warnings, &mut problems));
    let mut units = Vec::new();
    let mut lines: BTreeMap<UnitId, u64> = BTreeMap::new();
    let mut kept = Vec::new();
    for row in table.rows() {
        let unit_id = match UnitId::parse(row.cell(&columns.id)) {
            Ok(unit_id) => Some(unit_id),
            Err(error) => {
                problems.push(row.problem(Kind::Value, &columns.id, error.to_string()));
                None
            }
        };
        let first = unit_id.as_ref().and_then(|id| lines.get(id)).copied();
        let is_new = unit_id.is_some() && first.is_none();
        if let (Some(unit_id), Some(first)) = (&unit_id, first) {
            let message = format!("the unit {:?} stands on {} {first} already", unit_id.as_str(), table.line_word());
            problems.push(Remark::of(Kind::Repeated, row.place(&columns.id), message).hint("give each unit one row"));
        }
        if let Some(id) = unit_id.as_ref().filter(|_| is_new) {
            lines.insert(id.clone(), row.line);
        }
        let status = statuses.read(row, &mut problems);
        let kind = kind_of(row, columns.kind.as_ref(), &mut problems);
        let region = regions.as_mut().and_then(|regions| regions.read(row, &mut problems));
        let population = figures.as_ref().and_then(|reader| reader.count(row, &mut problems)).map(Residents);
        let answered_on = days.read(row, status, &mut problems);
        let text = |column: Option<&Column>| row.optional(column).map(str::to_owned);
        kept.push(is_new);
        if let Some(id) = unit_id.filter(|_| is_new) {
            units.push(Unit {
                id,
                name: text(columns.name.as_ref()),
                region,
                kind: kind.unwrap_or(UnitKind::Territorial),
                status: status.unwrap_or(ResponseStatus::Respondent),
                population,
                answered_on,
                note: text(columns.note.as_ref()),
            });
        }
    }
    warnings.extend(regions.into_iter().flat_map(|regions| regions.said(&table, &mut problems)));
    warnings.extend(remarks_on(&table, &columns, &units, &statuses));
    let values = values.into_iter().map(|characteristic| of_rows(characteristic, &kept)).collect();
    let fieldwork = days.fieldwork(&table, &mut warnings, &mut problems);
    // Units that stand twice are left out, so there is a frame.
    let frame = Frame::new(units, values).ok().map(|frame| frame.with_fieldwork(fieldwork));
    Partly { value: frame, problems: problems.one_per_cell(), warnings }
}

/// Whether a unit has a catchment; `None` after a word that says neither.
fn kind_of(row: Row<'_>, column: Option<&Column>, problems: &mut Problems) -> Option<UnitKind> {
    let (Some(column), Some(word)) = (column, row.optional(column)) else { return Some(UnitKind::Territorial) };
    match word.to_lowercase().as_str() {
        "territorial" | "territoriale" => Some(UnitKind::Territorial),
        "hospital" | "ospedale" | "ospedaliero" => Some(UnitKind::Hospital),
        _ => {
            let message = format!("expected \"territorial\" or \"hospital\", found {word:?}");
            let hint = did_you_mean(word, UnitKind::ALL.map(UnitKind::word));
            problems.push(Remark::of(Kind::Word, row.place(column), message).maybe_hint(hint));
            None
        }
    }
}

/// The values of the rows that are kept.
fn of_rows(Characteristic { name, values }: Characteristic, kept: &[bool]) -> Characteristic {
    fn filtered<T>(values: Vec<T>, kept: &[bool]) -> Vec<T> {
        values.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(value, _)| value).collect()
    }
    let values = match values {
        CharacteristicValues::Numbers(numbers) => CharacteristicValues::Numbers(filtered(numbers, kept)),
        CharacteristicValues::Categories(words) => CharacteristicValues::Categories(filtered(words, kept)),
    };
    Characteristic { name, values }
}

/// Takes rows of totals out of a table of units and names them.
fn leave_out_totals(table: &mut Table, id: &Column, territory: &Territory) -> Option<Remark> {
    let lines = table.take_out(|row| is_total(row.cell(id), territory));
    let named: Vec<String> = lines.iter().map(|line| format!("{} {line}", table.line_word())).collect();
    (!named.is_empty()).then(|| {
        let message = format!("{} of totals skipped: {}", counted(named.len(), "row"), first_few(&named));
        Remark::of(Kind::RowsLeftOut, Place::file(&table.file), message)
    })
}

/// What a reader should know of blank cells.
fn remarks_on(table: &Table, columns: &Columns, units: &[Unit], statuses: &StatusReader<'_>) -> Vec<Remark> {
    let blank = &statuses.blank;
    let mut remarks = Vec::new();
    let place = |column: &Column| Place::file(&table.file).column(&column.title);
    if let Some(first) = blank.first() {
        let n_blank = blank.len();
        let (message, place) = if n_blank == units.len() {
            (
                format!("no unit has an answer yet: all {n_blank} are counted as not having answered"),
                place(&statuses.column),
            )
        } else {
            let lines: Vec<String> = blank.iter().filter_map(|place| place.line).map(|line| line.to_string()).collect();
            let all =
                if n_blank == 1 { String::new() } else { format!(": {}s {}", table.line_word(), first_few(&lines)) };
            let n_units = units.len();
            let message = format!("{n_blank} of {n_units} units are blank and counted as not having answered{all}");
            (message, first.clone())
        };
        remarks.push(Remark::of(Kind::BlankAnswer, place, message));
    }
    let territorial = || units.iter().filter(|unit| unit.kind == UnitKind::Territorial);
    let without: Vec<String> =
        territorial().filter(|unit| unit.population.is_none()).map(|unit| unit.id.to_string()).collect();
    if let Some(column) = &columns.population
        && !without.is_empty()
        && without.len() < territorial().count()
    {
        let message = format!(
            "{} of {} territorial units have no figure and are in no total of the source \"frame\": {}",
            without.len(),
            territorial().count(),
            first_few(&without)
        );
        remarks.push(Remark::of(Kind::MissingCount, place(column), message));
    }
    remarks
}

fn characteristics(
    table: &Table,
    options: &FrameOptions,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Vec<Characteristic> {
    let mut found = Vec::new();
    for wanted in &options.characteristics {
        let Some(column) = table.find(&wanted.value) else {
            let message = format!("frame.characteristics: {} has no column {:?}", table.file, wanted.value);
            let hint = did_you_mean(&wanted.value, table.titles().iter().map(String::as_str))
                .unwrap_or_else(|| format!("the columns are {}", table.titles().join(", ")));
            problems.push(Remark::of(Kind::Column, wanted.place.clone(), message).hint(hint));
            continue;
        };
        table.refuse_damage(&[&column], true, problems);
        let values = match holds(&table.cells(&column), &options.missing) {
            Holds::Numbers => CharacteristicValues::Numbers(numbers(table, &column, options, said, problems)),
            Holds::Words { but_for } => {
                said.extend(but_for.map(|word| not_numbers(&table.cells(&column), word)));
                CharacteristicValues::Categories(categories(table, &column, options, said, problems))
            }
        };
        found.push(Characteristic { name: wanted.value.clone(), values });
    }
    found
}

fn numbers(
    table: &Table,
    column: &Column,
    options: &FrameOptions,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Vec<Option<f64>> {
    let reader = NumberReader::new(table, column, options.rules(Expected::NumberOrWord), said, problems);
    let numbers: Vec<Option<f64>> = table.rows().map(|row| reader.number(row, problems).known()).collect();
    said.extend(suspected(&table.cells(column), &options.missing, numbers.iter().flatten().copied()));
    numbers
}

fn categories(
    table: &Table,
    column: &Column,
    options: &FrameOptions,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Vec<Option<String>> {
    let cells = table.cells(column);
    said.extend(taken_for_missing(&cells, &options.missing, WordsOf::Categories, |_| false));
    let known = Categories::of(&cells.without(|text| options.missing.says(text)), problems);
    said.extend(known.said.iter().cloned());
    let name = |text: &str| Some(text).filter(|text| !options.missing.says(text)).and_then(|text| known.name(text));
    table.rows().map(|row| name(row.cell(column)).map(str::to_owned)).collect()
}

impl FrameOptions {
    /// How a column of numbers is to be read.
    fn rules(&self, expected: Expected) -> ColumnRules {
        ColumnRules { expected, numbers: self.numbers, missing: self.missing.clone(), withheld: None }
    }
}
