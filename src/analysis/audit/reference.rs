//! What claims are held against: areas with their residents, and what a study says of them. Values come through the gate, so that an audit
//! tells no more of a study than its own tables.

use std::collections::BTreeMap;

use crate::analysis::audit::finding::Named;
use crate::analysis::coverage::size::SizeSummary;
use crate::analysis::gate::published::Published;

/// Areas, residents and results.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Partitions of the territory.
    pub schemes: Vec<ReferenceScheme>,
    /// The areas that schemes are made of, such as regions.
    pub regions: Vec<Region>,
    /// What words of the publication name: scheme and area, of each scheme that has such an area.
    pub named: BTreeMap<String, Vec<(usize, usize)>>,
    /// Totals of residents and units, by source.
    pub totals: Vec<(Named, u64)>,
    /// The year of the day that residents are of.
    pub year: Option<i16>,
    /// Sizes of catchments of those who answered and of the others, by source; how many units each.
    pub sizes: Vec<(Named, bool, usize, SizeSummary)>,
    /// Whether a study was given: else these are areas and residents that the program carries.
    pub is_study: bool,
}

/// A partition.
#[derive(Clone, Debug, Default)]
pub struct ReferenceScheme {
    /// Its name, such as `istat3`.
    pub name: String,
    /// Its areas.
    pub areas: Vec<ReferenceArea>,
}

/// An area of a partition.
#[derive(Clone, Debug, Default)]
pub struct ReferenceArea {
    /// What it is called.
    pub name: String,
    /// Residents covered of its residents, by source.
    pub coverage: Vec<(Named, Published<u64>)>,
    /// Units that answered of its units.
    pub response: Option<Published<u64>>,
}

/// An area that schemes are made of.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// What it is called.
    pub name: String,
    /// Its residents, by source; sources in the same order for all.
    pub residents: Vec<(Named, u64)>,
    /// Its area in each scheme; `None` where a scheme cuts it.
    pub in_scheme: Vec<Option<usize>>,
}

impl Reference {
    /// The schemes in which each of some labels names an area of its own, with the areas.
    pub fn schemes_with(&self, labels: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let in_scheme = |scheme: usize| {
            let area = |label: &&str| {
                let mut areas = self.named.get(*label)?.iter().filter(|(of, _)| *of == scheme).map(|(_, area)| *area);
                areas.next().filter(|_| areas.next().is_none())
            };
            let areas: Vec<usize> = labels.iter().map(area).collect::<Option<_>>()?;
            let mut distinct = areas.clone();
            distinct.sort_unstable();
            distinct.dedup();
            (distinct.len() == areas.len()).then_some((scheme, areas))
        };
        (0..self.schemes.len()).filter_map(in_scheme).collect()
    }

    /// The units of each of the areas that labels name, where they are all areas of a scheme.
    pub fn units_of(&self, labels: &[&str]) -> Option<Vec<u64>> {
        self.schemes_with(labels).into_iter().find_map(|(scheme, areas)| {
            let all = &self.schemes[scheme].areas;
            let units = |area: &usize| all[*area].response.map(Published::whole);
            (all.len() == areas.len()).then(|| areas.iter().map(units).collect::<Option<Vec<u64>>>())?
        })
    }
}
