//! Shapes that overlap each other or themselves, cut into parts that do not. The one place here where an overlay is computed.

use geo::{Area, BooleanOps, MultiPolygon, Polygon};

use crate::geometry::overlay::areal::ArealWeights;
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Pairs of shapes that overlap, the smaller number first, with the area they share as a share of the first.
pub fn overlapping_pairs(weights: &ArealWeights) -> Vec<([usize; 2], f64)> {
    let of_shape = |shape| weights.of_shape(shape).filter(move |(other, _)| *other > shape);
    (0..weights.n_shapes())
        .flat_map(|shape| of_shape(shape).map(move |(other, share)| ([shape, other], share)))
        .collect()
}

/// Shapes that lie over themselves: their polygons overlap or a ring crosses itself. `weights` are those of the shapes in themselves.
///
/// # Formula
/// `∫ w² / ∫ w`, with `w` the winding of the shape, is 1 exactly when no point is wound more than once or the wrong way.
pub fn self_overlapping(weights: &ArealWeights) -> Vec<usize> {
    // Overlaps of a billionth of a shape are rounding of its coordinates.
    const LEAST: f64 = 1e-9;
    let itself =
        |shape: &usize| weights.of_shape(*shape).find(|(other, _)| other == shape).map_or(0.0, |(_, share)| share);
    (0..weights.n_shapes()).filter(|shape| itself(shape) > 1.0 + LEAST).collect()
}

/// The same shapes, some of them replaced by the union of their polygons.
#[must_use]
pub fn united(outlines: &PolygonOutlines, shapes: &[usize]) -> PolygonOutlines {
    let mut result = PolygonOutlines::new(outlines.reference.clone());
    for shape in 0..outlines.n_shapes() {
        if shapes.contains(&shape) {
            let parts = multi_polygon(outlines, shape).0.into_iter();
            push(&mut result, &parts.fold(MultiPolygon::new(Vec::new()), |union, part| union.union(&part)));
        } else {
            push_same(&mut result, outlines, shape);
        }
    }
    result
}

/// Shapes cut into parts so that the given pairs no longer overlap: the parts, and the shapes that each part belongs to.
///
/// Shapes in no pair are one part, as they are. Shapes are taken in order, so the same shapes give the same parts.
pub fn disjoint_parts(outlines: &PolygonOutlines, pairs: &[[usize; 2]]) -> (PolygonOutlines, Vec<Vec<usize>>) {
    let mut result = PolygonOutlines::new(outlines.reference.clone());
    let mut owners = Vec::new();
    let mut cut: Vec<(MultiPolygon, Vec<usize>)> = Vec::new();
    for shape in 0..outlines.n_shapes() {
        let partners: Vec<usize> = pairs.iter().filter(|pair| pair.contains(&shape)).flatten().copied().collect();
        if partners.is_empty() {
            push_same(&mut result, outlines, shape);
            owners.push(vec![shape]);
            continue;
        }
        let mut rest = multi_polygon(outlines, shape);
        let mut next = Vec::new();
        for (part, of) in cut {
            if !of.iter().any(|other| partners.contains(other)) {
                next.push((part, of));
                continue;
            }
            let common = part.intersection(&rest);
            if common.unsigned_area() > 0.0 {
                let alone = part.difference(&common);
                rest = rest.difference(&common);
                if alone.unsigned_area() > 0.0 {
                    next.push((alone, of.clone()));
                }
                next.push((common, of.iter().copied().chain([shape]).collect()));
            } else {
                next.push((part, of));
            }
        }
        if rest.unsigned_area() > 0.0 {
            next.push((rest, vec![shape]));
        }
        cut = next;
    }
    for (part, of) in cut {
        push(&mut result, &part);
        owners.push(of);
    }
    (result, owners)
}

/// A shape for an overlay. Rings with a number that is not finite have no place in one.
fn multi_polygon(outlines: &PolygonOutlines, shape: usize) -> MultiPolygon {
    let is_finite = |ring: &[Position]| ring.iter().flatten().all(|number| number.is_finite());
    let ring = |ring: usize| {
        let points = outlines.ring(ring);
        geo::LineString::from(if is_finite(points) { points.to_vec() } else { Vec::new() })
    };
    let polygon = |polygon: usize| {
        let mut rings = outlines.rings_of(polygon).map(ring);
        Some(Polygon::new(rings.next()?, rings.collect()))
    };
    outlines.polygons_of(shape).filter_map(polygon).collect()
}

fn push(result: &mut PolygonOutlines, shape: &MultiPolygon) {
    let points = |ring: &geo::LineString| ring.coords().map(|coord| [coord.x, coord.y]).collect::<Vec<Position>>();
    result.push_shape(
        shape.iter().map(|polygon| {
            std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(points).collect::<Vec<_>>()
        }),
    );
}

fn push_same(result: &mut PolygonOutlines, outlines: &PolygonOutlines, shape: usize) {
    let rings = |polygon: usize| outlines.rings_of(polygon).map(|ring| outlines.ring(ring));
    result.push_shape(outlines.polygons_of(shape).map(rings));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::overlay::areal::areal_weights;
    use crate::geometry::topology::shapes::tests::{outlines, square};

    fn areas(outlines: &PolygonOutlines) -> Vec<f64> {
        (0..outlines.n_shapes()).map(|shape| multi_polygon(outlines, shape).unsigned_area().round()).collect()
    }

    #[test]
    fn three_squares_over_each_other_make_seven_parts_at_most() {
        let shapes = outlines(&[
            &[square(0.0, 0.0, 4.0)],
            &[square(2.0, 0.0, 4.0)],
            &[square(0.0, 2.0, 6.0)],
            &[square(20.0, 0.0, 1.0)],
        ]);
        let pairs: Vec<[usize; 2]> =
            overlapping_pairs(&areal_weights(&shapes, &shapes)).into_iter().map(|(pair, _)| pair).collect();
        assert_eq!(pairs, [[0, 1], [0, 2], [1, 2]]);
        let (parts, owners) = disjoint_parts(&shapes, &pairs);
        let mut found: Vec<(Vec<usize>, f64)> = owners.into_iter().zip(areas(&parts)).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        let expected = [
            (vec![0], 4.0),
            (vec![0, 1], 4.0),
            (vec![0, 1, 2], 4.0),
            (vec![0, 2], 4.0),
            (vec![1], 4.0),
            (vec![1, 2], 4.0),
            (vec![2], 24.0),
            (vec![3], 1.0),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_shape_over_itself_is_seen_and_united() {
        let mut shapes = outlines(&[&[square(0.0, 0.0, 4.0)]]);
        shapes.push_shape([[square(0.0, 0.0, 4.0)], [square(2.0, 0.0, 4.0)]]);
        let bow_tie = vec![[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 1.0]];
        shapes.push_shape([[bow_tie]]);
        let over = self_overlapping(&areal_weights(&shapes, &shapes));
        assert_eq!(over, [1, 2]);
        let clean = united(&shapes, &over);
        assert_eq!(areas(&clean)[..2], [16.0, 24.0]);
        assert_eq!(self_overlapping(&areal_weights(&clean, &clean)), [] as [usize; 0]);
    }
}
