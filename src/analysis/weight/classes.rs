//! Response classes: units alike in their estimated propensity, whose respondents share them.

use crate::analysis::basis::reason::NoWeights;
use crate::analysis::statistic::quantile::quantile_type_7;
use crate::analysis::weight::adjust::{Strata, Units, poststratify, refuse_silence, refuse_unknown};

/// A class with fewer respondents is joined with a neighbour: one alone would stand for the whole class.
pub(crate) const FEWEST: usize = 2;

/// One class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponseClass {
    /// The smallest propensity in it.
    pub low: f64,
    /// The largest.
    pub high: f64,
    /// Its units.
    pub n: usize,
    /// Those that answered.
    pub answered: usize,
    /// The mean propensity of its units.
    pub mean_propensity: f64,
    /// The weight of its respondents, per design weight.
    pub weight: f64,
}

/// Classes by propensity, the lowest first, with the class of each unit; `None` for a unit without a propensity.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseClasses {
    /// The classes.
    pub classes: Vec<ResponseClass>,
    /// The class of each unit.
    pub of_unit: Vec<Option<usize>>,
    /// A weight for each respondent.
    pub weights: Vec<Option<f64>>,
}

/// Weights by `count` classes of the propensity, of equally many units each.
///
/// # Formula
/// Bounds are quantiles of type 7 of the units' propensities; a class holds its upper bound, so units of one propensity are never parted.
/// A class of fewer than two respondents is joined with the neighbour of the nearer mean propensity, the smallest class first. In a class
/// `w_i = d_i Σ_c d / Σ_{c, answered} d`, `N_c/n_c` where all design weights are 1; all are scaled to the frame where units have no
/// propensity.
///
/// # Assumes
/// Inside a class response has nothing to do with what is asked. Five classes take away about nine tenths of the bias that the propensity
/// explains (Cochran 1968); unlike inverse propensities they need the model's order alone, and no respondent weighs more than its class.
///
/// # Source
/// Little (1986), *International Statistical Review* 54; Eltinge and Yansaneh (1997), *Survey Methodology* 23; Cochran (1968), *Biometrics* 24.
///
/// # Errors
/// Nobody answered, or a respondent without a propensity.
pub fn response_classes(
    propensity: &[Option<f64>],
    units: Units<'_>,
    count: usize,
) -> Result<ResponseClasses, NoWeights> {
    refuse_silence(units)?;
    refuse_unknown(propensity, units)?;
    let mut ascending: Vec<f64> = propensity.iter().copied().flatten().collect();
    ascending.sort_by(f64::total_cmp);
    let mut bounds: Vec<f64> =
        (1..count).filter_map(|class| quantile_type_7(&ascending, class as f64 / count as f64)).collect();
    bounds.dedup();
    let class_of = |p: f64| bounds.partition_point(|&bound| bound < p);
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); bounds.len() + 1];
    for (unit, p) in propensity.iter().enumerate() {
        if let Some(p) = p {
            groups[class_of(*p)].push(unit);
        }
    }
    groups.retain(|group| !group.is_empty());
    join_small(&mut groups, propensity, units);
    let mut of_unit = vec![None; propensity.len()];
    for (class, group) in groups.iter().enumerate() {
        for &unit in group {
            of_unit[unit] = Some(class);
        }
    }
    let weights = weights_by_class(&of_unit, groups.len(), units)?;
    let classes = groups.iter().map(|group| summed(group, propensity, &weights, units)).collect();
    Ok(ResponseClasses { classes, of_unit, weights })
}

fn join_small(groups: &mut Vec<Vec<usize>>, propensity: &[Option<f64>], units: Units<'_>) {
    let mean = |group: &[usize]| group.iter().filter_map(|&unit| propensity[unit]).sum::<f64>() / group.len() as f64;
    while groups.len() > 1 {
        let answered = |group: &[usize]| group.iter().filter(|&&unit| units.answered[unit]).count();
        let smallest = (0..groups.len()).min_by_key(|&class| answered(&groups[class]));
        let Some(class) = smallest.filter(|&class| answered(&groups[class]) < FEWEST) else { return };
        let own = mean(&groups[class]);
        let below = class.checked_sub(1).map(|other| (other, own - mean(&groups[other])));
        let above = groups.get(class + 1).map(|group| (class + 1, mean(group) - own));
        let into = match (below, above) {
            (Some((other, down)), Some((_, up))) if down <= up => other,
            (_, Some((other, _))) | (Some((other, _)), None) => other,
            (None, None) => return,
        };
        let moved = groups.remove(class.max(into));
        groups[class.min(into)].extend(moved);
    }
}

/// Post-stratified by class. Units without a propensity are in no class; those in one stand for them too.
fn weights_by_class(
    of_unit: &[Option<usize>],
    n_classes: usize,
    units: Units<'_>,
) -> Result<Vec<Option<f64>>, NoWeights> {
    let inside: Vec<usize> = (0..of_unit.len()).filter(|&unit| of_unit[unit].is_some()).collect();
    let answered: Vec<bool> = inside.iter().map(|&unit| units.answered[unit]).collect();
    let design: Vec<f64> = inside.iter().map(|&unit| units.weight(unit)).collect();
    let strata = Strata {
        variable: String::new(),
        levels: (1..=n_classes).map(|class| class.to_string()).collect(),
        of_unit: inside.iter().filter_map(|&unit| of_unit[unit]).collect(),
    };
    let found = poststratify(&strata, Units { answered: &answered, design: Some(&design) })?;
    let scale = units.totals().0 / design.iter().sum::<f64>();
    let mut weights = vec![None; of_unit.len()];
    for (&unit, weight) in inside.iter().zip(found) {
        weights[unit] = weight.map(|weight| weight * scale);
    }
    Ok(weights)
}

fn summed(group: &[usize], propensity: &[Option<f64>], weights: &[Option<f64>], units: Units<'_>) -> ResponseClass {
    let known = || group.iter().filter_map(|&unit| propensity[unit]);
    let respondents = || group.iter().filter(|&&unit| units.answered[unit]);
    let per_design = |&unit: &usize| Some(weights[unit]? / units.weight(unit));
    ResponseClass {
        low: known().fold(f64::INFINITY, f64::min),
        high: known().fold(f64::NEG_INFINITY, f64::max),
        n: group.len(),
        answered: respondents().count(),
        mean_propensity: known().sum::<f64>() / group.len() as f64,
        weight: respondents().find_map(per_design).unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_share_their_units_and_small_ones_are_joined() {
        let propensity: Vec<Option<f64>> = [0.2, 0.2, 0.4, 0.4, 0.5, 0.5, 0.6, 0.6, 0.8, 0.8].map(Some).to_vec();
        let answered = [true, false, true, false, true, true, true, true, true, true];
        let units = Units { answered: &answered, design: None };
        let found = response_classes(&propensity, units, 5).unwrap();
        // The two lowest classes have one respondent each: joined, they have two of four units.
        let sizes: Vec<(usize, usize)> = found.classes.iter().map(|class| (class.answered, class.n)).collect();
        assert_eq!(sizes, [(2, 4), (2, 2), (2, 2), (2, 2)]);
        assert_eq!((found.classes[0].low, found.classes[0].high, found.classes[0].weight), (0.2, 0.4, 2.0));
        assert!((found.classes[0].mean_propensity - 0.3).abs() < 1e-15);
        assert!((found.weights.iter().flatten().sum::<f64>() - 10.0).abs() < 1e-12);
        assert_eq!(found.weights[..3], [Some(2.0), None, Some(2.0)]);
    }

    #[test]
    fn equal_propensities_are_one_class_and_unknown_ones_are_stood_for() {
        let propensity = [Some(0.5), Some(0.5), Some(0.5), Some(0.5), None];
        let answered = [true, true, false, false, false];
        let found = response_classes(&propensity, Units { answered: &answered, design: None }, 5).unwrap();
        assert_eq!(found.classes.len(), 1);
        assert_eq!(found.weights, [Some(2.5), Some(2.5), None, None, None]);
        let unknown = response_classes(&[None, Some(0.5)], Units { answered: &[true, true], design: None }, 5);
        assert_eq!(unknown, Err(NoWeights::MissingPropensities { n: 1 }));
    }
}
