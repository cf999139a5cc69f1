//! The crate used as a library: what its shortest ways give is what the program gives without flags.

use bacino::prelude::{BoundariesRequest, MapRequest, StudySource, boundaries, map};

use crate::support::Workspace;

#[test]
fn a_map_is_the_same_from_the_library_and_from_the_program() {
    let workspace = Workspace::empty().write("beds.csv", "region,beds\nPiemonte,1520\nLombardia,3104\n");
    let table = workspace.path("beds.csv").display().to_string();
    let drawn = map(&MapRequest::of_table("regions", &table, "region", "beds")).unwrap();
    let run = workspace.run(["map", "regions", "--data", &table, "--code", "region", "--value", "beds"]);
    assert!(drawn.stdout == run.stdout, "{}", run.stderr);

    let drawn = map(&MapRequest::of_study("istat5", StudySource::Reference)).unwrap();
    assert!(drawn.stdout == workspace.run(["map", "istat5"]).stdout);
}

#[test]
fn a_boundary_file_is_told_alike_by_the_library_and_by_the_program() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/formats/samples/utf8.shp");
    let told = boundaries(&BoundariesRequest::of(file)).unwrap();
    assert_eq!(told.stdout, Workspace::empty().run(["boundaries", file]).stdout);
}
