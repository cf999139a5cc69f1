//! What a chart shows and what is said around it.

use std::sync::Arc;

use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::model::study::Source;
use crate::render::colour::theme::Theme;
use crate::render::form::coverage_by_chance::CoverageByChance;
use crate::render::form::fieldwork::FieldworkSteps;
use crate::render::form::lorenz::LorenzOfCoverage;
use crate::render::form::own_rows::OwnRows;
use crate::render::form::partial::PartialIndicators;
use crate::render::form::response::ResponseByArea;
use crate::render::form::scales::Scales;
use crate::render::form::schemes::CoverageOfSchemes;
use crate::render::form::share_bars::ShareBars;
use crate::render::form::size::SizeOfUnits;
use crate::render::form::weights::CostOfWeights;
use crate::render::form::what_if::WhatIf;
use crate::render::page::scene::TextForm;
use crate::render::page::size::Size;
use crate::render::picture::design::TitlePlace;
use crate::render::plot::body::{Body, Mark, Room};

words! {
    /// A chart, by name.
    #[derive(PartialOrd, Ord)]
    pub enum ChartName {
        /// Which areas are covered more or less than so many answers give anyway.
        CoverageByChance = "coverage-by-chance" => "85x120mm",
        /// How many units of each area answered.
        Response = "response" => "85x115mm",
        /// Whether units that answered are larger.
        Size = "size" => "85x60mm",
        /// Which options of a question were chosen.
        Choices = "choices" => "85x125mm",
        /// How far answers lie to one end of their scales.
        Scale = "scale" => "180x75mm",
        /// How many said yes, question by question.
        YesNo = "yes-no" => "85x105mm",
        /// What weighting costs.
        Weights = "weights" => "85x60mm",
        /// How unevenly residents are covered.
        Lorenz = "lorenz" => "85x95mm",
        /// What makes response uneven.
        Partial = "partial" => "180x80mm",
        /// How coverage depends on grouping.
        Schemes = "schemes" => "85x80mm",
        /// What each reminder brought.
        Fieldwork = "fieldwork" => "85x60mm",
        /// What those who did not answer would have to say to undo a claim.
        WhatIf = "what-if" => "85x70mm",
        /// Bars of a table of your own, which --data names.
        Bars = "bars" => "85x60mm",
        /// Dots, with an interval where there is one, of a table of your own, which --data names.
        Dots = "dots" => "85x60mm",
    }
    /// The smallest size in which it is drawn well, of a study of Italy's regions.
    pub fn smallest(self) -> &'static str;
}

impl ChartName {
    /// Whether it is of questions that respondents answered, which `--question` names.
    pub fn is_of_questions(self) -> bool {
        match self {
            Self::CoverageByChance
            | Self::Response
            | Self::Size
            | Self::Weights
            | Self::Lorenz
            | Self::Schemes
            | Self::Partial
            | Self::Fieldwork
            | Self::Bars
            | Self::Dots => false,
            Self::Choices | Self::Scale | Self::YesNo | Self::WhatIf => true,
        }
    }

    /// Whether it is of a table of one's own and not of a study.
    pub fn is_of_table(self) -> bool {
        matches!(self, Self::Bars | Self::Dots)
    }

    /// The name of its file, without the ending, and what its identifiers begin with; `subject` tells it from others of its name.
    pub fn stem(self, subject: Option<&str>) -> String {
        subject.map_or_else(|| self.word().to_owned(), |subject| format!("{}-{subject}", self.word()))
    }
}

/// A chart. It owns what it draws.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Which one it is.
    pub name: ChartName,
    /// What tells it from others of its name, where each question has a chart of its own: letters and digits of the question's name.
    pub subject: Option<String>,
    /// What is said around it.
    pub words: ChartWords,
    /// What it shows.
    pub form: ChartForm,
    /// The flags of the command that draws it again.
    pub made_with: Vec<String>,
    /// What it was made from.
    pub inputs: Arc<[Source]>,
    /// How it is laid out and coloured.
    pub design: ChartDesign,
}

impl Chart {
    /// The name of its file, without the ending.
    pub fn stem(&self) -> String {
        self.name.stem(self.subject.as_deref())
    }
}

/// What is said around a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartWords {
    /// What is shown, or what is found where the rule for findings lets it be said.
    pub title: String,
    /// Quantity, unit, base, day: each by itself.
    pub subtitle: Vec<String>,
    /// What every reader must know, such as that data are synthetic.
    pub notice: Option<String>,
    /// Sentences below.
    pub notes: Vec<String>,
    /// Who made the data.
    pub source: Option<String>,
    /// The finding and the extremes, for who cannot see it.
    pub alternative: String,
    /// The language of words and numbers.
    pub language: Language,
}

/// How a chart is laid out and coloured.
#[derive(Clone, Debug)]
pub struct ChartDesign {
    /// Where its title stands.
    pub title: TitlePlace,
    /// The outer size.
    pub size: Size,
    /// The colours.
    pub theme: Theme,
    /// How text is written in SVG.
    pub text: TextForm,
}

/// What a chart shows.
#[derive(Clone, Debug)]
pub enum ChartForm {
    /// Areas as dots on the range that chance gives.
    CoverageByChance(CoverageByChance),
    /// Areas with a square for each unit.
    Response(ResponseByArea),
    /// Sizes of units that answered and of the others, as dots.
    Size(SizeOfUnits),
    /// Options of a question as bars.
    Choices(ShareBars),
    /// Questions of scales as bars that are aligned at the cut.
    Scale(Scales),
    /// Questions with the share of yes as bars.
    YesNo(ShareBars),
    /// Weights of every set, as dots.
    Weights(CostOfWeights),
    /// The Lorenz curve of areas, inside those of chance.
    Lorenz(LorenzOfCoverage),
    /// Variables of the response model and their levels.
    Partial(PartialIndicators),
    /// Areas of every scheme as dots.
    Schemes(CoverageOfSchemes),
    /// Residents and units as steps by day.
    Fieldwork(FieldworkSteps),
    /// Claims, and what would undo them.
    WhatIf(WhatIf),
    /// Rows of a table of one's own.
    Own(OwnRows),
}

impl ChartForm {
    /// What its marks stand for, in the order of the table.
    pub fn marks(&self) -> Vec<Mark> {
        match self {
            Self::CoverageByChance(form) => form.marks(),
            Self::Response(form) => form.marks(),
            Self::Size(form) => form.marks(),
            Self::Choices(form) | Self::YesNo(form) => form.marks(),
            Self::Scale(form) => form.marks(),
            Self::Weights(form) => form.marks(),
            Self::Lorenz(form) => form.marks(),
            Self::Schemes(form) => form.marks(),
            Self::Partial(form) => form.marks(),
            Self::Fieldwork(form) => form.marks(),
            Self::WhatIf(form) => form.marks(),
            Self::Own(form) => form.marks(),
        }
    }

    /// The same without what only a sentence below explains.
    pub(crate) fn without_notes(&mut self) {
        match self {
            Self::Choices(form) | Self::YesNo(form) => form.bars.iter_mut().for_each(|bar| bar.interval = None),
            Self::CoverageByChance(_)
            | Self::Response(_)
            | Self::Size(_)
            | Self::Weights(_)
            | Self::Lorenz(_)
            | Self::Schemes(_)
            | Self::Partial(_)
            | Self::Scale(_)
            | Self::Fieldwork(_)
            | Self::WhatIf(_)
            | Self::Own(_) => {}
        }
    }

    /// Its body; `None` where there is no room.
    pub(crate) fn body(&self, room: &Room<'_>) -> Option<Body> {
        match self {
            Self::CoverageByChance(form) => form.body(room),
            Self::Response(form) => form.body(room),
            Self::Size(form) => form.body(room),
            Self::Choices(form) | Self::YesNo(form) => form.body(room),
            Self::Scale(form) => form.body(room),
            Self::Weights(form) => form.body(room),
            Self::Lorenz(form) => form.body(room),
            Self::Schemes(form) => form.body(room),
            Self::Partial(form) => form.body(room),
            Self::Fieldwork(form) => form.body(room),
            Self::WhatIf(form) => form.body(room),
            Self::Own(form) => form.body(room),
        }
    }
}
