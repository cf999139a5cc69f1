//! One of two layers that are cut with each other: its areas, with what is wrong with them named and settled.

use std::collections::BTreeSet;
use std::path::Path;

use crate::atlas::file::defects::defect_line;
use crate::atlas::layer::named::{AreasRequest, NamedAreas, areas_of};
use crate::geometry::build::direct::{Groups, dissolved};
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::overlap::united;
use crate::input::file::bytes::Folder;
use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::shapes::labels::Labels;
use crate::model::base::text::Text;
use crate::model::shape::feature::FeatureColumn;
use crate::model::shape::outline::PolygonOutlines;
use crate::study::defects::{kind_of, largest_first};
use crate::study::failure::Failure;

/// Land that several areas claim.
const TWICE: [DefectKind; 2] = [DefectKind::Overlap, DefectKind::DuplicateGeometry];

/// A layer whose areas cover no land twice by themselves.
pub(crate) struct Side {
    /// The areas.
    pub(crate) named: NamedAreas,
    /// All land of the layer, once, where areas overlap.
    pub(crate) union: Option<PolygonOutlines>,
}

impl Side {
    /// The areas that are asked for. What is wrong with their outlines is among the remarks.
    ///
    /// # Errors
    /// As [`areas_of`].
    pub(crate) fn open(request: &AreasRequest<'_>) -> Result<Self, Failure> {
        let mut named = areas_of(request)?;
        let file = name_of(request.areas);
        if named.is_embedded {
            return Ok(Self { named, union: None });
        }
        let group_of = vec![0; named.outlines.n_shapes()];
        let built = dissolved(&named.outlines, Groups { of_shape: &group_of, count: 1 });
        let built = built.map_err(|error| failed(&file, &error.to_string()))?;
        let defects = built.defects;
        let claims_twice = |defect: &Defect| TWICE.contains(&defect.kind);
        let union = defects.iter().any(claims_twice).then(|| built.topology.to_outlines());
        named.remarks.extend(told(&file, &named.codes, &defects));
        let united = settle(&file, &mut named, &defects);
        named.remarks.extend(united);
        Ok(Self { named, union })
    }
}

/// What a layer is called in messages: the name of its file without folders.
pub(crate) fn name_of(areas: &str) -> String {
    Folder::of(Path::new(areas)).1
}

/// An error of a file's outlines.
pub(crate) fn failed(file: &str, message: &str) -> Problems {
    Problems::one(Remark::of(Kind::ReferenceSystem, Place::file(file), message))
}

/// What is wrong with outlines, a line a kind, the worst first.
fn told(file: &str, codes: &[Text], defects: &[Defect]) -> Vec<Remark> {
    let faults = DefectKind::ALL.into_iter().filter(|kind| !kind.is_information());
    let faults: Vec<DefectKind> = faults.filter(|kind| defects.iter().any(|defect| defect.kind == *kind)).collect();
    if faults.is_empty() {
        return Vec::new();
    }
    let values = codes.iter().map(|code| Some(code.clone())).collect();
    let columns = [FeatureColumn { name: String::new(), values, text: true }];
    let labels = Labels::of(&columns);
    let remark = |kind: DefectKind| {
        let line = defect_line(kind, &largest_first(defects, kind), &[], &labels);
        let remark = Remark::of(kind_of(kind), Place::file(file), line);
        remark.maybe_hint(
            TWICE.contains(&kind).then_some("each area is taken by itself: land that several claim counts in each"),
        )
    };
    faults.into_iter().map(remark).collect()
}

/// Replaces areas that lie over themselves by the union of their parts.
fn settle(file: &str, named: &mut NamedAreas, defects: &[Defect]) -> Option<Remark> {
    let by_itself = [DefectKind::SelfIntersection, DefectKind::HoleOutside, DefectKind::NestedHole];
    let is_by_itself = |defect: &&Defect| {
        by_itself.contains(&defect.kind) || (defect.kind == DefectKind::Overlap && defect.shapes.len() == 1)
    };
    let over: BTreeSet<usize> = defects.iter().filter(is_by_itself).flat_map(|found| &found.shapes).copied().collect();
    if over.is_empty() {
        return None;
    }
    let over: Vec<usize> = over.into_iter().collect();
    named.outlines = united(&named.outlines, &over);
    let codes: Vec<&str> = over.iter().map(|&shape| named.codes[shape].as_str()).collect();
    let message = format!(
        "{} taken as the union of all parts, which cross or overlap: {}",
        counted(over.len(), "outline"),
        first_few(&codes)
    );
    Some(Remark::of(Kind::SelfIntersection, Place::file(file), message))
}
