//! Layouts of tables of residents: one count a place, or ages and sexes in rows or in columns; recognised by titles, and said.
//!
//! # Source
//! ISTAT's published tables: *Popolazione residente per età e sesso* (POSAS, demo.istat.it: `Codice comune;Comune;Età;Totale
//! maschi;Totale femmine;Totale`, age 999 for all), and exports of I.Stat and `IstatData` (SDMX: `ITTER107` or `REF_AREA`, `SEXISTAT1`
//! or `SEX` with 9 for both, `ETA1` or `AGE`, `TIME_PERIOD`, `Value` or `OBS_VALUE`).

use crate::input::figures::age::{Age, Sex};
use crate::input::figures::by_age::{Columns, choices, read_long, read_wide};
use crate::input::figures::counts::{CodeCounts, Counts, PopulationOptions};
use crate::input::file::bytes::InputFile;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Table};

/// Titles of code columns in published tables.
const CODES: &[&str] = &[
    "Codice comune",
    "Codice Comune formato alfanumerico",
    "Codice ISTAT",
    "Codice Istat del Comune",
    "Cod. comune",
    "PRO_COM_T",
    "PRO_COM",
    "PROCOM",
    "ITTER107",
    "REF_AREA",
];

/// Titles of columns that count everybody.
const COUNTS: &[&str] = &[
    "OBS_VALUE",
    "Value",
    "Totale",
    "Maschi + Femmine",
    "Maschi+Femmine",
    "Popolazione residente",
    "Popolazione",
    "Totale popolazione",
    "Residenti",
];

/// Titles of columns of men and of women, which are added where no column counts everybody.
const MEN: &[&str] = &["Totale maschi", "Maschi"];
const WOMEN: &[&str] = &["Totale femmine", "Femmine"];

/// Titles of the other columns of tables by age; the column of codes stands before that of labels.
const AGES: &[&str] = &["ETA1", "AGE", "Età", "Eta"];
const SEXES: &[&str] = &["SEXISTAT1", "SEX", "Sesso"];
const PERIODS: &[&str] = &["TIME_PERIOD", "TIME", "Seleziona periodo", "Anno"];
const FURTHER: &[&[&str]] = &[
    &["STATCIV2", "MARITAL_STATUS", "Stato civile"],
    &["CITTADINANZA", "CITIZENSHIP", "Cittadinanza"],
    &["TIPO_DATO15", "TIPO_DATO", "DATA_TYPE", "Tipo dato"],
];

/// Fewer columns of ages than this are no table by age.
const FEWEST_AGES: usize = 3;

/// Reads counts by code in whichever layout the table has.
///
/// # Errors
/// A table without codes or without counts.
pub fn read_counts(file: &InputFile, level: &str, options: &PopulationOptions<'_>) -> Result<Counts, Problems> {
    let titles = &options.titles;
    let level_code = format!("{level}_code");
    let own_count = titles.of("population");
    let codes: Vec<&str> =
        [titles.of(&level_code), titles.of("code")].into_iter().chain(CODES.iter().copied()).collect();
    let counts: Vec<&str> =
        [own_count].into_iter().chain(COUNTS.iter().chain(MEN).chain(AGES).copied()).chain(["0", "0_M"]).collect();
    let table = Table::read(file, &[&codes, &counts])?;
    let mut problems = Problems::default();
    let find = |titles: &[&str]| titles.iter().find_map(|title| table.find(title));
    let own_code = [level_code.as_str(), "code"].into_iter().find(|name| titles.own(name).is_some());
    let code = if own_code.is_none() { find(&codes) } else { None };
    let code = code.or_else(|| problems.take(table.require(own_code.unwrap_or(&level_code), titles)));
    let age = table.optional("age", titles, &mut problems).or_else(|| find(AGES));
    let by_title: Vec<(Column, Age, Sex)> = table
        .columns()
        .filter_map(|column| Age::of_title(&column.title).map(|(age, sex)| (column, age, sex)))
        .collect();
    let is_wide = age.is_none() && by_title.iter().filter(|(_, age, _)| age.is_single()).count() >= FEWEST_AGES;
    let count = table.optional("population", titles, &mut problems).or_else(|| find(COUNTS));
    let (men, women) = (find(MEN), find(WOMEN));
    let parts = men.zip(women);
    if count.is_none() && !is_wide && parts.is_none() && titles.own("population").is_none() {
        problems.take(table.require("population", titles));
    }
    let Some(code) = code else { return Err(problems) };
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let adults = table.optional("population_18plus", titles, &mut problems);
    let mut used: Vec<&Column> = vec![&code];
    used.extend(count.iter().chain(&adults).chain(&age));
    table.refuse_damage(&used, false, &mut problems);
    let columns = Columns {
        code: &code,
        count: count.as_ref(),
        parts: parts.as_ref().filter(|_| count.is_none()),
        adults: adults.as_ref(),
        age: age.as_ref(),
        sex: find(SEXES),
        period: table.optional("period", titles, &mut problems).or_else(|| find(PERIODS)),
        further: FURTHER.iter().filter_map(|titles| find(titles)).collect(),
    };
    let is_long =
        columns.age.is_some() || columns.sex.is_some() || columns.period.is_some() || !columns.further.is_empty();
    let mut said = Vec::new();
    let (counts, has_adults) = if is_wide {
        read_wide(&table, &columns, &by_title, options, &mut said, &mut problems)
    } else if is_long {
        read_long(&table, &columns, options, &mut said, &mut problems)
    } else {
        (read_plain(&table, &columns, options, &mut said, &mut problems), adults.is_some())
    };
    if let Some(count) = count.as_ref().filter(|count| count.title.to_lowercase() != own_count.to_lowercase())
        && !is_wide
        && columns.age.is_none()
    {
        let message = format!("residents were read from the column {:?}, codes from {:?}", count.title, code.title);
        said.push(Remark::of(Kind::Assumed, Place::file(&table.file), message));
    }
    Ok(Counts { code_title: code.title.clone(), counts, has_adults, said, problems, table })
}

/// One count a row.
fn read_plain(
    table: &Table,
    columns: &Columns<'_>,
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Vec<CodeCounts> {
    let mut reader = |column: Option<&Column>| column.and_then(|column| options.reader(table, column, said, problems));
    let (all, adults) = (reader(columns.count), reader(columns.adults));
    let parts = columns.parts.map(|(men, women)| (reader(Some(men)), reader(Some(women))));
    let Some(wanted) = choices(table, columns, options, said, problems) else { return Vec::new() };
    table
        .rows()
        .filter(|row| wanted.iter().all(|(column, value)| row.cell(column) == value))
        .map(|row| {
            let mut read =
                |reader: &Option<NumberReader>| reader.as_ref().and_then(|reader| reader.count(row, problems));
            let count = match &parts {
                Some((men, women)) => read(men).zip(read(women)).map(|(men, women)| men + women),
                None => read(&all),
            };
            let adults = read(&adults);
            let withholds =
                |reader: &Option<NumberReader>| reader.as_ref().is_some_and(|reader| reader.is_withheld(row));
            let withheld = match &parts {
                Some((men, women)) => withholds(men) || withholds(women),
                None => withholds(&all),
            };
            CodeCounts {
                withheld,
                line: row.line,
                place: row.place(columns.code),
                text: row.cell(columns.code).to_owned(),
                all: count,
                adults,
            }
        })
        .collect()
}
