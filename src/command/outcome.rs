//! What a command made.

use crate::atlas::file::write::Files;
use crate::input::problem::remark::Remark;
use crate::render::page::artifact::Artifact;
use crate::render::page::raster::NoPicture;
use crate::study::failure::Failure;

/// What a command made.
#[derive(Debug, Default)]
pub struct Outcome {
    /// For standard output.
    pub stdout: String,
    /// The file that a reader opens first; where it was written ends standard output.
    pub report: Option<String>,
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

/// Why there is no picture, to who asked for one.
pub(crate) fn not_drawn(NoPicture { message, hint }: NoPicture) -> Failure {
    Failure::Usage { message, hint: hint.map(str::to_owned) }
}
