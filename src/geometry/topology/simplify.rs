//! Fewer points on the same borders: shared arcs are simplified once, so neighbours still touch and nothing tears.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::geometry::plane::point_grid::PointGrid;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::bounds;
use crate::geometry::plane::turn::{in_triangle, same_point};
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::measured::Measured;
use crate::geometry::topology::simplify_line::{Line, Way};

/// Shares of the tolerance, round after round: small details of all lines go before large ones, so that lines that wind around each other
/// do not hold each other up. After these, rounds at full tolerance go on while they take away points.
const ROUNDS: [f64; 3] = [1.0 / 64.0, 1.0 / 8.0, 1.0];
/// Rounds at the most.
const MOST_ROUNDS: usize = 6;
/// Arcs that one task simplifies.
const BLOCK: usize = 256;
/// Steps towards a share of the vertices before all goes that can go.
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

    /// As [`Topology::simplify`], kept for whoever draws the same shapes at the same scale.
    pub fn simplified(&self, tolerance: f64) -> Arc<Self> {
        let made = self.simplified.of(tolerance.to_bits(), |_| Ok::<_, Infallible>(Arc::new(self.simplify(tolerance))));
        let Ok(made) = made;
        made
    }

    /// As [`Topology::simplify`], until at most this share of the vertices is left, from 0 to 1, counted as [`Topology::n_vertices`] does. More
    /// stay where a guard holds them: the ends of arcs, the corners that keep a ring a ring.
    #[must_use]
    pub fn simplify_to_share(&self, share: f64) -> Self {
        Simplifier::new(self).to_share(share)
    }
}

/// A topology made ready to be simplified, as often as one likes.
pub struct Simplifier<'a> {
    shapes: &'a Topology,
    /// Where triangles are measured.
    measured: Measured<'a>,
    grid: PointGrid<'a>,
    /// Points that each arc keeps at least.
    least: Vec<u32>,
    weights: OnceLock<Weights>,
}

impl<'a> Simplifier<'a> {
    /// Triangles are measured in the topology's own reference system.
    pub fn new(shapes: &'a Topology) -> Self {
        Self::measured_in(shapes, Measured::Here)
    }

    /// Triangles are measured elsewhere, in a reference system that keeps areas; lines do not cross in the reference system of `shapes`, and
    /// the points that stay are what they were, to the last digit. A straight line in one system is none in the other, so both are needed.
    pub fn measured_in(shapes: &'a Topology, measured: Measured<'a>) -> Self {
        Self {
            shapes,
            measured,
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

    /// The shapes with at most this share of their vertices: see [`Topology::simplify_to_share`].
    ///
    /// Points go at the tolerance that takes away as many as are to go where no line holds another up. What had to stay is made up for by
    /// others, at a larger tolerance, until enough are gone or nothing more goes.
    pub fn to_share(&self, share: f64) -> Topology {
        let weights = self.weights.get_or_init(|| self.weights());
        let n_vertices = self.shapes.n_vertices() as f64;
        let to_go = n_vertices - share.clamp(0.0, 1.0) * n_vertices;
        let (mut removal, mut aim) = (self.nothing_gone(weights.lightest.clone()), to_go);
        for _ in 0..TRIES {
            let tolerance = weights.at(aim);
            self.remove(&mut removal, tolerance);
            let missing = to_go - self.n_gone(&removal.kept) as f64;
            if missing <= 0.5 {
                return self.with_kept(&removal.kept);
            }
            if tolerance.is_infinite() {
                break;
            }
            aim += missing;
        }
        self.to_tolerance(f64::INFINITY)
    }

    /// How many vertices are gone, each as often as rings pass it.
    fn n_gone(&self, kept: &[bool]) -> usize {
        let arcs = (0..self.shapes.n_arcs()).into_par_iter().with_min_len(BLOCK);
        arcs.map(|arc| self.uses(arc) * kept[self.range(arc)].iter().filter(|kept| !**kept).count()).sum()
    }

    /// How many rings pass an arc.
    fn uses(&self, arc: usize) -> usize {
        self.shapes.sides_of_arcs()[arc].iter().filter(|side| **side != NONE).count()
    }

    /// What all points weigh when no line holds another up.
    fn weights(&self) -> Weights {
        let all = vec![true; self.shapes.points().len()];
        let n_arcs = self.shapes.n_arcs();
        let blocks: Vec<(BlockWeights, Vec<f64>)> = (0..n_arcs.div_ceil(BLOCK))
            .into_par_iter()
            .map_init(Line::default, |line, block| {
                let (mut weights, mut lightest) = (BlockWeights::default(), Vec::with_capacity(BLOCK));
                for arc in block * BLOCK..((block + 1) * BLOCK).min(n_arcs) {
                    let way = Way { least: 2, ..self.way(arc, &all) };
                    let Some(of_uses) = self.uses(arc).checked_sub(1).map(|uses| &mut weights[uses]) else {
                        lightest.push(0.0);
                        continue;
                    };
                    let first = of_uses.len();
                    line.simplify(way, f64::INFINITY, |_, _, weight| {
                        of_uses.push(weight);
                        true
                    });
                    lightest.push(of_uses.get(first).copied().unwrap_or(f64::INFINITY));
                }
                (weights, lightest)
            })
            .collect();
        let (blocks, lightest): (Vec<BlockWeights>, Vec<Vec<f64>>) = blocks.into_iter().unzip();
        Weights { blocks, lightest: lightest.concat() }
    }

    fn range(&self, arc: usize) -> Range<usize> {
        let starts = self.shapes.arc_starts();
        starts[arc] as usize..starts[arc + 1] as usize
    }

    fn way<'b>(&'b self, arc: usize, kept: &'b [bool]) -> Way<'b> {
        let range = self.range(arc);
        let points = &self.shapes.points()[range.clone()];
        Way { points, measured: self.measured.part(range.clone()), kept: &kept[range], least: self.least[arc] as usize }
    }

    /// All points, and the arcs that have more of them than they need, each with what its lightest point weighs at least.
    fn nothing_gone(&self, lightest: Vec<f64>) -> Removal {
        let mut open: Vec<u32> = (0..position(self.shapes.n_arcs())).collect();
        open.retain(|&arc| self.range(arc as usize).len() > self.least[arc as usize] as usize);
        Removal { kept: vec![true; self.shapes.points().len()], open, lightest }
    }

    /// Whether each point stays.
    fn kept_at(&self, tolerance: f64) -> Vec<bool> {
        let mut removal = self.nothing_gone(vec![0.0; self.shapes.n_arcs()]);
        self.remove(&mut removal, tolerance);
        removal.kept
    }

    /// Takes away what is lighter than `tolerance`.
    fn remove(&self, removal: &mut Removal, tolerance: f64) {
        let mut open = Cow::Borrowed(&removal.open);
        for round in 0..MOST_ROUNDS {
            let share = ROUNDS.get(round).copied().unwrap_or(1.0);
            let blocks: Vec<Block> = open
                .par_chunks(BLOCK)
                .map_init(Line::default, |line, arcs| {
                    let mut block = Block::default();
                    let has_light = |arc: &&u32| removal.lightest[**arc as usize] < tolerance * share;
                    for &arc in arcs.iter().filter(has_light) {
                        self.simplify_arc(arc, tolerance * share, &removal.kept, line, &mut block);
                    }
                    block
                })
                .collect();
            let mut gone = 0;
            for block in &blocks {
                gone += block.gone.len();
                for &(arc, lightest) in &block.lightest {
                    removal.lightest[arc as usize] = lightest;
                }
                for &point in &block.gone {
                    removal.kept[point as usize] = false;
                }
            }
            // At full tolerance a line that no other holds up has nothing more to give.
            if round + 1 >= ROUNDS.len() {
                open = Cow::Owned(blocks.into_iter().flat_map(|block| block.held).collect());
            }
            if open.is_empty() || (round >= ROUNDS.len() && gone == 0) {
                break;
            }
        }
    }

    /// Simplifies one arc. `kept` says of every point whether it was there at the start of the round.
    fn simplify_arc(&self, arc: u32, tolerance: f64, kept: &[bool], line: &mut Line, block: &mut Block) {
        let range = self.range(arc as usize);
        let way = self.way(arc as usize, kept);
        let mut held = false;
        let lightest = line.simplify(way, tolerance, |own_kept, corners, _| {
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
        block.lightest.push((arc, lightest));
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
    /// What the lightest point of each arc weighs now.
    lightest: Vec<(u32, f64)>,
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

/// What is left of points while they are taken away.
struct Removal {
    /// Whether each point is still there.
    kept: Vec<bool>,
    /// The arcs that may give points.
    open: Vec<u32>,
    /// What the lightest point of each arc weighs at least.
    lightest: Vec<f64>,
}

/// What the points of some arcs weigh, those that one ring passes and those that two do.
type BlockWeights = [Vec<f64>; 2];

/// What points weigh.
struct Weights {
    blocks: Vec<BlockWeights>,
    /// What the lightest point of each arc weighs, while all are there.
    lightest: Vec<f64>,
}

impl Weights {
    /// The tolerance at which so many vertices go, each counted as often as rings pass it; infinite where there are no more.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of vertices, cut to whole ones"
    )]
    fn at(&self, to_go: f64) -> f64 {
        // Bits of positive numbers sort as the numbers do: first the bin of the one that is looked for is found, then the number in it.
        const LOWER: u32 = 48;
        let bin = |weight: f64| (weight.to_bits() >> LOWER) as usize;
        let mut left = to_go.max(0.0) as u64;
        if left == 0 {
            return 0.0;
        }
        let nothing = || vec![0_u64; 1 << (u64::BITS - LOWER)];
        let counted = |mut counts: Vec<u64>, block: &BlockWeights| {
            for (uses, weights) in (1..).zip(block) {
                for &weight in weights {
                    counts[bin(weight)] += uses;
                }
            }
            counts
        };
        let sum = |a: Vec<u64>, b: Vec<u64>| a.iter().zip(b).map(|(a, b)| a + b).collect();
        let blocks = || self.blocks.par_iter().with_min_len(BLOCK);
        let counts = blocks().fold(nothing, counted).reduce(nothing, sum);
        let behind = |&count: &u64| {
            let is_behind = left < count;
            left -= if is_behind { 0 } else { count };
            is_behind
        };
        let Some(wanted) = counts.iter().position(behind) else { return f64::INFINITY };
        let of_uses = |(uses, weights)| {
            let of_bin = move |weight: &&f64| bin(**weight) == wanted;
            let weights: &Vec<f64> = weights;
            weights.iter().filter(of_bin).map(move |&weight| (weight, uses))
        };
        let mut of_bin: Vec<(f64, u64)> =
            blocks().flat_map_iter(|block| (1_u64..).zip(block).flat_map(of_uses)).collect();
        of_bin.sort_unstable_by(|(a, of_a), (b, of_b)| a.total_cmp(b).then(of_a.cmp(of_b)));
        let last = of_bin.iter().position(|&(_, uses)| {
            let is_last = left < uses;
            left -= if is_last { 0 } else { uses };
            is_last
        });
        last.map_or(f64::INFINITY, |last| of_bin[last].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::topology::shapes::tests::outlines;
    use crate::model::shape::outline::Position;
    use crate::model::shape::repair::Repair;

    #[test]
    fn what_lines_weigh_beforehand_changes_nothing_about_what_goes() {
        // Rows of waves of every size, some of them so near each other that they hold each other up.
        let wave = |row: f64, n: u32| {
            let along = (0..=n).map(f64::from);
            along
                .map(move |x| [x, 3.0 * row + (x * (0.3 + 0.07 * row)).sin() + 0.4 * (x * 1.9).cos()])
                .collect::<Vec<_>>()
        };
        let bands: Vec<Vec<Vec<Position>>> = (0..9_u32)
            .map(|row| {
                let row = f64::from(row);
                let (below, above) = (wave(row, 200), wave(row + 1.0, 200));
                vec![below.iter().chain(above.iter().rev()).chain(&below[..1]).copied().collect()]
            })
            .collect();
        let bands: Vec<&[Vec<Position>]> = bands.iter().map(Vec::as_slice).collect();
        let shapes = build_topology(&outlines(&bands), Repair::Mend).unwrap().topology;
        let simplifier = Simplifier::new(&shapes);
        let weights = simplifier.weights();
        assert!(weights.lightest.iter().any(|lightest| *lightest > 0.0));
        for tolerance in [0.01, 0.1, 0.5, 2.0, f64::INFINITY] {
            let mut removal = simplifier.nothing_gone(weights.lightest.clone());
            simplifier.remove(&mut removal, tolerance);
            let plain = simplifier.kept_at(tolerance);
            assert!(plain.contains(&false) || tolerance < 0.1);
            assert_eq!(removal.kept, plain, "{tolerance}");
        }
    }
}
