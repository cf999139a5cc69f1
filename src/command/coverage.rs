//! `bacino coverage`: coverage by area, as a table or as data.

use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::headline::headline_of_coverage;
use crate::analysis::gate::findings::published_findings;
use crate::atlas::report::document::document_of_coverage;
use crate::command::made::outcome::Outcome;
use crate::command::report::not_made;
use crate::input::study::source::StudySource;
use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::place::population::Ages;
use crate::render::document::write::{DocumentType, written};
use crate::render::report::coverage_text::terminal_table;
use crate::render::report::sheet::CsvForm;
use crate::render::report::table::areas::coverage_sheet;
use crate::study::choice::{chosen_schemes, chosen_source};
use crate::study::failure::Failure;
use crate::study::open::open_study_for;
use crate::study::promise::refuse_undeclared;

words! {
    /// The form of a table.
    pub enum Format {
        /// Aligned columns for a terminal.
        Terminal = "text",
        /// Every area of every scheme and source.
        ///
        /// Of those chosen, where some are.
        Csv = "csv",
        /// The same as JSON.
        Json = "json",
        /// A Markdown table.
        Markdown = "md",
        /// A LaTeX table with the rules of booktabs.
        Latex = "tex",
    }
}

/// What to show.
#[derive(Clone, Debug)]
pub struct CoverageRequest {
    /// The study.
    pub study: StudySource,
    /// Whether it is for the people of the survey, who may see exact values.
    pub internal: bool,
    /// The language, where it is not the study's.
    pub language: Option<Language>,
    /// One scheme instead of the headline ones.
    pub scheme: Option<String>,
    /// One source instead of the best.
    pub source: Option<Source>,
    /// The residents that the census counts.
    pub ages: Option<Ages>,
    /// The form of CSV.
    pub csv: CsvForm,
    /// The form.
    pub format: Format,
}

/// Coverage of a study.
///
/// # Errors
/// A study that cannot be read, a scheme or source that it does not have.
pub fn coverage_command(request: &CoverageRequest) -> Result<Outcome, Failure> {
    let mut opened = open_study_for(&request.study, request.internal, request.language)?;
    let study = &mut opened.study;
    if let Some(ages) = request.ages {
        if ages != study.ages {
            refuse_undeclared(opened.view, &format!("coverage of residents {:?}", ages.word()))?;
        }
        study.ages = ages;
    }
    let study = &*study;
    let schemes = match &request.scheme {
        Some(scheme) => chosen_schemes(study, Some(scheme))?,
        None => headline_of_coverage(study),
    };
    let by_ages = request.ages.map(|ages| match ages {
        Ages::All => Source::Census,
        Ages::Adults => Source::CensusAdults,
    });
    let source = chosen_source(study, schemes.iter().map(String::as_str), request.source.or(by_ages))?;
    let Some(source) = source else {
        return Err(Failure::Usage {
            message: "the study has neither figures of residents in its frame nor catchments, so there is no coverage"
                .to_owned(),
            hint: Some("add a column population to the frame, or a section [catchments]".to_owned()),
        });
    };
    let findings = published_findings(study, opened.view, None);
    let rows = &findings.coverage;
    for scheme in request.scheme.iter().filter(|scheme| rows.iter().all(|row| row.scheme != **scheme)) {
        refuse_undeclared(opened.view, &format!("coverage by the scheme {scheme:?}"))?;
    }
    if rows.iter().all(|row| row.source != source) {
        refuse_undeclared(opened.view, &format!("coverage by the source {:?}", source.word()))?;
    }
    let sheet = || {
        let mut sheet = coverage_sheet(study, rows);
        if let Some(scheme) = &request.scheme {
            sheet = sheet.filtered("scheme", |found| found == scheme);
        }
        if request.source.is_some() || request.ages.is_some() {
            sheet = sheet.filtered("source", |found| found == source.word());
        }
        sheet
    };
    // The table of a report.
    let paper = |of: DocumentType| {
        let document = document_of_coverage(study, &findings, source, request.scheme.as_deref());
        let file = written(&document, of).map_err(not_made)?;
        Ok::<_, Failure>(String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let notice = study.heading.notice.as_deref();
    let stdout = match request.format {
        Format::Terminal => {
            return Ok(Outcome::of_lines(&terminal_table(study, rows, &schemes, source), opened.remarks));
        }
        Format::Markdown => paper(DocumentType::Markdown)?,
        Format::Latex => paper(DocumentType::Latex)?,
        Format::Csv => {
            String::from_utf8_lossy(&sheet().in_csv(notice, request.csv, study.heading.language)).into_owned()
        }
        Format::Json => {
            let rows = serde_json::json!({ "notice": notice, "coverage": sheet() });
            format!("{rows:#}\n")
        }
    };
    Ok(Outcome { stdout, warnings: opened.remarks, ..Outcome::default() })
}
