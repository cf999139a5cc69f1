//! Defects of outlines as remarks: what, how many, how large, where, and of which features of a file or places of a study.

use std::collections::BTreeSet;

use crate::atlas::file::feature::Labels;
use crate::command::boundaries::Opened;
use crate::geometry::build::raw::{BuildError, Built};
use crate::geometry::mend::defect::{Defect, DefectKind, SizeUnit};
use crate::input::problem::remark::{Kind, Place, Remark, counted, first_few};
use crate::model::shape::feature::Joined;
use crate::model::study::{self, Study};
use crate::study::outlines::Outlines;
use crate::words::number::{Grouping, count};

/// Remarks about defects of a file's features, the worst kind first; what is no fault is left out.
pub(crate) fn feature_defects(opened: &Opened, labels: &Labels<'_>) -> Vec<Remark> {
    let defects = defects_of(&opened.built);
    let faults = DefectKind::ALL.into_iter().filter(|kind| !kind.is_information());
    let mut remarks: Vec<Remark> = faults
        .filter_map(|kind| {
            // Features without polygons are no shapes that anything could be found about.
            let read = &opened.read;
            let besides =
                [(DefectKind::NotAPolygon, &read.not_polygons), (DefectKind::EmptyGeometry, &read.without_geometry)];
            let besides = besides.into_iter().find(|(of, _)| *of == kind).map_or(&[][..], |(_, features)| features);
            let found = largest_first(defects, kind);
            let line = || defect_line(kind, &found, besides, labels);
            (found.len() + besides.len() > 0).then(|| Remark::of(kind_of(kind), Place::file(&opened.file), line()))
        })
        .collect();
    if let Err(error) = &opened.built {
        remarks.push(Remark::of(Kind::SelfIntersection, Place::file(&opened.file), error.to_string()));
    }
    remarks
}

/// Features without land of their own as errors, each with what can be done about it. Features that are joined need no land where another
/// one of their area has some.
pub(crate) fn without_land(opened: &Opened, joined: Option<&Joined>, labels: &Labels<'_>) -> Vec<Remark> {
    let outlines = &opened.read.features.outlines;
    let lost: &[usize] = opened.built.as_ref().map_or(&[], |built| &built.without_area);
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
fn landless(opened: &Opened, feature: usize, labels: &Labels<'_>) -> Remark {
    let remark = |kind, message, hint: &str| Remark::of(kind, Place::file(&opened.file), message).hint(hint);
    let name = labels.label(feature);
    let twin = defects_of(&opened.built).iter().find_map(|defect| {
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
pub(crate) fn defects_of(built: &Result<Built, BuildError>) -> &[Defect] {
    match built {
        Ok(built) => &built.defects,
        Err(BuildError::Refused { defects } | BuildError::WithoutArea { defects, .. }) => defects,
        Err(BuildError::Unmendable { .. }) => &[],
    }
}

/// Defects by kind, the worst first, the largest of a kind first.
pub(crate) fn by_kind(defects: &[Defect]) -> Vec<(DefectKind, Vec<&Defect>)> {
    let grouped = DefectKind::ALL.into_iter().map(|kind| (kind, largest_first(defects, kind)));
    grouped.filter(|(_, found)| !found.is_empty()).collect()
}

fn largest_first(defects: &[Defect], kind: DefectKind) -> Vec<&Defect> {
    let mut found: Vec<&Defect> = defects.iter().filter(|defect| defect.kind == kind).collect();
    found.sort_by(|a, b| b.size.total_cmp(&a.size));
    found
}

/// Defects of one kind in a sentence: how many, how large in all, the first few with features and place; then features that have it and
/// lie nowhere.
pub(crate) fn defect_line(kind: DefectKind, defects: &[&Defect], besides: &[usize], labels: &Labels<'_>) -> String {
    let sized = |size: f64| Some(size_text(kind, size)).filter(|text| !text.is_empty());
    let whole = sized(defects.iter().map(|defect| defect.size).sum());
    let examples = defects.iter().map(|defect| {
        let features: Vec<String> = defect.shapes.iter().map(|&shape| labels.label(shape)).collect();
        let [x, y] = defect.place;
        let size = sized(defect.size).map_or_else(String::new, |size| format!(" ({size})"));
        format!("{} at {x}, {y}{size}", first_few(&features))
    });
    let examples: Vec<String> = examples.chain(besides.iter().map(|&feature| labels.label(feature))).collect();
    let number = count(examples.len() as u64, Grouping::Plain);
    let whole = whole.map_or_else(String::new, |whole| format!(", {whole} in all"));
    format!("{kind}: {number}{whole}: {}", first_few(&examples))
}

/// A size with its unit; nothing where a kind has no size.
pub(crate) fn size_text(kind: DefectKind, size: f64) -> String {
    match kind.unit() {
        SizeUnit::SquareMetres => area_text(size),
        SizeUnit::Metres => format!("{} m", rounded(size)),
        SizeUnit::Count => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count is whole and positive"
            )]
            let number = size as usize;
            if matches!(kind, DefectKind::NotAPolygon | DefectKind::EmptyGeometry) {
                String::new()
            } else {
                counted(number, if kind == DefectKind::SelfIntersection { "crossing" } else { "point" })
            }
        }
    }
}

/// An area in square kilometres, or in square metres where it is small.
pub(crate) fn area_text(square_metres: f64) -> String {
    if square_metres >= 1e6 {
        format!("{} km²", rounded(square_metres / 1e6))
    } else {
        format!("{} m²", rounded(square_metres))
    }
}

/// A positive number with three digits behind the point while it is below a thousand, none above.
fn rounded(number: f64) -> String {
    if number < 1e3 {
        let text = format!("{number:.3}");
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "areas are positive and far below 2^64"
    )]
    let whole = number.round() as u64;
    count(whole, Grouping::Plain)
}

/// One remark for everything found about a study's own outlines, for `check`: what is no fault, then the faults.
pub(crate) fn place_defects(study: &Study, outlines: &Outlines) -> (Vec<Remark>, Vec<Remark>) {
    let (known, faults): (Vec<&Defect>, Vec<&Defect>) =
        outlines.defects.iter().partition(|defect| defect.kind.is_information());
    let told = |found: Vec<&Defect>| {
        found.into_iter().map(|defect| place_defect(study, &outlines.source, defect)).collect::<Vec<_>>()
    };
    (told(known), told(faults))
}

/// One remark for each kind, with the first few examples, for every other command. What is no fault is left out.
pub(crate) fn mended_places(study: &Study, outlines: &Outlines) -> Vec<Remark> {
    by_kind(&outlines.defects)
        .into_iter()
        .filter(|(kind, _)| !kind.is_information())
        .map(|(kind, same)| {
            let texts: Vec<String> = same.iter().map(|defect| described(study, defect)).collect();
            let total = match kind.unit() {
                SizeUnit::SquareMetres | SizeUnit::Metres => {
                    let sum = same.iter().map(|defect| defect.size).sum();
                    format!(", {} in all", size_text(kind, sum))
                }
                SizeUnit::Count => String::new(),
            };
            let message = format!("{} mended ({kind}){total}: {}", same.len(), first_few(&texts));
            Remark::of(kind_of(kind), Place::file(outlines.source.name.clone()), message)
                .hint("`bacino check` lists them all")
        })
        .collect()
}

/// A defect as a remark about the file it was found in.
pub(crate) fn place_defect(study: &Study, source: &study::Source, defect: &Defect) -> Remark {
    let message = format!("{}: {}", defect.kind, described(study, defect));
    Remark::of(kind_of(defect.kind), Place::file(source.name.clone()), message)
}

fn kind_of(kind: DefectKind) -> Kind {
    Kind::from_word(kind.word()).unwrap_or_default()
}

/// The areas by code, the place and the size.
fn described(study: &Study, defect: &Defect) -> String {
    let places: Vec<_> = study.territory.places().collect();
    let code = |shape: &usize| places.get(*shape).map(|place| study.territory.place(*place).code.as_str().to_owned());
    let codes: Vec<String> = defect.shapes.iter().filter_map(code).collect();
    let [x, y] = defect.place;
    let decimals = if x.abs() <= 540.0 && y.abs() <= 90.0 { 6 } else { 1 };
    let size = match size_text(defect.kind, defect.size) {
        none if none.is_empty() => none,
        size => format!(", {size}"),
    };
    format!("{} at {x:.decimals$} {y:.decimals$}{size}", first_few(&codes))
}
