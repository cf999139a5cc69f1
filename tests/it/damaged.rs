//! Damaged boundary files: cut off anywhere, bits flipped at random with a fixed seed. Each is read or refused, and nothing panics.

use std::collections::BTreeSet;
use std::path::Path;

use bacino::geometry::build::raw::build_topology;
use bacino::input::file::bytes::Folder;
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::{read_areas, read_points};
use bacino::model::shape::repair::Repair;
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

/// Places in the bytes of a file that hold one of these numbers, the smallest byte first.
fn places_of_numbers(bytes: &[u8], numbers: &BTreeSet<u64>) -> Vec<usize> {
    let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
    (0..bytes.len().saturating_sub(7)).filter(|&at| numbers.contains(&number(at))).collect()
}

/// Places and lengths in a text that hold one of these numbers.
fn places_of_texts(bytes: &[u8], numbers: &BTreeSet<u64>) -> Vec<(usize, usize)> {
    let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'E' | b'+');
    let mut places = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| is_digit(**byte)).count();
        let number = std::str::from_utf8(&bytes[at..at + length]).ok().and_then(|text| text.parse::<f64>().ok());
        if number.is_some_and(|number| numbers.contains(&number.to_bits())) {
            places.push((at, length));
        }
        at += length.max(1);
    }
    places
}

/// The file with bits of some of its coordinates flipped, which it holds as numbers or as text.
fn flip_coordinates(bytes: &[u8], numbers: &BTreeSet<u64>, random: &mut Pcg64Mcg) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let binary = places_of_numbers(&bytes, numbers);
    for _ in 0..=below(random, 3) {
        let bit = 1_u64 << below(random, 64);
        if binary.is_empty() {
            let places = places_of_texts(&bytes, numbers);
            let Some((at, length)) = places.get(below(random, places.len().max(1))).copied() else { break };
            let number: f64 = std::str::from_utf8(&bytes[at..at + length]).unwrap().parse().unwrap();
            let flipped = f64::from_bits(number.to_bits() ^ bit).to_string();
            bytes.splice(at..at + length, flipped.bytes());
        } else {
            let at = binary[below(random, binary.len())];
            bytes[at + 7 - bit.leading_zeros() as usize / 8] ^=
                u8::try_from(bit >> (8 * (bit.trailing_zeros() / 8))).unwrap();
        }
    }
    bytes
}

/// Bits of coordinates flipped in a sound file: each copy is an error, or is built with areas that are told and are numbers.
#[test]
fn flipped_coordinates_are_errors_or_areas_that_are_told() {
    let mut random = Pcg64Mcg::new(20_240_122);
    for name in [
        "utf8.shp",
        "squares.geojson",
        "sequence.geojsons",
        "plain.topojson",
        "squares.gpkg",
        "squares.fgb",
        "none.parquet",
        "native.parquet",
    ] {
        let parts = ["utf8.shx", "utf8.dbf", "utf8.prj"];
        let workspace = parts.iter().fold(Workspace::empty(), |workspace, part| workspace.write(part, sample(part)));
        let mut workspace = workspace.write(name, sample(name));
        let layer = if name.ends_with("topojson") { Some("squares") } else { None };
        let request = FeatureRequest { layer, ..FeatureRequest::default() };
        let read = |workspace: &Workspace| read_areas(&Folder::Disk(workspace.path("")), name, &request);
        let sound = read(&workspace).unwrap_or_else(|problems| panic!("{name}: {problems}"));
        let numbers: BTreeSet<u64> = sound.features.outlines.points.iter().flatten().map(|x| x.to_bits()).collect();
        let (mut errors, mut told, mut changed) = (0, 0, 0);
        for _ in 0..COPIES {
            workspace = workspace.write(name, flip_coordinates(&sample(name), &numbers, &mut random));
            let Ok(read) = read(&workspace) else {
                errors += 1;
                continue;
            };
            changed += usize::from(read.features.outlines.points != sound.features.outlines.points);
            match build_topology(&read.features.outlines, Repair::Mend) {
                Ok(built) => {
                    assert!(built.area_before.is_finite() && built.area_after.is_finite(), "{name}");
                    told += 1;
                }
                Err(error) => {
                    assert!(!error.to_string().is_empty());
                    errors += 1;
                }
            }
            let _ = build_topology(&read.features.outlines, Repair::Refuse);
        }
        assert_eq!(errors + told, COPIES, "{name}");
        assert!(changed + errors > COPIES / 2, "{name}: {changed} copies changed, {errors} refused");
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
    geoparquet_of_lists_in_pages: "gaps.parquet", [];
    geoparquet_of_points: "points.parquet", [];
    geoparquet_of_many_types: "cells.parquet", [];
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
