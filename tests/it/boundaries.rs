//! `bacino boundaries`: what a file holds, and the same areas and figures in every format.

use bacino::geometry::build::raw::build_topology;
use bacino::geometry::topology::arcs::Topology;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::{FeaturesRead, read_areas};
use bacino::model::base::text::Text;
use bacino::model::shape::feature::{Features, find_column};
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use bacino::render::export::layer::{Export, Shapes};
use bacino::render::export::write::ExportFormat;
use bacino::render::report::sheet::{Cell, Sheet};
use proptest::prelude::*;

use crate::own_boundaries::damaged_squares;
use crate::support::Workspace;

/// Three squares of a kilometre in a row, in two districts.
const SQUARES: &str = r#"{"type":"FeatureCollection","name":"squares","crs":{"type":"name","properties":{"name":"EPSG:32632"}},"features":[
{"type":"Feature","properties":{"code":"001","district":"A","capital":"Alpha","residents":100,"density":1.5},"geometry":{"type":"Polygon","coordinates":[[[500000,4600000],[501000,4600000],[501000,4601000],[500000,4601000],[500000,4600000]]]}},
{"type":"Feature","properties":{"code":"002","district":"A","capital":"Alpha","residents":200,"density":2.0},"geometry":{"type":"Polygon","coordinates":[[[501000,4600000],[502000,4600000],[502000,4601000],[501000,4601000],[501000,4600000]]]}},
{"type":"Feature","properties":{"code":"003","district":"B","capital":"Beta","residents":null,"density":2.5},"geometry":{"type":"Polygon","coordinates":[[[502000,4600000],[503000,4600000],[503000,4601000],[502000,4601000],[502000,4600000]]]}}
]}"#;

#[test]
fn without_an_output_it_tells_what_it_found() {
    let run = Workspace::empty().write("squares.geojson", SQUARES).run(["boundaries", "squares.geojson"]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout, @r#"
    squares.geojson: GeoJSON, layer "squares"
    features:         3 features, 3 polygons, 15 vertices
    reference system: EPSG:32632 WGS 84 / UTM zone 32N
    extent:           500000 to 503000, 4600000 to 4601000
    area:             3 km²
    columns:
      code       text, such as 001
      district   text, such as A
      capital    text, such as Alpha
      residents  integer, 1 missing, such as 100
      density    number, such as 1.5
    defects:          none
    "#);
}

#[test]
fn every_format_is_read_back_with_the_same_areas_and_figures() {
    let workspace = Workspace::empty().write("squares.geojson", SQUARES);
    for format in ExportFormat::read_back() {
        let word = format.word();
        let name = format!("written.{word}");
        let run = workspace.run(["boundaries", "squares.geojson", "-o", &name]);
        assert_eq!(run.exit_code, 0, "{word}: {}", run.stderr);
        let run = workspace.run(["boundaries", &name]);
        assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""), "{word}");
        let in_degrees = format.prescribed().is_some();
        for said in [
            "features:         3 features, 3 polygons, 15 vertices\n",
            if in_degrees { "reference system: EPSG:4326 WGS 84\n" } else { "EPSG:32632 WGS 84 / UTM zone 32N\n" },
            "code       text, such as 00",
            "residents  integer, 1 missing, such as 100\n",
            "defects:          none\n",
        ] {
            assert!(run.stdout.contains(said), "{word}: no {said:?} in {}", run.stdout);
        }
    }
}

#[test]
fn dissolving_keeps_what_is_the_same_in_an_area_and_names_the_rest() {
    let workspace = Workspace::empty().write("squares.geojson", SQUARES);
    let run =
        workspace.run(["boundaries", "squares.geojson", "-o", "-", "--dissolve", "district", "--crs", "EPSG:4326"]);
    assert_eq!(run.exit_code, 0);
    assert_eq!(
        run.stderr,
        "warning: squares.geojson: left out, for they differ within an area: code, residents, density\n"
    );
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let features = json["features"].as_array().unwrap();
    let found: Vec<String> = features.iter().map(|feature| feature["properties"].to_string()).collect();
    assert_eq!(found, [r#"{"capital":"Alpha","district":"A"}"#, r#"{"capital":"Beta","district":"B"}"#]);
    assert_eq!(features[0]["geometry"]["coordinates"][0][0].as_array().unwrap().len(), 7);
}

#[test]
fn a_picture_has_one_path_an_area_in_an_equal_area_system() {
    let workspace = Workspace::empty().write("squares.geojson", SQUARES);
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "districts.svg", "--dissolve", "district"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let picture = workspace.read("districts.svg");
    let document = roxmltree::Document::parse(&picture).unwrap();
    let areas: Vec<roxmltree::Node> = document.descendants().filter(|node| node.has_tag_name("path")).collect();
    let capitals: Vec<_> = areas.iter().map(|area| area.attribute("data-capital").unwrap()).collect();
    assert_eq!(capitals, ["Alpha", "Beta"]);
    assert!(picture.contains("<desc>EPSG:3035</desc>"), "{picture}");
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "squares.svg", "--crs", "EPSG:32632"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    // Three squares of a kilometre in a row of a thousand pixels.
    assert!(workspace.read("squares.svg").contains("viewBox=\"0 0 1000 333.3\""));
}

#[test]
fn what_does_not_fit_together_is_not_joined_without_repair() {
    let [first, second] = [500_000, 501_000]
        .map(|x| format!("[[{x},4600000],[{0},4600000],[{0},4601000],[{x},4601000],[{x},4600000]]", x + 1_000));
    let doubled = SQUARES.replace(&second, &first);
    assert_ne!(doubled, SQUARES);
    let workspace = Workspace::empty().write("squares.geojson", doubled);
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "joined.gpkg", "--dissolve", "district"]);
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("hint: mend what is wrong with --repair"), "{}", run.stderr);
    assert!(run.stderr.contains("feature 1 (001) and feature 2 (002)"), "{}", run.stderr);
    assert_eq!(workspace.files(), ["squares.geojson"]);
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "as-it-is.gpkg"]);
    assert_eq!(run.exit_code, 0, "a file is converted as it is: {}", run.stderr);
    assert!(run.stderr.contains("feature 1 (001) and feature 2 (002)"), "{}", run.stderr);
}

/// The squares with another geometry for the second: `null`, a line, an outline of its own.
fn with_second(geometry: &str) -> Workspace {
    let second = SQUARES.split(r#""geometry":"#).nth(2).unwrap().split_once("}}").unwrap().0;
    Workspace::empty().write("squares.geojson", SQUARES.replacen(&format!("{second}}}"), geometry, 1))
}

#[test]
fn features_without_land_are_defects_that_are_kept_only_where_nothing_is_done() {
    let line = r#"{"type":"LineString","coordinates":[[501000,4600000],[502000,4600000]]}"#;
    let flat =
        r#"{"type":"Polygon","coordinates":[[[501000,4600000],[502000,4600000],[501000,4600000],[501000,4600000]]]}"#;
    for (geometry, listed, refused) in [
        ("null", "empty-geometry: 1: feature 2 (002)\n", "feature 2 (002) has no geometry"),
        (
            r#"{"type":"Polygon","coordinates":[]}"#,
            "empty-geometry: 1: feature 2 (002)\n",
            "feature 2 (002) has no geometry",
        ),
        (line, "not-a-polygon: 1: feature 2 (002)\n", "feature 2 (002) has no polygon"),
        (flat, "empty-geometry: 1: feature 2 (002) at 501000, 4600000\n", "feature 2 (002) has no area"),
    ] {
        let workspace = with_second(geometry);
        let run = workspace.run(["boundaries", "squares.geojson"]);
        assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""), "{geometry}");
        assert!(run.stdout.contains(&format!("defects:\n  {listed}")), "{geometry}: {}", run.stdout);
        for flags in [
            &["--repair=refuse"][..],
            &["--repair"],
            &["--simplify", "10%"],
            &["--dissolve", "code", "--repair"],
            &["--dissolve", "district"],
        ] {
            let run = workspace.run(["boundaries", "squares.geojson", "-o", "out.gpkg"].iter().chain(flags).copied());
            assert_eq!(run.exit_code, 1, "{geometry} {flags:?}: {}", run.stderr);
            // Together with the first square it needs no land: mending is enough.
            let said =
                if flags == ["--dissolve", "district"] { "hint: mend what is wrong with --repair" } else { refused };
            assert!(run.stderr.contains(said), "{geometry} {flags:?}: {}", run.stderr);
            assert_eq!(workspace.files(), ["squares.geojson"]);
        }
        let run = workspace.run([
            "boundaries",
            "squares.geojson",
            "-o",
            "joined.geojson",
            "--dissolve",
            "district",
            "--repair",
        ]);
        assert_eq!(run.exit_code, 0, "{geometry}: {}", run.stderr);
        assert!(run.stderr.contains(listed), "{geometry}: {}", run.stderr);
        // A collapsed ring is no border that areas could share.
        let names = ["as-it-is.gpkg", "as-it-is.topojson"];
        for name in &names[..if geometry == flat { 1 } else { 2 }] {
            let run = workspace.run(["boundaries", "squares.geojson", "-o", *name]);
            assert_eq!(run.exit_code, 0, "{geometry}: {}", run.stderr);
            assert!(run.stderr.contains(&format!("warning: squares.geojson: {listed}")), "{geometry}: {}", run.stderr);
        }
    }
}

#[test]
fn a_feature_that_is_there_twice_is_joined_by_mending_or_named_with_its_twin() {
    let first = r#"{"type":"Polygon","coordinates":[[[500000,4600000],[501000,4600000],[501000,4601000],[500000,4601000],[500000,4600000]]]}"#;
    let workspace = with_second(first);
    let run = workspace.run(["boundaries", "squares.geojson"]);
    assert!(
        run.stdout.contains("defects:\n  duplicate-geometry: 1, 1 km² in all: feature 1 (001) and feature 2 (002) at "),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("empty-geometry") && !run.stdout.contains("no area"), "{}", run.stdout);
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "out.geojson", "--repair"]);
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    assert!(run.stderr.contains(" has the same outline as feature "), "{}", run.stderr);
    assert!(run.stderr.contains("(001)") && run.stderr.contains("(002)"), "{}", run.stderr);
    assert!(
        run.stderr.contains("hint: remove one of them, or join them with --repair and --dissolve"),
        "{}",
        run.stderr
    );
    let run =
        workspace.run(["boundaries", "squares.geojson", "-o", "joined.geojson", "--dissolve", "district", "--repair"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("duplicate-geometry: 1, 1 km² in all: feature 1 (001)"), "{}", run.stderr);
    assert!(
        run.stderr.contains("left out, for they differ within an area: code, residents, density"),
        "{}",
        run.stderr
    );
    let joined = read(&workspace, "joined.geojson");
    let built = build_topology(&joined.features.outlines, Repair::Refuse).unwrap();
    assert_eq!(joined.features.outlines.n_shapes(), 2);
    assert!((built.area_after - 2e6).abs() < 2e3, "{}", built.area_after);
}

#[test]
fn crossings_of_a_ring_with_itself_are_counted_and_no_area() {
    let bow = r#"{"type":"Polygon","coordinates":[[[501000,4610000],[502000,4611000],[502000,4610000],[501000,4611000],[501000,4610000]]]}"#;
    let run = with_second(bow).run(["boundaries", "squares.geojson"]);
    let said = "self-intersection: 1, 1 crossing in all: feature 2 (002) at 501500, 4610500 (1 crossing)\n";
    assert!(run.stdout.contains(said), "{}", run.stdout);
}

#[test]
fn booleans_stay_booleans_in_every_format_that_has_them() {
    let squares = SQUARES.replacen("\"density\":1.5", "\"coastal\":true", 1);
    let squares =
        squares.replacen("\"density\":2.0", "\"coastal\":false", 1).replacen("\"density\":2.5", "\"coastal\":null", 1);
    let workspace = Workspace::empty().write("squares.geojson", squares);
    for word in ["gpkg", "fgb", "shp", "parquet", "topojson", "geojson"] {
        let name = format!("written.{word}");
        let run = workspace.run(["boundaries", "squares.geojson", "-o", &name]);
        assert_eq!(run.exit_code, 0, "{word}: {}", run.stderr);
        let told = workspace.run(["boundaries", &name]).stdout;
        let coastal = told.lines().find(|line| line.contains("coastal")).unwrap();
        assert_eq!(
            coastal.split_once("coastal").unwrap().1.trim(),
            "Boolean, 1 missing, such as true",
            "{word}: {told}"
        );
        let run = workspace.run(["boundaries", &name, "-o", "-", "--crs", "EPSG:4326"]);
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let features = json["features"].as_array().unwrap().iter().map(|feature| &feature["properties"]);
        // A FlatGeobuf has its features in another order.
        let by_code: std::collections::BTreeMap<&str, Option<bool>> =
            features.map(|figures| (figures["code"].as_str().unwrap(), figures["coastal"].as_bool())).collect();
        let values: Vec<Option<bool>> = by_code.into_values().collect();
        assert_eq!(values, [Some(true), Some(false), None], "{word}");
    }
    // Other programs read an empty Boolean of a shapefile's table as false.
    assert!(workspace.bytes("written.dbf").ends_with(b"?\x1A"));
}

#[test]
fn a_file_without_features_is_converted_with_a_warning() {
    let workspace = Workspace::empty().write("none.geojson", r#"{"type":"FeatureCollection","features":[]}"#);
    for arguments in [&["boundaries", "none.geojson"][..], &["boundaries", "none.geojson", "-o", "none.gpkg"]] {
        let run = workspace.run(arguments.iter().copied());
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        assert!(run.stderr.starts_with("warning: none.geojson: the file has no features\n"), "{}", run.stderr);
    }
}

/// The number behind a word of a message.
fn number_after(text: &str, word: &str) -> f64 {
    let rest = text.split_once(word).unwrap_or_else(|| panic!("no {word:?} in {text}")).1;
    let digits: String =
        rest.chars().take_while(|letter| !letter.is_alphabetic()).filter(|l| l.is_ascii_digit() || *l == '.').collect();
    digits.parse().unwrap()
}

#[test]
fn mending_tells_the_areas_before_and_after_and_keeps_every_figure() {
    let workspace = Workspace::empty().write("squares.geojson", damaged_squares());
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "mended.geojson", "--repair"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let before = number_after(&run.stderr, "the areas summed to ");
    let after = number_after(&run.stderr, " before and to ");
    let (damaged, mended) = (read(&workspace, "squares.geojson"), read(&workspace, "mended.geojson"));
    let built = build_topology(&damaged.features.outlines, Repair::Mend).unwrap();
    assert!(
        (built.area_before / 1e6 - before).abs() < 0.5 && (built.area_after / 1e6 - after).abs() < 0.5,
        "{}",
        run.stderr
    );
    // What was mended has no defect left, and the area that was told: to 1e-6, for coordinates of GeoJSON have seven decimals.
    let again = build_topology(&mended.features.outlines, Repair::Refuse).unwrap();
    assert!((again.area_after / built.area_after - 1.0).abs() < 1e-6, "{} {}", again.area_after, built.area_after);
    let residents = |read: &FeaturesRead<Features>| -> Vec<Option<Text>> {
        find_column(&read.features.columns, "residents").unwrap().values.clone()
    };
    assert_eq!(residents(&mended), residents(&damaged));
    assert_eq!(residents(&mended).len(), 16);

    let before = workspace.files();
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "refused.gpkg", "--repair=refuse"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("overlap: "), "{}", run.stderr);
    assert!(run.stderr.contains("hint: mend what is wrong with --repair"), "{}", run.stderr);
    assert_eq!(workspace.files(), before);
    let run = workspace.run(["boundaries", "mended.geojson", "-o", "sound.gpkg", "--repair=refuse"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let run = workspace.run(["boundaries", "squares.geojson", "-o", "x.gpkg", "--repair=perhaps"]);
    assert_eq!(run.exit_code, 2);
}

#[test]
fn a_dash_is_standard_input_and_standard_output() {
    let workspace = Workspace::empty().write("squares.geojson", SQUARES);
    let told = workspace.run(["boundaries", "squares.geojson"]).stdout;
    let run = workspace.run_reading(SQUARES.as_bytes(), ["boundaries", "-"]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.replace("-: GeoJSON", "squares.geojson: GeoJSON"), told);
    let run = workspace.run_reading(SQUARES.as_bytes(), ["boundaries", "-", "-o", "-", "--dissolve", "district"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["features"].as_array().unwrap().len(), 2);
    let run = workspace.run_reading(b"", ["boundaries", "-"]);
    assert_eq!((run.exit_code, run.stderr.as_str()), (1, "error: -: the file is empty\n"));
    let table = "code;value\n01;3\n02;4\n03;5\n";
    let run = workspace.run_reading(
        table.as_bytes(),
        ["map", "regions", "--data", "-", "--code", "code", "--value", "value", "-o", "-"],
    );
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("<svg"), "{}", run.stdout);
    let run = workspace.run_reading(b"lon,lat\n12.4964,41.9028\n", ["locate", "-", "--in", "municipalities"]);
    assert!(run.stdout.contains("058091"), "{}", run.stderr);
    assert_eq!(workspace.files(), ["squares.geojson"]);
}

#[test]
fn what_is_typed_wrong_about_boundaries_exits_with_2() {
    let workspace = Workspace::empty().write("squares.geojson", SQUARES);
    for (arguments, said) in [
        (&["-o", "x.gpkg", "--crs", "EPSG:1"][..], "the reference system \"EPSG:1\" is not known"),
        (&["-o", "x.geojson", "--crs", "EPSG:3035"], "GeoJSON and TopoJSON are EPSG:4326 by their standards"),
        (&["-o", "x.gpkg", "--dissolve", "distrct"], "did you mean \"district\"?"),
        (&["--repair"], "--output <OUTPUT>"),
    ] {
        let run = workspace.run(["boundaries", "squares.geojson"].into_iter().chain(arguments.iter().copied()));
        assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_file_without_a_system_needs_the_flag_that_says_it() {
    let bare = SQUARES.replace(r#""crs":{"type":"name","properties":{"name":"EPSG:32632"}},"#, "");
    let workspace = Workspace::empty().write("squares.geojson", bare);
    let run = workspace.run(["boundaries", "squares.geojson"]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stderr.contains("--from-crs EPSG:"), "{}", run.stderr);
    let run = workspace.run(["boundaries", "squares.geojson", "--from-crs", "EPSG:32632"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
}

#[test]
fn a_file_is_made_as_small_as_is_asked_for() {
    let ring: Vec<Position> = (0..=360)
        .map(|number| {
            let turn = f64::from(number % 360).to_radians();
            let radius = 5_000.0 + 100.0 * (7.0 * turn).sin() + f64::from(number * 7 % 5);
            [500_000.0 + radius * turn.cos(), 4_600_000.0 + radius * turn.sin()]
        })
        .collect();
    let islet = serde_json::json!({
        "type": "FeatureCollection",
        "crs": { "type": "name", "properties": { "name": "EPSG:32632" } },
        "features": [{ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": [ring] } }],
    });
    let workspace = Workspace::empty().write("islet.geojson", islet.to_string());
    let bytes = |simplify: &str| {
        let run = workspace.run(["boundaries", "islet.geojson", "-o", "-", "--simplify", simplify]);
        assert_eq!(run.exit_code, 0, "{simplify}: {}", run.stderr);
        (run.stdout.len(), run.stderr)
    };
    let (whole, _) = bytes("100%");
    let (tenth, said) = bytes("10%");
    assert_eq!(said, "");
    let (_, said) = bytes("0.5%");
    assert!(said.contains(" % of the vertices are kept, more than the 0.5 % asked for"), "{said}");
    assert!(tenth * 4 < whole, "{tenth} of {whole}");
    let (two_kilobytes, said) = bytes("2KB");
    assert!((1_800..=2_000).contains(&two_kilobytes), "{two_kilobytes}");
    assert_eq!(said, "");
    let (least, said) = bytes("0.1KB");
    assert!(
        said.contains(&format!("{least} bytes are the least that keeps every area, more than the 100 asked for")),
        "{said}"
    );
}

/// A coverage of squares, some joined and some left out, so that holes, islands and areas of several parts arise.
fn coverage(side: usize, group_of_cell: &[Option<usize>]) -> Topology {
    let mut cells = PolygonOutlines::new(ReferenceSystem::epsg(32_632));
    for cell in 0..side * side {
        let (x, y) = (500_000.0 + 1_000.0 * (cell % side) as f64, 4_600_000.0 + 1_000.0 * (cell / side) as f64);
        let ring: Vec<Position> = vec![[x, y], [x + 1e3, y], [x + 1e3, y + 1e3], [x, y + 1e3], [x, y]];
        cells.push_shape([vec![ring]]);
    }
    let n_groups = group_of_cell.iter().flatten().max().map_or(0, |last| last + 1);
    build_topology(&cells, Repair::Refuse).unwrap().topology.dissolve(group_of_cell, n_groups)
}

fn read(workspace: &Workspace, name: &str) -> FeaturesRead<Features> {
    let folder = Folder::Disk(workspace.path(name).parent().unwrap().to_owned());
    read_areas(&folder, name, &FeatureRequest::default()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// What our writers write, our readers read: shapes, figures, missing ones.
    #[test]
    fn files_of_our_own_are_read_as_they_were_written(
        groups in prop::collection::vec(prop::option::weighted(0.8, 0_usize..4), 25),
        texts in prop::collection::vec(prop::option::of("[a-zà-ü0-9 ,;\"'<>&€]{0,12}[a-z]"), 4),
        counts in prop::collection::vec(prop::option::of(0_u64..1_000_000_000_000), 4),
        numbers in prop::collection::vec(prop::option::of(-1e6..1e6_f64), 4),
    ) {
        let topology = coverage(5, &groups);
        let mut sheet = Sheet::new(["code", "name", "residents", "share"]);
        for shape in 0..topology.n_shapes() {
            sheet.rows.push(vec![
                Cell::from(format!("{shape:03}").as_str()),
                Cell::text(texts[shape].as_deref().map(str::trim)),
                counts[shape].map_or(Cell::Missing, Cell::Count),
                numbers[shape].map_or(Cell::Missing, Cell::Number),
            ]);
        }
        let workspace = Workspace::empty();
        for format in ExportFormat::read_back() {
            let word = format.word();
            let own = format.prescribed().map_or_else(|| topology.clone(), |system| topology.project(&system).unwrap());
            let export = Export::new("areas", Shapes::Shared(own.clone()), sheet.clone(), &[]);
            let name = format!("areas.{word}");
            for file in export.write(format, &name).unwrap().artifacts {
                std::fs::write(workspace.path(&file.name), &file.bytes).unwrap();
            }
            let found = read(&workspace, &name).features;
            prop_assert_eq!(found.outlines.reference.name(), own.reference().name());
            let codes = &find_column(&found.columns, "code").unwrap().values;
            prop_assert_eq!(codes.len(), topology.n_shapes());
            // FlatGeobuf keeps the order of its index.
            for (row, code) in codes.iter().enumerate() {
                let shape: usize = code.as_ref().unwrap().parse().unwrap();
                let mut rings = 0;
                let area: f64 = found.outlines.polygons_of(row).flat_map(|polygon| found.outlines.rings_of(polygon)).map(|ring| {
                    rings += 1;
                    bacino::geometry::plane::ring::signed_area(found.outlines.ring(ring))
                }).sum();
                let expected = own.area(shape);
                // Shapefiles turn their rings the other way; degrees are written with seven decimals.
                let tolerance = if format.prescribed().is_some() { 1e-4 } else { 1e-12 };
                prop_assert!((area.abs() - expected).abs() <= expected * tolerance, "{} {} {}", word, area, expected);
                prop_assert_eq!(rings, own.ring_range(shape).len());
                for (title, cell) in sheet.columns.iter().zip(&sheet.rows[shape]) {
                    let value = find_column(&found.columns, title).and_then(|column| column.values[row].as_deref());
                    let same = match cell {
                        Cell::Missing => value.is_none(),
                        Cell::Text(text) => value == Some(text.as_str()) || (text.is_empty() && value.is_none()),
                        Cell::Count(count) => value == Some(count.to_string().as_str()),
                        Cell::Number(number) => value.and_then(|value| value.parse().ok()) == Some(*number),
                        Cell::Difference(_) => false,
                    };
                    prop_assert!(same, "{}: {} of {} is {:?}, not {:?}", word, title, shape, value, cell);
                }
            }
        }
    }
}
