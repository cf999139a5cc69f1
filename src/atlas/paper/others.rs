//! Units that answered beside the others: numbers, then characteristics.

use crate::analysis::basis::measure::{Level, Measure, MeasureName as Name};
use crate::analysis::coverage::headline::headline_schemes;
use crate::atlas::chart::draw::Numbers;
use crate::model::place::scheme::TOTAL;
use crate::render::document::cell::{Cell, Kind, Scale};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::render::report::brief::rows::{Rows, answered};
use crate::words::catalogue::{plain, say};
use crate::words::chart::enumerated;
use crate::words::letters::capitalised;
use crate::words::phrase::{level_in, variable_in};
use crate::words::picture::{level_label, scheme_words};

/// What a variable or scheme is called over its levels.
pub(crate) fn variable_title(of: &Numbers<'_>, variable: &str) -> String {
    if of.study.scheme(variable).is_none() {
        return capitalised(variable_in(variable, of.language));
    }
    let key = match variable {
        "region" => "table-region",
        "province" => "table-province",
        "municipality" => "table-municipality",
        _ if of.study.territory.level(variable).is_some() => return capitalised(variable),
        _ => return scheme_words(variable, of.language),
    };
    plain(of.language, key).to_owned()
}

/// What a level is called.
pub(crate) fn level_title(level: &str, of: &Numbers<'_>) -> String {
    let level = level_label(level, of.language).unwrap_or(level);
    level_in(&Level::from(level), of.language).to_owned()
}

/// The scale of a row's numbers: that of its variable, else three decimals.
pub(crate) fn scale_of(row: &Measure) -> Scale {
    let is_small = row.estimate.or(row.high).is_none_or(|value| value.abs() < 1_000.0);
    Scale::Decimals(row.decimals.unwrap_or(if is_small { 3 } else { 0 }))
}

/// An estimate with its 95 % interval.
fn with_interval(row: Option<&Measure>) -> Cell {
    let Some((row, value)) = row.and_then(|row| Some((row, row.estimate?))) else { return Cell::Missing };
    Cell::Estimate { value, ends: row.low.zip(row.high), scale: scale_of(row) }
}

/// How many units are in a group, as a title of its columns.
fn group(of: &Numbers<'_>, key: &'static str, n: usize) -> String {
    say(of.language, key, [("n", n.into())])
}

/// Respondents, and the others that should have answered.
fn sizes(of: &Numbers<'_>) -> (usize, usize) {
    let n_answered = of.findings.n_answered;
    (n_answered, of.bias.units.len().saturating_sub(n_answered))
}

/// Numbers that are known of units that answered and of the others.
pub(crate) fn numbers_of_units(of: &Numbers<'_>) -> Option<Table> {
    let rows = Rows(&of.bias.rows);
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let at = move |name: Name, variable: &str, level: &Level| rows.at(name, variable, level);
    let number = move |name: Name, level: Level| {
        move |variable: &&str| {
            let row = at(name, variable, &level);
            row.map_or(Cell::Missing, |row| Cell::number(row.estimate, scale_of(row)))
        }
    };
    let n = move |level: Level| {
        move |variable: &&str| {
            let n = at(Name::Mean, variable, &level).and_then(|row| row.n);
            n.map_or(Cell::Missing, |n| Cell::Count(n as u64))
        }
    };
    let middle = move |level: Level| {
        move |variable: &&str| {
            let Some(row) = at(Name::Median, variable, &level) else { return Cell::Missing };
            let Some(value) = row.estimate else { return Cell::Missing };
            let quartile = |name: Name| at(name, variable, &level).and_then(|row| row.estimate);
            let ends = quartile(Name::LowerQuartile).zip(quartile(Name::UpperQuartile));
            Cell::Estimate { value, ends, scale: scale_of(row) }
        }
    };
    let (n_answered, n_others) = sizes(of);
    let columns = Columns::<&str>::new(said("table-characteristic"), |variable| variable_title(of, variable))
        .under(group(of, "table-respondents", n_answered))
        .more(said("table-n"), Kind::Count, n(Level::Respondents))
        .and(said("table-mean"), Kind::Number, number(Name::Mean, Level::Respondents))
        .and(said("table-median"), Kind::Estimate, middle(Level::Respondents))
        .explained(said("table-numbers.quartiles"))
        .under(group(of, "table-others", n_others))
        .more(said("table-n"), Kind::Count, n(Level::Nonrespondents))
        .and(said("table-mean"), Kind::Number, number(Name::Mean, Level::Nonrespondents))
        .and(said("table-median"), Kind::Estimate, middle(Level::Nonrespondents))
        .explained(said("table-numbers.quartiles"))
        .apart()
        .and(said("table-smd"), Kind::Estimate, move |variable| with_interval(rows.of(Name::Smd, variable)))
        .explained(said("table-numbers.difference"))
        .and("p", Kind::P, move |variable| Cell::p(rows.of(Name::MannWhitney, variable).and_then(|row| row.p_value)))
        .explained(said("table-numbers.p"))
        .and(said("table-p-adjusted"), Kind::P, move |variable| Cell::p(rows.p_of_variable(variable)));
    let lines = rows.variables(Name::Mean).into_iter().map(|variable| Line::Of(Rank::Head, variable)).collect();
    let notes = std::iter::once(base(of)).chain(known(of, &rows)).collect();
    columns.table(TableName::Numbers, said("table-numbers"), lines, notes)
}

/// Over whom the groups are.
fn base(of: &Numbers<'_>) -> String {
    let (answered, others) = sizes(of);
    let values = [("n", (answered + others).into()), ("answered", answered.into()), ("others", others.into())];
    say(of.language, "table-numbers.base", values)
}

/// Of how many units numbers are known that are not known of all.
fn known(of: &Numbers<'_>, rows: &Rows<'_>) -> Vec<String> {
    let mut groups: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for variable in rows.variables(Name::Mean) {
        let n = |level: Level| rows.at(Name::Mean, variable, &level).and_then(|row| row.n);
        let Some(both) = n(Level::Respondents).zip(n(Level::Nonrespondents)).filter(|both| *both != sizes(of)) else {
            continue;
        };
        let name = variable_in(variable, of.language).to_owned();
        match groups.iter_mut().find(|(own, _)| *own == both) {
            Some((_, names)) => names.push(name),
            None => groups.push((both, vec![name])),
        }
    }
    let told = groups.into_iter().map(|((k, m), names)| {
        let names = capitalised(&enumerated(&names, of.language));
        say(of.language, "table-numbers.known", [("names", names.into()), ("k", k.into()), ("m", m.into())])
    });
    told.collect()
}

/// A variable with its levels, or one of them with how many units answered, out of how many.
enum Of<'a> {
    Variable(&'a str),
    Level { variable: &'a str, row: &'a Measure, answered: usize, n: usize, of: (usize, usize) },
}

/// Macro-areas, areas and characteristics of units that answered and of the others, level by level.
pub(crate) fn characteristics(of: &Numbers<'_>) -> Option<Table> {
    let rows = Rows(&of.bias.rows);
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let headline = headline_schemes(of.study);
    let is_other = |variable: &&str| of.study.scheme(variable).is_none();
    let variables = rows.variables(Name::LevelResponse);
    let schemes = headline.iter().map(String::as_str).filter(|name| *name != TOTAL && variables.contains(name));
    let mut lines = Vec::new();
    for variable in schemes.chain(variables.iter().copied().filter(is_other)) {
        let levels: Vec<(&Measure, (usize, usize))> =
            rows.levels(Name::LevelResponse, variable).filter_map(|row| Some((row, answered(row)?))).collect();
        let respondents: usize = levels.iter().map(|(_, (answered, _))| answered).sum();
        let all: usize = levels.iter().map(|(_, (_, n))| n).sum();
        lines.push(Line::Of(Rank::Head, Of::Variable(variable)));
        let level =
            |(row, (answered, n))| Of::Level { variable, row, answered, n, of: (respondents, all - respondents) };
        lines.extend(levels.into_iter().map(|found| Line::Of(Rank::Inside, level(found))));
    }
    let name = |row: &Of<'_>| match row {
        Of::Variable(variable) => variable_title(of, variable),
        Of::Level { row, .. } => row.level.as_ref().map_or_else(String::new, |level| level_title(level.word(), of)),
    };
    let part = |is_answered: bool| {
        move |row: &Of<'_>| match row {
            Of::Variable(_) => Cell::Blank,
            Of::Level { answered, n, of: (respondents, others), .. } => {
                if is_answered {
                    Cell::part(*answered, *respondents)
                } else {
                    Cell::part(n - answered, *others)
                }
            }
        }
    };
    let difference = move |row: &Of<'_>| match row {
        Of::Variable(_) => Cell::Blank,
        Of::Level { variable, row, .. } => {
            let row = row.level.as_ref().and_then(|level| rows.at(Name::SmdLevel, variable, level));
            Cell::number(row.and_then(|row| row.estimate), Scale::Decimals(3))
        }
    };
    let p = move |row: &Of<'_>| match row {
        Of::Variable(variable) => Cell::p(rows.of(Name::FreemanHalton, variable).and_then(|row| row.p_value)),
        Of::Level { row, .. } => Cell::p(row.p_value),
    };
    let adjusted = move |row: &Of<'_>| match row {
        Of::Variable(variable) => Cell::p(rows.p_of_variable(variable)),
        Of::Level { variable, row, .. } => {
            Cell::p(row.level.as_ref().and_then(|level| rows.p_of_level(variable, level)))
        }
    };
    let (n_answered, n_others) = sizes(of);
    let columns = Columns::<Of<'_>>::new(said("table-characteristic"), name)
        .and(group(of, "table-respondents", n_answered), Kind::Choice, part(true))
        .explained(said("table-characteristics.percent"))
        .and(group(of, "table-others", n_others), Kind::Choice, part(false))
        .explained(said("table-characteristics.percent"))
        .more(said("table-smd-level"), Kind::Number, difference)
        .and("p", Kind::P, p)
        .explained(said("table-characteristics.p"))
        .and(said("table-p-adjusted"), Kind::P, adjusted);
    columns.table(TableName::Characteristics, said("table-characteristics"), lines, vec![base(of)])
}
