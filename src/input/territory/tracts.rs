//! Tracts: a table, areas or points finer than the places, with residents.

use std::collections::BTreeMap;

use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::meaning::{Meaning, Way};
use crate::input::code::near::NearAreas;
use crate::input::code::places::is_code;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Read;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::records::{RecordPoints, Records, Whereabouts};
use crate::input::table::titles::Titles;
use crate::input::value::cells::Cell;
use crate::input::value::column::{ColumnRules, Expected, NumberColumn};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::model::base::count::Residents;
use crate::model::base::index::PlaceIndex;
use crate::model::place::territory::Territory;
use crate::model::place::tract::{Tract, Tracts};
use crate::model::shape::feature::FeatureColumn;
use crate::model::shape::outline::PolygonOutlines;

/// Titles of codes of tracts; the later ones are ISTAT's.
const CODES: &[&str] = &["tract_code", "code", "SEZ_ID", "SEZ21_ID", "SEZ2021", "SEZ2011_ID", "SEZ2011"];
/// Titles of codes of the place of a tract beside `<finest level>_code`.
const PLACES: &[&str] = &["PRO_COM_T", "PRO_COM", "PROCOM"];
/// Titles of residents; the later ones are ISTAT's.
const RESIDENTS: &[&str] = &["population", "residents", "POP21", "POP_21", "POP2021", "POP11", "P1"];

/// A tract as read. Its place may have to be found by where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TractRow {
    /// The code; points may have none.
    pub code: Option<String>,
    /// The place that the file names.
    pub place: Option<PlaceIndex>,
    /// Residents; `None` where they are not known.
    pub residents: Option<Residents>,
}

/// Where tracts are.
#[derive(Clone, Debug)]
pub enum TractShapes {
    /// The file is a table.
    Unknown,
    /// Areas.
    Areas(PolygonOutlines),
    /// Points, such as addresses.
    Points(RecordPoints),
}

/// Tracts as read.
#[derive(Clone, Debug)]
pub struct TractsRead {
    /// The file.
    pub file: String,
    /// One a row of the file.
    pub rows: Vec<TractRow>,
    /// Where they are, in the same order.
    pub shapes: TractShapes,
}

impl TractsRead {
    /// The tracts, where every row has a code and a place; `None` where shapes must tell the places.
    pub fn settled(&self, n_places: usize) -> Option<Tracts> {
        let tract =
            |row: &TractRow| Some(Tract { code: row.code.clone()?, place: row.place?, residents: row.residents });
        Tracts::new(self.rows.iter().map(tract).collect::<Option<_>>()?, n_places).ok()
    }
}

/// Reads tracts. `titles` gives the title that stands for a column's name in this file.
///
/// # Errors
/// Missing columns, unknown places, repeated codes, counts that are none, a table that does not say where its tracts are.
pub fn read_tracts(
    records: Records,
    territory: &Territory,
    titles: &Titles,
    numbers: Option<NumberFormat>,
) -> Result<Read<TractsRead>, Problems> {
    let mut problems = Problems::default();
    let mut remarks = Vec::new();
    let place_title = format!("{}_code", territory.level_name(territory.finest()));
    let points = matches!(records.whereabouts, Whereabouts::Points(_));
    let is_table = matches!(records.whereabouts, Whereabouts::Unknown);
    let column = |name: &str, usual: &[&str], needed: bool, problems: &mut Problems| {
        let own = titles.own(name);
        let names: Vec<&str> = own.map_or_else(|| usual.to_vec(), |own| vec![own]);
        let key = format!("columns = {{ {name} = \"…\" }} under [tracts]");
        if needed || own.is_some() { problems.take(records.require(&names, &key)) } else { records.find(&names) }
    };
    let codes = column("code", CODES, !points, &mut problems);
    let place_titles: Vec<&str> = std::iter::once(place_title.as_str()).chain(PLACES.iter().copied()).collect();
    let places = column(&place_title, &place_titles, is_table, &mut problems);
    let residents = column("population", RESIDENTS, !points, &mut problems);
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let guessed: Vec<String> = [("code", codes), (place_title.as_str(), places), ("population", residents)]
        .into_iter()
        .filter_map(|(name, column)| Some((name, column?)))
        .filter(|(name, column)| titles.own(name).is_none() && !column.name.eq_ignore_ascii_case(name))
        .map(|(name, column)| format!("{} for {name}", column.name))
        .collect();
    if !guessed.is_empty() {
        let message = format!("columns taken by their titles: {}", guessed.join(", "));
        remarks.push(Remark::of(Kind::Assumed, Place::file(&records.file), message));
    }
    let codes_read = codes.map(|codes| codes_of(&records, codes, &mut problems));
    let places_read = places.map(|places| places_of(&records, places, territory, &mut problems, &mut remarks));
    let residents_read =
        residents.map(|residents| counts_of(&records, residents, numbers, &mut remarks, &mut problems));
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let rows = (0..records.n_rows).map(|row| TractRow {
        code: codes_read.as_ref().map(|codes| codes[row].clone()),
        place: places_read.as_ref().and_then(|places| places[row]),
        // Without a column of residents each point is one.
        residents: residents_read.as_ref().map_or(Some(Residents(1)), |counts| counts[row]),
    });
    let rows = rows.collect();
    let shapes = match records.whereabouts {
        Whereabouts::Unknown => TractShapes::Unknown,
        Whereabouts::Areas(outlines) => TractShapes::Areas(outlines),
        Whereabouts::Points(points) => TractShapes::Points(points),
    };
    remarks.splice(0..0, records.remarks);
    Ok(Read { value: TractsRead { file: records.file, rows, shapes }, warnings: remarks })
}

/// The code of each row; each must be there and once only.
fn codes_of(records: &Records, column: &FeatureColumn, problems: &mut Problems) -> Vec<String> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut codes = Vec::with_capacity(records.n_rows);
    for (row, text) in column.values.iter().enumerate() {
        let text = text.as_deref().map_or("", str::trim);
        // Whole numbers of some formats come with a fraction of zero.
        let code = text.strip_suffix(".0").unwrap_or(text);
        if code.is_empty() {
            let message = format!("a tract has no code{}", records.named(row));
            problems.push(Remark::of(Kind::Value, records.place(row, column), message));
        } else if first.insert(code, row).is_some() {
            let message = format!("the tract {code:?} stands twice{}", records.named(row));
            problems
                .push(Remark::of(Kind::Repeated, records.place(row, column), message).hint("give each tract one row"));
        }
        codes.push(code.to_owned());
    }
    codes
}

/// The place that each row names.
fn places_of(
    records: &Records,
    column: &FeatureColumn,
    territory: &Territory,
    problems: &mut Problems,
    remarks: &mut Vec<Remark>,
) -> Vec<Option<PlaceIndex>> {
    let gazetteer = Gazetteer::of_level(territory, territory.finest());
    let name = gazetteer.word();
    let mut restored = Vec::new();
    let mut near = NearAreas::default();
    // Tracts of a place follow each other in most files.
    let mut last: Option<(&str, Option<PlaceIndex>)> = None;
    let mut places = Vec::with_capacity(records.n_rows);
    for (row, text) in column.values.iter().enumerate() {
        let text = text.as_deref().map_or("", str::trim);
        if let Some((before, place)) = last
            && before == text
            && place.is_some()
        {
            places.push(place);
            continue;
        }
        let mut wrong = |message: String, hint: Option<String>| {
            let message = format!("{message}{}", records.named(row));
            problems.push(Remark::of(Kind::Code, records.place(row, column), message).maybe_hint(hint));
        };
        let place = match gazetteer.find(text) {
            Meaning::One(area, way) => {
                if way != Way::Code {
                    restored.push(format!("{} for {text}", gazetteer.code(area)));
                }
                Some(area)
            }
            Meaning::Several(areas) => {
                let told: Vec<String> = areas.iter().map(|area| gazetteer.told(*area)).collect();
                let message = format!("more than one {name} is called {text:?}: {}", first_few(&told));
                wrong(message, Some("give its code instead of its name".to_owned()));
                None
            }
            Meaning::Malformed(error) if is_code(text) => {
                wrong(error.to_string(), error.hint);
                None
            }
            Meaning::Malformed(_) | Meaning::Unknown | Meaning::Autonomous(_) | Meaning::Broader => {
                let known_by = if is_code(text) { "has the code" } else { "is called" };
                wrong(format!("no {name} {known_by} {text:?}"), Some(near.told(&gazetteer, text)));
                None
            }
        };
        let place = place.map(|area| PlaceIndex::at(area.index()));
        last = Some((text, place));
        places.push(place);
    }
    restored.sort();
    restored.dedup();
    if let Some(first) = restored.first() {
        let message =
            format!("codes completed and names read in {}, such as {first}", counted(restored.len(), "place"));
        remarks.push(Remark::of(Kind::Changed, Place::file(&records.file).column(&column.name), message));
    }
    places
}

/// The count of each row; an empty value is not known.
pub fn counts_of(
    records: &Records,
    column: &FeatureColumn,
    numbers: Option<NumberFormat>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Vec<Option<Residents>> {
    let cells = records.cells(column);
    let rules = ColumnRules { expected: Expected::Count, numbers, missing: Missing::default(), withheld: None };
    let counts = NumberColumn::of(&cells, rules, problems);
    said.extend(counts.said.iter().cloned());
    let mut read = |(row, cell): (usize, &Cell<'_>)| match counts.count(*cell) {
        Ok(count) => count.known().map(Residents),
        Err(error) => {
            let message = format!("expected {}, found {:?}{}", error.expected, cell.text, records.named(row));
            problems.push(Remark::of(error.kind, records.place(row, column), message).maybe_hint(error.hint));
            None
        }
    };
    cells.cells.iter().enumerate().map(&mut read).collect()
}

/// Says where the residents of tracts do not add up to those of their place. The place's own count stands; tracts say how many of them
/// live where.
pub fn reconcile(file: &str, tracts: &Tracts, territory: &Territory, counts: &[Option<Residents>]) -> Option<Remark> {
    let differing: Vec<(PlaceIndex, u64, u64)> = territory
        .places()
        .filter_map(|place| Some((place, tracts.residents_of(place)?.0, counts[place.index()]?.0)))
        .filter(|(_, tracts, place)| tracts != place)
        .collect();
    let largest = differing.iter().max_by_key(|(_, tracts, place)| tracts.abs_diff(*place))?;
    let name = territory.level_name(territory.finest());
    let shown: Vec<String> = std::iter::once(largest)
        .chain(differing.iter().filter(|other| *other != largest))
        .map(|(place, tracts, count)| {
            let area = territory.place(*place);
            format!("{} {} ({tracts} in tracts, {count} in the {name})", area.code, area.name)
        })
        .collect();
    let message = format!(
        "the residents of tracts do not add up to those of {}, which stand; tracts only say what share lives where: {}",
        counted(differing.len(), name),
        first_few(&shown)
    );
    Some(Remark::of(Kind::Assumed, Place::file(file), message))
}
