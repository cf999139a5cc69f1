//! How even response is beside a draw, what makes it uneven, and how far off a share may be for that.

use crate::analysis::basis::measure::MeasureName as Name;
use crate::atlas::form::partial::partial_indicators;
use crate::atlas::said::facts::Facts;
use crate::model::survey::formula::Term;
use crate::render::chart::form::ChartForm;
use crate::render::report::brief::rows::FOUND;
use crate::words::catalogue::say;
use crate::words::letters::lowered;
use crate::words::number::decimal;
use crate::words::phrase::variable_in;

/// A share's standard deviation is at most one half.
const MOST_DEVIATION: f64 = 0.5;

impl Facts<'_> {
    /// The paragraph.
    pub(crate) fn representativeness(&self) -> Vec<String> {
        if !self.has_both() {
            return Vec::new();
        }
        let Some(indicator) = self.indicator() else { return Vec::new() };
        let rest = [self.even_by_chance(), self.partial(), self.largest_bias()];
        let blind = self.of.bias.model.is_ok().then(|| self.plain("said-r.blind"));
        [indicator].into_iter().chain(rest.into_iter().flatten()).chain(blind).collect()
    }

    fn two(&self, value: f64) -> String {
        decimal(value, 2, self.of.language)
    }

    /// The variables of the response model, as a sentence names them.
    pub(crate) fn of_model(&self) -> Option<String> {
        let model = self.of.bias.model.as_ref().ok()?;
        Some(self.terms(model.formula.terms()))
    }

    /// Terms by their names: of several variables at once, joined by ×.
    pub(crate) fn terms(&self, terms: &[Term]) -> String {
        let name = |term: &Term| {
            let names = term.factors.iter().map(|factor| variable_in(&factor.variable, self.of.language));
            names.collect::<Vec<_>>().join(" × ")
        };
        self.listed(&terms.iter().map(name).collect::<Vec<_>>())
    }

    /// The adjusted R-indicator with its interval.
    fn indicator(&self) -> Option<String> {
        let row = self.rows.first(Name::RAdjusted)?;
        let interval = row.low.zip(row.high).map_or_else(String::new, |(low, high)| {
            say(self.of.language, "interval", [("low", self.two(low).into()), ("high", self.two(high).into())])
        });
        let names = self.of_model();
        match (row.estimate, names) {
            (Some(value), Some(names)) => {
                let values =
                    [("names", names.into()), ("value", self.two(value).into()), ("interval", interval.into())];
                Some(say(self.of.language, "said-r.found", values))
            }
            (Some(value), None) => {
                let values = [("value", self.two(value).into()), ("interval", interval.into())];
                Some(say(self.of.language, "said-r.alone", values))
            }
            (None, Some(names)) => {
                let values = [("names", names.into()), ("low", self.two(row.low?).into())];
                Some(say(self.of.language, "said-r.indistinct", values))
            }
            (None, None) => None,
        }
    }

    /// Whether response is less even than a draw would give; `None` where that is not known.
    pub(crate) fn is_uneven(&self) -> Option<bool> {
        self.rows.first(Name::RAdjusted)?.p_value.map(|p| p <= FOUND)
    }

    /// What random response would give.
    fn even_by_chance(&self) -> Option<String> {
        let row = self.rows.first(Name::RAdjusted)?;
        let verdict = if self.is_uneven()? { "said-r.uneven" } else { "said-r.alike" };
        let values = [
            ("low", self.two(row.null_low?).into()),
            ("high", self.two(row.null_high?).into()),
            ("p", self.p(row.p_value?).into()),
            ("verdict", self.plain(verdict).into()),
        ];
        Some(say(self.of.language, "said-r.chance", values))
    }

    /// What each variable of the model adds.
    fn partial(&self) -> Option<String> {
        // Where nothing varies beyond chance there is nothing to share out.
        self.rows.first(Name::RAdjusted)?.estimate?;
        let numbers = self.of;
        let (form, _) = partial_indicators(numbers.study, numbers.findings, numbers.bias, numbers.language)?;
        let ChartForm::Partial(form) = form else { return None };
        if form.variables.len() < 2 {
            return None;
        }
        let of_variables =
            form.variables.iter().map(|row| format!("{} ({})", lowered(&row.label), self.two(row.value)));
        let names = self.listed(&of_variables.collect::<Vec<_>>());
        let is_conditional = form.variables.iter().all(|row| row.is_conditional);
        let key = if is_conditional { "said-r.given" } else { "said-r.by-itself" };
        Some(say(self.of.language, key, [("names", names.into())]))
    }

    /// The largest bias of a share in points: its estimate, and its upper limit.
    pub(crate) fn bias_of_share(&self) -> Option<(Option<f64>, f64)> {
        let row = self.rows.first(Name::MaximalBias)?;
        let of_share = |deviations: f64| (deviations * MOST_DEVIATION).min(1.0);
        Some((row.estimate.map(of_share), of_share(row.high?)))
    }

    fn largest_bias(&self) -> Option<String> {
        let (estimate, limit) = self.bias_of_share()?;
        let limit = [("limit", self.points(limit).into())];
        Some(match estimate {
            Some(estimate) => {
                let estimate = [("estimate", self.points(estimate).into())];
                say(self.of.language, "said-r.bias", estimate.into_iter().chain(limit))
            }
            None => say(self.of.language, "said-r.bias-indistinct", limit),
        })
    }
}
