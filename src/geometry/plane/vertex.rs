//! Numbers for positions: two points that fall on the same step of a fine grid are one vertex, unless a shape tells them apart.

use rayon::prelude::*;

use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds;
use crate::model::shape::outline::Position;

/// Bits of a grid coordinate.
const BITS: u32 = 30;
/// Points a tile holds on average; its table of vertices then fits a core's cache.
const POINTS_PER_TILE: usize = 4_096;
/// Steps of the finer grid for points of one shape, in a step.
const FINER: f64 = 65_536.0;
/// Points that one task counts.
const BLOCK: usize = 65_536;
/// No vertex.
pub(crate) const NONE: u32 = u32::MAX;

/// A square grid over all points, fine enough that only the same point falls on the same step.
///
/// The step is a power of two, between 2⁻³⁰ and 2⁻²⁹ of the longer side of the points' bounding box: about 2 mm for Italy, 4 cm for the
/// world. A step is exact in binary, so a point of the grid has exact coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SnapGrid {
    low: Position,
    step: f64,
    /// Its inverse, which is a power of two as well, so that a product with it is exact.
    per_step: f64,
}

impl SnapGrid {
    /// The grid for points that are all finite.
    pub(crate) fn of(points: &[Position]) -> Self {
        let blocks: Vec<[f64; 4]> = points.par_chunks(BLOCK).map(bounds).collect();
        let corners: Vec<Position> = blocks.iter().flat_map(|[a, b, c, d]| [[*a, *b], [*c, *d]]).collect();
        Self::within(if corners.is_empty() { [0.0; 4] } else { bounds(&corners) })
    }

    /// The grid for points whose bounds are known.
    pub(crate) fn within([low_x, low_y, high_x, high_y]: [f64; 4]) -> Self {
        let extent = (high_x - low_x).max(high_y - low_y).max(low_x.abs().max(low_y.abs()) * f64::EPSILON * 1e3);
        let extent = if extent > 0.0 { extent } else { 1.0 };
        let step = 2.0_f64.powi(exponent(extent) - i32::try_from(BITS).unwrap_or(0));
        Self { low: [(low_x / step).floor() * step, (low_y / step).floor() * step], step, per_step: 1.0 / step }
    }

    /// The length of a step.
    pub(crate) fn step(&self) -> f64 {
        self.step
    }

    /// The step that a point falls on.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "all points lie on the grid, so a step has fewer bits than the lower half of a number"
    )]
    #[inline]
    pub(crate) fn cell(&self, point: Position) -> [u32; 2] {
        // A number of this size has no place behind the point: adding it rounds to whole steps, which its lower bits then count.
        const WHOLE: f64 = 4_503_599_627_370_496.0;
        [0, 1].map(|axis| ((point[axis] - self.low[axis]) * self.per_step + WHOLE).to_bits() as u32)
    }

    /// Whether all places in some bounds lie on the grid.
    pub(crate) fn holds(&self, [low_x, low_y, high_x, high_y]: [f64; 4]) -> bool {
        let most = f64::from(1_u32 << (BITS + 1)) - 1.0;
        [[low_x, low_y], [high_x, high_y]]
            .into_iter()
            .all(|corner| (0..2).all(|axis| (0.0..most).contains(&((corner[axis] - self.low[axis]) * self.per_step))))
    }

    /// The step that a point falls on as one number.
    #[inline]
    pub(crate) fn key(&self, point: Position) -> u64 {
        let [x, y] = self.cell(point);
        u64::from(y) << 32 | u64::from(x)
    }

    /// The step of a finer grid that a point falls on, as one number an axis.
    fn finer(&self, point: Position) -> [u64; 2] {
        [0, 1].map(|axis| (((point[axis] - self.low[axis]) * self.per_step * FINER).round() + 0.0).to_bits())
    }

    /// The length of a step of the finer grid, far below what any file means and above the last digits of its coordinates.
    pub(crate) fn finer_step(&self) -> f64 {
        self.step / FINER
    }

    /// The point of the grid nearest to a point.
    pub(crate) fn nearest(&self, point: Position) -> Position {
        let cell = self.cell(point);
        [0, 1].map(|axis| self.low[axis] + f64::from(cell[axis]) * self.step)
    }
}

/// The smallest `e` for which `2^e` is above `value`, which is positive.
fn exponent(value: f64) -> i32 {
    let mut exponent = 0;
    let mut power = 1.0_f64;
    while power <= value && exponent < 1_000 {
        power *= 2.0;
        exponent += 1;
    }
    while power / 2.0 > value && exponent > -900 {
        power /= 2.0;
        exponent -= 1;
    }
    exponent
}

/// Vertices, and which one each point is.
#[derive(Clone, Debug)]
pub(crate) struct Vertices {
    /// The position of each vertex: that of the first of its points.
    pub(crate) positions: Vec<Position>,
    /// The vertex of each point.
    pub(crate) of_point: Vec<u32>,
}

impl Vertices {
    /// Numbers all points. Vertices that lie near each other have numbers near each other.
    ///
    /// Borders that neighbours drew a little differently meet because points on one step are one vertex. Where a single shape has two
    /// points on a step it tells them apart, and so do all on that step: only what falls on one step of a finer grid is one vertex there.
    /// `shapes` are the points that shapes start at, in order.
    pub(crate) fn number(points: &[Position], shapes: &[u32], grid: &SnapGrid) -> Self {
        let per_side = ((points.len() / POINTS_PER_TILE).max(1) as f64).sqrt();
        let side_bits = u32::try_from(exponent(per_side * 0.7).clamp(0, 10)).unwrap_or(0);
        let shift = BITS + 1 - side_bits;
        let n_tiles = 1_usize << (2 * side_bits);
        let tile = |cell: [u32; 2]| ((cell[1] >> shift) << side_bits | (cell[0] >> shift)) as usize;
        let mut starts = vec![0_u32; n_tiles + 1];
        let counts: Vec<Vec<u32>> = points
            .par_chunks((points.len() / 8).max(BLOCK))
            .map(|block| {
                let mut counts = vec![0_u32; n_tiles];
                for &point in block {
                    counts[tile(grid.cell(point))] += 1;
                }
                counts
            })
            .collect();
        for index in 0..n_tiles {
            starts[index + 1] = starts[index] + counts.iter().map(|block| block[index]).sum::<u32>();
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; points.len()];
        for (index, &point) in points.iter().enumerate() {
            let place = &mut next[tile(grid.cell(point))];
            order[*place as usize] = position(index);
            *place += 1;
        }
        let tiles: Vec<(Vec<u32>, Vec<u32>)> = (0..n_tiles)
            .into_par_iter()
            .map(|tile| number_tile(&order[starts[tile] as usize..starts[tile + 1] as usize], points, shapes, grid))
            .collect();
        let mut positions = Vec::with_capacity(tiles.iter().map(|(_, first)| first.len()).sum());
        let mut of_point = vec![NONE; points.len()];
        for (tile, (local, first)) in tiles.iter().enumerate() {
            let base = position(positions.len());
            positions.extend(first.iter().map(|&point| points[point as usize]));
            for (&point, vertex) in order[starts[tile] as usize..starts[tile + 1] as usize].iter().zip(local) {
                of_point[point as usize] = base + vertex;
            }
        }
        Self { positions, of_point }
    }
}

/// For the points of a tile: their vertices counted from 0, and the first point of each vertex.
fn number_tile(members: &[u32], points: &[Position], shapes: &[u32], grid: &SnapGrid) -> (Vec<u32>, Vec<u32>) {
    let mask = (2 * members.len()).next_power_of_two() - 1;
    // The step, the vertex, and what the bits of its first point are mixed to.
    let mut slots: Vec<(u64, u32, u32)> = vec![(0, NONE, 0); mask + 1];
    let mut first: Vec<u32> = Vec::with_capacity(members.len() / 2);
    let mut differ = false;
    let mut local: Vec<u32> = members
        .iter()
        .map(|&point| {
            let key = grid.key(points[point as usize]);
            let tag = mixed_bits(points[point as usize]);
            let mut slot = usize::try_from(key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32).unwrap_or(0) & mask;
            loop {
                match slots[slot] {
                    (_, NONE, _) => {
                        let vertex = position(first.len());
                        slots[slot] = (key, vertex, tag);
                        first.push(point);
                        return vertex;
                    }
                    (other, vertex, mixed) if other == key => {
                        differ |= tag != mixed;
                        return vertex;
                    }
                    _ => slot = (slot + 1) & mask,
                }
            }
        })
        .collect();
    if differ && !shapes.is_empty() {
        tell_apart(&mut local, &mut first, members, (points, shapes, grid));
    }
    (local, first)
}

/// The last bits of a point, which tell points on one step apart.
#[inline]
fn mixed_bits([x, y]: Position) -> u32 {
    let mixed = x.to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ y.to_bits().wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 32 & 0xFFFF_FFFF) as u32
}

/// Divides the vertices on whose step one shape has several points.
fn tell_apart(
    local: &mut [u32],
    first: &mut Vec<u32>,
    members: &[u32],
    (points, shapes, grid): (&[Position], &[u32], &SnapGrid),
) {
    let mut of_vertex: Vec<(u32, u32, usize)> = local
        .iter()
        .zip(members)
        .enumerate()
        .map(|(place, (vertex, point))| (*vertex, position(shapes.partition_point(|start| start <= point)), place))
        .collect();
    of_vertex.sort_unstable();
    let finer = |place: usize| grid.finer(points[members[place] as usize]);
    for same in of_vertex.chunk_by(|a, b| a.0 == b.0) {
        let is_told_apart = same.windows(2).any(|pair| pair[0].1 == pair[1].1 && finer(pair[0].2) != finer(pair[1].2));
        if !is_told_apart {
            continue;
        }
        let mut places: Vec<usize> = same.iter().map(|(.., place)| *place).collect();
        places.sort_unstable();
        let mut known: Vec<([u64; 2], u32)> = Vec::new();
        for place in places {
            let cell = finer(place);
            let vertex = known.iter().find(|(other, _)| *other == cell).map(|(_, vertex)| *vertex);
            local[place] = vertex.unwrap_or_else(|| {
                let vertex = if known.is_empty() {
                    same[0].0
                } else {
                    first.push(members[place]);
                    position(first.len() - 1)
                };
                known.push((cell, vertex));
                vertex
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_point_is_one_vertex_and_others_are_their_own() {
        let points = [[0.0, 0.0], [10.0, 0.0], [10.0, 7.0], [0.0, 0.0], [10.0, 7.0 + 1e-12]];
        let grid = SnapGrid::of(&points);
        let vertices = Vertices::number(&points, &[], &grid);
        assert_eq!(vertices.positions.len(), 3);
        let vertex = &vertices.of_point;
        assert_eq!((vertex[0], vertex[2]), (vertex[3], vertex[4]));
        assert!(vertex[0] != vertex[1] && vertex[1] != vertex[2]);
    }

    #[test]
    fn points_of_one_shape_stay_apart_and_those_of_its_neighbours_with_them() {
        let near = 10.0 - 3e-9;
        let points = [[0.0, 0.0], [10.0, 7.0], [near, 7.0], [near, 7.0], [10.0, 7.0], [10.0, 0.0]];
        let grid = SnapGrid::of(&points);
        let number = |shapes: &[u32]| Vertices::number(&points, shapes, &grid).of_point;
        let one = number(&[0, 3]);
        assert!(one[1] != one[2] && one[1] == one[4] && one[2] == one[3], "{one:?}");
        // Two shapes that each have one of them drew their border a little differently.
        let apart = number(&[0, 2, 3, 4]);
        assert!(apart[1] == apart[2] && apart[2] == apart[3], "{apart:?}");
    }

    #[test]
    fn the_grid_has_about_a_billion_steps_along_its_longer_side() {
        let grid = SnapGrid::of(&[[6.6, 35.0], [18.5, 47.1]]);
        assert!((2.0_f64.powi(29)..=2.0_f64.powi(30)).contains(&(12.1 / grid.step())));
        let point = grid.nearest([7.123_456_789, 41.0]);
        assert!((point[0] - 7.123_456_789).abs() <= grid.step() / 2.0);
        assert_eq!(grid.nearest(point).map(f64::to_bits), point.map(f64::to_bits));
    }

    #[test]
    fn a_single_point_and_none_at_all_have_a_grid() {
        assert!(SnapGrid::of(&[[5e6, 5e6]]).step() > 0.0);
        assert!(SnapGrid::of(&[]).step() > 0.0);
    }
}
