//! Respondents against known figures as a table.

use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::outcome::benchmark::BenchmarkRow;
use crate::model::base::language::Language;
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::words::method::method_in;
use crate::words::note::notes_in;

/// `benchmarks.csv`: one row per known figure and set of weights.
pub fn benchmarks_sheet(rows: &[BenchmarkRow]) -> Sheet {
    let language = Language::default();
    let columns = Columns::<BenchmarkRow>::new()
        .and("benchmark", |row| Cell::from(row.name.as_str()))
        .and("variable", |row| Cell::from(row.variable.as_str()))
        .and("level", |row| Cell::text(row.level.as_deref()))
        .and("kind", |row| Cell::from(row.kind.word()))
        .and("origin", |row| Cell::from(row.origin.word()))
        .and("source", |row| Cell::text(row.source.as_deref()))
        .and("weights", |row| Cell::from(row.weights.map_or("none", WeightName::of_outcomes)))
        .and("n", |row| Cell::count(row.n))
        .and("known", |row| Cell::Number(row.benchmark))
        .and("known_error", |row| Cell::number(row.benchmark_error))
        .and("estimate", |row| Cell::number(row.estimate))
        .and("difference", |row| Cell::number(row.difference))
        .and("standard_error", |row| Cell::number(row.standard_error))
        .and("low", |row| Cell::number(row.interval.map(|interval| interval.0)))
        .and("high", |row| Cell::number(row.interval.map(|interval| interval.1)))
        .and("t", |row| Cell::number(row.t))
        .and("degrees", |row| row.degrees.map_or(Cell::Missing, Cell::count))
        .and("p_value", |row| Cell::number(row.p_value))
        .and("p_holm", |row| Cell::number(row.p_holm))
        .and("method", move |row| Cell::Text(method_in(&row.method, language).into()))
        .and("note", move |row| Cell::text(notes_in(&row.notes, language)));
    Sheet::of(&columns, rows)
}
