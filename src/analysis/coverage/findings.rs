//! Everything computed about a study.

use crate::analysis::coverage::area::{Allotted, Coverage, Source};
use crate::analysis::coverage::reconciliation::Reconciliation;
use crate::analysis::coverage::response::Response;
use crate::analysis::coverage::size::CatchmentSizes;
use crate::model::base::count::Residents;
use crate::model::place::population::Ages;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;

/// The coverage that something shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// By these schemes.
    pub schemes: &'a [&'a Scheme],
    /// By this source, or by every one that the study has.
    pub source: Option<Source>,
}

/// Everything that a run computes.
#[derive(Clone, Debug)]
pub struct Findings {
    /// Residents given to units.
    pub allotted: Option<Allotted>,
    /// Coverage of every area.
    pub coverage: Vec<Coverage>,
    /// Frame against census.
    pub reconciliation: Vec<Reconciliation>,
    /// Response in every area.
    pub response: Vec<Response>,
    /// Sizes of catchments by the frame's figures.
    pub sizes: [CatchmentSizes; 2],
    /// Sizes of catchments by census residents.
    pub census_sizes: Option<[CatchmentSizes; 2]>,
}

impl Findings {
    /// Computes everything about a study.
    pub(in crate::analysis) fn of(study: &Study) -> Self {
        Self::of_shown(study, Shown { schemes: &study.schemes.iter().collect::<Vec<_>>(), source: None })
    }

    /// The same with the coverage that is shown alone, which is what takes time.
    pub(in crate::analysis) fn of_shown(study: &Study, Shown { schemes, source }: Shown<'_>) -> Self {
        use crate::analysis::coverage::{area, reconciliation, response, size};
        let allotted = Allotted::of(study);
        let coverage = area::coverage_of_schemes(study, allotted.as_ref(), schemes, source);
        let figures: Vec<Option<Residents>> = study.frame.units().iter().map(|unit| unit.population).collect();
        Self {
            reconciliation: reconciliation::reconciliation(&coverage),
            response: response::response(study, allotted.as_ref().map(|allotted| &allotted.all)),
            sizes: size::catchment_sizes(study, &figures),
            census_sizes: allotted
                .as_ref()
                .map(|allotted| size::catchment_sizes(study, &allotted.by_unit(study, Ages::All))),
            coverage,
            allotted,
        }
    }
}
