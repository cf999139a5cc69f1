//! The legend: boxes from the highest class down with values at their edges, how many areas and residents each has, what is drawn apart.

use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::legend::sheet::{Block, Members, Numbers, Row, Sheet};
use crate::render::page::furniture::{Furniture, Kept};
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Fill, Group, Hex, Item, Paint, Place};
use crate::render::page::typeface::{Weight, width};
use crate::render::picture::certainty::OPACITIES;
use crate::render::picture::design::Uncertainty;
use crate::render::picture::shown::{Legend, Picture};
use crate::words::catalogue::plain;
use crate::words::number::{decimal, grouped_decimal};

impl Picture {
    /// The legend, no wider than `most`, of a map with `scale` pixels to the metre.
    pub(crate) fn legend_block(&self, most: f64, scale: f64, kept: &Kept) -> Block {
        if matches!(self.key.legend, Some(Legend::Groups { .. })) && self.rows().is_empty() {
            return Block::default();
        }
        self.legend_with(most, scale, self.number_columns(kept), None, kept)
    }

    /// Columns of the numbers of areas and the shares of residents, as far as they are kept.
    pub(crate) fn number_columns(&self, kept: &Kept) -> Vec<Numbers<'_>> {
        if !kept.has(Furniture::Numbers) {
            return Vec::new();
        }
        let known = self.values.areas.iter().any(|area| area.residents.is_some());
        let [areas, residents] = ["map-areas", "map-residents"].map(|key| plain(self.words.language, key));
        let is_of_groups = matches!(self.key.legend, Some(Legend::Groups { .. }));
        // Each group is one area.
        let mut columns = Vec::new();
        columns.extend((!is_of_groups).then(|| self.number_column(areas, &self.values.areas, false)));
        columns.extend(known.then(|| self.number_column(residents, &self.values.areas, true)));
        columns
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
        kept: &Kept,
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
        // Bounds stand in one line, and so do the ends of a histogram.
        let bounds = self.bounds().iter().map(|bound| number(bound, letters.legend)).fold(0.0, f64::max);
        let least = label + numbers + bounds.max(letters.legend * 3.0);
        let right = (label + labels + numbers).min(most).max(least).max(self.histogram_width(kept));
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
        let counts_classes = self.figure.dots.is_none() && !self.is_one_colour() && self.key.grid.is_none();
        let has_columns = (counts_classes || !rows.is_empty()) && !sheet.columns.is_empty();
        sheet.heading(over.filter(|_| has_columns), has_columns);
        if let Some(Legend::Classes { classes, notes, .. }) = &self.key.legend {
            if self.design.histogram && kept.has(Furniture::Histogram) {
                sheet.histogram(classes);
            }
            match &self.figure.dots {
                Some(dots) => sheet.dot(dots.people_per_dot),
                None if self.is_one_colour() => {}
                None if self.is_unclassed() => sheet.ramp(),
                None => sheet.classes(classes, notes),
            }
        }
        if let Some(grid) = &self.key.grid {
            sheet.grid(grid);
        }
        if let Some(unit_radius) = self.figure.unit_radius {
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
        let wide = sheet.texts.iter().map(|item| if let Item::Text(text) = item { text.bounds()[2] } else { 0.0 });
        let size = [wide.fold(right, f64::max), sheet.y];
        let mut items = vec![Item::Group(boxes)];
        items.extend(sheet.texts);
        Block { items, size }
    }

    /// How wide a legend must be for its histogram, whose ends stand side by side.
    fn histogram_width(&self, kept: &Kept) -> f64 {
        if !self.design.histogram || !kept.has(Furniture::Histogram) {
            return 0.0;
        }
        let letters = self.design.size.letters;
        let values = self.values.areas.iter();
        let values =
            values.filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None });
        let ends =
            values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| [low.min(value), high.max(value)]);
        let ends = ends.into_iter().filter(|end| end.is_finite());
        let ends: f64 = ends.map(|end| width(&self.written(end, 1), letters.small, Weight::Regular)).sum();
        (ends + letters.small).max(letters.legend * 11.0)
    }

    /// Bounds of the classes as printed: the lower end first, an open end left out.
    pub(crate) fn bounds(&self) -> Vec<String> {
        let Some(Legend::Classes { classes, .. }) = &self.key.legend else { return Vec::new() };
        let values: Vec<f64> = self
            .values
            .areas
            .iter()
            .filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None })
            .collect();
        let scale = if self.values.unit == Unit::Percent { 100.0 } else { 1.0 };
        let decimals = classes.decimals(&values, scale);
        let printed = |value: f64| match self.values.unit {
            Unit::Percent => decimal(value * 100.0, decimals, self.words.language),
            Unit::Plain => decimal(value, decimals, self.words.language),
            Unit::Count => grouped_decimal(value, decimals, self.words.language),
        };
        let rounded = classes.printed(decimals, scale);
        std::iter::once(&rounded.minimum)
            .chain(&rounded.breaks)
            .map(|bound| if bound.is_finite() { printed(*bound) } else { String::new() })
            .collect()
    }

    pub(crate) fn notes(&self) -> &[String] {
        match &self.key.legend {
            Some(Legend::Classes { notes, .. }) => notes,
            Some(Legend::Categories(_) | Legend::Groups { .. }) | None => &[],
        }
    }

    pub(crate) fn rows(&self) -> Vec<Row> {
        let row = |fill: Fill, over: Option<&'static str>, label: String, members: Members| Row {
            fill,
            over,
            opacity: None,
            label,
            members,
        };
        let mut rows = Vec::new();
        if let Some(Legend::Categories(categories)) = self.key.legend.as_ref().filter(|_| self.key.grid.is_none()) {
            for (category, ((_, label, _), colour)) in categories.iter().zip(self.colours()).enumerate() {
                rows.push(row(Fill::Colour(colour), None, label.clone(), Members::Category(category)));
            }
        }
        if let Some(Legend::Groups { names, .. }) = &self.key.legend {
            for (group, (name, colour)) in names.iter().zip(self.colours()).enumerate() {
                rows.push(row(Fill::Colour(colour), None, name.clone(), Members::Category(group)));
            }
        }
        for kind in NoData::ALL {
            if self.values.areas.iter().any(|area| self.missing_kind(area) == Some(kind)) {
                let label = kind.label(self.words.language).to_owned();
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
}
