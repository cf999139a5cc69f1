//! What is said around charts. A finding is said only where it holds after all that was looked at is allowed for.

use crate::model::base::language::Language;
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::number::{decimal, shortest};

/// Names as a sentence lists them: `A, B and C`.
pub(crate) fn enumerated(names: &[String], language: Language) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let first = first.join(", ");
            say(language, "chart-and", [("first", first.into()), ("last", last.into())])
        }
    }
}

/// Prints shares as percentages, with as few decimals as tell those apart that differ.
pub(crate) fn share_printer(shares: impl Iterator<Item = f64>, language: Language) -> impl Fn(f64) -> String {
    let mut shares: Vec<f64> = shares.collect();
    shares.sort_by(f64::total_cmp);
    shares.dedup();
    let printed = move |share: f64, decimals: usize| format!("{}\u{a0}%", decimal(share * 100.0, decimals, language));
    let are_told = shares.windows(2).all(|two| printed(two[0], 0) != printed(two[1], 0));
    move |share| printed(share, usize::from(!are_told))
}

/// The share that a claim is about, with all of its digits.
pub(crate) fn claim_share(claim: f64, language: Language) -> String {
    // Shares are stored a little beside the decimals that were typed.
    format!("{}\u{a0}%", shortest((claim * 1e11).round() / 1e9, language))
}

/// Areas whose coverage chance does not explain, by what is more and what is less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Beyond {
    /// Names of those covered more.
    pub(crate) more: Vec<String>,
    /// Names of those covered less.
    pub(crate) less: Vec<String>,
}

impl Beyond {
    fn is_empty(&self) -> bool {
        self.more.is_empty() && self.less.is_empty()
    }

    /// What is found of some areas, as parts of a sentence.
    fn parts(&self, language: Language) -> Vec<String> {
        [("chart-covered-more", &self.more), ("chart-covered-less", &self.less)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| say(language, key, [("areas", enumerated(names, language).into())]))
            .collect()
    }
}

/// The title of coverage beside chance: the finding of groups of areas, then of the areas in them, called `level`.
pub(crate) fn chance_title(groups: Option<&Beyond>, areas: &Beyond, level: &str, language: Language) -> String {
    let found = groups.map_or_else(Vec::new, |groups| groups.parts(language));
    if found.is_empty() && areas.is_empty() {
        return plain(language, "chart-coverage-title").to_owned();
    }
    let mut parts = found;
    if areas.is_empty() {
        parts.push(say(language, "chart-no-area-alone", [("level", level.into())]));
    } else {
        parts.extend(areas.parts(language));
    }
    capitalised(&parts.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_as_few_decimals_as_tell_them_apart() {
        let print = |shares: [f64; 3]| {
            let printer = share_printer(shares.into_iter(), Language::English);
            shares.map(|share| printer(share).replace('\u{a0}', " "))
        };
        assert_eq!(print([0.5246, 0.459, 0.459]), ["52 %", "46 %", "46 %"]);
        assert_eq!(print([0.5246, 0.5214, 0.1]), ["52.5 %", "52.1 %", "10.0 %"]);
        assert_eq!(claim_share(0.3, Language::English), "30\u{a0}%");
        assert_eq!(claim_share(0.665, Language::Italian), "66,5\u{a0}%");
    }
}
