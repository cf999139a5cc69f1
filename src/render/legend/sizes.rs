//! Circles and dots in the legend: how many residents they stand for.

use crate::render::classes::value::circle_sizes;
use crate::render::colour::theme::Theme;
use crate::render::legend::sheet::Sheet;
use crate::render::page::path::STEPS;
use crate::render::page::path::fixed;
use crate::render::page::scene::{Anchor, Item, Paint, Shape};
use crate::render::page::typeface::{Weight, wrap};
use crate::render::picture::shown::DOT;
use crate::words::catalogue::{plain, say};
use crate::words::number::grouped;

impl Sheet<'_> {
    /// For how many people a dot stands.
    pub(crate) fn dot(&mut self, people_per_dot: u64) {
        let picture = self.picture;
        let (letters, ink) = (self.letters, picture.design.theme.ink);
        let middle = self.y + letters * 0.75;
        let at = [self.label * 0.35, middle].map(|side| side * STEPS);
        let shape = Shape {
            path: format!("M{} {}h0", fixed(at[0]), fixed(at[1])),
            bounds: [at[0], at[1], at[0], at[1]],
            paint: Paint::line(picture.dot_colour(), 2.0 * DOT * STEPS),
            ..Shape::default()
        };
        self.boxes.push(Item::Shape(shape));
        let people = grouped(people_per_dot as f64);
        let label = say(picture.words.language, "map-dot", [("people", people.into())]);
        for line in wrap(&label, letters, Weight::Regular, self.right - self.label) {
            self.around(self.label, self.y + letters * 0.75, Anchor::Start, letters, ink, &line);
            self.y += letters * 1.3;
        }
        self.y += letters * 0.6;
    }

    /// Circles for the largest number of residents, or of what is counted, rounded up, and for round smaller ones, one inside the other. `unit` is the radius in pixels of a circle for one.
    pub(crate) fn sizes(&mut self, unit: f64) {
        let picture = self.picture;
        let (theme, letters, small) = (picture.design.theme, self.letters, picture.design.size.letters.small);
        let largest =
            circle_sizes(&picture.values.areas, picture.values.unit).into_iter().flatten().fold(0.0, f64::max);
        if largest <= 0.0 || unit <= 0.0 {
            return;
        }
        let top = round_above(largest);
        let values = [top, round_below(top / 4.0), round_below(top / 20.0)];
        let radius = |value: f64| unit * value.sqrt();
        self.y += letters * 0.4;
        // Where circles alone tell areas apart, the legend's title has said what they stand for.
        if !picture.is_one_colour() {
            let at = [0.0, self.y + small];
            self.text(
                at,
                Anchor::Start,
                small,
                Weight::Regular,
                theme.quiet_ink,
                plain(picture.words.language, "map-residents"),
            );
            self.y += small * 1.6;
        }
        let bottom = self.y + 2.0 * radius(top);
        let middle = radius(top) + 1.0;
        let mut label_from = f64::NEG_INFINITY;
        for value in values {
            let here = radius(value);
            let centre = [middle, bottom - here].map(|side| side * STEPS);
            self.boxes.push(Item::Shape(circle(centre, here * STEPS, theme)));
            // Labels of small circles would stand on each other.
            let y = (bottom - 2.0 * here).max(label_from);
            label_from = y + letters * 1.15;
            // A line from the top of the circle says which one the number is of.
            let (start, end) = (2.0 * middle + letters * 0.3, 2.0 * middle + letters * 0.8);
            self.line([middle, bottom - 2.0 * here], [start, y]);
            self.line([start, y], [end, y]);
            self.around(end + letters * 0.3, y, Anchor::Start, letters, theme.ink, &grouped(value));
        }
        self.y = bottom.max(label_from) + letters * 0.5;
    }
}

/// A circle without inside.
fn circle([x, y]: [f64; 2], radius: f64, theme: Theme) -> Shape {
    let path = format!(
        "M{} {}a{2} {2} 0 1 0 {3} 0a{2} {2} 0 1 0 -{3} 0z",
        fixed(x - radius),
        fixed(y),
        fixed(radius),
        fixed(2.0 * radius)
    );
    let paint = Paint::line(theme.quiet_ink, 0.7 * STEPS);
    Shape { path, bounds: [x - radius, y - radius, x + radius, y + radius], paint, ..Shape::default() }
}

/// The smallest number of two digits and zeros that is not below a positive number.
fn round_above(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor() - 1.0);
    let steps = (value / power - 1e-9).ceil();
    // Counts have no parts.
    if power < 1.0 { value.ceil() } else { steps * power }
}

/// The largest of 1, 2 and 5 times a power of ten that is not above a positive number.
fn round_below(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|digit| digit * power).find(|round| *round <= value).unwrap_or(power)
}
