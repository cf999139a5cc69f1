//! Degrees into EPSG:3035, the system in which Europe is drawn, without the list of all systems, which takes longer to open than a country
//! takes to project.

use rayon::prelude::*;

use crate::model::shape::meridian::{Usual, usual};
use crate::model::shape::outline::{Position, ReferenceSystem};

/// Where EPSG:3035 is used: west, south, east, north in degrees, as the EPSG registry has it.
pub(crate) const EUROPE: [f64; 4] = [-35.58, 24.6, 44.83, 84.73];

/// Where the formula holds with all its digits, far from the point opposite to the middle: land around a map may lie outside of Europe.
const NEAR: [f64; 4] = [-80.0, -35.0, 100.0, 85.0];

/// Half the larger axis of the ellipsoid GRS 1980, in metres.
const AXIS: f64 = 6_378_137.0;
/// The square of its eccentricity, `f (2 − f)` with `f = 1 / 298.257222101`.
const E2: f64 = (2.0 - 1.0 / 298.257_222_101) / 298.257_222_101;
/// The middle of the projection: longitude and latitude in degrees …
const MIDDLE: Position = [10.0, 52.0];
/// … and in metres.
const FALSE_ORIGIN: Position = [4_321_000.0, 3_210_000.0];
/// Terms of a series in `e² sin² φ`, which is below 0.0067: the rest is below 1e-17.
const TERMS: u32 = 8;
/// Points that one task projects.
const BLOCK: usize = 4_096;

/// Degrees of WGS 84 or ETRS89 in EPSG:3035, in their order; `None` where the bounds around them are others, or for another system.
pub(crate) fn in_europe(
    points: &[Position],
    from: &ReferenceSystem,
    to: &ReferenceSystem,
    [west, south, east, north]: [f64; 4],
) -> Option<Vec<Position>> {
    let [from, to] = [from, to].map(|system| system.code().and_then(usual));
    if (from, to) != (Some(Usual::Degrees), Some(Usual::Europe)) {
        return None;
    }
    let is_inside = west >= NEAR[0] && south >= NEAR[1] && east <= NEAR[2] && north <= NEAR[3];
    let are_numbers = points.iter().flatten().all(|axis| axis.is_finite());
    (is_inside && are_numbers).then(|| {
        let europe = Europe::new();
        points.par_iter().with_min_len(BLOCK).map(|point| europe.project(*point)).collect()
    })
}

/// Lambert's azimuthal equal-area projection of an ellipsoid, oblique.
///
/// # Formula
/// `q(φ) = (1 − e²) sin φ Σ_k (2k + 2)/(2k + 1) (e² sin² φ)^k`, `sin β = q(φ)/q(90°)`, `R = a √(q(90°)/2)`,
/// `D = a cos φ₁ / (√(1 − e² sin² φ₁) R cos β₁)`, `B = R √(2 / (1 + sin β₁ sin β + cos β₁ cos β cos Δλ))`,
/// `x = B D cos β sin Δλ`, `y = B/D (cos β₁ sin β − sin β₁ cos β cos Δλ)`.
///
/// # Source
/// Snyder (1987), *Map Projections: A Working Manual*, equations 3-11 to 3-13 and 24-17 to 24-20; `q` as the series of its two terms.
struct Europe {
    series: [f64; TERMS as usize],
    /// `q` at the pole.
    polar: f64,
    sin_middle: f64,
    cos_middle: f64,
    /// `R √2`.
    radius: f64,
    stretch: f64,
}

impl Europe {
    fn new() -> Self {
        let term = |k: u32| (1.0 - E2) * f64::from(2 * k + 2) / f64::from(2 * k + 1);
        let series = std::array::from_fn(|k| u32::try_from(k).map_or(0.0, term));
        let mut europe = Self { series, polar: 1.0, sin_middle: 0.0, cos_middle: 1.0, radius: 1.0, stretch: 1.0 };
        europe.polar = europe.authalic(1.0);
        let (sin, cos) = MIDDLE[1].to_radians().sin_cos();
        europe.sin_middle = europe.authalic(sin);
        europe.cos_middle = (1.0 - europe.sin_middle * europe.sin_middle).sqrt();
        let radius = AXIS * (europe.polar / 2.0).sqrt();
        europe.radius = radius * std::f64::consts::SQRT_2;
        europe.stretch = AXIS * cos / ((1.0 - E2 * sin * sin).sqrt() * radius * europe.cos_middle);
        europe
    }

    /// The sine of the authalic latitude, given that of the latitude.
    fn authalic(&self, sin: f64) -> f64 {
        let u = E2 * sin * sin;
        sin * self.series.iter().rev().fold(0.0, |sum, term| sum * u + term) / self.polar
    }

    fn project(&self, [longitude, latitude]: Position) -> Position {
        let (sin_turn, cos_turn) = (longitude - MIDDLE[0]).to_radians().sin_cos();
        let sin = self.authalic(latitude.to_radians().sin());
        let cos = (1.0 - sin * sin).sqrt();
        let beside = cos * cos_turn;
        let far = self.radius / (1.0 + self.sin_middle * sin + self.cos_middle * beside).sqrt();
        [
            FALSE_ORIGIN[0] + far * self.stretch * cos * sin_turn,
            FALSE_ORIGIN[1] + far / self.stretch * (self.cos_middle * sin - self.sin_middle * beside),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::plane::ring::bounds;

    fn all(points: &[Position], from: &ReferenceSystem, to: &ReferenceSystem) -> Option<Vec<Position>> {
        in_europe(points, from, to, bounds(points))
    }

    #[test]
    fn what_is_far_from_europe_is_left_to_the_library() {
        let (from, to) = (ReferenceSystem::wgs84(), ReferenceSystem::laea_europe());
        for outside in [[10.0, 90.0], [f64::NAN, 50.0], [120.0, 50.0], [-170.0, -52.0], [10.0, f64::NEG_INFINITY]] {
            assert_eq!(all(&[[10.0, 50.0], outside], &from, &to), None);
        }
        assert_eq!(all(&[[10.0, 50.0]], &from, &ReferenceSystem::epsg(32632)), None);
        assert_eq!(all(&[[10.0, 50.0]], &to, &to), None);
    }
}
