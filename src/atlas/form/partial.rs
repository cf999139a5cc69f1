//! What makes response uneven: the variables of the response model and what is said around them.

use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::compare::measures::Bias;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::form::answered::enough_answers;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::partial::{PartialIndicators, PartialLevelRow, PartialRow};
use crate::words::catalogue::{plain, say};
use crate::words::letters::{capitalised, lowered};
use crate::words::number::{date, decimal};
use crate::words::phrase::{category_in, variable_in};

/// The variables of the response model; `None` where there is no model or its indicators are not published.
pub(crate) fn partial_indicators(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let is_public = study.privacy.answers == Secrecy::Public;
    let is_of_variable = |row: &&Measure| row.measure == MeasureName::PartialUnconditional && row.level.is_none();
    let of_variables = bias.rows.iter().filter(is_of_variable);
    let mut variables: Vec<PartialRow> =
        of_variables.filter_map(|row| variable_row(bias, row, is_public, language)).collect();
    variables.sort_by(|a, b| b.value.total_cmp(&a.value));
    let whole = bias.rows.iter().find(|row| row.measure == MeasureName::R)?;
    if variables.is_empty() || !enough_answers(findings.n_answered, bias.units.len()) {
        return None;
    }
    let form = PartialIndicators { variables, language };
    let words = words(study, bias, &form, whole);
    Some((ChartForm::Partial(form), words))
}

fn variable_row(bias: &Bias, alone: &Measure, is_public: bool, language: Language) -> Option<PartialRow> {
    let rows = || bias.rows.iter().filter(|row| row.variable == alone.variable);
    let given = rows().find(|row| row.measure == MeasureName::PartialConditional && row.level.is_none());
    let given = given.filter(|row| row.estimate.is_some());
    let shown = given.unwrap_or(alone);
    let level = |row: &Measure| {
        let level = row.level.as_ref()?.word();
        Some(PartialLevelRow {
            level: level.to_owned(),
            label: category_in(level, language).to_owned(),
            value: row.estimate?,
            error: row.standard_error,
            n: row.n?,
        })
    };
    let of_levels = rows().filter(|row| row.measure == MeasureName::PartialUnconditional);
    let mut levels: Vec<PartialLevelRow> = of_levels.filter_map(level).collect();
    // A level of one unit is that unit.
    levels.retain(|level| is_public || level.n > 1);
    levels.sort_by(|a, b| b.value.total_cmp(&a.value));
    Some(PartialRow {
        variable: alone.variable.clone(),
        label: capitalised(variable_in(&alone.variable, language)),
        value: shown.estimate?,
        is_conditional: given.is_some(),
        error: shown.standard_error,
        alone: alone.estimate,
        alone_error: alone.standard_error,
        levels,
    })
}

/// That one variable explains more than the next where their lines have nothing in common, else what is shown.
fn title(form: &PartialIndicators) -> String {
    let language = form.language;
    if let [first, second, ..] = form.variables.as_slice()
        && let (Some([low, _]), Some([_, high])) = (first.line(), second.line())
        && low > high
    {
        let values = [("first", first.label.as_str().into()), ("second", lowered(&second.label).into())];
        return say(language, "chart-partial-title.more", values);
    }
    plain(language, "chart-partial-title").to_owned()
}

fn words(study: &Study, bias: &Bias, form: &PartialIndicators, whole: &Measure) -> ChartWords {
    let language = form.language;
    let three = |value: f64| decimal(value, 3, language);
    let adjusted = bias.rows.iter().find(|row| row.measure == MeasureName::RAdjusted);
    let r = whole.estimate.map(|r| say(language, "chart-partial-r", [("value", three(r).into())]));
    let chance = whole.null_low.zip(whole.null_high).map(|(low, high)| {
        say(language, "chart-partial-r.chance", [("low", three(low).into()), ("high", three(high).into())])
    });
    let adjusted = adjusted.and_then(|row| {
        let (value, low, high) = (row.estimate?, row.low?, row.high?);
        let values = [("value", three(value).into()), ("low", three(low).into()), ("high", three(high).into())];
        Some(say(language, "chart-partial-r.adjusted", values))
    });
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let quantity = plain(language, "chart-partial-quantity").to_owned();
    let indicator: Vec<String> = [r, chance, adjusted].into_iter().flatten().collect();
    ChartWords {
        title: title(form),
        subtitle: [quantity].into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: vec![indicator.join(" ")],
        source: study.heading.credit(),
        alternative: alternative(form),
        language,
    }
}

/// What each variable adds, and its extreme levels.
fn alternative(form: &PartialIndicators) -> String {
    let language = form.language;
    let told = form.variables.iter().map(|row| {
        let key = if row.is_conditional { "chart-partial-given" } else { "chart-partial-alone" };
        let value = say(language, key, [("value", decimal(row.value, 3, language).into())]);
        let extremes = row.levels.first().zip(row.levels.last()).map(|(highest, lowest)| {
            let values = [("highest", highest.label.as_str().into()), ("lowest", lowest.label.as_str().into())];
            say(language, "chart-partial-extremes", values)
        });
        let told = format!("{}: {value}.", row.label);
        [Some(told), extremes].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let file = format!("{}.csv", ChartName::Partial.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    told.chain([table]).collect::<Vec<_>>().join(" ")
}
