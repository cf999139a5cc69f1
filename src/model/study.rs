//! A study: everything that is known before the first number is computed.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::base::index::PlaceIndex;
use crate::model::base::language::Language;
use crate::model::catchment::served::Catchments;
use crate::model::place::population::{Ages, Population};
use crate::model::place::scheme::Scheme;
use crate::model::place::territory::Territory;
use crate::model::shape::outline::PolygonOutlines;
use crate::model::shape::repair::Repair;
use crate::model::survey::benchmark::Benchmark;
use crate::model::survey::disclosure::{Privacy, Secrecy};
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::Question;
use crate::model::survey::weighting::WeightingPlan;

/// Stands for the fingerprint of an input that is not published.
pub const NOT_PUBLISHED: &str = "not-published";

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
    /// Who made the data, as the study says.
    pub source: Option<String>,
    /// Who made the residents and outlines of the program, where they are used.
    pub maker: Option<String>,
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
    /// Known figures that results are held against.
    pub benchmarks: Vec<Benchmark>,
    /// Who may learn which units answered.
    pub privacy: Privacy,
    /// Every input, in order of name.
    pub sources: Vec<Source>,
    /// Names of the inputs that hold status or answers, in order.
    pub confidential: Vec<String>,
    /// Where the outlines of its places come from.
    pub outlines: StudyOutlines,
    /// What it is a part of, where it is limited to a part of a territory.
    pub part: Option<StudyPart>,
}

/// The territory that a study is limited to a part of.
#[derive(Clone, Debug)]
pub struct StudyPart {
    /// The whole territory, whose places the outlines are.
    pub whole: Territory,
    /// The study's places as places of the whole, in the study's order.
    pub places: Vec<PlaceIndex>,
}

/// Where the outlines of a study's places come from.
#[derive(Clone, Debug)]
pub enum StudyOutlines {
    /// From the program: the places are those whose outlines it carries.
    Embedded,
    /// From a file of the study.
    Own {
        /// Shape `i` is place `i` of the whole territory; a place that the file does not have is a shape without polygons.
        polygons: Arc<PolygonOutlines>,
        /// The file.
        source: Source,
        /// What is done about their defects.
        repair: Repair,
    },
    /// None are known, so nothing is drawn.
    Unknown,
}

impl Heading {
    /// Who made the data: whom the study names, then who made the residents and outlines of the program.
    pub fn credit(&self) -> Option<String> {
        self.credit_after(self.source.as_deref())
    }

    /// The same with who made a table named first.
    pub fn credit_besides(&self, table: Option<&str>) -> Option<String> {
        let named: Vec<&str> = table.into_iter().chain(self.source.as_deref()).collect();
        self.credit_after(Some(&named.join("; ")))
    }

    /// The same with others in place of those whom the study names.
    pub fn credit_after(&self, source: Option<&str>) -> Option<String> {
        match (source.filter(|source| !source.is_empty()), &self.maker) {
            (Some(source), Some(maker)) => {
                let mut letters = maker.chars();
                let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
                Some(format!("{source}; {first}{}", letters.as_str()))
            }
            (source, maker) => source.map(str::to_owned).or_else(|| maker.clone()),
        }
    }
}

impl Study {
    /// The territory whose places the outlines are: the whole one where the study is limited to a part.
    pub fn outlined(&self) -> &Territory {
        self.part.as_ref().map_or(&self.territory, |part| &part.whole)
    }

    /// The scheme of macro-areas: the first that the study declares, else ISTAT's five, else of a part the broadest level that has several
    /// areas in it. A scheme of one area says no more than the whole.
    pub fn macro_areas(&self) -> Option<&Scheme> {
        let divided = |name: &str| self.scheme(name).filter(|scheme| scheme.areas().len() > 1);
        let of_part = || {
            let level = self.part.as_ref().map(|_| self.territory.broadest_divided());
            level.and_then(|level| self.scheme(self.territory.level_name(level)))
        };
        self.declared_schemes.first().and_then(|name| divided(name)).or_else(|| divided("istat5")).or_else(of_part)
    }

    /// The inputs as a published record names them: unless the study is public, those that hold status or answers without their fingerprint,
    /// which could be tried against every possible set of respondents.
    pub fn published_sources(&self) -> Vec<Source> {
        let is_hidden =
            |source: &Source| self.privacy.answers != Secrecy::Public && self.confidential.contains(&source.name);
        let published = self.sources.iter().map(|source| {
            let sha256 = if is_hidden(source) { NOT_PUBLISHED.to_owned() } else { source.sha256.clone() };
            Source { name: source.name.clone(), sha256 }
        });
        published.collect()
    }

    /// The scheme called `name`.
    pub fn scheme(&self, name: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.name() == name)
    }
}
