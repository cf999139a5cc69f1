//! What was done in this study, with references. What was not done is not told.

use fluent_bundle::FluentValue;

use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::basis::method::Method;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::contrast::result::ContrastTest;
use crate::atlas::said::facts::Facts;
use crate::atlas::said::references::Reference;
use crate::atlas::said::weights::set_key;
use crate::model::place::scheme::TOTAL;
use crate::model::survey::disclosure::Secrecy;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count};

/// The paragraph as it grows, with the works that it cites in their order.
struct Methods<'f> {
    facts: &'f Facts<'f>,
    told: Vec<String>,
    cited: Vec<Reference>,
}

impl Facts<'_> {
    /// The paragraph, and its references, numbered.
    pub(crate) fn methods(&self) -> (Vec<String>, Vec<String>) {
        let mut methods = Methods { facts: self, told: Vec::new(), cited: Vec::new() };
        methods.coverage();
        methods.response();
        if self.has_both() {
            methods.comparisons();
            methods.model();
            methods.weights();
        }
        methods.answers();
        methods.end();
        let text = |(at, work): (usize, Reference)| format!("[{}] {}", at + 1, work.text());
        (methods.told, methods.cited.into_iter().enumerate().map(text).collect())
    }
}

impl Methods<'_> {
    /// The numbers of some works: ` [1, 2]`.
    fn cite(&mut self, works: &[Reference]) -> String {
        let number = |work: &Reference| {
            let known = self.cited.iter().position(|own| own == work);
            known.unwrap_or_else(|| {
                self.cited.push(*work);
                self.cited.len() - 1
            }) + 1
        };
        let numbers: Vec<String> = works.iter().map(number).map(|number| number.to_string()).collect();
        if numbers.is_empty() { String::new() } else { format!("\u{a0}[{}]", numbers.join(", ")) }
    }

    fn tell<'v>(
        &mut self,
        key: &'static str,
        works: &[Reference],
        values: impl IntoIterator<Item = (&'v str, FluentValue<'v>)>,
    ) {
        let works = [("works", self.cite(works).into())];
        self.told.push(say(self.facts.of.language, key, works.into_iter().chain(values)));
    }

    /// Rows of a measure that have a p-value.
    fn tested(&self, name: Name) -> impl Iterator<Item = &Measure> {
        self.facts.of.bias.rows.iter().filter(move |row| row.measure == name && row.p_value.is_some())
    }

    fn number(n: usize) -> FluentValue<'static> {
        count(n as u64, Grouping::Narrow).into()
    }

    /// Coverage and its range by chance.
    fn coverage(&mut self) {
        let facts = self.facts;
        let Some(row) = facts.whole() else { return };
        self.tell("said-methods.coverage", &[], []);
        if row.null.is_ok() && facts.has_both() {
            self.tell("said-methods.by-chance", &[Reference::Streitberg], []);
        }
        if facts.of.findings.coverage.iter().any(|row| row.adjusted.is_some_and(|adjusted| adjusted.tests > 1)) {
            self.tell("said-methods.areas", &[Reference::Holm, Reference::Tarone, Reference::Westfall], []);
        }
    }

    fn response(&mut self) {
        if self.facts.response_of(TOTAL).any(|row| row.disposition.is_some()) {
            self.tell("said-methods.response", &[Reference::Aapor], []);
        }
    }

    /// Respondents beside the others.
    fn comparisons(&mut self) {
        let drawn = drawn_tables(self.tested(Name::FreemanHalton).flat_map(|row| &row.method));
        match drawn {
            Some(n) => {
                self.tell("said-methods.tables-drawn", &[Reference::Freeman], [("n", Self::number(n))]);
            }
            None if self.tested(Name::FreemanHalton).next().is_some() => {
                self.tell("said-methods.tables", &[Reference::Freeman], []);
            }
            None => {}
        }
        if self.tested(Name::LevelResponse).next().is_some() {
            self.tell("said-methods.levels", &[Reference::Holm], []);
        }
        let ranks = self.tested(Name::MannWhitney).next().map(|row| row.method.contains(&Method::NormalRanks));
        if let Some(is_normal) = ranks {
            let key = if is_normal { "said-methods.ranks-normal" } else { "said-methods.ranks" };
            self.tell(key, &[Reference::Mann], []);
        }
        let shifts = self.facts.of.bias.rows.iter().filter(|row| row.measure == Name::Smd && row.low.is_some());
        let shifts = shifts
            .flat_map(|row| &row.method)
            .find_map(|method| if let Method::PermutedShifts { count, .. } = method { Some(*count) } else { None });
        if let Some(n) = shifts {
            self.tell(
                "said-methods.differences",
                &[Reference::Austin, Reference::Garthwaite],
                [("n", Self::number(n))],
            );
        }
        let families = self.facts.of.bias.rows.iter().filter(|row| row.measure == Name::DifferenceHolm);
        if families.filter(|row| row.p_adjusted.is_some()).count() > 1 {
            self.tell("said-methods.characteristics", &[Reference::Holm], []);
        }
    }

    /// The response model and its indicators.
    fn model(&mut self) {
        let facts = self.facts;
        let (Ok(model), Some(names)) = (&facts.of.bias.model, facts.of_model()) else { return };
        let names = [("names", names.into())];
        if model.propensities.penalised {
            self.tell("said-methods.model-penalised", &[Reference::Firth], names);
        } else {
            self.tell("said-methods.model", &[], names);
        }
        let Some(row) = facts.rows.first(Name::RAdjusted) else { return };
        self.tell("said-methods.r", &[Reference::Schouten2009, Reference::Shlomo], []);
        if row.low.is_some() && row.method.iter().any(|method| matches!(method, Method::NoncentralLimits { .. })) {
            self.tell("said-methods.r-limits", &[Reference::Agresti], []);
        }
        let permuted = row
            .method
            .iter()
            .find_map(|method| if let Method::PermutedResponse { count } = method { Some(*count) } else { None });
        if let Some(n) = permuted.filter(|_| row.null_low.is_some()) {
            let values = [("n", Self::number(n)), ("seed", facts.of.bias.seed.to_string().into())];
            self.tell("said-methods.r-chance", &[Reference::Phipson], values);
        }
        let has_partial = |row: &Measure| row.measure == Name::PartialUnconditional && row.estimate.is_some();
        if facts.of.bias.rows.iter().any(has_partial) {
            self.tell("said-methods.partial", &[Reference::Schouten2011], []);
        }
    }

    /// Weights, each with its source.
    fn weights(&mut self) {
        let facts = self.facts;
        let sets: Vec<String> = facts
            .made()
            .map(|set| {
                let name = plain(facts.of.language, set_key(set.name));
                format!("{name}{}", self.cite(source(set.name)))
            })
            .collect();
        if sets.is_empty() {
            return;
        }
        let values = [("n", sets.len().into()), ("sets", facts.listed(&sets).into())];
        self.tell("said-methods.weights", &[Reference::Kish], values);
    }

    /// Intervals, bounds and comparisons of answers.
    fn answers(&mut self) {
        let bias = self.facts.of.bias;
        let uses = |wanted: &Method| bias.outcomes.iter().any(|row| row.low.is_some() && row.method.contains(wanted));
        if uses(&Method::InvertedHypergeometric) {
            self.tell("said-methods.shares", &[Reference::Buonaccorsi], []);
        }
        if uses(&Method::FiniteClopperPearson) {
            self.tell("said-methods.shares-asked", &[Reference::Clopper], []);
        }
        if uses(&Method::KornGraubard) {
            self.tell("said-methods.shares-weighted", &[Reference::Korn], []);
        }
        if self.facts.has_both() && bias.outcomes.iter().any(|row| row.worst.is_some()) {
            self.tell("said-methods.bounds", &[Reference::Manski], []);
        }
        self.groups();
        if bias.waves.iter().any(|row| row.p_adjusted.is_some()) {
            self.tell("said-methods.waves", &[Reference::Armstrong], []);
        }
    }

    /// Answers of groups: each beside all others, then all at once.
    fn groups(&mut self) {
        let rows = || self.facts.of.bias.contrasts.iter().filter(|row| row.p_adjusted.is_some());
        let has = |is_share: bool| rows().any(|row| row.level.is_some() && row.option.is_some() == is_share);
        let kinds = match (has(true), has(false)) {
            (true, true) => Some("both"),
            (false, true) => Some("means"),
            (true, false) => Some("shares"),
            (false, false) => None,
        };
        let tables = || rows().filter(|row| row.test == Some(ContrastTest::FreemanHalton));
        let drawn = drawn_tables(tables().flat_map(|row| &row.method));
        let has_tables = tables().next().is_some();
        if let Some(kinds) = kinds {
            self.tell("said-methods.contrasts", &[Reference::Holm], [("kinds", kinds.into())]);
        }
        match drawn {
            Some(n) => self.tell("said-methods.together-drawn", &[Reference::Freeman], [("n", Self::number(n))]),
            None if has_tables => self.tell("said-methods.together", &[Reference::Freeman], []),
            None => {}
        }
    }

    /// What is withheld, and by which program all this was computed.
    fn end(&mut self) {
        if self.facts.of.study.privacy.answers == Secrecy::Anonymous {
            self.tell("said-methods.withheld", &[Reference::Hundepool], []);
        }
        self.tell("said-methods.software", &[], [("version", env!("CARGO_PKG_VERSION").into())]);
    }
}

/// How many tables were drawn, where all would have been too many.
fn drawn_tables<'m>(mut methods: impl Iterator<Item = &'m Method>) -> Option<usize> {
    methods.find_map(|method| if let Method::DrawnTables { count, .. } = method { Some(*count) } else { None })
}

/// Whose method a set of weights is.
fn source(name: WeightName) -> &'static [Reference] {
    match name {
        WeightName::Poststratified => &[Reference::Holt],
        WeightName::Raked => &[Reference::Deming],
        WeightName::Calibrated => &[Reference::Deville],
        WeightName::InversePropensity => &[Reference::Little],
        WeightName::Entropy => &[Reference::Hainmueller],
        WeightName::Classes => &[Reference::Little, Reference::Eltinge],
    }
}
