//! The areas of a map as shapes, the lines between them, and the land around.

use std::fmt::Write as _;

use crate::geometry::topology::arcs::Topology;
use crate::render::classes::value::{MapArea, NoData};
use crate::render::layout::place::MapPlace;
use crate::render::page::path::{STEPS, push_line};
use crate::render::page::scene::{About, Fill, Group, Item, Paint, Shape};
use crate::render::page::svg::identifier;
use crate::render::picture::design::{Attributes, Uncertainty};
use crate::render::picture::shown::{DOT, OUTLINE, Picture};

impl Picture {
    /// Areas by class, then those drawn apart.
    pub(crate) fn area_items(&self, simple: &Topology, place: &MapPlace) -> Vec<Item> {
        let mut groups = Vec::new();
        if self.figure.form.is_sized() {
            return vec![self.circle_items(simple, place)];
        }
        // A line of the fill's own colour, as wide as simplification may move a border, closes the seams that renderers leave.
        let seam = 0.8;
        let fades = self.design.uncertainty == Some(Uncertainty::Alpha);
        let colours = self.colours();
        let crowd = self.crowd(simple, place, colours.len());
        let has_own = |shape: usize| crowd.as_ref().is_none_or(|crowd| !crowd.has(shape));
        for (number, colour) in colours.into_iter().enumerate() {
            let paint = if fades {
                Paint::filled(colour)
            } else {
                Paint { stroke: Some(colour.clone()), ..Paint::filled(colour) }
            };
            let is_member = |area: &MapArea| self.class_of(area) == Some(number) && !self.is_outlined(area);
            let members = self.values.areas.iter().enumerate().filter(|(_, area)| is_member(area));
            let members = members.filter(|(shape, _)| has_own(*shape));
            let class = (number + 1).to_string();
            let joined = crowd.as_ref().and_then(|crowd| crowd.of_class(number, place));
            let items = members.map(|(shape, area)| self.area_item(simple, place, (shape, area), &class));
            let items: Vec<Item> = joined.into_iter().chain(items).collect();
            if !items.is_empty() {
                groups.push(Item::Group(Group { paint, items, ..Group::default() }));
            }
        }
        for kind in NoData::ALL {
            let members =
                self.values.areas.iter().enumerate().filter(|(_, area)| self.missing_kind(area) == Some(kind));
            let members = members.filter(|(shape, _)| has_own(*shape));
            let joined = crowd.as_ref().and_then(|crowd| crowd.of_kind(kind, place));
            let items = members.map(|(shape, area)| self.area_item(simple, place, (shape, area), kind.word()));
            let items: Vec<Item> = joined.into_iter().chain(items).collect();
            if !items.is_empty() {
                let fill = self.missing_fill(kind);
                let stroke = if let Fill::Colour(colour) = &fill { Some(colour.clone()) } else { None };
                let paint = Paint { fill: Some(fill), stroke, ..Paint::default() };
                groups.push(Item::Group(Group { paint, items, ..Group::default() }));
            }
        }
        groups.extend(self.outlined_areas(simple, place));
        let mut areas = Group {
            place: Some(place.in_steps()),
            paint: Paint { stroke_width: Some(seam * STEPS), ..Paint::default() },
            items: groups,
            ..Group::layer("areas", &self.origin.layer)
        };
        areas.id = Some("areas".to_owned());
        let mut items = vec![Item::Group(areas)];
        items.extend(self.overlay(simple, place, "small-numbers", "hatch-small", |area| self.is_small(area)));
        if self.design.uncertainty == Some(Uncertainty::NullWidth) {
            items.extend(self.overlay(simple, place, "wide-ranges", "hatch-wide", |area| self.is_uncertain(area)));
        }
        items
    }

    /// Areas with a thick line, over all others, so that none covers it.
    fn outlined_areas(&self, simple: &Topology, place: &MapPlace) -> Option<Item> {
        let colour = self.parity_colour()?;
        let areas = self.values.areas.iter().enumerate().filter(|(_, area)| self.is_outlined(area));
        let class = |area: &MapArea| self.class_of(area).map_or_else(String::new, |class| (class + 1).to_string());
        let items: Vec<Item> =
            areas.map(|(shape, area)| self.area_item(simple, place, (shape, area), &class(area))).collect();
        let paint = Paint::filled(colour).outlined(self.design.theme.ink, OUTLINE * STEPS);
        (!items.is_empty()).then(|| Item::Group(Group { paint, items, ..Group::default() }))
    }

    fn overlay(
        &self,
        simple: &Topology,
        place: &MapPlace,
        id: &str,
        pattern: &'static str,
        test: impl Fn(&MapArea) -> bool,
    ) -> Option<Item> {
        let (mut path, mut from) = (String::new(), [0, 0]);
        for (shape, _) in self.values.areas.iter().enumerate().filter(|(_, area)| test(area)) {
            push_outline(&mut path, &mut from, simple, place, shape);
        }
        (!path.is_empty()).then(|| {
            let paint = Paint { fill: Some(Fill::Pattern(pattern)), ..Paint::default() };
            let bounds = [0.0, 0.0, place.size[0] * STEPS, place.size[1] * STEPS];
            let shape = Shape { path, bounds, ..Shape::default() };
            Item::Group(Group {
                place: Some(place.in_steps()),
                paint,
                items: vec![Item::Shape(shape)],
                ..Group::layer(id, id)
            })
        })
    }

    /// Circles, the largest first, so that no smaller one lies hidden.
    fn circle_items(&self, simple: &Topology, place: &MapPlace) -> Item {
        let mut order: Vec<usize> = (0..self.values.areas.len()).collect();
        order.sort_by(|&a, &b| self.figure.shapes.area(b).total_cmp(&self.figure.shapes.area(a)).then(a.cmp(&b)));
        let colours = self.colours();
        let items = order.into_iter().map(|shape| {
            let area = &self.values.areas[shape];
            let (class, fill) = match (self.class_of(area), self.missing_kind(area)) {
                (Some(class), _) => {
                    let colour = self.own_colour(area).unwrap_or_else(|| colours[class].clone());
                    ((class + 1).to_string(), Fill::Colour(colour))
                }
                (None, kind) => {
                    let kind = kind.unwrap_or(NoData::NotKnown);
                    (kind.word().to_owned(), self.missing_fill(kind))
                }
            };
            let item = self.area_item(simple, place, (shape, area), &class);
            if let Item::Shape(shape) = item {
                Item::Shape(Shape { paint: Paint { fill: Some(fill), ..shape.paint }, ..shape })
            } else {
                item
            }
        });
        let items = items.collect();
        let theme = self.design.theme;
        let paint = Paint { stroke: Some(theme.border.into()), stroke_width: Some(0.5 * STEPS), ..Paint::default() };
        let mut areas =
            Group { place: Some(place.in_steps()), paint, items, ..Group::layer("areas", &self.origin.layer) };
        areas.id = Some("areas".to_owned());
        Item::Group(areas)
    }

    /// Dots over the areas, one path an area.
    pub(crate) fn dot_items(&self, place: &MapPlace) -> Vec<Item> {
        let frame = place.frame();
        let mut shapes = Vec::new();
        let places = self.figure.dots.as_ref().map_or(&[][..], |dots| &dots.places);
        for (area, dots) in self.values.areas.iter().zip(places).filter(|(_, dots)| !dots.is_empty()) {
            let mut path = String::new();
            for dot in dots {
                let [x, y] = frame.steps(*dot);
                let _ = write!(path, "M{x} {y}h0");
            }
            let bounds = [0.0, 0.0, place.size[0] * STEPS, place.size[1] * STEPS];
            shapes.push(Item::Shape(Shape {
                id: Some(identifier("dots", &area.code)),
                path,
                bounds,
                ..Shape::default()
            }));
        }
        if shapes.is_empty() {
            return Vec::new();
        }
        let paint = Paint::line(self.dot_colour(), 2.0 * DOT * STEPS);
        vec![Item::Group(Group { place: Some(place.in_steps()), paint, items: shapes, ..Group::layer("dots", "dots") })]
    }

    fn area_item(&self, simple: &Topology, place: &MapPlace, (shape, area): (usize, &MapArea), class: &str) -> Item {
        let mut path = String::new();
        let bounds = push_outline(&mut path, &mut [0, 0], simple, place, shape);
        let about = match self.design.attributes {
            Attributes::None => None,
            Attributes::Seen | Attributes::All => Some(About {
                data: vec![
                    ("code", area.code.clone()),
                    ("name", area.name.clone()),
                    ("value", self.data_value(area)),
                    ("class", class.to_owned()),
                ],
                title: self.area_title(area),
            }),
        };
        let own = self.own_colour(area);
        let paint = Paint {
            fill_opacity: self.opacity_of(area),
            fill: own.clone().map(Fill::Colour),
            stroke: own.filter(|_| self.design.uncertainty != Some(Uncertainty::Alpha)),
            ..Paint::default()
        };
        Item::Shape(Shape { id: Some(identifier("area", &area.code)), path, bounds, paint, about })
    }

    /// Borders, coast, and borders of broader areas.
    pub(crate) fn line_items(&self, simple: &Topology, place: &MapPlace) -> Vec<Item> {
        let theme = self.design.theme;
        // Small areas leave no room for borders between them.
        let side = self.typical_side(place);
        let border = if side < 8.0 { 0.0 } else { (side / 70.0).clamp(0.2, 0.8) };
        let line = |id: &str, colour: &'static str, width: f64, arcs: Vec<usize>, topology: &Topology| {
            let frame = place.frame();
            let mut path = String::new();
            let mut from = [0, 0];
            for arc in arcs {
                push_line(&mut path, topology.arc(arc), &frame, false, &mut from);
            }
            (!path.is_empty() && width > 0.0).then(|| {
                Item::Shape(Shape {
                    id: Some(id.to_owned()),
                    path,
                    bounds: [0.0, 0.0, place.size[0] * STEPS, place.size[1] * STEPS],
                    paint: Paint { stroke: Some(colour.into()), stroke_width: Some(width * STEPS), ..Paint::default() },
                    about: None,
                })
            })
        };
        let mut items = Vec::new();
        if self.figure.form.is_sized() {
            return Vec::new();
        }
        items.extend(line("borders", theme.border, border, simple.borders().collect(), simple));
        items.extend(line("coast", theme.coast, 0.5, simple.coast().collect(), simple));
        if let Some(over) = &self.context.over {
            let over = over.simplified(place.unseen());
            // A light edge keeps the line visible on dark areas.
            items.extend(line("borders-over-edge", theme.page, 1.5, over.borders().collect(), &over));
            items.extend(line("borders-over", theme.border, 0.7, over.borders().collect(), &over));
        }
        if items.is_empty() {
            return Vec::new();
        }
        let paint = Paint { fill: Some(Fill::None), ..Paint::default() };
        vec![Item::Group(Group { place: Some(place.in_steps()), paint, items, ..Group::layer("lines", "lines") })]
    }

    /// Outlines of the areas below circles that stand on them.
    pub(crate) fn under_items(&self, place: &MapPlace) -> Vec<Item> {
        let Some(under) = &self.figure.under else { return Vec::new() };
        let theme = self.design.theme;
        let frame = place.frame();
        let simple = under.simplified(place.unseen());
        let (mut land, mut from) = (String::new(), [0, 0]);
        for shape in 0..simple.n_shapes() {
            for ring in simple.ring_range(shape) {
                push_line(&mut land, &simple.ring_points(ring), &frame, true, &mut from);
            }
        }
        let bounds = [0.0, 0.0, place.size[0] * STEPS, place.size[1] * STEPS];
        let paint = Paint::filled(theme.around).outlined(theme.coast, 0.4 * STEPS);
        let shape = Shape { path: land, bounds, paint, ..Shape::default() };
        vec![Item::Group(Group {
            place: Some(place.in_steps()),
            items: vec![Item::Shape(shape)],
            ..Group::layer("land", "land")
        })]
    }
}

/// Adds a shape to path data and gives its bounds in steps. `from` is where the path stands.
pub(crate) fn push_outline(
    path: &mut String,
    from: &mut [i64; 2],
    simple: &Topology,
    place: &MapPlace,
    shape: usize,
) -> [f64; 4] {
    let frame = place.frame();
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for ring in simple.ring_range(shape) {
        let points = simple.ring_points(ring);
        for point in &points {
            let [x, y] = frame.steps(*point).map(|step| step as f64);
            bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
        }
        push_line(path, &points, &frame, true, from);
    }
    bounds
}
