//! What a command made.

use std::path::Path;

use crate::atlas::file::write::Files;
use crate::input::problem::remark::Remark;
use crate::model::base::text::escaped_lines;
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

impl Outcome {
    /// Lines for a person, with nothing in them that a terminal would obey.
    pub(crate) fn of_lines(lines: &str, warnings: Vec<Remark>) -> Self {
        Self { stdout: escaped_lines(lines).into_owned(), warnings, ..Self::default() }
    }

    /// A table for a file, or for standard output where no file or `-` is named.
    pub(crate) fn of_table(table: Vec<u8>, output: Option<&Path>, warnings: Vec<Remark>) -> Self {
        if let Some(name) = output.filter(|path| *path != Path::new("-")).and_then(Path::file_name) {
            let artifact = Artifact { name: name.to_string_lossy().into_owned(), bytes: table };
            return Self { warnings, artifacts: vec![artifact], ..Self::default() };
        }
        let stdout = String::from_utf8(table);
        let stdout = stdout.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Self { stdout, warnings, ..Self::default() }
    }
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
