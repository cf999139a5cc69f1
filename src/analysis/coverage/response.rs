//! Response counts and rates, area by area, over all units of the frame, those without a catchment too.

use crate::analysis::coverage::unit_area::area_of_units;
use crate::model::base::index::AreaIndex;
use crate::model::catchment::residents::AllottedResidents;
use crate::model::study::Study;
use crate::model::survey::frame::ResponseStatus;

/// Units of an area by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Disposition {
    /// `I`, complete answers.
    pub respondent: u64,
    /// `P`, partial answers.
    pub partial: u64,
    /// `R`, refusals.
    pub refused: u64,
    /// `NC + O`, no answer for other reasons.
    pub nonrespondent: u64,
    /// Not eligible.
    pub ineligible: u64,
    /// `UH + UO`, not known whether eligible.
    pub unknown: u64,
}

impl Disposition {
    /// Counts statuses.
    pub fn of(statuses: impl IntoIterator<Item = ResponseStatus>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            counts.add(status);
        }
        counts
    }

    fn add(&mut self, status: ResponseStatus) {
        let count = match status {
            ResponseStatus::Respondent => &mut self.respondent,
            ResponseStatus::Partial => &mut self.partial,
            ResponseStatus::Refused => &mut self.refused,
            ResponseStatus::Nonrespondent => &mut self.nonrespondent,
            ResponseStatus::Ineligible => &mut self.ineligible,
            ResponseStatus::UnknownEligibility => &mut self.unknown,
        };
        *count += 1;
    }

    /// Units known to be eligible.
    pub fn eligible(&self) -> u64 {
        self.respondent + self.partial + self.refused + self.nonrespondent
    }

    /// Units that should have answered, as far as is known.
    pub fn in_scope(&self) -> u64 {
        self.eligible() + self.unknown
    }

    /// `e`, the share of units of known eligibility that are eligible, taken for the unknown ones too; `None` when none is known.
    ///
    /// # Source
    /// AAPOR (2023), *Standard Definitions*, 10th edition: the proportional allocation (CASRO) method.
    pub fn eligibility(&self) -> Option<f64> {
        let known = self.eligible() + self.ineligible;
        (known > 0).then(|| self.eligible() as f64 / known as f64)
    }

    /// RR1 to RR6, each from 0 to 1, or `None` where the denominator is 0.
    ///
    /// # Formula
    /// `RR1 = I/(I+P+R+NC+O+U)`; `RR3 = I/(I+P+R+NC+O+eU)`; `RR5 = I/(I+P+R+NC+O)`; RR2, RR4 and RR6 add `P` to the numerator.
    ///
    /// # Source
    /// AAPOR (2023), *Standard Definitions*, 10th edition.
    pub fn response_rates(&self) -> [Option<f64>; 6] {
        let complete = self.respondent as f64;
        let with_partial = complete + self.partial as f64;
        let eligible = self.eligible() as f64;
        let unknown = self.unknown as f64;
        let rate = |numerator: f64, denominator: f64| (denominator > 0.0).then(|| numerator / denominator);
        let all = eligible + unknown;
        let estimated =
            if self.unknown == 0 { Some(eligible) } else { self.eligibility().map(|e| eligible + e * unknown) };
        [
            rate(complete, all),
            rate(with_partial, all),
            estimated.and_then(|estimated| rate(complete, estimated)),
            estimated.and_then(|estimated| rate(with_partial, estimated)),
            rate(complete, eligible),
            rate(with_partial, eligible),
        ]
    }
}

/// Response in one area of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The scheme's name.
    pub scheme: String,
    /// The area, in the order of the scheme.
    pub area: AreaIndex,
    /// Its units.
    pub disposition: Disposition,
}

/// Response in every area of every scheme, in their order.
pub fn response(study: &Study, allotted: Option<&AllottedResidents>) -> Vec<Response> {
    let mut rows = Vec::new();
    for scheme in &study.schemes {
        let area_of_unit = area_of_units(study, allotted, scheme);
        let mut dispositions = vec![Disposition::default(); scheme.areas().len()];
        for (unit, area) in study.frame.units().iter().zip(area_of_unit) {
            if let Some(area) = area {
                dispositions[area.index()].add(unit.status);
            }
        }
        rows.extend(dispositions.into_iter().enumerate().map(|(area, disposition)| Response {
            scheme: scheme.name().to_owned(),
            area: AreaIndex::at(area),
            disposition,
        }));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_follow_the_standard_definitions() {
        let counts =
            Disposition { respondent: 100, partial: 20, refused: 50, nonrespondent: 30, ineligible: 60, unknown: 40 };
        let rates = counts.response_rates().map(Option::unwrap);
        // By hand from the definitions, with e = 200/260.
        let by_hand = [
            100.0 / 240.0,
            0.5,
            100.0 / (200.0 + 40.0 * 200.0 / 260.0),
            120.0 / (200.0 + 40.0 * 200.0 / 260.0),
            0.5,
            0.6,
        ];
        for (rate, expected) in rates.into_iter().zip(by_hand) {
            assert!((rate - expected).abs() < 1e-15);
        }
    }

    #[test]
    fn an_area_without_units_has_no_rate() {
        assert_eq!(Disposition::default().response_rates(), [None; 6]);
    }
}
