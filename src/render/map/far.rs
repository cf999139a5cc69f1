//! Frames around far parts of the territory, with their names and, where they have a scale of their own, its bar.

use crate::render::layout::place::MapPlace;
use crate::render::map::scale_bar::ScaleBar;
use crate::render::page::scene::{Anchor, Group, Item, Paint, Rectangle, Shape, Text};
use crate::render::page::typeface::{Weight, width, wrap};
use crate::render::picture::shown::{FarPart, Picture};

impl Picture {
    /// Grounds and lines of the frames. What they take of the page for names and bars is taken.
    pub(crate) fn far_items(&self, place: &MapPlace, taken: &mut Vec<Rectangle>) -> Vec<Item> {
        let parts =
            self.far_parts().enumerate().flat_map(|(number, part)| self.frame_items(place, number, part, taken));
        let items: Vec<Item> = parts.collect();
        if items.is_empty() {
            return items;
        }
        vec![Item::Group(Group { items, ..Group::layer("far-parts", "far parts") })]
    }

    fn frame_items(&self, place: &MapPlace, number: usize, part: &FarPart, taken: &mut Vec<Rectangle>) -> Vec<Item> {
        let (theme, letters) = (self.design.theme, self.design.size.letters.small);
        let [low_x, low_y, high_x, high_y] = part.frame;
        let ([left, top], [right, bottom]) = (place.pixel([low_x, high_y]), place.pixel([high_x, low_y]));
        let frame = [left, top, right, bottom];
        let mut items =
            vec![Item::Shape(Shape::rectangle(frame, Paint::filled(theme.page).outlined(theme.around_line, 0.8)))];
        let room = right - left - letters * 0.8;
        let lines = wrap(&part.name, letters, Weight::Semibold, room);
        // A name that the frame cannot hold would run over its neighbours.
        let fits = lines.iter().all(|line| width(line, letters, Weight::Semibold) <= room) && lines.len() <= 2;
        let mut y = top + letters * 0.3;
        for text in lines.into_iter().filter(|_| fits) {
            y += letters;
            let at = [left + letters * 0.4, y];
            let (anchor, ink) = (Anchor::Start, theme.ink.into());
            items.push(Item::Text(Text { at, anchor, size: letters, weight: Weight::Semibold, ink, halo: None, text }));
            y += letters * 0.15;
        }
        taken.push([left, top, right, y + letters * 0.3]);
        if (part.factor - 1.0).abs() > 1e-9 {
            let bar = ScaleBar::new(place.scale * part.factor, (room * 0.4).max(20.0), letters);
            let [wide, high] = bar.size();
            let at = [right - wide - letters * 0.4, bottom - letters * 0.4];
            let bar = bar.items(at[0], at[1], theme.quiet_ink);
            items.push(Item::Group(Group::named_apart(format!("far-{}", number + 1), bar)));
            taken.push([at[0], at[1] - high, at[0] + wide, at[1]]);
        }
        items
    }
}
