//! Large frames: probabilities passed up and down the tree of areas.

use rayon::prelude::*;

use super::branch::{Branch, branches};
use super::leaf::Leaf;
use super::outsider::{Counted, Figure, Outsider};
use super::printed::{Cell, Step};
use super::profile::Profile;

/// Places of sums in the whole, of frames of up to [`SMALL`] units and of larger ones.
const PLACES: [u64; 2] = [4096, 2048];
const SMALL: usize = 300;
/// A step of a figure of several areas is as wide as this many places, or is not taken.
const RESOLVED: f64 = 2.0;

/// What is known of one figure, with those before it weighed in area by area.
///
/// # Formula
/// Up the tree, `P(S = s, cells inside)` of an area is the convolution of its parts, times its own cell; down,
/// `P(cells outside | S = s)` is the correlation of its sister with what stands above. The same with each unit's answer, inside and outside.
///
/// # Source
/// Pearl (1988), *Probabilistic Reasoning in Intelligent Systems*, chapter 4.
pub(super) struct Messages<'a> {
    outsider: &'a Outsider,
    figure: &'a Figure,
    branches: Vec<Branch>,
    /// Sums are told apart by this many residents.
    grid: u64,
    /// Whether nothing was weighed in area by area before.
    alone: bool,
    /// Whether units' answers go along, inside areas of several.
    with_units: bool,
    /// By branch, its own cells, one of which holds the sum; none where nothing is told.
    cells: Vec<Vec<Cell>>,
    up: Vec<Option<Joint>>,
    down: Vec<Option<Joint>>,
}

/// Probabilities by place, alone and together with units' answers.
#[derive(Clone, Default)]
struct Joint {
    mass: Vec<f64>,
    /// Numbers of the units.
    units: Vec<usize>,
    answered: Vec<Vec<f64>>,
}

impl Joint {
    /// Of the size of 1 at the most, so that nothing vanishes in long products.
    fn scale(&mut self) {
        let most = self.mass.iter().copied().fold(0.0, f64::max);
        if most > 0.0 {
            for masses in std::iter::once(&mut self.mass).chain(&mut self.answered) {
                for mass in masses {
                    *mass /= most;
                }
            }
        }
    }

    /// Multiplies every place by a weight.
    fn weigh(&mut self, weights: &[f64]) {
        for masses in std::iter::once(&mut self.mass).chain(&mut self.answered) {
            masses.iter_mut().zip(weights).for_each(|(mass, weight)| *mass *= weight);
        }
    }
}

/// Of the sum of two independent parts.
fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; a.len() + b.len() - 1];
    for (at, mass) in a.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
        sum[at..at + b.len()].iter_mut().zip(b).for_each(|(sum, other)| *sum += mass * other);
    }
    sum
}

/// `Σ_t sister[t] whole[t + s]` for the first places `s`.
fn correlate(sister: &[f64], whole: &[f64], places: usize) -> Vec<f64> {
    let mut sum = vec![0.0; places];
    for (at, mass) in sister.iter().enumerate().filter(|(_, mass)| **mass > 0.0) {
        sum.iter_mut().zip(&whole[at..]).for_each(|(sum, other)| *sum += mass * other);
    }
    sum
}

impl<'a> Messages<'a> {
    pub(super) fn new(outsider: &'a Outsider, figure: &'a Figure, leaves: &[Leaf], alone: bool) -> Self {
        let branches = branches(&figure.tree);
        let places = PLACES[usize::from(outsider.units() > SMALL)];
        let total: u64 = (0..outsider.units()).map(|unit| outsider.size(figure.counted, unit)).sum();
        let grid = total.div_ceil(places).max(1);
        let none = || branches.iter().map(|_| None).collect::<Vec<Option<Joint>>>();
        let (up, down) = (none(), none());
        let cells = vec![Vec::new(); branches.len()];
        let mut messages = Self { outsider, figure, branches, grid, alone, with_units: true, cells, up, down };
        for branch in 0..messages.branches.len() {
            if messages.branches[branch].parts.is_empty() {
                messages.up[branch] = Some(messages.on_grid(branch, leaves));
            }
        }
        messages
    }

    /// Of sums alone.
    pub(super) fn of_sums(outsider: &'a Outsider, figure: &'a Figure, leaves: &[Leaf]) -> Self {
        Self { with_units: false, ..Self::new(outsider, figure, leaves, false) }
    }

    fn place(&self, sum: u64) -> usize {
        usize::try_from((sum + self.grid / 2) / self.grid).unwrap_or(usize::MAX)
    }

    fn branch_of(&self, area: usize) -> usize {
        self.branches.iter().position(|branch| branch.area == Some(area)).unwrap_or_default()
    }

    fn leaf_at(&self, branch: usize) -> usize {
        self.branches[branch].area.unwrap_or_default()
    }

    /// A finest area's sums on the grid.
    fn on_grid(&self, branch: usize, leaves: &[Leaf]) -> Joint {
        let leaf = &leaves[self.leaf_at(branch)];
        let sums = leaf.sums(self.outsider, self.figure.counted);
        let most: u64 = leaf.units.iter().map(|unit| self.outsider.size(self.figure.counted, *unit)).sum();
        let length = self.place(most.max(sums.sums.last().copied().unwrap_or_default())) + 1;
        let places: Vec<usize> = sums.sums.iter().map(|sum| self.place(*sum)).collect();
        let gather = |masses: &[f64]| {
            let mut by_place = vec![0.0; length];
            places.iter().zip(masses).for_each(|(place, mass)| by_place[*place] += mass);
            by_place
        };
        Joint {
            mass: gather(&sums.mass),
            units: leaf.units.clone(),
            answered: sums.answered.iter().map(|answered| gather(answered)).collect(),
        }
    }

    /// The part of each place that some cells hold.
    fn held(&self, cells: &[Cell], length: usize) -> Vec<f64> {
        let grid = self.grid as f64;
        let held = |place: usize, cell: &Cell| {
            let middle = place as f64 * grid;
            let (low, high) = (cell.low as f64 - 0.5, cell.high as f64 + 0.5);
            (((middle + grid / 2.0).min(high) - (middle - grid / 2.0).max(low)) / grid).clamp(0.0, 1.0)
        };
        (0..length).map(|place| cells.iter().map(|cell| held(place, cell)).sum::<f64>().min(1.0)).collect()
    }

    /// Makes the message of a branch to what it lies in.
    fn ensure_up(&mut self, branch: usize) {
        if self.up[branch].is_some() {
            return;
        }
        let parts = self.branches[branch].parts.clone();
        for part in &parts {
            self.ensure_up(*part);
        }
        let joints: Vec<&Joint> = parts.iter().filter_map(|part| self.up[*part].as_ref()).collect();
        let mut joint = match joints[..] {
            [first, second] if !self.with_units => {
                Joint { mass: convolve(&first.mass, &second.mass), ..Joint::default() }
            }
            [first, second] => {
                let of_first = first.answered.par_iter().map(|answered| convolve(answered, &second.mass));
                let of_second = second.answered.par_iter().map(|answered| convolve(answered, &first.mass));
                Joint {
                    mass: convolve(&first.mass, &second.mass),
                    units: [&first.units[..], &second.units].concat(),
                    answered: of_first.chain(of_second).collect(),
                }
            }
            [only] => only.clone(),
            _ => Joint { mass: vec![1.0], ..Joint::default() },
        };
        if !self.cells[branch].is_empty() {
            joint.weigh(&self.held(&self.cells[branch], joint.mass.len()));
        }
        joint.scale();
        self.up[branch] = Some(joint);
    }

    /// Makes the message to a branch from all that it does not hold, with the answers of the units there if they are wanted.
    fn ensure_down(&mut self, branch: usize, with_units: bool) {
        if self.down[branch].is_some() {
            return;
        }
        let Some(parent) = self.branches[branch].parent else {
            self.ensure_up(branch);
            let places = self.up[branch].as_ref().map_or(1, |up| up.mass.len());
            self.down[branch] = Some(Joint { mass: vec![1.0; places], ..Joint::default() });
            return;
        };
        self.ensure_down(parent, with_units);
        let sister = self.branches[parent].parts.iter().copied().find(|part| *part != branch);
        self.ensure_up(branch);
        if let Some(sister) = sister {
            self.ensure_up(sister);
        }
        let (Some(own), Some(above)) = (&self.up[branch], &self.down[parent]) else { return };
        let mut above = above.clone();
        if !self.cells[parent].is_empty() {
            above.weigh(&self.held(&self.cells[parent], above.mass.len()));
        }
        let places = own.mass.len();
        let mut joint = match sister.and_then(|sister| self.up[sister].as_ref()) {
            Some(sister) => {
                let mut joint = Joint { mass: correlate(&sister.mass, &above.mass, places), ..Joint::default() };
                if with_units {
                    let beside = sister.answered.par_iter().map(|answered| correlate(answered, &above.mass, places));
                    let beyond = above.answered.par_iter().map(|answered| correlate(&sister.mass, answered, places));
                    joint.answered = beside.chain(beyond).collect();
                    joint.units = [&sister.units[..], &above.units].concat();
                }
                joint
            }
            None => above,
        };
        joint.scale();
        self.down[branch] = Some(joint);
    }

    /// The finest step of an area's figure that the grid resolves.
    fn finest(&self, branch: usize, leaves: &[Leaf]) -> Option<Step> {
        let area = self.leaf_at(branch);
        let whole = self.figure.wholes[area];
        let is_leaf = self.branches[branch].parts.is_empty();
        if is_leaf && !leaves[area].can_judge(self.figure.counted) {
            return None;
        }
        if self.figure.counted == Counted::Units {
            return Some(Step::Unit);
        }
        let fits = |step: &&Step| {
            is_leaf || self.grid == 1 || step.points(whole) / 100.0 * whole as f64 >= RESOLVED * self.grid as f64
        };
        Step::SHARES.iter().find(fits).copied()
    }

    /// What every sum of an area's figure would say.
    pub(super) fn profile(&mut self, area: usize, leaves: &[Leaf]) -> Profile {
        let branch = self.branch_of(area);
        let whole = self.figure.wholes[area];
        let step = if self.figure.counted == Counted::Units { Step::Unit } else { Step::Tenth };
        let exact = self.alone && self.grid == 1 && leaves.iter().all(Leaf::is_exact);
        let listed = self.branches[branch].parts.is_empty() && leaves[area].is_exact();
        let pairs = if listed { self.outsider.pairs(&leaves[area].units) } else { Vec::new() };
        let n_units = self.outsider.units();
        let mut profile = Profile::new(whole, step, exact, n_units, pairs.clone());
        profile.finest = self.finest(branch, leaves);
        if profile.finest.is_none() {
            return profile;
        }
        self.ensure_down(branch, true);
        self.ensure_up(branch);
        let (Some(up), Some(down)) = (&self.up[branch], &self.down[branch]) else { return profile };
        if self.branches[branch].parts.is_empty() {
            let sums = leaves[area].sums(self.outsider, self.figure.counted);
            for (at, sum) in sums.sums.iter().enumerate().filter(|(at, _)| sums.mass[*at] > 0.0) {
                let place = self.place(*sum).min(down.mass.len() - 1);
                let outside = down.mass[place];
                profile.add(step.slice(*sum, whole), sums.mass[at] * outside, |answered| {
                    for (unit, mass) in leaves[area].units.iter().zip(&sums.answered) {
                        answered[*unit] += mass[at] * outside;
                    }
                    for (unit, mass) in down.units.iter().zip(&down.answered) {
                        answered[*unit] += sums.mass[at] * mass[place];
                    }
                });
            }
            if !pairs.is_empty() {
                let members = leaves[area].units.len();
                let bits =
                    (0..members).flat_map(|one| (one + 1..members).map(move |other| 1_usize << one | 1 << other));
                let bits: Vec<usize> = bits.collect();
                for (sum, set, probability) in leaves[area].sets(self.outsider, self.figure.counted) {
                    let mass = probability * down.mass[self.place(sum).min(down.mass.len() - 1)];
                    profile.add(step.slice(sum, whole), 0.0, |answered| {
                        let both = answered[n_units..].iter_mut().zip(&bits);
                        both.filter(|(_, bits)| set & *bits == **bits).for_each(|(both, _)| *both += mass);
                    });
                }
            }
        } else {
            for place in (0..up.mass.len()).filter(|place| up.mass[*place] > 0.0) {
                for (slice, part) in self.slices(place, step, whole) {
                    let (inside, outside) = (up.mass[place] * part, down.mass[place] * part);
                    profile.add(slice, inside * down.mass[place], |answered| {
                        for (unit, mass) in up.units.iter().zip(&up.answered) {
                            answered[*unit] += mass[place] * outside;
                        }
                        for (unit, mass) in down.units.iter().zip(&down.answered) {
                            answered[*unit] += inside * mass[place];
                        }
                    });
                }
            }
        }
        profile
    }

    /// The slices that a place reaches into, and the part of it in each.
    fn slices(&self, place: usize, step: Step, whole: u64) -> Vec<(usize, f64)> {
        let middle = place as u64 * self.grid;
        let (low, high) = (middle.saturating_sub(self.grid / 2).min(whole), (middle + (self.grid - 1) / 2).min(whole));
        let (first, last) = (step.slice(low, whole), step.slice(high, whole));
        let width = whole as f64 / (step.slices(whole) - 1) as f64;
        let ends = |slice: usize| {
            let (from, to) = (slice as f64 * width, (slice + 1) as f64 * width);
            (to.min(high as f64) - from.max(low as f64)).max(0.0)
        };
        if first == last {
            return vec![(first, 1.0)];
        }
        let parts: Vec<(usize, f64)> = (first..=last).map(|slice| (slice, ends(slice))).collect();
        let total: f64 = parts.iter().map(|(_, part)| part).sum();
        parts.into_iter().map(|(slice, part)| (slice, part / total)).collect()
    }

    /// Keeps what agrees with one of some cells of an area.
    pub(super) fn apply(&mut self, area: usize, cells: &[Cell], leaves: &mut [Leaf]) {
        let branch = self.branch_of(area);
        if self.branches[branch].parts.is_empty() {
            leaves[area].apply(self.outsider, self.figure.counted, cells);
            self.up[branch] = Some(self.on_grid(branch, leaves));
        } else {
            self.cells[branch] = cells.to_vec();
            self.up[branch] = None;
        }
        let mut above = vec![branch];
        while let Some(parent) = above.last().and_then(|branch| self.branches[*branch].parent) {
            self.up[parent] = None;
            above.push(parent);
        }
        // What reaches the branch itself and those that hold it comes from elsewhere.
        for other in (0..self.branches.len()).filter(|other| !above.contains(other)) {
            self.down[other] = None;
        }
    }

    /// Forgets messages from outside that lack the answers of units there.
    fn forget_down(&mut self) {
        self.down.iter_mut().for_each(|down| *down = None);
    }

    /// Weighs all that is printed of the figure into each finest area by itself, for the figures after it.
    pub(super) fn finish(mut self, leaves: &mut [Leaf]) {
        self.forget_down();
        for branch in 0..self.branches.len() {
            if self.branches[branch].parts.is_empty() {
                self.ensure_down(branch, false);
                let area = self.leaf_at(branch);
                let Some(down) = &self.down[branch] else { continue };
                leaves[area].weigh(self.outsider, self.figure.counted, |sum| {
                    down.mass[self.place(sum).min(down.mass.len() - 1)]
                });
            }
        }
    }

    /// The probability that each unit answered.
    pub(super) fn posterior(&mut self, leaves: &[Leaf]) -> Vec<f64> {
        self.forget_down();
        let mut posterior = vec![0.0; self.outsider.units()];
        for branch in 0..self.branches.len() {
            if self.branches[branch].parts.is_empty() {
                self.ensure_down(branch, false);
                self.ensure_up(branch);
                let (Some(up), Some(down)) = (&self.up[branch], &self.down[branch]) else { continue };
                let with = |masses: &[f64]| -> f64 { masses.iter().zip(&down.mass).map(|(up, down)| up * down).sum() };
                let total = with(&up.mass);
                for (unit, answered) in leaves[self.leaf_at(branch)].units.iter().zip(&up.answered) {
                    posterior[*unit] = with(answered) / total;
                }
            }
        }
        posterior
    }
}
