//! What a command made.

use crate::atlas::file::write::Files;
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

impl From<Files> for Outcome {
    fn from(files: Files) -> Self {
        Self { artifacts: files.artifacts, warnings: files.remarks, ..Self::default() }
    }
}
