//! Tracts: areas finer than the places, with residents, such as census tracts or addresses.

use std::collections::BTreeMap;

use crate::model::base::count::Residents;
use crate::model::base::index::{PlaceIndex, TractIndex};

/// One tract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tract {
    /// Its code, unique among the tracts.
    pub code: String,
    /// The place that it lies in.
    pub place: PlaceIndex,
    /// Its residents; `None` where they are not known.
    pub residents: Option<Residents>,
}

/// All tracts, in order of code, and those of each place.
#[derive(Clone, Debug)]
pub struct Tracts {
    all: Vec<Tract>,
    starts: Vec<u32>,
    of_place: Vec<TractIndex>,
    by_code: BTreeMap<String, TractIndex>,
}

impl Tracts {
    /// The name of the level in rules.
    pub const LEVEL: &'static str = "tract";

    /// The tracts of a territory with `n_places` places.
    ///
    /// # Errors
    /// The positions of tracts whose code an earlier tract has already.
    pub fn new(mut tracts: Vec<Tract>, n_places: usize) -> Result<Self, Vec<usize>> {
        let mut by_code = BTreeMap::new();
        let mut repeated = Vec::new();
        for (number, tract) in tracts.iter().enumerate() {
            if by_code.insert(tract.code.clone(), number).is_some() {
                repeated.push(number);
            }
        }
        if !repeated.is_empty() {
            return Err(repeated);
        }
        tracts.sort_by(|a, b| a.code.cmp(&b.code));
        let by_code = by_code.into_keys().enumerate().map(|(index, code)| (code, TractIndex::at(index))).collect();
        let mut of_place: Vec<TractIndex> = (0..tracts.len()).map(TractIndex::at).collect();
        of_place.sort_by_key(|tract| tracts[tract.index()].place);
        let mut starts = vec![0_u32; n_places + 1];
        for tract in &tracts {
            starts[tract.place.index() + 1] += 1;
        }
        for place in 0..n_places {
            starts[place + 1] += starts[place];
        }
        Ok(Self { all: tracts, starts, of_place, by_code })
    }

    /// All tracts, in order of code.
    pub fn all(&self) -> &[Tract] {
        &self.all
    }

    /// One tract.
    pub fn tract(&self, tract: TractIndex) -> &Tract {
        &self.all[tract.index()]
    }

    /// The tract with this code.
    pub fn find(&self, code: &str) -> Option<TractIndex> {
        self.by_code.get(code).copied()
    }

    /// The tracts of a place, in order of code.
    pub fn of_place(&self, place: PlaceIndex) -> &[TractIndex] {
        &self.of_place[self.starts[place.index()] as usize..self.starts[place.index() + 1] as usize]
    }

    /// The residents of a place's tracts; `None` where the place has no tract, or a tract whose residents are not known.
    pub fn residents_of(&self, place: PlaceIndex) -> Option<Residents> {
        let here = self.of_place(place);
        let sum = here.iter().map(|&tract| self.tract(tract).residents).sum::<Option<Residents>>();
        sum.filter(|_| !here.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tract(code: &str, place: usize, residents: u64) -> Tract {
        Tract { code: code.to_owned(), place: PlaceIndex::at(place), residents: Some(Residents(residents)) }
    }

    #[test]
    fn tracts_are_found_by_code_and_by_place() {
        let tracts = Tracts::new(vec![tract("b", 1, 5), tract("c", 0, 7), tract("a", 1, 6)], 3).unwrap();
        let codes: Vec<&str> =
            tracts.of_place(PlaceIndex::at(1)).iter().map(|&tract| tracts.tract(tract).code.as_str()).collect();
        assert_eq!(codes, ["a", "b"]);
        assert_eq!(tracts.find("c").map(|tract| tracts.tract(tract).residents), Some(Some(Residents(7))));
        assert_eq!(tracts.residents_of(PlaceIndex::at(1)), Some(Residents(11)));
        assert_eq!(tracts.residents_of(PlaceIndex::at(2)), None);
    }

    #[test]
    fn a_repeated_code_is_refused() {
        assert_eq!(Tracts::new(vec![tract("a", 0, 1), tract("a", 0, 1)], 1).unwrap_err(), [1]);
    }
}
