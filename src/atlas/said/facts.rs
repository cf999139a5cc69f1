//! What the rules of sentences look at, and how all of them write names, shares and counts.

use crate::analysis::basis::measure::{CENSUS_POPULATION, Measure, MeasureName as Name};
use crate::analysis::coverage::headline::headline_schemes;
use crate::analysis::gate::published::{Published, PublishedCoverage, PublishedResponse};
use crate::atlas::chart::draw::Numbers;
use crate::atlas::paper::areas::usual_source;
use crate::model::base::count::Residents;
use crate::model::base::index::AreaIndex;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::survey::auxiliary::{POPULATION, RESIDENTS};
use crate::render::report::brief::rows::{FOUND, Rows};
use crate::render::report::brief::summary::areas_of;
use crate::words::catalogue::{plain, say};
use crate::words::chart::enumerated;
use crate::words::number::{decimal, percent, with_article};
use crate::words::phrase::{level_in, p_with_sign, question_words};
use crate::words::published::published_share;

/// Names of the size of a catchment, of which the first that was compared stands for all.
const SIZES: [&str; 3] = [POPULATION, CENSUS_POPULATION, RESIDENTS];

/// What the rules look at.
pub(crate) struct Facts<'a> {
    pub(crate) of: &'a Numbers<'a>,
    pub(crate) rows: Rows<'a>,
    /// Units that should have answered.
    pub(crate) n: usize,
    /// Those that did.
    pub(crate) n_answered: usize,
}

impl<'a> Facts<'a> {
    /// `None` where there is no unit.
    pub(crate) fn of(of: &'a Numbers<'a>) -> Option<Self> {
        let n = of.bias.units.len();
        (n > 0).then_some(Self { of, rows: Rows(&of.bias.rows), n, n_answered: of.findings.n_answered })
    }
}

impl Facts<'_> {
    pub(crate) fn plain(&self, key: &'static str) -> String {
        plain(self.of.language, key).to_owned()
    }

    pub(crate) fn percent(&self, share: f64) -> String {
        percent(share, self.of.language)
    }

    /// A difference of shares in percentage points.
    pub(crate) fn points(&self, share: f64) -> String {
        decimal(share * 100.0, 1, self.of.language)
    }

    pub(crate) fn p(&self, p: f64) -> String {
        p_with_sign(p, self.of.language)
    }

    pub(crate) fn listed(&self, names: &[String]) -> String {
        enumerated(names, self.of.language)
    }

    /// A number of things as a sentence counts them: up to ten in words.
    pub(crate) fn counted(&self, n: usize) -> String {
        say(self.of.language, "said-counted", [("n", n.into())])
    }

    /// A share with the article that it has where the language has one.
    pub(crate) fn the_share(&self, share: Published<Residents>) -> String {
        let text = published_share(share, self.of.language);
        share.value().map_or_else(|| text.clone(), |share| with_article(&text, share, self.of.language))
    }

    /// A percentage with its article.
    pub(crate) fn the_percent(&self, share: f64) -> String {
        with_article(&self.percent(share), share, self.of.language)
    }

    /// `40.8–50.8 %`.
    pub(crate) fn between(&self, low: f64, high: f64) -> String {
        format!("{}–{}", self.points(low), self.percent(high))
    }

    /// Whether some answered and some did not, so that they can be compared.
    pub(crate) fn has_both(&self) -> bool {
        self.n_answered > 0 && self.n_answered < self.n
    }

    /// Units that did not answer.
    pub(crate) fn silent(&self) -> usize {
        self.n.saturating_sub(self.n_answered)
    }
}

impl Facts<'_> {
    /// Macro-areas and the areas below them that stand first.
    pub(crate) fn schemes(&self) -> Vec<String> {
        headline_schemes(self.of.study).into_iter().filter(|scheme| scheme != TOTAL).collect()
    }

    pub(crate) fn macro_areas(&self) -> Option<&str> {
        self.of.study.macro_areas().map(Scheme::name)
    }

    /// Coverage of the whole by the study's best source, where it is published.
    pub(crate) fn whole(&self) -> Option<&PublishedCoverage> {
        let whole = self.coverage_of(TOTAL).next();
        whole.filter(|row| row.residents.bounds().is_some())
    }

    /// Coverage of the areas of a scheme by the study's best source.
    pub(crate) fn coverage_of(&self, scheme: &str) -> impl Iterator<Item = &PublishedCoverage> {
        let source = usual_source(self.of);
        self.of.findings.coverage.iter().filter(move |row| row.scheme == scheme && Some(row.source) == source)
    }

    /// Response in the areas of a scheme.
    pub(crate) fn response_of(&self, scheme: &str) -> impl Iterator<Item = &PublishedResponse> {
        self.of.findings.response.iter().filter(move |row| row.scheme == scheme)
    }

    /// Units that answered, of those with a catchment, where that is another number.
    pub(crate) fn serving(&self) -> Option<&PublishedCoverage> {
        let all = self.response_of(TOTAL).next()?.answered;
        self.whole().filter(|row| row.units != all && row.units.bounds().is_some())
    }

    /// The name of an area.
    pub(crate) fn area(&self, scheme: &str, area: AreaIndex) -> Option<String> {
        let area = &self.of.study.scheme(scheme)?.areas()[area.index()];
        Some(area.name.in_language(self.of.language).to_owned())
    }

    /// What the areas of a scheme are called, so many of them.
    pub(crate) fn areas(&self, scheme: &str, n: usize) -> String {
        areas_of(self.of.study, scheme, n, self.of.language)
    }

    /// The name of the level that a row is of.
    pub(crate) fn level(&self, row: &Measure) -> Option<String> {
        row.level.as_ref().map(|level| level_in(level, self.of.language).to_owned())
    }

    /// The words of a question.
    pub(crate) fn question(&self, name: &str) -> String {
        let question = self.of.study.answers.iter().find(|question| question.name == name);
        question.map_or_else(String::new, question_words)
    }

    /// The size of units, where it was compared.
    pub(crate) fn size_variable(&self) -> Option<&'static str> {
        SIZES.into_iter().find(|variable| self.rows.p_of_variable(variable).is_some())
    }

    /// Whether units that answered differ from the others in a variable, after adjustment.
    pub(crate) fn is_found(&self, variable: &str) -> bool {
        self.rows.p_of_variable(variable).is_some_and(|p| p <= FOUND)
    }

    /// Levels whose response differs from the others after adjustment.
    pub(crate) fn levels_found(&self, variable: &str) -> Vec<&Measure> {
        let is_found = |row: &&Measure| {
            let p = row.level.as_ref().and_then(|level| self.rows.p_of_level(variable, level));
            p.is_some_and(|p| p <= FOUND)
        };
        self.rows.levels(Name::LevelResponse, variable).filter(is_found).collect()
    }
}
