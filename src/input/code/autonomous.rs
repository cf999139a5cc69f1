//! The two autonomous provinces, which many tables have in the place of the region Trentino-Alto Adige, and the layer that has them apart.

use crate::model::base::index::{AreaIndex, LevelIndex};
use crate::model::base::language::Name;
use crate::model::place::code::{AreaCode, CodingScheme};
use crate::model::place::scheme::{Grouping, Scheme};
use crate::model::place::territory::Territory;

/// The layer of the regions with the two autonomous provinces apart.
pub const REGIONS21: &str = "regions21";

/// The region that the two are.
const REGION: &str = "04";

/// One of the two autonomous provinces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Autonomous {
    /// Bolzano.
    Bolzano,
    /// Trento.
    Trento,
}

impl Autonomous {
    /// Both, in the order of their codes.
    pub const BOTH: [Self; 2] = [Self::Bolzano, Self::Trento];

    /// The code among regions, as ISTAT's tables have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bolzano => "21",
            Self::Trento => "22",
        }
    }

    /// The code among provinces.
    pub fn province(self) -> &'static str {
        match self {
            Self::Bolzano => "021",
            Self::Trento => "022",
        }
    }

    /// The code of NUTS: since 2010, and before.
    pub fn nuts(self) -> [&'static str; 2] {
        match self {
            Self::Bolzano => ["ITH1", "ITD1"],
            Self::Trento => ["ITH2", "ITD2"],
        }
    }

    /// The name in remarks.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bolzano => "Bolzano",
            Self::Trento => "Trento",
        }
    }

    /// The name in results.
    fn names(self) -> Name {
        match self {
            Self::Bolzano => Name::by_code(&[
                ("en", "Autonomous Province of Bolzano"),
                ("it", "Provincia autonoma di Bolzano/Bozen"),
            ]),
            Self::Trento => {
                Name::by_code(&[("en", "Autonomous Province of Trento"), ("it", "Provincia autonoma di Trento")])
            }
        }
    }

    /// The area among the provinces of a territory.
    pub fn area(self, territory: &Territory) -> Option<(LevelIndex, AreaIndex)> {
        let level = territory.level("province")?;
        let code = territory.coding().parse("province", self.province()).ok()?;
        Some((level, territory.find(level, &code)?))
    }
}

/// Whether a territory's regions are Italy's, one of which the two provinces are.
pub fn has_autonomous(territory: &Territory, level: LevelIndex) -> bool {
    territory.coding() == CodingScheme::Istat && territory.level_name(level) == "region"
}

/// The region that the two provinces are, among the regions of a territory.
pub fn whole_region(territory: &Territory, level: LevelIndex) -> Option<AreaIndex> {
    let code = territory.coding().parse(territory.level_name(level), REGION).ok()?;
    has_autonomous(territory, level).then(|| territory.find(level, &code)).flatten()
}

/// The regions with Bolzano and Trento apart; `None` for a territory that is not Italy.
pub fn regions21(territory: &Territory) -> Option<Scheme> {
    let (broad, provinces) = (territory.broadest(), territory.level("province")?);
    whole_region(territory, broad)?;
    let members = |region: &AreaCode| -> Vec<AreaCode> {
        let inside = territory.areas(provinces).iter().filter(|province| province.parent.as_ref() == Some(region));
        inside.map(|province| province.code.clone()).collect()
    };
    let regions =
        territory.areas(broad).iter().filter(|region| region.code.as_str() != REGION).map(|region| Grouping {
            code: region.code.to_string(),
            name: Name::same(region.name.clone()),
            members: members(&region.code),
        });
    let apart = Autonomous::BOTH.into_iter().filter_map(|province| {
        let (level, area) = province.area(territory)?;
        let members = vec![territory.areas(level)[area.index()].code.clone()];
        Some(Grouping { code: province.code().to_owned(), name: province.names(), members })
    });
    Scheme::new(REGIONS21, territory, provinces, regions.chain(apart).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded::italy::italy;

    #[test]
    fn the_layer_has_twenty_one_areas_and_no_region_twice() {
        let territory = italy().territory;
        let scheme = regions21(&territory).unwrap();
        let codes: Vec<&str> = scheme.areas().iter().map(|area| area.code.as_str()).collect();
        assert_eq!((codes.len(), codes[3], &codes[19..]), (21, "05", ["21", "22"].as_slice()));
        assert_eq!(scheme.by_place().len(), territory.n_places());
    }
}
