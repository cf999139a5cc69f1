//! Does a finding hang on how areas were drawn? Every headline indicator under every scheme, side by side.
//!
//! The modifiable areal unit problem: indicators of the same answers change with the areas they are computed over.
//!
//! # Source
//! Openshaw (1984), *The Modifiable Areal Unit Problem*.

use crate::analysis::basis::input::BiasInput;
use crate::analysis::basis::members::Members;
use crate::analysis::basis::tested::TestedTable;
use crate::analysis::statistic::contingency::ResponseTable;
use crate::analysis::statistic::inequality::{Covered, dissimilarity, gini, theil};

/// The headline indicators of one scheme. What cannot be computed is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct UnderScheme {
    /// The scheme.
    pub scheme: String,
    /// Areas with at least one unit.
    pub areas: usize,
    /// Those without any respondent.
    pub areas_without_respondents: usize,
    /// Units behind the indicators.
    pub n: usize,
    /// The lowest response rate of an area.
    pub lowest_response: Option<f64>,
    /// The highest.
    pub highest_response: Option<f64>,
    /// The lowest coverage of an area, in residents.
    pub lowest_coverage: Option<f64>,
    /// The highest.
    pub highest_coverage: Option<f64>,
    /// Freeman and Halton's exact p-value.
    pub exact_p: Option<f64>,
    /// Cramér's V.
    pub cramers_v: Option<f64>,
    /// R-indicator of the areas' own response rates.
    pub r: Option<f64>,
    /// The same, adjusted for bias; `None` also where the rates vary no more than chance does: it cannot be told from 1 then.
    pub r_adjusted: Option<f64>,
    /// Dissimilarity of units.
    pub dissimilarity_units: Option<f64>,
    /// Dissimilarity of residents.
    pub dissimilarity: Option<f64>,
    /// Gini coefficient of coverage.
    pub gini: Option<f64>,
    /// Theil's index of coverage.
    pub theil: Option<f64>,
}

/// R-indicator and its bias adjustment when propensities are the areas' own response rates.
///
/// # Formula
/// `S² = Σ N_g (p_g − p̄)²/(N − 1)`, `B = Σ N_g p_g(1−p_g)/(N N_g)`, `R = 1 − 2S`, `R_adj = 1 − 2√max(0, S² − B)`: the closed form of the
/// logistic model with one factor.
///
/// # Source
/// Shlomo, Skinner and Schouten (2012), *Journal of Statistical Planning and Inference* 142.
pub fn r_of_one_factor(table: &ResponseTable) -> Option<(f64, f64)> {
    let n = table.n_units() as f64;
    if n < 2.0 {
        return None;
    }
    let mean = table.n_answered() as f64 / n;
    let areas = || {
        let present = table.units().iter().zip(table.answered()).filter(|(units, _)| **units > 0);
        present.map(|(&units, &answered)| (units as f64, answered as f64 / units as f64))
    };
    let variance = areas().map(|(units, p)| units * (p - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let bias = areas().map(|(_, p)| p * (1.0 - p)).sum::<f64>() / n;
    Some((1.0 - 2.0 * variance.sqrt(), 1.0 - 2.0 * (variance - bias).max(0.0).sqrt()))
}

/// The indicators of every scheme with more than one area, in the order of the schemes.
pub fn under_every_scheme(input: &BiasInput<'_>, members: &Members, tables: &[TestedTable]) -> Vec<UnderScheme> {
    let residents = members.residents(input).map(|(_, residents)| residents);
    let schemes = tables.iter().filter(|tested| tested.categories.is_scheme);
    schemes.map(|tested| under(members, tested, residents.as_deref())).collect()
}

fn under(members: &Members, tested: &TestedTable, residents: Option<&[Option<u64>]>) -> UnderScheme {
    let TestedTable { categories: areas, table, test } = tested;
    let test = test.ok();
    let units: Vec<Covered> = table
        .units()
        .iter()
        .zip(table.answered())
        .map(|(&units, &answered)| Covered { part: answered as f64, whole: units as f64 })
        .collect();
    let mut covered = vec![Covered { part: 0.0, whole: 0.0 }; areas.levels.len()];
    for (unit, area) in areas.of_unit.iter().enumerate() {
        if let (Some(area), Some(count)) = (area, residents.and_then(|residents| residents[unit])) {
            covered[*area].whole += count as f64;
            covered[*area].part += if members.answered[unit] { count as f64 } else { 0.0 };
        }
    }
    let (lowest_response, highest_response) = extremes(&units);
    let (lowest_coverage, highest_coverage) = extremes(&covered);
    let r = r_of_one_factor(table);
    UnderScheme {
        scheme: areas.name.clone(),
        areas: units.iter().filter(|area| area.whole > 0.0).count(),
        areas_without_respondents: units.iter().filter(|area| area.whole > 0.0 && area.part <= 0.0).count(),
        n: usize::try_from(table.n_units()).unwrap_or(usize::MAX),
        lowest_response,
        highest_response,
        lowest_coverage,
        highest_coverage,
        exact_p: test.map(|test| test.exact_p),
        cramers_v: test.map(|test| test.cramers_v),
        r: r.map(|(r, _)| r),
        r_adjusted: r.map(|(_, adjusted)| adjusted).filter(|adjusted| *adjusted < 1.0),
        dissimilarity_units: dissimilarity(&units),
        dissimilarity: dissimilarity(&covered),
        gini: gini(&covered),
        theil: theil(&covered, &vec![0; covered.len()]).map(|theil| theil.total),
    }
}

/// The lowest and the highest share of areas that have anything to share.
fn extremes(areas: &[Covered]) -> (Option<f64>, Option<f64>) {
    let shares = || areas.iter().filter(|area| area.whole > 0.0).map(|area| area.part / area.whole);
    (shares().min_by(f64::total_cmp), shares().max_by(f64::total_cmp))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rates_are_perfectly_representative() {
        let answered = [true, false, true, false];
        let (r, adjusted) = r_of_one_factor(&ResponseTable::of(&answered, &[0, 0, 1, 1])).unwrap();
        assert!((r - 1.0).abs() < 1e-15 && (adjusted - 1.0).abs() < 1e-15);
        assert_eq!(r_of_one_factor(&ResponseTable::of(&[true], &[0])), None);
    }
}
