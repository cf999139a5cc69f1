//! Answers by area, size and characteristics: a column for each group, whether the groups differ, and how far each is from the others.

use crate::analysis::contrast::result::Contrast;
use crate::analysis::outcome::result::Quantity;
use crate::atlas::chart::draw::Numbers;
use crate::atlas::paper::answers::{Row, heading, printed, scale_of, words_of};
use crate::atlas::paper::others::{level_title, variable_title};
use crate::model::survey::auxiliary::SIZE_CLASS;
use crate::render::document::cell::{Cell, Kind, Scale};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::words::catalogue::{plain, say};

/// What a row is of, with all groups at once and then each.
#[derive(Clone)]
struct Compared<'a> {
    of: Row<'a>,
    shows: Shows,
    whole: &'a Contrast,
    groups: Vec<&'a Contrast>,
}

/// What a row shows of each group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// How many answered the question.
    Base,
    /// How many chose an option.
    Option,
    /// Nothing: all options are compared at once.
    Together,
    /// The mean.
    Mean,
}

/// The tables: for each grouping the questions with options, then those for numbers. Pages have those of the first scheme and of size.
pub(crate) fn by_group(of: &Numbers<'_>) -> Vec<Table> {
    let mut variables: Vec<&str> = Vec::new();
    for row in &of.bias.contrasts {
        if !variables.contains(&row.variable.as_str()) {
            variables.push(&row.variable);
        }
    }
    let first_scheme = variables.iter().copied().find(|variable| of.study.scheme(variable).is_some());
    let tables = variables.iter().flat_map(|variable| {
        let is_more = Some(*variable) != first_scheme && *variable != SIZE_CLASS;
        let tables = [Quantity::Share, Quantity::Mean].map(|quantity| table_by(of, variable, quantity));
        tables.into_iter().flatten().map(move |table| Table { is_more, ..table })
    });
    tables.collect()
}

/// The rows of a variable: all groups at once, with each of them.
fn compared<'a>(of: &Numbers<'a>, variable: &str, quantity: Quantity) -> Vec<Compared<'a>> {
    let asked = printed(of, quantity);
    let mut found: Vec<Compared<'a>> = Vec::new();
    for row in of.bias.contrasts.iter().filter(|row| row.variable == variable) {
        let Some(own) = asked.iter().find(|(_, other)| other.question == row.question) else { continue };
        match (found.last_mut(), &row.level) {
            (Some(last), Some(_)) => last.groups.push(row),
            (None, Some(_)) => {}
            (_, None) => {
                let shows = match row.option {
                    _ if quantity == Quantity::Mean => Shows::Mean,
                    Some(_) => Shows::Option,
                    None => Shows::Together,
                };
                found.push(Compared { of: *own, shows, whole: row, groups: Vec::new() });
            }
        }
    }
    found
}

/// Each question under its words, with who answered it where that is not everybody of each group.
fn lines<'a>(of: &Numbers<'a>, rows: &[Compared<'a>]) -> Vec<Line<Compared<'a>>> {
    let mut lines = Vec::new();
    for of_question in rows.chunk_by(|one, next| one.whole.question == next.whole.question) {
        if of_question.iter().any(|row| row.shows != Shows::Mean) {
            lines.push(Line::Heading(heading(of, of_question[0].of)));
            let options = of_question.iter().find(|row| row.shows == Shows::Option);
            let base = options.filter(|row| row.groups.iter().any(|group| group.n != group.answered));
            lines.extend(base.map(|row| Line::Of(Rank::Inside, Compared { shows: Shows::Base, ..row.clone() })));
        }
        lines.extend(of_question.iter().map(|row| {
            let rank = if row.shows == Shows::Mean { Rank::Head } else { Rank::Inside };
            Line::Of(rank, row.clone())
        }));
    }
    lines
}

impl Compared<'_> {
    fn name(&self, of: &Numbers<'_>) -> String {
        let (question, _) = self.of;
        match self.shows {
            Shows::Base => plain(of.language, "table-answered").to_owned(),
            Shows::Together => plain(of.language, "table-together").to_owned(),
            Shows::Mean => words_of(question).to_owned(),
            Shows::Option => {
                let option = self.whole.option.and_then(|option| question.content.options().get(option));
                option.cloned().unwrap_or_default()
            }
        }
    }

    /// How many of a group chose the option, or their mean.
    fn value(&self, at: usize) -> Cell {
        let Some(group) = self.groups.get(at) else { return Cell::Blank };
        match self.shows {
            Shows::Base => Cell::Count(group.n as u64),
            Shows::Option => group.count.map_or(Cell::Missing, |count| Cell::part(count, group.n)),
            Shows::Together => Cell::Blank,
            Shows::Mean => estimate(group.estimate, group.interval, scale_of(self.of.1)),
        }
    }

    /// A group less all others.
    fn difference(&self, at: usize) -> Cell {
        let Some(group) = self.groups.get(at) else { return Cell::Blank };
        match self.shows {
            Shows::Base | Shows::Together => Cell::Blank,
            Shows::Option => estimate(group.difference, group.difference_interval, Scale::Percent),
            Shows::Mean => estimate(group.difference, group.difference_interval, scale_of(self.of.1)),
        }
    }

    /// The p-value of a group against all others, or of all groups at once.
    fn p(&self, of: impl Fn(&Contrast) -> Option<f64>, at: Option<usize>) -> Cell {
        let row = at.map_or(Some(self.whole), |at| self.groups.get(at).copied());
        match self.shows {
            Shows::Base => Cell::Blank,
            Shows::Option | Shows::Together | Shows::Mean => row.map_or(Cell::Blank, |row| Cell::p(of(row))),
        }
    }
}

fn estimate(value: Option<f64>, ends: Option<(f64, f64)>, scale: Scale) -> Cell {
    value.map_or(Cell::Missing, |value| Cell::Estimate { value, ends, scale })
}

/// The table of a variable; `None` where no question of the kind was compared by it, or one group alone answered.
fn table_by(of: &Numbers<'_>, variable: &str, quantity: Quantity) -> Option<Table> {
    let rows = compared(of, variable, quantity);
    let groups = rows.iter().find(|row| !row.groups.is_empty())?.groups.clone();
    if groups.iter().filter(|group| group.answered > 0).count() < 2 {
        return None;
    }
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let is_mean = quantity == Quantity::Mean;
    let named = |group: &Contrast| {
        let name = group.level.as_ref().map_or_else(String::new, |level| level_title(level, of));
        say(of.language, "table-answers-of-group", [("group", name.into()), ("n", group.answered.into())])
    };
    let kind = if is_mean { Kind::Estimate } else { Kind::Choice };
    let difference = said(if is_mean { "table-difference-of-means" } else { "table-difference-of-two" });
    let first = said(if is_mean { "table-question" } else { "table-answer" });
    let mut columns = Columns::<Compared<'_>>::new(first, |row| row.name(of));
    for (at, group) in groups.iter().enumerate() {
        columns = columns.and(named(group), kind, move |row| row.value(at));
    }
    let are_two = groups.len() == 2;
    if are_two {
        columns = columns.and(difference.as_str(), Kind::Estimate, |row| row.difference(0));
    }
    columns =
        columns
            .and("p", Kind::P, |row| row.p(|row| row.p_value, None))
            .and(said("table-p-adjusted"), Kind::P, |row| row.p(|row| row.p_adjusted, None));
    for (at, group) in groups.iter().enumerate().filter(|_| !are_two) {
        columns = columns
            .under(named(group))
            .more(difference.as_str(), Kind::Estimate, move |row| row.difference(at))
            .more(said("table-p-adjusted"), Kind::P, move |row| row.p(|row| row.p_adjusted, Some(at)));
    }
    let (name, key, method) = if is_mean {
        (TableName::MeansBy, "table-means-by-group", "table-means-by-group.method")
    } else {
        (TableName::AnswersBy, "table-by-group", "table-by-group.method")
    };
    let title = say(of.language, key, [("group", variable_title(of, variable).into())]);
    let mut notes = vec![said("table-by-group.note"), said(method)];
    notes.extend((variable == SIZE_CLASS).then(|| said("table-by-group.thirds")));
    notes.extend(are_two.then(|| said("table-by-group.two")));
    let table = columns.table(name, title, lines(of, &rows), notes)?;
    Some(if are_two { table } else { table.explained(vec![said("table-by-group.others")]) })
}
