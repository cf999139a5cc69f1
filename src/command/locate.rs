//! `bacino locate`: the area that each point lies in, or how many points lie in each.

use std::path::{Path, PathBuf};

use crate::atlas::layer::choose::{called, is_level, layers_of};
use crate::atlas::layer::land::italy_alone;
use crate::command::outcome::Outcome;
use crate::geometry::overlay::locate::{AreaLocator, Located};
use crate::input::code::autonomous::regions21;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::embedded::italy::istat_schemes;
use crate::input::file::bytes::Folder;
use crate::input::layer::request::{FeatureRequest, Wal};
use crate::input::problem::english::{counted, did_you_mean, first_few, plural};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas};
use crate::input::shapes::records::{RecordPoints, Records, RecordsRequest, Whereabouts, read_records};
use crate::input::value::format::NumberFormat;
use crate::model::base::index::AreaIndex;
use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::feature::{FeatureColumn, find_column};
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::render::page::artifact::Artifact;
use crate::render::report::sheet::{Cell, Sheet};
use crate::study::failure::Failure;
use crate::study::located::{locate_points, refuse_wayless};
use crate::study::outlines::embedded_as_read;

/// Titles of codes of areas in boundary files; the later ones are ISTAT's.
const CODES: &[&str] =
    &["code", "unit_id", "municipality_code", "PRO_COM_T", "PRO_COM", "COD_UTS", "COD_PROV", "COD_REG", "id"];
/// Titles of names of areas in boundary files; the later ones are ISTAT's.
const NAMES: &[&str] = &["name", "COMUNE", "DEN_UTS", "DEN_PROV", "DEN_REG", "nome"];

/// What to locate, and in what.
#[derive(Clone, Debug)]
pub struct LocateRequest {
    /// The file of points.
    pub points: PathBuf,
    /// Its sheet, where it is a workbook.
    pub sheet: Option<String>,
    /// Its layer, where it has several.
    pub layer: Option<String>,
    /// Its reference system.
    pub crs: Option<String>,
    /// Its columns of coordinates, `x` then `y`.
    pub coordinates: Option<[String; 2]>,
    /// What marks decimals in it.
    pub numbers: Option<NumberFormat>,
    /// A level of the embedded areas, or a boundary file.
    pub areas: String,
    /// The layer of the boundary file.
    pub areas_layer: Option<String>,
    /// The reference system of the boundary file.
    pub areas_crs: Option<String>,
    /// The column of codes of the boundary file.
    pub code: Option<String>,
    /// The column of names of the boundary file.
    pub name: Option<String>,
    /// What is done where edits of a GeoPackage are not in it yet.
    pub wal: Wal,
    /// Whether to count the points of each area instead.
    pub count: bool,
    /// The file to write; `None` is standard output.
    pub output: Option<PathBuf>,
}

/// Areas to search, in the order of their codes.
struct Areas {
    /// What an area is called in titles: `municipality`, or `area`.
    word: String,
    codes: Vec<String>,
    names: Vec<Option<String>>,
    outlines: PolygonOutlines,
    remarks: Vec<Remark>,
}

/// Finds the area of every point.
///
/// # Errors
/// Files that cannot be read, points without a position, an unknown layer.
pub fn locate(request: &LocateRequest) -> Result<Outcome, Failure> {
    let areas = areas_of(request)?;
    let (folder, file) = Folder::of(&request.points);
    let coordinates = request.coordinates.as_ref().map(|[x, y]| [x.as_str(), y.as_str()]);
    let records = read_records(
        &folder,
        &file,
        &RecordsRequest {
            sheet: request.sheet.clone(),
            features: FeatureRequest {
                layer: request.layer.as_deref(),
                crs: request.crs.as_deref(),
                wal: request.wal,
                ..FeatureRequest::default()
            },
            coordinates,
            numbers: request.numbers,
            needed: &["lon", "lat", "x", "y"],
        },
    )
    .map_err(|problems| problems.by_flags(flag_of_points))?;
    let Whereabouts::Points(points) = &records.whereabouts else { return Err(no_points(&records)) };
    let reference = &areas.outlines.reference;
    if points.reference != *reference {
        refuse_wayless(&request.areas, reference, &ReferenceSystem::wgs84(), "--in-crs EPSG:…")?;
        refuse_wayless(&records.file, &points.reference, reference, "--crs EPSG:…")?;
    }
    let locator = AreaLocator::new(&areas.outlines);
    let found = locate_points(&locator, points, reference)?;
    let sheet = if request.count { counts(&areas, &found) } else { located(&records, points, &areas, &found) };
    let mut warnings: Vec<Remark> =
        records.remarks.iter().map(|remark| remark.clone().by_flags(flag_of_points)).collect();
    warnings.extend(areas.remarks.iter().cloned());
    warnings.extend(remarks_on(&records, points, &areas, &found));
    warnings.extend(seem_swapped(request, &records, points, &areas, &locator, &found));
    let bytes = sheet.to_csv(None);
    Ok(match request.output.as_ref().and_then(|path| path.file_name()) {
        Some(name) if request.output.as_deref() != Some(Path::new("-")) => {
            let artifact = Artifact { name: name.to_string_lossy().into_owned(), bytes };
            Outcome { warnings, artifacts: vec![artifact], ..Outcome::default() }
        }
        _ => Outcome { warnings, stdout: String::from_utf8_lossy(&bytes).into_owned(), ..Outcome::default() },
    })
}

/// The flags about the file of points.
fn flag_of_points(key: Key) -> Option<&'static str> {
    match key {
        Key::Axes | Key::Missing => None,
        Key::Crs => Some("--crs"),
        Key::Layer => Some("--layer"),
        Key::Numbers => Some("--numbers"),
        Key::Sheet => Some("--sheet"),
        Key::Wal => Some("--wal"),
    }
}

/// The flags about the boundary file.
fn flag_of_areas(key: Key) -> Option<&'static str> {
    match key {
        Key::Crs => Some("--in-crs"),
        Key::Layer => Some("--in-layer"),
        Key::Wal => Some("--wal"),
        Key::Axes | Key::Missing | Key::Numbers | Key::Sheet => None,
    }
}

fn no_points(records: &Records) -> Failure {
    let columns: Vec<&str> = records.columns.iter().map(|column| column.name.as_str()).collect();
    let (message, hint) = match records.whereabouts {
        Whereabouts::Areas(_) => ("the file holds areas, expected points".to_owned(), None),
        Whereabouts::Unknown | Whereabouts::Points(_) => (
            format!("no columns of coordinates: the columns are {}", columns.join(", ")),
            Some(
                "call them lon and lat, or x and y with --crs EPSG:…, or name them with --x COLUMN --y COLUMN"
                    .to_owned(),
            ),
        ),
    };
    Failure::Inputs(Problems::one(Remark::of(Kind::Column, Place::file(&records.file), message).maybe_hint(hint)))
}

/// The areas asked for: a level of the embedded territory, or a boundary file.
fn areas_of(request: &LocateRequest) -> Result<Areas, Failure> {
    let italy = italy_alone(Language::default());
    let territory = &italy.territory;
    let path = Path::new(&request.areas);
    let layer = if path.exists() { request.areas.clone() } else { called(&italy, &request.areas) };
    let level = territory.levels().find(|level| is_level(territory, territory.level_name(*level), &layer));
    if let Some(level) = level {
        return Ok(embedded_areas(territory, &Scheme::of_level(territory, level))?);
    }
    let schemes = istat_schemes(territory).into_iter().chain(regions21(territory));
    if let Some(scheme) = schemes.into_iter().find(|scheme| scheme.name() == layer) {
        return Ok(embedded_areas(territory, &scheme)?);
    }
    if !path.exists() && path.extension().is_none() {
        let known = layers_of(&italy);
        let hint = did_you_mean(&request.areas, known.iter().map(String::as_str));
        let all = format!("the layers are {}; or name a boundary file", known.join(", "));
        return Err(Failure::Usage {
            message: format!("no layer and no file {:?}", request.areas),
            hint: hint.or(Some(all)),
        });
    }
    areas_of_file(request, path)
}

fn embedded_areas(territory: &Territory, scheme: &Scheme) -> Result<Areas, Problems> {
    let outlines = embedded_as_read(territory)?;
    let is_finest = scheme.name() == territory.level_name(territory.finest());
    let topology = if is_finest { outlines.places()? } else { outlines.of_scheme(scheme)? };
    let gazetteer = Gazetteer::new(territory, Among::Scheme(scheme));
    let areas = || (0..gazetteer.len()).map(AreaIndex::at);
    Ok(Areas {
        word: gazetteer.word().to_owned(),
        codes: areas().map(|area| gazetteer.code(area).to_owned()).collect(),
        names: areas().map(|area| Some(gazetteer.name(area).to_owned())).collect(),
        outlines: topology.to_outlines(),
        remarks: Vec::new(),
    })
}

fn areas_of_file(request: &LocateRequest, path: &Path) -> Result<Areas, Failure> {
    let (folder, file) = Folder::of(path);
    let features = FeatureRequest {
        layer: request.areas_layer.as_deref(),
        crs: request.areas_crs.as_deref(),
        wal: request.wal,
        ..FeatureRequest::default()
    };
    let FeaturesRead { features, mut remarks, .. } =
        read_areas(&folder, &file, &features).map_err(|problems| problems.by_flags(flag_of_areas))?;
    if features.columns.is_empty() {
        let (message, hint) = if remarks.iter().any(|remark| remark.kind == Kind::Column) {
            ("no column of codes: there is no .dbf beside the .shp", "copy all files of the shapefile together")
        } else {
            ("no column of codes: the file has no attributes", "name a file that has")
        };
        return Err(Failure::Inputs(Problems::one(Remark::of(Kind::Column, Place::file(&file), message).hint(hint))));
    }
    let find = |names: &[&str]| names.iter().find_map(|name| find_column(&features.columns, name));
    let (code, guessed) = match (&request.code, find(CODES)) {
        (Some(name), _) => {
            (crate::input::study::drawn::require_column(&file, &features.columns, name, "--code COLUMN")?, false)
        }
        (None, Some(column)) => (column, true),
        (None, None) => {
            let known: Vec<&str> = features.columns.iter().map(|column| column.name.as_str()).collect();
            let message = format!("no column of codes: the columns are {}", known.join(", "));
            let problem = Remark::of(Kind::Column, Place::file(&file), message).hint("name it with --code COLUMN");
            return Err(Failure::Inputs(Problems::one(problem)));
        }
    };
    let name = match &request.name {
        Some(name) => {
            Some(crate::input::study::drawn::require_column(&file, &features.columns, name, "--name COLUMN")?)
        }
        None => find(NAMES),
    };
    if guessed {
        let message = format!("codes of areas taken from the column {}", code.name);
        remarks.push(Remark::of(Kind::Assumed, Place::file(&file), message).hint("--code COLUMN names another"));
    }
    // In the order of codes, so that the order of features does not decide about points on borders.
    let text = |column: &FeatureColumn, shape: usize| column.values[shape].clone().unwrap_or_default();
    let mut order: Vec<usize> = (0..features.outlines.n_shapes()).collect();
    order.sort_by_cached_key(|&shape| text(code, shape));
    let mut outlines = PolygonOutlines::new(features.outlines.reference.clone());
    for &shape in &order {
        let polygons = features.outlines.polygons_of(shape);
        outlines.push_shape(
            polygons.map(|polygon| features.outlines.rings_of(polygon).map(|ring| features.outlines.ring(ring))),
        );
    }
    Ok(Areas {
        word: "area".to_owned(),
        codes: order.iter().map(|&shape| text(code, shape)).collect(),
        names: order.iter().map(|&shape| name.and_then(|name| name.values[shape].clone())).collect(),
        outlines,
        remarks,
    })
}

/// The rows of the points with the code and the name of their area.
fn located(records: &Records, points: &RecordPoints, areas: &Areas, found: &[Located]) -> Sheet {
    let mut titles: Vec<String> = records.columns.iter().map(|column| column.name.clone()).collect();
    let degrees = points.reference == ReferenceSystem::wgs84();
    // A table has its coordinates as columns already.
    if !records.is_table() {
        for title in if degrees { ["lon", "lat"] } else { ["x", "y"] } {
            titles.push(free_title(&titles, &[title, &format!("point_{title}")]));
        }
    }
    let word = &areas.word;
    titles.push(free_title(&titles, &[&format!("{word}_code"), &format!("located_{word}_code")]));
    titles.push(free_title(&titles, &["name", &format!("{word}_name"), &format!("located_{word}_name")]));
    let mut sheet = Sheet::new(titles);
    for (row, found) in found.iter().enumerate() {
        let mut cells: Vec<Cell> =
            records.columns.iter().map(|column| Cell::text(column.values[row].as_deref())).collect();
        if !records.is_table() {
            let point = points.points[row];
            cells.extend([0, 1].map(|axis| point.map_or(Cell::Missing, |point| Cell::Number(point[axis]))));
        }
        let area = found.first.map(|area| area as usize);
        cells.push(Cell::text(area.map(|area| areas.codes[area].as_str())));
        cells.push(Cell::text(area.and_then(|area| areas.names[area].as_deref())));
        sheet.rows.push(cells);
    }
    sheet
}

/// The first title that is not taken.
fn free_title(taken: &[String], wanted: &[&str]) -> String {
    let is_free = |title: &&&str| !taken.iter().any(|taken| taken.eq_ignore_ascii_case(title));
    let free = wanted.iter().find(is_free).or(wanted.last());
    free.map_or_else(String::new, |title| (*title).to_owned())
}

/// How many points lie in each area. Features of one code are one area.
fn counts(areas: &Areas, found: &[Located]) -> Sheet {
    let mut counts = vec![0_u64; areas.codes.len()];
    for area in found.iter().filter_map(|found| found.first) {
        counts[area as usize] += 1;
    }
    let mut sheet = Sheet::new([format!("{}_code", areas.word), "name".to_owned(), "points".to_owned()]);
    let mut last: Option<&str> = None;
    let mut sum = 0;
    for (number, code) in areas.codes.iter().enumerate() {
        if last == Some(code.as_str()) {
            sheet.rows.pop();
        } else {
            sum = 0;
        }
        sum += counts[number];
        last = Some(code);
        sheet.rows.push(vec![Cell::from(code.as_str()), Cell::text(areas.names[number].as_deref()), Cell::Count(sum)]);
    }
    sheet
}

/// Warns where no point lies in an area, and all would with their two coordinates swapped.
fn seem_swapped(
    request: &LocateRequest,
    records: &Records,
    points: &RecordPoints,
    areas: &Areas,
    locator: &AreaLocator,
    found: &[Located],
) -> Option<Remark> {
    let n_known = points.points.iter().flatten().count();
    if n_known == 0 || found.iter().any(|found| found.first.is_some()) {
        return None;
    }
    let swapped = RecordPoints {
        reference: points.reference.clone(),
        points: points.points.iter().map(|point| point.map(|[x, y]| [y, x])).collect(),
    };
    let found = locate_points(locator, &swapped, &areas.outlines.reference).ok()?;
    if found.iter().filter(|found| found.first.is_some()).count() < n_known {
        return None;
    }
    let message = format!("no point lies in any {0}, and each does with its two coordinates swapped", areas.word);
    let asked = request.coordinates.clone();
    let titles = asked.or_else(|| records.coordinate_titles().map(|titles| titles.map(str::to_owned)));
    let hint = match titles.filter(|_| records.is_table()) {
        Some([x, y]) => format!("--x {y} --y {x} takes them the other way round"),
        None => "latitude or northing seems to stand first: write longitude or easting first in the file".to_owned(),
    };
    Some(Remark::of(Kind::AxesSwapped, Place::file(&records.file), message).hint(hint))
}

/// Says how many points lie nowhere, and how many on borders.
fn remarks_on(records: &Records, points: &RecordPoints, areas: &Areas, found: &[Located]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let rows = |which: &dyn Fn(usize) -> bool| -> Vec<String> {
        (0..found.len()).filter(|&row| which(row)).map(|row| records.row_name(row)).collect()
    };
    let place = || Place::file(&records.file);
    let n = counted(found.len(), "point");
    let nowhere = rows(&|row| points.points[row].is_none());
    if !nowhere.is_empty() {
        let message = format!("{} of {n} without a position, area empty: {}", nowhere.len(), first_few(&nowhere));
        remarks.push(Remark::of(Kind::RowsLeftOut, place(), message));
    }
    let outside = rows(&|row| points.points[row].is_some() && found[row].first.is_none());
    if !outside.is_empty() {
        let message = format!("{} of {n} in no {}, area empty: {}", outside.len(), areas.word, first_few(&outside));
        remarks.push(Remark::of(Kind::RowsLeftOut, place(), message));
    }
    let several = rows(&|row| found[row].several);
    if !several.is_empty() {
        let message = format!(
            "{} of {n} on a border or in several {}, taken to the one whose code comes first: {}",
            several.len(),
            plural(&areas.word),
            first_few(&several)
        );
        remarks.push(Remark::of(Kind::Assumed, place(), message));
    }
    remarks
}
