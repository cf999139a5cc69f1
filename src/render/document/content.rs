//! What documents are made from: an opening that fits a screen, then parts of sentences, figures and tables.

use crate::model::base::language::Language;
use crate::model::base::word::words;
use crate::render::document::table::Table;
use crate::render::document::width::fits;
use crate::render::page::scene::Scene;

words! {
    /// A part of a report.
    #[derive(PartialOrd, Ord)]
    pub enum PartName {
        /// Whom the answers stand for: residents covered, area by area.
        Coverage = "coverage" => "part-coverage",
        /// Who answered and who did not.
        Response = "response" => "part-response",
        /// How wrong results could be: weights, bounds, tipping points.
        Error = "error" => "part-error",
        /// What was answered.
        Answers = "answers" => "part-answers",
        /// Limits, methods and references.
        Methods = "methods" => "part-methods",
        /// Files, their fingerprints, and the command that makes the report again.
        Files = "files" => "part-files",
    }
    /// The key of its title.
    pub(crate) fn title(self) -> &'static str;
}

words! {
    /// A piece of a report that is made alone.
    pub enum Section {
        /// Whom the answers stand for, who answered, how wrong results could be.
        Representativeness = "representativeness" => &[PartName::Coverage, PartName::Response, PartName::Error],
        /// The questions and their answers.
        Answers = "answers" => &[PartName::Answers],
        /// Limits, methods, references, files.
        Methods = "methods" => &[PartName::Methods, PartName::Files],
    }
    /// Its parts.
    pub fn parts(self) -> &'static [PartName];
}

/// What was found, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is about.
    pub title: Option<String>,
    /// Its sentences.
    pub text: String,
}

/// A number that a reader takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyNumber {
    /// The number as it is printed large, such as `51.7 %`.
    pub value: String,
    /// What it is of.
    pub told: String,
    /// What it is to be held against, such as its range by chance.
    pub beside: Option<String>,
}

/// A sentence that may be said, or may not, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The sentence.
    pub sentence: String,
    /// Why.
    pub reason: String,
    /// The part that shows it.
    pub part: PartName,
}

/// What a reader sees first.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The finding.
    pub headline: String,
    /// What follows from it.
    pub lead: Option<String>,
    /// Up to four numbers.
    pub numbers: Vec<KeyNumber>,
    /// The map of coverage and the chart of macro-areas, where they were asked for.
    pub figures: Vec<Figure>,
    /// What may be said.
    pub said: Vec<Verdict>,
    /// What may not be said.
    pub unsaid: Vec<Verdict>,
}

/// Which pictures a document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figures {
    /// None.
    #[default]
    None,
    /// Those of light pages and paper.
    Light,
    /// Those of dark pages too.
    LightAndDark,
}

/// A map or chart. It is the picture that its command draws, to the last byte.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The name of its file, without folder and ending.
    pub name: String,
    /// What it shows, or what is found: the heading above it, which it has not itself.
    pub title: String,
    /// The command with its flags, without the study.
    pub command: Vec<String>,
    /// As light pages and paper have it.
    pub light: Scene,
    /// As dark pages have it, where it was asked for.
    pub dark: Option<Scene>,
    /// The same for narrow screens, where it is wider than they are.
    pub narrow: Option<Box<Figure>>,
}

/// A piece of a part.
#[derive(Clone, Debug)]
pub enum Block {
    /// Sentences.
    Paragraph(Paragraph),
    /// One line each, such as references.
    List(Vec<String>),
    /// A map or chart.
    Figure(Box<Figure>),
    /// A table.
    Table(Table),
}

/// A part of a report.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which.
    pub name: PartName,
    /// Its pieces, in their order.
    pub blocks: Vec<Block>,
}

/// What documents are made from.
#[derive(Clone, Debug)]
pub struct Document {
    /// The title of the study.
    pub title: String,
    /// What every reader must know, such as that data are synthetic.
    pub notice: Option<String>,
    /// The day that the data are of.
    pub day: Option<String>,
    /// Who made the data.
    pub credit: Option<String>,
    /// What a reader sees first, where the whole is told.
    pub opening: Option<Opening>,
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// Whether pages have everything, as workbooks do.
    pub is_full: bool,
    /// The language of words and numbers.
    pub language: Language,
}

/// Tables of more columns stand in workbooks alone.
const COLUMNS_OF_A_PAGE: usize = 14;
/// What the numbers of tables begin with that pages have only where everything is asked for.
const SUPPLEMENT: char = 'S';

impl Document {
    /// The notice, the day and who made the data, one line each.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &String> {
        self.notice.iter().chain(&self.day).chain(&self.credit)
    }

    /// All figures, in their order.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &Figure> {
        let blocks = self.parts.iter().flat_map(|part| &part.blocks);
        let of_parts = blocks.filter_map(|block| match block {
            Block::Figure(figure) => Some(&**figure),
            Block::Paragraph(_) | Block::List(_) | Block::Table(_) => None,
        });
        self.opening.iter().flat_map(|opening| &opening.figures).chain(of_parts)
    }

    /// All tables, in their order.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        let blocks = self.parts.iter().flat_map(|part| &part.blocks);
        blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table),
            Block::Paragraph(_) | Block::List(_) | Block::Figure(_) => None,
        })
    }

    /// A table as pages have it, with all of its columns where they are asked for and there is room; `None` where only workbooks do.
    pub(crate) fn on_page(&self, table: &Table) -> Option<Table> {
        if self.is_full && fits(table, self.language) {
            return Some(table.clone());
        }
        (self.is_full || !table.is_more).then(|| table.brief()).filter(|table| table.columns.len() <= COLUMNS_OF_A_PAGE)
    }

    /// Whether a table has a number of the supplement.
    pub(crate) fn is_supplement(table: &Table) -> bool {
        table.number.starts_with(SUPPLEMENT)
    }

    /// The tables as pages have them.
    pub(crate) fn printed(&self) -> Vec<Table> {
        self.tables().filter_map(|table| self.on_page(table)).collect()
    }

    /// With a number for each table, the same in every type of document and in a section alone: `1`, `2` and so on for those of pages, and
    /// `S1`, `S2`, as in a supplement, for those that only workbooks have where not everything is asked for.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        let is_usual = |table: &Table| {
            !table.is_more && table.columns.iter().filter(|column| !column.is_more).count() <= COLUMNS_OF_A_PAGE
        };
        let (mut on_pages, mut more) = (0, 0);
        for block in self.parts.iter_mut().flat_map(|part| &mut part.blocks) {
            match block {
                Block::Table(table) if is_usual(table) => {
                    on_pages += 1;
                    table.number = on_pages.to_string();
                }
                Block::Table(table) => {
                    more += 1;
                    table.number = format!("{SUPPLEMENT}{more}");
                }
                Block::Paragraph(_) | Block::List(_) | Block::Figure(_) => {}
            }
        }
        self
    }

    /// A part of it.
    #[must_use]
    pub fn limited_to(mut self, section: Section) -> Self {
        let parts = section.parts();
        self.parts.retain(|part| parts.contains(&part.name));
        self.opening = self.opening.filter(|_| section == Section::Representativeness);
        self
    }
}
