//! The legend: boxes from the highest class down with values at their edges, how many areas and residents each has, what is drawn apart.

use crate::render::classes::value::{MapArea, NoData};
use crate::render::legend::sheet::{Block, Members, Numbers, Row, Sheet};
use crate::render::page::furniture::{Furniture, Kept};
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Fill, Group, Hex, Item, Paint, Place};
use crate::render::page::typeface::{Weight, width};
use crate::render::picture::design::Uncertainty;
use crate::render::picture::shown::{Legend, Picture};
use crate::words::catalogue::plain;

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
        let label = letters.legend * if self.certainty_words().is_some() { 6.0 } else { 2.8 };
        let scale_labels = self.scale_labels();
        let labels = scale_labels
            .edges
            .iter()
            .chain(&scale_labels.inside)
            .chain(rows.iter().map(|row| &row.label))
            .map(|text| number(text, letters.legend))
            .chain(self.notes().iter().map(|note| number(note, letters.small)))
            .fold(0.0, f64::max);
        // Numbers and words beside classes stand in one line.
        let beside = scale_labels.edges.iter().chain(&scale_labels.inside).map(|text| number(text, letters.legend));
        let notes = self.notes().iter().map(|note| number(note, letters.small));
        let beside = beside.chain(notes).fold(0.0, f64::max);
        let least = label + numbers + beside.max(letters.legend * 3.0);
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

    /// How wide a legend must be for its histogram.
    fn histogram_width(&self, kept: &Kept) -> f64 {
        let is_shown = self.design.histogram && kept.has(Furniture::Histogram);
        if is_shown { self.design.size.letters.legend * 11.0 } else { 0.0 }
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
            is_outlined: false,
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
        if matches!(self.key.legend, Some(Legend::Classes { parity: Some(_), .. }))
            && self.values.areas.iter().any(|area| area.is_outside_alone)
        {
            let colour = self.parity_colour().unwrap_or_default();
            let label = plain(self.words.language, "parity-same.alone").to_owned();
            rows.push(Row { is_outlined: true, ..row(Fill::Colour(colour), None, label, Members::OutsideAlone) });
        }
        if self.design.uncertainty == Some(Uncertainty::NullWidth) {
            rows.push(row(page(), Some("hatch-wide"), self.uncertain_label(), Members::Uncertain));
        }
        rows
    }
}
