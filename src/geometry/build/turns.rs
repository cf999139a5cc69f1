//! How the rings of shapes turn, so that those that turn against the custom of their file are told.

use crate::geometry::build::raw::numbered;
use crate::geometry::mend::defect::Defect;
use crate::geometry::mend::ring_defects::{custom, reversed_rings};
use crate::geometry::plane::measure::Measure;
use crate::geometry::plane::vertex::SnapGrid;
use crate::model::shape::outline::PolygonOutlines;

/// Shapes that are looked at once more together.
const SHAPES_AT_ONCE: usize = 8_192;

/// How the rings of some shapes turn. Rings without area turn no way.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    exteriors: usize,
    counter_clockwise: usize,
    /// Whether a ring of each shape turns as where exteriors run clockwise, and as where they run counter-clockwise.
    of_shapes: Vec<[bool; 2]>,
}

impl Turns {
    /// The rings that come belong to the next shape.
    pub(crate) fn begin_shape(&mut self) {
        self.of_shapes.push([false; 2]);
    }

    /// A ring of the shape that was begun last.
    pub(crate) fn pass(&mut self, is_hole: bool, counter_clockwise: bool) {
        self.exteriors += usize::from(!is_hole);
        self.counter_clockwise += usize::from(!is_hole && counter_clockwise);
        if let Some(turned) = self.of_shapes.last_mut() {
            turned[usize::from(counter_clockwise != is_hole)] = true;
        }
    }

    /// The rings of the shape that was begun last, about which something is not plain: these are its outlines.
    pub(crate) fn pass_closely(&mut self, outlines: &PolygonOutlines, grid: &SnapGrid) {
        let (_, areas, loops) = numbered(outlines, grid);
        for (&ring, &is_hole) in loops.ring.iter().zip(&loops.hole) {
            self.pass(is_hole, areas[ring as usize] > 0.0);
        }
    }
}

/// Rings that turn against the custom of all parts of the shapes; `outlines_of` gives the outlines of some of them once more.
pub(crate) fn reversed_in(
    parts: &[&Turns],
    (grid, measure): (&SnapGrid, Measure),
    outlines_of: impl Fn(&[u32]) -> Option<PolygonOutlines>,
) -> Option<Vec<Defect>> {
    let sum = |of: fn(&Turns) -> usize| parts.iter().map(|turns| of(turns)).sum();
    let custom = custom(sum(|turns| turns.counter_clockwise), sum(|turns| turns.exteriors));
    let turned = parts.iter().flat_map(|turns| &turns.of_shapes);
    let against = turned.zip(0..).filter(|(turned, _)| turned[usize::from(!custom)]);
    let against: Vec<u32> = against.map(|(_, shape)| shape).collect();
    let mut defects = Vec::new();
    for shapes in against.chunks(SHAPES_AT_ONCE) {
        let outlines = outlines_of(shapes)?;
        let (_, areas, loops) = numbered(&outlines, grid);
        let mut reversed = reversed_rings(&outlines, &areas, &loops, (measure, custom));
        for shape in reversed.iter_mut().flat_map(|defect| &mut defect.shapes) {
            *shape = shapes[*shape] as usize;
        }
        defects.extend(reversed);
    }
    Some(defects)
}
