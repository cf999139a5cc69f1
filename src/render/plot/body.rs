//! The body of a chart: what its marks stand for, the room it has, and what it is drawn as.

use crate::model::base::language::Language;
use crate::render::colour::theme::Theme;
use crate::render::page::scene::{About, Item};
use crate::render::page::size::TypeSizes;
use crate::render::report::sheet::Cell;

/// A sign, as marks have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sign {
    /// A full dot.
    Dot(&'static str),
    /// A ring of a colour.
    Ring(&'static str),
    /// A bar.
    Bar(&'static str),
    /// A bar too faint for the page, with the colour of its outline.
    FaintBar(&'static str, &'static str),
    /// A full line.
    Line(&'static str),
    /// A small upright line.
    Tick(&'static str),
    /// A dashed line.
    Dashed(&'static str),
    /// A full square.
    Square(&'static str),
    /// A square of which half is full.
    HalfSquare(&'static str),
    /// A square's outline.
    OpenSquare(&'static str),
    /// A cross.
    Cross(&'static str),
}

/// What one mark stands for. Its channels are said once: they feed the drawing's attributes, its words and the table beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What tells it from other marks of the chart.
    pub key: String,
    /// In words, with numerator and denominator.
    pub title: String,
    /// Names and values: the columns of the table, and `data-` attributes.
    pub channels: Vec<(&'static str, Cell)>,
}

impl Mark {
    /// What the drawing says of it.
    pub(crate) fn about(&self) -> About {
        let data = self.channels.iter().map(|(name, cell)| (*name, cell.to_string())).collect();
        About { data, title: self.title.clone() }
    }
}

/// The room that a chart's body has, and the look of what stands in it.
pub(crate) struct Room<'a> {
    /// What identifiers begin with.
    pub(crate) prefix: &'a str,
    /// The left edge.
    pub(crate) left: f64,
    /// The upper edge.
    pub(crate) top: f64,
    /// How wide it may be.
    pub(crate) wide: f64,
    /// How high it is, where the page decides.
    pub(crate) high: Option<f64>,
    /// Sizes of type.
    pub(crate) letters: TypeSizes,
    /// Colours.
    pub(crate) theme: Theme,
    /// The language of numbers.
    pub(crate) language: Language,
}

/// A chart's body, drawn.
#[derive(Default)]
pub(crate) struct Body {
    /// Scales, lines of the grid.
    pub(crate) axis: Vec<Item>,
    /// Rows: labels, marks, numbers.
    pub(crate) rows: Vec<Item>,
    /// What signs mean.
    pub(crate) key: Vec<(Sign, String)>,
    /// Where it ends.
    pub(crate) bottom: f64,
}
