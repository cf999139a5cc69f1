//! What every check is given.

use crate::analysis::audit::reference::Reference;
use crate::model::claim::statement::Publication;

/// What a check sees.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The publication.
    pub publication: &'a Publication,
    /// Areas, residents and results to hold claims against, where there are some.
    pub reference: Option<&'a Reference>,
}
