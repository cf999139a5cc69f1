//! What could not be read well enough for others to be looked at by it: what they do not find may be what was lost.

use std::collections::BTreeSet;

use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};

/// What is missing of a study for a look at its other files.
#[derive(Default)]
pub(crate) struct Doubts {
    /// Codes of the territory that could not be read.
    pub(crate) codes: Lost,
    /// Identifiers of units that could not be read.
    pub(crate) ids: Lost,
}

/// How many could not be read, and from which problem on others may not find them.
#[derive(Default)]
pub(crate) struct Lost {
    count: usize,
    from: usize,
}

impl Doubts {
    /// Whether anything is missing.
    pub(crate) fn are_any(&self) -> bool {
        self.codes.count > 0 || self.ids.count > 0
    }

    /// Takes away problems that may only follow from what was lost.
    pub(crate) fn forgive(&self, problems: &mut Vec<Remark>) {
        self.codes.forgive(problems, |kind| matches!(kind, Kind::Code | Kind::Vintage | Kind::Territory));
        self.ids.forgive(problems, |kind| kind == Kind::Unit);
    }
}

impl Lost {
    /// So many lost, before any further problem.
    pub(crate) fn here(count: usize, problems: &Problems) -> Self {
        Self { count, from: problems.0.len() }
    }

    /// Takes away what others do not find, unless that is more than was lost.
    fn forgive(&self, problems: &mut Vec<Remark>, is_unknown: impl Fn(Kind) -> bool) {
        if self.count == 0 {
            return;
        }
        let follows = |number: usize, told: &Remark| number >= self.from && is_unknown(told.kind);
        let found = problems.iter().enumerate().filter(|(number, told)| follows(*number, told));
        let different: BTreeSet<&str> = found.map(|(_, told)| told.message.as_str()).collect();
        if different.len() > self.count {
            return;
        }
        let mut number = 0;
        problems.retain(|told| {
            number += 1;
            !follows(number - 1, told)
        });
    }
}
