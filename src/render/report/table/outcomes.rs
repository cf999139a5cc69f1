//! Results of the answers as a table.

use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::outcome::result::Outcome;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::words::method::method_in;
use crate::words::note::notes_in;

/// The word of results without weights.
const UNWEIGHTED: &str = "none";

/// A question and one of its results.
type Row<'a> = (&'a Question, &'a Outcome);

/// `outcomes.csv`: one row per question, option, quantity, base and set of weights. Methods and notes are in the language of column titles.
pub fn outcomes_sheet(study: &Study, rows: &[Outcome]) -> Sheet {
    let language = Language::default();
    let option = |(question, row): &Row<'_>| Cell::text(row.option.and_then(|at| question.content.options().get(at)));
    let columns = Columns::<Row<'_>>::new()
        .and("question", |(question, _)| Cell::from(question.name.as_str()))
        .and("text", |(question, _)| Cell::text(question.text.as_deref()))
        .and("kind", |(question, _)| Cell::from(question.content.kind().word()))
        .and("option", option)
        .and("quantity", |(_, row)| Cell::from(row.quantity.word()))
        .and("base", |(_, row)| Cell::from(row.base.word()))
        .and("weights", |(_, row)| Cell::from(row.weights.map_or(UNWEIGHTED, WeightName::of_outcomes)))
        .and("n", |(_, row)| Cell::count(row.n))
        .and("count", |(_, row)| row.count.map_or(Cell::Missing, Cell::count))
        .and("not_applicable", |(_, row)| Cell::count(row.not_applicable))
        .and("missing", |(_, row)| Cell::count(row.missing))
        .and("estimate", |(_, row)| Cell::number(row.estimate))
        .and("standard_error", |(_, row)| Cell::number(row.standard_error))
        .and("low", |(_, row)| Cell::number(row.low))
        .and("high", |(_, row)| Cell::number(row.high))
        .and("design_effect", |(_, row)| Cell::number(row.design_effect))
        .and("worst_low", |(_, row)| Cell::number(row.worst.map(|(low, _)| low)))
        .and("worst_high", |(_, row)| Cell::number(row.worst.map(|(_, high)| high)))
        .and("im_low", |(_, row)| Cell::number(row.partial.map(|(low, _)| low)))
        .and("im_high", |(_, row)| Cell::number(row.partial.map(|(_, high)| high)))
        .and("claim", |(_, row)| Cell::number(row.claim))
        .and("tipping_point", |(_, row)| Cell::number(row.tipping_point))
        .and("proxy_correlation", |(_, row)| Cell::number(row.proxy_correlation))
        .and("proxy_percentile", |(_, row)| Cell::number(row.proxy_percentile))
        .and("proxy_bias_0", |(_, row)| Cell::number(row.proxy_bias[0]))
        .and("proxy_bias_half", |(_, row)| Cell::number(row.proxy_bias[1]))
        .and("proxy_bias_1", |(_, row)| Cell::number(row.proxy_bias[2]))
        .and("proxy_low", |(_, row)| Cell::number(row.proxy_interval.map(|(low, _)| low)))
        .and("proxy_high", |(_, row)| Cell::number(row.proxy_interval.map(|(_, high)| high)))
        .and("method", |(_, row)| Cell::Text(method_in(&row.method, language).into()))
        .and("note", |(_, row)| Cell::text(notes_in(&row.notes, language)));
    let known = rows.iter().filter_map(|row| Some((study.answers.get(row.question)?, row)));
    Sheet::of(&columns, known)
}
