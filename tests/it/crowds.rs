//! Maps of so many areas that most cannot be pointed at.

use std::io::Cursor;

use crate::support::Workspace;

/// Squares of a kilometre in rows, of which a block of so many a side is one large square.
fn squares(a_side: u32, block: u32) -> String {
    let feature = |code: String, [x, y]: [u32; 2], side: u32, value: u32| {
        let [west, south] = [4_300_000 + 1_000 * x, 2_600_000 + 1_000 * y];
        let [east, north] = [west + 1_000 * side, south + 1_000 * side];
        let ring = format!("[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]");
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}","v":{value}}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let small =
        (0..a_side).flat_map(|x| (0..a_side).map(move |y| [x, y])).filter(|place| place.iter().any(|at| *at >= block));
    let small = small.map(|[x, y]| feature(format!("s{x:03}{y:03}"), [x, y], 1, (x * x * 7 + y * 13) % 101));
    let all: Vec<String> = small.chain([feature("large".to_owned(), [0, 0], block, 50)]).collect();
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3035"}}"#;
    format!(r#"{{"type":"FeatureCollection",{crs},"features":[{}]}}"#, all.join(","))
}

/// The pixels of a picture, one number a channel.
fn pixels(png: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

#[test]
fn a_crowd_is_one_path_a_colour_and_the_picture_stays_what_it_is() {
    let workspace = Workspace::empty().write("squares.geojson", squares(80, 8));
    let draw = |file: &str, attributes: &str| {
        let flags = ["--value", "v", "--size", "60x60mm", "--attributes", attributes, "-o", file];
        let run = workspace.run(["map", "squares.geojson"].into_iter().chain(flags));
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
    };
    draw("seen.svg", "seen");
    draw("all.svg", "all");
    let [seen, all] = ["seen.svg", "all.svg"].map(|file| workspace.read(file));
    let described = |svg: &str| svg.matches("data-code=").count();
    assert_eq!((described(&seen), described(&all)), (1, 80 * 80 - 64 + 1));
    assert!(seen.contains("data-code=\"large\""), "what is large enough is described");
    assert!(8 * seen.len() < all.len(), "{} {}", seen.len(), all.len());
    for file in ["seen.svg", "all.svg"] {
        let run = workspace.run(["verify", file, "squares.geojson"]);
        assert_eq!(run.exit_code, 0, "{}{}", run.stdout, run.stderr);
    }
    draw("seen.png", "seen");
    draw("all.png", "all");
    let [seen, all] = ["seen.png", "all.png"].map(|file| pixels(&workspace.bytes(file)));
    assert_eq!(seen.len(), all.len());
    // Where two areas of a colour share a pixel it is covered once and not twice, which renderers see at their edges.
    let apart: Vec<u8> = seen.iter().zip(&all).map(|(a, b)| a.abs_diff(*b)).collect();
    let (largest, sum) = (apart.iter().max().unwrap(), apart.iter().map(|apart| u64::from(*apart)).sum::<u64>());
    assert!(*largest <= 64 && sum < apart.len() as u64, "{largest} {sum} {}", apart.len());
}

#[test]
fn areas_that_can_be_told_apart_are_described_one_by_one() {
    let workspace = Workspace::empty().write("squares.geojson", squares(30, 2));
    let svg = workspace.run(["map", "squares.geojson", "--value", "v"]).stdout;
    assert_eq!(svg.matches("data-code=").count(), 30 * 30 - 4 + 1);
}
