//! An area in words, as a pointer shows them.

use crate::render::classes::value::{AreaValue, MapArea};
use crate::render::picture::shown::{Legend, Picture};
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count};

impl Picture {
    /// An area in words.
    pub(crate) fn area_title(&self, area: &MapArea) -> String {
        let shown = match (area.value, &self.key.legend) {
            (AreaValue::Number(value), legend) => {
                let class = match (legend, self.class_of(area)) {
                    (Some(Legend::Classes { classes, .. }), Some(class)) => say(
                        self.words.language,
                        "map-class",
                        [("class", (class + 1).into()), ("n", classes.breaks.len().into())],
                    ),
                    _ => String::new(),
                };
                let unit = self.words.unit.as_ref().map_or_else(String::new, |unit| format!("\u{a0}{unit}"));
                format!("{}{unit}{class}", self.told(area, value))
            }
            (AreaValue::Category(category), Some(Legend::Categories(categories))) => categories[category].1.clone(),
            (AreaValue::Category(_), _) => String::new(),
            (AreaValue::Missing(kind), _) => kind.label(self.words.language).to_owned(),
        };
        let residents = area.residents.map_or_else(String::new, |residents| {
            format!(", {} {}", count(residents, Grouping::Narrow), plain(self.words.language, "map-residents"))
        });
        let between = if shown.is_empty() || area.name.is_empty() { "" } else { ": " };
        format!("{}{between}{shown}{residents}", area.name)
    }
}
