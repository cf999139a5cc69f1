//! Lids across strips of nobody's land, so that an open strip is a row of closed holes.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::edge::rows::{Meeting, Rows};
use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::facing::Beside;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::model::shape::outline::Position;

/// Edges that are cut where a vertex lies beside them, with lids from there to that vertex. A lid that would meet an edge is left out;
/// `None` where none is left.
///
/// An edge is cut no nearer to its ends than `apart` metres: a vertex that lies there takes the lid.
pub(crate) fn with_lids(
    edges: &Edges,
    positions: &mut Vec<Position>,
    along: &[Beside],
    (measure, apart): (Measure, f64),
) -> Option<Edges> {
    let known = positions.len();
    let mut cuts: BTreeMap<usize, Vec<(f64, u32)>> = BTreeMap::new();
    let mut lids: BTreeSet<[u32; 2]> = BTreeSet::new();
    for &Beside { vertex, edge } in along {
        let ends = edges.ends[edge];
        let [a, b] = ends.map(|vertex| positions[vertex as usize]);
        let (share, length) = foot([a, b], positions[vertex as usize], measure);
        let foot = if share * length <= apart {
            ends[0]
        } else if (1.0 - share) * length <= apart {
            ends[1]
        } else {
            let foot = position(positions.len());
            positions.push([a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]);
            cuts.entry(edge).or_default().push((share, foot));
            foot
        };
        if foot != vertex {
            lids.insert([foot.min(vertex), foot.max(vertex)]);
        }
    }
    let cut = cut_edges(edges, &mut cuts);
    let there: BTreeSet<[u32; 2]> = cut.iter().map(|(ends, _)| *ends).collect();
    lids.retain(|lid| !there.contains(lid));
    let mut all = sorted(&cut, &lids);
    loop {
        let meetings = Rows::of(positions, &all.ends).meetings();
        if meetings.is_empty() {
            break;
        }
        let is_lid = |edge: &u32| all.sides[*edge as usize] == [NONE; 2];
        let length = |edge: u32| {
            let [a, b] = all.ends[edge as usize].map(|vertex| positions[vertex as usize]);
            measure.length(a, b)
        };
        let mut in_the_way = BTreeSet::new();
        for meeting in &meetings {
            let met = match *meeting {
                Meeting::Touch { edge, other, .. } => [edge, other],
                Meeting::Crossing { edges } => edges,
            };
            let longest =
                met.into_iter().filter(is_lid).max_by(|a, b| length(*a).total_cmp(&length(*b)).then(a.cmp(b)));
            let Some(lid) = longest else {
                // A cut has bent an edge across another one.
                positions.truncate(known);
                return None;
            };
            in_the_way.insert(all.ends[lid as usize]);
        }
        lids.retain(|lid| !in_the_way.contains(lid));
        all = sorted(&cut, &lids);
    }
    if lids.is_empty() {
        positions.truncate(known);
        return None;
    }
    Some(all)
}

/// Where on an edge the point nearest to another one lies, as a share of the edge's length in metres.
fn foot([a, b]: [Position; 2], [x, y]: Position, measure: Measure) -> (f64, f64) {
    // In the middle, so that it does not matter which end comes first.
    let [across, along] = measure.scale([0, 1].map(|axis| f64::midpoint(a[axis], b[axis])));
    let (ux, uy) = ((b[0] - a[0]) * across, (b[1] - a[1]) * along);
    let length = ux.hypot(uy);
    let share = ((x - a[0]) * across * ux + (y - a[1]) * along * uy) / (length * length);
    (share.clamp(0.0, 1.0), length)
}

/// All edges, those with cuts in pieces, each from its smaller vertex to its larger.
fn cut_edges(edges: &Edges, cuts: &mut BTreeMap<usize, Vec<(f64, u32)>>) -> Vec<([u32; 2], [u32; 2])> {
    let mut pieces = Vec::with_capacity(edges.ends.len() + cuts.len());
    for (edge, (&ends, &sides)) in edges.ends.iter().zip(&edges.sides).enumerate() {
        let feet = cuts.get_mut(&edge).map_or(&mut [][..], |feet| {
            feet.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            feet.as_mut_slice()
        });
        let mut from = ends[0];
        for to in feet.iter().map(|(_, foot)| *foot).chain([ends[1]]) {
            pieces.push(if from < to { ([from, to], sides) } else { ([to, from], [sides[1], sides[0]]) });
            from = to;
        }
    }
    pieces
}

fn sorted(cut: &[([u32; 2], [u32; 2])], lids: &BTreeSet<[u32; 2]>) -> Edges {
    let mut all: Vec<([u32; 2], [u32; 2])> = cut.to_vec();
    all.extend(lids.iter().map(|lid| (*lid, [NONE; 2])));
    all.sort_unstable();
    let (ends, sides) = all.into_iter().unzip();
    Edges { ends, sides, crowded: Vec::new() }
}
