//! Which catchments are neighbours.

use crate::geometry::topology::arcs::Topology;
use crate::model::study::Study;

/// For each unit the units next to it, in order. Nobody is its own neighbour, and neighbours are so both ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    of: Vec<Vec<usize>>,
}

impl Neighbours {
    /// Neighbours from pairs of units; a unit paired with itself, or a pair said twice, adds nothing.
    ///
    /// # Panics
    /// When a pair names a unit beyond `n_units`.
    pub fn from_pairs(n_units: usize, pairs: impl IntoIterator<Item = [usize; 2]>) -> Self {
        let mut of = vec![Vec::new(); n_units];
        for [a, b] in pairs {
            if a != b {
                of[a].push(b);
                of[b].push(a);
            }
        }
        for units in &mut of {
            units.sort_unstable();
            units.dedup();
        }
        Self { of }
    }

    /// The catchments of a study that touch: units that share a place, and units whose places share a border. `shapes` are those of the
    /// study's places, or of blocks of places with the same units; then `shape_of` is the one of each place. This is the adjacency of the
    /// dissolved catchments, without dissolving them.
    pub fn of_catchments(study: &Study, shapes: &Topology, shape_of: Option<&[u32]>) -> Option<Self> {
        let catchments = study.catchments.as_ref()?;
        let mut units_of: Vec<Vec<usize>> = vec![Vec::new(); shapes.n_shapes()];
        let mut is_known = vec![false; shapes.n_shapes()];
        for place in study.territory.places() {
            let shape = shape_of.map_or(place.index(), |shape_of| shape_of[place.index()] as usize);
            if !std::mem::replace(is_known.get_mut(shape)?, true) {
                units_of[shape] = catchments.of_place(place).iter().map(|allotment| allotment.unit.index()).collect();
            }
        }
        let mut pairs: Vec<[usize; 2]> = Vec::new();
        let mut all_of = |first: &[usize], second: &[usize]| {
            for &a in first {
                pairs.extend(second.iter().map(|&b| [a.min(b), a.max(b)]));
            }
        };
        for units in &units_of {
            all_of(units, units);
        }
        for arc in shapes.borders() {
            if let [Some(left), Some(right)] = shapes.sides(arc) {
                all_of(units_of.get(left)?, units_of.get(right)?);
            }
        }
        Some(Self::from_pairs(study.frame.units().len(), pairs))
    }

    /// The neighbours of a unit.
    pub fn of(&self, unit: usize) -> &[usize] {
        &self.of[unit]
    }

    /// How many units there are.
    pub fn n_units(&self) -> usize {
        self.of.len()
    }

    /// The neighbours among some units only, numbered by their position in `units`.
    #[must_use]
    pub fn among(&self, units: &[usize]) -> Self {
        let mut position = vec![None; self.of.len()];
        for (number, &unit) in units.iter().enumerate() {
            position[unit] = Some(number);
        }
        let of = units.iter().map(|&unit| {
            let mut kept: Vec<usize> = self.of[unit].iter().filter_map(|&other| position[other]).collect();
            kept.sort_unstable();
            kept
        });
        Self { of: of.collect() }
    }

    /// Units with at least one neighbour, in order.
    pub fn connected(&self) -> Vec<usize> {
        (0..self.of.len()).filter(|&unit| !self.of[unit].is_empty()).collect()
    }

    /// How many pairs of neighbours there are.
    pub fn n_pairs(&self) -> usize {
        self.of.iter().map(Vec::len).sum::<usize>() / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_so_both_ways_and_never_of_themselves() {
        let neighbours = Neighbours::from_pairs(4, [[0, 1], [1, 0], [2, 2], [1, 2]]);
        assert_eq!((neighbours.of(0), neighbours.of(1), neighbours.of(2)), (&[1][..], &[0, 2][..], &[1][..]));
        assert_eq!((neighbours.n_pairs(), neighbours.connected()), (2, vec![0, 1, 2]));
        let without_the_middle = neighbours.among(&[2, 0, 3]);
        assert!(without_the_middle.connected().is_empty());
    }
}
