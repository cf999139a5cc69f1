//! Land around the areas: what the map is not about, up to the areas' own lines.

use std::sync::Arc;

use crate::geometry::plane::pole::{Pole, pole_of_inaccessibility};
use crate::geometry::plane::ring::{bounds, signed_area};
use crate::geometry::topology::arcs::Topology;
use crate::model::shape::outline::Position;
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::page::path::{STEPS, push_line};
use crate::render::page::scene::{Fill, Group, Item, Paint, Place, Shape};
use crate::render::picture::shown::Picture;

/// How far, in metres, the borders of land around may lie from the areas' own lines: they come from another source.
const ASTRAY: f64 = 2_500.0;

/// How far points of a band may lie apart, in its half widths.
const THINNED: f64 = 1.0;

/// How near to the very middle of land a point is that stands for it, in the land's shorter side.
const MIDDLE: f64 = 0.05;

impl Picture {
    /// Land around, behind everything. `simple` is the areas as they are drawn.
    ///
    /// Its own border with the areas is never quite theirs. So it is drawn up to the areas' own lines: a band in its colour runs along
    /// them wherever land is near, and hides gaps and second lines; the areas cover the band's other half.
    pub(crate) fn around_items(&self, place: &MapPlace, simple: &Topology) -> Vec<Item> {
        let under = self.figure.under.as_ref().map(|under| under.simplified(place.unseen()));
        let areas = under.as_deref().unwrap_or(simple);
        // What stands back needs less detail, but for what lies near areas of a part.
        let detail = if self.context.rest.is_some() { 3.0 } else { 16.0 };
        let around = self.foreign_land().map(|around| around.simplified(detail * place.unseen()));
        let rest = self.context.rest.as_ref().map(|rest| rest.simplified(place.unseen()));
        let near = |land: &Topology| Space::within(land, place.metres(place.window));
        let astray = ASTRAY.max(2.5 / place.scale);
        // The rest of the territory comes from the areas' source, so only its simplification differs.
        let close = 2.5 / place.scale;
        let mut items = Vec::new();
        if let Some(around) = &around {
            let space = near(around);
            let edges = [rest.as_deref(), Some(areas)].into_iter().flatten();
            let bands: Vec<Item> = edges.filter_map(|edge| self.band(place, edge, &space, astray)).collect();
            items.push(self.land_items(place, around, "around", bands));
        }
        if let Some(rest) = &rest {
            let band = self.band(place, areas, &near(rest), close);
            items.push(self.land_items(place, rest, "rest", band));
        }
        items
    }

    /// A band along the coast of shapes where land is nearer than a distance in metres.
    fn band(&self, place: &MapPlace, shapes: &Topology, land: &Space, near: f64) -> Option<Item> {
        let frame = place.frame();
        let (mut path, mut from) = (String::new(), [0, 0]);
        let is_near = |[x, y]: Position| !land.is_free([x - near, y - near, x + near, y + near]);
        for arc in shapes.coast() {
            let points = shapes.arc(arc);
            let close: Vec<bool> = points.iter().map(|point| is_near(*point)).collect();
            let mut start = 0;
            while start < points.len() {
                let run = close[start..].iter().take_while(|close| **close).count();
                if run > 1 {
                    let points = thinned(&points[start..start + run], near * THINNED);
                    push_line(&mut path, &points, &frame, false, &mut from);
                }
                start += run.max(1);
            }
        }
        let paint = Paint {
            fill: Some(Fill::None),
            stroke: Some(self.design.theme.around.into()),
            stroke_width: Some(2.0 * near * place.scale * STEPS),
            ..Paint::default()
        };
        (!path.is_empty()).then(|| Item::Shape(Shape { path, paint, ..Shape::default() }))
    }

    fn land_items(&self, place: &MapPlace, simple: &Topology, id: &str, bands: impl IntoIterator<Item = Item>) -> Item {
        let theme = self.design.theme;
        let frame = place.frame();
        let least = 6.0 / place.scale;
        let [left, low, right, high] = place.metres(place.window);
        let mut shapes = Vec::new();
        for shape in 0..simple.n_shapes() {
            let rings: Vec<Vec<Position>> = simple.ring_range(shape).map(|ring| simple.ring_points(ring)).collect();
            let seen = |ring: &Vec<Position>| {
                let [low_x, low_y, high_x, high_y] = bounds(ring);
                low_x <= right
                    && high_x >= left
                    && low_y <= high
                    && high_y >= low
                    && (high_x - low_x).max(high_y - low_y) >= least
            };
            let rings: Vec<Vec<Position>> = rings.into_iter().filter(seen).collect();
            if rings.is_empty() {
                continue;
            }
            let mut path = String::new();
            let mut from = [0, 0];
            for ring in &rings {
                push_line(&mut path, ring, &frame, true, &mut from);
            }
            shapes.push(Item::Shape(Shape { path, ..Shape::default() }));
        }
        shapes.extend(bands);
        let paint = Paint { stroke_width: Some(0.6 * STEPS), ..Paint::filled(theme.around) };
        let paint = Paint { stroke: Some(theme.around_line.into()), ..paint };
        let [left, top, right, bottom] = place.window;
        let place_in_window = Place { origin: place.corner, scale: 1.0 / STEPS };
        let clip = [left - place.corner[0], top - place.corner[1], right - place.corner[0], bottom - place.corner[1]];
        Item::Group(Group {
            place: Some(place_in_window),
            clip: Some(clip.map(|side| side * STEPS)),
            paint,
            items: shapes,
            ..Group::layer(id, id)
        })
    }

    /// Land around without the territory itself.
    fn foreign_land(&self) -> Option<Arc<Topology>> {
        let around = self.context.around.as_ref()?;
        let [low_x, low_y, high_x, high_y] = self.extent();
        let kept: Vec<Option<usize>> = (0..around.n_shapes())
            .map(|shape| {
                let rings: Vec<Vec<Position>> = around.ring_range(shape).map(|ring| around.ring_points(ring)).collect();
                let is_near = rings.iter().any(|ring| {
                    let [left, bottom, right, top] = bounds(ring);
                    left <= high_x && right >= low_x && bottom <= high_y && top >= low_y
                });
                (!is_near || !self.is_of_territory(&rings)).then_some(shape)
            })
            .collect();
        if kept.iter().all(Option::is_some) {
            return Some(Arc::clone(around));
        }
        Some(around.dissolved(kept, around.n_shapes()))
    }

    /// Whether the middle of land around lies in an area or in the rest of the territory.
    fn is_of_territory(&self, rings: &[Vec<Position>]) -> bool {
        let largest = rings.iter().max_by(|a, b| signed_area(a).abs().total_cmp(&signed_area(b).abs()));
        let Some(largest) = largest else { return false };
        let [left, bottom, right, top] = bounds(largest);
        let precision = (right - left).min(top - bottom) * MIDDLE;
        let pole = pole_of_inaccessibility(std::slice::from_ref(largest), precision);
        let Some(Pole { at: [x, y], .. }) = pole else { return false };
        let areas = self.figure.under.as_ref().unwrap_or(&self.figure.shapes);
        // The two do not overlap, so what lies in one of them is crossed an odd number of times.
        let both = [Some(areas), self.context.rest.as_ref()].into_iter().flatten();
        let coast = both.flat_map(|shapes| shapes.coast().flat_map(|arc| shapes.arc(arc).windows(2)));
        let crossings = coast.filter(|pair| {
            let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
            (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        });
        crossings.count() % 2 == 1
    }
}

/// A line without points that are nearer to the one before than a length; its ends stay.
fn thinned(points: &[Position], least: f64) -> Vec<Position> {
    let mut kept: Vec<Position> = Vec::new();
    for (number, &[x, y]) in points.iter().enumerate() {
        let is_end = number == 0 || number + 1 == points.len();
        if is_end || kept.last().is_some_and(|[a, b]| (x - a).hypot(y - b) >= least) {
            kept.push([x, y]);
        }
    }
    kept
}
