//! `bacino catchments`: the dissolved outlines of a study with every figure joined, as a file for other programs.

use std::sync::Arc;

use crate::analysis::coverage::area::Source;
use crate::analysis::gate::findings::published_findings;
use crate::analysis::gate::published::{Published, PublishedCoverage, PublishedFindings, PublishedNull};
use crate::atlas::file::write::{ExportRequest, exported_simplified, in_system};
use crate::atlas::layer::areas::{Layer, LayerArea};
use crate::atlas::layer::choose::{add_asked_for, called, is_level, layer_of};
use crate::atlas::picture::classes::answer_word;
use crate::command::made::outcome::Outcome;
use crate::geometry::topology::arcs::Topology;
use crate::input::problem::english::plural;
use crate::input::study::source::StudySource;
use crate::model::base::index::{AreaIndex, LevelIndex as Level, PlaceIndex};
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::render::export::layer::{Export, FieldKind, Shapes};
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::render::report::table::areas::family_words;
use crate::study::choice::census_source;
use crate::study::choice::chosen_source;
use crate::study::failure::Failure;
use crate::study::open::open_study_for;
use crate::study::outlines::mended_places;
use crate::study::promise::refuse_undeclared;

/// Columns that hold numbers though all of a study's may be missing.
const NUMBERS: [(&str, FieldKind); 10] = [
    ("residents", FieldKind::Integer),
    ("covered", FieldKind::Integer),
    ("coverage", FieldKind::Number),
    ("outside_frame", FieldKind::Integer),
    ("units", FieldKind::Integer),
    ("responded", FieldKind::Integer),
    ("null_low", FieldKind::Number),
    ("null_high", FieldKind::Number),
    ("p_value", FieldKind::Number),
    ("p_adjusted", FieldKind::Number),
];

/// What to write.
#[derive(Clone, Debug)]
pub struct CatchmentsRequest {
    /// The study.
    pub study: StudySource,
    /// Whether it is for the people of the survey, who may see exact values.
    pub internal: bool,
    /// The layer: a level in the plural, `catchments`, or a scheme.
    pub layer: String,
    /// Where residents are counted.
    pub source: Option<Source>,
    /// Where and how to write it.
    pub export: ExportRequest,
}

/// The layer as files.
///
/// # Errors
/// Inputs that cannot be read, a layer or source that does not exist, what the format cannot hold.
pub fn catchments(request: &CatchmentsRequest) -> Result<Outcome, Failure> {
    let wanted = request.export.wanted()?;
    let mut opened = open_study_for(&request.study, request.internal, None)?;
    let layer = called(&opened.study, &request.layer);
    add_asked_for(&mut opened.study, &layer);
    let study = &opened.study;
    let Some(outlines) = opened.outlines_as_read()? else {
        return Err(Failure::Usage {
            message: "no outlines are known for the study's own territory".to_owned(),
            hint: Some("add a section [boundaries] to its study.toml".to_owned()),
        });
    };
    let scheme = study.schemes.iter().find(|scheme| is_level(&study.territory, scheme.name(), &layer));
    let source = chosen_source(study, scheme.map(Scheme::name), request.source)?;
    let findings = published_findings(study, opened.view, None);
    if scheme.is_none_or(|scheme| !findings.publishes(scheme.name(), source)) {
        refuse_undeclared(opened.view, &format!("the layer {layer:?}"))?;
    }
    let layer = layer_of(study, &outlines, &findings, &layer, source)?;
    let sheet = match scheme.filter(|_| !layer.by_census) {
        Some(scheme) => scheme_sheet(study, &findings, &layer, scheme, source),
        None => place_sheet(study, &layer, census_source(source)),
    };
    let name = if study.territory.level(&layer.one).is_some() { plural(&layer.one) } else { layer.name };
    let made = |shapes: Topology| {
        let shapes = in_system("the outlines", shapes, &wanted)?;
        Ok(Export::new(name.clone(), Shapes::Shared(shapes), sheet.clone(), &NUMBERS))
    };
    let shapes = Arc::unwrap_or_clone(layer.shapes);
    let mut outcome = Outcome::from(exported_simplified(shapes, made, &request.export, "the outlines")?);
    let mended = mended_places(study, &outlines);
    outcome.warnings.splice(0..0, opened.remarks.into_iter().chain(mended));
    Ok(outcome)
}

/// An area of the layer.
struct Row<'a> {
    area: &'a LayerArea,
    /// A place inside, which says what broader areas it lies in.
    inside: Option<PlaceIndex>,
    /// Its coverage, where it is an area of a scheme.
    coverage: Option<&'a PublishedCoverage>,
}

/// What every row starts with: identifier, name, the codes of the broader areas that an area of a level lies in.
fn identified(study: &Study, id: String, level: Option<Level>) -> Columns<'_, Row<'_>> {
    let territory = &study.territory;
    let named = Columns::<Row<'_>>::new()
        .and(id, |row| Cell::from(row.area.code.as_str()))
        .and("name", |row| Cell::from(row.area.name.as_str()));
    let broader = level.into_iter().flat_map(|level| territory.levels().take_while(move |&broader| broader != level));
    broader.fold(named, |columns, broader| {
        let code = move |place| territory.areas(broader)[territory.area_of_place(broader, place).index()].code.as_str();
        let title = format!("{}_code", territory.level_name(broader));
        columns.and(title, move |row| Cell::text(row.inside.map(code)))
    })
}

/// With the study's notice, where it has one.
fn noticed<'a>(study: &'a Study, columns: Columns<'a, Row<'a>>) -> Columns<'a, Row<'a>> {
    match &study.heading.notice {
        Some(notice) => columns.and("notice", |_| Cell::from(notice.as_str())),
        None => columns,
    }
}

fn scheme_sheet(
    study: &Study,
    findings: &PublishedFindings,
    layer: &Layer,
    scheme: &Scheme,
    source: Option<Source>,
) -> Sheet {
    fn of_null(row: &Row<'_>, number: fn(&PublishedNull) -> Option<f64>) -> Cell {
        Cell::number(row.coverage.and_then(|coverage| coverage.null.as_ref().ok()).and_then(number))
    }
    let territory = &study.territory;
    let columns = identified(study, format!("{}_code", scheme.name()), territory.level(scheme.name()))
        .and("source", move |_| Cell::text(source.map(Source::word)))
        .and("residents", |row| Cell::from(row.coverage.map(|coverage| coverage.residents.whole())))
        .and("covered", |row| Cell::from(row.coverage.and_then(|coverage| coverage.residents.part())))
        .and("coverage", |row| Cell::number(row.coverage.and_then(|coverage| coverage.residents.value())))
        .and("outside_frame", |row| Cell::from(row.coverage.and_then(|coverage| coverage.outside_frame)))
        .and("units", |row| Cell::from(row.coverage.map(|coverage| coverage.units.whole())))
        .and("responded", |row| Cell::from(row.coverage.and_then(|coverage| coverage.units.part())))
        .and("null_low", |row| of_null(row, |null| Some(null.low)))
        .and("null_high", |row| of_null(row, |null| Some(null.high)))
        .and("p_value", |row| of_null(row, |null| null.observed.map(|null| null.p_value)))
        .and("p_adjusted", |row| {
            Cell::number(row.coverage.and_then(|coverage| coverage.adjusted).map(|adjusted| adjusted.p_value))
        })
        .and("p_family", |row| Cell::text(row.coverage.and_then(family_words).as_deref()));
    let rows = layer.areas.iter().enumerate().map(|(index, area)| {
        let is_here = |row: &&PublishedCoverage| {
            row.scheme == scheme.name() && row.area == AreaIndex::at(index) && Some(row.source) == source
        };
        let inside = territory.places().find(|&place| scheme.area_of_place(place).index() == index);
        Row { area, inside, coverage: findings.coverage.iter().find(is_here) }
    });
    Sheet::of(&noticed(study, columns), rows)
}

fn place_sheet(study: &Study, layer: &Layer, source: Source) -> Sheet {
    // The catchments' areas are no level of the territory.
    let level = study.territory.level(&layer.one);
    let id = if level.is_some() { format!("{}_code", layer.one) } else { "unit_id".to_owned() };
    let columns = identified(study, id, level)
        .and("source", move |_| Cell::from(source.word()))
        .and("residents", |row| Cell::from(row.area.covered.map(Published::whole)))
        .and("covered", |row| Cell::from(row.area.covered.and_then(Published::part)))
        .and("coverage", |row| Cell::number(row.area.covered.and_then(Published::value)))
        .and("units", |row| Cell::from(row.area.units.map(Published::whole)))
        .and("responded", |row| Cell::from(row.area.units.and_then(Published::part)))
        .and("answered", |row| {
            let missing = row.area.units.is_none().then(|| row.area.missing.word());
            Cell::text(row.area.answered.map(answer_word).or(missing))
        });
    let rows = layer.areas.iter().enumerate().map(|(index, area)| {
        let inside = level.map(|_| PlaceIndex::at(index));
        Row { area, inside, coverage: None }
    });
    Sheet::of(&noticed(study, columns), rows)
}
