//! The finding: who answered, whom they serve, and in what they differ from a draw.

use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::atlas::said::facts::Facts;
use crate::words::catalogue::say;
use crate::words::phrase::variable_in;

impl Facts<'_> {
    /// Its sentences.
    pub(crate) fn headline(&self) -> Vec<String> {
        let key = match self.n_answered {
            0 => "said-headline.nobody",
            all if all == self.n => "said-headline.everybody",
            _ => "said-headline.some",
        };
        let mut told = vec![say(self.of.language, key, [("k", self.n_answered.into()), ("n", self.n.into())])];
        if self.n_answered == 0 {
            return told;
        }
        let serve =
            self.whole().map(|row| self.of_those("said-headline.serve", "share", self.the_share(row.residents)));
        let differences = self.differences();
        let has_none = differences.as_ref().is_some_and(Vec::is_empty);
        let mut parts: Vec<String> = serve.into_iter().chain(differences.into_iter().flatten()).collect();
        if has_none {
            parts.push(say(self.of.language, "said-headline.nothing", [("k", self.n_answered.into())]));
        }
        if !parts.is_empty() {
            told.push(self.of_those("said-headline.they", "parts", self.listed(&parts)));
        }
        if has_none {
            told.push(self.plain("said-headline.only-large"));
        }
        told
    }

    /// What is said of those that answered, one or several.
    fn of_those(&self, key: &'static str, name: &'static str, value: String) -> String {
        say(self.of.language, key, [("k", self.n_answered.into()), (name, value.into())])
    }

    /// In what units that answered differ from a draw; `None` where nothing was compared.
    pub(crate) fn differences(&self) -> Option<Vec<String>> {
        let variables = self.rows.variables(Name::DifferenceHolm);
        if variables.is_empty() || !self.has_both() {
            return None;
        }
        let size = self.size_variable();
        let mut ways = Vec::new();
        if let Some(is_larger) = self.is_larger() {
            let key = if is_larger { "said-headline.larger" } else { "said-headline.smaller" };
            ways.push(say(self.of.language, key, [("k", self.n_answered.into())]));
        }
        let scheme = self.macro_areas();
        let more = self.answered_more();
        if !more.is_empty() {
            let values = [("n", more.len().into()), ("areas", self.listed(&self.quoted(&more)).into())];
            ways.push(say(self.of.language, "said-headline.from", values));
        }
        let mut parts = Vec::new();
        if !ways.is_empty() {
            parts.push(self.of_those("said-headline.are", "ways", self.listed(&ways)));
        }
        let is_told = |variable: &str| Some(variable) == size || Some(variable) == scheme && !more.is_empty();
        let others = variables.into_iter().filter(|variable| self.is_found(variable) && !is_told(variable));
        let others: Vec<String> = others.map(|variable| variable_in(variable, self.of.language).to_owned()).collect();
        if !others.is_empty() {
            parts.push(self.of_those("said-headline.differ", "names", self.listed(&others)));
        }
        Some(parts)
    }

    /// Whether units that answered are larger than the others, or smaller; `None` where chance explains that.
    pub(crate) fn is_larger(&self) -> Option<bool> {
        let size = self.size_variable().filter(|variable| self.is_found(variable))?;
        Some(self.rows.of(Name::Smd, size).and_then(|row| row.estimate).is_some_and(|d| d > 0.0))
    }

    /// Macro-areas whose units answered more often than the others, after adjustment.
    pub(crate) fn answered_more(&self) -> Vec<String> {
        let Some(scheme) = self.macro_areas() else { return Vec::new() };
        let overall = self.n_answered as f64 / self.n as f64;
        let of_more = |row: &&Measure| row.estimate.is_some_and(|rate| rate > overall);
        self.levels_found(scheme).into_iter().filter(of_more).filter_map(|row| self.level(row)).collect()
    }

    /// Names of areas inside a sentence: in quotes where the language needs them.
    pub(crate) fn quoted(&self, areas: &[String]) -> Vec<String> {
        areas.iter().map(|area| say(self.of.language, "said-area-name", [("area", area.as_str().into())])).collect()
    }
}

impl Facts<'_> {
    /// What follows from it: to whom results lean, and how far they are open.
    pub(crate) fn lead(&self) -> String {
        match self.n_answered {
            0 => return self.plain("said-lead.nobody"),
            all if all == self.n => return self.plain("said-lead.everybody"),
            _ => {}
        }
        let width = self.silent() as f64 / self.n as f64;
        let values = [("silent", self.silent().into()), ("points", self.points(width).into())];
        let open = say(self.of.language, "said-lead.open", values);
        self.leaning().into_iter().chain([open]).collect::<Vec<_>>().join(" ")
    }

    /// Towards which units unweighted results lean, and of which area they say least.
    fn leaning(&self) -> Option<String> {
        let language = self.of.language;
        let larger = self
            .is_larger()
            .map(|is_larger| self.plain(if is_larger { "said-lead.larger" } else { "said-lead.smaller" }));
        let more = self.quoted(&self.answered_more());
        let from = (!more.is_empty())
            .then(|| say(language, "said-lead.from", [("n", more.len().into()), ("areas", self.listed(&more).into())]));
        let ways: Vec<String> = larger.into_iter().chain(from).collect();
        if ways.is_empty() {
            return None;
        }
        let least = self.answered_least().filter(|_| !more.is_empty()).map(|(area, answered, n)| {
            let values = [("area", area.into()), ("answered", answered.into()), ("n", n.into())];
            say(language, "said-lead.least", values)
        });
        let values = [("ways", self.listed(&ways).into()), ("least", least.unwrap_or_default().into())];
        Some(say(language, "said-lead.leans", values))
    }

    /// The macro-area with the lowest rate, with how many answered out of how many; `None` where one is withheld.
    fn answered_least(&self) -> Option<(String, u64, u64)> {
        let scheme = self.macro_areas()?;
        let rows: Vec<_> = self.response_of(scheme).filter(|row| row.answered.whole().0 > 0).collect();
        let rates = rows.iter().map(|row| Some((row, row.answered.value().filter(|_| row.answered.part().is_some())?)));
        let rates: Vec<_> = rates.collect::<Option<Vec<_>>>()?;
        let (row, _) = rates.into_iter().min_by(|one, other| one.1.total_cmp(&other.1))?;
        let name = self.quoted(&[self.area(scheme, row.area)?]).pop()?;
        Some((name, row.answered.part()?.0, row.answered.whole().0))
    }
}
