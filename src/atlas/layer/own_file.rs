//! The land of a boundary file that no study names: its areas are the territory, and its attributes a table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::analysis::gate::view::View;
use crate::atlas::ask::request::{MapRequest, OnFile};
use crate::atlas::layer::land::{Land, OwnFile, bare_study, with_far};
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::TableFile;
use crate::input::figures::survey::{Survey, SurveyedColumn};
use crate::input::file::bytes::Folder;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas};
use crate::input::table::rows::Table;
use crate::model::base::language::Name;
use crate::model::base::text::Text;
use crate::model::place::code::CodingScheme;
use crate::model::place::territory::{Area, LevelAreas, Territory};
use crate::model::shape::feature::{FeatureColumn, Features, find_column};
use crate::model::shape::outline::PolygonOutlines;
use crate::model::shape::repair::Repair;
use crate::model::study::{Source, StudyOutlines};
use crate::study::failure::{Failure, refused};
use crate::study::outlines::{PlaceOutlines, mended_places};

/// What one area of a file is called.
pub(crate) const AREA: &str = "area";
/// Titles of columns of identifiers, in lower case.
const IDS: [&str; 10] = ["code", "codice", "id", "geoid", "geocode", "nuts_id", "lau_id", "gisco_id", "insee", "ags"];
/// Parts of titles of columns of names, in lower case; the earlier ones first.
const NAMES: [&str; 9] = ["name", "nome", "nom", "libelle", "label", "denominazione", "den", "comune", "bezeichnung"];

/// The column that numbers the areas of a file without identifiers.
const NUMBER: &str = "feature";

/// The flags about the boundary file.
fn flag(key: Key) -> Option<&'static str> {
    match key {
        Key::Crs => Some("--on-crs"),
        Key::Layer => Some("--on-layer"),
        Key::Axes | Key::Missing | Key::Numbers | Key::Sheet | Key::Wal => None,
    }
}

/// The land of a boundary file.
///
/// # Errors
/// A file that cannot be read or has no areas, columns that it does not have, a table that names none of its areas.
pub(crate) fn land_of_file(on: &OnFile, request: &MapRequest) -> Result<Land, Failure> {
    let (folder, file) = Folder::of(&on.path);
    let asked =
        FeatureRequest { layer: on.layer.as_deref(), crs: on.crs.as_deref(), mends: true, ..FeatureRequest::default() };
    let read = read_areas(&folder, &file, &asked).map_err(|problems| problems.by_flags(flag))?;
    let FeaturesRead { features, sources, mut remarks, .. } = read;
    let Some(source) = sources.first().cloned() else { return refused("the file is empty", "name another") };
    let found = Columns::of(&features, on, request, &source.name)?;
    remarks.extend(found.said.clone());
    let areas = areas_of(&features, &found, &source.name, &mut remarks)?;
    let stem = Path::new(&file).file_stem().map_or_else(|| file.clone(), |stem| stem.to_string_lossy().into_owned());
    let levels =
        vec![LevelAreas { name: AREA.to_owned(), areas: areas.iter().map(|(area, _)| area.clone()).collect() }];
    let territory =
        Territory::new(Name::same(stem), CodingScheme::Plain, levels).map_err(|_| no_areas(&source.name))?;
    let mut polygons = PolygonOutlines::new(features.outlines.reference.clone());
    for (_, members) in &areas {
        let outlines = &features.outlines;
        let of_area = members.iter().flat_map(|&feature| outlines.polygons_of(feature));
        polygons.push_shape(of_area.map(|polygon| outlines.rings_of(polygon).map(|ring| outlines.ring(ring))));
    }
    let outlines = StudyOutlines::Own { polygons: Arc::new(polygons), source: source.clone(), repair: Repair::Mend };
    let study = bare_study(territory, request.style.wording.language.unwrap_or_default(), outlines);
    let places = PlaceOutlines::default();
    let opened = places.in_equal_area(&study).map_err(|problems| problems.by_flags(flag))?;
    let Some(outlines) = opened else { return Err(no_areas(&source.name)) };
    let hint = format!("`bacino boundaries {}` tells what is wrong, and --repair writes it mended", on.path.display());
    remarks.extend(
        mended_places(&study, &outlines).into_iter().map(|remark| Remark { hint: None, ..remark }.hint(hint.clone())),
    );
    let as_read = places.as_read(&study).map_err(|problems| problems.by_flags(flag))?;
    let (outlines, far) = with_far(&study, as_read, outlines);
    let own = found.own(&features, &areas, source);
    Ok(Land { view: View::of(&study), study, outlines, far, remarks, own: Some(own) })
}

fn no_areas(file: &str) -> Failure {
    Problems::one(Remark::of(Kind::NotAPolygon, Place::file(file), "the file has no area to draw")).into()
}

/// The columns of a file that matter.
struct Columns<'a> {
    id: Option<&'a FeatureColumn>,
    name: Option<&'a FeatureColumn>,
    /// The column of the table that names the areas.
    code: Option<String>,
    said: Option<Remark>,
}

/// Areas in the order of their codes, each with its features.
type Areas = Vec<(Area, Vec<usize>)>;

impl<'a> Columns<'a> {
    fn of(features: &'a Features, on: &OnFile, request: &MapRequest, file: &str) -> Result<Self, Failure> {
        let columns = &features.columns;
        let named = match on.id.as_deref() {
            Some("") | None => None,
            Some(title) => Some(required(columns, title, file)?),
        };
        let mut said = None;
        let (id, code) = match (&request.data, named) {
            (Some(table), named) => {
                let (id, code) = joined(columns, named, request, table, file)?;
                if request.code.as_deref() != Some(code.as_str()) || on.id.is_none() {
                    let message = format!("its column {:?} is that of the table's column {code:?}", id.name);
                    let hint = "--id COLUMN names another of the file, --code COLUMN another of the table";
                    said = Some(Remark::of(Kind::Assumed, Place::file(file), message).hint(hint));
                }
                (Some(id), Some(code))
            }
            (None, Some(named)) => (Some(named), None),
            (None, None) if on.id.is_some() => (None, None),
            (None, None) => (identifier(columns), None),
        };
        let name = name_column(columns, id);
        Ok(Self { id, name, code, said })
    }

    /// The attributes as a table.
    fn own(self, features: &Features, areas: &Areas, source: Source) -> OwnFile {
        let mut code_of: Vec<&str> = vec![""; features.outlines.n_shapes()];
        for (area, members) in areas {
            for &feature in members {
                code_of[feature] = area.code.as_str();
            }
        }
        let id = self.id.map_or_else(|| NUMBER.to_owned(), |id| id.name.clone());
        let others: Vec<&FeatureColumn> =
            features.columns.iter().filter(|column| column.name != id && !column.name.is_empty()).collect();
        let titles: Vec<&str> =
            std::iter::once(id.as_str()).chain(others.iter().map(|column| column.name.as_str())).collect();
        let drawn = (0..code_of.len()).filter(|&feature| !code_of[feature].is_empty());
        let rows = drawn.map(|feature| {
            let cells = others.iter().map(|column| column.values[feature].as_deref().unwrap_or_default());
            (feature as u64 + 1, std::iter::once(code_of[feature]).chain(cells).collect::<Vec<&str>>())
        });
        let table = Table::of_rows(&source.name, &titles, rows);
        let numbers = others.iter().filter(|column| !column.text).map(|column| column.name.clone()).collect();
        let id = self.id.map_or_else(String::new, |id| id.name.clone());
        OwnFile { table, source, id, numbers, code: self.code }
    }
}

/// The column with a title.
fn required<'a>(columns: &'a [FeatureColumn], title: &str, file: &str) -> Result<&'a FeatureColumn, Failure> {
    find_column(columns, title).ok_or_else(|| {
        let names = || columns.iter().map(|column| column.name.as_str());
        let all = || format!("the columns are {}", names().collect::<Vec<_>>().join(", "));
        let hint = did_you_mean(title, names()).unwrap_or_else(all);
        let message = format!("no column {title:?}");
        Problems::one(Remark::of(Kind::Column, Place::file(file), message).hint(hint)).into()
    })
}

/// A text as it is compared: without space around it, leading zeros, a fraction of nothing, and capitals.
fn compared(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let bare = text.trim_start_matches('0');
    (if bare.is_empty() { text } else { bare }).to_lowercase()
}

/// The column of the file and that of the table that name the same areas: those that agree in most cells of the table.
fn joined<'a>(
    columns: &'a [FeatureColumn],
    id: Option<&'a FeatureColumn>,
    request: &MapRequest,
    table: &Path,
    file: &str,
) -> Result<(&'a FeatureColumn, String), Failure> {
    let named = request.value.as_deref().or(request.panels.values.first().map(String::as_str));
    let named = named.or(request.groups.as_deref()).unwrap_or_default();
    let wanted = MapRequest { code: None, ..request.clone() };
    let survey = Survey::of(&wanted.column_called(TableFile::Path(table), named, Holds::Either))?;
    // The column that is typed is one of both, or of either.
    let (mut of_table, mut of_file) = (None, id);
    if let Some(code) = &request.code {
        let (in_table, in_file) = (survey.require(code), find_column(columns, code));
        match (in_table, in_file) {
            (Ok(column), _) => of_table = Some(column),
            (Err(problems), None) => return Err(problems.into()),
            (Err(_), Some(_)) => {}
        }
        of_file = of_file.or(in_file);
    }
    let of_file: Vec<&FeatureColumn> = of_file.map_or_else(|| columns.iter().collect(), |one| vec![one]);
    let of_table: Vec<&SurveyedColumn> = of_table.map_or_else(|| survey.columns.iter().collect(), |one| vec![one]);
    let mut best: Option<(usize, &FeatureColumn, &SurveyedColumn)> = None;
    for &id in &of_file {
        let known: BTreeSet<String> = id.values.iter().flatten().map(|text| compared(text)).collect();
        for &column in &of_table {
            let n = column.texts.iter().filter(|text| known.contains(&compared(text))).count();
            let share = n * 1_000 / column.texts.len().max(1);
            if n > 0 && share >= 500 && best.is_none_or(|(before, ..)| share > before) {
                best = Some((share, id, column));
            }
        }
    }
    if let Some((_, id, column)) = best {
        return Ok((id, column.title.clone()));
    }
    let told = |column: &&FeatureColumn| {
        let first: Vec<&str> = column.values.iter().flatten().take(3).map(Text::as_str).collect();
        format!("{:?} ({})", column.name, first.join(", "))
    };
    let of_file: Vec<String> = of_file.iter().take(12).map(told).collect();
    let of_table: Vec<String> = of_table.iter().take(12).map(|column| column.told()).collect();
    let message = format!(
        "no column of {} names areas of {file}: the table has {}; the file has {}",
        survey.source.name,
        of_table.join(", "),
        of_file.join(", ")
    );
    refused(message, "--code COLUMN names that of the table, --id COLUMN that of the file")
}

/// Whether every feature has a text in a column, no two the same.
fn identifies(column: &FeatureColumn) -> bool {
    let texts: BTreeSet<&str> = column.values.iter().flatten().map(|text| text.trim()).collect();
    texts.len() == column.values.len() && !texts.contains("")
}

/// The column that identifies areas where none is named: one of a usual title, else the first of texts.
fn identifier(columns: &[FeatureColumn]) -> Option<&FeatureColumn> {
    let usual = IDS.iter().filter_map(|title| find_column(columns, title));
    usual.chain(columns.iter().filter(|column| column.text)).find(|column| identifies(column))
}

/// The column of names: of a usual title, of texts that differ.
fn name_column<'a>(columns: &'a [FeatureColumn], id: Option<&FeatureColumn>) -> Option<&'a FeatureColumn> {
    let is_open = |column: &&FeatureColumn| {
        let texts: BTreeSet<&str> = column.values.iter().flatten().map(Text::as_str).collect();
        let is_id = id.is_some_and(|id| id.name == column.name);
        !is_id && column.text && 5 * texts.len() >= 4 * column.values.len()
    };
    let has = |column: &FeatureColumn, part: &str| {
        let title = column.name.to_lowercase();
        title.split(|letter: char| !letter.is_alphabetic()).any(|word| word == part)
    };
    NAMES.iter().find_map(|part| columns.iter().filter(is_open).find(|column| has(column, part)))
}

/// The areas of a file: the features of each identifier.
fn areas_of(features: &Features, found: &Columns<'_>, file: &str, remarks: &mut Vec<Remark>) -> Result<Areas, Failure> {
    let n = features.outlines.n_shapes();
    let width = n.to_string().len();
    let mut members: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut without = Vec::new();
    for feature in 0..n {
        if features.outlines.polygons_of(feature).is_empty() {
            continue;
        }
        let text = match found.id {
            Some(id) => id.values[feature].as_deref().unwrap_or_default().trim().to_owned(),
            None => format!("{:0width$}", feature + 1),
        };
        if text.is_empty() {
            without.push(format!("feature {}", feature + 1));
        } else {
            members.entry(text).or_default().push(feature);
        }
    }
    if !without.is_empty() {
        let id = found.id.map_or(NUMBER, |id| id.name.as_str());
        let message = format!("{} without {id:?} left out: {}", counted(without.len(), "feature"), first_few(&without));
        remarks.push(Remark::of(Kind::RowsLeftOut, Place::file(file), message));
    }
    let area = |(text, members): (String, Vec<usize>)| {
        let code = CodingScheme::Plain.parse(AREA, &text).map_err(|error| {
            let message = format!("feature {}: {error}", members[0] + 1);
            Problems::one(Remark::of(Kind::Code, Place::file(file), message))
        })?;
        let name = found.name.and_then(|name| members.iter().find_map(|&feature| name.values[feature].clone()));
        let name = name.map(|name| Text::from(name.trim())).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| code.as_str().into());
        Ok((Area { code, name, short_name: None, parent: None }, members))
    };
    Ok(members.into_iter().map(area).collect::<Result<_, Problems>>()?)
}
