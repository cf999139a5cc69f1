//! The works that methods are cited from.

use crate::model::base::word::words;

words! {
    /// A work.
    #[derive(PartialOrd, Ord)]
    pub(crate) enum Reference {
        /// Response rates.
        Aapor = "aapor" => "American Association for Public Opinion Research. Standard definitions: final dispositions of case codes and outcome rates for surveys. 10th ed. AAPOR; 2023.",
        /// Score tests and noncentral χ².
        Agresti = "agresti" => "Agresti A. Categorical data analysis. 3rd ed. Hoboken: Wiley; 2013.",
        /// Late respondents.
        Armstrong = "armstrong" => "Armstrong JS, Overton TS. Estimating nonresponse bias in mail surveys. J Mark Res. 1977;14:396–402.",
        /// Standardised differences.
        Austin = "austin" => "Austin PC. Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in propensity-score matched samples. Stat Med. 2009;28:3083–3107.",
        /// Intervals of shares of a finite frame.
        Buonaccorsi = "buonaccorsi" => "Buonaccorsi JP. A note on confidence intervals for proportions in finite populations. Am Stat. 1987;41:215–218.",
        /// Exact intervals of shares.
        Clopper = "clopper" => "Clopper CJ, Pearson ES. The use of confidence or fiducial limits illustrated in the case of the binomial. Biometrika. 1934;26:404–413.",
        /// Raking.
        Deming = "deming" => "Deming WE, Stephan FF. On a least squares adjustment of a sampled frequency table when the expected marginal totals are known. Ann Math Stat. 1940;11:427–444.",
        /// Calibration.
        Deville = "deville" => "Deville JC, Särndal CE. Calibration estimators in survey sampling. J Am Stat Assoc. 1992;87:376–382.",
        /// Classes of propensity.
        Eltinge = "eltinge" => "Eltinge JL, Yansaneh IS. Diagnostics for formation of nonresponse adjustment cells, with an application to income nonresponse in the U.S. Consumer Expenditure Survey. Surv Methodol. 1997;23:33–40.",
        /// The penalty of a model with separation.
        Firth = "firth" => "Firth D. Bias reduction of maximum likelihood estimates. Biometrika. 1993;80:27–38.",
        /// Exact tests of tables.
        Freeman = "freeman" => "Freeman GH, Halton JH. Note on an exact treatment of contingency, goodness of fit and other problems of significance. Biometrika. 1951;38:141–149.",
        /// Intervals from permutations.
        Garthwaite = "garthwaite" => "Garthwaite PH. Confidence intervals from randomization tests. Biometrics. 1996;52:1387–1393.",
        /// Entropy balancing.
        Hainmueller = "hainmueller" => "Hainmueller J. Entropy balancing for causal effects: a multivariate reweighting method to produce balanced samples in observational studies. Polit Anal. 2012;20:25–46.",
        /// Several tests.
        Holm = "holm" => "Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat. 1979;6:65–70.",
        /// Post-stratification.
        Holt = "holt" => "Holt D, Smith TMF. Post stratification. J R Stat Soc Ser A. 1979;142:33–46.",
        /// Confidentiality.
        Hundepool = "hundepool" => "Hundepool A, Domingo-Ferrer J, Franconi L, et al. Statistical disclosure control. Chichester: Wiley; 2012.",
        /// The cost of weights.
        Kish = "kish" => "Kish L. Weighting for unequal Pi. J Off Stat. 1992;8:183–200.",
        /// Intervals of weighted shares.
        Korn = "korn" => "Korn EL, Graubard BI. Confidence intervals for proportions with small expected number of positive counts estimated from survey data. Surv Methodol. 1998;24:193–201.",
        /// Weights by propensity.
        Little = "little" => "Little RJA. Survey nonresponse adjustments for estimates of means. Int Stat Rev. 1986;54:139–157.",
        /// Tests of ranks.
        Mann = "mann" => "Mann HB, Whitney DR. On a test of whether one of two random variables is stochastically larger than the other. Ann Math Stat. 1947;18:50–60.",
        /// Bounds without assumptions.
        Manski = "manski" => "Manski CF. Anatomy of the selection problem. J Hum Resour. 1989;24:343–360.",
        /// P-values of permutations.
        Phipson = "phipson" => "Phipson B, Smyth GK. Permutation p-values should never be zero: calculating exact p-values when permutations are randomly drawn. Stat Appl Genet Mol Biol. 2010;9:39.",
        /// The R-indicator.
        Schouten2009 = "schouten-2009" => "Schouten B, Cobben F, Bethlehem J. Indicators for the representativeness of survey response. Surv Methodol. 2009;35:101–113.",
        /// Partial indicators.
        Schouten2011 = "schouten-2011" => "Schouten B, Shlomo N, Skinner C. Indicators for monitoring and improving representativeness of response. J Off Stat. 2011;27:231–253.",
        /// The adjusted R-indicator.
        Shlomo = "shlomo" => "Shlomo N, Skinner C, Schouten B. Estimation of an indicator of the representativeness of survey response. J Stat Plan Inference. 2012;142:201–211.",
        /// Exact distributions of sums.
        Streitberg = "streitberg" => "Streitberg B, Röhmel J. Exact distributions for permutation and rank tests: an introduction to some recently published algorithms. Stat Softw Newsl. 1986;12:10–17.",
        /// Several discrete tests.
        Tarone = "tarone" => "Tarone RE. A modified Bonferroni method for discrete data. Biometrics. 1990;46:515–522.",
        /// Several discrete tests, by their distributions.
        Westfall = "westfall" => "Westfall PH, Wolfinger RD. Multiple tests with discrete distributions. Am Stat. 1997;51:3–8.",
    }
    /// As a list of references has it.
    pub(crate) fn text(self) -> &'static str;
}
