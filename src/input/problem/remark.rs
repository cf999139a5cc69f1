//! Problems of inputs: where, what, and what may help.

use std::fmt;

use crate::input::problem::hint::{Flags, Hint};
use crate::input::problem::kind::Kind;
use crate::input::problem::shown::{shown, shown_name};

/// Where in the inputs something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the study names it.
    pub file: String,
    /// The physical line, the first being 1, or the row of a sheet.
    pub line: Option<u64>,
    /// The cell or row of a workbook, such as `Sheet1!B7`.
    pub cell: Option<String>,
    /// The column's title, or the key of a study file.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, cell: None, column: None }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Self { file: file.into(), line: Some(line), cell: None, column: None }
    }

    /// The same place, named as a workbook names it.
    #[must_use]
    pub fn cell(mut self, cell: impl Into<String>) -> Self {
        self.cell = Some(cell.into());
        self
    }

    /// The same place, in a column.
    #[must_use]
    pub fn column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

impl Place {
    /// The file with the line or cell.
    pub fn spot(&self) -> String {
        let file = shown_name(&self.file);
        match (&self.cell, self.line) {
            (Some(cell), _) => format!("{file}:{}", shown_name(cell)),
            (None, Some(line)) => format!("{file}:{line}"),
            (None, None) => file,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spot())?;
        if let Some(column) = &self.column {
            write!(f, ": column {}", shown_name(column))?;
        }
        Ok(())
    }
}

/// One problem, or one thing that was done to the data and should be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind of problem it is.
    pub kind: Kind,
    /// Where.
    pub place: Place,
    /// What: lower case, no final period, the value quoted, what was expected.
    pub message: String,
    /// What may help.
    pub hint: Option<Hint>,
}

impl Remark {
    /// A remark of no kind of its own, without a hint.
    pub fn new(place: Place, message: impl Into<String>) -> Self {
        Self::of(Kind::Other, place, message)
    }

    /// A remark of a kind, without a hint.
    pub fn of(kind: Kind, place: Place, message: impl Into<String>) -> Self {
        Self { kind, place, message: shown(message.into()), hint: None }
    }

    /// The same remark with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same remark with a hint where there is one.
    #[must_use]
    pub fn maybe_hint(mut self, hint: Option<impl Into<Hint>>) -> Self {
        self.hint = self.hint.or(hint.map(Into::into));
        self
    }

    /// The same remark of a command that has these flags.
    #[must_use]
    pub fn by_flags(mut self, flags: Flags) -> Self {
        self.hint = self.hint.and_then(|hint| hint.by_flags(flags));
        self
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Problems that stop a study from being read. Never empty where it is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(pub Vec<Remark>);

impl Problems {
    /// One problem.
    pub fn one(problem: Remark) -> Self {
        Self(vec![problem])
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Remark) {
        self.0.push(problem);
    }

    /// Of several problems of one cell only the first, for the others follow from it.
    #[must_use]
    pub fn one_per_cell(self) -> Self {
        let mut seen = std::collections::BTreeSet::new();
        let kept = self.0.into_iter().filter(|problem| {
            let place = &problem.place;
            place.line.is_none() || place.column.is_none() || seen.insert(place.clone())
        });
        Self(kept.collect())
    }

    /// The same problems of a command that has these flags.
    #[must_use]
    pub fn by_flags(self, flags: Flags) -> Self {
        Self(self.0.into_iter().map(|problem| problem.by_flags(flags)).collect())
    }

    /// Adds the problems of a part that failed and returns the part that did not.
    pub fn take<T>(&mut self, part: Result<T, Problems>) -> Option<T> {
        match part {
            Ok(part) => Some(part),
            Err(problems) => {
                self.0.extend(problems.0);
                None
            }
        }
    }
}

impl std::error::Error for Problems {}

/// What is read, with what was done on the way.
#[derive(Debug)]
pub struct Read<T> {
    /// The result.
    pub value: T,
    /// What a reader should know.
    pub warnings: Vec<Remark>,
}

/// What could be read of a file. Where it has problems, the value is good enough to look at other files by, and no result.
#[derive(Debug)]
pub struct Partly<T> {
    /// What could be read; whole where there is no problem.
    pub value: Option<T>,
    /// Every problem.
    pub problems: Problems,
    /// What a reader should know.
    pub warnings: Vec<Remark>,
}

impl<T> From<Problems> for Partly<T> {
    fn from(problems: Problems) -> Self {
        Self { value: None, problems, warnings: Vec::new() }
    }
}
