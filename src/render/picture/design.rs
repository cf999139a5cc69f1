//! How a map is laid out, coloured and lettered.

use crate::render::colour::theme::Theme;
use crate::render::page::scene::TextForm;
use crate::render::page::size::Size;

/// How many attributes areas carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Attributes {
    /// Identifier, code, name, value, class and title.
    #[default]
    All,
    /// Identifiers alone.
    None,
}

/// What stands on areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Labels {
    /// Nothing.
    #[default]
    None,
    /// Names.
    Names,
    /// Values.
    Values,
    /// Codes.
    Codes,
}

impl Labels {
    /// The word in flags and in the record of a map.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Names => "names",
            Self::Values => "values",
            Self::Codes => "codes",
        }
    }
}

/// What a small map in a corner shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocatorKind {
    /// The macro-areas of a scheme.
    Schemes,
    /// The whole territory, with what the map shows in a frame.
    Extent,
}

impl LocatorKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Schemes, Self::Extent];

    /// The word in flags and in the record of a map.
    pub fn word(self) -> &'static str {
        match self {
            Self::Schemes => "schemes",
            Self::Extent => "extent",
        }
    }
}

/// Below what an area's value rests on small numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Small {
    /// Fewer residents than this.
    Residents(u64),
    /// Fewer units than this.
    Units(u64),
}

/// How the range by chance is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncertainty {
    /// Lines over areas whose range is wide.
    NullWidth,
    /// Colours that fade with the width of the range.
    Alpha,
}

/// How a map is laid out, coloured and lettered.
#[derive(Clone, Debug)]
pub struct Design {
    /// The outer size.
    pub size: Size,
    /// The colours.
    pub theme: Theme,
    /// What stands on areas.
    pub labels: Labels,
    /// Whether the legend shows how values are distributed.
    pub histogram: bool,
    /// Whether an arrow points north.
    pub north_arrow: bool,
    /// Whether lines of equal longitude and latitude are drawn.
    pub graticule: bool,
    /// Which areas are hatched because their value rests on small numbers.
    pub hatch_below: Option<Small>,
    /// How the range by chance is shown.
    pub uncertainty: Option<Uncertainty>,
    /// Codes of areas that are drawn again, larger, in a corner.
    pub insets: Vec<String>,
    /// What a small map in a corner shows.
    pub locator: Option<LocatorKind>,
    /// How text is written in SVG.
    pub text: TextForm,
    /// How much areas carry.
    pub attributes: Attributes,
}

impl Default for Design {
    fn default() -> Self {
        Self {
            size: Size::web(),
            theme: Theme::LIGHT,
            labels: Labels::None,
            histogram: false,
            north_arrow: false,
            graticule: false,
            hatch_below: None,
            uncertainty: None,
            insets: Vec::new(),
            locator: None,
            text: TextForm::Named,
            attributes: Attributes::All,
        }
    }
}
