//! How long the usual edge of some shapes is: the measure of what is narrow.

use crate::geometry::plane::measure::Measure;
use crate::model::shape::outline::PolygonOutlines;

/// Shapes whose edges are measured, at the most.
const SHAPES_AT_MOST: usize = 1_024;

/// The median length of the edges of shapes that stand at equal steps in a file, each as often as shapes pass it.
#[derive(Debug)]
pub(crate) struct UsualEdge {
    step: usize,
    lengths: Vec<f64>,
}

impl UsualEdge {
    /// For a number of shapes.
    pub(crate) fn of(n_shapes: usize) -> Self {
        Self { step: n_shapes.div_ceil(SHAPES_AT_MOST).max(1), lengths: Vec::new() }
    }

    /// Measures a shape, where it is one of those that are measured: `number` is that among all, `shape` that among the outlines.
    pub(crate) fn look_at(&mut self, number: usize, outlines: &PolygonOutlines, shape: usize, measure: Measure) {
        if !number.is_multiple_of(self.step) {
            return;
        }
        for ring in outlines.polygons_of(shape).flat_map(|polygon| outlines.rings_of(polygon)) {
            let lengths = outlines.ring(ring).windows(2).map(|pair| measure.length(pair[0], pair[1]));
            self.lengths.extend(lengths.filter(|length| *length > 0.0));
        }
    }

    /// That of all shapes.
    pub(crate) fn measured(outlines: &PolygonOutlines, measure: Measure) -> f64 {
        let mut usual = Self::of(outlines.n_shapes());
        (0..outlines.n_shapes()).for_each(|shape| usual.look_at(shape, outlines, shape, measure));
        Self::median([usual])
    }

    /// That of several parts of the shapes, in metres; 0 where there is no edge.
    pub(crate) fn median(parts: impl IntoIterator<Item = Self>) -> f64 {
        median_of(parts.into_iter().flat_map(|part| part.lengths).collect())
    }
}

/// The upper median of lengths; 0 of none.
pub(crate) fn median_of(mut lengths: Vec<f64>) -> f64 {
    let middle = lengths.len() / 2;
    if lengths.is_empty() { 0.0 } else { *lengths.select_nth_unstable_by(middle, f64::total_cmp).1 }
}
