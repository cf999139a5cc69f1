//! Residents of places, from a table in any of the layouts that offices publish.

use std::collections::BTreeSet;

use crate::input::code::gazetteer::Gazetteer;
use crate::input::code::meaning::{Meaning, Way};
use crate::input::code::places::{PlaceReader, Reading};
use crate::input::code::said::Said;
use crate::input::code::vintage::Conversion;
use crate::input::figures::converted::convert_counts;
use crate::input::figures::counts::{CodeCounts, PopulationOptions};
use crate::input::figures::layout::read_counts;
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::input::table::rows::{Row, Table};
use crate::input::text::totals::is_total;
use crate::model::base::count::Residents;
use crate::model::base::index::PlaceIndex;
use crate::model::place::population::Population;
use crate::model::place::territory::Territory;

/// Reads residents by place: `<finest level>_code` or `code`, `population`, and `population_18plus` where it is given; or by age and
/// sex, as [`read_counts`] recognises.
///
/// # Errors
/// Unknown, repeated and malformed codes, counts that are none, ages that do not add up.
pub fn read_population(
    file: &InputFile,
    territory: &Territory,
    options: &PopulationOptions<'_>,
) -> Result<Read<Population>, Problems> {
    let finest = territory.finest();
    let level = territory.level_name(finest);
    let mut problems = Problems::default();
    let read = read_counts(file, level, options)?;
    let table = &read.table;
    let mut warnings = table.warnings.clone();
    warnings.extend(read.said);
    problems.0.extend(read.problems.0);
    let code = table.require_by(&read.code_title, "")?;
    let place_of = |line: u64| table.cell_place(line, &code);
    let mut totals = Totals::default();
    let mut counts = read.counts;
    if let Some(day) = options.codes
        && let Some(conversion) = Conversion::new(territory, day)
    {
        let mut is_no_place = |row: &CodeCounts| totals.take(territory, table, row);
        counts = convert_counts(counts, &conversion, &place_of, &mut is_no_place, &mut warnings, &mut problems);
    }
    let mut population = [vec![None; territory.n_places()], vec![None; territory.n_places()]];
    let mut line_of: Vec<Option<u64>> = vec![None; territory.n_places()];
    let mut places_withheld = BTreeSet::new();
    let another = |title: &str| format!("columns = {{ {level}_code = {title:?} }} under [population]");
    let said = Said { column: &another, day: Some(|day| format!("codes = {day} under [population]")) };
    let rows: Vec<Row<'_>> = table.rows().collect();
    let gazetteer = Gazetteer::of_level(territory, finest);
    let mut places = PlaceReader::new(gazetteer, (table, &rows), &code, said, &mut problems);
    let mut n_places = 0;
    for row in &counts {
        let CodeCounts { line, text, all, adults, withheld } = row;
        let mut problem = |kind: Kind, message: String, hint: Option<String>| {
            problems.push(Remark::of(kind, place_of(*line), message).maybe_hint(hint));
        };
        let in_row = rows.binary_search_by_key(line, |row| row.line).ok().map(|row| rows[row]);
        let meaning = places.find(text, in_row);
        let is_place = matches!(meaning, Meaning::One(..) | Meaning::Several(_));
        if !is_place && totals.take(territory, table, row) {
            continue;
        }
        let area = match places.settle(meaning, text, in_row, || place_of(*line)) {
            Reading::Area(area) => area,
            Reading::Kept | Reading::Autonomous(_) => continue,
            Reading::Broader => {
                totals.codes.push(format!("{text:?}"));
                continue;
            }
            Reading::Wrong(wrong) => {
                problem(Kind::Code, wrong.message, wrong.hint);
                continue;
            }
        };
        n_places += 1;
        if let Some(first) = line_of[area.index()].replace(*line) {
            let message = format!("the {level} {text:?} stands on {} {first} already", table.line_word());
            problem(Kind::Repeated, message, None);
            continue;
        }
        if let (Some(all), Some(adults)) = (all, adults)
            && adults > all
        {
            let message = format!("{adults} residents aged 18 and over of {all} residents");
            problem(Kind::Value, message, Some("the two columns may have been mixed up".to_owned()));
        }
        if *withheld {
            places_withheld.insert(PlaceIndex::at(area.index()));
        }
        for (population, count) in population.iter_mut().zip([all, adults]) {
            population[area.index()] = count.map(Residents);
        }
    }
    problems.0.extend(places.of_another_day(said));
    if n_places == 0 && problems.0.is_empty() {
        let message = format!("no row has the code of a {level}");
        problems.push(Remark::of(Kind::Code, Place::file(&table.file).column(&read.code_title), message));
    }
    if !problems.0.is_empty() {
        return Err(problems.one_per_cell());
    }
    warnings.extend(places.restored(table, &code));
    warnings.extend(places.said(table, &code));
    warnings.extend(totals.said(&table.file));
    warnings.extend(absent(territory, options.places, &line_of, table));
    let [all, adults] = population;
    if !places_withheld.is_empty() {
        let named: Vec<String> = places_withheld.iter().map(|&place| territory.place(place).name.to_string()).collect();
        let message = format!("counts marked as suppressed in {}: {}", counted(named.len(), level), first_few(&named));
        warnings.push(Remark::of(Kind::Assumed, Place::file(&table.file), message));
    }
    let adults = read.has_adults.then_some(adults);
    Ok(Read { value: Population { all, adults, withheld: places_withheld }, warnings })
}

/// Rows that hold no place but a total: of everything, or of a broader level.
#[derive(Default)]
struct Totals {
    words: Vec<String>,
    codes: Vec<String>,
}

impl Totals {
    /// Whether a row holds a total; if so it is kept to be named.
    fn take(&mut self, territory: &Territory, table: &Table, row: &CodeCounts) -> bool {
        // The code of a total may be left blank, its name then stands in another column.
        let named = || {
            let row = table.rows().find(|other| other.line == row.line);
            row.is_some_and(|row| table.columns().any(|column| is_total(row.cell(&column), territory)))
        };
        if is_total(&row.text, territory) || row.text.is_empty() && named() {
            self.words.push(format!("{} {}", table.line_word(), row.line));
            return true;
        }
        self.of_broader_area(territory, &row.text)
    }

    /// Whether a text names an area of a broader level.
    fn of_broader_area(&mut self, territory: &Territory, text: &str) -> bool {
        let is_broader = territory.levels().filter(|level| *level != territory.finest()).any(|level| {
            let meaning = Gazetteer::of_level(territory, level).find(text);
            matches!(
                meaning,
                Meaning::One(_, Way::Code | Way::Nuts | Way::Name) | Meaning::Autonomous(_) | Meaning::Broader
            )
        });
        if is_broader {
            self.codes.push(format!("{text:?}"));
        }
        is_broader
    }

    fn said(&self, file: &str) -> Vec<Remark> {
        let mut said = Vec::new();
        if !self.words.is_empty() {
            let message = format!("{} of totals skipped: {}", counted(self.words.len(), "row"), first_few(&self.words));
            said.push(Remark::of(Kind::RowsLeftOut, Place::file(file), message));
        }
        if !self.codes.is_empty() {
            let message =
                format!("totals of {} skipped: {}", counted(self.codes.len(), "broader area"), first_few(&self.codes));
            said.push(Remark::of(Kind::RowsLeftOut, Place::file(file), message));
        }
        said
    }
}

/// Names the places that a table lacks.
fn absent(
    territory: &Territory,
    wanted: Option<&[PlaceIndex]>,
    line_of: &[Option<u64>],
    table: &Table,
) -> Option<Remark> {
    let finest = territory.finest();
    let places = wanted.map_or_else(|| territory.places().collect(), <[_]>::to_vec);
    let absent = places.into_iter().filter(|place| line_of[place.index()].is_none());
    let absent: Vec<String> =
        absent.map(|place| territory.place(place)).map(|area| format!("{} {}", area.code, area.name)).collect();
    (!absent.is_empty()).then(|| {
        let message = format!(
            "{} of the territory not in the table, residents not known: {}",
            counted(absent.len(), territory.level_name(finest)),
            first_few(&absent)
        );
        Remark::of(Kind::MissingCount, Place::file(&table.file), message)
    })
}
