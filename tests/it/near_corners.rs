//! Corners closer than a step of the grid on which borders are matched: what is valid by itself is taken as it is, near corners too.

use std::collections::BTreeMap;

use bacino::geometry::build::raw::{Built, build_topology};
use bacino::geometry::topology::arcs::Topology;
use bacino::model::shape::outline::{PolygonOutlines, Position};
use bacino::model::shape::repair::Repair;
use geo::Validation;
use geo::kernels::{Kernel, Orientation, RobustKernel};
use proptest::prelude::*;

use crate::mending::{Ring, coverage, outlines};

/// The step of the grid for shapes between 0 and 20 or 30 and a little beyond: 2⁵ or 2⁶ over 2³⁰.
const STEP: f64 = 32.0 / 1_073_741_824.0;

fn refused(outlines: &PolygonOutlines) -> Built {
    build_topology(outlines, Repair::Refuse).unwrap_or_else(|error| panic!("{error:?}"))
}

fn rings_of(topology: &Topology, shape: usize) -> usize {
    topology.ring_range(shape).len()
}

fn closed(corners: &[Position]) -> Ring {
    corners.iter().chain(&corners[..1]).copied().collect()
}

#[test]
fn near_corners_spikes_and_holes_near_the_shell_are_no_faults() {
    let near = STEP / 8.0;
    let square = [[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 20.0]];
    let with = |more: &[Position]| closed(&[&square[..2], more, &square[2..]].concat());
    let hole = |west: f64, south: f64, size: f64| {
        closed(&[[west, south], [west, south + size], [west + size, south + size], [west + size, south]])
    };
    let bay = [[20.0, 9.0], [10.0, 10.0], [8.0, 6.0], [6.0, 10.0], [8.0, 14.0], [10.0, 10.0 + near], [20.0, 11.0]];
    let cases: [(&str, Vec<Ring>, usize); 7] = [
        ("two corners", vec![with(&[[20.0, 10.0], [20.0 - near, 10.0 + near / 2.0]])], 1),
        ("a spike", vec![with(&[[20.0, 10.0], [25.0, 10.0], [20.0, 10.0 + near]])], 1),
        ("a notch", vec![with(&[[20.0, 10.0], [5.0, 10.0], [20.0, 10.0 + near]])], 1),
        ("a bay with a narrow mouth", vec![with(&bay)], 1),
        ("a hole near the shell", vec![with(&[]), hole(near, 5.0, 3.0)], 2),
        ("two holes near each other", vec![with(&[]), hole(5.0, 5.0, 3.0), hole(8.0 + near, 8.0 + near, 3.0)], 3),
        ("a tiny hole", vec![with(&[]), hole(5.0, 5.0, near)], 2),
    ];
    for (what, rings, n_rings) in cases {
        let line = |ring: &Ring| geo::LineString::from(ring.clone());
        let polygon = geo::Polygon::new(line(&rings[0]), rings[1..].iter().map(line).collect());
        assert!(polygon.is_valid(), "{what}: {:?}", polygon.validation_errors());
        let built = refused(&outlines(std::slice::from_ref(&rings)));
        assert_eq!(rings_of(&built.topology, 0), n_rings, "{what}");
        assert!((built.area_after - built.area_before).abs() < 1e-12, "{what}");
        let n_corners: usize = rings.iter().map(|ring| ring.len() - 1).sum();
        let kept: usize = built.topology.ring_range(0).map(|ring| built.topology.ring_points(ring).len() - 1).sum();
        assert_eq!(kept, n_corners, "{what}");
    }
}

#[test]
fn borders_drawn_a_little_differently_still_meet() {
    let off = STEP / 8.0;
    let left = closed(&[[0.0, 0.0], [10.0, 0.0], [10.0, 20.0], [0.0, 20.0]]);
    let right = closed(&[[10.0 + off, 0.0], [20.0, 0.0], [20.0, 20.0], [10.0 + off, 20.0]]);
    let built = refused(&outlines(&[vec![left], vec![right]]));
    assert!((built.topology.neighbours()[&[0, 1]] - 20.0).abs() < 1e-6);
}

fn side(a: Position, b: Position, c: Position) -> Orientation {
    let coord = |[x, y]: Position| geo::Coord { x, y };
    <RobustKernel as Kernel<f64>>::orient2d(coord(a), coord(b), coord(c))
}

/// Whether edges of rings meet in their ends only. Exact.
fn crosses_nowhere(shapes: &[Vec<Ring>]) -> bool {
    let edges: Vec<[Position; 2]> =
        shapes.iter().flatten().flat_map(|ring| ring.windows(2)).map(|pair| [pair[0], pair[1]]).collect();
    let same = |a: Position, b: Position| a.map(f64::to_bits) == b.map(f64::to_bits);
    edges.iter().enumerate().all(|(number, &[a, b])| {
        edges[..number].iter().all(|&[c, d]| {
            let common = [(a, c), (a, d), (b, c), (b, d)].into_iter().filter(|(one, other)| same(*one, *other)).count();
            let sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
            match common {
                0 => {
                    (sides[0] == sides[1] && sides[0] != Orientation::Collinear)
                        || (sides[2] == sides[3] && sides[2] != Orientation::Collinear)
                }
                1 => sides.iter().filter(|side| **side == Orientation::Collinear).count() == 2,
                _ => true,
            }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Points beside the borders of a coverage, in both shapes that share them and closer to each other than a step: the coverage stays
    /// valid, and comes out with all its corners.
    #[test]
    fn coverages_with_near_corners_stay_what_they_are(
        side in 2..4_usize,
        bends in prop::collection::vec([-0.5..0.5_f64, -0.5..0.5_f64], 40),
        near in prop::collection::vec((any::<prop::sample::Index>(), 0.2..0.8_f64, [-0.9..0.9_f64, -0.9..0.9_f64], 0..3_u8), 1..6),
    ) {
        let mut shapes = coverage(side, &bends);
        let before = build_topology(&outlines(&shapes), Repair::Refuse);
        prop_assume!(before.is_ok());
        let edge = |pair: &[Position]| {
            let [a, b] = [pair[0], pair[1]].map(|point| point.map(f64::to_bits));
            [a.min(b), a.max(b)]
        };
        let edges: Vec<[Position; 2]> = shapes
            .iter()
            .flat_map(|rings| rings[0].windows(2))
            .map(|pair| if pair[0].map(f64::to_bits) < pair[1].map(f64::to_bits) { [pair[0], pair[1]] } else { [pair[1], pair[0]] })
            .collect();
        // Between the ends of an edge, from the smaller to the larger, a detour of points near each other.
        let mut detours: BTreeMap<[[u64; 2]; 2], Vec<Position>> = BTreeMap::new();
        for (index, share, [x, y], kind) in near {
            let [a, b] = edges[index.index(edges.len())];
            let at = [0, 1].map(|axis| a[axis] + share * (b[axis] - a[axis]));
            let off = [at[0] + x * STEP, at[1] + y * STEP];
            let away = [at[0] + 0.3 * (a[1] - b[1]), at[1] + 0.3 * (b[0] - a[0])];
            let detour = match kind {
                0 => vec![at, off],
                1 => vec![at, away, off],
                _ => vec![at],
            };
            detours.entry(edge(&[a, b])).or_insert(detour);
        }
        for ring in shapes.iter_mut().flatten() {
            let mut with = Vec::new();
            for pair in ring.windows(2) {
                with.push(pair[0]);
                let detour = detours.get(&edge(pair)).into_iter().flatten().copied();
                if pair[0].map(f64::to_bits) < pair[1].map(f64::to_bits) {
                    with.extend(detour);
                } else {
                    with.extend(detour.rev());
                }
            }
            with.push(ring[ring.len() - 1]);
            *ring = with;
        }
        let valid = shapes.iter().all(|rings| geo::Polygon::new(rings[0].clone().into(), Vec::new()).is_valid());
        prop_assume!(valid);
        // Detours may cross each other or another border.
        prop_assume!(crosses_nowhere(&shapes));
        let built = refused(&outlines(&shapes));
        prop_assert!((built.area_after - built.area_before).abs() < 1e-9);
        for (shape, rings) in shapes.iter().enumerate() {
            let found: usize = built.topology.ring_range(shape).map(|ring| built.topology.ring_points(ring).len()).sum();
            prop_assert_eq!(found, rings[0].len(), "shape {}", shape);
        }
    }
}
