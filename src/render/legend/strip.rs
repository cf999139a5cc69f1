//! The legend laid out across: boxes from the lowest class to the right, values below their edges, then what is drawn apart.

use crate::render::classes::value::MapArea;
use crate::render::legend::classes::fewer_classes;
use crate::render::legend::sheet::{Block, Numbers, Row, Sheet};
use crate::render::page::furniture::{Furniture, Kept};
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Anchor, Fill, Group, Item, Paint, Place, Shape};
use crate::render::page::typeface::{Weight, width, wrap};
use crate::render::picture::shown::{Legend, Picture};

/// What stands after the boxes: a mark and its words.
struct Entry {
    row: Option<Row>,
    fill: Fill,
    words: String,
}

impl Picture {
    /// The legend laid out across, no wider than `most`; `None` where it cannot be.
    pub(crate) fn legend_strip(&self, most: f64, kept: &Kept) -> Option<Block> {
        self.strip_with(most, self.number_columns(kept), None, kept)
    }

    /// The same with numbers of one's own, a line for each column; `over` is what all of them are.
    pub(crate) fn strip_with<'a>(
        &'a self,
        most: f64,
        columns: Vec<Numbers<'a>>,
        over: Option<&str>,
        kept: &Kept,
    ) -> Option<Block> {
        let upright = self.figure.dots.is_some()
            || self.key.grid.is_some()
            || self.figure.unit_radius.is_some()
            || self.certainty_words().is_some()
            || (self.design.histogram && kept.has(Furniture::Histogram));
        let is_empty = matches!(self.key.legend, Some(Legend::Groups { .. })) && self.rows().is_empty();
        if upright || is_empty || self.key.legend.is_none() {
            return None;
        }
        let letters = self.design.size.letters.legend;
        let sheet = Sheet {
            picture: self,
            letters,
            label: letters * 2.8,
            columns: Vec::new(),
            right: most,
            boxes: Vec::new(),
            texts: Vec::new(),
            y: 0.0,
        };
        Strip { sheet, columns, over: over.map(str::to_owned), used: 0.0 }.block(most)
    }
}

/// A legend laid out across while it grows.
struct Strip<'a> {
    sheet: Sheet<'a>,
    columns: Vec<Numbers<'a>>,
    over: Option<String>,
    /// How wide it has become.
    used: f64,
}

impl Strip<'_> {
    fn block(mut self, most: f64) -> Option<Block> {
        let picture = self.sheet.picture;
        let letters = self.sheet.letters;
        let title = wrap(&picture.key.title, letters * 1.05, Weight::Semibold, most);
        let widest = title.iter().map(|line| width(line, letters * 1.05, Weight::Semibold)).fold(0.0, f64::max);
        self.used = widest;
        self.sheet.heading(None, false);
        if widest > most {
            return None;
        }
        let top = self.sheet.y;
        let mut right_of_boxes = 0.0;
        if let Some(Legend::Classes { .. }) = &picture.key.legend
            && !picture.is_one_colour()
        {
            right_of_boxes = if picture.is_unclassed() { self.ramp(most)? } else { self.boxes(most)? };
        }
        self.entries(most, top, right_of_boxes)?;
        self.fewer(most);
        let theme = picture.design.theme;
        let paint = Paint { stroke: Some(theme.coast.into()), stroke_width: Some(0.6 * STEPS), ..Paint::default() };
        let place = Some(Place { origin: [0.0, 0.0], scale: 1.0 / STEPS });
        let boxes = Group { place, items: self.sheet.boxes, paint, ..Group::default() };
        let items = std::iter::once(Item::Group(boxes)).chain(self.sheet.texts).collect();
        Some(Block { items, size: [self.used, self.sheet.y] })
    }

    fn high(&self) -> f64 {
        self.sheet.letters * 1.25
    }

    fn wide(&self, text: &str) -> f64 {
        width(text, self.sheet.letters, Weight::Regular)
    }

    /// Boxes with values below their edges and numbers below their middles; where they end.
    fn boxes(&mut self, most: f64) -> Option<f64> {
        let picture = self.sheet.picture;
        let (theme, letters, small) = (picture.design.theme, self.sheet.letters, picture.design.size.letters.small);
        let (labels, colours) = (picture.scale_labels(), picture.colours());
        let k = colours.len();
        let gap = letters * 0.6;
        let widths: Vec<f64> = labels.edges.iter().map(|bound| self.wide(bound)).collect();
        let mut box_wide = letters * 3.2;
        for (number, pair) in widths.windows(2).enumerate() {
            let before = if number == 0 { pair[0] } else { pair[0] / 2.0 };
            box_wide = box_wide.max(before + pair[1] / 2.0 + gap);
        }
        for value in &labels.inside {
            box_wide = box_wide.max(self.wide(value) + gap);
        }
        let in_class = |class: usize| move |area: &MapArea| picture.class_of(area) == Some(class);
        let lines: Vec<(String, Vec<String>)> = self
            .columns
            .iter()
            .map(|column| {
                let numbers =
                    (0..k).map(|class| column.written(&in_class(class), picture.words.language).unwrap_or_default());
                let heading = self
                    .over
                    .as_ref()
                    .map_or_else(|| column.heading.clone(), |over| format!("{} {over}", column.heading));
                (heading, numbers.collect())
            })
            .collect();
        for number in lines.iter().flat_map(|(_, numbers)| numbers) {
            box_wide = box_wide.max(self.wide(number) + gap);
        }
        let headings = lines.iter().map(|(heading, _)| width(heading, small, Weight::Regular)).fold(0.0, f64::max);
        let last = widths.last().copied().unwrap_or(0.0) / 2.0;
        let after = if headings > 0.0 { last.max(headings + gap) } else { last };
        if box_wide * k as f64 + after > most {
            return None;
        }
        let room = (most - after) / k as f64;
        let box_wide = box_wide.max((letters * 4.6).min(room));
        let (top, high) = (self.sheet.y, self.high());
        for (class, colour) in colours.iter().enumerate() {
            let left = box_wide * class as f64;
            self.sheet.swatch([left, top, left + box_wide, top + high], Fill::Colour(colour.clone()));
        }
        let middle = top + high + letters * 0.85;
        for (class, value) in labels.inside.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            self.sheet.around(box_wide * (class as f64 + 0.5), middle, Anchor::Middle, letters, theme.ink, value);
        }
        for (number, bound) in labels.edges.iter().enumerate().filter(|(_, bound)| !bound.is_empty()) {
            let anchor = if number == 0 { Anchor::Start } else { Anchor::Middle };
            self.sheet.around(box_wide * number as f64, middle, anchor, letters, theme.ink, bound);
        }
        self.sheet.y = middle + letters * 0.6;
        for (heading, numbers) in &lines {
            let middle = self.sheet.y + letters * 0.7;
            for (class, number) in numbers.iter().enumerate() {
                let x = box_wide * (class as f64 + 0.5);
                self.sheet.around(x, middle, Anchor::Middle, letters, theme.quiet_ink, number);
            }
            let x = box_wide * k as f64 + gap;
            self.sheet.around(x, middle, Anchor::Start, small, theme.quiet_ink, heading);
            self.sheet.y += letters * 1.25;
        }
        let right = box_wide * k as f64 + after;
        self.used = self.used.max(right);
        Some(right)
    }

    /// Colours from the lowest to the highest value, for a map without classes.
    fn ramp(&mut self, most: f64) -> Option<f64> {
        const STRIPS: usize = 40;
        let picture = self.sheet.picture;
        let letters = self.sheet.letters;
        let labels = picture.scale_labels();
        let ends = [labels.edges.first()?.clone(), labels.edges.last()?.clone()];
        let wide = (letters * 18.0).min(most);
        if self.wide(&ends[0]) + self.wide(&ends[1]) + letters > wide {
            return None;
        }
        let (top, high) = (self.sheet.y, self.high());
        let step = wide / STRIPS as f64;
        for number in 0..STRIPS {
            let left = number as f64 * step;
            let colour = picture.ramp_at((number as f64 + 0.5) / STRIPS as f64)?;
            let rectangle = [left, top, left + step, top + high].map(|side| side * STEPS);
            let paint = Paint { stroke: Some(colour.clone()), ..Paint::filled(colour) };
            self.sheet.boxes.push(Item::Shape(Shape::rectangle(rectangle, paint)));
        }
        let (middle, ink) = (top + high + letters * 0.85, picture.design.theme.ink);
        self.sheet.around(0.0, middle, Anchor::Start, letters, ink, &ends[0]);
        self.sheet.around(wide, middle, Anchor::End, letters, ink, &ends[1]);
        self.sheet.y = middle + letters * 0.6;
        self.used = self.used.max(wide);
        Some(wide)
    }

    /// What is drawn apart, beside the boxes where there is room for all of it, else below them in lines.
    fn entries(&mut self, most: f64, top: f64, boxes: f64) -> Option<()> {
        let picture = self.sheet.picture;
        let colours = picture.colours();
        let notes = picture.notes().iter().enumerate().filter(|(_, note)| !note.is_empty());
        let mut entries: Vec<Entry> = notes
            .map(|(class, note)| Entry {
                row: None,
                fill: Fill::Colour(colours.get(class).cloned().unwrap_or_default()),
                words: note.clone(),
            })
            .collect();
        for row in picture.rows() {
            let numbers = self.columns.iter().filter_map(|column| {
                column.written(&|area| picture.is_member(area, row.members), picture.words.language)
            });
            let numbers: Vec<String> = if self.columns.len() <= 2 { numbers.collect() } else { Vec::new() };
            let words = if numbers.is_empty() {
                row.label.clone()
            } else {
                format!("{} ({})", row.label, numbers.join(" · "))
            };
            entries.push(Entry { fill: row.fill.clone(), row: Some(row), words });
        }
        if entries.is_empty() {
            return Some(());
        }
        let letters = self.sheet.letters;
        let (mark, gap) = (letters * 2.4, letters * 1.4);
        let widths: Vec<f64> = entries.iter().map(|entry| mark + self.wide(&entry.words)).collect();
        let all: f64 = widths.iter().sum::<f64>() + gap * (widths.len() - 1) as f64;
        let (start, first) =
            if boxes > 0.0 && boxes + 2.0 * gap + all <= most { (boxes + 2.0 * gap, top) } else { (0.0, self.sheet.y) };
        let below = self.sheet.y;
        let is_below = start <= 0.0;
        let mut y = if is_below && boxes > 0.0 { first + letters * 0.5 } else { first };
        let mut x = start;
        for (entry, wide) in entries.iter().zip(widths) {
            if x > start && x + wide > most {
                (x, y) = (start, y + letters * 1.75);
            }
            // Words that are wider than the legend stand in several lines.
            let lines = wrap(&entry.words, letters, Weight::Regular, most - x - mark);
            let longest = lines.iter().map(|line| self.wide(line)).fold(0.0, f64::max);
            if x + mark + longest > most + 1e-6 {
                return None;
            }
            self.entry(entry, [x, y], &lines);
            y += letters * 1.2 * lines.len().saturating_sub(1) as f64;
            x += mark + longest + gap;
            self.used = self.used.max(x - gap);
        }
        self.sheet.y = below.max(y + letters * 1.5);
        Some(())
    }

    fn entry(&mut self, entry: &Entry, [x, y]: [f64; 2], lines: &[String]) {
        let letters = self.sheet.letters;
        let (ink, high) = (self.sheet.picture.design.theme.ink, self.high());
        let rectangle = [x, y, x + letters * 1.9, y + high];
        let line = entry.row.as_ref().map_or_else(Paint::default, |row| row.outline(ink));
        self.sheet.swatch_of(rectangle, Paint { fill: Some(entry.fill.clone()), ..line });
        if let Some(over) = entry.row.as_ref().and_then(|row| row.over) {
            self.sheet.swatch(rectangle, Fill::Pattern(over));
        }
        for (number, line) in lines.iter().enumerate() {
            let middle = y + high / 2.0 + number as f64 * letters * 1.2;
            self.sheet.around(x + letters * 2.4, middle, Anchor::Start, letters, ink, line);
        }
    }

    /// That equal values left fewer classes than were wished for.
    fn fewer(&mut self, most: f64) {
        let picture = self.sheet.picture;
        let Some(Legend::Classes { classes, .. }) = &picture.key.legend else { return };
        let Some(wished) = classes.fewer_than else { return };
        let (small, ink) = (picture.design.size.letters.small, picture.design.theme.quiet_ink);
        let told = fewer_classes(classes.breaks.len(), wished, picture.words.language);
        self.sheet.y += small * 0.4;
        for line in wrap(&told, small, Weight::Regular, most) {
            self.used = self.used.max(width(&line, small, Weight::Regular));
            self.sheet.text([0.0, self.sheet.y + small], Anchor::Start, small, Weight::Regular, ink, &line);
            self.sheet.y += small * 1.35;
        }
    }
}
