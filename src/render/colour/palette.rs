//! Which colours classes have, as concrete values.

use crate::model::base::word::words;
use crate::render::colour::brewer;
use crate::render::colour::vision::{Colour, along};

words! {
    /// A family of colours.
    pub enum Palette {
        /// Light yellow to dark blue.
        YlGnBu = "YlGnBu" => &brewer::YLGNBU,
        /// Light yellow to dark red.
        YlOrRd = "YlOrRd" => &brewer::YLORRD,
        /// Light to dark blue.
        Blues = "Blues" => &brewer::BLUES,
        /// Light to dark green.
        Greens = "Greens" => &brewer::GREENS,
        /// Light to dark orange.
        Oranges = "Oranges" => &brewer::ORANGES,
        /// Light to dark purple.
        Purples = "Purples" => &brewer::PURPLES,
        /// Light to dark grey, for print without colour.
        Greys = "Greys" => &brewer::GREYS,
        /// Dark blue to yellow.
        Viridis = "viridis" => &brewer::VIRIDIS,
        /// Dark blue to yellow, alike for nearly every eye.
        Cividis = "cividis" => &brewer::CIVIDIS,
        /// Orange over grey to purple: for values around a middle.
        PuOr = "PuOr" => &brewer::PUOR,
        /// Red over grey to blue: for values around a middle.
        RdBu = "RdBu" => &brewer::RDBU,
    }
    /// Its colours.
    fn table(self) -> &'static brewer::Table;
}

/// Colours of categories, which have no order: every eye tells each from every other.
///
/// # Source
/// Tol (2021), *Colour Schemes*, SRON/EPS/TN/09-002, the light qualitative scheme without its grey.
pub const CATEGORIES: [&str; 8] =
    ["#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#99ddff", "#44bb99", "#bbcc33", "#aaaa00"];

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

impl Palette {
    /// Whether the colours part in the middle, for values around one.
    pub fn is_diverging(self) -> bool {
        self.table().is_diverging
    }

    /// Whether its lowest class is lighter than its highest.
    pub fn starts_light(self) -> bool {
        let ends = [self.colour(0, Self::MOST), self.colour(Self::MOST - 1, Self::MOST)];
        let [lowest, highest] = ends.map(|colour| Colour::parse(colour).map_or(0.0, Colour::luminance));
        lowest > highest
    }

    /// The colours from end to end on a dark page, where the middle is to be dark.
    pub(crate) fn on_dark(self) -> Option<&'static [&'static str]> {
        self.table().on_dark
    }

    /// The most classes of a palette.
    pub const MOST: usize = 9;

    /// The most classes that every eye tells apart, each from every other: at least [`crate::render::colour::vision::TOLD_APART`] between them
    /// with normal and with every deficient colour vision.
    pub fn most_told_apart(self) -> usize {
        self.table().told_apart
    }

    /// The colour of class `class` (from 0) of `k`. One or two classes take the ends of three.
    pub fn colour(self, class: usize, k: usize) -> &'static str {
        let colours = self.table().colours[k.clamp(3, Self::MOST) - 3];
        let index = match (k, class) {
            (1, _) => 1,
            (2, 1) => 2,
            _ => class,
        };
        colours[index.min(colours.len() - 1)]
    }

    /// The colour at `position`, from 0 to 1 along the palette: straight lines between its nine colours in CIE L\*a\*b\*.
    pub fn along(self, position: f64) -> String {
        let stops = self.table().colours[Self::MOST - 3];
        let parsed: Vec<Colour> = stops.iter().filter_map(|stop| Colour::parse(stop)).collect();
        along(&parsed, position).map_or_else(|| stops[0].to_owned(), |colour| colour.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::colour::vision::{TOLD_APART, Vision, difference};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    /// The least difference between two classes, for any eye.
    fn least(palette: Palette, k: usize) -> f64 {
        let pairs = (1..k).flat_map(|b| (0..b).map(move |a| (a, b)));
        let apart = pairs.flat_map(|(a, b)| {
            let [a, b] = [a, b].map(|class| colour(palette.colour(class, k)));
            Vision::ALL.map(|vision| difference(a.seen_with(vision), b.seen_with(vision)))
        });
        apart.fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn every_eye_tells_all_classes_apart() {
        for palette in Palette::ALL {
            for k in 2..=Palette::MOST {
                let told_apart = least(palette, k) >= TOLD_APART;
                assert_eq!(told_apart, k <= palette.most_told_apart(), "{palette:?} {k}: {}", least(palette, k));
            }
        }
    }

    #[test]
    fn every_eye_tells_categories_apart() {
        for (b, second) in CATEGORIES.iter().enumerate() {
            for first in &CATEGORIES[..b] {
                for vision in Vision::ALL {
                    let apart = difference(colour(first).seen_with(vision), colour(second).seen_with(vision));
                    assert!(apart >= TOLD_APART, "{first} {second} {vision:?}: {apart}");
                }
            }
        }
    }

    #[test]
    fn red_over_yellow_to_green_is_refused_for_its_halves_look_alike() {
        // ColorBrewer's RdYlGn with six classes.
        let six = ["#d73027", "#fc8d59", "#fee08b", "#d9ef8b", "#91cf60", "#1a9850"];
        let [orange, green] = [six[1], six[4]].map(|text| colour(text).seen_with(Vision::Deuteranopia));
        assert!(difference(orange, green) < TOLD_APART, "{}", difference(orange, green));
        assert!(Palette::ALL.iter().all(|palette| palette.word() != "RdYlGn"));
    }

    #[test]
    fn a_ramp_passes_through_its_colours() {
        for palette in Palette::ALL {
            assert_eq!(palette.along(0.0), palette.colour(0, 9));
            assert_eq!(palette.along(0.5), palette.colour(4, 9));
            assert_eq!(palette.along(1.0), palette.colour(8, 9));
        }
    }

    #[test]
    fn the_marks_of_missing_values_are_no_class() {
        for palette in Palette::ALL.into_iter().filter(|palette| *palette != Palette::Greys) {
            for k in 3..=palette.most_told_apart() {
                for class in 0..k {
                    for mark in [HATCH, OUT_OF_SCOPE] {
                        let apart = difference(colour(palette.colour(class, k)), colour(mark));
                        assert!(apart >= 5.0, "{palette:?} {k} {class} {mark}: {apart}");
                    }
                }
            }
        }
        for mark in [HATCH, OUT_OF_SCOPE] {
            assert!(difference(colour(PAGE), colour(mark)) >= 10.0);
        }
    }
}
