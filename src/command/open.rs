//! A study opened for a command: read, and what its shapes decide worked out.

use crate::input::error::Problems;
use crate::input::study::{Loaded, StudySource, load_study};

/// Reads a study and everything of it that needs shapes.
///
/// # Errors
/// Every problem found.
pub fn open_study(source: &StudySource) -> Result<Loaded, Problems> {
    load_study(source)
}
