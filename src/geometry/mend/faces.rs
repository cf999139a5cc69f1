//! The faces that some rings cut the plane into, and the rings around each: an overlay for the few shapes that need one.
//!
//! Edges meet in their ends only. A ring is inside or outside by the even-odd rule, so it does not matter which way it turns or whether it
//! crosses itself.

use rustc_hash::FxHashMap;

use crate::geometry::edge::labels::Groups;
use crate::geometry::edge::loops::Loops;
use crate::geometry::edge::rows::Rows;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::turn::clockwise_order;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::assemble::grouped;
use crate::model::shape::outline::Position;

/// Faces of rings. Face 0 is what lies around everything.
#[derive(Debug)]
pub(crate) struct Faces {
    /// Edges, the smaller vertex first, in order.
    pub(crate) edges: Vec<[u32; 2]>,
    /// The face on the left and on the right of each edge.
    pub(crate) sides: Vec<[u32; 2]>,
    /// The rings around each face, in order of number.
    pub(crate) rings: Vec<Vec<u32>>,
    /// The area of each face in square metres; 0 for face 0.
    pub(crate) areas: Vec<f64>,
    /// A point on the border of each face: its westernmost.
    pub(crate) places: Vec<Position>,
}

impl Faces {
    /// The faces of the rings `members`.
    pub(crate) fn of(loops: &Loops, members: &[u32], positions: &[Position], measure: Measure) -> Self {
        let (edges, rings_of_edge) = toggles(loops, members);
        let mut local: FxHashMap<u32, u32> = FxHashMap::default();
        let mut here: Vec<Position> = Vec::new();
        let ends: Vec<[u32; 2]> = edges
            .iter()
            .map(|ends| {
                ends.map(|vertex| {
                    *local.entry(vertex).or_insert_with(|| {
                        here.push(positions[vertex as usize]);
                        position(here.len() - 1)
                    })
                })
            })
            .collect();
        let next = next_around(&ends, &here);
        let (cycle_of, n_cycles) = cycles(&next);
        let outlines = Outlines::of(&ends, &here, &next, &cycle_of, n_cycles, measure);
        let (face_of_cycle, mut faces) = outlines.into_faces(&ends, &here, &cycle_of);
        let face = |half: usize| face_of_cycle[cycle_of[half] as usize];
        faces.sides = (0..edges.len()).map(|edge| [face(2 * edge), face(2 * edge + 1)]).collect();
        faces.spread_rings(&rings_of_edge);
        faces.edges = edges;
        faces
    }

    /// Goes from face 0 over all edges; crossing an edge enters or leaves its rings.
    fn spread_rings(&mut self, rings_of_edge: &[Vec<u32>]) {
        let n_faces = self.areas.len();
        let halves: Vec<u32> = (0..position(2 * self.sides.len())).collect();
        let face = |half: u32| self.sides[half as usize / 2][half as usize % 2];
        let (around, starts) = grouped(&halves, n_faces, |half| face(half) as usize);
        let mut rings: Vec<Option<Vec<u32>>> = vec![None; n_faces];
        rings[0] = Some(Vec::new());
        let mut open = vec![0_usize];
        while let Some(here) = open.pop() {
            let inside = rings[here].clone().unwrap_or_default();
            for &half in &around[starts[here] as usize..starts[here + 1] as usize] {
                let other = face(half ^ 1) as usize;
                if rings[other].is_none() {
                    rings[other] = Some(difference(&inside, &rings_of_edge[half as usize / 2]));
                    open.push(other);
                }
            }
        }
        self.rings = rings.into_iter().map(Option::unwrap_or_default).collect();
    }
}

/// Elements of one of two ordered lists and not of the other.
fn difference(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut all: Vec<u32> = a.iter().chain(b).copied().collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b).filter(|same| same.len() % 2 == 1).map(|same| same[0]).collect()
}

/// The edges that some ring passes an odd number of times, with these rings.
fn toggles(loops: &Loops, members: &[u32]) -> (Vec<[u32; 2]>, Vec<Vec<u32>>) {
    let mut passes: Vec<([u32; 2], u32)> = Vec::new();
    for &ring in members {
        let vertices = loops.vertices_of(ring as usize);
        for (index, &from) in vertices.iter().enumerate() {
            let to = vertices[(index + 1) % vertices.len()];
            passes.push(([from.min(to), from.max(to)], ring));
        }
    }
    passes.sort_unstable();
    let (mut edges, mut rings_of_edge) = (Vec::new(), Vec::new());
    for same in passes.chunk_by(|a, b| a.0 == b.0) {
        let rings: Vec<u32> =
            same.chunk_by(|a, b| a.1 == b.1).filter(|ring| ring.len() % 2 == 1).map(|ring| ring[0].1).collect();
        if !rings.is_empty() {
            edges.push(same[0].0);
            rings_of_edge.push(rings);
        }
    }
    (edges, rings_of_edge)
}

/// For each half-edge (the edge doubled, and 1 when backwards) the next one around the face on its left.
fn next_around(ends: &[[u32; 2]], positions: &[Position]) -> Vec<u32> {
    let halves: Vec<u32> = (0..position(2 * ends.len())).collect();
    let start = |half: u32| ends[half as usize / 2][half as usize % 2] as usize;
    let end = |half: u32| positions[start(half ^ 1)];
    let (mut leaving, starts) = grouped(&halves, positions.len(), start);
    let mut next = vec![0; halves.len()];
    for node in 0..positions.len() {
        let around = &mut leaving[starts[node] as usize..starts[node + 1] as usize];
        let Some(&first) = around.first() else { continue };
        let from = end(first);
        around.sort_unstable_by(|&a, &b| clockwise_order(positions[node], from, end(a), end(b)).then(a.cmp(&b)));
        for (&half, &after) in around.iter().zip(around.iter().cycle().skip(1)) {
            next[(half ^ 1) as usize] = after;
        }
    }
    next
}

/// The closed walk that each half-edge belongs to, and how many there are.
fn cycles(next: &[u32]) -> (Vec<u32>, usize) {
    let mut cycle_of = vec![NONE; next.len()];
    let mut count = 0;
    for first in 0..next.len() {
        let mut half = first;
        while cycle_of[half] == NONE {
            cycle_of[half] = count;
            half = next[half] as usize;
        }
        count += u32::from(half == first && cycle_of[first] == count);
    }
    (cycle_of, count as usize)
}

/// Closed walks with their areas.
struct Outlines {
    areas: Vec<f64>,
    /// The westernmost point of each.
    west: Vec<Position>,
    /// The group of connected edges of each.
    group: Vec<u32>,
}

impl Outlines {
    fn of(
        ends: &[[u32; 2]],
        positions: &[Position],
        next: &[u32],
        cycle_of: &[u32],
        n_cycles: usize,
        measure: Measure,
    ) -> Self {
        let mut groups = Groups::of(positions.len());
        for ends in ends {
            groups.join(ends[0], ends[1]);
        }
        let mut outlines = Self { areas: Vec::new(), west: Vec::new(), group: Vec::new() };
        let mut ring = Vec::new();
        for first in 0..next.len() {
            if cycle_of[first] as usize != outlines.areas.len() || outlines.areas.len() == n_cycles {
                continue;
            }
            ring.clear();
            let mut half = first;
            loop {
                ring.push(positions[ends[half / 2][half % 2] as usize]);
                half = next[half] as usize;
                if half == first {
                    break;
                }
            }
            ring.push(ring[0]);
            outlines.areas.push(measure.area(&ring));
            let west = ring.iter().min_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
            outlines.west.push(*west.unwrap_or(&[0.0; 2]));
            outlines.group.push(groups.find(ends[first / 2][0]));
        }
        outlines
    }

    /// One face for each walk that turns left; a walk around a group of edges belongs to the face that the group lies in.
    fn into_faces(self, ends: &[[u32; 2]], positions: &[Position], cycle_of: &[u32]) -> (Vec<u32>, Faces) {
        let mut faces = Faces {
            edges: Vec::new(),
            sides: Vec::new(),
            rings: Vec::new(),
            areas: vec![0.0],
            places: vec![positions.first().copied().unwrap_or([0.0; 2])],
        };
        // The walk around a group of edges has the area of all others of the group, with the other sign.
        let mut around_group: FxHashMap<u32, usize> = FxHashMap::default();
        for (cycle, group) in self.group.iter().enumerate() {
            let least = around_group.entry(*group).or_insert(cycle);
            if self.areas[cycle] < self.areas[*least] {
                *least = cycle;
            }
        }
        let mut around: Vec<usize> = around_group.into_values().collect();
        let mut is_around = vec![false; self.areas.len()];
        for &cycle in &around {
            is_around[cycle] = true;
        }
        let mut face_of = vec![NONE; self.areas.len()];
        for cycle in (0..self.areas.len()).filter(|&cycle| !is_around[cycle]) {
            face_of[cycle] = position(faces.areas.len());
            faces.areas.push(self.areas[cycle]);
            faces.places.push(self.west[cycle]);
        }
        let rows = Rows::of(positions, ends);
        around.sort_by(|&a, &b| {
            self.west[a][0]
                .total_cmp(&self.west[b][0])
                .then(self.west[a][1].total_cmp(&self.west[b][1]))
                .then(a.cmp(&b))
        });
        for cycle in around {
            let beneath =
                rows.next_west(self.west[cycle], |edge| self.group[cycle_of[2 * edge] as usize] != self.group[cycle]);
            let face = beneath.map_or(0, |edge| {
                let half = 2 * edge + usize::from(rows.rises(edge));
                face_of[cycle_of[half] as usize]
            });
            let face = if face == NONE { 0 } else { face };
            face_of[cycle] = face;
            if face != 0 {
                faces.areas[face as usize] += self.areas[cycle];
            }
        }
        (face_of, faces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: u32, size: u32) -> [Position; 4] {
        let [low, high] = [f64::from(x), f64::from(x + size)];
        [[low, low], [high, low], [high, high], [low, high]]
    }

    fn faces(rings: &[[Position; 4]]) -> Faces {
        let positions: Vec<Position> = rings.iter().flatten().copied().collect();
        let mut loops = Loops { starts: vec![0], ..Loops::default() };
        for ring in 0..position(rings.len()) {
            loops.vertices.extend(4 * ring..4 * ring + 4);
            loops.starts.push(4 * ring + 4);
            loops.shape.push(ring);
        }
        let members: Vec<u32> = (0..position(rings.len())).collect();
        Faces::of(&loops, &members, &positions, Measure::Plane(1.0))
    }

    #[test]
    fn rings_in_rings_and_beside_are_three_faces() {
        let faces = faces(&[square(0, 10), square(2, 3), square(20, 1)]);
        assert_eq!(faces.areas, [0.0, 91.0, 9.0, 1.0]);
        assert_eq!(faces.rings, [vec![], vec![0], vec![0, 1], vec![2]]);
    }
}
