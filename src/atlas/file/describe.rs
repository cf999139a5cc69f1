//! What a boundary file holds, for a person: format, layers, columns, reference system, extent, area, defects.

use std::fmt::Write as _;

use crate::atlas::file::defects::{defect_line, defects_of, feature_defects};
use crate::atlas::file::feature::kind_of;
use crate::atlas::file::opened::{Extent, Opened};
use crate::input::file::format::Format;
use crate::input::problem::english::counted;
use crate::input::problem::shown::shown_name;
use crate::input::shapes::labels::Labels;
use crate::model::base::text::escaped;
use crate::model::shape::feature::FeatureColumn;
use crate::render::export::layer::FieldKind;
use crate::render::export::reference::definition_of;
use crate::study::defects::{area_text, by_kind};
use crate::words::number::{Grouping, count};

/// What was found, in lines.
pub(crate) fn describe(opened: &Opened) -> String {
    let read = &opened.read;
    let mut text = format!("{}: {}", opened.file, read.format.map_or("unknown", Format::word));
    if let Some(layer) = &read.layer {
        let _ = write!(text, ", layer {layer:?}");
    }
    if read.layers.len() > 1 {
        let _ = write!(text, " of {}: {}", read.layers.len(), escaped(&read.layers.join(", ")));
    }
    let Extent { features, polygons, vertices, bounds } = opened.extent;
    let vertices = count(vertices as u64, Grouping::Plain);
    let _ = write!(
        text,
        "\nfeatures:         {}, {}, {vertices} vertices\n",
        counted(features, "feature"),
        counted(polygons, "polygon")
    );
    let reference = &read.features.outlines.reference;
    let name = definition_of(reference).map_or_else(|_| String::new(), |definition| definition.name);
    let _ = writeln!(text, "reference system: {}", [reference.name(), &name].join(" ").trim());
    if let Some([west, south, east, north]) = bounds {
        let _ = writeln!(text, "extent:           {west} to {east}, {south} to {north}");
    }
    if let Ok(found) = &opened.found {
        let _ = writeln!(text, "area:             {}", area_text(found.area));
    }
    push_columns(&mut text, &read.features.columns);
    push_defects(&mut text, opened);
    text
}

fn push_columns(text: &mut String, columns: &[FeatureColumn]) {
    let _ = writeln!(text, "columns:{}", if columns.is_empty() { "          none" } else { "" });
    let names: Vec<String> = columns.iter().map(|column| shown_name(&column.name)).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    for (column, name) in columns.iter().zip(names) {
        let kind = match kind_of(column) {
            FieldKind::Text => "text",
            FieldKind::Integer => "integer",
            FieldKind::Number => "number",
            FieldKind::Boolean => "Boolean",
        };
        let missing = column.values.iter().filter(|value| value.is_none()).count();
        let missing = if missing == 0 { String::new() } else { format!(", {missing} missing") };
        let example = column
            .values
            .iter()
            .flatten()
            .next()
            .map_or_else(String::new, |value| format!(", such as {}", shown_name(value)));
        let _ = writeln!(text, "  {name:width$}  {kind}{missing}{example}");
    }
}

fn push_defects(text: &mut String, opened: &Opened) {
    let labels = Labels::of(&opened.read.features.columns);
    let faults = feature_defects(opened, &labels);
    let _ = writeln!(text, "defects:{}", if faults.is_empty() { "          none" } else { "" });
    for fault in faults {
        let _ = writeln!(text, "  {}", fault.message);
    }
    let known = by_kind(defects_of(&opened.found)).into_iter().filter(|(kind, _)| kind.is_information());
    for (number, (kind, defects)) in known.enumerate() {
        if number == 0 {
            text.push_str("to know:\n");
        }
        let _ = writeln!(text, "  {}", defect_line(kind, &defects, &[], &labels));
    }
}
