//! One label, and how it stands to its area.

use crate::model::shape::outline::Position;
use crate::render::page::scene::Rectangle;
use crate::render::page::typeface::{CAPITAL, Weight, width};

/// From one base line to the next, in sizes of type.
pub(crate) const LINE: f64 = 1.12;

/// A label that has its place.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// The area it is of.
    pub(crate) area: usize,
    /// Its lines.
    pub(crate) lines: Vec<String>,
    /// Its middle, in pixels.
    pub(crate) middle: Position,
    /// What it takes, with a gap around.
    pub(crate) bounds: Rectangle,
    /// How it stands to its area.
    pub(crate) stand: Stand,
}

/// How a label stands to its area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stand {
    /// All of it lies on the area.
    On,
    /// It lies on the area and over the sea.
    OverSea,
    /// It lies beside the mark that stands for the area.
    Beside,
    /// A line leads to it from the area.
    Led {
        /// The point of the area.
        from: Position,
        /// The point at the label.
        to: Position,
    },
    /// It lies beside a spot on the area, over neighbours.
    Spot(Position),
}

impl Label {
    /// The line that leads to it.
    pub(crate) fn leader(&self) -> Option<[Position; 2]> {
        match self.stand {
            Stand::Led { from, to } => Some([from, to]),
            Stand::On | Stand::OverSea | Stand::Beside | Stand::Spot(_) => None,
        }
    }
}

/// Width and height of lines in a size of type.
pub(crate) fn extent(lines: &[String], size: f64) -> [f64; 2] {
    let wide = lines.iter().map(|line| width(line, size, Weight::Regular)).fold(0.0, f64::max);
    [wide, size * (CAPITAL + LINE * (lines.len().max(1) - 1) as f64)]
}
