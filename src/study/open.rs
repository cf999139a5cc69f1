//! A study opened: read, and what its shapes decide worked out.

use std::sync::Arc;

use crate::analysis::gate::exact::everything;
use crate::analysis::gate::exposure::{Exposure, exposure};
use crate::analysis::gate::view::View;
use crate::input::problem::english::counted;
use crate::input::problem::remark::{Partly, Place, Problems, Remark};
use crate::input::study::gaps::gaps;
use crate::input::study::pending::{ReadStudy, StudyRead};
use crate::input::study::source::StudySource;
use crate::input::study::whole::{Effort, read_study};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::study::complete::complete;
use crate::study::limited::limited;
use crate::study::outlines::{Outlines, PlaceOutlines};
use crate::words::catalogue::say;

/// A study, what was done while reading it, and its outlines, which are opened once.
#[derive(Debug)]
pub struct OpenStudy {
    /// The study.
    pub study: Study,
    /// What of it may be seen.
    pub view: View,
    /// What a reader should know: what was assumed, skipped or is missing, and in which rows.
    pub remarks: Vec<Remark>,
    outlines: PlaceOutlines,
}

impl OpenStudy {
    /// The same for the people of the survey, who may see exact values; every page says so.
    #[must_use]
    pub fn for_the_survey(mut self) -> Self {
        self.view = everything();
        let found = exposure(&self.study);
        mark_internal(&mut self.study, &found);
        self
    }

    /// The outlines of its places in a projection that keeps areas; `None` where none are known.
    ///
    /// # Errors
    /// Outlines that do not fit the territory.
    pub fn outlines(&self) -> Result<Option<Arc<Outlines>>, Problems> {
        self.outlines.in_equal_area(&self.study)
    }

    /// The same in the reference system that they came in.
    ///
    /// # Errors
    /// Outlines that do not fit the territory.
    pub fn outlines_as_read(&self) -> Result<Option<Arc<Outlines>>, Problems> {
        self.outlines.as_read(&self.study)
    }
}

/// Says on every page of a study that exact results tell so many units.
fn mark_internal(study: &mut Study, found: &Exposure) {
    let Exposure { together, n_units, .. } = *found;
    let marked = say(study.heading.language, "internal-notice", [("n", together.into()), ("of", n_units.into())]);
    let own = study.heading.notice.take().map_or_else(String::new, |notice| format!("{notice} · "));
    study.heading.notice = Some(own + &marked);
}

/// The study as its internal files show it: every page says that it is internal.
pub(crate) fn marked(study: &Study) -> Study {
    let mut own = study.clone();
    mark_internal(&mut own, &exposure(study));
    own
}

/// A study that cannot be opened.
#[derive(Debug)]
pub struct Unreadable {
    /// Every problem of every file that could be read.
    pub problems: Problems,
    /// What a reader should know of the files that could be read.
    pub remarks: Vec<Remark>,
}

/// Reads a study and everything of it that needs shapes.
///
/// # Errors
/// Every problem found.
pub fn open_study(source: &StudySource) -> Result<OpenStudy, Problems> {
    open_study_in(source, None)
}

/// The same told in a language, or in the study's own.
///
/// # Errors
/// Every problem found.
pub fn open_study_in(source: &StudySource, language: Option<Language>) -> Result<OpenStudy, Problems> {
    let read = read_study(source, Effort::KeysFirst, language);
    if !read.problems.0.is_empty() {
        return Err(read.problems);
    }
    opened(read, PlaceOutlines::default()).map_err(|unreadable| unreadable.problems)
}

/// The same for everybody, or for the people of the survey, who may see exact values.
///
/// # Errors
/// Every problem found.
pub fn open_study_for(source: &StudySource, survey: bool, language: Option<Language>) -> Result<OpenStudy, Problems> {
    let opened = open_study_in(source, language)?;
    Ok(if survey && !opened.view.is_exact() { opened.for_the_survey() } else { opened })
}

/// The same with every problem of every file and every defect of its outlines, whatever was wrong before; where it fails, with what is to be said of the files that could be
/// read.
///
/// # Errors
/// Every problem found.
pub fn inspect_study(source: &StudySource) -> Result<OpenStudy, Unreadable> {
    opened(read_study(source, Effort::Everything, None), PlaceOutlines::in_full())
}

fn opened(
    Partly { value, mut problems, warnings: mut remarks }: Partly<ReadStudy>,
    mut outlines: PlaceOutlines,
) -> Result<OpenStudy, Unreadable> {
    let was_sound = problems.0.is_empty();
    let (value, mut limit) = value.map_or((None, None), |read| (Some(read.study), read.limit));
    let study = match value {
        None => None,
        Some(StudyRead::Complete(study)) => Some(*study),
        Some(StudyRead::Pending(pending)) => {
            let mut found = Vec::new();
            let study = problems.take(complete(*pending, limit.as_mut(), &outlines, &mut found));
            outlines = outlines.of_completed();
            // What rests on something wrong is no news.
            remarks.extend(found.into_iter().filter(|_| was_sound));
            study
        }
    };
    let study = study.filter(|_| problems.0.is_empty()).map(|study| match limit {
        Some(limit) => {
            outlines = outlines.unopened();
            limited(study, &limit, &mut remarks)
        }
        None => study,
    });
    if let Some(study) = &study {
        remarks.extend(gaps(&study.territory, study.catchments.as_ref(), study.population.as_ref(), study.ages));
    }
    match study {
        Some(mut study) if problems.0.is_empty() => {
            remarks.extend(internal_remark(&mut study));
            Ok(OpenStudy { view: View::of(&study), study, remarks, outlines })
        }
        _ => Err(Unreadable { problems, remarks }),
    }
}

/// Marks an internal study whose exact results could tell somebody's answer, and says so.
fn internal_remark(study: &mut Study) -> Option<Remark> {
    let found = (study.privacy.answers == Secrecy::Internal).then(|| exposure(study))?;
    if found.together == 0 {
        return None;
    }
    mark_internal(study, &found);
    let Exposure { together, n_units, .. } = found;
    let units = counted(n_units, "unit");
    let message = format!("internal: exact results could tell of {together} of {units} whether they answered");
    let hint = "[privacy] answers = \"anonymous\" publishes what tells nobody, \"public\" says that units agreed";
    Some(Remark::new(Place::file("privacy"), message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_are_opened_once() {
        let opened = open_study(&StudySource::Reference).unwrap();
        let both = || [opened.outlines_as_read(), opened.outlines()].map(|outlines| outlines.unwrap().unwrap());
        let ([read, projected], [read_again, projected_again]) = (both(), both());
        assert!(Arc::ptr_eq(&read, &read_again) && Arc::ptr_eq(&projected, &projected_again));
        assert_eq!(read.places().unwrap().n_shapes(), projected.places().unwrap().n_shapes());
    }

    // Groups are put together before they are laid out, which leads to the same points, arcs and rings.
    #[test]
    fn areas_are_laid_out_as_their_places_are() {
        let opened = open_study(&StudySource::Reference).unwrap();
        let outlines = opened.outlines().unwrap().unwrap();
        let places = outlines.places().unwrap();
        for scheme in &opened.study.schemes {
            let group_of: Vec<Option<usize>> = scheme.by_place().iter().map(|area| Some(area.index())).collect();
            let (areas, expected) =
                (outlines.of_scheme(scheme).unwrap(), places.dissolve(&group_of, scheme.areas().len()));
            assert!(format!("{areas:?}") == format!("{expected:?}"), "{}", scheme.name());
        }
    }
}
