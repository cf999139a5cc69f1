//! Rows of a table of one's own: bars from 0, or dots with an interval.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, PathElement, Rectangle};

use crate::analysis::basis::decimals::own_decimals;
use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::Anchor;
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, filled, fine_length, stroke};
use crate::render::plot::body::{Body, Mark, Room, Sign};
use crate::render::plot::key::DOT;
use crate::render::plot::rows::{Row, Rows, text_of};
use crate::render::report::sheet::Cell;
use crate::words::number::grouped_decimal;

/// What stands for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnShape {
    /// A bar from 0.
    Bar,
    /// A dot.
    Dot,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRow {
    /// What it is of.
    pub label: String,
    /// Its group.
    pub group: Option<String>,
    /// Its value; `None` where it is not known.
    pub value: Option<f64>,
    /// Its interval.
    pub ends: Option<[f64; 2]>,
}

/// Rows in order, those of a group together.
#[derive(Clone, Debug)]
pub struct OwnRows {
    /// What stands for values.
    pub shape: OwnShape,
    /// The rows.
    pub rows: Vec<OwnRow>,
    /// What the interval is called.
    pub interval: Option<String>,
    /// What stands over the numbers.
    pub unit: String,
    /// Whether values are shares, printed as percentages.
    pub is_percent: bool,
    /// With how many decimals values are printed.
    pub decimals: usize,
    /// The language of numbers.
    pub language: Language,
}

/// Narrower bodies have fewer values on the scale, in sizes of type.
const WIDE: f64 = 48.0;

impl OwnRow {
    /// What lies on the scale.
    fn values(&self) -> impl Iterator<Item = f64> {
        self.value.into_iter().chain(self.ends.into_iter().flatten())
    }
}

impl OwnRows {
    /// A value as it is printed.
    pub(crate) fn printed(&self, value: f64) -> String {
        let scaled = if self.is_percent { value * 100.0 } else { value };
        grouped_decimal(scaled, self.decimals, self.language)
    }

    /// What bars or dots stand for; a row without a value is a row of the table all the same.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.rows.iter().enumerate().map(|(number, row)| self.mark(number, row)).collect()
    }

    fn mark(&self, number: usize, row: &OwnRow) -> Mark {
        let percent = if self.is_percent { "\u{a0}%" } else { "" };
        let mut title = row.label.clone();
        if let Some(value) = row.value {
            title = format!("{title}: {}{percent}", self.printed(value));
        }
        if let Some([low, high]) = row.ends {
            title = format!("{title} ({}–{}{percent})", self.printed(low), self.printed(high));
        }
        let mut channels = vec![("label", Cell::from(row.label.as_str()))];
        channels.extend(row.group.as_deref().map(|group| ("group", Cell::from(group))));
        channels.push(("value", Cell::number(row.value)));
        if self.interval.is_some() {
            channels.push(("low", Cell::number(row.ends.map(|[low, _]| low))));
            channels.push(("high", Cell::number(row.ends.map(|[_, high]| high))));
        }
        Mark { key: format!("row-{}", number + 1), title, channels }
    }

    /// The rows, groups over theirs; and which of them each value stands in.
    fn table(&self) -> (Rows, Vec<usize>) {
        let (mut rows, mut places): (Vec<Row>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut group: Option<&str> = None;
        for row in &self.rows {
            if let Some(own) = row.group.as_deref().filter(|own| group != Some(own)) {
                let label = own.to_owned();
                rows.push(Row { label, is_head: true, cells: vec![String::new()], ..Row::default() });
                group = Some(own);
            }
            places.push(rows.len());
            rows.push(Row {
                label: row.label.clone(),
                is_member: row.group.is_some(),
                cells: vec![row.value.map_or_else(|| "–".to_owned(), |value| self.printed(value))],
                ..Row::default()
            });
        }
        (Rows { rows, headings: vec![self.unit.clone()], ..Rows::default() }, places)
    }

    /// The ends of the scale, as they are printed: bars begin at 0.
    fn scale(&self) -> [f64; 2] {
        let factor = if self.is_percent { 100.0 } else { 1.0 };
        let values = self.rows.iter().flat_map(OwnRow::values).map(|value| value * factor);
        let start = match self.shape {
            OwnShape::Bar => [0.0, 0.0],
            OwnShape::Dot => [f64::INFINITY, f64::NEG_INFINITY],
        };
        let [low, high] = values.fold(start, |[low, high], value| [low.min(value), high.max(value)]);
        if !(high - low).is_finite() {
            return [0.0, 1.0];
        }
        let margin = match self.shape {
            OwnShape::Bar => 0.0,
            OwnShape::Dot => (high - low) * 0.04,
        };
        if high > low {
            return [low - margin, high + margin];
        }
        let around = if low.abs() > 0.0 { low.abs() * 0.1 } else { 1.0 };
        [low - around, high + around]
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (letters, theme) = (room.letters, room.theme);
        let is_wide = room.wide >= letters.legend * WIDE;
        let [low, high] = self.scale();
        let ticks = round_values(low, high, if is_wide { 6 } else { 4 });
        let step = ticks.get(1).map_or(high - low, |second| second - ticks[0]);
        let decimals = ticks.iter().map(|tick| own_decimals(*tick)).max().unwrap_or(0);
        let labels: Vec<String> = ticks.iter().map(|tick| grouped_decimal(*tick, decimals, room.language)).collect();
        let last = labels.last().map_or(0.0, |label| width(label, letters.small, Weight::Regular) / 2.0);
        let (table, stands) = self.table();
        let below = letters.small * 0.4;
        let placed = table.place(room, below, last + letters.small * 0.4)?;
        let plot: Plot<RangedCoordf64> = Plot::new(placed.plot, low..high);
        let [left, top, right, bottom] = placed.plot;
        let mut body = Body { bottom: bottom + below, ..Body::default() };
        // Values of the scale that would touch are left out, from the left.
        let widest = labels.iter().map(|label| width(label, letters.small, Weight::Regular)).fold(0.0, f64::max);
        let apart = (right - left) * step / (high - low);
        let every = ((widest + letters.small * 0.6) / apart.max(0.01)).ceil().max(1.0);
        for (number, (tick, label)) in ticks.iter().zip(&labels).enumerate() {
            if number as f64 % every > 0.0 {
                continue;
            }
            plot.draw(&PathElement::new(
                vec![(*tick, 0.0), (*tick, plot.height())],
                stroke(theme.says(Meaning::Grid), 0.9),
            ));
            let at = [plot.x(*tick), placed.heading];
            body.axis.push(text_of(at, Anchor::Middle, letters.small, Weight::Regular, theme.quiet_ink, label));
        }
        let words = std::mem::take(&mut body.axis);
        body.axis.extend(plot.take("grid"));
        body.axis.extend(words);
        body.axis.extend(placed.rule_items(room));
        let factor = if self.is_percent { 100.0 } else { 1.0 };
        for (number, (row, place)) in self.rows.iter().zip(&stands).enumerate() {
            let Some(value) = row.value.map(|value| value * factor) else { continue };
            let y = placed.middles[*place] - top;
            let mark = self.mark(number, row);
            if let Some([from, to]) = row.ends.map(|ends| ends.map(|end| end * factor)) {
                let line = stroke(theme.quiet_ink, letters.legend * 0.12);
                plot.draw(&PathElement::new(vec![(from, y), (to, y)], line));
            }
            plot.name(identifier(room.prefix, &mark.key), mark.about());
            let colour = filled(theme.says(Meaning::Answered));
            match self.shape {
                OwnShape::Bar => {
                    let half = (placed.pitch * 0.32).min(letters.legend * 0.8);
                    plot.draw(&Rectangle::new([(value.min(0.0), y - half), (value.max(0.0), y + half)], colour));
                }
                OwnShape::Dot => plot.draw(&Circle::new((value, y), fine_length(letters.legend * DOT), colour)),
            }
        }
        if low < 0.0 && high > 0.0 {
            plot.draw(&PathElement::new(vec![(0.0, 0.0), (0.0, plot.height())], stroke(theme.ink, 1.0)));
        }
        body.rows.extend(plot.take("values"));
        body.rows.extend(placed.items);
        if let Some(interval) = self.interval.as_ref().filter(|_| self.rows.iter().any(|row| row.ends.is_some())) {
            body.key.push((Sign::Line(theme.quiet_ink), interval.clone()));
        }
        Some(body)
    }
}
