//! Which features of a layer are wanted, by the values of their attributes.

use std::collections::BTreeSet;

use crate::input::problem::english::{counted, did_you_mean, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::shape::feature::{FeatureColumn, find_column};

/// A column and the values of it that are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// Its values, any of which will do. Numbers are compared as numbers are written: 3 is 3.0, and not 03.
    pub values: Vec<String>,
    /// The key of a study that says so, and where it stands; `None` where a command does.
    pub key: Option<(String, Place)>,
}

/// The features that are wanted: those that meet every condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The conditions, of different columns.
    pub conditions: Vec<Condition>,
}

impl Filter {
    /// The filter of some pairs of a column and a value. Values of one column are any of them.
    pub fn of_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut filter = Self::default();
        for (column, value) in pairs {
            match filter.conditions.iter_mut().find(|condition| condition.column == column) {
                Some(condition) => condition.values.push(value),
                None => filter.conditions.push(Condition { column, values: vec![value], key: None }),
            }
        }
        filter
    }

    /// Takes the conditions about some columns out.
    #[must_use]
    pub fn split_off(&mut self, is_taken: impl Fn(&str) -> bool) -> Self {
        let all = std::mem::take(&mut self.conditions);
        let (taken, kept) = all.into_iter().partition(|condition| is_taken(&condition.column));
        self.conditions = kept;
        Self { conditions: taken }
    }

    /// Whether each feature of a file is wanted.
    ///
    /// # Errors
    /// Columns that the file does not have, values that no feature has.
    pub fn wanted(&self, file: &str, columns: &[FeatureColumn], n_features: usize) -> Result<Vec<bool>, Problems> {
        let mut problems = Problems::default();
        let mut wanted = vec![true; n_features];
        for condition in &self.conditions {
            match condition.met(file, columns) {
                Ok(met) => wanted.iter_mut().zip(met).for_each(|(wanted, met)| *wanted &= met),
                Err(found) => problems.0.extend(found.0),
            }
        }
        if problems.0.is_empty() && n_features > 0 && !wanted.contains(&true) {
            let message = format!("no feature meets all conditions: {}", self.told());
            problems.push(self.conditions.first().map_or_else(
                || Remark::of(Kind::Value, Place::file(file), message.clone()),
                |first| first.problem(file, Kind::Value, &message),
            ));
        }
        if problems.0.is_empty() { Ok(wanted) } else { Err(problems) }
    }

    /// That features are left out, with their number.
    pub fn said(&self, file: &str, wanted: &[bool]) -> Option<Remark> {
        let kept = wanted.iter().filter(|wanted| **wanted).count();
        (kept < wanted.len()).then(|| {
            let message = format!(
                "{} of {} taken, by {}; they are numbered among themselves",
                kept,
                counted(wanted.len(), "feature"),
                self.told()
            );
            Remark::of(Kind::RowsLeftOut, Place::file(file), message)
        })
    }

    /// The conditions in words.
    fn told(&self) -> String {
        let told = self.conditions.iter().map(|condition| {
            let values: Vec<String> = condition.values.iter().map(|value| format!("{value:?}")).collect();
            format!("{} {}", condition.column, values.join(" or "))
        });
        told.collect::<Vec<_>>().join(" and ")
    }
}

impl Condition {
    /// Whether each feature has one of the values.
    fn met(&self, file: &str, columns: &[FeatureColumn]) -> Result<Vec<bool>, Problems> {
        let Some(column) = find_column(columns, &self.column) else {
            let names = || columns.iter().map(|column| column.name.as_str());
            let hint = did_you_mean(&self.column, names())
                .unwrap_or_else(|| format!("the columns are {}", names().collect::<Vec<_>>().join(", ")));
            return Err(Problems::one(
                self.problem(file, Kind::Column, &format!("no column {:?}", self.column)).hint(hint),
            ));
        };
        let values: BTreeSet<&str> = column.values.iter().flatten().map(|value| plain(value)).collect();
        let mut problems = Problems::default();
        for value in self.values.iter().filter(|value| !values.contains(plain(value))) {
            let message = format!("no feature has {value:?} in the column {:?}", column.name);
            let same = |known: &&&str| known.parse::<f64>().is_ok_and(|known| value.trim().parse() == Ok(known));
            let near = values.iter().find(same).map(|known| format!("did you mean {known:?}?"));
            let hint = near.or_else(|| did_you_mean(value, values.iter().copied())).unwrap_or_else(|| {
                let values: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
                format!("its values are {}", first_few(&values))
            });
            problems.push(self.problem(file, Kind::Value, &message).hint(hint));
        }
        if !problems.0.is_empty() {
            return Err(problems);
        }
        let wanted: BTreeSet<&str> = self.values.iter().map(|value| plain(value)).collect();
        Ok(column
            .values
            .iter()
            .map(|value| value.as_deref().is_some_and(|value| wanted.contains(plain(value))))
            .collect())
    }

    /// A problem of the condition, where it was said.
    fn problem(&self, file: &str, kind: Kind, message: &str) -> Remark {
        match &self.key {
            Some((key, place)) => Remark::of(kind, place.clone(), format!("{key}: {file}: {message}")),
            None => Remark::of(kind, Place::file(file), message),
        }
    }
}

/// A value without blanks around it, a whole number without decimals.
fn plain(value: &str) -> &str {
    let value = value.trim();
    match value.split_once('.') {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())
                && zeros.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => value,
    }
}
