//! Lines that know the shape on either side, joined into arcs and closed into rings.
//!
//! Both the edges of raw polygons and the arcs of a topology go this way; all lists are flat.

use rayon::prelude::*;

use crate::geometry::plane::position::position;
use crate::geometry::plane::turn::clockwise_order;
use crate::geometry::plane::vertex::NONE;
use crate::model::shape::outline::Position;

/// Lines between numbered nodes. `NONE` as a side is outside all shapes.
pub(crate) struct Lines<'a> {
    /// First and last node of each line.
    pub(crate) ends: &'a [[u32; 2]],
    /// The shape on the left and on the right of each line; never the same on both.
    pub(crate) sides: &'a [[u32; 2]],
    /// How many nodes there are.
    pub(crate) n_nodes: usize,
}

/// Lines joined where only two of them meet. `!l` is line `l` backwards.
pub(crate) struct Chains {
    /// The lines of all chains, one chain after the other.
    pub(crate) lines: Vec<i32>,
    /// Where each chain starts in `lines`.
    pub(crate) starts: Vec<u32>,
    /// First and last node of each chain.
    pub(crate) ends: Vec<[u32; 2]>,
    /// The shape on the left and on the right of each chain.
    pub(crate) sides: Vec<[u32; 2]>,
}

/// The number of a line, whichever way it is walked.
pub(crate) fn line_of(signed: i32) -> usize {
    signed.max(!signed).unsigned_abs() as usize
}

/// A line walked forwards.
pub(crate) fn forward(line: usize) -> i32 {
    i32::try_from(line).expect("fewer than 2^31 lines")
}

impl Lines<'_> {
    /// Joins the lines, in the order of the first of the outermost lines of each chain.
    pub(crate) fn chains(&self) -> Chains {
        // Where two lines meet, the exclusive or of their numbers leads from one to the other.
        let (mut degree, mut mix) = (vec![0_u8; self.n_nodes], vec![0_u32; self.n_nodes]);
        for (line, ends) in self.ends.iter().enumerate() {
            for &end in ends {
                degree[end as usize] = degree[end as usize].saturating_add(1);
                mix[end as usize] ^= position(line);
            }
        }
        let mut used = vec![false; self.ends.len()];
        let mut lines = Vec::with_capacity(self.ends.len());
        let mut starts = vec![0];
        let mut walk = |first: usize, backwards: bool, used: &mut Vec<bool>| {
            let (mut line, mut backwards) = (first, backwards);
            loop {
                used[line] = true;
                lines.push(if backwards { !forward(line) } else { forward(line) });
                let end = self.ends[line][usize::from(!backwards)] as usize;
                if degree[end] != 2 {
                    break;
                }
                let next = (mix[end] ^ position(line)) as usize;
                if next == line || used[next] {
                    break;
                }
                (line, backwards) = (next, self.ends[next][0] as usize != end);
            }
            starts.push(position(lines.len()));
        };
        for line in 0..self.ends.len() {
            for backwards in [false, true] {
                if !used[line] && degree[self.ends[line][usize::from(backwards)] as usize] != 2 {
                    walk(line, backwards, &mut used);
                }
            }
        }
        // What is left are closed lines without a node.
        for line in 0..self.ends.len() {
            if !used[line] {
                walk(line, false, &mut used);
            }
        }
        self.in_order(&lines, &starts)
    }

    fn in_order(&self, lines: &[i32], starts: &[u32]) -> Chains {
        let chain = |chain: usize| &lines[starts[chain] as usize..starts[chain + 1] as usize];
        let mut order: Vec<u32> = (0..position(starts.len() - 1)).collect();
        order.sort_by_key(|&number| {
            let chain = chain(number as usize);
            line_of(chain[0]).min(line_of(chain[chain.len() - 1]))
        });
        let mut chains = Chains {
            lines: Vec::with_capacity(lines.len()),
            starts: vec![0],
            ends: Vec::with_capacity(order.len()),
            sides: Vec::with_capacity(order.len()),
        };
        let turned = |pair: [u32; 2], signed: i32| if signed < 0 { [pair[1], pair[0]] } else { pair };
        for number_of_chain in order {
            let chain = chain(number_of_chain as usize);
            let (first, last) = (chain[0], chain[chain.len() - 1]);
            chains.ends.push([turned(self.ends[line_of(first)], first)[0], turned(self.ends[line_of(last)], last)[1]]);
            chains.sides.push(turned(self.sides[line_of(first)], first));
            chains.lines.extend_from_slice(chain);
            chains.starts.push(position(chains.lines.len()));
        }
        chains
    }
}

/// Rings of shapes as signed arcs.
pub(crate) struct Rings {
    /// The arcs of all rings, one ring after the other.
    pub(crate) arcs: Vec<i32>,
    /// Where each ring starts in `arcs`.
    pub(crate) starts: Vec<u32>,
    /// Where each shape starts in `starts`.
    pub(crate) shape_starts: Vec<u32>,
}

/// Closes arcs into rings, each with its shape on the left.
///
/// At a node the ring goes on along the next arc of its shape clockwise, so that it stays at the same piece of land; a ring that comes back
/// to one of its nodes is cut there. So rings touch themselves in no point, and a hole that touches its exterior stays a hole.
pub(crate) fn rings(arcs: &Lines, n_shapes: usize, line: impl Fn(usize) -> Line + Sync) -> Rings {
    let n_arcs = arcs.ends.len();
    let signed_of = |index: usize| if index.is_multiple_of(2) { forward(index / 2) } else { !forward(index / 2) };
    let index_of = |signed: i32| 2 * line_of(signed) + usize::from(signed < 0);
    let shape = |index: usize| arcs.sides[index / 2][index % 2];
    let start = |index: usize| arcs.ends[index / 2][index % 2] as usize;
    let end = |index: usize| arcs.ends[index / 2][1 - index % 2] as usize;
    let bounded: Vec<u32> = (0..2 * n_arcs).filter(|&index| shape(index) != NONE).map(position).collect();
    let (leaving, leaving_starts) = grouped(&bounded, arcs.n_nodes, |index| start(index as usize));
    let next_of = |index: usize| {
        let node = end(index);
        let range = leaving_starts[node] as usize..leaving_starts[node + 1] as usize;
        let mut open = leaving[range].iter().copied().filter(|&next| shape(next as usize) == shape(index));
        let first = open.next()?;
        let Some(second) = open.next() else { return Some(first) };
        // Several pieces of the same shape meet here.
        let from = line(index / 2).second(index.is_multiple_of(2));
        let leaves = |next: u32| line(next as usize / 2).second(next % 2 == 1);
        let origin = line(index / 2).first(index.is_multiple_of(2));
        [first, second]
            .into_iter()
            .chain(open)
            .min_by(|&a, &b| clockwise_order(origin, from, leaves(a), leaves(b)).then(a.cmp(&b)))
    };
    let mut next = vec![NONE; 2 * n_arcs];
    next.par_iter_mut().enumerate().filter(|(index, _)| shape(*index) != NONE).for_each(|(index, next)| {
        *next = next_of(index).unwrap_or(NONE);
    });
    drop((leaving, leaving_starts));
    let (members, member_starts) = grouped(&bounded, n_shapes, |index| shape(index as usize) as usize);
    let mut used = vec![false; 2 * n_arcs];
    // The walk so far, and where in it each node was left.
    let (mut path, mut left_at): (Vec<usize>, _) = (Vec::new(), vec![NONE; arcs.n_nodes]);
    let mut rings = Rings { arcs: Vec::with_capacity(bounded.len()), starts: vec![0], shape_starts: vec![0] };
    for shape in 0..n_shapes {
        for &first in &members[member_starts[shape] as usize..member_starts[shape + 1] as usize] {
            let mut here = first as usize;
            while !used[here] {
                used[here] = true;
                left_at[start(here)] = position(path.len());
                path.push(here);
                let from = left_at[end(here)];
                if from != NONE {
                    for &closed in &path[from as usize..] {
                        left_at[start(closed)] = NONE;
                    }
                    rings.arcs.extend(path.drain(from as usize..).map(signed_of));
                    rings.starts.push(position(rings.arcs.len()));
                }
                // A ring that is cut off at the start of the walk is not the end of it: the walk goes on until it comes back to where it began.
                if next[here] == NONE {
                    break;
                }
                here = next[here] as usize;
            }
            for open in path.drain(..) {
                left_at[start(open)] = NONE;
            }
        }
        rings.shape_starts.push(position(rings.starts.len() - 1));
    }
    debug_assert!(rings.arcs.iter().all(|&signed| used[index_of(signed)]));
    rings
}

/// The two points at either end of an arc.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// First and second point.
    pub(crate) start: [Position; 2],
    /// Last and last but one point.
    pub(crate) end: [Position; 2],
}

impl Line {
    /// The ends of a line of two points or more.
    pub(crate) fn of(points: &[Position]) -> Self {
        let last = points.len() - 1;
        Self { start: [points[0], points[1]], end: [points[last], points[last - 1]] }
    }

    fn first(self, from_end: bool) -> Position {
        if from_end { self.end[0] } else { self.start[0] }
    }

    fn second(self, from_end: bool) -> Position {
        if from_end { self.end[1] } else { self.start[1] }
    }
}

/// Items by group, in their order: the items, and where each group starts.
pub(crate) fn grouped(items: &[u32], n_groups: usize, group_of: impl Fn(u32) -> usize) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; n_groups + 1];
    for &item in items {
        starts[group_of(item) + 1] += 1;
    }
    for group in 0..n_groups {
        starts[group + 1] += starts[group];
    }
    let mut next = starts.clone();
    let mut members = vec![0; items.len()];
    for &item in items {
        let place = &mut next[group_of(item)];
        members[*place as usize] = item;
        *place += 1;
    }
    (members, starts)
}

#[cfg(test)]
mod tests {
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::topology::shapes::tests::outlines;
    use crate::model::shape::outline::Position;
    use crate::model::shape::repair::Repair;

    /// A hole that touches the coast in one point and another hole in another.
    #[test]
    fn holes_in_a_row_are_rings_of_their_own() {
        let close = |mut ring: Vec<Position>| {
            ring.push(ring[0]);
            ring
        };
        let below = close(vec![
            [0.0, 0.0],
            [30.0, 0.0],
            [30.0, 10.0],
            [20.0, 10.0],
            [15.0, 8.0],
            [10.0, 10.0],
            [5.0, 10.0],
            [0.0, 10.0],
        ]);
        let above = close(vec![
            [0.0, 10.0],
            [5.0, 12.0],
            [10.0, 10.0],
            [15.0, 10.0],
            [20.0, 10.0],
            [30.0, 10.0],
            [30.0, 20.0],
            [0.0, 20.0],
        ]);
        let topology = build_topology(&outlines(&[&[below], &[above]]), Repair::Mend).unwrap().topology;
        let sum = topology.area(0) + topology.area(1);
        let joined = topology.dissolve(&[Some(0), Some(0)], 1);
        let rings: Vec<Vec<Position>> = joined.ring_range(0).map(|ring| joined.ring_points(ring)).collect();
        assert!((joined.area(0) - sum).abs() < 1e-9, "{sum} {} {rings:?}", joined.area(0));
        assert_eq!(rings.len(), 3);
    }
}
