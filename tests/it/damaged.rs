//! Damaged boundary files: cut off anywhere, bits flipped at random with a fixed seed. Each is read or refused, and nothing panics.

use std::path::Path;

use bacino::input::features::{FeatureRequest, read_areas, read_points};
use bacino::input::file::Folder;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;

use crate::support::Workspace;

/// How many damaged copies of each file are read.
const COPIES: usize = 60;

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/formats/samples");
    std::fs::read(folder.join(name)).unwrap()
}

/// A number below `limit`.
fn below(random: &mut Pcg64Mcg, limit: usize) -> usize {
    usize::try_from(random.next_u64() % limit as u64).unwrap()
}

/// The file with up to four bits flipped, and in one copy of three cut off as well.
fn damage(bytes: &[u8], random: &mut Pcg64Mcg) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=below(random, 4) {
        let at = below(random, bytes.len());
        bytes[at] ^= 1 << below(random, 8);
    }
    if below(random, 3) == 0 {
        bytes.truncate(below(random, bytes.len()));
    }
    bytes
}

/// Reads damaged copies of a file; `parts` stand beside it and are damaged in turn.
fn survives(name: &str, parts: &[&str]) {
    let mut random = Pcg64Mcg::new(20_230_101);
    let mut workspace = parts.iter().fold(Workspace::empty(), |workspace, part| workspace.write(part, sample(part)));
    let mut files = vec![name];
    files.extend(parts);
    workspace = workspace.write(name, sample(name));
    for copy in 0..COPIES {
        let file = files[copy % files.len()];
        workspace = workspace.write(file, damage(&sample(file), &mut random));
        let folder = Folder::Disk(workspace.path(""));
        for layer in [None, Some("squares")] {
            let request = FeatureRequest { layer, ..FeatureRequest::default() };
            let _ = read_areas(&folder, name, &request);
            let _ = read_points(&folder, name, &request);
        }
        workspace = workspace.write(file, sample(file));
    }
}

macro_rules! damaged {
    ($($test:ident: $name:literal, $parts:expr;)*) => {
        $(#[test]
        fn $test() {
            survives($name, &$parts);
        })*
    };
}

damaged! {
    shapefiles: "latin1.shp", ["latin1.shx", "latin1.dbf", "latin1.prj", "latin1.cpg"];
    shapefiles_of_points: "points.shp", ["points.dbf"];
    archives: "several.zip", [];
    geojson: "squares.geojson", [];
    geojson_of_points: "points.geojson", [];
    sequences: "sequence.geojsons", [];
    topojson: "plain.topojson", [];
    quantised_topojson: "quantised.topojson", [];
    geopackages: "several.gpkg", [];
    flatgeobuf: "squares.fgb", [];
    flatgeobuf_of_points: "points.fgb", [];
    geoparquet: "zstd.parquet", [];
    geoparquet_of_plain_pages: "none.parquet", [];
    geoparquet_of_lists: "polygons.parquet", [];
    geoparquet_of_points: "points.parquet", [];
}

#[test]
fn a_column_of_a_geopackage_whose_name_is_not_utf_8() {
    let mut bytes = sample("squares.gpkg");
    let name = b"residents";
    let places: Vec<usize> = (0..bytes.len() - name.len()).filter(|&at| bytes[at..].starts_with(name)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at + 4] = 0xFF;
    }
    let workspace = Workspace::empty().write("a.gpkg", bytes);
    let read = read_areas(&Folder::Disk(workspace.path("")), "a.gpkg", &FeatureRequest::default());
    let message = &read.unwrap_err().0[0].message;
    assert_eq!(message, "the layer \"squares\" has a column whose name is not UTF-8");
}
