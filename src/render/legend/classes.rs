//! Classes in the legend: boxes, a square of two values, a ramp of colours, bars.

use crate::model::base::language::Language;
use crate::render::classes::classify::Classification;
use crate::render::colour::vision::readable_on;
use crate::render::legend::sheet::Sheet;
use crate::render::page::scene::{Anchor, Fill, Hex, Item, Paint, Text};
use crate::render::page::typeface::{CAPITAL, Weight, wrap};
use crate::render::picture::certainty::OPACITIES;
use crate::render::picture::shown::Grid;
use crate::words::catalogue::say;

impl Sheet<'_> {
    /// Boxes from the highest class down, values at their edges.
    pub(crate) fn classes(&mut self, classes: &Classification, notes: &[String]) {
        let picture = self.picture;
        let (theme, small) = (picture.design.theme, picture.design.size.letters.small);
        let right = self.label - self.letters * 0.7;
        let note_of = |class: usize| notes.get(class).filter(|note| !note.is_empty());
        let (labels, colours) = (picture.scale_labels(), picture.colours());
        for class in (0..classes.breaks.len()).rev() {
            // Words between two numbers need room.
            let high = self.letters * if note_of(class).is_some() { 2.35 } else { 1.9 };
            let (top, middle) = (self.y, self.y + high / 2.0);
            self.class_boxes([0.0, top, right, top + high], &colours[class]);
            self.scale_label(top, labels.edges.get(class + 1));
            self.scale_label(middle, labels.inside.get(class));
            if let Some(note) = note_of(class) {
                self.around(self.label, middle, Anchor::Start, small, theme.quiet_ink, note);
            }
            self.numbers(middle, |area| picture.class_of(area) == Some(class));
            self.y += high;
        }
        self.scale_label(self.y, labels.edges.first());
        self.y += self.letters;
        let fewer = classes.fewer_than;
        let fewer = fewer.map(|wished| fewer_classes(classes.breaks.len(), wished, picture.words.language));
        let certainty = picture.certainty_words().map(str::to_owned);
        for told in certainty.into_iter().chain(fewer) {
            self.y += small * 0.4;
            for line in wrap(&told, small, Weight::Regular, self.right) {
                self.text([0.0, self.y + small], Anchor::Start, small, Weight::Regular, theme.quiet_ink, &line);
                self.y += small * 1.35;
            }
            self.y += small * 0.4;
        }
    }

    /// The box of a class; where colours fade, a box for each step from the most certain to the right.
    fn class_boxes(&mut self, [left, top, right, bottom]: [f64; 4], colour: &Hex) {
        if self.picture.certainty_words().is_none() {
            return self.swatch([left, top, right, bottom], Fill::Colour(colour.clone()));
        }
        let wide = (right - left) / OPACITIES.len() as f64;
        for (step, opacity) in OPACITIES.into_iter().enumerate() {
            let from = left + step as f64 * wide;
            let paint = Paint { fill_opacity: Some(opacity), ..Paint::filled(colour.clone()) };
            self.swatch_of([from, top, from + wide, bottom], paint);
        }
    }

    /// A number beside the boxes, where there is one.
    fn scale_label(&mut self, middle: f64, label: Option<&String>) {
        if let Some(label) = label.filter(|label| !label.is_empty()) {
            self.around(self.label, middle, Anchor::Start, self.letters, self.picture.design.theme.ink, label);
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
}

/// That equal values left fewer classes than were wished for.
pub(crate) fn fewer_classes(n: usize, wished: usize, language: Language) -> String {
    say(language, "map-fewer-classes", [("n", n.into()), ("wished", wished.into())])
}
