//! Keys that every section about boundary files has.

use crate::input::document::toml::Section;
use crate::input::layer::request::{Axes, FeatureRequest, Wal};
use crate::input::problem::remark::Problems;

/// Layer, reference system, axes and log of a boundary file, as a section names them.
#[derive(Debug, Default)]
pub(crate) struct FeatureKeys {
    layer: Option<String>,
    crs: Option<String>,
    axes: Axes,
    wal: Wal,
}

impl FeatureKeys {
    /// The keys.
    pub(crate) const KEYS: [&'static str; 4] = ["layer", "crs", "axes", "wal"];

    pub(crate) fn read(section: &Section<'_>, problems: &mut Problems) -> Self {
        Self {
            layer: section.text("layer", problems).map(|layer| layer.value),
            crs: section.text("crs", problems).map(|crs| crs.value),
            axes: read_axes(section, problems),
            wal: section.word("wal", problems).unwrap_or_default(),
        }
    }

    pub(crate) fn request(&self) -> FeatureRequest<'_> {
        FeatureRequest { layer: self.layer.as_deref(), crs: self.crs.as_deref(), axes: self.axes, wal: self.wal }
    }
}

/// The order of coordinates, which a study names by the coordinates themselves.
fn read_axes(section: &Section<'_>, problems: &mut Problems) -> Axes {
    let words = [("lon,lat", Axes::Standard), ("lat,lon", Axes::LatLon)];
    section.one_of("axes", &words, problems).unwrap_or_default()
}
