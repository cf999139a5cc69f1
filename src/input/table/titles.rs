//! What a file calls the columns that the program knows by name.

use std::collections::BTreeMap;

use crate::input::problem::remark::Problems;
use crate::input::table::rows::{Column, Table};

/// The file's own titles by the program's names of columns: `columns = { unit_id = "Codice" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles(BTreeMap<String, String>);

impl Titles {
    /// Titles by name.
    pub fn new(own: BTreeMap<String, String>) -> Self {
        Self(own)
    }

    /// The file's own title of one column alone.
    pub fn one(name: &str, title: impl Into<String>) -> Self {
        Self(BTreeMap::from([(name.to_owned(), title.into())]))
    }

    /// Takes another title of the file for a column.
    pub fn insert(&mut self, name: &str, title: impl Into<String>) {
        self.0.insert(name.to_owned(), title.into());
    }

    /// The title that stands for a column: the file's own, else the name.
    pub fn of<'a>(&'a self, name: &'a str) -> &'a str {
        self.own(name).unwrap_or(name)
    }

    /// The file's own title of a column, where it has one.
    pub fn own(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl Table {
    /// The column that stands for a name, if there is one.
    pub fn called(&self, name: &str, titles: &Titles) -> Option<Column> {
        self.find(titles.of(name))
    }

    /// The column that stands for a name.
    ///
    /// # Errors
    /// When the table has none; the hint names a similar title or lists all, and says how the study names another one.
    pub fn require(&self, name: &str, titles: &Titles) -> Result<Column, Problems> {
        let near = |near: &str| format!(" then write columns = {{ {name} = {near:?} }}");
        let none = || format!("; another title is mapped by columns = {{ {name} = \"…\" }}");
        self.found(titles.of(name), near, none)
    }

    /// The column that stands for a name, which the table need not have unless the study names its title.
    pub fn optional(&self, name: &str, titles: &Titles, problems: &mut Problems) -> Option<Column> {
        match titles.own(name) {
            Some(_) => problems.take(self.require(name, titles)),
            // Of several that may be meant, none is taken in silence.
            None if self.n_meant(name) > 1 => problems.take(self.require(name, titles)),
            None => self.find(name),
        }
    }
}
