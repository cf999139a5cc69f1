//! The edges of all rings, each once, with the shape on either side.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::geometry::edge::loops::Loops;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;

/// Vertices whose edges one task pairs.
const BLOCK: usize = 65_536;

/// Edges between vertices, in order of their smaller and then their larger vertex.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    /// The smaller and the larger vertex.
    pub(crate) ends: Vec<[u32; 2]>,
    /// The shape on the left and on the right, seen from the smaller vertex to the larger; `NONE` where there is none.
    pub(crate) sides: Vec<[u32; 2]>,
    /// Edges that a ring passes to and fro, or that more than one ring passes in the same direction.
    pub(crate) crowded: Vec<Crowded>,
}

/// An edge that rings pass more often than a coverage allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Crowded {
    /// The rings that pass it.
    pub(crate) rings: Vec<u32>,
}

impl Edges {
    /// Pairs the edges of the rings whose shapes `count`. An edge with the same shape on both sides is none.
    pub(crate) fn of(loops: &Loops, n_vertices: usize, counts: impl Fn(u32) -> bool) -> Self {
        let mut starts = vec![0_u32; n_vertices + 1];
        loops.each_edge(&counts, |_, from, to| starts[from.min(to) as usize + 1] += 1);
        for vertex in 0..n_vertices {
            starts[vertex + 1] += starts[vertex];
        }
        let mut next = starts.clone();
        // The larger vertex; the ring, doubled, and 1 when the edge runs from the larger vertex to the smaller.
        let mut passes = vec![[0_u32; 2]; starts[n_vertices] as usize];
        loops.each_edge(&counts, |ring, from, to| {
            let place = &mut next[from.min(to) as usize];
            passes[*place as usize] = [from.max(to), 2 * position(ring) + u32::from(from > to)];
            *place += 1;
        });
        drop(next);
        let blocks: Vec<Self> = (0..n_vertices.div_ceil(BLOCK))
            .into_par_iter()
            .map(|block| {
                let mut edges = Self::default();
                let mut sorted = Vec::new();
                for vertex in block * BLOCK..((block + 1) * BLOCK).min(n_vertices) {
                    let bucket = &passes[starts[vertex] as usize..starts[vertex + 1] as usize];
                    sorted.clear();
                    sorted.extend_from_slice(bucket);
                    sorted.sort_unstable();
                    for same in sorted.chunk_by(|a, b| a[0] == b[0]) {
                        edges.push([position(vertex), same[0][0]], same, &loops.shape);
                    }
                }
                edges
            })
            .collect();
        drop(passes);
        let n_edges = blocks.iter().map(|block| block.ends.len()).sum();
        let mut edges =
            Self { ends: Vec::with_capacity(n_edges), sides: Vec::with_capacity(n_edges), crowded: Vec::new() };
        for block in blocks {
            edges.ends.extend(block.ends);
            edges.sides.extend(block.sides);
            edges.crowded.extend(block.crowded);
        }
        edges
    }

    /// These edges and those of an overlay of other shapes. Where both name a shape on the same side of an edge, the shape named here joins
    /// `contradicted`.
    pub(crate) fn merged(&self, ends: &[[u32; 2]], sides: &[[u32; 2]], contradicted: &mut BTreeSet<u32>) -> Self {
        let mut all = Self::default();
        let (mut here, mut there) = (0, 0);
        while here < self.ends.len() || there < ends.len() {
            let order = match (self.ends.get(here), ends.get(there)) {
                (Some(a), Some(b)) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, _) => Ordering::Greater,
            };
            let end = if order.is_le() { self.ends[here] } else { ends[there] };
            let mut both = [NONE; 2];
            if order.is_ge() {
                both = sides[there];
                there += 1;
            }
            if order.is_le() {
                for (side, named) in both.iter_mut().zip(self.sides[here]) {
                    if named != NONE {
                        if *side != NONE {
                            contradicted.insert(named);
                        }
                        *side = named;
                    }
                }
                here += 1;
            }
            if both[0] != both[1] {
                all.ends.push(end);
                all.sides.push(both);
            }
        }
        all
    }

    /// Drops the edges with the same shape on both sides.
    pub(crate) fn drop_inner(&mut self) {
        let mut sides = self.sides.iter();
        self.ends.retain(|_| sides.next().is_some_and(|[left, right]| left != right));
        self.sides.retain(|[left, right]| left != right);
    }

    fn push(&mut self, ends: [u32; 2], passes: &[[u32; 2]], shape_of: &[u32]) {
        let mut sides = [NONE; 2];
        let mut crowded = false;
        for &[_, pass] in passes {
            let side = &mut sides[(pass % 2) as usize];
            crowded |= *side != NONE;
            *side = shape_of[pass as usize / 2];
        }
        crowded |= passes.len() == 2 && passes[0][1] / 2 == passes[1][1] / 2;
        if crowded {
            self.crowded.push(Crowded { rings: passes.iter().map(|[_, pass]| pass / 2).collect() });
        }
        if sides[0] != sides[1] || (crowded && passes.len() > 2) {
            self.ends.push(ends);
            self.sides.push(sides);
        }
    }
}

impl Loops {
    /// Calls `with` for every edge of the shapes that count: the ring, the vertex it comes from and the one it goes to.
    fn each_edge(&self, counts: impl Fn(u32) -> bool, mut with: impl FnMut(usize, u32, u32)) {
        for ring in (0..self.len()).filter(|&ring| counts(self.shape[ring])) {
            let vertices = self.vertices_of(ring);
            let mut from = vertices[vertices.len() - 1];
            for &to in vertices {
                with(ring, from, to);
                from = to;
            }
        }
    }
}
