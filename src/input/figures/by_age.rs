//! Residents by age and sex, in rows or in columns, added up once: totals never together with their parts.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::figures::age::{Age, Partition, Sex, partition};
use crate::input::figures::choices::{Columns, choices};
use crate::input::figures::counts::CodeCounts;
use crate::input::figures::counts::PopulationOptions;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};

/// Counts of one code by age and sex, with the line of each.
#[derive(Default)]
struct Group {
    line: u64,
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

    /// What is wrong of men and women who are not all that is counted beside them.
    fn sexes_wrong(&self) -> Option<Wrong> {
        let of = |age: Age, sex: Sex| self.counts.get(&(age, sex)).and_then(|(_, count)| *count);
        self.counts.iter().find_map(|((age, sex), (line, all))| {
            let counts = (sex == &Sex::Both).then_some((of(*age, Sex::Male)?, of(*age, Sex::Female)?, (*all)?));
            let message = counts.and_then(|(men, women, all)| not_the_sum(men, women, all))?;
            let of_age = if *age == Age::Total { String::new() } else { format!("of the age {}, ", shown(*age)) };
            Some(Wrong { line: *line, message: format!("{of_age}{message}") })
        })
    }

    /// All residents and those aged 18 and over.
    ///
    /// # Errors
    /// Ages that are missing, or that do not add up to the total beside them; men and women who do not.
    fn add_up(&self, ages: Option<&Partition>) -> Result<(Option<u64>, Option<u64>), Wrong> {
        if let Some(wrong) = self.sexes_wrong() {
            return Err(wrong);
        }
        let wrong = |message: String| Err(Wrong { line: self.line, message });
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
            return wrong(format!("{} missing: {}", counted(missing.len(), "age"), first_few(&missing)));
        }
        let all = sum(&ages.bands);
        match (all, total) {
            (Some(all), Some(total)) if all != total => {
                let missing =
                    if missing.is_empty() { String::new() } else { format!("; missing: {}", first_few(&missing)) };
                wrong(format!("the ages add up to {all}, the total beside them is {total}{missing}"))
            }
            _ => Ok((total.or(all), if ages.adults.is_empty() { None } else { sum(&ages.adults) })),
        }
    }
}

/// What is wrong, and where.
struct Wrong {
    line: u64,
    message: String,
}

/// That men and women are not all that is counted beside them.
pub fn not_the_sum(men: u64, women: u64, all: u64) -> Option<String> {
    let sum = men + women;
    (sum != all).then(|| format!("men ({men}) and women ({women}) are {sum}, the total beside them is {all}"))
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
            let group = Group { line: row.line, ..Group::default() };
            self.order.push((text, group));
            self.order.len() - 1
        });
        &mut self.order[position].1
    }

    /// A group of a row by itself, so that a code that stands twice is found to.
    fn another(&mut self, row: Row<'a>, code: &Column) -> &mut Group {
        let group = Group { line: row.line, ..Group::default() };
        let position = self.order.len();
        self.order.push((row.cell(code), group));
        &mut self.order[position].1
    }

    fn add_up(
        self,
        (table, code): (&Table, &Column),
        ages: Option<&Partition>,
        problems: &mut Problems,
    ) -> Vec<CodeCounts> {
        self.order
            .into_iter()
            .map(|(text, group)| {
                let (all, adults) = group.add_up(ages).unwrap_or_else(|Wrong { line, message }| {
                    let place = if line == group.line { table.cell_place(line, code) } else { table.place(line) };
                    problems.push(Remark::of(Kind::Value, place, format!("{text}: {message}")));
                    (None, None)
                });
                CodeCounts { line: group.line, text: text.into(), all, adults, withheld: group.withheld }
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
    let all = columns.count.and_then(|column| options.reader(table, column, said, problems));
    let parts = sexes(table, columns, options, said, problems);
    let sums = columns.count.zip(parts.as_ref());
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
            Some(column) => sex_of(row, column, problems),
        };
        let mut found = vec![];
        if let Some(reader) = &all {
            let count = reader.count(row, problems);
            if let Some((column, (men, women))) = sums {
                check_sum(row, column, (men, women), count, problems);
            }
            found.push((sex, count));
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
    let ages = joined(table, ages, false, problems);
    tell(table, columns, ages.as_ref(), "rows", said);
    let tells_adults = ages.as_ref().is_some_and(|ages| !ages.adults.is_empty());
    (groups.add_up((table, columns.code), ages.as_ref(), problems), tells_adults)
}

/// Readers of men and women. Beside a count of everybody they only check it, so what is wrong of them alone is not said.
pub fn sexes(
    table: &Table,
    columns: &Columns<'_>,
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> Option<(NumberReader, NumberReader)> {
    let (men, women) = columns.parts?;
    if columns.count.is_none() {
        return Some((options.reader(table, men, said, problems)?, options.reader(table, women, said, problems)?));
    }
    let mut unsaid = (Vec::new(), Problems::default());
    let mut reader = |column: &Column| options.reader(table, column, &mut unsaid.0, &mut unsaid.1);
    let readers = reader(men).zip(reader(women));
    readers.filter(|_| unsaid.1.0.is_empty())
}

/// Adds a problem where men and women of a row are not all that it counts. Where they are not known nothing is said.
pub fn check_sum(
    row: Row<'_>,
    column: &Column,
    (men, women): (&NumberReader, &NumberReader),
    all: Option<u64>,
    problems: &mut Problems,
) {
    let mut unread = Problems::default();
    let parts = men.count(row, &mut unread).zip(women.count(row, &mut unread));
    let wrong = parts.zip(all).and_then(|((men, women), all)| not_the_sum(men, women, all));
    problems.0.extend(wrong.map(|message| row.problem(Kind::Value, column, message)));
}

/// Ages, and sexes, in columns; sexes may stand in rows.
pub fn read_wide(
    table: &Table,
    columns: &Columns<'_>,
    by_title: &[(Column, Age, Sex)],
    options: &PopulationOptions<'_>,
    said: &mut Vec<Remark>,
    problems: &mut Problems,
) -> (Vec<CodeCounts>, bool) {
    let has_total = columns.count.is_some() || columns.parts.is_some();
    let ages = joined(table, by_title.iter().map(|(_, age, _)| *age).collect(), has_total, problems);
    let parts = columns.parts.into_iter().flat_map(|(men, women)| [(men, Sex::Male), (women, Sex::Female)]);
    let totals = columns.count.map(|column| (column, Sex::Both)).into_iter().chain(parts);
    let totals = totals.map(|(column, sex)| (column.clone(), Age::Total, sex));
    let counted: Vec<(Column, Age, Sex)> = by_title.iter().cloned().chain(totals).collect();
    let titles: Vec<Column> = counted.iter().map(|(column, ..)| column.clone()).collect();
    let readers: Vec<(NumberReader, Age, Sex)> = options
        .readers(table, &titles, said, problems)
        .into_iter()
        .zip(counted)
        .map(|(reader, (_, age, sex))| (reader, age, sex))
        .collect();
    let Some(wanted) = choices(table, columns, options, said, problems) else { return (Vec::new(), true) };
    let mut groups = Groups::default();
    for row in table.rows() {
        if wanted.iter().any(|(column, value)| row.cell(column) != value) {
            continue;
        }
        let of_row = match &columns.sex {
            None => Some(Sex::Both),
            Some(column) => sex_of(row, column, problems),
        };
        let Some(of_row) = of_row else { continue };
        let group =
            if columns.sex.is_some() { groups.of(row, columns.code) } else { groups.another(row, columns.code) };
        for (reader, age, sex) in &readers {
            group.withheld |= reader.is_withheld(row);
            let sex = if of_row == Sex::Both { *sex } else { of_row };
            if let Some((first, _)) = group.counts.insert((*age, sex), (row.line, reader.count(row, problems)))
                && first != row.line
            {
                let message = format!("{:?} stands on {} {first} already", row.cell(columns.code), table.line_word());
                problems.push(Remark::of(Kind::Repeated, row.whole(), message));
                break;
            }
        }
    }
    tell(table, columns, ages.as_ref(), "columns", said);
    let tells_adults = ages.as_ref().is_some_and(|ages| !ages.adults.is_empty());
    (groups.add_up((table, columns.code), ages.as_ref(), problems), tells_adults)
}

/// The sex of a row.
fn sex_of(row: Row<'_>, column: &Column, problems: &mut Problems) -> Option<Sex> {
    Sex::of_cell(row.cell(column)).or_else(|| {
        let message = format!("expected a sex (1, 2, 9, M, F, T), found {:?}", row.cell(column));
        problems.push(row.problem(Kind::Word, column, message));
        None
    })
}

/// The ages of a table as they are to be added. Bands that end without an open one need a total beside them.
fn joined(table: &Table, ages: BTreeSet<Age>, has_total: bool, problems: &mut Problems) -> Option<Partition> {
    let has_total = has_total || ages.contains(&Age::Total);
    let whole = |found: Option<Partition>| match found {
        Some(ages) if !has_total && ages.above().is_some() => Err(ages.above().unwrap_or_default()),
        found => Ok(found),
    };
    partition(ages).and_then(whole).unwrap_or_else(|message| {
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
