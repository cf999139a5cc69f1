//! What of a study waits for shapes: drawn catchments, rules about tracts, residents and units given as points.

use crate::input::shapes::records::RecordPoints;
use crate::input::study::drawn::DrawnCatchments;
use crate::input::study::rules::RulesFile;
use crate::input::territory::part::Limit;
use crate::input::territory::tracts::TractsRead;
use crate::model::base::count::Residents;
use crate::model::place::population::{Ages, Population};
use crate::model::study::Study;

/// A study as read.
#[derive(Debug)]
pub enum StudyRead {
    /// Nothing is missing.
    Complete(Box<Study>),
    /// The rest is to be found out from shapes.
    Pending(Box<PendingStudy>),
}

/// A study as read, of the whole territory, with the part of it that it is to be limited to.
#[derive(Debug)]
pub struct ReadStudy {
    /// The study.
    pub study: StudyRead,
    /// The part.
    pub limit: Option<Limit>,
}

/// A study that shapes must complete.
#[derive(Debug)]
pub struct PendingStudy {
    /// The study without catchments, and without what the other parts say.
    pub study: Study,
    /// Whether every row of its frame could be read.
    pub frame_is_whole: bool,
    /// Its catchments.
    pub catchments: PendingCatchments,
    /// Its tracts.
    pub tracts: Option<TractsRead>,
    /// Residents as points.
    pub residents: Option<ResidentPoints>,
    /// Where units are, in the order of the frame.
    pub units: Option<RecordPoints>,
}

/// Catchments that wait for shapes or tracts.
#[derive(Debug)]
pub enum PendingCatchments {
    /// The study has none.
    Absent,
    /// Rules.
    Rules(RulesFile),
    /// Outlines.
    Drawn(DrawnCatchments),
}

/// A register of residents or addresses.
#[derive(Debug)]
pub struct ResidentPoints {
    /// The file.
    pub file: String,
    /// Where each is.
    pub points: RecordPoints,
    /// How many residents each stands for; `None` where that is not known.
    pub residents: Vec<Option<Residents>>,
}

/// What waits for shapes.
pub(crate) struct Waiting {
    pub(crate) catchments: PendingCatchments,
    pub(crate) tracts: Option<TractsRead>,
    pub(crate) residents: Option<ResidentPoints>,
    pub(crate) units: Option<RecordPoints>,
}

impl Waiting {
    pub(crate) fn is_something(&self) -> bool {
        let catchments = !matches!(self.catchments, PendingCatchments::Absent);
        catchments || self.tracts.is_some() || self.residents.is_some() || self.units.is_some()
    }
}

pub(crate) struct ResidentsRead {
    pub(crate) counts: Option<Population>,
    pub(crate) points: Option<ResidentPoints>,
    pub(crate) ages: Ages,
    pub(crate) declared: bool,
    /// Whether a file of them is named.
    pub(crate) named: bool,
    /// Whether a table was named that could not be read.
    pub(crate) failed: bool,
}
