//! How unevenly residents are covered: the curve of one scheme and what is said around it.

use crate::analysis::basis::measure::{Measure, MeasureName};
use crate::analysis::basis::note::Note;
use crate::analysis::compare::evenness::LorenzCurve;
use crate::analysis::compare::measures::Bias;
use crate::analysis::gate::published::PublishedFindings;
use crate::analysis::statistic::detectable::LEVEL;
use crate::atlas::form::answered::enough_answers;
use crate::model::base::language::Language;
use crate::model::place::scheme::Scheme;
use crate::model::study::Study;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::lorenz::{GiniOfCoverage, LorenzArea, LorenzOfCoverage};
use crate::words::catalogue::{plain, say};
use crate::words::number::{date, p_value, percent};

/// The curve of the broadest level that chance is known of, else of the macro-areas; `None` where that is of neither.
pub(crate) fn lorenz_of_coverage(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    if !enough_answers(findings.n_answered, bias.units.len()) {
        return None;
    }
    let level = study.territory.level_name(study.territory.broadest_divided());
    let macro_areas = study.macro_areas().map(Scheme::name);
    let (curve, gini) = [Some(level), macro_areas].into_iter().flatten().find_map(|scheme| {
        let curve = bias.lorenz.iter().find(|curve| curve.scheme == scheme && !curve.chance.is_empty())?;
        let is_gini = |row: &&Measure| row.measure == MeasureName::Gini && row.variable == scheme;
        Some((curve, bias.rows.iter().find(is_gini)?))
    })?;
    let form = form(study, curve, gini, language)?;
    let words = words(study, &form, gini, level);
    Some((ChartForm::Lorenz(form), words))
}

fn form(study: &Study, curve: &LorenzCurve, gini: &Measure, language: Language) -> Option<LorenzOfCoverage> {
    let scheme = study.scheme(&curve.scheme)?;
    let steps = curve.points.windows(2).zip(&curve.areas);
    let area = |(step, area): (&[_], &usize)| {
        let found = &scheme.areas()[*area];
        let [from, to]: &[_; 2] = step.try_into().ok()?;
        Some(LorenzArea {
            code: found.code.clone(),
            name: found.name.in_language(language).to_owned(),
            point: *to,
            wide: to.whole - from.whole,
        })
    };
    let areas: Vec<LorenzArea> = steps.filter_map(area).collect();
    let gini = GiniOfCoverage { value: gini.estimate?, low: gini.null_low?, high: gini.null_high? };
    (areas.len() > 1).then(|| LorenzOfCoverage {
        scheme: curve.scheme.clone(),
        areas,
        chance: curve.chance.clone(),
        gini,
        language,
    })
}

/// A finding where the test adjusted over all measures of evenness lets it be said, or the coefficient is not above what a draw gives on average;
/// else what is shown.
fn title(gini: &Measure, language: Language) -> &'static str {
    let p = gini.p_adjusted.or(gini.p_value);
    let mean = gini.notes.iter().find_map(Note::unevenness_by_chance);
    let is_above = gini.estimate.zip(mean).map(|(value, mean)| value > mean);
    let key = match (p, is_above) {
        (Some(p), Some(true)) if p <= LEVEL => "chart-lorenz-title.more",
        (Some(p), Some(false)) if p <= LEVEL => "chart-lorenz-title.less",
        (Some(_), Some(false)) => "chart-lorenz-title.no-more",
        _ => "chart-lorenz-title",
    };
    plain(language, key)
}

fn words(study: &Study, form: &LorenzOfCoverage, gini: &Measure, level: &str) -> ChartWords {
    let language = form.language;
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let by = if form.scheme == level { level } else { "macro-area" };
    let p = gini.p_value.map(|p| say(language, "chart-lorenz-p", [("p", p_value(p, language).into())]));
    ChartWords {
        title: title(gini, language).to_owned(),
        subtitle: [say(language, "chart-lorenz-quantity", [("level", by.into())])].into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: std::iter::once(plain(language, "chart-lorenz-band").to_owned()).chain(p).collect(),
        source: study.heading.credit(),
        alternative: alternative(form),
        language,
    }
}

/// The coefficient beside chance, and the ends of the curve.
fn alternative(form: &LorenzOfCoverage) -> String {
    let language = form.language;
    let GiniOfCoverage { value, low, high } = form.gini;
    let [value, low, high] = [value, low, high].map(|value| form.printed(value));
    let gini = say(
        language,
        "chart-lorenz-alternative",
        [("value", value.into()), ("low", low.into()), ("high", high.into())],
    );
    let half = form.areas.iter().find(|area| area.point.whole >= 0.5).map(|area| {
        let values = [
            ("residents", percent(area.point.whole, language).into()),
            ("covered", percent(area.point.part, language).into()),
        ];
        say(language, "chart-lorenz-alternative.half", values)
    });
    let extremes = form.areas.first().zip(form.areas.last()).map(|(lowest, highest)| {
        let values = [("highest", highest.name.as_str().into()), ("lowest", lowest.name.as_str().into())];
        say(language, "chart-alternative-area.extremes", values)
    });
    let file = format!("{}.csv", ChartName::Lorenz.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    [Some(gini), half, extremes, Some(table)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
