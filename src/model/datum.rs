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
