//! Areas in square metres and lengths in metres, whatever the reference system counts in.

use crate::geometry::plane::ring::signed_area;
use crate::model::shape::nowhere::Counted;
use crate::model::shape::outline::{Position, ReferenceSystem};

/// Semi-major axis of WGS 84 in metres.
const SEMI_MAJOR_AXIS: f64 = 6_378_137.0;
/// Flattening of WGS 84.
const FLATTENING: f64 = 1.0 / 298.257_223_563;
/// Squared eccentricity of WGS 84.
const ECCENTRICITY_2: f64 = FLATTENING * (2.0 - FLATTENING);

/// How a reference system's coordinates are measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Degrees on the ellipsoid.
    Degrees,
    /// A plane; the number is metres a unit.
    Plane(f64),
}

impl Measure {
    /// The measure of a reference system. A system that is not known is taken for a plane in metres.
    pub fn of(reference: &ReferenceSystem) -> Self {
        match Counted::of(reference) {
            Counted::Degrees => Self::Degrees,
            Counted::Length(unit) => Self::Plane(unit),
        }
    }

    /// The signed area of a closed ring in square metres, positive when counter-clockwise; an open ring is closed.
    ///
    /// # Formula
    /// In a plane the shoelace sum. In degrees the shoelace sum of the cylindrical equal-area projection of WGS 84,
    /// `x = aλ`, `y = a q(φ) / 2` with `q = (1 − e²)(sin φ / (1 − e² sin² φ) − ln((1 − e sin φ) / (1 + e sin φ)) / 2e)`: areas are those on
    /// the ellipsoid, edges are straight in that projection.
    ///
    /// # Source
    /// Snyder (1987), *Map Projections: A Working Manual*, equations 3-12 and 10-13 to 10-15.
    pub fn area(self, ring: &[Position]) -> f64 {
        match self {
            Self::Plane(unit) => signed_area(ring) * unit * unit,
            Self::Degrees => {
                let Some(&first) = ring.first() else { return 0.0 };
                let [x0, y0] = cylindrical(first);
                let (mut before, mut twice) = ([0.0, 0.0], 0.0);
                for &point in ring {
                    let [x, y] = cylindrical(point);
                    let here = [x - x0, y - y0];
                    twice += before[0] * here[1] - before[1] * here[0];
                    before = here;
                }
                twice / 2.0
            }
        }
    }

    /// Metres a unit along both axes, near a place.
    pub(crate) fn scale(self, [_, y]: Position) -> [f64; 2] {
        match self {
            Self::Plane(unit) => [unit; 2],
            Self::Degrees => radii(y).map(f64::to_radians),
        }
    }

    /// How many units along both axes so many metres are at the most, where some positions are.
    ///
    /// A degree of the meridian is 110 574 m at the equator of WGS 84, a degree of a parallel more than 111 319 m times the cosine of its
    /// latitude; nowhere is one shorter.
    pub(crate) fn reach(self, metres: f64, positions: &[Position]) -> [f64; 2] {
        match self {
            Self::Plane(unit) => [metres / unit; 2],
            Self::Degrees => {
                let farthest = positions.iter().fold(0.0_f64, |farthest, [_, y]| farthest.max(y.abs()));
                let cosine = farthest.min(89.9).to_radians().cos();
                [metres / (111_319.0 * cosine), metres / 110_574.0]
            }
        }
    }

    /// The length of an edge in metres; in degrees with the ellipsoid's radii of curvature at its middle.
    pub fn length(self, [ax, ay]: Position, [bx, by]: Position) -> f64 {
        match self {
            Self::Plane(unit) => (bx - ax).hypot(by - ay) * unit,
            Self::Degrees => {
                let [across, along] = radii(f64::midpoint(ay, by));
                ((bx - ax).to_radians() * across).hypot((by - ay).to_radians() * along)
            }
        }
    }
}

/// The radius of a parallel of WGS 84, and that of the meridian there.
fn radii(latitude: f64) -> [f64; 2] {
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let root = (1.0 - ECCENTRICITY_2 * sine * sine).sqrt();
    [SEMI_MAJOR_AXIS * cosine / root, SEMI_MAJOR_AXIS * (1.0 - ECCENTRICITY_2) / (root * root * root)]
}

/// The cylindrical equal-area projection of WGS 84.
fn cylindrical([longitude, latitude]: Position) -> Position {
    let e = ECCENTRICITY_2.sqrt();
    let sine = latitude.to_radians().sin();
    let q = (1.0 - ECCENTRICITY_2) * (sine / (1.0 - ECCENTRICITY_2 * sine * sine) + (e * sine).atanh() / e);
    [SEMI_MAJOR_AXIS * longitude.to_radians(), SEMI_MAJOR_AXIS * q / 2.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole ellipsoid has 510 065 621.724 km² (Moritz 2000, *Geodetic Reference System 1980*, to the figures given).
    #[test]
    fn the_earth_has_its_area() {
        let whole = [[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, -90.0]];
        assert!((Measure::Degrees.area(&whole) / 510_065_621.724e6 - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_degree_of_latitude_is_longer_near_the_pole() {
        let degree = |latitude: f64| Measure::Degrees.length([9.0, latitude - 0.5], [9.0, latitude + 0.5]);
        assert!((degree(0.0) - 110_574.3).abs() < 1.0 && (degree(90.0) - 111_693.9).abs() < 1.0);
    }

    #[test]
    fn systems_are_measured_by_their_unit() {
        assert_eq!(Measure::of(&ReferenceSystem::wgs84()), Measure::Degrees);
        assert_eq!(Measure::of(&ReferenceSystem::laea_europe()), Measure::Plane(1.0));
    }
}
