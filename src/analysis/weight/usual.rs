//! The weights of a study that asks for none: by areas and size, as far as respondents allow.

use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::weight::adjust::{Strata, Units};
use crate::analysis::weight::classes::FEWEST;
use crate::model::survey::auxiliary::{MACRO_AREA, POPULATION, RESIDENTS, SIZE_CLASS};
use crate::model::survey::formula::{Factor, Term};

/// What weights are made by where the study does not say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Usual {
    /// The strata of post-stratification.
    pub(crate) strata: Option<Term>,
    /// The margins of raking.
    pub(crate) margins: Vec<Term>,
    /// The totals of calibration.
    pub(crate) totals: Vec<Term>,
    /// What entropy balancing balances.
    pub(crate) moments: Vec<Term>,
}

impl Usual {
    /// Areas (those of the first declared scheme, else ISTAT's five, else the first category) by size class where every cell has two
    /// respondents, else areas alone; raking to both; calibration to areas and residents;
    /// areas, size and residents balanced.
    pub(crate) fn of(auxiliaries: &Auxiliaries<'_>, collapse: &[Vec<String>], units: Units<'_>) -> Self {
        let strata = |name: &str| {
            let variable = auxiliaries.find(name)?.as_factor(&Factor::plain(name)).ok()?;
            several_levels(&variable).then(|| Strata::of(&variable.collapsed(collapse))).flatten()
        };
        let mut names = std::iter::once(MACRO_AREA).chain(auxiliaries.categories());
        let area = names.find_map(|name| Some((name, strata(name)?)));
        // A class that nobody answered in would leave no weights at all.
        let size = strata(SIZE_CLASS).filter(|size| size.fewest_answered(units) > 0);
        let residents = [RESIDENTS, POPULATION]
            .into_iter()
            .find(|name| auxiliaries.find(name).is_some_and(|residents| residents.n_missing() == 0));
        let by = |name: &str| Term { factors: vec![Factor::plain(name)] };
        let margins = area.as_ref().map(|(name, _)| by(name)).into_iter().chain(size.as_ref().map(|_| by(SIZE_CLASS)));
        let margins: Vec<Term> = margins.collect();
        let both = || {
            let cells = Strata::crossed(&[area.as_ref()?.1.clone(), size.clone()?])?;
            let factors = margins.iter().flat_map(|term| term.factors.clone()).collect();
            (cells.fewest_answered(units) >= FEWEST).then_some(Term { factors })
        };
        let areas_or_size = margins.first().cloned();
        let totals = match (&area, residents) {
            (_, None) => margins.clone(),
            (Some((name, _)), Some(residents)) => vec![by(name), by(residents)],
            (None, Some(residents)) => vec![by(residents)],
        };
        let moments = margins.iter().cloned().chain(residents.map(by)).collect();
        Self { strata: both().or(areas_or_size), margins, totals, moments }
    }
}

fn several_levels(variable: &Variable) -> bool {
    matches!(&variable.values, Values::Levels { levels, .. } if levels.len() > 1)
}
