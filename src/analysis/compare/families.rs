//! Every p-value beside the one adjusted over its family: which tests are judged together is decided here alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::basis::family::{Family, InFamily};
use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::basis::method::TestName;
use crate::analysis::statistic::multiplicity::holm;

/// Puts every row with a p-value into its family, and adjusts by Holm those that are not adjusted yet.
///
/// One test stands for each variable, and one for each question about the response model: further tests of the same say so and have no
/// adjusted value of their own.
pub fn with_families(rows: &mut [Measure]) {
    let standing: BTreeSet<String> = rows
        .iter()
        .filter(|row| row.measure == Name::DifferenceHolm && row.p_value.is_some())
        .map(|row| row.variable.clone())
        .collect();
    let categories: BTreeSet<String> =
        rows.iter().filter(|row| row.measure == Name::FreemanHalton).map(|row| row.variable.clone()).collect();
    let mut families: Vec<(Family, Vec<usize>)> = Vec::new();
    let mut family_at: BTreeMap<String, usize> = BTreeMap::new();
    for (position, row) in rows.iter_mut().enumerate() {
        if row.p_value.is_none() || row.family.is_some() {
            continue;
        }
        let family = family_of(row, &standing, &categories);
        if matches!(family, Family::StoodFor { .. } | Family::Alone) {
            row.p_adjusted = row.p_value.filter(|_| family == Family::Alone);
            row.family = Some(InFamily { family, tests: 1 });
            continue;
        }
        let at = *family_at.entry(format!("{family:?}")).or_insert_with(|| {
            families.push((family, Vec::new()));
            families.len() - 1
        });
        families[at].1.push(position);
    }
    for (family, positions) in families {
        let p_values: Vec<f64> = positions.iter().filter_map(|&position| rows[position].p_value).collect();
        for (&position, adjusted) in positions.iter().zip(holm(&p_values)) {
            rows[position].p_adjusted = Some(adjusted);
            rows[position].family = Some(InFamily { family: family.clone(), tests: positions.len() });
        }
    }
}

/// The family of a row with a p-value.
fn family_of(row: &Measure, standing: &BTreeSet<String>, categories: &BTreeSet<String>) -> Family {
    let variable = || row.variable.clone();
    match row.measure {
        Name::MannWhitney | Name::FreemanHalton if standing.contains(&row.variable) => Family::Variables,
        Name::MannWhitney
        | Name::FreemanHalton
        | Name::ChiSquare
        | Name::CramersV
        | Name::DetectableV
        | Name::SmdCategory
        | Name::Smd
        | Name::SmdFrame
        | Name::DetectableSmd
        | Name::MeanDifference
        | Name::SmdClassical
        | Name::Welch
        | Name::Auc
        | Name::HodgesLehmann
        | Name::KolmogorovSmirnov
        | Name::Mean
        | Name::LowerQuartile
        | Name::Median
        | Name::UpperQuartile
        | Name::LowerQuartileType6
        | Name::UpperQuartileType6 => {
            let by = if categories.contains(&row.variable) { TestName::FreemanHalton } else { TestName::MannWhitney };
            Family::StoodFor { by, variable: variable() }
        }
        Name::LevelResponse
        | Name::LevelResponseHolm
        | Name::LevelResponseBh
        | Name::DetectableRate
        | Name::AreaCoverage
        | Name::SmdLevel => Family::Levels { variable: variable() },
        Name::LevelResponseMidP => Family::StoodFor { by: TestName::LevelResponse, variable: variable() },
        Name::DifferenceHolm | Name::DifferenceBh => Family::Variables,
        Name::DissimilarityUnits
        | Name::Dissimilarity
        | Name::Gini
        | Name::Theil
        | Name::TheilBetween
        | Name::TheilWithin => Family::Evenness { scheme: variable() },
        Name::NeighbourPairs
        | Name::JoinBoth
        | Name::JoinNeither
        | Name::JoinMixed
        | Name::Moran
        | Name::Geary
        | Name::GeneralG
        | Name::MoranWithin => Family::Neighbours,
        Name::LocalJoin | Name::LocalMoran => Family::Units,
        Name::Coefficient => Family::Coefficients,
        Name::R | Name::Cv | Name::Imbalance => Family::StoodFor { by: TestName::RAdjusted, variable: variable() },
        Name::RAdjusted
        | Name::MaximalBias
        | Name::PartialUnconditional
        | Name::PartialConditional
        | Name::Balance1
        | Name::Balance2
        | Name::Distance
        | Name::DesignEffect
        | Name::EffectiveN
        | Name::WeightMinimum
        | Name::WeightMaximum
        | Name::ResponseClass
        | Name::BalanceMaximum
        | Name::BalanceMean => Family::Alone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(measure: Name, variable: &str, p: f64) -> Measure {
        Measure::new(measure, variable, [], "").p_value(p)
    }

    #[test]
    fn one_test_stands_for_each_variable() {
        let mut rows = [
            row(Name::MannWhitney, "population", 0.01),
            row(Name::Welch, "population", 0.04),
            row(Name::FreemanHalton, "kind", 0.03),
            row(Name::FreemanHalton, "istat3", 0.02),
            row(Name::RAdjusted, "model", 0.2),
        ];
        let mut all: Vec<Measure> = rows.to_vec();
        for (variable, p, adjusted) in [("population", 0.01, 0.02), ("kind", 0.03, 0.03)] {
            let mut holm = row(Name::DifferenceHolm, variable, p);
            holm.p_adjusted = Some(adjusted);
            holm.family = Some(InFamily { family: Family::Variables, tests: 2 });
            all.push(holm);
        }
        with_families(&mut all);
        rows.clone_from_slice(&all[..5]);
        assert_eq!(rows[0].p_adjusted, Some(0.02));
        assert_eq!(rows[1].p_adjusted, None);
        assert_eq!(rows[2].p_adjusted, Some(0.03));
        let by = |row: &Measure| row.family.clone().unwrap();
        assert_eq!(by(&rows[0]), InFamily { family: Family::Variables, tests: 2 });
        let stood = Family::StoodFor { by: TestName::FreemanHalton, variable: "istat3".to_owned() };
        assert_eq!((by(&rows[3]).family, rows[3].p_adjusted), (stood, None));
        assert_eq!((by(&rows[4]).family, rows[4].p_adjusted), (Family::Alone, Some(0.2)));
    }
}
