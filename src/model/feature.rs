//! Features as they arrive: outlines or points with columns of attributes, row `i` of every column belonging to feature `i`.

use crate::model::outline::{PolygonOutlines, Position, ReferenceSystem};

/// A column of attributes, as text; numbers are written as the file has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureColumn {
    /// The name in the file.
    pub name: String,
    /// One value a feature; `None` where the file has none.
    pub values: Vec<Option<String>>,
    /// Whether the file holds text here, so that digits such as those of a code are no number.
    pub text: bool,
}

/// Areas with their attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// Shape `i` is feature `i`.
    pub outlines: PolygonOutlines,
    /// The attributes, in the order of the file.
    pub columns: Vec<FeatureColumn>,
}

/// Points with their attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct PointFeatures {
    /// The reference system of `points`.
    pub reference: ReferenceSystem,
    /// One point a feature; `None` where the file has none.
    pub points: Vec<Option<Position>>,
    /// The attributes, in the order of the file.
    pub columns: Vec<FeatureColumn>,
}

/// The column called `name`; capitals do not matter where no column has the name as written.
pub fn find_column<'a>(columns: &'a [FeatureColumn], name: &str) -> Option<&'a FeatureColumn> {
    let exact = columns.iter().find(|column| column.name == name);
    exact.or_else(|| columns.iter().find(|column| column.name.eq_ignore_ascii_case(name)))
}
