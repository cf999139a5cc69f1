//! Narrow strips between shapes that none of them claims, given to the neighbour with the longest border.

use std::collections::BTreeMap;

use crate::geometry::edge::sides::Edges;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::assemble::{Chains, Line, Lines, line_of, rings};
use crate::model::shape::outline::Position;

/// A strip is a gap when its mean width (twice its area over its outline) is below this share of the median edge of all shapes.
///
/// Real lakes and enclaves between shapes are drawn with more than one edge across; what is narrower than a tenth of an edge is a border that was
/// drawn twice.
const NARROW: f64 = 0.1;
/// Edges whose lengths the median is taken of, at the most.
const SAMPLE: usize = 100_001;

/// Fills the gaps and names them. A hole in a single shape is no gap, however narrow it is.
pub(crate) fn fill_gaps(edges: &mut Edges, positions: &[Position], measure: Measure) -> Vec<Defect> {
    let narrow = NARROW * median_length(edges, positions, measure);
    let mut defects = Vec::new();
    for hole in holes(edges, positions, measure) {
        let Hole { outline, borders, edges: around, area } = &hole;
        if borders.len() < 2 || !hole.is_narrower_than(narrow) {
            continue;
        }
        let longest = borders.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        let Some((&owner, _)) = longest else { continue };
        for &edge in around {
            let sides = &mut edges.sides[edge];
            *sides = sides.map(|side| if side == NONE { owner } else { side });
        }
        let shapes = borders.keys().map(|&shape| shape as usize).collect();
        defects.push(Defect { kind: DefectKind::Gap, shapes, place: outline[0], size: *area });
    }
    if !defects.is_empty() {
        edges.drop_inner();
    }
    defects
}

/// Whether there is a hole that would be a gap if the median edge were as long as `longest`, the longest of all in metres.
pub(crate) fn has_narrow_hole(edges: &Edges, positions: &[Position], measure: Measure, longest: f64) -> bool {
    holes(edges, positions, measure).iter().any(|hole| hole.is_narrower_than(NARROW * longest))
}

/// Land that no shape claims, enclosed by shapes.
struct Hole {
    /// Its outline, closed.
    outline: Vec<Position>,
    /// The shapes around it, with the lengths of their borders in metres.
    borders: BTreeMap<u32, f64>,
    /// The edges around it.
    edges: Vec<usize>,
    /// Its area in square metres.
    area: f64,
}

impl Hole {
    fn is_narrower_than(&self, width: f64) -> bool {
        2.0 * self.area < width * self.borders.values().sum::<f64>()
    }
}

/// All holes.
fn holes(edges: &Edges, positions: &[Position], measure: Measure) -> Vec<Hole> {
    let coast: Vec<usize> = (0..edges.ends.len()).filter(|&edge| edges.sides[edge].contains(&NONE)).collect();
    let ends: Vec<[u32; 2]> = coast.iter().map(|&edge| edges.ends[edge]).collect();
    // What lies outside all shapes is the one shape here.
    let outside = |side: u32| if side == NONE { 0 } else { NONE };
    let sides: Vec<[u32; 2]> = coast.iter().map(|&edge| edges.sides[edge].map(outside)).collect();
    let chains = Lines { ends: &ends, sides: &sides, n_nodes: positions.len() }.chains();
    let (points, starts) = chain_points(&chains, &ends, positions);
    let lines = Lines { ends: &chains.ends, sides: &chains.sides, n_nodes: positions.len() };
    let points_of = |chain: usize| &points[starts[chain] as usize..starts[chain + 1] as usize];
    let rings = rings(&lines, 1, |chain| Line::of(points_of(chain)));
    let mut holes = Vec::new();
    for ring in rings.starts.windows(2) {
        let ring = &rings.arcs[ring[0] as usize..ring[1] as usize];
        let mut outline: Vec<Position> = Vec::new();
        for &signed in ring {
            let points = points_of(line_of(signed));
            let skipped = usize::from(!outline.is_empty());
            if signed < 0 {
                outline.extend(points.iter().rev().skip(skipped));
            } else {
                outline.extend(points.iter().skip(skipped));
            }
        }
        let area = measure.area(&outline);
        if area <= 0.0 {
            continue;
        }
        let around = ring.iter().flat_map(|&signed| lines_of(&chains, signed)).map(|&line| coast[line_of(line)]);
        let around: Vec<usize> = around.collect();
        let mut borders: BTreeMap<u32, f64> = BTreeMap::new();
        for &edge in &around {
            let [a, b] = edges.ends[edge].map(|vertex| positions[vertex as usize]);
            let [left, right] = edges.sides[edge];
            *borders.entry(left.min(right)).or_insert(0.0) += measure.length(a, b);
        }
        holes.push(Hole { outline, borders, edges: around, area });
    }
    holes
}

fn lines_of(chains: &Chains, signed: i32) -> &[i32] {
    let chain = line_of(signed);
    &chains.lines[chains.starts[chain] as usize..chains.starts[chain + 1] as usize]
}

/// The points of chains of edges, and where each chain starts among them.
pub(crate) fn chain_points(chains: &Chains, ends: &[[u32; 2]], positions: &[Position]) -> (Vec<Position>, Vec<u32>) {
    let mut points = Vec::with_capacity(chains.lines.len() + chains.ends.len());
    let mut starts = Vec::with_capacity(chains.starts.len());
    starts.push(0);
    for (chain, chain_ends) in chains.starts.windows(2).zip(&chains.ends) {
        points.push(positions[chain_ends[0] as usize]);
        for &signed in &chains.lines[chain[0] as usize..chain[1] as usize] {
            points.push(positions[ends[line_of(signed)][usize::from(signed >= 0)] as usize]);
        }
        starts.push(position(points.len()));
    }
    (points, starts)
}

fn median_length(edges: &Edges, positions: &[Position], measure: Measure) -> f64 {
    let step = edges.ends.len().div_ceil(SAMPLE).max(1);
    let length = |ends: &[u32; 2]| {
        let [a, b] = ends.map(|vertex| positions[vertex as usize]);
        measure.length(a, b)
    };
    let mut lengths: Vec<f64> = edges.ends.iter().step_by(step).map(length).collect();
    let middle = lengths.len() / 2;
    if lengths.is_empty() { 0.0 } else { *lengths.select_nth_unstable_by(middle, f64::total_cmp).1 }
}
