//! What an audit finds: a claim, a verdict, the arithmetic behind it, and what would make it true. Words are put to it elsewhere.

use crate::model::base::word::words;
use crate::model::claim::figure::{Figure, Spot};
use crate::model::claim::printed::Printed;
use crate::model::claim::statement::{Block, Claim};

words! {
    /// What was checked.
    #[derive(PartialOrd, Ord)]
    pub enum Kind {
        /// A count, its base and its percentage.
        Share = "share",
        /// A percentage of a base: whether a whole number gives it.
        WholeCount = "whole-count",
        /// Answers of a question that takes one answer.
        SingleChoice = "single-choice",
        /// Answers of a question that takes several.
        MultipleChoice = "multiple-choice",
        /// Parts and their total.
        Sum = "sum",
        /// A mean, how many values, and their total.
        MeanTotal = "mean-total",
        /// Minimum, quartiles, mean and maximum.
        Order = "order",
        /// Rates of groups whose counts are not printed.
        GroupRates = "group-rates",
        /// The same said twice, in numbers or in words.
        SaidTwice = "said-twice",
        /// Residents of areas.
        Areas = "areas",
        /// A total that a source has.
        SourceTotal = "source-total",
        /// What a spreadsheet changed.
        Spreadsheet = "spreadsheet",
        /// What a study says of the same.
        Study = "study",
    }
}

words! {
    /// Whether a claim can be true.
    #[derive(PartialOrd, Ord)]
    pub enum Verdict {
        /// It cannot, by the numbers printed.
        Fails = "fails",
        /// The numbers do not tell.
        Untold = "untold",
        /// It can.
        Holds = "holds",
    }
}

/// One claim judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where the claim begins.
    pub spot: Spot,
    /// The same as a range of the publication's text: bytes.
    pub range: (usize, usize),
    /// The claim as printed, the end of a long one left out.
    pub text: String,
    /// What was checked.
    pub kind: Kind,
    /// Whether it can be true.
    pub verdict: Verdict,
    /// The arithmetic.
    pub computed: Computed,
    /// What would make it true; where it holds, nothing.
    pub fits: Vec<Fit>,
    /// What should be known beside it.
    pub note: Option<Note>,
}

impl Finding {
    /// A finding about a claim as a whole.
    pub fn of(claim: &Claim, kind: Kind, verdict: Verdict, computed: Computed) -> Self {
        Self {
            spot: claim.spot.clone(),
            range: claim.range,
            text: short(&claim.text),
            kind,
            verdict,
            computed,
            fits: Vec::new(),
            note: None,
        }
    }

    /// The same about some numbers of it, with the words that they stand for.
    #[must_use]
    pub fn about(mut self, label: &str, figures: &[&Figure]) -> Self {
        let Some(first) = figures.iter().min_by_key(|figure| figure.range) else { return self };
        let end = figures.iter().map(|figure| figure.range.1).max().unwrap_or(first.range.1);
        self.spot = first.spot.clone();
        self.range = (first.range.0, end);
        self.text = short(label);
        self
    }

    /// The same with the words that a table is told by, where it has some.
    #[must_use]
    pub fn titled(mut self, block: &Block) -> Self {
        if !block.title.is_empty() && !self.text.starts_with(&short(&block.title)) {
            self.text = short(&block.title);
        }
        self
    }

    /// The same with what would make it true.
    #[must_use]
    pub fn fits(mut self, fits: impl IntoIterator<Item = Fit>) -> Self {
        self.fits.extend(fits);
        self
    }

    /// The same with a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<Option<Note>>) -> Self {
        self.note = note.into();
        self
    }
}

/// A text of at most so many characters: a table of thousands of rows is no line of a list.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// A count of a base with the share that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub base: u64,
    /// In per cent, with more decimals than were printed.
    pub percent: Printed,
}

/// A group of a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The group.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Of how many.
    pub base: u64,
}

/// A statistic of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Statistic {
    /// The smallest value.
    Minimum,
    /// The lower quartile.
    Lower,
    /// The median.
    Median,
    /// The upper quartile.
    Upper,
    /// The largest value.
    Maximum,
    /// The mean.
    Mean,
}

/// The arithmetic behind a verdict.
#[derive(Clone, Debug, PartialEq)]
pub enum Computed {
    /// `23 / 61 = 37.70 %`.
    Share(Part),
    /// The counts on both sides of a percentage that no count gives: `25 / 35 = 71.43 %, 26 / 35 = 74.29 %`.
    Between {
        /// The count below.
        below: Part,
        /// The count above.
        above: Option<Part>,
    },
    /// So many counts of the base round to the percentage, between two.
    Several {
        /// The smallest.
        low: u64,
        /// The largest.
        high: u64,
        /// Of how many.
        base: u64,
    },
    /// A count and a percentage without their base: bases that fit, from one to another; `None` where all above do.
    Bases(u64, Option<u64>),
    /// No base makes a count this percentage.
    NoBase,
    /// A count is larger than its base.
    Larger(u64, u64),
    /// `23 + 34 + 4 = 61`.
    Sum {
        /// What is added.
        terms: Vec<Printed>,
        /// What it gives.
        sum: Printed,
    },
    /// Percentages that add up, of the answers of one question: `37.1 + 55.7 = 92.8 %`.
    Percentages {
        /// What is added.
        terms: Vec<Printed>,
        /// What it gives.
        sum: Printed,
    },
    /// Counts that percentages of a base stand for add up to a number between two.
    CountsBetween {
        /// The smallest.
        low: u64,
        /// The largest.
        high: u64,
        /// The base.
        base: u64,
    },
    /// `61 − 4 = 57`.
    Less {
        /// How many were asked.
        asked: u64,
        /// How many did not answer.
        missing: u64,
        /// How many did, or that more did not answer than were asked.
        left: Option<u64>,
    },
    /// Of so many rows with a count and a percentage so many are true of a base.
    RowsOf {
        /// True ones.
        fitting: usize,
        /// All.
        rows: usize,
        /// The base.
        base: u64,
    },
    /// No count is larger than the base: the largest one, and the base.
    Largest(u64, u64),
    /// `515 549 × 60 = 30 932 940`, and how far rounding reaches.
    Product {
        /// The mean.
        mean: Printed,
        /// How many values.
        n: u64,
        /// What it gives.
        product: Printed,
        /// How far the total may be from it.
        reach: Printed,
    },
    /// Statistics in the order in which they stand.
    Ordered(Vec<(Statistic, Printed)>),
    /// Two statistics in the wrong order: the first should not be larger.
    Disordered((Statistic, Printed), (Statistic, Printed)),
    /// So many sets of whole numbers give the rates and the total; those of them that are few enough to be named.
    Solutions {
        /// How many sets; `None` where there are too many to count.
        n: Option<u64>,
        /// The sets, where there are at most three.
        sets: Vec<Vec<GroupCount>>,
    },
    /// The search would take too long; rates between these can give the total.
    Unsearched {
        /// The lowest rate.
        low: Printed,
        /// The highest.
        high: Printed,
        /// The rate of all.
        all: Part,
    },
    /// A share in words against the share itself.
    Words {
        /// The fraction that words name.
        fraction: Part,
        /// The share.
        share: Printed,
    },
    /// A number said before, and where.
    Before {
        /// As printed there.
        printed: Printed,
        /// Whether it is a percentage.
        is_percent: bool,
        /// Where it stands.
        spot: Spot,
    },
    /// Areas of a scheme against those printed: how far the worst is off once both have the same total, in per cent.
    Grouping {
        /// The scheme.
        scheme: String,
        /// How far off, one decimal.
        off: Printed,
        /// The area that is off so far.
        area: String,
        /// How many ways of moving regions were tried.
        tried: u64,
    },
    /// A source's own total, the difference, and the difference in per cent of it.
    Gap {
        /// The source.
        source: Named,
        /// Its number.
        own: u64,
        /// How much more is claimed.
        more: i64,
        /// The same in per cent of the source's number.
        percent: Printed,
    },
    /// No number of a source to compare with.
    NoSource,
    /// A date in place of a range.
    Date,
    /// What the study gives, by one of its sources.
    Own {
        /// The number.
        value: OwnValue,
        /// Where its residents are counted.
        source: Named,
        /// The scheme of the area.
        scheme: Option<String>,
    },
    /// The study publishes a range of it, or nothing.
    NotPublished,
    /// The study has no area of that name.
    NoSuchArea,
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// The figures of the study's frame.
    Frame,
    /// The census.
    Census,
    /// The census, residents aged 18 and over.
    CensusAdults,
    /// Units of the frame.
    Units,
}

/// A number that a study gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnValue {
    /// A share of counts.
    Share(Part),
    /// A number.
    Number(Printed),
    /// A share that is published to a step, or a range, in per cent.
    Range(Printed, Printed),
}

/// What would make a claim true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// This percentage.
    Percent(Printed),
    /// This count.
    Count(u64),
    /// This base, or one between two.
    Base(u64, u64),
    /// This number.
    Number(Printed),
    /// This mean.
    Mean(Printed),
    /// This total.
    Total(Printed),
    /// So many more answers that the table does not have.
    Missing(u64),
    /// A range that stood there before.
    Range(String),
    /// Areas of a scheme, with some regions in others.
    Moves {
        /// The scheme.
        scheme: String,
        /// Regions and the area that each is counted in; none where the scheme fits as it is.
        moves: Vec<(String, String)>,
    },
    /// Other words: the share lies on the other side of the fraction.
    OtherWords,
}

/// What should be known beside a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// True only of a number rounded to one decimal more first.
    RoundedTwice,
    /// The base is not printed with the claim.
    BaseImplied,
    /// True of another base, which all rows of the table are percentages of.
    OtherBase(u64),
    /// True of a base a little smaller, as where some values are missing.
    FewerValues(u64),
    /// Thousands may have been rounded.
    Coarse,
    /// Any percentage with so many decimals is that of a whole number of such a base.
    Always,
    /// True within what rounding of each number allows.
    WithinRounding,
}
