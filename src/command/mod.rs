//! What the program can do, one file a command: a study in, texts and artifacts out. Nothing is printed or written here.

pub mod bias;
pub mod boundaries;
pub mod catchments;
pub mod check;
pub mod coverage;
pub mod init;
pub mod locate;
pub mod map;
pub mod run;
pub mod verify;

use crate::input::problem::remark::{Problems, Remark};
use crate::render::page::artifact::Artifact;

/// What a command made.
#[derive(Debug, Default)]
pub struct Outcome {
    /// For standard output.
    pub stdout: String,
    /// What a reader should know, for standard error.
    pub warnings: Vec<Remark>,
    /// Files to be written.
    pub artifacts: Vec<Artifact>,
    /// Whether a check found errors: the results stand, the exit code is 1.
    pub failed: bool,
}

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

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Inputs(problems)
    }
}
