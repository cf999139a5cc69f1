//! `bacino run`: every table and map of a study.

use crate::command::{Failure, Outcome};
use crate::input::study::{StudySource, load_study};
use crate::render::artifact::Artifact;
use crate::render::findings::{
    Findings, coverage_sheet, findings_json, places_sheet, reconciliation_sheet, response_sheet, units_sheet,
};
use crate::render::table::{best_source, headline_schemes, terminal_table};

/// Everything about a study: `coverage.csv`, `reconciliation.csv`, `response.csv`, `units.csv`, `<places>.csv`, `findings.json`, maps.
///
/// # Errors
/// A study that cannot be read.
pub fn run(source: &StudySource) -> Result<Outcome, Failure> {
    let loaded = load_study(source)?;
    let study = &loaded.study;
    let findings = Findings::of(study);
    let notice = study.heading.notice.as_deref();
    let mut artifacts = vec![
        Artifact { name: "response.csv".to_owned(), bytes: response_sheet(study, &findings.response).to_csv(notice) },
        Artifact { name: "units.csv".to_owned(), bytes: units_sheet(study, findings.allotted.as_ref()).to_csv(notice) },
        Artifact::text("findings.json", findings_json(study, &findings)),
    ];
    if !findings.coverage.is_empty() {
        let bytes = coverage_sheet(study, &findings.coverage).to_csv(notice);
        artifacts.push(Artifact { name: "coverage.csv".to_owned(), bytes });
    }
    if !findings.reconciliation.is_empty() {
        let bytes = reconciliation_sheet(study, &findings.reconciliation).to_csv(notice);
        artifacts.push(Artifact { name: "reconciliation.csv".to_owned(), bytes });
    }
    if let Some(allotted) = &findings.allotted {
        let bytes = places_sheet(study, allotted).to_csv(notice);
        artifacts.push(Artifact { name: places_file(study.territory.level_name(study.territory.finest())), bytes });
    }
    artifacts.sort_by(|a, b| a.name.cmp(&b.name));
    let stdout = best_source(study)
        .map_or_else(String::new, |source| terminal_table(study, &findings.coverage, &headline_schemes(study), source));
    Ok(Outcome { stdout, warnings: loaded.warnings, artifacts, failed: false })
}

/// The file of the finest level: `municipalities.csv`, `counties.csv`, `tracts.csv`.
fn places_file(level: &str) -> String {
    match level.strip_suffix('y') {
        Some(stem) => format!("{stem}ies.csv"),
        None => format!("{level}s.csv"),
    }
}
