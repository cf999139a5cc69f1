//! What is wrong with rings by themselves: points that are no places, rings left open, without area, turned, or touching themselves.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::geometry::edge::loops::Loops;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::position::position;
use crate::geometry::plane::turn::same_point;
use crate::model::shape::nowhere::{Counted, Nowhere};
use crate::model::shape::outline::{PolygonOutlines, Position};

/// Why a point is no place, if it is none.
pub(crate) fn impossible(point: Position, measure: Measure) -> Option<DefectKind> {
    let counted = match measure {
        Measure::Degrees => Counted::Degrees,
        Measure::Plane(unit) => Counted::Length(unit),
    };
    counted.nowhere(point).map(|why| match why {
        Nowhere::NotFinite => DefectKind::NotFinite,
        Nowhere::OutOfBounds => DefectKind::OutOfBounds,
    })
}

/// The outlines without the points that are no places, each shape that had some named once a kind.
///
/// The place of such a defect is the point before in the outlines, or their first that is a place.
pub(crate) fn without_impossible<'a>(
    outlines: &'a PolygonOutlines,
    measure: Measure,
    defects: &mut Vec<Defect>,
) -> Cow<'a, PolygonOutlines> {
    let verdict = |point: &Position| impossible(*point, measure);
    if outlines.points.par_iter().all(|point| verdict(point).is_none()) {
        return Cow::Borrowed(outlines);
    }
    let mut kept =
        PolygonOutlines { points: Vec::with_capacity(outlines.points.len()), ring_starts: vec![0], ..outlines.clone() };
    let first = outlines.points.iter().find(|point| verdict(point).is_none()).copied().unwrap_or([0.0; 2]);
    for shape in 0..outlines.n_shapes() {
        let mut bad = [(DefectKind::NotFinite, 0, first), (DefectKind::OutOfBounds, 0, first)];
        for ring in outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon)) {
            for point in outlines.ring(ring) {
                let Some(kind) = verdict(point) else {
                    kept.points.push(*point);
                    continue;
                };
                let entry = &mut bad[usize::from(kind == DefectKind::OutOfBounds)];
                if entry.1 == 0 {
                    entry.2 = kept.points.last().copied().unwrap_or(first);
                }
                entry.1 += 1;
            }
            kept.ring_starts.push(position(kept.points.len()));
        }
        let named = bad.into_iter().filter(|(_, count, _)| *count > 0);
        defects.extend(named.map(|(kind, count, place)| Defect {
            kind,
            shapes: vec![shape],
            place,
            size: f64::from(count),
        }));
    }
    Cow::Owned(kept)
}

/// The custom of a file: whether exteriors run counter-clockwise, as most of its exteriors turn. Holes turn the other way.
pub(crate) fn custom(counter_clockwise: usize, exteriors: usize) -> bool {
    2 * counter_clockwise >= exteriors
}

/// Rings that turn against the custom of their file.
pub(crate) fn reversed_rings(
    outlines: &PolygonOutlines,
    areas: &[f64],
    loops: &Loops,
    (measure, custom): (Measure, bool),
) -> Vec<Defect> {
    let rings = (0..loops.len()).map(|ring| (loops.ring[ring] as usize, ring));
    let against = rings.filter(|&(number, ring)| (areas[number] > 0.0) == (custom == loops.hole[ring]));
    against
        .map(|(number, ring)| {
            let points = outlines.ring(number);
            let (shapes, size) = (vec![loops.shape[ring] as usize], measure.area(points).abs());
            Defect { kind: DefectKind::ReversedRing, shapes, place: points[0], size }
        })
        .collect()
}

/// Rings left open, collapsed rings, and rings that turn against the file's own custom.
pub(crate) fn ring_defects(
    outlines: &PolygonOutlines,
    areas: &[f64],
    loops: &Loops,
    measure: Measure,
    defects: &mut Vec<Defect>,
) {
    let counter_clockwise =
        (0..loops.len()).filter(|&ring| !loops.hole[ring] && areas[loops.ring[ring] as usize] > 0.0).count();
    let exteriors = loops.hole.iter().filter(|hole| !**hole).count();
    defects.extend(reversed_rings(outlines, areas, loops, (measure, custom(counter_clockwise, exteriors))));
    for ring in 0..loops.len() {
        let (number, shapes) = (loops.ring[ring] as usize, vec![loops.shape[ring] as usize]);
        let points = outlines.ring(number);
        let [first, last] = [points[0], points[points.len() - 1]];
        if !same_point(first, last) {
            let size = measure.length(first, last);
            defects.push(Defect { kind: DefectKind::UnclosedRing, shapes, place: last, size });
        }
    }
    for &(ring, shape) in &loops.collapsed {
        let points = outlines.ring(ring as usize);
        let Some(&place) = points.first() else { continue };
        let size = points.windows(2).map(|pair| measure.length(pair[0], pair[1])).sum();
        defects.push(Defect { kind: DefectKind::CollapsedRing, shapes: vec![shape as usize], place, size });
    }
}

/// Rings that come back to one of their own points, with how often they do.
pub(crate) fn self_touches(loops: &Loops, positions: &[Position]) -> Vec<Defect> {
    (0..loops.len())
        .into_par_iter()
        .map_init(Vec::new, |sorted: &mut Vec<u32>, ring| {
            sorted.clear();
            sorted.extend_from_slice(loops.vertices_of(ring));
            sorted.sort_unstable();
            let again = |pair: &&[u32]| pair[0] == pair[1];
            let first = sorted.windows(2).find(again)?[0];
            Some(Defect {
                kind: DefectKind::SelfTouch,
                shapes: vec![loops.shape[ring] as usize],
                place: positions[first as usize],
                size: sorted.windows(2).filter(again).count() as f64,
            })
        })
        .flatten()
        .collect()
}
