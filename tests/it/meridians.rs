//! Systems that count longitudes from another meridian than Greenwich, and realisations of ETRS89, against PROJ 9.5.1 (pyproj 3.7.2).

#![expect(clippy::unreadable_literal, reason = "coordinates are as PROJ prints them")]

use bacino::geometry::topology::project::project_points;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::{read_areas, read_points};
use bacino::model::shape::outline::{Position, ReferenceSystem};

use crate::support::Workspace;

/// A system, the one on its datum that counts from Greenwich, a place in the first and in the second.
type Place = (u32, u32, [f64; 2], [f64; 2]);

/// Eastings and northings, which PROJ brings to degrees from Greenwich without a change of datum.
const PROJECTED: [Place; 20] = [
    (27561, 4275, [597303.445, 200000.666], [2.2999999937, 49.4999999985]),
    (27562, 4275, [308291.937, 229353.103], [-1.4999999983, 46.9999999990]),
    (27563, 4275, [893657.399, 195423.355], [5.9999999995, 43.9999999970]),
    (27564, 4275, [551684.559, 189069.357], [9.0000000013, 41.9999999964]),
    (27571, 4275, [597303.445, 1200000.666], [2.2999999937, 49.4999999985]),
    (27572, 4275, [198183.288, 2291461.66], [-3.0000000030, 47.4999999997]),
    (27573, 4275, [596989.103, 3133343.54], [2.3000000046, 43.5000000008]),
    (27574, 4275, [571770.669, 4146098.939], [9.2000000009, 41.5999999991]),
    (31251, 4312, [12603.341, 240078.988], [10.5000000013, 47.2999999992]),
    (31252, 4312, [12555.735, 262312.214], [13.5000000057, 47.4999999993]),
    (31253, 4312, [12436.045, 317898.674], [16.4999999942, 48.0000000004]),
    (31281, 4312, [12603.341, 5240078.988], [10.5000000013, 47.2999999992]),
    (31290, 4312, [686983.464, 5240402.317], [15.5000000054, 47.3000000032]),
    (27391, 4273, [-3138.409, 222768.503], [5.9999999958, 59.9999999980]),
    (27398, 4273, [-2147.756, 1337558.2], [29.0000000101, 69.9999999983]),
    (21780, 4149, [-3015.797, -5824.482], [7.4000000063, 46.8999999974]),
    (5221, 4156, [-703105.69, -1058219.601], [14.9999999994, 49.9999999984]),
    (5225, 5228, [-5703105.674, -6058219.561], [14.9999999963, 49.9999999982]),
    (20790, 4207, [211427.068, 225991.64], [-8.0000000005, 39.0000000018]),
    (20791, 4207, [11427.068, -74008.36], [-8.0000000005, 39.0000000018]),
];

/// Degrees and, from Paris, grads.
const COUNTED: [Place; 12] = [
    (4801, 4149, [-0.039583333, 46.9], [7.4000000003, 46.9000000000]),
    (4803, 4207, [1.131906111, 39.0], [-8.0000000001, 39.0000000000]),
    (4805, 4312, [31.666666667, 47.0], [14.0000000003, 47.0000000000]),
    (4806, 4265, [-3.352333333, 45.2], [9.1000000003, 45.2000000000]),
    (4806, 4265, [0.047666667, 42.0], [12.5000000003, 42.0000000000]),
    (4807, 4275, [-0.041365741, 54.222222222], [2.2999999998, 48.7999999998]),
    (4807, 4275, [-4.263587963, 48.888888889], [-1.5000000000, 44.0000000001]),
    (4813, 4211, [0.192280556, -6.0], [107.0000000004, -6.0000000000]),
    (4816, 4223, [8.514189815, 38.888888889], [10.0000000002, 35.0000000001]),
    (4817, 4273, [-0.722916667, 60.0], [9.9999999997, 60.0000000000]),
    (4818, 4156, [32.666666667, 50.0], [15.0000000003, 50.0000000000]),
    (5229, 5228, [32.666666667, 50.0], [15.0000000003, 50.0000000000]),
];

#[track_caller]
fn near(found: Position, expected: Position, what: u32) {
    let apart = [0, 1].map(|axis| (found[axis] - expected[axis]).abs());
    // The polynomial of the modified Krovak projection is turned around by other series, to some millimetres.
    let tolerance = if what == 5225 { 1e-7 } else { 1e-9 };
    assert!(apart.iter().all(|apart| *apart < tolerance), "EPSG:{what}: {found:?} {expected:?}");
}

/// To a thousand-millionth of a degree, a tenth of a millimetre, there and back.
#[test]
fn projected_systems_from_other_meridians_agree_with_proj() {
    for (code, greenwich, place, degrees) in PROJECTED {
        let (own, base) = (ReferenceSystem::epsg(code), ReferenceSystem::epsg(greenwich));
        assert_eq!((own.name(), own.code()), (format!("EPSG:{code}").as_str(), Some(code)));
        near(project_points(&[place], &own, &base).unwrap()[0], degrees, code);
        let back = project_points(&[degrees], &base, &own).unwrap()[0];
        assert!(back.iter().zip(place).all(|(back, place)| (back - place).abs() < 5e-3), "EPSG:{code}: {back:?}");
    }
}

fn point([x, y]: Position) -> String {
    format!(r#"{{"type":"Feature","properties":{{"code":"1"}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#)
}

#[test]
fn degrees_and_grads_from_other_meridians_are_read_from_greenwich() {
    for (code, greenwich, place, degrees) in COUNTED {
        let workspace = Workspace::empty().write("a.geojson", point(place));
        let crs = format!("EPSG:{code}");
        let request = FeatureRequest { crs: Some(&crs), ..FeatureRequest::default() };
        let read = read_points(&Folder::Disk(workspace.path("")), "a.geojson", &request).unwrap();
        assert_eq!(read.features.reference.code(), Some(greenwich));
        near(read.features.points[0].unwrap(), degrees, code);
        let said = format!("they are read as degrees from Greenwich, EPSG:{greenwich}");
        assert!(read.remarks.iter().any(|remark| remark.message.contains(&said)), "{:?}", read.remarks);
    }
}

#[test]
fn a_table_and_a_layer_of_areas_count_from_rome_alike() {
    let square = r#"{"type":"Polygon","coordinates":[[[0.04,42],[0.06,42],[0.06,42.02],[0.04,42.02],[0.04,42]]]}"#;
    let areas = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"1"}},"geometry":{square}}}]}}"#
    );
    let workspace =
        Workspace::empty().write("areas.geojson", areas).write("points.csv", "x,y\n0.05,42.01\n12.5,42.01\n");
    let arguments = ["locate", "points.csv", "--crs", "EPSG:4806", "--in", "areas.geojson", "--in-crs", "EPSG:4806"];
    let run = workspace.run(arguments);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert_eq!(run.stdout.lines().filter(|line| line.contains(",1")).count(), 1, "{}", run.stdout);
    for file in ["points.csv", "areas.geojson"] {
        let said =
            format!("{file}: EPSG:4806 counts degrees from Rome: they are read as degrees from Greenwich, EPSG:4265");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
    }
    // Nothing is written from Rome.
    let run =
        workspace.run(["boundaries", "areas.geojson", "--from-crs", "EPSG:4806", "--crs", "EPSG:4806", "-o", "b.gpkg"]);
    assert_eq!(run.exit_code, 2);
    assert!(
        run.stderr.contains("EPSG:4806 counts longitudes from Rome, which no file is written in"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("write --crs EPSG:4265"), "{}", run.stderr);
}

/// The realisations are where PROJ has them in EPSG:4326, which is where they are themselves.
#[test]
fn realisations_of_etrs89_are_taken_for_it_and_keep_their_name() {
    for code in [9059, 9060, 9061, 9062, 9063, 9064, 9065, 9066, 9067, 9068, 9069, 10571] {
        let own = ReferenceSystem::epsg(code);
        near(project_points(&[[9.0, 45.0]], &own, &ReferenceSystem::wgs84()).unwrap()[0], [9.0, 45.0], code);
        let [x, y] = project_points(&[[9.0, 45.0]], &own, &ReferenceSystem::epsg(25832)).unwrap()[0];
        assert!((x - 500_000.0).abs() < 1e-6 && (y - 4_982_950.4).abs() < 0.1, "{x} {y}");
    }
    let square = r#"{"type":"Polygon","coordinates":[[[19,52],[19.1,52],[19.1,52.1],[19,52.1],[19,52]]]}"#;
    let workspace = Workspace::empty().write("a.geojson", square);
    let run = workspace.run(["boundaries", "a.geojson", "--from-crs", "EPSG:9067", "-o", "b.gpkg"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let said = "EPSG:9067 is a realisation of ETRS89 and taken for it, EPSG:4258: the two agree to 0.1 m";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let run = workspace.run(["boundaries", "b.gpkg"]);
    assert!(run.stdout.contains("reference system: EPSG:9067 ETRF2000"), "{}", run.stdout);
}

/// Definitions without codes, as GDAL 3.9 writes them for ESRI and as ESRI does.
#[test]
fn definitions_that_count_from_other_meridians_are_recognised() {
    const LAMBERT: &str = r#"PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",600000.0],PARAMETER["False_Northing",2200000.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",52.0],PARAMETER["Scale_Factor",0.99987742],PARAMETER["Latitude_Of_Origin",52.0],UNIT["Meter",1.0]"#;
    let paris = |datum: &str| {
        format!(
            r#"GEOGCS["GCS_NTF_Paris",DATUM["{datum}",SPHEROID["Clarke_1880_IGN",6378249.2,293.466021293627]],PRIMEM["Paris",2.33722917],UNIT["Grad",0.0157079632679489]]"#
        )
    };
    let rome = r#"GEOGCS["GCS_Monte_Mario_Rome",DATUM["D_Monte_Mario",SPHEROID["International_1924",6378388.0,297.0]],PRIMEM["Rome",12.45233333333333],UNIT["Degree",0.0174532925199433]]"#;
    let ferro = r#"PROJCS["MGI_Ferro_Austria_GK_Central",GEOGCS["GCS_MGI_Ferro",DATUM["D_MGI",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Ferro",-17.6666666666667],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",-5000000.0],PARAMETER["Central_Meridian",31.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    let square = r#"{"type":"Polygon","coordinates":[[[1,46],[3,46],[3,47],[1,47],[1,46]]]}"#;
    let metres =
        r#"{"type":"Polygon","coordinates":[[[600000,2200000],[601000,2200000],[601000,2201000],[600000,2200000]]]}"#;
    let read = |text: &str, definition: &str| {
        let workspace = Workspace::empty().write("a.geojson", text);
        let request = FeatureRequest { crs: Some(definition), ..FeatureRequest::default() };
        read_areas(&Folder::Disk(workspace.path("")), "a.geojson", &request)
            .map(|read| read.features.outlines.reference.name().to_owned())
    };
    for datum in ["D_NTF", "Nouvelle_Triangulation_Francaise_(Paris)"] {
        assert_eq!(read(square, &paris(datum)).unwrap(), "EPSG:4275");
        let lambert = format!(r#"PROJCS["NTF_Paris_Lambert_Zone_II",{},{LAMBERT}]"#, paris(datum));
        assert_eq!(read(metres, &lambert).unwrap(), "EPSG:27572");
        // Another scale is another system, which is refused and not guessed.
        assert!(read(metres, &lambert.replace("0.99987742", "0.9999")).is_err());
    }
    assert_eq!(read(square, rome).unwrap(), "EPSG:4265");
    assert_eq!(read(metres, ferro).unwrap(), "EPSG:31252");
    assert!(read(square, &rome.replace("\"Rome\"", "\"Atlantis\"")).is_err());
}
