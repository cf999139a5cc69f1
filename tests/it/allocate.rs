//! Areal weights and points in areas, on random shapes and against other programs.

use bacino::geometry::overlay::areal::{ArealWeights, areal_weights};
use bacino::geometry::overlay::locate::AreaLocator;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};
use geo::{Area, BooleanOps, Contains, Intersects};
use proptest::prelude::*;
use serde_json::Value;

/// A ring around a middle, with its corners at given distances.
fn star([x, y]: Position, distances: &[f64]) -> Vec<Position> {
    let n = distances.len() as f64;
    let corner = |(number, distance): (usize, &f64)| {
        let angle = number as f64 / n * std::f64::consts::TAU;
        [x + distance * angle.cos(), y + distance * angle.sin()]
    };
    distances.iter().enumerate().map(corner).collect()
}

fn outlines(rings: &[Vec<Position>]) -> PolygonOutlines {
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    for ring in rings {
        outlines.push_shape([[ring]]);
    }
    outlines
}

fn polygon(ring: &[Position]) -> geo::Polygon {
    geo::Polygon::new(ring.to_vec().into(), Vec::new())
}

/// The squares of a grid with `n` squares a side, whose inner nodes are moved.
fn jittered(n: usize, side: f64, moves: &[[f64; 2]]) -> Vec<Vec<Position>> {
    let node = |column: usize, row: usize| {
        let inner = (1..n).contains(&column) && (1..n).contains(&row);
        let [dx, dy] = if inner { moves[(column * 31 + row * 17) % moves.len()] } else { [0.0, 0.0] };
        [(column as f64 + dx) * side / n as f64, (row as f64 + dy) * side / n as f64]
    };
    let square = |(column, row): (usize, usize)| {
        vec![node(column, row), node(column + 1, row), node(column + 1, row + 1), node(column, row + 1)]
    };
    (0..n).flat_map(|column| (0..n).map(move |row| (column, row))).map(square).collect()
}

fn rings(most: usize) -> impl Strategy<Value = Vec<Vec<Position>>> {
    let middle = [0.0..1_000.0, 0.0..1_000.0];
    let ring = (middle, proptest::collection::vec(5.0..200.0, 3..60)).prop_map(|(middle, far)| star(middle, &far));
    proptest::collection::vec(ring, 1..most)
}

fn moves() -> impl Strategy<Value = Vec<[f64; 2]>> {
    proptest::collection::vec([-0.3..0.3, -0.3..0.3], 1..20)
}

fn rows(weights: &ArealWeights) -> Vec<Vec<(usize, f64)>> {
    (0..weights.n_shapes()).map(|shape| weights.of_shape(shape).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The overlay of `geo` snaps to a grid of integers, so it agrees to about 1e-8 of the size.
    #[test]
    fn shares_are_those_of_an_overlay(shapes in rings(8), zones in rings(8)) {
        let weights = areal_weights(&outlines(&shapes), &outlines(&zones));
        for (number, shape) in shapes.iter().enumerate() {
            let area = polygon(shape).unsigned_area();
            for (zone, ring) in zones.iter().enumerate() {
                let plain = polygon(shape).intersection(&polygon(ring)).unsigned_area() / area;
                let ours = weights.of_shape(number).find(|(found, _)| *found == zone).map_or(0.0, |(_, share)| share);
                prop_assert!((ours - plain).abs() < 1e-6, "{number} {zone}: {ours} {plain}");
            }
        }
    }

    #[test]
    fn a_partition_into_zones_loses_nothing(a in moves(), b in moves(), n in 1_usize..9, m in 1_usize..9) {
        let (shapes, zones) = (jittered(n, 7_000.0, &a), jittered(m, 7_000.0, &b));
        let weights = areal_weights(&outlines(&shapes), &outlines(&zones));
        for shape in 0..shapes.len() {
            let sum: f64 = weights.of_shape(shape).map(|(_, share)| share).sum();
            prop_assert!((sum - 1.0).abs() < 1e-12, "{shape}: {sum}");
        }
    }

    #[test]
    fn the_order_of_zones_changes_nothing(shapes in rings(5), zones in rings(6)) {
        let forwards = areal_weights(&outlines(&shapes), &outlines(&zones));
        let backwards: Vec<Vec<Position>> = zones.iter().rev().cloned().collect();
        let backwards = areal_weights(&outlines(&shapes), &outlines(&backwards));
        for (mut one, other) in rows(&forwards).into_iter().zip(rows(&backwards)) {
            one.reverse();
            prop_assert_eq!(one.len(), other.len());
            for ((zone, share), (other_zone, other_share)) in one.into_iter().zip(other) {
                prop_assert_eq!(zone, zones.len() - 1 - other_zone);
                // The grid is the same, so the sums are the same to the last bit.
                prop_assert_eq!(share.to_bits(), other_share.to_bits());
            }
        }
    }

    #[test]
    fn points_are_where_a_plain_search_finds_them(areas in rings(12), points in proptest::collection::vec([0.0..1_000.0, 0.0..1_000.0], 40)) {
        let locator = AreaLocator::new(&outlines(&areas));
        // The corners themselves are on borders.
        for point in points.iter().copied().chain(areas.iter().flatten().copied()) {
            let found = locator.areas_at(point);
            let coord = geo::Coord { x: point[0], y: point[1] };
            for (number, ring) in areas.iter().enumerate() {
                let area = polygon(ring);
                let inside = area.contains(&coord) || area.exterior().intersects(&coord);
                prop_assert_eq!(found.contains(&u32::try_from(number).unwrap()), inside, "{:?} {}", point, number);
            }
            prop_assert_eq!(locator.first_area(point).first, found.first().copied());
        }
    }
}

/// Shares with small whole numbers are exact in ninths, sixteenths and the like.
#[test]
fn shares_of_whole_numbers_are_exact_to_twelve_digits() {
    for n in 1..12_usize {
        for m in 1..12_usize {
            let weights =
                areal_weights(&outlines(&jittered(n, 1.0, &[[0.0, 0.0]])), &outlines(&jittered(m, 1.0, &[[0.0, 0.0]])));
            // Along one side, square `i` of `n` and square `j` of `m` share this part of the side of `i`, as whole numbers over `m`.
            let part = |i: usize, j: usize| ((i + 1) * m).min((j + 1) * n).saturating_sub((i * m).max(j * n));
            for i in 0..n * n {
                let mut found: Vec<f64> = vec![0.0; m * m];
                for (zone, share) in weights.of_shape(i) {
                    found[zone] = share;
                }
                for (j, share) in found.into_iter().enumerate() {
                    let exact = (part(i / n, j / m) * part(i % n, j % m)) as f64 / (m * m) as f64;
                    assert!((share - exact).abs() < 1e-12, "{n} {m} {i} {j}: {share} {exact}");
                    assert_eq!(share > 0.0, exact > 0.0, "{n} {m} {i} {j}: {share} {exact}");
                }
            }
        }
    }
}

/// What shapely (GEOS) says; made by `make_areal_oracle.py` beside it, which names their versions.
fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/areal/areal.json")).unwrap()
}

fn outlines_of(shapes: &Value) -> PolygonOutlines {
    let shapes: Vec<Vec<Vec<Vec<Position>>>> = serde_json::from_value(shapes.clone()).unwrap();
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    for shape in shapes {
        outlines.push_shape(shape);
    }
    outlines
}

/// GEOS computes each overlay and its area, we the area alone: they agree to 1e-9 of the shape, and no share is found by one alone.
#[test]
fn shares_are_those_of_geos() {
    let oracle = oracle();
    let weights = areal_weights(&outlines_of(&oracle["shapes"]), &outlines_of(&oracle["zones"]));
    let expected: Vec<(usize, usize, f64)> = serde_json::from_value(oracle["shares"].clone()).unwrap();
    let found: Vec<(usize, usize, f64)> = (0..weights.n_shapes())
        .flat_map(|shape| weights.of_shape(shape).map(move |(zone, share)| (shape, zone, share)).collect::<Vec<_>>())
        .collect();
    assert_eq!(found.len(), expected.len());
    for ((shape, zone, share), (geos_shape, geos_zone, geos)) in found.into_iter().zip(expected) {
        assert_eq!((shape, zone), (geos_shape, geos_zone));
        assert!((share - geos).abs() < 1e-9, "{shape} {zone}: {share} {geos}");
    }
}

/// Exactly, also for corners and for points on edges as near as numbers come.
#[test]
fn points_are_in_the_areas_that_geos_says() {
    let oracle = oracle();
    let locator = AreaLocator::new(&outlines_of(&oracle["zones"]));
    let points: Vec<(Position, Vec<u32>)> = serde_json::from_value(oracle["points"].clone()).unwrap();
    assert!(points.iter().any(|(_, zones)| zones.is_empty()) && points.iter().any(|(_, zones)| zones.len() > 2));
    for (point, zones) in points {
        assert_eq!(locator.areas_at(point), zones, "{point:?}");
    }
}
