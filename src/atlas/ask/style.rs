//! How a picture is asked to look.

use crate::analysis::coverage::indicator::Value;
use crate::render::classes::classify::Breaks;
use crate::render::colour::palette::Palette;
use crate::render::picture::design::Design;
use crate::render::picture::shown::Form;

/// How values are classed and coloured; `None` leaves it to the value.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The method.
    pub method: Option<Breaks>,
    /// How many classes.
    pub k: Option<usize>,
    /// The colours.
    pub palette: Option<Palette>,
    /// The title, instead of the one that is made.
    pub title: Option<String>,
    /// The part of the territory that is drawn, by code or name.
    pub part: Option<String>,
    /// A second value, drawn together with the first: three classes of each, nine colours.
    pub second: Option<Value>,
    /// What stands for the areas.
    pub form: Form,
    /// People for whom a dot stands; without it, so many that a map has some thousand dots.
    pub people_per_dot: Option<u64>,
    /// What the spread of dots starts from.
    pub seed: u64,
    /// Whether it is for the people of the survey, who may see exact values.
    pub internal: bool,
    /// Layout, colours of the page, lettering.
    pub design: Design,
}
