//! The study that a command is about, as typed.

use std::path::PathBuf;

use bacino::input::study::source::StudySource;

/// The study at a path, else the one that the program carries.
pub(crate) fn study(path: Option<&PathBuf>) -> StudySource {
    path.map_or(StudySource::Reference, |path| StudySource::Path(path.clone()))
}
