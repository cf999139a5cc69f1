//! Shapes dissolved into groups by cancelling the arcs between members of the same group. No overlay is computed.

use rustc_hash::FxHashMap;

use crate::geometry::topology::{Topology, arc_index, position};
use crate::model::outline::Position;

/// An arc as it is walked: its number, or `!` of it when backwards.
type Signed = i32;

impl Topology {
    /// The groups as shapes. `group_of` gives the group of each shape; `None` leaves it out, and its neighbours get a coast there.
    ///
    /// Arcs inside a group vanish and the others are joined where only two of them meet. A ring that comes back to one of its own
    /// points is cut there, so polygons touch themselves in no point; a hole that touches its exterior stays a hole.
    ///
    /// # Panics
    /// When `group_of` is not as long as there are shapes.
    #[must_use]
    pub fn dissolve(&self, group_of: &[Option<usize>], n_groups: usize) -> Self {
        assert_eq!(group_of.len(), self.n_shapes(), "one group for each shape");
        let group = |side: Option<usize>| side.and_then(|shape| group_of[shape]);
        let sides: Vec<[Option<usize>; 2]> = (0..self.n_arcs()).map(|arc| self.sides(arc).map(group)).collect();
        let kept: Vec<usize> = (0..self.n_arcs()).filter(|&arc| sides[arc][0] != sides[arc][1]).collect();
        let chains = self.chains(&kept);
        let mut points = Vec::new();
        let mut arc_starts = vec![0];
        let mut chain_sides = Vec::with_capacity(chains.len());
        for chain in &chains {
            let start = points.len();
            for &signed in chain {
                let arc = self.arc(arc_index(signed));
                let skipped = usize::from(points.len() > start);
                if signed < 0 {
                    points.extend(arc.iter().rev().skip(skipped));
                } else {
                    points.extend(arc.iter().skip(skipped));
                }
            }
            arc_starts.push(position(points.len()));
            let [left, right] = sides[arc_index(chain[0])];
            chain_sides.push(if chain[0] < 0 { [right, left] } else { [left, right] });
        }
        let rings = rings_of(&points, &arc_starts, &chain_sides, n_groups);
        let sides = chain_sides.into_iter().map(|sides| sides.map(|side| side.map(position))).collect();
        Self::from_parts(self.reference().clone(), (points, arc_starts), sides, rings)
    }

    /// Arcs joined through the nodes where exactly two of them end, in the order of their first arc.
    fn chains(&self, kept: &[usize]) -> Vec<Vec<Signed>> {
        let mut nodes = Nodes::default();
        let ends: Vec<[usize; 2]> = kept
            .iter()
            .map(|&arc| {
                let points = self.arc(arc);
                [nodes.at(points[0]), nodes.at(points[points.len() - 1])]
            })
            .collect();
        // For each node: the kept arcs that start or end there, as walked away from the node.
        let mut leaving: Vec<Vec<(usize, bool)>> = vec![Vec::new(); nodes.count()];
        for (number, [start, end]) in ends.iter().enumerate() {
            leaving[*start].push((number, true));
            leaving[*end].push((number, false));
        }
        let mut used = vec![false; kept.len()];
        let mut chains = Vec::new();
        let mut walk = |number: usize, forward: bool, used: &mut Vec<bool>| {
            let (mut number, mut forward) = (number, forward);
            let mut chain = Vec::new();
            loop {
                used[number] = true;
                let arc = i32::try_from(kept[number]).expect("fewer than 2^31 arcs");
                chain.push(if forward { arc } else { !arc });
                let end = ends[number][usize::from(forward)];
                let [a, b] = leaving[end][..] else { break };
                let (other, onwards) = if a.0 == number { b } else { a };
                if used[other] {
                    break;
                }
                (number, forward) = (other, onwards);
            }
            chains.push(chain);
        };
        for number in 0..kept.len() {
            for forward in [true, false] {
                let start = ends[number][usize::from(!forward)];
                if !used[number] && leaving[start].len() != 2 {
                    walk(number, forward, &mut used);
                }
            }
        }
        // What is left are closed lines without a node.
        for number in 0..kept.len() {
            if !used[number] {
                walk(number, true, &mut used);
            }
        }
        chains.sort_by_key(|chain| arc_index(chain[0]).min(arc_index(chain[chain.len() - 1])));
        chains
    }
}

/// Numbers for points, in order of first appearance.
#[derive(Default)]
struct Nodes {
    numbers: FxHashMap<[u64; 2], usize>,
}

impl Nodes {
    fn at(&mut self, point: Position) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(point.map(f64::to_bits)).or_insert(next)
    }

    fn count(&self) -> usize {
        self.numbers.len()
    }
}

/// Rings of every group: signed arcs, where rings start, where groups start.
fn rings_of(
    points: &[Position],
    arc_starts: &[u32],
    sides: &[[Option<usize>; 2]],
    n_groups: usize,
) -> (Vec<i32>, Vec<u32>, Vec<u32>) {
    let arc =
        |signed: Signed| &points[arc_starts[arc_index(signed)] as usize..arc_starts[arc_index(signed) + 1] as usize];
    let mut nodes = Nodes::default();
    let mut of_group: Vec<Vec<Signed>> = vec![Vec::new(); n_groups];
    let mut ends = Vec::with_capacity(sides.len());
    for (number, [left, right]) in sides.iter().enumerate() {
        let signed = i32::try_from(number).expect("fewer than 2^31 arcs");
        let line = arc(signed);
        ends.push([nodes.at(line[0]), nodes.at(line[line.len() - 1])]);
        if let Some(group) = left {
            of_group[*group].push(signed);
        }
        if let Some(group) = right {
            of_group[*group].push(!signed);
        }
    }
    let start = |signed: Signed| ends[arc_index(signed)][usize::from(signed < 0)];
    let end = |signed: Signed| ends[arc_index(signed)][usize::from(signed >= 0)];
    let (mut ring_arcs, mut ring_starts, mut group_starts) = (Vec::new(), vec![0], vec![0]);
    for members in of_group {
        let mut leaving: FxHashMap<usize, Vec<Signed>> = FxHashMap::default();
        for &signed in &members {
            leaving.entry(start(signed)).or_default().push(signed);
        }
        let mut used: FxHashMap<Signed, bool> = members.iter().map(|&signed| (signed, false)).collect();
        for &first in &members {
            if used[&first] {
                continue;
            }
            // The walk so far, and where in it each node was left; a loop is cut off as a ring as soon as it closes.
            let mut path: Vec<Signed> = Vec::new();
            let mut left_at: FxHashMap<usize, usize> = FxHashMap::default();
            let mut here = Some(first);
            while let Some(signed) = here {
                used.insert(signed, true);
                left_at.insert(start(signed), path.len());
                path.push(signed);
                let node = end(signed);
                if let Some(&from) = left_at.get(&node) {
                    for &closed in &path[from..] {
                        left_at.remove(&start(closed));
                    }
                    ring_arcs.extend(path.drain(from..));
                    ring_starts.push(position(ring_arcs.len()));
                }
                if path.is_empty() {
                    break;
                }
                let back = backwards(arc(signed), signed);
                let turn = |next: Signed| clockwise(back, forwards(arc(next), next));
                let open = leaving.get(&node).map_or(&[][..], Vec::as_slice).iter().copied();
                here = open.filter(|next| !used[next]).min_by(|&a, &b| turn(a).total_cmp(&turn(b)));
            }
        }
        group_starts.push(position(ring_starts.len() - 1));
    }
    (ring_arcs, ring_starts, group_starts)
}

/// The direction in which a walked arc leaves its first point.
fn forwards(line: &[Position], signed: Signed) -> Position {
    let (from, to) = if signed < 0 { (line[line.len() - 1], line[line.len() - 2]) } else { (line[0], line[1]) };
    [to[0] - from[0], to[1] - from[1]]
}

/// The direction from a walked arc's last point back along it.
fn backwards(line: &[Position], signed: Signed) -> Position {
    forwards(line, !signed)
}

/// The angle, above 0 and at most 2π, by which `from` is turned clockwise to reach `to`.
fn clockwise([ax, ay]: Position, [bx, by]: Position) -> f64 {
    let turn = -(ax * by - ay * bx).atan2(ax * bx + ay * by);
    if turn <= 0.0 { turn + std::f64::consts::TAU } else { turn }
}
