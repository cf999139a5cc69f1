//! The areas of a map of a table.

use std::borrow::Cow;

use crate::atlas::layer::choose::{CATCHMENTS, is_level, layers_of, unknown_layer};
use crate::atlas::layer::land::Land;
use crate::input::code::autonomous::REGIONS21;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::problem::english::plural;
use crate::model::base::count::Residents;
use crate::model::base::index::LevelIndex;
use crate::model::place::code::CodingScheme;
use crate::model::place::population::Population;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::{Area, LevelAreas, Territory};
use crate::model::study::Study;
use crate::model::survey::frame::{Unit, UnitKind};
use crate::study::failure::Failure;

/// The areas that a table gives values of: those of a level, or of a scheme.
pub(crate) struct TableAreas<'a> {
    /// The level, where they are those of one.
    pub(crate) level: Option<LevelIndex>,
    /// The areas as a scheme.
    pub(crate) scheme: Cow<'a, Scheme>,
}

impl<'a> TableAreas<'a> {
    /// The areas of a layer.
    ///
    /// # Errors
    /// A layer that is neither a level nor a scheme.
    pub(crate) fn of(land: &'a Land, layer: &str) -> Result<Self, Failure> {
        let (territory, schemes) = (&land.study.territory, &land.study.schemes);
        let level = territory.levels().find(|level| is_level(territory, territory.level_name(*level), layer));
        if let Some(level) = level {
            return Ok(Self { level: Some(level), scheme: Cow::Owned(Scheme::of_level(territory, level)) });
        }
        let is_scheme = |scheme: &&Scheme| scheme.name() == layer && scheme.areas().len() > 1;
        let scheme = schemes.iter().find(is_scheme);
        let scheme = scheme.ok_or_else(|| unknown_layer(layer, &layers_of(&land.study)))?;
        Ok(Self { level: None, scheme: Cow::Borrowed(scheme) })
    }

    /// What a cell may name.
    pub(crate) fn among(&self) -> Among<'_> {
        self.level.map_or(Among::Scheme(&self.scheme), Among::Level)
    }

    /// What one area is called.
    pub(crate) fn one(&self) -> &str {
        match (self.level, self.scheme.name()) {
            (Some(_), level) => level,
            (None, REGIONS21) => "region",
            (None, _) => "area",
        }
    }

    /// The layer as it is typed.
    pub(crate) fn layer(&self) -> String {
        if self.level.is_some() { plural(self.scheme.name()) } else { self.scheme.name().to_owned() }
    }

    /// All residents of each area; `None` where no place of it has a known count.
    pub(crate) fn residents(&self, population: &Population) -> Vec<Option<Residents>> {
        let mut sums: Vec<Option<Residents>> = vec![None; self.scheme.areas().len()];
        for (area, count) in self.scheme.by_place().iter().zip(&population.all) {
            if let Some(count) = count {
                let sum = &mut sums[area.index()];
                *sum = Some(sum.unwrap_or_default() + *count);
            }
        }
        sums
    }
}

/// The layers that a table may be of.
pub(crate) fn layers_of_tables(land: &Land) -> Vec<String> {
    layers_of(&land.study).into_iter().filter(|layer| Listed::of(land, layer).is_ok()).collect()
}

/// What the cells of a table may name: the areas of a layer, or the units whose catchments are drawn.
pub(crate) enum Listed<'a> {
    /// Areas.
    Areas(&'a Land, TableAreas<'a>),
    /// Units, as the areas of a territory.
    Units(Territory),
}

impl<'a> Listed<'a> {
    /// Those of a layer.
    ///
    /// # Errors
    /// A layer that is none of these.
    pub(crate) fn of(land: &'a Land, layer: &str) -> Result<Self, Failure> {
        if layer == CATCHMENTS {
            return units_as_areas(&land.study).map(Self::Units);
        }
        TableAreas::of(land, layer).map(|areas| Self::Areas(land, areas))
    }

    /// What a cell may mean.
    pub(crate) fn gazetteer(&self) -> Gazetteer<'_> {
        match self {
            Self::Areas(land, areas) => Gazetteer::new(&land.study.territory, areas.among()),
            Self::Units(units) => Gazetteer::of_level(units, units.finest()),
        }
    }
}

/// The units of a study as areas of one level, so that a table may name them by code or name.
///
/// # Errors
/// A study without catchments.
pub(crate) fn units_as_areas(study: &Study) -> Result<Territory, Failure> {
    let no_catchments = || Failure::Usage {
        message: "the study has no catchments".to_owned(),
        hint: Some("add a section [catchments] to its study.toml".to_owned()),
    };
    if study.catchments.is_none() {
        return Err(no_catchments());
    }
    let units = study.frame.units().iter().filter(|unit| unit.kind != UnitKind::Hospital);
    let area = |unit: &Unit| {
        let code = CodingScheme::Plain.parse("unit", unit.id.as_str()).ok()?;
        let name = unit.name.as_deref().unwrap_or(code.as_str()).into();
        Some(Area { code, name, short_name: None, parent: None })
    };
    let levels = vec![LevelAreas { name: "unit".to_owned(), areas: units.filter_map(area).collect() }];
    Territory::new(study.territory.name().clone(), CodingScheme::Plain, levels).map_err(|_| no_catchments())
}
