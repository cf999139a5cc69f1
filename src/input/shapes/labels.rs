//! How the features of a boundary file are called in messages.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::model::shape::feature::FeatureColumn;

/// Titles of columns in which formats number their rows.
const NUMBERS: [&str; 5] = ["fid", "ogc_fid", "objectid", "gid", "ogr_fid"];

/// How features are called in messages.
pub(crate) struct Labels<'a> {
    columns: &'a [FeatureColumn],
    /// The column that names them, once it was asked for.
    column: OnceCell<Option<&'a FeatureColumn>>,
}

impl<'a> Labels<'a> {
    /// By the first column of text, else the first of all, that every feature has a value of its own in. Where there is none, features
    /// share a code: by the column with the most different values, one of text before others.
    pub(crate) fn of(columns: &'a [FeatureColumn]) -> Self {
        Self { columns, column: OnceCell::new() }
    }

    fn column_of(columns: &'a [FeatureColumn]) -> Option<&'a FeatureColumn> {
        let n_different = |column: &FeatureColumn| column.values.iter().flatten().collect::<FxHashSet<_>>().len();
        let is_number = |column: &FeatureColumn| NUMBERS.iter().any(|title| column.name.eq_ignore_ascii_case(title));
        let (texts, others): (Vec<_>, Vec<_>) =
            columns.iter().filter(|column| !is_number(column)).partition(|column| column.text);
        let in_order = || texts.iter().chain(&others).copied();
        let tells_apart = |column: &&FeatureColumn| {
            let different = n_different(column);
            different > 0 && different == column.values.len()
        };
        let most = || {
            let rows = in_order().rev().map(|column| (column.text, n_different(column), column));
            rows.filter(|(_, different, _)| *different > 1).max_by_key(|(text, different, _)| (*text, *different))
        };
        in_order().find(tells_apart).or_else(|| most().map(|(.., column)| column))
    }

    /// A feature by its number in the file, and its identifier.
    pub(crate) fn label(&self, feature: usize) -> String {
        let id = self.id(feature).map_or_else(String::new, |id| format!(" ({id})"));
        format!("feature {}{id}", feature + 1)
    }

    /// What a feature is known by among the others.
    pub(crate) fn id(&self, feature: usize) -> Option<&'a str> {
        let column = self.column.get_or_init(|| Self::column_of(self.columns));
        column.and_then(|column| column.values.get(feature)?.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, text: bool, values: &[&str]) -> FeatureColumn {
        FeatureColumn {
            name: name.to_owned(),
            values: values.iter().map(|value| Some((*value).into())).collect(),
            text,
        }
    }

    #[test]
    fn features_are_called_by_what_tells_them_apart() {
        let [fid, number] = [column("fid", false, &["1", "2", "3"]), column("area", false, &["7", "8", "9"])];
        let kind = column("kind", true, &["a", "a", "a"]);
        let (code, own) = (column("code", true, &["001", "002", "002"]), column("istat", true, &["x", "y", "z"]));
        let label = |columns: &[&FeatureColumn]| {
            let columns: Vec<FeatureColumn> = columns.iter().map(|column| (*column).clone()).collect();
            Labels::of(&columns).label(2)
        };
        assert_eq!(label(&[&number, &own]), "feature 3 (z)");
        assert_eq!(label(&[&fid, &kind, &number]), "feature 3 (9)");
        assert_eq!(label(&[&fid, &kind, &code]), "feature 3 (002)");
        assert_eq!(label(&[&fid, &kind]), "feature 3");
    }
}
