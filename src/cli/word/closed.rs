//! Words of the flags of `bacino map` and `bacino locate`.

use bacino::input::text::number::NumberFormat;
use bacino::render::classes::classify::ClassMethod;
use clap::ValueEnum;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ClassesWord {
    /// Equally many areas in each class
    Quantile,
    /// Classes of equal width
    Equal,
    /// Round numbers
    Pretty,
    /// The least squared differences within classes
    Natural,
    /// Round numbers of standard deviations from the mean
    Sd,
    /// The mean, the mean of what is above it, and so on: few large values, many small
    Headtail,
    /// Quartiles, and fences beyond them
    Box,
    /// In the middle of the widest gaps
    Maxbreaks,
    /// No classes: colours follow the values
    Unclassed,
}

impl ClassesWord {
    /// What it means.
    pub(crate) fn meaning(self) -> ClassMethod {
        match self {
            Self::Quantile => ClassMethod::Quantile,
            Self::Equal => ClassMethod::Equal,
            Self::Pretty => ClassMethod::Pretty,
            Self::Natural => ClassMethod::Natural,
            Self::Sd => ClassMethod::StandardDeviation,
            Self::Headtail => ClassMethod::HeadTail,
            Self::Box => ClassMethod::Box,
            Self::Maxbreaks => ClassMethod::MaximumBreaks,
            Self::Unclassed => ClassMethod::Unclassed,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AttributesWord {
    /// Code, name, value, class, title
    All,
    /// Nothing
    None,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ThemeWord {
    /// Dark on white
    Light,
    /// Light on nearly black
    Dark,
    /// Greys alone, for print without colour
    Grey,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LabelsWord {
    /// Nothing
    None,
    /// Names
    Names,
    /// Values
    Values,
    /// Codes
    Codes,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LocatorWord {
    /// Nothing
    None,
    /// The macro-areas
    Schemes,
    /// The territory, with what the map shows in a frame
    Extent,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum UncertaintyWord {
    /// Lines over areas whose range by chance is wider than 50 points
    NullWidth,
    /// Colours that fade with the width of the range
    Alpha,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum NumbersWord {
    /// 1,234.5
    En,
    /// 1.234,5
    It,
}

impl NumbersWord {
    /// What it means.
    pub(crate) fn meaning(self) -> NumberFormat {
        match self {
            Self::En => NumberFormat::English,
            Self::It => NumberFormat::Italian,
        }
    }
}
