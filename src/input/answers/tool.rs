//! The survey tools whose exports are known by their content: the one list of them.

use crate::input::answers::draft::Structured;
use crate::input::answers::export::Export;
use crate::input::answers::limesurvey::drafts::of_structure;
use crate::input::answers::limesurvey::recognised::{needed_of_vv, recognise};
use crate::input::file::bytes::InputFile;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::needed::Needed;
use crate::input::table::rows::Table;
use crate::model::base::word::words;

/// How the exports of a tool are known.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Columns that tell its header where there are several rows of headings.
    needed: fn(&InputFile) -> Needed<'static>,
    /// What a table is, where it is one of its exports.
    recognise: fn(&Table) -> Option<Export>,
    /// What a file of questions tells of an export.
    structured: fn(&InputFile, &Table, &Export) -> Result<Structured, Problems>,
}

words! {
    /// A survey tool.
    pub enum Tool {
        /// LimeSurvey: answers as CSV, XLSX or VV.
        LimeSurvey = "LimeSurvey" => Reader { needed: needed_of_vv, recognise, structured: of_structure },
    }
    /// How its exports are known.
    fn reader(self) -> Reader;
}

/// The export that a table is, if it is one.
pub fn export_of(table: &Table) -> Option<Export> {
    Tool::ALL.into_iter().find_map(|tool| (tool.reader().recognise)(table))
}

/// Columns that tell the header of a file from the rows of headings above; none where it has one.
pub fn telling_columns(file: &InputFile) -> Needed<'static> {
    Tool::ALL.into_iter().map(|tool| (tool.reader().needed)(file)).find(|needed| !needed.is_empty()).unwrap_or(&[])
}

/// What a tool's file of questions tells of answers.
///
/// # Errors
/// A file that the tool does not write, and one beside answers that no tool exported.
pub fn structured(file: &InputFile, table: &Table, export: &Export) -> Result<Structured, Problems> {
    let tool = Tool::ALL.into_iter().find(|tool| tool.word() == export.manner.tool);
    let Some(tool) = tool else {
        let message =
            format!("{} is the export of no survey tool, so a file of its questions cannot be used", table.file);
        let known = Tool::ALL.map(Tool::word).join(", ");
        return Err(Problems::one(
            Remark::of(Kind::Format, Place::file(&file.name), message).hint(format!("exports of {known} are known")),
        ));
    };
    (tool.reader().structured)(file, table, export)
}
