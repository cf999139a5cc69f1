//! Fewer points on the same borders: shared arcs are simplified once, so neighbours still touch and nothing tears.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::geometry::plane::point_grid::PointGrid;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds;
use crate::geometry::plane::turn::{in_triangle, same_point};
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::simplify_line::{Line, Way};
use crate::model::shape::outline::Position;

/// Shares of the tolerance, round after round: small details of all lines go before large ones, so that lines that wind around each other
/// do not hold each other up. After these, rounds at full tolerance go on while they take away points.
const ROUNDS: [f64; 3] = [1.0 / 64.0, 1.0 / 8.0, 1.0];
/// Rounds at the most.
const MOST_ROUNDS: usize = 6;
/// Arcs that one task simplifies.
const BLOCK: usize = 256;
/// Tries to reach a share of the points before all goes that can go.
const TRIES: usize = 8;

impl Topology {
    /// Takes away points whose triangle with their neighbours is smaller than `tolerance` (square units of the reference system).
    ///
    /// Weighted Visvalingam: the smallest triangle goes first, sharp spikes before gentle bends. Ends of arcs stay. A point stays too
    /// where its triangle holds a point of its own line or one that another line had at the start of the round (lines would cross), and
    /// where a closed line would fall below a triangle or two lines between the same ends would become one. So every polygon stays valid,
    /// every island stays, and every border keeps its two shapes.
    ///
    /// Within a round every line is simplified by itself, on any number of threads: a line that crossed a shortened piece of another would
    /// have a point in the triangle that was cut off.
    ///
    /// # Source
    /// Visvalingam and Whyatt (1993), *The Cartographic Journal* 30(1); the weighting follows the idea of Bloch's mapshaper. That no line
    /// crosses another where such triangles are empty: de Berg, van Kreveld and Schirra (1998), *Cartography and GIS* 25(4).
    #[must_use]
    pub fn simplify(&self, tolerance: f64) -> Self {
        Simplifier::new(self).to_tolerance(tolerance)
    }

    /// As [`Topology::simplify`], until at most this share of the points is left, from 0 to 1. More stay where a guard holds them: the
    /// ends of arcs, the corners that keep a ring a ring.
    #[must_use]
    pub fn simplify_to_share(&self, share: f64) -> Self {
        Simplifier::new(self).to_share(share)
    }
}

/// A topology made ready to be simplified, as often as one likes.
pub struct Simplifier<'a> {
    shapes: &'a Topology,
    /// The points where triangles are measured.
    measured: &'a [Position],
    grid: PointGrid,
    /// Points that each arc keeps at least.
    least: Vec<u32>,
    weights: OnceLock<Vec<f64>>,
}

impl<'a> Simplifier<'a> {
    /// Triangles are measured in the topology's own reference system.
    pub fn new(shapes: &'a Topology) -> Self {
        Self::measured_in(shapes, shapes)
    }

    /// Triangles are measured in `measured`, the same topology in a reference system that keeps areas; lines do not cross in the reference
    /// system of `shapes`, and the points that stay are what they were, to the last digit. A straight line in one system is none in the
    /// other, so both are needed.
    ///
    /// # Panics
    /// When the two have not the same arcs.
    pub fn measured_in(shapes: &'a Topology, measured: &'a Topology) -> Self {
        assert_eq!(shapes.arc_starts(), measured.arc_starts(), "the same arcs");
        Self {
            shapes,
            measured: measured.points(),
            grid: PointGrid::of(shapes.points()),
            least: least_points(shapes),
            weights: OnceLock::new(),
        }
    }

    /// The shapes without points whose triangle is smaller than `tolerance`, in square units of the system where triangles are measured:
    /// see [`Topology::simplify`].
    pub fn to_tolerance(&self, tolerance: f64) -> Topology {
        self.with_kept(&self.kept_at(tolerance))
    }

    /// The shapes with at most this share of their points: see [`Topology::simplify_to_share`].
    pub fn to_share(&self, share: f64) -> Topology {
        let weights = self.weights.get_or_init(|| self.sorted_weights());
        let n_points = self.shapes.points().len();
        let wanted = share.clamp(0.0, 1.0) * n_points as f64;
        let mut rank = n_points as f64 - wanted;
        let mut best: Option<(usize, Vec<bool>)> = None;
        for _ in 0..TRIES {
            let kept = self.kept_at(at_rank(weights, rank));
            let count = kept.par_iter().filter(|kept| **kept).count();
            let missing = count as f64 - wanted;
            if missing <= 0.5 && best.as_ref().is_none_or(|(most, _)| *most < count) {
                best = Some((count, kept));
            }
            if missing.abs() <= 0.5 || (missing > 0.0 && rank >= weights.len() as f64) {
                break;
            }
            // Points that had to stay are made up for by others.
            rank += missing;
        }
        let kept = best.map_or_else(|| self.kept_at(f64::INFINITY), |(_, kept)| kept);
        self.with_kept(&kept)
    }

    /// The weights at which points would go if no line held another up, the lightest first.
    fn sorted_weights(&self) -> Vec<f64> {
        let all = vec![true; self.shapes.points().len()];
        let n_arcs = self.shapes.n_arcs();
        let blocks: Vec<Vec<f64>> = (0..n_arcs.div_ceil(BLOCK))
            .into_par_iter()
            .map_init(Line::default, |line, block| {
                let mut weights = Vec::new();
                for arc in block * BLOCK..((block + 1) * BLOCK).min(n_arcs) {
                    let way = Way { least: 2, ..self.way(arc, &all) };
                    line.simplify(way, f64::INFINITY, |_, _, weight| {
                        weights.push(weight);
                        true
                    });
                }
                weights
            })
            .collect();
        let mut weights: Vec<f64> = blocks.into_iter().flatten().collect();
        weights.par_sort_unstable_by(f64::total_cmp);
        weights
    }

    fn range(&self, arc: usize) -> Range<usize> {
        let starts = self.shapes.arc_starts();
        starts[arc] as usize..starts[arc + 1] as usize
    }

    fn way<'b>(&'b self, arc: usize, kept: &'b [bool]) -> Way<'b> {
        let range = self.range(arc);
        let points = &self.shapes.points()[range.clone()];
        let measured = &self.measured[range.clone()];
        Way { points, measured, kept: &kept[range], least: self.least[arc] as usize }
    }

    /// Whether each point stays.
    fn kept_at(&self, tolerance: f64) -> Vec<bool> {
        let mut kept = vec![true; self.shapes.points().len()];
        let mut open: Vec<u32> = (0..position(self.shapes.n_arcs())).collect();
        open.retain(|&arc| self.range(arc as usize).len() > self.least[arc as usize] as usize);
        for round in 0..MOST_ROUNDS {
            let share = ROUNDS.get(round).copied().unwrap_or(1.0);
            let blocks: Vec<Block> = open
                .par_chunks(BLOCK)
                .map_init(Line::default, |line, arcs| {
                    let mut block = Block::default();
                    for &arc in arcs {
                        self.simplify_arc(arc, tolerance * share, &kept, line, &mut block);
                    }
                    block
                })
                .collect();
            let mut gone = 0;
            for block in &blocks {
                gone += block.gone.len();
                for &point in &block.gone {
                    kept[point as usize] = false;
                }
            }
            // At full tolerance a line that no other holds up has nothing more to give.
            if round + 1 >= ROUNDS.len() {
                open = blocks.into_iter().flat_map(|block| block.held).collect();
            }
            if open.is_empty() || (round >= ROUNDS.len() && gone == 0) {
                break;
            }
        }
        kept
    }

    /// Simplifies one arc. `kept` says of every point whether it was there at the start of the round.
    fn simplify_arc(&self, arc: u32, tolerance: f64, kept: &[bool], line: &mut Line, block: &mut Block) {
        let range = self.range(arc as usize);
        let way = self.way(arc as usize, kept);
        let mut held = false;
        line.simplify(way, tolerance, |own_kept, corners, _| {
            let triangle = corners.map(|corner| way.points[corner]);
            let in_the_way = self.grid.any_in(bounds(&triangle), |index, point| {
                let matters = if range.contains(&index) {
                    let own = index - range.start;
                    own_kept[own] && !corners.contains(&own)
                } else {
                    kept[index]
                };
                matters
                    && !same_point(point, triangle[0])
                    && !same_point(point, triangle[2])
                    && in_triangle(triangle, point)
            });
            held |= in_the_way;
            if !in_the_way {
                block.gone.push(position(range.start + corners[1]));
            }
            !in_the_way
        });
        if held {
            block.held.push(arc);
        }
    }

    fn with_kept(&self, kept: &[bool]) -> Topology {
        let points = self.shapes.points();
        let mut left = Vec::with_capacity(kept.iter().filter(|kept| **kept).count());
        let mut starts = Vec::with_capacity(self.shapes.arc_starts().len());
        starts.push(0);
        for arc in 0..self.shapes.n_arcs() {
            let range = self.range(arc);
            left.extend(
                points[range.clone()].iter().zip(&kept[range]).filter(|(_, kept)| **kept).map(|(point, _)| *point),
            );
            starts.push(position(left.len()));
        }
        self.shapes.with_points(self.shapes.reference().clone(), left, starts)
    }
}

/// What became of some arcs in a round.
#[derive(Default)]
struct Block {
    /// Points that went.
    gone: Vec<u32>,
    /// Arcs of which a point had to stay because another was in its triangle.
    held: Vec<u32>,
}

/// How many points each arc keeps at least: a closed one four, of several between the same nodes all but one three.
fn least_points(shapes: &Topology) -> Vec<u32> {
    let ends = shapes.ends_of_arcs();
    let key = |arc: u32| {
        let [a, b] = ends[arc as usize];
        ([a.min(b), a.max(b)], shapes.arc(arc as usize).len() > 2, arc)
    };
    let mut arcs: Vec<u32> = (0..position(shapes.n_arcs())).collect();
    arcs.par_sort_unstable_by_key(|&arc| key(arc));
    let mut least = vec![3; arcs.len()];
    let mut before = None;
    for &arc in &arcs {
        let pair = key(arc).0;
        if pair[0] == pair[1] {
            least[arc as usize] = 4;
        } else if before != Some(pair) {
            least[arc as usize] = 2;
        }
        before = Some(pair);
    }
    least
}

/// The weight below which that many of the lightest lie.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank is a number of points")]
fn at_rank(weights: &[f64], rank: f64) -> f64 {
    if rank <= 0.0 { 0.0 } else { weights.get(rank as usize).copied().unwrap_or(f64::INFINITY) }
}
