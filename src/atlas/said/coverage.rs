//! Residents in the catchments of units that answered, beside what a draw would give.

use crate::analysis::gate::published::PublishedCoverage;
use crate::atlas::said::facts::Facts;
use crate::words::catalogue::say;
use crate::words::number::{Grouping, count, date};
use crate::words::picture::source_words;
use crate::words::published::published_share;

impl Facts<'_> {
    /// The paragraph.
    pub(crate) fn coverage(&self) -> Vec<String> {
        let Some(row) = self.whole() else { return Vec::new() };
        let language = self.of.language;
        let mut told = vec![self.covered(row)];
        if let Ok(null) = &row.null {
            let ends = [("low", self.the_percent(null.low).into()), ("high", self.the_percent(null.high).into())];
            told.push(match &null.observed {
                Some(observed) => {
                    say(language, "said-chance", ends.into_iter().chain([("p", self.p(observed.p_value).into())]))
                }
                None => say(language, "said-chance.alone", ends),
            });
        }
        for scheme in self.schemes() {
            let known: Vec<&PublishedCoverage> =
                self.coverage_of(&scheme).filter(|own| own.adjusted.is_some()).collect();
            if known.len() > 1 {
                let beyond = known.iter().filter(|own| own.is_within_chance() == Some(false));
                let found: Vec<String> = beyond.filter_map(|own| self.area_beyond(own)).collect();
                told.push(self.beyond("said-beyond", &scheme, &found, known.len()));
            }
        }
        told
    }

    /// How many residents are covered, out of how many, by which source.
    fn covered(&self, row: &PublishedCoverage) -> String {
        let language = self.of.language;
        let day = self.of.study.heading.reference_date.map(|day| format!(", {}", date(day, language)));
        let source = format!("{}{}", source_words(row.source, language), day.unwrap_or_default());
        let residents = |residents: u64| count(residents, Grouping::Narrow);
        let all = residents(row.residents.whole().0);
        let values = vec![("all", all.into()), ("source", source.into())];
        if let Some(covered) = row.residents.part() {
            let share = published_share(row.residents, language);
            let covered = [("covered", residents(covered.0).into()), ("share", share.into())];
            say(language, "said-covered", values.into_iter().chain(covered))
        } else {
            let share = [("share", self.the_share(row.residents).into())];
            say(language, "said-covered.rounded", values.into_iter().chain(share))
        }
    }

    /// How many areas of a scheme differ from chance, and which: `found` out of `n`.
    pub(crate) fn beyond(&self, key: &'static str, scheme: &str, found: &[String], n: usize) -> String {
        let key = format!("{key}.{}", if found.is_empty() { "none" } else { "some" });
        let values = [
            ("all", self.counted(n).into()),
            ("areas", self.areas(scheme, n).into()),
            ("found", self.counted(found.len()).into()),
            ("names", self.listed(found).into()),
        ];
        say(self.of.language, &key, values)
    }

    /// `North (64.9 %, by chance 34.8 % to 56.9 %; p = 0.002)`.
    fn area_beyond(&self, row: &PublishedCoverage) -> Option<String> {
        let (null, adjusted) = (row.null.as_ref().ok()?, row.adjusted?);
        let values = [
            ("area", self.area(&row.scheme, row.area)?.into()),
            ("share", published_share(row.residents, self.of.language).into()),
            ("chance", self.between(null.low, null.high).into()),
            ("p", self.p(adjusted.p_value).into()),
        ];
        Some(say(self.of.language, "said-area", values))
    }
}
