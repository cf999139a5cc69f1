//! Rings around a place from which all of them is seen: such a ring is plain, and one pass shows it.
//!
//! # Why that is enough
//! Say every edge turns the same way around a place. Then the direction to a point that runs along the ring turns without a halt, and where
//! it has turned once when the ring ends, no direction comes twice: the ring meets itself nowhere, turns back nowhere and has an area.
//! Twice the area of the triangle between the place and an edge is the distance of one end from the ray through the other, times that
//! other's distance from the place. So where all these triangles are large enough, every two corners are far apart, too.

use crate::model::shape::outline::Position;

/// A ring around a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Star {
    /// Whether it runs counter-clockwise.
    pub(crate) counter_clockwise: bool,
    /// Its area.
    pub(crate) area: f64,
}

impl Star {
    /// Looks at a closed ring from the middle of its bounds. An answer says that every two of its corners are farther apart than twice
    /// `apart`; no answer says nothing about the ring. Points that are no numbers have to be ruled out elsewhere.
    ///
    /// # Rounding
    /// The computed determinant of two differences is off by at most `3.4e-16` of the sum of its two products (Shewchuk (1997), Adaptive
    /// precision floating-point arithmetic and fast robust geometric predicates, section 4.1), here of half the squared radius at the most.
    /// That stays far below `apart` times the radius as long as `apart` is more than 2⁻⁴⁰ of the radius; a step of the grid is.
    pub(crate) fn seen_from_the_middle(
        points: &[Position],
        [low_x, low_y, high_x, high_y]: [f64; 4],
        apart: f64,
    ) -> Option<Self> {
        let (middle_x, middle_y) = (f64::midpoint(low_x, high_x), f64::midpoint(low_y, high_y));
        // No corner is farther from the middle than half of this.
        let radius = (high_x - low_x) + (high_y - low_y);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut twice = 0.0;
        let mut upwards = 0_u32;
        let [mut x, mut y] = [points.first()?[0] - middle_x, points.first()?[1] - middle_y];
        for point in &points[1..] {
            let (next_x, next_y) = (point[0] - middle_x, point[1] - middle_y);
            let turn = x * next_y - next_x * y;
            // Written so that a processor takes the lesser in one step.
            least = if turn < least { turn } else { least };
            most = if turn > most { turn } else { most };
            twice += turn;
            upwards += u32::from(y < 0.0) & u32::from(next_y >= 0.0);
            (x, y) = (next_x, next_y);
        }
        let large_enough = apart * radius;
        // Each turn around the middle passes the height of the middle upwards once.
        let star = upwards == 1 && (least > large_enough || most < -large_enough);
        star.then_some(Self { counter_clockwise: twice > 0.0, area: twice.abs() / 2.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::plane::ring::bounds;

    fn star(ring: &[Position], apart: f64) -> Option<Star> {
        Star::seen_from_the_middle(ring, bounds(ring), apart)
    }

    const SQUARE: [Position; 5] = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];

    #[test]
    fn a_square_is_seen_from_its_middle() {
        let seen = star(&SQUARE, 1e-9).unwrap();
        assert!(seen.counter_clockwise);
        assert_eq!(seen.area.to_bits(), 16.0_f64.to_bits());
        let clockwise: Vec<Position> = SQUARE.into_iter().rev().collect();
        assert!(!star(&clockwise, 1e-9).unwrap().counter_clockwise);
    }

    #[test]
    fn rings_that_meet_themselves_are_no_stars() {
        let pentagram = [0, 2, 4, 1, 3, 0].map(|corner| {
            let turn = std::f64::consts::TAU * f64::from(corner) / 5.0;
            [turn.cos(), turn.sin()]
        });
        let twice = [&SQUARE[..4], &SQUARE].concat();
        let bow_tie = [[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0], [0.0, 0.0]];
        let spike = [[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [9.0, 2.0], [4.0, 2.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
        for (what, ring) in
            [("turns twice", &pentagram[..]), ("runs twice", &twice), ("crosses", &bow_tie), ("turns back", &spike)]
        {
            assert!(star(ring, 1e-9).is_none(), "{what}");
        }
    }

    #[test]
    fn corners_of_a_star_are_apart() {
        // Two corners close to each other in a notch that is seen from the middle.
        let notched = |width: f64| {
            [
                [0.0, 0.0],
                [4.0, 0.0],
                [4.0, 4.0],
                [2.0 + width, 4.0],
                [2.0, 2.5],
                [2.0 - width, 4.0],
                [0.0, 4.0],
                [0.0, 0.0],
            ]
        };
        assert!(star(&notched(0.1), 0.001).is_some());
        assert!(star(&notched(0.001), 0.001).is_none());
    }
}
