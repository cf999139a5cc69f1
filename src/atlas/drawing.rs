//! A picture drawn, or several on one page.

use crate::analysis::coverage::findings::Findings;
use crate::analysis::coverage::indicator::Value;
use crate::atlas::ask::refuse::{refuse_aggregate, refuse_crowds, refuse_pair};
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::choose::{is_level, layer_of};
use crate::atlas::layer::column::Columns;
use crate::atlas::layer::land::{Territories, without_outlines};
use crate::atlas::picture::column_map::ColumnMap;
use crate::atlas::picture::setting::Setting;
use crate::atlas::picture::study_map::with_picture;
use crate::atlas::picture::table_map::map_of_table;
use crate::command::outcome::Outcome;
use crate::input::problem::remark::{Kind, Place, Remark};
use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::render::legend::classes::fewer_classes;
use crate::render::picture::shown::{Form, Legend, Picture};
use crate::study::choice::{census_source, chosen_source};
use crate::study::failure::Failure;
use crate::study::open::open_study;

/// What is done with a picture and the warnings of reading what it shows.
pub(crate) type Then<'a> = &'a dyn Fn(&Picture<'_>, Vec<Remark>) -> Result<Outcome, Failure>;

/// Makes the picture of a request and does something with it.
pub(crate) fn with_map(request: &MapRequest, then: Then<'_>) -> Result<Outcome, Failure> {
    if let Some(data) = &request.data {
        return map_of_table(request, data, then);
    }
    let opened = open_study(&request.study)?;
    let study = &opened.study;
    let outlines = opened.outlines()?.ok_or_else(without_outlines)?;
    let scheme = study.schemes.iter().find(|scheme| is_level(&study.territory, scheme.name(), &request.layer));
    let source = chosen_source(study, scheme.map(Scheme::name), request.source)?;
    let value = value_of(request);
    // Other schemes are not drawn, and their ranges by chance take time.
    let findings = Findings::of_schemes(study, &scheme.into_iter().collect::<Vec<_>>());
    let layer = layer_of(study, &outlines, &findings, &request.layer, source)?;
    // Single places and catchments are drawn from the census, whatever the units' own figures are.
    let source = if layer.by_census { Some(census_source(source)) } else { source };
    let mut inputs = study.sources.clone();
    inputs.push(outlines.source.clone());
    refuse_crowds(request.style.form, layer.areas.len())?;
    let known = Territories {
        territory: &study.territory,
        schemes: &study.schemes,
        declared: &study.declared_schemes,
        outlines: &outlines,
        language: study.heading.language,
    };
    let setting = Setting::of(request, &layer.name, &known)?;
    let then: Then<'_> =
        &|picture, warnings| setting.around(request, picture, &|picture| then(picture, warnings.clone()));
    let value = match value {
        Ok(value) => value,
        Err(name) => {
            let allotted = findings.allotted.as_ref();
            let of_units = study.scheme(&layer.name).is_none();
            let column = Columns { study, allotted, outlines: &outlines, of_units }.find(name)?;
            let (aggregate, style) = (request.aggregate, &request.style);
            let (layer, column, inputs) = (&layer, &column, inputs.as_slice());
            let map = ColumnMap { study, allotted, layer, column, aggregate, source, style, inputs };
            return map.with_picture(|picture, remarks| {
                then(picture, opened.remarks.iter().cloned().chain(remarks).collect())
            })?;
        }
    };
    refuse_aggregate(request, value)?;
    if value == Value::Answered && !layer.knows_answers() {
        return Err(Failure::Usage {
            message: format!("the layer {:?} has no value \"answered\"", request.layer),
            hint: Some("draw it of catchments".to_owned()),
        });
    }
    refuse_pair(request, value)?;
    if request.style.form == Form::Dots && value != Value::Coverage {
        return Err(Failure::Usage {
            message: format!("dots stand for residents whom no answer covers, not for {:?}", value.word()),
            hint: Some("leave --value out".to_owned()),
        });
    }
    let finish = |picture: &Picture| then(picture, opened.remarks.clone());
    with_picture(study, &layer, value, source, &request.style, &inputs, finish)
}

/// What a wish for classes came to, where it is not what was wished.
pub(crate) fn class_remarks(picture: &Picture, request: &MapRequest) -> Option<Remark> {
    let Some(Legend::Classes { classes, .. }) = &picture.legend else { return None };
    let left_aside = request.style.method.as_ref().zip(request.style.k).filter(|(method, _)| method.ignores_k());
    let message = match (left_aside, classes.fewer_than) {
        (Some((method, k)), _) => {
            format!("-k {k} is left aside: {} decides how many classes there are", method.word())
        }
        (None, Some(k)) => fewer_classes(classes.breaks.len(), k, Language::default()),
        (None, None) => return None,
    };
    Some(Remark::of(Kind::Changed, Place::file("--classes"), message))
}

/// The value asked for, or the name of what must be a column of the study.
pub(crate) fn value_of(request: &MapRequest) -> Result<Value, &str> {
    match request.value.as_deref() {
        None if request.layer == "catchments" => Ok(Value::Answered),
        None => Ok(Value::Coverage),
        Some(word) => Value::from_word(word).ok_or(word),
    }
}
