//! What a sharp reviewer asks of a survey of units, answered point by point from the results, or saying what is missing.

use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::compare::measures::Bias;
use crate::analysis::compare::other_areas::UnderScheme;
use crate::analysis::coverage::headline::{best_source, headline_schemes};
use crate::analysis::coverage::response::Disposition;
use crate::analysis::gate::published::PublishedFindings;
use crate::model::base::language::Language;
use crate::model::place::scheme::{Scheme, TOTAL};
use crate::model::study::Study;
use crate::render::report::outcome_text::outcome_blocks;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, date, decimal, percent};
use crate::words::published::{published_part, published_share};
use crate::words::sentence::sentence;

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: &'static str,
    /// Whether the study gives an answer.
    pub answered: bool,
    /// The answer, or what is missing.
    pub text: String,
    /// The key of the question whose table gives the answer, where there is one.
    pub seen: Option<&'static str>,
}

struct Reviewed<'a> {
    study: &'a Study,
    findings: &'a PublishedFindings,
    bias: &'a Bias,
    language: Language,
}

/// Every question with its answer.
pub fn reviewer_answers(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Vec<Answer> {
    let language = study.heading.language;
    let reviewed = Reviewed { study, findings, bias, language };
    let answers = [
        ("asked-disposition", reviewed.disposition()),
        ("asked-coverage", reviewed.coverage()),
        ("asked-estimand", reviewed.estimand()),
        ("asked-differences", reviewed.differences()),
        ("asked-empty-areas", reviewed.empty_areas()),
        ("asked-representativeness", reviewed.representativeness()),
        ("asked-weights", reviewed.weights()),
        ("asked-bounds", reviewed.bounds()),
        ("asked-intervals", reviewed.intervals()),
        ("asked-other-areas", reviewed.other_areas()),
        ("asked-clustering", reviewed.clustering()),
        ("asked-guidelines", reviewed.guidelines()),
    ];
    let answer = |(key, (answered, text))| Answer { question: plain(language, key), answered, text, seen: seen(key) };
    answers.map(answer).to_vec()
}

/// The question whose table answers what a reviewer asks.
fn seen(key: &str) -> Option<&'static str> {
    let pairs = [
        ("asked-differences", "question-size"),
        ("asked-representativeness", "question-response"),
        ("asked-weights", "question-weights"),
        ("asked-bounds", "question-answers"),
        ("asked-clustering", "question-local"),
    ];
    pairs.into_iter().find_map(|(asked, question)| (asked == key).then_some(question))
}

impl Reviewed<'_> {
    fn plain(&self, key: &'static str) -> String {
        plain(self.language, key).to_owned()
    }

    /// A share as a percentage, or a dash where there is none.
    fn share(&self, share: Option<f64>) -> String {
        share.map_or_else(|| "–".to_owned(), |share| percent(share, self.language))
    }

    /// Sentences of the rows of these measures that speak of a whole variable or model; of schemes only the headline ones.
    fn sentences(&self, names: &[Name]) -> Option<String> {
        let headline = headline_schemes(self.study);
        let other = |name: &String| self.study.scheme(name).is_some() && !headline.contains(name);
        let wanted = |row: &&Measure| {
            row.level.is_none() && names.contains(&row.measure) && row.estimate.or(row.p_value).or(row.high).is_some()
        };
        let told: Vec<String> = self
            .bias
            .rows
            .iter()
            .filter(wanted)
            .filter(|row| !other(&row.variable))
            .map(|row| sentence(row, self.language))
            .collect();
        (!told.is_empty()).then(|| told.join(" "))
    }

    fn disposition(&self) -> (bool, String) {
        let whole = self.findings.response.iter().find(|row| row.scheme == TOTAL);
        let counts = whole.and_then(|row| row.disposition).unwrap_or_default();
        let [rr1, rr2, ..] = counts.response_rates();
        let Disposition { respondent, partial, refused, nonrespondent, ineligible, unknown } = counts;
        let day = self.study.heading.reference_date.map(|day| date(day, self.language));
        let is_dated = day.is_some();
        let dated = day.map_or_else(
            || self.plain("asked-disposition.undated"),
            |day| say(self.language, "asked-disposition.dated", [("day", day.into())]),
        );
        let values = [
            ("all", self.study.frame.units().len().into()),
            ("respondent", respondent.into()),
            ("partial", partial.into()),
            ("refused", refused.into()),
            ("nonrespondent", nonrespondent.into()),
            ("ineligible", ineligible.into()),
            ("unknown", unknown.into()),
            ("rr1", self.share(rr1).into()),
            ("rr2", self.share(rr2).into()),
            ("dated", dated.into()),
        ];
        (is_dated, say(self.language, "asked-disposition.answer", values))
    }

    fn coverage(&self) -> (bool, String) {
        let schemes = headline_schemes(self.study);
        let source = best_source(self.study, schemes.iter().map(String::as_str));
        let total = self.findings.coverage.iter().find(|row| row.scheme == TOTAL && Some(row.source) == source);
        let Some((total, source)) = total.zip(source) else {
            return (false, self.plain("asked-coverage.missing"));
        };
        let (units, residents) = (total.units, total.residents);
        let values = [
            ("answered", published_part(units, Grouping::Narrow).into()),
            ("listed", units.whole().0.into()),
            ("of-units", published_share(units, self.language).into()),
            ("covered", published_part(residents, Grouping::Narrow).into()),
            ("all", count(residents.whole().0, Grouping::Narrow).into()),
            ("of-residents", published_share(residents, self.language).into()),
            ("source", source.word().into()),
        ];
        (true, say(self.language, "asked-coverage.answer", values))
    }

    fn estimand(&self) -> (bool, String) {
        (true, self.plain("asked-estimand.answer"))
    }

    fn differences(&self) -> (bool, String) {
        let told = self.sentences(&[Name::Smd, Name::SmdCategory, Name::MannWhitney, Name::FreemanHalton]);
        (told.is_some(), told.unwrap_or_else(|| self.plain("asked-differences.missing")))
    }

    fn empty_areas(&self) -> (bool, String) {
        let schemes = headline_schemes(self.study);
        let mut named = Vec::new();
        if self.findings.response.iter().any(|row| row.disposition.is_none()) {
            return (false, self.plain("asked-empty-areas.withheld"));
        }
        for row in self.findings.response.iter().filter(|row| schemes.contains(&row.scheme)) {
            let (answered, asked) = (row.answered.part().map(|part| part.0), row.answered.whole().0);
            if answered == Some(0) && asked > 0 {
                let area = self.study.scheme(&row.scheme).map(|scheme| &scheme.areas()[row.area.index()]);
                let name = area.map_or("", |area| area.name.in_language(self.language));
                named.push(format!("{name} (0/{asked}, {})", row.scheme));
            }
        }
        let text = if named.is_empty() {
            say(self.language, "asked-empty-areas.none", [("schemes", schemes.join(", ").into())])
        } else {
            say(self.language, "asked-empty-areas.answer", [("areas", named.join(", ").into())])
        };
        (true, text)
    }

    fn representativeness(&self) -> (bool, String) {
        let told = self.sentences(&[Name::RAdjusted, Name::R, Name::MaximalBias]);
        let missing = || {
            let first = self.bias.rows.iter().find(|row| row.measure == Name::RAdjusted);
            first.map_or_else(String::new, |row| sentence(row, self.language))
        };
        (told.is_some(), told.unwrap_or_else(missing))
    }

    fn weights(&self) -> (bool, String) {
        let cost = self.sentences(&[Name::DesignEffect]).unwrap_or_default();
        let n = self.bias.outcomes.iter().filter(|row| row.weights.is_none()).count();
        let has_results = n > 0;
        let results = if has_results {
            say(self.language, "asked-weights.answer", [("n", n.into())])
        } else {
            self.plain("asked-weights.missing")
        };
        (has_results, format!("{cost} {results}").trim_start().to_owned())
    }

    fn bounds(&self) -> (bool, String) {
        let told: Vec<String> = outcome_blocks(self.study, &self.bias.outcomes, &self.bias.sensitivity)
            .into_iter()
            .flat_map(|block| block.sentences)
            .collect();
        let units = self.bias.units.len();
        let answered = self.findings.n_answered;
        let width = if units > 0 { (units - answered) as f64 / units as f64 } else { 0.0 };
        let values =
            [("width", percent(width, self.language).into()), ("n", (units - answered).into()), ("all", units.into())];
        let general = say(self.language, "asked-bounds.answer", values);
        (true, if told.is_empty() { general } else { format!("{general} {}", told.join(" ")) })
    }

    fn intervals(&self) -> (bool, String) {
        (true, say(self.language, "asked-intervals.answer", [("n", self.bias.units.len().into())]))
    }

    fn other_areas(&self) -> (bool, String) {
        let indicators: Vec<&UnderScheme> =
            self.bias.schemes.iter().filter(|scheme| scheme.r_adjusted.is_some()).collect();
        if indicators.is_empty() {
            let names: Vec<&str> = self.study.schemes.iter().map(Scheme::name).collect();
            let text = say(self.language, "asked-other-areas.missing", [("schemes", names.join(", ").into())]);
            return (self.study.schemes.len() > 2, text);
        }
        let told: Vec<String> = indicators
            .iter()
            .map(|row| format!("{} {}", row.scheme, decimal(row.r_adjusted.unwrap_or_default(), 3, self.language)))
            .collect();
        (true, say(self.language, "asked-other-areas.answer", [("indicators", told.join(", ").into())]))
    }

    fn clustering(&self) -> (bool, String) {
        let told = self.sentences(&[Name::MoranWithin, Name::Moran]);
        (told.is_some(), told.unwrap_or_else(|| self.plain("asked-clustering.missing")))
    }

    fn guidelines(&self) -> (bool, String) {
        (true, self.plain("asked-guidelines.answer"))
    }
}
