//! Times of areal weights and of points in areas on a synthetic coverage: `cargo bench --bench areal`.
//!
//! A square of 680 × 680 tracts with wiggly borders, 28 vertices each, and 135 zones: blocks of such tracts, moved.

use bacino::geometry::areal::areal_weights;
use bacino::geometry::locate::AreaLocator;
use bacino::model::outline::{PolygonOutlines, Position, ReferenceSystem};
use divan::{Bencher, black_box};

/// Tracts along a side.
const SIDE: usize = 680;
/// Metres along a tract.
const LENGTH: f64 = 800.0;
/// Vertices along a side of a tract.
const STEPS: usize = 7;

fn main() {
    divan::main();
}

/// A number from −0.5 to 0.5 that belongs to some whole numbers.
fn noise(parts: [usize; 4]) -> f64 {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for part in parts {
        state = (state ^ part as u64).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state ^= state >> 29;
        state = state.wrapping_mul(0x94D0_49BB_1331_11EB);
        state ^= state >> 32;
    }
    (state >> 11) as f64 / (1_u64 << 53) as f64 - 0.5
}

/// The vertex that is `step` steps after a node, along the side that leads right or up from it.
fn vertex(column: usize, row: usize, upwards: bool, step: usize) -> Position {
    let along = step as f64 / STEPS as f64;
    let (x, y) = if upwards { (0.0, along) } else { (along, 0.0) };
    let of = |axis| {
        0.3 * noise([
            column * STEPS + if upwards { 0 } else { step },
            row * STEPS + if upwards { step } else { 0 },
            axis,
            1,
        ])
    };
    [(column as f64 + x + of(0)) * LENGTH, (row as f64 + y + of(1)) * LENGTH]
}

/// The ring around a block of tracts.
fn ring(columns: [usize; 2], rows: [usize; 2]) -> Vec<Position> {
    let steps = |from: usize, to: usize| (from * STEPS..to * STEPS).map(|step| (step / STEPS, step % STEPS));
    let mut points: Vec<Position> = Vec::new();
    points.extend(steps(columns[0], columns[1]).map(|(column, step)| vertex(column, rows[0], false, step)));
    points.extend(steps(rows[0], rows[1]).map(|(row, step)| vertex(columns[1], row, true, step)));
    let mut back: Vec<Position> =
        steps(columns[0], columns[1]).map(|(column, step)| vertex(column, rows[1], false, step)).collect();
    back.push(vertex(columns[1], rows[1], false, 0));
    points.extend(back.into_iter().skip(1).rev());
    let mut down: Vec<Position> =
        steps(rows[0], rows[1]).map(|(row, step)| vertex(columns[0], row, true, step)).collect();
    down.push(vertex(columns[0], rows[1], true, 0));
    points.extend(down.into_iter().rev());
    points
}

fn tracts() -> PolygonOutlines {
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    for column in 0..SIDE {
        for row in 0..SIDE {
            outlines.push_shape([[ring([column, column + 1], [row, row + 1])]]);
        }
    }
    outlines
}

/// 15 × 9 blocks, moved by some kilometres.
fn zones() -> PolygonOutlines {
    let mut outlines = PolygonOutlines::new(ReferenceSystem::laea_europe());
    let cut = |number: usize, n: usize| number * SIDE / n;
    for column in 0..15 {
        for row in 0..9 {
            let ring = ring([cut(column, 15), cut(column + 1, 15)], [cut(row, 9), cut(row + 1, 9)]);
            let moved: Vec<Position> = ring.iter().map(|[x, y]| [x + 3_310.0, y - 2_170.0]).collect();
            outlines.push_shape([[moved]]);
        }
    }
    outlines
}

fn points(n: usize) -> Vec<Position> {
    (0..n).map(|at| [0, 1].map(|axis| (noise([at, axis, 7, 7]) + 0.5) * SIDE as f64 * LENGTH)).collect()
}

#[divan::bench(sample_count = 10)]
fn weights_of_462_400_tracts_in_135_zones(bencher: Bencher) {
    let (tracts, zones) = (tracts(), zones());
    bencher.bench_local(|| areal_weights(black_box(&tracts), black_box(&zones)));
}

#[divan::bench(sample_count = 10)]
fn ready_135_zones_for_points(bencher: Bencher) {
    let zones = zones();
    bencher.bench_local(|| AreaLocator::new(black_box(&zones)));
}

#[divan::bench(sample_count = 10)]
fn a_million_points_in_135_zones(bencher: Bencher) {
    let (zones, points) = (zones(), points(1_000_000));
    bencher.bench_local(|| AreaLocator::new(black_box(&zones)).first_areas(black_box(&points)));
}
