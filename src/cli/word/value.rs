//! Values of flags: words of closed lists, sizes, numbers.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use bacino::model::base::word::Word;
use bacino::render::colour::colours::{Colours, UnknownColours};
use bacino::render::colour::palette::Palette;
use bacino::render::page::size::{Size, UnknownSize};
use bacino::render::picture::design::{Labels, Small};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};

/// Reads a word of a closed list. Help says of each what it means.
pub(crate) fn words<T: Word>() -> impl TypedValueParser<Value = T> {
    words_of(T::ALL.iter().copied())
}

/// Reads a word of a part of a closed list. Help says of each what it means.
pub(crate) fn words_of<T: Word>(part: impl IntoIterator<Item = T>) -> impl TypedValueParser<Value = T> {
    read(part.into_iter().map(|meaning| PossibleValue::new(meaning.word()).help(meaning.help())))
}

/// Reads a word of a part of a closed list. Help lists the words alone, where they or the flag say what they mean.
pub(crate) fn names_of<T: Word>(part: impl IntoIterator<Item = T>) -> impl TypedValueParser<Value = T> {
    read(part.into_iter().map(|meaning| PossibleValue::new(meaning.word())))
}

fn read<T: Word>(known: impl Iterator<Item = PossibleValue>) -> impl TypedValueParser<Value = T> {
    let known: Vec<PossibleValue> = known.collect();
    PossibleValuesParser::new(known).try_map(|word| T::from_word(&word).ok_or_else(|| format!("no value {word:?}")))
}

/// A word of a closed list, or a path where no such word is meant.
#[derive(Clone, Debug)]
pub(crate) enum WordOrPath<T> {
    /// The word.
    Word(T),
    /// Something that is there.
    Path(PathBuf),
}

/// Reads a word of a closed list; what is none but is there is a path.
pub(crate) fn words_or_path<T: Word>() -> impl TypedValueParser<Value = WordOrPath<T>> {
    WordsOrPath(words::<T>())
}

#[derive(Clone)]
struct WordsOrPath<P>(P);

impl<T: Word, P: TypedValueParser<Value = T>> TypedValueParser for WordsOrPath<P> {
    type Value = WordOrPath<T>;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, typed: &OsStr) -> Result<Self::Value, clap::Error> {
        let path = Path::new(typed);
        match self.0.parse_ref(command, argument, typed) {
            Ok(word) => Ok(WordOrPath::Word(word)),
            Err(_) if path.exists() => Ok(WordOrPath::Path(path.to_path_buf())),
            Err(error) => Err(error),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// What stands on areas: a word, or a name or a code together with the value, in any order.
pub(crate) fn labels(text: &str) -> Result<Labels, String> {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    parts.sort_unstable();
    Labels::from_word(&parts.join(",")).ok_or_else(|| {
        let known: Vec<&str> = Labels::ALL.iter().map(|labels| labels.word()).collect();
        format!("expected one of {}", known.join(" · "))
    })
}

/// The size of a page.
pub(crate) fn size(text: &str) -> Result<Size, String> {
    text.parse().map_err(|error: UnknownSize| error.to_string())
}

/// Pixels to the inch.
pub(crate) fn dpi(text: &str) -> Result<f64, String> {
    let dpi = text.parse::<f64>().ok().filter(|dpi| (10.0..=2_400.0).contains(dpi));
    dpi.ok_or_else(|| "expected pixels to the inch from 10 to 2400".to_owned())
}

/// A number of residents, or of units.
pub(crate) fn small(text: &str) -> Result<Small, String> {
    let (number, of): (&str, fn(u64) -> Small) = match text.strip_suffix("units") {
        Some(number) => (number, Small::Units),
        None => (text.strip_suffix("residents").unwrap_or(text), Small::Residents),
    };
    number
        .trim()
        .parse()
        .map(of)
        .map_err(|_| "expected a number of residents such as 5000, or of units such as 5units".to_owned())
}

/// Upper bounds of classes, ascending.
#[derive(Clone, Debug)]
pub(crate) struct UpperBounds(pub(crate) Vec<f64>);

/// Finite numbers between commas, each above the one before.
pub(crate) fn bounds(text: &str) -> Result<UpperBounds, String> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|bound| bound.is_finite());
    let bounds: Option<Vec<f64>> = text.split(',').map(number).collect();
    let bounds = bounds.ok_or_else(|| "expected numbers between commas, such as 0.25,0.5".to_owned())?;
    if let Some((before, behind)) = bounds.iter().zip(bounds.iter().skip(1)).find(|(before, behind)| before >= behind) {
        return Err(format!("the bounds ascend, and {behind} stands behind {before}"));
    }
    Ok(UpperBounds(bounds))
}

/// What the flag of colours takes.
pub(crate) fn palettes() -> String {
    let named = |diverging: bool| {
        let palettes = Palette::ALL.into_iter().filter(|palette| palette.is_diverging() == diverging);
        palettes.map(Palette::word).collect::<Vec<_>>().join(", ")
    };
    format!(
        "The colours: {}; {} for values around a middle; or two or more of your own such as \"#f7fbff,#08306b\"",
        named(false),
        named(true)
    )
}

/// A palette or colours of one's own.
pub(crate) fn colours(text: &str) -> Result<Colours, String> {
    text.parse().map_err(|error: UnknownColours| error.to_string())
}

/// A finite number.
pub(crate) fn number(text: &str) -> Result<f64, String> {
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| "expected a number such as 0 or 12.5".to_owned())
}
