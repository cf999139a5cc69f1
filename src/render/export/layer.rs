//! Layers as files for other programs: shapes with columns of figures, in the formats that GIS programs read.
//!
//! Here is what all formats share; each format is a file of its own.

use std::sync::Arc;

use rayon::prelude::*;

use crate::geometry::plane::ring::{bounds, signed_area};
use crate::geometry::topology::arcs::{Polygon, Topology};
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem, enclosing};
use crate::render::page::artifact::Artifact;
use crate::render::report::sheet::{Cell, Sheet};

/// What a format of layers is: each is declared in its file.
#[derive(Debug)]
pub(crate) struct Format {
    /// How names of its files end.
    pub(crate) endings: &'static [&'static str],
    /// Whether it prescribes longitude and latitude, written as text with a fixed number of decimals.
    pub(crate) is_in_degrees: bool,
    /// Whether layers are read back from it; from a picture they are not.
    pub(crate) is_read_back: bool,
    /// A layer as files; the name is that of the (main) file.
    pub(crate) write: fn(&Export, &str) -> Result<Exported, ExportError>,
}

/// The shapes of a layer.
#[derive(Clone, Debug)]
pub enum Shapes {
    /// A coverage: borders are shared arcs.
    Shared(Topology),
    /// Polygons by themselves, as they were read.
    Apart(PolygonOutlines),
}

impl Shapes {
    /// The reference system of all coordinates.
    pub fn reference(&self) -> &ReferenceSystem {
        match self {
            Self::Shared(topology) => topology.reference(),
            Self::Apart(outlines) => &outlines.reference,
        }
    }

    /// How many shapes there are.
    pub fn n_shapes(&self) -> usize {
        match self {
            Self::Shared(topology) => topology.n_shapes(),
            Self::Apart(outlines) => outlines.n_shapes(),
        }
    }

    /// The polygons of a shape: closed rings, exteriors counter-clockwise, holes clockwise.
    pub(crate) fn polygons(&self, shape: usize) -> Vec<Polygon> {
        match self {
            Self::Shared(topology) => topology.polygons(shape),
            Self::Apart(outlines) => outlines
                .polygons_of(shape)
                .filter_map(|polygon| {
                    let mut rings = outlines.rings_of(polygon).map(|ring| outlines.ring(ring));
                    let exterior = turned(rings.next()?, true)?;
                    Some(Polygon { exterior, holes: rings.filter_map(|ring| turned(ring, false)).collect() })
                })
                .collect(),
        }
    }
}

/// A ring closed and turned; `None` where it has fewer than three corners.
fn turned(ring: &[Position], counter_clockwise: bool) -> Option<Vec<Position>> {
    let mut points = ring.to_vec();
    points.dedup();
    if points.first() != points.last() {
        points.extend(points.first().copied());
    }
    if points.len() < 4 {
        return None;
    }
    if (signed_area(&points) > 0.0) != counter_clockwise {
        points.reverse();
    }
    Some(points)
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// The words `true` and `false`.
    Boolean,
}

impl FieldKind {
    /// The narrowest kind that holds every cell of a column; text where all are missing. Whole numbers that no format's 64 bits hold are
    /// numbers.
    fn of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        let mut kind = None;
        for cell in cells {
            let this = match cell {
                Cell::Missing => continue,
                Cell::Text(_) => return Self::Text,
                Cell::Count(count) if i64::try_from(*count).is_ok() => Self::Integer,
                Cell::Difference(difference) if i64::try_from(*difference).is_ok() => Self::Integer,
                Cell::Count(_) | Cell::Difference(_) | Cell::Number(_) => Self::Number,
            };
            kind = Some(if kind.is_none_or(|before| before == this) { this } else { Self::Number });
        }
        kind.unwrap_or(Self::Text)
    }
}

/// A cell as formats without a type for everything hold it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Text(std::borrow::Cow<'a, str>),
    Integer(i64),
    Number(f64),
    Boolean(bool),
}

/// A layer to be written: shape `i` has row `i` of the sheet.
#[derive(Clone, Debug)]
pub struct Export {
    /// The name of the layer.
    pub layer: String,
    /// The shapes.
    pub shapes: Shapes,
    /// The figures; the first column is the identifier of GeoJSON and TopoJSON where it tells all shapes apart.
    pub sheet: Arc<Sheet>,
    /// What each column holds.
    pub kinds: Vec<FieldKind>,
}

/// Files made of a layer, and what was changed to fit the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The files.
    pub artifacts: Vec<Artifact>,
    /// What a reader should know, in sentences without a period.
    pub remarks: Vec<String>,
}

impl Exported {
    /// One file and nothing to say.
    pub(crate) fn one(name: &str, bytes: Vec<u8>) -> Self {
        Self { artifacts: vec![Artifact { name: name.to_owned(), bytes }], remarks: Vec::new() }
    }
}

/// Why a layer cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportError {
    /// What is wrong.
    pub message: String,
    /// What may help.
    pub hint: Option<String>,
}

impl ExportError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Export {
    /// A layer whose columns hold what their cells say. Columns named in `numbers` hold numbers though all cells may be missing.
    pub fn new(layer: impl Into<String>, shapes: Shapes, sheet: Sheet, numbers: &[(&str, FieldKind)]) -> Self {
        let kinds = sheet
            .columns
            .iter()
            .enumerate()
            .map(|(column, title)| {
                let found = numbers.iter().find(|(name, _)| name == title).map(|(_, kind)| *kind);
                found.unwrap_or_else(|| FieldKind::of(sheet.rows.iter().map(|row| &row[column])))
            })
            .collect();
        Self { layer: layer.into(), shapes, sheet: Arc::new(sheet), kinds }
    }

    /// The first column, where it tells all shapes apart.
    pub(crate) fn identifier(&self) -> Option<usize> {
        let mut seen = std::collections::BTreeSet::new();
        let first = |row: &Vec<Cell>| row.first().filter(|cell| **cell != Cell::Missing).map(ToString::to_string);
        let apart = self.sheet.rows.iter().all(|row| first(row).is_some_and(|id| seen.insert(id)));
        (apart && !seen.is_empty()).then_some(0)
    }

    /// The polygons of every shape: exteriors counter-clockwise, holes clockwise, the first point repeated.
    pub(crate) fn polygons(&self) -> Vec<Vec<Polygon>> {
        (0..self.shapes.n_shapes()).into_par_iter().map(|shape| self.shapes.polygons(shape)).collect()
    }

    /// A cell as its column's kind; `None` where it is missing.
    pub(crate) fn value(&self, row: usize, column: usize) -> Option<Value<'_>> {
        let cell = &self.sheet.rows[row][column];
        if *cell == Cell::Missing {
            return None;
        }
        Some(match self.kinds[column] {
            FieldKind::Text => Value::Text(match cell {
                Cell::Text(text) => text.as_str().into(),
                Cell::Count(_) | Cell::Difference(_) | Cell::Number(_) | Cell::Missing => cell.to_string().into(),
            }),
            FieldKind::Integer => match cell {
                Cell::Count(count) => Value::Integer(i64::try_from(*count).ok()?),
                Cell::Difference(difference) => Value::Integer(i64::try_from(*difference).ok()?),
                Cell::Text(_) | Cell::Number(_) | Cell::Missing => return None,
            },
            FieldKind::Number => match cell {
                Cell::Count(count) => Value::Number(*count as f64),
                Cell::Difference(difference) => Value::Number(*difference as f64),
                Cell::Number(number) => Value::Number(*number),
                Cell::Text(_) | Cell::Missing => return None,
            },
            FieldKind::Boolean => match cell {
                Cell::Text(text) => Value::Boolean(text.parse().ok()?),
                Cell::Count(_) | Cell::Difference(_) | Cell::Number(_) | Cell::Missing => return None,
            },
        })
    }
}

/// `[low x, low y, high x, high y]` of polygons; `None` where there are none.
pub(crate) fn extent<'a>(polygons: impl IntoIterator<Item = &'a Polygon>) -> Option<[f64; 4]> {
    let boxes = polygons.into_iter().map(|polygon| bounds(&polygon.exterior));
    boxes.reduce(enclosing)
}
