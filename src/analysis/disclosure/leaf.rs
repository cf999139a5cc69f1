//! The finest areas: which units may have answered in one, given what is printed of it.

use super::outsider::{Counted, Outsider};
use super::printed::Cell;

/// Areas of at most this many units have every set of them listed.
const LISTED: usize = 16;
/// Places of sums in larger areas.
const PLACES: u64 = 1 << 14;

#[derive(Clone)]
/// The units of a finest area, and how likely each set of them is to be the one that answered.
pub(super) struct Leaf {
    /// Numbers of its units in the frame.
    pub(super) units: Vec<usize>,
    form: Form,
}

#[derive(Clone)]
enum Form {
    /// The probability of each set, a bit a unit.
    Listed(Vec<f64>),
    /// The probability of each unit, and sums once a figure of residents is judged: with one figure alone.
    Many(Vec<f64>, Option<(Counted, Possible)>),
}

/// Possible sums of a figure in an area, in order, each with its probability alone and together with each unit's answer.
#[derive(Clone, Default)]
pub(super) struct Possible {
    pub(super) sums: Vec<u64>,
    pub(super) mass: Vec<f64>,
    /// By unit of the area, one entry a sum.
    pub(super) answered: Vec<Vec<f64>>,
}

impl Possible {
    /// Changes the probability of every sum, and makes them add up to 1. What would leave no sum changes nothing.
    fn weigh(&mut self, weight: impl Fn(u64) -> f64) {
        let weights: Vec<f64> = self.sums.iter().map(|sum| weight(*sum)).collect();
        let total: f64 = self.mass.iter().zip(&weights).map(|(mass, weight)| mass * weight).sum();
        if total <= 0.0 {
            return;
        }
        for masses in std::iter::once(&mut self.mass).chain(&mut self.answered) {
            masses.iter_mut().zip(&weights).for_each(|(mass, weight)| *mass *= weight / total);
        }
    }
}

impl Leaf {
    /// Units that answer independently with one probability.
    pub(super) fn new(units: Vec<usize>, p: f64) -> Self {
        let form = if units.len() <= LISTED {
            let mut sets = vec![1.0];
            for _ in &units {
                let with: Vec<f64> = sets.iter().map(|set| set * p).collect();
                for set in &mut sets {
                    *set *= 1.0 - p;
                }
                sets.extend(with);
            }
            Form::Listed(sets)
        } else {
            Form::Many(vec![p; units.len()], None)
        };
        Self { units, form }
    }

    /// Whether a figure can be judged together with those already printed.
    pub(super) fn can_judge(&self, counted: Counted) -> bool {
        match &self.form {
            Form::Listed(_) => true,
            Form::Many(_, judged) => judged.as_ref().is_none_or(|(other, _)| *other == counted),
        }
    }

    /// Whether no sum is rounded.
    pub(super) fn is_exact(&self) -> bool {
        match &self.form {
            Form::Listed(_) => true,
            Form::Many(..) => false,
        }
    }

    /// The possible sums of a figure.
    pub(super) fn sums(&self, outsider: &Outsider, counted: Counted) -> Possible {
        let sizes: Vec<u64> = self.units.iter().map(|unit| outsider.size(counted, *unit)).collect();
        match &self.form {
            Form::Listed(sets) => listed(&sizes, sets),
            Form::Many(_, Some((judged, sums))) if *judged == counted => sums.clone(),
            Form::Many(p, _) => many(&sizes, p),
        }
    }

    /// The sum, the units as bits in the order of the area's, and the probability of every set; nothing in areas that are not listed.
    pub(super) fn sets(&self, outsider: &Outsider, counted: Counted) -> impl Iterator<Item = (u64, usize, f64)> {
        let sizes: Vec<u64> = self.units.iter().map(|unit| outsider.size(counted, *unit)).collect();
        let sets: &[f64] = match &self.form {
            Form::Listed(sets) => sets,
            Form::Many(..) => &[],
        };
        let sums = if sets.is_empty() { Vec::new() } else { set_sums(&sizes) };
        sums.into_iter().zip(sets).enumerate().map(|(set, (sum, probability))| (sum, set, *probability))
    }

    /// Changes the probability of every sum of a figure by what is told of it.
    pub(super) fn weigh(&mut self, outsider: &Outsider, counted: Counted, weight: impl Fn(u64) -> f64) {
        let sizes: Vec<u64> = self.units.iter().map(|unit| outsider.size(counted, *unit)).collect();
        match &mut self.form {
            Form::Listed(sets) => {
                let weighed: Vec<f64> =
                    set_sums(&sizes).into_iter().zip(&*sets).map(|(sum, set)| set * weight(sum)).collect();
                let total: f64 = weighed.iter().sum();
                if total > 0.0 {
                    *sets = weighed.into_iter().map(|set| set / total).collect();
                }
            }
            Form::Many(p, judged) => {
                let mut sums = match judged.take() {
                    Some((other, sums)) if other == counted => sums,
                    Some(_) | None => many(&sizes, p),
                };
                sums.weigh(weight);
                match counted {
                    // Each unit answered with the share of units expected to have answered.
                    Counted::Units => {
                        let expected: f64 = sums.sums.iter().zip(&sums.mass).map(|(n, mass)| *n as f64 * mass).sum();
                        let share = expected / sizes.len() as f64;
                        p.fill(share);
                    }
                    Counted::Residents(_) => *judged = Some((counted, sums)),
                }
            }
        }
    }

    /// Mean and variance of `Σ r_i e_i` over the units of the area, `e` by unit of the frame.
    pub(super) fn moments(&self, e: &[f64]) -> (f64, f64) {
        let of_units: Vec<f64> = self.units.iter().map(|unit| e[*unit]).collect();
        match &self.form {
            Form::Listed(sets) => {
                let sums = set_sums(&of_units);
                let mean: f64 = sums.iter().zip(sets).map(|(sum, set)| sum * set).sum();
                (mean, sums.iter().zip(sets).map(|(sum, set)| (sum - mean).powi(2) * set).sum())
            }
            Form::Many(p, _) => {
                let mean = of_units.iter().zip(p).map(|(e, p)| e * p).sum();
                (mean, of_units.iter().zip(p).map(|(e, p)| e * e * p * (1.0 - p)).sum())
            }
        }
    }

    /// Weighs in how much `Σ r_i e_i` departs from its mean, when that of units elsewhere, which make up for it, has a variance.
    pub(super) fn weigh_spread(&mut self, e: &[f64], mean: f64, variance: f64) {
        let of_units: Vec<f64> = self.units.iter().map(|unit| e[*unit]).collect();
        match &mut self.form {
            Form::Listed(sets) => {
                let density = |own: f64| (-(own - mean).powi(2) / (2.0 * variance)).exp();
                for (own, set) in set_sums(&of_units).into_iter().zip(sets.iter_mut()) {
                    *set *= density(own);
                }
                let total: f64 = sets.iter().sum();
                for set in sets {
                    *set /= total;
                }
            }
            Form::Many(..) => {}
        }
    }

    /// Multiplies the odds of every unit by `exp(tilt)`.
    pub(super) fn tilt(&mut self, tilt: f64) {
        let odds = tilt.exp();
        match &mut self.form {
            Form::Listed(sets) => {
                let mut weights = vec![1.0];
                for _ in &self.units {
                    let with: Vec<f64> = weights.iter().map(|weight| weight * odds).collect();
                    weights.extend(with);
                }
                sets.iter_mut().zip(weights).for_each(|(set, weight)| *set *= weight);
                let total: f64 = sets.iter().sum();
                for set in sets {
                    *set /= total;
                }
            }
            Form::Many(p, judged) => {
                for p in p {
                    *p = *p * odds / (1.0 - *p + *p * odds);
                }
                *judged = None;
            }
        }
    }

    /// Keeps the sums of some cells.
    pub(super) fn apply(&mut self, outsider: &Outsider, counted: Counted, cells: &[Cell]) {
        self.weigh(outsider, counted, |sum| if Cell::any_holds(cells, sum) { 1.0 } else { 0.0 });
    }
}

/// The sum of each set, a bit a unit.
fn set_sums<N: Copy + Default + std::ops::Add<Output = N>>(sizes: &[N]) -> Vec<N> {
    let mut sums = vec![N::default()];
    for size in sizes {
        let with: Vec<N> = sums.iter().map(|sum| *sum + *size).collect();
        sums.extend(with);
    }
    sums
}

fn listed(sizes: &[u64], sets: &[f64]) -> Possible {
    let mut found: Vec<(u64, usize)> = set_sums(sizes)
        .into_iter()
        .enumerate()
        .map(|(set, sum)| (sum, set))
        .filter(|(_, set)| sets[*set] > 0.0)
        .collect();
    found.sort_unstable();
    let mut sums = Possible { answered: vec![Vec::new(); sizes.len()], ..Possible::default() };
    for (sum, set) in found {
        if sums.sums.last() != Some(&sum) {
            sums.sums.push(sum);
            sums.mass.push(0.0);
            sums.answered.iter_mut().for_each(|answered| answered.push(0.0));
        }
        let last = sums.sums.len() - 1;
        sums.mass[last] += sets[set];
        let of_unit = sums.answered.iter_mut().enumerate();
        of_unit.filter(|(unit, _)| set >> unit & 1 == 1).for_each(|(_, answered)| answered[last] += sets[set]);
    }
    sums
}

/// Possible by the shift algorithm, of sizes rounded to a step where residents are many.
fn many(sizes: &[u64], p: &[f64]) -> Possible {
    let step = sizes.iter().sum::<u64>().div_ceil(PLACES).max(1);
    let places: Vec<usize> =
        sizes.iter().map(|size| usize::try_from((size + step / 2) / step).unwrap_or(usize::MAX)).collect();
    let length = places.iter().sum::<usize>() + 1;
    let mut nobody = vec![0.0; length];
    nobody[0] = 1.0;
    let mut others: Vec<Vec<f64>> = Vec::new();
    let units: Vec<(usize, f64)> = places.iter().copied().zip(p.iter().copied()).collect();
    without_each(&units, nobody, &mut others);
    let mut mass = others[0].clone();
    shift(&mut mass, places[0], p[0]);
    // In the memory of the sums without each unit, of which there is one list a unit.
    for (others, (&place, p)) in others.iter_mut().zip(places.iter().zip(p)) {
        for at in (0..length).rev() {
            others[at] = if at < place { 0.0 } else { p * others[at - place] };
        }
    }
    Possible { sums: (0..length).map(|at| at as u64 * step).collect(), mass, answered: others }
}

/// Lets a unit of a size answer with a probability.
fn shift(mass: &mut [f64], place: usize, p: f64) {
    for at in (0..mass.len()).rev() {
        let with = if at < place { 0.0 } else { mass[at - place] };
        mass[at] = (1.0 - p) * mass[at] + p * with;
    }
}

/// The sums of all units but each one, in order: halves of the units are put in turn.
fn without_each(units: &[(usize, f64)], others: Vec<f64>, found: &mut Vec<Vec<f64>>) {
    if units.len() < 2 {
        found.push(others);
        return;
    }
    let (first, second) = units.split_at(units.len() / 2);
    let with = |half: &[(usize, f64)]| {
        let mut mass = others.clone();
        for (place, p) in half {
            shift(&mut mass, *place, *p);
        }
        mass
    };
    without_each(first, with(second), found);
    without_each(second, with(first), found);
}
