//! What was found, in sentences: a headline, then paragraphs on coverage, response and size. A rule decides whether a fact is said; where it
//! is not known its sentence is left out. What is called a difference rests on an adjusted p-value of at most 0.05.

use crate::analysis::basis::measure::{CENSUS_POPULATION, Level, Measure, MeasureName as Name};
use crate::analysis::coverage::headline::headline_schemes;
use crate::analysis::gate::published::PublishedCoverage;
use crate::atlas::chart::draw::Numbers;
use crate::atlas::paper::areas::usual_source;
use crate::atlas::paper::others::variable_title;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::survey::auxiliary::{POPULATION, RESIDENTS};
use crate::render::document::content::{Block, Opening, Paragraph, PartName};
use crate::render::report::brief::rows::{FOUND, Rows, answered};
use crate::words::catalogue::{plain, say};
use crate::words::chart::enumerated;
use crate::words::letters::capitalised;
use crate::words::number::{Grouping, count, date, decimal, percent};
use crate::words::phrase::{level_in, number_in, p_with_sign, variable_in};
use crate::words::picture::source_words;
use crate::words::published::{published_share, published_units};

/// Names of the size of a catchment, of which the first that was compared stands for all.
const SIZES: [&str; 3] = [POPULATION, CENSUS_POPULATION, RESIDENTS];

/// What the rules look at.
struct Facts<'a> {
    of: &'a Numbers<'a>,
    rows: Rows<'a>,
    n: usize,
    n_answered: usize,
}

/// What a reader sees first, without figures; `None` where there is no unit.
pub(crate) fn opening(of: &Numbers<'_>) -> Option<Opening> {
    let facts = Facts::of(of)?;
    Some(Opening {
        headline: facts.headline().join(" "),
        lead: None,
        numbers: Vec::new(),
        figures: Vec::new(),
        said: Vec::new(),
        unsaid: Vec::new(),
    })
}

/// The paragraphs of a part, with what is listed in it.
pub(crate) fn paragraphs(of: &Numbers<'_>, part: PartName) -> Vec<Block> {
    let Some(facts) = Facts::of(of) else { return Vec::new() };
    let paragraph = |title: &'static str, sentences: Vec<String>| {
        let text = sentences.join(" ");
        let title = Some(plain(of.language, title).to_owned());
        (!text.is_empty()).then_some(Block::Paragraph(Paragraph { title, text }))
    };
    let all = match part {
        PartName::Coverage => vec![paragraph("said-coverage", facts.coverage())],
        PartName::Response => {
            vec![paragraph("said-response", facts.response()), paragraph("said-size", facts.size())]
        }
        PartName::Error | PartName::Answers | PartName::Methods | PartName::Files => Vec::new(),
    };
    all.into_iter().flatten().collect()
}

impl<'a> Facts<'a> {
    fn of(of: &'a Numbers<'a>) -> Option<Self> {
        let n = of.bias.units.len();
        (n > 0).then_some(Self { of, rows: Rows(&of.bias.rows), n, n_answered: of.findings.n_answered })
    }
}

impl Facts<'_> {
    fn plain(&self, key: &'static str) -> String {
        plain(self.of.language, key).to_owned()
    }

    fn percent(&self, share: f64) -> String {
        percent(share, self.of.language)
    }

    /// Coverage of the whole by the study's best source.
    fn whole(&self) -> Option<&PublishedCoverage> {
        let source = usual_source(self.of)?;
        self.of.findings.coverage.iter().find(|row| row.scheme == TOTAL && row.source == source)
    }

    /// Whether some answered and some did not, so that they can be compared.
    fn has_both(&self) -> bool {
        self.n_answered > 0 && self.n_answered < self.n
    }

    /// The size of units, where it was compared.
    fn size_variable(&self) -> Option<&'static str> {
        SIZES.into_iter().find(|variable| self.rows.p_of_variable(variable).is_some())
    }

    /// Who answered, whom they serve, and in what they differ from a draw.
    fn headline(&self) -> Vec<String> {
        let key = match self.n_answered {
            0 => "said-headline.nobody",
            all if all == self.n => "said-headline.everybody",
            _ => "said-headline.some",
        };
        let mut told = vec![say(self.of.language, key, [("k", self.n_answered.into()), ("n", self.n.into())])];
        if self.n_answered == 0 {
            return told;
        }
        let covered = self.whole().filter(|row| row.residents.bounds().is_some());
        let serve = covered.map(|row| {
            let share = published_share(row.residents, self.of.language);
            say(self.of.language, "said-headline.serve", [("share", share.into())])
        });
        let differences = self.differences();
        let has_none = differences.as_ref().is_some_and(Vec::is_empty);
        let mut parts: Vec<String> = serve.into_iter().chain(differences.into_iter().flatten()).collect();
        if has_none {
            parts.push(self.plain("said-headline.nothing"));
        }
        if !parts.is_empty() {
            let parts = enumerated(&parts, self.of.language);
            told.push(say(self.of.language, "said-headline.they", [("parts", parts.into())]));
        }
        if has_none {
            told.push(self.plain("said-headline.only-large"));
        }
        told
    }

    /// In what units that answered differ from a draw; `None` where nothing was compared.
    fn differences(&self) -> Option<Vec<String>> {
        let variables = self.rows.variables(Name::DifferenceHolm);
        if variables.is_empty() || !self.has_both() {
            return None;
        }
        let is_found = |variable: &str| self.rows.p_of_variable(variable).is_some_and(|p| p <= FOUND);
        let size = self.size_variable();
        let mut ways = Vec::new();
        if let Some(variable) = size.filter(|variable| is_found(variable)) {
            let is_larger = self.rows.of(Name::Smd, variable).and_then(|row| row.estimate).is_some_and(|d| d > 0.0);
            ways.push(self.plain(if is_larger { "said-headline.larger" } else { "said-headline.smaller" }));
        }
        let scheme = self.of.study.macro_areas().map(Scheme::name);
        let overall = self.n_answered as f64 / self.n as f64;
        let of_more = |row: &&Measure| row.estimate.is_some_and(|rate| rate > overall);
        let more = scheme.map_or_else(Vec::new, |scheme| {
            self.levels_found(scheme).into_iter().filter(of_more).filter_map(|row| self.name(row)).collect()
        });
        if !more.is_empty() {
            let values = [("n", more.len().into()), ("areas", enumerated(&more, self.of.language).into())];
            ways.push(say(self.of.language, "said-headline.from", values));
        }
        let mut parts = Vec::new();
        if !ways.is_empty() {
            let ways = enumerated(&ways, self.of.language);
            parts.push(say(self.of.language, "said-headline.are", [("ways", ways.into())]));
        }
        let is_told = |variable: &str| Some(variable) == size || Some(variable) == scheme && !more.is_empty();
        let others = variables.into_iter().filter(|variable| is_found(variable) && !is_told(variable));
        let others: Vec<String> = others.map(|variable| variable_in(variable, self.of.language).to_owned()).collect();
        if !others.is_empty() {
            let names = enumerated(&others, self.of.language);
            parts.push(say(self.of.language, "said-headline.differ", [("names", names.into())]));
        }
        Some(parts)
    }

    fn name(&self, row: &Measure) -> Option<String> {
        row.level.as_ref().map(|level| level_in(level, self.of.language).to_owned())
    }

    /// Levels whose response differs from the others after adjustment.
    fn levels_found(&self, variable: &str) -> Vec<&Measure> {
        let is_found = |row: &&Measure| {
            let p = row.level.as_ref().and_then(|level| self.rows.p_of_level(variable, level));
            p.is_some_and(|p| p <= FOUND)
        };
        self.rows.levels(Name::LevelResponse, variable).filter(is_found).collect()
    }

    /// How many areas of a scheme are beyond chance, and which: `found` out of `n`.
    fn beyond(&self, key: &'static str, scheme: &str, found: &[String], n: usize) -> String {
        let key = format!("{key}.{}", if found.is_empty() { "none" } else { "some" });
        let values = [
            ("scheme", variable_title(self.of, scheme).into()),
            ("found", found.len().into()),
            ("n", n.into()),
            ("areas", enumerated(found, self.of.language).into()),
        ];
        say(self.of.language, &key, values)
    }

    /// Residents in the catchments of units that answered, beside a draw.
    fn coverage(&self) -> Vec<String> {
        let Some(row) = self.whole().filter(|row| row.residents.bounds().is_some()) else { return Vec::new() };
        let language = self.of.language;
        let day = self.of.study.heading.reference_date.map(|day| format!(", {}", date(day, language)));
        let source = format!("{}{}", source_words(row.source, language), day.unwrap_or_default());
        let residents = |residents: u64| count(residents, Grouping::Narrow);
        let all = residents(row.residents.whole().0);
        let share = published_share(row.residents, language);
        let values = vec![("share", share.into()), ("all", all.into()), ("source", source.into())];
        let mut told = vec![match row.residents.part() {
            Some(covered) => {
                let covered = [("covered", residents(covered.0).into())];
                say(language, "said-covered", values.into_iter().chain(covered))
            }
            None => say(language, "said-covered.rounded", values),
        }];
        if let Ok(null) = &row.null {
            let ends = [("low", self.percent(null.low).into()), ("high", self.percent(null.high).into())];
            told.push(match &null.observed {
                Some(observed) => {
                    let p = [("p", p_with_sign(observed.p_value, language).into())];
                    say(language, "said-chance", ends.into_iter().chain(p))
                }
                None => say(language, "said-chance.alone", ends),
            });
        }
        for scheme in headline_schemes(self.of.study).iter().filter(|scheme| *scheme != TOTAL) {
            let is_own = |own: &&PublishedCoverage| own.scheme == *scheme && own.source == row.source;
            let known: Vec<&PublishedCoverage> =
                self.of.findings.coverage.iter().filter(is_own).filter(|own| own.adjusted.is_some()).collect();
            if known.len() > 1 {
                let beyond = known.iter().filter(|own| own.is_within_chance() == Some(false));
                let found: Vec<String> = beyond.filter_map(|own| self.area(own)).collect();
                told.push(self.beyond("said-beyond", scheme, &found, known.len()));
            }
        }
        told
    }

    /// `North (64.9 %, by chance 34.8 % to 56.9 %; p = 0.002)`.
    fn area(&self, row: &PublishedCoverage) -> Option<String> {
        let (null, adjusted) = (row.null.as_ref().ok()?, row.adjusted?);
        let area = &self.of.study.scheme(&row.scheme)?.areas()[row.area.index()];
        let values = [
            ("area", area.name.in_language(self.of.language).into()),
            ("share", published_share(row.residents, self.of.language).into()),
            ("low", self.percent(null.low).into()),
            ("high", self.percent(null.high).into()),
            ("p", p_with_sign(adjusted.p_value, self.of.language).into()),
        ];
        Some(say(self.of.language, "said-area", values))
    }

    /// How many answered, all and those with a catchment, and where more or fewer than elsewhere.
    fn response(&self) -> Vec<String> {
        let language = self.of.language;
        let Some(whole) = self.of.findings.response.iter().find(|row| row.scheme == TOTAL) else { return Vec::new() };
        let told = |key: &'static str, units: String, share: String| {
            say(language, key, [("units", units.into()), ("share", share.into())])
        };
        let answered_all = whole.answered;
        let mut sentences =
            vec![told("said-answered", published_units(answered_all), published_share(answered_all, language))];
        let serving =
            self.whole().map(|row| row.units).filter(|units| *units != answered_all && units.bounds().is_some());
        sentences.extend(
            serving
                .map(|units| told("said-answered.serving", published_units(units), published_share(units, language))),
        );
        if !self.has_both() {
            return sentences;
        }
        for scheme in headline_schemes(self.of.study).iter().filter(|scheme| *scheme != TOTAL) {
            let tested = self.rows.levels(Name::LevelResponseHolm, scheme).count();
            if tested > 1 {
                let found = self.levels_found(scheme).into_iter().filter_map(|row| {
                    let (answered, n) = answered(row)?;
                    let p = self.rows.p_of_level(scheme, row.level.as_ref()?)?;
                    Some(format!("{} ({answered}/{n}; {})", self.name(row)?, p_with_sign(p, language)))
                });
                sentences.push(self.beyond("said-uneven", scheme, &found.collect::<Vec<_>>(), tested));
            }
        }
        sentences
    }

    /// The size of units that answered beside that of the others.
    fn size(&self) -> Vec<String> {
        let language = self.of.language;
        let told = || {
            let variable = self.size_variable()?;
            let median = |group: Level| {
                let row = self.rows.at(Name::Median, variable, &group)?;
                Some(number_in(row, row.estimate?, language))
            };
            let smd = self.rows.of(Name::Smd, variable)?;
            let number = |value: f64| decimal(value, 2, language);
            let interval = smd.low.zip(smd.high).map_or_else(String::new, |(low, high)| {
                say(language, "interval", [("low", number(low).into()), ("high", number(high).into())])
            });
            let p = self.rows.of(Name::MannWhitney, variable)?.p_value?;
            let adjusted = self.rows.p_of_variable(variable)?;
            let is_larger = smd.estimate? > 0.0;
            let values = [
                ("variable", capitalised(variable_in(variable, language)).into()),
                ("answered", median(Level::Respondents)?.into()),
                ("others", median(Level::Nonrespondents)?.into()),
                ("difference", number(smd.estimate?).into()),
                ("interval", interval.into()),
                ("p", p_with_sign(p, language).into()),
                ("adjusted", p_with_sign(adjusted, language).into()),
            ];
            let verdict = match (adjusted <= FOUND, is_larger) {
                (true, true) => "said-median.larger",
                (true, false) => "said-median.smaller",
                (false, _) => "said-median.alike",
            };
            Some(vec![say(language, "said-median", values), self.plain(verdict)])
        };
        told().unwrap_or_default()
    }
}
