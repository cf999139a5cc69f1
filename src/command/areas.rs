//! `bacino areas`: codes, names and parents of a layer, to look up or to join. What it prints can be written in a table.

use crate::atlas::layer::choose::{CATCHMENTS, add_asked_for, called, is_level, layers_of, unknown_layer};
use crate::atlas::layer::land::italy_alone;
use crate::command::made::outcome::Outcome;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::problem::english::plural;
use crate::input::study::source::StudySource;
use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::place::territory::{Area, Territory};
use crate::model::study::Study;
use crate::render::report::aligned::aligned;
use crate::render::report::sheet::{Cell, Columns, Sheet};
use crate::study::failure::Failure;
use crate::study::open::open_study;

words! {
    /// The form of a list of areas.
    pub enum AreasFormat {
        /// Aligned columns for a terminal.
        Table = "table",
        /// A table of text, its cells parted by commas.
        Csv = "csv",
        /// The same as JSON.
        Json = "json",
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct AreasRequest {
    /// A level in the plural, or a scheme; without one the broadest level.
    pub layer: Option<String>,
    /// The study whose territory it is; without one Italy.
    pub study: Option<StudySource>,
    /// The form.
    pub format: AreasFormat,
}

/// The areas of a layer.
///
/// # Errors
/// A study that cannot be read, a layer that it does not have.
pub fn areas(request: &AreasRequest) -> Result<Outcome, Failure> {
    let (mut study, warnings) = match &request.study {
        Some(source) => {
            let opened = open_study(source)?;
            (opened.study, opened.remarks)
        }
        None => (italy_alone(Language::default()), Vec::new()),
    };
    let broadest = study.territory.level_name(study.territory.broadest()).to_owned();
    let layer = request.layer.as_deref().map_or(broadest, |layer| called(&study, layer));
    add_asked_for(&mut study, &layer);
    let sheet = sheet_of(&study, &layer)?;
    let stdout = match request.format {
        AreasFormat::Table => return Ok(Outcome::of_lines(&aligned(&sheet), warnings)),
        AreasFormat::Csv => String::from_utf8_lossy(&sheet.to_csv(None)).into_owned(),
        AreasFormat::Json => format!("{:#}\n", serde_json::json!({ "layer": layer, "areas": sheet })),
    };
    Ok(Outcome { stdout, warnings, ..Outcome::default() })
}

fn sheet_of(study: &Study, layer: &str) -> Result<Sheet, Failure> {
    let territory = &study.territory;
    let level = territory.levels().find(|level| is_level(territory, territory.level_name(*level), layer));
    if let Some(level) = level {
        return Ok(level_sheet(territory, level));
    }
    let schemes = || study.schemes.iter().filter(|scheme| scheme.name() != TOTAL);
    let scheme = schemes().find(|scheme| scheme.name() == layer);
    let scheme = scheme.ok_or_else(|| {
        let known = layers_of(study).into_iter().filter(|layer| layer != CATCHMENTS);
        unknown_layer(layer, &known.collect::<Vec<_>>())
    })?;
    Ok(scheme_sheet(study, scheme))
}

/// The columns that every layer has; one that is empty in every row is left out.
fn listed<'a>(gazetteer: &'a Gazetteer<'_>) -> Columns<'a, AreaIndex> {
    Columns::new()
        .and(format!("{}_code", gazetteer.word()), |area| Cell::from(gazetteer.code(*area)))
        .and("name", |area| Cell::from(gazetteer.name(*area)))
        .and("sign", |area| Cell::text(gazetteer.sign(*area)))
        .and("nuts", |area| Cell::text(gazetteer.nuts(*area).into_iter().next()))
}

fn also<'a>(gazetteer: &'a Gazetteer<'_>, columns: Columns<'a, AreaIndex>) -> Sheet {
    let columns = columns.and("also", |area| {
        let others: Vec<String> =
            gazetteer.nuts(*area).into_iter().skip(1).chain(gazetteer.other_names(*area)).collect();
        Cell::text(Some(others.join(" | ")).filter(|text| !text.is_empty()))
    });
    Sheet::of(&columns, (0..gazetteer.len()).map(AreaIndex::at)).without_empty_columns()
}

/// The areas of a level, each with those that it lies in.
fn level_sheet(territory: &Territory, level: LevelIndex) -> Sheet {
    let gazetteer = Gazetteer::of_level(territory, level);
    let broader: Vec<LevelIndex> = territory.levels().filter(|broader| *broader < level).rev().collect();
    let columns = broader.into_iter().fold(listed(&gazetteer), |columns, broader| {
        let name = territory.level_name(broader);
        columns
            .and(format!("{name}_code"), move |area| {
                Cell::text(above(territory, level, *area, broader).map(|area| area.code.as_str()))
            })
            .and(name.to_owned(), move |area| {
                Cell::text(above(territory, level, *area, broader).map(|area| area.name.as_str()))
            })
    });
    also(&gazetteer, columns)
}

/// The area of a broader level that an area lies in.
fn above(territory: &Territory, mut level: LevelIndex, area: AreaIndex, broader: LevelIndex) -> Option<&Area> {
    let mut found = &territory.areas(level)[area.index()];
    while level > broader {
        level = LevelIndex::at(level.index().checked_sub(1)?);
        let parent = territory.find(level, found.parent.as_ref()?)?;
        found = &territory.areas(level)[parent.index()];
    }
    Some(found)
}

/// The areas of a scheme, each with the areas of the broadest level that none of them cuts.
fn scheme_sheet(study: &Study, scheme: &Scheme) -> Sheet {
    let territory = &study.territory;
    let gazetteer = Gazetteer::new(territory, Among::Scheme(scheme));
    let whole = |level: &LevelIndex| scheme.areas_of_level(territory, *level).iter().all(Option::is_some);
    let level = territory.levels().find(whole).unwrap_or(territory.finest());
    let of_area = scheme.areas_of_level(territory, level);
    let columns = listed(&gazetteer).and(plural(territory.level_name(level)), move |area| {
        let inside = territory.areas(level).iter().zip(&of_area).filter(|(_, of)| **of == Some(*area));
        Cell::from(inside.map(|(inside, _)| inside.code.as_str()).collect::<Vec<_>>().join(" ").as_str())
    });
    also(&gazetteer, columns)
}
