//! What the program can do, one file a command: a study in, texts and artifacts out. Nothing is printed or written here.

pub mod bias;
pub mod boundaries;
pub mod catchments;
pub mod check;
pub(crate) mod column_map;
pub mod coverage;
mod describe;
pub mod export;
mod feature;
pub(crate) mod flags;
pub(crate) mod ground;
pub mod init;
mod joined;
pub mod layer;
pub mod locate;
pub mod map;
pub(crate) mod members;
pub mod multiples;
pub(crate) mod pair;
pub mod portrait;
pub mod run;
pub(crate) mod setting;
pub(crate) mod study_column;
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
