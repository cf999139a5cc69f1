//! How a map is laid out, coloured and lettered.

use crate::model::base::word::words;
use crate::render::colour::theme::Theme;
use crate::render::page::scene::TextForm;
use crate::render::page::size::Size;

words! {
    /// How many attributes areas carry.
    #[derive(Default)]
    pub enum Attributes {
        /// Code, name, value, class, title, where an area can be pointed at.
        ///
        /// In a crowd, where the middling area is less than two pixels wide, areas narrower than four pixels are joined by colour.
        #[default]
        Seen = "seen",
        /// The same for every area.
        ///
        /// Beside their identifiers.
        All = "all",
        /// Nothing.
        ///
        /// Identifiers alone.
        None = "none",
    }
}

words! {
    /// What stands on areas.
    #[derive(Default)]
    pub enum Labels {
        /// Nothing.
        #[default]
        None = "none",
        /// Names.
        Names = "names",
        /// Values.
        Values = "values",
        /// Codes.
        Codes = "codes",
        /// Names with values below.
        NamesValues = "names,values",
        /// Codes with values below.
        CodesValues = "codes,values",
    }
}

words! {
    /// What a small map in a corner shows.
    #[derive(Default)]
    pub enum LocatorKind {
        /// Nothing.
        #[default]
        None = "none",
        /// The macro-areas.
        ///
        /// Those of one scheme.
        Schemes = "schemes",
        /// The territory, with what the map shows in a frame.
        Extent = "extent",
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

words! {
    /// How the range by chance is shown.
    pub enum Uncertainty {
        /// Lines over areas whose range by chance is wider than 50 points.
        NullWidth = "null-width",
        /// Colours that fade with the width of the range.
        Alpha = "alpha",
    }
}

/// Where the title of a picture stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TitlePlace {
    /// In the picture.
    #[default]
    Inside,
    /// Beside it, on the page that has the picture; the picture has it for programs that read aloud alone.
    Beside,
}

impl TitlePlace {
    /// What of a title is drawn.
    pub(crate) fn drawn(self, title: &str) -> &str {
        match self {
            Self::Inside => title,
            Self::Beside => "",
        }
    }
}

/// How a map is laid out, coloured and lettered.
#[derive(Clone, Debug)]
pub struct Design {
    /// The outer size.
    pub size: Size,
    /// Where its title stands.
    pub title: TitlePlace,
    /// The colours.
    pub theme: Theme,
    /// What stands on areas.
    pub labels: Labels,
    /// Decimals of numbers, instead of those of the data.
    pub decimals: Option<usize>,
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
    pub locator: LocatorKind,
    /// How text is written in SVG.
    pub text: TextForm,
    /// How much areas carry.
    pub attributes: Attributes,
}

impl Default for Design {
    fn default() -> Self {
        Self {
            size: Size::web(),
            title: TitlePlace::Inside,
            theme: Theme::LIGHT,
            labels: Labels::None,
            decimals: None,
            histogram: false,
            north_arrow: false,
            graticule: false,
            hatch_below: None,
            uncertainty: None,
            insets: Vec::new(),
            locator: LocatorKind::None,
            text: TextForm::Named,
            attributes: Attributes::Seen,
        }
    }
}
