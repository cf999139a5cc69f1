//! Systems that the projection library has no way from, and those that stand for them: realisations of ETRS89, and systems whose
//! longitudes are counted from another meridian than Greenwich.

use proj_core::{CrsDef, ProjectedCrsDef, ProjectionMethod, lookup_epsg};

/// A geographic system whose longitudes are counted from another meridian than Greenwich.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meridian {
    /// The system's code in the EPSG registry.
    pub system: u32,
    /// What the meridian is called.
    pub name: &'static str,
    /// Degrees from Greenwich to the meridian, positive eastwards.
    pub degrees: f64,
    /// Degrees a unit of the system: grads are shorter.
    pub unit: f64,
    /// The system on the same datum that counts degrees from Greenwich.
    pub greenwich: u32,
}

const GRAD: f64 = 0.9;
// The registry rounds it to 2.5969213 grads; the way to Greenwich is by 2° 20′ 14.025″ (EPSG:1763).
const PARIS: f64 = 2.0 + 20.0 / 60.0 + 14.025 / 3_600.0;
const JAKARTA: f64 = 106.0 + 48.0 / 60.0 + 27.79 / 3_600.0;
const LISBON: f64 = -(9.0 + 7.0 / 60.0 + 54.862 / 3_600.0);
const FERRO: f64 = -(17.0 + 40.0 / 60.0);

const fn degrees(system: u32, name: &'static str, degrees: f64, greenwich: u32) -> Meridian {
    Meridian { system, name, degrees, unit: 1.0, greenwich }
}

const fn grads(system: u32, greenwich: u32) -> Meridian {
    Meridian { system, name: "Paris", degrees: PARIS, unit: GRAD, greenwich }
}

/// All that have a system from Greenwich on the same datum.
///
/// # Source
/// EPSG Geodetic Parameter Dataset: prime meridians 8901 to 8914.
const MERIDIANS: [Meridian; 20] = [
    degrees(4801, "Bern", 7.0 + 26.0 / 60.0 + 22.5 / 3_600.0, 4149),
    degrees(4802, "Bogota", -(74.0 + 4.0 / 60.0 + 51.3 / 3_600.0), 4218),
    degrees(4803, "Lisbon", LISBON, 4207),
    degrees(4804, "Jakarta", JAKARTA, 4257),
    degrees(4805, "Ferro", FERRO, 4312),
    degrees(4806, "Rome", 12.0 + 27.0 / 60.0 + 8.4 / 3_600.0, 4265),
    grads(4807, 4275),
    degrees(4809, "Brussels", 4.0 + 22.0 / 60.0 + 4.71 / 3_600.0, 4215),
    grads(4810, 4297),
    grads(4811, 4304),
    degrees(4813, "Jakarta", JAKARTA, 4211),
    degrees(4814, "Stockholm", 18.0 + 3.0 / 60.0 + 29.8 / 3_600.0, 4308),
    degrees(4815, "Athens", 23.0 + 42.0 / 60.0 + 58.815 / 3_600.0, 4120),
    grads(4816, 4223),
    degrees(4817, "Oslo", 10.0 + 43.0 / 60.0 + 22.5 / 3_600.0, 4273),
    degrees(4818, "Ferro", FERRO, 4156),
    degrees(4820, "Jakarta", JAKARTA, 4613),
    grads(4821, 4671),
    degrees(4904, "Lisbon", LISBON, 4666),
    degrees(5229, "Ferro", FERRO, 5228),
];

/// ETRF89 to ETRF2014, and ETRF2020.
const REALISATIONS: [std::ops::RangeInclusive<u32>; 2] = [9_059..=9_069, 10_571..=10_571];

/// The meridian that a geographic system counts longitudes from, where it is not Greenwich.
pub fn meridian_of(code: u32) -> Option<&'static Meridian> {
    MERIDIANS.iter().find(|meridian| meridian.system == code)
}

/// All meridians of a name.
pub fn meridians_called(name: &str) -> impl Iterator<Item = &'static Meridian> + '_ {
    MERIDIANS.iter().filter(move |meridian| meridian.name.eq_ignore_ascii_case(name))
}

/// Whether a system is a realisation of ETRS89 of its own: these differ from each other by centimetres, and are taken for EPSG:4258.
pub fn is_realisation(code: u32) -> bool {
    REALISATIONS.iter().any(|codes| codes.contains(&code))
}

/// Systems of what the program carries and draws, of which everything is known without opening the list of all systems, which takes longer
/// than a country takes to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Usual {
    /// Degrees of WGS 84 or of ETRS89, EPSG:4326 and EPSG:4258.
    Degrees,
    /// Metres of ETRS89-extended / LAEA Europe, EPSG:3035.
    Europe,
}

/// The usual system that a code stands for.
pub(crate) fn usual(code: u32) -> Option<Usual> {
    match code {
        4326 | 4258 => Some(Usual::Degrees),
        3035 => Some(Usual::Europe),
        _ => None,
    }
}

/// What is given to the projection library in place of a system: as WKT or as a code. `None` for a system that stands for itself.
pub(crate) fn stand_in(code: u32) -> Option<String> {
    if is_realisation(code) {
        return Some("EPSG:4258".to_owned());
    }
    if usual(code).is_some() { None } else { from_greenwich(code) }
}

/// A projected system of longitudes from another meridian, as one that counts them from Greenwich.
fn from_greenwich(code: u32) -> Option<String> {
    let system = lookup_epsg(code)?;
    let projected = system.as_projected()?;
    let meridian = meridian_of(projected.base_geographic_crs_epsg())?;
    let there = lookup_epsg(meridian.greenwich)?;
    let same = ProjectedCrsDef::new_with_base_geographic_crs(
        0,
        meridian.greenwich,
        there.datum().clone(),
        moved(projected.method(), meridian.degrees)?,
        projected.linear_unit(),
        projected.name(),
    );
    proj_wkt::to_wkt2(&CrsDef::Projected(same)).ok()
}

/// A projection whose longitudes were counted from a meridian some degrees east of Greenwich, as one that counts them from there.
fn moved(method: ProjectionMethod, degrees: f64) -> Option<ProjectionMethod> {
    let mut method = method;
    let (ProjectionMethod::TransverseMercator { lon0, .. }
    | ProjectionMethod::LambertConformalConic { lon0, .. }
    | ProjectionMethod::KrovakNorthOrientated { lon0, .. }
    | ProjectionMethod::KrovakModifiedNorthOrientated { lon0, .. }
    | ProjectionMethod::HotineObliqueMercator { lonc: lon0, .. }) = &mut method
    else {
        return None;
    };
    *lon0 += degrees;
    Some(method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_and_its_own_from_greenwich_have_one_ellipsoid() {
        for meridian in MERIDIANS {
            let [here, there] = [meridian.system, meridian.greenwich].map(|code| lookup_epsg(code).unwrap());
            let axes = |system: &CrsDef| {
                let ellipsoid = system.datum().ellipsoid();
                [ellipsoid.semi_major_axis(), ellipsoid.inverse_flattening()].map(f64::to_bits)
            };
            assert_eq!(axes(&here), axes(&there), "{meridian:?}");
            assert!(here.name().starts_with(there.name()), "{} {}", here.name(), there.name());
        }
    }

    #[test]
    fn systems_stand_for_themselves_but_for_few() {
        assert_eq!(stand_in(9067).as_deref(), Some("EPSG:4258"));
        assert!(stand_in(27572).is_some_and(|text| text.contains("2.337229")));
        for code in [4326, 4258, 3003, 2154, 2180, 9702, 4806] {
            assert_eq!(stand_in(code), None);
        }
        for code in [4326, 4258, 3035] {
            assert_eq!((usual(code).is_some(), from_greenwich(code)), (true, None));
        }
    }
}
