//! One part of the territory.

use std::sync::Arc;

use crate::atlas::layer::areas::catchment_groups;
use crate::atlas::layer::choose::{CATCHMENTS, is_level};
use crate::atlas::layer::land::Land;
use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::{bounds, contains, signed_area};
use crate::geometry::topology::arcs::Topology;
use crate::input::code::gazetteer::{Among, Gazetteer};
use crate::input::code::meaning::Meaning;
use crate::input::problem::english::{did_you_mean, first_few};
use crate::model::base::index::AreaIndex;
use crate::model::place::scheme::{Scheme, SchemeArea};
use crate::model::shape::outline::Position;
use crate::render::classes::value::{AreaValue, MapArea, NoData};
use crate::study::failure::Failure;

/// The word that asks for the whole territory.
pub(crate) const WHOLE: &str = "all";

/// A part of the territory.
pub(crate) struct Part {
    pub(crate) name: String,
    /// The scheme that it is an area of.
    pub(crate) scheme: String,
    /// Its rings.
    rings: Vec<Vec<Position>>,
    bounds: [f64; 4],
    /// Its size in square metres.
    size: f64,
    /// The rest of the territory.
    pub(crate) rest: Arc<Topology>,
}

impl Part {
    /// An area of a scheme.
    fn of(scheme: &Scheme, area: usize, land: &Land) -> Result<Self, Failure> {
        let here: Vec<bool> = scheme.by_place().iter().map(|place| place.index() == area).collect();
        let inside: Vec<Option<usize>> = here.iter().map(|here| here.then_some(0)).collect();
        let shape = land.outlines.of_groups(&inside, 1)?;
        Ok(Self {
            scheme: scheme.name().to_owned(),
            name: scheme.areas()[area].name.in_language(land.study.heading.language).to_owned(),
            rings: shape.ring_range(0).map(|ring| shape.ring_points(ring)).collect(),
            bounds: bounds(shape.points()),
            size: shape.area(0),
            rest: land.outlines.beside(&land.study, &here)?,
        })
    }

    /// Whether a shape lies in the part: its middle does, and it is no larger.
    pub(crate) fn holds(&self, shapes: &Topology, shape: usize) -> bool {
        let rings: Vec<Vec<Position>> = shapes.ring_range(shape).map(|ring| shapes.ring_points(ring)).collect();
        let Some(largest) = rings.iter().max_by(|a, b| signed_area(a).abs().total_cmp(&signed_area(b).abs())) else {
            return false;
        };
        let ([low_x, low_y, high_x, high_y], [left, bottom, right, top]) = (self.bounds, bounds(largest));
        // What is larger than the part does not lie in it, wherever its middle is.
        if shapes.area(shape) > self.size * 1.001 {
            return false;
        }
        if left > high_x || right < low_x || bottom > high_y || top < low_y {
            return false;
        }
        let middle = pole_of_inaccessibility(std::slice::from_ref(largest), 100.0);
        middle.is_some_and(|pole| self.rings.iter().filter(|ring| contains(ring, pole.at)).count() % 2 == 1)
    }
}

/// Whether a word asks for the whole territory: `all`, or its name.
pub(crate) fn is_whole(word: &str, land: &Land) -> bool {
    let lower = word.to_lowercase();
    lower == WHOLE || land.study.territory.name().all().any(|name| name.to_lowercase() == lower)
}

/// The part with a code or a name: an area of a level first, then of another scheme.
pub(crate) fn part_of(word: &str, land: &Land) -> Result<Part, Failure> {
    let territory = &land.study.territory;
    let is_level = |scheme: &&Scheme| territory.level(scheme.name()).is_some();
    let levels = land.study.schemes.iter().filter(is_level);
    let others = land.study.schemes.iter().filter(|scheme| !is_level(scheme) && scheme.areas().len() > 1);
    let schemes: Vec<&Scheme> = levels.chain(others).collect();
    let (scheme, area) = area_called(word, land, &schemes)?;
    Part::of(scheme, area.index(), land)
}

/// The one area of the broadest level of several that holds all areas of a layer with data, where the layer is finer.
///
/// # Errors
/// A part that cannot be drawn.
pub(crate) fn only_part_with_data(layer: &str, areas: &[MapArea], land: &Land) -> Result<Option<Part>, Failure> {
    let only = only_broad_area(layer, areas, land);
    only.map(|(broad, area)| Part::of(broad, area, land)).transpose()
}

fn only_broad_area<'a>(layer: &str, areas: &[MapArea], land: &'a Land) -> Option<(&'a Scheme, usize)> {
    let (study, territory) = (&land.study, &land.study.territory);
    let broadest = territory.broadest_divided();
    let broad = study.scheme(territory.level_name(broadest))?;
    let area_of_place: Vec<usize> = if is_level(territory, territory.level_name(territory.finest()), layer) {
        (0..territory.n_places()).collect()
    } else if let (CATCHMENTS, Some(catchments)) = (layer, &study.catchments) {
        catchment_groups(study, catchments).0
    } else {
        let scheme = study.schemes.iter().find(|scheme| is_level(territory, scheme.name(), layer))?;
        scheme.by_place().iter().map(|area| area.index()).collect()
    };
    if areas.len() <= broad.areas().len() || area_of_place.iter().any(|area| *area >= areas.len()) {
        return None;
    }
    let one = only_area(broad, |place| has_data(&areas[area_of_place[place]]))?;
    Some((broad, one))
}

/// The one area of a scheme in which all places with data lie, by the positions of places; `None` where there are several or none.
pub(crate) fn only_area(scheme: &Scheme, has_data: impl Fn(usize) -> bool) -> Option<usize> {
    let places = scheme.by_place().iter().enumerate();
    let mut found = places.filter(|(place, _)| has_data(*place)).map(|(_, area)| area.index());
    let first = found.next()?;
    found.all(|area| area == first).then_some(first)
}

/// Whether an area says something: it has a value, or what it lacks is itself news.
fn has_data(area: &MapArea) -> bool {
    match area.value {
        AreaValue::Number(value) => value != 0.0 || area.units != Some(0),
        AreaValue::Category(_) => true,
        AreaValue::Missing(kind) => match kind {
            NoData::NoResponse
            | NoData::NoAnswer
            | NoData::Suppressed
            | NoData::Confidential
            | NoData::Vintage
            | NoData::OutOfScope => true,
            NoData::NotKnown | NoData::NoRow | NoData::NoUnit | NoData::NoCatchment => false,
        },
    }
}

/// The first area that a text means among those of schemes: by the code or the name itself, else as it is read everywhere.
fn area_called<'a>(word: &str, land: &'a Land, schemes: &[&'a Scheme]) -> Result<(&'a Scheme, AreaIndex), Failure> {
    let lower = word.to_lowercase();
    let is_named = |scheme: &Scheme| {
        let is = |area: &SchemeArea| area.code == word || area.name.all().any(|name| name.to_lowercase() == lower);
        scheme.areas().iter().position(is).map(AreaIndex::at)
    };
    if let Some(found) = schemes.iter().find_map(|scheme| Some((*scheme, is_named(scheme)?))) {
        return Ok(found);
    }
    let mut several = Vec::new();
    for &scheme in schemes {
        let gazetteer = Gazetteer::new(&land.study.territory, Among::Scheme(scheme));
        match gazetteer.find(word) {
            Meaning::One(area, _) => return Ok((scheme, area)),
            Meaning::Several(areas) => several.extend(areas.iter().map(|area| gazetteer.told(*area))),
            Meaning::Autonomous(_) | Meaning::Broader | Meaning::Unknown | Meaning::Malformed(_) => {}
        }
    }
    if !several.is_empty() {
        return Err(Failure::Usage {
            message: format!("more than one part of the territory is called {word:?}: {}", first_few(&several)),
            hint: Some("give its code instead of its name".to_owned()),
        });
    }
    let language = land.study.heading.language;
    let all = schemes.iter().flat_map(|scheme| scheme.areas()).map(|area| area.name.in_language(language));
    Err(Failure::Usage {
        message: format!("no part of the territory is called {word:?}"),
        hint: did_you_mean(word, all).or_else(|| Some("name a region, a province or an area of a scheme".to_owned())),
    })
}

impl Land {
    /// The code of the area on a map that a text means, where it is not the code or the name of one itself.
    pub(crate) fn code_on_map(&self, word: &str, known: &[(String, String)]) -> Option<String> {
        let is = |(code, name): &(String, String)| code == word || name.to_lowercase() == word.to_lowercase();
        if known.iter().any(is) {
            return None;
        }
        let territory = &self.study.territory;
        let levels = territory.levels().map(Among::Level);
        let among = levels.chain(self.study.schemes.iter().map(Among::Scheme));
        among.into_iter().find_map(|among| {
            let gazetteer = Gazetteer::new(territory, among);
            let Meaning::One(area, _) = gazetteer.find(word) else { return None };
            let (code, names) = (gazetteer.code(area), gazetteer.names(area));
            known.iter().find(|(own, name)| own == code && names.contains(name)).map(|(code, _)| code.clone())
        })
    }
}
