//! Values along a line in the legend: the ramp of a map without classes, and how values are distributed.

use crate::render::classes::classify::Classification;
use crate::render::classes::pretty::round_numbers;
use crate::render::legend::sheet::Sheet;
use crate::render::page::path::{STEPS, fixed};
use crate::render::page::scene::{Anchor, Hex, Item, Paint, Shape};
use crate::render::page::typeface::{Weight, width};
use crate::render::picture::shown::{Legend, Picture};

/// A place on an axis: its value, and what stands there.
struct Tick {
    value: f64,
    label: String,
}

impl Picture {
    /// The colour of the value at a part of the way from the lowest to the highest.
    pub(crate) fn ramp_at(&self, part: f64) -> Option<Hex> {
        let Some(Legend::Classes { classes, palette, .. }) = &self.key.legend else { return None };
        let (low, last) = (classes.minimum, classes.breaks.last().copied()?);
        // Halves keep the largest numbers finite.
        let value = 2.0 * (low / 2.0 + (last / 2.0 - low / 2.0) * part);
        Some(self.ramp(palette, classes.position(value)))
    }

    /// About so many round numbers within a range of values in print's own scale.
    fn ticks(&self, [low, high]: [f64; 2], n: usize) -> Vec<Tick> {
        let round = round_numbers(low, high, n);
        let inside = std::iter::once(round.lower).chain(round.upper);
        let inside = inside.filter(|value| (low..=high).contains(value));
        inside.map(|value| Tick { value, label: self.round_number(value) }).collect()
    }
}

impl Sheet<'_> {
    /// Colours from the lowest to the highest value, for a map without classes, with round numbers beside them.
    pub(crate) fn ramp(&mut self) {
        const STRIPS: usize = 40;
        const TICKS: usize = 4;
        let picture = self.picture;
        let Some(Legend::Classes { classes, .. }) = &picture.key.legend else { return };
        let high = self.letters * 8.0;
        let strip = high / STRIPS as f64;
        let (low, last) = (classes.minimum, classes.breaks.last().copied().unwrap_or(classes.minimum));
        let right = self.label - self.letters * 0.7;
        for number in 0..STRIPS {
            let top = self.y + number as f64 * strip;
            let part = 1.0 - (number as f64 + 0.5) / STRIPS as f64;
            let Some(colour) = picture.ramp_at(part) else { return };
            let rectangle = [0.0, top, right, top + strip].map(|side| side * STEPS);
            let paint = Paint { stroke: Some(colour.clone()), ..Paint::filled(colour) };
            self.boxes.push(Item::Shape(Shape::rectangle(rectangle, paint)));
        }
        let ends = picture.scale_labels().edges;
        let ink = picture.design.theme.ink;
        let scale = picture.print_scale();
        let [from, to] = [low * scale, last * scale];
        let place = |value: f64| if to > from { high * (to - value) / (to - from) } else { high };
        let (top, free) = (self.y, self.letters * 1.25);
        for Tick { value, label } in picture.ticks([from, to], TICKS) {
            let y = place(value);
            if (free..=high - free).contains(&y) {
                self.line([right, top + y], [right + self.letters * 0.3, top + y]);
                self.around(self.label, top + y, Anchor::Start, self.letters, ink, &label);
            }
        }
        self.around(self.label, self.y, Anchor::Start, self.letters, ink, ends.last().map_or("", String::as_str));
        self.numbers(self.y + high / 2.0, |area| picture.class_of(area).is_some());
        self.y += high;
        self.around(self.label, self.y, Anchor::Start, self.letters, ink, ends.first().map_or("", String::as_str));
        self.y += self.letters * 1.2;
    }

    /// How many areas have which value: bars in the colours of their classes over an axis with round numbers.
    pub(crate) fn histogram(&mut self, classes: &Classification) {
        const BARS: usize = 24;
        let picture = self.picture;
        let (theme, small) = (picture.design.theme, picture.design.size.letters.small);
        let high = self.letters * 3.2;
        let mut values: Vec<f64> = picture.members().into_iter().map(|(value, _)| value).collect();
        values.sort_by(f64::total_cmp);
        let (Some(&low), Some(&last)) = (values.first(), values.last()) else { return };
        let wide = if last > low { (last / 2.0 - low / 2.0) / BARS as f64 * 2.0 } else { 1.0 };
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
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        let colours = picture.colours();
        // How many areas the highest bar is.
        let count = most.to_string();
        let left = width(&count, small, Weight::Regular) + small * 0.4;
        self.around(left - small * 0.4, self.y, Anchor::End, small, theme.quiet_ink, &count);
        let step = (self.right - left) / BARS as f64;
        // The bars of a class are one shape.
        let mut bars: Vec<(usize, String)> = Vec::new();
        for (bar, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let class = classes.class_of(low + (bar as f64 + 0.5) * wide);
            let tall = high * *count as f64 / most as f64;
            let from = [left + bar as f64 * step, self.y + high - tall];
            let [x, y, across, down] = [from[0], from[1], step * 0.86, tall].map(|side| fixed((side * STEPS).round()));
            let path = format!("M{x} {y}h{across}v{down}h-{across}z");
            match bars.last_mut() {
                Some((last, paths)) if *last == class => paths.push_str(&path),
                Some(_) | None => bars.push((class, path)),
            }
        }
        for (class, path) in bars {
            let bounds = [left, self.y, self.right, self.y + high].map(|side| side * STEPS);
            let paint = Paint::filled(colours[class].clone());
            self.boxes.push(Item::Shape(Shape { path, bounds, paint, ..Shape::default() }));
        }
        let axis = self.y + high;
        let scale = picture.print_scale();
        let (from, to) = (low * scale, (low + wide * BARS as f64) * scale);
        let right = self.right;
        let place = |value: f64| left + (right - left) * (value - from) / (to - from);
        let label_width = |label: &str| width(label, small, Weight::Regular);
        // As many numbers as stand beside each other, within the legend.
        let has_room = |ticks: &Vec<Tick>| {
            let mut free = f64::NEG_INFINITY;
            ticks.iter().all(|tick| {
                let half = label_width(&tick.label) / 2.0;
                let start = place(tick.value) - half;
                let is_free = start >= free && start >= 0.0 && place(tick.value) + half <= right;
                free = place(tick.value) + half + small * 0.6;
                is_free
            })
        };
        let within = |n: usize| {
            let mut ticks = picture.ticks([from, to], n);
            let fits = |tick: &Tick| {
                let half = label_width(&tick.label) / 2.0;
                place(tick.value) - half >= 0.0 && place(tick.value) + half <= right
            };
            ticks.retain(fits);
            ticks
        };
        let ticks = (1..=4).rev().map(within).find(has_room).unwrap_or_default();
        let marks = ticks.iter().map(|tick| [[place(tick.value), axis], [place(tick.value), axis + small * 0.3]]);
        let lines: Vec<_> = std::iter::once([[left, axis], [right, axis]]).chain(marks).collect();
        self.lines(&lines);
        for Tick { value, label } in ticks {
            self.around(place(value), axis + small * 0.95, Anchor::Middle, small, theme.quiet_ink, &label);
        }
        self.y = axis + small * 2.4;
    }
}
