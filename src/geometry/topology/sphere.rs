//! Positions in degrees as directions on a sphere: middles, distances, and rings that go on over the antimeridian.

use crate::model::shape::outline::Position;

/// A direction from the middle of the sphere.
pub(crate) type Direction = [f64; 3];

/// The direction of a position.
pub(crate) fn direction([longitude, latitude]: Position) -> Direction {
    let ((sin_x, cos_x), (sin_y, cos_y)) = (longitude.to_radians().sin_cos(), latitude.to_radians().sin_cos());
    [cos_y * cos_x, cos_y * sin_x, sin_y]
}

/// The position that directions have on the whole, each with its weight; `None` where they point everywhere alike.
pub(crate) fn middle(weighted: impl IntoIterator<Item = (Direction, f64)>) -> Option<Position> {
    /// How long the sum must be, of all weights, to point anywhere.
    const LEAST: f64 = 1e-6;
    let (mut sum, mut all) = ([0.0; 3], 0.0);
    for (direction, weight) in weighted {
        for (sum, part) in sum.iter_mut().zip(direction) {
            *sum += part * weight;
        }
        all += weight;
    }
    let [x, y, z] = sum;
    let flat = x.hypot(y);
    (flat.hypot(z) > LEAST * all).then(|| [y.atan2(x).to_degrees(), z.atan2(flat).to_degrees()])
}

/// The angle between two directions in degrees.
///
/// # Formula
/// `2 atan2(|a − b|, |a + b|)`, exact for small angles as for large ones.
pub(crate) fn angle(a: Direction, b: Direction) -> f64 {
    let length = |sign: f64| a.iter().zip(b).map(|(a, b)| (a + sign * b).powi(2)).sum::<f64>().sqrt();
    (2.0 * length(-1.0).atan2(length(1.0))).to_degrees()
}

/// The difference of two longitudes, the short way round.
pub(crate) fn short_way(from: f64, to: f64) -> f64 {
    let apart = to - from;
    apart - 360.0 * (apart / 360.0).round()
}

/// The same longitude from `low` up to less than `low + 360`.
pub(crate) fn turned(longitude: f64, low: f64) -> f64 {
    let turned = longitude - 360.0 * ((longitude - low) / 360.0).floor();
    if turned >= low + 360.0 { low } else { turned }
}

/// A closed ring whose longitudes go on where they jump from 180 to −180, its first from `low` up. Around a pole it does not come back to
/// where it began.
pub(crate) fn unrolled(ring: &[Position], low: f64) -> Vec<Position> {
    let Some(&[first, _]) = ring.first() else { return Vec::new() };
    let (mut before, mut longitude) = (first, turned(first, low));
    let point = |&[x, y]: &Position| {
        longitude += short_way(before, x);
        before = x;
        [longitude, y]
    };
    ring.iter().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_places_on_both_sides_of_the_antimeridian_is_between_them() {
        let places = [[178.0, -18.0], [-178.0, -18.0]].map(|place| (direction(place), 1.0));
        let [x, y] = middle(places).unwrap();
        assert!((x.abs() - 180.0).abs() < 1e-9 && (y + 18.01).abs() < 0.02, "{x} {y}");
        assert_eq!(middle([([1.0, 0.0, 0.0], 1.0), ([-1.0, 0.0, 0.0], 1.0)]), None);
        assert!((angle(direction([179.0, 0.0]), direction([-179.0, 0.0])) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn rings_go_on_over_the_antimeridian() {
        let ring = [[179.0, 0.0], [-179.0, 0.0], [-179.0, 1.0], [179.0, 1.0], [179.0, 0.0]];
        let longitudes: Vec<f64> = unrolled(&ring, 0.0).iter().map(|point| point[0]).collect();
        assert_eq!(longitudes, vec![179.0, 181.0, 181.0, 179.0, 179.0]);
        assert!((short_way(-179.0, 179.0) + 2.0).abs() < 1e-9);
        let [far, edge, here] = [turned(-190.0, -180.0), turned(180.0, -180.0), turned(-98.0, -278.0)];
        assert!((far - 170.0).abs() + (edge + 180.0).abs() + (here + 98.0).abs() < 1e-9, "{far} {edge} {here}");
    }
}
