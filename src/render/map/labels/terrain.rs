//! What labels must keep clear of: borders, marks, legend, each other.

use crate::geometry::plane::ring::{bounds, contains};
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::Position;
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::map::labels::crossing::{around_line, crosses, grown, segments_cross};
use crate::render::map::labels::label::{Label, Stand};
use crate::render::page::scene::{Rectangle, overlap};

/// What labels must keep clear of, in pixels.
pub(crate) struct Surroundings<'a> {
    /// The areas as they are drawn.
    pub(crate) simple: &'a Topology,
    /// Where they stand.
    pub(crate) place: &'a MapPlace,
    /// Where there is no land.
    pub(crate) space: &'a Space,
    /// Legend, scale bar and the like.
    pub(crate) taken: Vec<Rectangle>,
}

/// A border in pixels.
struct Border {
    points: Vec<Position>,
    bounds: Rectangle,
    sides: [Option<usize>; 2],
}

impl Border {
    fn is_own_coast(&self, area: usize) -> bool {
        self.sides.contains(&Some(area)) && self.sides.contains(&None)
    }
}

/// The map as labels see it.
pub(crate) struct Terrain<'a> {
    around: &'a Surroundings<'a>,
    borders: Vec<Border>,
}

impl<'a> Terrain<'a> {
    /// The borders of the areas in their places.
    pub(crate) fn of(around: &'a Surroundings<'a>) -> Self {
        let (simple, place) = (around.simple, around.place);
        let border = |arc: usize| {
            let points: Vec<Position> = simple.arc(arc).iter().map(|point| place.pixel(*point)).collect();
            Border { bounds: bounds(&points), points, sides: simple.sides(arc) }
        };
        Self { around, borders: (0..simple.n_arcs()).map(border).collect() }
    }

    /// The rings of an area in pixels.
    pub(crate) fn rings(&self, area: usize) -> Vec<Vec<Position>> {
        let simple = self.around.simple;
        let ring = |ring: usize| simple.ring_points(ring).iter().map(|point| self.around.place.pixel(*point)).collect();
        simple.ring_range(area).map(ring).collect()
    }

    /// The land of all areas in square pixels.
    pub(crate) fn land(&self) -> f64 {
        let simple = self.around.simple;
        let metres: f64 = (0..simple.n_shapes()).map(|shape| simple.area(shape).abs()).sum();
        metres * self.around.place.scale * self.around.place.scale
    }

    /// Whether a rectangle lies on an area, or, where that is allowed, on it and on what is no area.
    pub(crate) fn is_own(
        &self,
        (area, rings): (usize, &[Vec<Position>]),
        bounds: Rectangle,
        middle: Position,
        over_sea: bool,
    ) -> bool {
        let inside = rings.iter().filter(|ring| contains(ring, middle)).count() % 2 == 1;
        inside
            && self.borders.iter().filter(|border| overlap(border.bounds, grown(bounds))).all(|border| {
                (over_sea && border.is_own_coast(area))
                    || !border.points.windows(2).any(|pair| crosses(pair[0], pair[1], bounds))
            })
    }

    /// Whether no label and nothing else stands in a rectangle, no line runs through it, and it lies in the window of the map.
    pub(crate) fn is_clear(&self, labels: &[Label], bounds: Rectangle) -> bool {
        let [left, top, right, bottom] = self.around.place.window;
        let is_taken = |label: &Label| {
            let by_spot = matches!(label.stand, Stand::Spot(spot) if overlap(around_spot(spot), bounds));
            let by_line = label.leader().is_some_and(|[from, to]| crosses(from, to, bounds));
            by_spot || by_line || overlap(label.bounds, bounds)
        };
        bounds[0] >= left
            && bounds[1] >= top
            && bounds[2] <= right
            && bounds[3] <= bottom
            && !self.around.taken.iter().any(|taken| overlap(*taken, bounds))
            && !labels.iter().any(is_taken)
    }

    /// Whether a rectangle holds no land of any area.
    pub(crate) fn is_free(&self, bounds: Rectangle) -> bool {
        self.around.space.is_free(self.around.place.metres(bounds))
    }

    /// The outlines of what stands for areas, each with its bounds.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let rings = (0..self.around.simple.n_shapes()).flat_map(|area| self.rings(area));
        rings.map(|ring| (bounds(&ring), ring)).collect()
    }

    /// How many borders a line from an area crosses, its own coast aside; `None` where it runs over a label, another line or furniture.
    pub(crate) fn crossings(&self, labels: &[Label], area: usize, from: Position, to: Position) -> Option<usize> {
        let line = around_line(from, to);
        let over_label = labels.iter().any(|label| {
            crosses(from, to, label.bounds) || label.leader().is_some_and(|[a, b]| segments_cross(from, to, a, b))
        });
        if over_label || self.around.taken.iter().any(|taken| crosses(from, to, *taken)) {
            return None;
        }
        let borders =
            self.borders.iter().filter(|border| overlap(border.bounds, grown(line)) && !border.is_own_coast(area));
        Some(
            borders
                .flat_map(|border| border.points.windows(2))
                .filter(|pair| segments_cross(from, to, pair[0], pair[1]))
                .count(),
        )
    }
}

/// An outline of what stands for an area, with its bounds.
pub(crate) type Mark = (Rectangle, Vec<Position>);

/// Whether a rectangle holds nothing of what stands for areas.
pub(crate) fn is_off_marks(marks: &[Mark], bounds: Rectangle) -> bool {
    let middle = [f64::midpoint(bounds[0], bounds[2]), f64::midpoint(bounds[1], bounds[3])];
    !marks
        .iter()
        .filter(|(place, _)| overlap(*place, bounds))
        .any(|(_, ring)| contains(ring, middle) || ring.windows(2).any(|pair| crosses(pair[0], pair[1], bounds)))
}

/// What a spot takes.
pub(crate) fn around_spot([x, y]: Position) -> Rectangle {
    /// Its radius with the edge around it, in pixels.
    const REACH: f64 = 2.6;
    [x - REACH, y - REACH, x + REACH, y + REACH]
}
