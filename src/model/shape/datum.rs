//! How the way from one datum to another is chosen among those that the EPSG registry knows.

use proj_core::{
    AreaOfInterest, Bounds, CrsDef, SelectionOptions, operation_candidates_between_with_selection_options,
};

/// The best known way for where points are, over WGS 84 where there is no direct one. `bounds` are those of the points in the source
/// system, `[low x, low y, high x, high y]`; where they are not finite they say nothing.
///
/// Ways by a grid cannot be taken, for grids are not at hand. A way that the registry has deprecated is taken only where it knows no other:
/// EPSG:1508 (CH1903 to WGS 84) is off by 18 km.
pub fn way_between(source: &CrsDef, target: &CrsDef, bounds: [f64; 4]) -> SelectionOptions {
    let mut options = SelectionOptions::new().with_wgs84_pivot();
    if bounds.iter().all(|number| number.is_finite()) {
        let area = Bounds::new(bounds[0], bounds[1], bounds[2], bounds[3]);
        options = options.with_area_of_interest(AreaOfInterest::source_crs_bounds(area));
    }
    let known = operation_candidates_between_with_selection_options(source, target, &options).unwrap_or_default();
    let mut without_grids = known.iter().filter(|way| !way.uses_grids);
    if without_grids.next().is_none_or(|best| !best.deprecated) {
        return options;
    }
    match without_grids.find(|way| !way.deprecated).and_then(|way| way.id) {
        Some(other) => options.with_operation(other),
        None => options,
    }
}

#[cfg(test)]
#[expect(clippy::unreadable_literal, reason = "coordinates are as PROJ prints them")]
mod tests {
    use proj_core::{Transform, lookup_epsg};

    use super::*;

    /// Places as PROJ has them in EPSG:4326 without grids (`tests/oracle/datums`), and the metres that they may differ by: the accuracy of
    /// PROJ's operation.
    #[test]
    fn the_systems_of_europe_are_where_proj_has_them() {
        let cases: [(u32, [f64; 2], [f64; 2], f64); 32] = [
            (3003, [1539776.91, 4927548.63], [9.50000007, 44.49999999], 4.0),
            (3004, [2520007.49, 4538764.78], [15.00000006, 41.00000002], 4.0),
            (4265, [12.500187, 41.999355], [12.50000006, 41.99999955], 4.0),
            (23032, [500082.63, 5205363.29], [8.99999997, 47.00000000], 2.0),
            (23033, [331862.92, 4540872.62], [13.00000001, 41.00000000], 10.0),
            (4230, [9.001087, 47.000892], [9.00000013, 46.99999985], 2.0),
            (31287, [450267.07, 400271.24], [14.00000004, 47.49999998], 0.5),
            (31467, [3500075.46, 5429187.56], [9.00000001, 48.99999996], 3.0),
            (31468, [4463156.72, 5373703.72], [11.49999994, 48.49999997], 3.0),
            (31370, [152202.88, 165505.14], [4.39999994, 50.80000004], 1.0),
            (28992, [155876.81, 456861.62], [5.39999994, 52.10000002], 1.0),
            (2154, [648583.26, 6855774.72], [2.29999997, 48.80000004], 1.0),
            (27700, [434039.46, 289239.28], [-1.49999995, 52.49999999], 2.0),
            (3912, [461643.34, 95211.62], [14.50000901, 45.99999655], 1.0),
            (2393, [3447773.57, 6877466.87], [26.00000009, 61.99999999], 1.0),
            (2100, [473511.08, 4205569.56], [23.69999998, 37.99999998], 1.0),
            (2056, [2597056.2, 1194321.88], [7.39999997, 46.90000004], 1.0),
            (21781, [600000.0, 200000.0], [7.43863242, 46.95108277], 1.5),
            (4149, [9.0842, 45.808], [9.08302152, 45.80682908], 1.5),
            (3906, [20.005298, 43.999905], [19.99999986, 43.99999999], 1.0),
            (25832, [500000.0, 5094047.49], [9.00000000, 45.99999998], 1.0),
            (6707, [500000.0, 5094047.49], [9.00000000, 45.99999998], 1.0),
            (3035, [4484536.2, 2212493.12], [11.99999995, 43.00000003], 1.0),
            (2039, [200033.74, 600894.61], [35.00000000, 31.49999999], 0.5),
            (23030, [440707.18, 4472597.43], [-3.70000001, 40.39999997], 1.5),
            (3021, [1625036.36, 6577515.06], [18.00000001, 59.29999999], 1.0),
            (2180, [500000.0, 459309.21], [19.00000000, 52.00000001], 1.0),
            (5514, [-703011.88, -1058147.27], [15.00000002, 50.00000005], 1.0),
            (3765, [461132.94, 5073470.25], [16.00000000, 45.80000000], 1.0),
            (3346, [500000.0, 6096010.87], [24.00000000, 55.00000003], 1.0),
            (29902, [267187.98, 194797.29], [-6.99999999, 53.00000004], 1.0),
            (4277, [-1.498512, 52.499626], [-1.50000014, 52.49999988], 2.0),
        ];
        for (code, [x, y], [longitude, latitude], metres) in cases {
            let (from, to) = (lookup_epsg(code).unwrap(), lookup_epsg(4326).unwrap());
            let options = way_between(&from, &to, [x, y, x, y]);
            let way = Transform::from_crs_defs_with_selection_options(&from, &to, options).unwrap();
            let (found_longitude, found_latitude) = way.convert((x, y)).unwrap();
            let east = (found_longitude - longitude) * 111_320.0 * latitude.to_radians().cos();
            let north = (found_latitude - latitude) * 111_320.0;
            assert!(east.hypot(north) <= metres, "EPSG:{code}: {found_longitude} {found_latitude}");
        }
    }
}
