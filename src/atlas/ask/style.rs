//! How a picture is asked to look.

use crate::analysis::coverage::indicator::Value;
use crate::model::base::language::Language;
use crate::render::classes::classify::Breaks;
use crate::render::colour::colours::Colours;
use crate::render::picture::design::Design;
use crate::render::picture::shown::Form;

/// Words around the map that are given instead of made; an empty text leaves them out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The title.
    pub title: Option<String>,
    /// The line below the title.
    pub subtitle: Option<String>,
    /// What stands over the legend.
    pub legend_title: Option<String>,
    /// The unit of the values, such as `per 1,000`.
    pub unit: Option<String>,
    /// Who made the data, in place of whom the table or the study names.
    pub credit: Option<String>,
    /// A sentence at the foot.
    pub note: Option<String>,
    /// The language of words, numbers and names, in place of the study's.
    pub language: Option<Language>,
}

/// How values are classed and coloured; `None` leaves it to the value.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The method.
    pub method: Option<Breaks>,
    /// How many classes.
    pub k: Option<usize>,
    /// The colours.
    pub palette: Option<Colours>,
    /// The value around which classes and colours part.
    pub middle: Option<f64>,
    /// Words around the map.
    pub wording: Wording,
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
