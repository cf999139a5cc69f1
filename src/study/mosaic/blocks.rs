//! Which places of a study are never told apart by its groups: the coarsest common refinement of all groups that can be asked for.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::base::index::{PlaceIndex, UnitIndex};
use crate::model::catchment::served::Catchments;
use crate::model::study::Study;

/// The blocks of places that no level but the finest, no scheme and no catchment divides.
#[derive(Debug)]
pub(crate) struct Blocks {
    /// The block of each place of the whole territory, numbered in the order in which they first appear.
    pub(crate) of_place: Vec<u32>,
    /// How many there are.
    pub(crate) n_blocks: usize,
}

impl Blocks {
    /// All places as one.
    fn one(n_places: usize) -> Self {
        Self { of_place: vec![0; n_places], n_blocks: usize::from(n_places > 0) }
    }

    /// The blocks of a study's whole territory; where the study is limited to a part of it, none lies on both sides of its border.
    pub(crate) fn of(study: &Study) -> Self {
        let territory = study.outlined();
        let mut blocks = Self::one(territory.n_places());
        for level in territory.levels().filter(|level| *level != territory.finest()) {
            blocks.divide(territory.places().map(|place| key(territory.area_of_place(level, place).index())));
        }
        let mut here: Vec<Option<PlaceIndex>> = study.territory.places().map(Some).collect();
        if let Some(part) = &study.part {
            here = vec![None; territory.n_places()];
            for (number, place) in part.places.iter().enumerate() {
                here[place.index()] = Some(PlaceIndex::at(number));
            }
        }
        let of_place = |own: &[u32]| here.iter().map(|place| place.map_or(0, |place| own[place.index()])).collect();
        let mut divide = |own: &[u32]| {
            let all: Vec<u32> = of_place(own);
            blocks.divide(all.into_iter());
        };
        for scheme in &study.schemes {
            divide(&scheme.by_place().iter().map(|area| key(area.index())).collect::<Vec<_>>());
        }
        if let Some(catchments) = &study.catchments {
            divide(&served_alike(catchments, study.territory.n_places(), study.frame.units().len()));
        }
        blocks
    }

    /// Divides the blocks further, so that no block has places with different keys.
    fn divide(&mut self, keys: impl Iterator<Item = u32>) {
        let mut of_both: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        // Places that follow each other often lie together.
        let mut last = None;
        for (block, key) in self.of_place.iter_mut().zip(keys) {
            let both = (*block, key);
            *block = match last {
                Some((same, number)) if same == both => number,
                _ => {
                    let next = of_both.len();
                    *of_both.entry(both).or_insert_with(|| u32::try_from(next).unwrap_or(u32::MAX))
                }
            };
            last = Some((both, *block));
        }
        self.n_blocks = of_both.len();
    }
}

/// Keys of areas are above 0, which stands for what lies outside.
fn key(index: usize) -> u32 {
    u32::try_from(index).map_or(u32::MAX, |index| index + 1)
}

/// A key for each place, the same for places with the same units and for no others.
fn served_alike(catchments: &Catchments, n_places: usize, n_units: usize) -> Vec<u32> {
    let mut several: BTreeMap<Vec<UnitIndex>, u32> = BTreeMap::new();
    (0..n_places)
        .map(|place| match catchments.of_place(PlaceIndex::at(place)) {
            [] => key(n_units),
            [one] => key(one.unit.index()),
            units => {
                let next = n_units + 1 + several.len();
                *several.entry(units.iter().map(|allotment| allotment.unit).collect()).or_insert_with(|| key(next))
            }
        })
        .collect()
}
