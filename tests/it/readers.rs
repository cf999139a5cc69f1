//! Boundary files of every format, read as they are.

use bacino::input::features::{Axes, FeatureRequest, read_areas, read_points};
use bacino::input::file::Folder;

use crate::support::Workspace;

const SQUARE: &str = r#"{"type":"Feature","properties":{"code":"W1-1"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}"#;

/// The error of reading areas of a file.
fn refused(name: &str, content: impl AsRef<[u8]>, request: &FeatureRequest<'_>) -> String {
    let workspace = Workspace::empty().write(name, content);
    let read = read_areas(&Folder::Disk(workspace.path("")), name, request);
    read.unwrap_err().to_string().trim_end().to_owned()
}

#[test]
fn geojson_is_read_with_its_old_reference_system() {
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32632"}},"#;
    let text = format!(r#"{{"type":"FeatureCollection",{crs}"features":[{SQUARE}]}}"#).replace("1]", "5000000]");
    let workspace = Workspace::empty().write("a.geojson", text);
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.geojson", &FeatureRequest::default()).unwrap();
    assert_eq!(read.features.outlines.reference.name(), "EPSG:32632");
    assert_eq!(read.features.columns[0].values, [Some("W1-1".to_owned())]);
    assert_eq!(read.remarks, []);
}

#[test]
fn swapped_axes_are_read_when_they_are_named() {
    let point = r#"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[45.5,9.25]}}"#;
    let workspace = Workspace::empty().write("a.json", point);
    let request = FeatureRequest { axes: Axes::LatLon, ..FeatureRequest::default() };
    let read = read_points(&Folder::Disk(workspace.path("")), "a.json", &request).unwrap();
    assert_eq!(read.features.points, [Some([9.25, 45.5])]);
}

#[test]
fn files_that_are_no_boundaries_say_what_they_are() {
    let request = FeatureRequest::default();
    assert_eq!(refused("a.geojson", "", &request), "error: a.geojson: the file is empty");
    assert_eq!(
        refused("a.dbf", b"\x03\x01\x02\x03", &request),
        "error: a.dbf: the file is a part of a shapefile\nhint: name the file that ends in .shp"
    );
    assert_eq!(
        refused("a.geojson", &SQUARE[..100], &request),
        "error: a.geojson:1: expected the end of a list or an object, found the end of the file\nhint: the file was cut off: copy or download it again"
    );
    assert_eq!(
        refused("a.geojson", SQUARE.replace("[0,0],[1,0]", "[0,0],[1;0]"), &request),
        "error: a.geojson:1: expected a comma between the two coordinates of a position, found \";0],[1,1],[0,1],[0,0]]]}\""
    );
}

#[test]
fn coordinates_that_cannot_be_are_refused() {
    let moved = |x: &str, y: &str| SQUARE.replace("[0,0],[1,0]", &format!("[0,0],[{x},{y}]"));
    assert_eq!(
        refused("a.geojson", moved("12", "120"), &FeatureRequest::default()),
        "error: a.geojson: latitudes beyond 90 degrees: 0 to 12 and 0 to 120\nhint: latitude seems to stand first: write axes = \"lat,lon\""
    );
    assert_eq!(
        refused("a.geojson", moved("500000", "5000000"), &FeatureRequest::default()),
        "error: a.geojson: coordinates are no degrees of EPSG:4326: 0 to 500000 and 0 to 5000000\nhint: they seem to be metres of another reference system: say which it is with crs = \"EPSG:…\" under the section that names the file, or --crs EPSG:…"
    );
    let request = FeatureRequest { crs: Some("EPSG:32632"), ..FeatureRequest::default() };
    assert_eq!(
        refused("a.geojson", SQUARE, &request),
        "error: a.geojson: coordinates are no metres of EPSG:32632: 0 to 1 and 0 to 1\nhint: they seem to be degrees: write crs = \"EPSG:4326\", or --crs EPSG:4326"
    );
    let request = FeatureRequest { crs: Some("EPSG:99999"), ..FeatureRequest::default() };
    assert_eq!(
        refused("a.geojson", SQUARE, &request),
        "error: a.geojson: the reference system \"EPSG:99999\" is not known\nhint: write a code of the EPSG registry, such as EPSG:4326 or EPSG:32632"
    );
}
