//! Layers written for other programs: what each file says of itself, and the same bytes every time.

use crate::support::Workspace;

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
    let workspace = Workspace::empty();
    for (ending, start) in FORMATS {
        let name = format!("regions.{ending}");
        let run = workspace.run(["catchments", "--layer", "regions", "--simplify", "2km", "-o", &name]);
        assert_eq!(run.exit_code, 0, "{ending}: {}", run.stderr);
        assert!(workspace.bytes(&name).starts_with(start), "{ending}");
    }
}

#[test]
fn a_file_that_was_changed_is_not_overwritten() {
    let workspace = Workspace::empty().write("regions.gpkg", "edited in another program");
    let run = workspace.run(["catchments", "--layer", "regions", "-o", "regions.gpkg"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("regions.gpkg exists and was not written by this program"), "{}", run.stderr);
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
