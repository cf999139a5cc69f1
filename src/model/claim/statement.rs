//! What a publication claims: numbers that belong together, before anything is judged.

use crate::model::claim::figure::{Figure, Named, Spot};

/// A publication as read: what it claims, and its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// What it claims, in the order in which it stands there.
    pub claims: Vec<Claim>,
    /// Its text, lines as they are shown, tables as rows with bars between cells.
    pub text: String,
}

/// One claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where it begins.
    pub spot: Spot,
    /// The words and numbers that make it, as printed, lines joined by a space.
    pub text: String,
    /// The same as a range of the publication's text: bytes.
    pub range: (usize, usize),
    /// What is claimed.
    pub statement: Statement,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq)]
pub enum Statement {
    /// A share of one base.
    Share(ShareClaim),
    /// A question's answers: rows with counts, percentages or both, of one base.
    Block(Block),
    /// Parts and what they add up to.
    Sum {
        /// The parts.
        parts: Vec<Named>,
        /// Their sum as printed.
        total: Named,
    },
    /// Moments and order statistics of one variable.
    Spread(Box<Spread>),
    /// Rates of groups, whose counts are not all printed, and the rate or count of all of them.
    Rates {
        /// Each group's rate, in per cent.
        groups: Vec<Rate>,
        /// Of all groups together.
        total: Option<Total>,
    },
    /// Residents of areas that together make the whole.
    Areas {
        /// Residents of each.
        denominators: Vec<Named>,
        /// Of all.
        total: Option<Named>,
    },
    /// How many people, units or areas a source is said to have.
    SourceTotal(Named),
    /// Coverage of an area: a percentage, residents covered, residents, or several of them.
    Coverage {
        /// The area's name as printed.
        area: String,
        /// In per cent.
        percent: Option<Figure>,
        /// Residents in catchments of respondents.
        covered: Option<Figure>,
        /// Residents.
        residents: Option<Figure>,
    },
    /// A cell or word that a spreadsheet changed, such as `3-Jan` in place of `1-3`.
    Damaged {
        /// What stands there.
        found: String,
    },
}

/// A share as claimed: at least two of count, base and percentage, or words in place of a percentage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareClaim {
    /// How many.
    pub count: Option<Figure>,
    /// Of how many. Where the text only implies a base, it is here and `base_is_said` is false.
    pub base: Option<Figure>,
    /// Whether the base is printed with this share and not taken from a caption or a sentence before.
    pub base_is_said: bool,
    /// In per cent.
    pub percent: Option<Figure>,
    /// In words.
    pub words: Option<Wording>,
    /// What the share is of, in folded words, to find the same said twice; empty where that is not sure.
    pub subject: String,
}

/// A share in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// How the words bound it.
    pub bound: Bound,
    /// The fraction's numerator.
    pub part: u32,
    /// Its denominator.
    pub whole: u32,
}

/// How words bound a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `two thirds`.
    About,
    /// `more than half`.
    Above,
    /// `less than a third`.
    Below,
    /// `nearly half`: below, and near.
    Nearly,
}

/// Answers to one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The question, or the words of the caption.
    pub title: String,
    /// Of how many the percentages are, as stated.
    pub base: Option<Figure>,
    /// How many were asked, where that is said beside the base.
    pub asked: Option<Figure>,
    /// How many did not answer (`NA`).
    pub not_answered: Option<Figure>,
    /// Whether one answer (`Some(true)`) or several (`Some(false)`) could be given; `None` where it is not said.
    pub single: Option<bool>,
    /// One row an answer.
    pub rows: Vec<BlockRow>,
}

/// One answer of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockRow {
    /// The answer as printed.
    pub label: String,
    /// How many gave it.
    pub count: Option<Figure>,
    /// In per cent of the base.
    pub percent: Option<Figure>,
}

/// What is said of one variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// Of whom or what, as printed.
    pub label: String,
    /// How many values.
    pub n: Option<Figure>,
    /// Their mean.
    pub mean: Option<Figure>,
    /// Their standard deviation.
    pub deviation: Option<Figure>,
    /// Their sum.
    pub total: Option<Figure>,
    /// The smallest.
    pub minimum: Option<Figure>,
    /// The lower quartile.
    pub lower: Option<Figure>,
    /// The median.
    pub median: Option<Figure>,
    /// The upper quartile.
    pub upper: Option<Figure>,
    /// The largest.
    pub maximum: Option<Figure>,
}

/// A group's rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// The group as printed.
    pub label: String,
    /// In per cent.
    pub percent: Figure,
    /// How many, where that is said.
    pub count: Option<Figure>,
    /// Of how many, where that is said.
    pub base: Option<Figure>,
}

/// The rate of all groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Total {
    /// How many.
    pub count: Option<Figure>,
    /// Of how many.
    pub base: Option<Figure>,
    /// In per cent.
    pub percent: Option<Figure>,
}
