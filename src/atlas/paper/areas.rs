//! Response and coverage of the whole, of macro-areas and of the areas in them.

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::headline::{best_source, headline_of_coverage};
use crate::analysis::gate::published::{Published, PublishedCoverage, PublishedFindings, PublishedResponse};
use crate::atlas::chart::draw::Numbers;
use crate::atlas::form::groups::grouped;
use crate::model::base::count::UnitCount;
use crate::model::base::language::Language;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;
use crate::render::document::cell::{Cell, Kind, Scale};
use crate::render::document::layout::{Columns, Line};
use crate::render::document::table::{AreaKey, Rank, Table, TableName};
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::number::date;
use crate::words::picture::source_words;
use crate::words::published::{published_share, published_units};

/// An area's name, what pictures name it by, and what is known of it.
type Area<R> = (String, AreaKey, R);

/// The whole, then macro-areas and the areas in each, in the order of the territory, or the areas of one scheme; `row` says what is known of
/// an area of a scheme.
fn lines<R: Clone>(
    study: &Study,
    language: Language,
    only: Option<&str>,
    row: impl Fn(&str, usize) -> Option<R>,
) -> Vec<Line<Area<R>>> {
    let named = |scheme: &Scheme, area: usize| {
        let found = &scheme.areas()[area];
        let key = AreaKey { scheme: scheme.name().to_owned(), code: found.code.clone() };
        Some((found.name.in_language(language).to_owned(), key, row(scheme.name(), area)?))
    };
    if let Some(scheme) = only.and_then(|name| study.scheme(name)) {
        let areas = (0..scheme.areas().len()).filter_map(|area| named(scheme, area));
        return areas.map(|area| Line::Of(Rank::Head, area)).collect();
    }
    let whole = study.scheme(TOTAL).and_then(|scheme| named(scheme, 0));
    let areas = grouped(
        study,
        None,
        |scheme, area, is_head| Some((area, is_head, named(scheme, area)?)),
        |one, other| one.0.cmp(&other.0),
    );
    let has_groups = areas.as_ref().is_some_and(|areas| areas.has_groups);
    let rank = |is_head: bool| if is_head || !has_groups { Rank::Head } else { Rank::Inside };
    let areas = areas.map_or_else(Vec::new, |areas| areas.rows);
    let areas = areas.into_iter().map(|(_, is_head, area)| Line::Of(rank(is_head), area));
    whole.map(|whole| Line::Of(Rank::Head, whole)).into_iter().chain(areas).collect()
}

/// What is known of the response of an area: of all units, and of those with a catchment.
type Responses = (Published<UnitCount>, Option<Published<UnitCount>>);

/// How many units of each area answered: all, and those with a catchment apart.
pub(crate) fn response(of: &Numbers<'_>) -> Option<Table> {
    let Numbers { findings, language, .. } = *of;
    let said = |key: &'static str| plain(language, key).to_owned();
    let source = usual_source(of);
    let serving = |scheme: &str, area: usize| {
        let found = |row: &&PublishedCoverage| row.scheme == scheme && row.area.index() == area;
        findings.coverage.iter().filter(|row| Some(row.source) == source).find(found).map(|row| row.units)
    };
    let answered = |scheme: &str, area: usize| {
        let found = |row: &&PublishedResponse| row.scheme == scheme && row.area.index() == area;
        let row = findings.response.iter().find(found).filter(|row| row.answered.whole().0 > 0)?;
        Some((row.answered, serving(scheme, area)))
    };
    let lines = lines(of.study, language, None, answered);
    let is_other = |line: &Line<Area<Responses>>| match line {
        Line::Heading(_) => false,
        Line::Of(_, (.., (all, serving))) => serving.is_some_and(|serving| serving != *all),
    };
    let has_others = lines.iter().any(is_other);
    let all = if has_others { "table-all-units" } else { "table-response-units" };
    let columns = Columns::<Area<Responses>>::new(said("table-area"), |(name, ..)| name.clone())
        .of_areas(|(_, key, _)| Some(key.clone()))
        .and(said(all), Kind::Part, |(.., (all, _))| Cell::Part(all.counts()));
    let columns = if has_others {
        columns.and(said("table-serving-units"), Kind::Part, |(.., (_, serving))| {
            serving.map_or(Cell::Missing, |serving| Cell::Part(serving.counts()))
        })
    } else {
        columns
    };
    let (whole, whole_serving) = answered(TOTAL, 0)?;
    let told = |key: &'static str, units: Published<UnitCount>| {
        let values = [("units", published_units(units).into()), ("share", published_share(units, language).into())];
        say(language, key, values)
    };
    let mut notes = vec![told("table-response.note", whole)];
    notes.extend(
        whole_serving
            .filter(|serving| has_others && serving.bounds().is_some())
            .map(|serving| told("table-response.serving", serving)),
    );
    notes.push(said("table-response.method"));
    columns.table(TableName::Response, said("table-response"), lines, notes)
}

/// The study's best source of residents.
pub(crate) fn usual_source(of: &Numbers<'_>) -> Option<Source> {
    let schemes = headline_of_coverage(of.study);
    best_source(of.study, schemes.iter().map(String::as_str))
}

/// Residents in the catchments of units that answered: a table for each source that is published, of which pages have the best alone.
pub(crate) fn coverage(of: &Numbers<'_>) -> Vec<Table> {
    let usual = usual_source(of);
    let others = Source::ALL.into_iter().filter(|source| Some(*source) != usual);
    let table = |source: Source| {
        let table = coverage_table(of.study, of.findings, source, None, of.language)?;
        Some(Table { is_more: Some(source) != usual, ..table })
    };
    usual.into_iter().chain(others).filter_map(table).collect()
}

/// The table of a source: of the whole and its areas, or of one scheme.
pub(crate) fn coverage_table(
    study: &Study,
    findings: &PublishedFindings,
    source: Source,
    scheme: Option<&str>,
    language: Language,
) -> Option<Table> {
    let said = |key: &'static str| plain(language, key).to_owned();
    let found = |scheme: &str, area: usize| {
        let mut rows = findings.coverage.iter().filter(|row| row.source == source && row.scheme == scheme);
        rows.find(|row| row.area.index() == area)
    };
    let lines = lines(study, language, scheme, found);
    let columns = Columns::<Area<&PublishedCoverage>>::new(said("table-area"), |(name, ..)| name.clone())
        .of_areas(|(_, key, _)| Some(key.clone()))
        .and(said("table-covered"), Kind::Count, |(.., row)| {
            row.residents.part().map_or(Cell::Missing, |covered| Cell::Count(covered.0))
        })
        .and(said("table-residents"), Kind::Count, |(.., row)| Cell::Count(row.residents.whole().0))
        .and(said("table-coverage-percent"), Kind::Number, |(.., row)| Cell::Part(row.residents.counts()))
        .and(said("table-by-chance"), Kind::Interval, |(.., row)| {
            let null = row.null.as_ref().ok();
            Cell::interval(null.map(|null| null.low), null.map(|null| null.high), Scale::Percent)
        })
        .explained(said("table-coverage.by-chance"))
        .and("p", Kind::P, |(.., row)| {
            let observed = row.null.as_ref().ok().and_then(|null| null.observed.as_ref());
            Cell::p(observed.map(|null| null.p_value))
        })
        .explained(said("table-coverage.p"))
        .and(said("table-p-adjusted"), Kind::P, |(.., row)| Cell::p(row.adjusted.map(|adjusted| adjusted.p_value)))
        .more(said("table-serving-units"), Kind::Part, |(.., row)| Cell::Part(row.units.counts()));
    let whole = found(TOTAL, 0);
    let day = study.heading.reference_date.map(|day| format!(", {}", date(day, language))).unwrap_or_default();
    let mut notes = Vec::new();
    if let Some(row) = whole {
        let source = capitalised(&format!("{}{day}", source_words(source, language)));
        notes.push(if row.units.bounds().is_some() {
            let values = [("units", published_units(row.units).into()), ("source", source.into())];
            say(language, "table-coverage.note", values)
        } else {
            source + "."
        });
        if row.not_known > 0 {
            notes.push(say(language, "table-coverage.missing", [("n", row.not_known.into())]));
        }
    }
    let title = say(language, "table-coverage", [("source", source_words(source, language).into())]);
    columns.table(TableName::Coverage, title, lines, notes)
}
