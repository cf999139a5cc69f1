//! The sections of results: which measures stand in which, in the order of reports.

use crate::analysis::basis::measure::MeasureName as M;

/// A part of the results.
pub(crate) struct Section {
    /// The key of its title.
    pub(crate) title: &'static str,
    /// Its measures, and whether reports print them; else only the data have them.
    pub(crate) measures: &'static [(M, bool)],
}

/// Every section, in the order of reports.
const SECTIONS: [Section; 7] = [
    Section {
        title: "section-differences",
        measures: &[
            (M::Mean, true),
            (M::LowerQuartile, false),
            (M::Median, true),
            (M::UpperQuartile, false),
            (M::LowerQuartileType6, false),
            (M::UpperQuartileType6, false),
            (M::Smd, true),
            (M::SmdFrame, true),
            (M::DetectableSmd, true),
            (M::MeanDifference, true),
            (M::SmdClassical, true),
            (M::Welch, true),
            (M::MannWhitney, true),
            (M::Auc, false),
            (M::HodgesLehmann, true),
            (M::KolmogorovSmirnov, false),
            (M::DifferenceHolm, true),
            (M::DifferenceBh, false),
        ],
    },
    Section {
        title: "section-response",
        measures: &[
            (M::FreemanHalton, true),
            (M::ChiSquare, false),
            (M::CramersV, true),
            (M::DetectableV, false),
            (M::SmdCategory, true),
            (M::SmdLevel, false),
            (M::LevelResponse, true),
            (M::LevelResponseMidP, false),
            (M::LevelResponseHolm, false),
            (M::LevelResponseBh, false),
            (M::DetectableRate, false),
            (M::AreaCoverage, true),
        ],
    },
    Section {
        title: "section-representativeness",
        measures: &[
            (M::R, true),
            (M::RAdjusted, true),
            (M::Cv, true),
            (M::MaximalBias, true),
            (M::PartialUnconditional, true),
            (M::PartialConditional, true),
            (M::Imbalance, true),
            (M::Balance1, true),
            (M::Balance2, true),
            (M::Distance, true),
        ],
    },
    Section { title: "section-coefficients", measures: &[(M::Coefficient, true)] },
    Section {
        title: "section-weights",
        measures: &[
            (M::DesignEffect, true),
            (M::EffectiveN, true),
            (M::WeightMinimum, true),
            (M::WeightMaximum, true),
            (M::ResponseClass, true),
            (M::BalanceMaximum, false),
            (M::BalanceMean, false),
        ],
    },
    Section {
        title: "section-inequality",
        measures: &[
            (M::DissimilarityUnits, true),
            (M::Dissimilarity, true),
            (M::Gini, true),
            (M::Theil, false),
            (M::TheilBetween, false),
            (M::TheilWithin, false),
        ],
    },
    Section {
        title: "section-neighbours",
        measures: &[
            (M::NeighbourPairs, false),
            (M::JoinBoth, true),
            (M::JoinNeither, true),
            (M::JoinMixed, false),
            (M::Moran, true),
            (M::Geary, false),
            (M::GeneralG, false),
            (M::MoranWithin, true),
            (M::LocalJoin, false),
            (M::LocalMoran, false),
        ],
    },
];

/// The section that a measure stands in.
pub(crate) fn section(name: M) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.measures.iter().any(|(measure, _)| *measure == name))
}

/// Whether reports print a measure; the data have all.
pub(crate) fn is_printed(name: M) -> bool {
    section(name).is_none_or(|section| section.measures.contains(&(name, true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_stands_in_one_section() {
        let mut names: Vec<M> = SECTIONS.iter().flat_map(|section| section.measures).map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(names, M::ALL, "a measure stands twice or nowhere");
    }
}
