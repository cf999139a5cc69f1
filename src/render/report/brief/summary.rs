//! What a reader wants first: at most ten sentences that say who answered, what is uneven, what is not known, and what was done.
//!
//! Each sentence has one rule, a function here; what is called a finding rests on an adjusted p-value of at most 0.05.

use crate::analysis::basis::measure::{CENSUS_POPULATION, Level, Measure, MeasureName as Name};
use crate::analysis::basis::reason::{NoModel, NoWeights};
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::area::Source;
use crate::analysis::coverage::headline::{best_source, headline_schemes};
use crate::analysis::gate::published::{Published, PublishedFindings};
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::model::base::count::Residents;
use crate::model::base::language::Language;
use crate::model::place::scheme::TOTAL;
use crate::model::study::Study;
use crate::model::survey::auxiliary::POPULATION;
use crate::render::report::brief::rows::{FOUND, answered};
use crate::render::report::brief::summed::Summed;
use crate::render::report::outcome_text::title_of;
use crate::words::catalogue::say;
use crate::words::number::{Grouping, count, decimal};
use crate::words::phrase::{category_in, level_in, number_in, variable_in};
use crate::words::picture::source_words;
use crate::words::published::published_share;
use crate::words::told::Told as _;

/// Areas of fewer units are called small: one unit moves their rate by more than ten points.
const FEW: usize = 10;
/// The sentences, in the order that a reader asks: one of each rule, and two of areas.
pub fn summary(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Vec<String> {
    let summed = Summed::of(study, findings, bias);
    let mut told = vec![summed.who()];
    if summed.n_answered > 0 && summed.n_answered < summed.n {
        told.extend(summed.schemes.iter().take(2).filter_map(|scheme| summed.areas(scheme)));
        told.extend(summed.size());
        told.extend(summed.others());
        told.extend(summed.propensities());
    }
    told.extend(summed.few());
    told.extend(summed.bounds());
    told.extend(summed.claims());
    told.extend(summed.weights());
    told
}

/// How far shares are known without assumptions about those that did not answer; `None` where all or none did.
pub(crate) fn bounds_sentence(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Option<String> {
    Summed::of(study, findings, bias).bounds()
}

/// Areas that nobody answered in, and small ones.
pub(crate) fn few_sentence(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Option<String> {
    Summed::of(study, findings, bias).few()
}

/// What the areas of a scheme are called, so many of them.
pub(crate) fn areas_of(study: &Study, scheme: &str, n: usize, language: Language) -> String {
    let key = match scheme {
        _ if study.macro_areas().is_some_and(|own| own.name() == scheme) => "macro-area",
        "region" | "province" | "municipality" => scheme,
        _ => "other",
    };
    say(language, "said-areas", [("kind", key.into()), ("n", n.into()), ("scheme", scheme.into())])
}

impl Summed<'_> {
    /// Who answered: units, and residents of their catchments where they are known.
    fn who(&self) -> String {
        let key = match self.n_answered {
            0 => "nobody",
            all if all == self.n => "everybody",
            _ => "some",
        };
        let share = if self.n > 0 { self.n_answered as f64 / self.n as f64 } else { 0.0 };
        let values = [
            ("answered", self.n_answered.into()),
            ("n", self.n.into()),
            ("share", self.percent(share).into()),
            ("residents", self.residents().into()),
        ];
        self.told("summary-who", key, values)
    }

    /// Residents covered out of all, by the best source.
    fn total(&self) -> Option<(Published<Residents>, Source)> {
        let schemes = headline_schemes(self.study);
        let source = best_source(self.study, schemes.iter().map(String::as_str))?;
        let total = self.findings.coverage.iter().find(|row| row.scheme == TOTAL && row.source == source)?;
        Some((total.residents, source))
    }

    fn residents(&self) -> String {
        let Some((residents, source)) = self.total() else { return String::new() };
        if residents.bounds().is_none() {
            return String::new();
        }
        let values = vec![
            ("all", count(residents.whole().0, Grouping::Narrow).into()),
            ("share", published_share(residents, self.language).into()),
            ("source", source_words(source, self.language).into()),
        ];
        let Some(covered) = residents.part() else { return say(self.language, "summary-residents.rounded", values) };
        let covered = [("covered", count(covered.0, Grouping::Narrow).into())];
        say(self.language, "summary-residents", values.into_iter().chain(covered))
    }

    /// An area with how many of its units answered, such as `North (37/64, 57.8 %)`.
    fn rate(&self, row: &Measure) -> Option<String> {
        let (answered, n) = answered(row)?;
        let name = level_in(row.level.as_ref()?, self.language);
        Some(format!("{name} ({answered}/{n}, {})", self.percent(row.estimate?)))
    }

    /// Areas of a scheme in which more or fewer units answered than chance explains, or what could have been seen.
    fn areas(&self, scheme: &str) -> Option<String> {
        let tested: Vec<(&Measure, f64)> = self
            .rows
            .levels(Name::LevelResponse, scheme)
            .filter_map(|row| Some((row, self.rows.p_of_level(scheme, row.level.as_ref()?)?)))
            .collect();
        let smallest = tested.iter().map(|(_, p)| *p).min_by(f64::total_cmp)?;
        let overall = self.n_answered as f64 / self.n as f64;
        let found = |is_more: bool| -> Vec<String> {
            let of_side = |row: &Measure| row.estimate.is_some_and(|rate| (rate > overall) == is_more);
            let found = tested.iter().filter(|(row, p)| *p <= FOUND && of_side(row));
            found
                .filter_map(|(row, p)| Some(format!("{}, {}", self.rate(row)?.trim_end_matches(')'), self.p(*p)) + ")"))
                .collect()
        };
        let (more, fewer) = (found(true), found(false));
        let key = match (more.is_empty(), fewer.is_empty()) {
            (false, false) => "both",
            (false, true) => "more",
            (true, false) => "fewer",
            (true, true) => "none",
        };
        let whole = self.rows.of(Name::FreemanHalton, scheme).and_then(|row| row.p_adjusted.or(row.p_value));
        let values = [
            ("scheme", scheme.into()),
            ("n", tested.len().into()),
            ("more", self.named(&more).into()),
            ("fewer", self.named(&fewer).into()),
            ("p", self.p(smallest).into()),
            ("whole", whole.map_or_else(|| self.plain("no-p-value"), |p| self.p(p)).into()),
            ("visible", self.visible(scheme).into()),
            ("covered", self.covered(scheme).into()),
        ];
        Some(self.told("summary-areas", key, values))
    }

    /// Areas in which more or fewer residents are covered than chance explains.
    fn covered(&self, scheme: &str) -> String {
        let Some(overall) = self.total().and_then(|(residents, _)| residents.value()) else { return String::new() };
        let found = |is_more: bool| -> Vec<String> {
            let of_area = |row: &Measure| {
                let (level, share) = (row.level.as_ref()?, row.estimate?);
                let p =
                    self.rows.p_of_coverage(scheme, level).filter(|p| *p <= FOUND && (share > overall) == is_more)?;
                let values = [
                    ("area", level_in(level, self.language).into()),
                    ("share", self.percent(share).into()),
                    ("n", row.n?.into()),
                    ("p", self.p(p).into()),
                ];
                Some(say(self.language, "summary-covered-area", values))
            };
            self.rows.levels(Name::AreaCoverage, scheme).filter_map(of_area).collect()
        };
        let (more, fewer) = (found(true), found(false));
        let key = match (more.is_empty(), fewer.is_empty()) {
            (false, false) => "both",
            (false, true) => "more",
            (true, false) => "fewer",
            (true, true) => return String::new(),
        };
        let values = [("more", self.named(&more).into()), ("fewer", self.named(&fewer).into())];
        self.told("summary-covered", key, values)
    }

    /// The rates that would have shown in the largest area.
    fn visible(&self, scheme: &str) -> String {
        let largest = self.rows.levels(Name::LevelResponse, scheme).max_by_key(|row| row.n);
        let level = largest.and_then(|row| row.level.as_ref());
        let (Some(row), Some(level)) = (largest, level) else { return String::new() };
        let ends = self.rows.at(Name::DetectableRate, scheme, level).map(|row| (row.low, row.high));
        let of = |key: &'static str, low: f64, high: f64| {
            let values = [
                ("area", self.rate(row).unwrap_or_default().into()),
                ("low", self.percent(low).into()),
                ("high", self.percent(high).into()),
            ];
            say(self.language, key, values)
        };
        match ends {
            Some((Some(low), Some(high))) => of("summary-visible.both", low, high),
            Some((Some(low), None)) => of("summary-visible.low", low, 0.0),
            Some((None, Some(high))) => of("summary-visible.high", 0.0, high),
            Some((None, None)) => of("summary-visible.none", 0.0, 0.0),
            None => String::new(),
        }
    }

    /// Whether catchments of respondents are of another size, with the means, the effect size and its interval.
    fn size(&self) -> Option<String> {
        let variable = [POPULATION, CENSUS_POPULATION].into_iter().find(|name| self.smd(name).is_some())?;
        let smd = self.smd(variable)?;
        let p = self.rows.p_of_variable(variable)?;
        let larger = self.rows.of(Name::Auc, variable).and_then(|row| row.estimate)? > 0.5;
        let mean = |group: Level| {
            let row = self.rows.at(Name::Mean, variable, &group)?;
            Some((number_in(row, row.estimate?, self.language), row.n?))
        };
        let ((own, n_own), (other, n_other)) = (mean(Level::Respondents)?, mean(Level::Nonrespondents)?);
        let unseen = self.rows.of(Name::DetectableSmd, variable).and_then(|row| row.estimate);
        let key = match (p <= FOUND, larger) {
            (true, true) => "larger",
            (true, false) => "smaller",
            (false, _) => "none",
        };
        let values = [
            ("own", own.into()),
            ("other", other.into()),
            ("n-own", n_own.into()),
            ("n-other", n_other.into()),
            ("smd", self.decimal(smd.estimate?).into()),
            ("interval", self.interval(smd).into()),
            ("p", self.p(p).into()),
            ("unseen", unseen.map_or_else(|| "–".to_owned(), |value| self.decimal(value)).into()),
        ];
        Some(self.told("summary-size", key, values))
    }

    fn smd(&self, variable: &str) -> Option<&Measure> {
        self.rows.of(Name::Smd, variable).filter(|row| row.estimate.is_some())
    }

    /// Other characteristics in which respondents differ, or the smallest p-value among them.
    fn others(&self) -> Option<String> {
        let is_size = |variable: &str| [POPULATION, CENSUS_POPULATION].contains(&variable);
        let tested: Vec<(&str, f64)> = self
            .rows
            .variables(Name::DifferenceHolm)
            .into_iter()
            .filter(|variable| !is_size(variable) && self.study.scheme(variable).is_none())
            .filter_map(|variable| Some((variable, self.rows.p_of_variable(variable)?)))
            .collect();
        let smallest = tested.iter().map(|(_, p)| *p).min_by(f64::total_cmp)?;
        let name = |variable: &str| variable_in(variable, self.language).to_owned();
        let found: Vec<String> = tested
            .iter()
            .filter(|(_, p)| *p <= FOUND)
            .map(|(variable, p)| {
                let effect = self.smd(variable).and_then(|row| row.estimate);
                let association = self.rows.of(Name::CramersV, variable).and_then(|row| row.estimate);
                let size = match (effect, association) {
                    (Some(smd), _) => say(self.language, "summary-deviations", [("value", self.decimal(smd).into())]),
                    (None, Some(v)) => format!("V = {}", self.decimal(v)),
                    (None, None) => String::new(),
                };
                let parts = [size, self.p(*p)];
                let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                format!("{} ({})", name(variable), parts.join(", "))
            })
            .collect();
        let (key, names) = if found.is_empty() {
            ("summary-others.none", tested.iter().map(|(variable, _)| name(variable)).collect())
        } else {
            ("summary-others.found", found)
        };
        let values = [("n", tested.len().into()), ("names", self.named(&names).into()), ("p", self.p(smallest).into())];
        Some(say(self.language, key, values))
    }

    /// How unequal the propensities to answer are, with limits, and how far a share may be off.
    fn propensities(&self) -> Option<String> {
        let row = self.rows.first(Name::RAdjusted)?;
        // What is withheld is neither lacking nor said: what may be published stands in its table.
        if matches!(self.bias.model, Err(NoModel::Confidential)) {
            return None;
        }
        if let Err(reason) = &self.bias.model {
            let values = [("reason", reason.told(self.language).into())];
            return Some(say(self.language, "summary-r.missing", values));
        }
        let limit = self.rows.first(Name::MaximalBias).and_then(|row| row.high);
        let (Some(low), Some(limit)) = (row.low, limit) else { return None };
        let chance = match (row.null_low, row.null_high) {
            (Some(low), Some(high)) => {
                let values = [("low", self.decimal(low).into()), ("high", self.decimal(high).into())];
                say(self.language, "summary-chance", values)
            }
            (Some(_) | None, None) | (None, Some(_)) => String::new(),
        };
        let values = [
            ("model", row.variable.as_str().into()),
            ("value", row.estimate.map_or_else(|| "–".to_owned(), |value| self.decimal(value)).into()),
            ("low", self.decimal(low).into()),
            ("chance", chance.into()),
            // A share's standard deviation is at most one half.
            ("bias", self.points((0.5 * limit).min(1.0)).into()),
        ];
        let key = if row.estimate.is_some() { "summary-r.found" } else { "summary-r.indistinct" };
        Some(say(self.language, key, values))
    }

    /// Areas that nobody answered in, and small ones.
    fn few(&self) -> Option<String> {
        let scheme = self.schemes.last()?;
        let mut empty: Vec<String> = Vec::new();
        for scheme in &self.schemes {
            let rows = self.rows.levels(Name::LevelResponse, scheme);
            for (name, n) in rows.filter_map(|row| match (answered(row)?, row.level.as_ref()?) {
                ((0, n), level) => Some((level_in(level, self.language), n)),
                _ => None,
            }) {
                let named = format!("{name} (0/{n})");
                if !empty.contains(&named) {
                    empty.push(named);
                }
            }
        }
        let areas: Vec<&Measure> = self.rows.levels(Name::LevelResponse, scheme).collect();
        let small = areas.iter().filter(|row| row.estimate > Some(0.0) && row.n.is_some_and(|n| n < FEW)).count();
        let nobody = self.n_answered == 0;
        let key = match (empty.is_empty() || nobody, small) {
            (false, 0) => "empty",
            (false, _) => "empty-and-small",
            (true, 0) => return None,
            (true, _) => "small",
        };
        let values = [
            ("empty", self.named(&empty).into()),
            ("small", small.into()),
            ("n", areas.len().into()),
            ("areas", areas_of(self.study, scheme, areas.len(), self.language).into()),
            ("few", FEW.into()),
        ];
        Some(self.told("summary-few", key, values))
    }

    /// Unweighted shares of all units.
    fn shares(&self) -> impl Iterator<Item = &Outcome> {
        self.bias.outcomes.iter().filter(|row| {
            row.weights.is_none()
                && row.quantity == Quantity::Share
                && row.base == Base::All
                && row.option.is_some()
                && row.estimate.is_some()
        })
    }

    /// How far shares are known without assumptions.
    fn bounds(&self) -> Option<String> {
        let others = self.n - self.n_answered;
        if others == 0 {
            return None;
        }
        let widths: Vec<f64> = self.shares().filter_map(|row| row.worst.map(|(low, high)| high - low)).collect();
        let ends = widths.iter().copied().min_by(f64::total_cmp).zip(widths.iter().copied().max_by(f64::total_cmp));
        let general = others as f64 / self.n.max(1) as f64;
        let key = match ends {
            None if self.n_answered == 0 => return None,
            None if self.study.answers.is_empty() => "general",
            None => "any",
            Some((low, high)) if self.points(low) == self.points(high) => "same",
            Some(_) => "shares",
        };
        let (low, high) = ends.unwrap_or((general, general));
        let values = [
            ("n", self.n.into()),
            ("others", others.into()),
            ("shares", widths.len().into()),
            ("low", self.points(low).into()),
            ("high", self.points(high).into()),
        ];
        Some(self.told("summary-bounds", key, values))
    }

    /// Which shares stay on their side of a claim whatever the others would have said, and which is the most fragile.
    fn claims(&self) -> Option<String> {
        let claimed: Vec<(&Outcome, f64, f64)> =
            self.shares().filter_map(|row| Some((row, row.claim?, row.tipping_point?))).collect();
        let moved: Vec<&(&Outcome, f64, f64)> =
            claimed.iter().filter(|(_, _, tipping)| (0.0..=1.0).contains(tipping)).collect();
        let distance = |(row, _, tipping): &(&Outcome, f64, f64)| (tipping - row.estimate.unwrap_or_default()).abs();
        let n = claimed.len();
        let held = n - moved.len();
        let Some((row, claim, tipping)) =
            moved.into_iter().min_by(|one, other| distance(one).total_cmp(&distance(other)))
        else {
            return (n > 0).then(|| say(self.language, "summary-claims.held", [("n", n.into())]));
        };
        let question = self.study.answers.get(row.question)?;
        let option = row.option.and_then(|option| question.content.options().get(option))?;
        let share = row.estimate.map(|share| self.percent(share))?;
        let values = [
            ("n", n.into()),
            ("held", held.into()),
            ("question", format!("{}, {}", question.name, category_in(option, self.language)).into()),
            ("share", row.count.map_or_else(|| share.clone(), |count| format!("{count}/{}, {share}", row.n)).into()),
            ("claim", self.percent(*claim).into()),
            ("at", self.percent(*tipping).into()),
        ];
        Some(say(self.language, "summary-claims.fragile", values))
    }

    /// Which weights were made, and what they cost.
    fn weights(&self) -> Option<String> {
        if self.n_answered == 0 {
            return None;
        }
        let made: Vec<WeightName> = self
            .bias
            .weights
            .iter()
            .filter(|set| set.weights.is_ok() && set.same_as.is_none())
            .map(|set| set.name)
            .collect();
        if made.is_empty() {
            let reason = self.bias.weights.iter().find_map(|set| set.weights.as_ref().err())?;
            if *reason == NoWeights::Confidential {
                return None;
            }
            let values = [("reason", reason.told(self.language).into())];
            return Some(say(self.language, "summary-weights.none", values));
        }
        let of = |name: Name| -> Option<(f64, f64)> {
            let of_set = |set: &WeightName| self.rows.of(name, set.word()).and_then(|row| row.estimate);
            let values: Vec<f64> = made.iter().filter_map(of_set).collect();
            values.iter().copied().min_by(f64::total_cmp).zip(values.iter().copied().max_by(f64::total_cmp))
        };
        let range = |(low, high): (f64, f64), decimals: usize| {
            let [low, high] = [low, high].map(|value| decimal(value, decimals, self.language));
            if low == high { low } else { format!("{low}–{high}") }
        };
        let names: Vec<String> = made.iter().map(|set| self.plain(title_of(*set))).collect();
        let values = [
            ("sets", names.join(", ").into()),
            ("effect", range(of(Name::DesignEffect)?, 2).into()),
            ("n", self.n_answered.into()),
            ("effective", range(of(Name::EffectiveN)?, 1).into()),
        ];
        Some(say(self.language, "summary-weights.made", values))
    }
}
