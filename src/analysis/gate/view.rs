//! Who looks: everybody, or the people of the survey.

use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;

/// What of a study may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    is_exact: bool,
}

impl View {
    /// What the study's promise lets everybody see who is given its results.
    pub fn of(study: &Study) -> Self {
        Self { is_exact: study.privacy.answers != Secrecy::Anonymous }
    }

    /// What everybody may see of a study that promised to name nobody.
    pub fn anonymous() -> Self {
        Self { is_exact: false }
    }

    pub(in crate::analysis) fn everything() -> Self {
        Self { is_exact: true }
    }

    /// Whether values are exact.
    pub fn is_exact(self) -> bool {
        self.is_exact
    }
}
