//! What was promised to the units, kept where something is asked for that the study's release does not have.

use crate::analysis::gate::view::View;
use crate::study::failure::{Failure, refused};

/// Refuses what would be a release of its own: every further table of who answered makes the first one tell more.
///
/// # Errors
/// The study is anonymous and the people of the survey are not the ones who ask.
pub(crate) fn refuse_undeclared(view: View, what: &str) -> Result<(), Failure> {
    if view.is_exact() {
        return Ok(());
    }
    let message = format!(
        "{what} is no part of what the study publishes: its section [privacy] says that nobody who answered may be known"
    );
    refused(message, "--internal shows it to the people of the survey")
}
