//! What a map shows: areas with their values, what stands for them, and what colours mean.

use std::sync::Arc;

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::shape::outline::Position;
use crate::model::study::Source;
use crate::render::classes::classify::{ClassMethod, Classification};
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit, are_sizes};
use crate::render::colour::colours::Colours;
use crate::render::colour::palette::{CATEGORIES, Palette};
use crate::render::colour::vision::Colour;
use crate::render::page::scene::{Fill, Hex};
use crate::render::picture::design::Design;
use crate::words::picture::By;

/// What colours mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Legend {
    /// Classes of numbers.
    Classes {
        /// The classes.
        classes: Classification,
        /// Their colours.
        palette: Colours,
        /// Words beside single classes, such as what the middle means; empty for none.
        notes: Vec<String>,
        /// The class of areas that are not told from parity, whatever their value.
        parity: Option<usize>,
    },
    /// Categories: a fixed word, a label and a colour each.
    Categories(Vec<(String, String, &'static str)>),
    /// Groups that areas were joined to, named on the map.
    Groups {
        /// The colours: one a group, or few that tell neighbours apart and mean nothing else.
        colours: Vec<&'static str>,
        /// The groups beside the map, where each has a colour; else empty.
        names: Vec<String>,
    },
}

/// Categories as a square: rows from the lowest class of one value up, columns from the lowest class of the other to the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The value of the rows.
    pub rows: GridAxis,
    /// The value of the columns.
    pub columns: GridAxis,
}

/// One side of a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridAxis {
    /// What the value is.
    pub title: String,
    /// Bounds as printed, the lower end first.
    pub bounds: Vec<String>,
}

words! {
    /// What stands for the areas.
    #[derive(Default)]
    pub enum Form {
        /// The areas themselves, filled.
        #[default]
        Choropleth = "choropleth",
        /// Circles on the areas, as large as their residents.
        Symbols = "symbols",
        /// Circles in place of the areas, as large as their residents, moved until none overlaps.
        Dorling = "dorling",
        /// Squares of one size in place of the areas.
        Tiles = "tiles",
        /// Dots spread at random in each area, each for a number of people.
        Dots = "dots",
        /// Several small maps with filled areas, side by side.
        Multiples = "multiples",
    }
}

impl Form {
    /// Whether shapes lie where the areas lie.
    pub fn is_in_place(self) -> bool {
        matches!(self, Self::Choropleth | Self::Symbols | Self::Dots | Self::Multiples)
    }

    /// Whether what is drawn is as large as residents are many.
    pub fn is_sized(self) -> bool {
        matches!(self, Self::Symbols | Self::Dorling)
    }
}

/// Dots spread at random in their areas.
#[derive(Clone, Debug, PartialEq)]
pub struct Dots {
    /// People for whom a dot stands.
    pub people_per_dot: u64,
    /// What the spread started from.
    pub seed: u64,
    /// The dots of each area, in metres.
    pub places: Vec<Vec<Position>>,
}

/// Everything a map shows. It owns what it draws, shared with other pictures of the same land.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What is said around the areas.
    pub words: Words,
    /// The areas and their values.
    pub values: Values,
    /// What colours mean.
    pub key: Key,
    /// What stands for the areas.
    pub figure: Figure,
    /// What tells where the areas lie.
    pub context: Context,
    /// What it is a picture of, and how it was made.
    pub origin: Origin,
    /// How it is laid out, coloured and lettered.
    pub design: Design,
}

/// What is said around the areas.
#[derive(Clone, Debug)]
pub struct Words {
    /// The subject.
    pub title: String,
    /// What is shown, as a title that does not tell the areas.
    pub what: String,
    /// The areas that it is shown by.
    pub by: By,
    /// Unit, denominator, date: each by itself.
    pub subtitle: Vec<String>,
    /// What every reader must know, such as that data are synthetic.
    pub notice: Option<String>,
    /// Who made the data.
    pub source: Option<String>,
    /// The unit of the values, where one was given; it stands in the legend's title.
    pub unit: Option<String>,
    /// A sentence at the foot.
    pub note: Option<String>,
    /// The language of words and numbers.
    pub language: Language,
}

/// The areas and their values.
#[derive(Clone, Debug)]
pub struct Values {
    /// The areas.
    pub areas: Vec<MapArea>,
    /// How numbers are written.
    pub unit: Unit,
    /// Decimals of the data, in percent of shares; `None` where values are computed.
    pub decimals: Option<usize>,
}

/// What colours mean, as the legend shows it.
#[derive(Clone, Debug)]
pub struct Key {
    /// What stands over the legend.
    pub title: String,
    /// What colours mean; `None` when no area has a value.
    pub legend: Option<Legend>,
    /// Categories as a square, where each stands for classes of two values.
    pub grid: Option<Grid>,
}

/// What stands for the areas.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Outlines, circles, tiles or dots.
    pub form: Form,
    /// What is drawn for the areas, in a projected equal-area system, in metres: their outlines, or circles or tiles in their place.
    pub shapes: Arc<Topology>,
    /// Outlines of the areas below circles that stand on them.
    pub under: Option<Arc<Topology>>,
    /// The radius in metres of a circle for one resident, where circles stand for areas.
    pub unit_radius: Option<f64>,
    /// Dots, where they are drawn.
    pub dots: Option<Dots>,
}

/// What tells where the areas lie, in the system of their shapes.
#[derive(Clone, Debug)]
pub struct Context {
    /// Outlines drawn over the areas, such as regions over municipalities.
    pub over: Option<Arc<Topology>>,
    /// Codes and names of the shapes of `over`.
    pub over_names: Vec<(String, String)>,
    /// Land around, which the map is not about.
    pub around: Option<Arc<Topology>>,
    /// The rest of the territory, where the map shows a part of it.
    pub rest: Option<Arc<Topology>>,
    /// A small map that says where the areas lie.
    pub locator: Option<Locator>,
    /// Far parts of the territory that stand beside its main body.
    pub far: Arc<[FarPart]>,
}

/// A far part of the territory in a frame beside the main body.
#[derive(Clone, Debug, PartialEq)]
pub struct FarPart {
    /// Its name.
    pub name: String,
    /// Its frame, `[low x, low y, high x, high y]`, in the system of the map.
    pub frame: [f64; 4],
    /// How much larger than the main body it is drawn.
    pub factor: f64,
}

impl FarPart {
    /// Whether a point lies in its frame.
    pub fn holds(&self, [x, y]: Position) -> bool {
        let [low_x, low_y, high_x, high_y] = self.frame;
        x >= low_x && x <= high_x && y >= low_y && y <= high_y
    }
}

/// What a picture is of, and how it was made.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The layer's name, such as `regions`.
    pub layer: String,
    /// The value's name, such as `coverage`.
    pub value: String,
    /// The flags of the command that draws it again.
    pub made_with: Vec<String>,
    /// What the map was made from.
    pub inputs: Arc<[Source]>,
}

impl Picture {
    /// Unit, denominator and date in one line.
    pub(crate) fn subtitle_line(&self) -> String {
        self.words.subtitle.join(" · ")
    }

    /// Areas that are drawn in a class or category.
    pub(crate) fn n_in_class(&self, class: usize) -> usize {
        self.values.areas.iter().filter(|area| self.class_of(area) == Some(class)).count()
    }

    /// The class of an area from 0, where it has one.
    pub(crate) fn class_of(&self, area: &MapArea) -> Option<usize> {
        match (area.value, &self.key.legend) {
            (AreaValue::Number(value), Some(Legend::Classes { classes, parity, .. })) => {
                Some(parity.filter(|_| area.at_parity).unwrap_or_else(|| classes.class_of(value)))
            }
            (AreaValue::Category(category), Some(Legend::Categories(_) | Legend::Groups { .. })) => Some(category),
            _ => None,
        }
    }

    /// Why an area is drawn apart. A value that no class holds is one that is not known.
    pub(crate) fn missing_kind(&self, area: &MapArea) -> Option<NoData> {
        match area.value {
            AreaValue::Missing(kind) => Some(kind),
            AreaValue::Number(_) | AreaValue::Category(_) => self.class_of(area).is_none().then_some(NoData::NotKnown),
        }
    }

    /// What fills areas that are drawn apart.
    pub(crate) fn missing_fill(&self, kind: NoData) -> Fill {
        self.design.theme.missing_beside(kind, &self.shown_colours())
    }

    /// Colours of the classes or categories, or some along the ramp where colours follow values.
    pub(crate) fn shown_colours(&self) -> Vec<Hex> {
        match &self.key.legend {
            Some(Legend::Classes { palette, .. }) if self.is_unclassed() => {
                (0..=8).map(|step| self.ramp(palette, f64::from(step) / 8.0)).collect()
            }
            _ => self.colours(),
        }
    }

    /// Colours of the classes or categories.
    pub(crate) fn colours(&self) -> Vec<Hex> {
        let theme = &self.design.theme;
        match &self.key.legend {
            // Areas below dots are land and nothing else.
            Some(Legend::Classes { classes, .. }) if self.figure.form == Form::Dots => {
                vec![theme.around.into(); classes.breaks.len()]
            }
            Some(Legend::Classes { classes, palette, .. }) => {
                let k = classes.breaks.len();
                let colour = |class: usize| {
                    let (shade, shades) = classes.shade(class);
                    theme.class(&palette.colour_on(theme, shade, shades), class, k)
                };
                (0..k).map(colour).collect()
            }
            Some(Legend::Categories(categories)) => {
                let k = categories.len();
                // In greys a darker colour is a darker grey.
                let light = |colour: &str| Colour::parse(colour).map_or(0.0, Colour::luminance);
                let lighter = |colour: &str| categories.iter().filter(|(_, _, of)| light(of) > light(colour)).count();
                categories.iter().map(|(_, _, colour)| theme.class(colour, lighter(colour), k)).collect()
            }
            Some(Legend::Groups { colours, .. }) => {
                let k = colours.len();
                colours.iter().enumerate().map(|(number, colour)| theme.class(colour, number, k)).collect()
            }
            None => Vec::new(),
        }
    }

    /// The colour of areas that are not told from parity.
    pub(crate) fn parity_colour(&self) -> Option<Hex> {
        let Some(Legend::Classes { parity: Some(parity), .. }) = &self.key.legend else { return None };
        self.colours().get(*parity).cloned()
    }

    /// The colour of an area that colours follow without classes; `None` where its class has the colour.
    pub(crate) fn own_colour(&self, area: &MapArea) -> Option<Hex> {
        let Some(Legend::Classes { classes, palette, .. }) = &self.key.legend else { return None };
        let AreaValue::Number(value) = area.value else { return None };
        self.is_unclassed().then(|| self.ramp(palette, classes.position(value)))
    }

    /// Whether colours follow values without classes.
    pub(crate) fn is_unclassed(&self) -> bool {
        let unclassed = matches!(&self.key.legend, Some(Legend::Classes { classes, .. }) if classes.method == ClassMethod::Unclassed.word());
        unclassed && self.figure.form != Form::Dots && !self.is_one_colour()
    }

    /// Whether only the size of circles tells areas apart.
    pub(crate) fn is_one_colour(&self) -> bool {
        self.figure.form.is_sized() && are_sizes(&self.values.areas, self.values.unit)
    }

    /// The colour at a position from 0 to 1 along a palette, or along greys.
    pub(crate) fn ramp(&self, palette: &Colours, position: f64) -> Hex {
        let along = if self.design.theme.is_grey {
            Palette::Greys.along(position)
        } else {
            palette.along_on(&self.design.theme, position)
        };
        along.into()
    }

    /// The value of an area as `data-value` has it.
    pub(crate) fn data_value(&self, area: &MapArea) -> String {
        match (area.value, &self.key.legend) {
            (AreaValue::Number(value), _) => value.to_string(),
            (AreaValue::Category(category), Some(Legend::Categories(categories))) => categories[category].0.clone(),
            (AreaValue::Category(_), Some(Legend::Groups { .. })) => area.code.clone(),
            (AreaValue::Missing(NoData::NoResponse), _) => "0".to_owned(),
            (AreaValue::Category(_) | AreaValue::Missing(_), _) => String::new(),
        }
    }
}

/// What a locator shows.
#[derive(Clone, Debug)]
pub struct Locator {
    /// What stands over it.
    pub title: String,
    /// The parts of the territory, in the system of the map.
    pub shapes: Arc<Topology>,
    /// Their names, each with a colour; empty where parts have none.
    pub names: Vec<String>,
    /// Whether a frame shows what the map shows.
    pub with_frame: bool,
}

impl Locator {
    /// The most areas that colours tell apart.
    pub const MOST: usize = CATEGORIES.len();
}

/// The width in pixels of the line around areas that are outside their own range alone.
pub(crate) const OUTLINE: f64 = 1.8;

/// The radius of a dot in pixels.
pub(crate) const DOT: f64 = 0.9;

impl Picture {
    /// `[low x, low y, high x, high y]` of all that is drawn, in metres.
    pub(crate) fn extent(&self) -> [f64; 4] {
        let shapes = bounds(self.figure.shapes.points());
        let under = self.figure.under.as_ref().map_or(shapes, |under| bounds(under.points()));
        let frames = self.far_parts().map(|part| part.frame);
        std::iter::once(under).chain(frames).fold(shapes, |all, here| {
            [all[0].min(here[0]), all[1].min(here[1]), all[2].max(here[2]), all[3].max(here[3])]
        })
    }

    /// The far parts that stand beside what is drawn: none where the map shows a part alone, or where shapes do not lie in place.
    pub(crate) fn far_parts(&self) -> impl Iterator<Item = &FarPart> {
        let points = self.figure.shapes.points();
        let is_apart = |part: &&FarPart| {
            let n = points.iter().filter(|point| part.holds(**point)).count();
            n > 0 && n < points.len()
        };
        self.context.far.iter().filter(|_| self.figure.form.is_in_place()).filter(is_apart)
    }
}
