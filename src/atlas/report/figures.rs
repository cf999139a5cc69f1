//! The pictures of a report: each is what its command draws, to the last byte.

use rayon::prelude::*;

use crate::atlas::ask::reader::Reader;
use crate::atlas::ask::style::{Style, Wording};
use crate::atlas::chart::draw::{Numbers, fitting};
use crate::atlas::chart::request::ChartRequest;
use crate::atlas::usual::maps::{COVERAGE_MAP, NAMING_MAP, UsualMap, usual_maps, usual_style};
use crate::model::survey::disclosure::Secrecy;
use crate::render::chart::form::{Chart, ChartDesign, ChartName};
use crate::render::colour::theme::ThemeName;
use crate::render::document::content::{Figure, Figures, PartName};
use crate::render::page::scene::Scene;
use crate::render::page::size::Size;
use crate::render::picture::design::Design;
use crate::study::failure::Failure;
use crate::study::outlines::Outlines;

/// What pictures of a report are drawn from besides numbers.
pub(crate) struct Drawn<'a> {
    /// Which there are.
    pub(crate) figures: Figures,
    /// The outlines of maps, where they are known.
    pub(crate) outlines: Option<&'a Outlines>,
    /// For whom they are.
    pub(crate) reader: Reader,
}

/// The pictures of a report.
#[derive(Default)]
pub(crate) struct Pictures {
    /// The map of coverage and the chart of macro-areas.
    pub(crate) opening: Vec<Figure>,
    /// Those of the parts, in the order in which they are shown.
    pub(crate) parts: Vec<(PartName, Figure)>,
}

impl Pictures {
    /// Takes those of a part out.
    pub(crate) fn of(&mut self, part: PartName) -> Vec<Figure> {
        self.parts.extract_if(.., |(own, _)| *own == part).map(|(_, figure)| figure).collect()
    }
}

/// The width of the map of the first screen and its height, so that what stands beside and below it is seen at once, and nothing of the map
/// is left out in either language.
const OPENING_MAP: &str = "88x78mm";

/// The part of a report that a chart stands in; charts of one's own tables stand in none.
fn part_of(name: ChartName) -> Option<PartName> {
    match name {
        ChartName::CoverageByChance | ChartName::Schemes => Some(PartName::Coverage),
        ChartName::Response | ChartName::Size | ChartName::Partial | ChartName::Fieldwork => Some(PartName::Response),
        ChartName::Weights | ChartName::Lorenz | ChartName::WhatIf => Some(PartName::Error),
        ChartName::Choices | ChartName::Scale | ChartName::YesNo => Some(PartName::Answers),
        ChartName::Bars | ChartName::Dots => None,
    }
}

/// Whether a chart says in a column of a journal what it says over the width of a page.
fn is_narrow(name: ChartName) -> bool {
    match name {
        ChartName::Response
        | ChartName::Size
        | ChartName::Weights
        | ChartName::Lorenz
        | ChartName::Fieldwork
        | ChartName::Choices
        | ChartName::YesNo
        | ChartName::Bars
        | ChartName::Dots => true,
        ChartName::CoverageByChance
        | ChartName::Schemes
        | ChartName::WhatIf
        | ChartName::Partial
        | ChartName::Scale => false,
    }
}

/// The pictures that a report of a study has.
///
/// # Errors
/// A chart that has no room on any page, areas that cannot be drawn.
pub(crate) fn figures(of: &Numbers<'_>, drawn: &Drawn<'_>) -> Result<Pictures, Failure> {
    if drawn.figures == Figures::None {
        return Ok(Pictures::default());
    }
    let (charts, maps) = rayon::join(|| charts(of, drawn), || maps(of, drawn));
    let (mut charts, (opening_map, maps)) = (charts?, maps?);
    let opening_chart = of_macro_areas(of, drawn)?;
    let mut parts: Vec<(PartName, Figure)> = maps.into_iter().map(|map| (PartName::Coverage, map)).collect();
    parts.append(&mut charts);
    Ok(Pictures { opening: opening_map.into_iter().chain(opening_chart).collect(), parts })
}

/// The charts of all parts, in their order.
fn charts(of: &Numbers<'_>, drawn: &Drawn<'_>) -> Result<Vec<(PartName, Figure)>, Failure> {
    let of_part = |(request, made): (ChartRequest, Chart)| Some((part_of(request.name)?, request, made));
    let wanted: Vec<_> = of.usual(drawn.reader).into_iter().filter_map(of_part).collect();
    let figure = |(part, request, made): (PartName, ChartRequest, Chart)| Ok((part, chart(&made, &request, drawn)?));
    wanted.into_par_iter().map(figure).collect()
}

/// Coverage of macro-areas beside chance, where there are some.
fn of_macro_areas(of: &Numbers<'_>, drawn: &Drawn<'_>) -> Result<Option<Figure>, Failure> {
    let Some(scheme) = of.study.macro_areas().filter(|scheme| scheme.areas().len() > 1) else { return Ok(None) };
    let Reader { language, internal } = drawn.reader;
    let request = ChartRequest {
        scheme: Some(scheme.name().to_owned()),
        language,
        internal,
        ..ChartRequest::usual(ChartName::CoverageByChance)
    };
    of.chart(&request).map(|made| chart(&made, &request, drawn)).transpose()
}

/// The light picture, and the dark one where it is wanted.
fn in_themes<T>(drawn: &Drawn<'_>, in_theme: impl Fn(ThemeName) -> T) -> (T, Option<T>) {
    let has_dark = drawn.figures == Figures::LightAndDark;
    (in_theme(ThemeName::Light), has_dark.then(|| in_theme(ThemeName::Dark)))
}

/// A chart that is made, in the sizes and colours that pages have.
fn chart(made: &Chart, request: &ChartRequest, drawn: &Drawn<'_>) -> Result<Figure, Failure> {
    let in_size = |size: Size| {
        let in_theme = |theme: ThemeName| {
            let design = ChartDesign { size: size.clone(), theme: theme.colours(), ..request.design.clone() };
            let request = ChartRequest { design, title: Some(String::new()), ..request.clone() };
            let chart = Chart { made_with: request.flags(), design: request.drawn(), ..made.clone() };
            fitting(&chart).map(|scene| (chart.made_with, scene))
        };
        let (light, dark) = in_themes(drawn, in_theme);
        Ok(figure(made.stem(), "chart", light?, dark.transpose()?))
    };
    if is_narrow(request.name) {
        // What has no room in a column may have it on a page.
        return in_size(Size::column()).or_else(|_| in_size(Size::page()));
    }
    let narrow = in_size(Size::column()).ok().map(Box::new);
    Ok(Figure { narrow, ..in_size(Size::page())? })
}

/// A picture with the flags that draw it.
type Flagged = (Vec<String>, Scene);

/// A figure: the command below it draws the light picture.
fn figure(name: String, command: &str, (flags, light): Flagged, dark: Option<Flagged>) -> Figure {
    let command = std::iter::once(command.to_owned()).chain(flags).collect();
    Figure { name, title: light.title.clone(), command, light, dark: dark.map(|(_, dark)| dark), narrow: None }
}

/// The map of the first screen, and those of the part on coverage.
fn maps(of: &Numbers<'_>, drawn: &Drawn<'_>) -> Result<(Option<Figure>, Vec<Figure>), Failure> {
    let Some(outlines) = drawn.outlines else { return Ok((None, Vec::new())) };
    let mut all = usual_maps(of.study, of.findings, outlines)?;
    // What names who answered stays with the people of the survey.
    let names_units = of.study.privacy.answers == Secrecy::Public || drawn.reader.internal;
    all.retain(|map| names_units || !map.name.starts_with(NAMING_MAP));
    // The map of the first screen is not shown again.
    let has_first = all.first().is_some_and(|map| map.name.starts_with(COVERAGE_MAP));
    let column = Size::column();
    let small = OPENING_MAP.parse().unwrap_or_else(|_| Size::column());
    let figure =
        |(at, map): (usize, &UsualMap)| map_figure(of, map, if at == 0 && has_first { &small } else { &column }, drawn);
    let mut figures: Vec<Figure> = all.par_iter().enumerate().map(figure).collect();
    let opening = has_first.then(|| figures.remove(0));
    Ok((opening, figures))
}

/// A map in one size.
fn map_figure(of: &Numbers<'_>, map: &UsualMap, size: &Size, drawn: &Drawn<'_>) -> Figure {
    let in_theme = |theme: ThemeName| {
        let usual = usual_style(drawn.reader);
        let style = Style {
            wording: Wording { title: Some(String::new()), ..usual.wording },
            design: Design { size: size.clone(), theme: theme.colours(), ..usual.design },
            ..usual
        };
        let picture = map.picture(of.study, &style);
        let scene = picture.scene();
        (picture.origin.made_with, scene)
    };
    let (light, dark) = in_themes(drawn, in_theme);
    figure(map.name.trim_start_matches("maps/").to_owned(), "map", light, dark)
}
