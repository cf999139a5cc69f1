//! Answers by group for people: what differs once the number of comparisons is remembered, and how many comparisons there were.

use crate::analysis::contrast::result::Contrast;
use crate::analysis::contrast::waves::Wave;
use crate::analysis::statistic::detectable::LEVEL;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::render::report::brief::summary::areas_of;
use crate::words::catalogue::say;
use crate::words::number::{decimal, percent, with_article};
use crate::words::phrase::{category_in, p_with_sign, variable_in};

/// One sentence for each level that differs from the others, and one that says out of how many; empty without answers.
pub fn contrast_sentences(study: &Study, rows: &[Contrast]) -> Vec<String> {
    let language = study.heading.language;
    let of_levels = || rows.iter().filter(|row| row.level.is_some() && row.p_adjusted.is_some());
    let tests = of_levels().count();
    if tests == 0 {
        return Vec::new();
    }
    let found: Vec<String> = of_levels()
        .filter(|row| row.p_adjusted.is_some_and(|p| p <= LEVEL))
        .filter_map(|row| sentence(study, row))
        .collect();
    let values =
        [("tests", tests.into()), ("found", found.len().into()), ("counted", counted(found.len(), language).into())];
    std::iter::once(say(language, "by-group", values)).chain(found).chain(together(study, rows)).collect()
}

/// How many tests of all groups at once show a difference, and which; `None` where there is none.
fn together(study: &Study, rows: &[Contrast]) -> Option<String> {
    let language = study.heading.language;
    let tested = || rows.iter().filter(|row| row.level.is_none() && row.p_adjusted.is_some());
    let named = |row: &Contrast| {
        let values = [
            ("question", named(study.answers.get(row.question)?, row.option, language).into()),
            ("variable", variable(study, &row.variable).into()),
            ("adjusted", p_with_sign(row.p_adjusted?, language).into()),
        ];
        Some(say(language, "by-group.by", values))
    };
    let found: Vec<String> =
        tested().filter(|row| row.p_adjusted.is_some_and(|p| p <= LEVEL)).filter_map(named).collect();
    let values = [
        ("tests", tested().count().into()),
        ("found", found.len().into()),
        ("counted", counted(found.len(), language).into()),
        ("names", found.join("; ").into()),
    ];
    tested().next().map(|_| say(language, "by-group.together", values))
}

/// What units are grouped by.
fn variable(study: &Study, name: &str) -> String {
    let language = study.heading.language;
    let scheme = study.scheme(name).map(|_| areas_of(study, name, 1, language));
    scheme.unwrap_or_else(|| variable_in(name, language).to_owned())
}

/// A number of things as a sentence counts them.
fn counted(n: usize, language: Language) -> String {
    say(language, "said-counted", [("n", n.into())])
}

fn sentence(study: &Study, row: &Contrast) -> Option<String> {
    let (question, language) = (study.answers.get(row.question)?, study.heading.language);
    let (rest_n, rest) = row.rest?;
    let (estimate, difference, family) = (row.estimate?, row.difference?, row.family.as_ref()?);
    let is_share = row.option.is_some();
    let number = |value: f64| if is_share { the_percent(value, language) } else { decimal(value, 2, language) };
    let points = |value: f64| if is_share { decimal(100.0 * value, 1, language) } else { decimal(value, 2, language) };
    let interval = row.difference_interval.map_or_else(String::new, |(low, high)| {
        say(language, "interval", [("low", points(low).into()), ("high", points(high).into())])
    });
    let name = named(question, row.option, language);
    let values = [
        ("question", name.into()),
        ("level", category_in(row.level.as_deref()?, language).to_owned().into()),
        ("variable", variable(study, &row.variable).into()),
        ("estimate", number(estimate).into()),
        ("n", row.n.into()),
        ("rest", number(rest).into()),
        ("rest-n", rest_n.into()),
        ("difference", points(difference).into()),
        ("interval", interval.into()),
        ("raw", p_with_sign(row.p_value?, language).into()),
        ("adjusted", p_with_sign(row.p_adjusted?, language).into()),
        ("tests", family.tests.into()),
    ];
    Some(say(language, if is_share { "by-group.share" } else { "by-group.mean" }, values))
}

/// A question by its words, else its name, with its option.
fn named(question: &Question, option: Option<usize>, language: Language) -> String {
    let words = question.text.as_deref().unwrap_or(&question.name);
    let option = option.and_then(|option| question.content.options().get(option));
    option.map_or_else(
        || say(language, "quoted", [("text", words.into())]),
        |option| {
            let values = [("option", category_in(option, language).into()), ("question", words.into())];
            say(language, "by-group.option", values)
        },
    )
}

/// A percentage with its article.
fn the_percent(share: f64, language: Language) -> String {
    with_article(&percent(share, language), share, language)
}

/// How many comparisons of late answers with early ones show a difference, and a sentence for each; empty without the days of answers.
pub fn wave_sentences(study: &Study, rows: &[Wave]) -> Vec<String> {
    let language = study.heading.language;
    let tested = || rows.iter().filter(|row| row.p_adjusted.is_some());
    let tests = tested().count();
    if tests == 0 {
        return Vec::new();
    }
    let found: Vec<String> = tested()
        .filter(|row| row.p_adjusted.is_some_and(|p| p <= LEVEL))
        .filter_map(|row| wave_sentence(study.answers.get(row.question)?, row, language))
        .collect();
    let values = [("tests", tests.into()), ("found", found.len().into())];
    std::iter::once(say(language, "waves", values)).chain(found).collect()
}

fn wave_sentence(question: &Question, row: &Wave, language: Language) -> Option<String> {
    let is_share = row.option.is_some();
    let number = |value: f64| if is_share { the_percent(value, language) } else { decimal(value, 2, language) };
    let points = |value: f64| if is_share { decimal(100.0 * value, 1, language) } else { decimal(value, 2, language) };
    let interval = row.difference_interval.map_or_else(String::new, |(low, high)| {
        say(language, "interval", [("low", points(low).into()), ("high", points(high).into())])
    });
    let values = [
        ("question", named(question, row.option, language).into()),
        ("late", number(row.late.estimate?).into()),
        ("late-n", row.late.n.into()),
        ("early", number(row.early.estimate?).into()),
        ("early-n", row.early.n.into()),
        ("difference", points(row.difference?).into()),
        ("interval", interval.into()),
        ("raw", p_with_sign(row.p_value?, language).into()),
        ("adjusted", p_with_sign(row.p_adjusted?, language).into()),
        ("tests", row.family.as_ref()?.tests.into()),
        ("respondents", number(row.respondents?).into()),
        ("as-late", number(row.silent_as_late?).into()),
        ("by-trend", number(row.silent_by_trend?).into()),
    ];
    Some(say(language, if is_share { "waves.share" } else { "waves.mean" }, values))
}
