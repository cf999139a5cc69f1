//! A synthetic coverage of Italy by tract-like polygons: seeded, the same on every machine, no files read.

use bacino::geometry::overlay::locate::AreaLocator;
use bacino::geometry::topology::arcs::Topology;
use bacino::input::embedded::outlines::embedded_outlines;
use bacino::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// Side of a tract in metres: Italy then has some 459 000.
const SIDE: f64 = 812.0;
/// West, south, east and north of Italy in UTM zone 32, in metres.
const EXTENT: [f64; 4] = [300_000.0, 3_900_000.0, 1_330_000.0, 5_240_000.0];

/// Tracts, each with its place in two coarser divisions.
pub(crate) struct Tracts {
    /// The polygons, in the order of municipalities, in EPSG:32632.
    pub(crate) outlines: PolygonOutlines,
    /// The catchment of each tract.
    pub(crate) catchment: Vec<usize>,
    /// The region of each catchment.
    pub(crate) region: Vec<usize>,
}

/// Number of catchments.
pub(crate) const CATCHMENTS: usize = 135;
/// Number of regions.
pub(crate) const REGIONS: usize = 20;

/// The tracts whose middle lies in a municipality. Corners are moved at random, borders wind in five to nine steps.
pub(crate) fn tracts() -> Tracts {
    let italy = Topology::from_arcs(embedded_outlines())
        .unwrap_or_else(|error| panic!("{error}"))
        .project(&ReferenceSystem::epsg(32_632))
        .unwrap_or_else(|error| panic!("{error}"));
    let locator = AreaLocator::new(&italy.to_outlines());
    let [west, south, east, north] = EXTENT;
    let (columns, rows) = (((east - west) / SIDE) as u64, ((north - south) / SIDE) as u64);
    let middle = |column: u64, row: u64| [west + (column as f64 + 0.5) * SIDE, south + (row as f64 + 0.5) * SIDE];
    let places: Vec<[u64; 2]> = (0..rows).flat_map(|row| (0..columns).map(move |column| [column, row])).collect();
    let points: Vec<Position> = places.iter().map(|[column, row]| middle(*column, *row)).collect();
    let mut cells: Vec<(u32, [u64; 2])> = locator
        .first_areas(&points)
        .into_iter()
        .zip(places)
        .filter_map(|(municipality, place)| Some((municipality.first?, place)))
        .collect();
    cells.sort_unstable();
    let seed = |number: usize, kind: u64| cells[(random(number as u64, kind, 0) * cells.len() as f64) as usize].1;
    let seeds: Vec<[u64; 2]> = (0..CATCHMENTS).map(|number| seed(number, 1)).collect();
    let mut outlines = PolygonOutlines::new(ReferenceSystem::epsg(32_632));
    let mut ring: Vec<Position> = Vec::new();
    for &(_, [column, row]) in &cells {
        ring.clear();
        border(column, row, Way::East, false, &mut ring);
        border(column + 1, row, Way::North, false, &mut ring);
        border(column, row + 1, Way::East, true, &mut ring);
        border(column, row, Way::North, true, &mut ring);
        ring.push(ring[0]);
        // Shapefiles have their exteriors clockwise.
        ring.reverse();
        outlines.push_shape([[&ring]]);
    }
    let catchment = cells.iter().map(|(_, place)| nearest(&seeds, *place)).collect();
    let region = seeds.iter().map(|seed| nearest(&seeds[..REGIONS], *seed)).collect();
    Tracts { outlines, catchment, region }
}

fn nearest(seeds: &[[u64; 2]], [x, y]: [u64; 2]) -> usize {
    let distance = |seed: &[u64; 2]| seed[0].abs_diff(x).pow(2) + seed[1].abs_diff(y).pow(2);
    (0..seeds.len()).min_by_key(|&seed| distance(&seeds[seed])).unwrap_or(0)
}

#[derive(Clone, Copy)]
enum Way {
    East,
    North,
}

/// Adds the points of the border that leaves a corner in a direction, without its last; backwards, without its first corner.
fn border(column: u64, row: u64, way: Way, backwards: bool, ring: &mut Vec<Position>) {
    let (kind, end) = match way {
        Way::East => (2, corner(column + 1, row)),
        Way::North => (3, corner(column, row + 1)),
    };
    let start = corner(column, row);
    let steps = 5 + (random(column, row, kind) * 5.0) as u64;
    let along = [end[0] - start[0], end[1] - start[1]];
    let point = |step: u64| {
        if step == 0 || step == steps {
            return if step == 0 { start } else { end };
        }
        let t = step as f64 / steps as f64;
        let off = (random(column * 16 + step, row, kind + 2) - 0.5) * 0.6 * t.min(1.0 - t);
        [along[0].mul_add(t, start[0]) - along[1] * off, along[1].mul_add(t, start[1]) + along[0] * off]
            .map(centimetres)
    };
    if backwards {
        ring.extend((1..=steps).rev().map(point));
    } else {
        ring.extend((0..steps).map(point));
    }
}

fn corner(column: u64, row: u64) -> Position {
    let moved = |number: u64, kind: u64| (number as f64 + (random(column, row, kind) - 0.5) * 0.2) * SIDE;
    [EXTENT[0] + moved(column, 6), EXTENT[1] + moved(row, 7)].map(centimetres)
}

fn centimetres(metres: f64) -> f64 {
    (metres * 100.0).round() / 100.0
}

/// A number from 0 to 1 that depends on its arguments only.
///
/// Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators.
pub(crate) fn random(a: u64, b: u64, kind: u64) -> f64 {
    let mut state = a.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ b.wrapping_mul(0xC2B2_AE3D_27D4_EB4F) ^ (kind << 56);
    for multiplier in [0xBF58_476D_1CE4_E5B9, 0x94D0_49BB_1331_11EB] {
        state = (state ^ (state >> 30)).wrapping_mul(multiplier);
    }
    ((state ^ (state >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}
