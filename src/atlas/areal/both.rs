//! Two layers cut with each other in a plane that keeps areas.

use std::path::Path;

use crate::atlas::areal::cut::{Cut, numbered};
use crate::atlas::areal::parts::Parts;
use crate::atlas::areal::side::{Side, failed};
use crate::atlas::areal::target::{Target, plane_of, refuse_codeless, refuse_way};
use crate::atlas::areal::zones::{Weighed, Zones};
use crate::atlas::layer::named::AreasRequest;
use crate::geometry::plane::ring::bounds;
use crate::input::file::bytes::Folder;
use crate::study::failure::Failure;

/// Cuts a source with a target. The areas of features are exact where that is asked for, else good enough to tell shares of land.
///
/// # Errors
/// Layers that cannot be read or brought into one plane, areas without codes.
pub(crate) fn cut(source: &AreasRequest<'_>, target: &AreasRequest<'_>, exact: bool) -> Result<Cut, Failure> {
    let (folder, file) = Folder::of(Path::new(source.areas));
    let (parts, target) = rayon::join(|| Parts::open(&folder, &file, source), || Target::open(target));
    let target = target?;
    if let Some(parts) = parts
        && let Some(cut) = parts.cut(&target, exact)?
    {
        return Ok(cut);
    }
    let Side { named, .. } = Side::open(source)?;
    refuse_codeless(source, &named.codes)?;
    refuse_way(source, &named.outlines.reference)?;
    let around = bounds(&named.outlines.points);
    let plane = plane_of(source, around, &named.outlines.reference)?;
    let exact = exact || numbered(&named.codes).1.len() < named.codes.len();
    let weighed = Zones::new(&target, plane, around, exact)?.weigh(&named.outlines);
    let Weighed { weights, outside, areas } = weighed.map_err(|error| failed(&file, &error.to_string()))?;
    let (targets, mut remarks) = (target.codes, named.remarks);
    remarks.extend(target.remarks);
    Ok(Cut { codes: named.codes, figures: named.figures, targets, weights, outside, areas, remarks })
}
