//! What each reminder brought: the steps of the chart and what is said around them.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::analysis::coverage::fieldwork::{FieldworkCurve, FieldworkStep};
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::form::answered::FEW;
use crate::model::base::count::Residents;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::fieldwork::Fieldwork;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::fieldwork::{Counted, FieldworkSteps, Step, StepLine};
use crate::words::catalogue::{plain, say};
use crate::words::number::{date, percent};
use crate::words::picture::source_words;

/// Units and residents by day or by wave; `None` where the days of answers are not known, or of few.
pub(crate) fn fieldwork_steps(
    study: &Study,
    findings: &PublishedFindings,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let curve = findings.fieldwork.as_ref()?;
    let days = study.frame.fieldwork();
    if curve.steps.last()?.answered < FEW {
        return None;
    }
    let line = |counted: Counted, whole: u64, part: &dyn Fn(&FieldworkStep) -> Option<u64>| {
        let step = |step: &FieldworkStep| Some(Step { day: step.day, reminders: step.reminders, part: part(step)? });
        let steps: Option<Vec<Step>> = curve.steps.iter().map(step).collect();
        steps.filter(|_| whole > 0).map(|steps| StepLine { counted, whole, steps })
    };
    let residents = curve.residents.unwrap_or(Residents(0));
    let lines = [
        line(Counted::Residents, residents.0, &|step| step.covered.map(|residents| residents.0)),
        line(Counted::Units, curve.units as u64, &|step| Some(step.answered as u64)),
    ];
    let sent = days.invited.iter().map(|sent| (0, sent.first));
    let sent: Vec<(usize, Date)> =
        sent.chain(days.reminders.iter().enumerate().map(|(number, sent)| (number + 1, sent.first))).collect();
    let form = FieldworkSteps {
        lines: lines.into_iter().flatten().collect(),
        span: span(curve, days, &sent)?,
        sent,
        closed: days.closed,
        language,
    };
    let words = words(study, curve, &form, language);
    Some((ChartForm::Fieldwork(form), words))
}

/// From the invitation, or the first day that is known, to the day of closing. Where none is said, a day after the last answer; of waves,
/// whose days of answers are not told, as long after the last reminder as that was after what came before it.
fn span(curve: &FieldworkCurve, days: &Fieldwork, sent: &[(usize, Date)]) -> Option<[Date; 2]> {
    let known = curve.steps.iter().filter_map(|step| step.day).chain(sent.iter().map(|(_, day)| *day));
    let (first, last) = (known.clone().min()?, known.max()?);
    let after = |days: i32| last.checked_add(days.days()).ok();
    let end = match (days.closed, curve.is_by_day) {
        // The last step is seen where it lasts a day.
        (Some(closed), true) => closed.max(after(1)?),
        (Some(closed), false) => closed.max(last),
        (None, true) => after(1)?,
        (None, false) => {
            let before = sent.iter().rev().map(|(_, day)| *day).find(|day| *day < last);
            after(before.map_or(7, |before| (last - before).get_days()).clamp(1, 366))?
        }
    };
    Some([first, if end > first { end } else { after(1)? }])
}

fn words(study: &Study, curve: &FieldworkCurve, form: &FieldworkSteps, language: Language) -> ChartWords {
    let days = study.frame.fieldwork();
    let title = if days.reminders.is_empty() { "chart-fieldwork-title.alone" } else { "chart-fieldwork-title" };
    let quantity = if curve.is_by_day { "chart-fieldwork-quantity" } else { "chart-fieldwork-quantity.waves" };
    let invited = days.invited.map(|sent| {
        let day = date(sent.first, language).replace(' ', "\u{a0}");
        say(language, "chart-fieldwork-invited", [("n", curve.units.into()), ("day", day.into())])
    });
    let units = || say(language, "chart-n-units", [("n", curve.units.into())]);
    let has_both = form.lines.len() == 2;
    let source = curve.source.filter(|_| has_both).map(|source| source_words(source, language).to_owned());
    let is_spread = days.invited.iter().chain(&days.reminders).any(|sent| sent.first < sent.last);
    let without_day = (curve.without_day > 0 && curve.is_by_day)
        .then(|| say(language, "chart-fieldwork-without-day", [("n", curve.without_day.into())]));
    let said = |is_said: bool, key: &'static str| is_said.then(|| plain(language, key).to_owned());
    let notes = [
        said(has_both, "chart-fieldwork-note"),
        (!curve.is_by_day).then(|| say(language, "chart-fieldwork-waves", [("cell", study.privacy.cell.into())])),
        said(!has_both && !curve.is_by_day && curve.residents.is_some(), "chart-fieldwork-withheld"),
        without_day,
        said(is_spread, "chart-fieldwork-spread"),
    ];
    ChartWords {
        title: plain(language, title).to_owned(),
        subtitle: [plain(language, quantity).to_owned(), invited.unwrap_or_else(units)]
            .into_iter()
            .chain(source)
            .collect(),
        notice: study.heading.notice.clone(),
        notes: notes.into_iter().flatten().collect(),
        source: study.heading.credit(),
        alternative: alternative(form, language),
        language,
    }
}

/// What had come in before each reminder, and in the end.
fn alternative(form: &FieldworkSteps, language: Language) -> String {
    let reminders = form.sent.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let mut told = Vec::new();
    for reminder in 0..=reminders {
        let shares = form.lines.iter().filter_map(|line| {
            let step = line.steps.iter().rfind(|step| step.reminders <= reminder)?;
            let share = percent(step.part as f64 / line.whole.max(1) as f64, language);
            Some(format!("{share} {}", plain(language, line.counted.key())))
        });
        let shares = shares.collect::<Vec<_>>().join(", ");
        if shares.is_empty() {
            continue;
        }
        let key = if reminder == reminders { "chart-fieldwork-alternative.end" } else { "chart-fieldwork-alternative" };
        told.push(say(language, key, [("number", (reminder + 1).into()), ("shares", shares.into())]));
    }
    let file = format!("{}.csv", ChartName::Fieldwork.word());
    told.push(say(language, "chart-alternative-area.table", [("file", file.into())]));
    told.join(" ")
}
