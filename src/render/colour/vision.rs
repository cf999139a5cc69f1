//! Colours as numbers: how different two look, to whom, and whether text can be read on them.

use std::fmt;

use palette::color_difference::{Ciede2000, Wcag21RelativeContrast};
use palette::{FromColor, IntoColor, Lab, LinSrgb, Mix, Srgb};

use crate::model::base::word::words;

/// The least difference (CIEDE2000) between two classes. About twice what can just be seen side by side, for classes are seldom neighbours.
pub const TOLD_APART: f64 = 4.5;

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour(Srgb<f64>);

words! {
    /// How an eye sees colours.
    pub enum Vision {
        /// All three kinds of cones.
        Normal = "normal",
        /// No cones for long waves (red).
        Protanopia = "protanopia",
        /// No cones for middle waves (green).
        Deuteranopia = "deuteranopia",
        /// No cones for short waves (blue).
        Tritanopia = "tritanopia",
    }
}

impl Vision {
    /// Rows of the matrix on linear red, green and blue.
    ///
    /// # Source
    /// Machado, Oliveira and Fernandes (2009), *IEEE TVCG* 15(6), severity 1.0.
    fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

impl Colour {
    /// The colour written as `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = number.to_be_bytes();
        Some(Self(Srgb::new(red, green, blue).into_format()))
    }

    /// The colour as an eye of that kind sees it.
    #[must_use]
    pub fn seen_with(self, vision: Vision) -> Self {
        let linear: LinSrgb<f64> = self.0.into_linear();
        let rows = vision.matrix();
        let channel =
            |row: [f64; 3]| (row[0] * linear.red + row[1] * linear.green + row[2] * linear.blue).clamp(0.0, 1.0);
        Self(Srgb::from_linear(LinSrgb::new(channel(rows[0]), channel(rows[1]), channel(rows[2]))))
    }

    /// How light it is, from 0 to 1: the relative luminance of WCAG 2.1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        self.0.relative_luminance().luma
    }

    /// A colour between this one (`share` 0) and `other` (`share` 1), mixed in CIE L\*a\*b\*.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let lab: Lab<palette::white_point::D65, f64> = Lab::from_color(self.0).mix(Lab::from_color(other.0), share);
        Self(lab.into_color())
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Srgb { red, green, blue, .. } = self.0.into_format::<u8>();
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The colour at a position from 0 to 1 along some.
pub(crate) fn along(stops: &[Colour], position: f64) -> Option<Colour> {
    let last = stops.len().checked_sub(1)?;
    let place = position.clamp(0.0, 1.0) * last as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of stops")]
    let below = (place.floor() as usize).min(last.saturating_sub(1));
    let from = stops.get(below)?;
    // A stop is itself, and no mixture.
    let share = place - below as f64;
    Some(stops.get(below + 1).filter(|_| share > 0.0).map_or(*from, |to| from.mixed(*to, share)))
}

/// How different two colours look: CIEDE2000, 1 being about what can just be seen.
///
/// # Source
/// Sharma, Wu and Dalal (2005), *Color Research and Application* 30(1).
pub fn difference(a: Colour, b: Colour) -> f64 {
    let lab = |colour: Colour| Lab::<palette::white_point::D65, f64>::from_color(colour.0);
    lab(a).difference(lab(b))
}

/// The contrast ratio of two colours, from 1 to 21 (WCAG 2.1).
pub fn contrast(a: Colour, b: Colour) -> f64 {
    a.0.relative_contrast(b.0)
}

/// Black or white, whichever reads better on a colour. One of them always has a contrast of 4.5 or more.
pub fn readable_on(ground: &str) -> &'static str {
    const INKS: [&str; 2] = ["#000000", "#ffffff"];
    let on = |ink: &str| Some(contrast(Colour::parse(ink)?, Colour::parse(ground)?));
    if on(INKS[0]) >= on(INKS[1]) { INKS[0] } else { INKS[1] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    // colour-science 0.4.7 for Python: delta_E(…, method="CIE 2000") on sRGB under D65. Its matrix has more digits than the standard's.
    const DIFFERENCES: [(&str, &str, f64); 4] = [
        ("#ffffcc", "#a1dab4", 17.6506),
        ("#253494", "#2c7fb8", 26.4558),
        ("#e8e8e8", "#ffffff", 4.7453),
        ("#d73027", "#66bd63", 68.4602),
    ];

    #[test]
    fn differences_are_those_of_colour_science() {
        for (a, b, expected) in DIFFERENCES {
            assert!((difference(colour(a), colour(b)) - expected).abs() < 0.01, "{a} {b}");
        }
    }

    #[test]
    fn black_on_white_has_the_most_contrast() {
        assert!((contrast(colour("#000000"), colour("#ffffff")) - 21.0).abs() < 1e-9);
        // The published limit of grey text on white.
        assert!((contrast(colour("#767676"), colour("#ffffff")) - 4.54).abs() < 0.005);
    }

    #[test]
    fn black_or_white_can_be_read_on_any_colour() {
        for step in 0..=255_u32 {
            for ground in [format!("#{step:02x}{step:02x}{step:02x}"), format!("#{step:02x}7f{:02x}", 255 - step)] {
                assert!(contrast(colour(readable_on(&ground)), colour(&ground)) >= 4.5, "{ground}");
            }
        }
        assert_eq!([readable_on("#ffffcc"), readable_on("#253494")], ["#000000", "#ffffff"]);
    }

    #[test]
    fn text_that_is_no_colour_is_none() {
        for text in ["", "#12", "#12345g", "red", "#ééé"] {
            assert!(Colour::parse(text).is_none(), "{text}");
        }
        assert_eq!(colour("#1a2b3c").to_string(), "#1a2b3c");
    }
}
