//! How answers came in: units that answered and residents covered, day by day.

use jiff::civil::Date;

use crate::analysis::coverage::area::{Allotted, Coverage, Source, takes_part};
use crate::analysis::coverage::headline::{best_source, headline_of_coverage};
use crate::model::base::count::Residents;
use crate::model::catchment::residents::residents_of_union;
use crate::model::place::scheme::TOTAL;
use crate::model::study::Study;

/// What had come in when a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldworkStep {
    /// The day, or the first day of the wave; `None` for answers without a day, which come last.
    pub day: Option<Date>,
    /// How many reminders had been sent.
    pub reminders: usize,
    /// Units that answered so far.
    pub answered: usize,
    /// Residents covered so far; `None` where that is not known, or not published.
    pub covered: Option<Residents>,
}

/// All steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldworkCurve {
    /// Where residents are counted.
    pub source: Option<Source>,
    /// Units that should have answered.
    pub units: usize,
    /// Residents that could be covered.
    pub residents: Option<Residents>,
    /// Whether a step is a day and not a wave between reminders.
    pub is_by_day: bool,
    /// Steps in order; the last one is what response and coverage of the whole are.
    pub steps: Vec<FieldworkStep>,
    /// Units that answered on a day that is not known.
    pub without_day: usize,
}

/// The curve of a study whose frame has the days of answers. Coverage of the whole is the one among `coverage`.
pub(in crate::analysis) fn fieldwork_curve(
    study: &Study,
    allotted: Option<&Allotted>,
    coverage: &[Coverage],
) -> Option<FieldworkCurve> {
    let units = study.frame.units();
    let answers = || units.iter().filter(|unit| unit.status.answered());
    let mut days: Vec<Date> = answers().filter_map(|unit| unit.answered_on).collect();
    days.sort_unstable();
    days.dedup();
    if days.is_empty() {
        return None;
    }
    let schemes = headline_of_coverage(study);
    let source = best_source(study, schemes.iter().map(String::as_str));
    let total = coverage.iter().find(|row| row.scheme == TOTAL && Some(row.source) == source);
    let without_day = answers().filter(|unit| unit.answered_on.is_none()).count();
    let counted: Vec<Vec<bool>> = days
        .iter()
        .map(|day| units.iter().map(|unit| unit.answered_on.is_some_and(|own| own <= *day)).collect())
        .chain((without_day > 0).then(|| vec![true; units.len()]))
        .collect();
    let steps = counted.iter().enumerate().map(|(number, is_in)| {
        let here = || units.iter().zip(is_in).filter(|(unit, is_in)| **is_in && unit.status.answered());
        let day = days.get(number).copied();
        FieldworkStep {
            day,
            reminders: study.frame.fieldwork().reminders_until(day.unwrap_or(Date::MAX)),
            answered: here().count(),
            covered: total.and_then(|row| covered(study, allotted, row.source, is_in)),
        }
    });
    Some(FieldworkCurve {
        source: total.map(|row| row.source),
        units: units.iter().filter(|unit| unit.status.in_scope()).count(),
        residents: total.map(|row| row.residents.whole()),
        is_by_day: true,
        steps: steps.collect(),
        without_day,
    })
}

/// Residents of the catchments of the units that answered and are counted in.
fn covered(study: &Study, allotted: Option<&Allotted>, source: Source, is_in: &[bool]) -> Option<Residents> {
    let units = study.frame.units();
    let counts = |unit: usize| is_in[unit] && takes_part(&units[unit]) && units[unit].status.answered();
    let Some(ages) = source.ages() else {
        let own = units.iter().enumerate().filter(|(at, _)| counts(*at)).filter_map(|(_, unit)| unit.population);
        return Some(own.fold(Residents(0), |sum, residents| sum + residents));
    };
    let (catchments, allotted) = (study.catchments.as_ref()?, allotted?.of_ages(ages)?);
    let residents = study.population.as_ref()?.of(ages)?;
    let of_place = |place| residents_of_union(catchments, allotted, place, residents[place.index()], counts);
    Some(study.territory.places().filter_map(of_place).fold(Residents(0), |sum, residents| sum + residents))
}
