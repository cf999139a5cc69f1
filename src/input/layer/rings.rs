//! Which ring of a shape is the hole of which: for formats that store rings without saying so.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::model::shape::outline::Position;
use crate::model::shape::outline::bounds;

/// Rings of a shape from which on an index pays.
const MANY: usize = 64;

/// Groups the rings of one shape into polygons, each as numbers of rings, the exterior first.
///
/// A ring inside an even number of others is an exterior, inside an odd number a hole of the smallest ring around it. The direction in
/// which a ring turns is not trusted. Rings are taken not to cross; where they do, that is reported where shapes are checked.
pub(crate) fn group_rings(rings: &[&[Position]]) -> Vec<Vec<usize>> {
    if rings.len() < 2 {
        return (0..rings.len()).map(|ring| vec![ring]).collect();
    }
    let boxes: Vec<[f64; 4]> = rings.iter().map(|ring| bounds(ring)).collect();
    let index = (rings.len() > MANY).then(|| index_of(&boxes));
    let around: Vec<Vec<usize>> = (0..rings.len())
        .map(|inner| {
            let holds = |outer: &usize| {
                *outer != inner && box_holds(boxes[*outer], boxes[inner]) && ring_holds(rings[*outer], rings[inner])
            };
            match &index {
                None => (0..rings.len()).filter(holds).collect(),
                Some(index) => {
                    let [west, south, ..] = boxes[inner];
                    let near = index.locate_in_envelope_intersecting(&AABB::from_point([west, south]));
                    let mut near: Vec<usize> = near.map(|found| found.data).collect();
                    near.sort_unstable();
                    near.into_iter().filter(holds).collect()
                }
            }
        })
        .collect();
    let mut polygons: Vec<Vec<usize>> = Vec::new();
    let mut polygon_of = vec![None; rings.len()];
    for ring in (0..rings.len()).filter(|&ring| around[ring].len().is_multiple_of(2)) {
        polygon_of[ring] = Some(polygons.len());
        polygons.push(vec![ring]);
    }
    for hole in (0..rings.len()).filter(|&ring| !around[ring].len().is_multiple_of(2)) {
        // The smallest ring around it is the one that lies in the most others.
        let outer = around[hole].iter().copied().max_by_key(|&outer| (around[outer].len(), std::cmp::Reverse(outer)));
        match outer.and_then(|outer| polygon_of[outer]) {
            Some(polygon) => polygons[polygon].push(hole),
            None => polygons.push(vec![hole]),
        }
    }
    polygons
}

/// The boxes by place; those of rings that are not finite hold nothing.
fn index_of(boxes: &[[f64; 4]]) -> RTree<GeomWithData<Rectangle<[f64; 2]>, usize>> {
    let finite = boxes.iter().enumerate().filter(|(_, corners)| corners.iter().all(|number| number.is_finite()));
    RTree::bulk_load(
        finite
            .map(|(ring, &[west, south, east, north])| {
                GeomWithData::new(Rectangle::from_corners([west, south], [east, north]), ring)
            })
            .collect(),
    )
}

fn box_holds([west, south, east, north]: [f64; 4], [w, s, e, n]: [f64; 4]) -> bool {
    west <= w && south <= s && east >= e && north >= n && (west < w || south < s || east > e || north > n)
}

/// Whether `inner` lies in `outer`, by the middle of its first edge that is not one of `outer`'s points.
fn ring_holds(outer: &[Position], inner: &[Position]) -> bool {
    let [x, y] = match inner {
        [[ax, ay], [bx, by], ..] => [f64::midpoint(*ax, *bx), f64::midpoint(*ay, *by)],
        [only] => *only,
        [] => return false,
    };
    // The edge that closes the ring has no length where the first position is repeated, and then counts nothing.
    let closing = outer.last().zip(outer.first()).map(|(last, first)| (*last, *first));
    let edges = outer.windows(2).map(|pair| (pair[0], pair[1])).chain(closing);
    let mut inside = false;
    for ([ax, ay], [bx, by]) in edges {
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: f64, high: f64) -> Vec<Position> {
        vec![[low, low], [high, low], [high, high], [low, high], [low, low]]
    }

    #[test]
    fn holes_find_the_smallest_ring_around_them() {
        let rings = [square(4.0, 5.0), square(0.0, 9.0), square(1.0, 8.0), square(3.0, 6.0), square(20.0, 21.0)];
        let rings: Vec<&[Position]> = rings.iter().map(Vec::as_slice).collect();
        assert_eq!(group_rings(&rings), [vec![1, 2], vec![3, 0], vec![4]]);
    }

    #[test]
    fn many_rings_are_grouped_as_few_are() {
        let islands = (0..200).map(|island| {
            let low = f64::from(island) * 10.0;
            [square(low, low + 5.0), square(low + 1.0, low + 2.0)]
        });
        let rings: Vec<Vec<Position>> = islands.flatten().collect();
        let rings: Vec<&[Position]> = rings.iter().map(Vec::as_slice).collect();
        let expected: Vec<Vec<usize>> = (0..200).map(|island| vec![2 * island, 2 * island + 1]).collect();
        assert_eq!(group_rings(&rings), expected);
    }
}
