//! How large a picture is, and how large its type must be to be read at that size.

use std::fmt;
use std::str::FromStr;

use crate::render::page::scene::{LengthUnit, MILLIMETRE, POINT};

/// The outer size of a picture and the sizes of its type, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// The word, as in flags and in the record of a map.
    pub word: String,
    /// The width.
    pub width: f64,
    /// The height; `None` is as high as the content.
    pub height: Option<f64>,
    /// In what the outer size is written.
    pub unit: LengthUnit,
    /// The height that a map may take where the picture's own height is free.
    pub most_map_height: f64,
    /// Space around everything.
    pub margin: f64,
    /// Sizes of type.
    pub letters: TypeSizes,
}

/// Sizes of type, in pixels. None is smaller than [`TypeSizes::LEAST`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeSizes {
    /// The title.
    pub title: f64,
    /// Subtitle and notice.
    pub subtitle: f64,
    /// The legend.
    pub legend: f64,
    /// Names on the map.
    pub label: f64,
    /// Source, scale bar, column titles.
    pub small: f64,
}

impl TypeSizes {
    /// 6.5 points: smaller type is not read at the stated size.
    pub const LEAST: f64 = 6.5 * POINT;

    /// The same but the title in smaller type, never below the least.
    #[must_use]
    pub(crate) fn smaller(self, part: f64) -> Self {
        let of = |size: f64| (size * part).max(Self::LEAST);
        Self {
            title: self.title,
            subtitle: of(self.subtitle),
            legend: of(self.legend),
            label: of(self.label),
            small: of(self.small),
        }
    }

    fn points(title: f64, subtitle: f64, legend: f64, label: f64, small: f64) -> Self {
        let pixels = |points: f64| (points * POINT).max(Self::LEAST);
        Self {
            title: pixels(title),
            subtitle: pixels(subtitle),
            legend: pixels(legend),
            label: pixels(label),
            small: pixels(small),
        }
    }
}

/// A word that is no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSize;

impl fmt::Display for UnknownSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected column, page, a4, slide, web, or WIDTHxHEIGHT such as 120x90mm or 800x600 (pixels), from 60 mm to 2 m")
    }
}

impl std::error::Error for UnknownSize {}

impl Size {
    /// A web page: 800 pixels wide.
    pub fn web() -> Self {
        Self {
            word: "web".to_owned(),
            width: 800.0,
            height: None,
            unit: LengthUnit::Pixel,
            most_map_height: 700.0,
            margin: 24.0,
            letters: TypeSizes::points(15.0, 9.5, 8.6, 8.4, 7.8),
        }
    }

    /// A column of a journal: 85 millimetres wide.
    pub fn column() -> Self {
        Self {
            word: "column".to_owned(),
            width: 85.0 * MILLIMETRE,
            height: None,
            unit: LengthUnit::Millimetre,
            most_map_height: 110.0 * MILLIMETRE,
            margin: 2.0 * MILLIMETRE,
            letters: TypeSizes::points(9.0, 7.0, 6.5, 6.5, 6.5),
        }
    }

    /// The width of a journal's page: 180 millimetres.
    pub fn page() -> Self {
        Self {
            word: "page".to_owned(),
            width: 180.0 * MILLIMETRE,
            height: None,
            unit: LengthUnit::Millimetre,
            most_map_height: 165.0 * MILLIMETRE,
            margin: 3.0 * MILLIMETRE,
            letters: TypeSizes::points(11.0, 8.0, 7.5, 7.0, 6.8),
        }
    }

    /// A sheet of A4, upright.
    pub fn a4() -> Self {
        Self {
            word: "a4".to_owned(),
            width: 210.0 * MILLIMETRE,
            height: Some(297.0 * MILLIMETRE),
            unit: LengthUnit::Millimetre,
            most_map_height: 297.0 * MILLIMETRE,
            margin: 15.0 * MILLIMETRE,
            letters: TypeSizes::points(17.0, 10.5, 9.0, 8.5, 8.0),
        }
    }

    /// A slide of 16 to 9.
    pub fn slide() -> Self {
        Self {
            word: "slide".to_owned(),
            width: 1280.0,
            height: Some(720.0),
            unit: LengthUnit::Pixel,
            most_map_height: 720.0,
            margin: 40.0,
            letters: TypeSizes::points(24.0, 14.0, 14.0, 11.0, 11.0),
        }
    }

    /// The smallest size that works: of the same proportions, or where the page has no height of its own, of those that have names.
    pub fn smallest_that(&self, mut works: impl FnMut(&Self) -> bool) -> Option<Self> {
        if self.height.is_none() {
            return [Self::column(), Self::web(), Self::page(), Self::a4()].into_iter().find(|size| works(size));
        }
        let (mut fails, mut wide) = (self.whole_width(), self.whole_width() + 1);
        let found = loop {
            let larger = self.as_wide_as(wide)?;
            if works(&larger) {
                break larger;
            }
            fails = wide;
            wide += (wide / 32).max(1);
        };
        let between = (fails + 1..wide).filter_map(|wide| self.as_wide_as(wide)).find(|size| works(size));
        Some(between.unwrap_or(found))
    }

    /// A size of these proportions that is so many millimetres or pixels wide, where the height is not free.
    #[must_use]
    pub fn as_wide_as(&self, wide: u32) -> Option<Self> {
        let wide = f64::from(wide);
        let high = (wide * self.height? / self.width).round();
        let end = match self.unit {
            LengthUnit::Millimetre => "mm",
            LengthUnit::Pixel => "",
        };
        format!("{wide}x{high}{end}").parse().ok()
    }

    /// The width in whole millimetres or pixels, rounded down.
    pub fn whole_width(&self) -> u32 {
        let of = match self.unit {
            LengthUnit::Millimetre => MILLIMETRE,
            LengthUnit::Pixel => 1.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are below two metres")]
        let whole = (self.width / of + 1e-9) as u32;
        whole
    }

    /// A size of one's own.
    fn own(word: &str, width: f64, height: f64, unit: LengthUnit) -> Self {
        // Type grows with the shorter side, from that of a column to that of a slide.
        let points = (width.min(height) / 70.0).clamp(6.5, 14.0);
        Self {
            word: word.to_owned(),
            width,
            height: Some(height),
            unit,
            most_map_height: height,
            margin: (width.min(height) * 0.03).max(7.0),
            letters: TypeSizes::points(points * 1.6, points * 1.1, points, points * 0.95, points * 0.9),
        }
    }
}

impl FromStr for Size {
    type Err = UnknownSize;

    fn from_str(word: &str) -> Result<Self, UnknownSize> {
        /// The shortest and the longest side.
        const SIDES: std::ops::RangeInclusive<f64> = 60.0 * MILLIMETRE..=2_000.0 * MILLIMETRE;
        match word {
            "web" => return Ok(Self::web()),
            "column" => return Ok(Self::column()),
            "page" => return Ok(Self::page()),
            "a4" => return Ok(Self::a4()),
            "slide" => return Ok(Self::slide()),
            _ => {}
        }
        let (numbers, unit, pixels) = match word.strip_suffix("mm") {
            Some(numbers) => (numbers, LengthUnit::Millimetre, MILLIMETRE),
            None => (word.strip_suffix("px").unwrap_or(word), LengthUnit::Pixel, 1.0),
        };
        let (width, height) = numbers.split_once('x').ok_or(UnknownSize)?;
        let side = |text: &str| {
            text.trim()
                .parse::<f64>()
                .ok()
                .map(|side| side * pixels)
                .filter(|side| SIDES.contains(side))
                .ok_or(UnknownSize)
        };
        Ok(Self::own(word, side(width)?, side(height)?, unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_type_is_smaller_than_can_be_read() {
        for word in ["web", "column", "page", "a4", "slide", "60x80mm", "300x300", "1200x900"] {
            let size: Size = word.parse().unwrap();
            let TypeSizes { title, subtitle, legend, label, small } = size.letters;
            assert!([title, subtitle, legend, label, small].iter().all(|size| *size >= TypeSizes::LEAST), "{word}");
        }
    }

    #[test]
    fn sizes_of_ones_own() {
        let size: Size = "120x90mm".parse().unwrap();
        assert!((size.width - 453.543_307).abs() < 1e-6);
        for word in ["", "big", "10x10", "x", "800x", "NaNxNaN", "1e9x1e9", "-800x600"] {
            assert_eq!(word.parse::<Size>(), Err(UnknownSize), "{word}");
        }
    }
}
