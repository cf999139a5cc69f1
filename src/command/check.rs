//! `bacino check`: every problem of every input in one go.

use std::fmt::Write as _;

use crate::command::Outcome;
use crate::command::open::open_study;
use crate::input::error::{Remark, counted};
use crate::input::study::StudySource;
use crate::model::study::Study;

/// Reads a study and tells what was found, on standard output.
pub fn check(source: &StudySource) -> Outcome {
    let mut stdout = String::new();
    let failed = match open_study(source) {
        Err(problems) => {
            let _ = write!(stdout, "{problems}");
            let _ = writeln!(stdout, "{}, nothing was computed", counted(problems.0.len(), "error"));
            true
        }
        Ok(loaded) => {
            for warning in &loaded.warnings {
                push(&mut stdout, warning);
            }
            let _ = writeln!(stdout, "{}", summary(&loaded.study));
            let _ = writeln!(stdout, "0 errors, {}", counted(loaded.warnings.len(), "warning"));
            false
        }
    };
    Outcome { stdout, failed, ..Outcome::default() }
}

fn push(text: &mut String, warning: &Remark) {
    let _ = writeln!(text, "warning: {warning}");
    if let Some(hint) = &warning.hint {
        let _ = writeln!(text, "hint: {hint}");
    }
}

fn summary(study: &Study) -> String {
    let answered = study.frame.units().iter().filter(|unit| unit.status.answered()).count();
    let territory = &study.territory;
    let levels: Vec<String> = territory
        .levels()
        .map(|level| format!("{} of the level {}", territory.areas(level).len(), territory.level_name(level)))
        .collect();
    format!(
        "{}, {answered} answered; areas: {}; schemes: {}",
        counted(study.frame.units().len(), "unit"),
        levels.join(", "),
        study.schemes.iter().map(|scheme| scheme.name().to_owned()).collect::<Vec<_>>().join(", ")
    )
}
