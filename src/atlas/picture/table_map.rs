//! A map of a table.

use crate::atlas::ask::flags::table_made_with;
use crate::atlas::ask::refuse::refuse_crowds;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::ask::style::Style;
use crate::atlas::drawing::Then;
use crate::atlas::layer::choose::{is_level, unknown_layer};
use crate::atlas::layer::land::{Territories, land_of};
use crate::atlas::picture::classes::{class_legend, numbers};
use crate::atlas::picture::form::Ground;
use crate::atlas::picture::setting::Setting;
use crate::atlas::picture::study_map::broad_names;
use crate::command::outcome::Outcome;
use crate::input::figures::column::{AreaFigures, FigureGap, read_column};
use crate::input::problem::english::{counted, plural};
use crate::input::problem::remark::{Kind, Place, Remark};
use crate::model::base::count::Residents;
use crate::model::base::index::LevelIndex;
use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study;
use crate::render::classes::value::{AreaValue, MapArea, NoData, Unit};
use crate::render::picture::shown::{Form, Picture};
use crate::study::failure::Failure;
use crate::study::outlines::Outlines;
use crate::words::catalogue::say;
use crate::words::letters::capitalised;
use crate::words::picture::by_words;

/// Makes the picture of a column of a table and does something with it.
#[expect(clippy::too_many_arguments, reason = "a map is made from all of these")]
pub fn with_table_picture<T>(
    outlines: &Outlines,
    (territory, level): (&Territory, LevelIndex),
    figures: &AreaFigures,
    residents: &[Option<Residents>],
    (style, language): (&Style, Language),
    inputs: &[study::Source],
    (notice, source): (Option<String>, Option<String>),
    then: impl FnOnce(&Picture) -> T,
) -> T {
    let scheme = Scheme::of_level(territory, level);
    let shapes = if level == territory.finest() { outlines.places.clone() } else { outlines.of_scheme(&scheme) };
    let areas = territory.areas(level).iter().enumerate().map(|(index, area)| MapArea {
        code: area.code.to_string(),
        name: area.name.clone(),
        value: match figures.values[index] {
            Some(value) => AreaValue::Number(value),
            None => AreaValue::Missing(match figures.gaps[index] {
                FigureGap::Empty => NoData::NotKnown,
                FigureGap::Withheld => NoData::Suppressed,
                FigureGap::NoRow => NoData::NoRow,
                FigureGap::OtherDay => NoData::Vintage,
            }),
        },
        short_name: area.short_name.clone(),
        residents: residents[index].map(|residents| residents.0),
        units: None,
        range: None,
        at_parity: false,
    });
    let areas: Vec<MapArea> = areas.collect();
    let values = numbers(&areas);
    let broad = Scheme::of_level(territory, territory.broadest());
    let over = (areas.len() > 2 * broad.areas().len()).then(|| outlines.of_scheme(&broad));
    let whole = values.iter().all(|value| value.fract() == 0.0 && value.abs() < 1e15);
    let name = territory.level_name(level);
    let by = by_words("", name, language);
    let of_table = say(language, "value-of-table", [("table", figures.source.name.as_str().into())]);
    let unit = if whole { Unit::Count } else { Unit::Plain };
    let legend = class_legend(&areas, unit, false, style);
    let ground = Ground::of(&shapes, &areas, unit, style);
    then(&Picture {
        layer: plural(name),
        value: figures.title.clone(),
        title: style.title.clone().unwrap_or_else(|| format!("{}{by}", figures.title)),
        by,
        subtitle: vec![capitalised(&of_table)],
        notice,
        source,
        language,
        areas,
        unit,
        legend_title: figures.title.clone(),
        grid: None,
        legend,
        made_with: table_made_with(&plural(name), format!("--value={}", figures.title), figures, language, style),
        form: style.form,
        shapes: ground.shapes.as_ref().unwrap_or(&shapes),
        under: (style.form == Form::Symbols).then_some(&shapes),
        unit_radius: ground.unit_radius,
        dots: ground.dots.as_ref(),
        over: over.as_ref().filter(|_| matches!(style.form, Form::Choropleth | Form::Dots)),
        inputs,
        over_names: broad_names(territory),
        around: outlines.around.as_ref().filter(|_| style.form.is_in_place()),
        rest: None,
        locator: None,
        design: ground.design,
    })
}

/// A map of a table's column: no study is needed.
pub(crate) fn map_of_table(request: &MapRequest, data: &std::path::Path, then: Then<'_>) -> Result<Outcome, Failure> {
    let land = land_of(request)?;
    let territory = &land.territory;
    let level = territory.levels().find(|level| is_level(territory, territory.level_name(*level), &request.layer));
    let Some(level) = level else {
        let known: Vec<String> = territory.levels().map(|level| plural(territory.level_name(level))).collect();
        return Err(unknown_layer(&request.layer, &known));
    };
    let column = request.column_of(data)?;
    let read = read_column(&column, territory, level)?;
    let mut warnings = land.warnings;
    warnings.extend(read.warnings);
    let absent = read.value.values.iter().filter(|value| value.is_none()).count();
    if absent > 0 {
        let areas = counted(absent, territory.level_name(level));
        let rows = column.rows.map_or_else(String::new, |(_, word)| format!(" for {word}"));
        let message = format!("{areas} without a value in the table{rows}, drawn as missing");
        warnings.push(Remark::of(Kind::MissingCount, Place::file(&read.value.source.name), message));
    }
    let outlines = &land.outlines;
    let inputs: Vec<_> = land.inputs.iter().chain([&read.value.source, &outlines.source]).cloned().collect();
    let residents = land.population.as_ref().map_or_else(
        || vec![None; territory.areas(level).len()],
        |population| crate::model::place::population::by_area(population, territory, level),
    );
    if request.style.form == Form::Dots {
        return Err(Failure::Usage {
            message: "dots stand for residents whom no answer covers, which a table does not say".to_owned(),
            hint: Some("draw the table with --form symbols".to_owned()),
        });
    }
    refuse_crowds(request.style.form, territory.areas(level).len())?;
    let language = land.language;
    let (schemes, declared) = (&land.schemes, &land.declared_schemes);
    let known = Territories { territory, schemes, declared, outlines, language };
    let setting = Setting::of(request, &request.layer, &known)?;
    with_table_picture(
        outlines,
        (territory, level),
        &read.value,
        &residents,
        (&request.style, language),
        &inputs,
        (land.notice.clone(), land.source.clone()),
        |picture| setting.around(request, picture, &|picture| then(picture, warnings.clone())),
    )
}
