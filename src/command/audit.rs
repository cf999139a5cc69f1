//! `bacino audit`: which numbers of a publication cannot be true together, and which a study contradicts.

use std::path::PathBuf;

use crate::analysis::audit::judge::audit;
use crate::analysis::audit::of_study::reference;
use crate::analysis::audit::reference::Reference;
use crate::analysis::gate::findings::published_findings;
use crate::atlas::layer::land::italy_alone;
use crate::command::made::outcome::Outcome;
use crate::input::claims::read::read_publication;
use crate::input::embedded::italy::REFERENCE_DATE;
use crate::input::file::bytes::read_path;
use crate::input::problem::remark::{Read, Remark};
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::claim::statement::{Publication, Statement};
use crate::render::document::web::audit::audit_page;
use crate::render::report::audit::{Audit, json_audit, markdown_audit, terminal_audit};
use crate::study::failure::Failure;
use crate::study::open::open_study_for;

words! {
    /// The form of an audit.
    pub enum AuditFormat {
        /// Lines for a terminal, the worst first.
        Terminal = "text",
        /// A Markdown table, the worst first.
        Markdown = "md",
        /// All findings as JSON.
        Json = "json",
        /// A page: the text with its marks.
        Html = "html",
    }
}

/// What to audit.
#[derive(Clone, Debug)]
pub struct AuditRequest {
    /// The publication; `-` is standard input.
    pub file: PathBuf,
    /// The study that it is held against.
    pub study: Option<StudySource>,
    /// Whether the study is shown to the people of the survey, who may see exact values.
    pub internal: bool,
    /// The language of the findings.
    pub language: Language,
    /// The form.
    pub format: AuditFormat,
    /// Whether the terminal lists what holds too.
    pub is_all: bool,
    /// Where it is written; without it to standard output.
    pub output: Option<PathBuf>,
}

/// Judges a publication.
///
/// # Errors
/// A file or a study that cannot be read.
pub fn audit_command(request: &AuditRequest) -> Result<Outcome, Failure> {
    let file = read_path(&request.file)?;
    let Read { value: publication, mut warnings } = read_publication(&file)?;
    let reference = held_against(request, &publication, &mut warnings)?;
    let findings = audit(&publication, reference.as_ref());
    let told = Audit { name: &file.name, text: &publication.text, findings: &findings, language: request.language };
    let text = match request.format {
        AuditFormat::Terminal => terminal_audit(told, request.is_all),
        AuditFormat::Markdown => markdown_audit(told),
        AuditFormat::Json => json_audit(told),
        AuditFormat::Html => audit_page(told),
    };
    let outcome = Outcome::of_table(text.into_bytes(), request.output.as_deref(), warnings);
    Ok(Outcome { failed: told.fails(), ..outcome })
}

/// The study, or where there is none Italy's areas and residents for a publication that names some.
fn held_against(
    request: &AuditRequest,
    publication: &Publication,
    warnings: &mut Vec<Remark>,
) -> Result<Option<Reference>, Failure> {
    if let Some(source) = &request.study {
        let opened = open_study_for(source, request.internal, None)?;
        let findings = published_findings(&opened.study, opened.view, None);
        warnings.extend(opened.remarks);
        return Ok(Some(reference(&opened.study, Some(&findings), publication)));
    }
    let of_areas = |statement: &Statement| matches!(statement, Statement::Areas { .. } | Statement::SourceTotal(_));
    if !publication.claims.iter().any(|claim| of_areas(&claim.statement)) {
        return Ok(None);
    }
    let mut italy = italy_alone(Language::default());
    italy.heading.reference_date = Some(REFERENCE_DATE);
    Ok(Some(reference(&italy, None, publication)))
}
