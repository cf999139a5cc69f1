//! Coverage beside chance: the rows of the chart and what is said around them.

use std::cmp::Ordering;

use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::{PublishedCoverage, PublishedFindings};
use crate::atlas::form::groups::{Grouped, grouped, level_of_rows};
use crate::model::base::language::Language;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::coverage_by_chance::{AreaRow, CoverageByChance, Standing};
use crate::words::catalogue::{plain, say};
use crate::words::chart::{Beyond, chance_title};
use crate::words::number::{date, percent};
use crate::words::picture::source_words;
use crate::words::published::published_share;

/// Areas of the broadest level by their macro-areas, or those of a scheme and the whole, as the study's best source covers them; `None` where
/// it has no coverage of areas.
pub(crate) fn coverage_by_chance(
    study: &Study,
    findings: &PublishedFindings,
    source: Source,
    scheme: Option<&Scheme>,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let level = scheme.or_else(|| level_of_rows(study))?.name();
    let row = |scheme: &Scheme, area: usize, is_head: bool| {
        let mut rows = findings.coverage.iter().filter(|row| row.scheme == scheme.name() && row.source == source);
        let found = rows.find(|row| row.area.index() == area)?;
        Some(area_row(found, scheme, area, is_head, language))
    };
    let Grouped { rows: areas, has_groups } = grouped(study, scheme, row, by_coverage)?;
    let total = findings.coverage.iter().find(|row| row.scheme == TOTAL && row.source == source);
    let expected = total.and_then(|row| row.units.value());
    let words = words(study, &areas, total, has_groups, level, source, language);
    Some((ChartForm::CoverageByChance(CoverageByChance { areas, expected, language }), words))
}

/// One area as the charts of coverage have it.
pub(crate) fn area_row(
    row: &PublishedCoverage,
    scheme: &Scheme,
    area: usize,
    is_head: bool,
    language: Language,
) -> AreaRow {
    let chance = row.null.as_ref().ok().map(|null| [null.low, null.high]);
    let standing = match (row.is_within_chance(), chance, row.residents.bounds()) {
        (Some(false), _, Some(_)) => Standing::Beyond,
        // A range that is published lies outside where all of it does.
        (_, Some([low, high]), Some((from, to))) if to < low || from > high => Standing::Outside,
        (_, Some(_), Some(_)) => Standing::Inside,
        (_, None, _) | (_, _, None) => Standing::Unknown,
    };
    let found = &scheme.areas()[area];
    AreaRow {
        scheme: scheme.name().to_owned(),
        code: found.code.clone(),
        name: found.name.in_language(language).to_owned(),
        is_head,
        units: row.units,
        residents: row.residents,
        chance,
        standing,
    }
}

/// The best covered first, those whose coverage is not known last.
fn by_coverage(a: &AreaRow, b: &AreaRow) -> Ordering {
    let middle = |row: &AreaRow| row.residents.bounds().map_or(-1.0, |(low, high)| f64::midpoint(low, high));
    middle(b).total_cmp(&middle(a)).then_with(|| a.code.cmp(&b.code))
}

fn words(
    study: &Study,
    areas: &[AreaRow],
    total: Option<&PublishedCoverage>,
    has_groups: bool,
    level: &str,
    source: Source,
    language: Language,
) -> ChartWords {
    let beyond = |is_head: bool| {
        let mut found = Beyond::default();
        let looked_at = areas.iter().filter(|area| area.is_head == is_head && area.scheme != TOTAL);
        for area in looked_at.filter(|area| area.standing == Standing::Beyond) {
            let list = if area.is_above() { &mut found.more } else { &mut found.less };
            list.push(area.name.clone());
        }
        found
    };
    let groups = has_groups.then(|| beyond(true));
    let range = match total.and_then(|row| Some((row.units.part()?.0, row.units.whole().0))) {
        Some((k, n)) => say(language, "chart-coverage-range", [("k", k.into()), ("n", n.into())]),
        None => plain(language, "chart-coverage-range.unknown").to_owned(),
    };
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let subtitle =
        [plain(language, "chart-coverage-quantity").to_owned(), range, source_words(source, language).to_owned()];
    ChartWords {
        title: chance_title(groups.as_ref(), &beyond(false), level, language),
        subtitle: subtitle.into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: any_share(areas, language).into_iter().collect(),
        source: study.heading.credit(),
        alternative: alternative(areas, language),
        language,
    }
}

/// That small areas can have any coverage by chance: the most units up to which every area can.
fn any_share(areas: &[AreaRow], language: Language) -> Option<String> {
    let is_any = |area: &&AreaRow| area.chance.is_some_and(|[low, high]| low <= 0.0 && high >= 1.0);
    let units = |area: &AreaRow| area.units.whole().0;
    let others = areas.iter().filter(|area| !is_any(area)).map(units).min();
    let most = areas.iter().filter(is_any).map(units).filter(|n| others.is_none_or(|least| *n < least)).max()?;
    Some(say(language, "chart-any-share", [("n", most.into())]))
}

/// The finding, what is beyond chance, and the extremes.
fn alternative(areas: &[AreaRow], language: Language) -> String {
    let told = |area: &AreaRow| {
        let [low, high] = area.chance?;
        let (low, high) = (percent(low, language), percent(high, language));
        let share = published_share(area.residents, language);
        let values =
            [("area", area.name.as_str().into()), ("share", share.into()), ("low", low.into()), ("high", high.into())];
        Some(say(language, "chart-alternative-area", values))
    };
    let heads = areas.iter().filter(|area| area.is_head || area.standing == Standing::Beyond).filter_map(told);
    let mut members: Vec<&AreaRow> = areas.iter().filter(|area| area.residents.bounds().is_some()).collect();
    members.retain(|area| !area.is_head);
    members.sort_by(|a, b| by_coverage(a, b));
    let named = |area: &AreaRow| format!("{}, {}", area.name, published_share(area.residents, language));
    let extremes = members.first().zip(members.last()).map(|(highest, lowest)| {
        let values = [("highest", named(highest).into()), ("lowest", named(lowest).into())];
        say(language, "chart-alternative-area.extremes", values)
    });
    let file = format!("{}.csv", ChartName::CoverageByChance.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    heads.chain(extremes).chain([table]).collect::<Vec<_>>().join(" ")
}
