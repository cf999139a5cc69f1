//! A map of a study: one of its values, or one of its columns.

use crate::analysis::coverage::findings::Shown;
use crate::analysis::coverage::indicator::Value;
use crate::analysis::gate::findings::published_findings;
use crate::atlas::ask::flags::table_made_with;
use crate::atlas::ask::refuse::{refuse_aggregate, refuse_crowds, refuse_pair};
use crate::atlas::ask::request::MapRequest;
use crate::atlas::ask::style::Style;
use crate::atlas::layer::areas::catchment_groups;
use crate::atlas::layer::areas::places_of;
use crate::atlas::layer::choose::CATCHMENTS;
use crate::atlas::layer::choose::{is_level, layer_of};
use crate::atlas::layer::column::Columns;
use crate::atlas::layer::figures::{Figures, Scope, StudyColumn, UnitLevels, UnitNumbers};
use crate::atlas::layer::land::Land;
use crate::atlas::layer::table_areas::units_as_areas;
use crate::atlas::picture::classes::class_legend;
use crate::atlas::picture::column_map::ColumnMap;
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::setting::Setting;
use crate::atlas::picture::table_map::{gap_of, of_sheet, refuse_categories};
use crate::atlas::picture::value_map::value_picture;
use crate::input::code::gazetteer::Among;
use crate::input::figures::area_cells::Holds;
use crate::input::figures::column::{AreaFigures, FigureGap, TableFile, read_column};
use crate::input::problem::english::counted;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Read, Remark};
use crate::model::base::index::AreaIndex;
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::study::Study;
use crate::model::survey::frame::Unit;
use crate::render::classes::value::AreaValue;
use crate::render::picture::shown::{Form, Picture};
use crate::study::choice::{census_source, chosen_source};
use crate::study::failure::{Failure, refused};
use crate::study::promise::refuse_undeclared;
use crate::words::letters::titled;

/// The picture of a study that a request asks for.
///
/// # Errors
/// A layer or value that the study does not have, what no picture can show.
pub(crate) fn study_picture(request: &MapRequest, land: &Land) -> Result<Drawn<Picture>, Failure> {
    let (study, outlines) = (&land.study, &land.outlines);
    let scheme = study.schemes.iter().find(|scheme| is_level(&study.territory, scheme.name(), request.layer_name()));
    let source = chosen_source(study, scheme.map(Scheme::name), request.source)?;
    let value = value_of(request, study);
    let schemes: Vec<&Scheme> = scheme.into_iter().collect();
    let findings = published_findings(study, land.view, Some(Shown { schemes: &schemes, source }));
    if let Ok(value) = value
        && value != Value::Residents
    {
        let is_published = scheme.is_some_and(|scheme| findings.publishes(scheme.name(), source));
        if !is_published || value == Value::Answered || request.style.form == Form::Dots {
            refuse_undeclared(land.view, &format!("a map of {:?} by {}", value.word(), request.layer_name()))?;
        }
        if let Some(part) = &request.style.part {
            refuse_undeclared(land.view, &format!("a map of {part:?} alone"))?;
        }
    }
    let mut layer = layer_of(study, outlines, &findings, request.layer_name(), source)?;
    if let (Form::Dots, Some(scheme)) = (request.style.form, scheme) {
        layer.places = places_of(study, outlines, scheme)?;
    }
    // Single places and catchments are drawn from the census, whatever the units' own figures are.
    let source = if layer.by_census { Some(census_source(source)) } else { source };
    refuse_crowds(request.style.form, layer.areas.len())?;
    let setting = Setting::of(request, &layer.name, land)?;
    let (inputs, style, mut remarks) = (land.inputs(), &request.style, land.remarks.clone());
    if is_of_answers(request, study) {
        let message =
            format!("each of the {} is covered or not, so the map shows whether units answered", request.layer_name());
        remarks.push(Remark::of(Kind::Assumed, Place::file("map"), message).hint("--value coverage draws coverage"));
    }
    let picture = match value {
        Ok(value) => {
            refuse_aggregate(request, value)?;
            if value == Value::Answered && !layer.knows_answers() {
                let message = format!("the layer {:?} has no value \"answered\"", request.layer_name());
                return refused(message, "draw it of catchments");
            }
            refuse_pair(request, value)?;
            if style.form == Form::Dots && value != Value::Coverage {
                let message = format!("dots stand for residents whom no answer covers, not for {:?}", value.word());
                return refused(message, "leave --value out");
            }
            value_picture(study, &layer, value, source, style, inputs)
        }
        Err(name) => {
            let allotted = findings.allotted.as_ref();
            let of_units = study.scheme(&layer.name).is_none();
            let column = Columns { study, allotted, outlines, view: land.view, of_units }.find(name)?;
            let aggregate = request.aggregate;
            let map =
                ColumnMap { study, allotted, layer: &layer, far: &land.far, column: &column, aggregate, source, style };
            let drawn = map.picture(inputs)?;
            remarks.extend(drawn.remarks);
            drawn.drawing
        }
    };
    let drawing = setting.around(request, picture, land, &mut remarks)?;
    Ok(Drawn { drawing, remarks })
}

/// The value asked for, or the name of what must be a column of the study.
fn value_of<'a>(request: &'a MapRequest, study: &Study) -> Result<Value, &'a str> {
    match request.value.as_deref() {
        None if request.layer_name() == "catchments" || is_of_answers(request, study) => Ok(Value::Answered),
        None => Ok(Value::Coverage),
        Some(word) => Value::from_word(word).ok_or(word),
    }
}

/// The picture of a table of units: their catchments, each with the value that its unit has.
///
/// # Errors
/// A table that cannot be read, a study without catchments, what no picture can show.
pub(crate) fn unit_table_picture(
    request: &MapRequest,
    table: TableFile<'_>,
    land: &Land,
) -> Result<Drawn<Picture>, Failure> {
    let (study, style) = (&land.study, &request.style);
    let units = units_as_areas(study)?;
    let column = request.column_of(table, Holds::Either)?;
    let Read { value: figures, warnings } = read_column(&column, &units, Among::Level(units.finest()))?;
    refuse_categories(&figures)?;
    let findings = published_findings(study, land.view, Some(Shown { schemes: &[], source: None }));
    let layer = layer_of(study, &land.outlines, &findings, CATCHMENTS, None)?;
    refuse_crowds(style.form, layer.areas.len())?;
    let setting = Setting::of(request, &layer.name, land)?;
    let mut remarks = land.remarks.clone();
    remarks.extend(warnings);
    remarks.extend(of_sheet(&figures, style));
    let row_of = row_of_units(study, &units);
    let column = StudyColumn {
        name: figures.title.clone(),
        title: titled(&figures.title),
        figures: figures_of_units(&figures, &row_of),
    };
    let allotted = findings.allotted.as_ref();
    let source = Some(census_source(None));
    let map = ColumnMap {
        study,
        allotted,
        layer: &layer,
        far: &land.far,
        column: &column,
        aggregate: request.aggregate,
        source,
        style,
    };
    let inputs = study.published_sources().into_iter().chain([figures.source.clone(), land.outlines.source.clone()]);
    let Drawn { drawing: mut picture, .. } = map.picture(inputs.collect())?;
    let n_absent = say_gaps(&mut picture, study, &figures, &row_of);
    if figures.is_percent {
        picture.key.legend = class_legend(&picture.values.areas, picture.values.unit, false, style);
    }
    if let Some(title) = &figures.about.title {
        let told = std::mem::replace(&mut picture.words.title, title.clone());
        picture.words.subtitle = vec![told];
    }
    picture.words.source = study.heading.credit_besides(figures.about.credit.as_deref());
    let (value, language) = (format!("--value={}", figures.title), study.heading.language);
    picture.origin.made_with = table_made_with(CATCHMENTS, value, &figures, language, style);
    picture.origin.made_with.extend(request.aggregate.map(|how| format!("--aggregate={}", how.word())));
    let picture = setting.around(request, picture, land, &mut remarks)?;
    if n_absent > 0 {
        let message = format!("{} without a value in the table, drawn as missing", counted(n_absent, "catchment"));
        remarks.push(Remark::of(Kind::MissingCount, Place::file(&figures.source.name), message));
    }
    Ok(Drawn { drawing: picture, remarks })
}

/// Where each unit stands among those that a table may name.
fn row_of_units(study: &Study, units: &Territory) -> Vec<Option<usize>> {
    let of_unit = |unit: &Unit| {
        let code = units.coding().parse("unit", unit.id.as_str()).ok()?;
        units.find(units.finest(), &code).map(AreaIndex::index)
    };
    study.frame.units().iter().map(of_unit).collect()
}

/// The figures of a table by the study's units.
fn figures_of_units(figures: &AreaFigures, row_of: &[Option<usize>]) -> Figures {
    let scope = Scope { takes: vec![true; row_of.len()], is_answer: false };
    if figures.words.is_empty() {
        let values = row_of.iter().map(|row| figures.values[(*row)?]).collect();
        return Figures::Numbers(UnitNumbers { values, scope, usual: None, is_share: figures.is_percent });
    }
    let mut levels: Vec<(String, String)> = figures.words.iter().map(|word| (word.clone(), word.clone())).collect();
    levels.sort_by_key(|(word, _)| (word.to_lowercase(), word.clone()));
    let level_of =
        |word: usize| levels.iter().position(|(level, _)| *level == figures.words[word]).map(|level| vec![level]);
    let of_unit = row_of.iter().map(|row| level_of(figures.word_of[(*row)?]?)).collect();
    Figures::Levels(UnitLevels { levels, of_unit, scope, is_multiple: false })
}

/// Says of every catchment without a value what the table says of its units, where that is the same of all. How many have none.
fn say_gaps(picture: &mut Picture, study: &Study, figures: &AreaFigures, row_of: &[Option<usize>]) -> usize {
    let Some(catchments) = &study.catchments else { return 0 };
    let (_, groups) = catchment_groups(study, catchments);
    let mut n_absent = 0;
    for (area, units) in picture.values.areas.iter_mut().zip(groups) {
        if units.is_empty() || !matches!(area.value, AreaValue::Missing(_)) {
            continue;
        }
        n_absent += 1;
        let mut gaps = units.iter().map(|unit| row_of[*unit].map_or(FigureGap::NoRow, |row| figures.gaps[row]));
        if let Some(first) = gaps.next()
            && gaps.all(|gap| gap == first)
        {
            area.value = AreaValue::Missing(gap_of(first));
        }
    }
    n_absent
}

/// Whether nothing is asked of single places but to draw them: each is covered or not, which is no number to be classed.
fn is_of_answers(request: &MapRequest, study: &Study) -> bool {
    let Style { method, k, palette, middle, second, form, .. } = &request.style;
    let asks_for_classes = method.is_some() || k.is_some() || palette.is_some() || middle.is_some() || second.is_some();
    let finest = study.territory.level_name(study.territory.finest());
    request.value.is_none()
        && !asks_for_classes
        && *form == Form::Choropleth
        && study.catchments.is_some()
        && request.style.design.uncertainty.is_none()
        && is_level(&study.territory, finest, request.layer_name())
}
