//! The legend: boxes from the highest class down with values at their edges, how many areas and residents each has, what is drawn apart.

use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Anchor, Fill, Group, Hex, Item, Paint, Place, Shape, Text};
use crate::render::page::typeface::{CAPITAL, Weight, width, wrap};
use crate::render::picture::certainty::OPACITIES;
use crate::render::picture::design::Uncertainty;
use crate::render::picture::shown::{Legend, Picture};
use crate::words::catalogue::plain;
use crate::words::number::{decimal, grouped_decimal};

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
enum Members {
    Category(usize),
    Missing(NoData),
    Small,
    Certainty(usize),
    Uncertain,
}

/// One row below the classes.
struct Row {
    fill: Fill,
    over: Option<&'static str>,
    opacity: Option<f64>,
    label: String,
    members: Members,
}

/// A column of numbers beside the classes.
pub(crate) struct Numbers<'a> {
    /// What stands over it.
    heading: String,
    /// The areas of which some are in each class.
    areas: &'a [MapArea],
    /// All their residents, where the column shows shares of residents and not numbers of areas.
    residents: Option<u64>,
    /// Its width with the gap before it.
    wide: f64,
    /// Where its numbers end.
    right: f64,
}

/// The columns of a legend and its growing content.
pub(crate) struct Sheet<'a> {
    /// What it is the legend of.
    pub(crate) picture: &'a Picture<'a>,
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

impl Picture<'_> {
    /// The legend, no wider than `most`, of a map with `scale` pixels to the metre.
    pub(crate) fn legend_block(&self, most: f64, scale: f64) -> Block {
        let known = self.areas.iter().any(|area| area.residents.is_some());
        let [areas, residents] = ["map-areas", "map-residents"].map(|key| plain(self.language, key));
        let mut columns = vec![self.number_column(areas, &self.areas, false)];
        columns.extend(known.then(|| self.number_column(residents, &self.areas, true)));
        self.legend_with(most, scale, columns, None)
    }

    /// A column of the numbers of areas in each class, or of the shares of residents.
    pub(crate) fn number_column<'a>(&self, heading: &str, areas: &'a [MapArea], residents: bool) -> Numbers<'a> {
        let letters = self.design.size.letters;
        let (widest, gap) = if residents { ("88.8\u{a0}%", 0.8) } else { ("8888", 1.0) };
        let numbers = width(widest, letters.legend, Weight::Regular);
        let wide = width(heading, letters.small, Weight::Regular).max(numbers) + letters.legend * gap;
        let residents = residents.then(|| areas.iter().filter_map(|area| area.residents).sum());
        Numbers { heading: heading.to_owned(), areas, residents, wide, right: 0.0 }
    }

    /// The same beside others, so that even all residents keep clear of the next column.
    pub(crate) fn panel_column<'a>(&self, heading: &str, areas: &'a [MapArea], residents: bool) -> Numbers<'a> {
        let letters = self.design.size.letters.legend;
        let column = self.number_column(heading, areas, residents);
        let widest = if residents { width("100.0\u{a0}%", letters, Weight::Regular) + letters * 0.8 } else { 0.0 };
        Numbers { wide: column.wide.max(widest), ..column }
    }

    /// The legend with columns of numbers; `over` is what stands over their headings.
    pub(crate) fn legend_with<'a>(
        &'a self,
        most: f64,
        scale: f64,
        mut columns: Vec<Numbers<'a>>,
        over: Option<&str>,
    ) -> Block {
        let letters = self.design.size.letters;
        let rows = self.rows();
        let number = |text: &str, size: f64| width(text, size, Weight::Regular);
        let numbers: f64 = columns.iter().map(|column| column.wide).sum();
        let label = letters.legend * 2.8;
        let labels = self
            .bounds()
            .iter()
            .chain(rows.iter().map(|row| &row.label))
            .map(|text| number(text, letters.legend))
            .chain(self.notes().iter().map(|note| number(note, letters.small)))
            .fold(0.0, f64::max);
        let right = (label + labels + numbers).min(most).max(label + numbers + letters.legend * 3.0);
        let mut end = right;
        for column in columns.iter_mut().rev() {
            column.right = end;
            end -= column.wide;
        }
        let mut sheet = Sheet {
            picture: self,
            letters: letters.legend,
            label,
            columns,
            right,
            boxes: Vec::new(),
            texts: Vec::new(),
            y: 0.0,
        };
        let counts_classes = self.dots.is_none() && !self.is_one_colour() && self.grid.is_none();
        sheet.heading(over.filter(|_| counts_classes || !rows.is_empty()), counts_classes || !rows.is_empty());
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
            sheet.row(row);
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
            Unit::Count => grouped_decimal(value, decimals, self.language),
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
        let row = |fill: Fill, over: Option<&'static str>, label: String, members: Members| Row {
            fill,
            over,
            opacity: None,
            label,
            members,
        };
        let mut rows = Vec::new();
        if let Some(Legend::Categories(categories)) = self.legend.as_ref().filter(|_| self.grid.is_none()) {
            for (category, ((_, label, _), colour)) in categories.iter().zip(self.colours()).enumerate() {
                rows.push(row(Fill::Colour(colour), None, label.clone(), Members::Category(category)));
            }
        }
        for kind in NoData::ALL {
            if self.areas.iter().any(|area| self.missing_kind(area) == Some(kind)) {
                let label = kind.label(self.language).to_owned();
                rows.push(row(self.missing_fill(kind), None, label, Members::Missing(kind)));
            }
        }
        let page = || Fill::Colour(Hex::from(self.design.theme.page));
        if let Some(small) = self.hatch_below() {
            rows.push(row(page(), Some("hatch-small"), self.small_label(small), Members::Small));
        }
        if self.design.uncertainty == Some(Uncertainty::Alpha) {
            let colour = self.colours().last().cloned().unwrap_or_default();
            for (step, opacity) in OPACITIES.into_iter().enumerate() {
                let label = self.certainty_label(step);
                let plain = row(Fill::Colour(colour.clone()), None, label, Members::Certainty(step));
                rows.push(Row { opacity: Some(opacity), ..plain });
            }
        }
        if self.design.uncertainty == Some(Uncertainty::NullWidth) {
            rows.push(row(page(), Some("hatch-wide"), self.uncertain_label(), Members::Uncertain));
        }
        rows
    }

    fn is_member(&self, area: &MapArea, members: Members) -> bool {
        match members {
            Members::Category(category) => self.class_of(area) == Some(category),
            Members::Missing(kind) => self.missing_kind(area) == Some(kind),
            Members::Small => self.is_small(area),
            Members::Certainty(step) => self.certainty(area) == Some(step),
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

    /// A box of one fill.
    pub(crate) fn swatch(&mut self, rectangle: [f64; 4], fill: Fill) {
        self.swatch_of(rectangle, Paint { fill: Some(fill), ..Paint::default() });
    }

    fn swatch_of(&mut self, [left, top, right, bottom]: [f64; 4], paint: Paint) {
        self.boxes.push(Item::Shape(Shape::rectangle([left, top, right, bottom].map(|side| side * STEPS), paint)));
    }

    fn heading(&mut self, over: Option<&str>, columns: bool) {
        let (theme, small, letters) = (self.picture.design.theme, self.picture.design.size.letters.small, self.letters);
        for line in wrap(&self.picture.legend_title, letters * 1.05, Weight::Semibold, self.right) {
            self.y += letters * 1.05;
            self.text([0.0, self.y], Anchor::Start, letters * 1.05, Weight::Semibold, theme.ink, &line);
            self.y += letters * 0.3;
        }
        if let Some(over) = over {
            self.y += small * 1.25;
            self.text([self.right, self.y], Anchor::End, small, Weight::Regular, theme.quiet_ink, over);
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
        let (ink, letters, language) = (self.picture.design.theme.ink, self.letters, self.picture.language);
        let written = |column: &Numbers| {
            let here = column.areas.iter().filter(|area| is_here(area));
            match column.residents {
                None => Some(here.count().to_string()),
                Some(0) => None,
                Some(all) => {
                    let of_unknown = here.clone().count() > 0 && here.clone().all(|area| area.residents.is_none());
                    let share = 100.0 * here.filter_map(|area| area.residents).sum::<u64>() as f64 / all as f64;
                    if of_unknown {
                        return None;
                    }
                    Some(format!("{}\u{a0}%", decimal(share, 1, language)))
                }
            }
        };
        let numbers: Vec<_> = self.columns.iter().filter_map(|column| Some((column.right, written(column)?))).collect();
        for (right, number) in numbers {
            self.around(right, middle, Anchor::End, letters, ink, &number);
        }
    }

    fn row(&mut self, row: &Row) {
        let letters = self.letters;
        let end = self.columns.first().map_or(self.right, |column| column.right - column.wide);
        let lines = wrap(&row.label, letters, Weight::Regular, end - self.label + letters * 0.9);
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
        let picture = self.picture;
        self.numbers(middle, |area| picture.is_member(area, row.members));
        self.y += high + letters * (0.5 + 1.2 * lines.len().saturating_sub(1) as f64);
    }
}
