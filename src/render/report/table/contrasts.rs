//! Answers by group and by wave as tables.

use crate::analysis::contrast::result::{Contrast, ContrastTest};
use crate::analysis::contrast::waves::{Wave, WaveAnswers};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::words::method::method_in;
use crate::words::note::notes_in;
use crate::words::told::Told as _;

/// A question and one of its contrasts.
type Row<'a> = (&'a Question, &'a Contrast);

/// `answers_by_group.csv`: one row per question, option, variable and level, before them one of all levels at once. Methods and notes are in
/// the language of column titles.
pub fn contrasts_sheet(study: &Study, rows: &[Contrast]) -> Sheet {
    let language = Language::default();
    let option = |(question, row): &Row<'_>| Cell::text(row.option.and_then(|at| question.content.options().get(at)));
    let columns = Columns::<Row<'_>>::new()
        .and("question", |(question, _)| Cell::from(question.name.as_str()))
        .and("option", option)
        .and("variable", |(_, row)| Cell::from(row.variable.as_str()))
        .and("level", |(_, row)| Cell::text(row.level.as_deref()))
        .and("units", |(_, row)| Cell::count(row.units))
        .and("n", |(_, row)| Cell::count(row.n))
        .and("count", |(_, row)| row.count.map_or(Cell::Missing, Cell::count))
        .and("estimate", |(_, row)| Cell::number(row.estimate))
        .and("low", |(_, row)| Cell::number(row.interval.map(|(low, _)| low)))
        .and("high", |(_, row)| Cell::number(row.interval.map(|(_, high)| high)))
        .and("difference", |(_, row)| Cell::number(row.difference))
        .and("difference_low", |(_, row)| Cell::number(row.difference_interval.map(|(low, _)| low)))
        .and("difference_high", |(_, row)| Cell::number(row.difference_interval.map(|(_, high)| high)))
        .and("test", |(_, row)| Cell::text(row.test.map(ContrastTest::word)))
        .and("p_value", |(_, row)| Cell::number(row.p_value))
        .and("p_adjusted", |(_, row)| Cell::number(row.p_adjusted))
        .and("p_bh", |(_, row)| Cell::number(row.p_bh))
        .and("p_family", move |(_, row)| Cell::text(row.family.as_ref().map(|family| family.told(language)).as_deref()))
        .and("method", move |(_, row)| Cell::Text(method_in(&row.method, language).into()))
        .and("note", move |(_, row)| Cell::text(notes_in(&row.notes, language)));
    let known = rows.iter().filter_map(|row| Some((study.answers.get(row.question)?, row)));
    Sheet::of(&columns, known)
}

/// `waves.csv`: one row per question and option.
pub fn waves_sheet(study: &Study, rows: &[Wave]) -> Sheet {
    type Row<'a> = (&'a Question, &'a Wave);
    let language = Language::default();
    let option = |(question, row): &Row<'_>| Cell::text(row.option.and_then(|at| question.content.options().get(at)));
    let count = |answers: WaveAnswers| answers.count.map_or(Cell::Missing, Cell::count);
    let columns = Columns::<Row<'_>>::new()
        .and("question", |(question, _)| Cell::from(question.name.as_str()))
        .and("option", option)
        .and("early_n", |(_, row)| Cell::count(row.early.n))
        .and("early_count", move |(_, row)| count(row.early))
        .and("early", |(_, row)| Cell::number(row.early.estimate))
        .and("middle_n", |(_, row)| Cell::count(row.middle.n))
        .and("middle_count", move |(_, row)| count(row.middle))
        .and("middle", |(_, row)| Cell::number(row.middle.estimate))
        .and("late_n", |(_, row)| Cell::count(row.late.n))
        .and("late_count", move |(_, row)| count(row.late))
        .and("late", |(_, row)| Cell::number(row.late.estimate))
        .and("difference", |(_, row)| Cell::number(row.difference))
        .and("difference_low", |(_, row)| Cell::number(row.difference_interval.map(|(low, _)| low)))
        .and("difference_high", |(_, row)| Cell::number(row.difference_interval.map(|(_, high)| high)))
        .and("test", |(_, row)| Cell::text(row.test.map(ContrastTest::word)))
        .and("p_value", |(_, row)| Cell::number(row.p_value))
        .and("p_adjusted", |(_, row)| Cell::number(row.p_adjusted))
        .and("p_family", move |(_, row)| Cell::text(row.family.as_ref().map(|family| family.told(language)).as_deref()))
        .and("respondents", |(_, row)| Cell::number(row.respondents))
        .and("silent_as_late", |(_, row)| Cell::number(row.silent_as_late))
        .and("silent_by_trend", |(_, row)| Cell::number(row.silent_by_trend))
        .and("method", move |(_, row)| Cell::Text(method_in(&row.method, language).into()))
        .and("note", move |(_, row)| Cell::text(notes_in(&row.notes, language)));
    let known = rows.iter().filter_map(|row| Some((study.answers.get(row.question)?, row)));
    Sheet::of(&columns, known)
}
