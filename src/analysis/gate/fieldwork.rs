//! The gate of the days of answers: unless units agreed, waves between reminders, none of few answers.

use jiff::civil::Date;

use crate::analysis::coverage::fieldwork::{FieldworkCurve, FieldworkStep};
use crate::analysis::gate::view::View;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;

/// The steps as they are published. A wave of fewer answers than a cell may have is joined with the next, the last with the one before it;
/// of an anonymous study residents are not told, which would be those of one set of units.
pub(in crate::analysis) fn published_fieldwork(
    study: &Study,
    view: View,
    curve: FieldworkCurve,
) -> Option<FieldworkCurve> {
    let answered = curve.steps.last()?.answered;
    if study.privacy.answers == Secrecy::Public {
        return Some(curve);
    }
    let cell = usize::try_from(study.privacy.cell).unwrap_or(usize::MAX);
    let is_told = view.is_exact();
    if !is_told && curve.units.saturating_sub(answered) < cell {
        return None;
    }
    let fieldwork = study.frame.fieldwork();
    let begins = |wave: usize| -> Option<Date> {
        let sent = wave.checked_sub(1).map_or(fieldwork.invited, |reminder| fieldwork.reminders.get(reminder).copied());
        sent.map(|sent| sent.first)
    };
    let mut waves: Vec<FieldworkStep> = Vec::new();
    for (number, step) in curve.steps.iter().enumerate() {
        let next = curve.steps.get(number + 1);
        let is_last_of_wave = next.is_none_or(|next| next.reminders > step.reminders || next.day.is_none());
        if is_last_of_wave {
            let day = if step.day.is_some() { Some(begins(step.reminders)?) } else { None };
            waves.push(FieldworkStep { day, covered: step.covered.filter(|_| is_told), ..*step });
        }
    }
    let steps = joined(&waves, cell);
    (!steps.is_empty()).then_some(FieldworkCurve { is_by_day: false, steps, ..curve })
}

/// Waves joined until each has as many answers as a cell; it begins where the first of them did.
fn joined(waves: &[FieldworkStep], cell: usize) -> Vec<FieldworkStep> {
    let mut steps: Vec<FieldworkStep> = Vec::new();
    let mut open: Option<Option<Date>> = None;
    for wave in waves {
        let before = steps.last().map_or(0, |step| step.answered);
        let day = open.unwrap_or(wave.day);
        if wave.answered - before >= cell {
            steps.push(FieldworkStep { day, ..*wave });
            open = None;
        } else {
            open = Some(day);
        }
    }
    if let (Some(_), Some(all)) = (open, waves.last())
        && let Some(last) = steps.last_mut()
    {
        (last.answered, last.covered, last.reminders) = (all.answered, all.covered, all.reminders);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_of_few_answers_are_joined() {
        let step = |month: i8, answered: usize| FieldworkStep {
            day: Some(Date::constant(2025, month, 1)),
            reminders: 0,
            answered,
            covered: None,
        };
        let found = |counts: &[usize]| -> Vec<(i8, usize)> {
            let waves: Vec<FieldworkStep> = (1..).zip(counts).map(|(month, count)| step(month, *count)).collect();
            joined(&waves, 3).iter().map(|step| (step.day.map_or(0, Date::month), step.answered)).collect()
        };
        assert_eq!(found(&[5, 9, 12]), [(1, 5), (2, 9), (3, 12)]);
        assert_eq!(found(&[2, 4, 12]), [(1, 4), (3, 12)]);
        assert_eq!(found(&[5, 7, 9, 10]), [(1, 5), (2, 10)]);
        assert_eq!(found(&[1, 2]), []);
    }
}
