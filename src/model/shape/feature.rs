//! Features as they arrive: outlines or points with columns of attributes, row `i` of every column belonging to feature `i`.

use crate::model::base::text::Text;
use crate::model::shape::outline::{PolygonOutlines, Position, ReferenceSystem};

/// A column of attributes, as text; numbers are written as the file has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureColumn {
    /// The name in the file.
    pub name: String,
    /// One value a feature; `None` where the file has none.
    pub values: Vec<Option<Text>>,
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

impl Features {
    /// Some of the features, in the order given.
    #[must_use]
    pub fn part(&self, features: &[usize]) -> Self {
        let picked = |column: &FeatureColumn| FeatureColumn {
            name: column.name.clone(),
            values: features.iter().map(|&feature| column.values[feature].clone()).collect(),
            text: column.text,
        };
        let outlines = self.outlines.picked(features.iter().copied().map(Some));
        Self { outlines, columns: self.columns.iter().map(picked).collect() }
    }
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

/// Features joined by equal values of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The group of each feature; groups are numbered in the order in which their values first stand in the file.
    pub group_of: Vec<u32>,
    /// How many groups there are.
    pub n_groups: usize,
    /// The column that joins, then those with one value in every group; row `i` is group `i`.
    pub columns: Vec<FeatureColumn>,
    /// Names of the other columns.
    pub differing: Vec<String>,
    /// How many features have no value in the column that joins; they are one group.
    pub without: usize,
}

/// The column called `name`; capitals do not matter where no column has the name as written.
pub fn find_column<'a>(columns: &'a [FeatureColumn], name: &str) -> Option<&'a FeatureColumn> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    find_name(&names, name).map(|found| &columns[found])
}

/// The number of a name, as [`find_column`] finds it.
pub fn find_name<N: AsRef<str>>(names: &[N], name: &str) -> Option<usize> {
    let exact = names.iter().position(|known| known.as_ref() == name);
    exact.or_else(|| names.iter().position(|known| known.as_ref().eq_ignore_ascii_case(name)))
}
