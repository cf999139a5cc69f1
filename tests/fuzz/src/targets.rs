//! What is fuzzed: every reader, and what works on what was read, each from bytes. One list for the fuzzer, the tests and the long run.

use std::path::Path;

use bacino::atlas::ask::request::MapRequest;
use bacino::command::audit::{AuditFormat, AuditRequest, audit_command};
use bacino::command::locate::{LocateRequest, locate};
use bacino::command::map::{Judged, PictureForm, map};
use bacino::command::verify::{read_record, verify};
use bacino::command::weights::{WeighedLayer, WeightsFormat, WeightsRequest, weights};
use bacino::geometry::build::direct::{Groups, dissolved};
use bacino::geometry::build::looked::looked_through;
use bacino::geometry::build::raw::build_topology;
use bacino::geometry::build::residue::{Dissolving, Residue};
use bacino::input::file::bytes::{Folder, read_path};
use bacino::input::layer::request::{FeatureRequest, Wal};
use bacino::input::shapes::features::{read_areas, read_points};
use bacino::input::shapes::shapefile_parts::{PartRoom, ShapefileParts};
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use bacino::study::open::open_study;

/// Something that is fuzzed.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    /// Its name.
    pub(crate) name: &'static str,
    /// What is done with the bytes, in a scratch folder.
    pub(crate) run: fn(&Path, &[u8]),
    /// Of how many inputs it gets one, where the quickest get each.
    pub(crate) one_in: usize,
}

/// All of them.
pub(crate) const TARGETS: [Target; 18] = [
    Target { name: "geojson", run: |folder, bytes| read(folder, "a.geojson", bytes), one_in: 1 },
    Target { name: "topojson", run: |folder, bytes| read(folder, "a.topojson", bytes), one_in: 1 },
    Target { name: "geopackage", run: |folder, bytes| read(folder, "a.gpkg", bytes), one_in: 1 },
    Target { name: "flatgeobuf", run: |folder, bytes| read(folder, "a.fgb", bytes), one_in: 1 },
    Target { name: "geoparquet", run: |folder, bytes| read(folder, "a.parquet", bytes), one_in: 1 },
    Target { name: "zipped", run: |folder, bytes| read(folder, "a.zip", bytes), one_in: 1 },
    Target { name: "shapefile", run: shapefile, one_in: 1 },
    Target { name: "prj", run: prj, one_in: 1 },
    Target { name: "reference", run: reference, one_in: 1 },
    Target { name: "study", run: study, one_in: 1 },
    Target { name: "tables", run: tables, one_in: 1 },
    Target { name: "answers", run: answers, one_in: 1 },
    Target { name: "locate", run: located, one_in: 1 },
    Target { name: "map_data", run: map_data, one_in: 8 },
    Target { name: "verify", run: verified, one_in: 4 },
    Target { name: "weights", run: weighed, one_in: 1 },
    Target { name: "topology", run: topology, one_in: 1 },
    Target { name: "audit", run: audited, one_in: 2 },
];

/// The toy country's study.
const STUDY: &str = include_str!("../../squareland/study.toml");

/// Its tables.
const SQUARELAND: [(&str, &str); 4] = [
    ("areas.csv", include_str!("../../squareland/areas.csv")),
    ("units.csv", include_str!("../../squareland/units.csv")),
    ("population.csv", include_str!("../../squareland/population.csv")),
    ("catchments.csv", include_str!("../../squareland/catchments.csv")),
];

/// Questions of every kind.
const QUESTIONS: &str = r#"
[[question]]
name = "peer"
options = { yes = ["1", "sì"], no = ["0"] }
[[question]]
name = "tasks"
kind = "multiple"
delimiter = ";"
asked_if = { peer = ["yes"] }
[[question]]
name = "groups"
kind = "multiple"
columns = { a = "q_a", b = "q_b" }
[[question]]
name = "staff"
kind = "number"
minimum = 0
maximum = 100
"#;

const DEGREES: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
const SQUARE: &str =
    r#"{"type":"Polygon","coordinates":[[[500000,5000000],[600000,5000000],[600000,5100000],[500000,5000000]]]}"#;
/// Four squares in degrees, with codes.
const SQUARES: &[u8] = include_bytes!("../../oracle/formats/samples/squares.geojson");

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), bytes).expect("a scratch file can be written");
}

/// Reads areas and points of a file with these bytes, with its one layer and with each named one.
fn read(folder: &Path, name: &str, bytes: &[u8]) {
    write(folder, name, bytes);
    let folder = Folder::Disk(folder.to_owned());
    for layer in [None, Some("squares")] {
        let request = FeatureRequest { layer, ..FeatureRequest::default() };
        let _ = read_areas(&folder, name, &request);
        let _ = read_points(&folder, name, &request);
    }
}

/// The first four bytes are the length of the `.shp`; what follows it is the `.dbf`. Then the way of large files: in parts.
fn shapefile(folder: &Path, bytes: &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX).min(rest.len());
    let (shp, dbf) = rest.split_at(length);
    write(folder, "a.dbf", dbf);
    write(folder, "a.prj", DEGREES);
    let _ = std::fs::remove_file(folder.join("a.shx"));
    read(folder, "a.shp", shp);
    write(folder, "a.shx", index_of(shp));
    let _ = dissolve_in_parts(&Folder::Disk(folder.to_owned()));
}

/// An index of the records that follow each other in a `.shp`.
fn index_of(shp: &[u8]) -> Vec<u8> {
    let mut index = vec![0; 100];
    index[..4].copy_from_slice(&9994_u32.to_be_bytes());
    let mut at = 100;
    while let Some(header) = shp.get(at..at + 8) {
        let words = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
        index.extend(u32::try_from(at / 2).unwrap_or(0).to_be_bytes());
        index.extend(words.to_be_bytes());
        at = at.saturating_add(8).saturating_add((words as usize).saturating_mul(2));
    }
    index
}

fn dissolve_in_parts(folder: &Folder) -> Option<()> {
    let request = FeatureRequest::default();
    let parts = ShapefileParts::joined(folder, "a.shp", &request, "region")?;
    let joined = &parts.table;
    let dissolving = Dissolving::within(parts.bounds, &parts.reference, joined.group_of.len());
    let mut room = PartRoom::default();
    let mut residues: Vec<Residue> = Vec::new();
    for features in parts.parts() {
        let outlines = parts.read(features.clone(), &mut room)?;
        let groups = &joined.group_of[features.clone()];
        residues.push(dissolving.take(&outlines, 0..outlines.n_shapes(), features.start, groups)?);
        room.take_back(outlines);
    }
    let groups = Groups { of_shape: &joined.group_of, count: joined.n_groups };
    let _ = dissolving.finish(residues, groups, |shapes| parts.picked(shapes));
    Some(())
}

/// The definition beside a shapefile, in any encoding.
fn prj(folder: &Path, bytes: &[u8]) {
    write(folder, "a.dbf", include_bytes!("../../oracle/formats/samples/utf8.dbf"));
    write(folder, "a.prj", bytes);
    let _ = std::fs::remove_file(folder.join("a.shx"));
    read(folder, "a.shp", include_bytes!("../../oracle/formats/samples/utf8.shp"));
}

/// The definition of a reference system, as `--crs` and as the old member of GeoJSON take it.
fn reference(folder: &Path, bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    write(folder, "a.json", SQUARE);
    let request = FeatureRequest { crs: Some(text), ..FeatureRequest::default() };
    let _ = read_areas(&Folder::Disk(folder.to_owned()), "a.json", &request);
}

fn squareland(folder: &Path) {
    write(folder, "study.toml", STUDY);
    for (name, text) in SQUARELAND {
        write(folder, name, text);
    }
}

fn open(folder: &Path) {
    let _ = open_study(&StudySource::Path(folder.join("study.toml")));
}

/// A `study.toml` beside the toy country's tables.
fn study(folder: &Path, bytes: &[u8]) {
    squareland(folder);
    write(folder, "study.toml", bytes);
    open(folder);
}

/// The first byte chooses which of the toy country's tables the rest stands for; the content decides its format.
fn tables(folder: &Path, bytes: &[u8]) {
    let Some((role, content)) = bytes.split_first() else { return };
    squareland(folder);
    write(folder, SQUARELAND[usize::from(*role) % SQUARELAND.len()].0, content);
    open(folder);
}

/// The first byte tells whether questions are declared.
fn answers(folder: &Path, bytes: &[u8]) {
    let Some((declared, content)) = bytes.split_first() else { return };
    squareland(folder);
    let questions = if declared.is_multiple_of(2) { QUESTIONS } else { "" };
    write(folder, "study.toml", format!("{STUDY}\n[answers]\nfile = \"answers.csv\"\n{questions}"));
    write(folder, "answers.csv", content);
    open(folder);
}

/// The first byte tells whether the rest is the areas or the points.
fn located(folder: &Path, bytes: &[u8]) {
    let Some((what, content)) = bytes.split_first() else { return };
    let is_areas = what.is_multiple_of(2);
    write(folder, "areas.geojson", if is_areas { content } else { SQUARES });
    write(folder, "points.csv", if is_areas { b"x,y\n9.5,45.5\n1,1\n-200,3\n" } else { content });
    let request = |count| LocateRequest {
        points: folder.join("points.csv"),
        sheet: None,
        layer: None,
        crs: None,
        coordinates: is_areas.then(|| ["x".to_owned(), "y".to_owned()]),
        numbers: None,
        areas: folder.join("areas.geojson").display().to_string(),
        areas_layer: None,
        areas_crs: None,
        code: None,
        name: None,
        wal: Wal::default(),
        count,
        output: None,
    };
    for count in [false, true] {
        let _ = locate(&request(count));
    }
}

/// A table that is drawn on Italy's regions, by the columns `code` and `value`.
fn map_data(folder: &Path, bytes: &[u8]) {
    write(folder, "table.csv", bytes);
    let request = MapRequest::of_table("regions", folder.join("table.csv"), "code", "value");
    let _ = map(&request, PictureForm::Svg, Judged::Freely);
}

/// A picture whose record is read, and which is compared with another.
fn verified(folder: &Path, bytes: &[u8]) {
    write(folder, "a.svg", bytes);
    let Ok(file) = read_path(&folder.join("a.svg")) else { return };
    if read_record(&file).is_ok() {
        let _ = verify(&file, PICTURE);
    }
}

/// A small picture with a record and areas.
pub(crate) const PICTURE: &str = concat!(
    "<svg xmlns=\"http://www.w3.org/2000/svg\" aria-labelledby=\"x-title x-desc\"><title id=\"x-title\">T</title>",
    "<desc id=\"x-desc\">D</desc><metadata>{\"bacino\":{\"made_with\":[\"regions\"],\"layer\":\"regions\",\"inputs\":",
    "{\"a/t.csv\":\"00\"},\"breaks\":[1,2.5]}}</metadata><g id=\"x-legend\"><text>1</text></g><g fill=\"#fff\">",
    "<path id=\"x-area-01\" data-name=\"A\" data-value=\"1\" data-class=\"1\" d=\"M0 0h1v1z\"><title>A: 1</title></path>",
    "</g></svg>\n"
);

/// A layer weighed with four squares, and the squares with it.
fn weighed(folder: &Path, bytes: &[u8]) {
    write(folder, "a.geojson", bytes);
    write(folder, "b.geojson", SQUARES);
    let layer = |name: &str| WeighedLayer {
        areas: folder.join(name).display().to_string(),
        layer: None,
        crs: None,
        code: None,
    };
    for [source, target] in [["a.geojson", "b.geojson"], ["b.geojson", "a.geojson"]] {
        let _ = weights(&WeightsRequest {
            source: layer(source),
            target: layer(target),
            extensive: Vec::new(),
            intensive: Vec::new(),
            numbers: None,
            wal: Wal::default(),
            format: WeightsFormat::Csv,
            output: None,
        });
    }
}

/// A publication; the first byte chooses its ending.
fn audited(folder: &Path, bytes: &[u8]) {
    let Some((ending, content)) = bytes.split_first() else { return };
    let endings = ["md", "html", "toml", "docx", "csv", "xlsx", "txt"];
    let name = format!("a.{}", endings[usize::from(*ending) % endings.len()]);
    write(folder, &name, content);
    for format in [AuditFormat::Html, AuditFormat::Json] {
        let _ = audit_command(&AuditRequest {
            file: folder.join(&name),
            study: None,
            internal: false,
            language: Language::default(),
            format,
            is_all: true,
            output: None,
        });
    }
}

/// Raw polygons: rings of up to ten corners on a grid of sixteen, some moved by less than a step, some anything at all.
fn topology(_: &Path, bytes: &[u8]) {
    let mut bytes = bytes.iter().copied();
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    let mut groups = Vec::new();
    while let (Some(form), true) = (bytes.next(), groups.len() < 64) {
        let ring = |_| {
            let mut ring: Vec<[f64; 2]> = bytes
                .by_ref()
                .take(6 + 2 * usize::from(form % 8))
                .collect::<Vec<u8>>()
                .chunks_exact(2)
                .map(corner)
                .collect();
            ring.extend(ring.first().copied());
            ring
        };
        let rings: Vec<Vec<[f64; 2]>> = (0..=(form >> 4) % 3).map(ring).collect();
        outlines.push_shape([rings.as_slice()]);
        groups.push(u32::from(form % 3));
    }
    let groups = Groups { of_shape: &groups, count: 3 };
    let _ = looked_through(&outlines);
    let _ = dissolved(&outlines, groups);
    let _ = build_topology(&outlines, Repair::Mend);
}

fn corner(pair: &[u8]) -> [f64; 2] {
    let (at, off) = (pair[0], pair[1]);
    let odd = [1e-9, 1e-7, f64::NAN, f64::INFINITY, 1e300, -1e18, 5e-324, 0.0];
    let place = [f64::from(at % 16), f64::from(at / 16)];
    match off {
        0..=199 => place,
        200..=239 => place.map(|coordinate| coordinate + (f64::from(off) - 220.0) * 1e-7),
        _ => [place[0] + odd[usize::from(off) % odd.len()], odd[usize::from(off / 8) % odd.len()]],
    }
}
