//! Residents by age and sex, in rows or in columns, added up once: totals never together with their parts.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::figures::age::{Age, Partition, Sex, is_whole, partition};
use crate::input::figures::counts::CodeCounts;
use crate::input::figures::counts::PopulationOptions;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};

/// The columns of a table of residents.
pub struct Columns<'a> {
    /// Codes.
    pub code: &'a Column,
    /// Everybody.
    pub count: Option<&'a Column>,
    /// Men and women, where no column counts everybody.
    pub parts: Option<&'a (Column, Column)>,
    /// Residents aged 18 and over.
    pub adults: Option<&'a Column>,
    /// Ages.
    pub age: Option<&'a Column>,
    /// Sexes.
    pub sex: Option<Column>,
    /// Periods.
    pub period: Option<Column>,
    /// Marital status, citizenship, kind of data: only their totals are read.
    pub further: Vec<Column>,
}

/// The first day of the year, in ISTAT's kinds of data; the others are of its end.
const ON_1_JANUARY: &str = "JAN";

/// Counts of one code by age and sex, with the line of each.
#[derive(Default)]
struct Group {
    line: u64,
    place: Option<Place>,
    counts: BTreeMap<(Age, Sex), (u64, Option<u64>)>,
    withheld: bool,
}

impl Group {
    /// Everybody of an age: what counts both sexes, else men and women together.
    fn of_age(&self, age: Age) -> Option<u64> {
        let count = |sex: Sex| self.counts.get(&(age, sex)).and_then(|(_, count)| *count);
        if self.counts.contains_key(&(age, Sex::Both)) {
            return count(Sex::Both);
        }
        Some(count(Sex::Male)? + count(Sex::Female)?)
    }

    fn has_age(&self, age: Age) -> bool {
        [Sex::Both, Sex::Male, Sex::Female].iter().any(|sex| self.counts.contains_key(&(age, *sex)))
    }

    /// All residents and those aged 18 and over.
    ///
    /// # Errors
    /// Ages that are missing, or that do not add up to the total beside them.
    fn add_up(&self, ages: Option<&Partition>) -> Result<(Option<u64>, Option<u64>), String> {
        let total = self.of_age(Age::Total);
        let Some(ages) = ages else { return Ok((total, None)) };
        let missing: Vec<String> =
            ages.bands.iter().filter(|age| !self.has_age(**age)).map(|age| shown(*age)).collect();
        let has_total = self.has_age(Age::Total);
        // Broader areas often have their total alone.
        if has_total && missing.len() == ages.bands.len() {
            return Ok((total, None));
        }
        let sum = |bands: &[Age]| -> Option<u64> {
            bands.iter().filter(|age| self.has_age(**age)).map(|age| self.of_age(*age)).sum()
        };
        if !missing.is_empty() && !has_total {
            return Err(format!("{} missing: {}", counted(missing.len(), "age"), first_few(&missing)));
        }
        let all = sum(&ages.bands);
        match (all, total) {
            (Some(all), Some(total)) if all != total => {
                let missing =
                    if missing.is_empty() { String::new() } else { format!("; missing: {}", first_few(&missing)) };
                Err(format!("the ages add up to {all}, the total beside them is {total}{missing}"))
            }
            _ => Ok((total.or(all), if ages.adults.is_empty() { None } else { sum(&ages.adults) })),
        }
    }
}

fn shown(age: Age) -> String {
    match age {
        Age::Total => "total".to_owned(),
        Age::Band(first, None) => format!("{first}+"),
        Age::Band(first, Some(last)) if first == last => first.to_string(),
        Age::Band(first, Some(last)) => format!("{first}-{last}"),
    }
}

/// Groups by code, in the order of the table.
#[derive(Default)]
struct Groups<'a> {
    order: Vec<(&'a str, Group)>,
    position: BTreeMap<&'a str, usize>,
}

impl<'a> Groups<'a> {
    fn of(&mut self, row: Row<'a>, code: &Column) -> &mut Group {
        let text = row.cell(code);
        let position = *self.position.entry(text).or_insert_with(|| {
            let group = Group { line: row.line, place: Some(row.place(code)), ..Group::default() };
            self.order.push((text, group));
            self.order.len() - 1
        });
        &mut self.order[position].1
    }

    fn add_up(self, ages: Option<&Partition>, problems: &mut Problems) -> Vec<CodeCounts> {
        self.order
            .into_iter()
            .filter_map(|(text, group)| {
                let place = group.place.clone()?;
                let (all, adults) = group.add_up(ages).unwrap_or_else(|message| {
                    problems.push(Remark::of(Kind::Value, place.clone(), format!("{text}: {message}")));
                    (None, None)
                });
                Some(CodeCounts {
                    line: group.line,
                    place,
                    text: text.to_owned(),
                    all,
                    adults,
                    withheld: group.withheld,
                })
            })
            .collect()
    }
}

/// Ages, and sexes, in rows.
pub fn read_long(
    table: &Table,
    columns: &Columns<'_>,
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> (Vec<CodeCounts>, bool) {
    let Some(wanted) = choices(table, columns, options, said, problems) else { return (Vec::new(), true) };
    let mut reader = |column: &Column| options.reader(table, column, said, problems);
    let all = columns.count.and_then(&mut reader);
    let parts = columns.parts.and_then(|(men, women)| Some((reader(men)?, reader(women)?)));
    let mut groups = Groups::default();
    let mut ages = BTreeSet::new();
    for row in table.rows() {
        if wanted.iter().any(|(column, value)| row.cell(column) != value) {
            continue;
        }
        let age = match columns.age {
            None => Some(Age::Total),
            Some(column) => Age::of_cell(row.cell(column)).or_else(|| {
                let message = format!("expected an age such as 17, 100+ or Totale, found {:?}", row.cell(column));
                problems.push(row.problem(Kind::Word, column, message));
                None
            }),
        };
        let sex = match &columns.sex {
            None => Some(Sex::Both),
            Some(column) => Sex::of_cell(row.cell(column)).or_else(|| {
                let message = format!("expected a sex (1, 2, 9, M, F, T), found {:?}", row.cell(column));
                problems.push(row.problem(Kind::Word, column, message));
                None
            }),
        };
        let mut found = vec![];
        if let Some(reader) = &all {
            found.push((sex, reader.count(row, problems)));
        } else if let Some((men, women)) = &parts {
            found.push((Some(Sex::Male), men.count(row, problems)));
            found.push((Some(Sex::Female), women.count(row, problems)));
        }
        let Some(age) = age else { continue };
        ages.insert(age);
        let group = groups.of(row, columns.code);
        group.withheld |= all.as_ref().is_some_and(|reader| reader.is_withheld(row));
        for (sex, count) in found {
            let Some(sex) = sex else { continue };
            if let Some((first, _)) = group.counts.insert((age, sex), (row.line, count)) {
                let of_age = columns.age.map_or(String::new(), |_| format!("the age {} of ", shown(age)));
                let code = row.cell(columns.code);
                let message = format!("{of_age}{code:?} stands on {} {first} already", table.line_word());
                problems.push(Remark::of(Kind::Repeated, row.whole(), message));
            }
        }
    }
    let ages = joined(table, ages, problems);
    tell(table, columns, ages.as_ref(), "rows", said);
    let tells_adults = ages.as_ref().is_some_and(|ages| !ages.adults.is_empty());
    (groups.add_up(ages.as_ref(), problems), tells_adults)
}

/// Ages, and sexes, in columns.
pub fn read_wide(
    table: &Table,
    columns: &Columns<'_>,
    by_title: &[(Column, Age, Sex)],
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> (Vec<CodeCounts>, bool) {
    let ages = joined(table, by_title.iter().map(|(_, age, _)| *age).collect(), problems);
    let counted: Vec<(Column, Age, Sex)> =
        by_title.iter().cloned().chain(columns.count.map(|column| (column.clone(), Age::Total, Sex::Both))).collect();
    let titles: Vec<Column> = counted.iter().map(|(column, ..)| column.clone()).collect();
    let readers: Vec<(NumberReader, Age, Sex)> = options
        .readers(table, &titles, said, problems)
        .into_iter()
        .zip(counted)
        .map(|(reader, (_, age, sex))| (reader, age, sex))
        .collect();
    let Some(wanted) = choices(table, columns, options, said, problems) else { return (Vec::new(), true) };
    let mut counts = Vec::new();
    for row in table.rows() {
        if wanted.iter().any(|(column, value)| row.cell(column) != value) {
            continue;
        }
        let mut group = Group { line: row.line, place: Some(row.place(columns.code)), ..Group::default() };
        for (reader, age, sex) in &readers {
            group.withheld |= reader.is_withheld(row);
            group.counts.insert((*age, *sex), (row.line, reader.count(row, problems)));
        }
        let mut one = Groups::default();
        one.order.push((row.cell(columns.code), group));
        counts.extend(one.add_up(ages.as_ref(), problems));
    }
    tell(table, columns, ages.as_ref(), "columns", said);
    (counts, ages.is_some_and(|ages| !ages.adults.is_empty()))
}

fn joined(table: &Table, ages: BTreeSet<Age>, problems: &mut Problems) -> Option<Partition> {
    partition(ages).unwrap_or_else(|message| {
        let hint = "ages must cover everybody once: single years, or bands that join";
        problems.push(Remark::of(Kind::Value, Place::file(&table.file), message).hint(hint));
        None
    })
}

/// Says what was recognised.
fn tell(table: &Table, columns: &Columns<'_>, ages: Option<&Partition>, side: &str, said: &mut Vec<Remark>) {
    let Some(ages) = ages else { return };
    let single = ages.bands.iter().filter(|age| age.is_single()).count();
    let what = if single * 2 > ages.bands.len() { "single years of age" } else { "bands of age" };
    let (first, last) = (ages.bands.first().copied(), ages.bands.last().copied());
    let span =
        first.zip(last).map_or_else(String::new, |(first, last)| format!(", {} to {}", shown(first), shown(last)));
    let adults = if ages.adults.is_empty() {
        "no band begins at 18, so residents aged 18 and over are not known"
    } else {
        "residents aged 18 and over were added up"
    };
    let count = columns.count.map_or(String::new(), |count| format!(", counts from {:?}", count.title));
    let message = format!(
        "residents by {what} in {side}{span}: codes from {:?}{count}; totals were not counted with their parts; {adults}",
        columns.code.title
    );
    said.push(Remark::of(Kind::Assumed, Place::file(&table.file), message));
}

/// The values of further columns that are read: the whole where a column has it, and one period; `None` after a problem.
pub fn choices<'a>(
    table: &Table,
    columns: &'a Columns<'_>,
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Option<Vec<(&'a Column, String)>> {
    let before = problems.0.len();
    let distinct = |column: &Column| -> Vec<String> {
        let values: BTreeSet<&str> = table.rows().map(|row| row.cell(column)).collect();
        values.into_iter().map(str::to_owned).collect()
    };
    let place = |column: &Column| Place::file(&table.file).column(&column.title);
    let mut wanted = Vec::new();
    for column in &columns.further {
        let values = distinct(column);
        let whole = values.iter().find(|value| is_whole(value) || value.as_str() == ON_1_JANUARY);
        match (whole, values.as_slice()) {
            (Some(whole), [_, _, ..]) => wanted.push((column, whole.clone())),
            (Some(_), _) | (None, []) => {}
            (None, [one]) => {
                let message = format!("the column holds only {one:?}: the counts are of that part alone");
                said.push(Remark::of(Kind::Assumed, place(column), message));
            }
            (None, several) => {
                let message = format!(
                    "expected one value or a total among them, found {}: {}",
                    several.len(),
                    first_few(several)
                );
                problems.push(
                    Remark::of(Kind::Value, place(column), message).hint("keep the rows of one of them in the table"),
                );
            }
        }
    }
    if let Some(column) = &columns.period {
        let values = distinct(column);
        let year = options.year.map(|year| year.to_string());
        let of_year = values.iter().find(|value| Some(value.as_str()) == year.as_deref());
        match (options.period, values.as_slice()) {
            (Some(period), _) => {
                if values.iter().any(|value| value == period) {
                    wanted.push((column, period.to_owned()));
                } else {
                    let message = format!("no row is of the period {period:?}; there are {}", first_few(&values));
                    problems.push(Remark::of(Kind::Value, place(column), message));
                }
            }
            (None, [] | [_]) => {
                if let (Some(one), Some(year)) = (values.first(), &year)
                    && !one.contains(year.as_str())
                {
                    let message = format!("the counts are of {one}, the study is of {year}");
                    said.push(Remark::of(Kind::Assumed, place(column), message));
                }
            }
            (None, several) => {
                if let Some(period) = of_year {
                    let message = format!("of {} periods {period} was read, the year of the study", several.len());
                    said.push(Remark::of(Kind::Assumed, place(column), message));
                    wanted.push((column, period.clone()));
                } else {
                    let message = format!("the table has {} periods: {}", several.len(), first_few(several));
                    let hint =
                        format!("say which one under [population], such as period = {:?}", several[several.len() - 1]);
                    problems.push(Remark::of(Kind::Value, place(column), message).hint(hint));
                }
            }
        }
    }
    (problems.0.len() == before).then_some(wanted)
}
