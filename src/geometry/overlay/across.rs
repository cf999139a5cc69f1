//! Areal weights of shapes in another reference system than that of the zones: only shapes near an edge of a zone are projected.
//!
//! Most shapes lie far from all borders of the zones, and their bounds tell. The four corners of a shape's bounds are projected. Their image,
//! widened by more than the sides of the bounds can bend, holds the image of the shape; where no edge of a zone is near it and it lies in the
//! grid of the zones, every point of the shape lies in the same zones. All others are projected whole and weighed as ever, so the shares are
//! those of [`areal_weights`](crate::geometry::overlay::areal::areal_weights) to the last digit.

use rayon::prelude::*;
use smallvec::SmallVec;

use crate::geometry::overlay::areal::{ArealWeights, bounds_of, near, weights_on};
use crate::geometry::overlay::edge_grid::EdgeGrid;
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::project::{ProjectError, project_points_within};
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// The image of a straight line of length `L` metres strays by `L² / 8r` from the straight line between its ends, where `r` is the radius of
/// its bend. Parallels up to 85° and lines of the grids of national systems bend with 500 km and more; this allows 125 km.
const METRES_OF_BEND: f64 = 1e6;
/// Bounds whose image is larger, in metres, tell nothing.
const LARGEST: f64 = 100_000.0;

/// The share of every shape's area in every zone, in the reference system of the zones, whose unit is the metre.
///
/// # Errors
/// Where no way leads from one system to the other, and points of shapes that the projection cannot take.
pub fn areal_weights_across(shapes: &PolygonOutlines, zones: &PolygonOutlines) -> Result<ArealWeights, ProjectError> {
    weights_across(&EdgeGrid::new(zones), &zones.reference, shapes, bounds(&shapes.points))
}

/// The same by the grid over the edges of zones in some system, for some of many shapes that all lie within bounds.
pub(crate) fn weights_across(
    grid: &EdgeGrid,
    to: &ReferenceSystem,
    shapes: &PolygonOutlines,
    around: [f64; 4],
) -> Result<ArealWeights, ProjectError> {
    if shapes.reference == *to {
        return Ok(weights_on(grid, shapes));
    }
    let across = Across { shapes, to, around };
    let known = across.by_bounds(grid).unwrap_or_else(|| vec![None; shapes.n_shapes()]);
    let left: Vec<usize> = (0..shapes.n_shapes()).filter(|&shape| known[shape].is_none()).collect();
    let weighed = weights_on(grid, &across.projected(&left)?);
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

/// The zones that a shape lies in as a whole.
type Whole = SmallVec<[u32; 2]>;

/// Shapes that are looked at in another system.
struct Across<'a> {
    shapes: &'a PolygonOutlines,
    to: &'a ReferenceSystem,
    around: [f64; 4],
}

impl Across<'_> {
    /// The zones that each shape lies in as a whole, as far as its bounds tell; `None` at all where bounds cannot be projected.
    fn by_bounds(&self, grid: &EdgeGrid) -> Option<Vec<Option<Whole>>> {
        let n = self.shapes.n_shapes();
        let boxes: Vec<Option<[Position; 2]>> =
            (0..n).into_par_iter().map(|shape| bounds_of(self.shapes, shape)).collect();
        let corners = |[low, high]: [Position; 2]| [low, [high[0], low[1]], high, [low[0], high[1]]];
        let all: Vec<Position> = boxes.iter().flatten().flat_map(|&bounds| corners(bounds)).collect();
        let all = project_points_within(&all, &self.shapes.reference, self.to, self.around).ok()?;
        let mut images = all.as_chunks::<4>().0.iter();
        let image = |bounds: &Option<[Position; 2]>| bounds.is_some().then(|| images.next()).flatten();
        let images: Vec<Option<&[Position; 4]>> = boxes.iter().map(image).collect();
        // A shape without bounds has no share.
        let decide =
            |image: Option<&[Position; 4]>| image.map_or_else(|| Some(Whole::new()), |image| decided(grid, image));
        Some(images.into_par_iter().map(decide).collect())
    }

    /// Some of the shapes in the other system.
    fn projected(&self, shapes: &[usize]) -> Result<PolygonOutlines, ProjectError> {
        let picked = self.shapes.picked(shapes.iter().copied().map(Some));
        let points = project_points_within(&picked.points, &picked.reference, self.to, self.around)?;
        Ok(PolygonOutlines { reference: self.to.clone(), points, ..picked })
    }
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
        let across = Across { shapes: &shapes, to: &laea, around: bounds(&shapes.points) };
        let known = across.by_bounds(&EdgeGrid::new(&zones)).unwrap();
        let n_left = known.iter().filter(|known| known.is_none()).count();
        assert!(
            known[21].as_deref() == Some(&[0]) && known[399].as_deref() == Some(&[]) && n_left < 100,
            "{n_left} are left"
        );
    }
}
