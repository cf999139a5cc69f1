//! The locator: a small map that says where the areas of a map lie, in a corner that they leave free.

use crate::geometry::plane::ring::bounds;
use crate::render::colour::palette::CATEGORIES;
use crate::render::layout::place::MapPlace;
use crate::render::layout::room::Space;
use crate::render::map::areas::push_outline;
use crate::render::page::path::{STEPS, push_line};
use crate::render::page::scene::{Anchor, Fill, Group, Hex, Item, Paint, Rectangle, Shape, Text, overlap};
use crate::render::page::typeface::{CAPITAL, Weight, width};
use crate::render::picture::shown::{Locator, Picture};

/// How a locator is laid out: its map, and its names below or beside.
struct Layout {
    /// Width and height of the map.
    map: [f64; 2],
    /// Where the names start, from the corner of the map.
    key: [f64; 2],
    /// Width and height of everything.
    size: [f64; 2],
}

impl Picture {
    /// The locator where the page has room, and whether it had none. What it takes is taken.
    pub(crate) fn locator_items(
        &self,
        place: &MapPlace,
        page: Rectangle,
        space: &Space,
        taken: &mut Vec<Rectangle>,
    ) -> (Vec<Item>, bool) {
        let Some(locator) = &self.context.locator else { return (Vec::new(), false) };
        let found = self.locator_layouts(locator).into_iter().find_map(|layout| {
            let corner = self.locator_corner(page, &|all| space.is_free(place.metres(all)), taken, &layout)?;
            Some((layout, corner))
        });
        let Some((layout, corner)) = found else { return (Vec::new(), true) };
        (vec![self.locator_group(locator, place, &layout, corner)], false)
    }

    /// Layouts from the largest map to the smallest.
    fn locator_layouts(&self, locator: &Locator) -> Vec<Layout> {
        let letters = self.design.size.letters.small;
        let [low_x, low_y, high_x, high_y] = bounds(locator.shapes.points());
        let form = (high_y - low_y).max(1e-9) / (high_x - low_x).max(1e-9);
        let names = locator.names.iter().map(|name| width(name, letters, Weight::Regular)).fold(0.0, f64::max);
        let key = match locator.names.len() {
            0 => [0.0, 0.0],
            n => [names + letters * 1.8, n as f64 * letters * 1.35],
        };
        let title = width(&locator.title, letters, Weight::Semibold);
        let gap = letters * 0.7;
        let mut layouts = Vec::new();
        for step in 0..7 {
            let wide = letters * (11.0 - f64::from(step));
            let map = [wide, wide * form];
            let of =
                |key_at: [f64; 2], size: [f64; 2]| Layout { map, key: key_at, size: [size[0].max(title), size[1]] };
            layouts.push(of([0.0, map[1] + gap], [map[0].max(key[0]), map[1] + gap + key[1]]));
            layouts.push(of([map[0] + gap, 0.0], [map[0] + gap + key[0], map[1].max(key[1])]));
        }
        layouts
    }

    /// The lowest free place for a layout: the upper left corner of its map.
    fn locator_corner(
        &self,
        [left, top, right, bottom]: Rectangle,
        is_free: &dyn Fn(Rectangle) -> bool,
        taken: &mut Vec<Rectangle>,
        layout: &Layout,
    ) -> Option<[f64; 2]> {
        const STEP: f64 = 5.0;
        let letters = self.design.size.letters.small;
        let (gap, heading) = (letters * 0.6, letters * 1.6);
        let [wide, high] = layout.size;
        let mut y = bottom - 2.0 * gap - high;
        while y - heading - 2.0 * gap >= top {
            let (first, last) = (left + 2.0 * gap, right - wide - 2.0 * gap);
            let mut inwards = 0.0;
            // From both edges to the middle, so that it stands in a corner.
            while first + inwards <= last - inwards {
                for x in [first + inwards, last - inwards] {
                    let all = [x - 2.0 * gap, y - heading - 2.0 * gap, x + wide + 2.0 * gap, y + high + 2.0 * gap];
                    if is_free(all) && !taken.iter().any(|other| overlap(all, *other)) {
                        taken.push(all);
                        return Some([x, y]);
                    }
                }
                inwards += STEP;
            }
            y -= STEP;
        }
        None
    }

    /// Colours of the parts; land that is no part of anything where they have no names.
    fn locator_colours(&self, locator: &Locator) -> Vec<Hex> {
        let theme = self.design.theme;
        let n = locator.shapes.n_shapes();
        if locator.names.is_empty() {
            return vec![theme.around_line.into(); n];
        }
        (0..n).map(|part| theme.class(CATEGORIES[part % CATEGORIES.len()], part, n)).collect()
    }

    fn locator_group(&self, locator: &Locator, place: &MapPlace, layout: &Layout, corner: [f64; 2]) -> Item {
        let (theme, letters) = (self.design.theme, self.design.size.letters.small);
        let (gap, heading) = (letters * 0.6, letters * 1.6);
        let [x, y] = corner;
        let [low_x, _, high_x, high_y] = bounds(locator.shapes.points());
        let scale = layout.map[0] / (high_x - low_x).max(1e-9);
        let window = [x, y, x + layout.map[0], y + layout.map[1]];
        let here = MapPlace { corner, size: layout.map, scale, origin: [low_x, high_y], window };
        let colours = self.locator_colours(locator);
        let simple = locator.shapes.simplify(here.unseen());
        let mut items = Vec::new();
        // Where nothing else lies below, a page of its own keeps it apart from land around.
        let frame = [x - gap, y - heading - gap, x + layout.size[0] + gap, y + layout.size[1] + gap];
        let paint = Paint::filled(theme.page).outlined(theme.around_line, 0.7);
        items.push(Item::Shape(Shape { id: Some("frame".to_owned()), ..Shape::rectangle(frame, paint) }));
        let line = |text: &str, at: [f64; 2], weight: Weight| {
            let (ink, anchor) = (theme.ink.into(), Anchor::Start);
            Item::Text(Text { at, anchor, size: letters, weight, ink, halo: None, text: text.to_owned() })
        };
        items.push(line(&locator.title, [x, y - heading + letters], Weight::Semibold));
        let mut parts = Vec::new();
        for (shape, colour) in colours.iter().enumerate() {
            let (mut path, mut from) = (String::new(), [0, 0]);
            let bounds = push_outline(&mut path, &mut from, &simple, &here, shape);
            if !path.is_empty() {
                let paint = Paint::filled(colour.clone()).outlined(colour.clone(), 0.6 * STEPS);
                parts.push(Item::Shape(Shape { path, bounds, paint, ..Shape::default() }));
            }
        }
        let (mut path, mut from) = (String::new(), [0, 0]);
        for arc in simple.borders() {
            push_line(&mut path, simple.arc(arc), &here.frame(), false, &mut from);
        }
        if !path.is_empty() {
            parts.push(Item::Shape(Shape { path, paint: Paint::line(theme.page, 0.8 * STEPS), ..Shape::default() }));
        }
        let place_of_parts = Some(here.in_steps());
        items.push(Item::Group(Group { place: place_of_parts, items: parts, ..Group::layer("parts", "parts") }));
        if locator.with_frame {
            items.push(self.locator_view(&here, place));
        }
        for (number, (name, colour)) in locator.names.iter().zip(&colours).enumerate() {
            let top = y + layout.key[1] + number as f64 * letters * 1.35;
            let left = x + layout.key[0];
            let swatch = [left, top, left + letters * 1.2, top + letters];
            let paint = Paint { fill: Some(Fill::Colour(colour.clone())), ..Paint::default() };
            items.push(Item::Shape(Shape::rectangle(swatch, paint.outlined(theme.coast, 0.5))));
            let base = top + letters / 2.0 + CAPITAL / 2.0 * letters;
            items.push(line(name, [left + letters * 1.8, base], Weight::Regular));
        }
        Item::Group(Group { names: Some("locator".to_owned()), items, ..Group::layer("locator", "locator") })
    }

    /// A frame around what the map shows, and its middle filled.
    fn locator_view(&self, here: &MapPlace, place: &MapPlace) -> Item {
        /// The least side of a frame that is seen, in pixels.
        const LEAST: f64 = 6.0;
        let [left, top] = here.pixel(place.origin);
        let size = place.size.map(|side| side / place.scale * here.scale);
        let grown = size.map(|side| ((LEAST - side) / 2.0).max(1.5));
        let frame = [left - grown[0], top - grown[1], left + size[0] + grown[0], top + size[1] + grown[1]];
        let paint = Paint::line(self.design.theme.notice_ink, 1.3);
        Item::Shape(Shape { id: Some("view".to_owned()), ..Shape::rectangle(frame, paint) })
    }
}
