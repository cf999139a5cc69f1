//! A reference system that keeps areas, for shapes anywhere.

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::geometry::topology::project::{ProjectError, project_points};
use crate::model::shape::outline::{Position, ReferenceSystem};

/// Where EPSG:3035 is used: west, south, east, north in degrees, as the EPSG registry has it.
const EUROPE: [f64; 4] = [-35.58, 24.6, 44.83, 84.73];

/// The equal-area system for shapes: EPSG:3035 where they lie in Europe, else Lambert's azimuthal projection around their middle.
///
/// # Source
/// Snyder (1987), *Map Projections: A Working Manual*, chapter 24. EPSG:3035 after Annoni and others (2003), *Map Projections for Europe*.
///
/// # Errors
/// A reference system from which there is no way to longitude and latitude.
pub fn equal_area_system(shapes: &Topology) -> Result<ReferenceSystem, ProjectError> {
    let [low_x, low_y, high_x, high_y] = bounds(shapes.points());
    if !(low_x <= high_x && low_y <= high_y) {
        return Ok(ReferenceSystem::laea_europe());
    }
    let corners: Vec<Position> = vec![[low_x, low_y], [high_x, low_y], [high_x, high_y], [low_x, high_y]];
    let degrees = project_points(&corners, shapes.reference(), &ReferenceSystem::wgs84())?;
    let [west, south, east, north] = bounds(&degrees);
    if west >= EUROPE[0] && south >= EUROPE[1] && east <= EUROPE[2] && north <= EUROPE[3] {
        return Ok(ReferenceSystem::laea_europe());
    }
    // Whole degrees, so that the name says all.
    let (longitude, latitude) = (f64::midpoint(west, east).round(), f64::midpoint(south, north).round());
    let name = format!("Lambert azimuthal equal area around {longitude} E {latitude} N");
    let definition = format!(
        "PROJCS[\"{name}\",GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],\
         PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Lambert_Azimuthal_Equal_Area\"],\
         PARAMETER[\"latitude_of_center\",{latitude}],PARAMETER[\"longitude_of_center\",{longitude}],\
         PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]"
    );
    Ok(ReferenceSystem::defined(name, definition))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::plane::measure::Measure;
    use crate::geometry::topology::shapes::tests::{outlines, square};
    use crate::model::shape::repair::Repair;

    #[test]
    fn areas_outside_europe_are_kept() {
        let mut kansas = outlines(&[&[square(-98.0, 38.0, 0.1)], &[square(-97.9, 38.0, 0.1)]]);
        kansas.reference = ReferenceSystem::wgs84();
        let topology = build_topology(&kansas, Repair::Refuse).unwrap().topology;
        let system = equal_area_system(&topology).unwrap();
        assert_eq!(system.name(), "Lambert azimuthal equal area around -98 E 38 N");
        let projected = topology.project(&system).unwrap();
        // Edges bend a little in another projection.
        let true_area = Measure::Degrees.area(&topology.ring_points(0));
        assert!((projected.area(0) / true_area - 1.0).abs() < 1e-5, "{} {true_area}", projected.area(0));
    }

    #[test]
    fn italy_is_in_europe() {
        let mut italy = outlines(&[&[square(7.0, 40.0, 5.0)]]);
        italy.reference = ReferenceSystem::wgs84();
        let topology = build_topology(&italy, Repair::Refuse).unwrap().topology;
        assert_eq!(equal_area_system(&topology).unwrap(), ReferenceSystem::laea_europe());
    }
}
