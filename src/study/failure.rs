//! Why nothing was made.

use std::error::Error;
use std::fmt;

use crate::input::problem::list::{Extent, told};
use crate::input::problem::remark::Problems;
use crate::model::base::text::escaped_lines;

/// Why a command made nothing.
#[derive(Debug)]
pub enum Failure {
    /// The inputs cannot be read: exit code 1.
    Inputs(Problems),
    /// What was typed makes no sense for this study: exit code 2.
    Usage {
        /// What is wrong.
        message: String,
        /// What may help.
        hint: Option<String>,
    },
}

impl Failure {
    /// What is wrong and what may help, a line each; of many problems no more than asked for.
    pub fn told(&self, extent: Extent) -> String {
        match self {
            Self::Inputs(problems) => told(&problems.0, "error", extent),
            Self::Usage { message, hint } => {
                let hint = hint.as_ref().map_or_else(String::new, |hint| format!("hint: {hint}\n"));
                escaped_lines(&format!("error: {message}\n{hint}")).into_owned()
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Extent::Screen))
    }
}

impl Error for Failure {}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Inputs(problems)
    }
}

pub(crate) fn refused<T>(message: impl Into<String>, hint: &str) -> Result<T, Failure> {
    Err(Failure::Usage { message: message.into(), hint: Some(hint.to_owned()) })
}
