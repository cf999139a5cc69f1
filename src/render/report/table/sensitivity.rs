//! Results under assumptions about nonrespondents as a table.

use crate::analysis::outcome::sensitivity::Sensitivity;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::render::report::sheet::{Cell, Columns, Sheet};

/// `sensitivity.csv`: one row per question, option, quantity, assumption and parameter.
pub fn sensitivity_sheet(study: &Study, rows: &[Sensitivity]) -> Sheet {
    let option = |(question, row): &(&Question, &Sensitivity)| {
        Cell::text(row.option.and_then(|at| question.content.options().get(at)))
    };
    let columns = Columns::<(&Question, &Sensitivity)>::new()
        .and("question", |(question, _)| Cell::from(question.name.as_str()))
        .and("option", option)
        .and("quantity", |(_, row)| Cell::from(row.quantity.word()))
        .and("kind", |(_, row)| Cell::from(row.assumption.word()))
        .and("parameter", |(_, row)| Cell::number(row.parameter))
        .and("estimate", |(_, row)| Cell::number(row.estimate))
        .and("low", |(_, row)| Cell::number(row.low))
        .and("high", |(_, row)| Cell::number(row.high));
    let known = rows.iter().filter_map(|row| Some((study.answers.get(row.question)?, row)));
    Sheet::of(&columns, known)
}
