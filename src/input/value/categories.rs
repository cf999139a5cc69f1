//! The words of an undeclared column: which are the same, which only look so, and which were something else before a spreadsheet read them.

use std::collections::BTreeMap;

use crate::input::problem::english::{counted, first_few};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};
use crate::input::value::cells::Cells;
use crate::input::value::damage::refuse_dates;
use crate::input::value::word::{spelling, twins};

/// The words of a column.
#[derive(Clone, Debug, Default)]
pub struct Categories {
    /// Each word as it first stands, by its spelling.
    names: BTreeMap<String, String>,
    /// What was decided, to be said once.
    pub said: Vec<Remark>,
}

impl Categories {
    /// The words of cells that are not empty. Dates among them are problems.
    pub fn of(cells: &Cells<'_>, problems: &mut Problems) -> Self {
        refuse_dates(cells, str::is_empty, problems);
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut respelt: BTreeMap<&str, usize> = BTreeMap::new();
        for text in cells.cells.iter().map(|cell| cell.text).filter(|text| !text.is_empty()) {
            let name = names.entry(spelling(text)).or_insert_with(|| text.to_owned());
            if name != text {
                *respelt.entry(text).or_default() += 1;
            }
        }
        let mut said = Vec::new();
        if !respelt.is_empty() {
            let listed: Vec<String> =
                respelt.keys().map(|text| format!("{text:?} as {:?}", names[&spelling(text)])).collect();
            let message = format!(
                "{} with other capitals or blanks read as the same word: {}",
                counted(respelt.values().sum(), "cell"),
                first_few(&listed)
            );
            said.push(Remark::of(Kind::Changed, cells.whole.clone(), message));
        }
        for alike in twins(names.values().map(String::as_str)) {
            let quoted: Vec<String> = alike.iter().map(|word| format!("{word:?}")).collect();
            let message = format!("{} differ only by their accents and are different words here", first_few(&quoted));
            let hint = "write them in one way where they mean the same, or name the words of each option under options";
            said.push(Remark::of(Kind::Word, cells.whole.clone(), message).hint(hint));
        }
        Self { names, said }
    }

    /// The word that a cell stands for, as it is first spelt.
    pub fn name(&self, text: &str) -> Option<&str> {
        self.names.get(&spelling(text)).map(String::as_str)
    }

    /// All words by their spellings, in the order of letters.
    pub fn by_spelling(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(spelling, name)| (spelling.as_str(), name.as_str()))
    }
}
