//! Shares as bars from 0, one a row, each with the interval of its table as a thin line.

use plotters::coord::types::RangedCoordf64;
use plotters::element::{PathElement, Rectangle};

use crate::model::base::language::Language;
use crate::render::colour::meaning::Meaning;
use crate::render::page::scene::Anchor;
use crate::render::page::svg::identifier;
use crate::render::page::typeface::{Weight, width};
use crate::render::plot::axis::round_values;
use crate::render::plot::backend::{Plot, filled, stroke};
use crate::render::plot::body::{Body, Mark, Room};
use crate::render::plot::rows::{Labels, Row, Rows, text_of};
use crate::words::number::decimal;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareBar {
    /// What it stands for.
    pub mark: Mark,
    /// Its words.
    pub label: String,
    /// How long it is, 0 to 1.
    pub share: f64,
    /// The interval, where there is one.
    pub interval: Option<[f64; 2]>,
    /// Whether it stands apart from the others.
    pub is_apart: bool,
    /// The number at the end of the row.
    pub cell: String,
}

/// Bars below each other.
#[derive(Clone, Debug, PartialEq)]
pub struct ShareBars {
    /// The bars, from above.
    pub bars: Vec<ShareBar>,
    /// What is written below and not drawn, as rows of the table.
    pub written: Vec<Mark>,
    /// Whether the scale ends at 100 %, else at the largest value.
    pub is_whole: bool,
    /// What stands over the numbers at the end; empty for nothing.
    pub heading: String,
    /// Whether the numbers are bold.
    pub is_bold: bool,
    /// The language of numbers.
    pub language: Language,
}

/// Narrower bodies have labels above the bars, in sizes of type.
const WIDE: f64 = 48.0;
/// The height of a bar, in heights of a row.
const BAR: f64 = 0.58;

impl ShareBars {
    /// What each bar stands for, then what is written.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        self.bars.iter().map(|bar| &bar.mark).chain(&self.written).cloned().collect()
    }

    /// The largest value of the scale, 0 to 1.
    fn end(&self) -> f64 {
        let ends = self.bars.iter().map(|bar| bar.interval.map_or(bar.share, |[_, high]| high.max(bar.share)));
        if self.is_whole { 1.0 } else { ends.fold(0.05, f64::max).min(1.0) }
    }

    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        let (letters, theme) = (room.letters, room.theme);
        let is_wide = room.wide >= letters.legend * WIDE;
        let rows = Rows {
            rows: self
                .bars
                .iter()
                .map(|bar| Row { label: bar.label.clone(), cells: vec![bar.cell.clone()], ..Row::default() })
                .collect(),
            headings: vec![self.heading.clone()],
            labels: if is_wide { Labels::Beside } else { Labels::Above },
            are_cells_bold: self.is_bold,
            ..Rows::default()
        };
        let placed = rows.place(room, 0.0, letters.small * 1.6)?;
        let end = self.end();
        let plot: Plot<RangedCoordf64> = Plot::new(placed.plot, 0.0..end);
        let [_, top, _, bottom] = placed.plot;
        let mut body = Body { bottom, ..Body::default() };
        let half = placed.pitch * BAR / 2.0;
        // Lines of the scale: behind labels that stand above the bars they would strike them through.
        let upright = |x: f64, colour: &'static str| {
            let pieces = if is_wide {
                vec![[0.0, bottom - top]]
            } else {
                placed.middles.iter().map(|middle| [middle - top - half * 1.2, middle - top + half * 1.2]).collect()
            };
            for [from, to] in pieces {
                plot.draw(&PathElement::new(vec![(x, from), (x, to)], stroke(colour, 0.9)));
            }
        };
        let ticks = round_values(0.0, end * 100.0, if is_wide { 6 } else { 4 });
        for tick in &ticks {
            upright(tick / 100.0, theme.says(Meaning::Grid));
        }
        body.axis.extend(plot.take("grid"));
        for (number, tick) in ticks.iter().enumerate() {
            let unit = if number + 1 == ticks.len() { "\u{a0}%" } else { "" };
            // The unit stands beside the last value, whose digits stand over its line; the first value starts at its line.
            let digits = decimal(*tick, 0, room.language);
            let shift = width(unit, letters.small, Weight::Regular) / 2.0;
            let first =
                if number == 0 && !is_wide { width(&digits, letters.small, Weight::Regular) / 2.0 } else { 0.0 };
            let at = [plot.x(tick / 100.0) + shift + first, placed.heading];
            let text = format!("{digits}{unit}");
            body.axis.push(text_of(at, Anchor::Middle, letters.small, Weight::Regular, theme.quiet_ink, &text));
        }
        for (bar, middle) in self.bars.iter().zip(&placed.middles) {
            let y = middle - top;
            let colour = theme.says(if bar.is_apart { Meaning::Apart } else { Meaning::Answered });
            plot.name(identifier(room.prefix, &bar.mark.key), bar.mark.about());
            if bar.share > 0.0 {
                plot.draw(&Rectangle::new([(0.0, y - half), (bar.share, y + half)], filled(colour)));
            } else {
                let none = vec![(0.0, y - half), (0.0, y + half)];
                plot.draw(&PathElement::new(none, stroke(colour, letters.legend * 0.16)));
            }
        }
        body.rows.extend(plot.take("bars"));
        // A line of the page's colour around each interval keeps it apart from its bar.
        for (width, colour) in [(0.3, theme.page), (0.11, theme.ink)] {
            for (bar, middle) in self.bars.iter().zip(&placed.middles) {
                let Some([low, high]) = bar.interval else { continue };
                let line = vec![(low, middle - top), (high, middle - top)];
                plot.draw(&PathElement::new(line, stroke(colour, letters.legend * width)));
            }
        }
        body.rows.extend(plot.take("intervals"));
        upright(0.0, theme.quiet_ink);
        body.axis.extend(plot.take("zero"));
        body.rows.extend(placed.items);
        Some(body)
    }
}
