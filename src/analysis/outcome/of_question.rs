//! What the answers say of the whole frame: each result with every set of weights side by side, its error, its worst case and how wrong it
//! would have to be.

use rayon::prelude::*;

use crate::analysis::basis::decimals::decimals_of;
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::members::Members;
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::outcome::bounds::{sampled_bounds, tipping_point, worst_case};
use crate::analysis::outcome::result::{AppliedWeights, Base, Outcome, Quantity};
use crate::analysis::outcome::sensitivity::{Known, Rows, Sensitivity};
use crate::analysis::outcome::weighted::Respondents;
use crate::analysis::proxy::measure::{INFORMATIVE, PERCENTILE, PHI, Proxy};
use crate::analysis::proxy::posterior::{DRAWS, Posterior};
use crate::analysis::proxy::predictors::Predictors;
use crate::analysis::statistic::estimate::WeightedRespondents;
use crate::model::survey::questionnaire::{AnswerStatus, Content, Question};

/// The claim about a share when a question names none: a majority.
const MAJORITY: f64 = 0.5;

/// One question over the units in scope, for one option or number.
struct Item<'a> {
    question: &'a Question,
    /// The answer as a number; `None` where none is known.
    y: Vec<Option<f64>>,
    status: Vec<AnswerStatus>,
    residents: Option<Vec<Option<u64>>>,
    /// Design weights of the units, where the frame is a sample.
    design: Option<&'a [f64]>,
    predictors: &'a Predictors,
    seed: u64,
}

/// What the answers say of the frame.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The rows of `outcomes.csv`.
    pub outcomes: Vec<Outcome>,
    /// The rows of `sensitivity.csv`.
    pub sensitivity: Vec<Sensitivity>,
}

/// All results of a study, question by question, in the order of its file; empty without answers.
pub fn outcomes(input: &BiasInput<'_>, sets: &[AppliedWeights<'_>]) -> Answers {
    let members = Members::of(input);
    let columns = predictors(input, &members);
    let residents = members.residents(input).map(|(_, residents)| residents);
    let design: Option<Vec<f64>> =
        input.design_weights.map(|weights| members.units.iter().map(|&unit| weights[unit].unwrap_or(1.0)).collect());
    let of_question = |(position, question): (usize, &Question)| {
        let all = question.content.statuses();
        let status: Vec<AnswerStatus> = members.units.iter().map(|&unit| all[unit]).collect();
        let given: Vec<bool> = status.iter().map(|status| *status == AnswerStatus::Given).collect();
        let predictors = Predictors::new(&columns, &given);
        let n_options = question.content.options().len();
        let options: Vec<Option<usize>> = if n_options == 0 { vec![None] } else { (0..n_options).map(Some).collect() };
        let of_option = |option: Option<usize>| {
            let y = members.units.iter().map(|&unit| value(&question.content, unit, option)).collect();
            let (status, residents) = (status.clone(), residents.clone());
            let (design, predictors, seed) = (design.as_deref(), &predictors, input.options.seed);
            let item = Item { question, y, status, residents, design, predictors, seed };
            let mut answers = Answers::default();
            for quantity in quantities(&item, option) {
                for base in bases(&item, quantity) {
                    let shell = item.shell((position, option), quantity, base);
                    let (row, sensitivity) = item.unweighted(shell.clone());
                    answers.outcomes.push(row);
                    answers.outcomes.extend(sets.iter().map(|set| item.weighted(shell.clone(), set)));
                    answers.sensitivity.extend(sensitivity);
                }
            }
            answers
        };
        options.into_par_iter().map(of_option).collect::<Vec<Answers>>()
    };
    let all: Vec<Vec<Answers>> = input.study.answers.par_iter().enumerate().map(of_question).collect();
    let mut together = Answers::default();
    for Answers { outcomes, sensitivity } in all.into_iter().flatten() {
        together.outcomes.extend(outcomes);
        together.sensitivity.extend(sensitivity);
    }
    together
}

fn value(content: &Content, unit: usize, option: Option<usize>) -> Option<f64> {
    match (content, option) {
        (Content::Number { answers, .. }, _) => answers[unit].given().copied(),
        (Content::Single { .. } | Content::Multiple { .. }, Some(option)) => {
            content.has(unit, option).map(|has| f64::from(u8::from(has)))
        }
        (Content::Single { .. } | Content::Multiple { .. }, None) => None,
    }
}

fn quantities(item: &Item<'_>, option: Option<usize>) -> Vec<Quantity> {
    match option {
        None => vec![Quantity::Mean, Quantity::Total],
        Some(_) if item.residents.is_some() => vec![Quantity::Share, Quantity::ShareOfResidents],
        Some(_) => vec![Quantity::Share],
    }
}

/// Shares of a question that did not apply to some are given over both bases, as surveys print them.
fn bases(item: &Item<'_>, quantity: Quantity) -> Vec<Base> {
    let filtered = item.status.contains(&AnswerStatus::NotApplicable);
    match quantity {
        Quantity::Share | Quantity::ShareOfResidents if filtered => vec![Base::All, Base::Asked],
        Quantity::Mean if filtered => vec![Base::Asked],
        Quantity::Share | Quantity::ShareOfResidents | Quantity::Mean | Quantity::Total => vec![Base::All],
    }
}

/// Characteristics that predict answers: a constant, the macro-areas, residents where known for every unit.
fn predictors(input: &BiasInput<'_>, members: &Members) -> Vec<Vec<f64>> {
    let mut columns = vec![vec![1.0; members.units.len()]];
    if let Some(areas) = input.macro_areas().map(|scheme| members.areas(input, scheme)) {
        for area in 1..areas.levels.len() {
            columns.push(areas.of_unit.iter().map(|own| f64::from(u8::from(*own == Some(area)))).collect());
        }
    }
    let residents = members.residents(input).map(|(_, residents)| residents);
    if let Some(known) = residents.and_then(|residents| residents.into_iter().collect::<Option<Vec<u64>>>()) {
        columns.push(known.into_iter().map(|count| count as f64).collect());
    }
    columns
}

/// What nonrespondents are: units without a value that might have one.
struct Sums {
    sum: f64,
    answered: f64,
    whole: f64,
}

impl Item<'_> {
    /// What a unit counts for: itself, or its residents; `None` where they are not known.
    fn size(&self, unit: usize, quantity: Quantity) -> Option<f64> {
        match quantity {
            Quantity::ShareOfResidents => {
                self.residents.as_ref().and_then(|residents| residents[unit]).map(|residents| residents as f64)
            }
            Quantity::Share | Quantity::Mean | Quantity::Total => Some(1.0),
        }
    }

    /// The value and the weight in the base of a unit; `None` where it is not known.
    fn known(&self, unit: usize, quantity: Quantity, base: Base) -> Option<(f64, f64)> {
        let size = self.size(unit, quantity)?;
        match (self.status[unit], base) {
            (AnswerStatus::Given, _) => self.y[unit].map(|y| (y, size)),
            (AnswerStatus::NotApplicable, Base::All) => Some((0.0, size)),
            (AnswerStatus::NotApplicable, Base::Asked) => Some((0.0, 0.0)),
            (AnswerStatus::Missing | AnswerStatus::NoUnit, _) => None,
        }
    }

    fn shell(&self, (question, option): (usize, Option<usize>), quantity: Quantity, base: Base) -> Outcome {
        let count = |status: AnswerStatus| self.status.iter().filter(|own| **own == status).count();
        let given = count(AnswerStatus::Given);
        let not_applicable = count(AnswerStatus::NotApplicable);
        let n = match base {
            Base::All => given + not_applicable,
            Base::Asked => given,
        };
        let with = self.y.iter().flatten().filter(|value| **value > 0.5).count();
        let is_share = option.is_some();
        let claim = match quantity {
            Quantity::Share | Quantity::ShareOfResidents => Some(self.question.claim.unwrap_or(MAJORITY)),
            Quantity::Mean => self.question.claim,
            Quantity::Total => None,
        };
        Outcome {
            question,
            option,
            quantity,
            base,
            weights: None,
            n,
            count: is_share.then_some(with),
            not_applicable,
            missing: count(AnswerStatus::Missing),
            estimate: None,
            standard_error: None,
            low: None,
            high: None,
            design_effect: None,
            worst: None,
            partial: None,
            claim,
            tipping_point: None,
            proxy_correlation: None,
            proxy_percentile: None,
            proxy_bias: [None; 3],
            proxy_interval: None,
            decimals: decimals_of(&self.y.iter().flatten().copied().collect::<Vec<f64>>()),
            method: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Values, weights in the base and design weights of the respondents that are known, and their positions.
    fn respondents(&self, quantity: Quantity, base: Base, weight: &dyn Fn(usize) -> Option<f64>) -> Respondents {
        let mut found = Respondents::default();
        for unit in 0..self.status.len() {
            if let (Some((y, z)), Some(weight)) = (self.known(unit, quantity, base), weight(unit)) {
                found.units.push(unit);
                found.y.push(y);
                found.z.push(z);
                found.weights.push(weight);
            }
        }
        found
    }

    fn sums(&self, quantity: Quantity, base: Base) -> Sums {
        let mut sums = Sums { sum: 0.0, answered: 0.0, whole: 0.0 };
        for unit in 0..self.status.len() {
            let size = self.size(unit, quantity).unwrap_or(0.0);
            match self.known(unit, quantity, base) {
                Some((y, z)) => {
                    sums.sum += y * z;
                    sums.answered += z;
                    sums.whole += z;
                }
                None => sums.whole += size,
            }
        }
        sums
    }

    fn unweighted(&self, mut row: Outcome) -> (Outcome, Vec<Sensitivity>) {
        let (quantity, base) = (row.quantity, row.base);
        let n_frame = self.status.len();
        let found = self.respondents(quantity, base, &|_| Some(1.0));
        let scale = n_frame as f64 / (found.y.len().max(1)) as f64;
        let sample = WeightedRespondents::new(vec![scale; found.y.len()], n_frame, &[]);
        row.method = vec![Method::Unweighted, Method::Linearised];
        let skewness = row.fill(&sample, &found);
        row.set_interval(&sample, &found, sample.n_controls(), skewness);
        let sums = self.sums(quantity, base);
        self.add_bounds(&mut row, &sums);
        let sensitivity = if base == Base::All && quantity != Quantity::Total && row.estimate.is_some() {
            self.sensitivity(&mut row, &sums, found.y.len())
        } else {
            Vec::new()
        };
        (row, sensitivity)
    }

    /// Curves and bounds over assumptions about nonrespondents, with the proxy of the row.
    fn sensitivity(&self, row: &mut Outcome, sums: &Sums, n_known: usize) -> Vec<Sensitivity> {
        let Sums { sum, answered, whole } = *sums;
        let counted = row.count.filter(|_| row.quantity == Quantity::Share);
        let rows = Rows {
            question: row.question,
            option: row.option,
            quantity: row.quantity,
            known: Known { sum, answered, whole },
            limits: self.limits(row.quantity),
            counts: counted.map(|count| (self.status.len() as u64, n_known as u64, count as u64)),
        };
        let mut all = rows.of_answers();
        if row.not_applicable == 0
            && matches!(row.quantity, Quantity::Share | Quantity::Mean)
            && let Some((proxy, posterior)) = self.add_proxy(row)
        {
            all.extend(rows.of_proxy(&proxy, posterior.as_ref()));
        }
        all
    }

    /// What an answer can be.
    fn limits(&self, quantity: Quantity) -> Option<(f64, f64)> {
        match (&self.question.content, quantity) {
            (_, Quantity::Total) => None,
            (Content::Number { minimum, maximum, .. }, _) => minimum.zip(*maximum),
            (Content::Single { .. } | Content::Multiple { .. }, _) => Some((0.0, 1.0)),
        }
    }

    /// Worst case and tipping point.
    fn add_bounds(&self, row: &mut Outcome, sums: &Sums) {
        let limits = self.limits(row.quantity);
        match limits {
            Some(limits) => {
                let worst = worst_case(sums.sum, sums.answered, sums.whole, limits);
                row.worst = worst.map(|worst| (worst.low, worst.high));
                self.add_partial(row, limits);
            }
            None if row.quantity == Quantity::Mean => {
                row.notes.push(Note::NoWorstCase);
            }
            None => {}
        }
        let Some(claim) = row.claim.filter(|_| row.estimate.is_some()) else { return };
        row.tipping_point = tipping_point(sums.sum, sums.answered, sums.whole, claim);
        if let (Some(point), Some((smallest, largest))) = (row.tipping_point, limits)
            && (point < smallest || point > largest)
        {
            row.notes.push(Note::Unmoved { claim });
        }
    }

    /// The interval of sampling and the worst case together, where the frame is a sample; else it is said that it is none.
    fn add_partial(&self, row: &mut Outcome, (smallest, largest): (f64, f64)) {
        let Some(design) = self.design else {
            row.notes.push(Note::CompleteFrame);
            return;
        };
        let size = |unit: usize| self.size(unit, row.quantity).unwrap_or(0.0);
        let units = (0..self.status.len()).map(|unit| match self.known(unit, row.quantity, row.base) {
            Some((y, z)) => (y, y, z),
            None => (smallest, largest, size(unit)),
        });
        let ((low, high), z): ((Vec<f64>, Vec<f64>), Vec<f64>) = units.map(|(low, high, z)| ((low, high), z)).unzip();
        row.partial = sampled_bounds(design, (&low, &high), &z, (smallest, largest))
            .map(|interval| (interval.low, interval.high));
        if row.partial.is_some() {
            row.method.push(Method::ImbensManski);
        }
    }

    /// The proxy of the row's answers, with its posterior; `None` where there is none, or none that says anything.
    fn add_proxy(&self, row: &mut Outcome) -> Option<(Proxy, Option<Posterior>)> {
        let y: Vec<f64> = self.y.iter().flatten().copied().collect();
        let yes: Vec<bool> = y.iter().map(|value| *value > 0.5).collect();
        let is_share = row.quantity == Quantity::Share;
        let proxy = if is_share {
            Proxy::of_shares(self.predictors, &yes, self.seed)
        } else {
            Proxy::of_numbers(self.predictors, &y, self.seed)
        };
        let proxy = match proxy {
            Ok(proxy) => proxy,
            Err(reason) => {
                row.notes.push(Note::NoProxy(reason));
                return None;
            }
        };
        row.proxy_correlation = Some(proxy.correlation);
        row.proxy_percentile = Some(proxy.percentile);
        for (bias, phi) in row.proxy_bias.iter_mut().zip(PHI) {
            *bias = proxy.bias(phi).map(|bias| bias.value);
            if bias.is_none() && proxy.correlation > 0.0 {
                row.notes.push(Note::ImpossiblePhi(phi));
            }
        }
        if proxy.correlation < INFORMATIVE {
            row.notes.push(Note::UninformativeProxy { below: INFORMATIVE });
        } else if proxy.percentile < PERCENTILE {
            row.notes.push(Note::ProxyOfNoise { above: 1.0 - proxy.percentile });
        }
        if proxy.is_uninformative() {
            return None;
        }
        let posterior = if is_share {
            Posterior::of_shares(self.predictors, &yes, self.seed)
        } else {
            Posterior::of_numbers(self.predictors, &y, self.seed)
        };
        let credible = posterior.as_ref().and_then(|posterior| posterior.credible(None));
        row.proxy_interval = credible.map(|credible| credible.bias);
        if credible.is_some() {
            row.notes.push(Note::ProxyInterval { draws: DRAWS });
        }
        Some((proxy, posterior))
    }

    fn weighted(&self, mut row: Outcome, set: &AppliedWeights<'_>) -> Outcome {
        row.weights = Some(set.name);
        row.method = set.method.to_vec();
        row.method.push(if set.estimated.is_some() { Method::LinearisedPropensities } else { Method::Linearised });
        row.claim = None;
        let weights = match set.weights {
            Ok(weights) => weights,
            Err(reason) => {
                row.notes.push(Note::NotWeighted(reason.clone()));
                return row;
            }
        };
        if let Some(other) = set.same_as {
            row.notes.push(Note::SameWeights(other));
            return row;
        }
        let found = self.respondents(row.quantity, row.base, &|unit| weights[unit]);
        let controls: Vec<Vec<f64>> =
            set.controls.iter().map(|column| found.units.iter().map(|&unit| column[unit]).collect()).collect();
        let sample = WeightedRespondents::new(found.weights.clone(), self.status.len(), &controls);
        let sample = if set.name == WeightName::InversePropensity { sample.scaled() } else { sample };
        let skewness = row.fill(&sample, &found);
        let mut n_controls = sample.n_controls();
        if let Some(estimated) = &set.estimated {
            row.with_estimated(estimated, &sample, &found);
            n_controls = estimated.design.n_columns();
        }
        row.set_interval(&sample, &found, n_controls, skewness);
        let (sum, squares) = found
            .weights
            .iter()
            .zip(&found.z)
            .filter(|(_, z)| **z > 0.0)
            .fold((0.0, 0.0), |(sum, squares), (w, _)| (sum + w, squares + w * w));
        let n = found.z.iter().filter(|z| **z > 0.0).count();
        row.design_effect = Some(n as f64 * squares / (sum * sum)).filter(|effect| effect.is_finite());
        if row.missing > 0 {
            row.notes.push(Note::WeightsOfAll);
        }
        row
    }
}
