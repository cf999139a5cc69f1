//! Residents of places given out to units in whole persons, so that every total is exact.

use crate::model::base::count::Residents;
use crate::model::base::index::PlaceIndex;
use crate::model::base::remainder::largest_remainder;
use crate::model::catchment::served::{Catchments, PlaceShare, PlaceSum};

/// Residents given to each allotment of some catchments.
#[derive(Clone, Debug)]
pub struct AllottedResidents {
    /// Residents of each allotment, in the order of [`Catchments::allotments`]; `None` where the place's count is not known.
    pub given: Vec<Option<Residents>>,
    /// Residents of each place that are in no catchment; `None` where the place's count is not known.
    pub outside: Vec<Option<Residents>>,
}

/// Gives the residents of every place to the units that serve it.
///
/// # Formula
/// Largest remainder: unit `i` with share `a_i` gets `⌊a_i P / A⌋` of `P` residents, and the persons left over go one each to the
/// largest remainders, ties in the order of unit identifiers. `A` is 1, or the sum of the shares where it differs from 1 by rounding.
/// Where shares sum to less, the rest of the place takes part as one more claimant, the last in ties. Where catchments overlap, each
/// unit's part is rounded by itself, half up; nobody is left over, unless drawn outlines show what lies in no catchment.
///
/// # Source
/// The method of Hamilton and Hare; see Balinski and Young (1982), *Fair Representation*.
pub fn allot_residents(catchments: &Catchments, counts: &[Option<Residents>]) -> AllottedResidents {
    let mut given = Vec::with_capacity(catchments.allotments().len());
    let mut outside = Vec::with_capacity(counts.len());
    for (index, &count) in counts.iter().enumerate() {
        let place = PlaceIndex::at(index);
        let here = catchments.of_place(place);
        let Some(Residents(count)) = count else {
            given.extend(here.iter().map(|_| None));
            outside.push(None);
            continue;
        };
        let shares: Vec<u64> = here.iter().map(|allotment| allotment.share.billionths()).collect();
        let one = PlaceShare::WHOLE.billionths();
        let sum = catchments.sum_of_place(place);
        match sum {
            PlaceSum::Nothing => outside.push(Some(Residents(count))),
            PlaceSum::Overlap => {
                given.extend(shares.iter().map(|&share| Some(Residents(rounded(share, count)))));
                let served = union_of_parts(catchments, place, |_| true).unwrap_or(one);
                outside.push(Some(Residents(count - rounded(served.min(one), count))));
            }
            PlaceSum::Whole | PlaceSum::Partial => {
                let mut claims: Vec<u128> = shares.iter().map(|&share| u128::from(share)).collect();
                if sum == PlaceSum::Partial {
                    claims.push(u128::from(one - shares.iter().sum::<u64>()));
                }
                let mut parts = largest_remainder(&claims, count);
                outside.push(Some(Residents(if sum == PlaceSum::Partial { parts.pop().unwrap_or(0) } else { 0 })));
                given.extend(parts.into_iter().map(|part| Some(Residents(part))));
            }
        }
    }
    AllottedResidents { given, outside }
}

/// Residents of a place that at least one unit for which `answered` holds serves.
///
/// # Formula
/// The sum of what those units were given; where catchments overlap, `P · min(1, Σ a_i)` rounded half up, but no more than that sum, so
/// that nobody counts twice. Where drawn outlines show who is served by several, `P` times the share of the union itself.
pub fn residents_of_union(
    catchments: &Catchments,
    allotted: &AllottedResidents,
    place: PlaceIndex,
    count: Option<Residents>,
    answered: impl Fn(usize) -> bool,
) -> Option<Residents> {
    let count = count?;
    let (mut share, mut sum) = (0, Residents(0));
    for (allotment, given) in catchments.of_place(place).iter().zip(&allotted.given[catchments.range(place)]) {
        if answered(allotment.unit.index()) {
            share += allotment.share.billionths();
            sum += given.unwrap_or_default();
        }
    }
    if catchments.sum_of_place(place) == PlaceSum::Overlap {
        let share = union_of_parts(catchments, place, &answered).unwrap_or(share);
        sum = sum.min(Residents(rounded(share.min(PlaceShare::WHOLE.billionths()), count.0)));
    }
    Some(sum)
}

/// The part of a place, in billionths, that units for which `answered` holds serve; `None` where it is not known who is served by several.
fn union_of_parts(catchments: &Catchments, place: PlaceIndex, answered: impl Fn(usize) -> bool) -> Option<u64> {
    let parts = catchments.shared_parts(place)?.iter();
    let served = parts.filter(|part| part.units.iter().any(|unit| answered(unit.index())));
    Some(served.map(|part| part.billionths).sum())
}

/// `share` billionths of `count`, rounded half up.
fn rounded(share: u64, count: u64) -> u64 {
    let one = u128::from(PlaceShare::WHOLE.billionths());
    let exact = u128::from(share) * u128::from(count);
    u64::try_from((exact + one / 2) / one).unwrap_or(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_overlapping_places_are_rounded_up() {
        assert_eq!(rounded(500_000_000, 3), 2);
        assert_eq!(rounded(1_000_000_000, 3), 3);
    }
}
