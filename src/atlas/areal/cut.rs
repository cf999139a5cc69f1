//! Two layers cut with each other in a plane that keeps areas.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::atlas::areal::side::{Side, failed, name_of};
use crate::atlas::layer::named::{AreasRequest, NamedAreas};
use crate::geometry::overlay::areal::{ArealWeights, areal_weights, areas};
use crate::geometry::overlay::carry::{Carrier, Sum, left, outside};
use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::equal_area::equal_area_within;
use crate::geometry::topology::project::project_points;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::hint::Key;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::text::Text;
use crate::model::shape::feature::FeatureColumn;
use crate::model::shape::outline::{PolygonOutlines, ReferenceSystem};
use crate::study::failure::Failure;
use crate::study::located::refuse_wayless;

/// How features of a source lie in the areas of a target.
pub(crate) struct Cut {
    /// The code of each feature of the source.
    pub(crate) codes: Vec<Text>,
    /// Its columns that are wanted.
    pub(crate) figures: Vec<FeatureColumn>,
    /// The code of each area of the target, in the order in which they first stand in the file.
    pub(crate) targets: Vec<Text>,
    /// The share of each feature of the source in each area of the target.
    pub(crate) weights: ArealWeights,
    /// The share of each feature that lies in no area.
    pub(crate) outside: Vec<f64>,
    /// The area of each feature.
    pub(crate) areas: Vec<f64>,
    /// What should be known.
    pub(crate) remarks: Vec<Remark>,
}

/// The share of an area in an area; in none where there is no target.
pub(crate) struct Share<'a> {
    /// The code of the one.
    pub(crate) source: &'a str,
    /// The code of the other.
    pub(crate) target: Option<&'a str>,
    /// The part of the source's area.
    pub(crate) part: f64,
}

impl Cut {
    /// Cuts a source with a target.
    ///
    /// # Errors
    /// Layers that cannot be read or brought into one plane, areas without codes.
    pub(crate) fn of(source: &AreasRequest<'_>, target: &AreasRequest<'_>) -> Result<Self, Failure> {
        let (one, other) = rayon::join(|| Side::open(source), || Side::open(target));
        let (Side { named: from, .. }, Side { named: to, union }) = (one?, other?);
        for (request, named) in [(source, &from), (target, &to)] {
            refuse_codeless(request, named)?;
            refuse_way(request, &named.outlines.reference)?;
        }
        let plane = equal_area_within(bounds(&from.outlines.points), &from.outlines.reference)
            .map_err(|error| failed(&name_of(source.areas), &error.to_string()))?;
        let (targets, zones) = joined(&to);
        let zones = in_plane(target, zones, &plane)?;
        let shapes = in_plane(source, Cow::Owned(from.outlines), &plane)?;
        let weights = areal_weights(&shapes, &zones);
        let outside = match union {
            None => outside(&weights),
            Some(union) => {
                let union = in_plane(target, Cow::Owned(union), &plane)?;
                let inside = areal_weights(&shapes, &union);
                let of_shape = |shape| left(inside.of_shape(shape).map(|(_, share)| share).sum());
                (0..shapes.n_shapes()).map(of_shape).collect()
            }
        };
        let remarks = from.remarks.into_iter().chain(to.remarks).collect();
        let areas = areas(&shapes);
        Ok(Self { codes: from.codes, figures: from.figures, targets, weights, outside, areas, remarks })
    }

    /// What carries columns over.
    pub(crate) fn carrier(&self) -> Carrier<'_> {
        Carrier { weights: &self.weights, outside: &self.outside, n_zones: self.targets.len() }
    }

    /// All shares, in the order of the source and then of the target; what lies in no target comes last. Features of one code are one area.
    pub(crate) fn shares(&self) -> Vec<Share<'_>> {
        let codes = &self.codes;
        let (number_of, first) = numbered(codes);
        let share = |area: usize, zone: usize, part: f64| Share {
            source: &codes[first[area]],
            target: self.targets.get(zone).map(Text::as_str),
            part,
        };
        if first.len() == codes.len() {
            let of_feature = |feature| self.zones_of(feature).map(move |(zone, part)| share(feature, zone, part));
            return (0..codes.len()).flat_map(of_feature).collect();
        }
        let mut whole = vec![Sum::default(); first.len()];
        let mut land: Vec<BTreeMap<usize, Sum>> = vec![BTreeMap::new(); first.len()];
        for (feature, &area) in number_of.iter().enumerate() {
            whole[area].add(self.areas[feature]);
            for (zone, part) in self.zones_of(feature) {
                land[area].entry(zone).or_default().add(part * self.areas[feature]);
            }
        }
        let of_area = |(area, land): (usize, &BTreeMap<usize, Sum>)| -> Vec<Share<'_>> {
            land.iter().map(|(&zone, part)| share(area, zone, (part.value() / whole[area].value()).min(1.0))).collect()
        };
        land.iter().enumerate().flat_map(of_area).collect()
    }

    /// The areas of the target that a feature lies in, with its shares; one beyond the last is none.
    fn zones_of(&self, feature: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let outside = Some((self.targets.len(), self.outside[feature])).filter(|(_, share)| *share > 0.0);
        self.weights.of_shape(feature).chain(outside)
    }
}

/// The number of each code among those that differ, and the first feature of each.
fn numbered(codes: &[Text]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut first = Vec::new();
    let number_of = codes.iter().enumerate().map(|(feature, code)| {
        *numbers.entry(code).or_insert_with(|| {
            first.push(feature);
            first.len() - 1
        })
    });
    (number_of.collect(), first)
}

/// The areas of a side, features of one code taken together.
fn joined(side: &NamedAreas) -> (Vec<Text>, Cow<'_, PolygonOutlines>) {
    let (number_of, first) = numbered(&side.codes);
    let codes = first.iter().map(|&feature| side.codes[feature].clone()).collect();
    if first.len() == side.codes.len() {
        return (codes, Cow::Borrowed(&side.outlines));
    }
    let mut members = vec![Vec::new(); first.len()];
    number_of.iter().enumerate().for_each(|(feature, &area)| members[area].push(feature));
    let mut outlines = PolygonOutlines::new(side.outlines.reference.clone());
    for features in members {
        let polygons = features.into_iter().flat_map(|feature| side.outlines.polygons_of(feature));
        outlines
            .push_shape(polygons.map(|polygon| side.outlines.rings_of(polygon).map(|ring| side.outlines.ring(ring))));
    }
    (codes, Cow::Owned(outlines))
}

/// Outlines in a plane.
fn in_plane<'a>(
    request: &AreasRequest<'_>,
    outlines: Cow<'a, PolygonOutlines>,
    plane: &ReferenceSystem,
) -> Result<Cow<'a, PolygonOutlines>, Problems> {
    if outlines.reference == *plane {
        return Ok(outlines);
    }
    let points = project_points(&outlines.points, &outlines.reference, plane)
        .map_err(|error| failed(&name_of(request.areas), &error.to_string()))?;
    let reference = plane.clone();
    Ok(Cow::Owned(match outlines {
        Cow::Owned(outlines) => PolygonOutlines { reference, points, ..outlines },
        Cow::Borrowed(outlines) => PolygonOutlines {
            reference,
            points,
            ring_starts: outlines.ring_starts.clone(),
            polygon_starts: outlines.polygon_starts.clone(),
            shape_starts: outlines.shape_starts.clone(),
        },
    }))
}

/// Refuses a layer in a system from which no way leads to degrees.
fn refuse_way(request: &AreasRequest<'_>, reference: &ReferenceSystem) -> Result<(), Problems> {
    let flag = (request.flags.of)(Key::Crs).unwrap_or_default();
    refuse_wayless(&name_of(request.areas), reference, &ReferenceSystem::wgs84(), &format!("{flag} EPSG:…"))
}

/// Refuses areas without a code: whose shares they are could not be said.
fn refuse_codeless(request: &AreasRequest<'_>, side: &NamedAreas) -> Result<(), Problems> {
    let without = side.codes.iter().enumerate().filter(|(_, code)| code.trim().is_empty());
    let without: Vec<String> = without.map(|(feature, _)| format!("feature {}", feature + 1)).collect();
    if without.is_empty() {
        return Ok(());
    }
    let message = format!("{} without a code: {}", counted(without.len(), "feature"), first_few(&without));
    let hint = format!("{} COLUMN names a column in which every feature has one", request.flags.code);
    Err(Problems::one(Remark::of(Kind::Code, Place::file(name_of(request.areas)), message).hint(hint)))
}
