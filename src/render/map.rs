//! A choropleth: areas filled by class, borders drawn once, a legend that counts, and the record of how it was made.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use crate::geometry::ring::bounds;
use crate::geometry::topology::Topology;
use crate::model::language::Language;
use crate::model::study::Source;
use crate::render::classify::Classification;
use crate::render::legend::LEGEND;
use crate::render::number::{Grouping, count, decimal, grouped};
use crate::render::palette::{BORDER, COAST, HATCH, INK, MISSING, NOTICE_INK, OUT_OF_SCOPE, PAGE, Palette, QUIET_INK};
use crate::render::scale_bar::scale_bar;
use crate::render::svg::{Frame, escape, fixed, identifier, push_line, text_line, wrap};

/// Why an area has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoData {
    /// The area is not part of what is asked.
    OutOfScope,
    /// Nobody there is in a catchment.
    NoCatchment,
    /// No row of the table has the area's code.
    NoRow,
    /// The value is not known.
    NotKnown,
}

impl NoData {
    /// All kinds, in the order of legends.
    pub(crate) const ALL: [Self; 4] = [Self::NotKnown, Self::NoRow, Self::NoCatchment, Self::OutOfScope];

    /// The fixed word in metadata.
    pub fn word(self) -> &'static str {
        match self {
            Self::OutOfScope => "out-of-scope",
            Self::NoCatchment => "no-catchment",
            Self::NoRow => "no-row",
            Self::NotKnown => "not-known",
        }
    }

    pub(crate) fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::OutOfScope, Language::English) => "out of scope",
            (Self::OutOfScope, Language::Italian) => "fuori ambito",
            (Self::NoCatchment, Language::English) => "in no catchment",
            (Self::NoCatchment, Language::Italian) => "in nessun bacino",
            (Self::NoRow, Language::English) => "not in the table",
            (Self::NoRow, Language::Italian) => "non in tabella",
            (Self::NotKnown, Language::English) => "not known",
            (Self::NotKnown, Language::Italian) => "non noto",
        }
    }

    pub(crate) fn fill(self) -> &'static str {
        match self {
            Self::OutOfScope => OUT_OF_SCOPE,
            Self::NoCatchment => "url(#hatch-cross)",
            Self::NoRow | Self::NotKnown => "url(#hatch)",
        }
    }
}

/// What an area shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AreaValue {
    /// A finite number.
    Number(f64),
    /// One of the picture's categories.
    Category(usize),
    /// Nothing, and why.
    Missing(NoData),
}

/// One area of a map; shape `i` of the topology is area `i`.
#[derive(Clone, Debug, PartialEq)]
pub struct MapArea {
    /// The code, unique on the map.
    pub code: String,
    /// The name.
    pub name: String,
    /// The value.
    pub value: AreaValue,
    /// Residents, where known.
    pub residents: Option<u64>,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Shares from 0 to 1, written as percent.
    Percent,
    /// Numbers as they are.
    Plain,
    /// Whole numbers.
    Count,
}

/// What colours mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Legend {
    /// Classes of numbers.
    Classes {
        /// The classes.
        classes: Classification,
        /// Their colours.
        palette: Palette,
        /// Words beside single classes, such as what the middle means; empty for none.
        notes: Vec<String>,
    },
    /// Categories: a fixed word, a label and a colour each.
    Categories(Vec<(String, String, &'static str)>),
}

/// How many attributes areas carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Attributes {
    /// Identifier, code, name, value, class and title.
    #[default]
    All,
    /// Identifiers alone.
    None,
}

/// Everything a map shows.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// The layer's name, such as `regions`.
    pub layer: String,
    /// The value's name, such as `coverage`.
    pub value: String,
    /// The subject.
    pub title: String,
    /// Unit, denominator, date.
    pub subtitle: String,
    /// What every reader must know, such as that data are synthetic.
    pub notice: Option<String>,
    /// Who made the data.
    pub source: Option<String>,
    /// The language of words and numbers.
    pub language: Language,
    /// The areas.
    pub areas: Vec<MapArea>,
    /// How numbers are written.
    pub unit: Unit,
    /// What stands over the legend.
    pub legend_title: String,
    /// What colours mean; `None` when no area has a value.
    pub legend: Option<Legend>,
    /// The areas' outlines, in a projected equal-area system, in metres.
    pub shapes: &'a Topology,
    /// Outlines drawn over the areas, such as regions over municipalities.
    pub over: Option<&'a Topology>,
    /// What the map was made from.
    pub inputs: &'a [Source],
    /// How much areas carry.
    pub attributes: Attributes,
}

/// The picture's width in pixels.
const WIDTH: f64 = 800.0;
/// Space around everything.
const MARGIN: f64 = 24.0;
/// Steps in a pixel: paths are written in whole tenths.
const STEPS: f64 = 10.0;
/// Lines move by less than this many pixels when simplified.
const UNSEEN: f64 = 0.35;
/// Fonts, the first that a reader's machine has. A name with a digit is no CSS word, so names stand in quotes.
const FONTS: &str = "'Source Sans 3', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";

impl Picture<'_> {
    /// The map as SVG, the same text for the same picture.
    pub fn to_svg(&self) -> String {
        let mut header = Vec::new();
        let mut y = MARGIN + 16.0;
        let room = WIDTH - 2.0 * MARGIN;
        let mut block = |text: &str, size: f64, weight: &str, ink: &str, y: &mut f64| {
            // Bold letters are wider than those that lines are measured by.
            let measured = if weight == "600" { size * 1.08 } else { size };
            for line in wrap(text, measured, room) {
                header.push(text_line(MARGIN, *y, size, weight, ink, "start", &line));
                *y += size * 1.3;
            }
        };
        block(&self.title, 21.0, "600", INK, &mut y);
        block(&self.subtitle, 13.5, "400", QUIET_INK, &mut y);
        if let Some(notice) = &self.notice {
            y += 2.0;
            block(notice, 13.5, "600", NOTICE_INK, &mut y);
        }
        let top = y + 4.0;
        let [low_x, low_y, high_x, high_y] = bounds(self.shapes.points());
        let map_width = WIDTH - 2.0 * MARGIN - LEGEND - 16.0;
        let scale = if high_x > low_x { map_width / (high_x - low_x) } else { 1.0 };
        // A territory much taller than wide is drawn smaller, so that the picture stays a page.
        let scale = if high_y > low_y { scale.min(1.4 * map_width / (high_y - low_y)) } else { scale };
        let map_height = (high_y - low_y) * scale;
        let pixel = 1.0 / scale;
        let simple = self.shapes.simplify((UNSEEN * pixel) * (UNSEEN * pixel) * 2.0);
        let frame = Frame { corner: [low_x, high_y], scale: scale * STEPS };
        let legend = self.legend_svg(WIDTH - MARGIN - LEGEND, top + 6.0);
        let mut bottom = (top + map_height).max(legend.bottom) + 14.0;
        let mut footer = Vec::new();
        for line in wrap(
            &self.source.clone().map_or_else(String::new, |source| self.words().0.to_owned() + &source),
            10.5,
            room,
        ) {
            bottom += 13.5;
            footer.push(text_line(MARGIN, bottom, 10.5, "400", QUIET_INK, "start", &line));
        }
        let height = (bottom + MARGIN - 6.0).ceil();
        let mut svg = self.opening(height);
        let _ = write!(svg, "<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{PAGE}\"/>");
        let _ = writeln!(
            svg,
            "<g id=\"text\" inkscape:groupmode=\"layer\" inkscape:label=\"text\">{}</g>",
            header.concat()
        );
        let place = format!("transform=\"translate({MARGIN} {}) scale({})\"", fixed(top), 1.0 / STEPS);
        self.push_areas(&mut svg, &simple, &frame, &place);
        self.push_lines(&mut svg, &simple, &frame, &place);
        let _ =
            writeln!(svg, "<g id=\"legend\" inkscape:groupmode=\"layer\" inkscape:label=\"legend\">{}</g>", legend.svg);
        let bar = scale_bar(MARGIN, scale, top + map_height - 8.0);
        let _ = write!(
            svg,
            "<g id=\"notes\" inkscape:groupmode=\"layer\" inkscape:label=\"notes\">{bar}{}</g>\n</svg>\n",
            footer.concat()
        );
        svg
    }

    /// Words of the frame: before the source, over the columns of the legend, areas with and without a plural.
    pub(crate) fn words(&self) -> (&'static str, &'static str, &'static str) {
        match self.language {
            Language::English => ("Source: ", "areas", "residents"),
            Language::Italian => ("Fonte: ", "aree", "residenti"),
        }
    }

    fn opening(&self, height: f64) -> String {
        let mut description = format!("{}. {}.", self.title, self.subtitle);
        if let Some(notice) = &self.notice {
            description = format!("{description} {notice}.");
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" \
             viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" xml:lang=\"{}\" \
             aria-labelledby=\"title desc\" font-family=\"{FONTS}\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
             <metadata>{}</metadata>\n<defs><pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"scale({STEPS}) rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"{MISSING}\"/><rect width=\"1.4\" height=\"5\" fill=\"{HATCH}\"/></pattern>\
             <pattern id=\"hatch-cross\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"scale({STEPS}) rotate(45)\">\
             <rect width=\"5\" height=\"5\" fill=\"{MISSING}\"/><rect width=\"1.4\" height=\"5\" fill=\"{HATCH}\"/><rect width=\"5\" height=\"1.4\" fill=\"{HATCH}\"/></pattern></defs>\n",
            self.language.code(),
            escape(&self.title),
            escape(&description),
            escape(&self.metadata()),
        )
    }

    /// The record of how the map was made: one JSON object, `bacino`.
    fn metadata(&self) -> String {
        let mut nodata: BTreeMap<&str, usize> = BTreeMap::new();
        for area in &self.areas {
            if let AreaValue::Missing(kind) = area.value {
                *nodata.entry(kind.word()).or_default() += 1;
            }
        }
        let inputs: BTreeMap<&str, &str> =
            self.inputs.iter().map(|source| (source.name.as_str(), source.sha256.as_str())).collect();
        let (method, breaks, minimum, counts, palette) = match &self.legend {
            Some(Legend::Classes { classes, palette, .. }) => (
                json!(classes.method),
                json!(classes.breaks),
                json!(classes.minimum),
                json!(classes.counts),
                json!(palette.word()),
            ),
            Some(Legend::Categories(categories)) => (
                json!("categories"),
                json!(categories.iter().map(|(word, _, _)| word).collect::<Vec<_>>()),
                json!(null),
                json!((0..categories.len()).map(|category| self.n_in_category(category)).collect::<Vec<_>>()),
                json!(categories.iter().map(|(_, _, colour)| colour).collect::<Vec<_>>()),
            ),
            None => (json!(null), json!([]), json!(null), json!([]), json!(null)),
        };
        json!({ "bacino": {
            "layer": self.layer,
            "value": self.value,
            "unit": match self.unit { Unit::Percent => "share", Unit::Plain => "number", Unit::Count => "count" },
            "crs": self.shapes.reference().name(),
            "classes": method,
            "breaks": breaks,
            "minimum": minimum,
            "counts": counts,
            "palette": palette,
            "nodata": nodata,
            "notice": self.notice,
            "inputs": inputs,
            "version": env!("CARGO_PKG_VERSION"),
        }})
        .to_string()
    }

    fn n_in_category(&self, category: usize) -> usize {
        self.areas.iter().filter(|area| area.value == AreaValue::Category(category)).count()
    }

    /// The class of an area from 0, where it has one.
    pub(crate) fn class_of(&self, area: &MapArea) -> Option<usize> {
        match (area.value, &self.legend) {
            (AreaValue::Number(value), Some(Legend::Classes { classes, .. })) => Some(classes.class_of(value)),
            (AreaValue::Category(category), Some(Legend::Categories(_))) => Some(category),
            _ => None,
        }
    }

    fn colours(&self) -> Vec<&'static str> {
        match &self.legend {
            Some(Legend::Classes { classes, palette, .. }) => {
                let k = classes.breaks.len();
                (0..k).map(|class| palette.colour(class, k)).collect()
            }
            Some(Legend::Categories(categories)) => categories.iter().map(|(_, _, colour)| *colour).collect(),
            None => Vec::new(),
        }
    }

    fn push_areas(&self, svg: &mut String, simple: &Topology, frame: &Frame, place: &str) {
        let _ = writeln!(
            svg,
            "<g id=\"areas\" inkscape:groupmode=\"layer\" inkscape:label=\"{}\" {place} stroke-width=\"7\" stroke-linejoin=\"round\">",
            escape(&self.layer)
        );
        for (class, colour) in self.colours().into_iter().enumerate() {
            // A line of the fill's own colour, as wide as simplification may move a border, closes the seams that renderers leave.
            let _ = writeln!(svg, "<g fill=\"{colour}\" stroke=\"{colour}\">");
            for (shape, area) in self.areas.iter().enumerate().filter(|(_, area)| self.class_of(area) == Some(class)) {
                self.push_area(svg, simple, frame, (shape, area), &(class + 1).to_string());
            }
            svg.push_str("</g>\n");
        }
        for kind in NoData::ALL {
            let mut here =
                self.areas.iter().enumerate().filter(|(_, area)| self.missing_kind(area) == Some(kind)).peekable();
            if here.peek().is_none() {
                continue;
            }
            let _ = writeln!(svg, "<g fill=\"{}\">", kind.fill());
            for area in here {
                self.push_area(svg, simple, frame, area, kind.word());
            }
            svg.push_str("</g>\n");
        }
        svg.push_str("</g>\n");
    }

    /// Why an area is drawn without a value. A value that no class holds is one that is not known.
    pub(crate) fn missing_kind(&self, area: &MapArea) -> Option<NoData> {
        match area.value {
            AreaValue::Missing(kind) => Some(kind),
            AreaValue::Number(_) | AreaValue::Category(_) => self.class_of(area).is_none().then_some(NoData::NotKnown),
        }
    }

    fn push_area(
        &self,
        svg: &mut String,
        simple: &Topology,
        frame: &Frame,
        (shape, area): (usize, &MapArea),
        class: &str,
    ) {
        let mut path = String::new();
        let mut from = [0, 0];
        for ring in simple.ring_range(shape) {
            push_line(&mut path, &simple.ring_points(ring), frame, true, &mut from);
        }
        let id = identifier("area", &area.code);
        match self.attributes {
            Attributes::None => {
                let _ = writeln!(svg, "<path id=\"{id}\" d=\"{path}\"/>");
            }
            Attributes::All => {
                let value = match area.value {
                    AreaValue::Number(value) => value.to_string(),
                    AreaValue::Category(category) => self.category_word(category),
                    AreaValue::Missing(_) => String::new(),
                };
                let _ = writeln!(
                    svg,
                    "<path id=\"{id}\" data-code=\"{}\" data-name=\"{}\" data-value=\"{}\" data-class=\"{class}\" d=\"{path}\"><title>{}</title></path>",
                    escape(&area.code),
                    escape(&area.name),
                    escape(&value),
                    escape(&self.area_title(area))
                );
            }
        }
    }

    fn category_word(&self, category: usize) -> String {
        match &self.legend {
            Some(Legend::Categories(categories)) => categories[category].0.clone(),
            _ => String::new(),
        }
    }

    fn area_title(&self, area: &MapArea) -> String {
        let shown = match (area.value, &self.legend) {
            (AreaValue::Number(value), legend) => {
                let class = match (legend, self.class_of(area), self.language) {
                    (Some(Legend::Classes { classes, .. }), Some(class), Language::English) => {
                        format!(", class {} of {}", class + 1, classes.breaks.len())
                    }
                    (Some(Legend::Classes { classes, .. }), Some(class), Language::Italian) => {
                        format!(", classe {} di {}", class + 1, classes.breaks.len())
                    }
                    _ => String::new(),
                };
                format!("{}{class}", self.written(value, 1))
            }
            (AreaValue::Category(category), Some(Legend::Categories(categories))) => categories[category].1.clone(),
            (AreaValue::Category(_), _) => String::new(),
            (AreaValue::Missing(kind), _) => kind.label(self.language).to_owned(),
        };
        let residents = area.residents.map_or_else(String::new, |residents| {
            format!(", {} {}", count(residents, Grouping::Narrow), self.words().2)
        });
        format!("{}: {shown}{residents}", area.name)
    }

    /// A value with its unit.
    fn written(&self, value: f64, decimals: usize) -> String {
        match self.unit {
            Unit::Percent => format!("{}\u{a0}%", decimal(value * 100.0, decimals, self.language)),
            Unit::Plain => decimal(value, decimals.max(2), self.language),
            Unit::Count => grouped(value),
        }
    }

    fn push_lines(&self, svg: &mut String, simple: &Topology, frame: &Frame, place: &str) {
        svg.push_str(&group_opening(place));
        // Many areas leave no room for borders between them.
        let border = match self.areas.len() {
            0..=40 => 0.8,
            41..=150 => 0.55,
            151..=600 => 0.25,
            _ => 0.0,
        };
        let mut group = |id: &str, colour: &str, width: f64, arcs: Vec<usize>, topology: &Topology| {
            let mut path = String::new();
            let mut from = [0, 0];
            for arc in arcs {
                push_line(&mut path, topology.arc(arc), frame, false, &mut from);
            }
            if !path.is_empty() {
                let _ = writeln!(
                    svg,
                    "<path id=\"{id}\" d=\"{path}\" stroke=\"{colour}\" stroke-width=\"{}\"/>",
                    fixed(width * STEPS)
                );
            }
        };
        if border > 0.0 {
            group("borders", BORDER, border, simple.borders().collect(), simple);
        }
        group("coast", COAST, 0.5, simple.coast().collect(), simple);
        if let Some(over) = self.over {
            let pixel = STEPS / frame.scale;
            let over = over.simplify((UNSEEN * pixel) * (UNSEEN * pixel) * 2.0);
            // A light edge keeps the line visible on dark areas.
            group("borders-over-edge", PAGE, 1.5, over.borders().collect(), &over);
            group("borders-over", BORDER, 0.7, over.borders().collect(), &over);
        }
        svg.push_str("</g>\n");
    }
}

fn group_opening(place: &str) -> String {
    format!(
        "<g id=\"lines\" inkscape:groupmode=\"layer\" inkscape:label=\"lines\" {place} fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n"
    )
}
