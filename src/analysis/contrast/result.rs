//! One row of `answers_by_group.csv`.

use crate::analysis::basis::family::InFamily;
use crate::analysis::basis::method::Method;
use crate::analysis::basis::note::Note;
use crate::model::base::word::words;

words! {
    /// Which test compares the groups.
    pub enum ContrastTest {
        /// One level against the others: Fisher's exact test.
        Fisher = "fisher",
        /// All levels of a table at once.
        FreemanHalton = "freeman_halton",
        /// The means of one level and of the others, by permutations.
        Permutation = "permutation",
        /// The ranks of all levels at once, by permutations.
        KruskalWallis = "kruskal_wallis",
    }
}

/// What the respondents of one group answered, beside the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// Position of the question in the study.
    pub question: usize,
    /// Position of the option; `None` for a number, and for all options of a question at once.
    pub option: Option<usize>,
    /// The scheme or characteristic.
    pub variable: String,
    /// The level; `None` for all levels at once.
    pub level: Option<String>,
    /// Units of the level that should have answered the survey.
    pub units: usize,
    /// Those of them that answered the survey.
    pub answered: usize,
    /// Units that answered the question.
    pub n: usize,
    /// Those that chose the option.
    pub count: Option<usize>,
    /// The share, or the mean.
    pub estimate: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// Units outside the level that answered the question, and their share or mean.
    pub rest: Option<(usize, f64)>,
    /// The level less the others.
    pub difference: Option<f64>,
    /// The 95 % interval of that.
    pub difference_interval: Option<(f64, f64)>,
    /// The test.
    pub test: Option<ContrastTest>,
    /// Its p-value.
    pub p_value: Option<f64>,
    /// The same adjusted by Holm over its family.
    pub p_adjusted: Option<f64>,
    /// The same adjusted by Benjamini and Hochberg over its family.
    pub p_bh: Option<f64>,
    /// Its family.
    pub family: Option<InFamily>,
    /// How it was computed.
    pub method: Vec<Method>,
    /// Why something is missing.
    pub notes: Vec<Note>,
}
