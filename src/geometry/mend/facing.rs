//! Edges of different shapes that run along each other with a narrow strip of nobody's land between them, wherever that strip ends.

use rustc_hash::FxHashMap;

use crate::geometry::edge::labels::Groups;
use crate::geometry::edge::rows::Rows;
use crate::geometry::edge::sides::Edges;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::model::shape::outline::Position;

/// How much the width of a strip may change between two edges, as a share of their common length.
const STEEPEST: f64 = 0.6;

/// What counts as a strip.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strip {
    /// It is nowhere wider, in metres.
    pub(crate) width: f64,
    /// It is as long at least, in metres.
    pub(crate) length: f64,
}

/// An edge with nobody's land on its left.
#[derive(Clone, Copy, Debug)]
struct Coast {
    /// Its number.
    edge: usize,
    /// The vertex it comes from and the one it goes to.
    ends: [u32; 2],
    /// The shape on its right.
    owner: u32,
}

/// Where the common length of two edges ends: the vertex of one that lies beside the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Beside {
    /// The vertex.
    pub(crate) vertex: u32,
    /// The number of the edge that it lies beside.
    pub(crate) edge: usize,
}

/// Two edges that face each other.
struct Facing {
    coasts: [usize; 2],
    length: f64,
    ends: [Option<Beside>; 2],
}

/// The edges with nobody's land on one side.
fn coasts(edges: &Edges) -> Vec<Coast> {
    let coast = |(edge, (ends, sides)): (usize, (&[u32; 2], &[u32; 2]))| match *sides {
        [NONE, NONE] => None,
        [NONE, owner] => Some(Coast { edge, ends: *ends, owner }),
        [owner, NONE] => Some(Coast { edge, ends: [ends[1], ends[0]], owner }),
        _ => None,
    };
    edges.ends.iter().zip(&edges.sides).enumerate().filter_map(coast).collect()
}

/// Where edges lie beside each other along strips that are long and narrow enough; none where there is no such strip.
pub(crate) fn along_strips(edges: &Edges, positions: &[Position], measure: Measure, strip: Strip) -> Vec<Beside> {
    let coasts = &coasts(edges)[..];
    if strip.width <= 0.0 || coasts.len() < 2 {
        return Vec::new();
    }
    let ends: Vec<[u32; 2]> = coasts.iter().map(|coast| coast.ends).collect();
    let look = Look { coasts, positions, measure, width: strip.width };
    let reach = measure.reach(strip.width, positions);
    let rows = Rows::reaching(positions, &ends, reach);
    let pairs = rows.near(|one, other| look.facing(one, other).is_some());
    let facing: Vec<Facing> =
        pairs.into_iter().filter_map(|[one, other]| look.facing(one as usize, other as usize)).collect();
    let mut along: Vec<Beside> =
        long_enough(&facing, coasts, strip.length).flat_map(|facing| facing.ends.into_iter().flatten()).collect();
    along.sort_unstable();
    along.dedup();
    along
}

/// Edges that face others and follow each other are one strip; those of strips that are long enough.
fn long_enough<'a>(facing: &'a [Facing], coasts: &[Coast], length: f64) -> impl Iterator<Item = &'a Facing> {
    let mut strips = Groups::of(coasts.len());
    let mut of_vertex: FxHashMap<(u32, u32), usize> = FxHashMap::default();
    for Facing { coasts: [one, other], .. } in facing {
        strips.join(position(*one), position(*other));
        for &coast in [one, other] {
            for vertex in coasts[coast].ends {
                let known = *of_vertex.entry((coasts[coast].owner, vertex)).or_insert(coast);
                strips.join(position(known), position(coast));
            }
        }
    }
    let mut lengths: FxHashMap<u32, f64> = FxHashMap::default();
    let strip_of: Vec<u32> = facing.iter().map(|facing| strips.find(position(facing.coasts[0]))).collect();
    for (facing, strip) in facing.iter().zip(&strip_of) {
        *lengths.entry(*strip).or_insert(0.0) += facing.length;
    }
    facing.iter().zip(strip_of).filter(move |(_, strip)| lengths[strip] >= length).map(|(facing, _)| facing)
}

/// What two edges are looked at with.
struct Look<'a> {
    coasts: &'a [Coast],
    positions: &'a [Position],
    measure: Measure,
    width: f64,
}

impl Look<'_> {
    /// Whether two edges of different shapes face each other, run to and fro, and stay near each other as far as they lie side by side.
    ///
    /// They are seen from the longer one, or from that which starts farther west or south: which is numbered first does not matter.
    fn facing(&self, one: usize, other: usize) -> Option<Facing> {
        if self.coasts[one].owner == self.coasts[other].owner {
            return None;
        }
        let at = |vertex: u32| self.positions[vertex as usize];
        let ends = |coast: usize| self.coasts[coast].ends.map(at);
        let length = |coast: usize| self.measure.length(ends(coast)[0], ends(coast)[1]);
        let start = |a: usize, b: usize, axis: usize| ends(a)[0][axis].total_cmp(&ends(b)[0][axis]);
        let order = length(other).total_cmp(&length(one)).then(start(one, other, 0)).then(start(one, other, 1));
        let (one, other) = if order.is_gt() { (other, one) } else { (one, other) };
        let (first, second) = (self.coasts[one], self.coasts[other]);
        let origin = at(first.ends[0]);
        let [across, along] = self.measure.scale(origin);
        let seen = |vertex: u32| {
            let [x, y] = at(vertex);
            [(x - origin[0]) * across, (y - origin[1]) * along]
        };
        let [ux, uy] = seen(first.ends[1]);
        let length = ux.hypot(uy);
        if length <= 0.0 {
            return None;
        }
        // How far along the first edge the ends of the second lie, and how far to the left of it.
        let [from, to] = second.ends.map(|vertex| {
            let [x, y] = seen(vertex);
            [(x * ux + y * uy) / length, (ux * y - uy * x) / length]
        });
        let run = from[0] - to[0];
        let (low, high) = (to[0].max(0.0), from[0].min(length));
        if run <= 0.0 || high <= low || (from[1] - to[1]).abs() > STEEPEST * run {
            return None;
        }
        let apart = |s: f64| to[1] + (from[1] - to[1]) * ((s - to[0]) / run);
        let near = |s: f64| (-1e-6 * self.width..=self.width).contains(&apart(s));
        if !near(low) || !near(high) {
            return None;
        }
        let beside = |vertex: u32, of: Coast| (!of.ends.contains(&vertex)).then_some(Beside { vertex, edge: of.edge });
        let at_low = if to[0] > 0.0 { beside(second.ends[1], first) } else { beside(first.ends[0], second) };
        let at_high = if from[0] < length { beside(second.ends[0], first) } else { beside(first.ends[1], second) };
        Some(Facing { coasts: [one, other], length: high - low, ends: [at_low, at_high] })
    }
}
