//! Points that are no places, whatever reads, mends, searches or draws them: one rule, so that all say the same of a file.
//!
//! What is not finite is no number to reckon with. Degrees go once and a half around the globe, for files that count on beyond the
//! antimeridian; in a plane no point is farther than twice the way around the earth, which no projection reaches.

use proj_core::ProjectedCrsDef;
use proj_wkt::parse_crs;

use crate::model::shape::meridian::{Usual, usual};
use crate::model::shape::outline::{Position, ReferenceSystem};

/// Beyond this many metres, more than the way around the earth, no projection has places.
const FARTHEST: f64 = 1e8;
/// Degrees of longitude that a file may count to.
const LARGEST_LONGITUDE: f64 = 540.0;
/// Degrees of latitude, with room for rounding.
const LARGEST_LATITUDE: f64 = 90.0 + 1e-9;

/// Why a point is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nowhere {
    /// A coordinate is no finite number.
    NotFinite,
    /// The reference system has no place there.
    OutOfBounds,
}

/// What the coordinates of a system count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Counted {
    /// Degrees.
    Degrees,
    /// A length in a plane; the number is metres a unit.
    Length(f64),
}

impl Counted {
    /// Of a reference system. A system that is not known is taken for a plane in metres.
    pub fn of(reference: &ReferenceSystem) -> Self {
        match reference.code().and_then(usual) {
            Some(Usual::Degrees) => Self::Degrees,
            Some(Usual::Europe) => Self::Length(1.0),
            None => Self::defined(reference),
        }
    }

    /// The same by the system's definition.
    fn defined(reference: &ReferenceSystem) -> Self {
        match parse_crs(reference.definition()) {
            Ok(system) if system.is_geographic() => Self::Degrees,
            Ok(system) => Self::Length(system.as_projected().map_or(1.0, ProjectedCrsDef::linear_unit_to_meter)),
            Err(_) => Self::Length(1.0),
        }
    }

    /// Why a point is no place, if it is none.
    pub fn nowhere(self, point: Position) -> Option<Nowhere> {
        if !point.iter().all(|axis| axis.is_finite()) {
            return Some(Nowhere::NotFinite);
        }
        let beyond = match self {
            Self::Degrees => point[0].abs() > LARGEST_LONGITUDE || point[1].abs() > LARGEST_LATITUDE,
            Self::Length(unit) => point.iter().any(|axis| axis.abs() * unit > FARTHEST),
        };
        beyond.then_some(Nowhere::OutOfBounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_systems_count_as_they_are_defined() {
        for code in [4326, 4258, 3035] {
            let system = ReferenceSystem::epsg(code);
            assert_eq!(Counted::of(&system), Counted::defined(&system));
        }
    }

    #[test]
    fn what_no_system_has_is_nowhere() {
        let degrees = Counted::of(&ReferenceSystem::wgs84());
        let metres = Counted::of(&ReferenceSystem::epsg(32632));
        let feet = Counted::of(&ReferenceSystem::epsg(2263));
        assert!(matches!(feet, Counted::Length(unit) if (unit - 0.3048).abs() < 1e-5), "{feet:?}");
        for (counted, point, expected) in [
            (degrees, [f64::NAN, 45.0], Some(Nowhere::NotFinite)),
            (metres, [5e5, f64::INFINITY], Some(Nowhere::NotFinite)),
            (degrees, [539.0, -90.0], None),
            (degrees, [541.0, 0.0], Some(Nowhere::OutOfBounds)),
            (degrees, [9.0, 90.1], Some(Nowhere::OutOfBounds)),
            (metres, [-9e7, 5e6], None),
            (metres, [5e5, 1e300], Some(Nowhere::OutOfBounds)),
            (feet, [3e8, 0.0], None),
            (feet, [4e8, 0.0], Some(Nowhere::OutOfBounds)),
        ] {
            assert_eq!(counted.nowhere(point), expected, "{counted:?} {point:?}");
        }
    }
}
