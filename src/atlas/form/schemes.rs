//! How coverage depends on grouping: the columns of the chart and what is said around them.

use crate::analysis::compare::chance::MOST_LEVELS;
use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::form::answered::FEW;
use crate::atlas::form::coverage::area_row;
use crate::model::base::language::Language;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::coverage_by_chance::AreaRow;
use crate::render::form::schemes::{CoverageOfSchemes, SchemeColumn};
use crate::words::catalogue::{plain, say};
use crate::words::number::date;
use crate::words::picture::source_words;
use crate::words::published::published_share;

/// Schemes of as many areas as can be told apart; `None` where there are not two, or too few answered.
pub(crate) fn coverage_of_schemes(
    study: &Study,
    findings: &PublishedFindings,
    source: Source,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let column = |scheme: &Scheme| {
        let rows = findings.coverage.iter().filter(|row| row.scheme == scheme.name() && row.source == source);
        let areas: Vec<AreaRow> = rows
            .map(|row| area_row(row, scheme, row.area.index(), false, language))
            .filter(|area| area.residents.bounds().is_some())
            .collect();
        let count = say(language, "chart-schemes-areas", [("n", scheme.areas().len().into())]);
        (areas.len() > 1).then(|| SchemeColumn { label: label(study, scheme, language), count, areas })
    };
    let several = study.schemes.iter().filter(|scheme| (2..=MOST_LEVELS).contains(&scheme.areas().len()));
    let schemes: Vec<SchemeColumn> = several.filter_map(column).collect();
    if schemes.len() < 2 || findings.n_answered < FEW {
        return None;
    }
    let whole = findings.coverage.iter().find(|row| row.scheme == TOTAL && row.source == source);
    let whole = whole.and_then(|row| row.residents.value());
    let form = CoverageOfSchemes { schemes, whole, language };
    let words = words(study, &form, source);
    Some((ChartForm::Schemes(form), words))
}

/// What a scheme is called above its column.
fn label(study: &Study, scheme: &Scheme, language: Language) -> String {
    let name = scheme.name();
    let is_level = study.territory.levels().any(|level| study.territory.level_name(level) == name);
    let kind = if name.starts_with("istat") {
        "istat"
    } else if is_level {
        name
    } else {
        "own"
    };
    let own = name.replace('_', " ");
    say(language, "chart-schemes-label", [("kind", kind.into()), ("name", own.into())])
}

fn words(study: &Study, form: &CoverageOfSchemes, source: Source) -> ChartWords {
    let language = form.language;
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let subtitle = [plain(language, "chart-coverage-quantity"), source_words(source, language)].map(str::to_owned);
    ChartWords {
        title: plain(language, "chart-schemes-title").to_owned(),
        subtitle: subtitle.into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: Vec::new(),
        source: study.heading.credit(),
        alternative: alternative(form),
        language,
    }
}

/// The extremes of each scheme.
fn alternative(form: &CoverageOfSchemes) -> String {
    let language = form.language;
    let told = form.schemes.iter().filter_map(|scheme| {
        let middle = |area: &&AreaRow| area.residents.bounds().map_or(0.0, |(low, high)| f64::midpoint(low, high));
        let highest = scheme.areas.iter().max_by(|a, b| middle(a).total_cmp(&middle(b)))?;
        let lowest = scheme.areas.iter().min_by(|a, b| middle(a).total_cmp(&middle(b)))?;
        let named = |area: &AreaRow| format!("{}, {}", area.name, published_share(area.residents, language));
        let values = [("highest", named(highest).into()), ("lowest", named(lowest).into())];
        Some(format!(
            "{}, {}. {}",
            scheme.label,
            scheme.count,
            say(language, "chart-alternative-area.extremes", values)
        ))
    });
    let file = format!("{}.csv", ChartName::Schemes.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    told.chain([table]).collect::<Vec<_>>().join(" ")
}
