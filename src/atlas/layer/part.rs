//! One part of the territory.

use std::sync::Arc;

use crate::atlas::layer::land::Land;
use crate::geometry::plane::pole::pole_of_inaccessibility;
use crate::geometry::plane::ring::{bounds, contains, signed_area};
use crate::geometry::topology::arcs::Topology;
use crate::input::problem::english::did_you_mean;
use crate::model::place::scheme::Scheme;
use crate::model::shape::outline::Position;
use crate::study::failure::Failure;

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

/// The part with a code or a name: an area of a level first, then of another scheme.
pub(crate) fn part_of(word: &str, land: &Land) -> Result<Part, Failure> {
    let (territory, language) = (&land.study.territory, land.study.heading.language);
    let is_level = |scheme: &&Scheme| territory.level(scheme.name()).is_some();
    let levels = land.study.schemes.iter().filter(is_level);
    let others = land.study.schemes.iter().filter(|scheme| !is_level(scheme) && scheme.areas().len() > 1);
    let schemes: Vec<&Scheme> = levels.chain(others).collect();
    let is_named = |scheme: &&Scheme| {
        scheme.areas().iter().position(|area| {
            let lower = word.to_lowercase();
            area.code == word || area.name.all().any(|name| name.to_lowercase() == lower)
        })
    };
    let found = schemes.iter().find_map(|scheme| Some((*scheme, is_named(scheme)?)));
    let Some((scheme, area)) = found else {
        let all = schemes.iter().flat_map(|scheme| scheme.areas()).map(|area| area.name.in_language(language));
        return Err(Failure::Usage {
            message: format!("no part of the territory is called {word:?}"),
            hint: did_you_mean(word, all)
                .or_else(|| Some("name a region, a province or an area of a scheme".to_owned())),
        });
    };
    let here: Vec<bool> = scheme.by_place().iter().map(|place| place.index() == area).collect();
    let inside: Vec<Option<usize>> = here.iter().map(|here| here.then_some(0)).collect();
    let shape = land.outlines.places.dissolve(&inside, 1);
    Ok(Part {
        scheme: scheme.name().to_owned(),
        name: scheme.areas()[area].name.in_language(language).to_owned(),
        rings: shape.ring_range(0).map(|ring| shape.ring_points(ring)).collect(),
        bounds: bounds(shape.points()),
        size: shape.area(0),
        rest: Arc::new(land.outlines.beside(&land.study, &here)),
    })
}
