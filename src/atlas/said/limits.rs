//! What cannot be known from the data, and where they come from.

use crate::analysis::outcome::benchmark::Origin;
use crate::atlas::said::facts::Facts;
use crate::model::place::scheme::TOTAL;
use crate::model::survey::disclosure::Secrecy;
use crate::render::report::brief::summary::few_sentence;
use crate::words::catalogue::say;
use crate::words::letters::capitalised;
use crate::words::number::date;

impl Facts<'_> {
    /// The limits of this study alone.
    pub(crate) fn limits(&self) -> Vec<String> {
        let language = self.of.language;
        let mut told = vec![self.plain("said-limits.frame")];
        told.extend(
            self.of
                .study
                .heading
                .reference_date
                .map(|day| say(language, "said-limits.dated", [("day", date(day, language).into())])),
        );
        told.extend(self.without_catchment());
        told.extend(
            self.whole()
                .filter(|row| row.not_known > 0)
                .map(|row| say(language, "table-coverage.missing", [("n", row.not_known.into())])),
        );
        if self.has_both() {
            told.push(self.plain("said-limits.chosen"));
        }
        told.extend(few_sentence(self.of.study, self.of.findings, self.of.bias));
        let outcomes = &self.of.bias.outcomes;
        if self.has_both() && outcomes.iter().any(|row| row.low.is_some()) {
            told.push(self.plain("said-limits.intervals"));
        }
        if outcomes.iter().any(|row| row.n > 0)
            && !self.of.bias.benchmarks.iter().any(|row| row.origin == Origin::Study)
        {
            told.push(self.plain("said-limits.answers"));
        }
        told
    }

    /// Units that count in response and not in coverage.
    fn without_catchment(&self) -> Option<String> {
        let all = self.response_of(TOTAL).next()?.answered.whole().0;
        let n = all.checked_sub(self.whole()?.units.whole().0).filter(|n| *n > 0)?;
        let counted = capitalised(&self.counted(usize::try_from(n).ok()?));
        Some(say(self.of.language, "said-limits.catchment", [("n", n.into()), ("counted", counted.into())]))
    }

    /// Where the data come from, of which day they are, what is invented and what is confidential.
    pub(crate) fn data(&self) -> Vec<String> {
        let (language, study) = (self.of.language, self.of.study);
        let heading = &study.heading;
        let n = study.sources.len();
        let files = [("n", n.into()), ("counted", self.counted(n).into())];
        let mut told = vec![say(language, "said-data.files", files)];
        told.extend(
            heading.reference_date.map(|day| say(language, "said-data.day", [("day", date(day, language).into())])),
        );
        told.extend(heading.credit().as_deref().map(ended));
        told.extend(heading.notice.as_deref().map(ended));
        told.push(self.plain(match study.privacy.answers {
            Secrecy::Public => "said-data.public",
            Secrecy::Internal => "said-data.internal",
            Secrecy::Anonymous => "said-data.anonymous",
        }));
        told
    }
}

/// A text as a sentence.
fn ended(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}
