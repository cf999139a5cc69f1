//! A table before it has a form: columns of one kind each, rows of typed cells, what stands below them.

use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::render::document::cell::{Cell, Kind};
use crate::words::catalogue::{plain, say};
use crate::words::told::listed;

words! {
    /// A table of a paper.
    pub enum TableName {
        /// What became of the units that were asked.
        Disposition = "disposition" => "table-disposition.sheet",
        /// How many units of each area answered.
        Response = "response" => "table-response.sheet",
        /// Residents in the catchments of units that answered, area by area.
        Coverage = "coverage" => "table-coverage.sheet",
        /// Numbers of units that answered and of the others.
        Numbers = "numbers" => "table-numbers.sheet",
        /// Characteristics of units that answered and of the others.
        Characteristics = "characteristics" => "table-characteristics.sheet",
        /// How far respondents are from the frame, before and after each set of weights.
        Balance = "balance" => "table-balance.sheet",
        /// How even response is.
        Representativeness = "representativeness" => "table-representativeness.sheet",
        /// What was answered.
        Answers = "answers" => "table-answers.sheet",
        /// Answers that are numbers.
        Means = "means" => "table-means.sheet",
        /// What the units of each group answered.
        AnswersBy = "answers-by" => "table-by-group.sheet",
        /// Answers of each group that are numbers.
        MeansBy = "means-by" => "table-means-by-group.sheet",
        /// The checklist CROSS, and where each item is answered.
        Cross = "cross" => "table-cross.sheet",
        /// The checklist STROBE.
        Strobe = "strobe" => "table-strobe.sheet",
        /// The files that the study was read from.
        Files = "files" => "table-files.sheet",
    }
    /// The key of what its sheet in a workbook is called.
    pub(crate) fn sheet(self) -> &'static str;
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it has in common with those beside it that have the same.
    pub group: Option<String>,
    /// What it shows.
    pub title: String,
    /// What its cells are.
    pub kind: Kind,
    /// Whether it stands in workbooks, and on pages where everything is asked for.
    pub is_more: bool,
}

impl Column {
    /// The title on a page, which says how the numbers of a cell are joined.
    pub(crate) fn printed(&self, language: Language) -> String {
        let joined = match self.kind {
            Kind::Part => plain(language, "table-part"),
            Kind::Choice => plain(language, "table-choice"),
            Kind::Text | Kind::Count | Kind::Number | Kind::Estimate | Kind::Interval | Kind::P => "",
        };
        listed([self.title.clone(), joined.to_owned()].into_iter().filter(|words| !words.is_empty()))
    }

    /// The titles in a workbook, one for each number of a cell, with what it has in common with other columns.
    pub(crate) fn apart(&self, language: Language) -> Vec<String> {
        let group = self.group.as_ref().map_or_else(String::new, |group| format!("{group}: "));
        let titled = |part: &str| {
            let words = [self.title.as_str(), part].map(str::to_owned);
            group.clone() + &listed(words.into_iter().filter(|words| !words.is_empty()))
        };
        match self.kind.parts() {
            [] => vec![titled("")],
            parts => parts.iter().map(|key| titled(if key.is_empty() { "" } else { plain(language, key) })).collect(),
        }
    }
}

/// How a row stands to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// Over those that follow.
    Head,
    /// Below a head.
    Inside,
}

/// An area, as maps and charts name it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaKey {
    /// The scheme that it is of.
    pub scheme: String,
    /// Its code.
    pub code: String,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// Words over the rows that follow.
    Heading(String),
    /// What a row is of.
    Cells {
        /// How it stands to those around it.
        rank: Rank,
        /// The area that it is of, where it is of one.
        area: Option<AreaKey>,
        /// A cell for each column.
        cells: Vec<Cell>,
    },
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Which.
    pub name: TableName,
    /// Its number in a document, the same in every type; empty where it stands alone.
    pub number: String,
    /// What it shows.
    pub title: String,
    /// Its columns, of which the first says what a row is of.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Base, missing and method.
    pub notes: Vec<String>,
    /// The same of the columns that are more.
    pub more_notes: Vec<String>,
    /// Whether the whole table is more than pages have where not everything is asked for.
    pub is_more: bool,
}

impl Table {
    /// The table without the columns that are more.
    pub(crate) fn brief(&self) -> Self {
        Self { more_notes: Vec::new(), ..self.with(|column| !self.columns[column].is_more) }
    }

    /// The table with some of its columns.
    pub(crate) fn with(&self, is_kept: impl Fn(usize) -> bool) -> Self {
        fn kept<T: Clone>(all: &[T], is_kept: &impl Fn(usize) -> bool) -> Vec<T> {
            all.iter().enumerate().filter(|(at, _)| is_kept(*at)).map(|(_, one)| one.clone()).collect()
        }
        let row = |row: &Row| match row {
            Row::Heading(text) => Row::Heading(text.clone()),
            Row::Cells { rank, area, cells } => {
                Row::Cells { rank: *rank, area: area.clone(), cells: kept(cells, &is_kept) }
            }
        };
        Self {
            columns: kept(&self.columns, &is_kept),
            rows: self.rows.iter().map(row).collect(),
            number: self.number.clone(),
            title: self.title.clone(),
            notes: self.notes.clone(),
            more_notes: self.more_notes.clone(),
            ..*self
        }
    }

    /// What stands over it: its number, where it has one, and what it shows.
    pub(crate) fn heading(&self, language: Language) -> String {
        if self.number.is_empty() {
            return self.title.clone();
        }
        say(
            language,
            "table-numbered",
            [("number", self.number.as_str().into()), ("title", self.title.as_str().into())],
        )
    }

    /// Everything that stands below it.
    pub(crate) fn all_notes(&self) -> impl Iterator<Item = &String> {
        self.notes.iter().chain(&self.more_notes)
    }

    /// With what is said of the columns that are more.
    #[must_use]
    pub(crate) fn explained(mut self, more_notes: Vec<String>) -> Self {
        self.more_notes = more_notes;
        self
    }

    /// Columns side by side of one group: its title, where there is one, and how many.
    pub(crate) fn groups(&self) -> Vec<(Option<&str>, usize)> {
        let mut groups: Vec<(Option<&str>, usize)> = Vec::new();
        for column in &self.columns {
            match groups.last_mut() {
                Some((group, n)) if *group == column.group.as_deref() && group.is_some() => *n += 1,
                Some(_) | None => groups.push((column.group.as_deref(), 1)),
            }
        }
        groups
    }
}
