//! Weighted respondents against known figures: those of the frame itself, and those that the study states.

use statrs::distribution::{ContinuousCDF as _, StudentsT};

use crate::analysis::algebra::variable::Values;
use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::outcome::result::AppliedWeights;
use crate::analysis::statistic::estimate::WeightedRespondents;
use crate::analysis::statistic::multiplicity::holm;
use crate::analysis::weight::balance::variables;
use crate::model::base::word::words;
use crate::model::survey::benchmark::{Benchmark, BenchmarkKind};
use crate::model::survey::questionnaire::{AnswerStatus, Content, Question};

/// A standard error below this share of the values' size is 0 with rounding.
const NOTHING: f64 = 1e-9;

words! {
    /// Where a known figure comes from.
    pub enum Origin {
        /// From the frame, which knows it of every unit.
        Frame = "frame",
        /// From the study file.
        Study = "study",
    }
}

/// One row of `benchmarks.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchmarkRow {
    /// What it is called.
    pub name: String,
    /// The variable or question.
    pub variable: String,
    /// The level or option.
    pub level: Option<String>,
    /// What the figure is.
    pub kind: BenchmarkKind,
    /// Where it comes from.
    pub origin: Origin,
    /// In the study's words.
    pub source: Option<String>,
    /// With which weights; `None` without any.
    pub weights: Option<WeightName>,
    /// Respondents whose value is known.
    pub n: usize,
    /// The known figure.
    pub benchmark: f64,
    /// Its own standard error.
    pub benchmark_error: Option<f64>,
    /// What respondents say.
    pub estimate: Option<f64>,
    /// The estimate less the known figure.
    pub difference: Option<f64>,
    /// The standard error of the difference.
    pub standard_error: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Student's t.
    pub t: Option<f64>,
    /// Its degrees of freedom.
    pub degrees: Option<usize>,
    /// Two-sided.
    pub p_value: Option<f64>,
    /// Adjusted by Holm over the known figures of one origin with the same weights.
    pub p_holm: Option<f64>,
    /// How it was computed.
    pub method: Vec<Method>,
    /// What is missing and why.
    pub notes: Vec<Note>,
}

/// A known figure and what each unit in scope says of it.
struct Item {
    shell: BenchmarkRow,
    /// The value and whether it counts; `None` where it is not known.
    y: Vec<Option<f64>>,
    /// Units that could have a value.
    n_frame: usize,
}

/// Every known figure, unweighted and with every set of weights: first the frame's means of numbers, then those that the study states.
///
/// # Formula
/// `d = θ̂ − θ₀` with the linearised standard error of `θ̂` (residuals on what the weights were made to meet, finite population correction),
/// `SE² = SE(θ̂)² + SE(θ₀)²` where the known figure has an error of its own, `t = d/SE` with `n − 1` degrees of freedom, two-sided. The
/// interval is `d ± t₀.₉₇₅ SE`. Holm's adjustment runs over the figures of one origin with the same weights.
///
/// # Assumes
/// Response is random inside what the weights account for; means are about normal. Known figures refer to the frame's units: one of another
/// population differs for that reason too. That weights meet what they were made by is no evidence, and has no test.
///
/// # Small samples
/// t is approximate; for rare levels and fewer than about twenty respondents it says little, and the balance table more.
///
/// # Source
/// Kalton (1983), *Introduction to Survey Sampling*; Brick and Bose (2001), *Proceedings of the Survey Research Methods Section, ASA*; as the
/// R package nrba compares with external estimates.
pub fn benchmarks(
    stated: &[Benchmark],
    questions: &[Question],
    auxiliaries: &Auxiliaries<'_>,
    answered: &[bool],
    sets: &[AppliedWeights<'_>],
) -> Vec<BenchmarkRow> {
    let of_frame = of_frame(auxiliaries, answered);
    let of_study: Vec<Item> =
        stated.iter().map(|benchmark| of_study(benchmark, questions, auxiliaries, answered)).collect();
    let mut rows = Vec::new();
    for items in [of_frame, of_study] {
        let mut of_origin: Vec<BenchmarkRow> = Vec::new();
        for item in &items {
            of_origin.push(item.with(None));
            of_origin.extend(sets.iter().map(|set| item.with(Some(set))));
        }
        adjust(&mut of_origin);
        rows.extend(of_origin);
    }
    rows
}

/// Holm's p-values inside each set of weights.
fn adjust(rows: &mut [BenchmarkRow]) {
    for weights in std::iter::once(None).chain(WeightName::ALL.map(Some)) {
        let own: Vec<(usize, f64)> = rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| Some((at, row.p_value.filter(|_| row.weights == weights)?)))
            .collect();
        let adjusted = holm(&own.iter().map(|(_, p)| *p).collect::<Vec<f64>>());
        for ((at, _), p) in own.iter().zip(adjusted) {
            rows[*at].p_holm = Some(p);
            rows[*at].method.push(Method::HolmOverBenchmarks { count: own.len() });
        }
    }
}

/// Means of numbers over the frame.
fn of_frame(auxiliaries: &Auxiliaries<'_>, answered: &[bool]) -> Vec<Item> {
    let plan = &auxiliaries.study.weighting;
    let numbers = variables(plan, auxiliaries).into_iter().filter_map(|variable| match variable.values {
        Values::Numbers(numbers) => Some((variable.name, numbers)),
        Values::Levels { .. } => None,
    });
    numbers
        .filter_map(|(name, numbers)| {
            let known: Vec<f64> = numbers.iter().copied().flatten().collect();
            let mean = known.iter().sum::<f64>() / known.len() as f64;
            let varies = known.iter().any(|value| (value - mean).abs() > NOTHING * mean.abs());
            let shell = shell(name.clone(), name, BenchmarkKind::Mean, Origin::Frame, mean);
            let y = numbers.iter().zip(answered).map(|(value, answered)| value.filter(|_| *answered)).collect();
            varies.then_some(Item { shell, y, n_frame: known.len() })
        })
        .collect()
}

fn shell(name: String, variable: String, kind: BenchmarkKind, origin: Origin, benchmark: f64) -> BenchmarkRow {
    BenchmarkRow {
        name,
        variable,
        level: None,
        kind,
        origin,
        source: None,
        weights: None,
        n: 0,
        benchmark,
        benchmark_error: None,
        estimate: None,
        difference: None,
        standard_error: None,
        interval: None,
        t: None,
        degrees: None,
        p_value: None,
        p_holm: None,
        method: Vec::new(),
        notes: Vec::new(),
    }
}

/// A known figure that the study states.
fn of_study(benchmark: &Benchmark, questions: &[Question], auxiliaries: &Auxiliaries<'_>, answered: &[bool]) -> Item {
    let mut shell =
        shell(benchmark.name.clone(), benchmark.variable.clone(), benchmark.kind, Origin::Study, benchmark.value);
    shell.level = benchmark.level.first().cloned();
    shell.source.clone_from(&benchmark.source);
    shell.benchmark_error = benchmark.standard_error;
    let question = questions.iter().find(|question| question.name == benchmark.variable);
    let y = if let Some(question) = question {
        let unit = |&unit: &usize| answer(&question.content, unit, benchmark);
        auxiliaries.units.iter().map(unit).collect()
    } else {
        let values = auxiliaries.find(&benchmark.variable).map(|variable| variable.values);
        let of_frame = values.map_or_else(|| vec![None; answered.len()], |values| frame_values(values, benchmark));
        of_frame.into_iter().zip(answered).map(|(value, answered)| value.filter(|_| *answered)).collect()
    };
    Item { shell, y, n_frame: answered.len() }
}

/// The answer of a unit as a number: 1 with the option, 0 with another. Where the question did not apply it is 0, in a mean left out.
fn answer(content: &Content, unit: usize, benchmark: &Benchmark) -> Option<f64> {
    let is_mean = benchmark.kind == BenchmarkKind::Mean;
    let has_option = || {
        let option = content.options().iter().position(|option| benchmark.level.contains(option))?;
        content.has(unit, option).map(|has| f64::from(u8::from(has)))
    };
    let (given, status) = match content {
        Content::Number { answers, .. } => (answers[unit].given().copied(), answers[unit].status()),
        Content::Single { answers, .. } => (has_option(), answers[unit].status()),
        Content::Multiple { answers, .. } => (has_option(), answers[unit].status()),
    };
    given.or_else(|| (status == AnswerStatus::NotApplicable && !is_mean).then_some(0.0))
}

fn frame_values(values: Values, benchmark: &Benchmark) -> Vec<Option<f64>> {
    match values {
        Values::Numbers(numbers) => numbers,
        Values::Levels { levels, of_unit } => {
            let own = levels.iter().position(|level| benchmark.level.contains(level));
            let is_own = |level: u32| f64::from(u8::from(Some(level as usize) == own));
            of_unit.into_iter().map(|level| level.map(is_own)).collect()
        }
    }
}

impl Item {
    fn with(&self, set: Option<&AppliedWeights<'_>>) -> BenchmarkRow {
        let mut row = self.shell.clone();
        row.weights = set.map(|set| set.name);
        row.method = set.map_or_else(|| vec![Method::Unweighted], |set| set.method.to_vec());
        row.n = self.y.iter().flatten().count();
        if let Some(set) = set {
            if let Some(other) = set.same_as {
                row.notes.push(Note::SameWeights(other));
                return row;
            }
            if let Err(reason) = set.weights {
                row.notes.push(Note::NotWeighted(reason.clone()));
                return row;
            }
        }
        self.fill(&mut row, set);
        row
    }

    fn fill(&self, row: &mut BenchmarkRow, set: Option<&AppliedWeights<'_>>) {
        let weights = set.and_then(|set| set.weights.ok());
        let even = self.n_frame as f64 / row.n.max(1) as f64;
        let weight = |unit: usize| weights.map_or(Some(even), |weights| weights[unit]);
        let known = self.y.iter().enumerate().filter_map(|(unit, y)| Some((unit, (*y)?, weight(unit)?)));
        let known: Vec<(usize, f64, f64)> = known.collect();
        if known.is_empty() {
            row.notes.push(Note::NoAnswers);
            return;
        }
        let units: Vec<usize> = known.iter().map(|(unit, ..)| *unit).collect();
        let y: Vec<f64> = known.iter().map(|(_, y, _)| *y).collect();
        let ones = vec![1.0; y.len()];
        let controls = set.map_or(&[][..], |set| set.controls);
        let controls: Vec<Vec<f64>> =
            controls.iter().map(|column| units.iter().map(|&unit| column[unit]).collect()).collect();
        let sample = WeightedRespondents::new(known.iter().map(|(.., w)| *w).collect(), self.n_frame, &controls);
        let is_scaled = set.is_none_or(|set| set.name == WeightName::InversePropensity);
        let sample = if is_scaled { sample.scaled() } else { sample };
        let is_total = row.kind == BenchmarkKind::Total;
        let found = if is_total { Some(sample.total(&y, &ones)) } else { sample.mean(&y, &ones) };
        let Some(found) = found else { return };
        let influence = if is_total {
            Some(sample.influence_of_total(&y, &ones).1)
        } else {
            sample.influence_of_mean(&y, &ones).map(|(_, influence)| influence)
        };
        let estimated = set.and_then(|set| set.estimated.as_ref()).and_then(|estimated| {
            let scale = estimated.scale()?;
            let influence: Vec<f64> = influence?.into_iter().map(|e| e * scale).collect();
            estimated.standard_error(&units, &influence)
        });
        row.method.push(if estimated.is_some() { Method::LinearisedPropensities } else { Method::Linearised });
        let size = y.iter().map(|y| y.abs()).fold(0.0_f64, f64::max) * if is_total { self.n_frame as f64 } else { 1.0 };
        row.compare(found.value, estimated.or(found.standard_error), size);
    }
}

impl BenchmarkRow {
    /// The estimate against the known figure; `size` is what values are measured by.
    fn compare(&mut self, estimate: f64, error: Option<f64>, size: f64) {
        let difference = estimate - self.benchmark;
        // What agrees to the last digits differs by rounding alone.
        let difference = if difference.abs() <= NOTHING * size { 0.0 } else { difference };
        (self.estimate, self.difference) = (Some(estimate), Some(difference));
        let Some(error) = error else {
            self.notes.push(Note::NoStandardError);
            return;
        };
        let own = if error <= NOTHING * size { 0.0 } else { error };
        let error = own.hypot(self.benchmark_error.unwrap_or(0.0));
        self.standard_error = Some(error);
        if error <= 0.0 {
            self.notes.push(if difference == 0.0 { Note::MetByWeights } else { Note::RespondentsAgree });
            return;
        }
        let degrees = self.n - 1;
        let Ok(student) = StudentsT::new(0.0, 1.0, degrees as f64) else { return };
        let (t, half) = (difference / error, student.inverse_cdf(0.975) * error);
        self.interval = Some((difference - half, difference + half));
        (self.t, self.degrees) = (Some(t), Some(degrees));
        self.p_value = Some((2.0 * student.sf(t.abs())).min(1.0));
        self.method.push(Method::BenchmarkTest { degrees });
    }
}
