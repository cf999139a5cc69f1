//! How large the catchments of respondents and of nonrespondents are.

use crate::analysis::coverage::area::takes_part;
use crate::analysis::statistic::quantile::{equal_parts, quantile_type_7};
use crate::model::base::count::Residents;
use crate::model::study::Study;

/// Sizes of the catchments of a group of units, in residents.
#[derive(Clone, Debug, PartialEq)]
pub struct CatchmentSizes {
    /// Whether these are the units that answered.
    pub answered: bool,
    /// Units with a known size.
    pub n_units: usize,
    /// Units without.
    pub not_known: usize,
    /// Quantiles (type 7) at the middles of equal parts of the group, at least three units a part and twenty parts at the most: a picture of
    /// the group in which no value is one unit's.
    pub parts: Vec<f64>,
    /// The arithmetic mean, and minimum, quartiles (type 7) and maximum; `None` without a known size.
    pub summary: Option<SizeSummary>,
}

/// Mean and five-number summary of sizes, in residents.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizeSummary {
    /// The arithmetic mean.
    pub mean: f64,
    /// The smallest.
    pub minimum: f64,
    /// The lower quartile, type 7.
    pub q1: f64,
    /// The median.
    pub median: f64,
    /// The upper quartile, type 7.
    pub q3: f64,
    /// The largest.
    pub maximum: f64,
}

/// Parts of a group at the most.
const MOST_PARTS: usize = 20;

/// Sizes of respondents' and of nonrespondents' catchments. `sizes` are residents by unit, in the order of the frame.
pub fn catchment_sizes(study: &Study, sizes: &[Option<Residents>]) -> [CatchmentSizes; 2] {
    [true, false].map(|answered| {
        let group: Vec<Option<Residents>> = study
            .frame
            .units()
            .iter()
            .zip(sizes)
            .filter(|(unit, _)| takes_part(unit) && unit.status.answered() == answered)
            .map(|(_, &size)| size)
            .collect();
        let mut known: Vec<f64> = group.iter().flatten().map(|residents| residents.0 as f64).collect();
        known.sort_by(f64::total_cmp);
        CatchmentSizes {
            answered,
            n_units: known.len(),
            not_known: group.len() - known.len(),
            parts: equal_parts(&known, MOST_PARTS),
            summary: summary(&known),
        }
    })
}

fn summary(ascending: &[f64]) -> Option<SizeSummary> {
    let (first, last) = (ascending.first()?, ascending.last()?);
    Some(SizeSummary {
        mean: ascending.iter().sum::<f64>() / ascending.len() as f64,
        minimum: *first,
        q1: quantile_type_7(ascending, 0.25)?,
        median: quantile_type_7(ascending, 0.5)?,
        q3: quantile_type_7(ascending, 0.75)?,
        maximum: *last,
    })
}
