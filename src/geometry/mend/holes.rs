//! Land that no shape claims and that shapes enclose: with the shapes that stand in it, and the lids that cut strips off it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::geometry::edge::sides::Edges;
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::ring::{bounds, contains, middle_of_first_edge, westernmost};
use crate::geometry::plane::turn::side;
use crate::geometry::plane::vertex::NONE;
use crate::geometry::topology::assemble::{Chains, Line, Lines, line_of, rings};
use crate::model::shape::outline::Position;

/// Land that no shape claims, enclosed by shapes.
pub(crate) struct Hole {
    /// A point of its outline.
    pub(crate) place: Position,
    /// The shapes around it and in it, with the lengths of their borders in metres.
    pub(crate) borders: BTreeMap<u32, f64>,
    /// The edges around it, each with the side on which it lies.
    pub(crate) edges: Vec<(usize, usize)>,
    /// Those of them that no shape lies beside, which cut it off from more of its kind.
    pub(crate) lids: Vec<usize>,
    /// Its area in square metres, without what stands in it.
    pub(crate) area: f64,
}

impl Hole {
    /// Whether its mean width, twice its area over its outline, is so many metres at the most.
    pub(crate) fn is_narrower_than(&self, width: f64) -> bool {
        2.0 * self.area <= width * self.borders.values().sum::<f64>()
    }
}

/// A closed walk with nobody's land on its left. It starts at its first point from the left: nothing about it hangs on how vertices are
/// numbered.
struct Walk {
    outline: Vec<Position>,
    /// Whether it runs around land, and not around what stands in it.
    counter_clockwise: bool,
    /// Its area in square metres, negative where it runs clockwise.
    area: f64,
    edges: Vec<(usize, usize)>,
}

/// All holes. An edge with nobody's land on both sides is a lid.
pub(crate) fn holes(edges: &Edges, positions: &[Position], measure: Measure) -> Vec<Hole> {
    let (around, inside): (Vec<Walk>, Vec<Walk>) =
        walks(edges, positions, measure).into_iter().partition(|walk| walk.counter_clockwise);
    let mut holes: Vec<Hole> = around.iter().map(|walk| hole_of(walk, edges, positions, measure)).collect();
    if holes.is_empty() {
        return holes;
    }
    // What stands in a hole is in the smallest hole around it.
    let mut standing: Vec<(Position, usize)> =
        inside.iter().enumerate().map(|(number, walk)| (middle_of_first_edge(&walk.outline), number)).collect();
    standing.sort_by(|a, b| a.0[0].total_cmp(&b.0[0]).then(a.1.cmp(&b.1)));
    let mut hole_around: BTreeMap<usize, usize> = BTreeMap::new();
    for (number, walk) in around.iter().enumerate() {
        let [west, south, east, north] = bounds(&walk.outline);
        let first = standing.partition_point(|(point, _)| point[0] < west);
        let near = standing[first..].iter().take_while(|(point, _)| point[0] <= east);
        let near = near.filter(|(point, _)| (south..=north).contains(&point[1]));
        // What lies around a sliver may seem to lie in it: only what is smaller can.
        let fits =
            |&&(point, inner): &&(Position, usize)| -inside[inner].area <= walk.area && contains(&walk.outline, point);
        for &(_, inner) in near.filter(fits) {
            let best = hole_around.entry(inner).or_insert(number);
            if walk.area < around[*best].area {
                *best = number;
            }
        }
    }
    for (inner, hole) in hole_around {
        let there = hole_of(&inside[inner], edges, positions, measure);
        let hole = &mut holes[hole];
        hole.area += there.area;
        hole.edges.extend(there.edges);
        hole.lids.extend(there.lids);
        for (shape, length) in there.borders {
            *hole.borders.entry(shape).or_insert(0.0) += length;
        }
    }
    holes
}

fn hole_of(walk: &Walk, edges: &Edges, positions: &[Position], measure: Measure) -> Hole {
    let mut hole = Hole {
        place: walk.outline[0],
        borders: BTreeMap::new(),
        edges: walk.edges.clone(),
        lids: Vec::new(),
        area: walk.area,
    };
    for &(edge, _) in &walk.edges {
        if edges.sides[edge] == [NONE; 2] {
            hole.lids.push(edge);
            continue;
        }
        let [a, b] = edges.ends[edge].map(|vertex| positions[vertex as usize]);
        let [left, right] = edges.sides[edge];
        *hole.borders.entry(left.min(right)).or_insert(0.0) += measure.length(a, b);
    }
    hole
}

/// The closed walks around all of nobody's land: with a positive area around a hole, with a negative one around what stands in it, or
/// around shapes that lie apart.
fn walks(edges: &Edges, positions: &[Position], measure: Measure) -> Vec<Walk> {
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
    let mut walks = Vec::with_capacity(rings.starts.len() - 1);
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
        // A line of a chain that is walked backwards lies on the walk's other side.
        let side_of = |chain: i32, line: i32| usize::from((chain < 0) != (line < 0));
        let mut edges: Vec<(usize, usize)> = ring
            .iter()
            .flat_map(|&chain| {
                let lines = lines_of(&chains, chain);
                let place = move |step: usize| if chain < 0 { lines.len() - 1 - step } else { step };
                (0..lines.len()).map(move |step| (chain, lines[place(step)]))
            })
            .map(|(chain, line)| (coast[line_of(line)], side_of(chain, line)))
            .collect();
        let counter_clockwise = match turn_from_lowest(&mut outline, &mut edges) {
            Ordering::Greater => true,
            Ordering::Less => false,
            // To and fro along a lid.
            Ordering::Equal => continue,
        };
        // The land of a sliver may be less than what its sum is rounded by.
        let size = measure.area(&outline).abs();
        walks.push(Walk { counter_clockwise, area: if counter_clockwise { size } else { -size }, outline, edges });
    }
    walks
}

/// Lets a closed outline, with its edges, start at its first point from the left, the lowest of several, which it passes once. How it turns
/// there: greater is left, so it runs counter-clockwise, equal is to and fro.
fn turn_from_lowest(outline: &mut Vec<Position>, edges: &mut [(usize, usize)]) -> Ordering {
    outline.pop();
    let lowest = westernmost(outline);
    outline.rotate_left(lowest);
    edges.rotate_left(lowest);
    let turn = match outline[..] {
        [lowest, next, .., last] => side(last, lowest, next),
        _ => Ordering::Equal,
    };
    outline.extend(outline.first().copied());
    turn
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
