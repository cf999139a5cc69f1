//! What every possible sum of a figure would say about every unit.

use super::printed::Step;

/// Probabilities of a figure's slices, alone and together with each unit's answer, given all that is printed so far.
pub(super) struct Profile {
    /// All that could be counted.
    pub(super) whole: u64,
    /// The finest step whose classes are resolved; `None` when the figure cannot be judged.
    pub(super) finest: Option<Step>,
    /// Whether probabilities are exact, or sums were rounded to a grid.
    pub(super) exact: bool,
    units: usize,
    mass: Vec<f64>,
    /// By slice, one entry a unit.
    answered: Vec<f64>,
}

/// Several slices together.
#[derive(Clone)]
pub(super) struct Slices {
    pub(super) mass: f64,
    pub(super) answered: Vec<f64>,
}

impl Profile {
    pub(super) fn new(whole: u64, finest: Step, exact: bool, units: usize) -> Self {
        let slices = finest.slices(whole);
        Self { whole, finest: Some(finest), exact, units, mass: vec![0.0; slices], answered: vec![0.0; slices * units] }
    }

    /// Adds to a slice its probability, and lets `add` add those together with each unit's answer.
    pub(super) fn add(&mut self, slice: usize, mass: f64, add: impl FnOnce(&mut [f64])) {
        let slice = slice.min(self.mass.len() - 1);
        self.mass[slice] += mass;
        add(&mut self.answered[slice * self.units..(slice + 1) * self.units]);
    }

    /// The classes of a step.
    pub(super) fn classes(&self, step: Step) -> Vec<Slices> {
        let none = Slices { mass: 0.0, answered: vec![0.0; self.units] };
        let mut classes = vec![none; step.classes(self.whole)];
        for (slice, mass) in self.mass.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            let class = &mut classes[step.class(slice)];
            class.mass += mass;
            let answered = &self.answered[slice * self.units..(slice + 1) * self.units];
            class.answered.iter_mut().zip(answered).for_each(|(sum, answered)| *sum += answered);
        }
        classes
    }
}

impl Slices {
    /// Puts others to these.
    pub(super) fn join(&mut self, other: &Self) {
        if other.mass > 0.0 {
            self.mass += other.mass;
            self.answered.iter_mut().zip(&other.answered).for_each(|(sum, answered)| *sum += answered);
        }
    }

    /// By how much units' probabilities lie beyond their bounds, in all.
    pub(super) fn lacks(&self, bounds: &[(f64, f64)]) -> f64 {
        let lack = |(answered, (low, high)): (&f64, &(f64, f64))| {
            (low * self.mass - answered).max(answered - high * self.mass).max(0.0)
        };
        self.answered.iter().zip(bounds).map(lack).sum()
    }

    /// Whether every unit's probability lies inside its bounds.
    pub(super) fn is_safe(&self, bounds: &[(f64, f64)]) -> bool {
        let inside =
            |(answered, (low, high)): (&f64, &(f64, f64))| (low * self.mass..=high * self.mass).contains(answered);
        self.answered.iter().zip(bounds).all(inside)
    }
}
