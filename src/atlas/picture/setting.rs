//! What is drawn with a layer: one part of the territory alone, and a small map that says where it lies.

use crate::atlas::panels::multiples::{refused, shared_legend};
use crate::atlas::picture::study_map::capitalised;
use crate::command::{Failure, Outcome, map::MapRequest};
use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::{bounds, contains, signed_area};
use crate::geometry::topology::arcs::Topology;
use crate::input::problem::remark::did_you_mean;
use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::outline::Position;
use crate::render::map::locator::Locator;
use crate::render::picture::design::LocatorKind;
use crate::render::picture::shown::{Form, Picture};
use crate::study::outlines::Outlines;
use crate::words::picture::scheme_words;

/// A part of the territory.
struct Part {
    name: String,
    /// The scheme that it is an area of.
    scheme: String,
    /// Its rings.
    rings: Vec<Vec<Position>>,
    bounds: [f64; 4],
    /// Its size in square metres.
    size: f64,
    /// The rest of the territory.
    rest: Topology,
}

/// What a locator shows.
struct Located {
    title: String,
    shapes: Topology,
    names: Vec<String>,
}

/// A part and a locator, as far as they were asked for.
pub(crate) struct Setting {
    part: Option<Part>,
    located: Option<Located>,
}

/// Where parts and locators come from.
pub(crate) struct Territories<'a> {
    /// The territory.
    pub(crate) territory: &'a Territory,
    /// Its levels and other schemes.
    pub(crate) schemes: &'a [Scheme],
    /// The schemes that the study declares.
    pub(crate) declared: &'a [String],
    /// The outlines of its places.
    pub(crate) outlines: &'a Outlines,
    /// The language of names.
    pub(crate) language: Language,
}

impl Setting {
    /// What a request asks for around a layer.
    ///
    /// # Errors
    /// Parts that do not exist, and locators that have nothing to show.
    pub(crate) fn of(request: &MapRequest, layer: &str, known: &Territories<'_>) -> Result<Self, Failure> {
        let part = request.style.part.as_deref().map(|word| part_of(word, known)).transpose()?;
        if part.is_some() && request.style.form != Form::Choropleth {
            return refused("--part is of filled areas", "leave out --part or --form");
        }
        let located = match request.style.design.locator {
            None => None,
            Some(LocatorKind::Schemes) => {
                let of_part = part.as_ref().map(|part| part.scheme.as_str());
                Some(located_schemes(layer, of_part, known)?)
            }
            Some(LocatorKind::Extent) if part.is_none() => {
                return refused(
                    "the map shows the whole territory, so a locator has no extent to show",
                    "choose --locator schemes, or draw a part with --part AREA",
                );
            }
            Some(LocatorKind::Extent) => {
                let whole = Scheme::total(known.territory);
                let title = known.territory.name().in_language(known.language).to_owned();
                Some(Located { title, shapes: known.outlines.of_scheme(&whole), names: Vec::new() })
            }
        };
        Ok(Self { part, located })
    }

    /// Does something with a picture in this setting.
    ///
    /// # Errors
    /// A part in which the layer has no area.
    pub(crate) fn around(
        &self,
        request: &MapRequest,
        picture: &Picture<'_>,
        then: &dyn Fn(&Picture<'_>) -> Result<Outcome, Failure>,
    ) -> Result<Outcome, Failure> {
        let locator = self.located.as_ref().map(|located| Locator {
            title: &located.title,
            shapes: &located.shapes,
            names: &located.names,
            with_frame: self.part.is_some(),
        });
        let Some(part) = &self.part else { return then(&Picture { locator, ..picture.clone() }) };
        let kept: Vec<bool> = (0..picture.areas.len()).map(|shape| part.holds(picture.shapes, shape)).collect();
        let areas: Vec<_> =
            picture.areas.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(area, _)| area.clone()).collect();
        if areas.is_empty() {
            let message = format!("no area of the layer {:?} lies in {}", picture.layer, part.name);
            return refused(message, "choose a layer of smaller areas, or a larger part");
        }
        let mut next = 0..areas.len();
        let group_of: Vec<Option<usize>> = kept.iter().map(|kept| if *kept { next.next() } else { None }).collect();
        let shapes = picture.shapes.dissolve(&group_of, areas.len());
        let subtitle = std::iter::once(part.name.clone()).chain(picture.subtitle.iter().cloned()).collect();
        let restricted = Picture {
            areas,
            shapes: &shapes,
            subtitle,
            over: None,
            rest: Some(&part.rest),
            locator,
            ..picture.clone()
        };
        // Classes are those of the areas that are drawn.
        let legend = shared_legend(request, &[&restricted], restricted.unit)?;
        then(&Picture { legend, ..restricted })
    }
}

impl Part {
    /// Whether a shape lies in the part: its middle does, and it is no larger.
    fn holds(&self, shapes: &Topology, shape: usize) -> bool {
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

/// The part with a code or a name: an area of a level first, then of another scheme.
fn part_of(word: &str, known: &Territories<'_>) -> Result<Part, Failure> {
    let is_level = |scheme: &&Scheme| known.territory.level(scheme.name()).is_some();
    let levels = known.schemes.iter().filter(is_level);
    let others = known.schemes.iter().filter(|scheme| !is_level(scheme) && scheme.areas().len() > 1);
    let schemes: Vec<&Scheme> = levels.chain(others).collect();
    let is_named = |scheme: &&Scheme| {
        scheme.areas().iter().position(|area| {
            let lower = word.to_lowercase();
            area.code == word || area.name.all().any(|name| name.to_lowercase() == lower)
        })
    };
    let found = schemes.iter().find_map(|scheme| Some((*scheme, is_named(scheme)?)));
    let Some((scheme, area)) = found else {
        let all = schemes.iter().flat_map(|scheme| scheme.areas()).map(|area| area.name.in_language(known.language));
        return Err(Failure::Usage {
            message: format!("no part of the territory is called {word:?}"),
            hint: did_you_mean(word, all)
                .or_else(|| Some("name a region, a province or an area of a scheme".to_owned())),
        });
    };
    let here: Vec<bool> = scheme.by_place().iter().map(|place| place.index() == area).collect();
    let inside: Vec<Option<usize>> = here.iter().map(|here| here.then_some(0)).collect();
    let broad = Scheme::of_level(known.territory, known.territory.broadest());
    let outside: Vec<Option<usize>> =
        here.iter().zip(broad.by_place()).map(|(here, area)| (!here).then_some(area.index())).collect();
    let places = &known.outlines.places;
    let shape = places.dissolve(&inside, 1);
    Ok(Part {
        scheme: scheme.name().to_owned(),
        name: scheme.areas()[area].name.in_language(known.language).to_owned(),
        rings: shape.ring_range(0).map(|ring| shape.ring_points(ring)).collect(),
        bounds: bounds(shape.points()),
        size: shape.area(0),
        rest: places.dissolve(&outside, broad.areas().len()),
    })
}

/// The macro-areas that a locator shows: those that are drawn, else those that the part is one of, else the first that the study
/// declares, else ISTAT's five.
fn located_schemes(layer: &str, of_part: Option<&str>, known: &Territories<'_>) -> Result<Located, Failure> {
    let few = |scheme: &&Scheme| (2..=Locator::MOST).contains(&scheme.areas().len());
    let scheme_of = |name: &str| known.schemes.iter().find(|scheme| scheme.name() == name);
    let declared = known.declared.first().map(String::as_str);
    let found = [Some(layer), of_part, declared, Some("istat5")].into_iter().flatten().filter_map(scheme_of).find(few);
    let Some(scheme) = found.or_else(|| known.schemes.iter().find(few)) else {
        return refused(
            format!("no scheme has from 2 to {} areas, which a locator can tell apart", Locator::MOST),
            "declare one with [[scheme]]",
        );
    };
    let title = scheme_words(scheme.name(), known.language);
    let names = scheme.areas().iter().map(|area| area.name.in_language(known.language).to_owned()).collect();
    Ok(Located { title: capitalised(&title), shapes: known.outlines.of_scheme(scheme), names })
}
