//! Measures of representativeness as data: `bias.csv`, and JSON with a sentence for each row.

use serde_json::json;

use crate::analysis::basis::measure::{Level, Measure};
use crate::analysis::compare::measures::Bias;
use crate::analysis::gate::published::PublishedFindings;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::reviewer::{Answer, reviewer_answers};
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::render::report::table::benchmarks::benchmarks_sheet;
use crate::render::report::table::contrasts::{contrasts_sheet, waves_sheet};
use crate::render::report::table::outcomes::outcomes_sheet;
use crate::render::report::table::schemes::schemes_sheet;
use crate::render::report::table::sensitivity::sensitivity_sheet;
use crate::render::report::table::weighting::{balance_sheet, classes_sheet};
use crate::words::method::method_in;
use crate::words::note::notes_in;
use crate::words::sentence::sentence;
use crate::words::told::Told as _;

/// The rows of `bias.csv`, each with a sentence in the language of the study.
pub fn told_sheet(rows: &[Measure], language: Language) -> Sheet {
    let columns = measure_columns().and("sentence", move |row| Cell::Text(sentence(row, language).into()));
    Sheet::of(&columns, rows)
}

/// A reviewer's questions as data.
pub fn reviewer_sheet(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Sheet {
    let columns = Columns::<Answer>::new()
        .and("question", |row| Cell::from(row.question))
        .and("answered", |row| Cell::from(if row.answered { "yes" } else { "no" }))
        .and("answer", |row| Cell::from(row.text.as_str()));
    Sheet::of(&columns, reviewer_answers(study, findings, bias))
}

/// Everything about representativeness as JSON.
pub fn bias_json(study: &Study, findings: &PublishedFindings, bias: &Bias) -> String {
    let document = json!({
        "notice": study.heading.notice,
        "seed": bias.seed,
        "permutations": bias.permutations,
        "model": bias.model.as_ref().ok().map(|model| model.formula.to_string()),
        "bias": told_sheet(&bias.rows, study.heading.language),
        "balance": balance_sheet(&bias.balance),
        "benchmarks": benchmarks_sheet(&bias.benchmarks),
        "response_classes": classes_sheet(bias),
        "reviewer": reviewer_sheet(study, findings, bias),
        "outcomes": outcomes_sheet(study, &bias.outcomes),
        "answers_by_group": contrasts_sheet(study, &bias.contrasts),
        "waves": waves_sheet(study, &bias.waves),
        "sensitivity": sensitivity_sheet(study, &bias.sensitivity),
        "schemes": schemes_sheet(&bias.schemes),
    });
    format!("{document:#}\n")
}

/// `bias.csv`: one row per measure, variable and level.
pub fn bias_sheet(rows: &[Measure]) -> Sheet {
    Sheet::of(&measure_columns(), rows)
}

/// What is said of a measure in every language alike: methods and notes are in the language of column titles.
fn measure_columns() -> Columns<'static, Measure> {
    let language = Language::default();
    Columns::<Measure>::new()
        .and("measure", |row| Cell::from(row.measure.word()))
        .and("variable", |row| Cell::from(row.variable.as_str()))
        .and("level", |row| Cell::text(row.level.as_ref().map(Level::word)))
        .and("estimate", |row| Cell::number(row.estimate))
        .and("standard_error", |row| Cell::number(row.standard_error))
        .and("low", |row| Cell::number(row.low))
        .and("high", |row| Cell::number(row.high))
        .and("p_value", |row| Cell::number(row.p_value))
        .and("null_low", |row| Cell::number(row.null_low))
        .and("null_high", |row| Cell::number(row.null_high))
        .and("null_percentile", |row| Cell::number(row.null_percentile))
        .and("method", move |row| Cell::Text(method_in(&row.method, language).into()))
        .and("note", move |row| Cell::text(notes_in(&row.notes, language)))
        .and("n", |row| row.n.map_or(Cell::Missing, Cell::count))
        .and("source", |row| Cell::from(row.source))
        .and("p_adjusted", |row| Cell::number(row.p_adjusted))
        .and("p_family", move |row| Cell::text(row.family.as_ref().map(|family| family.told(language)).as_deref()))
}
