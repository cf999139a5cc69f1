//! What everybody knows: units, areas, residents, how many answered, and the figures that are published.

/// Areas in areas, up to one that holds all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The area that each area lies in; `None` for the one that holds all.
    pub parents: Vec<Option<usize>>,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Units that answered.
    Units,
    /// Residents of units that answered, by the list of that index in [`Outsider::residents`].
    Residents(usize),
}

/// A figure that is published for areas of one tree. Figures are decided in their order.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted.
    pub counted: Counted,
    /// The areas. Units lie in areas that hold no others, and these have the same index in the tree of every figure.
    pub tree: Tree,
    /// All that could be counted in each area: its units, or its residents, with those in no unit's catchment.
    pub wholes: Vec<u64>,
    /// Whether the figure is wanted for each area. What was decided with an earlier figure is not asked again.
    pub asked: Vec<bool>,
}

/// One who wants to know who answered, and knows all but that, the program and its rule too.
///
/// # Assumes
/// To the outsider every set of as many units as answered is equally likely. In frames too large to list, units answer
/// independently with odds `n/(N − n)`, and each area's own number of respondents is weighed as that of a random set.
#[derive(Clone, Debug)]
pub struct Outsider {
    /// The area of each unit, one that holds no others.
    pub unit_areas: Vec<usize>,
    /// Residents of each unit, by source.
    pub residents: Vec<Vec<u64>>,
    /// How many units answered, which is published.
    pub answered: usize,
    /// A unit is at risk once its probability of having answered is above this or below one less this.
    pub certainty: f64,
    /// Whether one unit that knows its own answer may look (1), or none (0). In frames of more than 20 units it is counted in for units of
    /// its own finest area, if that has at most 16.
    pub insiders: usize,
    /// What is published, in the order of decision.
    pub figures: Vec<Figure>,
}

/// Areas with fewer units have no published number of respondents.
pub const LEAST_UNITS: usize = 20;

impl Tree {
    /// Whether an area holds no others.
    pub(super) fn is_leaf(&self, area: usize) -> bool {
        !self.parents.contains(&Some(area))
    }

    /// The area and all that hold it, outwards.
    pub(super) fn outwards(&self, area: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(area), |area| self.parents[*area])
    }

    /// The areas that lie directly in one.
    pub(super) fn inside(&self, area: usize) -> Vec<usize> {
        (0..self.parents.len()).filter(|other| self.parents[*other] == Some(area)).collect()
    }

    /// The area that holds all.
    pub(super) fn root(&self) -> usize {
        self.parents.iter().position(Option::is_none).unwrap_or_default()
    }

    /// All areas in the order of decision: those that hold others by depth, then the finest; inside the same area by index.
    pub(super) fn order(&self) -> Vec<usize> {
        let mut areas: Vec<usize> = (0..self.parents.len()).collect();
        areas.sort_by_cached_key(|area| {
            let mut path: Vec<usize> = self.outwards(*area).collect();
            path.reverse();
            let depth = path.len();
            if self.is_leaf(*area) { (true, 0, path) } else { (false, depth, path) }
        });
        areas
    }
}

impl Outsider {
    /// The number of units in the frame.
    pub fn units(&self) -> usize {
        self.unit_areas.len()
    }

    /// The probability that a unit answered, before any area's figure is known.
    pub fn prior(&self) -> f64 {
        self.answered as f64 / self.units().max(1) as f64
    }

    /// Whether the number of respondents alone puts units at risk: nothing that is withheld can help then.
    pub fn prior_tells(&self) -> bool {
        let (low, high) = self.bounds(0.0);
        !(low..=high).contains(&self.prior())
    }

    /// Probabilities that put nobody at risk, with a margin.
    pub(super) fn bounds(&self, margin: f64) -> (f64, f64) {
        (1.0 - self.certainty + margin, self.certainty - margin)
    }

    /// What a unit adds to a figure when it answered.
    pub(super) fn size(&self, counted: Counted, unit: usize) -> u64 {
        match counted {
            Counted::Units => 1,
            Counted::Residents(source) => self.residents[source][unit],
        }
    }

    /// Pairs of some units, one of which may look.
    pub(super) fn pairs(&self, units: &[usize]) -> Vec<(usize, usize)> {
        let pairs = units.iter().enumerate().flat_map(|(at, one)| units[at + 1..].iter().map(|other| (*one, *other)));
        if self.insiders > 0 { pairs.collect() } else { Vec::new() }
    }

    /// Whether a unit lies in an area of a tree.
    pub(super) fn holds(&self, tree: &Tree, area: usize, unit: usize) -> bool {
        tree.outwards(self.unit_areas[unit]).any(|other| other == area)
    }

    /// The units of each area of a tree.
    pub(super) fn units_by_area(&self, tree: &Tree) -> Vec<Vec<usize>> {
        let mut units = vec![Vec::new(); tree.parents.len()];
        for (unit, area) in self.unit_areas.iter().enumerate() {
            tree.outwards(*area).for_each(|area| units[area].push(unit));
        }
        units
    }

    /// The sum of a figure over the units that answered, by area.
    pub fn observed(&self, figure: &Figure, answered: &[bool]) -> Vec<u64> {
        let mut sums = vec![0; figure.tree.parents.len()];
        for (unit, area) in self.unit_areas.iter().enumerate().filter(|(unit, _)| answered[*unit]) {
            figure.tree.outwards(*area).for_each(|area| sums[area] += self.size(figure.counted, unit));
        }
        sums
    }
}
