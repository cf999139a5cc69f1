//! A map of a table.

use std::sync::Arc;

use crate::atlas::ask::flags::table_made_with;
use crate::atlas::ask::refuse::refuse_crowds;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::ask::style::{Style, Wording};
use crate::atlas::layer::choose::{is_level, unknown_layer};
use crate::atlas::layer::land::Land;
use crate::atlas::layer::short_name::short_name;
use crate::atlas::layer::table_areas::TableAreas;
use crate::atlas::picture::classes::{class_legend, legend_title, numbers};
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::form::{Ground, context_of};
use crate::atlas::picture::setting::Setting;
use crate::input::code::gazetteer::Among;
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::{AreaFigures, FigureGap, TableColumn, TableFile, read_column};
use crate::input::problem::english::{counted, plural};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Read, Remark};
use crate::model::base::index::LevelIndex;
use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::model::study;
use crate::render::classes::printed::own_decimals;
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::colour::palette::CATEGORIES;
use crate::render::picture::shown::{Form, Key, Legend, Origin, Picture, Values, Words};
use crate::study::failure::{Failure, refused};
use crate::words::letters::titled;
use crate::words::picture::By;

/// The picture of a table's column that a request asks for: no study is needed.
///
/// # Errors
/// A table that cannot be read, areas that the land does not have, what no picture can show of a table.
pub(crate) fn table_picture(
    request: &MapRequest,
    table: TableFile<'_>,
    land: &Land,
) -> Result<Drawn<Picture>, Failure> {
    let territory = &land.study.territory;
    let areas = TableAreas::of(land, request.layer_name())?;
    if request.aggregate.is_some() {
        return refused(
            "an area of a table has one value",
            "leave --aggregate out, or join areas with --groups COLUMN",
        );
    }
    let column = request.column_of(table, Holds::Either)?;
    let mut remarks = land.remarks.clone();
    let figures = if let Some(level) = areas.level {
        figures_of(land, level, &column, &mut remarks)?
    } else {
        let Read { value, warnings } = read_column(&column, territory, areas.among())?;
        remarks.extend(warnings);
        value
    };
    if request.style.form == Form::Dots {
        let message = "dots stand for residents whom no answer covers, which a table does not say";
        return refused(message, "draw the table with --form symbols");
    }
    refuse_crowds(request.style.form, areas.scheme.areas().len())?;
    refuse_categories(&figures)?;
    remarks.extend(of_sheet(&figures, &request.style));
    let setting = Setting::of(request, request.layer_name(), land)?;
    let of_study = land.study.sources.iter();
    let mut inputs: Vec<study::Source> = of_study.chain([&figures.source, &land.outlines.source]).cloned().collect();
    // The table of a boundary file is the file itself.
    inputs.dedup();
    let inputs = inputs.into();
    let picture = column_picture(land, &areas, &figures, &request.style, inputs)?;
    let picture = setting.around(request, picture, land, &mut remarks)?;
    let missing = |area: &&MapArea| matches!(area.value, AreaValue::Missing(_));
    let absent = picture.values.areas.iter().filter(missing).count();
    if absent > 0 {
        let areas = counted(absent, areas.one());
        let rows = column.rows.map_or_else(String::new, |(_, word)| format!(" for {word}"));
        let message = format!("{areas} without a value in the table{rows}, drawn as missing");
        remarks.push(Remark::of(Kind::MissingCount, Place::file(&figures.source.name), message));
    }
    Ok(Drawn { drawing: picture, remarks })
}

/// Refuses more words than colours tell apart.
pub(crate) fn refuse_categories(figures: &AreaFigures) -> Result<(), Failure> {
    let (n, most) = (figures.words.len(), CATEGORIES.len());
    if n <= most {
        return Ok(());
    }
    let first: Vec<String> = figures.words.iter().take(3).map(|word| format!("{word:?}")).collect();
    let message = format!(
        "{n} categories of {:?} cannot be told apart, at the most {most}: {}, …",
        figures.title,
        first.join(", ")
    );
    refused(message, "join some of them in the table, or name a column of numbers with --value COLUMN")
}

/// The figures of the areas of a level. Those outside of the part that the study is limited to are counted and left out.
///
/// # Errors
/// A table that cannot be read.
pub(crate) fn figures_of(
    land: &Land,
    level: LevelIndex,
    column: &TableColumn<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<AreaFigures, Problems> {
    let Read { value: figures, warnings } = read_column(column, land.study.outlined(), Among::Level(level))?;
    for warning in warnings {
        if !remarks.contains(&warning) {
            remarks.push(warning);
        }
    }
    let territory = &land.study.territory;
    let Some(part) = &land.study.part else { return Ok(figures) };
    let whole = part.whole.areas(level);
    let inside: Vec<bool> = whole.iter().map(|area| territory.find(level, &area.code).is_some()).collect();
    let said = |area: usize| {
        let (value, word) = (figures.values.get(area), figures.word_of.get(area));
        value.is_some_and(Option::is_some) || word.is_some_and(Option::is_some)
    };
    let outside = inside.iter().enumerate().filter(|(area, inside)| !**inside && said(*area)).count();
    if outside > 0 {
        let name = territory.name().in_language(Language::default());
        let message = format!("{} outside of {name} left out", counted(outside, territory.level_name(level)));
        let told = Remark::of(Kind::RowsLeftOut, Place::file(&figures.source.name), message);
        remarks.extend(Some(told).filter(|told| !remarks.contains(told)));
    }
    Ok(figures.part(&inside))
}

/// The level that a map of a table is of.
///
/// # Errors
/// A layer that is no level.
pub(crate) fn level_of(request: &MapRequest, land: &Land) -> Result<LevelIndex, Failure> {
    let territory = &land.study.territory;
    let level =
        territory.levels().find(|level| is_level(territory, territory.level_name(*level), request.layer_name()));
    level.ok_or_else(|| {
        let known: Vec<String> = territory.levels().map(|level| plural(territory.level_name(level))).collect();
        unknown_layer(request.layer_name(), &known)
    })
}

/// Why an area has nothing to show.
pub(crate) fn gap_of(gap: FigureGap) -> NoData {
    match gap {
        FigureGap::Empty => NoData::NotKnown,
        FigureGap::Withheld => NoData::Suppressed,
        FigureGap::NoRow => NoData::NoRow,
        FigureGap::OtherDay => NoData::Vintage,
    }
}

/// What the map takes from rows around the table.
pub(crate) fn of_sheet(figures: &AreaFigures, style: &Style) -> Option<Remark> {
    let Wording { title, credit, .. } = &style.wording;
    let title = figures.about.title.as_ref().filter(|_| title.is_none());
    let title = title.map(|title| format!("its title {title:?}"));
    let credit = figures.about.credit.as_ref().filter(|_| credit.is_none());
    let credit = credit.map(|credit| format!("its source {credit:?}"));
    let taken: Vec<String> = title.clone().into_iter().chain(credit).collect();
    let remark = || {
        let message = format!("the map has from rows around the table {}", taken.join(" and "));
        Remark::of(Kind::Assumed, Place::file(&figures.source.name), message)
    };
    let hint = title.map_or("--credit TEXT says another source", |_| "--title TEXT says another title");
    (!taken.is_empty()).then(|| remark().hint(hint))
}

/// The words of a column as categories.
struct Categories {
    /// Where the category of each word stands in the legend.
    position: Vec<usize>,
    /// The legend; `None` of a column of numbers.
    legend: Option<Legend>,
}

impl Categories {
    /// The categories of a column, in the order of the alphabet.
    fn of(figures: &AreaFigures) -> Self {
        let words = &figures.words;
        let mut order: Vec<usize> = (0..words.len()).collect();
        order.sort_by_key(|&word| (words[word].to_lowercase(), &words[word]));
        let mut position = vec![0; words.len()];
        for (place, &word) in order.iter().enumerate() {
            position[word] = place;
        }
        let coloured = order.iter().map(|&word| words[word].clone()).zip(CATEGORIES);
        let categories: Vec<_> = coloured.map(|(word, colour)| (word.clone(), word, colour)).collect();
        Self { position, legend: (!categories.is_empty()).then_some(Legend::Categories(categories)) }
    }
}

/// The picture of a column of a table.
fn column_picture(
    land: &Land,
    table_areas: &TableAreas<'_>,
    figures: &AreaFigures,
    style: &Style,
    inputs: Arc<[study::Source]>,
) -> Result<Picture, Problems> {
    let territory = &land.study.territory;
    let scheme = &*table_areas.scheme;
    let residents = land.study.population.as_ref();
    let residents = residents.map_or_else(|| vec![None; scheme.areas().len()], |known| table_areas.residents(known));
    let (study, outlines) = (&land.study, &land.outlines);
    let language = study.heading.language;
    let is_finest = table_areas.level == Some(territory.finest());
    let shapes = if is_finest { outlines.places()? } else { outlines.of_scheme(scheme)? };
    let categories = Categories::of(figures);
    let areas = scheme.areas().iter().enumerate().map(|(index, area)| MapArea {
        code: area.code.clone(),
        name: area.name.in_language(language).to_owned(),
        value: match (figures.values[index], figures.word_of[index]) {
            (Some(value), _) => AreaValue::Number(value),
            (None, Some(word)) => AreaValue::Category(categories.position[word]),
            (None, None) => AreaValue::Missing(gap_of(figures.gaps[index])),
        },
        short_name: short_name(territory, scheme.name(), index, &area.code),
        residents: residents[index].map(|residents| residents.0),
        units: None,
        range: None,
        at_parity: false,
        is_outside_alone: false,
        counted: None,
        told: None,
    });
    let areas: Vec<MapArea> = areas.collect();
    let values = numbers(&areas);
    let broad = Scheme::of_level(territory, territory.broadest_divided());
    let over = (areas.len() > 2 * broad.areas().len()).then(|| outlines.of_scheme(&broad)).transpose()?;
    let whole = values.iter().all(|value| value.fract() == 0.0 && value.abs() < 1e15);
    let layer = table_areas.layer();
    let by = By::of(&layer, scheme.name(), table_areas.level.is_some());
    let by_area = by.titled(&titled(&figures.title), language);
    // A table's own title does not tell which of its columns is shown.
    let (title, told) = match &figures.about.title {
        Some(title) => (title.clone(), Some(by_area)),
        None => (by_area, None),
    };
    let unit = match (figures.is_percent, whole) {
        (true, _) => Unit::Percent,
        (false, true) if figures.words.is_empty() => Unit::Count,
        (false, _) => Unit::Plain,
    };
    let legend = match categories.legend {
        Some(legend) => Some(legend),
        None => class_legend(&areas, unit, false, style),
    };
    let decimals = own_decimals(&values, if unit == Unit::Percent { 100.0 } else { 1.0 });
    let ground = Ground::of(&shapes, &areas, unit, style);
    Ok(Picture {
        words: Words {
            title,
            what: titled(&figures.title),
            by,
            subtitle: told.into_iter().collect(),
            notice: study.heading.notice.clone(),
            source: study.heading.credit_besides(figures.about.credit.as_deref()),
            unit: None,
            note: None,
            language,
        },
        values: Values { areas, unit, decimals: Some(decimals) },
        key: Key { title: legend_title(&titled(&figures.title), unit), legend, grid: None },
        figure: ground.figure,
        context: context_of(style, over, territory, [outlines.around.clone(), outlines.rest.clone()]),
        origin: Origin {
            layer: layer.clone(),
            value: figures.title.clone(),
            made_with: table_made_with(&layer, format!("--value={}", figures.title), figures, language, style),
            inputs,
        },
        design: ground.design,
    })
}
