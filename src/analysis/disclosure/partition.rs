//! The classes in which a figure may be printed, chosen before the answers are looked at.

use super::outsider::{Figure, Outsider};
use super::printed::{Cell, Printed, Step, WhyWithheld};
use super::profile::{Bounds, Profile, Slices};

/// Where sums were rounded, probabilities keep this far from the bounds.
const MARGIN: f64 = 0.04;
/// An area's own figure leaves its units this much room for what later figures of other areas say of them; one of several areas leaves twice
/// as much.
const ROOM: f64 = 0.01;
/// Room for the rounding of machine numbers.
const ROUNDING: f64 = 1e-9;
/// Where sums were rounded, what is less likely than this may hold sums that were not seen, and does not stand alone.
const SEEN: f64 = 1e-6;
/// The finest step is taken with which a value is at least this likely to be printed.
const MOSTLY: f64 = 0.9;
/// The widest range that is printed, in per cent.
const WIDEST: f64 = 10.0;
/// A range up to this width is worth a value, in per cent.
const NARROW: f64 = 10.0;
/// What a withheld figure costs, as if it were printed with this width.
const WITHHELD: f64 = 60.0;
/// Nothing is printed that is less likely than this to be worth reading.
const LEAST: f64 = 0.05;

/// The sums of a figure cut into cells, each of which tells nobody's answer.
///
/// # Formula
/// With `c` the certainty, classes may stand together in a cell if `1 − c ≤ P(r_i = 1 | cell, all cells printed so far) ≤ c` for every unit
/// `i` of the frame. Classes that are safe are printed as they are, or with neighbours as a range; all others are withheld together, and
/// printed ones with them until to be withheld tells nobody's answer either. The step is the finest with which a value comes up in nine of
/// ten cases, else the one that prints most.
///
/// The cut is a function of what everybody knows and of the cells already told. So who knows the rule learns the cell and nothing else.
pub(super) struct Partition {
    step: Step,
    whole: u64,
    cut: Cut,
}

/// A cut of classes and how good it is.
struct Cut {
    /// First and last class of every printed cell.
    runs: Vec<(usize, usize)>,
    /// Probability that one class is printed.
    single: f64,
    /// Probability of what is printed, wide ranges counting half.
    worth: f64,
}

impl Partition {
    /// Chooses it, or says why nothing is printed whatever the answers are.
    pub(super) fn of(
        profile: &Profile,
        outsider: &Outsider,
        figure: &Figure,
        area: usize,
    ) -> Result<Self, WhyWithheld> {
        if profile.whole == 0 {
            return Err(WhyWithheld::Empty);
        }
        let finest = profile.finest.ok_or(WhyWithheld::AnotherFigure)?;
        let margin = if profile.exact { ROUNDING } else { MARGIN };
        let room = if figure.tree.is_leaf(area) { ROOM } else { 2.0 * ROOM };
        let units: Vec<(f64, f64)> = (0..outsider.units())
            .map(|unit| outsider.bounds(if outsider.holds(&figure.tree, area, unit) { margin + room } else { margin }))
            .collect();
        let bounds = Bounds { units, pairs: profile.pairs().to_vec() };
        let steps: &[Step] = if finest == Step::Unit { &[Step::Unit] } else { &Step::SHARES };
        let mut best: Option<(Step, Cut)> = None;
        for step in steps.iter().filter(|step| **step >= finest) {
            let judge = Judge {
                classes: profile.classes(*step),
                points: step.points(profile.whole),
                exact: profile.exact,
                bounds: &bounds,
            };
            let Some(cut) = judge.cut() else { continue };
            if cut.single >= MOSTLY {
                best = Some((*step, cut));
                break;
            }
            if best.as_ref().is_none_or(|(_, other)| cut.worth > other.worth + ROUNDING) {
                best = Some((*step, cut));
            }
        }
        match best {
            Some((step, cut)) if cut.worth >= LEAST => Ok(Self { step, whole: profile.whole, cut }),
            Some(_) | None => Err(WhyWithheld::Telling),
        }
    }

    /// How a sum is printed, and the cells that this tells to one who knows the rule.
    pub(super) fn print(&self, sum: u64) -> (Printed, Vec<Cell>) {
        let class = self.step.class(self.step.slice(sum, self.whole));
        let run = self.cut.runs.iter().find(|(first, last)| (*first..=*last).contains(&class));
        if let Some((first, last)) = run {
            let cell = self.step.cell(*first, *last, self.whole);
            let printed = if first == last { Printed::Value(self.step, cell) } else { Printed::Range(self.step, cell) };
            return (printed, vec![cell]);
        }
        // Between the printed ones.
        let mut told = Vec::new();
        let mut next = 0;
        for (first, last) in self.cut.runs.iter().copied().chain([(self.step.classes(self.whole), 0)]) {
            if first > next {
                told.push(self.step.cell(next, first - 1, self.whole));
            }
            next = last + 1;
        }
        (Printed::Withheld(WhyWithheld::Telling), told)
    }
}

/// What is needed to judge cells of one step.
struct Judge<'a> {
    classes: Vec<Slices>,
    /// Width of a class in per cent.
    points: f64,
    exact: bool,
    bounds: &'a Bounds,
}

impl Judge<'_> {
    fn total(&self) -> f64 {
        self.classes.iter().map(|class| class.mass).sum()
    }

    /// Whether a cell may be told.
    fn stands(&self, cell: &Slices, total: f64) -> bool {
        if cell.mass <= 0.0 {
            self.exact
        } else {
            (self.exact || cell.mass >= SEEN * total) && cell.is_safe(self.bounds)
        }
    }

    fn together(&self, (first, last): (usize, usize)) -> Slices {
        let mut cell = self.classes[first].clone();
        self.classes[first + 1..=last].iter().for_each(|class| cell.join(class));
        cell
    }

    /// The best cut; `None` where all is withheld.
    fn cut(&self) -> Option<Cut> {
        let total = self.total();
        let mut runs = self.runs(total);
        self.withhold(&mut runs, total)?;
        let mut cut = Cut { runs, single: 0.0, worth: 0.0 };
        for (first, last) in &cut.runs {
            let share = self.classes[*first..=*last].iter().map(|class| class.mass).sum::<f64>() / total;
            let narrow = first == last || (last - first + 1) as f64 * self.points <= NARROW;
            cut.worth += if narrow { share } else { share / 2.0 };
            cut.single += if first == last { share } else { 0.0 };
        }
        Some(cut)
    }

    /// Runs of classes that may be printed, of the least expected width, by dynamic programming.
    fn runs(&self, total: f64) -> Vec<(usize, usize)> {
        // The least cost of the classes before each, and where the run before it begins; `None` where the class is withheld.
        let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None)];
        for end in 1..=self.classes.len() {
            let mut found = (best[end - 1].0 + self.classes[end - 1].mass / total * WITHHELD, None);
            let mut cell = self.classes[end - 1].clone();
            for first in (0..end).rev() {
                if first + 1 < end {
                    cell.join(&self.classes[first]);
                }
                let width = (end - first) as f64 * self.points;
                if first + 1 < end && (width > WIDEST || self.points < 1.0 && self.classes.len() > 101) {
                    break;
                }
                let cost = best[first].0 + cell.mass / total * width;
                if cell.mass > 0.0 && cost < found.0 && self.stands(&cell, total) {
                    found = (cost, Some(first));
                }
            }
            best.push(found);
        }
        let mut runs = Vec::new();
        let mut end = self.classes.len();
        while end > 0 {
            match best[end].1 {
                Some(first) => {
                    runs.push((first, end - 1));
                    end = first;
                }
                None => end -= 1,
            }
        }
        runs.reverse();
        runs
    }

    /// Takes runs away until what is withheld tells nobody's answer; `None` when none stays.
    fn withhold(&self, runs: &mut Vec<(usize, usize)>, total: f64) -> Option<()> {
        let mut withheld = Slices { mass: 0.0, answered: vec![0.0; self.bounds.units.len() + self.bounds.pairs.len()] };
        for (class, slices) in self.classes.iter().enumerate() {
            if !runs.iter().any(|(first, last)| (*first..=*last).contains(&class)) {
                withheld.join(slices);
            }
        }
        let cells: Vec<Slices> = runs.iter().map(|run| self.together(*run)).collect();
        let mut printed: Vec<usize> = (0..runs.len()).collect();
        let least = if self.exact { 0.0 } else { SEEN * total };
        while withheld.mass > 0.0 && (withheld.mass < least || !withheld.is_safe(self.bounds)) {
            let lacks = withheld.lacks(self.bounds);
            // What takes most of the lack away for the least that is lost.
            let gain = |at: usize| {
                let mut with = withheld.clone();
                with.join(&cells[at]);
                let gained = lacks - with.lacks(self.bounds);
                if withheld.mass < least { 1.0 / cells[at].mass } else { gained / cells[at].mass }
            };
            let gains = printed.iter().enumerate().map(|(order, at)| (order, gain(*at)));
            let (order, gain) = gains.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
            if gain <= 0.0 {
                return None;
            }
            withheld.join(&cells[printed.remove(order)]);
        }
        *runs = printed.into_iter().map(|at| runs[at]).collect();
        (!runs.is_empty()).then_some(())
    }
}
