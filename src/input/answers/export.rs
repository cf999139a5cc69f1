//! What the export of a survey tool tells of its columns, whichever tool it is.

use std::collections::BTreeMap;

use crate::input::table::rows::{Column, Table};

/// What a column of an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// What the tool notes by itself, such as times and pages: no question.
    Own(Own),
    /// Text that respondents typed beside options: told whether there is any, and never published.
    Typed,
    /// Answers to a question, or to a part of one.
    Answer,
}

/// What a tool notes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// The number of the submission.
    Id,
    /// When it was finished; empty where it was not.
    Submitted,
    /// Who sent it: token, address, name.
    Person,
    /// Anything else: times, pages, languages.
    Other,
}

/// What a heading says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The question's code, or its words where the export has no codes.
    pub question: String,
    /// The parts of the question: row, column or option, by code or in words.
    pub parts: Vec<String>,
    /// The question in words, where the heading has its code too.
    pub text: Option<String>,
    /// The parts in words, where the heading has their codes too.
    pub part_texts: Vec<String>,
    /// Whether question and parts are codes.
    pub coded: bool,
}

/// A column of an export.
#[derive(Clone, Debug)]
pub struct ExportColumn {
    /// The title in the file.
    pub title: String,
    /// What it holds.
    pub role: Role,
    /// What its heading says.
    pub heading: Heading,
}

/// What is the same in all exports of a tool.
#[derive(Clone, Copy)]
pub struct Manner {
    /// The tool's name.
    pub tool: &'static str,
    /// Words of the tool for a box that was ticked, in lower case.
    pub yes: &'static [&'static str],
    /// Words for one that was not.
    pub no: &'static [&'static str],
    /// Words for a question that was not shown.
    pub not_shown: &'static [&'static str],
    /// Reads a title.
    pub heading: fn(&str) -> Heading,
    /// The word for the option beside which something may be typed.
    pub other: &'static str,
}

/// A table that a survey tool wrote.
#[derive(Clone)]
pub struct Export {
    /// How the tool writes.
    pub manner: Manner,
    /// Its columns in order, those without a title left out.
    pub columns: Vec<ExportColumn>,
    /// Titles by what they mean, however they are written.
    by_meaning: BTreeMap<String, String>,
}

impl Heading {
    /// The same for every way in which the tool writes the heading by code: `Q3[SQ001]`, `Q3_SQ001`, `Q3[SQ001]. Which? [Groups]`.
    pub fn meaning(&self) -> String {
        let parts = self.parts.iter().map(|part| format!("_{part}"));
        format!("{}{}", self.question, parts.collect::<String>()).to_lowercase()
    }
}

impl Export {
    /// An export of a tool with these columns.
    pub fn new(manner: Manner, columns: Vec<ExportColumn>) -> Self {
        let mut by_meaning = BTreeMap::new();
        for column in &columns {
            by_meaning.entry(column.heading.meaning()).or_insert_with(|| column.title.clone());
        }
        Self { manner, columns, by_meaning }
    }

    /// A table that no tool wrote, every column of which is a question by itself.
    pub fn of_no_tool(table: &Table) -> Self {
        let heading = |title: &str| Heading { question: title.to_owned(), ..Heading::default() };
        let manner = Manner { tool: "", yes: &[], no: &[], not_shown: &[], heading, other: "" };
        let titles = table.titles().iter().filter(|title| !title.is_empty());
        let column =
            |title: &String| ExportColumn { title: title.clone(), role: Role::Answer, heading: heading(title) };
        Self::new(manner, titles.map(column).collect())
    }

    /// Whether a tool wrote the table.
    pub fn is_of_tool(&self) -> bool {
        !self.manner.tool.is_empty()
    }

    /// What a column holds.
    pub fn role(&self, column: &Column) -> Role {
        let found = self.columns.iter().find(|found| found.title == column.title);
        found.map_or(Role::Answer, |found| found.role)
    }

    /// The column of something that the tool notes.
    pub fn own(&self, table: &Table, own: Own) -> Option<Column> {
        let found = self.columns.iter().find(|found| found.role == Role::Own(own))?;
        table.find(&found.title)
    }

    /// The column with a title, in whichever way the tool writes it.
    pub fn find(&self, table: &Table, title: &str) -> Option<Column> {
        let other = || table.find(self.by_meaning.get(&(self.manner.heading)(title).meaning())?);
        table.find(title).or_else(other)
    }
}
