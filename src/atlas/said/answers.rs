//! What was asked of whom, how far the silent leave it open, and whether late answers differ from early ones.

use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::atlas::form::what_if::{declared_claims, finding};
use crate::atlas::said::facts::Facts;
use crate::render::report::brief::summary::bounds_sentence;
use crate::render::report::contrast_text::{contrast_sentences, wave_sentences};
use crate::words::catalogue::say;

impl Facts<'_> {
    /// How many questions, put to whom, and how many left one out.
    pub(crate) fn answers(&self) -> Vec<String> {
        let questions = &self.of.study.answers;
        if questions.is_empty() || self.n_answered == 0 {
            return Vec::new();
        }
        let n = questions.len();
        let filtered = questions.iter().filter(|question| question.asked_if.is_some()).count();
        let key = match (filtered, n - filtered) {
            (0, _) => "said-questions.all",
            (_, 0) => "said-questions.some",
            _ => "said-questions.both",
        };
        let values = [
            ("n", n.into()),
            ("all", self.counted(n - filtered).into()),
            ("some", self.counted(filtered).into()),
            ("answered", self.n_answered.into()),
        ];
        let mut told = vec![say(self.of.language, key, values)];
        told.extend(self.missing());
        told.extend(contrast_sentences(self.of.study, &self.of.bias.contrasts));
        told
    }

    /// Which question was left out most often.
    fn missing(&self) -> Option<String> {
        let is_of_units =
            |row: &&Outcome| row.weights.is_none() && matches!(row.quantity, Quantity::Share | Quantity::Mean);
        let rows = self.of.bias.outcomes.iter().filter(is_of_units);
        let most = rows.max_by_key(|row| (row.missing, std::cmp::Reverse(row.question)))?;
        if most.missing == 0 {
            return Some(self.plain("said-missing.none"));
        }
        let question = self.of.study.answers.get(most.question)?;
        let values = [("n", most.missing.into()), ("question", self.question(&question.name).into())];
        Some(say(self.of.language, "said-missing.most", values))
    }

    /// How far shares are known without assumptions, and what that leaves of the claims.
    pub(crate) fn open_shares(&self) -> Vec<String> {
        let numbers = self.of;
        if numbers.bias.outcomes.is_empty() {
            return Vec::new();
        }
        let open =
            bounds_sentence(numbers.study, numbers.findings, numbers.bias).into_iter().chain(self.open_if_asked());
        let claims = declared_claims(numbers.study, numbers.bias, numbers.language);
        let claims = finding(&claims, numbers.language).map(|told| format!("{told}."));
        open.chain(claims).collect()
    }

    /// How far shares of units that a question applies to are known: how many of the silent it applies to is open too.
    fn open_if_asked(&self) -> Option<String> {
        let is_asked = |row: &&Outcome| {
            (row.quantity, row.base, row.weights) == (Quantity::Share, Base::Asked, None) && row.estimate.is_some()
        };
        let rows = self.of.bias.outcomes.iter().filter(|row| self.has_both() && is_asked(row));
        let widths: Vec<f64> = rows.filter_map(|row| row.worst.map(|(low, high)| high - low)).collect();
        let (low, high) =
            widths.iter().copied().min_by(f64::total_cmp).zip(widths.iter().copied().max_by(f64::total_cmp))?;
        let range = self.range((low * 100.0, high * 100.0), 1);
        Some(say(self.of.language, "said-bounds.asked", [("shares", widths.len().into()), ("range", range.into())]))
    }

    /// Late answers beside early ones.
    pub(crate) fn waves(&self) -> Vec<String> {
        wave_sentences(self.of.study, &self.of.bias.waves)
    }
}
