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
    /// Pairs of units, one of which may look and know its own answer.
    pairs: Vec<(usize, usize)>,
    mass: Vec<f64>,
    /// By slice, one entry a unit, then one a pair for both.
    answered: Vec<f64>,
}

/// Several slices together.
#[derive(Clone)]
pub(super) struct Slices {
    pub(super) mass: f64,
    /// One entry a unit, then one a pair for both.
    pub(super) answered: Vec<f64>,
}

/// What every unit's probability, also to a unit that knows its own answer, has to keep to.
pub(super) struct Bounds {
    /// By unit, the lowest and highest.
    pub(super) units: Vec<(f64, f64)>,
    pub(super) pairs: Vec<(usize, usize)>,
}

impl Profile {
    pub(super) fn new(whole: u64, finest: Step, exact: bool, units: usize, pairs: Vec<(usize, usize)>) -> Self {
        let width = units + pairs.len();
        let slices = finest.slices(whole);
        Self {
            whole,
            finest: Some(finest),
            exact,
            units,
            mass: vec![0.0; slices],
            pairs,
            answered: vec![0.0; slices * width],
        }
    }

    /// Adds to a slice its probability, and lets `add` add those together with each unit's answer.
    pub(super) fn add(&mut self, slice: usize, mass: f64, add: impl FnOnce(&mut [f64])) {
        let slice = slice.min(self.mass.len() - 1);
        self.mass[slice] += mass;
        let width = self.width();
        add(&mut self.answered[slice * width..(slice + 1) * width]);
    }

    /// Entries of a slice.
    fn width(&self) -> usize {
        self.units + self.pairs.len()
    }

    /// Pairs of units, one of which may look.
    pub(super) fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// The classes of a step.
    pub(super) fn classes(&self, step: Step) -> Vec<Slices> {
        let none = Slices { mass: 0.0, answered: vec![0.0; self.width()] };
        let mut classes = vec![none; step.classes(self.whole)];
        for (slice, mass) in self.mass.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
            let class = &mut classes[step.class(slice)];
            class.mass += mass;
            let answered = &self.answered[slice * self.width()..(slice + 1) * self.width()];
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

    /// By how much probabilities lie beyond their bounds, in all.
    pub(super) fn lacks(&self, bounds: &Bounds) -> f64 {
        let lack = |mass: f64, answered: f64, (low, high): (f64, f64)| {
            (low * mass - answered).max(answered - high * mass).max(0.0)
        };
        let units = self.answered.iter().zip(&bounds.units).map(|(answered, unit)| lack(self.mass, *answered, *unit));
        let pairs = self.answered[bounds.units.len()..].iter().zip(&bounds.pairs).map(|(both, (one, other))| {
            let of_one = |looks: usize, looked_at: usize| {
                let bounds = bounds.units[looked_at];
                let (looks, looked_at) = (self.answered[looks], self.answered[looked_at]);
                lack(looks, *both, bounds) + lack(self.mass - looks, looked_at - both, bounds)
            };
            of_one(*one, *other) + of_one(*other, *one)
        });
        units.sum::<f64>() + pairs.sum::<f64>()
    }

    /// Whether every probability lies inside its bounds.
    pub(super) fn is_safe(&self, bounds: &Bounds) -> bool {
        let inside = |mass: f64, answered: f64, (low, high): (f64, f64)| (low * mass..=high * mass).contains(&answered);
        let mut units = self.answered.iter().zip(&bounds.units);
        units.all(|(answered, unit)| inside(self.mass, *answered, *unit))
            && (bounds.pairs.is_empty() || self.lacks(bounds) <= 0.0)
    }
}
