//! Tables with what stands around them.

use crate::model::base::language::Language;
use crate::render::document::table::Table;

/// What was found, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is about; the headline has no title.
    pub title: Option<String>,
    /// Its sentences.
    pub text: String,
}

/// What documents are made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The title.
    pub title: String,
    /// The notice, the day and who made the data, one line each.
    pub lines: Vec<String>,
    /// What was found: the headline, then what it rests on.
    pub paragraphs: Vec<Paragraph>,
    /// The tables, in their order.
    pub tables: Vec<Table>,
    /// Whether pages have everything, as workbooks do.
    pub is_full: bool,
    /// The language of words and numbers.
    pub language: Language,
}

impl Document {
    /// The tables as pages have them.
    pub(crate) fn printed(&self) -> Vec<Table> {
        let printed = |table: &Table| if self.is_full { Some(table.clone()) } else { table.brief() };
        self.tables.iter().filter_map(printed).collect()
    }
}
