//! The frame: one row per unit, its own words for what became of it translated once.

use std::collections::BTreeMap;

use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Read;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::study::unit_regions::UnitRegions;
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::table::titles::Titles;
use crate::input::text::totals::is_total;
use crate::input::value::categories::Categories;
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::format::NumberFormat;
use crate::input::value::holds::{Holds, holds, not_numbers};
use crate::input::value::missing::{Missing, taken_for_missing};
use crate::input::value::outlying::suspected;
use crate::model::base::count::Residents;
use crate::model::place::code::UnitId;
use crate::model::place::territory::Territory;
use crate::model::survey::frame::{Characteristic, CharacteristicValues, Frame, ResponseStatus, Unit, UnitKind};

/// How a study says the frame is to be read.
#[derive(Debug, Default)]
pub struct FrameOptions {
    /// Words for each status, in lower case; empty for the usual ones.
    pub words: BTreeMap<String, ResponseStatus>,
    /// Columns to be kept as characteristics.
    pub characteristics: Vec<crate::input::document::toml::Located<String>>,
    /// What marks thousands and decimals.
    pub numbers: Option<NumberFormat>,
    /// Words for what is not known.
    pub missing: Missing,
}

/// Words understood when the study declares none, in English and Italian.
const USUAL_WORDS: &[(&str, ResponseStatus)] = &[
    ("1", ResponseStatus::Respondent),
    ("yes", ResponseStatus::Respondent),
    ("true", ResponseStatus::Respondent),
    ("sì", ResponseStatus::Respondent),
    ("si", ResponseStatus::Respondent),
    ("respondent", ResponseStatus::Respondent),
    ("0", ResponseStatus::Nonrespondent),
    ("no", ResponseStatus::Nonrespondent),
    ("false", ResponseStatus::Nonrespondent),
    ("nonrespondent", ResponseStatus::Nonrespondent),
    ("partial", ResponseStatus::Partial),
    ("parziale", ResponseStatus::Partial),
    ("refused", ResponseStatus::Refused),
    ("rifiuto", ResponseStatus::Refused),
    ("ineligible", ResponseStatus::Ineligible),
    ("non eleggibile", ResponseStatus::Ineligible),
    ("unknown", ResponseStatus::UnknownEligibility),
    ("ignoto", ResponseStatus::UnknownEligibility),
];

struct Columns {
    id: Column,
    status: Column,
    name: Option<Column>,
    kind: Option<Column>,
    population: Option<Column>,
    note: Option<Column>,
}

impl Columns {
    /// The kind of the unit in a row; a territorial one where nothing is said.
    fn kind_of(&self, row: Row<'_>, problems: &mut Problems) -> Option<UnitKind> {
        match row.optional(self.kind.as_ref()).map(str::to_lowercase).as_deref() {
            None | Some("territorial" | "territoriale") => Some(UnitKind::Territorial),
            Some("hospital" | "ospedale" | "ospedaliero") => Some(UnitKind::Hospital),
            Some(_) => {
                let column = self.kind.as_ref().unwrap_or(&self.id);
                let message = format!("expected \"territorial\" or \"hospital\", found {:?}", row.cell(column));
                let hint = did_you_mean(row.cell(column), UnitKind::ALL.map(UnitKind::word));
                problems.push(Remark::of(Kind::Word, row.place(column), message).maybe_hint(hint));
                None
            }
        }
    }
}

/// Reads the frame. `titles` gives the title that stands for a column's name in this file.
///
/// # Errors
/// Missing columns, repeated or empty identifiers, unlisted words, unknown regions, numbers that are none.
pub fn read_frame(
    file: &InputFile,
    territory: &Territory,
    titles: &Titles,
    options: &FrameOptions,
) -> Result<Read<Frame>, Problems> {
    let needed: [&[&str]; 2] = [&[titles.of("unit_id")], &[titles.of("responded"), titles.of("status")]];
    let mut table = Table::read(file, &needed)?;
    let mut problems = Problems::default();
    let mut warnings = table.warnings.clone();
    if let Some(id) = table.called("unit_id", titles) {
        warnings.extend(leave_out_totals(&mut table, &id, territory));
    }
    let id = problems.take(table.require("unit_id", titles));
    let [responded, status] = ["responded", "status"].map(|name| table.optional(name, titles, &mut problems));
    let status = responded.or(status);
    if status.is_none() && titles.own("responded").or(titles.own("status")).is_none() {
        problems.take(table.require("responded", titles));
    }
    let values = characteristics(&table, options, &mut warnings, &mut problems);
    let (Some(id), Some(status)) = (id, status) else { return Err(problems) };
    let mut find = |name: &str| table.optional(name, titles, &mut problems);
    let region = format!("{}_code", territory.level_name(territory.broadest()));
    let columns = Columns {
        id,
        status,
        name: find("name"),
        kind: find("kind"),
        population: find("population"),
        note: find("note"),
    };
    let region_column = find(&region);
    let used = [
        Some(&columns.id),
        Some(&columns.status),
        columns.kind.as_ref(),
        columns.population.as_ref(),
        region_column.as_ref(),
    ];
    table.refuse_damage(&used.into_iter().flatten().collect::<Vec<_>>(), false, &mut problems);
    let mut regions = region_column.map(|column| UnitRegions::new(territory, &table, column, &mut problems));
    let figures = columns
        .population
        .as_ref()
        .map(|column| NumberReader::new(&table, column, options.rules(Expected::Count), &mut warnings, &mut problems));
    let mut units = Vec::new();
    let mut lines: BTreeMap<UnitId, u64> = BTreeMap::new();
    let mut blank = 0_usize;
    for row in table.rows() {
        let unit_id = match UnitId::parse(row.cell(&columns.id)) {
            Ok(unit_id) => Some(unit_id),
            Err(error) => {
                problems.push(row.problem(Kind::Value, &columns.id, error.to_string()));
                None
            }
        };
        if let Some(unit_id) = &unit_id
            && let Some(first) = lines.insert(unit_id.clone(), row.line)
        {
            let message = format!("the unit {:?} stands on {} {first} already", unit_id.as_str(), table.line_word());
            problems.push(Remark::of(Kind::Repeated, row.place(&columns.id), message).hint("give each unit one row"));
        }
        let status = match row.cell(&columns.status) {
            "" => {
                blank += 1;
                Some(ResponseStatus::Nonrespondent)
            }
            word => status_of(word, options).or_else(|| {
                problems.push(unlisted(row.place(&columns.status), word, options));
                None
            }),
        };
        let kind = columns.kind_of(row, &mut problems);
        let region = regions.as_mut().and_then(|regions| regions.read(row, &mut problems));
        let population = figures.as_ref().and_then(|reader| reader.count(row, &mut problems)).map(Residents);
        let text = |column: Option<&Column>| row.optional(column).map(str::to_owned);
        if let (Some(id), Some(status), Some(kind)) = (unit_id, status, kind) {
            units.push(Unit {
                id,
                name: text(columns.name.as_ref()),
                region,
                kind,
                status,
                population,
                note: text(columns.note.as_ref()),
            });
        }
    }
    warnings.extend(regions.into_iter().flat_map(|regions| regions.said(&table, &mut problems)));
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell());
    }
    warnings.extend(remarks_on(&table, &columns, &units, blank));
    let frame = Frame::new(units, values)
        .map_err(|_| Problems::one(Remark::of(Kind::Repeated, Place::file(&table.file), "a unit stands twice")))?;
    Ok(Read { value: frame, warnings })
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
fn remarks_on(table: &Table, columns: &Columns, units: &[Unit], blank: usize) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let place = |column: &Column| Place::file(&table.file).column(&column.title);
    if blank > 0 {
        let message = if blank == units.len() {
            format!("no unit has an answer yet: all {blank} are counted as not having answered")
        } else {
            format!("{blank} of {} units are blank and counted as not having answered", units.len())
        };
        remarks.push(Remark::of(Kind::BlankAnswer, place(&columns.status), message));
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

fn status_of(word: &str, options: &FrameOptions) -> Option<ResponseStatus> {
    let word = word.to_lowercase();
    if options.words.is_empty() {
        return USUAL_WORDS.iter().find(|(known, _)| *known == word).map(|(_, status)| *status);
    }
    options.words.get(&word).copied()
}

fn unlisted(place: Place, word: &str, options: &FrameOptions) -> Remark {
    let known: Vec<&str> = if options.words.is_empty() {
        USUAL_WORDS.iter().map(|(word, _)| *word).collect()
    } else {
        options.words.keys().map(String::as_str).collect()
    };
    let message = format!("expected a response ({}), found {word:?}", known.join(", "));
    // The words that are known stay, and the new one goes where it belongs.
    let lists: Vec<String> = ResponseStatus::ALL
        .into_iter()
        .filter_map(|status| {
            let known = options.words.iter().filter(|(_, other)| **other == status);
            let words: Vec<String> = known.map(|(word, _)| format!("{word:?}")).collect();
            (!words.is_empty()).then(|| format!("{} = [{}]", status.word(), words.join(", ")))
        })
        .collect();
    let lists = if lists.is_empty() {
        "respondent = [\"1\", \"yes\"], nonrespondent = [\"0\", \"no\"]".to_owned()
    } else {
        lists.join(", ")
    };
    let kinds = ResponseStatus::ALL.map(ResponseStatus::word).join(", ");
    Remark::of(Kind::Word, place, message).hint(format!(
        "add {word:?} to the list of what it means under [frame], of response = {{ {lists} }}; there may be lists for {kinds}"
    ))
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
    said.extend(suspected(&table.cells(column), numbers.iter().flatten().copied()));
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
    said.extend(taken_for_missing(&cells, &options.missing, |_| false));
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
