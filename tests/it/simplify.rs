//! Simplified coverages: valid, whole and with the same neighbours, by tolerance, by share and by size, in the coordinates of the file.

use bacino::geometry::build::exact::exact_topology;
use bacino::geometry::build::raw::build_topology;
use bacino::geometry::topology::arcs::Topology;
use bacino::geometry::topology::measured::Measured;
use bacino::geometry::topology::simplify::Simplifier;
use bacino::input::file::bytes::{Folder, fingerprint};
use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::read_areas;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use geo::Validation;
use proptest::prelude::*;

use crate::support::Workspace;

/// Side of a cell in metres.
const SIDE: f64 = 1_000.0;

/// The line from one corner of a grid to the next, winding within a quarter of a right angle of the straight one, so that no two cross.
fn winding([x, y]: [usize; 2], upwards: bool, steps: usize, bends: &[f64]) -> Vec<Position> {
    (0..=steps)
        .map(|step| {
            let along = step as f64 / steps as f64;
            let bend = bends[(31 * x + 17 * y + 7 * usize::from(upwards) + 5 * step) % bends.len()];
            let off = 0.45 * bend * along.min(1.0 - along);
            let (east, north) = if upwards { (off, along) } else { (along, off) };
            [500_000.0 + SIDE * (x as f64 + east), 4_600_000.0 + SIDE * (y as f64 + north)]
        })
        .collect()
}

/// Cells with winding borders, some joined and some left out, so that holes, islands and areas of several parts arise.
fn coverage(side: usize, group_of_cell: &[Option<usize>], steps: usize, bends: &[f64]) -> Topology {
    let mut cells = PolygonOutlines::new(ReferenceSystem::epsg(32_632));
    for cell in 0..side * side {
        let (x, y) = (cell % side, cell / side);
        let mut back: Vec<Position> = winding([x, y], true, steps, bends);
        back.extend(winding([x, y + 1], false, steps, bends));
        back.reverse();
        let mut ring = winding([x, y], false, steps, bends);
        ring.extend(winding([x + 1, y], true, steps, bends));
        ring.extend(back);
        ring.dedup();
        cells.push_shape([[ring]]);
    }
    let n_groups = group_of_cell.iter().flatten().max().map_or(0, |last| last + 1);
    build_topology(&cells, Repair::Refuse).unwrap().topology.dissolve(group_of_cell, n_groups)
}

fn pairs(topology: &Topology) -> Vec<[usize; 2]> {
    topology.neighbours().into_keys().collect()
}

/// The positions of all rings as a file has them, the first once more at the end.
fn n_vertices(topology: &Topology) -> usize {
    topology.to_outlines().points.len()
}

/// Valid polygons, as many parts and holes as before, the same neighbours.
fn assert_kept(simple: &Topology, before: &Topology) {
    assert_eq!(pairs(simple), pairs(before));
    for shape in 0..before.n_shapes() {
        let polygons = simple.polygons(shape);
        let holes = |topology: &Topology| {
            let mut holes: Vec<usize> = topology.polygons(shape).iter().map(|polygon| polygon.holes.len()).collect();
            holes.sort_unstable();
            holes
        };
        assert_eq!(holes(simple), holes(before), "{shape}");
        for polygon in polygons {
            let line = |points: Vec<Position>| geo::LineString::from(points);
            let polygon = geo::Polygon::new(line(polygon.exterior), polygon.holes.into_iter().map(line).collect());
            assert!(polygon.is_valid(), "{shape}: {:?}", polygon.validation_errors());
        }
    }
}

fn any_coverage() -> impl Strategy<Value = Topology> {
    (2..5_usize, 2..7_usize).prop_flat_map(|(side, steps)| {
        let groups = prop::collection::vec(prop::option::weighted(0.85, 0..4_usize), side * side);
        let bends = prop::collection::vec(-1.0..1.0_f64, 29);
        (groups, bends).prop_map(move |(groups, bends)| coverage(side, &groups, steps, &bends))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Triangles are measured elsewhere, where no straight line of the coverage is straight; nothing crosses here all the same.
    #[test]
    fn what_is_measured_in_one_system_is_valid_in_another(
        before in any_coverage(),
        bow in -3.0..3.0_f64,
        metres in 1.0..3_000.0_f64,
        share in 0.0..1.0_f64,
    ) {
        let bent = |[x, y]: Position| {
            let (east, north) = (x - 500_000.0, y - 4_600_000.0);
            [east + bow * north * north / 4_000.0, north * (1.0 + east / 8_000.0)]
        };
        let measured = before.clone().with_positions(bent);
        let simplifier = Simplifier::measured_in(&before, Measured::At(measured.points().into()));
        for simple in [simplifier.to_tolerance(metres * metres), simplifier.to_share(share)] {
            assert_kept(&simple, &before);
            prop_assert!(simple.points().iter().all(|point| before.points().contains(point)));
        }
        prop_assert_eq!(before.n_vertices(), n_vertices(&before));
        let least = n_vertices(&simplifier.to_share(0.0)) as f64;
        let by_share = n_vertices(&simplifier.to_share(share)) as f64;
        let most = share * n_vertices(&before) as f64 + 0.5;
        prop_assert!(by_share <= most.max(least), "{by_share} of {most}, {least} at least");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// Borders that agree to the last bit need no search, whichever way rings run and wherever they start.
    #[test]
    fn exact_borders_are_those_that_a_search_finds(before in any_coverage(), turns in prop::collection::vec((any::<bool>(), 0..9_usize), 16)) {
        let mut shapes = before.to_outlines();
        for (ring, (backwards, by)) in (0..shapes.n_rings()).zip(turns.iter().cycle()) {
            let range = shapes.ring_starts[ring] as usize..shapes.ring_starts[ring + 1] as usize;
            let ring = &mut shapes.points[range];
            let n = ring.len() - 1;
            ring[..n].rotate_left(by % n);
            ring[n] = ring[0];
            if *backwards {
                ring.reverse();
            }
        }
        let whole = (0..before.n_shapes()).all(|shape| !before.polygons(shape).is_empty());
        if let Ok(built) = build_topology(&shapes, Repair::Refuse) {
            let exact = exact_topology(&shapes).unwrap().in_order();
            let full = built.topology.in_order();
            prop_assert_eq!(exact.points(), full.points());
            prop_assert_eq!(exact.to_outlines(), full.to_outlines());
            let sides = |topology: &Topology| (0..topology.n_arcs()).map(|arc| topology.sides(arc)).collect::<Vec<_>>();
            prop_assert_eq!(sides(&exact), sides(&full));
        } else {
            prop_assert!(!whole);
        }
    }
}

/// An island, an enclave that touches the border of what is around it, and a lake that touches the coast.
#[test]
fn rings_without_ends_and_rings_that_touch_are_found() {
    let square = |[x, y]: Position, side: f64| vec![[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]];
    let diamond = |[x, y]: Position| vec![[x, y], [x + 1.0, y - 1.0], [x + 2.0, y], [x + 1.0, y + 1.0], [x, y]];
    let mut shapes = PolygonOutlines::new(ReferenceSystem::epsg(32_632));
    let bordered = |ring: Vec<Position>, corner: Position, behind: usize| {
        let mut ring = ring;
        ring.insert(behind, corner);
        ring
    };
    // The lake touches the coast in the west, the enclave the border in the east.
    let west = bordered(bordered(square([0.0, 0.0], 10.0), [0.0, 5.0], 4), [10.0, 5.0], 2);
    shapes.push_shape([vec![west, diamond([0.0, 5.0]), diamond([8.0, 5.0]), square([4.0, 4.0], 1.0)]]);
    shapes.push_shape([vec![bordered(square([10.0, 0.0], 10.0), [10.0, 5.0], 4)]]);
    shapes.push_shape([vec![diamond([8.0, 5.0])]]);
    shapes.push_shape([vec![square([4.0, 4.0], 1.0)]]);
    shapes.push_shape([vec![square([30.0, 0.0], 1.0)]]);
    let exact = exact_topology(&shapes).unwrap().in_order();
    let full = build_topology(&shapes, Repair::Refuse).unwrap().topology.in_order();
    assert_eq!(exact.points(), full.points());
    assert_eq!(exact.to_outlines(), full.to_outlines());
    // A border that is drawn in two ways by less than a step of the grid is none of these.
    shapes.points[2][0] += 1e-9;
    assert!(exact_topology(&shapes).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// The same from file to file: also where the file has other coordinates than the boundaries, with fewer digits.
    #[test]
    fn simplified_files_are_valid_and_keep_their_neighbours(
        before in any_coverage(),
        metres in 5..3_000_u32,
        share in 1..100_u32,
        bytes in 500..6_000_u32,
    ) {
        // A feature without land is an error here.
        prop_assume!((0..before.n_shapes()).all(|shape| !before.polygons(shape).is_empty()));
        let shapes = before.to_outlines();
        let workspace = Workspace::empty().write("before.geojson", text_of(&shapes));
        for simplify in [format!("{metres}m"), format!("{share}%"), format!("{bytes}B").replace('B', "e-3KB")] {
            for output in ["after.geojson", "after.gpkg"] {
                let run = workspace.run(["boundaries", "before.geojson", "--force", "-o", output, "--simplify", &simplify]);
                prop_assert_eq!(run.exit_code, 0, "{}", run.stderr);
                let read = read_areas(&Folder::Disk(workspace.path("")), output, &FeatureRequest::default()).unwrap();
                let after = build_topology(&read.features.outlines, Repair::Refuse).unwrap().topology;
                prop_assert_eq!(after.n_shapes(), before.n_shapes());
                assert_kept(&after, &before);
                if simplify.ends_with("KB") && run.stderr.is_empty() {
                    let size = std::fs::metadata(workspace.path(output)).unwrap().len();
                    prop_assert!(size <= u64::from(bytes), "{size} of {bytes}");
                }
            }
        }
    }
}

/// Shapes as GeoJSON with the old member for their reference system.
fn text_of(shapes: &PolygonOutlines) -> String {
    let features: Vec<serde_json::Value> = (0..shapes.n_shapes())
        .map(|shape| {
            let polygons: Vec<Vec<&[Position]>> = shapes
                .polygons_of(shape)
                .map(|polygon| shapes.rings_of(polygon).map(|ring| shapes.ring(ring)).collect())
                .collect();
            let geometry = serde_json::json!({ "type": "MultiPolygon", "coordinates": polygons });
            serde_json::json!({ "type": "Feature", "properties": { "shape": shape }, "geometry": geometry })
        })
        .collect();
    let crs = serde_json::json!({ "type": "name", "properties": { "name": "EPSG:32632" } });
    serde_json::json!({ "type": "FeatureCollection", "crs": crs, "features": features }).to_string()
}

/// What GEOS says of simplified layers; made by `simplified.py` beside it, which names its version.
fn oracle() -> Vec<serde_json::Value> {
    let file: serde_json::Value = serde_json::from_str(include_str!("../oracle/topology/simplified.json")).unwrap();
    file["layers"].as_array().unwrap().clone()
}

/// GEOS finds no invalid polygon in any layer, a valid coverage, the neighbours, parts and holes of the whole.
#[test]
fn simplified_layers_are_valid_by_geos() {
    let rows = oracle();
    let is_whole = |row: &&serde_json::Value| row["simplify"].is_null();
    for row in rows.iter().filter(|row| !is_whole(row)) {
        let of_layer = |whole: &&serde_json::Value| whole["layer"] == row["layer"] && whole["format"] == row["format"];
        let whole = rows.iter().filter(is_whole).find(of_layer).unwrap();
        for same in ["shapes", "parts", "holes", "neighbours"] {
            assert_eq!(row[same], whole[same], "{row}");
        }
        assert!(row["points"].as_u64() <= whole["points"].as_u64(), "{row}");
        for none in ["invalid", "without_area"] {
            assert_eq!(row[none], 0, "{row}");
        }
        for yes in ["coverage_is_valid", "same_neighbours"] {
            assert_eq!(row[yes], true, "{row}");
        }
    }
    let tracts = rows.iter().filter(|row| row["layer"] == "tracts" && !row["simplify"].is_null());
    assert!(tracts.clone().count() >= 5 && tracts.clone().all(|row| row["shapes"] == 458_057));
}

/// The files that GEOS looked at are those that are written now.
#[test]
fn simplified_files_are_those_that_geos_looked_at() {
    let workspace = Workspace::empty();
    let looked_at = |row: &&serde_json::Value| {
        let simplify = row["simplify"].as_str().unwrap_or_default();
        let few = row["layer"] == "provinces" || simplify == "1km";
        row["format"] == "geojson" && row["layer"] != "tracts" && few && simplify.ends_with(['m', '%'])
    };
    let rows = oracle();
    for row in rows.iter().filter(looked_at) {
        let [layer, simplify] = ["layer", "simplify"].map(|key| row[key].as_str().unwrap());
        let arguments = ["catchments", "--layer", layer, "--force", "-o", "simple.geojson", "--simplify", simplify];
        let run = workspace.run(arguments);
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        let sha256 = fingerprint("", &workspace.bytes("simple.geojson")).sha256;
        assert_eq!(sha256, row["sha256"].as_str().unwrap(), "{layer} {simplify}");
    }
}
