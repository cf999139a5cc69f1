//! What leaves the analysis for a reader: counts of a known whole as far as they may be published.

use crate::analysis::coverage::all_areas::Adjusted;
use crate::analysis::coverage::area::{Allotted, Coverage, Source};
use crate::analysis::coverage::fieldwork::FieldworkCurve;
use crate::analysis::coverage::null::{CoverageNull, NoNull};
use crate::analysis::coverage::reconciliation::Reconciliation;
use crate::analysis::coverage::response::Disposition;
use crate::analysis::coverage::size::CatchmentSizes;
use crate::analysis::statistic::detectable::LEVEL;
use crate::model::base::count::{Residents, UnitCount};
use crate::model::base::index::AreaIndex;
use crate::model::base::share::Share;
use crate::model::base::word::words;

words! {
    /// How a count is published.
    pub enum Precision {
        /// The count itself.
        Exact = "exact",
        /// The share, to a step.
        Step = "step",
        /// Between two shares.
        Range = "range",
        /// Not at all.
        Withheld = "withheld",
    }
}

/// A part of a whole that everybody knows, as far as it is published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Published<C> {
    /// The part itself.
    Exact(Share<C>),
    /// The share to the nearest multiple of a step.
    Rounded {
        /// The multiple, 0 to 1.
        value: f64,
        /// The step, 0 to 1.
        step: f64,
        /// The whole.
        whole: C,
    },
    /// The share lies between two bounds.
    Between {
        /// The lower one, 0 to 1.
        low: f64,
        /// The upper one.
        high: f64,
        /// The whole.
        whole: C,
    },
    /// Nothing of the part.
    Withheld {
        /// The whole.
        whole: C,
    },
}

impl<C: Copy + Default + PartialOrd + std::ops::Add<Output = C> + Into<u64>> Published<C> {
    /// The whole.
    pub fn whole(self) -> C {
        match self {
            Self::Exact(share) => share.whole(),
            Self::Rounded { whole, .. } | Self::Between { whole, .. } | Self::Withheld { whole } => whole,
        }
    }

    /// The part, where it is published itself.
    pub fn part(self) -> Option<C> {
        match self {
            Self::Exact(share) => Some(share.part()),
            Self::Rounded { .. } | Self::Between { .. } | Self::Withheld { .. } => None,
        }
    }

    /// The share as one number from 0 to 1, where it is published as one.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Exact(share) => share.value(),
            Self::Rounded { value, .. } => Some(value),
            Self::Between { .. } | Self::Withheld { .. } => None,
        }
    }

    /// The bounds within which a reader knows the share to lie.
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Self::Exact(share) => share.value().map(|value| (value, value)),
            Self::Rounded { value, step, .. } => Some(((value - step / 2.0).max(0.0), (value + step / 2.0).min(1.0))),
            Self::Between { low, high, .. } => Some((low, high)),
            Self::Withheld { .. } => None,
        }
    }

    /// The same as plain counts, whatever is counted.
    pub fn counts(self) -> Published<u64> {
        let whole: u64 = self.whole().into();
        match self {
            Self::Exact(share) => Published::Exact(share.counts()),
            Self::Rounded { value, step, .. } => Published::Rounded { value, step, whole },
            Self::Between { low, high, .. } => Published::Between { low, high, whole },
            Self::Withheld { .. } => Published::Withheld { whole },
        }
    }

    /// How it is published.
    pub fn precision(self) -> Precision {
        match self {
            Self::Exact(_) => Precision::Exact,
            Self::Rounded { .. } => Precision::Step,
            Self::Between { .. } => Precision::Range,
            Self::Withheld { .. } => Precision::Withheld,
        }
    }
}

/// Coverage of one area by one source, as it is published.
#[derive(Clone, Debug)]
pub struct PublishedCoverage {
    /// The scheme's name.
    pub scheme: String,
    /// The area, in the order of the scheme.
    pub area: AreaIndex,
    /// Where residents were counted.
    pub source: Source,
    /// Units that answered out of the units of the area.
    pub units: Published<UnitCount>,
    /// Residents covered out of the residents of the area.
    pub residents: Published<Residents>,
    /// Residents of the area in no catchment; `None` for the frame, which does not know them.
    pub outside_frame: Option<Residents>,
    /// Units or places whose residents are not known.
    pub not_known: usize,
    /// What random response would give, or why that is not known.
    pub null: Result<PublishedNull, NoNull>,
    /// The p-value adjusted over all areas of the scheme; `None` where there is none, or where it would tell.
    pub adjusted: Option<Adjusted>,
}

impl PublishedCoverage {
    /// Whether chance explains the coverage of this area once all areas of its scheme are looked at; `None` where that is not known. What is
    /// coloured or said of an area rests on this.
    pub fn is_within_chance(&self) -> Option<bool> {
        self.adjusted.map(|adjusted| adjusted.p_value > LEVEL)
    }
}

/// What random response would give. The range rests on the frame and the number of respondents alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedNull {
    /// Lower end of the central 95 % range of coverage, 0 to 1.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Residents in a step of the distribution.
    pub step: u64,
    /// Where the observed coverage stands in it; `None` where that would tell it.
    pub observed: Option<CoverageNull>,
}

/// Response in one area, as it is published.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedResponse {
    /// The scheme's name.
    pub scheme: String,
    /// The area, in the order of the scheme.
    pub area: AreaIndex,
    /// Units that answered, in whole or in part, out of those that should have.
    pub answered: Published<UnitCount>,
    /// All units by what became of them; `None` where that would tell who answered.
    pub disposition: Option<Disposition>,
}

/// Everything about coverage and response that a reader may see.
#[derive(Clone, Debug)]
pub struct PublishedFindings {
    /// Residents given to units, which everybody may know.
    pub allotted: Option<Allotted>,
    /// Coverage of every area that is published.
    pub coverage: Vec<PublishedCoverage>,
    /// Frame against census.
    pub reconciliation: Vec<Reconciliation>,
    /// Response in every area that is published.
    pub response: Vec<PublishedResponse>,
    /// Sizes of catchments by the frame's figures; `None` where each quartile would be a unit's.
    pub sizes: Option<[CatchmentSizes; 2]>,
    /// Sizes of catchments by census residents.
    pub census_sizes: Option<[CatchmentSizes; 2]>,
    /// How answers came in; `None` where the frame does not have their days, or they are not told.
    pub fieldwork: Option<FieldworkCurve>,
    /// How many units of the frame answered, whole or in part.
    pub n_answered: usize,
    /// Coverage itself, which measures are computed from.
    pub(in crate::analysis) exact: Vec<Coverage>,
}

impl PublishedFindings {
    /// Whether coverage by the scheme and source is among them, in whatever precision.
    pub fn publishes(&self, scheme: &str, source: Option<Source>) -> bool {
        self.coverage.iter().any(|row| row.scheme == scheme && Some(row.source) == source)
    }
}

impl From<&Coverage> for PublishedCoverage {
    fn from(row: &Coverage) -> Self {
        Self {
            scheme: row.scheme.clone(),
            area: row.area,
            source: row.source,
            units: Published::Exact(row.units),
            residents: Published::Exact(row.residents),
            outside_frame: row.outside_frame,
            not_known: row.not_known,
            null: row.null.map(|null| PublishedNull {
                low: null.low,
                high: null.high,
                step: null.step,
                observed: Some(null),
            }),
            adjusted: row.adjusted,
        }
    }
}
