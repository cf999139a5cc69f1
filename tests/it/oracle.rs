//! The frame of `tests/oracle/statistics` and the values that other programs computed on it.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::variable::{Values, Variable};
use bacino::model::survey::formula::Formula;

/// A table of units, all columns as text.
pub(crate) struct Frame {
    titles: Vec<String>,
    rows: Vec<Vec<String>>,
    /// Who answered, by the column `resp`.
    pub(crate) answered: Vec<bool>,
}

/// The 135 synthetic units.
pub(crate) fn frame135() -> Frame {
    Frame::parse(include_str!("../oracle/statistics/frame135.csv"))
}

/// Orders of levels that are not alphabetical.
const ORDERS: [&[&str]; 2] = [&["NO", "NE", "C", "S", "I"], &["small", "medium", "large"]];

impl Frame {
    pub(crate) fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let cells =
            |line: &str| -> Vec<String> { line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect() };
        let titles = cells(lines.next().unwrap());
        let rows: Vec<Vec<String>> = lines.map(cells).collect();
        let answer = titles.iter().position(|title| title == "resp").unwrap();
        let answered = rows.iter().map(|row| row[answer] == "1").collect();
        Self { titles, rows, answered }
    }

    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let position = self.titles.iter().position(|title| title == name).unwrap();
        self.rows.iter().map(|row| row[position].as_str()).collect()
    }

    /// Numbers where every cell is one, else levels in the order of letters or of [`ORDERS`]. Empty cells are missing.
    pub(crate) fn variable(&self, name: &str) -> Variable {
        let cells = self.column(name);
        let present = || cells.iter().filter(|cell| !cell.is_empty());
        if present().all(|cell| cell.parse::<f64>().is_ok()) {
            return Variable {
                name: name.to_owned(),
                values: Values::Numbers(cells.iter().map(|cell| cell.parse().ok()).collect()),
            };
        }
        let words: Vec<Option<&str>> = cells.iter().map(|&cell| Some(cell).filter(|cell| !cell.is_empty())).collect();
        let variable = Variable::of_words(name, &words);
        let Some(order) = ORDERS.iter().find(|order| order.contains(present().next().unwrap())) else {
            return variable;
        };
        let code = |word: &str| u32::try_from(order.iter().position(|level| *level == word).unwrap()).unwrap();
        Variable {
            name: name.to_owned(),
            values: Values::Levels {
                levels: order.iter().map(|&level| level.to_owned()).collect(),
                of_unit: words.iter().map(|word| word.map(code)).collect(),
            },
        }
    }

    pub(crate) fn design(&self, formula: &str) -> Design {
        let formula = Formula::parse(formula).unwrap();
        let factors: Vec<Variable> = formula
            .factors()
            .into_iter()
            .map(|factor| self.variable(&factor.variable).as_factor(factor).unwrap())
            .collect();
        Design::new(&formula, &factors).unwrap()
    }
}

/// A value of `oracle_values.json`, by its keys below `frame135`; positions of lists are keys too.
pub(crate) fn oracle(keys: &[&str]) -> f64 {
    value_at(include_str!("../oracle/statistics/oracle_values.json"), &[&["frame135"], keys].concat())
}

/// A number of a JSON text.
pub(crate) fn value_at(json: &str, keys: &[&str]) -> f64 {
    let mut value: &serde_json::Value = &serde_json::from_str(json).unwrap();
    for key in keys {
        value = key.parse::<usize>().map_or_else(|_| &value[*key], |position| &value[position]);
    }
    value.as_f64().unwrap_or_else(|| panic!("{keys:?} is no number"))
}

pub(crate) fn assert_near(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{what}: {found} against {expected}");
}
