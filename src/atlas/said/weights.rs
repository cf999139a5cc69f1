//! Which weights were made, what they change and what they cost; known figures that respondents are held against.

use crate::analysis::basis::measure::MeasureName as Name;
use crate::analysis::basis::method::Method;
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::outcome::benchmark::{BenchmarkRow, Origin};
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::analysis::weight::balance::UNWEIGHTED;
use crate::analysis::weight::plan::WeightSet;
use crate::atlas::form::answered::FEW;
use crate::atlas::said::facts::Facts;
use crate::render::report::benchmark_text::benchmark_sentences;
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::number::decimal;
use crate::words::phrase::category_in;
use crate::words::told::Told as _;

/// What a set of weights is called as a thing that is done.
pub(crate) fn set_key(name: WeightName) -> &'static str {
    match name {
        WeightName::Poststratified => "said-set.poststratified",
        WeightName::Raked => "said-set.raked",
        WeightName::Calibrated => "said-set.calibrated",
        WeightName::InversePropensity => "said-set.inverse-propensity",
        WeightName::Entropy => "said-set.entropy",
        WeightName::Classes => "said-set.classes",
    }
}

impl Facts<'_> {
    /// Sets of weights that were made, each once.
    pub(crate) fn made(&self) -> impl Iterator<Item = &WeightSet> {
        let is_made = |set: &&WeightSet| set.weights.is_ok() && set.same_as.is_none();
        self.of.bias.weights.iter().filter(is_made)
    }

    fn set(&self, name: WeightName) -> &'static str {
        plain(self.of.language, set_key(name))
    }

    /// The paragraph.
    pub(crate) fn weights(&self) -> Vec<String> {
        if !self.has_both() {
            return Vec::new();
        }
        let n = self.made().count();
        if n == 0 {
            return self.no_weights().into_iter().collect();
        }
        let sets: Vec<String> = self.made().map(|set| self.set_with_variables(set)).collect();
        let values = [("n", n.into()), ("sets", self.listed(&sets).into()), ("counted", self.counted(n).into())];
        let mut told = vec![capitalised(&say(self.of.language, "said-weights", values))];
        told.extend(self.same_weights());
        told.extend([self.balance(), self.change(), self.cost()].into_iter().flatten());
        told
    }

    /// Why there are none; nothing of what is withheld.
    fn no_weights(&self) -> Option<String> {
        let reason = self.of.bias.weights.iter().find_map(|set| set.weights.as_ref().err())?;
        let reason = (*reason != NoWeights::Confidential).then(|| reason.told(self.of.language))?;
        Some(say(self.of.language, "summary-weights.none", [("reason", reason.into())]))
    }

    /// `raking to macro-area and size class`.
    fn set_with_variables(&self, set: &WeightSet) -> String {
        let terms = set.method.iter().find_map(|method| {
            if let Method::PostStratified { by: Some(term) } = method {
                Some(self.terms(std::slice::from_ref(term)))
            } else if let Method::Raked { to } | Method::Calibrated { to, .. } | Method::EntropyBalanced { to } = method
            {
                Some(self.terms(to))
            } else {
                None
            }
        });
        let name = self.set(set.name);
        match terms.filter(|terms| !terms.is_empty()) {
            Some(terms) => say(self.of.language, "said-set-by", [("set", name.into()), ("names", terms.into())]),
            None => name.to_owned(),
        }
    }

    /// Sets that came out as an earlier one.
    fn same_weights(&self) -> Vec<String> {
        let same = self.of.bias.weights.iter().filter_map(|set| Some((set.name, set.same_as?)));
        let told = same.map(|(own, other)| {
            let values = [("own", capitalised(self.set(own)).into()), ("other", self.set(other).into())];
            say(self.of.language, "said-weights.same", values)
        });
        told.collect()
    }

    /// The smallest and the largest value of a measure over the sets.
    fn over_sets(&self, name: Name) -> Option<(f64, f64)> {
        let of_set = |set: &WeightSet| self.rows.of(name, set.name.word()).and_then(|row| row.estimate);
        let values: Vec<f64> = self.made().filter_map(of_set).collect();
        values.iter().copied().min_by(f64::total_cmp).zip(values.iter().copied().max_by(f64::total_cmp))
    }

    /// `1.08–1.24`, or one number where both are printed alike.
    pub(crate) fn range(&self, (low, high): (f64, f64), decimals: usize) -> String {
        let [low, high] = [low, high].map(|value| decimal(value, decimals, self.of.language));
        if low == high {
            return low;
        }
        format!("{low}–{high}")
    }

    /// The largest difference from all units before and after.
    fn balance(&self) -> Option<String> {
        let before = self.rows.of(Name::BalanceMaximum, UNWEIGHTED)?.estimate?;
        let after = self.over_sets(Name::BalanceMaximum)?;
        let values = [("before", decimal(before, 2, self.of.language).into()), ("after", self.range(after, 2).into())];
        Some(say(self.of.language, "said-weights.balance", values))
    }

    /// The share that weights change most, of questions with enough answers.
    fn change(&self) -> Option<String> {
        let shares = || self.of.bias.outcomes.iter().filter(|row| row.quantity == Quantity::Share && row.n >= FEW);
        let key = |row: &Outcome| (row.question, row.option, row.base);
        let is_filtered = |row: &Outcome| self.of.study.answers[row.question].asked_if.is_some();
        let changes = shares().filter(|row| row.weights.is_none()).filter_map(|plain_row| {
            let of_base = if is_filtered(plain_row) { Base::Asked } else { Base::All };
            let from = plain_row.estimate.filter(|_| plain_row.base == of_base)?;
            let weighted = shares().filter(|row| key(row) == key(plain_row)).filter_map(|row| {
                let set = row.weights?;
                Some((plain_row, set, from, row.estimate?))
            });
            weighted.max_by(|one, other| (one.3 - from).abs().total_cmp(&(other.3 - from).abs()))
        });
        let most = changes.max_by(|one, other| (one.3 - one.2).abs().total_cmp(&(other.3 - other.2).abs()))?;
        let (row, set, from, to) = most;
        let points = self.points((to - from).abs());
        if points == self.points(0.0) {
            return None;
        }
        let question = self.of.study.answers.get(row.question)?;
        let option = question.content.options().get(row.option?)?;
        let values = [
            ("points", points.into()),
            ("question", self.question(&question.name).into()),
            ("option", category_in(option, self.of.language).into()),
            ("from", self.percent(from).into()),
            ("to", self.percent(to).into()),
            ("set", self.set(set).into()),
        ];
        Some(say(self.of.language, "said-weights.change", values))
    }

    /// What they cost.
    fn cost(&self) -> Option<String> {
        let values = [
            ("effect", self.range(self.over_sets(Name::DesignEffect)?, 2).into()),
            ("n", self.n_answered.into()),
            ("worth", self.range(self.over_sets(Name::EffectiveN)?, 0).into()),
        ];
        Some(say(self.of.language, "said-weights.cost", values))
    }

    /// Known figures that the study states, beside what respondents say.
    pub(crate) fn benchmarks(&self) -> Vec<String> {
        let is_stated = |row: &&BenchmarkRow| row.origin == Origin::Study && row.weights.is_none();
        let stated: Vec<&BenchmarkRow> = self.of.bias.benchmarks.iter().filter(is_stated).collect();
        benchmark_sentences(&stated, self.of.language)
    }
}
