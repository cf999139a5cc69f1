//! The legend: boxes from the highest class down with values at their edges, how many areas and residents each has, what is drawn apart.

use crate::render::certainty::OPACITIES;
use crate::render::design::Uncertainty;
use crate::render::map::{Legend, Picture};
use crate::render::map_area::{AreaValue, MapArea, NoData, Unit};
use crate::render::number::{decimal, grouped};
use crate::render::scene::{Anchor, Fill, Group, Hex, Item, Paint, Place, Shape, Text};
use crate::render::typeface::{CAPITAL, Weight, width, wrap};

/// Steps in a pixel: areas and the legend's boxes are written in whole steps, so that both have the same patterns.
pub(crate) const STEPS: f64 = 5.0;

/// Something that is laid out by its own corner.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Its elements, from its upper left corner.
    pub(crate) items: Vec<Item>,
    /// Width and height.
    pub(crate) size: [f64; 2],
}

/// One row below the classes.
struct Row {
    fill: Fill,
    over: Option<&'static str>,
    opacity: Option<f64>,
    label: String,
    n_areas: usize,
    residents: Option<u64>,
}

/// The columns of a legend and its growing content.
pub(crate) struct Sheet<'a> {
    /// What it is the legend of.
    pub(crate) picture: &'a Picture<'a>,
    /// The size of type.
    pub(crate) letters: f64,
    /// Where labels start.
    pub(crate) label: f64,
    /// Where the numbers of areas end.
    pub(crate) areas: f64,
    /// Where shares of residents end, when residents are known; the legend's width.
    pub(crate) right: f64,
    /// All residents.
    pub(crate) total: u64,
    /// Boxes and circles, in steps.
    pub(crate) boxes: Vec<Item>,
    /// Lines of text, in pixels.
    pub(crate) texts: Vec<Item>,
    /// Where the next element starts.
    pub(crate) y: f64,
}

impl Picture<'_> {
    /// The legend, no wider than `most`, of a map with `scale` pixels to the metre.
    pub(crate) fn legend_block(&self, most: f64, scale: f64) -> Block {
        let letters = self.design.size.letters;
        let words = self.words();
        let rows = self.rows();
        let known = self.areas.iter().any(|area| area.residents.is_some());
        let number = |text: &str, size: f64| width(text, size, Weight::Regular);
        let areas_wide = number(words.areas, letters.small).max(number("8888", letters.legend)) + letters.legend;
        let residents_wide = if known {
            number(words.residents, letters.small).max(number("88.8\u{a0}%", letters.legend)) + letters.legend * 0.8
        } else {
            0.0
        };
        let label = letters.legend * 2.8;
        let labels = self
            .bounds()
            .iter()
            .chain(rows.iter().map(|row| &row.label))
            .map(|text| number(text, letters.legend))
            .chain(self.notes().iter().map(|note| number(note, letters.small)))
            .fold(0.0, f64::max);
        let right = (label + labels + areas_wide + residents_wide)
            .min(most)
            .max(label + areas_wide + residents_wide + letters.legend * 3.0);
        let mut sheet = Sheet {
            picture: self,
            letters: letters.legend,
            label,
            areas: right - residents_wide,
            right,
            total: self.areas.iter().filter_map(|area| area.residents).sum(),
            boxes: Vec::new(),
            texts: Vec::new(),
            y: 0.0,
        };
        let counts_classes = self.dots.is_none() && !self.is_one_colour() && self.grid.is_none();
        sheet.heading(known, counts_classes || !rows.is_empty());
        if let Some(Legend::Classes { classes, notes, .. }) = &self.legend {
            if self.design.histogram {
                sheet.histogram(classes);
            }
            match self.dots {
                Some(dots) => sheet.dot(dots.people_per_dot),
                None if self.is_one_colour() => {}
                None if self.is_unclassed() => sheet.ramp(),
                None => sheet.classes(classes, notes),
            }
        }
        if let Some(grid) = &self.grid {
            sheet.grid(grid);
        }
        if let Some(unit_radius) = self.unit_radius {
            sheet.sizes(unit_radius * scale);
        }
        for row in &rows {
            sheet.row(row, areas_wide);
        }
        let boxes = Group {
            place: Some(Place { origin: [0.0, 0.0], scale: 1.0 / STEPS }),
            items: sheet.boxes,
            paint: Paint {
                stroke: Some(self.design.theme.coast.into()),
                stroke_width: Some(0.6 * STEPS),
                ..Paint::default()
            },
            ..Group::default()
        };
        let mut items = vec![Item::Group(boxes)];
        items.extend(sheet.texts);
        Block { items, size: [right, sheet.y] }
    }

    /// Bounds of the classes as printed: the lower end first, an open end left out.
    pub(crate) fn bounds(&self) -> Vec<String> {
        let Some(Legend::Classes { classes, .. }) = &self.legend else { return Vec::new() };
        let values: Vec<f64> = self
            .areas
            .iter()
            .filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None })
            .collect();
        let scale = if self.unit == Unit::Percent { 100.0 } else { 1.0 };
        let decimals = classes.decimals(&values, scale);
        let printed = |value: f64| match self.unit {
            Unit::Percent => decimal(value * 100.0, decimals, self.language),
            Unit::Plain => decimal(value, decimals, self.language),
            Unit::Count => grouped(value),
        };
        std::iter::once(&classes.minimum)
            .chain(&classes.breaks)
            .map(|bound| if bound.is_finite() { printed(*bound) } else { String::new() })
            .collect()
    }

    fn notes(&self) -> &[String] {
        match &self.legend {
            Some(Legend::Classes { notes, .. }) => notes,
            Some(Legend::Categories(_)) | None => &[],
        }
    }

    fn rows(&self) -> Vec<Row> {
        let row = |fill: Fill, over: Option<&'static str>, label: String, areas: &[&MapArea]| Row {
            fill,
            over,
            opacity: None,
            label,
            n_areas: areas.len(),
            residents: areas
                .iter()
                .any(|area| area.residents.is_some())
                .then(|| areas.iter().filter_map(|area| area.residents).sum()),
        };
        let mut rows = Vec::new();
        if let Some(Legend::Categories(categories)) = self.legend.as_ref().filter(|_| self.grid.is_none()) {
            for (category, ((_, label, _), colour)) in categories.iter().zip(self.colours()).enumerate() {
                let here: Vec<&MapArea> =
                    self.areas.iter().filter(|area| self.class_of(area) == Some(category)).collect();
                rows.push(row(Fill::Colour(colour), None, label.clone(), &here));
            }
        }
        for kind in NoData::ALL {
            let here: Vec<&MapArea> = self.areas.iter().filter(|area| self.missing_kind(area) == Some(kind)).collect();
            if !here.is_empty() {
                rows.push(row(self.design.theme.missing(kind), None, kind.label(self.language).to_owned(), &here));
            }
        }
        let page = || Fill::Colour(Hex::from(self.design.theme.page));
        if let Some(small) = self.design.hatch_below {
            let here: Vec<&MapArea> = self.areas.iter().filter(|area| self.is_small(area)).collect();
            rows.push(row(page(), Some("hatch-small"), self.small_label(small), &here));
        }
        if self.design.uncertainty == Some(Uncertainty::Alpha) {
            let colour = self.colours().last().cloned().unwrap_or_default();
            for (step, opacity) in OPACITIES.into_iter().enumerate() {
                let here: Vec<&MapArea> = self.areas.iter().filter(|area| self.certainty(area) == Some(step)).collect();
                let label = self.certainty_label(step);
                rows.push(Row { opacity: Some(opacity), ..row(Fill::Colour(colour.clone()), None, label, &here) });
            }
        }
        if self.design.uncertainty == Some(Uncertainty::NullWidth) {
            let here: Vec<&MapArea> = self.areas.iter().filter(|area| self.is_uncertain(area)).collect();
            rows.push(row(page(), Some("hatch-wide"), self.uncertain_label(), &here));
        }
        rows
    }
}

impl Sheet<'_> {
    /// A line of text.
    pub(crate) fn text(
        &mut self,
        at: [f64; 2],
        anchor: Anchor,
        size: f64,
        weight: Weight,
        ink: &'static str,
        text: &str,
    ) {
        let text = text.to_owned();
        self.texts.push(Item::Text(Text { at, anchor, size, weight, ink: ink.into(), halo: None, text }));
    }

    /// A line whose capitals stand around a height.
    pub(crate) fn around(&mut self, x: f64, middle: f64, anchor: Anchor, size: f64, ink: &'static str, text: &str) {
        self.text([x, middle + CAPITAL / 2.0 * size], anchor, size, Weight::Regular, ink, text);
    }

    /// A box of one fill.
    pub(crate) fn swatch(&mut self, rectangle: [f64; 4], fill: Fill) {
        self.swatch_of(rectangle, Paint { fill: Some(fill), ..Paint::default() });
    }

    fn swatch_of(&mut self, [left, top, right, bottom]: [f64; 4], paint: Paint) {
        self.boxes.push(Item::Shape(Shape::rectangle([left, top, right, bottom].map(|side| side * STEPS), paint)));
    }

    fn heading(&mut self, known: bool, columns: bool) {
        let (theme, small, letters) = (self.picture.design.theme, self.picture.design.size.letters.small, self.letters);
        for line in wrap(&self.picture.legend_title, letters * 1.05, Weight::Semibold, self.right) {
            self.y += letters * 1.05;
            self.text([0.0, self.y], Anchor::Start, letters * 1.05, Weight::Semibold, theme.ink, &line);
            self.y += letters * 0.3;
        }
        if columns {
            let words = self.picture.words();
            self.y += small * 1.25;
            self.text([self.areas, self.y], Anchor::End, small, Weight::Regular, theme.quiet_ink, words.areas);
            if known {
                self.text([self.right, self.y], Anchor::End, small, Weight::Regular, theme.quiet_ink, words.residents);
            }
        }
        self.y += letters * 0.75;
    }

    /// Numbers of areas and residents around a height.
    pub(crate) fn numbers(&mut self, middle: f64, n_areas: usize, residents: Option<u64>) {
        let (ink, letters) = (self.picture.design.theme.ink, self.letters);
        self.around(self.areas, middle, Anchor::End, letters, ink, &n_areas.to_string());
        if let Some(here) = residents.filter(|_| self.total > 0) {
            let share = 100.0 * here as f64 / self.total as f64;
            let share = format!("{}\u{a0}%", decimal(share, 1, self.picture.language));
            self.around(self.right, middle, Anchor::End, letters, ink, &share);
        }
    }

    fn row(&mut self, row: &Row, areas_wide: f64) {
        let letters = self.letters;
        let lines = wrap(&row.label, letters, Weight::Regular, self.areas - areas_wide - self.label + letters * 0.9);
        let high = letters * 1.5;
        let rectangle = [0.0, self.y, self.label - letters * 0.7, self.y + high];
        self.swatch_of(
            rectangle,
            Paint { fill: Some(row.fill.clone()), fill_opacity: row.opacity, ..Paint::default() },
        );
        if let Some(over) = row.over {
            self.swatch(rectangle, Fill::Pattern(over));
        }
        let middle = self.y + high / 2.0;
        for (number, line) in lines.iter().enumerate() {
            let ink = self.picture.design.theme.ink;
            self.around(self.label, middle + number as f64 * letters * 1.2, Anchor::Start, letters, ink, line);
        }
        self.numbers(middle, row.n_areas, row.residents);
        self.y += high + letters * (0.5 + 1.2 * lines.len().saturating_sub(1) as f64);
    }
}
