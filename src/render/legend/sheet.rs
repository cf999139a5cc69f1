//! A legend while it grows: boxes, lines of text, columns of numbers.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::classes::value::{MapArea, NoData};
use crate::render::page::path::{STEPS, fixed};
use crate::render::page::scene::{Anchor, Fill, Item, Paint, Shape, Text};
use crate::render::page::typeface::{CAPITAL, Weight, width, wrap};
use crate::render::picture::shown::{OUTLINE, Picture};
use crate::words::number::decimal;

/// Something that is laid out by its own corner.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Its elements, from its upper left corner.
    pub(crate) items: Vec<Item>,
    /// Width and height.
    pub(crate) size: [f64; 2],
}

/// Which areas a row below the classes stands for.
#[derive(Clone, Copy)]
pub(crate) enum Members {
    Category(usize),
    Missing(NoData),
    Small,
    OutsideAlone,
    Uncertain,
}

/// One row below the classes.
pub(crate) struct Row {
    pub(crate) fill: Fill,
    pub(crate) over: Option<&'static str>,
    /// Whether a thick line surrounds it, as it does the areas.
    pub(crate) is_outlined: bool,
    pub(crate) label: String,
    pub(crate) members: Members,
}

impl Row {
    /// The line around it, where it has one of its own.
    pub(crate) fn outline(&self, ink: &'static str) -> Paint {
        if self.is_outlined { Paint::default().outlined(ink, OUTLINE * STEPS) } else { Paint::default() }
    }
}

/// A column of numbers beside the classes.
pub(crate) struct Numbers<'a> {
    /// What stands over it.
    pub(crate) heading: String,
    /// The areas of which some are in each class.
    pub(crate) areas: &'a [MapArea],
    /// All their residents, where the column shows shares of residents and not numbers of areas.
    pub(crate) residents: Option<u64>,
    /// Its width with the gap before it.
    pub(crate) wide: f64,
    /// Where its numbers end.
    pub(crate) right: f64,
}

impl Numbers<'_> {
    /// How many areas, or which share of residents, are in one row; `None` where residents are not known.
    pub(crate) fn written(&self, is_here: &dyn Fn(&MapArea) -> bool, language: Language) -> Option<String> {
        let here = self.areas.iter().filter(|area| is_here(area));
        match self.residents {
            None => Some(here.count().to_string()),
            Some(0) => None,
            Some(all) => {
                let of_unknown = here.clone().count() > 0 && here.clone().all(|area| area.residents.is_none());
                let share = 100.0 * here.filter_map(|area| area.residents).sum::<u64>() as f64 / all as f64;
                (!of_unknown).then(|| format!("{}\u{a0}%", decimal(share, 1, language)))
            }
        }
    }
}

/// The columns of a legend and its growing content.
pub(crate) struct Sheet<'a> {
    /// What it is the legend of.
    pub(crate) picture: &'a Picture,
    /// The size of type.
    pub(crate) letters: f64,
    /// Where labels start.
    pub(crate) label: f64,
    /// Numbers beside the classes.
    pub(crate) columns: Vec<Numbers<'a>>,
    /// The legend's width.
    pub(crate) right: f64,
    /// Boxes and circles, in steps.
    pub(crate) boxes: Vec<Item>,
    /// Lines of text, in pixels.
    pub(crate) texts: Vec<Item>,
    /// Where the next element starts.
    pub(crate) y: f64,
}

impl Picture {
    pub(crate) fn is_member(&self, area: &MapArea, members: Members) -> bool {
        match members {
            Members::Category(category) => self.class_of(area) == Some(category),
            Members::Missing(kind) => self.missing_kind(area) == Some(kind),
            Members::Small => self.is_small(area),
            Members::OutsideAlone => area.is_outside_alone,
            Members::Uncertain => self.is_uncertain(area),
        }
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

    /// A line between two points, in pixels.
    pub(crate) fn line(&mut self, from: [f64; 2], to: [f64; 2]) {
        self.lines(&[[from, to]]);
    }

    /// Lines between points, in pixels.
    pub(crate) fn lines(&mut self, lines: &[[[f64; 2]; 2]]) {
        let mut path = String::new();
        let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for line in lines {
            let [[x0, y0], [x1, y1]] = line.map(|point| point.map(|side| (side * STEPS).round()));
            let _ = write!(path, "M{} {}L{} {}", fixed(x0), fixed(y0), fixed(x1), fixed(y1));
            let low = [bounds[0].min(x0).min(x1), bounds[1].min(y0).min(y1)];
            bounds = [low[0], low[1], bounds[2].max(x0).max(x1), bounds[3].max(y0).max(y1)];
        }
        let paint = Paint::line(self.picture.design.theme.quiet_ink, 0.7 * STEPS);
        self.boxes.push(Item::Shape(Shape { path, bounds, paint, ..Shape::default() }));
    }

    /// A box of one fill.
    pub(crate) fn swatch(&mut self, rectangle: [f64; 4], fill: Fill) {
        self.swatch_of(rectangle, Paint { fill: Some(fill), ..Paint::default() });
    }

    pub(crate) fn swatch_of(&mut self, [left, top, right, bottom]: [f64; 4], paint: Paint) {
        self.boxes.push(Item::Shape(Shape::rectangle([left, top, right, bottom].map(|side| side * STEPS), paint)));
    }

    pub(crate) fn heading(&mut self, over: Option<&str>, columns: bool) {
        let (theme, small, letters) = (self.picture.design.theme, self.picture.design.size.letters.small, self.letters);
        for line in wrap(&self.picture.key.title, letters * 1.05, Weight::Semibold, self.right) {
            self.y += letters * 1.05;
            self.text([0.0, self.y], Anchor::Start, letters * 1.05, Weight::Semibold, theme.ink, &line);
            self.y += letters * 0.3;
        }
        if let Some(over) = over {
            self.y += small * 1.25;
            let left = self.columns.first().map_or(0.0, |column| column.right - column.wide + letters * 0.8);
            // One heading of all columns stands over the middle of them, with a line as long as they are.
            if self.right - left > width(over, small, Weight::Regular) {
                let middle = f64::midpoint(left, self.right);
                self.text([middle, self.y], Anchor::Middle, small, Weight::Regular, theme.quiet_ink, over);
                self.line([left, self.y + small * 0.4], [self.right, self.y + small * 0.4]);
                self.y += small * 0.3;
            } else {
                self.text([self.right, self.y], Anchor::End, small, Weight::Regular, theme.quiet_ink, over);
            }
        }
        if columns {
            self.y += small * 1.25;
            let headings: Vec<_> = self.columns.iter().map(|column| (column.right, column.heading.clone())).collect();
            for (right, heading) in headings {
                self.text([right, self.y], Anchor::End, small, Weight::Regular, theme.quiet_ink, &heading);
            }
        }
        self.y += letters * 0.75;
    }

    /// How many areas, or which share of residents, around a height.
    pub(crate) fn numbers(&mut self, middle: f64, is_here: impl Fn(&MapArea) -> bool) {
        let (ink, letters, language) = (self.picture.design.theme.ink, self.letters, self.picture.words.language);
        let written = |column: &Numbers<'_>| column.written(&is_here, language);
        let numbers: Vec<_> = self.columns.iter().filter_map(|column| Some((column.right, written(column)?))).collect();
        for (right, number) in numbers {
            self.around(right, middle, Anchor::End, letters, ink, &number);
        }
    }

    pub(crate) fn row(&mut self, row: &Row) {
        let letters = self.letters;
        let end = self.columns.first().map_or(self.right, |column| column.right - column.wide);
        let lines = wrap(&row.label, letters, Weight::Regular, end - self.label + letters * 0.9);
        let high = letters * 1.5;
        let rectangle = [0.0, self.y, self.label - letters * 0.7, self.y + high];
        self.swatch_of(rectangle, Paint { fill: Some(row.fill.clone()), ..row.outline(self.picture.design.theme.ink) });
        if let Some(over) = row.over {
            self.swatch(rectangle, Fill::Pattern(over));
        }
        let middle = self.y + high / 2.0;
        for (number, line) in lines.iter().enumerate() {
            let ink = self.picture.design.theme.ink;
            self.around(self.label, middle + number as f64 * letters * 1.2, Anchor::Start, letters, ink, line);
        }
        let picture = self.picture;
        self.numbers(middle, |area| picture.is_member(area, row.members));
        self.y += high + letters * (0.5 + 1.2 * lines.len().saturating_sub(1) as f64);
    }
}
