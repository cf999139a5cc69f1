//! A map of a study: one of its values, or one of its columns.

use crate::analysis::coverage::indicator::Value;
use crate::analysis::gate::findings::published_findings;
use crate::atlas::ask::refuse::{refuse_aggregate, refuse_crowds, refuse_pair};
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::choose::{is_level, layer_of};
use crate::atlas::layer::column::Columns;
use crate::atlas::layer::land::Land;
use crate::atlas::picture::column_map::ColumnMap;
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::setting::Setting;
use crate::atlas::picture::value_map::value_picture;
use crate::model::place::scheme::Scheme;
use crate::render::picture::shown::{Form, Picture};
use crate::study::choice::{census_source, chosen_source};
use crate::study::failure::{Failure, refused};
use crate::study::promise::refuse_undeclared;

/// The picture of a study that a request asks for.
///
/// # Errors
/// A layer or value that the study does not have, what no picture can show.
pub(crate) fn study_picture(request: &MapRequest, land: &Land) -> Result<Drawn<Picture>, Failure> {
    let (study, outlines) = (&land.study, &land.outlines);
    let scheme = study.schemes.iter().find(|scheme| is_level(&study.territory, scheme.name(), request.layer_name()));
    let source = chosen_source(study, scheme.map(Scheme::name), request.source)?;
    let value = value_of(request);
    // Other schemes are not drawn, and their ranges by chance take time.
    let findings = published_findings(study, land.view, Some(&scheme.into_iter().collect::<Vec<_>>()));
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
    let layer = layer_of(study, outlines, &findings, request.layer_name(), source)?;
    // Single places and catchments are drawn from the census, whatever the units' own figures are.
    let source = if layer.by_census { Some(census_source(source)) } else { source };
    refuse_crowds(request.style.form, layer.areas.len())?;
    let setting = Setting::of(request, &layer.name, land)?;
    let (inputs, style, mut remarks) = (land.inputs(), &request.style, land.remarks.clone());
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
fn value_of(request: &MapRequest) -> Result<Value, &str> {
    match request.value.as_deref() {
        None if request.layer_name() == "catchments" => Ok(Value::Answered),
        None => Ok(Value::Coverage),
        Some(word) => Value::from_word(word).ok_or(word),
    }
}
