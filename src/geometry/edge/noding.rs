//! Rings cut where they meet, until edges meet in their ends only.

use rustc_hash::FxHashMap;

use crate::geometry::edge::loops::Loops;
use crate::geometry::edge::rows::Meeting;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::SnapGrid;
use crate::model::shape::outline::Position;

/// New vertices on edges, and new positions where edges cross.
pub(crate) struct Cuts {
    /// For an edge, its smaller vertex first, the vertices on it in order from there.
    on_edge: FxHashMap<[u32; 2], Vec<u32>>,
}

impl Cuts {
    /// The cuts that meetings ask for. Crossings are rounded to the grid; a vertex that lies there already is used.
    pub(crate) fn of(
        meetings: &[Meeting],
        edges: &[[u32; 2]],
        positions: &mut Vec<Position>,
        vertex_at: &mut FxHashMap<[u32; 2], u32>,
        grid: &SnapGrid,
    ) -> Self {
        let mut on_edge: FxHashMap<[u32; 2], Vec<u32>> = FxHashMap::default();
        let mut cut = |edge: u32, vertex: u32| {
            let ends = edges[edge as usize];
            if !ends.contains(&vertex) {
                on_edge.entry(ends).or_default().push(vertex);
            }
        };
        for meeting in meetings {
            match *meeting {
                Meeting::Touch { edge, vertex, .. } => cut(edge, vertex),
                Meeting::Crossing { edges: [first, second] } => {
                    let [one, other] =
                        [first, second].map(|edge| edges[edge as usize].map(|vertex| positions[vertex as usize]));
                    let point = grid.nearest(crossing(one, other));
                    let vertex = *vertex_at.entry(grid.cell(point)).or_insert_with(|| {
                        positions.push(point);
                        position(positions.len() - 1)
                    });
                    cut(first, vertex);
                    cut(second, vertex);
                }
            }
        }
        for ([from, to], vertices) in &mut on_edge {
            let ([ax, ay], [bx, by]) = (positions[*from as usize], positions[*to as usize]);
            let along = |vertex: u32| {
                let [x, y] = positions[vertex as usize];
                (x - ax) * (bx - ax) + (y - ay) * (by - ay)
            };
            vertices.sort_unstable_by(|&a, &b| along(a).total_cmp(&along(b)).then(a.cmp(&b)));
            vertices.dedup();
        }
        Self { on_edge }
    }

    /// The rings with the new vertices in them; also those rings that were cut.
    pub(crate) fn apply(&self, loops: &mut Loops) -> Vec<u32> {
        let mut vertices = Vec::with_capacity(loops.vertices.len() + self.on_edge.len());
        let mut starts = vec![0];
        let mut changed = Vec::new();
        for ring in 0..loops.len() {
            let start = vertices.len();
            let old = loops.vertices_of(ring);
            for (index, &from) in old.iter().enumerate() {
                let to = old[(index + 1) % old.len()];
                vertices.push(from);
                if let Some(cuts) = self.on_edge.get(&[from.min(to), from.max(to)]) {
                    if from < to {
                        vertices.extend(cuts);
                    } else {
                        vertices.extend(cuts.iter().rev());
                    }
                }
            }
            if vertices.len() - start > old.len() {
                changed.push(position(ring));
            }
            starts.push(position(vertices.len()));
        }
        (loops.vertices, loops.starts) = (vertices, starts);
        changed
    }
}

/// Where two edges cross that are known to cross.
pub(crate) fn crossing([a, b]: [Position; 2], [c, d]: [Position; 2]) -> Position {
    // Counted from a, so that large coordinates cost no digits.
    let (ux, uy, vx, vy) = (b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]);
    let determinant = ux * vy - uy * vx;
    let share = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / determinant;
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
    [a[0] + share * ux, a[1] + share * uy]
}
