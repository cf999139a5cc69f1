//! Frames with known answers, of which some units answer: how often the interval of every printed result holds the truth.
//!
//! Intervals are made as the rows of `outcomes.csv` are: the same weights, standard errors and choice of interval.

use bacino::analysis::algebra::design::Design;
use bacino::analysis::algebra::logistic::Estimator;
use bacino::analysis::algebra::variable::Variable;
use bacino::analysis::interval::answer::{Sampled, Target};
use bacino::analysis::interval::finite::Interval;
use bacino::analysis::outcome::bounds::sampled_bounds;
use bacino::analysis::propensity::estimated::{Propensities, logistic_propensities};
use bacino::analysis::propensity::standard_error::EstimatedPropensities;
use bacino::analysis::statistic::estimate::WeightedRespondents;
use bacino::analysis::weight::adjust::{Strata, Units, inverse_propensity, poststratify, rake};
use bacino::model::survey::formula::Formula;

/// True shares, in per cent.
pub(crate) const SHARES: [u32; 9] = [2, 5, 10, 30, 50, 70, 90, 95, 98];
/// How many of a hundred units answer.
const RATE: f64 = 0.45;

/// What is estimated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// A share of all units.
    Units,
    /// A share of a third of the units, such as those asked.
    Group,
    /// A share of the residents.
    Residents,
    /// A mean of numbers with a log-normal distribution, skewness 2.9.
    SkewedMean,
    /// Their total.
    SkewedTotal,
    /// The same mean over a third of the units.
    SkewedGroupMean,
    /// A mean of numbers with a log-normal distribution, skewness 6.2.
    VerySkewedMean,
    /// Their total.
    VerySkewedTotal,
}

/// Everything that is estimated: shares at each of [`SHARES`], numbers once.
pub(crate) const ALL: [Of; 8] = [
    Of::Units,
    Of::Group,
    Of::Residents,
    Of::SkewedMean,
    Of::SkewedTotal,
    Of::SkewedGroupMean,
    Of::VerySkewedMean,
    Of::VerySkewedTotal,
];

/// The weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum With {
    /// None: units answer at random.
    Nothing,
    /// By areas: response differs between them.
    Strata,
    /// By areas and sizes: response differs between both.
    Margins,
    /// By a model of areas and sizes: response differs between both.
    Propensities,
}

/// All sets of weights.
pub(crate) const SETS: [With; 4] = [With::Nothing, With::Strata, With::Margins, With::Propensities];

/// How often intervals held the truth.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// What is estimated.
    pub(crate) of: Of,
    /// With which weights.
    pub(crate) with: With,
    /// For each true share, the share of intervals that hold it; numbers have one.
    pub(crate) held: Vec<f64>,
    /// The same of estimate ± 1.96 standard errors.
    pub(crate) wald: Vec<f64>,
    /// The share of intervals of no width.
    pub(crate) flat: f64,
}

/// A stream of numbers between 0 and 1: splitmix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normally distributed (Box and Muller 1958).
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.next()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.next()).cos()
    }

    /// The `count` positions that come first if each has its `lead` and as much chance as a standard Gumbel variable.
    fn first(&mut self, lead: &[f64], count: usize) -> Vec<usize> {
        let mut order: Vec<(f64, usize)> =
            lead.iter().enumerate().map(|(at, lead)| (-lead + (-(1.0 - self.next()).ln()).ln(), at)).collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0));
        order.into_iter().take(count).map(|(_, at)| at).collect()
    }
}

/// A frame with what all its units would answer.
struct Frame {
    n: usize,
    areas: Vec<usize>,
    sizes: Vec<usize>,
    residents: Vec<f64>,
    group: Vec<f64>,
    /// By true share: of all units, and of the group.
    shares: Vec<(Vec<f64>, Vec<f64>)>,
    skewed: Vec<f64>,
    very_skewed: Vec<f64>,
}

fn marked(n: usize, positions: impl IntoIterator<Item = usize>) -> Vec<f64> {
    let mut marks = vec![0.0; n];
    positions.into_iter().for_each(|at| marks[at] = 1.0);
    marks
}

impl Frame {
    fn new(n: usize, chance: &mut Chance) -> Self {
        let n_areas = if n < 100 { 3 } else { 5 };
        let areas: Vec<usize> = (0..n).map(|unit| unit % n_areas).collect();
        let residents: Vec<f64> = (0..n).map(|_| (0.7 * chance.normal()).exp()).collect();
        let rank = |unit: usize| residents.iter().filter(|other| **other < residents[unit]).count();
        let sizes: Vec<usize> = (0..n).map(|unit| rank(unit) * 3 / n).collect();
        let members = chance.first(&vec![0.0; n], n / 3);
        // Answers differ between areas and sizes.
        let lead: Vec<f64> = (0..n).map(|unit| tilt(areas[unit], n_areas) * 0.8 + tilt(sizes[unit], 3) * 0.4).collect();
        let shares = SHARES.map(|percent| {
            let count = |of: usize| (of * percent as usize + 50) / 100;
            let all = marked(n, chance.first(&lead, count(n)));
            let own: Vec<f64> = members.iter().map(|&unit| lead[unit]).collect();
            let of_group = chance.first(&own, count(members.len())).into_iter().map(|at| members[at]);
            (all, marked(n, of_group.collect::<Vec<usize>>()))
        });
        let mut number = |spread: f64| -> Vec<f64> {
            lead.iter().map(|lead| (spread * (0.3 * lead + 0.95 * chance.normal())).exp()).collect()
        };
        let (skewed, very_skewed) = (number(0.7), number(1.0));
        let group = marked(n, members);
        Self { n, areas, sizes, residents, group, shares: shares.to_vec(), skewed, very_skewed }
    }

    /// Who answers.
    fn answered(&self, with: With, chance: &mut Chance) -> Vec<bool> {
        if with == With::Nothing {
            let count = (RATE * self.n as f64).round();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of units")]
            let first = chance.first(&vec![0.0; self.n], count as usize);
            return marked(self.n, first).into_iter().map(|mark| mark > 0.5).collect();
        }
        let n_areas = self.areas.iter().max().map_or(1, |last| last + 1);
        let by_size = if with == With::Strata { 0.0 } else { -0.3 };
        let odds = |unit: usize| {
            (RATE / (1.0 - RATE)).ln() + 0.5 * tilt(self.areas[unit], n_areas) + by_size * tilt(self.sizes[unit], 3)
        };
        (0..self.n).map(|unit| chance.next() < 1.0 / (1.0 + (-odds(unit)).exp())).collect()
    }
}

/// The position of a level among equally spaced ones, with mean 0 and variance 1.
fn tilt(level: usize, levels: usize) -> f64 {
    let levels = levels as f64;
    (level as f64 - (levels - 1.0) / 2.0) / ((levels * levels - 1.0) / 12.0).sqrt()
}

/// A response model.
struct Model {
    design: Design,
    fitted: Propensities,
}

/// Weights as they are made for a study, with the columns whose totals they meet.
struct Weighting {
    weights: Vec<Option<f64>>,
    controls: Vec<Vec<f64>>,
    model: Option<Model>,
}

fn strata(name: &str, of_unit: &[usize]) -> Option<Strata> {
    Strata::of(&variable(name, of_unit))
}

fn variable(name: &str, of_unit: &[usize]) -> Variable {
    let words: Vec<String> = of_unit.iter().map(|level| format!("level {level}")).collect();
    let words: Vec<Option<&str>> = words.iter().map(|word| Some(word.as_str())).collect();
    Variable::of_words(name, &words)
}

fn indicators(of_unit: &[usize]) -> Vec<Vec<f64>> {
    let last = of_unit.iter().copied().max().unwrap_or(0);
    (0..=last).map(|level| of_unit.iter().map(|own| f64::from(u8::from(*own == level))).collect()).collect()
}

/// `None` where an area or a size has no respondents: such weights are refused.
fn weighting(frame: &Frame, with: With, answered: &[bool]) -> Option<Weighting> {
    let units = Units { answered, design: None };
    let (areas, sizes) = (strata("area", &frame.areas)?, strata("size", &frame.sizes)?);
    let n = answered.iter().filter(|answered| **answered).count();
    match with {
        With::Nothing => {
            let weights = answered.iter().map(|answered| answered.then_some(frame.n as f64 / n as f64)).collect();
            Some(Weighting { weights, controls: Vec::new(), model: None })
        }
        With::Strata => Some(Weighting {
            weights: poststratify(&areas, units).ok()?,
            controls: indicators(&frame.areas),
            model: None,
        }),
        With::Margins => {
            let weights = rake(&[areas, sizes], units).ok()?;
            let controls = indicators(&frame.areas).into_iter().chain(indicators(&frame.sizes)).collect();
            Some(Weighting { weights, controls, model: None })
        }
        With::Propensities => {
            areas.refuse_empty(units).ok()?;
            sizes.refuse_empty(units).ok()?;
            let variables = [variable("area", &frame.areas), variable("size", &frame.sizes)];
            let design = Design::new(&Formula::parse("area + size").ok()?, &variables).ok()?;
            let tally = design.tally(answered, None);
            let fitted = logistic_propensities(&design, &tally, Estimator::Likelihood)
                .or_else(|_| logistic_propensities(&design, &tally, Estimator::Firth))
                .ok()?;
            let propensity: Vec<Option<f64>> =
                design.pattern_of.iter().map(|pattern| pattern.map(|at| fitted.of_pattern[at as usize])).collect();
            let weights = inverse_propensity(&propensity, units, None).ok()?;
            Some(Weighting { weights, controls: Vec::new(), model: Some(Model { design, fitted }) })
        }
    }
}

/// The interval of one result, as `outcomes.csv` has it, and estimate ± 1.96 standard errors.
fn intervals(
    weighting: &Weighting,
    answered: &[bool],
    (y, z): (&[f64], &[f64]),
    (of, with): (Of, With),
) -> Option<(Interval, Interval)> {
    let units: Vec<usize> = (0..answered.len()).filter(|&unit| answered[unit]).collect();
    let picked = |values: &[f64]| units.iter().map(|&unit| values[unit]).collect::<Vec<f64>>();
    let weights: Vec<f64> = units.iter().filter_map(|&unit| weighting.weights[unit]).collect();
    let controls: Vec<Vec<f64>> = weighting.controls.iter().map(|column| picked(column)).collect();
    let sample = WeightedRespondents::new(weights.clone(), answered.len(), &controls);
    let sample = if weighting.model.is_some() { sample.scaled() } else { sample };
    let (y, z) = (picked(y), picked(z));
    let is_total = matches!(of, Of::SkewedTotal | Of::VerySkewedTotal);
    let estimate = if is_total { sample.total(&y, &z) } else { sample.mean(&y, &z)? };
    let mut standard_error = estimate.standard_error;
    let mut n_controls = sample.n_controls();
    if let Some(Model { design, fitted }) = &weighting.model {
        let tally = design.tally(answered, None);
        let model = EstimatedPropensities { design, tally: &tally, propensities: fitted, answered, weights: None };
        let influence =
            if is_total { sample.influence_of_total(&y, &z).1 } else { sample.influence_of_mean(&y, &z)?.1 };
        let scale = model.scale()?;
        let influence: Vec<f64> = influence.iter().map(|e| e * scale).collect();
        standard_error = model.standard_error(&units, &influence);
        n_controls = design.n_columns();
    }
    let sampled = Sampled {
        value: estimate.value,
        standard_error,
        skewness: estimate.skewness,
        kish: Sampled::kish(&weights, &z),
        range: Sampled::range(&y, &z),
        n: z.iter().filter(|z| **z > 0.0).count(),
        n_all: units.len(),
        n_frame: answered.len(),
        n_controls,
    };
    let with_it = y.iter().zip(&z).filter(|(y, z)| **y > 0.5 && **z > 0.0).count() as u64;
    let target = match (of, with) {
        (Of::Units | Of::Group, With::Nothing) => Target::Count { with: with_it },
        (Of::Units | Of::Group | Of::Residents, _) => Target::Share,
        (Of::SkewedMean | Of::SkewedTotal | Of::SkewedGroupMean | Of::VerySkewedMean | Of::VerySkewedTotal, _) => {
            Target::Number
        }
    };
    let half = 1.96 * standard_error?;
    let wald = Interval { low: estimate.value - half, high: estimate.value + half };
    Some((sampled.interval(target).1?, wald))
}

#[derive(Clone, Copy, Default)]
struct Count {
    made: u32,
    held: u32,
    wald: u32,
    flat: u32,
}

/// How often intervals hold the truth in frames of `n` units, of which 45 % answer, over so many frames.
pub(crate) fn held(n: usize, draws: usize, seed: u64) -> Vec<Line> {
    let mut chance = Chance(seed);
    let mut counts = vec![vec![[Count::default(); SHARES.len()]; SETS.len()]; ALL.len()];
    for _ in 0..draws {
        let frame = Frame::new(n, &mut chance);
        for (set, &with) in SETS.iter().enumerate() {
            let answered = frame.answered(with, &mut chance);
            let Some(weighting) = weighting(&frame, with, &answered) else { continue };
            for (kind, &of) in ALL.iter().enumerate() {
                for (at, (y, z)) in frame.answers(of).into_iter().enumerate() {
                    let whole: f64 = z.iter().sum();
                    let sum: f64 = y.iter().zip(z).map(|(y, z)| y * z).sum();
                    let truth = if matches!(of, Of::SkewedTotal | Of::VerySkewedTotal) { sum } else { sum / whole };
                    let Some((found, wald)) = intervals(&weighting, &answered, (y, z), (of, with)) else { continue };
                    let count = &mut counts[kind][set][at];
                    count.made += 1;
                    count.held += u32::from(found.holds(truth));
                    count.wald += u32::from(wald.holds(truth));
                    count.flat += u32::from(found.high - found.low < 1e-9);
                }
            }
        }
    }
    let mut lines = Vec::new();
    for (kind, &of) in ALL.iter().enumerate() {
        for (set, &with) in SETS.iter().enumerate() {
            let used: Vec<Count> = counts[kind][set].iter().filter(|count| count.made > 0).copied().collect();
            let share = |part: fn(&Count) -> u32| -> Vec<f64> {
                used.iter().map(|count| f64::from(part(count)) / f64::from(count.made)).collect()
            };
            let flat = share(|count| count.flat).into_iter().fold(0.0, f64::max);
            lines.push(Line { of, with, held: share(|count| count.held), wald: share(|count| count.wald), flat });
        }
    }
    lines
}

impl Frame {
    /// Answers and what each unit counts for, once or at each true share.
    fn answers(&self, of: Of) -> Vec<(&[f64], &[f64])> {
        // Every unit counts alike where residents do not.
        let ones: &[f64] = &ONES[..self.n];
        match of {
            Of::Units => self.shares.iter().map(|(y, _)| (y.as_slice(), ones)).collect(),
            Of::Group => self.shares.iter().map(|(_, y)| (y.as_slice(), self.group.as_slice())).collect(),
            Of::Residents => self.shares.iter().map(|(y, _)| (y.as_slice(), self.residents.as_slice())).collect(),
            Of::SkewedMean | Of::SkewedTotal => vec![(self.skewed.as_slice(), ones)],
            Of::SkewedGroupMean => vec![(self.skewed.as_slice(), self.group.as_slice())],
            Of::VerySkewedMean | Of::VerySkewedTotal => vec![(self.very_skewed.as_slice(), ones)],
        }
    }
}

/// As many as the largest frame has units.
static ONES: [f64; 400] = [1.0; 400];

/// How often the interval of Imbens and Manski holds the share of a population of three times as many units, drawn in two strata with
/// unequal chances; those without it, and only those, may leave it out, so that the truth is one of its bounds.
pub(crate) fn held_by_bounds(n: usize, draws: usize, seed: u64) -> Vec<f64> {
    let mut chance = Chance(seed);
    let mut held = vec![0_u32; SHARES.len()];
    for _ in 0..draws {
        for (at, &percent) in SHARES.iter().enumerate() {
            let (large, small) = (n * 2, n);
            let count = (3 * n * percent as usize + 50) / 100;
            let y = marked(3 * n, chance.first(&vec![0.0; 3 * n], count));
            // Half of the sample from each stratum.
            let mut sample = chance.first(&vec![0.0; large], n / 2);
            sample.extend(chance.first(&vec![0.0; small], n - n / 2).into_iter().map(|unit| large + unit));
            let weight = |unit: usize| {
                if unit < large { large as f64 / (n / 2) as f64 } else { small as f64 / (n - n / 2) as f64 }
            };
            let design: Vec<f64> = sample.iter().map(|&unit| weight(unit)).collect();
            let known: Vec<bool> = sample.iter().map(|&unit| y[unit] > 0.5 || chance.next() < RATE).collect();
            let low: Vec<f64> = sample.iter().map(|&unit| y[unit]).collect();
            let high: Vec<f64> = low.iter().zip(&known).map(|(y, known)| if *known { *y } else { 1.0 }).collect();
            let truth = count as f64 / (3 * n) as f64;
            let found = sampled_bounds(&design, (&low, &high), &vec![1.0; n], (0.0, 1.0));
            held[at] += u32::from(found.is_some_and(|found| found.holds(truth)));
        }
    }
    held.into_iter().map(|held| f64::from(held) / draws as f64).collect()
}
