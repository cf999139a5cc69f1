//! Insets: a part of the map drawn again, larger, where the areas leave room.

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::render::classes::value::NoData;
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::map::areas::push_outline;
use crate::render::map::scale_bar::ScaleBar;
use crate::render::page::path::STEPS;
use crate::render::page::path::push_line;
use crate::render::page::scene::{Anchor, Fill, Group, Item, Paint, Place, Rectangle, Shape, Text, overlap};
use crate::render::page::typeface::{Weight, width};
use crate::render::picture::shown::Picture;

/// Between an inset and its scale bar, in pixels.
const BAR_GAP: f64 = 3.0;

/// Insets as they are drawn, and those for which there was no room.
pub(crate) struct Insets {
    /// Frames on the map, insets and their names.
    pub(crate) items: Vec<Item>,
    /// Names of the areas without an inset.
    pub(crate) omitted: Vec<String>,
}

impl Picture {
    /// The first word that was to be an inset and names no area of the map.
    pub fn unknown_inset(&self) -> Option<&str> {
        self.design.insets.iter().find(|word| self.inset_bounds(word).is_none()).map(String::as_str)
    }

    /// The name and the bounds in metres of an area by its code or name: one of the map's, or one of the broader areas drawn over them.
    fn inset_bounds(&self, word: &str) -> Option<(String, [f64; 4])> {
        let is = |code: &str, name: &str| code == word || name.to_lowercase() == word.to_lowercase();
        let of = |shapes: &Topology, shape: usize| {
            let points = shapes.ring_range(shape).flat_map(|ring| shapes.ring_points(ring)).collect::<Vec<_>>();
            bounds(&points)
        };
        let broad = self.context.over.as_ref().and_then(|over| {
            let shape = self.context.over_names.iter().position(|(code, name)| is(code, name))?;
            Some((self.context.over_names[shape].1.clone(), of(over, shape)))
        });
        broad.or_else(|| {
            let shape = self.values.areas.iter().position(|area| is(&area.code, &area.name))?;
            Some((self.values.areas[shape].name.clone(), of(&self.figure.shapes, shape)))
        })
    }

    /// All insets, each as large as the free room in the window of the map lets it be.
    pub(crate) fn inset_items(&self, place: &MapPlace, space: &Space, taken: &mut Vec<Rectangle>) -> Insets {
        let mut insets = Insets { items: Vec::new(), omitted: Vec::new() };
        for (number, word) in self.design.insets.iter().enumerate() {
            let Some((name, [low_x, low_y, high_x, high_y])) = self.inset_bounds(word) else { continue };
            let edge = 0.04 * (high_x - low_x).max(high_y - low_y);
            let [low_x, low_y, high_x, high_y] = [low_x - edge, low_y - edge, high_x + edge, high_y + edge];
            let size = [(high_x - low_x) * place.scale, (high_y - low_y) * place.scale];
            let Some((corner, larger)) = self.free_room(place, space, taken, (size, &name)) else {
                insets.omitted.push(name);
                continue;
            };
            let [wide, high] = size.map(|side| side * larger);
            let window = [corner[0], corner[1], corner[0] + wide, corner[1] + high];
            let inset =
                MapPlace { corner, size: [wide, high], scale: place.scale * larger, origin: [low_x, high_y], window };
            let [left, top] = place.pixel([low_x, high_y]);
            let here = [left, top, left + size[0], top + size[1]];
            let theme = self.design.theme;
            insets.items.push(Item::Shape(Shape::rectangle(here, Paint::line(theme.ink, 0.7))));
            insets.items.extend(self.one_inset(&inset, number + 1));
            insets.items.push(Item::Shape(Shape::rectangle(window, Paint::line(theme.ink, 0.7))));
            let letters = self.design.size.letters.small;
            let bar = self.inset_bar(&inset);
            let bar = bar.items(window[2] - bar.size()[0], window[3] + bar.size()[1] + BAR_GAP, theme.quiet_ink);
            insets.items.push(Item::Group(Group::named_apart(format!("inset-{}", number + 1), bar)));
            insets.items.push(Item::Text(Text {
                at: [corner[0], corner[1] - letters * 0.35],
                anchor: Anchor::Start,
                size: letters,
                weight: Weight::Semibold,
                ink: theme.ink.into(),
                halo: Some((theme.page.into(), letters * 0.25)),
                text: name,
            }));
        }
        insets
    }

    /// The bar below an inset, for its scale is not that of the map.
    fn inset_bar(&self, inset: &MapPlace) -> ScaleBar {
        ScaleBar::new(inset.scale, (inset.size[0] * 0.5).max(30.0), self.design.size.letters.small)
    }

    /// The upper left corner of the largest free room of a form, and how much larger than on the map it is there.
    fn free_room(
        &self,
        place: &MapPlace,
        space: &Space,
        taken: &mut Vec<Rectangle>,
        ([wide, high], name): ([f64; 2], &str),
    ) -> Option<([f64; 2], f64)> {
        /// Below this an inset shows nothing new.
        const LEAST: f64 = 1.3;
        const MOST: f64 = 8.0;
        let letters = self.design.size.letters.small;
        let (gap, heading) = (letters * 0.6, letters * 1.5);
        let name_wide = width(name, letters, Weight::Semibold);
        let [left, top, right, bottom] = place.window;
        let mut larger = MOST;
        while larger >= LEAST {
            let size = [wide * larger, high * larger];
            let bar = self.inset_bar(&MapPlace { size, scale: place.scale * larger, ..*place }).size();
            let foot = bar[1] + BAR_GAP;
            // A bar may be longer than a narrow inset is wide.
            let before = (bar[0] - size[0]).max(0.0);
            let mut y = bottom - gap - foot - size[1];
            while y - heading - gap >= top {
                let mut x = left + gap + before;
                let wide = size[0].max(name_wide);
                while x + wide + gap <= right {
                    let all = [x - before - gap, y - heading - gap, x + wide + gap, y + size[1] + foot + gap];
                    if space.is_free(place.metres(all)) && !taken.iter().any(|other| overlap(all, *other)) {
                        taken.push(all);
                        return Some(([x, y], larger));
                    }
                    x += 6.0;
                }
                y -= 6.0;
            }
            larger *= 0.94;
        }
        None
    }

    /// The areas in a window, by class, with their borders. They carry nothing, for each stands once on the map already.
    fn one_inset(&self, inset: &MapPlace, number: usize) -> Vec<Item> {
        let simple = self.figure.shapes.simplify(inset.unseen());
        let [low_x, low_y, high_x, high_y] = inset.metres(inset.window);
        let seen = |[a, b, c, d]: [f64; 4]| a <= high_x && c >= low_x && b <= high_y && d >= low_y;
        let shapes: Vec<usize> = (0..self.values.areas.len())
            .filter(|&shape| {
                let exterior = simple.ring_range(shape).map(|ring| bounds(&simple.ring_points(ring)));
                exterior.into_iter().any(seen)
            })
            .collect();
        let theme = self.design.theme;
        let filled = |fill: Fill, members: Vec<usize>| {
            let (mut path, mut from) = (String::new(), [0, 0]);
            for shape in members {
                push_outline(&mut path, &mut from, &simple, inset, shape);
            }
            let stroke = if let Fill::Colour(colour) = &fill { Some(colour.clone()) } else { None };
            let paint = Paint { fill: Some(fill), stroke, stroke_width: Some(0.8 * STEPS), ..Paint::default() };
            (!path.is_empty()).then(|| Item::Shape(Shape { path, paint, ..Shape::default() }))
        };
        let of = |test: &dyn Fn(usize) -> bool| shapes.iter().copied().filter(|&shape| test(shape)).collect::<Vec<_>>();
        let mut items = Vec::new();
        for (class, colour) in self.colours().into_iter().enumerate() {
            items.extend(filled(
                Fill::Colour(colour),
                of(&|shape| self.class_of(&self.values.areas[shape]) == Some(class)),
            ));
        }
        for kind in NoData::ALL {
            items.extend(filled(
                self.missing_fill(kind),
                of(&|shape| self.missing_kind(&self.values.areas[shape]) == Some(kind)),
            ));
        }
        let line = |colour: &'static str, width: f64, arcs: Vec<usize>, topology: &Topology| {
            let (mut path, mut from) = (String::new(), [0, 0]);
            for arc in arcs.into_iter().filter(|&arc| seen(bounds(topology.arc(arc)))) {
                push_line(&mut path, topology.arc(arc), &inset.frame(), false, &mut from);
            }
            let paint = Paint::line(colour, width * STEPS);
            (!path.is_empty()).then(|| Item::Shape(Shape { path, paint, ..Shape::default() }))
        };
        // As on the map, small areas leave no room for borders between them.
        let side = (inset.size[0] * inset.size[1] / shapes.len().max(1) as f64).sqrt();
        if side >= 8.0 {
            items.extend(line(theme.border, (side / 70.0).clamp(0.15, 0.8), simple.borders().collect(), &simple));
        }
        items.extend(line(theme.coast, 0.5, simple.coast().collect(), &simple));
        if let Some(over) = &self.context.over {
            let over = over.simplify(inset.unseen());
            items.extend(line(theme.page, 1.5, over.borders().collect(), &over));
            items.extend(line(theme.border, 0.7, over.borders().collect(), &over));
        }
        let id = format!("inset-{number}");
        let [wide, high] = inset.size.map(|side| side * STEPS);
        let page = Item::Shape(Shape::rectangle(inset.window, Paint::filled(theme.page)));
        let around = Item::Group(Group::named_apart(id.as_str(), self.around_items(inset, &simple)));
        let place = Place { origin: inset.corner, scale: 1.0 / STEPS };
        let areas = Item::Group(Group {
            place: Some(place),
            clip: Some([0.0, 0.0, wide, high]),
            items,
            ..Group::layer(&id, &id)
        });
        vec![page, around, areas]
    }
}
