//! Strips that no area claims: all round an area, on two or three sides of it, open to the sea; what is too wide for an error stays.

use bacino::geometry::build::direct::{Groups, dissolved};
use bacino::geometry::build::raw::{Built, build_topology};
use bacino::geometry::mend::defect::DefectKind;
use bacino::geometry::mend::failure::BuildError;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use proptest::prelude::*;

use crate::mending::{Ring, coverage, outlines};
use crate::support::Workspace;

/// The corners of a ring with further points about `step` apart, the first again at the end.
fn dense(corners: &[Position], step: f64) -> Ring {
    let mut ring = Vec::new();
    for (number, from) in corners.iter().enumerate() {
        let to = corners[(number + 1) % corners.len()];
        let parts = ((to[0] - from[0]).hypot(to[1] - from[1]) / step).round().max(1.0);
        for share in (0..).map(|part| f64::from(part) / parts).take_while(|share| *share < 1.0) {
            ring.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
        }
    }
    ring.push(ring[0]);
    ring
}

fn rectangle([west, south]: Position, [width, height]: [f64; 2], step: f64) -> Ring {
    let (east, north) = (west + width, south + height);
    dense(&[[west, south], [east, south], [east, north], [west, north]], step)
}

/// The usual edge is 100 m long.
const STEP: f64 = 100.0;
/// Points that match nowhere: with them the median edge is 71 m long at least.
const OTHER_STEP: f64 = 73.0;

/// An area with a hole and another one in it, narrower all round.
fn moat(width: f64, step: f64) -> Vec<Vec<Ring>> {
    let hole = rectangle([1_000.0; 2], [1_000.0; 2], STEP);
    let inner = rectangle([1_000.0 + width; 2], [1_000.0 - 2.0 * width; 2], step);
    vec![vec![rectangle([0.0; 2], [3_000.0; 2], STEP), hole], vec![inner]]
}

/// The same around two areas that share a border.
fn moat_around_two(width: f64, step: f64) -> Vec<Vec<Ring>> {
    let mut shapes = moat(width, step);
    let size = [500.0 - width, 1_000.0 - 2.0 * width];
    shapes[1] = vec![rectangle([1_000.0 + width; 2], size, STEP)];
    shapes.push(vec![rectangle([1_500.0, 1_000.0 + width], size, STEP)]);
    shapes
}

/// Two areas side by side, the strip between them open at both ends.
fn beside(width: f64, step: f64) -> Vec<Vec<Ring>> {
    vec![
        vec![rectangle([0.0; 2], [1_000.0; 2], STEP)],
        vec![rectangle([1_000.0 + width, 0.0], [1_000.0 - width, 1_000.0], step)],
    ]
}

/// An area in the corner of another one, the strip L-shaped.
fn corner(width: f64, step: f64) -> Vec<Vec<Ring>> {
    let around = [[0.0, 0.0], [2e3, 0.0], [2e3, 1e3], [1e3, 1e3], [1e3, 2e3], [0.0, 2e3]];
    vec![vec![dense(&around, STEP)], vec![rectangle([1e3 + width; 2], [1e3 - width; 2], step)]]
}

/// An area in a bay of another one, the strip on three sides.
fn bay(width: f64, step: f64) -> Vec<Vec<Ring>> {
    let around = [[0.0, 0.0], [3e3, 0.0], [3e3, 2e3], [2e3, 2e3], [2e3, 1e3], [1e3, 1e3], [1e3, 2e3], [0.0, 2e3]];
    let inner = rectangle([1e3 + width; 2], [1e3 - 2.0 * width, 1e3 - width], step);
    vec![vec![dense(&around, STEP)], vec![inner]]
}

/// Two areas that share a corner inland, one of them with a border of its own from there to the sea.
fn drawn_twice(width: f64, step: f64) -> Vec<Vec<Ring>> {
    let left = [[0.0, 0.0], [1e3, 0.0], [1e3 - width, 50.0], [1e3 - width, 1e3], [0.0, 1e3]];
    vec![vec![dense(&left, STEP)], vec![rectangle([1e3, 0.0], [1e3; 2], step)]]
}

type Shapes = fn(f64, f64) -> Vec<Vec<Ring>>;
type AreaOf = fn(f64) -> f64;
/// All of them, each with the area of its strip.
const STRIPS: [(Shapes, AreaOf); 6] = [
    (moat, |width| 1e6 - (1e3 - 2.0 * width) * (1e3 - 2.0 * width)),
    (moat_around_two, |width| 1e6 - (1e3 - 2.0 * width) * (1e3 - 2.0 * width)),
    (beside, |width| 1e3 * width),
    (corner, |width| 1e6 - (1e3 - width) * (1e3 - width)),
    (bay, |width| 1e6 - (1e3 - 2.0 * width) * (1e3 - width)),
    (drawn_twice, |width| 975.0 * width),
];

fn gaps(built: &Built) -> Vec<(Vec<usize>, f64)> {
    let gaps = built.defects.iter().filter(|defect| defect.kind == DefectKind::Gap);
    gaps.map(|gap| (gap.shapes.clone(), gap.size)).collect()
}

/// The shapes moved to where Italy is, so that the last digits are those of real files.
fn moved(mut shapes: Vec<Vec<Ring>>) -> Vec<Vec<Ring>> {
    shapes.iter_mut().flatten().flatten().for_each(|[x, y]| (*x, *y) = (*x + 4_500_000.0, *y + 2_300_000.0));
    shapes
}

#[test]
fn strips_up_to_a_tenth_of_the_median_edge_are_named_and_filled() {
    for (number, (shapes, area)) in STRIPS.into_iter().enumerate() {
        for step in [STEP, OTHER_STEP] {
            for width in [1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 5.0, 7.0] {
                let shapes = moved(shapes(width, step));
                let all: Vec<usize> = (0..shapes.len()).collect();
                let built = build_topology(&outlines(&shapes), Repair::Mend).unwrap();
                let what = format!("strip {number}, {width} m, points every {step} m: {:?}", built.defects);
                let found = gaps(&built);
                assert_eq!(found.len(), 1, "{what}");
                assert_eq!(found[0].0, all, "{what}");
                assert!((found[0].1 / area(width) - 1.0).abs() < 1e-3, "{what}");
                assert!((built.area_after - built.area_before - found[0].1).abs() < 1e-3, "{what}");
                // What was apart is side by side, and there is no hole left.
                let neighbours = built.topology.neighbours();
                assert!(neighbours[&[0, 1]] > 899.0, "{what} {neighbours:?}");
                let joined = built.topology.dissolve(&vec![Some(0); shapes.len()], 1);
                assert_eq!(joined.ring_range(0).len(), 1, "{what}");
                let refused = build_topology(&outlines(&shapes), Repair::Refuse);
                assert!(matches!(refused, Err(BuildError::Refused { .. })), "{what}");
                let groups: Vec<u32> = (0..).take(shapes.len()).collect();
                for (groups, count) in [(groups, shapes.len()), (vec![0; shapes.len()], 1)] {
                    let joined = dissolved(&outlines(&shapes), Groups { of_shape: &groups, count }).unwrap();
                    let joined = gaps(&joined);
                    assert_eq!((joined.len(), &joined[0].0), (1, &all), "{what}");
                    assert!((joined[0].1 / found[0].1 - 1.0).abs() < 1e-9, "{what}");
                }
            }
        }
    }
}

#[test]
fn wider_land_between_areas_is_water_or_someone_elses() {
    for (number, (shapes, _)) in STRIPS.into_iter().enumerate() {
        for width in [12.0, 30.0, 120.0] {
            let shapes = moved(shapes(width, STEP));
            let built = build_topology(&outlines(&shapes), Repair::Mend).unwrap();
            assert_eq!(gaps(&built), [], "strip {number}, {width} m");
            let groups: Vec<u32> = (0..).take(shapes.len()).collect();
            let joined = dissolved(&outlines(&shapes), Groups { of_shape: &groups, count: shapes.len() }).unwrap();
            assert_eq!(gaps(&joined), [], "strip {number}, {width} m");
        }
    }
}

#[test]
fn what_is_no_border_drawn_twice_stays_open() {
    let found = |shapes: &[Vec<Ring>]| gaps(&build_topology(&outlines(shapes), Repair::Mend).unwrap());
    // A long and narrow lake in a single area.
    let lake = rectangle([500.0, 500.0], [1e3, 2.0], STEP);
    assert_eq!(found(&[vec![rectangle([0.0; 2], [2e3; 2], STEP), lake]]), []);
    // The mouth of a river between two areas: it widens little by little, and goes on to do so.
    let left = [[0.0, 0.0], [1e3, 0.0], [997.0, 100.0], [992.0, 200.0], [980.0, 300.0], [950.0, 1e3], [0.0, 1e3]];
    let right = [[1e3, 0.0], [2e3, 0.0], [2e3, 1e3], [1_050.0, 1e3], [1_015.0, 300.0], [1_003.0, 100.0]];
    assert_eq!(found(&[vec![dense(&left, STEP)], vec![dense(&right, STEP)]]), []);
    // A creek that is shorter than an edge.
    let left = [[0.0, 0.0], [1e3, 0.0], [992.0, 60.0], [700.0, 200.0], [0.0, 1e3]];
    let right = [[1e3, 0.0], [2e3, 0.0], [2e3, 1e3], [1_200.0, 200.0], [1e3, 60.0]];
    assert_eq!(found(&[vec![dense(&left, STEP)], vec![dense(&right, STEP)]]), []);
    // A narrow strait that another area lies in leaves two gaps or none, never an overlap.
    let mut shapes = beside(9.0, STEP);
    shapes.push(vec![rectangle([1_003.0, 0.0], [3.0, 1e3], STEP)]);
    let built = build_topology(&outlines(&shapes), Repair::Mend).unwrap();
    assert!((built.area_after - 2e6).abs() < 1e-6, "{:?}", built.defects);
}

#[test]
fn degrees_have_moats_too() {
    for (shapes, area) in STRIPS {
        let mut outlines = outlines(&shapes(3.0, OTHER_STEP));
        outlines.reference = ReferenceSystem::wgs84();
        // Metres on the ground near 45 degrees north.
        for [x, y] in &mut outlines.points {
            (*x, *y) = (9.0 + *x / 78_847.0, 45.0 + *y / 111_132.0);
        }
        let found = gaps(&build_topology(&outlines, Repair::Mend).unwrap());
        assert_eq!(found.len(), 1);
        assert!((found[0].1 / area(3.0) - 1.0).abs() < 0.01, "{found:?}");
    }
}

fn geojson(outlines: &PolygonOutlines) -> String {
    let feature = |shape: usize| {
        let rings: Vec<&[Position]> = outlines
            .polygons_of(shape)
            .flat_map(|polygon| outlines.rings_of(polygon))
            .map(|ring| outlines.ring(ring))
            .collect();
        format!(
            r#"{{"type":"Feature","properties":{{"code":"A{shape}"}},"geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
            serde_json::to_string(&rings).unwrap()
        )
    };
    let features: Vec<String> = (0..outlines.n_shapes()).map(feature).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

#[test]
fn a_moat_is_told_mended_or_refused_as_the_command_says() {
    let file = geojson(&outlines(&moved(moat(1.0, OTHER_STEP))));
    let workspace = Workspace::empty().write("a.geojson", file);
    let run = |flags: &[&str]| {
        workspace.run(["boundaries", "a.geojson", "--from-crs", "EPSG:3035"].iter().chain(flags).copied())
    };
    let told = run(&[]);
    assert!(told.stdout.contains("gap: 1, 3996 m² in all: feature 1 (A0) and feature 2 (A1) at "), "{}", told.stdout);
    for flags in [&["--repair=refuse", "-o", "b.gpkg"][..], &["--dissolve", "code", "-o", "b.gpkg"]] {
        let refused = run(flags);
        assert_eq!(refused.exit_code, 1, "{flags:?}");
        assert!(refused.stderr.contains("error: a.geojson: gap: 1, "), "{}", refused.stderr);
    }
    let mended = run(&["--repair", "-o", "b.gpkg"]);
    assert_eq!(mended.exit_code, 0, "{}", mended.stderr);
    let told = workspace.run(["boundaries", "b.gpkg"]);
    assert!(told.stdout.contains("defects:          none"), "{}", told.stdout);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// A shape of a coverage drawn smaller by a little leaves strips to its neighbours: all of them are found, nothing else is, and the
    /// land is whole again where neighbours were.
    #[test]
    fn a_shape_drawn_smaller_gets_its_neighbours_back(
        side in 2..5_usize,
        bends in prop::collection::vec([-0.5..0.5_f64, -0.5..0.5_f64], 40),
        shape in any::<prop::sample::Index>(),
        exponent in -6.0..-0.6_f64,
        corners in prop::collection::vec(0..8_usize, 0..3),
    ) {
        let whole = coverage(side, &bends);
        let before = build_topology(&outlines(&whole), Repair::Refuse);
        prop_assume!(before.is_ok());
        let before = before.unwrap().topology;
        let mut shapes = whole;
        let shape = shape.index(shapes.len());
        let middle = [10.0 * (shape % side) as f64 + 5.0, 10.0 * (shape / side) as f64 + 5.0];
        let smaller = 1.0 - 10.0_f64.powf(exponent) / 5.0;
        for point in &mut shapes[shape][0] {
            *point = [0, 1].map(|axis| middle[axis] + smaller * (point[axis] - middle[axis]));
        }
        for at in corners {
            // Points on its sides that the others have not.
            let ring = &mut shapes[shape][0];
            let between = [0, 1].map(|axis| f64::midpoint(ring[at][axis], ring[at + 1][axis]));
            ring.insert(at + 1, between);
        }
        let built = build_topology(&outlines(&shapes), Repair::Mend).unwrap();
        let filled: f64 = gaps(&built).iter().map(|(_, size)| size).sum();
        prop_assert!((built.area_after - built.area_before - filled).abs() < 1e-6);
        let (old, new) = (before.neighbours(), built.topology.neighbours());
        for (pair, length) in old.iter().filter(|(pair, length)| pair.contains(&shape) && **length > 1.0) {
            let found = new.get(pair).copied().unwrap_or(0.0);
            prop_assert!(found > 0.8 * length, "{:?}: {} was {}, {:?}", pair, found, length, built.defects);
        }
        // Only strips at the outside are less than they were.
        let inner = (1..side - 1).contains(&(shape % side)) && (1..side - 1).contains(&(shape / side));
        if inner {
            let sum = |topology: &bacino::geometry::topology::arcs::Topology| {
                (0..topology.n_shapes()).map(|shape| topology.area(shape)).sum::<f64>()
            };
            prop_assert!((sum(&before) - sum(&built.topology)).abs() < 1e-6);
        }
    }
}
