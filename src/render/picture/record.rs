//! The record that a map carries of how it was made.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::render::classes::value::Unit;
use crate::render::picture::shown::{Legend, Picture};

impl Picture {
    /// The record of how the map was made, as the one JSON object `bacino`.
    pub(crate) fn metadata(&self) -> String {
        json!({ "bacino": self.record() }).to_string()
    }

    /// The record of how the map was made.
    pub fn record(&self) -> Value {
        let mut nodata: BTreeMap<&str, usize> = BTreeMap::new();
        for area in &self.values.areas {
            if let Some(kind) = self.missing_kind(area) {
                *nodata.entry(kind.word()).or_default() += 1;
            }
        }
        let inputs: BTreeMap<&str, &str> =
            self.origin.inputs.iter().map(|source| (source.name.as_str(), source.sha256.as_str())).collect();
        let (method, breaks, minimum, counts, palette) = match &self.key.legend {
            Some(Legend::Classes { classes, palette, .. }) => (
                json!(classes.method),
                json!(classes.breaks),
                json!(classes.minimum),
                json!((0..classes.breaks.len()).map(|class| self.n_in_class(class)).collect::<Vec<_>>()),
                json!(palette.word()),
            ),
            Some(Legend::Categories(categories)) => (
                json!("categories"),
                json!(categories.iter().map(|(word, _, _)| word).collect::<Vec<_>>()),
                json!(null),
                json!((0..categories.len()).map(|category| self.n_in_class(category)).collect::<Vec<_>>()),
                json!(self.colours()),
            ),
            Some(Legend::Groups { colours, .. }) => (
                json!("groups"),
                json!([]),
                json!(null),
                json!((0..colours.len()).map(|colour| self.n_in_class(colour)).collect::<Vec<_>>()),
                json!(self.colours()),
            ),
            None => (json!(null), json!([]), json!(null), json!([]), json!(null)),
        };
        json!({
            "layer": self.origin.layer,
            "form": self.figure.form.word(),
            "value": self.origin.value,
            "unit": match self.values.unit { Unit::Percent => "share", Unit::Plain => "number", Unit::Count => "count" },
            "crs": self.figure.shapes.reference().name(),
            "classes": method,
            "breaks": breaks,
            "minimum": minimum,
            "counts": counts,
            "palette": palette,
            "nodata": nodata,
            "notice": self.words.notice,
            "people_per_dot": self.figure.dots.as_ref().map(|dots| dots.people_per_dot),
            "seed": self.figure.dots.as_ref().map(|dots| dots.seed),
            "size": self.design.size.word,
            "theme": self.design.theme.name.word(),
            "made_with": self.origin.made_with,
            "inputs": inputs,
            "version": env!("CARGO_PKG_VERSION"),
        })
    }
}
