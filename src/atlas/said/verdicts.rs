//! What may be said, and what may not: three sentences of each at the most, each with its reason.
//!
//! Of every kind of sentence the first is taken, in the order in which kinds are listed here, then the second of each. Claims are those that
//! the study declares.

use crate::analysis::basis::decimals::own_decimals;
use crate::analysis::contrast::result::Contrast;
use crate::analysis::gate::published::PublishedCoverage;
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::analysis::statistic::detectable::LEVEL;
use crate::atlas::form::what_if::declared_claims;
use crate::atlas::said::facts::Facts;
use crate::model::survey::disclosure::Secrecy;
use crate::render::document::content::{PartName, Verdict};
use crate::render::form::what_if_line::ClaimRow;
use crate::words::catalogue::say;
use crate::words::letters::{capitalised, lowered};
use crate::words::number::{Grouping, count, grouped_decimal, than_share};
use crate::words::phrase::category_in;
use crate::words::published::{published_share, published_units};

/// So many sentences in a list.
const MOST: usize = 3;

/// The first of each kind, then the second.
fn chosen(kinds: &[Vec<Verdict>]) -> Vec<Verdict> {
    let longest = kinds.iter().map(Vec::len).max().unwrap_or(0);
    let in_turn = (0..longest).flat_map(|at| kinds.iter().filter_map(move |kind| kind.get(at)));
    in_turn.take(MOST).cloned().collect()
}

fn verdict(sentence: String, reason: String, part: PartName) -> Verdict {
    Verdict { sentence, reason, part }
}

impl Facts<'_> {
    /// What may be said: what is true of all, claims that nothing undoes, whom the answers serve, areas and groups that differ beyond chance,
    /// shares that no silent unit can lower, what is known of size.
    pub(crate) fn may_be_said(&self) -> Vec<Verdict> {
        if self.n_answered == 0 {
            return Vec::new();
        }
        let claims = self.claims();
        chosen(&[
            self.everybody().into_iter().collect(),
            claims
                .iter()
                .filter(|claim| !claim.can_be_undone())
                .map(|claim| self.held(claim))
                .chain(self.means(true))
                .collect(),
            self.served().into_iter().collect(),
            self.areas_beyond(),
            self.groups(true),
            self.at_least(&claims),
            self.larger().into_iter().collect(),
        ])
    }

    /// What may not be said: claims that hold only if the silent are like the others, shares of those that answered as if they were of all,
    /// areas that differ by themselves alone, groups that no test tells apart, results as they are where response is uneven, that nothing
    /// differs, what nobody spoke for.
    pub(crate) fn may_not_be_said(&self) -> Vec<Verdict> {
        if self.n_answered == 0 {
            let [sentence, reason] = ["said-not.nobody", "said-not.nobody-why"].map(|key| self.plain(key));
            return vec![verdict(sentence, reason, PartName::Response)];
        }
        let claims = self.claims();
        let undone = claims.iter().filter(|claim| claim.can_be_undone());
        chosen(&[
            undone.filter_map(|claim| self.undone(claim)).chain(self.means(false)).collect(),
            self.of_all(&claims).into_iter().collect(),
            self.areas_alone(),
            self.groups(false),
            self.as_they_are().into_iter().collect(),
            self.alike().into_iter().collect(),
            self.unheard().into_iter().collect(),
        ])
    }

    fn claims(&self) -> Vec<ClaimRow> {
        declared_claims(self.of.study, self.of.bias, self.of.language)
    }

    /// `More than half of all units say “yes” to “…”.`
    fn claim(&self, claim: &ClaimRow) -> String {
        let base = match claim.base {
            Base::All => "all",
            Base::Asked => "asked",
        };
        let key = if claim.is_more() { "said-claim.more" } else { "said-claim.fewer" };
        let values = [
            ("claim", than_share(claim.claim, self.of.language).into()),
            ("base", base.into()),
            ("option", claim.option.as_str().into()),
            ("question", self.question(&claim.question).into()),
        ];
        say(self.of.language, key, values)
    }

    fn everybody(&self) -> Option<Verdict> {
        let has_answers = self.of.bias.outcomes.iter().any(|row| row.count.is_some());
        (self.n_answered == self.n && has_answers).then(|| {
            let [sentence, reason] = ["said-may.everybody", "said-may.everybody-why"].map(|key| self.plain(key));
            verdict(sentence, reason, PartName::Answers)
        })
    }

    /// A claim that nothing undoes.
    fn held(&self, claim: &ClaimRow) -> Verdict {
        let reason = say(self.of.language, "said-may.held", [("silent", claim.margin.silent.into())]);
        verdict(self.claim(claim), reason, PartName::Error)
    }

    /// Residents whom the answers serve.
    fn served(&self) -> Option<Verdict> {
        let row = self.whole()?;
        let serve = say(
            self.of.language,
            "said-may.served",
            [("share", self.the_share(row.residents).into()), ("k", self.n_answered.into())],
        );
        let residents = |residents: u64| count(residents, Grouping::Narrow);
        let all = [("all", residents(row.residents.whole().0).into())];
        let reason = match row.residents.part() {
            Some(covered) => {
                let covered = [("covered", residents(covered.0).into())];
                say(self.of.language, "said-may.counted", all.into_iter().chain(covered))
            }
            None => say(self.of.language, "said-may.counted-coarsely", all),
        };
        Some(verdict(serve, reason, PartName::Coverage))
    }

    /// Areas whose coverage is beyond chance after adjustment, macro-areas first.
    fn areas_beyond(&self) -> Vec<Verdict> {
        let of_scheme = |scheme: String| {
            let beyond = self.coverage_of(&scheme).filter(|row| row.is_within_chance() == Some(false));
            beyond.filter_map(|row| self.area_said(row)).collect::<Vec<_>>()
        };
        self.schemes().into_iter().flat_map(of_scheme).collect()
    }

    fn area_said(&self, row: &PublishedCoverage) -> Option<Verdict> {
        let (null, adjusted) = (row.null.as_ref().ok()?, row.adjusted?);
        let is_more = row.residents.bounds()?.0 > null.high;
        let area = self.area(&row.scheme, row.area)?;
        let values = [
            ("area", self.quoted(&[area]).pop()?.into()),
            ("share", published_share(row.residents, self.of.language).into()),
        ];
        let sentence = say(self.of.language, if is_more { "said-may.more" } else { "said-may.less" }, values);
        let values = [
            ("chance", self.between(null.low, null.high).into()),
            ("p", self.p(adjusted.p_value).into()),
            ("all", self.counted(adjusted.tests).into()),
            ("areas", self.areas(&row.scheme, adjusted.tests).into()),
        ];
        Some(verdict(sentence, say(self.of.language, "said-may.beyond", values), PartName::Coverage))
    }

    /// Shares of all units that no silent unit can lower: of the claims, else the largest there is.
    fn at_least(&self, claims: &[ClaimRow]) -> Vec<Verdict> {
        if !self.has_both() {
            return Vec::new();
        }
        let of_claims = claims.iter().filter(|claim| claim.base == Base::All && claim.can_be_undone());
        let of_claims = of_claims
            .filter(|claim| claim.is_more())
            .map(|claim| (claim.question.clone(), claim.option.clone(), claim.counts[0], claim.margin.silent));
        let mut found: Vec<(String, String, usize, usize)> = of_claims.collect();
        if claims.is_empty() {
            found.extend(self.largest_share());
        }
        let told = found.into_iter().map(|(question, option, count, silent)| {
            let values = [
                ("count", count.into()),
                ("n", self.n.into()),
                ("share", self.percent(count as f64 / self.n as f64).into()),
                ("option", option.into()),
                ("question", self.question(&question).into()),
            ];
            let sentence = say(self.of.language, "said-may.at-least", values);
            let reason = say(self.of.language, "said-may.at-least-why", [("silent", silent.into())]);
            verdict(sentence, reason, PartName::Error)
        });
        told.collect()
    }

    /// Unweighted shares of questions that were put to all units.
    fn shares_of_all(&self) -> impl Iterator<Item = &Outcome> {
        self.of.bias.outcomes.iter().filter(|row| {
            (row.quantity, row.base, row.weights) == (Quantity::Share, Base::All, None)
                && self.of.study.answers.get(row.question).is_some_and(|question| question.asked_if.is_none())
        })
    }

    fn largest_share(&self) -> Option<(String, String, usize, usize)> {
        let is_told = |row: &&Outcome| {
            let apart = &self.of.study.answers[row.question].traits.apart;
            row.count.is_some_and(|count| count > 0) && row.option.is_some_and(|option| !apart.contains(&option))
        };
        let row =
            self.shares_of_all().filter(is_told).max_by_key(|row| (row.count, std::cmp::Reverse(row.question)))?;
        let question = &self.of.study.answers[row.question];
        let option = category_in(question.content.options().get(row.option?)?, self.of.language);
        Some((question.name.clone(), option.to_owned(), row.count?, self.n.checked_sub(row.n)?))
    }

    fn larger(&self) -> Option<Verdict> {
        let sentence = self.plain(if self.is_larger()? { "said-median.larger" } else { "said-median.smaller" });
        let p = self.rows.p_of_variable(self.size_variable()?)?;
        let reason = say(self.of.language, "said-may.adjusted", [("p", self.p(p).into())]);
        Some(verdict(sentence, reason, PartName::Response))
    }
}

impl Facts<'_> {
    /// A claim that the silent could undo, with how many of them would.
    fn undone(&self, claim: &ClaimRow) -> Option<Verdict> {
        let values = [("units", claim.margin.units()?.into()), ("silent", claim.margin.silent.into())];
        let reason = say(self.of.language, "said-not.undone", values);
        Some(verdict(self.claim(claim), reason, PartName::Error))
    }

    /// Claims about numbers: those that nothing undoes, or those that the silent could undo.
    fn means(&self, is_held: bool) -> Vec<Verdict> {
        let language = self.of.language;
        let rows = self.of.bias.outcomes.iter().filter(|row| row.quantity == Quantity::Mean && row.weights.is_none());
        let told = rows.filter(|_| self.has_both()).filter_map(|row| {
            let question = self.of.study.answers.get(row.question)?;
            let of_base = if question.asked_if.is_some() { Base::Asked } else { Base::All };
            let (claim, estimate) = (question.claim.filter(|_| row.base == of_base)?, row.estimate?);
            let is_more = estimate >= claim;
            let fixed = row.worst.is_some_and(|(low, high)| if is_more { low > claim } else { high < claim });
            if fixed != is_held {
                return None;
            }
            let number = |value: f64| grouped_decimal(value, row.decimals, language);
            let key = if is_more { "said-claim.mean-more" } else { "said-claim.mean-fewer" };
            let values = [
                ("question", self.question(&question.name).into()),
                ("claim", grouped_decimal(claim, own_decimals(claim), language).into()),
            ];
            let sentence = say(language, key, values);
            let silent = [("silent", self.silent().into())];
            let reason = if fixed {
                say(language, "said-may.held", silent)
            } else {
                let tipping = [("tipping", number(row.tipping_point?).into())];
                say(language, "said-not.undone-mean", silent.into_iter().chain(tipping))
            };
            Some(verdict(sentence, reason, PartName::Error))
        });
        told.collect()
    }

    /// The largest share of those that answered as if it were of all, where the study declares no claim.
    fn of_all(&self, claims: &[ClaimRow]) -> Option<Verdict> {
        let (question, option, count, silent) =
            self.largest_share().filter(|_| claims.is_empty() && self.has_both())?;
        let share = count as f64 / (self.n - silent) as f64;
        let values = [
            ("share", self.the_percent(share).into()),
            ("option", option.into()),
            ("question", self.question(&question).into()),
        ];
        let sentence = capitalised(&say(self.of.language, "said-not.of-all", values));
        let ends = self.between(count as f64 / self.n as f64, (count + silent) as f64 / self.n as f64);
        let values = [("range", ends.into()), ("silent", silent.into())];
        Some(verdict(sentence, say(self.of.language, "said-not.of-all-why", values), PartName::Error))
    }

    /// Areas outside their own range whose p-value does not survive adjustment, the smallest first.
    fn areas_alone(&self) -> Vec<Verdict> {
        let of_scheme = |scheme: String| {
            let alone = self.coverage_of(&scheme).filter(|row| row.is_within_chance() == Some(true));
            let told = alone.filter_map(|row| {
                let p = row.null.as_ref().ok()?.observed.as_ref()?.p_value;
                Some((p, self.area_unsaid(row, p)?)).filter(|_| p <= LEVEL)
            });
            told.collect::<Vec<_>>()
        };
        let mut found: Vec<(f64, Verdict)> = self.schemes().into_iter().flat_map(of_scheme).collect();
        found.sort_by(|one, other| one.0.total_cmp(&other.0));
        found.into_iter().map(|(_, verdict)| verdict).collect()
    }

    fn area_unsaid(&self, row: &PublishedCoverage, p: f64) -> Option<Verdict> {
        let (null, adjusted) = (row.null.as_ref().ok()?, row.adjusted?);
        let area = self.area(&row.scheme, row.area)?;
        let values = [
            ("area", self.quoted(&[area]).pop()?.into()),
            ("share", published_share(row.residents, self.of.language).into()),
        ];
        let is_more = row.residents.bounds()?.0 > null.high;
        let sentence = say(self.of.language, if is_more { "said-not.more" } else { "said-not.less" }, values);
        let values = [
            ("units", published_units(row.units).into()),
            ("p", self.p(p).into()),
            ("adjusted", self.p(adjusted.p_value).into()),
            ("all", self.counted(adjusted.tests).into()),
            ("areas", self.areas(&row.scheme, adjusted.tests).into()),
        ];
        Some(verdict(sentence, say(self.of.language, "said-not.alone", values), PartName::Coverage))
    }

    /// Macro-areas that differ from the others in what they answered, by a test or by none: of the claims, else of the first question.
    fn groups(&self, is_found: bool) -> Vec<Verdict> {
        let Some(scheme) = self.macro_areas() else { return Vec::new() };
        let of_levels = || {
            let rows = self.of.bias.contrasts.iter().filter(|row| row.variable == scheme && row.level.is_some());
            rows.filter(|row| row.option.is_some() && self.may_tell(row))
        };
        if is_found {
            let found = of_levels().filter(|row| row.p_adjusted.is_some_and(|p| p <= LEVEL));
            return found.filter_map(|row| self.group(row, "said-may.group")).collect();
        }
        let subjects: Vec<(usize, usize)> = self.subjects();
        let least = |(question, option): (usize, usize)| {
            let rows: Vec<&Contrast> =
                of_levels().filter(|row| (row.question, row.option) == (question, Some(option))).collect();
            if rows.iter().any(|row| row.p_adjusted.is_none_or(|p| p <= LEVEL)) {
                return None;
            }
            let far = |row: &&Contrast| row.difference.map_or(0.0, f64::abs);
            let row = rows.into_iter().max_by(|one, other| far(one).total_cmp(&far(other)))?;
            self.group(row, "said-not.group")
        };
        subjects.into_iter().filter_map(least).collect()
    }

    /// An answer of one unit, or of all but one, is told of a public study alone.
    fn may_tell(&self, row: &Contrast) -> bool {
        let is_public = self.of.study.privacy.answers == Secrecy::Public;
        is_public || row.count.is_some_and(|count| count > 1 && row.n.saturating_sub(count) > 1)
    }

    /// Questions with the option that is looked at.
    fn subjects(&self) -> Vec<(usize, usize)> {
        let questions = &self.of.study.answers;
        let of_claim = |claim: &ClaimRow| {
            let at = questions.iter().position(|question| question.name == claim.question)?;
            let is_it = |option: &String| category_in(option, self.of.language) == claim.option;
            Some((at, questions[at].content.options().iter().position(is_it)?))
        };
        let of_claims: Vec<(usize, usize)> = self.claims().iter().filter_map(of_claim).collect();
        if !of_claims.is_empty() {
            return of_claims;
        }
        let first = self.shares_of_all().next().map(|row| row.question);
        let of_first = self.shares_of_all().filter(|row| Some(row.question) == first);
        let most = of_first.filter(|row| row.count.is_some()).max_by_key(|row| row.count);
        most.and_then(|row| Some((row.question, row.option?))).into_iter().collect()
    }

    fn group(&self, row: &Contrast, why: &'static str) -> Option<Verdict> {
        let language = self.of.language;
        let (rest_n, rest) = row.rest?;
        let question = self.of.study.answers.get(row.question)?;
        let option = category_in(question.content.options().get(row.option?)?, language);
        let key = if row.difference? >= 0.0 { "said-group.more" } else { "said-group.less" };
        let area = self.quoted(&[category_in(row.level.as_deref()?, language).to_owned()]).pop()?;
        let values =
            [("area", area.into()), ("option", option.into()), ("question", self.question(&question.name).into())];
        let sentence = say(language, key, values);
        let values = [
            ("share", self.the_percent(row.estimate?).into()),
            ("n", row.n.into()),
            ("rest", self.the_percent(rest).into()),
            ("others", rest_n.into()),
            ("p", self.p(row.p_adjusted?).into()),
        ];
        Some(verdict(sentence, say(language, why, values), PartName::Answers))
    }

    /// That answers stand for all units without weights, where response is uneven.
    fn as_they_are(&self) -> Option<Verdict> {
        let is_told = self.has_both() && !self.of.study.answers.is_empty() && self.is_uneven()?;
        let (_, limit) = self.bias_of_share().filter(|_| is_told)?;
        let reason = say(self.of.language, "said-not.uneven", [("limit", self.points(limit).into())]);
        Some(verdict(self.plain("said-not.as-they-are"), reason, PartName::Response))
    }

    /// That units that answered are like the others, where no difference was found.
    fn alike(&self) -> Option<Verdict> {
        let is_none = self.differences().is_some_and(|found| found.is_empty());
        is_none.then(|| {
            let [sentence, reason] = ["said-not.alike", "said-headline.only-large"].map(|key| self.plain(key));
            verdict(sentence, lowered(reason.trim_end_matches('.')), PartName::Response)
        })
    }

    /// Areas that nobody answered in.
    fn unheard(&self) -> Option<Verdict> {
        if self.of.findings.response.iter().any(|row| row.disposition.is_none()) {
            return None;
        }
        let schemes = self.schemes();
        let rows = schemes.iter().flat_map(|scheme| self.response_of(scheme));
        let empty =
            rows.filter(|row| row.answered.whole().0 > 0 && row.answered.part().is_some_and(|part| part.0 == 0));
        let mut areas: Vec<(String, String)> = Vec::new();
        for row in empty {
            let name = self.area(&row.scheme, row.area)?;
            if !areas.iter().any(|(own, _)| *own == name) {
                areas.push((name, published_units(row.answered)));
            }
        }
        if areas.is_empty() {
            return None;
        }
        let names: Vec<String> = areas.iter().map(|(name, _)| name.clone()).collect();
        let values = [("areas", self.listed(&self.quoted(&names)).into())];
        let sentence = say(self.of.language, "said-not.unheard", values);
        let units: Vec<String> = areas.into_iter().map(|(_, units)| units).collect();
        let reason = say(self.of.language, "said-not.unheard-why", [("units", units.join(", ").into())]);
        Some(verdict(sentence, reason, PartName::Response))
    }
}
