//! The legend: boxes from the highest class down with values at their edges, how many areas and residents each has, kinds of missing.

use std::fmt::Write as _;

use crate::render::classify::Classification;
use crate::render::map::{AreaValue, Legend, MapArea, NoData, Picture, Unit};
use crate::render::number::{decimal, grouped};
use crate::render::palette::{COAST, HATCH, INK, MISSING, Palette, QUIET_INK};
use crate::render::svg::{fixed, text_line, text_width, wrap};

/// The legend's width in pixels.
pub(crate) const LEGEND: f64 = 200.0;

/// A drawn legend.
pub(crate) struct LegendBlock {
    /// Its elements.
    pub(crate) svg: String,
    /// Where it ends, in pixels.
    pub(crate) bottom: f64,
}

/// One row of the legend below the classes.
struct Row {
    fill: String,
    label: String,
    n_areas: usize,
    residents: Option<u64>,
}

impl Picture<'_> {
    /// The legend with its upper left corner at `(x, top)`.
    pub(crate) fn legend_svg(&self, x: f64, top: f64) -> LegendBlock {
        let mut svg = String::new();
        let mut y = top + 10.0;
        for line in wrap(&self.legend_title, 12.5, LEGEND) {
            svg.push_str(&text_line(x, y, 12.5, "600", INK, "start", &line));
            y += 16.0;
        }
        let right = x + LEGEND;
        let known = self.areas.iter().any(|area| area.residents.is_some());
        let (_, areas, residents) = self.words();
        y += 4.0;
        let middle = if known { right - 62.0 } else { right };
        svg.push_str(&text_line(middle, y, 10.5, "400", QUIET_INK, "end", areas));
        if known {
            svg.push_str(&text_line(right, y, 10.5, "400", QUIET_INK, "end", residents));
        }
        y += 10.0;
        let total: u64 = self.areas.iter().filter_map(|area| area.residents).sum();
        let numbers = |y: f64, n_areas: usize, here: Option<u64>| {
            let mut text = text_line(middle, y, 11.5, "400", INK, "end", &n_areas.to_string());
            if let Some(here) = here.filter(|_| total > 0) {
                let share = format!("{}\u{a0}%", decimal(100.0 * here as f64 / total as f64, 1, self.language));
                text.push_str(&text_line(right, y, 11.5, "400", INK, "end", &share));
            }
            text
        };
        if let Some(Legend::Classes { classes, palette, notes }) = &self.legend {
            y = self.classes_svg(&mut svg, (x, y), (classes, *palette, notes), &numbers);
        }
        for row in self.rows() {
            let _ = write!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"26\" height=\"17\" fill=\"{}\" stroke=\"{COAST}\" stroke-width=\"0.6\"/>",
                fixed(x),
                fixed(y),
                legend_fill(&row.fill)
            );
            let lines = wrap(&row.label, 11.5, middle - x - 34.0 - text_width("8888", 11.5));
            for (number, line) in lines.iter().enumerate() {
                svg.push_str(&text_line(x + 34.0, y + 12.5 + 14.0 * number as f64, 11.5, "400", INK, "start", line));
            }
            svg.push_str(&numbers(y + 12.5, row.n_areas, row.residents));
            y += 24.0 + 14.0 * lines.len().saturating_sub(1) as f64;
        }
        // Patterns of the legend are in pixels, those of the map in steps.
        svg.insert_str(0, &legend_patterns());
        LegendBlock { svg, bottom: y }
    }

    /// Boxes from the highest class down, values at their edges.
    fn classes_svg(
        &self,
        svg: &mut String,
        (x, top): (f64, f64),
        (classes, palette, notes): (&Classification, Palette, &[String]),
        numbers: &dyn Fn(f64, usize, Option<u64>) -> String,
    ) -> f64 {
        const BOX: f64 = 26.0;
        let k = classes.breaks.len();
        let values: Vec<f64> = self
            .areas
            .iter()
            .filter_map(|area| if let AreaValue::Number(value) = area.value { Some(value) } else { None })
            .collect();
        let scale = if self.unit == Unit::Percent { 100.0 } else { 1.0 };
        let decimals = classes.decimals(&values, scale);
        let bound = |value: f64| match self.unit {
            Unit::Percent => decimal(value * 100.0, decimals, self.language),
            Unit::Plain => decimal(value, decimals, self.language),
            Unit::Count => grouped(value),
        };
        let mut y = top;
        for class in (0..k).rev() {
            let _ = write!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"26\" height=\"{BOX}\" fill=\"{}\" stroke=\"{COAST}\" stroke-width=\"0.6\"/>",
                fixed(x),
                fixed(y),
                palette.colour(class, k)
            );
            let here = self.areas.iter().filter(|area| self.class_of(area) == Some(class));
            let residents = here
                .clone()
                .any(|area| area.residents.is_some())
                .then(|| here.clone().filter_map(|area| area.residents).sum());
            // The last class may be open.
            if classes.breaks[class].is_finite() {
                svg.push_str(&text_line(x + 34.0, y + 4.0, 11.5, "400", INK, "start", &bound(classes.breaks[class])));
            }
            if let Some(note) = notes.get(class).filter(|note| !note.is_empty()) {
                svg.push_str(&text_line(x + 34.0, y + 17.5, 10.0, "400", QUIET_INK, "start", note));
            }
            svg.push_str(&numbers(y + 17.5, here.count(), residents.or(Some(0))));
            y += BOX;
        }
        svg.push_str(&text_line(x + 34.0, y + 4.0, 11.5, "400", INK, "start", &bound(classes.minimum)));
        y + 18.0
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let row = |fill: &str, label: &str, areas: Vec<&MapArea>| Row {
            fill: fill.to_owned(),
            label: label.to_owned(),
            n_areas: areas.len(),
            residents: areas
                .iter()
                .any(|area| area.residents.is_some())
                .then(|| areas.iter().filter_map(|area| area.residents).sum()),
        };
        if let Some(Legend::Categories(categories)) = &self.legend {
            for (category, (_, label, colour)) in categories.iter().enumerate() {
                rows.push(row(
                    colour,
                    label,
                    self.areas.iter().filter(|area| area.value == AreaValue::Category(category)).collect(),
                ));
            }
        }
        for kind in NoData::ALL {
            let areas: Vec<&MapArea> = self.areas.iter().filter(|area| self.missing_kind(area) == Some(kind)).collect();
            if !areas.is_empty() {
                rows.push(row(kind.fill(), kind.label(self.language), areas));
            }
        }
        rows
    }
}

fn legend_patterns() -> String {
    format!(
        "<defs><pattern id=\"hatch-legend\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"5\" height=\"5\" fill=\"{MISSING}\"/><rect width=\"1.4\" height=\"5\" fill=\"{HATCH}\"/></pattern>\
         <pattern id=\"hatch-cross-legend\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"5\" height=\"5\" fill=\"{MISSING}\"/><rect width=\"1.4\" height=\"5\" fill=\"{HATCH}\"/><rect width=\"5\" height=\"1.4\" fill=\"{HATCH}\"/></pattern></defs>"
    )
}

/// The legend's own pattern for a fill of the map.
fn legend_fill(fill: &str) -> String {
    fill.strip_suffix(')')
        .filter(|fill| fill.starts_with("url("))
        .map_or_else(|| fill.to_owned(), |start| format!("{start}-legend)"))
}
