//! Colours of everything on a map that is no class: page, text, lines, land around, marks of missing values.
//!
//! All are concrete values, for style sheets and variables paint black in several programs.

use crate::model::base::word::words;
use crate::render::classes::value::NoData;
use crate::render::colour::vision::{Colour, difference};
use crate::render::page::scene::{Fill, Hex, Pattern};

words! {
    /// A set of colours, by name.
    #[derive(Default)]
    pub enum ThemeName {
        /// Dark on white.
        #[default]
        Light = "light" => Theme::LIGHT,
        /// Light on nearly black.
        Dark = "dark" => Theme::DARK,
        /// Greys alone, for print without colour.
        Grey = "grey" => Theme::GREY,
    }
    /// The colours.
    pub fn colours(self) -> Theme;
}

/// A set of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: ThemeName,
    /// The page, which is the sea too.
    pub page: &'static str,
    /// Text.
    pub ink: &'static str,
    /// Text that stands back.
    pub quiet_ink: &'static str,
    /// Text of a notice.
    pub notice_ink: &'static str,
    /// Borders between areas.
    pub border: &'static str,
    /// The coast and the frontier.
    pub coast: &'static str,
    /// Land that the map is not about.
    pub around: &'static str,
    /// Borders and coasts of land around, and the lines of the graticule.
    pub around_line: &'static str,
    /// Under the marks of missing values.
    pub missing: &'static str,
    /// The marks of missing values.
    pub mark: &'static str,
    /// Areas out of scope.
    pub out_of_scope: &'static str,
    /// Areas of which no unit answered.
    pub silent: &'static str,
    /// The dots on them.
    pub silent_dots: &'static str,
    /// Lines over areas whose value rests on small numbers.
    pub hatch: &'static str,
    /// Whether classes must be told apart without colours.
    pub is_grey: bool,
}

impl Theme {
    /// Dark on white.
    pub const LIGHT: Self = Self {
        name: ThemeName::Light,
        page: "#ffffff",
        ink: "#1a1a1a",
        quiet_ink: "#555555",
        notice_ink: "#9c1c1c",
        border: "#4a4a4a",
        coast: "#7d7d7d",
        around: "#efeeea",
        around_line: "#d6d4ce",
        missing: "#e4e4e4",
        mark: "#7d7d7d",
        out_of_scope: "#bdbdbd",
        silent: "#ecd3a4",
        silent_dots: "#8f6b2c",
        hatch: "#2b2b2b",
        is_grey: false,
    };

    /// Light on nearly black, for screens.
    pub const DARK: Self = Self {
        name: ThemeName::Dark,
        page: "#16191d",
        ink: "#f1f1ef",
        quiet_ink: "#b9bcc0",
        notice_ink: "#ff9d8a",
        border: "#2a2e33",
        coast: "#8d9299",
        around: "#24282d",
        around_line: "#3a3f46",
        missing: "#4b5057",
        mark: "#a4a9af",
        out_of_scope: "#6b7077",
        silent: "#b08d57",
        silent_dots: "#3f2f14",
        hatch: "#101214",
        is_grey: false,
    };

    /// Greys alone, for print without colour.
    pub const GREY: Self = Self {
        name: ThemeName::Grey,
        page: "#ffffff",
        ink: "#1a1a1a",
        quiet_ink: "#4f4f4f",
        notice_ink: "#1a1a1a",
        border: "#333333",
        coast: "#6b6b6b",
        around: "#f2f2f2",
        around_line: "#dadada",
        missing: "#ffffff",
        mark: "#6b6b6b",
        out_of_scope: "#ffffff",
        silent: "#ffffff",
        silent_dots: "#6b6b6b",
        hatch: "#111111",
        is_grey: true,
    };

    /// The colour of class `class` (from 0) of `k`: the palette's own, or a grey that is the darker the higher the class.
    pub fn class(&self, colour: &str, class: usize, k: usize) -> Hex {
        /// Lightness (CIE L*) of the lowest and the highest class.
        const LIGHTNESS: [f64; 2] = [93.0, 22.0];
        if !self.is_grey {
            return Hex::from(colour.to_owned());
        }
        let part = if k > 1 { class as f64 / (k - 1) as f64 } else { 0.5 };
        grey(LIGHTNESS[0] + (LIGHTNESS[1] - LIGHTNESS[0]) * part).into()
    }

    /// What fills areas that are drawn apart from the classes.
    pub fn missing(&self, kind: NoData) -> Fill {
        match kind {
            NoData::NoResponse if self.is_grey => Fill::Pattern("dots"),
            // A photocopy shows colours by their lightness alone, which a class may have too.
            NoData::NoResponse => Fill::Pattern("dots-silent"),
            NoData::NoAnswer => Fill::Pattern("dots"),
            NoData::NotKnown => Fill::Pattern("hatch"),
            NoData::Suppressed | NoData::Confidential => Fill::Pattern("hatch-level"),
            NoData::NoRow => Fill::Pattern("hatch-back"),
            NoData::Vintage => Fill::Pattern("hatch-upright"),
            NoData::NoUnit => Fill::Pattern("hatch-grid"),
            NoData::NoCatchment => Fill::Pattern("hatch-cross"),
            NoData::OutOfScope if self.is_grey => Fill::Pattern("dots-sparse"),
            NoData::OutOfScope => Fill::Pattern("dots-outside"),
        }
    }

    /// The same beside classes of these colours: a ground that looks like one of them gives way to the usual one.
    pub fn missing_beside(&self, kind: NoData, classes: &[Hex]) -> Fill {
        match kind {
            NoData::NoResponse if looks_like_any(self.silent, classes) => Fill::Pattern("dots"),
            NoData::OutOfScope if looks_like_any(self.out_of_scope, classes) => Fill::Pattern("dots-sparse"),
            NoData::NoResponse
            | NoData::NoAnswer
            | NoData::NotKnown
            | NoData::Suppressed
            | NoData::Confidential
            | NoData::NoRow
            | NoData::Vintage
            | NoData::NoUnit
            | NoData::NoCatchment
            | NoData::OutOfScope => self.missing(kind),
        }
    }

    /// The colour of lines over classes of these colours: where one is as dark as the usual lines, that of notices.
    pub fn hatch_on(&self, classes: &[Hex]) -> &'static str {
        if looks_like_any(self.hatch, classes) { self.notice_ink } else { self.hatch }
    }

    /// The patterns that fills name beside and over classes of some colours, in the units of areas: `steps` of them are a pixel.
    pub fn patterns(&self, steps: f64, classes: &[Hex]) -> Vec<Pattern> {
        let hatch = self.hatch_on(classes);
        let pattern = |id, side: f64, turn, ground: Option<&'static str>, ink: &'static str, path: String| Pattern {
            id,
            side: side * steps,
            turn,
            ground: ground.map(Hex::from),
            ink: ink.into(),
            path,
        };
        let line = |side: f64, thick: f64| format!("M0 0H{}V{}H0z", thick * steps, side * steps);
        let dot = |at: f64, radius: f64| {
            let (at, radius) = (at * steps, radius * steps);
            format!(
                "M{} {at}a{radius} {radius} 0 1 0 {} 0a{radius} {radius} 0 1 0 {} 0z",
                at - radius,
                2.0 * radius,
                -2.0 * radius
            )
        };
        let cross = format!("{}M0 0V{}H{}V0z", line(5.0, 1.3), 1.3 * steps, 5.0 * steps);
        let grid = format!("{}M0 0V{}H{}V0z", line(6.0, 0.9), 0.9 * steps, 6.0 * steps);
        let ground = Some(self.missing);
        vec![
            pattern("hatch", 5.0, 45.0, ground, self.mark, line(5.0, 1.4)),
            pattern("hatch-back", 5.0, -45.0, ground, self.mark, line(5.0, 1.4)),
            pattern("hatch-cross", 5.0, 45.0, ground, self.mark, cross),
            // Thin lines along the pixels are crisp in one program and blurred in another, so the grid is turned a little.
            pattern("hatch-grid", 6.0, 20.0, ground, self.mark, grid),
            pattern("hatch-level", 4.0, 90.0, ground, self.mark, line(4.0, 1.2)),
            pattern("hatch-upright", 4.0, 0.0, ground, self.mark, line(4.0, 1.2)),
            pattern("dots", 4.0, 45.0, ground, self.mark, dot(2.0, 1.0)),
            pattern("dots-sparse", 7.0, 45.0, ground, self.mark, dot(3.5, 0.8)),
            pattern("dots-silent", 6.0, 45.0, Some(self.silent), self.silent_dots, dot(3.0, 0.7)),
            pattern("dots-outside", 6.0, 45.0, Some(self.out_of_scope), self.page, dot(3.0, 0.8)),
            pattern("hatch-small", 4.0, -45.0, None, hatch, line(4.0, 0.7)),
            pattern("hatch-wide", 3.0, 45.0, None, hatch, line(3.0, 0.7)),
        ]
    }
}

/// The least difference (CIEDE2000) between a mark and what it stands on or beside.
pub const MARK_APART: f64 = 10.0;

/// Whether a colour is too near to one of others to be a mark on it or beside it.
fn looks_like_any(colour: &str, others: &[Hex]) -> bool {
    let near = |other: &Hex| {
        let pair = Colour::parse(colour).zip(Colour::parse(other));
        pair.is_some_and(|(colour, other)| difference(colour, other) < MARK_APART)
    };
    others.iter().any(near)
}

/// The grey of a CIE lightness.
fn grey(lightness: f64) -> String {
    let f = (lightness + 16.0) / 116.0;
    let luminance = if lightness > 8.0 { f * f * f } else { lightness * 27.0 / 24_389.0 };
    let value = if luminance <= 0.003_130_8 { 12.92 * luminance } else { 1.055 * luminance.powf(1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a value from 0 to 255")]
    let value = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("#{value:02x}{value:02x}{value:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::colour::colours::Colours;
    use crate::render::colour::palette::{CATEGORIES, Palette};
    use crate::render::colour::vision;

    fn contrast(a: &str, b: &str) -> f64 {
        let parse = |text| Colour::parse(text).unwrap();
        vision::contrast(parse(a), parse(b))
    }

    fn apart(a: &str, b: &str) -> f64 {
        difference(Colour::parse(a).unwrap(), Colour::parse(b).unwrap())
    }

    /// Colours of classes and categories as a theme draws them, every palette with every number of classes that it is good for.
    fn all_classes(theme: Theme) -> Vec<Vec<Hex>> {
        let of_palette = |palette: Palette| {
            (1..=palette.most_told_apart()).map(move |k| {
                (0..k)
                    .map(|class| theme.class(&Colours::Named(palette).colour_on(&theme, class, k), class, k))
                    .collect::<Vec<Hex>>()
            })
        };
        let categories = (1..=CATEGORIES.len())
            .map(|k| CATEGORIES[..k].iter().enumerate().map(|(class, colour)| theme.class(colour, class, k)).collect());
        Palette::ALL.into_iter().flat_map(of_palette).chain(categories).collect()
    }

    #[test]
    fn marks_stand_out_from_what_they_stand_on() {
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            for ground in [theme.missing, theme.page, theme.around] {
                assert!(apart(theme.mark, ground) >= MARK_APART, "{} on {ground}", theme.name.word());
            }
            for classes in all_classes(theme) {
                for class in &classes {
                    let hatch = theme.hatch_on(&classes);
                    assert!(apart(hatch, class) >= MARK_APART, "{}: {hatch} on {class}", theme.name.word());
                }
            }
        }
    }

    #[test]
    fn areas_drawn_apart_look_like_no_class_and_not_like_the_page() {
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            for classes in all_classes(theme) {
                for kind in NoData::ALL {
                    let colour = match theme.missing_beside(kind, &classes) {
                        Fill::Pattern("dots-silent") => theme.silent,
                        Fill::Pattern("dots-outside") => theme.out_of_scope,
                        Fill::Pattern(_) | Fill::Colour(_) | Fill::None => continue,
                    };
                    for other in classes.iter().map(|class| &**class).chain([theme.page, theme.around]) {
                        assert!(
                            apart(colour, other) >= MARK_APART,
                            "{} {kind:?}: {colour} beside {other}",
                            theme.name.word()
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_drawn_apart_is_told_by_its_colour_alone() {
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            for classes in all_classes(theme) {
                for kind in NoData::ALL {
                    assert!(matches!(theme.missing_beside(kind, &classes), Fill::Pattern(_)), "{kind:?}");
                }
            }
            assert!(apart(theme.silent_dots, theme.silent) >= MARK_APART, "{}", theme.name.word());
            assert!(apart(theme.page, theme.out_of_scope) >= MARK_APART || theme.is_grey, "{}", theme.name.word());
        }
    }

    #[test]
    fn the_class_next_to_a_dark_page_is_the_darkest_and_every_eye_tells_all_apart() {
        let light = |colour: &str| Colour::parse(colour).unwrap().luminance();
        for palette in Palette::ALL {
            for k in 2..=palette.most_told_apart() {
                let shown: Vec<String> =
                    (0..k).map(|class| Colours::Named(palette).colour_on(&Theme::DARK, class, k)).collect();
                if palette.is_diverging() {
                    let middle = light(&shown[k / 2]);
                    assert!(
                        k < 3 || (middle < light(&shown[0]) && middle < light(&shown[k - 1])),
                        "{palette:?} {shown:?}"
                    );
                } else {
                    assert!(light(&shown[0]) < light(&shown[k - 1]), "{palette:?} {shown:?}");
                }
                for b in 0..k {
                    for a in 0..b {
                        for eye in vision::Vision::ALL {
                            let [a, b] =
                                [&shown[a], &shown[b]].map(|colour| Colour::parse(colour).unwrap().seen_with(eye));
                            assert!(
                                difference(a, b) >= vision::TOLD_APART,
                                "{palette:?} {k} {eye:?} {shown:?} {}",
                                difference(a, b)
                            );
                        }
                    }
                }
            }
        }
    }

    // WCAG 2.2, success criterion 1.4.3.
    #[test]
    fn text_can_be_read_on_the_page_and_on_land_around() {
        for theme in ThemeName::ALL.map(ThemeName::colours) {
            for ink in [theme.ink, theme.quiet_ink, theme.notice_ink] {
                for ground in [theme.page, theme.around] {
                    assert!(contrast(ink, ground) >= 4.5, "{} {ink} on {ground}", theme.name.word());
                }
            }
        }
    }
}
