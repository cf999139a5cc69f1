//! What a command made.

use crate::input::problem::remark::Remark;
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
