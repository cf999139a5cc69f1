//! Colours of the steps of a scale: one hue from light to dark, or two away from a middle. On a dark page what is low lies near the page.

use crate::render::colour::theme::{Theme, ThemeName};
use crate::render::colour::vision::{Colour, contrast};

/// On which side of a scale a step lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Below the cut of a scale of one side.
    Less,
    /// From the cut on.
    More,
    /// Towards the first of two opposites.
    Against,
    /// Neither.
    Middle,
    /// Towards the second.
    For,
}

/// Colours of a side.
const LENGTH: usize = 10;

/// Below the cut, the nearest to it first: of the light, the dark and the grey theme. The other sides likewise.
const LESS: [[&str; LENGTH]; 3] = [
    ["#9ebcdb", "#a6c2de", "#aec7e1", "#b6cde4", "#bfd2e7", "#c7d8ea", "#cfdded", "#d7e3ef", "#e0e8f2", "#e8eef5"],
    ["#3f6486", "#3c5e7d", "#385875", "#35526d", "#324c64", "#2f465c", "#2c4154", "#283b4c", "#253545", "#22303d"],
    ["#bdbdbd", "#c3c3c3", "#c8c8c8", "#cecece", "#d3d3d3", "#d9d9d9", "#dfdfdf", "#e4e4e4", "#eaeaea", "#f0f0f0"],
];

/// From the cut on.
const MORE: [[&str; LENGTH]; 3] = [
    ["#2171b5", "#1e69ac", "#1b62a4", "#185b9c", "#155393", "#124c8b", "#0f4583", "#0c3e7b", "#0a3773", "#08306b"],
    ["#6baed6", "#79b5da", "#86bcde", "#93c2e1", "#9fc9e5", "#acd0e9", "#b9d7ec", "#c5ddf0", "#d2e4f3", "#deebf7"],
    ["#6e6e6e", "#656565", "#5d5d5d", "#545454", "#4c4c4c", "#444444", "#3c3c3c", "#343434", "#2c2c2c", "#252525"],
];

/// Towards the first of two opposites.
const AGAINST: [[&str; LENGTH]; 3] = [
    ["#f6cfa5", "#efc296", "#e8b486", "#e1a777", "#da9a68", "#d28d58", "#cb8048", "#c37337", "#bb6524", "#b35806"],
    ["#6b4a26", "#7a552c", "#896133", "#996d39", "#a97940", "#b98547", "#ca914e", "#db9e55", "#ecab5c", "#fdb863"],
    ["#d0d0d0", "#bebebe", "#adadad", "#9c9c9c", "#8b8b8b", "#7a7a7a", "#6a6a6a", "#5b5b5b", "#4c4c4c", "#3d3d3d"],
];

/// Towards the second.
const FOR: [[&str; LENGTH]; 3] = [
    ["#cfc6e3", "#c1b6db", "#b4a7d3", "#a798cb", "#9a88c3", "#8d79bb", "#816ab3", "#755baa", "#694ca2", "#5e3c99"],
    ["#4d4770", "#5a547c", "#676189", "#746e96", "#817ca3", "#8f8ab0", "#9d98bd", "#aca6cb", "#bab4d8", "#c9c3e6"],
    ["#d0d0d0", "#bebebe", "#adadad", "#9c9c9c", "#8b8b8b", "#7a7a7a", "#6a6a6a", "#5b5b5b", "#4c4c4c", "#3d3d3d"],
];

/// Neither.
const MIDDLE: [&str; 3] = ["#e3e1dc", "#3d434a", "#f0f0f0"];

impl Theme {
    /// The colour of a step so many steps from the cut, or the middle, of a side that has so many.
    pub fn step(&self, side: Side, distance: usize, of: usize) -> &'static str {
        let theme = match self.name {
            ThemeName::Light => 0,
            ThemeName::Dark => 1,
            ThemeName::Grey => 2,
        };
        // Few steps keep apart: two of a side are its ends, but below a cut the second of two is no nothing.
        let fewest = if side == Side::Less { 3 } else { 2 };
        let last = of.max(fewest) - 1;
        let at = (distance.min(last) * (LENGTH - 1)).div_ceil(last).min(LENGTH - 1);
        match side {
            Side::Less => LESS[theme][at],
            Side::More => MORE[theme][at],
            Side::Against => AGAINST[theme][at],
            Side::Middle => MIDDLE[theme],
            Side::For => FOR[theme][at],
        }
    }

    /// Whether a colour needs an outline to be seen on the page.
    ///
    /// # Source
    /// WCAG 2.2, success criterion 1.4.11: 3:1.
    pub fn is_faint(&self, colour: &str) -> bool {
        let both = Colour::parse(colour).zip(Colour::parse(self.page));
        both.is_some_and(|(colour, page)| contrast(colour, page) < 3.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::colour::vision::readable_on;

    // WCAG 2.2, success criterion 1.4.3: text 4.5:1.
    #[test]
    fn words_are_read_on_every_step_and_neighbours_differ() {
        let parse = |text: &str| Colour::parse(text).unwrap();
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            for side in [Side::Less, Side::More, Side::Against, Side::Middle, Side::For] {
                for of in 1..=12 {
                    let steps: Vec<&str> = (0..of).map(|distance| theme.step(side, distance, of)).collect();
                    for step in &steps {
                        let ratio = contrast(parse(step), parse(readable_on(step)));
                        assert!(ratio >= 4.5, "{:?} {side:?} {step} {ratio}", theme.name);
                    }
                    let differ = steps.windows(2).all(|two| two[0] != two[1]);
                    assert!(differ || side == Side::Middle || of > LENGTH, "{:?} {side:?} {of}", theme.name);
                }
            }
            // What is low lies near the page.
            let from_page = |colour: &str| contrast(parse(colour), parse(theme.page));
            assert!(from_page(theme.step(Side::Less, 2, 3)) < from_page(theme.step(Side::Less, 0, 3)));
            assert!(from_page(theme.step(Side::Less, 0, 3)) < from_page(theme.step(Side::More, 0, 2)));
            assert!(from_page(theme.step(Side::More, 0, 2)) < from_page(theme.step(Side::More, 1, 2)));
        }
    }
}
