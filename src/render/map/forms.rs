//! Shapes that stand for areas in other forms of maps: circles as large as their residents, tiles of one size.

use std::f64::consts::{PI, TAU};

use crate::geometry::figure::dorling::dorling;
use crate::geometry::figure::tiles::tiles;
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::{ArcOutlines, Position, ReferenceSystem};

/// The share of the land that all symbols together cover.
const SYMBOLS: f64 = 0.22;
/// The share of the land that all circles in place of areas together cover.
const CIRCLES: f64 = 0.6;
/// The radius of the largest circle as a share of the shorter side of the territory, at the most.
const LARGEST: f64 = 0.12;
/// The gap between tiles as a share of their side.
const GAP: f64 = 0.06;

/// Circles for areas, in the areas' order.
#[derive(Clone, Debug)]
pub struct Circles {
    /// The circles as shapes; an area without a size is a shape without rings.
    pub shapes: Topology,
    /// The radius in metres of a size of 1; that of a size of `s` is `√s` times it.
    pub unit_radius: f64,
}

/// Circles on the areas, as large as their sizes (residents, say). They may overlap.
///
/// # Panics
/// When there are not as many sizes as areas.
pub fn symbols(areas: &Topology, sizes: &[Option<f64>]) -> Circles {
    let (centres, radii, unit_radius) = circles_of(areas, sizes, SYMBOLS);
    Circles { shapes: round_shapes(areas.reference(), &centres, &radii), unit_radius }
}

/// Circles in place of the areas, moved until none overlaps (a Dorling cartogram).
///
/// # Panics
/// When there are not as many sizes as areas.
pub fn cartogram(areas: &Topology, sizes: &[Option<f64>]) -> Circles {
    let (centres, radii, unit_radius) = circles_of(areas, sizes, CIRCLES);
    let touching: Vec<[usize; 2]> = areas.neighbours().into_keys().collect();
    let places = dorling(&centres, &radii, &touching);
    Circles { shapes: round_shapes(areas.reference(), &places, &radii), unit_radius }
}

fn circles_of(areas: &Topology, sizes: &[Option<f64>], share: f64) -> (Vec<Position>, Vec<f64>, f64) {
    assert_eq!(sizes.len(), areas.n_shapes(), "one size for each area");
    let sizes: Vec<f64> =
        sizes.iter().map(|size| size.filter(|size| size.is_finite()).unwrap_or(0.0).max(0.0)).collect();
    let land: f64 = (0..areas.n_shapes()).map(|shape| areas.area(shape)).sum();
    let [low_x, low_y, high_x, high_y] = bounds(areas.points());
    let (all, largest) = sizes.iter().fold((0.0, 0.0_f64), |(all, largest), size| (all + size, largest.max(*size)));
    let unit = if all > 0.0 {
        let shorter = (high_x - low_x).min(high_y - low_y);
        (share * land / (PI * all)).sqrt().min(LARGEST * shorter / largest.sqrt())
    } else {
        0.0
    };
    let middle = [f64::midpoint(low_x, high_x), f64::midpoint(low_y, high_y)];
    let centres = (0..areas.n_shapes()).map(|shape| areas.centroid(shape).unwrap_or(middle)).collect();
    (centres, sizes.iter().map(|size| unit * size.sqrt()).collect(), unit)
}

fn round_shapes(reference: &ReferenceSystem, centres: &[Position], radii: &[f64]) -> Topology {
    /// Corners of what is drawn as a circle.
    const CORNERS: usize = 72;
    let ring = |[x, y]: Position, radius: f64| -> Vec<Position> {
        let corner = |number: usize| {
            let (sine, cosine) = (TAU * number as f64 / CORNERS as f64).sin_cos();
            [x + radius * cosine, y + radius * sine]
        };
        (0..CORNERS).map(corner).collect()
    };
    let rings = centres.iter().zip(radii).map(|(&centre, &radius)| (radius > 0.0).then(|| ring(centre, radius)));
    shapes_of(reference, rings)
}

/// Shapes of one ring each, whose borders nobody shares.
fn shapes_of(reference: &ReferenceSystem, rings: impl Iterator<Item = Option<Vec<Position>>>) -> Topology {
    let mut outlines = ArcOutlines {
        reference: reference.clone(),
        points: Vec::new(),
        arc_starts: vec![0],
        ring_arcs: Vec::new(),
        ring_starts: vec![0],
        shape_starts: vec![0],
        codes: Vec::new(),
    };
    let position = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    for (number, ring) in rings.enumerate() {
        if let Some(ring) = ring {
            outlines.ring_arcs.push(i32::try_from(outlines.arc_starts.len() - 1).unwrap_or(i32::MAX));
            outlines.ring_starts.push(position(outlines.ring_arcs.len()));
            outlines.points.extend(&ring);
            outlines.points.extend(ring.first());
            outlines.arc_starts.push(position(outlines.points.len()));
        }
        outlines.shape_starts.push(position(outlines.ring_starts.len() - 1));
        outlines.codes.push(number.to_string());
    }
    Topology::from_arcs(outlines).expect("rings of their own arcs close and share no border")
}

/// Italy's regions as tiles: code, letters, column and row. Neighbours touch where a grid lets them.
const REGIONS: [(&str, &str, [i32; 2]); 20] = [
    ("01", "PIE", [0, 1]),
    ("02", "VDA", [0, 0]),
    ("03", "LOM", [1, 1]),
    ("04", "TAA", [2, 0]),
    ("05", "VEN", [2, 1]),
    ("06", "FVG", [3, 0]),
    ("07", "LIG", [0, 2]),
    ("08", "EMR", [1, 2]),
    ("09", "TOS", [1, 3]),
    ("10", "UMB", [2, 3]),
    ("11", "MAR", [2, 2]),
    ("12", "LAZ", [2, 4]),
    ("13", "ABR", [3, 3]),
    ("14", "MOL", [3, 4]),
    ("15", "CAM", [3, 5]),
    ("16", "PUG", [5, 5]),
    ("17", "BAS", [4, 5]),
    ("18", "CAL", [4, 6]),
    ("19", "SIC", [3, 7]),
    ("20", "SAR", [0, 5]),
];

/// The letters that stand for one of Italy's regions where there is no room for its name.
pub fn region_letters(code: &str) -> Option<&'static str> {
    /// The two provinces of Trentino-Alto Adige, where they stand apart.
    const AUTONOMOUS: [(&str, &str); 2] = [("21", "PAB"), ("22", "PAT")];
    let apart = || AUTONOMOUS.iter().find(|(province, _)| *province == code).map(|(_, letters)| *letters);
    REGIONS.iter().find(|(region, ..)| *region == code).map(|(_, letters, _)| *letters).or_else(apart)
}

/// One square for each area, all of one size, near where the areas are. Italy's twenty regions have a layout made by hand.
///
/// # Panics
/// When there are not as many codes as areas.
pub fn tile_shapes(areas: &Topology, codes: &[&str]) -> Topology {
    assert_eq!(codes.len(), areas.n_shapes(), "one code for each area");
    let of_region = |code: &&str| REGIONS.iter().find(|(region, ..)| region == code).map(|(.., cell)| *cell);
    let by_hand: Option<Vec<[i32; 2]>> =
        if codes.len() == REGIONS.len() { codes.iter().map(of_region).collect() } else { None };
    let cells = by_hand.unwrap_or_else(|| {
        let centres: Vec<Position> =
            (0..areas.n_shapes()).map(|shape| areas.centroid(shape).unwrap_or([0.0, 0.0])).collect();
        tiles(&centres)
    });
    let [low_x, low_y, high_x, high_y] = bounds(areas.points());
    let rows = cells.iter().map(|cell| cell[1] + 1).max().unwrap_or(1);
    let columns = cells.iter().map(|cell| cell[0] + 1).max().unwrap_or(1);
    let side = ((high_x - low_x) / f64::from(columns)).min((high_y - low_y) / f64::from(rows));
    let square = |[column, row]: [i32; 2]| {
        let (left, top) = (low_x + side * f64::from(column), high_y - side * f64::from(row));
        let (near, far) = (side * GAP / 2.0, side * (1.0 - GAP / 2.0));
        vec![[left + near, top - far], [left + far, top - far], [left + far, top - near], [left + near, top - near]]
    };
    shapes_of(areas.reference(), cells.into_iter().map(|cell| Some(square(cell))))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of squares with sides of 100.
    fn squares(n: u32) -> Topology {
        let square = |i: u32| {
            let x = f64::from(i) * 200.0;
            Some(vec![[x, 0.0], [x + 100.0, 0.0], [x + 100.0, 100.0], [x, 100.0]])
        };
        shapes_of(&ReferenceSystem::laea_europe(), (0..n).map(square))
    }

    #[test]
    fn circles_are_as_large_as_their_sizes() {
        let circles = symbols(&squares(3), &[Some(100.0), None, Some(400.0)]);
        let [small, none, large] = [0, 1, 2].map(|shape| circles.shapes.area(shape));
        assert!((large / small - 4.0).abs() < 1e-9 && none == 0.0);
        let drawn = PI * circles.unit_radius * circles.unit_radius * 400.0;
        assert!((drawn / large - 1.0).abs() < 0.002, "{drawn} {large}");
        assert_eq!(symbols(&squares(2), &[None, Some(0.0)]).shapes.n_shapes(), 2);
    }

    #[test]
    fn regions_touch_as_a_grid_lets_them_and_share_no_cell() {
        let mut cells: Vec<[i32; 2]> = REGIONS.iter().map(|(.., cell)| *cell).collect();
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), 20);
        let codes: Vec<&str> = REGIONS.iter().map(|(code, ..)| *code).collect();
        let shapes = tile_shapes(&squares(20), &codes);
        let first = shapes.area(0);
        assert!(first > 0.0 && (0..20).all(|shape| (shapes.area(shape) / first - 1.0).abs() < 1e-9));
    }
}
