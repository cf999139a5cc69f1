//! Edges of a true coverage from rings of any kind: rings are cut where they meet, and land that is claimed twice is given to one.
//!
//! The picture is checked as a whole first. Only shapes that take part in a contradiction go through the overlay; the rest stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::geometry::edge::labels::{Arcs, Clash};
use crate::geometry::edge::loops::Loops;
use crate::geometry::edge::noding::{Cuts, crossing};
use crate::geometry::edge::rows::{Meeting, Rows};
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::faces::Faces;
use crate::geometry::mend::failure::BuildError;
use crate::geometry::mend::holes::chain_points;
use crate::geometry::mend::ring_defects::self_touches;
use crate::geometry::mend::settle::settle;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::{NONE, SnapGrid, Vertices};
use crate::geometry::topology::assemble::Lines;
use crate::geometry::topology::dissolve::renumber;
use crate::model::shape::outline::Position;

/// Rounds after which borders that still meet are given up. Each round moves crossings by less than a step of the grid.
const MOST_ROUNDS: usize = 50;

/// Edges that fit together, with what was done to get there.
pub(crate) struct Untangled {
    /// The edges.
    pub(crate) edges: Edges,
    /// What was found.
    pub(crate) defects: Vec<Defect>,
    /// Shapes that went through the overlay, and the land they claimed before it in square metres.
    pub(crate) overlaid: BTreeSet<u32>,
    /// See `overlaid`.
    pub(crate) claimed: f64,
}

/// Untangles rings. Vertices are added where edges cross.
pub(crate) fn untangle(
    loops: &mut Loops,
    vertices: &mut Vertices,
    grid: &SnapGrid,
    measure: Measure,
) -> Result<Untangled, BuildError> {
    let all = |_| true;
    let mut edges = Edges::of(loops, vertices.positions.len(), all);
    let mut meetings = Rows::of(&vertices.positions, &edges.ends).meetings();
    let mut defects = name_meetings(&meetings, &edges, &vertices.positions, measure);
    defects.extend(self_touches(loops, &vertices.positions));
    let mut suspects: BTreeSet<u32> = BTreeSet::new();
    let mut vertex_at: FxHashMap<[u32; 2], u32> = FxHashMap::default();
    let mut rounds = 0;
    while let Some(first) = meetings.first() {
        rounds += 1;
        let met = match *first {
            Meeting::Touch { edge, .. } | Meeting::Crossing { edges: [edge, _] } => edges.ends[edge as usize][0],
        };
        if rounds > MOST_ROUNDS {
            return Err(BuildError::Unmendable { place: vertices.positions[met as usize] });
        }
        for &edge in meetings.iter().flat_map(edges_of) {
            for vertex in edges.ends[edge as usize] {
                vertex_at.entry(grid.cell(vertices.positions[vertex as usize])).or_insert(vertex);
            }
        }
        let cuts = Cuts::of(&meetings, &edges.ends, &mut vertices.positions, &mut vertex_at, grid);
        let changed = cuts.apply(loops);
        suspects.extend(changed.iter().map(|&ring| loops.shape[ring as usize]));
        edges = Edges::of(loops, vertices.positions.len(), all);
        meetings = Rows::of(&vertices.positions, &edges.ends).meetings();
    }
    suspects.extend(edges.crowded.iter().flat_map(|crowded| &crowded.rings).map(|&ring| loops.shape[ring as usize]));
    suspects.extend(clashes(&edges, &vertices.positions).into_iter().flat_map(|clash| clash.shapes));
    let mut claimed = 0.0;
    let mut named = Vec::new();
    while !suspects.is_empty() {
        let members: Vec<u32> =
            (0..position(loops.len())).filter(|&ring| suspects.contains(&loops.shape[ring as usize])).collect();
        let faces = Faces::of(loops, &members, &vertices.positions, measure);
        let settled = settle(&faces, loops, &vertices.positions, measure);
        let rest = Edges::of(loops, vertices.positions.len(), |shape| !suspects.contains(&shape));
        let owner = |face: u32| settled.owners[face as usize];
        let overlay: Vec<[u32; 2]> = faces.sides.iter().map(|sides| sides.map(owner)).collect();
        let known = suspects.len();
        (edges, claimed, named) =
            (rest.merged(&faces.edges, &overlay, &mut suspects), settled.claimed, settled.defects);
        if suspects.len() > known {
            continue;
        }
        let clashes = clashes(&edges, &vertices.positions);
        let Some(Clash { place, .. }) = clashes.first().cloned() else { break };
        suspects.extend(clashes.into_iter().flat_map(|clash| clash.shapes));
        if suspects.len() == known {
            return Err(BuildError::Unmendable { place });
        }
    }
    defects.extend(named);
    Ok(Untangled { edges, defects, overlaid: suspects, claimed })
}

fn edges_of(meeting: &Meeting) -> &[u32] {
    match meeting {
        Meeting::Touch { edge, .. } => std::slice::from_ref(edge),
        Meeting::Crossing { edges } => edges,
    }
}

/// Where the sides of edges contradict each other.
fn clashes(edges: &Edges, positions: &[Position]) -> Vec<Clash> {
    clashes_in(&Rows::of(positions, &edges.ends), edges, positions)
}

/// The same, of edges that are in rows already.
pub(crate) fn clashes_in(rows: &Rows, edges: &Edges, positions: &[Position]) -> Vec<Clash> {
    let mut chains = Lines { ends: &edges.ends, sides: &edges.sides, n_nodes: positions.len() }.chains();
    let (points, starts) = chain_points(&chains, &edges.ends, positions);
    let n_nodes = renumber(&mut chains.ends, positions.len());
    Arcs { chains: &chains, n_nodes, points: &points, starts: &starts }.clashes(edges, rows)
}

/// Names edges that meet: a shape that crosses itself, and borders with corners that the other side has not.
fn name_meetings(meetings: &[Meeting], edges: &Edges, positions: &[Position], measure: Measure) -> Vec<Defect> {
    let shapes_of = |edge: u32| edges.sides[edge as usize].into_iter().filter(|side| *side != NONE);
    let both = |a: u32, b: u32| shapes_of(a).filter(move |shape| edges.sides[b as usize].contains(shape));
    let ends = |edge: u32| edges.ends[edge as usize].map(|vertex| positions[vertex as usize]);
    let mut crossings: BTreeMap<u32, (f64, Position)> = BTreeMap::new();
    let mut unmatched: BTreeMap<[u32; 2], BTreeMap<u32, Position>> = BTreeMap::new();
    for meeting in meetings {
        match *meeting {
            Meeting::Crossing { edges: [a, b] } => {
                for shape in both(a, b) {
                    let first = || (0.0, crossing(ends(a), ends(b)));
                    crossings.entry(shape).or_insert_with(first).0 += 1.0;
                }
            }
            Meeting::Touch { edge, other, vertex } => {
                for shape in shapes_of(edge) {
                    for neighbour in shapes_of(other).filter(|neighbour| *neighbour != shape) {
                        let pair = [shape.min(neighbour), shape.max(neighbour)];
                        unmatched.entry(pair).or_default().entry(edge).or_insert(positions[vertex as usize]);
                    }
                }
            }
        }
    }
    let crossed = crossings.into_iter().map(|(shape, (size, place))| Defect {
        kind: DefectKind::SelfIntersection,
        shapes: vec![shape as usize],
        place,
        size,
    });
    let unmatched = unmatched.into_iter().map(|(pair, on_edges)| Defect {
        kind: DefectKind::UnmatchedEdge,
        shapes: pair.into_iter().map(|shape| shape as usize).collect(),
        place: on_edges.values().next().copied().unwrap_or([0.0; 2]),
        size: on_edges.keys().map(|&edge| measure.length(ends(edge)[0], ends(edge)[1])).sum(),
    });
    crossed.chain(unmatched).collect()
}
