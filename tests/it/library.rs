//! The crate used as a library: what its shortest ways give is what the program gives without flags.

use bacino::prelude::{BoundariesRequest, MapRequest, StudySource, boundaries, draw};
use bacino::render::picture::shown::Form;

use crate::support::Workspace;

#[test]
fn a_map_is_the_same_from_the_library_and_from_the_program() {
    let workspace = Workspace::empty().write("beds.csv", "region,beds\nPiemonte,1520\nLombardia,3104\n");
    let table = workspace.path("beds.csv").display().to_string();
    let drawn = draw(&MapRequest::of_table("regions", &table, "region", "beds")).unwrap().drawing;
    let run = workspace.run(["map", "regions", "--data", &table, "--code", "region", "--value", "beds"]);
    assert!(drawn.to_svg() == run.stdout, "{}", run.stderr);

    let drawn = draw(&MapRequest::of_study("istat5", StudySource::Reference)).unwrap().drawing;
    assert!(drawn.to_svg() == workspace.run(["map", "istat5"]).stdout);
}

#[test]
fn a_drawing_is_kept_looked_at_and_written() {
    let request = |layer: &str| MapRequest::of_study(layer, StudySource::Reference);
    let one = request("istat5");
    let mut several = request("istat5,istat3");
    several.style.form = Form::Multiples;
    for (request, layers) in [(one, "istat5"), (several, "istat5,istat3")] {
        let drawing = draw(&request).unwrap().drawing;
        assert_eq!(drawing.record()["layer"], layers);
        let form = request.style.form.word();
        let run = Workspace::empty().run(["map", layers, "--form", form, "--lint"]);
        assert!(drawing.lint().iter().all(|finding| run.stdout.contains(&finding.to_string())), "{}", run.stdout);
        assert_eq!(drawing.scene().to_svg(request.style.design.text), drawing.to_svg());
    }
}

#[test]
fn a_boundary_file_is_told_alike_by_the_library_and_by_the_program() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/formats/samples/utf8.shp");
    let told = boundaries(&BoundariesRequest::of(file)).unwrap();
    assert_eq!(told.stdout, Workspace::empty().run(["boundaries", file]).stdout);
}
