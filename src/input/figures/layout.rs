//! Layouts of tables of residents: one count a place, or ages and sexes in rows or in columns; recognised by titles, and said.
//!
//! # Source
//! ISTAT's published tables: *Popolazione residente per età e sesso* (POSAS, demo.istat.it: `Codice comune;Comune;Età;Totale
//! maschi;Totale femmine;Totale`, age 999 for all), and exports of I.Stat and `IstatData` (SDMX: `ITTER107` or `REF_AREA`, `SEXISTAT1`
//! or `SEX` with 9 for both, `ETA1` or `AGE`, `TIME_PERIOD`, `Value` or `OBS_VALUE`).

use std::collections::BTreeSet;

use crate::input::figures::age::{Age, Sex, partition};
use crate::input::figures::by_age::{check_sum, read_long, read_wide, sexes};
use crate::input::figures::choices::{Columns, choices};
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
const MEN: &[&str] = &["Totale maschi", "Maschi", "Maschi totale", "Uomini", "Males", "Men", "Male"];
const WOMEN: &[&str] = &["Totale femmine", "Femmine", "Femmine totale", "Donne", "Females", "Women", "Female"];

/// Titles of the other columns of tables by age; the column of codes stands before that of labels.
const AGES: &[&str] = &[
    "ETA1",
    "AGE",
    "Età",
    "Eta",
    "Classe di età",
    "Classi di età",
    "Classe d'età",
    "Classe età",
    "Fascia di età",
    "Fascia d'età",
    "Fasce di età",
    "Fascia età",
    "age_class",
    "Age class",
    "age_group",
    "Age group",
    "Age band",
];
const SEXES: &[&str] = &["SEXISTAT1", "SEX", "Sesso", "Genere", "Gender"];
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
    let in_titles = ages_of_titles(&by_title);
    let count = table.optional("population", titles, &mut problems).or_else(|| find(COUNTS));
    let parts = find(MEN).zip(find(WOMEN));
    // Some bands beside a count of everybody are further columns; without one they are all there is.
    let is_wide = age.is_none()
        && match &in_titles {
            InTitles::None => false,
            InTitles::Whole => true,
            InTitles::Part(_) => count.is_none() && parts.is_none(),
        };
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
        parts: parts.as_ref(),
        adults: adults.as_ref(),
        age: age.as_ref(),
        sex: table.optional("sex", titles, &mut problems).or_else(|| find(SEXES)),
        period: table.optional("period", titles, &mut problems).or_else(|| find(PERIODS)),
        further: FURTHER.iter().filter_map(|titles| find(titles)).collect(),
    };
    let is_long =
        columns.age.is_some() || columns.sex.is_some() || columns.period.is_some() || !columns.further.is_empty();
    let mut said = Vec::new();
    if let InTitles::Part(why) = &in_titles
        && !is_wide
    {
        let message = format!("columns of ages were not read, for they are not all: {why}");
        said.push(Remark::of(Kind::Assumed, Place::file(&table.file), message));
    }
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

/// What the titles of columns say of ages.
enum InTitles {
    /// Nothing, or too little.
    None,
    /// Ages that cover everybody.
    Whole,
    /// Ages that do not, and why.
    Part(String),
}

fn ages_of_titles(by_title: &[(Column, Age, Sex)]) -> InTitles {
    let ages = || by_title.iter().map(|(_, age, _)| *age);
    if ages().filter(|age| age.is_single()).count() >= FEWEST_AGES {
        return InTitles::Whole;
    }
    let distinct: BTreeSet<Age> = ages().collect();
    if distinct.len() < 2 || distinct.iter().all(|age| age.is_single()) {
        return InTitles::None;
    }
    match partition(distinct) {
        Ok(found) => found.and_then(|ages| ages.above()).map_or(InTitles::Whole, InTitles::Part),
        Err(why) => InTitles::Part(why),
    }
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
    let parts = sexes(table, columns, options, said, problems);
    let sums = columns.count.zip(parts.as_ref());
    let parts = parts.as_ref().filter(|_| columns.count.is_none());
    let Some(wanted) = choices(table, columns, options, said, problems) else { return Vec::new() };
    table
        .rows()
        .filter(|row| wanted.iter().all(|(column, value)| row.cell(column) == value))
        .map(|row| {
            let mut read =
                |reader: &Option<NumberReader>| reader.as_ref().and_then(|reader| reader.count(row, problems));
            let adults = read(&adults);
            let count = match parts {
                Some((men, women)) => {
                    men.count(row, problems).zip(women.count(row, problems)).map(|(men, women)| men + women)
                }
                None => read(&all),
            };
            if let Some((column, (men, women))) = sums {
                check_sum(row, column, (men, women), count, problems);
            }
            let withheld = match parts {
                Some((men, women)) => men.is_withheld(row) || women.is_withheld(row),
                None => all.as_ref().is_some_and(|reader| reader.is_withheld(row)),
            };
            CodeCounts { withheld, line: row.line, text: row.cell(columns.code).into(), all: count, adults }
        })
        .collect()
}
