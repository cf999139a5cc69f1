//! Sizes of units that answered and of the others, and what is said around them.

use crate::analysis::basis::measure::{CENSUS_POPULATION, Measure, MeasureName};
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::size::CatchmentSizes;
use crate::analysis::gate::published::PublishedFindings;
use crate::analysis::statistic::detectable::LEVEL;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::auxiliary::POPULATION;
use crate::model::survey::disclosure::Secrecy;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::size::{SizeGroup, SizeOfUnits};
use crate::words::catalogue::{plain, say};
use crate::words::letters::capitalised;
use crate::words::number::{date, grouped, p_value};

/// Beyond this many times the median a linear scale hides the small ones.
const SKEWED: f64 = 5.0;

/// Sizes by the frame's figures, else by the census; `None` where they are not published or groups are too small.
pub(crate) fn size_of_units(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let group = |sizes: &CatchmentSizes| {
        let summary = sizes.summary?;
        (!sizes.parts.is_empty()).then(|| SizeGroup {
            answered: sizes.answered,
            n: sizes.n_units,
            parts: sizes.parts.clone(),
            quartiles: [summary.q1, summary.median, summary.q3],
        })
    };
    let of = |sizes: &Option<[CatchmentSizes; 2]>| {
        let both: Option<Vec<SizeGroup>> = sizes.as_ref()?.iter().map(group).collect();
        Some((both?, sizes.as_ref()?.iter().filter_map(|sizes| Some(sizes.summary?.maximum)).fold(0.0, f64::max)))
    };
    let by_frame = of(&findings.sizes).map(|found| (found, POPULATION, "source-frame"));
    let ((groups, largest), variable, source) =
        by_frame.or_else(|| of(&findings.census_sizes).map(|found| (found, CENSUS_POPULATION, "source-census")))?;
    let row = |name: MeasureName| bias.rows.iter().find(|row| row.measure == name && row.variable == variable);
    let (ranks, shift) = (row(MeasureName::MannWhitney), row(MeasureName::HodgesLehmann));
    let median = groups.iter().map(|group| group.quartiles[1]).fold(f64::INFINITY, f64::min);
    let day = study.heading.reference_date.map(|day| date(day, language).replace(' ', "\u{a0}"));
    let is_logarithmic = median > 0.0 && largest > SKEWED * median;
    let scale = plain(language, if is_logarithmic { "chart-size-quantity.logarithmic" } else { "chart-size-quantity" });
    let is_rounded = study.privacy.answers != Secrecy::Public;
    let form = SizeOfUnits { groups, is_logarithmic, is_rounded, language };
    let words = ChartWords {
        title: title(ranks, shift, language),
        subtitle: [scale.to_owned(), plain(language, "chart-size-dots").to_owned(), plain(language, source).to_owned()]
            .into_iter()
            .chain(day)
            .collect(),
        notice: study.heading.notice.clone(),
        notes: [
            Some(plain(language, "chart-size-line").to_owned()),
            shift.and_then(|row| shift_note(&form, row, ranks)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        source: study.heading.credit(),
        alternative: alternative(&form),
        language,
    };
    Some((ChartForm::Size(form), words))
}

/// A finding where the test adjusted over all variables lets it be said, else what is shown.
fn title(ranks: Option<&Measure>, shift: Option<&Measure>, language: Language) -> String {
    let p = ranks.and_then(|row| row.p_adjusted.or(row.p_value));
    let shift = shift.and_then(|row| row.estimate);
    let key = match (p, shift) {
        (Some(p), Some(shift)) if p <= LEVEL && shift > 0.0 => "chart-size-title.larger",
        (Some(p), Some(shift)) if p <= LEVEL && shift < 0.0 => "chart-size-title.smaller",
        _ => "chart-size-title",
    };
    plain(language, key).to_owned()
}

/// The typical difference with its interval and p-value.
fn shift_note(form: &SizeOfUnits, row: &Measure, ranks: Option<&Measure>) -> Option<String> {
    let (estimate, low, high) = (row.estimate?, row.low?, row.high?);
    let p = ranks.and_then(|ranks| ranks.p_value)?;
    let (language, size) = (form.language, |size: f64| grouped(form.printed(size)));
    let values = [
        ("shift", size(estimate).into()),
        ("low", size(low).into()),
        ("high", size(high).into()),
        ("p", p_value(p, language).into()),
    ];
    Some(say(language, "chart-size-shift", values))
}

fn alternative(form: &SizeOfUnits) -> String {
    let language = form.language;
    let told = form.groups.iter().map(|group| {
        let name = plain(language, if group.answered { "chart-size-answered" } else { "chart-size-silent" });
        let [low, middle, high] = group.quartiles.map(|size| grouped(form.printed(size)));
        let values = [
            ("group", name.into()),
            ("n", group.n.into()),
            ("median", middle.into()),
            ("low", low.into()),
            ("high", high.into()),
        ];
        capitalised(&say(language, "chart-size-alternative", values))
    });
    let file = format!("{}.csv", ChartName::Size.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    told.chain([table]).collect::<Vec<_>>().join(" ")
}
