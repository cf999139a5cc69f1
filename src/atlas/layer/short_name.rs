//! Short forms of names, for maps without room for the names.

use crate::input::code::autonomous::REGIONS21;
use crate::model::place::code::CodingScheme;
use crate::model::place::territory::Territory;
use crate::render::map::forms::region_letters;

/// The short form of an area of a level or scheme: the level's own, else the letters of one of Italy's regions.
pub(crate) fn short_name(territory: &Territory, scheme: &str, index: usize, code: &str) -> Option<String> {
    let of_level = territory.level(scheme).and_then(|level| territory.areas(level)[index].short_name.clone());
    let is_region = territory.coding() == CodingScheme::Istat && matches!(scheme, "region" | REGIONS21);
    of_level.or_else(|| if is_region { region_letters(code).map(str::to_owned) } else { None })
}
