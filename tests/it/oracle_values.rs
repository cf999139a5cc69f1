//! Every value of `tests/oracle/statistics/oracle_values.json` against ours: the file is walked, and a value that nothing here computes fails.
//!
//! The values were computed on the 135 synthetic units of `frame135.csv` by the programs named beside each group; `confirm.py` computes
//! those of Python again, `confirmed.csv` has what it found. A tolerance follows the digits that the program printed, or where the program iterates, how closely it stops.

use std::collections::BTreeMap;

use crate::{oracle_measures, oracle_models};

/// What we found, by the keys of the file, with the tolerance and the program it is compared with.
#[derive(Default)]
pub(crate) struct Found(BTreeMap<String, (f64, f64, &'static str)>);

impl Found {
    /// Values that one program gave, met to one tolerance.
    pub(crate) fn add<'a>(
        &mut self,
        program: &'static str,
        tolerance: f64,
        values: impl IntoIterator<Item = (&'a str, f64)>,
    ) {
        for (key, value) in values {
            let twice = self.0.insert(key.to_owned(), (value, tolerance, program));
            assert!(twice.is_none(), "{key} is compared twice");
        }
    }

    /// The elements of a list or of a group of values.
    pub(crate) fn add_below(
        &mut self,
        program: &'static str,
        tolerance: f64,
        key: &str,
        values: impl IntoIterator<Item = f64>,
    ) {
        for (position, value) in values.into_iter().enumerate() {
            self.add(program, tolerance, [(format!("{key}/{position}").as_str(), value)]);
        }
    }
}

/// Words that describe values and are none.
const WORDS: [&str; 6] =
    ["md5_csv", "rake_macro_size/order/0", "rake_macro_size/order/1", "rake_macro_size/order/2", "y/rule", "yc/rule"];

/// Every value of the file below `key`, by its path.
fn leaves(value: &serde_json::Value, key: &str, found: &mut Vec<(String, Option<f64>)>) {
    let below = |name: &str| if key.is_empty() { name.to_owned() } else { format!("{key}/{name}") };
    match value {
        serde_json::Value::Object(map) => map.iter().for_each(|(name, value)| leaves(value, &below(name), found)),
        serde_json::Value::Array(list) => {
            list.iter().enumerate().for_each(|(position, value)| leaves(value, &below(&position.to_string()), found));
        }
        serde_json::Value::Number(number) => found.push((key.to_owned(), number.as_f64())),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::String(_) => {
            found.push((key.to_owned(), None));
        }
    }
}

#[test]
fn every_value_of_the_oracle_is_met() {
    let file: serde_json::Value =
        serde_json::from_str(include_str!("../oracle/statistics/oracle_values.json")).unwrap();
    let mut expected = Vec::new();
    leaves(&file["frame135"], "", &mut expected);
    let mut found = Found::default();
    oracle_measures::add_to(&mut found);
    oracle_models::add_to(&mut found);
    let mut wrong = Vec::new();
    for (key, expected) in &expected {
        match (found.0.remove(key), expected) {
            (Some((value, tolerance, _)), Some(expected)) if (value - expected).abs() <= tolerance => {}
            (Some((value, _, program)), Some(expected)) => {
                wrong.push(format!("{key}: {value}, but {expected} by {program}"));
            }
            (Some(_), None) => wrong.push(format!("{key} is no number")),
            (None, None) if WORDS.contains(&key.as_str()) => {}
            (None, _) => wrong.push(format!("{key} is compared with nothing")),
        }
    }
    wrong.extend(found.0.keys().map(|key| format!("{key} is not in the file")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
