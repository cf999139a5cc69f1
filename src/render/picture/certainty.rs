//! Which values rest on small numbers or could be chance, and the words for it.

use crate::render::classes::value::{AreaValue, MapArea, NoData};
use crate::render::picture::design::{Small, Uncertainty};
use crate::render::picture::shown::Picture;
use crate::words::catalogue::{plain, say};
use crate::words::number::grouped;

/// How opaque areas are whose range by chance is up to 25 points wide, up to 50, and wider.
pub(crate) const OPACITIES: [f64; 3] = [1.0, 0.65, 0.35];

impl Picture {
    /// How opaque an area is where colours fade with the width of the range by chance; the steps are those of the legend.
    pub(crate) fn opacity_of(&self, area: &MapArea) -> Option<f64> {
        if self.design.uncertainty != Some(Uncertainty::Alpha) {
            return None;
        }
        self.certainty(area).map(|step| OPACITIES[step])
    }

    /// The step of [`OPACITIES`] for the width of an area's range by chance.
    pub(crate) fn certainty(&self, area: &MapArea) -> Option<usize> {
        let [low, high] = area.range.filter(|_| self.class_of(area).is_some())?;
        Some(if high - low <= 0.25 {
            0
        } else if high - low <= 0.5 {
            1
        } else {
            2
        })
    }

    /// Below what small numbers are hatched; below 0 there are none.
    pub(crate) fn hatch_below(&self) -> Option<Small> {
        self.design.hatch_below.filter(|small| !matches!(small, Small::Residents(0) | Small::Units(0)))
    }

    /// Whether an area's value rests on small numbers.
    pub(crate) fn is_small(&self, area: &MapArea) -> bool {
        let below = |count: Option<u64>, least: u64| count.is_some_and(|count| count < least);
        self.class_of(area).is_some()
            && match self.hatch_below() {
                Some(Small::Residents(least)) => below(area.residents, least),
                Some(Small::Units(least)) => below(area.units, least),
                None => false,
            }
    }

    /// Whether chance alone would have put an area's value anywhere in half of all values, or nobody answered, which is less certain still.
    pub(crate) fn is_uncertain(&self, area: &MapArea) -> bool {
        /// The width of the range above which a share says little.
        const WIDE: f64 = 0.5;
        area.value == AreaValue::Missing(NoData::NoResponse)
            || self.class_of(area).is_some() && area.range.is_some_and(|[low, high]| high - low > WIDE)
    }

    pub(crate) fn small_label(&self, small: Small) -> String {
        match small {
            Small::Residents(least) => {
                say(self.words.language, "map-few-residents", [("n", grouped(least as f64).into())])
            }
            Small::Units(least) => say(self.words.language, "map-few-units", [("n", least.into())]),
        }
    }

    /// What fading colours mean, where they do.
    pub(crate) fn certainty_words(&self) -> Option<&'static str> {
        (self.design.uncertainty == Some(Uncertainty::Alpha)).then(|| plain(self.words.language, "map-range"))
    }

    pub(crate) fn uncertain_label(&self) -> String {
        plain(self.words.language, "map-range.uncertain").to_owned()
    }
}
