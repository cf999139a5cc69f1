//! Studies with a boundary file of their own: the same results from every format, and clear errors.

use std::path::Path;

use crate::support::Workspace;

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
pub(crate) fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/formats/samples");
    std::fs::read(folder.join(name)).unwrap()
}

/// Squareland with a boundary file and, below its name, further keys of `[boundaries]`.
pub(crate) fn with_boundaries(name: &str, keys: &str) -> Workspace {
    let section = format!("[boundaries]\nfile = {name:?}\n{keys}\n[population]");
    let workspace = Workspace::squareland().replace("study.toml", "[population]", &section);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    if name.rsplit_once('.').is_none_or(|(_, ending)| ending != "shp") {
        return workspace.write(name, sample(name));
    }
    ["shp", "shx", "dbf", "prj", "cpg"].iter().fold(workspace, |workspace, ending| {
        let part = format!("{stem}.{ending}");
        workspace.write(&part, sample(&part))
    })
}

/// Everything that is computed, without the record of the inputs.
fn coverage(workspace: &Workspace) -> String {
    let run = workspace.run(["coverage", ".", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

#[test]
fn coverage_is_the_same_from_every_format() {
    let expected = coverage(&Workspace::squareland());
    let files = [
        ("utf8.shp", ""),
        ("latin1.shp", ""),
        ("squares.zip", ""),
        ("several.zip", "layer = \"utf8\""),
        ("squares.geojson", ""),
        ("old.geojson", ""),
        ("squares.geojsonl", ""),
        ("quantised.topojson", "layer = \"squares\""),
        ("several.gpkg", "layer = \"squares\""),
        ("squares.fgb", ""),
        ("zstd.parquet", ""),
        ("native.parquet", ""),
    ];
    for (file, keys) in files {
        assert_eq!(coverage(&with_boundaries(file, keys)), expected, "{file}");
        // The territory is read from the file's own columns, too.
        let own = "columns = { region_code = \"region\" }\nlevels";
        let workspace = with_boundaries(file, keys).replace("study.toml", "file = \"areas.csv\"\nlevels", own);
        if !file.ends_with("topojson") {
            let names = [("Northwest", "W1"), ("Southwest", "W2"), ("Northeast", "E1"), ("Southeast", "E2")];
            let unnamed = names.iter().fold(expected.clone(), |text, (name, code)| text.replace(name, code));
            assert_eq!(coverage(&workspace), unnamed, "{file}");
        }
    }
}

#[test]
fn what_was_guessed_and_restored_is_said() {
    let run = with_boundaries("squares.gpkg", "").run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    let line = "squares.gpkg: the column \"code\" was taken for the codes of the level municipality";
    assert!(run.stdout.contains(line), "{}", run.stdout);
    let run = with_boundaries("squares.gpkg", "code = \"code\"").run(["check", "."]);
    assert!(!run.stdout.contains("was taken for"), "{}", run.stdout);
}

#[test]
fn codes_with_blanks_around_them_are_found() {
    let codes = |text: &str| text.replace("\"code\": \"", "\"code\": \" ");
    let text = String::from_utf8(sample("squares.geojson")).unwrap();
    assert_ne!(codes(&text), text);
    let padded = with_boundaries("squares.geojson", "").write("squares.geojson", codes(&text));
    assert_eq!(coverage(&padded), coverage(&Workspace::squareland()));
}

/// Milan, Rome and Palermo as squares in EPSG:3003 (PROJ 9.5.1), the file declared to be in another system.
#[test]
fn municipalities_far_from_their_places_tell_a_wrong_reference_system() {
    let middles =
        [("015146", 1_512_566, 5_034_256), ("058091", 1_794_101, 4_644_570), ("082053", 1_881_054, 4_230_004)];
    let square = |(code, x, y): (&str, i32, i32)| {
        let corners = [[-500, -500], [500, -500], [500, 500], [-500, 500], [-500, -500]];
        let corners = corners.map(|[east, north]| format!("[{},{}]", x + east, y + north)).join(",");
        feature(&format!(r#"{{"PRO_COM_T":"{code}"}}"#), &corners)
    };
    let features = middles.map(square).join(",");
    let study = |crs: &str| {
        let workspace = Workspace::empty()
            .write("areas.geojson", format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#));
        assert_eq!(workspace.run(["init", "study", "--from", "reference"]).exit_code, 0);
        let text = format!(
            "{}\n[boundaries]\nfile = \"../areas.geojson\"\ncode = \"PRO_COM_T\"\ncrs = \"{crs}\"\n",
            workspace.read("study/study.toml")
        );
        workspace.write("study/study.toml", text)
    };
    let run = study("EPSG:32632").run(["check", "study"]);
    assert_eq!(run.exit_code, 1, "{}", run.stdout);
    let told = "../areas.geojson: in EPSG:32632 the municipalities lie 983 km from their places (half of them farther), such as 015146\n    hint: the coordinates fit crs = \"EPSG:3003\" under [boundaries]\n";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let run = study("EPSG:3003").run(["check", "study"]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
}

/// The sixteen squares, one corner of one of them moved by a few hundred metres: it overlaps some neighbours and leaves a gap to others.
pub(crate) fn damaged_squares() -> String {
    let text = String::from_utf8(sample("squares.geojson")).unwrap();
    let moved = text.replacen("[ 9.127419607422825, 45.243422236534343 ]", "[ 9.1304, 45.2464 ]", 1);
    assert_ne!(moved, text);
    moved
}

#[test]
fn defects_of_a_study_are_mended_and_told_or_refused_as_it_says() {
    let with_repair = |word: &str| {
        with_boundaries("squares.geojson", &format!("repair = \"{word}\"")).write("squares.geojson", damaged_squares())
    };
    let mended = with_repair("mend");
    let run = mended.run(["check", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("warning: overlaps: "), "{}", run.stdout);
    let run = mended.run(["catchments", ".", "--layer", "municipalities", "-o", "layer.geojson"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("mended (overlap)"), "{}", run.stderr);
    // Nobody is lost: residents are those of the study without any outlines.
    assert_eq!(coverage(&mended), coverage(&Workspace::squareland()));
    let layer: serde_json::Value = serde_json::from_str(&mended.read("layer.geojson")).unwrap();
    let residents =
        layer["features"].as_array().unwrap().iter().map(|feature| feature["properties"]["residents"].as_u64());
    assert_eq!(residents.map(Option::unwrap).sum::<u64>(), 4_000);

    let refused = with_repair("refuse");
    let before = refused.files();
    for arguments in
        [&["run", ".", "-o", "out"][..], &["catchments", ".", "--layer", "municipalities", "-o", "layer.geojson"]]
    {
        let run = refused.run(arguments.iter().copied());
        assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        assert!(run.stderr.contains("error: squares.geojson: overlap: "), "{}", run.stderr);
        assert!(run.stderr.contains("with repair = \"mend\" under [boundaries]"), "{}", run.stderr);
    }
    assert_eq!(refused.files(), before);
    let run = refused.run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stdout.contains("error: overlaps: "), "{}", run.stdout);
}

fn refuses(workspace: &Workspace, expected: &str) {
    let run = workspace.run(["coverage", "."]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert_eq!(run.stderr.trim_end(), expected.trim());
}

/// A feature with these attributes and a polygon of these corners, or none.
fn feature(attributes: &str, corners: &str) -> String {
    let geometry = if corners.is_empty() {
        "null".to_owned()
    } else {
        format!(r#"{{"type":"Polygon","coordinates":[[{corners}]]}}"#)
    };
    format!(r#"{{"type":"Feature","properties":{attributes},"geometry":{geometry}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// A boundary file of one square.
fn square(attributes: &str, corners: &str) -> String {
    collection(&[feature(attributes, corners)])
}

/// The attributes of the first place.
const FIRST: &str = r#"{"code":"W1-1"}"#;
/// The corners of a small triangle.
const CORNERS: &str = "[9,45],[9.1,45],[9.1,45.1],[9,45]";

fn with_text(text: &str, keys: &str) -> Workspace {
    let section = format!("[boundaries]\nfile = \"a.geojson\"\n{keys}\n[population]");
    Workspace::squareland().replace("study.toml", "[population]", &section).write("a.geojson", text)
}

macro_rules! bad_boundaries {
    ($($name:ident: $workspace:expr => $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            refuses(&$workspace, $expected);
        })*
    };
}

bad_boundaries! {
    no_file_of_boundaries: with_boundaries("squares.gpkg", "").remove("squares.gpkg") => "error: squares.gpkg: no such file";
    no_key_for_the_file: Workspace::squareland().replace("study.toml", "[population]", "[boundaries]\ncrs = \"EPSG:4326\"\n[population]") => "error: study.toml:12: boundaries: the key \"file\" is missing\nhint: write file = \"….shp\" under [boundaries], or leave the section out";
    several_layers_and_none_named: with_boundaries("several.gpkg", "") => "error: several.gpkg: the file has 2 layers: \"squares\", \"points\"\nhint: say which with layer = \"squares\"";
    a_layer_that_is_not_there: with_boundaries("several.gpkg", "layer = \"square\"") => "error: several.gpkg: no layer \"square\"\nhint: did you mean \"squares\"?";
    a_layer_of_points: with_boundaries("several.gpkg", "layer = \"points\"") => "error: several.gpkg: the file has no polygons: 16 points\nhint: name a file of areas";
    no_column_of_codes: with_text(&square(r#"{"place":"x"}"#, CORNERS), "") => "error: a.geojson: no column has the codes of the level municipality\nhint: the columns are place: write code = \"…\" under [boundaries]; areas of another country are named by levels = [\"…\"] under [territory]";
    a_column_that_is_not_there: with_text(&square(r#"{"kode":"W1-1"}"#, CORNERS), "code = \"code\"") => "error: study.toml:14: boundaries.code: a.geojson has no column \"code\"\nhint: did you mean \"kode\"?";
    an_unknown_place: with_text(&square(r#"{"code":"W1-9"}"#, CORNERS), "code = \"code\"") => "error: a.geojson: column code: feature 1: no municipality has the code \"W1-9\"\nhint: did you mean \"W1-1\"?";
    a_place_without_code: with_text(&square(r#"{"code":null}"#, CORNERS), "code = \"code\"") => "error: a.geojson: column code: feature 1 has no code\nhint: remove it from the file, or give it the code of its place";
    a_place_twice: with_text(&collection(&[feature(FIRST, CORNERS), feature(FIRST, CORNERS)]), "code = \"code\"") => "error: a.geojson: column code: feature 2: the municipality \"W1-1\" is feature 1 already\nhint: make its parts one feature, as bacino boundaries FILE --dissolve code --repair -o … does";
    a_place_without_polygon: with_text(&collection(&[feature(FIRST, CORNERS), feature(r#"{"code":"W1-2"}"#, "")]), "code = \"code\"") => "error: a.geojson: column code: feature 2: the municipality \"W1-2\" has no polygon\nhint: a place that is not to be drawn is left out of the file";
    a_shapefile_without_its_system: with_boundaries("utf8.shp", "").remove("utf8.prj") => "error: utf8.shp: the file does not say its reference system\nhint: say which it is with crs = \"EPSG:…\" under the section that names the file";
    a_shapefile_of_a_system_of_its_own: with_boundaries("utf8.shp", "").write("utf8.prj", "LOCAL_CS[\"site plan\"]") => "error: utf8.shp: the file's reference system is not known: LOCAL_CS[\"site plan\"]\nhint: say which it is with crs = \"EPSG:…\" under the section that names the file";
    a_shapefile_that_was_cut_off: with_boundaries("utf8.shp", "").remove("utf8.shx").write("utf8.shp", &sample("utf8.shp")[..1000]) => "error: utf8.shp: the file has 1000 bytes, expected 2444 by its header\nhint: the file was cut off or changed: copy or download it again";
    a_table_of_another_shapefile: with_boundaries("utf8.shp", "").write("utf8.dbf", dbf_of_one_row()) => "error: utf8.shp: the .shp has 16 shapes and the .dbf 1 row\nhint: the two files are of different versions: copy all files of the shapefile together";
    metres_called_degrees: with_boundaries("utf8.shp", "crs = \"EPSG:4326\"") => "error: utf8.shp: the coordinates are no degrees of EPSG:4326: x is 500000 to 561000, y is 5000000 to 5040000\nhint: they seem to be metres of another reference system, perhaps EPSG:32632 (UTM zone 32): say which it is with crs = \"EPSG:…\" under the section that names the file";
    degrees_called_metres: with_boundaries("squares.geojson", "crs = \"EPSG:32632\"") => "error: squares.geojson: the coordinates are no metres of EPSG:32632: x is 9 to 9.77735, y is 45.15234 to 45.51353\nhint: they seem to be degrees: write crs = \"EPSG:4326\"";
    a_system_that_does_not_exist: with_boundaries("squares.geojson", "crs = \"EPSG:99999\"") => "error: squares.geojson: the reference system \"EPSG:99999\" is not known\nhint: write a code of the EPSG registry, such as EPSG:4326 or EPSG:32632";
    an_archive_without_boundaries: with_boundaries("squares.zip", "").write("squares.zip", EMPTY_ZIP) => "error: squares.zip: the archive has no boundary file\nhint: name an archive with a shapefile in it";
    a_geopackage_that_is_none: with_boundaries("squares.gpkg", "").write("squares.gpkg", &sample("squares.gpkg")[..4096]) => "error: squares.gpkg: the database cannot be read: database disk image is malformed\nhint: the file was cut off or changed: copy or download it again";
    a_flatgeobuf_that_was_cut_off: with_boundaries("squares.fgb", "").write("squares.fgb", &sample("squares.fgb")[..5000]) => "error: squares.fgb: feature 9 ends beyond the file\nhint: the file was cut off or changed: copy or download it again";
    text_that_is_no_geojson: with_text("{\"type\":\"FeatureCollection\",\n\"features\":[{\"type\":\"Feature\",\n\"geometry\":{\"type\":\"Polygone\"}}]}", "") => "error: a.geojson:3: expected the type of a geometry, such as \"Polygon\", found \"Polygone\" (character 12)";
    swapped_axes: italy_swapped() => "error: a.geojson: the outlines are far from the territory: x is 45 to 45.1, y is 9 to 9.1\nhint: latitude or northing seems to stand first: write axes = \"lat,lon\"";
}

/// The end of an archive of no files.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// The table of the squares, all rows but the first taken away.
fn dbf_of_one_row() -> Vec<u8> {
    let mut bytes = sample("utf8.dbf");
    bytes[4..8].copy_from_slice(&1_u32.to_le_bytes());
    bytes
}

/// A municipality of Italy with latitude before longitude, which may be anywhere on the globe.
fn italy_swapped() -> Workspace {
    let corners = "[45,9],[45,9.1],[45.1,9.1],[45,9]";
    Workspace::empty()
        .write("a.geojson", square(r#"{"PRO_COM_T":"015146"}"#, corners))
        .write("units.csv", "unit_id,responded\nA,1\n")
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n[boundaries]\nfile = \"a.geojson\"\n")
}

#[test]
fn a_system_without_a_way_is_named_with_the_file_and_the_key_or_flag() {
    let metres = "[600000,2400000],[600000,2401000],[601000,2401000],[600000,2400000]";
    let workspace = with_text(&square(FIRST, metres), "crs = \"EPSG:27500\"");
    let run = workspace.run(["run", ".", "-o", "out"]);
    assert_eq!(run.exit_code, 1);
    let message = "error: a.geojson: EPSG:27500 cannot be brought into EPSG:4326: no documented way leads from its datum to the other";
    let hint = "hint: if the coordinates are in a system of the EPSG registry, say which:";
    assert_eq!(run.stderr.trim_end(), format!("{message}\n{hint} crs = \"EPSG:…\" under [boundaries]"));
    let arguments = ["boundaries", "a.geojson", "--from-crs", "EPSG:27500", "--crs", "EPSG:4326", "-o", "-"];
    let run = workspace.run(arguments);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""));
    assert_eq!(run.stderr.trim_end(), format!("{message}\n{hint} --from-crs EPSG:…"));
}
