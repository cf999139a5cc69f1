//! What comes of two layers that are cut with each other.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::geometry::overlay::areal::ArealWeights;
use crate::geometry::overlay::carry::{Carrier, Sum};
use crate::input::problem::remark::Remark;
use crate::model::base::text::Text;
use crate::model::shape::feature::FeatureColumn;

/// How features of a source lie in the areas of a target.
pub(crate) struct Cut {
    /// The code of each feature of the source.
    pub(crate) codes: Vec<Text>,
    /// Its columns that are wanted.
    pub(crate) figures: Vec<FeatureColumn>,
    /// The code of each area of the target, in the order in which they first stand in the file.
    pub(crate) targets: Vec<Text>,
    /// The share of each feature of the source in each area of the target.
    pub(crate) weights: ArealWeights,
    /// The share of each feature that lies in no area.
    pub(crate) outside: Vec<f64>,
    /// The area of each feature.
    pub(crate) areas: Vec<f64>,
    /// What should be known.
    pub(crate) remarks: Vec<Remark>,
}

/// The share of an area in an area; in none where there is no target.
pub(crate) struct Share<'a> {
    /// The code of the one.
    pub(crate) source: &'a str,
    /// The code of the other.
    pub(crate) target: Option<&'a str>,
    /// The part of the source's area.
    pub(crate) part: f64,
}

impl Cut {
    /// What carries columns over.
    pub(crate) fn carrier(&self) -> Carrier<'_> {
        Carrier { weights: &self.weights, outside: &self.outside, n_zones: self.targets.len() }
    }

    /// All shares, in the order of the source and then of the target; what lies in no target comes last. Features of one code are one area.
    pub(crate) fn shares(&self) -> Vec<Share<'_>> {
        let codes = &self.codes;
        let (number_of, first) = numbered(codes);
        let share = |area: usize, zone: usize, part: f64| Share {
            source: &codes[first[area]],
            target: self.targets.get(zone).map(Text::as_str),
            part,
        };
        if first.len() == codes.len() {
            let of_feature = |feature| self.zones_of(feature).map(move |(zone, part)| share(feature, zone, part));
            return (0..codes.len()).flat_map(of_feature).collect();
        }
        let mut whole = vec![Sum::default(); first.len()];
        let mut land: Vec<BTreeMap<usize, Sum>> = vec![BTreeMap::new(); first.len()];
        for (feature, &area) in number_of.iter().enumerate() {
            whole[area].add(self.areas[feature]);
            for (zone, part) in self.zones_of(feature) {
                land[area].entry(zone).or_default().add(part * self.areas[feature]);
            }
        }
        let of_area = |(area, land): (usize, &BTreeMap<usize, Sum>)| -> Vec<Share<'_>> {
            land.iter().map(|(&zone, part)| share(area, zone, (part.value() / whole[area].value()).min(1.0))).collect()
        };
        land.iter().enumerate().flat_map(of_area).collect()
    }

    /// The areas of the target that a feature lies in, with its shares; one beyond the last is none.
    fn zones_of(&self, feature: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let outside = Some((self.targets.len(), self.outside[feature])).filter(|(_, share)| *share > 0.0);
        self.weights.of_shape(feature).chain(outside)
    }
}

/// The number of each code among those that differ, and the first feature of each.
pub(crate) fn numbered(codes: &[Text]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut first = Vec::new();
    let number_of = codes.iter().enumerate().map(|(feature, code)| {
        *numbers.entry(code).or_insert_with(|| {
            first.push(feature);
            first.len() - 1
        })
    });
    (number_of.collect(), first)
}
