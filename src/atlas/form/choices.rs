//! Which options of a question were chosen, and what is said around them.

use std::cmp::Reverse;

use crate::analysis::compare::measures::Bias;
use crate::analysis::outcome::result::Base;
use crate::atlas::form::answered::{Answered, Chosen, FEW, interval_note, survey_days, survey_source};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::{Content, OptionOrder};
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::share_bars::{ShareBar, ShareBars};
use crate::words::catalogue::{plain, say};
use crate::words::chart::{claim_share, enumerated, share_printer};

/// More options than these are counted and not named in a title.
const MOST_NAMED: usize = 2;

/// The options of a question as bars; `None` where too few answered, or too few chose any of them.
pub(crate) fn choices(
    study: &Study,
    bias: &Bias,
    asked: &Answered<'_>,
    stem: &str,
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    if asked.n < FEW {
        return None;
    }
    let mut published: Vec<&Chosen<'_>> = asked.options.iter().filter(|chosen| chosen.row.count.is_some()).collect();
    // One of several options, such as how long or how many, is read in the order that the study says.
    let is_single = matches!(asked.question.content, Content::Single { .. });
    if is_single && asked.question.traits.order > OptionOrder::Found {
        published.sort_by_key(|chosen| chosen.is_apart);
    } else {
        published.sort_by_key(|chosen| (chosen.is_apart, Reverse(chosen.row.count)));
    }
    let (drawn, written): (Vec<&Chosen<'_>>, Vec<&Chosen<'_>>) =
        published.into_iter().partition(|chosen| chosen.row.count.is_some_and(|count| count >= FEW));
    if drawn.is_empty() {
        return None;
    }
    let mark = |chosen: &Chosen<'_>| {
        chosen.mark(asked.question, chosen.name, format!("option-{}", chosen.option + 1), language)
    };
    let printer = share_printer(drawn.iter().filter_map(|chosen| chosen.row.estimate), language);
    let bar = |chosen: &&Chosen<'_>| {
        let share = chosen.row.estimate?;
        Some(ShareBar {
            mark: mark(chosen),
            label: chosen.name.to_owned(),
            share,
            interval: chosen.interval(),
            is_apart: chosen.is_apart,
            cell: printer(share),
        })
    };
    let form = ShareBars {
        bars: drawn.iter().filter_map(bar).collect(),
        written: written.iter().map(|chosen| mark(chosen)).collect(),
        is_whole: false,
        heading: String::new(),
        is_bold: true,
        language,
    };
    let words = words(study, bias, asked, [&drawn, &written], stem, language);
    Some((ChartForm::Choices(form), words))
}

fn words(
    study: &Study,
    bias: &Bias,
    asked: &Answered<'_>,
    [drawn, written]: [&[&Chosen<'_>]; 2],
    stem: &str,
    language: Language,
) -> ChartWords {
    let finding = finding(drawn, asked, language);
    let quantity = say(language, base_key(asked.base), [("n", asked.n.into())]);
    let several = matches!(asked.question.content, Content::Multiple { .. });
    let several = several.then(|| plain(language, "chart-several-answers").to_owned());
    let day = survey_days(study, language);
    let about = finding.is_some().then(|| asked.text());
    let has_interval = drawn.iter().any(|chosen| chosen.interval().is_some());
    let named = |chosen: &&Chosen<'_>| match chosen.row.count {
        Some(count) => format!("{} ({count})", chosen.name),
        None => chosen.name.to_owned(),
    };
    let few: Vec<String> = written.iter().map(named).collect();
    let few =
        (!few.is_empty()).then(|| say(language, "chart-few", [("n", FEW.into()), ("options", few.join(", ").into())]));
    let withheld: Vec<&str> = asked.withheld().map(|chosen| chosen.name).collect();
    let withheld =
        (!withheld.is_empty()).then(|| say(language, "chart-withheld", [("options", withheld.join(", ").into())]));
    let missing = asked.missing().map(|n| say(language, "chart-left-out", [("n", n.into())]));
    let notes = [interval_note(has_interval, asked.base, bias, language), few, withheld, missing];
    let table = format!("{}.csv", ChartName::Choices.stem(Some(stem)));
    let told = drawn.iter().map(|chosen| chosen.mark(asked.question, chosen.name, String::new(), language).title);
    let table = say(language, "chart-alternative-area.table", [("file", table.into())]);
    ChartWords {
        title: finding.unwrap_or_else(|| asked.text()),
        subtitle: about.into_iter().chain([quantity]).chain(several).chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes: notes.into_iter().flatten().collect(),
        source: survey_source(study),
        alternative: format!("{}. {table}", told.collect::<Vec<_>>().join("; ")),
        language,
    }
}

fn base_key(base: Base) -> &'static str {
    match base {
        Base::All => "chart-answers-base",
        Base::Asked => "chart-answers-base.asked",
    }
}

/// What the intervals let be said of the claim that a question is asked with: which options more units than the claim chose, or that fewer chose each of them.
fn finding(drawn: &[&Chosen<'_>], asked: &Answered<'_>, language: Language) -> Option<String> {
    let claim = asked.question.claim?;
    let is_above = |chosen: &&&Chosen<'_>| !chosen.is_apart && chosen.interval().is_some_and(|[low, _]| low > claim);
    let above: Vec<String> = drawn.iter().filter(is_above).map(|chosen| chosen.name.to_owned()).collect();
    let is_half = (claim - 0.5).abs() < 1e-9;
    let share = claim_share(claim, language);
    let say_of = |half: &str, other: &str, options: String, n: usize| {
        let values = [("share", share.clone().into()), ("options", options.into()), ("n", n.into())];
        say(language, if is_half { half } else { other }, values)
    };
    match above.len() {
        0 => {
            let is_below = |chosen: &Chosen<'_>| chosen.interval().is_some_and(|[_, high]| high < claim);
            let is_told = asked.options.len() > 1 && asked.options.iter().all(is_below);
            is_told.then(|| say_of("chart-choices-none", "chart-choices-none.claim", String::new(), 0))
        }
        n if n <= MOST_NAMED => {
            Some(say_of("chart-choices-more", "chart-choices-more.claim", enumerated(&above, language), n))
        }
        n => Some(say_of("chart-choices-many", "chart-choices-many.claim", above[0].clone(), n - 1)),
    }
}
