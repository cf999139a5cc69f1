//! What a sharp reviewer asks of a survey of units, answered point by point from the results, or saying what is missing.

use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::compare::measures::Bias;
use crate::analysis::compare::other_areas::UnderScheme;
use crate::analysis::coverage::response::Disposition;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::coverage_text::{best_source, headline_schemes};
use crate::render::report::outcome_text::outcome_blocks;
use crate::render::report::sheets::Findings;
use crate::words::number::{Grouping, count, date, decimal, percent};
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
}

/// The questions, in English and Italian.
const QUESTIONS: [[&str; 2]; 12] = [
    [
        "What became of every unit, by which definition of the response rate, from a list of which date?",
        "Che cosa è accaduto a ogni unità, con quale definizione del tasso di risposta, da una lista di quale data?",
    ],
    [
        "How many units and how many residents are covered, out of which total?",
        "Quante unità e quanti residenti sono coperti, e su quale totale?",
    ],
    ["What is being estimated?", "Che cosa si stima?"],
    [
        "How do respondents differ from the others, in size and not only in p?",
        "In che cosa differiscono i rispondenti dagli altri, in grandezza e non solo in p?",
    ],
    ["Which areas have no respondent?", "Quali aree non hanno alcun rispondente?"],
    [
        "How representative is the response, by which model, against chance, and how large can the bias be?",
        "Quanto è rappresentativa la risposta, secondo quale modello, rispetto al caso, e quanto può essere grande la distorsione?",
    ],
    ["Do weights change the results, and what do they cost?", "I pesi cambiano i risultati, e quanto costano?"],
    [
        "How wrong could the nonrespondents make a conclusion?",
        "Di quanto i non rispondenti potrebbero smentire una conclusione?",
    ],
    ["What do the intervals assume?", "Che cosa presuppongono gli intervalli?"],
    ["Would other macro-areas say the same?", "Altre ripartizioni direbbero lo stesso?"],
    [
        "Do nonrespondents cluster beyond their macro-area?",
        "I non rispondenti si concentrano anche all'interno delle ripartizioni?",
    ],
    [
        "Which items of the reporting guidelines are covered?",
        "Quali voci delle linee guida di rendicontazione sono coperte?",
    ],
];

struct Reviewed<'a> {
    study: &'a Study,
    findings: &'a Findings,
    bias: &'a Bias,
    language: Language,
}

/// Every question with its answer.
pub fn reviewer_answers(study: &Study, findings: &Findings, bias: &Bias) -> Vec<Answer> {
    let language = study.heading.language;
    let reviewed = Reviewed { study, findings, bias, language };
    let answers = [
        reviewed.disposition(),
        reviewed.coverage(),
        reviewed.estimand(),
        reviewed.differences(),
        reviewed.empty_areas(),
        reviewed.representativeness(),
        reviewed.weights(),
        reviewed.bounds(),
        reviewed.assumption(),
        reviewed.other_areas(),
        reviewed.clustering(),
        reviewed.guidelines(),
    ];
    QUESTIONS
        .iter()
        .zip(answers)
        .map(|(question, (answered, text))| Answer {
            question: question[usize::from(language == Language::Italian)],
            answered,
            text,
        })
        .collect()
}

impl Reviewed<'_> {
    fn say(&self, english: impl Into<String>, italian: impl Into<String>) -> String {
        match self.language {
            Language::English => english.into(),
            Language::Italian => italian.into(),
        }
    }

    /// Sentences of the rows with these words that speak of a whole variable or model; of schemes only the headline ones.
    fn sentences(&self, words: &[&str]) -> Option<String> {
        let headline = headline_schemes(self.study);
        let other = |name: &String| self.study.scheme(name).is_some() && !headline.contains(name);
        let wanted = |row: &&Measure| {
            row.level.is_none() && words.contains(&row.measure.word()) && row.estimate.or(row.p_value).is_some()
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
        let counts = Disposition::of(self.study.frame.units().iter().map(|unit| unit.status));
        let [rr1, rr2, ..] = counts.response_rates();
        let rate = |rate: Option<f64>| rate.map_or_else(|| "–".to_owned(), |rate| percent(rate, self.language));
        let Disposition { respondent, partial, refused, nonrespondent, ineligible, unknown } = counts;
        let all = self.study.frame.units().len();
        let day = self.study.heading.reference_date.map(|day| date(day, self.language));
        let dated = day.is_some();
        let day = day.map_or_else(
            || self.say("The study states no reference date.", "Lo studio non indica una data di riferimento."),
            |day| self.say(format!("Reference date {day}."), format!("Data di riferimento: {day}.")),
        );
        let text = self.say(
            format!(
                "Of {all} units {respondent} answered, {partial} in part, {refused} refused, {nonrespondent} did not answer, {ineligible} were ineligible, {unknown} of unknown eligibility: RR1 {}, RR2 {} (AAPOR 2023; all six in response.csv). {day} Mergers of units since then are not known to the program: state them.",
                rate(rr1),
                rate(rr2)
            ),
            format!(
                "Su {all} unità, {respondent} hanno risposto, {partial} in parte, {refused} hanno rifiutato, {nonrespondent} non hanno risposto, {ineligible} non erano eleggibili, {unknown} di eleggibilità ignota: RR1 {}, RR2 {} (AAPOR 2023; tutti e sei in response.csv). {day} Il programma non conosce le fusioni di unità avvenute dopo: vanno dichiarate.",
                rate(rr1),
                rate(rr2)
            ),
        );
        (dated, text)
    }

    fn coverage(&self) -> (bool, String) {
        let schemes = headline_schemes(self.study);
        let source = best_source(self.study, schemes.iter().map(String::as_str));
        let total = self.findings.coverage.iter().find(|row| row.scheme == "total" && Some(row.source) == source);
        let Some((total, source)) = total.zip(source) else {
            let missing = self.say(
                "Units only: the study has neither figures of residents nor catchments, so coverage of residents is missing.",
                "Solo le unità: lo studio non ha né cifre di residenti né bacini, perciò manca la copertura dei residenti.",
            );
            return (false, missing);
        };
        let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| percent(share, self.language));
        let (units, residents) = (total.units, total.residents);
        let (answered, listed, of_units) = (units.part().0, units.whole().0, share(units.value()));
        let [covered, all] = [residents.part(), residents.whole()].map(|n| count(n.0, Grouping::Narrow));
        let (of_residents, source) = (share(residents.value()), source.word());
        let text = self.say(
            format!(
                "{answered} of {listed} units with a catchment ({of_units}) and {covered} of {all} residents ({of_residents}; source {source}), by macro-area and region in coverage.csv; the frame against the census in reconciliation.csv."
            ),
            format!(
                "{answered} unità con un bacino su {listed} ({of_units}) e {covered} residenti su {all} ({of_residents}; fonte {source}), per ripartizione e regione in coverage.csv; la lista a confronto con il censimento in reconciliation.csv."
            ),
        );
        (true, text)
    }

    fn estimand(&self) -> (bool, String) {
        let text = self.say(
            "Two shares, never mixed: of units (each counts once) and of residents (each unit counts by its catchment). Models and weights are about units.",
            "Due quote, mai confuse: delle unità (ognuna conta uno) e dei residenti (ogni unità conta per il suo bacino). Modelli e pesi riguardano le unità.",
        );
        (true, text)
    }

    fn differences(&self) -> (bool, String) {
        let missing = || {
            self.say(
                "No variable could be compared: the frame has neither sizes nor categories.",
                "Nessuna variabile è confrontabile: la lista non ha né dimensioni né categorie.",
            )
        };
        let told = self.sentences(&["smd", "smd_category", "mann_whitney", "freeman_halton"]);
        (told.is_some(), told.unwrap_or_else(missing))
    }

    fn empty_areas(&self) -> (bool, String) {
        let schemes = headline_schemes(self.study);
        let mut named = Vec::new();
        for row in self.findings.response.iter().filter(|row| schemes.contains(&row.scheme)) {
            let Disposition { respondent, partial, .. } = row.disposition;
            let asked = row.disposition.eligible() + row.disposition.unknown;
            if respondent + partial == 0 && asked > 0 {
                let area = self.study.scheme(&row.scheme).map(|scheme| &scheme.areas()[row.area.index()]);
                let name = area.map_or("", |area| area.name.in_language(self.language));
                named.push(format!("{name} (0/{asked}, {})", row.scheme));
            }
        }
        let text = if named.is_empty() {
            self.say(
                format!("None among the areas of {}.", schemes.join(", ")),
                format!("Nessuna fra le aree di {}.", schemes.join(", ")),
            )
        } else {
            let named = named.join(", ");
            self.say(
                format!("{named}. Nothing in the answers speaks for them; weights by these areas need strata joined."),
                format!(
                    "{named}. Nulla nelle risposte parla per esse; i pesi per queste aree richiedono di unire strati."
                ),
            )
        };
        (true, text)
    }

    fn representativeness(&self) -> (bool, String) {
        let told = self.sentences(&["r_adjusted", "r", "maximal_bias"]);
        let missing = || {
            let first = self.bias.rows.iter().find(|row| row.measure == MeasureName::RAdjusted);
            first.map_or_else(String::new, |row| sentence(row, self.language))
        };
        (told.is_some(), told.unwrap_or_else(missing))
    }

    fn weights(&self) -> (bool, String) {
        let cost = self.sentences(&["design_effect"]).unwrap_or_default();
        let n = self.bias.outcomes.iter().filter(|row| row.weights == "none").count();
        let results = n > 0;
        let text = if results {
            let side_by_side = self.say(
                format!("outcomes.csv has {n} results unweighted and with every set of weights, each with its design effect."),
                format!("outcomes.csv riporta {n} risultati non ponderati e con ogni sistema di pesi, ciascuno con l'effetto del disegno."),
            );
            format!("{cost} {side_by_side}").trim_start().to_owned()
        } else {
            let missing = self.say(
                "The study has no table of answers ([answers]), so headline results unweighted and weighted are missing.",
                "Lo studio non ha una tabella di risposte ([answers]), perciò mancano i risultati principali ponderati e non ponderati.",
            );
            format!("{cost} {missing}").trim_start().to_owned()
        };
        (results, text)
    }

    fn bounds(&self) -> (bool, String) {
        let told: Vec<String> =
            outcome_blocks(self.study, &self.bias.outcomes).into_iter().flat_map(|block| block.sentences).collect();
        let units = self.bias.units.len();
        let answered = self.bias.units.iter().filter(|&&unit| self.study.frame.units()[unit].status.answered()).count();
        let width = if units > 0 { (units - answered) as f64 / units as f64 } else { 0.0 };
        let general = self.say(
            format!(
                "Without assumptions any share of units is known to within {}: the {} units that did not answer could all be one way or the other.",
                percent(width, self.language),
                units - answered
            ),
            format!(
                "Senza ipotesi ogni quota di unità è nota a meno di {}: le {} unità che non hanno risposto potrebbero essere tutte dell'uno o dell'altro tipo.",
                percent(width, self.language),
                units - answered
            ),
        );
        (true, if told.is_empty() { general } else { format!("{general} {}", told.join(" ")) })
    }

    fn assumption(&self) -> (bool, String) {
        let n = self.bias.units.len();
        let text = self.say(
            format!(
                "The frame of {n} units is complete, so nothing is drawn at random: intervals describe what would change if response, given the model, fell out again; intervals of answers with finite-population correction hold only if response behaves like a random sample."
            ),
            format!(
                "La lista di {n} unità è completa, quindi nulla è estratto a caso: gli intervalli descrivono che cosa cambierebbe se la risposta, dato il modello, si ripetesse; gli intervalli delle risposte con correzione per popolazione finita valgono solo se chi risponde è come un campione casuale."
            ),
        );
        (true, text)
    }

    fn other_areas(&self) -> (bool, String) {
        let indicators: Vec<&UnderScheme> =
            self.bias.schemes.iter().filter(|scheme| scheme.r_adjusted.is_some()).collect();
        if indicators.is_empty() {
            let names: Vec<&str> = self.study.schemes.iter().map(crate::model::place::scheme::Scheme::name).collect();
            let text = self.say(
                format!(
                    "coverage.csv and response.csv give every figure by {}; the model is stated for others by --by.",
                    names.join(", ")
                ),
                format!(
                    "coverage.csv e response.csv danno ogni cifra per {}; con --by si stima il modello per altre.",
                    names.join(", ")
                ),
            );
            return (self.study.schemes.len() > 2, text);
        }
        let told: Vec<String> = indicators
            .iter()
            .map(|row| format!("{} {}", row.scheme, decimal(row.r_adjusted.unwrap_or_default(), 3, self.language)))
            .collect();
        let text = self.say(
            format!(
                "R, adjusted, by scheme: {}. schemes.csv has every headline indicator under each.",
                told.join(", ")
            ),
            format!(
                "R corretto, per ripartizione: {}. schemes.csv riporta ogni indicatore principale per ciascuna.",
                told.join(", ")
            ),
        );
        (true, text)
    }

    fn clustering(&self) -> (bool, String) {
        let told = self.sentences(&["moran_residual", "moran_within", "moran"]);
        let missing = || {
            self.say(
                "Missing: neighbourhoods of catchments are not known.",
                "Manca: non si conoscono le contiguità dei bacini.",
            )
        };
        (told.is_some(), told.unwrap_or_else(missing))
    }

    fn guidelines(&self) -> (bool, String) {
        let text = self.say(
            "CROSS and STROBE items that these results cover: frame and eligibility, response rates with definition, comparison of respondents with nonrespondents, weighting, handling of missing values, sensitivity, limits. To be written by the authors: questionnaire and its development, dates and mode of the survey, contacts and incentives, ethics, funding, interpretation.",
            "Voci di CROSS e STROBE coperte da questi risultati: lista ed eleggibilità, tassi di risposta con definizione, confronto fra rispondenti e non rispondenti, ponderazione, dati mancanti, sensibilità, limiti. Restano agli autori: questionario e suo sviluppo, date e modalità dell'indagine, contatti e incentivi, etica, finanziamenti, interpretazione.",
        );
        (true, text)
    }
}
