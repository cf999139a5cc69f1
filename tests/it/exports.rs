//! Layers written for other programs: what each file says of itself, and the same bytes every time.

use bacino::geometry::plane::ring::signed_area;
use bacino::model::shape::outline::ReferenceSystem;
use bacino::render::export::write::ExportFormat;
use serde_json::Value;

use crate::own_boundaries::with_boundaries;
use crate::read_back::{country, export};
use crate::support::Workspace;

/// A layer of the toy country as JSON.
fn json(format: ExportFormat) -> Value {
    let topology = country(true).project(&ReferenceSystem::wgs84()).unwrap();
    let files = export("country", topology).write(format, "country").unwrap().artifacts;
    serde_json::from_slice(&files[0].bytes).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value).iter().map(|number| number.as_f64().unwrap()).collect()
}

/// RFC 7946: no `crs`, a box, exteriors counter-clockwise and holes clockwise, rings closed, null where there is no geometry.
#[test]
fn geojson_keeps_to_its_standard() {
    let json = json(ExportFormat::GeoJson);
    assert!(json.get("crs").is_none());
    let bounds = numbers(&json["bbox"]);
    assert_eq!(bounds.len(), 4);
    assert_eq!(list(&json["features"])[3]["geometry"], Value::Null);
    for feature in &list(&json["features"])[..3] {
        assert_eq!(feature["id"], feature["properties"]["unit_id"]);
        assert_eq!(feature["geometry"]["type"], "MultiPolygon");
        for polygon in list(&feature["geometry"]["coordinates"]) {
            for (number, ring) in list(polygon).iter().enumerate() {
                let ring: Vec<[f64; 2]> = list(ring).iter().map(|point| numbers(point).try_into().unwrap()).collect();
                assert_eq!(
                    ring.first().map(|point| point.map(f64::to_bits)),
                    ring.last().map(|point| point.map(f64::to_bits))
                );
                assert_eq!(signed_area(&ring) > 0.0, number == 0);
                for [x, y] in ring {
                    assert!(bounds[0] <= x && x <= bounds[2] && bounds[1] <= y && y <= bounds[3]);
                    let decimals = x.to_string().split('.').nth(1).map_or(0, str::len);
                    assert!(decimals <= 7, "{x}");
                }
            }
        }
    }
}

/// A border between two areas is one arc that each walks in its own direction.
#[test]
fn topojson_has_every_border_once() {
    let json = json(ExportFormat::TopoJson);
    let mut uses = vec![Vec::new(); list(&json["arcs"]).len()];
    for area in list(&json["objects"]["country"]["geometries"]) {
        for arc in list(&area["arcs"]).iter().flat_map(list).flat_map(list) {
            let arc = arc.as_i64().unwrap();
            uses[usize::try_from(arc.max(!arc)).unwrap()].push(arc < 0);
        }
    }
    // The border of the two squares and the rim of the enclave belong to two areas, the rest to one.
    assert_eq!(uses.iter().filter(|uses| uses.len() == 2).count(), 2);
    assert!(uses.iter().all(|uses| uses.len() == 1 || (uses.len() == 2 && uses[0] != uses[1])), "{uses:?}");
    // Steps are whole numbers, and the first point of an arc is counted from the corner.
    let mut steps = list(&json["arcs"]).iter().flat_map(list).flat_map(list);
    assert!(steps.all(Value::is_i64));
    assert_eq!(numbers(&json["transform"]["scale"]), [1e-7, 1e-7]);
}

/// Names that a shapefile cannot hold are shortened, and a warning says how.
#[test]
fn shortened_names_are_said() {
    let written = export("country", country(false)).write(ExportFormat::Shapefile, "country.shp").unwrap();
    assert_eq!(
        written.remarks,
        [
            "a shapefile's names have at most 10 characters: municipality_code is municipali",
            "a shapefile's names have at most 10 characters: municipality_name is municipa_1",
        ]
    );
}

/// Every ending with the first bytes of its files.
const FORMATS: [(&str, &[u8]); 7] = [
    ("geojson", b"{\"type\":\"FeatureCollection\",\"name\":\"regions\",\"bbox\":["),
    ("topojson", b"{\"type\":\"Topology\","),
    ("gpkg", b"SQLite format 3\0"),
    ("fgb", b"fgb\x03fgb\0"),
    ("shp", b"\0\0\x27\x0a"),
    ("zip", b"PK\x03\x04"),
    ("parquet", b"PAR1"),
];

#[test]
fn regions_are_written_in_every_format() {
    let workspace = with_boundaries("squares.gpkg", "");
    for (ending, start) in FORMATS {
        let name = format!("regions.{ending}");
        let run = workspace.run(["catchments", ".", "--layer", "regions", "-o", &name]);
        assert_eq!(run.exit_code, 0, "{ending}: {}", run.stderr);
        assert!(workspace.bytes(&name).starts_with(start), "{ending}");
        let run = workspace.run(["boundaries", &name]);
        assert_eq!(run.exit_code, 0, "{ending}: {}", run.stderr);
        assert!(run.stdout.contains("4 features"), "{ending}: {}", run.stdout);
    }
}

#[test]
fn a_file_that_was_changed_is_not_overwritten() {
    let workspace = Workspace::empty().write("regions.gpkg", "edited in another program");
    let run = workspace.run(["catchments", "--layer", "regions", "-o", "regions.gpkg"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("regions.gpkg: exists and was not written by this program"), "{}", run.stderr);
    assert_eq!(workspace.read("regions.gpkg"), "edited in another program");
}

#[test]
fn what_is_typed_wrong_about_a_layer_exits_with_2() {
    let workspace = Workspace::empty();
    for (arguments, said) in [
        (&["catchments", "-o", "x.docx"][..], "the ending says no format of boundaries"),
        (&["catchments", "-o", "-", "--format", "shp"], "a shapefile is several files"),
        (&["catchments", "--layer", "regoins", "-o", "x.gpkg"], "did you mean \"regions\"?"),
        (&["catchments", "-o", "x.gpkg", "--simplify", "much"], "expected metres such as 50m"),
        (&["catchments"], "--output <OUTPUT>"),
    ] {
        let run = workspace.run(arguments.iter().copied());
        assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    assert!(workspace.files().is_empty());
}

/// Figures of a layer by the identifier of the area.
fn figures_of(workspace: &Workspace, layer: &str) -> Vec<Value> {
    let run = workspace.run(["catchments", ".", "--layer", layer, "--source", "census", "-o", "-"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    list(&json["features"]).iter().map(|feature| feature["properties"].clone()).collect()
}

#[test]
fn areas_carry_the_figures_of_coverage_csv() {
    let workspace = with_boundaries("squares.gpkg", "");
    let run = workspace.run(["coverage", ".", "--format", "csv", "--scheme", "region", "--source", "census"]);
    let regions = figures_of(&workspace, "regions");
    assert_eq!(run.stdout.lines().count(), 1 + regions.len());
    for (line, figures) in run.stdout.lines().skip(1).zip(regions) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(figures["region_code"], cells[1]);
        assert_eq!(figures["name"], cells[2]);
        let same = [("responded", 4), ("units", 5), ("covered", 7), ("residents", 8), ("outside_frame", 9)];
        for (title, column) in same {
            assert_eq!(figures[title].to_string(), cells[column], "{title} in {line}");
        }
        for (title, column) in [("coverage", 10), ("null_low", 11), ("null_high", 12), ("p_value", 13)] {
            assert_eq!(figures[title].as_f64(), cells[column].parse().ok(), "{title} in {line}");
        }
    }
}

/// Residents of all catchments, and of what lies in none, are those of the country; what is covered is covered in both views.
#[test]
fn catchments_and_municipalities_add_up_to_the_same() {
    let workspace = with_boundaries("squares.gpkg", "");
    let sum = |layer: &str, title: &str| {
        figures_of(&workspace, layer).iter().filter_map(|row| row[title].as_u64()).sum::<u64>()
    };
    for title in ["residents", "covered"] {
        assert_eq!(sum("catchments", title), sum("municipalities", title), "{title}");
    }
    assert_eq!(sum("catchments", "covered"), sum("regions", "covered"));
    let ids: Vec<String> =
        figures_of(&workspace, "municipalities").iter().map(|row| row["municipality_code"].to_string()).collect();
    assert_eq!(ids.len(), 16);
}
