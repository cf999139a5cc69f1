//! Colours that mean the same on maps and charts, as each theme has them. A second sign always repeats what a colour says.

use crate::render::colour::theme::{Theme, ThemeName};

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// More than expected.
    Above,
    /// Less than expected.
    Below,
    /// Those who answered.
    Answered,
    /// Those who did not.
    Silent,
    /// What chance gives.
    Chance,
    /// What stands apart from the rest, such as *do not know*.
    Apart,
    /// The lines of a grid.
    Grid,
}

impl Theme {
    /// The colour that says it. Among greys what is above, or answered, is dark.
    pub fn says(&self, meaning: Meaning) -> &'static str {
        let of = |light: &'static str, dark: &'static str, grey: &'static str| match self.name {
            ThemeName::Light => light,
            ThemeName::Dark => dark,
            ThemeName::Grey => grey,
        };
        match meaning {
            Meaning::Above => of("#5e3c99", "#b2abd2", "#1a1a1a"),
            Meaning::Below => of("#b35806", "#fdb863", "#1a1a1a"),
            Meaning::Answered => of("#2c7fb8", "#6baed6", "#4a4a4a"),
            Meaning::Silent => of("#b35806", "#fdb863", "#8a8a8a"),
            Meaning::Chance => of("#d9d7d1", "#3d434a", "#d9d9d9"),
            Meaning::Apart => of("#8c8c8c", "#8d9299", "#8c8c8c"),
            Meaning::Grid => of("#e2e0db", "#30353b", "#e0e0e0"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::colour::vision::{Colour, contrast};

    // WCAG 2.2, success criterion 1.4.11: marks 3:1 on what they stand on.
    #[test]
    fn marks_can_be_seen_on_the_page_and_on_what_chance_gives() {
        let parse = |text: &str| Colour::parse(text).unwrap();
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            for mark in [Meaning::Above, Meaning::Below, Meaning::Answered, Meaning::Silent, Meaning::Apart] {
                let ratio = contrast(parse(theme.says(mark)), parse(theme.page));
                assert!(ratio >= 3.0, "{:?} {mark:?} {ratio}", theme.name);
            }
            for mark in [Meaning::Above, Meaning::Below] {
                let ratio = contrast(parse(theme.says(mark)), parse(theme.says(Meaning::Chance)));
                assert!(ratio >= 3.0, "{:?} {mark:?} on chance {ratio}", theme.name);
            }
        }
    }
}
