//! Crowds of areas that nobody can point at: those of one colour are one path.
//!
//! The picture stays what it is. Areas of a colour have lines of their own colour, so no border between two of them shows; marks of areas that
//! are smaller than a step fall on each other, and one of a colour is as good as many.

use std::collections::BTreeSet;

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::{NOWHERE, Position, enclosing};
use crate::render::classes::value::{MapArea, NoData};
use crate::render::layout::place::MapPlace;
use crate::render::page::path::{Frame, STEPS, push_line};
use crate::render::page::scene::{Item, Shape};
use crate::render::picture::design::Attributes;
use crate::render::picture::shown::{Legend, Picture};

/// The side in pixels of the middling area below which areas are a crowd.
const CROWDED: f64 = 2.0;
/// How many pixels an area of a crowd is wide and high at the least where it can be pointed at.
const POINTED_AT: f64 = 4.0;

/// Areas of a crowd that are drawn together.
pub(crate) struct Crowd {
    /// By area, whether it is drawn with others.
    is_in: Vec<bool>,
    /// Classes, then kinds of no data.
    regions: Topology,
    n_classes: usize,
}

impl Picture {
    /// The side in pixels of a square as large as the middling area.
    pub(crate) fn typical_side(&self, place: &MapPlace) -> f64 {
        let n = self.values.areas.len().max(1) as f64;
        // Land takes about half of its bounds.
        (place.size[0] * place.size[1] * 0.5 / n).sqrt()
    }

    /// Whether a thick line surrounds an area: it is outside its own range by chance, though not once all areas are looked at.
    pub(crate) fn is_outlined(&self, area: &MapArea) -> bool {
        area.is_outside_alone && matches!(self.key.legend, Some(Legend::Classes { parity: Some(_), .. }))
    }

    /// The areas that are drawn together, where areas are a crowd and no other wish was said.
    pub(crate) fn crowd(&self, simple: &Topology, place: &MapPlace, n_classes: usize) -> Option<Crowd> {
        if self.design.attributes != Attributes::Seen || self.typical_side(place) >= CROWDED {
            return None;
        }
        let least = POINTED_AT / place.scale;
        let is_small = |shape: usize| {
            let rings = simple.ring_range(shape).map(|ring| bounds(&simple.ring_points(ring)));
            let [west, south, east, north] = rings.fold(NOWHERE, enclosing);
            east - west < least || north - south < least
        };
        let region_of = |(shape, area): (usize, &MapArea)| {
            let own = self.own_colour(area).is_some() || self.opacity_of(area).is_some() || self.is_outlined(area);
            let kind = || NoData::ALL.into_iter().position(|kind| self.missing_kind(area) == Some(kind));
            let region = self.class_of(area).or_else(|| Some(n_classes + kind()?));
            region.filter(|_| !own && is_small(shape))
        };
        let regions: Vec<Option<usize>> = self.values.areas.iter().enumerate().map(region_of).collect();
        let is_in = regions.iter().map(Option::is_some).collect();
        Some(Crowd { is_in, regions: simple.dissolve(&regions, n_classes + NoData::ALL.len()), n_classes })
    }
}

/// Where a ring is marked that is too small for the picture, as [`push_line`] marks it.
fn mark_of(points: &[Position], frame: &Frame) -> Option<[i64; 2]> {
    let mut steps = points.iter().map(|point| frame.steps(*point));
    let first = steps.next()?;
    let mut other = None;
    let is_mark = steps.all(|step| step == first || *other.get_or_insert(step) == step);
    // A ring that goes to and fro is written with all its steps.
    let turns = points.windows(2).filter(|pair| frame.steps(pair[0]) != frame.steps(pair[1])).count();
    (is_mark && turns <= 2).then_some(first)
}

impl Crowd {
    /// Whether an area is drawn with others.
    pub(crate) fn has(&self, shape: usize) -> bool {
        self.is_in[shape]
    }

    /// The areas of a class as one path.
    pub(crate) fn of_class(&self, class: usize, place: &MapPlace) -> Option<Item> {
        self.item(class, place)
    }

    /// The areas of a kind of no data as one path.
    pub(crate) fn of_kind(&self, kind: NoData, place: &MapPlace) -> Option<Item> {
        self.item(self.n_classes + NoData::ALL.into_iter().position(|known| known == kind)?, place)
    }

    fn item(&self, region: usize, place: &MapPlace) -> Option<Item> {
        let frame = place.frame();
        let (mut path, mut from, mut marks) = (String::new(), [0, 0], BTreeSet::new());
        for ring in self.regions.ring_range(region) {
            let points = self.regions.ring_points(ring);
            if mark_of(&points, &frame).is_none_or(|mark| marks.insert(mark)) {
                push_line(&mut path, &points, &frame, true, &mut from);
            }
        }
        let bounds = [0.0, 0.0, place.size[0] * STEPS, place.size[1] * STEPS];
        (!path.is_empty()).then(|| Item::Shape(Shape { path, bounds, ..Shape::default() }))
    }
}
