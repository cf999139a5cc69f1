//! Residents of places, by age band. A count that is not known is missing, never 0.

use std::collections::BTreeSet;

use crate::model::base::count::Residents;
use crate::model::base::index::{LevelIndex, PlaceIndex};
use crate::model::base::word::words;
use crate::model::place::territory::Territory;

words! {
    /// Which residents are counted.
    #[derive(PartialOrd, Ord, Default)]
    pub enum Ages {
        /// All residents.
        #[default]
        All = "all",
        /// Residents aged 18 and over.
        Adults = "18+",
    }
}

/// Residents of every place of a territory.
#[derive(Clone, Debug)]
pub struct Population {
    /// All residents, in order of place.
    pub all: Vec<Option<Residents>>,
    /// Residents aged 18 and over, in order of place, where the source gives them.
    pub adults: Option<Vec<Option<Residents>>>,
    /// Places whose count is known to whoever published it and withheld; here it is not known.
    pub withheld: BTreeSet<PlaceIndex>,
}

impl Population {
    /// The counts of one kind of residents, or `None` when the source has none.
    pub fn of(&self, ages: Ages) -> Option<&[Option<Residents>]> {
        match ages {
            Ages::All => Some(&self.all),
            Ages::Adults => self.adults.as_deref(),
        }
    }

    /// The same of some of the places, in their order.
    #[must_use]
    pub fn part(&self, places: &[PlaceIndex]) -> Self {
        let picked = |counts: &Vec<Option<Residents>>| places.iter().map(|place| counts[place.index()]).collect();
        let withheld = places.iter().enumerate().filter(|(_, place)| self.withheld.contains(place));
        Self {
            all: picked(&self.all),
            adults: self.adults.as_ref().map(picked),
            withheld: withheld.map(|(position, _)| PlaceIndex::at(position)).collect(),
        }
    }

    /// Places whose count of these residents is not known.
    pub fn missing(&self, ages: Ages) -> Vec<PlaceIndex> {
        let counts = self.of(ages).unwrap_or_default();
        counts.iter().enumerate().filter(|(_, count)| count.is_none()).map(|(index, _)| PlaceIndex::at(index)).collect()
    }
}

/// All residents of each area of a level; `None` where no place of it has a known count.
pub fn by_area(population: &Population, territory: &Territory, level: LevelIndex) -> Vec<Option<Residents>> {
    let mut sums: Vec<Option<Residents>> = vec![None; territory.areas(level).len()];
    for (place, count) in territory.places().zip(&population.all) {
        if let Some(count) = count {
            let sum = &mut sums[territory.area_of_place(level, place).index()];
            *sum = Some(sum.unwrap_or_default() + *count);
        }
    }
    sums
}
