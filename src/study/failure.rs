//! Why nothing was made.

use std::error::Error;
use std::fmt;

use crate::input::problem::remark::Problems;

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

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inputs(problems) => problems.fmt(f),
            Self::Usage { message, hint } => {
                writeln!(f, "error: {message}")?;
                hint.iter().try_for_each(|hint| writeln!(f, "hint: {hint}"))
            }
        }
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
