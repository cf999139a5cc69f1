//! Damaged coverages: laws on random ones, and the real defects of Italy's municipalities against GEOS.

use bacino::geometry::build::raw::{Built, build_topology};
use bacino::geometry::mend::defect::{Defect, DefectKind};
use bacino::geometry::topology::arcs::Topology;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use bacino::model::shape::repair::Repair;
use geo::orient::{Direction, Orient};
use geo::{Area, Validation, unary_union};
use proptest::prelude::*;
use serde_json::Value;

pub(crate) type Ring = Vec<Position>;

fn polygon(rings: &[Ring]) -> geo::Polygon {
    let line = |points: &Ring| geo::LineString::from(points.clone());
    geo::Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect())
}

fn assert_valid(topology: &Topology) {
    for shape in 0..topology.n_shapes() {
        for part in topology.polygons(shape) {
            let part = polygon(&[vec![part.exterior], part.holes].concat());
            assert!(part.is_valid(), "{shape}: {:?}", part.validation_errors());
        }
    }
}

/// Land claimed too often: by how many shapes too many, times its size.
fn surplus(built: &Built) -> f64 {
    let claimed = |defect: &&Defect| matches!(defect.kind, DefectKind::Overlap | DefectKind::DuplicateGeometry);
    built.defects.iter().filter(claimed).map(|defect| defect.size * (defect.shapes.len() - 1) as f64).sum()
}

/// Land that no shape claimed.
fn gaps(built: &Built) -> f64 {
    built.defects.iter().filter(|defect| defect.kind == DefectKind::Gap).map(|defect| defect.size).sum()
}

/// A coverage of `side` × `side` shapes with winding borders.
pub(crate) fn coverage(side: usize, bends: &[[f64; 2]]) -> Vec<Vec<Ring>> {
    let bend = |number: usize| bends[number % bends.len()];
    let node = |column: usize, row: usize| {
        let [x, y] = bend(column * 31 + row * 17);
        [10.0 * column as f64 + 2.0 * x, 10.0 * row as f64 + 2.0 * y]
    };
    let border = |from: Position, to: Position, number: usize| {
        let [along, off] = bend(number);
        let t = 0.5 + 0.2 * along;
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        [from[0] + t * dx - 0.2 * off * dy, from[1] + t * dy + 0.2 * off * dx]
    };
    let east = |column: usize, row: usize| border(node(column, row), node(column + 1, row), column * 7 + row * 13);
    let north = |column: usize, row: usize| border(node(column, row), node(column, row + 1), column * 11 + row * 5 + 3);
    let mut shapes = Vec::new();
    for row in 0..side {
        for column in 0..side {
            let ring = vec![
                node(column, row),
                east(column, row),
                node(column + 1, row),
                north(column + 1, row),
                node(column + 1, row + 1),
                east(column, row + 1),
                node(column, row + 1),
                north(column, row),
                node(column, row),
            ];
            shapes.push(vec![ring]);
        }
    }
    shapes
}

/// One defect in one shape.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Damage {
    Moved(usize, [f64; 2]),
    CornerMoved(usize, usize, [f64; 2]),
    CornerLost(usize, usize),
    CornerAdded(usize, usize),
    Turned(usize),
    Opened(usize),
    Repeated(usize, usize),
    Spike(usize, usize, [f64; 2]),
    NotFinite(usize, usize),
    SmallShift(usize, f64),
}

pub(crate) fn damage(shapes: &mut [Vec<Ring>], what: Damage) {
    let n = shapes.len();
    let corner = |ring: &Ring, corner: usize| 1 + corner % (ring.len() - 2);
    match what {
        Damage::Moved(shape, [x, y]) => shapes[shape % n][0].iter_mut().for_each(|point| {
            *point = [point[0] + x, point[1] + y];
        }),
        Damage::SmallShift(shape, by) => shapes[shape % n][0].iter_mut().for_each(|point| point[0] += by * 1e-7),
        Damage::CornerMoved(shape, at, [x, y]) => {
            let ring = &mut shapes[shape % n][0];
            let at = corner(ring, at);
            ring[at] = [ring[at][0] + x, ring[at][1] + y];
        }
        Damage::CornerLost(shape, at) => {
            let ring = &mut shapes[shape % n][0];
            if ring.len() > 5 {
                ring.remove(corner(ring, at));
            }
        }
        Damage::CornerAdded(shape, at) => {
            let ring = &mut shapes[shape % n][0];
            let at = corner(ring, at);
            let middle = [f64::midpoint(ring[at - 1][0], ring[at][0]), f64::midpoint(ring[at - 1][1], ring[at][1])];
            ring.insert(at, middle);
        }
        Damage::Turned(shape) => shapes[shape % n][0].reverse(),
        Damage::Opened(shape) => {
            shapes[shape % n][0].pop();
        }
        Damage::Repeated(shape, at) => {
            let ring = &mut shapes[shape % n][0];
            let at = corner(ring, at);
            ring.insert(at, ring[at]);
        }
        Damage::Spike(shape, at, [x, y]) => {
            let ring = &mut shapes[shape % n][0];
            let at = corner(ring, at);
            let foot = ring[at];
            ring.splice(at..at, [foot, [foot[0] + x, foot[1] + y]]);
        }
        Damage::NotFinite(shape, at) => {
            let ring = &mut shapes[shape % n][0];
            let at = corner(ring, at);
            ring.insert(at, [f64::NAN, 0.0]);
        }
    }
}

pub(crate) fn any_damage() -> impl Strategy<Value = Damage> {
    let step = || [-3.0..3.0_f64, -3.0..3.0_f64];
    let (shape, at) = (0..64_usize, 0..64_usize);
    prop_oneof![
        (shape.clone(), step()).prop_map(|(shape, by)| Damage::Moved(shape, by)),
        (shape.clone(), at.clone(), step()).prop_map(|(shape, at, by)| Damage::CornerMoved(shape, at, by)),
        (shape.clone(), at.clone()).prop_map(|(shape, at)| Damage::CornerLost(shape, at)),
        (shape.clone(), at.clone()).prop_map(|(shape, at)| Damage::CornerAdded(shape, at)),
        shape.clone().prop_map(Damage::Turned),
        shape.clone().prop_map(Damage::Opened),
        (shape.clone(), at.clone()).prop_map(|(shape, at)| Damage::Repeated(shape, at)),
        (shape.clone(), at.clone(), step()).prop_map(|(shape, at, by)| Damage::Spike(shape, at, by)),
        (shape.clone(), at).prop_map(|(shape, at)| Damage::NotFinite(shape, at)),
        (shape, -1.0..1.0_f64).prop_map(|(shape, by)| Damage::SmallShift(shape, by)),
    ]
}

pub(crate) fn outlines(shapes: &[Vec<Ring>]) -> PolygonOutlines {
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    for rings in shapes {
        outlines.push_shape([rings.as_slice()]);
    }
    outlines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Whatever is wrong, shapes end up valid and apart, and no land is gained or lost but what the named overlaps and gaps account for.
    #[test]
    fn mended_coverages_are_valid_and_conserve_area(
        side in 2..5_usize,
        bends in prop::collection::vec([-1.0..1.0_f64, -1.0..1.0_f64], 40),
        damages in prop::collection::vec(any_damage(), 0..6),
    ) {
        let mut shapes = coverage(side, &bends);
        for &what in &damages {
            damage(&mut shapes, what);
        }
        let built = build_topology(&outlines(&shapes), Repair::Mend).unwrap();
        assert_valid(&built.topology);
        let n = built.topology.n_shapes();
        let union = built.topology.dissolve(&vec![Some(0); n], 1).area(0);
        prop_assert!((union - built.area_after).abs() < 1e-6);
        let expected = built.area_before - surplus(&built) + gaps(&built);
        prop_assert!((built.area_after - expected).abs() < 1e-5, "{} {expected}", built.area_after);

        // The plain way: the union of all shapes by overlay, where each is a polygon that an overlay takes.
        let finite = shapes.iter().flatten().flatten().flatten().all(|axis| axis.is_finite());
        let oriented = |rings: &Vec<Ring>| polygon(rings).orient(Direction::Default);
        let polygons: Vec<geo::Polygon> = if finite { shapes.iter().map(oriented).collect() } else { Vec::new() };
        if finite && polygons.iter().all(Validation::is_valid) {
            let plain = unary_union(&polygons).unsigned_area() + gaps(&built);
            prop_assert!((built.area_after / plain - 1.0).abs() < 1e-6, "{} {plain}", built.area_after);
        }

        let simple = built.topology.simplify(4.0);
        assert_valid(&simple);
        let pairs = |topology: &Topology| topology.neighbours().into_keys().collect::<Vec<_>>();
        prop_assert_eq!(pairs(&simple), pairs(&built.topology));
    }
}

fn municipalities() -> (Vec<String>, PolygonOutlines) {
    let file: Value = serde_json::from_str(include_str!("../fixtures/damaged-municipalities.geojson")).unwrap();
    let ring = |ring: &Value| -> Ring {
        let number = |point: &Value, axis: usize| point[axis].as_f64().unwrap();
        ring.as_array().unwrap().iter().map(|point| [number(point, 0), number(point, 1)]).collect()
    };
    let polygon = |rings: &Value| rings.as_array().unwrap().iter().map(ring).collect::<Vec<Ring>>();
    let mut outlines = PolygonOutlines::new(ReferenceSystem::wgs84());
    let mut codes = Vec::new();
    for feature in file["features"].as_array().unwrap() {
        codes.push(feature["properties"]["code"].as_str().unwrap().to_owned());
        let (kind, parts) = (&feature["geometry"]["type"], &feature["geometry"]["coordinates"]);
        let parts: Vec<Vec<Ring>> = if kind == "Polygon" {
            vec![polygon(parts)]
        } else {
            parts.as_array().unwrap().iter().map(polygon).collect()
        };
        outlines.push_shape(parts);
    }
    (codes, outlines)
}

/// What GEOS says; made by `damaged.py` beside it, which names its version.
fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/topology/damaged.json")).unwrap()
}

/// The defects that GEOS finds in real municipalities, and no land lost: areas in square degrees agree to 1e-9 of the whole.
#[test]
fn real_defects_are_those_of_geos() {
    let ((codes, outlines), oracle) = (municipalities(), oracle());
    let built = build_topology(&outlines, Repair::Mend).unwrap();
    assert_valid(&built.topology);
    let concerned = |kinds: &[DefectKind]| {
        let shapes =
            built.defects.iter().filter(|defect| kinds.contains(&defect.kind)).flat_map(|defect| &defect.shapes);
        let mut codes: Vec<&str> = shapes.map(|&shape| codes[shape].as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let sorted = |key: &str| {
        let mut codes: Vec<&str> = oracle[key].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(concerned(&[DefectKind::SelfTouch]), sorted("self_touching"));
    assert_eq!(
        concerned(&[DefectKind::Overlap, DefectKind::Gap, DefectKind::UnmatchedEdge]),
        sorted("invalid_edges"),
        "{:?}",
        built.defects
    );
    let sum: f64 = (0..codes.len()).map(|shape| built.topology.area(shape)).sum();
    // Gaps are filled, the smallest holes of GEOS' union.
    let n_gaps = built.defects.iter().filter(|defect| defect.kind == DefectKind::Gap).count();
    let holes = oracle["holes_of_union"].as_array().unwrap().iter().map(|hole| hole.as_f64().unwrap());
    let union = oracle["union"].as_f64().unwrap() + holes.take(n_gaps).sum::<f64>();
    assert!((sum / union - 1.0).abs() < 1e-9, "{sum} {union} {n_gaps}");
}
