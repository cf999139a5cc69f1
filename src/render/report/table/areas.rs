//! Tables with one row an area of a scheme: coverage, the figures of the frame beside the census, response.

use crate::analysis::basis::family::{Family, InFamily};
use crate::analysis::coverage::null::CoverageNull;
use crate::analysis::coverage::reconciliation::Reconciliation;
use crate::analysis::coverage::response::Disposition;
use crate::analysis::gate::published::{Precision, PublishedCoverage, PublishedNull, PublishedResponse};
use crate::model::base::index::AreaIndex;
use crate::model::base::language::Language;
use crate::model::place::scheme::SchemeArea;
use crate::model::study::Study;
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::words::told::Told as _;

/// Scheme, code and name of an area; `of` says which area a row is about.
fn area_columns<'a, R: 'a>(study: &'a Study, of: fn(&R) -> (&str, AreaIndex)) -> Columns<'a, R> {
    fn area_of<'a>(study: &'a Study, (scheme, area): (&str, AreaIndex)) -> Option<&'a SchemeArea> {
        study.scheme(scheme).map(|scheme| &scheme.areas()[area.index()])
    }
    let language = study.heading.language;
    Columns::new()
        .and("scheme", move |row| Cell::from(of(row).0))
        .and("area_code", move |row| Cell::text(area_of(study, of(row)).map(|area| area.code.as_str())))
        .and("area", move |row| Cell::text(area_of(study, of(row)).map(|area| area.name.in_language(language))))
}

/// Which tests the p-value of an area is adjusted over.
pub fn family_words(row: &PublishedCoverage) -> Option<String> {
    let family = Family::Areas { scheme: row.scheme.clone(), source: row.source };
    row.adjusted.map(|adjusted| InFamily { family, tests: adjusted.tests }.told(Language::default()))
}

/// `coverage.csv`: one row per scheme, area and source. Where not everything is exact, a column says how coverage is published, and two the
/// bounds that a reader knows.
pub fn coverage_sheet(study: &Study, rows: &[PublishedCoverage]) -> Sheet {
    fn of_range(row: &PublishedCoverage, number: fn(&PublishedNull) -> f64) -> Cell {
        Cell::number(row.null.as_ref().map(number).ok())
    }
    fn of_null(row: &PublishedCoverage, number: fn(&CoverageNull) -> f64) -> Cell {
        Cell::number(row.null.as_ref().ok().and_then(|null| null.observed.as_ref()).map(number))
    }
    let columns = area_columns(study, |row: &PublishedCoverage| (row.scheme.as_str(), row.area))
        .and("source", |row| Cell::from(row.source.word()))
        .and("units_responded", |row| Cell::from(row.units.part()))
        .and("units", |row| Cell::from(row.units.whole()))
        .and("unit_share", |row| Cell::number(row.units.value()))
        .and("residents_covered", |row| Cell::from(row.residents.part()))
        .and("residents", |row| Cell::from(row.residents.whole()))
        .and("residents_outside_frame", |row| Cell::from(row.outside_frame))
        .and("coverage", |row| Cell::number(row.residents.value()))
        .and("null_low", |row| of_range(row, |null| null.low))
        .and("null_high", |row| of_range(row, |null| null.high))
        .and("p_value", |row| of_null(row, |null| null.p_value))
        .and("null_step", |row| row.null.as_ref().map_or(Cell::Missing, |null| Cell::Count(null.step)))
        .and("not_known", |row| Cell::count(row.not_known))
        .and("null_missing", |row| Cell::text(row.null.as_ref().err().map(|reason| reason.word())))
        .and("mid_p", |row| of_null(row, |null| null.mid_p))
        .and("p_adjusted", |row| Cell::number(row.adjusted.map(|adjusted| adjusted.p_value)))
        .and("p_family", |row| Cell::text(family_words(row).as_deref()));
    let is_exact = |row: &PublishedCoverage| row.residents.precision() == Precision::Exact;
    let columns = if rows.iter().all(is_exact) {
        columns
    } else {
        columns
            .and("coverage_low", |row| Cell::number(row.residents.bounds().map(|(low, _)| low)))
            .and("coverage_high", |row| Cell::number(row.residents.bounds().map(|(_, high)| high)))
            .and("published", |row| Cell::from(row.residents.precision().word()))
    };
    Sheet::of(&columns, rows)
}

/// `reconciliation.csv`: one row per scheme and area.
pub fn reconciliation_sheet(study: &Study, rows: &[Reconciliation]) -> Sheet {
    let columns = area_columns(study, |row: &Reconciliation| (row.scheme.as_str(), row.area))
        .and("frame_residents", |row| Cell::from(row.frame))
        .and("census_residents", |row| Cell::from(row.census))
        .and("difference", |row| Cell::Difference(row.difference()))
        .and("difference_percent", |row| Cell::number(row.difference_percent()));
    Sheet::of(&columns, rows)
}

/// `response.csv`: one row per scheme and area, over all units of the frame.
pub fn response_sheet(study: &Study, rows: &[PublishedResponse]) -> Sheet {
    type Of = fn(&Disposition) -> u64;
    let counts: [(&str, Of); 6] = [
        ("respondent", |counts| counts.respondent),
        ("partial", |counts| counts.partial),
        ("refused", |counts| counts.refused),
        ("nonrespondent", |counts| counts.nonrespondent),
        ("ineligible", |counts| counts.ineligible),
        ("unknown", |counts| counts.unknown),
    ];
    let columns = area_columns(study, |row: &PublishedResponse| (row.scheme.as_str(), row.area));
    let columns = counts.into_iter().fold(columns, |columns, (title, count)| {
        columns
            .and(title, move |row| row.disposition.as_ref().map_or(Cell::Missing, |counts| Cell::Count(count(counts))))
    });
    // AAPOR's response rates are known by their numbers.
    let rated = (0..6).fold(columns, |columns, rate| {
        columns.and(format!("rr{}", rate + 1), move |row| {
            Cell::number(row.disposition.and_then(|counts| counts.response_rates()[rate]))
        })
    });
    let columns = rated.and("e", |row| Cell::number(row.disposition.and_then(|counts| counts.eligibility())));
    let columns = if rows.iter().all(|row| row.disposition.is_some()) {
        columns
    } else {
        columns
            .and("answered", |row| Cell::from(row.answered.part()))
            .and("units", |row| Cell::from(row.answered.whole()))
            .and("answered_low", |row| Cell::number(row.answered.bounds().map(|(low, _)| low)))
            .and("answered_high", |row| Cell::number(row.answered.bounds().map(|(_, high)| high)))
            .and("published", |row| Cell::from(row.answered.precision().word()))
    };
    Sheet::of(&columns, rows)
}
