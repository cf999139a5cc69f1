//! Rows of a chart: a label, room for marks, numbers at the end; and the scale that all rows share.

use plotters::coord::types::RangedCoordf64;
use plotters::element::PathElement;

use crate::render::page::scene::{Anchor, Item, Rectangle, Text};
use crate::render::page::typeface::{CAPITAL, Weight, width, wrap};
use crate::render::plot::backend::{Plot, stroke};
use crate::render::plot::body::Room;

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// What it is about.
    pub(crate) label: String,
    /// Whether it stands over the rows that follow.
    pub(crate) is_head: bool,
    /// Whether it belongs to a row above.
    pub(crate) is_member: bool,
    /// Numbers at the end, one a column.
    pub(crate) cells: Vec<String>,
}

/// Rows with the titles of the columns at their end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    pub(crate) headings: Vec<String>,
}

/// Where rows stand.
pub(crate) struct Placed {
    /// The room for marks: that of all rows.
    pub(crate) plot: Rectangle,
    /// The middle of each row.
    pub(crate) middles: Vec<f64>,
    /// The height of a row.
    pub(crate) pitch: f64,
    /// The base line of the titles of columns and of the values of a scale above.
    pub(crate) heading: f64,
    /// Labels and numbers.
    pub(crate) items: Vec<Item>,
    /// Lines over groups: their heights.
    pub(crate) rules: Vec<f64>,
}

/// The gap before a group, in heights of a row.
const GAP: f64 = 0.5;
/// The least and the usual height of a row, in sizes of type.
const PITCH: [f64; 2] = [1.2, 1.7];
/// How much higher than usual rows become on a page that has room.
const HIGHEST: f64 = 1.5;

impl Rows {
    /// Heights of rows that all gaps take together.
    fn gaps(&self) -> f64 {
        let heads = self.rows.iter().skip(1).filter(|row| row.is_head).count();
        heads as f64 * GAP
    }

    /// Places rows below `room.top`; `below` is what the scale needs beneath them, `overhang` what its last value
    /// needs beyond them. `None` where there is no room.
    pub(crate) fn place(&self, room: &Room<'_>, below: f64, overhang: f64) -> Option<Placed> {
        let letters = room.letters.legend;
        let small = room.letters.small;
        let weight = |row: &Row| if row.is_head { Weight::Semibold } else { Weight::Regular };
        let indent = letters * 0.9;
        let inset = |row: &Row| if row.is_member { indent } else { 0.0 };
        let label_wide = |row: &Row| inset(row) + width(&row.label, letters, weight(row));
        let most_label = room.wide * 0.42;
        let labels = self.rows.iter().map(label_wide).fold(0.0, f64::max).min(most_label);
        let gap = letters * 1.2;
        let column = |number: usize| {
            let cells = self.rows.iter().filter_map(|row| Some((row.cells.get(number)?, weight(row))));
            let cells = cells.map(|(cell, weight)| width(cell, letters, weight)).fold(0.0, f64::max);
            cells.max(width(&self.headings[number], small, Weight::Regular))
        };
        let columns: Vec<f64> = (0..self.headings.len()).map(column).collect();
        let ends = columns.iter().sum::<f64>() + gap * columns.len() as f64;
        let plot_left = room.left + labels + gap;
        let plot_right = room.left + room.wide - ends - overhang;
        if plot_right - plot_left < letters * 6.0 {
            return None;
        }
        let lines: Vec<Vec<String>> =
            self.rows.iter().map(|row| wrap(&row.label, letters, weight(row), labels - inset(row) + 0.5)).collect();
        let heights = |pitch: f64| -> Vec<f64> {
            lines.iter().map(|lines| pitch + letters * 1.15 * lines.len().saturating_sub(1) as f64).collect()
        };
        let extra: f64 = heights(0.0).iter().sum();
        let above = small * 2.0;
        let in_all = self.rows.len() as f64 + self.gaps();
        let usual = letters * PITCH[1];
        let pitch = match room.high {
            None => usual,
            Some(high) => ((high - above - below - extra) / in_all.max(1.0)).min(usual * HIGHEST),
        };
        if pitch < letters * PITCH[0] {
            return None;
        }
        let first = room.top + above;
        let mut placed = Placed {
            plot: [plot_left, first, plot_right, first],
            middles: Vec::new(),
            pitch,
            heading: room.top + small,
            items: Vec::new(),
            rules: vec![first],
        };
        let mut y = first;
        for (number, ((row, lines), high)) in self.rows.iter().zip(&lines).zip(heights(pitch)).enumerate() {
            if number > 0 && row.is_head {
                y += pitch * GAP;
                placed.rules.push(y);
            }
            let middle = y + high / 2.0;
            let top = middle - letters * 1.15 * (lines.len().saturating_sub(1)) as f64 / 2.0;
            for (line, text) in lines.iter().enumerate() {
                let at = [room.left + inset(row), top + letters * 1.15 * line as f64 + CAPITAL / 2.0 * letters];
                placed.items.push(text_of(at, Anchor::Start, letters, weight(row), room.theme.ink, text));
            }
            let mut right = room.left + room.wide;
            for (cell, wide) in row.cells.iter().zip(&columns).rev() {
                let at = [right, middle + CAPITAL / 2.0 * letters];
                placed.items.push(text_of(at, Anchor::End, letters, weight(row), room.theme.ink, cell));
                right -= wide + gap;
            }
            placed.middles.push(middle);
            y += high;
        }
        let mut right = room.left + room.wide;
        for (heading, wide) in self.headings.iter().zip(&columns).rev() {
            let at = [right, placed.heading];
            placed.items.push(text_of(at, Anchor::End, small, Weight::Regular, room.theme.quiet_ink, heading));
            right -= wide + gap;
        }
        placed.plot[3] = y;
        Some(placed)
    }
}

impl Placed {
    /// Lines over groups, from one end to the other.
    pub(crate) fn rule_items(&self, room: &Room<'_>) -> Option<Item> {
        let [_, top, _, bottom] = self.plot;
        let whole: Plot<RangedCoordf64> = Plot::new([room.left, top, room.left + room.wide, bottom], 0.0..1.0);
        for rule in &self.rules {
            let points = vec![(0.0, rule - top), (1.0, rule - top)];
            whole.draw(&PathElement::new(points, stroke(room.theme.around_line, 0.9)));
        }
        whole.take("rules")
    }
}

/// A line of text.
pub(crate) fn text_of(at: [f64; 2], anchor: Anchor, size: f64, weight: Weight, ink: &'static str, text: &str) -> Item {
    Item::Text(Text { at, anchor, size, weight, ink: ink.into(), halo: None, text: text.to_owned() })
}
