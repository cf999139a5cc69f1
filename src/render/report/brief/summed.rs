//! What the rules of a summary look at, and how all of them write numbers and names.

use fluent_bundle::FluentValue;

use crate::analysis::basis::measure::{Measure, MeasureName as Name};
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::headline::headline_schemes;
use crate::analysis::gate::published::PublishedFindings;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::brief::rows::Rows;
use crate::words::catalogue::{plain, say};
use crate::words::number::{decimal, percent, signed_p};

/// So many are named; the others are counted.
const NAMED: usize = 6;

/// What the rules look at.
pub(crate) struct Summed<'a> {
    pub(crate) study: &'a Study,
    pub(crate) findings: &'a PublishedFindings,
    pub(crate) bias: &'a Bias,
    pub(crate) rows: Rows<'a>,
    pub(crate) language: Language,
    /// Headline schemes with several areas.
    pub(crate) schemes: Vec<String>,
    pub(crate) n: usize,
    pub(crate) n_answered: usize,
}

impl<'a> Summed<'a> {
    pub(crate) fn of(study: &'a Study, findings: &'a PublishedFindings, bias: &'a Bias) -> Self {
        let rows = Rows(&bias.rows);
        let has_levels = |scheme: &String| rows.levels(Name::LevelResponse, scheme).nth(1).is_some();
        Self {
            study,
            findings,
            bias,
            rows,
            language: study.heading.language,
            schemes: headline_schemes(study).into_iter().filter(has_levels).collect(),
            n: bias.units.len(),
            n_answered: findings.n_answered,
        }
    }
}

impl Summed<'_> {
    /// One of the ways in which a rule is told.
    pub(crate) fn told<'v>(
        &self,
        rule: &'static str,
        way: &'static str,
        values: impl IntoIterator<Item = (&'v str, FluentValue<'v>)>,
    ) -> String {
        let key = format!("{rule}.{way}");
        say(self.language, &key, values)
    }

    pub(crate) fn plain(&self, key: &'static str) -> String {
        plain(self.language, key).to_owned()
    }

    pub(crate) fn percent(&self, share: f64) -> String {
        percent(share, self.language)
    }

    pub(crate) fn decimal(&self, value: f64) -> String {
        decimal(value, 3, self.language)
    }

    /// A difference of shares in percentage points.
    pub(crate) fn points(&self, share: f64) -> String {
        decimal(share * 100.0, 1, self.language)
    }

    pub(crate) fn p(&self, p: f64) -> String {
        let (sign, p) = signed_p(p, self.language);
        format!("p\u{a0}{sign}\u{a0}{p}")
    }

    pub(crate) fn interval(&self, row: &Measure) -> String {
        let (Some(low), Some(high)) = (row.low, row.high) else { return String::new() };
        let values = [("low", self.decimal(low).into()), ("high", self.decimal(high).into())];
        say(self.language, "interval", values)
    }

    /// Names in one phrase; many are cut short, and the others counted.
    pub(crate) fn named(&self, names: &[String]) -> String {
        let more = names.len().saturating_sub(NAMED);
        let text = names[..names.len() - more].join(", ");
        if more == 0 {
            return text;
        }
        say(self.language, "summary-more", [("names", text.into()), ("n", more.into())])
    }
}
