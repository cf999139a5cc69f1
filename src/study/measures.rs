//! Measures of a study that is open.

use crate::analysis::basis::input::{BiasInput, BiasOptions};
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::compare::measures::{Bias, bias};
use crate::analysis::coverage::area::Allotted;
use crate::analysis::space::neighbour::Neighbours;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Remark};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::auxiliary::{AREA_KM2, DENSITY};
use crate::model::survey::formula::Formula;
use crate::study::outlines::Outlines;
use crate::words::method::method_in;
use crate::words::told::Told as _;

/// Every measure of a study. `outlines` are those of its places, where they are known.
pub fn bias_of(
    study: &Study,
    allotted: Option<&Allotted>,
    outlines: Option<&Outlines>,
    design_weights: Option<&[Option<f64>]>,
    options: &BiasOptions,
) -> Bias {
    let neighbours = outlines.and_then(|outlines| Neighbours::of_catchments(study, &outlines.places));
    let square_metres: Option<Vec<f64>> = outlines
        .filter(|_| wants_areas(study, options))
        .map(|outlines| (0..outlines.places.n_shapes()).map(|place| outlines.places.area(place)).collect());
    bias(&BiasInput {
        study,
        allotted,
        neighbours: neighbours.as_ref(),
        square_metres: square_metres.as_deref(),
        design_weights,
        options,
    })
}

/// Whether the model or the weights use the size of catchments.
fn wants_areas(study: &Study, options: &BiasOptions) -> bool {
    let plan = &study.weighting;
    let of_model = options.model.iter().flat_map(Formula::terms);
    let of_weights = plan.poststratify.iter().chain(plan.rake.iter().flatten()).chain(plan.calibrate.iter().flatten());
    of_model
        .chain(of_weights)
        .flat_map(|term| &term.factors)
        .any(|factor| factor.variable == AREA_KM2 || factor.variable == DENSITY)
}

/// Weights that could not be computed, for standard error: one warning a reason.
pub fn weight_warnings(found: &Bias) -> Vec<Remark> {
    let mut by_reason: Vec<(&NoWeights, Vec<String>)> = Vec::new();
    for (set, reason) in found.weights.iter().filter_map(|set| Some((set, set.weights.as_ref().err()?))) {
        if matches!(reason, NoWeights::NoModel | NoWeights::NobodyAnswered | NoWeights::NoVariable) {
            continue;
        }
        let name = format!("{} ({})", set.name.word(), method_in(&set.method, Language::default()));
        match by_reason.iter_mut().find(|(other, _)| *other == reason) {
            Some((_, names)) => names.push(name),
            None => by_reason.push((reason, vec![name])),
        }
    }
    let told = |(reason, names): (&NoWeights, Vec<String>)| {
        let message = format!("{}: {}", names.join(", "), reason.told(Language::default()));
        let remark = Remark::of(Kind::Value, Place::file("weights"), message);
        if let NoWeights::EmptyStrata { levels, .. } = reason {
            let first = levels.first().map_or("…", |(level, _)| level.as_str());
            remark.hint(format!("join it with a neighbour: [weights] collapse = [[\"{first}\", \"…\"]]"))
        } else {
            remark
        }
    };
    by_reason.into_iter().map(told).collect()
}
