//! The one door through which exact values leave the analysis whatever was promised to the units.
//!
//! Commands take it where the people of the survey ask for it, and for files that stay with them; the users of the library may take it as
//! they like. Which files of the program name it is a list in the test of the house.

use crate::analysis::basis::input::BiasInput;
use crate::analysis::compare::measures::{Bias, bias};
use crate::analysis::coverage::area::{Allotted, Coverage, coverage};
use crate::analysis::coverage::findings::{Findings, Shown};
use crate::analysis::gate::view::View;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;

/// The view of those who may know everything.
pub fn everything() -> View {
    View::everything()
}

/// Coverage, response and sizes of every area.
pub fn exact_findings(study: &Study) -> Findings {
    Findings::of(study)
}

/// The same with coverage of some of the study's schemes alone, which is what takes time.
pub fn exact_findings_of(study: &Study, schemes: &[&Scheme]) -> Findings {
    Findings::of_shown(study, Shown { schemes, source: None })
}

/// Coverage of every area of every scheme by every source that the study has, in that order.
pub fn exact_coverage(study: &Study, allotted: Option<&Allotted>) -> Vec<Coverage> {
    coverage(study, allotted)
}

/// Every measure, weight and result.
pub fn exact_bias(input: &BiasInput<'_>) -> Bias {
    bias(input)
}
