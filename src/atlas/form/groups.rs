//! Areas of the broadest level below the macro-areas that they lie in.

use std::cmp::Ordering;

use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;

/// Rows of areas in the order in which charts have them.
pub(crate) struct Grouped<R> {
    /// Macro-areas in the order of their scheme, each before the areas in it; without macro-areas the areas alone.
    pub(crate) rows: Vec<R>,
    /// Whether there are macro-areas.
    pub(crate) has_groups: bool,
}

/// The areas that rows are of: those of the broadest level that has several, or of one that has not where the places alone do.
pub(crate) fn level_of_rows(study: &Study) -> Option<&Scheme> {
    let territory = &study.territory;
    let by = |level| study.scheme(territory.level_name(level));
    by(territory.broadest_divided()).or_else(|| by(territory.broadest()))
}

/// Rows of a study's areas: `row` makes one of an area, which may stand over others, and `order` is that of areas of one macro-area. Of a
/// scheme that is named its areas stand in their order, and the whole below them.
pub(crate) fn grouped<R: Clone>(
    study: &Study,
    scheme: Option<&Scheme>,
    row: impl Fn(&Scheme, usize, bool) -> Option<R>,
    order: impl Fn(&R, &R) -> Ordering,
) -> Option<Grouped<R>> {
    if let Some(scheme) = scheme {
        let whole = study.scheme(TOTAL).filter(|whole| whole.name() != scheme.name());
        let areas = (0..scheme.areas().len()).filter_map(|area| row(scheme, area, false));
        let rows: Vec<R> = areas.chain(whole.and_then(|whole| row(whole, 0, true))).collect();
        return (!rows.is_empty()).then_some(Grouped { rows, has_groups: false });
    }
    let by_level = level_of_rows(study)?;
    let mut members: Vec<(usize, R)> =
        (0..by_level.areas().len()).filter_map(|area| Some((area, row(by_level, area, false)?))).collect();
    members.sort_by(|(_, a), (_, b)| order(a, b));
    let groups = study.macro_areas().filter(|scheme| scheme.name() != by_level.name() && scheme.areas().len() > 1);
    let mut rows = Vec::new();
    if let Some(groups) = groups {
        for group in 0..groups.areas().len() {
            rows.extend(row(groups, group, true));
            let inside = |area: usize| {
                study.territory.places().any(|place| {
                    by_level.area_of_place(place).index() == area && groups.area_of_place(place).index() == group
                })
            };
            rows.extend(members.iter().filter(|(area, _)| inside(*area)).map(|(_, row)| row.clone()));
        }
    } else {
        rows.extend(members.into_iter().map(|(_, row)| row));
    }
    (!rows.is_empty()).then_some(Grouped { rows, has_groups: groups.is_some() })
}
