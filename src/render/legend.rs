//! The legend: boxes from the highest class down with values at their edges, how many areas and residents each has, what is drawn apart.

use crate::model::language::Language;
use crate::render::areas::{DOT, OPACITIES};
use crate::render::classify::Classification;
use crate::render::colour::readable_on;
use crate::render::map::{AreaValue, Grid, Legend, MapArea, NoData, Picture, Small, Uncertainty, Unit};
use crate::render::number::{decimal, grouped};
use crate::render::scene::{Anchor, Fill, Group, Hex, Item, Paint, Place, Shape, Text};
use crate::render::svg::fixed;
use crate::render::theme::Theme;
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
struct Sheet<'a> {
    picture: &'a Picture<'a>,
    /// The size of type.
    letters: f64,
    /// Where labels start.
    label: f64,
    /// Where the numbers of areas end.
    areas: f64,
    /// Where shares of residents end, when residents are known; the legend's width.
    right: f64,
    /// All residents.
    total: u64,
    boxes: Vec<Item>,
    texts: Vec<Item>,
    y: f64,
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
                None if self.is_unclassed() => sheet.ramp(classes),
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
    fn bounds(&self) -> Vec<String> {
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
    fn text(&mut self, at: [f64; 2], anchor: Anchor, size: f64, weight: Weight, ink: &'static str, text: &str) {
        let text = text.to_owned();
        self.texts.push(Item::Text(Text { at, anchor, size, weight, ink: ink.into(), halo: None, text }));
    }

    /// A line whose capitals stand around a height.
    fn around(&mut self, x: f64, middle: f64, anchor: Anchor, size: f64, ink: &'static str, text: &str) {
        self.text([x, middle + CAPITAL / 2.0 * size], anchor, size, Weight::Regular, ink, text);
    }

    fn swatch(&mut self, rectangle: [f64; 4], fill: Fill) {
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
    fn numbers(&mut self, middle: f64, n_areas: usize, residents: Option<u64>) {
        let (ink, letters) = (self.picture.design.theme.ink, self.letters);
        self.around(self.areas, middle, Anchor::End, letters, ink, &n_areas.to_string());
        if let Some(here) = residents.filter(|_| self.total > 0) {
            let share = 100.0 * here as f64 / self.total as f64;
            let share = format!("{}\u{a0}%", decimal(share, 1, self.picture.language));
            self.around(self.right, middle, Anchor::End, letters, ink, &share);
        }
    }

    /// Boxes from the highest class down, values at their edges.
    fn classes(&mut self, classes: &Classification, notes: &[String]) {
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
            let here = picture.areas.iter().filter(|area| picture.class_of(area) == Some(class));
            let residents = here.clone().filter_map(|area| area.residents).sum();
            self.numbers(middle, here.count(), Some(residents));
            self.y += high;
        }
        self.around(self.label, self.y, Anchor::Start, self.letters, theme.ink, &bounds[0]);
        self.y += self.letters;
    }

    /// Classes of two values as a square, with the number of areas in each.
    fn grid(&mut self, grid: &Grid) {
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
        let sides = match picture.language {
            Language::English => ["vertical", "horizontal"],
            Language::Italian => ["in verticale", "in orizzontale"],
        };
        for (side, title) in sides.into_iter().zip([&grid.rows.title, &grid.columns.title]) {
            for line in wrap(&format!("{side}: {title}"), small, Weight::Regular, self.right) {
                self.text([0.0, self.y + small], Anchor::Start, small, Weight::Regular, theme.quiet_ink, &line);
                self.y += small * 1.35;
            }
        }
        self.y += letters * 0.6;
    }

    /// Colours from the lowest to the highest value, for a map without classes.
    fn ramp(&mut self, classes: &Classification) {
        const STRIPS: usize = 40;
        let picture = self.picture;
        let Some(Legend::Classes { palette, .. }) = &picture.legend else { return };
        let high = self.letters * 8.0;
        let strip = high / STRIPS as f64;
        for number in 0..STRIPS {
            let top = self.y + number as f64 * strip;
            let colour = picture.ramp(*palette, 1.0 - (number as f64 + 0.5) / STRIPS as f64);
            let rectangle = [0.0, top, self.label - self.letters * 0.7, top + strip].map(|side| side * STEPS);
            let paint = Paint { stroke: Some(colour.clone()), ..Paint::filled(colour) };
            self.boxes.push(Item::Shape(Shape::rectangle(rectangle, paint)));
        }
        let bounds = picture.bounds();
        let ink = picture.design.theme.ink;
        self.around(self.label, self.y, Anchor::Start, self.letters, ink, bounds.last().map_or("", String::as_str));
        let here = picture.areas.iter().filter(|area| picture.class_of(area).is_some());
        let residents = here.clone().filter_map(|area| area.residents).sum();
        self.numbers(self.y + high / 2.0, here.count(), Some(residents));
        self.y += high;
        self.around(self.label, self.y, Anchor::Start, self.letters, ink, bounds.first().map_or("", String::as_str));
        self.y += self.letters * 1.2;
        let _ = classes;
    }

    /// For how many people a dot stands.
    fn dot(&mut self, people_per_dot: u64) {
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
        let label = match picture.language {
            Language::English => format!("{people} residents, placed at random in their area"),
            Language::Italian => format!("{people} residenti, posti a caso nella loro area"),
        };
        for line in wrap(&label, letters, Weight::Regular, self.right - self.label) {
            self.around(self.label, self.y + letters * 0.75, Anchor::Start, letters, ink, &line);
            self.y += letters * 1.3;
        }
        self.y += letters * 0.6;
    }

    /// Circles for round numbers of residents, one inside the other. `unit` is the radius in pixels of a circle for one.
    fn sizes(&mut self, unit: f64) {
        let picture = self.picture;
        let (theme, letters, small) = (picture.design.theme, self.letters, picture.design.size.letters.small);
        let largest = picture.areas.iter().filter_map(|area| area.residents).max().unwrap_or(0) as f64;
        if largest <= 0.0 || unit <= 0.0 {
            return;
        }
        let top = round_below(largest);
        let values = [top, round_below(top / 4.0), round_below(top / 20.0)];
        let radius = |value: f64| unit * value.sqrt();
        self.y += letters * 0.4;
        // Where circles alone tell areas apart, the legend's title has said what they stand for.
        if !picture.is_one_colour() {
            let at = [0.0, self.y + small];
            self.text(at, Anchor::Start, small, Weight::Regular, theme.quiet_ink, picture.words().residents);
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
            let y = (bottom - 2.0 * here + letters * 0.35).max(label_from);
            label_from = y + letters * 1.15;
            self.around(2.0 * middle + letters * 0.6, y, Anchor::Start, letters, theme.ink, &grouped(value));
        }
        self.y = bottom.max(label_from) + letters * 0.5;
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

    /// How many areas have which value: bars in the colours of their classes.
    fn histogram(&mut self, classes: &Classification) {
        const BARS: usize = 24;
        let picture = self.picture;
        let high = self.letters * 3.2;
        let mut values: Vec<f64> = picture
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

impl Picture<'_> {
    /// Whether an area's value rests on small numbers.
    pub(crate) fn is_small(&self, area: &MapArea) -> bool {
        let below = |count: Option<u64>, least: u64| count.is_some_and(|count| count < least);
        self.class_of(area).is_some()
            && match self.design.hatch_below {
                Some(Small::Residents(least)) => below(area.residents, least),
                Some(Small::Units(least)) => below(area.units, least),
                None => false,
            }
    }

    /// Whether chance alone would have put an area's value anywhere in half of all values.
    pub(crate) fn is_uncertain(&self, area: &MapArea) -> bool {
        /// The width of the range above which a share says little.
        const WIDE: f64 = 0.5;
        self.class_of(area).is_some() && area.range.is_some_and(|[low, high]| high - low > WIDE)
    }

    fn small_label(&self, small: Small) -> String {
        let language = self.language;
        match (small, language) {
            (Small::Residents(least), Language::English) => {
                format!("fewer than {} residents", grouped(least as f64))
            }
            (Small::Residents(least), Language::Italian) => {
                format!("meno di {} residenti", grouped(least as f64))
            }
            (Small::Units(least), Language::English) => format!("fewer than {least} units"),
            (Small::Units(least), Language::Italian) => format!("meno di {least} unità"),
        }
    }

    fn certainty_label(&self, step: usize) -> String {
        let words = match self.language {
            Language::English => ["range by chance up to 25 points", "up to 50 points", "wider"],
            Language::Italian => ["intervallo casuale fino a 25 punti", "fino a 50 punti", "più ampio"],
        };
        words[step].to_owned()
    }

    fn uncertain_label(&self) -> String {
        match self.language {
            Language::English => "range by chance wider than 50 points".to_owned(),
            Language::Italian => "intervallo casuale oltre 50 punti".to_owned(),
        }
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

/// The largest of 1, 2 and 5 times a power of ten that is not above a positive number.
fn round_below(value: f64) -> f64 {
    let power = 10_f64.powf(value.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|digit| digit * power).find(|round| *round <= value).unwrap_or(power)
}
