//! The types of questions that LimeSurvey has, by the letter that its files write.

use crate::model::base::word::words;

words! {
    /// A type of question.
    pub enum Type {
        /// A list with one choice.
        List = "L",
        /// The same as a menu.
        Menu = "!",
        /// A list with one choice and a comment.
        ListWithComment = "O",
        /// Yes or no.
        YesNo = "Y",
        /// Male or female.
        Gender = "G",
        /// One to five.
        FivePoints = "5",
        /// Any number of boxes.
        Multiple = "M",
        /// The same with comments.
        MultipleWithComments = "P",
        /// A number.
        Number = "N",
        /// Several numbers.
        Numbers = "K",
        /// Rows with one choice each.
        Array = "F",
        /// The same with rows and columns exchanged.
        ArrayByColumn = "H",
        /// Rows of one to five.
        ArrayOfFive = "A",
        /// Rows of one to ten.
        ArrayOfTen = "B",
        /// Rows of yes, no and uncertain.
        ArrayOfYesNo = "C",
        /// Rows of increase, same and decrease.
        ArrayOfChange = "E",
        /// Rows with two choices each.
        DualArray = "1",
        /// Rows and columns of numbers, or of boxes.
        ArrayOfNumbers = ":",
        /// A ranking.
        Ranking = "R",
        /// Rows and columns of text.
        ArrayOfTexts = ";",
        /// Short text.
        ShortText = "S",
        /// Long text.
        LongText = "T",
        /// Very long text.
        HugeText = "U",
        /// Several short texts.
        Texts = "Q",
        /// A date.
        Date = "D",
        /// Uploaded files.
        Upload = "|",
        /// A computed value.
        Equation = "*",
        /// The respondent's language.
        Language = "I",
        /// Text shown, nothing asked.
        Shown = "X",
    }
}

impl Type {
    /// Why nothing of the question is read, where that is so.
    pub(super) fn left_out(self) -> Option<&'static str> {
        match self {
            Self::ArrayOfTexts | Self::ShortText | Self::LongText | Self::HugeText | Self::Texts => Some("typed text"),
            Self::Date => Some("a date"),
            Self::Upload => Some("uploaded files"),
            Self::Equation => Some("a computed value"),
            Self::Language => Some("the respondent's language"),
            Self::Shown => Some("nothing is asked"),
            Self::List
            | Self::Menu
            | Self::ListWithComment
            | Self::YesNo
            | Self::Gender
            | Self::FivePoints
            | Self::Multiple
            | Self::MultipleWithComments
            | Self::Number
            | Self::Numbers
            | Self::Array
            | Self::ArrayByColumn
            | Self::ArrayOfFive
            | Self::ArrayOfTen
            | Self::ArrayOfYesNo
            | Self::ArrayOfChange
            | Self::DualArray
            | Self::ArrayOfNumbers
            | Self::Ranking => None,
        }
    }

    /// Choices that the type itself has: codes with their words in English and Italian.
    pub(super) fn choices(self) -> &'static [(&'static str, &'static str, &'static str)] {
        match self {
            Self::YesNo => &[("Y", "Yes", "Sì"), ("N", "No", "No")],
            Self::Gender => &[("F", "Female", "Femmina"), ("M", "Male", "Maschio")],
            Self::FivePoints | Self::ArrayOfFive => TEN.split_at(5).0,
            Self::ArrayOfTen => &TEN,
            Self::ArrayOfYesNo => &[("Y", "Yes", "Sì"), ("U", "Uncertain", "Incerto"), ("N", "No", "No")],
            Self::ArrayOfChange => {
                &[("I", "Increase", "Aumento"), ("S", "Same", "Uguale"), ("D", "Decrease", "Diminuzione")]
            }
            Self::List
            | Self::Menu
            | Self::ListWithComment
            | Self::Multiple
            | Self::MultipleWithComments
            | Self::Number
            | Self::Numbers
            | Self::Array
            | Self::ArrayByColumn
            | Self::DualArray
            | Self::ArrayOfNumbers
            | Self::Ranking
            | Self::ArrayOfTexts
            | Self::ShortText
            | Self::LongText
            | Self::HugeText
            | Self::Texts
            | Self::Date
            | Self::Upload
            | Self::Equation
            | Self::Language
            | Self::Shown => &[],
        }
    }
}

static TEN: [(&str, &str, &str); 10] = [
    ("1", "1", "1"),
    ("2", "2", "2"),
    ("3", "3", "3"),
    ("4", "4", "4"),
    ("5", "5", "5"),
    ("6", "6", "6"),
    ("7", "7", "7"),
    ("8", "8", "8"),
    ("9", "9", "9"),
    ("10", "10", "10"),
];
