//! Defects of a boundary file, as lines.

use std::collections::{BTreeMap, BTreeSet};

use crate::atlas::file::opened::Opened;
use crate::geometry::build::looked::Findings;
use crate::geometry::mend::defect::{Defect, DefectKind};
use crate::geometry::mend::failure::BuildError;
use crate::input::problem::english::first_few;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::input::shapes::labels::Labels;
use crate::model::shape::feature::Joined;
use crate::study::defects::{kind_of, largest_first, size_text};
use crate::words::number::{Grouping, count};

/// Remarks about defects of a file's features, the worst kind first; what is no fault is left out.
pub(crate) fn feature_defects(opened: &Opened, labels: &Labels<'_>) -> Vec<Remark> {
    let defects = defects_of(&opened.found);
    let faults = DefectKind::ALL.into_iter().filter(|kind| !kind.is_information());
    let mut remarks: Vec<Remark> = faults
        .filter_map(|kind| {
            // Features without polygons are no shapes that anything could be found about.
            let read = &opened.read;
            let besides =
                [(DefectKind::NotAPolygon, &read.not_polygons), (DefectKind::EmptyGeometry, &read.without_geometry)];
            let besides = besides.into_iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, features)| features);
            let besides = besides_of(opened, besides, labels);
            let found = largest_first(defects, kind);
            let line = || defect_line(kind, &found, &besides, labels);
            (found.len() + besides.len() > 0).then(|| Remark::of(kind_of(kind), Place::file(&opened.file), line()))
        })
        .collect();
    if let Err(error) = &opened.found {
        remarks.push(Remark::of(Kind::SelfIntersection, Place::file(&opened.file), error.to_string()));
    }
    remarks
}

/// Features with another geometry than polygons or none, and where the area of each has its polygon.
fn besides_of(opened: &Opened, features: &[usize], labels: &Labels<'_>) -> Vec<String> {
    let outlines = &opened.read.features.outlines;
    let has_polygon = |feature: &usize| !outlines.polygons_of(*feature).is_empty();
    let mut polygon_of: BTreeMap<&str, usize> = BTreeMap::new();
    if !features.is_empty() {
        for feature in (0..outlines.n_shapes()).filter(has_polygon) {
            if let Some(id) = labels.id(feature) {
                polygon_of.entry(id).or_insert(feature);
            }
        }
    }
    let named = |feature: &usize| {
        let label = labels.label(*feature);
        match labels.id(*feature).and_then(|id| polygon_of.get(id)) {
            _ if has_polygon(feature) => format!("{label}, whose points or lines beside its polygon are left out"),
            Some(other) => format!("{label}, whose area has its polygon in feature {}", other + 1),
            None => label,
        }
    };
    features.iter().map(named).collect()
}

/// Features without land of their own as errors, each with what can be done about it. Features that are joined need no land where another
/// one of their area has some.
pub(crate) fn without_land(opened: &Opened, joined: Option<&Joined>, labels: &Labels<'_>) -> Vec<Remark> {
    let outlines = &opened.read.features.outlines;
    let lost: &[usize] = opened.found.as_ref().map_or(&[], |found| &found.without_area);
    let has_land = |feature: usize| !outlines.polygons_of(feature).is_empty() && !lost.contains(&feature);
    let with_land: BTreeSet<u32> = joined.map_or_else(BTreeSet::new, |joined| {
        let groups = joined.group_of.iter().enumerate();
        groups.filter(|(feature, _)| has_land(*feature)).map(|(_, group)| *group).collect()
    });
    let in_want = |feature: &usize| {
        !has_land(*feature) && joined.is_none_or(|joined| !with_land.contains(&joined.group_of[*feature]))
    };
    (0..outlines.n_shapes()).filter(in_want).map(|feature| landless(opened, feature, labels)).collect()
}

/// Why a feature has no land, and what to do.
pub(crate) fn landless(opened: &Opened, feature: usize, labels: &Labels<'_>) -> Remark {
    let remark = |kind, message, hint: &str| Remark::of(kind, Place::file(&opened.file), message).hint(hint);
    let name = labels.label(feature);
    let twin = defects_of(&opened.found).iter().find_map(|defect| {
        let same = defect.kind == DefectKind::DuplicateGeometry && defect.shapes.contains(&feature);
        defect.shapes.iter().copied().find(|shape| same && *shape != feature)
    });
    if let Some(twin) = twin {
        return remark(
            Kind::DuplicateGeometry,
            format!("{name} has the same outline as {}", labels.label(twin)),
            "remove one of them, or join them with --repair and --dissolve by a column in which both have the same value",
        );
    }
    let read = &opened.read;
    let remove = "remove it from the file, or give it its outline";
    if read.without_geometry.contains(&feature) {
        remark(Kind::EmptyGeometry, format!("{name} has no geometry"), remove)
    } else if read.not_polygons.contains(&feature) {
        remark(Kind::NotAPolygon, format!("{name} has no polygon"), remove)
    } else {
        remark(Kind::EmptyGeometry, format!("{name} has no area"), remove)
    }
}

/// All defects that were found.
pub(crate) fn defects_of(found: &Result<Findings, BuildError>) -> &[Defect] {
    match found {
        Ok(found) => &found.defects,
        Err(BuildError::Refused { defects } | BuildError::WithoutArea { defects, .. }) => defects,
        Err(BuildError::Unmendable { .. }) => &[],
    }
}

/// Defects of one kind in a sentence: how many, how large in all, the first few with features and place; then features that have it and
/// lie nowhere.
pub(crate) fn defect_line(kind: DefectKind, defects: &[&Defect], besides: &[String], labels: &Labels<'_>) -> String {
    let sized = |size: f64| Some(size_text(kind, size)).filter(|text| !text.is_empty());
    let whole = sized(defects.iter().map(|defect| defect.size).sum());
    let examples = defects.iter().map(|defect| {
        let features: Vec<String> = defect.shapes.iter().map(|&shape| labels.label(shape)).collect();
        let [x, y] = defect.place;
        let size = sized(defect.size).map_or_else(String::new, |size| format!(" ({size})"));
        format!("{} at {x}, {y}{size}", first_few(&features))
    });
    let examples: Vec<String> = examples.chain(besides.iter().cloned()).collect();
    let number = count(examples.len() as u64, Grouping::Plain);
    let whole = whole.map_or_else(String::new, |whole| format!(", {whole} in all"));
    format!("{kind}: {number}{whole}: {}", first_few(&examples))
}
