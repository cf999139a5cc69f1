//! Drawn catchments: outlines of a boundary file, each with the unit it belongs to.

use std::collections::BTreeMap;

use crate::input::file::bytes::Folder;
use crate::input::layer::request::FeatureRequest;
use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Read;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::features::{FeaturesRead, read_areas};
use crate::input::territory::part::{Limit, Side};
use crate::model::base::index::UnitIndex;
use crate::model::catchment::drawn::DrawnRules;
use crate::model::place::code::UnitId;
use crate::model::shape::feature::{FeatureColumn, Features, find_column};
use crate::model::shape::outline::PolygonOutlines;
use crate::model::study::Source;
use crate::model::survey::frame::{Frame, UnitKind};

/// Outlines of catchments, as read.
#[derive(Clone, Debug)]
pub struct DrawnCatchments {
    /// The file.
    pub file: String,
    /// The outlines, one shape a feature.
    pub outlines: PolygonOutlines,
    /// The unit of each shape. A unit may have several.
    pub unit_of: Vec<UnitIndex>,
    /// What the study declares about them.
    pub rules: DrawnRules,
}

/// What the study says of a file of drawn catchments.
#[derive(Clone, Debug)]
pub struct DrawnRequest<'a> {
    /// The boundary file.
    pub file: &'a str,
    /// Layer, reference system, axes.
    pub features: FeatureRequest<'a>,
    /// The column of unit identifiers.
    pub id: &'a str,
    /// The file of the frame, for messages.
    pub frame_file: &'a str,
    /// Overlap and slivers.
    pub rules: DrawnRules,
    /// The part that the study is limited to.
    pub limit: Option<&'a Limit>,
}

/// Reads drawn catchments and the files they come from.
///
/// # Errors
/// Files that cannot be read, a missing column, features of no unit or of a unit without catchment, units without an outline.
pub fn read_drawn(
    folder: &Folder,
    request: &DrawnRequest<'_>,
    frame: &Frame,
) -> Result<(Read<DrawnCatchments>, Vec<Source>), Problems> {
    let FeaturesRead { features, sources, mut remarks, .. } = read_areas(folder, request.file, &request.features)?;
    let ids = require_column(request.file, &features.columns, request.id, "id = \"…\" under [catchments]")?;
    let mut problems = Problems::default();
    let mut unit_of = Vec::with_capacity(ids.values.len());
    let mut shapes_of: BTreeMap<UnitIndex, usize> = BTreeMap::new();
    for number in 0..ids.values.len() {
        match unit_of_feature(request, frame, &features, ids, number) {
            Ok(unit) => {
                *shapes_of.entry(unit).or_default() += 1;
                unit_of.push(unit);
            }
            Err(problem) => problems.push(*problem),
        }
    }
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let is_outside = |unit, member| request.limit.is_some_and(|limit| limit.side_of(unit, member) == Side::Outside);
    let without = frame.indexed().filter(|(unit, member)| !shapes_of.contains_key(unit) && !is_outside(*unit, *member));
    for (_, unit) in without.filter(|(_, unit)| unit.kind == UnitKind::Territorial) {
        let message = format!("no outline has the {} of the territorial unit {:?}", ids.name, unit.id.as_str());
        let hint = format!("draw its catchment, or give it kind hospital in {}", request.frame_file);
        problems.push(Remark::of(Kind::Rule, Place::file(request.file), message).hint(hint));
    }
    if !problems.0.is_empty() {
        return Err(problems);
    }
    let several: Vec<String> = shapes_of
        .iter()
        .filter(|(_, shapes)| **shapes > 1)
        .map(|(unit, shapes)| format!("{:?} of {shapes}", frame.unit(*unit).id.as_str()))
        .collect();
    if !several.is_empty() {
        let message = format!(
            "{} drawn in several features, taken together: {}",
            counted(several.len(), "catchment"),
            first_few(&several)
        );
        remarks.push(Remark::of(Kind::Assumed, Place::file(request.file).column(&ids.name), message));
    }
    let drawn =
        DrawnCatchments { file: request.file.to_owned(), outlines: features.outlines, unit_of, rules: request.rules };
    Ok((Read { value: drawn, warnings: remarks }, sources))
}

/// The unit that a feature belongs to.
fn unit_of_feature(
    request: &DrawnRequest<'_>,
    frame: &Frame,
    features: &Features,
    ids: &FeatureColumn,
    number: usize,
) -> Result<UnitIndex, Box<Remark>> {
    let place = || Place::file(request.file).column(&ids.name);
    let refuse = |problem: Remark| Err(Box::new(problem));
    let text = ids.values[number].as_deref().map_or("", str::trim);
    let feature = number + 1;
    if text.is_empty() {
        return refuse(Remark::of(Kind::Unit, place(), format!("feature {feature} has no unit identifier")));
    }
    // Whole numbers of some formats come with a fraction of zero.
    let plain = text.strip_suffix(".0").unwrap_or(text);
    let find = |text: &str| UnitId::parse(text).ok().and_then(|id| frame.find(&id));
    let Some(unit) = find(text).or_else(|| find(plain)) else {
        let message = format!("{} has no unit {text:?}, which feature {feature} belongs to", request.frame_file);
        let hint = did_you_mean(text, frame.units().iter().map(|unit| unit.id.as_str()));
        return refuse(Remark::of(Kind::Unit, place(), message).maybe_hint(hint));
    };
    if frame.unit(unit).kind == UnitKind::Hospital {
        let message = format!("the unit {text:?} of feature {feature} is of kind hospital and has no catchment");
        let hint = format!("remove the outline, or make the unit territorial in {}", request.frame_file);
        return refuse(Remark::of(Kind::Rule, place(), message).hint(hint));
    }
    if features.outlines.polygons_of(number).is_empty() {
        return refuse(Remark::of(
            Kind::EmptyGeometry,
            place(),
            format!("the outline of the unit {text:?} (feature {feature}) is empty"),
        ));
    }
    Ok(unit)
}

/// The column called `name` of some features.
///
/// # Errors
/// When there is none; the hint names a similar one or lists all.
pub fn require_column<'a>(
    file: &str,
    columns: &'a [FeatureColumn],
    name: &str,
    key: &str,
) -> Result<&'a FeatureColumn, Problems> {
    find_column(columns, name).ok_or_else(|| {
        let names = || columns.iter().map(|column| column.name.as_str());
        let hint = did_you_mean(name, names()).unwrap_or_else(|| {
            let all: Vec<&str> = names().collect();
            format!("the columns are {}; name yours with {key}", all.join(", "))
        });
        Problems::one(Remark::of(Kind::Column, Place::file(file), format!("no column {name:?}")).hint(hint))
    })
}
