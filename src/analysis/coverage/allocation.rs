//! What the residents of catchments rest on: rules, drawn outlines that follow places, tracts, or area alone.

use crate::model::base::count::Residents;
use crate::model::base::index::PlaceIndex;
use crate::model::base::share::Share;
use crate::model::catchment::residents::AllottedResidents;
use crate::model::catchment::served::{Basis, Catchments};

/// Places and residents whose catchments rest on the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// What they rest on.
    pub basis: Basis,
    /// How many places.
    pub n_places: usize,
    /// Their residents in catchments, out of all residents.
    pub residents: Share<Residents>,
}

/// How many residents depend on each basis. A basis that no place has is left out.
///
/// # Formula
/// A place counts with its residents less those in no catchment. Places without a known count are counted as places alone.
pub fn allocation(
    catchments: &Catchments,
    allotted: &AllottedResidents,
    counts: &[Option<Residents>],
) -> Vec<Allocation> {
    let all: Residents = counts.iter().flatten().copied().sum();
    let row = |basis| {
        let (mut n_places, mut residents) = (0, Residents(0));
        for (index, count) in counts.iter().enumerate() {
            let here = catchments.of_place(PlaceIndex::at(index));
            if here.first().is_some_and(|allotment| allotment.basis == basis) {
                n_places += 1;
                let outside = allotted.outside[index].unwrap_or_default();
                residents += Residents(count.unwrap_or_default().0.saturating_sub(outside.0));
            }
        }
        Some(Allocation { basis, n_places, residents: Share::new(residents, all)? }).filter(|row| row.n_places > 0)
    };
    Basis::ALL.into_iter().filter_map(row).collect()
}
