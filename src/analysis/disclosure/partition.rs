//! The classes in which a figure may be printed, chosen before the answers are looked at.

use super::outsider::{Figure, Outsider};
use super::printed::{Cell, Printed, Step, WhyWithheld};
use super::profile::{Profile, Slices};

/// Where sums were rounded, probabilities keep this far from the bounds.
const MARGIN: f64 = 0.02;
/// An area's own figure leaves its units this much room for what later figures of other areas say of them; one of several areas leaves twice
/// as much.
const ROOM: f64 = 0.02;
/// Room for the rounding of machine numbers.
const ROUNDING: f64 = 1e-9;
/// Where sums were rounded, a class less likely than this may hold sums that were not seen, and does not stand alone.
const SEEN: f64 = 1e-6;
/// The finest step is taken with which single classes are at least this likely.
const MOSTLY_SINGLE: f64 = 0.9;
/// A figure that is expected to be told more coarsely than within these per cent is withheld.
const WIDEST: f64 = 30.0;

/// The sums of a figure cut into neighbouring cells, each of which tells nobody's answer.
///
/// # Formula
/// With `c` the certainty, a run of neighbouring classes is a cell if `1 − c ≤ P(r_i = 1 | cell, all cells printed so far) ≤ c` for every
/// unit `i` of the frame. Among all cuts into cells the one with the smallest expected width is taken, by dynamic programming; the step is the
/// finest with which single classes come up in nine of ten cases, else the one with the smallest expected width.
///
/// The cut is a function of what everybody knows and of the cells already printed. So who knows the rule learns the cell and nothing else.
pub(super) struct Partition {
    step: Step,
    whole: u64,
    /// The first class of every cell.
    firsts: Vec<usize>,
}

/// A cut and how good it is.
struct Cut {
    firsts: Vec<usize>,
    /// Expected width in per cent.
    width: f64,
    /// Probability of a cell that is one class.
    single: f64,
}

impl Partition {
    /// Chooses it, or says why there is none.
    pub(super) fn of(
        profile: &Profile,
        outsider: &Outsider,
        figure: &Figure,
        area: usize,
    ) -> Result<Self, WhyWithheld> {
        if profile.whole == 0 {
            return Err(WhyWithheld::Empty);
        }
        let finest = profile.finest.ok_or(WhyWithheld::AnotherSource)?;
        let margin = if profile.exact { ROUNDING } else { MARGIN };
        let room = if figure.tree.is_leaf(area) { ROOM } else { 2.0 * ROOM };
        let bounds: Vec<(f64, f64)> = (0..outsider.units())
            .map(|unit| outsider.bounds(if outsider.holds(&figure.tree, area, unit) { margin + room } else { margin }))
            .collect();
        let steps: &[Step] = if finest == Step::Unit { &[Step::Unit] } else { &Step::SHARES };
        let mut best: Option<(Step, Cut)> = None;
        for step in steps.iter().filter(|step| **step >= finest) {
            let Some(cut) = cut(&profile.classes(*step), step.points(profile.whole), *step, profile.exact, &bounds)
            else {
                continue;
            };
            if cut.single >= MOSTLY_SINGLE {
                best = Some((*step, cut));
                break;
            }
            if best.as_ref().is_none_or(|(_, other)| cut.width < other.width - ROUNDING) {
                best = Some((*step, cut));
            }
        }
        match best {
            Some((step, cut)) if cut.width <= WIDEST && cut.firsts.len() > 1 => {
                Ok(Self { step, whole: profile.whole, firsts: cut.firsts })
            }
            Some(_) | None => Err(WhyWithheld::Telling),
        }
    }

    /// How a sum is printed.
    pub(super) fn print(&self, sum: u64) -> Printed {
        let class = self.step.class(self.step.slice(sum, self.whole));
        let at = self.firsts.partition_point(|first| *first <= class).saturating_sub(1);
        let first = self.firsts[at];
        let last = self.firsts.get(at + 1).map_or(self.step.classes(self.whole), |next| *next) - 1;
        let cell: Cell = self.step.cell(first, last, self.whole);
        if first == last { Printed::Value(self.step, cell) } else { Printed::Range(self.step, cell) }
    }
}

/// The best cut of a step's classes; `None` where there is none, or only a poor one at the finest step, for which it is not looked for.
fn cut(classes: &[Slices], points: f64, step: Step, exact: bool, bounds: &[(f64, f64)]) -> Option<Cut> {
    let total: f64 = classes.iter().map(|class| class.mass).sum();
    let stands = |cell: &Slices| {
        if cell.mass <= 0.0 { exact } else { (exact || cell.mass >= SEEN * total) && cell.is_safe(bounds) }
    };
    if step == Step::Tenth {
        let single: f64 = classes.iter().filter(|class| stands(class)).map(|class| class.mass).sum();
        if single < MOSTLY_SINGLE * total {
            return None;
        }
    }
    // The least expected width of the classes before each, and where the cell before it begins.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=classes.len() {
        let mut found = (f64::INFINITY, 0);
        let mut cell = classes[end - 1].clone();
        for first in (0..end).rev() {
            if first + 1 < end {
                cell.join(&classes[first]);
            }
            let width = cell.mass / total * points * (end - first) as f64;
            if width >= found.0 {
                break;
            }
            if best[first].0 + width < found.0 && stands(&cell) {
                found = (best[first].0 + width, first);
            }
        }
        best.push(found);
    }
    let width = best[classes.len()].0;
    if !width.is_finite() {
        return None;
    }
    let mut firsts = Vec::new();
    let mut single = 0.0;
    let mut end = classes.len();
    while end > 0 {
        let first = best[end].1;
        if first + 1 == end {
            single += classes[first].mass / total;
        }
        firsts.push(first);
        end = first;
    }
    firsts.reverse();
    Some(Cut { firsts, width, single })
}
