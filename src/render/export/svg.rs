//! A layer as a plain picture: one path an area with its figures as attributes, for drawing programs and web pages.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::geometry::plane::ring::bounds;
use crate::geometry::topology::arcs::Topology;
use crate::render::export::layer::{Export, ExportError, Exported, Format, Shapes};
use crate::render::layout::place::UNSEEN;
use crate::render::page::lettering::escape;
use crate::render::page::path::STEPS;
use crate::render::page::path::fixed;
use crate::render::page::path::{Frame, push_line};
use crate::render::page::svg::identifier;
use crate::render::report::sheet::Cell;

/// The longer side of a picture in pixels.
const SIDE: f64 = 1_000.0;

/// A picture as a format of layers.
pub(crate) const SVG: Format = Format {
    endings: &[".svg"],
    is_in_degrees: false,
    is_read_back: false,
    write: |export, name| Ok(Exported::one(name, svg(export)?)),
};

/// The layer as SVG. Borders lose what a picture of this size does not show; no area vanishes.
///
/// # Errors
/// Shapes whose borders are not shared.
fn svg(export: &Export) -> Result<Vec<u8>, ExportError> {
    let Shapes::Shared(topology) = &export.shapes else {
        return Err(ExportError::new("a picture is drawn of areas whose borders fit together"));
    };
    let [west, south, east, north] = if topology.n_arcs() == 0 { [0.0; 4] } else { bounds(topology.points()) };
    let extent = (east - west).max(north - south);
    let scale = if extent > 0.0 { SIDE / extent } else { 1.0 };
    let simple = topology.simplify(2.0 * (UNSEEN / scale) * (UNSEEN / scale));
    let frame = Frame { corner: [west, north], scale: scale * STEPS };
    let size = [(east - west) * scale, (north - south) * scale].map(|side| side.max(1.0));
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\">\n\
         <title>{2}</title>\n<desc>{3}</desc>\n\
         <g id=\"areas\" transform=\"scale({4})\" fill=\"#e6e6e6\" fill-rule=\"evenodd\" stroke=\"#666666\" stroke-width=\"{5}\" \
         stroke-linejoin=\"round\">\n",
        fixed(size[0]),
        fixed(size[1]),
        escape(&export.layer),
        escape(topology.reference().name()),
        1.0 / STEPS,
        fixed(0.5 * STEPS),
    );
    let attributes = attributes(&export.sheet.columns);
    let id = export.identifier();
    for shape in 0..simple.n_shapes() {
        push_area(&mut text, export, (shape, id), &attributes, (&simple, &frame));
    }
    text.push_str("</g>\n</svg>\n");
    Ok(text.into_bytes())
}

fn push_area(
    text: &mut String,
    export: &Export,
    (shape, id): (usize, Option<usize>),
    attributes: &[String],
    (simple, frame): (&Topology, &Frame),
) {
    let row = &export.sheet.rows[shape];
    text.push_str("<path");
    if let Some(column) = id {
        let _ = write!(text, " id=\"{}\"", identifier("area", &row[column].to_string()));
    }
    for (name, cell) in attributes.iter().zip(row).filter(|(_, cell)| **cell != Cell::Missing) {
        let _ = write!(text, " {name}=\"{}\"", escape(&cell.to_string()));
    }
    text.push_str(" d=\"");
    let mut from = [0, 0];
    for ring in simple.ring_range(shape) {
        push_line(text, &simple.ring_points(ring), frame, true, &mut from);
    }
    text.push('"');
    match row.first().filter(|cell| **cell != Cell::Missing) {
        Some(cell) => {
            let _ = writeln!(text, "><title>{}</title></path>", escape(&cell.to_string()));
        }
        None => text.push_str("/>\n"),
    }
}

/// The attribute of each column: small letters, digits and hyphens; what a name may not hold becomes a hyphen, and a name that is taken
/// gets a number.
fn attributes(titles: &[String]) -> Vec<String> {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    let mut taken = BTreeSet::new();
    let named = |title: &String| {
        let name = format!("data-{}", title.chars().map(letter).collect::<String>());
        let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(name);
        taken.insert(free.clone());
        free
    };
    titles.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::build::raw::build_topology;
    use crate::geometry::topology::shapes::tests::{outlines, square};
    use crate::model::shape::repair::Repair;
    use crate::render::report::sheet::Sheet;

    #[test]
    fn areas_are_paths_with_their_figures() {
        let shapes = outlines(&[&[square(0.0, 0.0, 1e3)], &[square(1e3, 0.0, 1e3)]]);
        let topology = build_topology(&shapes, Repair::Refuse).unwrap().topology;
        let mut sheet = Sheet::new(["zone", "a b", "a-b"]);
        sheet.rows.push(vec![Cell::from("A&B"), Cell::Count(7), Cell::Missing]);
        sheet.rows.push(vec![Cell::from("C"), Cell::Missing, Cell::Number(0.5)]);
        let export = Export::new("zones", Shapes::Shared(topology), sheet, &[]);
        let written = String::from_utf8(svg(&export).unwrap()).unwrap();
        assert!(roxmltree::Document::parse(&written).is_ok());
        insta::assert_snapshot!(written, @r##"
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 500" width="1000" height="500">
        <title>zones</title>
        <desc>EPSG:3035</desc>
        <g id="areas" transform="scale(0.2)" fill="#e6e6e6" fill-rule="evenodd" stroke="#666666" stroke-width="2.5" stroke-linejoin="round">
        <path id="area-A_26_B" data-zone="A&amp;B" data-a-b="7" d="m2500 0-2500 0 0 2500 2500 0z"><title>A&amp;B</title></path>
        <path id="area-C" data-zone="C" data-a-b-2="0.5" d="m2500 0 0 2500 2500 0 0-2500z"><title>C</title></path>
        </g>
        </svg>
        "##);
    }
}
