//! Keys that every section about boundary files has.

use crate::input::document::toml::Section;
use crate::input::layer::filter::{Condition, Filter};
use crate::input::layer::request::{Axes, FeatureRequest, Wal};
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Problems, Remark};

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
        FeatureRequest {
            layer: self.layer.as_deref(),
            crs: self.crs.as_deref(),
            axes: self.axes,
            wal: self.wal,
            ..FeatureRequest::default()
        }
    }
}

/// The order of coordinates, which a study names by the coordinates themselves.
fn read_axes(section: &Section<'_>, problems: &mut Problems) -> Axes {
    let words = [("lon,lat", Axes::Standard), ("lat,lon", Axes::LatLon)];
    section.one_of("axes", &words, problems).unwrap_or_default()
}

/// The features that the keys `where` of some sections want: columns with a value or a list of them.
pub(crate) fn read_filter(sections: &[Option<&Section<'_>>], problems: &mut Problems) -> Option<Filter> {
    let mut conditions = Vec::new();
    for section in sections.iter().copied().flatten() {
        let Some(columns) =
            section.keys().iter().find(|key| key.value == "where").and_then(|_| section.section("where", problems))
        else {
            continue;
        };
        let keys = columns.keys();
        for (column, values) in section.words_by_key("where", problems).unwrap_or_default() {
            let place =
                keys.iter().find(|key| key.value == column).map_or_else(|| columns.place(), |key| key.place.clone());
            let key = section.name_of(&format!("where.{column}"));
            if values.is_empty() {
                let message = format!("{key}: expected a value or a list of values, found none");
                problems.push(Remark::of(Kind::Key, place, message));
                continue;
            }
            conditions.push(Condition { column, values, key: Some((key, place)) });
        }
    }
    (!conditions.is_empty()).then_some(Filter { conditions })
}
