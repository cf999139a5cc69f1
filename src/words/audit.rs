//! Findings of an audit, told in a language: the arithmetic in one line, what would make a claim true, and what should be known beside it.

use fluent_bundle::FluentValue;

use crate::analysis::audit::finding::{
    Computed, Fit, GroupCount, Kind, Named, Note, OwnValue, Part, Statistic, Verdict,
};
use crate::model::base::language::Language;
use crate::model::claim::figure::Spot;
use crate::model::claim::printed::Printed;
use crate::words::catalogue::say;
use crate::words::number::{Grouping, as_printed, count};
use crate::words::told::listed;

/// Terms of a sum that are written out at the most; of longer ones the ends are.
const TERMS: usize = 8;

/// In which language, and with which marks between thousands, findings are told.
#[derive(Clone, Copy, Debug)]
pub struct AuditWords {
    /// The language.
    pub language: Language,
    /// The marks.
    pub grouping: Grouping,
}

impl AuditWords {
    fn say<'a>(self, key: &str, values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>) -> String {
        say(self.language, key, values)
    }

    fn tell<'a>(
        self,
        message: &str,
        attribute: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        self.say(&format!("{message}.{attribute}"), values)
    }

    fn number(self, printed: Printed) -> String {
        as_printed(printed, self.grouping, self.language)
    }

    fn count(self, number: u64) -> String {
        count(number, self.grouping)
    }

    /// What was checked.
    pub fn kind(self, kind: Kind) -> String {
        self.tell("audit-kind", kind.word(), [])
    }

    /// Whether a claim can be true.
    pub fn verdict(self, verdict: Verdict) -> String {
        self.tell("audit-verdict", verdict.word(), [])
    }

    /// Where a claim stands.
    pub fn spot(self, spot: &Spot) -> String {
        match spot {
            Spot::Text { line, column } => {
                self.say("audit-spot", [("line", (*line).into()), ("column", (*column).into())])
            }
            Spot::Cell(cell) => cell.clone(),
        }
    }

    /// `23 / 61 = 37.70 %`.
    fn part(self, Part { count, base, percent }: Part) -> String {
        format!("{} / {} = {}\u{a0}%", self.count(count), self.count(base), self.number(percent))
    }

    fn terms(self, terms: &[Printed]) -> String {
        let told = |terms: &[Printed]| terms.iter().map(|term| self.number(*term)).collect::<Vec<_>>().join(" + ");
        match terms {
            [first @ .., last] if terms.len() > TERMS => {
                format!("{} + … + {}", told(&first[..TERMS - 2]), self.number(*last))
            }
            all => told(all),
        }
    }

    fn statistic(self, statistic: Statistic) -> String {
        let word = match statistic {
            Statistic::Minimum => "minimum",
            Statistic::Lower => "lower",
            Statistic::Median => "median",
            Statistic::Upper => "upper",
            Statistic::Maximum => "maximum",
            Statistic::Mean => "mean",
        };
        self.tell("audit-statistic", word, [])
    }

    fn source(self, source: Named) -> String {
        let word = match source {
            Named::Frame => "frame",
            Named::Census => "census",
            Named::CensusAdults => "census-adults",
            Named::Units => "units",
        };
        self.tell("audit-source", word, [])
    }

    /// The arithmetic in one line.
    pub fn computed(self, computed: &Computed) -> String {
        let tell =
            |key: &str, values: Vec<(&'static str, FluentValue<'static>)>| self.tell("audit-computed", key, values);
        let counted = |number: u64| FluentValue::from(self.count(number));
        let printed = |number: Printed| FluentValue::from(self.number(number));
        match computed {
            Computed::Share(part) => self.part(*part),
            Computed::Between { below, above } => {
                listed([*below].into_iter().chain(*above).map(|part| self.part(part)))
            }
            Computed::Several { low, high, base } => {
                tell("several", vec![("low", counted(*low)), ("high", counted(*high)), ("base", counted(*base))])
            }
            Computed::Bases(low, Some(high)) if low == high => tell("base", vec![("low", counted(*low))]),
            Computed::Bases(low, Some(high)) => tell("bases", vec![("low", counted(*low)), ("high", counted(*high))]),
            Computed::Bases(low, None) => tell("bases-from", vec![("low", counted(*low))]),
            Computed::NoBase => tell("no-base", Vec::new()),
            Computed::Larger(larger, smaller) => format!("{} > {}", self.count(*larger), self.count(*smaller)),
            Computed::Largest(most, base) if most <= base => format!("{} ≤ {}", self.count(*most), self.count(*base)),
            Computed::Largest(most, base) => format!("{} > {}", self.count(*most), self.count(*base)),
            Computed::Sum { terms, sum } => format!("{} = {}", self.terms(terms), self.number(*sum)),
            Computed::Percentages { terms, sum } => {
                tell("percentages", vec![("terms", self.terms(terms).into()), ("sum", printed(*sum))])
            }
            Computed::CountsBetween { low, high, base } => {
                tell("counts", vec![("low", counted(*low)), ("high", counted(*high)), ("base", counted(*base))])
            }
            Computed::Less { asked, missing, left: Some(left) } => {
                format!("{} − {} = {}", self.count(*asked), self.count(*missing), self.count(*left))
            }
            Computed::Less { asked, missing, left: None } => {
                format!("{} < {}", self.count(*asked), self.count(*missing))
            }
            Computed::RowsOf { fitting, rows, base } => {
                tell("rows", vec![("fitting", (*fitting).into()), ("rows", (*rows).into()), ("base", counted(*base))])
            }
            Computed::Product { mean, n, product, reach } => {
                let values = [("mean", printed(*mean)), ("product", printed(*product)), ("reach", printed(*reach))];
                tell("reach", values.into_iter().chain([("n", counted(*n))]).collect())
            }
            Computed::Ordered(all) => {
                let told = all
                    .iter()
                    .map(|(statistic, value)| format!("{} {}", self.statistic(*statistic), self.number(*value)));
                listed(told)
            }
            Computed::Disordered((one, value), (other, smaller)) => {
                let (one, other) = (self.statistic(*one), self.statistic(*other));
                format!("{one} {} > {other} {}", self.number(*value), self.number(*smaller))
            }
            Computed::Solutions { n, sets } => self.solutions(*n, sets),
            Computed::Unsearched { low, high, all } => {
                let values = vec![("low", printed(*low)), ("high", printed(*high)), ("all", self.part(*all).into())];
                tell("unsearched", values)
            }
            Computed::Words { fraction, share } => {
                let fraction =
                    format!("{} / {} = {}\u{a0}%", fraction.count, fraction.base, self.number(fraction.percent));
                tell("words", vec![("fraction", fraction.into()), ("share", printed(*share))])
            }
            Computed::Before { printed: number, is_percent, spot } => {
                let key = if *is_percent { "before-percent" } else { "before" };
                tell(key, vec![("number", printed(*number)), ("spot", self.spot(spot).into())])
            }
            Computed::Grouping { scheme, off, area, tried } => {
                let mut values =
                    vec![("scheme", scheme.clone().into()), ("off", printed(*off)), ("area", area.clone().into())];
                if *tried == 0 {
                    return tell("grouping", values);
                }
                values.push(("tried", counted(*tried)));
                tell("grouping-tried", values)
            }
            Computed::NoSource => tell("no-source", Vec::new()),
            Computed::Gap { source, own, more, percent } => {
                let more = self.number(Printed { digits: *more, decimals: 0 });
                let values = vec![("own", counted(*own)), ("more", more.into()), ("percent", printed(*percent))];
                tell("gap", values.into_iter().chain([("source", self.source(*source).into())]).collect())
            }
            Computed::Date => tell("date", Vec::new()),
            Computed::Own { value, source, scheme } => {
                let mut values = vec![("value", self.own(*value).into()), ("source", self.source(*source).into())];
                let Some(scheme) = scheme else { return tell("own", values) };
                values.push(("scheme", scheme.clone().into()));
                tell("own-scheme", values)
            }
            Computed::NotPublished => tell("not-published", Vec::new()),
            Computed::NoSuchArea => tell("no-such-area", Vec::new()),
        }
    }

    fn own(self, value: OwnValue) -> String {
        match value {
            OwnValue::Share(part) => self.part(part),
            OwnValue::Number(number) => self.number(number),
            OwnValue::Range(low, high) => {
                let values = [("low", self.number(low).into()), ("high", self.number(high).into())];
                self.tell("audit-computed", "range", values)
            }
        }
    }

    fn solutions(self, n: Option<u64>, sets: &[Vec<GroupCount>]) -> String {
        let group = |GroupCount { label, count, base }: &GroupCount| {
            format!("{label} {}/{}", self.count(*count), self.count(*base))
        };
        match n {
            Some(0) => self.tell("audit-computed", "no-solution", []),
            None => self.tell("audit-computed", "solutions-many", []),
            Some(n) if sets.is_empty() => self.tell("audit-computed", "solutions", [("n", self.count(n).into())]),
            Some(_) => {
                let sets = sets.iter().map(|set| listed(set.iter().map(group)));
                self.tell("audit-computed", "sets", [("sets", self.either(sets).into())])
            }
        }
    }

    /// One of several.
    fn either(self, texts: impl Iterator<Item = String>) -> String {
        texts
            .reduce(|one, other| self.say("audit-or", [("one", one.into()), ("other", other.into())]))
            .unwrap_or_default()
    }

    /// What would make a claim true; `None` where nothing is known.
    pub fn fits(self, fits: &[Fit]) -> Option<String> {
        (!fits.is_empty()).then(|| self.either(fits.iter().map(|fit| self.fit(fit))))
    }

    fn fit(self, fit: &Fit) -> String {
        let tell = |key: &str, values: Vec<(&'static str, FluentValue<'static>)>| self.tell("audit-fit", key, values);
        let number = |text: String| vec![("number", text.into())];
        match fit {
            Fit::Percent(percent) => tell("percent", number(self.number(*percent))),
            Fit::Count(count) => tell("count", number(self.count(*count))),
            Fit::Base(low, high) if low == high => tell("base", vec![("low", self.count(*low).into())]),
            Fit::Base(low, high) => {
                tell("bases", vec![("low", self.count(*low).into()), ("high", self.count(*high).into())])
            }
            Fit::Number(value) => tell("number", number(self.number(*value))),
            Fit::Mean(value) => tell("mean", number(self.number(*value))),
            Fit::Total(value) => tell("total", number(self.number(*value))),
            Fit::Missing(count) => tell("missing", number(self.count(*count))),
            Fit::Range(text) => tell("range", vec![("text", text.clone().into())]),
            Fit::Moves { scheme, moves } => {
                let told = moves.iter().map(|(region, area)| {
                    tell("move", vec![("region", region.clone().into()), ("area", area.clone().into())])
                });
                tell("moves", vec![("scheme", scheme.clone().into()), ("moves", listed(told).into())])
            }
            Fit::OtherWords => tell("other-words", Vec::new()),
        }
    }

    /// What should be known beside a verdict.
    pub fn note(self, note: Note) -> String {
        let tell = |key: &str, values: Vec<(&'static str, FluentValue<'static>)>| self.tell("audit-note", key, values);
        match note {
            Note::RoundedTwice => tell("rounded-twice", Vec::new()),
            Note::BaseImplied => tell("base-implied", Vec::new()),
            Note::OtherBase(base) => tell("other-base", vec![("base", self.count(base).into())]),
            Note::FewerValues(base) => tell("fewer-values", vec![("base", self.count(base).into())]),
            Note::Coarse => tell("coarse", Vec::new()),
            Note::Always => tell("always", Vec::new()),
            Note::WithinRounding => tell("within-rounding", Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_is_told_in_every_language() {
        let number = Printed { digits: 377, decimals: 1 };
        let part = Part { count: 23, base: 61, percent: number };
        let spot = Spot::Text { line: 3, column: 4 };
        let text = || "text".to_owned();
        let set = vec![GroupCount { label: text(), count: 1, base: 2 }];
        let solutions = |n: Option<u64>, sets: Vec<Vec<GroupCount>>| Computed::Solutions { n, sets };
        let own = |value: OwnValue, scheme: Option<String>| Computed::Own { value, source: Named::Frame, scheme };
        let statistics = [
            Statistic::Minimum,
            Statistic::Lower,
            Statistic::Median,
            Statistic::Upper,
            Statistic::Maximum,
            Statistic::Mean,
        ];
        let gap = |source: Named| Computed::Gap { source, own: 1, more: -2, percent: number };
        let before = |is_percent: bool| Computed::Before { printed: number, is_percent, spot: spot.clone() };
        let grouping = |tried: u64| Computed::Grouping { scheme: text(), off: number, area: text(), tried };
        let computed = [
            Computed::Share(part),
            Computed::Between { below: part, above: Some(part) },
            Computed::Several { low: 1, high: 2, base: 3 },
            Computed::Bases(1, Some(1)),
            Computed::Bases(1, Some(2)),
            Computed::Bases(1, None),
            Computed::NoBase,
            Computed::Larger(2, 1),
            Computed::Sum { terms: vec![number; 20], sum: number },
            Computed::Percentages { terms: vec![number; 2], sum: number },
            Computed::CountsBetween { low: 1, high: 2, base: 3 },
            Computed::Less { asked: 3, missing: 1, left: Some(2) },
            Computed::Less { asked: 1, missing: 3, left: None },
            Computed::RowsOf { fitting: 1, rows: 2, base: 3 },
            Computed::Largest(1, 2),
            Computed::Largest(2, 1),
            Computed::Product { mean: number, n: 2, product: number, reach: number },
            Computed::Ordered(statistics.map(|statistic| (statistic, number)).to_vec()),
            Computed::Disordered((Statistic::Lower, number), (Statistic::Median, number)),
            solutions(Some(0), Vec::new()),
            solutions(Some(9), Vec::new()),
            solutions(None, Vec::new()),
            solutions(Some(2), vec![set.clone(), set]),
            Computed::Unsearched { low: number, high: number, all: part },
            Computed::Words { fraction: part, share: number },
            before(true),
            before(false),
            grouping(0),
            grouping(7),
            gap(Named::Frame),
            gap(Named::Census),
            gap(Named::CensusAdults),
            gap(Named::Units),
            Computed::NoSource,
            Computed::Date,
            own(OwnValue::Share(part), Some(text())),
            own(OwnValue::Number(number), None),
            own(OwnValue::Range(number, number), None),
            Computed::NotPublished,
            Computed::NoSuchArea,
        ];
        let fits = [
            Fit::Percent(number),
            Fit::Count(1),
            Fit::Base(1, 1),
            Fit::Base(1, 2),
            Fit::Number(number),
            Fit::Mean(number),
            Fit::Total(number),
            Fit::Missing(2),
            Fit::Range("1-3".to_owned()),
            Fit::Moves { scheme: text(), moves: vec![(text(), text())] },
            Fit::OtherWords,
        ];
        let notes = [
            Note::RoundedTwice,
            Note::BaseImplied,
            Note::OtherBase(1),
            Note::FewerValues(1),
            Note::Coarse,
            Note::Always,
            Note::WithinRounding,
        ];
        for language in Language::ALL {
            let words = AuditWords { language, grouping: Grouping::Plain };
            let told = computed.iter().map(|computed| words.computed(computed));
            let told = told.chain(words.fits(&fits)).chain(notes.map(|note| words.note(note)));
            let told = told.chain(Kind::ALL.map(|kind| words.kind(kind)));
            for told in told.chain(Verdict::ALL.map(|verdict| words.verdict(verdict))) {
                assert!(!told.is_empty() && !told.contains("audit-") && !told.contains(['{', '$']), "{told}");
            }
        }
    }
}
