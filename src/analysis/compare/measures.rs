//! All measures of representativeness of a study, in the fixed order of `bias.csv`, with the propensities and weights of its units.

use crate::analysis::basis::auxiliary::Auxiliaries;
use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::measure::Measure;
use crate::analysis::basis::members::Members;
use crate::analysis::basis::reason::NoModel;
use crate::analysis::basis::tested::tested_tables;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::compare::chance::chance_rows;
use crate::analysis::compare::difference::difference_rows;
use crate::analysis::compare::evenness::{Evenness, LorenzCurve, evenness};
use crate::analysis::compare::families::with_families;
use crate::analysis::compare::model_rows;
use crate::analysis::compare::neighbourhood::neighbour_rows;
use crate::analysis::compare::other_areas::{UnderScheme, under_every_scheme};
use crate::analysis::contrast::of_question::contrasts;
use crate::analysis::contrast::result::Contrast;
use crate::analysis::contrast::waves::{Wave, waves};
use crate::analysis::outcome::benchmark::{BenchmarkRow, benchmarks};
use crate::analysis::outcome::of_question::{Answers, outcomes};
use crate::analysis::outcome::result::{AppliedWeights, Outcome};
use crate::analysis::outcome::sensitivity::Sensitivity;
use crate::analysis::propensity::response_model::{ResponseModel, response_model, usual_model};
use crate::analysis::propensity::standard_error::EstimatedPropensities;
use crate::analysis::weight::adjust::Units;
use crate::analysis::weight::balance::{Balance, balance};
use crate::analysis::weight::cost;
use crate::analysis::weight::plan::{WeightSet, weight_sets};

/// Everything about representativeness.
#[derive(Clone, Debug)]
pub struct Bias {
    /// The rows of `bias.csv`.
    pub rows: Vec<Measure>,
    /// The response model, or why there is none.
    pub model: Result<ResponseModel, NoModel>,
    /// Weights of the units that should have answered.
    pub weights: Vec<WeightSet>,
    /// How far respondents are from the frame, before and after them.
    pub balance: Balance,
    /// What the answers say of the frame.
    pub outcomes: Vec<Outcome>,
    /// Respondents against known figures.
    pub benchmarks: Vec<BenchmarkRow>,
    /// What the answers would say under one assumption about nonrespondents after the other.
    pub sensitivity: Vec<Sensitivity>,
    /// What groups of respondents answered, beside the others.
    pub contrasts: Vec<Contrast>,
    /// What late respondents answered, beside early ones.
    pub waves: Vec<Wave>,
    /// Every headline indicator under every scheme.
    pub schemes: Vec<UnderScheme>,
    /// Coverage cumulated over areas, scheme by scheme.
    pub lorenz: Vec<LorenzCurve>,
    /// The positions of these units in the frame.
    pub units: Vec<usize>,
    /// The seed of permutations.
    pub seed: u64,
    /// How many permutations were asked for.
    pub permutations: usize,
}

/// Every measure, in the order of `bias.csv`: one line a module. Modules work side by side.
pub(in crate::analysis) fn bias(input: &BiasInput<'_>) -> Bias {
    let members = Members::of(input);
    let ((of_model, waves), by_variable) = rayon::join(
        || rayon::join(|| Modelled::of(input, &members), || waves(input, &members)),
        || Compared::of(input, &members),
    );
    let mut rows = by_variable.differences;
    rows.extend(by_variable.chances);
    rows.extend(of_model.rows);
    rows.extend(cost::rows(&of_model.weights));
    rows.extend(of_model.balance.measures(&of_model.weights));
    rows.extend(by_variable.evenness.rows);
    rows.extend(by_variable.neighbours);
    with_families(&mut rows);
    Bias {
        rows,
        model: of_model.model,
        weights: of_model.weights,
        balance: of_model.balance,
        outcomes: of_model.answers.outcomes,
        sensitivity: of_model.answers.sensitivity,
        benchmarks: of_model.benchmarks,
        contrasts: by_variable.contrasts,
        waves,
        schemes: by_variable.schemes,
        lorenz: by_variable.evenness.curves,
        units: members.units,
        seed: input.options.seed,
        permutations: input.options.permutations,
    }
}

/// What the response model leads to.
struct Modelled {
    model: Result<ResponseModel, NoModel>,
    rows: Vec<Measure>,
    weights: Vec<WeightSet>,
    balance: Balance,
    answers: Answers,
    benchmarks: Vec<BenchmarkRow>,
}

impl Modelled {
    fn of(input: &BiasInput<'_>, members: &Members) -> Self {
        let Members { units, answered } = members;
        let auxiliaries = Auxiliaries {
            study: input.study,
            allotted: input.allotted,
            square_metres: input.square_metres,
            by: input.options.by.as_deref(),
            units,
        };
        let design_weights: Option<Vec<f64>> =
            input.design_weights.map(|weights| units.iter().map(|&unit| weights[unit].unwrap_or(1.0)).collect());
        let formula = input.options.model.clone().or_else(|| usual_model(&auxiliaries));
        let model = formula.as_ref().ok_or(NoModel::NoVariable).and_then(|formula| {
            response_model(formula, &auxiliaries, answered, design_weights.as_deref(), input.asked())
        });
        let weighted = Units { answered, design: design_weights.as_deref() };
        let weights = weight_sets(&input.study.weighting, &auxiliaries, weighted, model.as_ref().ok());
        let balance = balance(&input.study.weighting, &auxiliaries, weighted, &weights);
        let rows = match &model {
            Ok(model) => model_rows::rows(model),
            Err(reason) => model_rows::rows_without_model(formula.as_ref(), reason),
        };
        let estimated = model.as_ref().ok().filter(|_| input.study.weighting.trim.is_none());
        let estimated = estimated.map(|model| model.estimated(answered, design_weights.as_deref()));
        let applied = applied(&weights, estimated);
        let answers = outcomes(input, &applied);
        let benchmarks = benchmarks(&input.study.benchmarks, &input.study.answers, &auxiliaries, answered, &applied);
        Self { model, rows, weights, balance, answers, benchmarks }
    }
}

/// Respondents against the others, variable by variable and area by area.
struct Compared {
    differences: Vec<Measure>,
    chances: Vec<Measure>,
    evenness: Evenness,
    neighbours: Vec<Measure>,
    contrasts: Vec<Contrast>,
    schemes: Vec<UnderScheme>,
}

impl Compared {
    fn of(input: &BiasInput<'_>, members: &Members) -> Self {
        let tables = tested_tables(input, members);
        let ((differences, chances), (evenness, neighbours)) = rayon::join(
            || rayon::join(|| difference_rows(input, members, &tables), || chance_rows(input, &tables)),
            || rayon::join(|| evenness(input, members, &tables), || neighbour_rows(input, members)),
        );
        let (contrasts, schemes) =
            rayon::join(|| contrasts(input, members), || under_every_scheme(input, members, &tables));
        Self { differences, chances, evenness, neighbours, contrasts, schemes }
    }
}

/// The sets of weights as results use them.
fn applied<'a>(sets: &'a [WeightSet], estimated: Option<EstimatedPropensities<'a>>) -> Vec<AppliedWeights<'a>> {
    let of_set = |set: &'a WeightSet| AppliedWeights {
        name: set.name,
        method: &set.method,
        weights: set.weights.as_deref(),
        controls: &set.controls,
        same_as: set.same_as,
        estimated: estimated.filter(|_| set.name == WeightName::InversePropensity),
    };
    sets.iter().map(of_set).collect()
}

impl Bias {
    /// Values of the units that should have answered, in the order of the frame of `n` units.
    pub fn over_frame(&self, n: usize, values: &[Option<f64>]) -> Vec<Option<f64>> {
        let mut all = vec![None; n];
        for (&unit, &value) in self.units.iter().zip(values) {
            all[unit] = value;
        }
        all
    }
}
