//! What weights cost: the sets of the chart and what is said around them.

use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::reason::NoWeights;
use crate::analysis::basis::weight_name::WeightName;
use crate::analysis::compare::measures::Bias;
use crate::analysis::weight::cost::parts;
use crate::analysis::weight::plan::WeightSet;
use crate::atlas::form::answered::enough_answers;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::weights::{CostOfWeights, WeightRow, WeightSpread};
use crate::render::report::outcome_text::title_of;
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::number::{date, decimal};
use crate::words::told::Told as _;

/// Every set of weights; `None` where none was made or too few answered.
pub(crate) fn cost_of_weights(study: &Study, bias: &Bias, language: Language) -> Option<(ChartForm, ChartWords)> {
    let is_public = study.privacy.answers == Secrecy::Public;
    let sets: Vec<WeightRow> = bias.weights.iter().map(|set| weight_row(bias, set, is_public, language)).collect();
    let answered = bias.rows.iter().find(|row| row.measure == MeasureName::EffectiveN).and_then(|row| row.n)?;
    let units = bias.units.len();
    if !enough_answers(answered, units) || sets.iter().all(|set| set.found.is_err()) {
        return None;
    }
    let form = CostOfWeights { sets, answered, equal: units as f64 / answered as f64, language };
    let words = words(study, &form, units);
    Some((ChartForm::Weights(form), words))
}

fn weight_row(bias: &Bias, set: &WeightSet, is_public: bool, language: Language) -> WeightRow {
    let rows = || bias.rows.iter().filter(|row| row.variable == set.name.word());
    let of = |name: MeasureName| rows().find(|row: &&Measure| row.measure == name).and_then(|row| row.estimate);
    let found = match (&set.weights, set.same_as) {
        (Err(reason), _) => Err(capitalised(&reason.told(language))),
        (Ok(_), Some(other)) => {
            let other = plain(language, title_of(other));
            Err(say(language, "chart-weights-same", [("weights", other.into())]))
        }
        (Ok(weights), None) => {
            spread(weights, of, is_public).ok_or_else(|| capitalised(&NoWeights::NobodyAnswered.told(language)))
        }
    };
    WeightRow {
        name: set.name.word(),
        label: capitalised(plain(language, title_of(set.name))),
        design_effect: of(MeasureName::DesignEffect),
        same_as: set.same_as.map(WeightName::word),
        found,
    }
}

/// The smallest and the largest weight may be one unit's, which a study that is not public does not show.
fn spread(weights: &[Option<f64>], of: impl Fn(MeasureName) -> Option<f64>, is_public: bool) -> Option<WeightSpread> {
    let ends = of(MeasureName::WeightMinimum).zip(of(MeasureName::WeightMaximum));
    Some(WeightSpread {
        parts: parts(weights),
        ends: ends.filter(|_| is_public).map(<[f64; 2]>::from),
        effective: of(MeasureName::EffectiveN)?,
    })
}

fn words(study: &Study, form: &CostOfWeights, units: usize) -> ChartWords {
    let language = form.language;
    let worth = || form.sets.iter().filter_map(|set| Some(set.found.as_ref().ok()?.effective.round()));
    let (least, most) =
        worth().fold((f64::INFINITY, 0.0_f64), |(least, most), worth| (least.min(worth), most.max(worth)));
    let [low, high] = [least, most].map(|worth| decimal(worth, 0, language));
    let worth = if low == high {
        low
    } else {
        say(language, "chart-weights-between", [("low", low.into()), ("high", high.into())])
    };
    let values = [("n", form.answered.into()), ("worth", worth.into())];
    let quantity = if form.is_logarithmic() { "chart-weights-quantity.logarithmic" } else { "chart-weights-quantity" };
    let base = say(language, "chart-weights-base", [("k", form.answered.into()), ("n", units.into())]);
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    ChartWords {
        title: say(language, "chart-weights-title", values),
        subtitle: [plain(language, quantity).to_owned(), base].into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: form
            .has_ends()
            .then_some("chart-weights-line")
            .into_iter()
            .chain(["chart-weights-kish"])
            .map(|key| plain(language, key).to_owned())
            .collect(),
        source: study.heading.credit(),
        alternative: alternative(form),
        language,
    }
}

/// What each set costs, and why one has no weights.
fn alternative(form: &CostOfWeights) -> String {
    let language = form.language;
    let told = form.sets.iter().map(|set| match &set.found {
        Ok(spread) => {
            let worth = decimal(spread.effective, 1, language);
            let values = [("weights", set.label.as_str().into()), ("n", form.answered.into()), ("worth", worth.into())];
            let cost = say(language, "chart-weights-alternative", values);
            let ends = spread.ends.map(|ends| {
                let [low, high] = ends.map(|weight| decimal(weight, 1, language));
                say(language, "chart-weights-alternative.ends", [("low", low.into()), ("high", high.into())])
            });
            [Some(cost), ends].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Err(reason) => format!("{}: {reason}.", set.label),
    });
    let file = format!("{}.csv", ChartName::Weights.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    told.chain([table]).collect::<Vec<_>>().join(" ")
}
