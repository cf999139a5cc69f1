//! Classes in the legend: boxes, a square of two values, a ramp of colours, bars.

use crate::model::base::language::Language;
use crate::render::classes::classify::Classification;
use crate::render::classes::value::AreaValue;
use crate::render::colour::vision::readable_on;
use crate::render::legend::sheet::Sheet;
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Anchor, Fill, Item, Paint, Shape, Text};
use crate::render::page::typeface::{CAPITAL, Weight, wrap};
use crate::render::picture::shown::{Grid, Legend};
use crate::words::catalogue::say;

impl Sheet<'_> {
    /// Boxes from the highest class down, values at their edges.
    pub(crate) fn classes(&mut self, classes: &Classification, notes: &[String]) {
        let picture = self.picture;
        let (theme, small) = (picture.design.theme, picture.design.size.letters.small);
        let high = self.letters * if notes.iter().any(|note| !note.is_empty()) { 2.35 } else { 1.9 };
        let (bounds, colours) = (picture.bounds(), picture.colours());
        for class in (0..classes.breaks.len()).rev() {
            let (top, middle) = (self.y, self.y + high / 2.0);
            self.swatch([0.0, top, self.label - self.letters * 0.7, top + high], Fill::Colour(colours[class].clone()));
            // The last class may be open.
            if !bounds[class + 1].is_empty() {
                self.around(self.label, top, Anchor::Start, self.letters, theme.ink, &bounds[class + 1]);
            }
            if let Some(note) = notes.get(class).filter(|note| !note.is_empty()) {
                self.around(self.label, middle, Anchor::Start, small, theme.quiet_ink, note);
            }
            self.numbers(middle, |area| picture.class_of(area) == Some(class));
            self.y += high;
        }
        self.around(self.label, self.y, Anchor::Start, self.letters, theme.ink, &bounds[0]);
        self.y += self.letters;
        if let Some(wished) = classes.fewer_than {
            let told = fewer_classes(classes.breaks.len(), wished, picture.words.language);
            self.y += small * 0.4;
            for line in wrap(&told, small, Weight::Regular, self.right) {
                self.text([0.0, self.y + small], Anchor::Start, small, Weight::Regular, theme.quiet_ink, &line);
                self.y += small * 1.35;
            }
            self.y += small * 0.4;
        }
    }

    /// Classes of two values as a square, with the number of areas in each.
    pub(crate) fn grid(&mut self, grid: &Grid) {
        let picture = self.picture;
        let (theme, letters, small) = (picture.design.theme, self.letters, picture.design.size.letters.small);
        let side = letters * 3.2;
        let (rows, columns) = (grid.rows.bounds.len() - 1, grid.columns.bounds.len() - 1);
        let colours = picture.colours();
        let across = colours.len() / rows.max(1);
        let top = self.y + letters * 0.4;
        for row in 0..rows {
            let y = top + side * (rows - 1 - row) as f64;
            for column in 0..columns {
                let category = row * across + column;
                let Some(colour) = colours.get(category) else { continue };
                let x = side * column as f64;
                self.swatch([x, y, x + side, y + side], Fill::Colour(colour.clone()));
                let count = picture.n_in_class(category).to_string();
                let ink = readable_on(colour);
                let at = [x + side / 2.0, y + side / 2.0 + CAPITAL / 2.0 * small];
                let halo = Some((colour.clone(), small * 0.1));
                let ink = ink.into();
                let anchor = Anchor::Middle;
                self.texts.push(Item::Text(Text {
                    at,
                    anchor,
                    size: small,
                    weight: Weight::Regular,
                    ink,
                    halo,
                    text: count,
                }));
            }
        }
        let right = side * columns as f64 + letters * 0.6;
        for (number, bound) in grid.rows.bounds.iter().enumerate() {
            let y = top + side * (rows - number) as f64;
            // The lowest bound stands beside the lowest row, and not on the bounds of the columns.
            let y = if number == 0 { y - small * 0.5 } else { y };
            self.around(right, y, Anchor::Start, small, theme.ink, bound);
        }
        let bottom = top + side * rows as f64;
        for (number, bound) in grid.columns.bounds.iter().enumerate() {
            let anchor = if number == 0 { Anchor::Start } else { Anchor::Middle };
            // Long numbers would stand on each other in one line.
            let line = if number % 2 == 0 { 0.9 } else { 2.0 };
            self.around(side * number as f64, bottom + small * line, anchor, small, theme.ink, bound);
        }
        self.y = bottom + small * 3.2;
        let sides = [("legend-vertical", &grid.rows.title), ("legend-horizontal", &grid.columns.title)];
        for (key, title) in sides {
            let side = say(picture.words.language, key, [("title", title.into())]);
            for line in wrap(&side, small, Weight::Regular, self.right) {
                self.text([0.0, self.y + small], Anchor::Start, small, Weight::Regular, theme.quiet_ink, &line);
                self.y += small * 1.35;
            }
        }
        self.y += letters * 0.6;
    }

    /// Colours from the lowest to the highest value, for a map without classes.
    pub(crate) fn ramp(&mut self) {
        const STRIPS: usize = 40;
        let picture = self.picture;
        let Some(Legend::Classes { palette, .. }) = &picture.key.legend else { return };
        let high = self.letters * 8.0;
        let strip = high / STRIPS as f64;
        for number in 0..STRIPS {
            let top = self.y + number as f64 * strip;
            let colour = picture.ramp(palette, 1.0 - (number as f64 + 0.5) / STRIPS as f64);
            let rectangle = [0.0, top, self.label - self.letters * 0.7, top + strip].map(|side| side * STEPS);
            let paint = Paint { stroke: Some(colour.clone()), ..Paint::filled(colour) };
            self.boxes.push(Item::Shape(Shape::rectangle(rectangle, paint)));
        }
        let bounds = picture.bounds();
        let ink = picture.design.theme.ink;
        self.around(self.label, self.y, Anchor::Start, self.letters, ink, bounds.last().map_or("", String::as_str));
        self.numbers(self.y + high / 2.0, |area| picture.class_of(area).is_some());
        self.y += high;
        self.around(self.label, self.y, Anchor::Start, self.letters, ink, bounds.first().map_or("", String::as_str));
        self.y += self.letters * 1.2;
    }

    /// How many areas have which value: bars in the colours of their classes.
    pub(crate) fn histogram(&mut self, classes: &Classification) {
        const BARS: usize = 24;
        let picture = self.picture;
        let high = self.letters * 3.2;
        let mut values: Vec<f64> = picture
            .values
            .areas
            .iter()
            .filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None })
            .collect();
        values.sort_by(f64::total_cmp);
        let (Some(&low), Some(&last)) = (values.first(), values.last()) else { return };
        let wide = if last > low { (last - low) / BARS as f64 } else { 1.0 };
        let mut counts = [0_usize; BARS];
        for value in &values {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "bars are counted from the lowest value"
            )]
            let bar = ((value - low) / wide) as usize;
            counts[bar.min(BARS - 1)] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1) as f64;
        let colours = picture.colours();
        let step = self.right / BARS as f64;
        for (bar, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let middle = low + (bar as f64 + 0.5) * wide;
            let top = self.y + high * (1.0 - *count as f64 / most);
            let left = bar as f64 * step;
            self.swatch(
                [left, top, left + step * 0.86, self.y + high],
                Fill::Colour(colours[classes.class_of(middle)].clone()),
            );
        }
        self.y += high + picture.design.size.letters.small * 0.9;
        let (theme, small) = (picture.design.theme, picture.design.size.letters.small);
        let ends = [picture.written(low, 1), picture.written(last, 1)];
        self.around(0.0, self.y, Anchor::Start, small, theme.quiet_ink, &ends[0]);
        self.around(self.right, self.y, Anchor::End, small, theme.quiet_ink, &ends[1]);
        self.y += small * 1.6;
    }
}

/// That equal values left fewer classes than were wished for.
pub(crate) fn fewer_classes(n: usize, wished: usize, language: Language) -> String {
    say(language, "map-fewer-classes", [("n", n.into()), ("wished", wished.into())])
}
