//! A study opened for a command: read, and what its shapes decide worked out.

use crate::input::problem::remark::Problems;
use crate::input::study::pending::StudyRead;
use crate::input::study::source::StudySource;
use crate::input::study::whole::{Inspected, Loaded, read_study};
use crate::model::study::Study;
use crate::study::complete::complete;

/// Reads a study and everything of it that needs shapes.
///
/// # Errors
/// Every problem found.
pub fn open_study(source: &StudySource) -> Result<Loaded, Problems> {
    let Inspected { study, problems, warnings } = inspect_study(source);
    match study {
        Some(study) if problems.0.is_empty() => Ok(Loaded { study, warnings }),
        _ => Err(problems),
    }
}

/// Reads as much of a study as can be read.
pub fn inspect_study(source: &StudySource) -> Inspected<Study> {
    let Inspected { study, mut problems, mut warnings } = read_study(source);
    let study = match study {
        None => None,
        Some(StudyRead::Complete(study)) => Some(*study),
        Some(StudyRead::Pending(pending)) => problems.take(complete(*pending, &mut warnings)),
    };
    Inspected { study, problems, warnings }
}
