//! How many units of each area answered: the rows of the chart and what is said around them.

use std::cmp::Ordering;

use crate::analysis::gate::published::{PublishedFindings, PublishedResponse};
use crate::atlas::form::groups::{Grouped, grouped};
use crate::model::base::language::Language;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::response::{ResponseByArea, ResponseRow};
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::number::date;
use crate::words::published::published_units;

/// Units that answered by area, or by areas of a scheme and in the whole; `None` where no area has units.
pub(crate) fn response_by_area(
    study: &Study,
    findings: &PublishedFindings,
    scheme: Option<&Scheme>,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let of = |scheme: &str, area: usize| {
        findings.response.iter().find(|row| row.scheme == scheme && row.area.index() == area)
    };
    let row = |scheme: &Scheme, area: usize, is_head: bool| {
        let found = of(scheme.name(), area).filter(|row| row.answered.whole().0 > 0)?;
        Some(response_row(found, scheme, area, is_head, language))
    };
    let Grouped { rows: areas, .. } = grouped(study, scheme, row, by_rate)?;
    let total = of(TOTAL, 0).map(|row| published_units(row.answered));
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let total = total.map(|units| say(language, "chart-units-of", [("units", units.into())]));
    let words = ChartWords {
        title: plain(language, "chart-response-title").to_owned(),
        subtitle: total.map(|units| capitalised(&units)).into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: Vec::new(),
        source: study.heading.credit(),
        alternative: alternative(&areas, language),
        language,
    };
    let marks_units = study.privacy.answers == Secrecy::Public;
    Some((ChartForm::Response(ResponseByArea { areas, marks_units, language }), words))
}

fn response_row(
    row: &PublishedResponse,
    scheme: &Scheme,
    area: usize,
    is_head: bool,
    language: Language,
) -> ResponseRow {
    let found = &scheme.areas()[area];
    ResponseRow {
        scheme: scheme.name().to_owned(),
        code: found.code.clone(),
        name: found.name.in_language(language).to_owned(),
        is_head,
        answered: row.answered,
        disposition: row.disposition,
    }
}

/// The best response first, what is not published last.
fn by_rate(a: &ResponseRow, b: &ResponseRow) -> Ordering {
    let rate = |row: &ResponseRow| row.answered.bounds().map_or(-1.0, |(low, high)| f64::midpoint(low, high));
    let units = |row: &ResponseRow| row.answered.whole().0;
    rate(b).total_cmp(&rate(a)).then_with(|| units(b).cmp(&units(a))).then_with(|| a.code.cmp(&b.code))
}

/// The numbers of the macro-areas, and the extremes.
fn alternative(areas: &[ResponseRow], language: Language) -> String {
    let named = |row: &ResponseRow| format!("{}, {}", row.name, published_units(row.answered));
    let heads: Vec<String> = areas.iter().filter(|row| row.is_head).map(named).collect();
    let heads = (!heads.is_empty()).then(|| format!("{}.", heads.join("; ")));
    let mut members: Vec<&ResponseRow> = areas.iter().filter(|row| !row.is_head).collect();
    members.retain(|row| row.answered.bounds().is_some());
    members.sort_by(|a, b| by_rate(a, b));
    let extremes = members.first().zip(members.last()).map(|(highest, lowest)| {
        let values = [("highest", named(highest).into()), ("lowest", named(lowest).into())];
        say(language, "chart-alternative-area.extremes", values)
    });
    let file = format!("{}.csv", ChartName::Response.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    heads.into_iter().chain(extremes).chain([table]).collect::<Vec<_>>().join(" ")
}
