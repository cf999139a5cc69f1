//! The patterns and colours that a picture uses.

use crate::render::classes::value::NoData;
use crate::render::page::path::STEPS;
use crate::render::page::scene::{Fill, Hex, Pattern};
use crate::render::picture::shown::{Legend, Picture};

impl Picture {
    /// The patterns that areas and legend use.
    pub(crate) fn patterns(&self) -> Vec<Pattern> {
        let theme = self.design.theme;
        let mut used: Vec<&str> = NoData::ALL
            .into_iter()
            .filter(|kind| self.values.areas.iter().any(|area| self.missing_kind(area) == Some(*kind)))
            .filter_map(|kind| if let Fill::Pattern(id) = self.missing_fill(kind) { Some(id) } else { None })
            .collect();
        used.extend(self.hatch_below().map(|_| "hatch-small"));
        used.extend(self.design.uncertainty.map(|_| "hatch-wide"));
        theme.patterns(STEPS, &self.shown_colours()).into_iter().filter(|pattern| used.contains(&pattern.id)).collect()
    }

    /// The colour of dots.
    pub(crate) fn dot_colour(&self) -> Hex {
        match &self.key.legend {
            Some(Legend::Classes { palette, .. }) if !self.design.theme.is_grey => palette.along(0.85).into(),
            Some(_) | None => self.design.theme.ink.into(),
        }
    }
}
