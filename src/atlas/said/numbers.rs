//! The four numbers that a reader takes away. One that is not known is left out.

use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::gate::published::PublishedResponse;
use crate::atlas::form::weights::cost_of_weights;
use crate::atlas::form::what_if::{claimed, declared_claims};
use crate::atlas::said::facts::Facts;
use crate::atlas::said::weights::set_key;
use crate::model::place::scheme::TOTAL;
use crate::render::chart::form::ChartForm;
use crate::render::document::content::KeyNumber;
use crate::render::form::weights::{WeightRow, WeightSpread};
use crate::words::catalogue::{plain, say};
use crate::words::number::decimal;
use crate::words::published::{published_share, published_units};

/// More macro-areas are no line beside a number.
const MOST_AREAS: usize = 6;

impl Facts<'_> {
    /// Those that are known.
    pub(crate) fn key_numbers(&self) -> Vec<KeyNumber> {
        let all = [self.number_covered(), self.number_answered(), self.number_worth(), self.number_margin()];
        all.into_iter().flatten().collect()
    }

    /// Residents covered, beside the range by chance.
    fn number_covered(&self) -> Option<KeyNumber> {
        let row = self.whole()?;
        let chance = row.null.as_ref().ok().filter(|_| self.has_both()).map(|null| {
            say(self.of.language, "said-number.chance", [("chance", self.between(null.low, null.high).into())])
        });
        Some(KeyNumber {
            value: published_share(row.residents, self.of.language),
            told: self.plain("said-number.covered"),
            beside: chance,
        })
    }

    /// Units that answered, and those with a catchment; by macro-area where that is published.
    fn number_answered(&self) -> Option<KeyNumber> {
        let all = self.response_of(TOTAL).next()?.answered;
        all.bounds()?;
        let language = self.of.language;
        let told = say(
            language,
            "said-number.answered",
            [("n", self.n_answered.into()), ("share", published_share(all, language).into())],
        );
        let serving = self.serving().filter(|row| row.units.part().is_some());
        let serving = serving.map(|row| {
            let answered = row.units.part().map_or(0, |part| part.0);
            let values = [("answered", answered.to_string().into()), ("n", row.units.whole().0.into())];
            say(language, "said-number.serving", values)
        });
        let areas: Vec<String> = self.macro_areas().map_or_else(Vec::new, |scheme| {
            let known = self.response_of(scheme).filter(|row| row.answered.bounds().is_some());
            let known = known.filter(|row| row.answered.whole().0 > 0);
            let area = |row: &PublishedResponse| {
                Some(format!("{}\u{a0}{}", self.area(scheme, row.area)?, published_units(row.answered)))
            };
            known.filter_map(area).collect()
        });
        Some(KeyNumber {
            value: published_units(all).replace('/', "\u{a0}/\u{a0}"),
            told: format!("{told}{}", serving.unwrap_or_default()),
            beside: (1..=MOST_AREAS).contains(&areas.len()).then(|| areas.join(" · ")),
        })
    }

    /// What the answers are worth after weighting: by the set of weights that costs most.
    fn number_worth(&self) -> Option<KeyNumber> {
        let language = self.of.language;
        let (ChartForm::Weights(form), _) = cost_of_weights(self.of.study, self.of.bias, language)? else {
            return None;
        };
        let made = || form.sets.iter().filter_map(|set| Some((set, set.found.as_ref().ok()?)));
        let worth = |(_, spread): &(&WeightRow, &WeightSpread)| spread.effective;
        let (set, spread) = made().min_by(|one, other| worth(one).total_cmp(&worth(other)))?;
        let effect = set.design_effect?;
        let number = |value: f64, decimals: usize| decimal(value, decimals, language);
        let values = [("n", form.answered.into()), ("worth", number(spread.effective, 0).into())];
        let key = if spread.ends.is_some() { "said-number.weights" } else { "said-number.weights-alone" };
        let ends = spread.ends.map(|[low, high]| [("low", number(low, 1).into()), ("high", number(high, 1).into())]);
        let named = [
            ("weights", plain(language, set_key(WeightName::from_word(set.name)?)).into()),
            ("sets", made().count().into()),
        ];
        Some(KeyNumber {
            value: format!("÷\u{a0}{}", number(effect, 2)),
            told: say(language, "said-number.worth", values),
            beside: Some(say(language, key, named.into_iter().chain(ends.into_iter().flatten()))),
        })
    }

    /// How many silent units would undo the weakest of the claims that the study declares.
    fn number_margin(&self) -> Option<KeyNumber> {
        let language = self.of.language;
        let claims = declared_claims(self.of.study, self.of.bias, language);
        let weakest = claims.first()?;
        let units = weakest.margin.units()?;
        let claim = claimed(weakest, language);
        let values = [
            ("claims", claims.len().into()),
            ("points", weakest.points(language).into()),
            ("question", self.question(&weakest.question).into()),
        ];
        Some(KeyNumber {
            value: units.to_string(),
            told: say(language, "said-number.margin", [("n", units.into()), ("claim", claim.into())]),
            beside: Some(say(language, "said-number.narrowest", values)),
        })
    }
}
