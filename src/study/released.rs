//! `internal/released.json`: what a folder publishes of a study that promised to name nobody, kept so that a second release is seen.

use serde_json::{Value, json};

use crate::analysis::gate::published::{PublishedCoverage, PublishedFindings};
use crate::input::file::bytes::fingerprint;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::study::Study;
use crate::study::failure::Failure;

/// The name of the file in the folder.
pub const RELEASED: &str = "internal/released.json";

/// The release as a document: settings, the fingerprint of who answered, and coverage of every area as it is published.
pub(crate) fn released_json(study: &Study, findings: &PublishedFindings) -> String {
    let privacy = &study.privacy;
    let statuses: Vec<String> =
        study.frame.units().iter().map(|unit| format!("{},{}", unit.id, unit.status.word())).collect();
    let areas: Vec<Value> = findings.coverage.iter().map(|row| area(study, row)).collect();
    let document = json!({
        "certainty": privacy.certainty,
        "cell": privacy.cell,
        "insiders": privacy.insiders,
        "status": fingerprint("", statuses.join("\n").as_bytes()).sha256,
        "coverage": areas,
    });
    format!("{document}\n")
}

fn area(study: &Study, row: &PublishedCoverage) -> Value {
    let code = study.scheme(&row.scheme).map(|scheme| scheme.areas()[row.area.index()].code.as_str());
    let bounds = row.residents.bounds();
    json!([row.scheme, code, row.source.word(), bounds.map(|(low, _)| low), bounds.map(|(_, high)| high)])
}

/// Refuses a second release beside the first: what both say together was not decided on.
///
/// # Errors
/// The folder holds another release.
pub(crate) fn refuse_second(earlier: Option<&str>, now: &str) -> Result<(), Failure> {
    match earlier {
        Some(earlier) if earlier != now => {
            let message =
                "the folder holds another release of this study: who has both could tell more than either says";
            let hint = "keep the first; or remove this file, where the first was given to nobody or is withdrawn";
            let problem = Remark::of(Kind::Changed, Place::file(RELEASED), message).hint(hint);
            Err(Failure::Inputs(Problems::one(problem)))
        }
        Some(_) | None => Ok(()),
    }
}
