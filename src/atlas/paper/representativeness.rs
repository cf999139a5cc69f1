//! How even response is: indicators of the whole, then what each variable adds.

use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::atlas::chart::draw::Numbers;
use crate::atlas::paper::others::{scale_of, variable_title};
use crate::render::document::cell::{Cell, Kind};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{Rank, Table, TableName};
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::sentence::title;

/// Indicators of the whole model.
const WHOLE: [Name; 4] = [Name::R, Name::RAdjusted, Name::Cv, Name::MaximalBias];
/// Indicators of each of its variables.
const PARTIAL: [Name; 2] = [Name::PartialUnconditional, Name::PartialConditional];

/// The table; `None` where nothing of it is published.
pub(crate) fn representativeness(of: &Numbers<'_>) -> Option<Table> {
    let said = |key: &'static str| plain(of.language, key).to_owned();
    let of_whole = |name: &Name| {
        let rows = of.bias.rows.iter().filter(|row| row.measure == *name && row.level.is_none());
        rows.filter(|row| row.estimate.or(row.low).or(row.high).is_some()).collect::<Vec<&Measure>>()
    };
    let whole = WHOLE.iter().flat_map(of_whole).map(|row| Line::Of(Rank::Head, row));
    let mut lines: Vec<Line<&Measure>> = whole.collect();
    for name in &PARTIAL {
        let rows = of_whole(name);
        if !rows.is_empty() {
            lines.push(Line::Heading(capitalised(title(*name, of.language))));
            lines.extend(rows.into_iter().map(|row| Line::Of(Rank::Inside, row)));
        }
    }
    let name = |row: &&Measure| {
        if PARTIAL.contains(&row.measure) {
            variable_title(of, &row.variable)
        } else {
            capitalised(title(row.measure, of.language))
        }
    };
    let columns = Columns::<&Measure>::new(said("table-indicator"), name)
        .and(said("table-value"), Kind::Number, |row| Cell::number(row.estimate, scale_of(row)))
        .and(said("table-interval"), Kind::Interval, |row| Cell::interval(row.low, row.high, scale_of(row)))
        .and(said("table-by-chance-value"), Kind::Interval, |row| {
            Cell::interval(row.null_low, row.null_high, scale_of(row))
        })
        .and("p", Kind::P, |row| Cell::p(row.p_value))
        .and(said("table-p-adjusted"), Kind::P, |row| Cell::p(row.p_adjusted))
        .more(said("table-n"), Kind::Count, |row| row.n.map_or(Cell::Missing, |n| Cell::Count(n as u64)));
    let mut notes = Vec::new();
    if let Ok(model) = &of.bias.model {
        let values = [("model", model.formula.to_string().into()), ("n", of.bias.units.len().into())];
        notes.push(say(of.language, "table-representativeness.base", values));
    }
    notes.push(said("table-representativeness.method"));
    columns.table(TableName::Representativeness, said("table-representativeness"), lines, notes)
}
