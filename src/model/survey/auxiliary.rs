//! Names of the variables that a study offers to models and weights, besides its own characteristics and schemes.

use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::model::survey::frame::{CharacteristicValues, Frame};

/// The area of the headline scheme.
pub const MACRO_AREA: &str = "macro_area";
/// Thirds of the units by residents: small, medium, large.
pub const SIZE_CLASS: &str = "size_class";
/// Territorial or hospital.
pub const KIND: &str = "kind";
/// The survey's own figure of residents.
pub const POPULATION: &str = "population";
/// Residents of the catchment by the census.
pub const RESIDENTS: &str = "residents";
/// Square kilometres of the catchment, shared places by their share.
pub const AREA_KM2: &str = "area_km2";
/// Residents of the catchment by square kilometre.
pub const DENSITY: &str = "density";
/// Share of the catchment's residents aged 18 and over.
pub const SHARE_ADULTS: &str = "share_18plus";

/// The levels of [`SIZE_CLASS`] by language, as studies name them.
const SIZES: [(&str, [&str; 3]); 2] = [("en", ["small", "medium", "large"]), ("it", ["piccola", "media", "grande"])];

/// The levels of [`SIZE_CLASS`] in a language.
pub fn sizes(language: Language) -> [&'static str; 3] {
    language.of_codes(&SIZES).unwrap_or_default()
}

/// What a level of [`SIZE_CLASS`] is called in every language; nothing where it is none.
pub fn size_names(level: &str) -> impl Iterator<Item = &'static str> {
    let position = SIZES.iter().find_map(|(_, sizes)| sizes.iter().position(|size| *size == level));
    SIZES.iter().filter_map(move |(_, sizes)| Some(sizes[position?]))
}

/// Whether a level of [`SIZE_CLASS`] is called so in some language.
pub fn is_size(level: &str) -> bool {
    SIZES.iter().any(|(_, sizes)| sizes.contains(&level))
}

/// All of them.
pub const AUXILIARIES: [&str; 8] =
    [MACRO_AREA, SIZE_CLASS, KIND, POPULATION, RESIDENTS, AREA_KM2, DENSITY, SHARE_ADULTS];

/// Every name that a model may use: characteristics, schemes of more than one area, auxiliaries. Of equal names the first counts.
pub fn variable_names<'a>(frame: &'a Frame, schemes: &'a [Scheme]) -> Vec<&'a str> {
    let mut names: Vec<&str> = frame.characteristics().iter().map(|found| found.name.as_str()).collect();
    names.extend(schemes.iter().filter(|scheme| scheme.areas().len() > 1).map(Scheme::name));
    names.extend(AUXILIARIES);
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}

/// Names of levels that weights may join: areas of every scheme, by every name, and the categories of characteristics.
pub fn level_names<'a>(frame: &'a Frame, schemes: &'a [Scheme]) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for area in schemes.iter().flat_map(Scheme::areas) {
        names.extend(area.name.all());
    }
    for characteristic in frame.characteristics() {
        if let CharacteristicValues::Categories(words) = &characteristic.values {
            names.extend(words.iter().flatten().map(String::as_str));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
