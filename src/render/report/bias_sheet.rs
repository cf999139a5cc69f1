//! Measures of representativeness as data: `bias.csv`, and JSON with a sentence for each row.

use serde_json::json;

use crate::analysis::basis::measure::{Level, Measure};
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::findings::Findings;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::outcomes::{outcomes_sheet, schemes_sheet};
use crate::render::report::reviewer::reviewer_answers;
use crate::render::report::sheet::{Cell, Sheet};
use crate::words::method::method_in;
use crate::words::note::notes_in;
use crate::words::sentence::sentence;

/// The rows of `bias.csv`, each with a sentence in the language of the study.
pub fn told_sheet(rows: &[Measure], language: Language) -> Sheet {
    let mut sheet = bias_sheet(rows);
    sheet.columns.push("sentence".to_owned());
    for (cells, row) in sheet.rows.iter_mut().zip(rows) {
        cells.push(Cell::Text(sentence(row, language)));
    }
    sheet
}

/// A reviewer's questions as data.
pub fn reviewer_sheet(study: &Study, findings: &Findings, bias: &Bias) -> Sheet {
    let mut sheet = Sheet::new(["question", "answered", "answer"]);
    for answer in reviewer_answers(study, findings, bias) {
        let answered = if answer.answered { "yes" } else { "no" };
        sheet.rows.push(vec![Cell::from(answer.question), Cell::from(answered), Cell::Text(answer.text)]);
    }
    sheet
}

/// Everything about representativeness as JSON.
pub fn bias_json(study: &Study, findings: &Findings, bias: &Bias) -> String {
    let document = json!({
        "notice": study.heading.notice,
        "seed": bias.seed,
        "permutations": bias.permutations,
        "model": bias.model.as_ref().ok().map(|model| model.formula.to_string()),
        "bias": told_sheet(&bias.rows, study.heading.language),
        "reviewer": reviewer_sheet(study, findings, bias),
        "outcomes": outcomes_sheet(study, &bias.outcomes),
        "schemes": schemes_sheet(&bias.schemes),
    });
    format!("{document:#}\n")
}

/// `bias.csv`: one row per measure, variable and level. Methods and notes are in the language of column titles.
pub fn bias_sheet(rows: &[Measure]) -> Sheet {
    let language = Language::default();
    let mut sheet = Sheet::new([
        "measure",
        "variable",
        "level",
        "estimate",
        "standard_error",
        "low",
        "high",
        "p_value",
        "null_low",
        "null_high",
        "null_percentile",
        "method",
        "note",
        "n",
        "source",
    ]);
    for row in rows {
        let level = row.level.as_ref().map(Level::word);
        let mut cells = vec![Cell::from(row.measure.word()), Cell::from(row.variable.as_str()), Cell::text(level)];
        let numbers = [
            row.estimate,
            row.standard_error,
            row.low,
            row.high,
            row.p_value,
            row.null_low,
            row.null_high,
            row.null_percentile,
        ];
        cells.extend(numbers.map(Cell::number));
        cells.extend([
            Cell::Text(method_in(&row.method, language)),
            Cell::text(notes_in(&row.notes, language)),
            row.n.map_or(Cell::Missing, |n| Cell::Count(n as u64)),
            Cell::from(row.source),
        ]);
        sheet.rows.push(cells);
    }
    sheet
}
