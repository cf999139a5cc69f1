//! Weights that make respondents stand for the frame: by strata, by margins, by inverse propensity. Calibration stands beside.

use crate::analysis::algebra::variable::{Values, Variable};
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::statistic::quantile::quantile_type_7;

/// Margins are met when no total is off by more than this share of the frame.
const MET: f64 = 1e-10;
/// Cycles over all margins at the most.
const MOST_CYCLES: usize = 5_000;

/// The units to be weighted, in the order of the frame.
#[derive(Clone, Copy, Debug)]
pub struct Units<'a> {
    /// Who answered.
    pub answered: &'a [bool],
    /// Design weights; `None` counts each unit as 1.
    pub design: Option<&'a [f64]>,
}

impl Units<'_> {
    /// The design weight of a unit.
    pub fn weight(&self, unit: usize) -> f64 {
        self.design.map_or(1.0, |design| design[unit])
    }

    /// Sum of the design weights of all units, and of those that answered.
    pub fn totals(&self) -> (f64, f64) {
        let (mut all, mut answered) = (0.0, 0.0);
        for unit in 0..self.answered.len() {
            all += self.weight(unit);
            answered += if self.answered[unit] { self.weight(unit) } else { 0.0 };
        }
        (all, answered)
    }
}

/// A category as strata: every unit in one, those of unknown value in one of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Strata {
    /// The variable.
    pub variable: String,
    /// The names.
    pub levels: Vec<String>,
    /// The stratum of each unit.
    pub of_unit: Vec<usize>,
}

impl Strata {
    /// The strata of a category, or `None` for a number.
    pub fn of(variable: &Variable) -> Option<Self> {
        let Variable { name, values } = variable.clone().with_unknown_level();
        let Values::Levels { levels, of_unit } = values else { return None };
        let of_unit = of_unit.into_iter().flatten().map(|level| level as usize).collect();
        Some(Self { variable: name, levels, of_unit })
    }

    /// The strata of several categories together.
    pub fn crossed(variables: &[Strata]) -> Option<Self> {
        let (first, others) = variables.split_first()?;
        Some(others.iter().fold(first.clone(), |strata, other| {
            let mut pairs: Vec<(usize, usize)> =
                strata.of_unit.iter().copied().zip(other.of_unit.iter().copied()).collect();
            let of_units = pairs.clone();
            pairs.sort_unstable();
            pairs.dedup();
            Self {
                variable: format!("{}:{}", strata.variable, other.variable),
                levels: pairs.iter().map(|&(a, b)| format!("{}:{}", strata.levels[a], other.levels[b])).collect(),
                of_unit: of_units.iter().map(|pair| pairs.partition_point(|other| other < pair)).collect(),
            }
        }))
    }

    /// Sum of the design weights of all units and of those that answered, and the number of units, by stratum.
    fn counts(&self, units: Units<'_>) -> Vec<(f64, f64, usize)> {
        let mut counts = vec![(0.0, 0.0, 0); self.levels.len()];
        for (unit, &stratum) in self.of_unit.iter().enumerate() {
            let (all, answered, n) = &mut counts[stratum];
            *all += units.weight(unit);
            *answered += if units.answered[unit] { units.weight(unit) } else { 0.0 };
            *n += 1;
        }
        counts
    }

    /// The number of respondents of the stratum that has the fewest, of those with units.
    pub fn fewest_answered(&self, units: Units<'_>) -> usize {
        let mut answered = vec![None; self.levels.len()];
        for (unit, &stratum) in self.of_unit.iter().enumerate() {
            *answered[stratum].get_or_insert(0) += usize::from(units.answered[unit]);
        }
        answered.into_iter().flatten().min().unwrap_or(0)
    }

    /// Refuses strata without respondents.
    ///
    /// # Errors
    /// All of them, by name.
    pub fn refuse_empty(&self, units: Units<'_>) -> Result<(), NoWeights> {
        let counts = self.counts(units);
        let empty = self.levels.iter().zip(&counts).filter(|(_, (_, answered, n))| *n > 0 && *answered <= 0.0);
        let levels: Vec<(String, usize)> = empty.map(|(level, (_, _, n))| (level.clone(), *n)).collect();
        if levels.is_empty() { Ok(()) } else { Err(NoWeights::EmptyStrata { variable: self.variable.clone(), levels }) }
    }
}

/// Post-stratification: respondents of a stratum share its units.
///
/// # Formula
/// `w_i = d_i Σ_{h} d / Σ_{h, answered} d`; `N_h/n_h` where all design weights are 1.
///
/// # Source
/// Holt and Smith (1979), *Journal of the Royal Statistical Society A* 142.
///
/// # Errors
/// Nobody answered, or nobody in some stratum.
pub fn poststratify(strata: &Strata, units: Units<'_>) -> Result<Vec<Option<f64>>, NoWeights> {
    refuse_silence(units)?;
    strata.refuse_empty(units)?;
    let counts = strata.counts(units);
    Ok(of_respondents(units, |unit| {
        let (all, answered, _) = counts[strata.of_unit[unit]];
        units.weight(unit) * all / answered
    }))
}

/// Raking: respondents' weights are scaled to one margin after the other, until all are met.
///
/// # Formula
/// Iterative proportional fitting from weights `d`; it has converged when no stratum of any margin is off by more than `1e-10` of the
/// frame, whatever the last step was.
///
/// # Source
/// Deming and Stephan (1940), *Annals of Mathematical Statistics* 11; Deville, Särndal and Sautory (1993), *JASA* 88.
///
/// # Errors
/// Nobody answered, or nobody in some stratum; margins that contradict each other on the respondents are not met.
pub fn rake(margins: &[Strata], units: Units<'_>) -> Result<Vec<Option<f64>>, NoWeights> {
    refuse_silence(units)?;
    if margins.is_empty() {
        return Err(NoWeights::NoVariable);
    }
    for margin in margins {
        margin.refuse_empty(units)?;
    }
    let targets: Vec<Vec<f64>> =
        margins.iter().map(|margin| margin.counts(units).iter().map(|(all, _, _)| *all).collect()).collect();
    let population = units.totals().0;
    let mut weights: Vec<f64> =
        (0..units.answered.len()).map(|unit| if units.answered[unit] { units.weight(unit) } else { 0.0 }).collect();
    let sums = |weights: &[f64], margin: &Strata| {
        let mut sums = vec![0.0; margin.levels.len()];
        for (weight, &stratum) in weights.iter().zip(&margin.of_unit) {
            sums[stratum] += weight;
        }
        sums
    };
    let mut off_by = f64::INFINITY;
    for _ in 0..MOST_CYCLES {
        for (margin, targets) in margins.iter().zip(&targets) {
            let sums = sums(&weights, margin);
            for (weight, &stratum) in weights.iter_mut().zip(&margin.of_unit) {
                // A respondent's stratum has a positive sum.
                *weight *= if sums[stratum] > 0.0 { targets[stratum] / sums[stratum] } else { 1.0 };
            }
        }
        off_by = margins
            .iter()
            .zip(&targets)
            .flat_map(|(margin, targets)| {
                sums(&weights, margin)
                    .into_iter()
                    .zip(targets)
                    .map(|(sum, target)| (sum - target).abs())
                    .collect::<Vec<_>>()
            })
            .fold(0.0_f64, f64::max)
            / population;
        if off_by <= MET {
            return Ok(of_respondents(units, |unit| weights[unit]));
        }
    }
    Err(NoWeights::NotMet { off_by })
}

/// Inverse propensities of the respondents, scaled to the frame.
///
/// # Formula
/// `w_i = d_i/p_i · Σ d / Σ_{answered} d/p`, so that the weights sum to the frame as those of every other set do. Trimmed at `most` times the
/// median: larger ones are cut before all are scaled.
///
/// # Small samples
/// `Σ d/p` over respondents is the size of the frame only on average, and with Firth's penalty, which draws propensities towards one half,
/// mostly less; a mean does not depend on the scale, a total does.
///
/// # Source
/// Hájek (1971), in *Foundations of Statistical Inference*; Little (1986), *International Statistical Review* 54; Potter (1990),
/// *Proceedings of the Survey Research Methods Section, ASA*, for trimming.
///
/// # Errors
/// Nobody answered, or a respondent without a propensity.
pub fn inverse_propensity(
    propensity: &[Option<f64>],
    units: Units<'_>,
    most: Option<f64>,
) -> Result<Vec<Option<f64>>, NoWeights> {
    refuse_silence(units)?;
    refuse_unknown(propensity, units)?;
    let weights = of_respondents(units, |unit| units.weight(unit) / propensity[unit].unwrap_or(1.0));
    let mut ascending: Vec<f64> = weights.iter().copied().flatten().collect();
    ascending.sort_by(f64::total_cmp);
    let median = quantile_type_7(&ascending, 0.5);
    let bound = most.zip(median).map_or(f64::INFINITY, |(most, median)| most * median);
    let sum: f64 = ascending.iter().map(|weight| weight.min(bound)).sum();
    let scale = units.totals().0 / sum;
    Ok(weights.iter().map(|weight| weight.map(|weight| weight.min(bound) * scale)).collect())
}

/// Refuses respondents without a propensity.
pub(crate) fn refuse_unknown(propensity: &[Option<f64>], units: Units<'_>) -> Result<(), NoWeights> {
    let without = propensity.iter().zip(units.answered).filter(|(p, answered)| **answered && p.is_none()).count();
    if without > 0 { Err(NoWeights::MissingPropensities { n: without }) } else { Ok(()) }
}

/// What unequal weights cost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kish {
    /// How much larger the variance of a mean is than with equal weights.
    pub design_effect: f64,
    /// How many equally weighted units would be as precise.
    pub effective_n: f64,
}

/// Kish's design effect of weights; `None` without any.
///
/// # Formula
/// `deff = n Σw²/(Σw)²`, effective `n` the number of weights over it.
///
/// # Assumes
/// The weights have nothing to do with what is asked. Where they have, the cost is smaller.
///
/// # Source
/// Kish (1992), *Journal of Official Statistics* 8(2).
pub fn kish(weights: &[Option<f64>]) -> Option<Kish> {
    let n = weights.iter().flatten().count() as f64;
    let sum: f64 = weights.iter().flatten().sum();
    let squares: f64 = weights.iter().flatten().map(|weight| weight * weight).sum();
    (n > 0.0 && squares > 0.0)
        .then(|| Kish { design_effect: n * squares / (sum * sum), effective_n: sum * sum / squares })
}

/// Refuses a frame in which nobody answered.
pub(crate) fn refuse_silence(units: Units<'_>) -> Result<(), NoWeights> {
    if units.answered.contains(&true) { Ok(()) } else { Err(NoWeights::NobodyAnswered) }
}

/// A weight for each unit that answered.
pub(crate) fn of_respondents(units: Units<'_>, weight: impl Fn(usize) -> f64) -> Vec<Option<f64>> {
    units.answered.iter().enumerate().map(|(unit, &answered)| answered.then(|| weight(unit))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::algebra::variable::NOT_KNOWN;

    fn strata(name: &str, words: &[&str]) -> Strata {
        let words: Vec<Option<&str>> = words.iter().map(|&word| Some(word).filter(|word| !word.is_empty())).collect();
        Strata::of(&Variable::of_words(name, &words)).unwrap()
    }

    const ANSWERED: [bool; 5] = [true, false, true, true, false];
    const UNITS: Units<'_> = Units { answered: &ANSWERED, design: None };

    #[test]
    fn respondents_of_a_stratum_share_its_units() {
        let weights = poststratify(&strata("area", &["a", "a", "a", "b", "b"]), UNITS).unwrap();
        assert_eq!(weights, [Some(1.5), None, Some(1.5), Some(2.0), None]);
        assert!((kish(&weights).unwrap().design_effect - 3.0 * 8.5 / 25.0).abs() < 1e-15);
    }

    #[test]
    fn a_stratum_without_respondents_is_named_and_may_be_joined() {
        let area = strata("area", &["a", "b", "a", "c", "b"]);
        let empty = poststratify(&area, UNITS).unwrap_err();
        let levels = vec![("b".to_owned(), 2)];
        assert_eq!(empty, NoWeights::EmptyStrata { variable: "area".to_owned(), levels });
        let words = ["a", "b", "a", "c", "b"].map(Some);
        let joined = Variable::of_words("area", &words).collapsed(&[vec!["b".to_owned(), "c".to_owned()]]);
        let joined = Strata::of(&joined).unwrap();
        assert_eq!(joined.levels, ["a", "b + c"]);
        assert_eq!(poststratify(&joined, UNITS).unwrap(), [Some(1.0), None, Some(1.0), Some(3.0), None]);
    }

    #[test]
    fn an_unknown_value_is_a_stratum_of_its_own() {
        let area = strata("area", &["a", "", "a", "", "a"]);
        assert_eq!(area.levels, ["a", NOT_KNOWN]);
        assert_eq!(poststratify(&area, UNITS).unwrap(), [Some(1.5), None, Some(1.5), Some(2.0), None]);
        let crossed = Strata::crossed(&[area, strata("kind", &["x", "x", "y", "x", "y"])]).unwrap();
        assert_eq!(crossed.levels, ["a:x", "a:y", "(not known):x"]);
        assert_eq!(crossed.of_unit, [0, 2, 1, 2, 1]);
    }

    #[test]
    fn raked_weights_meet_every_margin_or_say_so() {
        let (area, kind) = (strata("area", &["a", "a", "a", "b", "b"]), strata("kind", &["x", "y", "y", "x", "y"]));
        // With a:x = u, a:y = 3 − u and b:x = 2 there would have to be u + 2 of x: only u = 0 does that.
        let contradiction = rake(&[area.clone(), kind], UNITS);
        assert!(matches!(contradiction, Err(NoWeights::NotMet { .. })), "{contradiction:?}");
        assert_eq!(rake(&[area], UNITS).unwrap(), [Some(1.5), None, Some(1.5), Some(2.0), None]);
    }

    #[test]
    fn inverse_propensities_sum_to_the_frame_trimmed_or_not() {
        let propensity = [Some(0.5), Some(0.5), Some(0.5), Some(0.1), Some(0.1)];
        // 2, 2 and 10 are 14 of the 5 units.
        let plain = inverse_propensity(&propensity, UNITS, None).unwrap();
        let trimmed = inverse_propensity(&propensity, UNITS, Some(2.0)).unwrap();
        for (found, wanted) in [(plain, [2.0, 2.0, 10.0].map(|w| w * 5.0 / 14.0)), (trimmed, [1.25, 1.25, 2.5])] {
            let found: Vec<f64> = found.into_iter().flatten().collect();
            assert!(found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 1e-15), "{found:?}");
        }
    }

    #[test]
    fn the_stratum_with_the_fewest_respondents_counts() {
        assert_eq!(strata("area", &["a", "a", "a", "b", "b"]).fewest_answered(UNITS), 1);
        assert_eq!(strata("area", &["a", "b", "a", "c", "b"]).fewest_answered(UNITS), 0);
    }
}
