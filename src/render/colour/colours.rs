//! The colours of classes: those of a named palette, or one's own.

use std::fmt;
use std::str::FromStr;

use crate::render::colour::palette::Palette;
use crate::render::colour::theme::{Theme, ThemeName};
use crate::render::colour::vision::{Colour, along};

/// The colours of classes, from the lowest up.
#[derive(Clone, Debug, PartialEq)]
pub enum Colours {
    /// Those of a palette.
    Named(Palette),
    /// One's own: two or more, between which others are mixed in CIE L\*a\*b\*.
    Own(Vec<Colour>),
}

/// The colours of a palette on a dark page.
enum OnDark {
    /// From the other end.
    Reversed(Palette),
    /// Others, with a dark middle.
    Stops(Vec<Colour>),
}

impl From<Palette> for Colours {
    fn from(palette: Palette) -> Self {
        Self::Named(palette)
    }
}

/// What is neither a palette nor a list of colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownColours(String);

impl fmt::Display for UnknownColours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = Palette::ALL.into_iter().map(Palette::word).collect();
        let wanted = "expected a palette, or two or more colours such as \"#f7fbff,#08306b\"";
        write!(f, "{wanted}; {:?} is neither; palettes are {}", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownColours {}

/// A colour written as `#rrggbb` or `#rgb`, with or without its sign.
fn colour(text: &str) -> Option<Colour> {
    let digits = text.trim();
    let digits = digits.strip_prefix('#').unwrap_or(digits);
    if digits.len() == 3 && digits.is_ascii() {
        let doubled: String = digits.chars().flat_map(|digit| [digit, digit]).collect();
        return Colour::parse(&format!("#{doubled}"));
    }
    Colour::parse(&format!("#{digits}"))
}

impl FromStr for Colours {
    type Err = UnknownColours;

    /// A palette's name in any case, or colours between commas.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = text.trim();
        if let Some(palette) = Palette::ALL.into_iter().find(|palette| palette.word().eq_ignore_ascii_case(wanted)) {
            return Ok(Self::Named(palette));
        }
        let own: Option<Vec<Colour>> = wanted.split(',').map(colour).collect();
        own.filter(|own| own.len() > 1).map(Self::Own).ok_or_else(|| UnknownColours(text.to_owned()))
    }
}

impl Colours {
    /// The palette's name, or the colours between commas.
    pub fn word(&self) -> String {
        match self {
            Self::Named(palette) => palette.word().to_owned(),
            Self::Own(own) => own.iter().map(Colour::to_string).collect::<Vec<_>>().join(","),
        }
    }

    /// Whether the colours are known to part in the middle, for values around one.
    pub fn is_diverging(&self) -> bool {
        match self {
            Self::Named(palette) => palette.is_diverging(),
            Self::Own(_) => false,
        }
    }

    /// The colour of class `class` (from 0) of `k`.
    pub fn colour(&self, class: usize, k: usize) -> String {
        match self {
            Self::Named(palette) if k <= Palette::MOST => palette.colour(class, k).to_owned(),
            Self::Named(_) | Self::Own(_) => self.along(if k > 1 { class as f64 / (k - 1) as f64 } else { 0.5 }),
        }
    }

    /// The colour of class `class` (from 0) of `k` in a theme: on a dark page the class nearest to the page is the darkest.
    pub fn colour_on(&self, theme: &Theme, class: usize, k: usize) -> String {
        match self.on_dark().filter(|_| theme.name == ThemeName::Dark) {
            Some(OnDark::Reversed(palette)) => Self::Named(palette).colour(k.saturating_sub(class + 1), k),
            Some(OnDark::Stops(stops)) => {
                let part = if k > 1 { class as f64 / (k - 1) as f64 } else { 0.5 };
                along(&stops, part).map_or_else(String::new, |colour| colour.to_string())
            }
            None => self.colour(class, k),
        }
    }

    /// The colour at `position` along them in a theme.
    pub fn along_on(&self, theme: &Theme, position: f64) -> String {
        match self.on_dark().filter(|_| theme.name == ThemeName::Dark) {
            Some(OnDark::Reversed(palette)) => palette.along(1.0 - position),
            Some(OnDark::Stops(stops)) => along(&stops, position).map_or_else(String::new, |colour| colour.to_string()),
            None => self.along(position),
        }
    }

    /// What becomes of a palette on a dark page; `None` where it stays: one's own colours, and those that go from dark to light anyway.
    fn on_dark(&self) -> Option<OnDark> {
        let Self::Named(palette) = self else { return None };
        if let Some(stops) = palette.on_dark() {
            return Some(OnDark::Stops(stops.iter().filter_map(|stop| Colour::parse(stop)).collect()));
        }
        palette.starts_light().then_some(OnDark::Reversed(*palette))
    }

    /// The colour at `position`, from 0 to 1 along them: straight lines in CIE L\*a\*b\*.
    pub fn along(&self, position: f64) -> String {
        match self {
            Self::Named(palette) => palette.along(position),
            Self::Own(own) => along(own, position).map_or_else(String::new, |colour| colour.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn palettes_are_named_in_any_case() {
        for palette in Palette::ALL {
            for word in [palette.word().to_owned(), palette.word().to_lowercase(), palette.word().to_uppercase()] {
                assert_eq!(word.parse(), Ok(Colours::Named(palette)), "{word}");
            }
        }
    }

    #[test]
    fn own_colours_are_mixed_to_as_many_as_there_are_classes() {
        let colours: Colours = "#f7fbff, 08306b".parse().unwrap();
        assert_eq!(colours.word(), "#f7fbff,#08306b");
        assert_eq!([colours.colour(0, 5), colours.colour(4, 5)], ["#f7fbff", "#08306b"]);
        let three: Colours = "#fff,#f00,#000000".parse().unwrap();
        assert_eq!((0..3).map(|class| three.colour(class, 3)).collect::<Vec<_>>(), ["#ffffff", "#ff0000", "#000000"]);
        assert_eq!(three.word().parse(), Ok(three));
    }

    #[test]
    fn what_is_no_colour_is_refused_with_the_names_there_are() {
        for text in ["", "#fff", "blue,red", "#ffffff,", "#12345g,#000000", "RdYlGn"] {
            let told = text.parse::<Colours>().unwrap_err().to_string();
            assert!(told.contains("YlGnBu") && told.contains("#f7fbff,#08306b"), "{told}");
        }
    }
}
