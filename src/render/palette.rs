//! Colours of classes, as concrete values.
//!
//! Colour specifications and designs of `YlGnBu`, Blues and `PuOr`: Cynthia Brewer and Mark Harrower, `ColorBrewer`, the Pennsylvania State
//! University (Apache-2.0).

/// A family of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    /// Light yellow to dark blue.
    YlGnBu,
    /// Light to dark blue.
    Blues,
    /// Orange over grey to purple: for values around a middle.
    PuOr,
    /// Viridis: dark blue to yellow.
    Viridis,
}

/// What is not land of the study: the page.
pub const PAGE: &str = "#ffffff";
/// Under the hatch of missing values.
pub const MISSING: &str = "#eeeeee";
/// The lines of the hatch.
pub const HATCH: &str = "#8c8c8c";
/// Areas out of scope.
pub const OUT_OF_SCOPE: &str = "#c9c9c9";
/// Borders between areas.
pub const BORDER: &str = "#4a4a4a";
/// The coast and the frontier.
pub const COAST: &str = "#7d7d7d";
/// Text.
pub const INK: &str = "#1a1a1a";
/// Text that stands back.
pub const QUIET_INK: &str = "#555555";
/// Text of a notice.
pub const NOTICE_INK: &str = "#9c1c1c";

const YLGNBU: [&[&str]; 7] = [
    &["#edf8b1", "#7fcdbb", "#2c7fb8"],
    &["#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"],
    &["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"],
    &["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"],
    &["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"],
    &["#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"],
    &["#ffffd9", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58"],
];
const BLUES: [&[&str]; 7] = [
    &["#deebf7", "#9ecae1", "#3182bd"],
    &["#eff3ff", "#bdd7e7", "#6baed6", "#2171b5"],
    &["#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"],
    &["#eff3ff", "#c6dbef", "#9ecae1", "#6baed6", "#3182bd", "#08519c"],
    &["#eff3ff", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#084594"],
    &["#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#084594"],
    &["#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b"],
];
const PUOR: [&[&str]; 7] = [
    &["#f1a340", "#e3e3e3", "#998ec3"],
    &["#e66101", "#fdb863", "#b2abd2", "#5e3c99"],
    &["#e66101", "#fdb863", "#e3e3e3", "#b2abd2", "#5e3c99"],
    &["#b35806", "#f1a340", "#fee0b6", "#d8daeb", "#998ec3", "#542788"],
    &["#b35806", "#f1a340", "#fee0b6", "#e3e3e3", "#d8daeb", "#998ec3", "#542788"],
    &["#b35806", "#e08214", "#fdb863", "#fee0b6", "#d8daeb", "#b2abd2", "#8073ac", "#542788"],
    &["#b35806", "#e08214", "#fdb863", "#fee0b6", "#e3e3e3", "#d8daeb", "#b2abd2", "#8073ac", "#542788"],
];
const VIRIDIS: [&[&str]; 7] = [
    &["#440154", "#21918c", "#fde725"],
    &["#440154", "#31688e", "#35b779", "#fde725"],
    &["#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"],
    &["#440154", "#414487", "#2a788e", "#22a884", "#7ad151", "#fde725"],
    &["#440154", "#443983", "#31688e", "#21918c", "#35b779", "#90d743", "#fde725"],
    &["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#a0da39", "#fde725"],
    &["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"],
];

impl Palette {
    /// The name in flags and metadata.
    pub fn word(self) -> &'static str {
        match self {
            Self::YlGnBu => "YlGnBu",
            Self::Blues => "Blues",
            Self::PuOr => "PuOr",
            Self::Viridis => "viridis",
        }
    }

    /// The most classes that the palette can tell apart.
    pub const MOST: usize = 9;

    /// The colour of class `class` (from 0) of `k`. One or two classes take the ends of three.
    pub fn colour(self, class: usize, k: usize) -> &'static str {
        let table = match self {
            Self::YlGnBu => &YLGNBU,
            Self::Blues => &BLUES,
            Self::PuOr => &PUOR,
            Self::Viridis => &VIRIDIS,
        };
        let colours = table[k.clamp(3, Self::MOST) - 3];
        let index = match (k, class) {
            (1, _) => 1,
            (2, 1) => 2,
            _ => class,
        };
        colours[index.min(colours.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CIE L*a*b* under D65.
    fn lab(colour: &str) -> [f64; 3] {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = [channel(1), channel(3), channel(5)];
        let f = |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
        let x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
        let y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        let z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// The CIE 1976 colour difference.
    fn difference(a: &str, b: &str) -> f64 {
        let (a, b) = (lab(a), lab(b));
        a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt()
    }

    #[test]
    fn neighbouring_classes_can_be_told_apart() {
        for palette in [Palette::YlGnBu, Palette::Blues, Palette::PuOr, Palette::Viridis] {
            for k in 2..=7 {
                for class in 1..k {
                    let apart = difference(palette.colour(class, k), palette.colour(class - 1, k));
                    assert!(apart > 7.0, "{palette:?} {k} {class}: {apart}");
                }
            }
        }
    }

    #[test]
    fn the_marks_of_missing_values_are_no_class() {
        for k in 3..=7 {
            for class in 0..k {
                for mark in [HATCH, OUT_OF_SCOPE] {
                    assert!(difference(Palette::YlGnBu.colour(class, k), mark) >= 10.0);
                    assert!(difference(PAGE, mark) >= 10.0);
                }
            }
        }
    }
}
