//! Areal weights of shapes in another reference system than that of the zones: only shapes near an edge of a zone are projected.
//!
//! Most shapes lie far from all borders of the zones, and their bounds tell. The four corners of a shape's bounds are projected. Their image,
//! widened by more than the sides of the bounds can bend, holds the image of the shape; where no edge of a zone is near it and it lies in the
//! grid of the zones, every point of the shape lies in the same zones. All others are projected whole and weighed as ever, so the shares are
//! those of [`areal_weights`](crate::geometry::overlay::areal::areal_weights) to the last digit.

use rayon::prelude::*;
use smallvec::SmallVec;

use crate::geometry::overlay::areal::{ArealWeights, areas, bounds_of, near, weights_on};
use crate::geometry::overlay::edge_grid::EdgeGrid;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::ring::{bounds, signed_area};
use crate::geometry::topology::project::{ProjectError, project_points_within};
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// The image of a straight line of length `L` metres strays by `L² / 8r` from the straight line between its ends, where `r` is the radius of
/// its bend. Parallels up to 85° and lines of the grids of national systems bend with 500 km and more; this allows 125 km.
const METRES_OF_BEND: f64 = 1e6;
/// Farther from the equator parallels bend more.
const FARTHEST: f64 = 85.0;
/// Bounds whose image is larger, in metres, tell nothing.
const LARGEST: f64 = 100_000.0;

/// The share of every shape's area in every zone, in the reference system of the zones, whose unit is the metre.
///
/// # Errors
/// Where no way leads from one system to the other, and points of shapes that the projection cannot take.
pub fn areal_weights_across(shapes: &PolygonOutlines, zones: &PolygonOutlines) -> Result<ArealWeights, ProjectError> {
    Across::new(shapes, &zones.reference, bounds(&shapes.points)).weights(&EdgeGrid::new(zones))
}

/// The zones that a shape lies in as a whole.
type Whole = SmallVec<[u32; 2]>;

/// Shapes that are looked at in another system, whose unit is the metre.
pub(crate) struct Across<'a> {
    shapes: &'a PolygonOutlines,
    to: &'a ReferenceSystem,
    around: [f64; 4],
    /// The bounds of each shape that has some, in its own system.
    bounds: Vec<Option<[Position; 2]>>,
    /// The corners of the bounds in the other system; empty where they cannot be had.
    corners: Vec<Position>,
}

impl<'a> Across<'a> {
    /// Some of many shapes, which all lie within bounds.
    pub(crate) fn new(shapes: &'a PolygonOutlines, to: &'a ReferenceSystem, around: [f64; 4]) -> Self {
        let is_other = shapes.reference != *to;
        let n = if is_other { shapes.n_shapes() } else { 0 };
        let bounds: Vec<Option<[Position; 2]>> = (0..n).into_par_iter().map(|shape| bounds_of(shapes, shape)).collect();
        let all: Vec<Position> = bounds.iter().flatten().flat_map(|&bounds| corners_of(bounds)).collect();
        let corners = project_points_within(&all, &shapes.reference, to, around).unwrap_or_default();
        Self { shapes, to, around, bounds, corners }
    }

    /// The share of every shape's area in every zone, by the grid over the zones' edges.
    ///
    /// # Errors
    /// As [`areal_weights_across`].
    pub(crate) fn weights(&self, grid: &EdgeGrid) -> Result<ArealWeights, ProjectError> {
        if self.shapes.reference == *self.to {
            return Ok(weights_on(grid, self.shapes));
        }
        let known = self.by_bounds(grid);
        let left: Vec<usize> = (0..self.shapes.n_shapes()).filter(|&shape| known[shape].is_none()).collect();
        let weighed = weights_on(grid, &self.projected(&left)?);
        let mut weights = ArealWeights::none();
        let mut weighed = (0..left.len()).map(|shape| weighed.of_shape(shape));
        for known in &known {
            match known {
                Some(whole_in) => weights.push(whole_in.iter().map(|&zone| (zone as usize, 1.0))),
                None => weights.push(weighed.next().into_iter().flatten()),
            }
        }
        Ok(weights)
    }

    /// The area of each shape in square metres: as its own system has it, times what its bounds gain on the way. Over the bounds of a shape
    /// what is gained hardly changes: in EPSG:3857 and the zones of UTM areas of up to 30 km are good to a thousandth.
    pub(crate) fn areas(&self) -> Vec<f64> {
        let mut own = areas(self.shapes);
        // On the ellipsoid areas are what they are.
        if Measure::of(&self.shapes.reference) != Measure::Degrees {
            let bounds = self.bounds.iter().enumerate().filter_map(|(shape, bounds)| Some((shape, (*bounds)?)));
            for ((shape, bounds), corners) in bounds.zip(self.corners.as_chunks::<4>().0) {
                let [before, after] = [&corners_of(bounds), corners].map(|corners| signed_area(corners).abs());
                own[shape] *= if before > 0.0 { after / before } else { 1.0 };
            }
        }
        own
    }

    /// The zones that each shape lies in as a whole, as far as its bounds tell.
    fn by_bounds(&self, grid: &EdgeGrid) -> Vec<Option<Whole>> {
        let in_degrees = Measure::of(&self.shapes.reference) == Measure::Degrees;
        let is_far = |[low, high]: [Position; 2]| in_degrees && (low[1] < -FARTHEST || high[1] > FARTHEST);
        let decide = |(bounds, corners): ([Position; 2], &[Position; 4])| {
            if is_far(bounds) { None } else { decided(grid, corners) }
        };
        let mut of_bounds = self.bounds.iter().flatten().copied().zip(self.corners.as_chunks::<4>().0);
        // A shape without bounds has no share.
        let known = |bounds: &Option<[Position; 2]>| match bounds {
            None => Some(Whole::new()),
            Some(_) => of_bounds.next().and_then(decide),
        };
        self.bounds.iter().map(known).collect()
    }

    /// Some of the shapes in the other system.
    fn projected(&self, shapes: &[usize]) -> Result<PolygonOutlines, ProjectError> {
        let picked = self.shapes.picked(shapes.iter().copied().map(Some));
        let points = project_points_within(&picked.points, &picked.reference, self.to, self.around)?;
        Ok(PolygonOutlines { reference: self.to.clone(), points, ..picked })
    }
}

/// The corners of bounds, one after the other around them.
fn corners_of([low, high]: [Position; 2]) -> [Position; 4] {
    [low, [high[0], low[1]], high, [low[0], high[1]]]
}

/// The zones that everything between four corners lies in as a whole; `None` where that may not be so.
fn decided(grid: &EdgeGrid, corners: &[Position; 4]) -> Option<Whole> {
    let [west, south, east, north] = bounds(corners);
    let length = (east - west).hypot(north - south);
    let margin = length * length / METRES_OF_BEND;
    let (low, high) = ([west - margin, south - margin], [east + margin, north + margin]);
    near(grid, [low, high]).filter(|_| length <= LARGEST).map(Iterator::collect)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::overlay::areal::areal_weights;
    use crate::geometry::topology::project::project_points;

    /// Squares of some size in UTM zone 32, in rows of `n` from a corner on, and the last of them far away.
    fn squares(n: usize, size: f64, [west, south]: Position, system: &ReferenceSystem) -> PolygonOutlines {
        let mut outlines = PolygonOutlines::new(system.clone());
        for number in 0..n * n {
            let (x, y) = (west + (number % n) as f64 * size, south + (number / n) as f64 * size);
            outlines.push_shape([[vec![[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]]);
        }
        outlines
    }

    fn moved(outlines: &PolygonOutlines, to: &ReferenceSystem) -> PolygonOutlines {
        let points = project_points(&outlines.points, &outlines.reference, to).unwrap();
        PolygonOutlines { reference: to.clone(), points, ..outlines.clone() }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

        #[test]
        fn shares_are_those_of_shapes_that_were_projected(
            west in 200_000.0..900_000.0, south in 4_000_000.0..7_000_000.0,
            offset in [-40_000.0..40_000.0, -40_000.0..40_000.0],
            size in 300.0..30_000.0, zone_size in 5_000.0..60_000.0,
            is_in_degrees in any::<bool>(),
        ) {
            let (utm, laea) = (ReferenceSystem::epsg(32632), ReferenceSystem::laea_europe());
            let shapes = squares(12, size, [west, south], &utm);
            let shapes = if is_in_degrees { moved(&shapes, &ReferenceSystem::wgs84()) } else { shapes };
            let zones = moved(&squares(3, zone_size, [west + offset[0], south + offset[1]], &utm), &laea);
            let found = areal_weights_across(&shapes, &zones).unwrap();
            prop_assert_eq!(found, areal_weights(&moved(&shapes, &laea), &zones));
        }
    }

    #[test]
    fn shapes_far_from_borders_are_not_projected() {
        let (utm, laea) = (ReferenceSystem::epsg(32632), ReferenceSystem::laea_europe());
        let shapes = squares(20, 1_000.0, [500_000.0, 5_000_000.0], &utm);
        // A square of 9.5 km, with a point every 100 m: the grid is as fine as its edges.
        let mut zones = PolygonOutlines::new(utm.clone());
        let side = |from: Position, step: Position| {
            (0..95_u32).map(move |n| [from[0] + f64::from(n) * step[0], from[1] + f64::from(n) * step[1]])
        };
        let (west, south, east, north) = (499_500.0, 4_999_500.0, 509_000.0, 5_009_000.0);
        let sides = [
            side([west, south], [100.0, 0.0]),
            side([east, south], [0.0, 100.0]),
            side([east, north], [-100.0, 0.0]),
            side([west, north], [0.0, -100.0]),
        ];
        zones.push_shape([[sides.into_iter().flatten().chain([[west, south]]).collect::<Vec<_>>()]]);
        let zones = moved(&zones, &laea);
        let across = Across::new(&shapes, &laea, bounds(&shapes.points));
        let known = across.by_bounds(&EdgeGrid::new(&zones));
        let n_left = known.iter().filter(|known| known.is_none()).count();
        assert!(
            known[21].as_deref() == Some(&[0]) && known[399].as_deref() == Some(&[]) && n_left < 100,
            "{n_left} are left"
        );
    }

    #[test]
    fn areas_are_those_of_the_other_system_to_a_thousandth() {
        let laea = ReferenceSystem::laea_europe();
        for (system, corner) in [(32632, [900_000.0, 4_300_000.0]), (3857, [1_200_000.0, 5_000_000.0])] {
            let shapes = squares(5, 30_000.0, corner, &ReferenceSystem::epsg(system));
            let found = Across::new(&shapes, &laea, bounds(&shapes.points)).areas();
            for (found, exact) in found.into_iter().zip(areas(&moved(&shapes, &laea))) {
                assert!((found / exact - 1.0).abs() < 1e-3, "EPSG:{system}: {found} {exact}");
            }
        }
    }

    #[test]
    fn bounds_near_a_pole_tell_nothing() {
        let (degrees, laea) = (ReferenceSystem::wgs84(), ReferenceSystem::laea_europe());
        let ring = |south: f64| vec![[0.0, south], [1.0, south], [1.0, south + 0.1], [0.0, south + 0.1], [0.0, south]];
        let mut shapes = PolygonOutlines::new(degrees);
        shapes.push_shape([[ring(80.0)]]);
        shapes.push_shape([[ring(88.0)]]);
        let zones = squares(1, 1_000.0, [4_321_000.0, 3_210_000.0], &laea);
        let known = Across::new(&shapes, &laea, bounds(&shapes.points)).by_bounds(&EdgeGrid::new(&zones));
        assert_eq!(known, [Some(Whole::new()), None]);
    }
}
