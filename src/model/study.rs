//! A study: everything that is known before the first number is computed.

use jiff::civil::Date;

use crate::model::base::language::Language;
use crate::model::catchment::served::Catchments;
use crate::model::place::population::{Ages, Population};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::outline::PolygonOutlines;
use crate::model::shape::repair::Repair;
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::Question;
use crate::model::survey::weighting::WeightingPlan;

/// An input, named and fingerprinted for the record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The name, as the study gives it.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What a reader is told about a study before any number.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The title.
    pub title: String,
    /// The language of everything that is shown.
    pub language: Language,
    /// Shown on every map, table and page; `None` when the study has none.
    pub notice: Option<String>,
    /// The day codes, borders and residents refer to.
    pub reference_date: Option<Date>,
    /// Who made the data: what the study says, then who made the residents and outlines of the program, where they are used.
    pub attribution: Option<String>,
}

/// A study as read: all parts agree with each other.
#[derive(Clone, Debug)]
pub struct Study {
    /// Title, language, notice, date.
    pub heading: Heading,
    /// The areas that everything refers to.
    pub territory: Territory,
    /// All schemes: the whole, the territory's levels above the finest, the embedded ones, the declared ones.
    pub schemes: Vec<Scheme>,
    /// Names of the schemes that the study itself declares, in its order.
    pub declared_schemes: Vec<String>,
    /// Every unit.
    pub frame: Frame,
    /// What respondents answered, question by question; empty when the study has no answers.
    pub answers: Vec<Question>,
    /// Residents of places; `None` when the study has no catchments and names no residents.
    pub population: Option<Population>,
    /// The residents that headline results count.
    pub ages: Ages,
    /// Who serves which place; `None` when only the frame is analysed.
    pub catchments: Option<Catchments>,
    /// Which weights it asks for.
    pub weighting: WeightingPlan,
    /// Every input, in order of name.
    pub sources: Vec<Source>,
    /// Where the outlines of its places come from.
    pub outlines: StudyOutlines,
}

/// Where the outlines of a study's places come from.
#[derive(Clone, Debug)]
pub enum StudyOutlines {
    /// From the program: the places are those whose outlines it carries.
    Embedded,
    /// From a file of the study.
    Own {
        /// Shape `i` is place `i`; a place that the file does not have is a shape without polygons.
        polygons: PolygonOutlines,
        /// The file.
        source: Source,
        /// What is done about their defects.
        repair: Repair,
    },
    /// None are known, so nothing is drawn.
    Unknown,
}

impl Study {
    /// The scheme called `name`.
    pub fn scheme(&self, name: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.name() == name)
    }
}
