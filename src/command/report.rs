//! `bacino report`: the tables of a study as a workbook, for LaTeX or in Markdown.

use crate::atlas::ask::reader::Reader;
use crate::atlas::chart::draw::StudyCharts;
use crate::atlas::report::document::document_of;
use crate::command::made::outcome::Outcome;
use crate::input::problem::list::Extent;
use crate::input::problem::remark::{Place, Remark};
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::render::document::content::{Document, Section};
use crate::render::document::write::{DocumentType, NoDocument, written};
use crate::render::page::artifact::Artifact;
use crate::study::failure::Failure;
use crate::study::open::open_study_for;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct ReportRequest {
    /// The study.
    pub study: StudySource,
    /// Whether exact values are shown, whatever was promised to the units.
    pub internal: bool,
    /// The language of words and numbers; without it the study's.
    pub language: Option<Language>,
    /// The files to be made, by their names; without any, Markdown for standard output.
    pub files: Vec<(DocumentType, String)>,
    /// The piece that is made; without one the whole.
    pub section: Option<Section>,
    /// Whether pages have every column, as workbooks do.
    pub extent: Extent,
}

/// Makes the documents.
///
/// # Errors
/// A study that cannot be read.
pub fn report(request: &ReportRequest) -> Result<Outcome, Failure> {
    let opened = open_study_for(&request.study, request.internal, request.language)?;
    let reader = Reader { language: request.language, internal: request.internal };
    let types = request.files.iter().map(|(document, _)| document.figures());
    let figures = types.max().unwrap_or_default();
    let paper =
        document_of(&opened, &StudyCharts::of(&opened)?, reader, figures, matches!(request.extent, Extent::All))?;
    let paper = match request.section {
        Some(section) => limited(paper, section)?,
        None => paper,
    };
    let file = |document: DocumentType| written(&paper, document).map_err(not_made);
    let made = |(document, name): &(DocumentType, String)| Ok(Artifact { name: name.clone(), ..file(*document)? });
    let artifacts = request.files.iter().map(made).collect::<Result<Vec<Artifact>, Failure>>()?;
    let stdout = if artifacts.is_empty() {
        String::from_utf8_lossy(&file(DocumentType::Markdown)?.bytes).into_owned()
    } else {
        String::new()
    };
    let warnings = opened.remarks.into_iter().chain(artifacts.iter().filter_map(size_remark)).collect();
    Ok(Outcome { stdout, warnings, artifacts, ..Outcome::default() })
}

/// A piece of a document.
///
/// # Errors
/// A study that has nothing for it.
fn limited(paper: Document, section: Section) -> Result<Document, Failure> {
    let piece = paper.limited_to(section);
    if piece.parts.is_empty() {
        let message = format!("--section {}: this study has nothing for it", section.word());
        let hint = Some("[answers] names the table of what respondents answered: bacino help answers".to_owned());
        return Err(Failure::Usage { message, hint });
    }
    Ok(piece)
}

/// A page larger than this is slow to send and to open.
const LARGE: usize = 1_500_000;

/// What should be known of a file of a report.
pub(crate) fn size_remark(file: &Artifact) -> Option<Remark> {
    let is_large = file.bytes.starts_with(b"<!DOCTYPE html>") && file.bytes.len() > LARGE;
    let megabytes = file.bytes.len() as f64 / 1e6;
    let told = format!("the page has {megabytes:.1} MB: every picture is drawn for light and for dark pages");
    let hint = "bacino report --section makes a part of it";
    is_large.then(|| Remark::new(Place::file(file.name.clone()), told).hint(hint))
}

/// Why there is no document, to who asked for one.
pub(crate) fn not_made(NoDocument(message): NoDocument) -> Failure {
    Failure::Usage { message, hint: None }
}
