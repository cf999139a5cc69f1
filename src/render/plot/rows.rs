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
    /// Smaller words below the label; empty for none.
    pub(crate) below: String,
    /// Whether it stands over the rows that follow.
    pub(crate) is_head: bool,
    /// Whether it belongs to a row above.
    pub(crate) is_member: bool,
    /// Numbers at the end, one a column.
    pub(crate) cells: Vec<String>,
    /// Words in the place of marks and numbers, where it has none.
    pub(crate) instead: Option<String>,
}

/// Where labels stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Labels {
    /// Left of the marks, from the left edge.
    #[default]
    Left,
    /// Left of the marks, up to them.
    Beside,
    /// Above the marks, for narrow pages.
    Above,
}

/// Rows with the titles of the columns at their end.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_field_names, reason = "rows are what it is made of")]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    pub(crate) headings: Vec<String>,
    /// Where labels stand.
    pub(crate) labels: Labels,
    /// Whether numbers at the end are bold.
    pub(crate) are_cells_bold: bool,
    /// Whether rows have room for words in their marks.
    pub(crate) are_tall: bool,
    /// How much higher than others rows are whose marks stand on each other, in sizes of type.
    pub(crate) extra: f64,
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
/// The same of rows with words in their marks, beside and below their labels.
const TALL: [[f64; 2]; 2] = [[2.5, 3.4], [1.9, 2.5]];
/// The height of a row over others, of tall ones.
const TALL_HEAD: f64 = 0.6;
/// How much higher than usual rows become on a page that has room.
const HIGHEST: f64 = 1.5;
/// The height of a line of a label, in sizes of type.
const LINE: f64 = 1.15;
/// The part of the width that labels left of the marks may take.
const MOST_LABEL: f64 = 0.42;

/// How wide labels and columns are, and the lines of each label: those of the label and how many of them.
struct Measured {
    labels: f64,
    columns: Vec<f64>,
    lines: Vec<(Vec<String>, usize)>,
    /// Lines in the place of marks and numbers.
    instead: Vec<Vec<String>>,
    plot: [f64; 2],
}

impl Rows {
    /// The height of a row with a label of one line, in those of usual ones.
    fn part(&self, row: &Row) -> f64 {
        if self.are_tall && row.is_head { TALL_HEAD } else { 1.0 }
    }

    /// The height of all rows and the gaps between them, in those of usual rows.
    fn in_all(&self) -> f64 {
        let heads = self.rows.iter().skip(1).filter(|row| row.is_head).count();
        self.rows.iter().map(|row| self.part(row)).sum::<f64>() + heads as f64 * GAP
    }

    /// The least and the usual height of a row, in sizes of type, and how many lines of a label have room in it.
    fn pitch(&self) -> ([f64; 2], usize) {
        match (self.are_tall, self.labels) {
            (false, Labels::Above) => (PITCH, 0),
            (false, Labels::Left | Labels::Beside) => (PITCH, 1),
            (true, Labels::Above) => (TALL[1], 0),
            (true, Labels::Left | Labels::Beside) => (TALL[0], 2),
        }
    }

    fn weight(row: &Row) -> Weight {
        if row.is_head { Weight::Semibold } else { Weight::Regular }
    }

    fn cell_weight(&self, row: &Row) -> Weight {
        if self.are_cells_bold { Weight::Semibold } else { Self::weight(row) }
    }

    /// How far a row is moved in.
    fn inset(row: &Row, letters: f64) -> f64 {
        if row.is_member { letters * 0.9 } else { 0.0 }
    }

    fn measured(&self, room: &Room<'_>, overhang: f64) -> Measured {
        let (letters, small) = (room.letters.legend, room.letters.small);
        let gap = letters * 1.2;
        let label_wide = |row: &Row| {
            let label = width(&row.label, letters, Self::weight(row)).max(width(&row.below, small, Weight::Regular));
            Self::inset(row, letters) + label
        };
        let column = |number: usize| {
            let cells = self.rows.iter().filter_map(|row| Some((row.cells.get(number)?, self.cell_weight(row))));
            let cells = cells.map(|(cell, weight)| width(cell, letters, weight)).fold(0.0, f64::max);
            cells.max(width(&self.headings[number], small, Weight::Regular))
        };
        let columns: Vec<f64> = (0..self.headings.len()).map(column).collect();
        let ends = columns.iter().sum::<f64>() + gap * columns.len() as f64;
        let labels = match self.labels {
            Labels::Above => room.wide,
            Labels::Left | Labels::Beside => {
                self.rows.iter().map(label_wide).fold(0.0, f64::max).min(room.wide * MOST_LABEL)
            }
        };
        let lines = |row: &Row| {
            let room = labels - Self::inset(row, letters) + 0.5;
            let mut lines = wrap(&row.label, letters, Self::weight(row), room);
            let n_label = lines.len();
            lines.extend(wrap(&row.below, small, Weight::Regular, room));
            (lines, n_label)
        };
        let left = match self.labels {
            Labels::Above => room.left,
            Labels::Left | Labels::Beside => room.left + labels + gap,
        };
        let plot = [left, room.left + room.wide - ends - overhang];
        let beside = room.left + room.wide - left;
        let instead =
            |row: &Row| row.instead.iter().flat_map(|told| wrap(told, small, Weight::Regular, beside)).collect();
        Measured {
            labels,
            columns,
            lines: self.rows.iter().map(lines).collect(),
            instead: self.rows.iter().map(instead).collect(),
            plot,
        }
    }

    /// Places rows below `room.top`; `below` is what the scale needs beneath them, `overhang` what its last value
    /// needs beyond them. `None` where there is no room.
    pub(crate) fn place(&self, room: &Room<'_>, below: f64, overhang: f64) -> Option<Placed> {
        let (letters, small) = (room.letters.legend, room.letters.small);
        let measured = self.measured(room, overhang);
        let [plot_left, plot_right] = measured.plot;
        if plot_right - plot_left < letters * 6.0 {
            return None;
        }
        let ([least, usual], shared) = self.pitch();
        let extra = |number: usize| {
            let label = letters * LINE * measured.lines[number].0.len().saturating_sub(shared) as f64;
            label.max(small * LINE * measured.instead[number].len().saturating_sub(1) as f64)
        };
        let all_extra: f64 = (0..self.rows.len()).map(extra).sum();
        let above = small * if self.headings.is_empty() { 0.8 } else { 2.0 };
        let in_all = self.in_all();
        let usual = letters * (usual + self.extra);
        let pitch = match room.high {
            None => usual,
            Some(high) => ((high - above - below - all_extra) / in_all.max(1.0)).min(usual * HIGHEST),
        };
        if pitch < letters * least {
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
        for (number, row) in self.rows.iter().enumerate() {
            if number > 0 && row.is_head {
                y += pitch * GAP;
                placed.rules.push(y);
            }
            let (extra, pitch) = (extra(number), pitch * self.part(row));
            // Below its label a mark stands a little nearer to it than to the next.
            let middle =
                if self.labels == Labels::Above { y + extra + pitch * 0.46 } else { y + f64::midpoint(pitch, extra) };
            placed.items.extend(self.label_items(room, number, &measured, [y, middle]));
            let mut right = room.left + room.wide;
            for (cell, wide) in row.cells.iter().zip(&measured.columns).rev() {
                let at = [right, middle + CAPITAL / 2.0 * letters];
                placed.items.push(text_of(at, Anchor::End, letters, self.cell_weight(row), room.theme.ink, cell));
                right -= wide + letters * 1.2;
            }
            placed.items.extend(Self::instead_items(room, &measured.instead[number], [plot_left, middle]));
            placed.middles.push(middle);
            y += pitch + extra;
        }
        let mut right = room.left + room.wide;
        for (heading, wide) in self.headings.iter().zip(&measured.columns).rev() {
            let at = [right, placed.heading];
            placed.items.push(text_of(at, Anchor::End, small, Weight::Regular, room.theme.quiet_ink, heading));
            right -= wide + letters * 1.2;
        }
        placed.plot[3] = y;
        Some(placed)
    }

    /// Words in the place of a row's marks. Lines of the scale run below them.
    fn instead_items(room: &Room<'_>, lines: &[String], [x, middle]: [f64; 2]) -> impl Iterator<Item = Item> {
        let (size, theme) = (room.letters.small, room.theme);
        let first = middle - size * LINE * lines.len().saturating_sub(1) as f64 / 2.0 + CAPITAL / 2.0 * size;
        lines.iter().enumerate().map(move |(line, text)| {
            Item::Text(Text {
                at: [x, first + size * LINE * line as f64],
                anchor: Anchor::Start,
                size,
                weight: Weight::Regular,
                ink: theme.quiet_ink.into(),
                halo: Some((theme.page.into(), size * 0.4)),
                text: text.clone(),
            })
        })
    }

    /// A row's label, line by line.
    fn label_items(&self, room: &Room<'_>, number: usize, measured: &Measured, [top, middle]: [f64; 2]) -> Vec<Item> {
        let (letters, row) = (room.letters.legend, &self.rows[number]);
        let (lines, n_label) = &measured.lines[number];
        let first = match self.labels {
            Labels::Above => top + letters,
            Labels::Left | Labels::Beside => {
                middle - letters * LINE * lines.len().saturating_sub(1) as f64 / 2.0 + CAPITAL / 2.0 * letters
            }
        };
        let (x, anchor) = match self.labels {
            Labels::Left | Labels::Above => (room.left + Self::inset(row, letters), Anchor::Start),
            Labels::Beside => (room.left + measured.labels, Anchor::End),
        };
        let ink = [room.theme.ink, room.theme.quiet_ink];
        let item = |(line, text): (usize, &String)| {
            let (size, weight) =
                if line < *n_label { (letters, Self::weight(row)) } else { (room.letters.small, Weight::Regular) };
            let at = [x, first + letters * LINE * line as f64];
            let ink = ink[usize::from(line >= *n_label)].into();
            Item::Text(Text { at, anchor, size, weight, ink, halo: None, text: text.clone() })
        };
        lines.iter().enumerate().map(item).collect()
    }
}

impl Placed {
    /// Lines over groups, from one end to the other.
    pub(crate) fn rule_items(&self, room: &Room<'_>) -> Option<Item> {
        self.rules_named(room, "rules")
    }

    /// The same of one of several tables of rows.
    pub(crate) fn rules_named(&self, room: &Room<'_>, id: &str) -> Option<Item> {
        let [_, top, _, bottom] = self.plot;
        let whole: Plot<RangedCoordf64> = Plot::new([room.left, top, room.left + room.wide, bottom], 0.0..1.0);
        for rule in &self.rules {
            let points = vec![(0.0, rule - top), (1.0, rule - top)];
            whole.draw(&PathElement::new(points, stroke(room.theme.around_line, 0.9)));
        }
        whole.take(id)
    }
}

/// A line of text.
pub(crate) fn text_of(at: [f64; 2], anchor: Anchor, size: f64, weight: Weight, ink: &'static str, text: &str) -> Item {
    Item::Text(Text { at, anchor, size, weight, ink: ink.into(), halo: None, text: text.to_owned() })
}
