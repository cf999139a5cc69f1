//! `bacino init`: a commented study to start from.

use crate::command::made::outcome::Outcome;
use crate::input::problem::remark::Problems;
use crate::input::study::draft::whole::{DraftRequest, drafted};
use crate::input::study::template::Template;
use crate::render::page::artifact::Artifact;
use crate::study::failure::Failure;

/// What a new study starts from.
#[derive(Clone, Copy, Debug)]
pub enum Start<'a> {
    /// One that the program carries.
    Template(Template),
    /// A frame and answers.
    Files(DraftRequest<'a>),
}

/// The files of a new study.
///
/// # Errors
/// Files that cannot be read or do not belong together.
pub fn init(start: Start<'_>) -> Result<Outcome, Failure> {
    match start {
        Start::Template(template) => {
            let files = template.files().iter();
            let artifacts = files.map(|(name, bytes)| Artifact { name: (*name).to_owned(), bytes: bytes.to_vec() });
            Ok(Outcome { artifacts: artifacts.collect(), ..Outcome::default() })
        }
        Start::Files(request) => {
            // Nothing about a file can be said to this command but its name.
            let read = drafted(request).map_err(|problems: Problems| problems.by_flags(|_| None))?;
            let artifacts = read.value.into_iter().map(|(name, bytes)| Artifact { name, bytes }).collect();
            let warnings = read.warnings.into_iter().map(|remark| remark.by_flags(|_| None)).collect();
            Ok(Outcome { warnings, artifacts, ..Outcome::default() })
        }
    }
}
