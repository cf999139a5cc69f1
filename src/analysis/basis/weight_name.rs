//! The sets of weights by name.

use crate::model::base::word::words;

words! {
    /// Which weights.
    #[derive(PartialOrd, Ord)]
    pub enum WeightName {
        /// By strata.
        Poststratified = "weight_poststratified" => "Holt and Smith 1979; Kish 1992",
        /// By margins.
        Raked = "weight_raked" => "Deming and Stephan 1940; Kish 1992",
        /// By totals.
        Calibrated = "weight_calibrated" => "Deville and Särndal 1992; Kish 1992",
        /// By the response model.
        InversePropensity = "weight_inverse_propensity" => "Hájek 1971; Little 1986; Kish 1992",
        /// By means and spreads.
        Entropy = "weight_entropy" => "Hainmueller 2012; Kish 1992",
        /// By classes of the response model's propensities.
        Classes = "weight_classes" => "Little 1986; Eltinge and Yansaneh 1997; Kish 1992",
    }
    /// Whose method it is, and whose design effect.
    pub fn source(self) -> &'static str;
}

impl WeightName {
    /// The word of the set in `outcomes.csv`, where all are weights.
    pub fn of_outcomes(self) -> &'static str {
        self.word().trim_start_matches("weight_")
    }
}
