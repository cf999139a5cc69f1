//! Measures of a study that is open.

use std::sync::Arc;

use crate::analysis::basis::input::{BiasInput, BiasOptions};
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::area::Allotted;
use crate::analysis::gate::measures::published_bias;
use crate::analysis::gate::published::PublishedFindings;
use crate::analysis::gate::view::View;
use crate::analysis::space::neighbour::Neighbours;
use crate::analysis::weight::cost::negative;
use crate::analysis::weight::plan::WeightSet;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::auxiliary::{AREA_KM2, DENSITY};
use crate::model::survey::formula::Formula;
use crate::study::open::OpenStudy;
use crate::study::outlines::Outlines;
use crate::words::method::method_in;
use crate::words::number::decimal;
use crate::words::told::Told as _;

/// Every measure of a study, as `view` shows them. `findings` is coverage, where measures are wanted that rest on it, and `outlines` are those
/// of its places, where they are known.
pub fn bias_of(
    study: &Study,
    view: View,
    allotted: Option<&Allotted>,
    findings: Option<&PublishedFindings>,
    outlines: Option<&Outlines>,
    design_weights: Option<&[Option<f64>]>,
    options: &BiasOptions,
) -> Bias {
    let neighbours = outlines.and_then(|outlines| {
        let (shapes, shape_of) = outlines.pieces();
        Neighbours::of_catchments(study, shapes, shape_of)
    });
    let square_metres: Option<Vec<f64>> = outlines
        .filter(|_| wants_areas(study, options))
        .and_then(|outlines| outlines.places().ok())
        .map(|places| (0..places.n_shapes()).map(|place| places.area(place)).collect());
    let input = BiasInput {
        study,
        allotted,
        coverage: &[],
        neighbours: neighbours.as_ref(),
        square_metres: square_metres.as_deref(),
        design_weights,
        options,
    };
    published_bias(input, findings, view)
}

/// The outlines that measures of catchments rest on: in a projection that keeps areas only where they use the size of catchments, for who touches whom is
/// the same in every system.
///
/// # Errors
/// Outlines that do not fit the territory.
pub fn measured_outlines(opened: &OpenStudy, options: &BiasOptions) -> Result<Option<Arc<Outlines>>, Problems> {
    match opened.study.catchments {
        None => Ok(None),
        Some(_) if wants_areas(&opened.study, options) => {
            let outlines = opened.outlines()?;
            outlines.as_ref().map(|outlines| outlines.places()).transpose()?;
            Ok(outlines)
        }
        Some(_) => opened.outlines_as_read(),
    }
}

/// Whether the model or the weights use the size of catchments.
fn wants_areas(study: &Study, options: &BiasOptions) -> bool {
    let plan = &study.weighting;
    let of_model = options.model.iter().flat_map(Formula::terms);
    let of_weights = plan
        .poststratify
        .iter()
        .chain(plan.rake.iter().flatten())
        .chain(plan.calibrate.iter().flatten())
        .chain(plan.entropy.iter().flatten());
    of_model
        .chain(of_weights)
        .flat_map(|term| &term.factors)
        .any(|factor| factor.variable == AREA_KM2 || factor.variable == DENSITY)
}

/// What standard error is told of weights: those that could not be computed, one warning a reason, and those below 0.
pub fn weight_warnings(found: &Bias) -> Vec<Remark> {
    let language = Language::default();
    let name_of = |set: &WeightSet| format!("{} ({})", set.name.word(), method_in(&set.method, language));
    let mut by_reason: Vec<(&NoWeights, Vec<&WeightSet>)> = Vec::new();
    let mut below = Vec::new();
    for set in &found.weights {
        match &set.weights {
            Err(NoWeights::NoModel | NoWeights::NobodyAnswered | NoWeights::NoVariable | NoWeights::Confidential) => {}
            Err(reason) => match by_reason.iter_mut().find(|(other, _)| *other == reason) {
                Some((_, sets)) => sets.push(set),
                None => by_reason.push((reason, vec![set])),
            },
            Ok(weights) => below.extend(negative(weights).map(|(n, smallest)| (name_of(set), n, smallest))),
        }
    }
    let none = |(reason, sets): (&NoWeights, Vec<&WeightSet>)| {
        let names: Vec<String> = sets.iter().map(|set| name_of(set)).collect();
        let of_all = sets.len() == found.weights.len();
        let names = if of_all { "none of the sets is computed".to_owned() } else { names.join(", ") };
        let remark = weight_remark(format!("{names}: {}", reason.told(language)));
        match reason {
            NoWeights::EmptyStrata { variable, .. } if variable.contains(':') => {
                remark.hint("join levels by [weights] collapse, or weight by fewer variables at once")
            }
            NoWeights::EmptyStrata { levels, .. } => {
                let first = levels.first().map_or("…", |(level, _)| level.as_str());
                remark.hint(format!("join it with a neighbour: [weights] collapse = [[\"{first}\", \"…\"]]"))
            }
            NoWeights::NobodyAnswered
            | NoWeights::MissingNumbers { .. }
            | NoWeights::MissingPropensities { .. }
            | NoWeights::NotMet { .. }
            | NoWeights::Dependent
            | NoWeights::NoVariable
            | NoWeights::NoModel
            | NoWeights::Confidential
            | NoWeights::NotACategory { .. }
            | NoWeights::Unusable { .. } => remark,
        }
    };
    let below = below.into_iter().map(|(name, n, smallest)| {
        let weights = if n == 1 { "1 weight is".to_owned() } else { format!("{n} weights are") };
        let smallest = decimal(smallest, 3, language);
        weight_remark(format!("{name}: {weights} below 0, the smallest {smallest}"))
            .hint("keep them positive: [weights] bounds = [0.3, 3.0], or distance = \"exponential\" or \"logit\"")
    });
    by_reason.into_iter().map(none).chain(below).collect()
}

fn weight_remark(message: String) -> Remark {
    Remark::of(Kind::Value, Place::file("weights"), message)
}
