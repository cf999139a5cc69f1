//! Claims about answers, and what those who did not answer would have to say to undo them.

use crate::analysis::compare::measures::Bias;
use crate::analysis::outcome::margin::margin;
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::atlas::form::answered::{FEW, survey_source};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Question;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::form::what_if::WhatIf;
use crate::render::form::what_if_line::ClaimRow;
use crate::words::catalogue::{plain, say};
use crate::words::number::{percent, than_share};
use crate::words::phrase::{category_in, question_words};

/// Claims about the questions that are named, else about those that declare one, else about all; `None` where nothing is claimed of a
/// question that some units did not answer.
pub(crate) fn what_if(
    study: &Study,
    bias: &Bias,
    questions: &[String],
    language: Language,
) -> Option<(ChartForm, ChartWords)> {
    let declared = study.answers.iter().any(|question| question.claim.is_some());
    let claims = claims_about(study, bias, language, |question| match questions {
        [] => question.claim.is_some() || !declared,
        named => named.contains(&question.name),
    });
    if claims.is_empty() {
        return None;
    }
    let words = words(study, bias, &claims, language);
    Some((ChartForm::WhatIf(WhatIf { claims, language }), words))
}

/// The claims that the study itself declares, the weakest first.
pub(crate) fn declared_claims(study: &Study, bias: &Bias, language: Language) -> Vec<ClaimRow> {
    claims_about(study, bias, language, |question| question.claim.is_some())
}

/// The claims about some questions: those that the silent could undo, the weakest first, then the others.
fn claims_about(study: &Study, bias: &Bias, language: Language, is_asked: impl Fn(&Question) -> bool) -> Vec<ClaimRow> {
    let asked = study.answers.iter().enumerate().filter(|(_, question)| is_asked(question));
    let mut claims: Vec<ClaimRow> = asked.flat_map(|(at, question)| claims_of(at, question, bias, language)).collect();
    claims.sort_by(|a, b| {
        let fixed = |claim: &ClaimRow| !claim.can_be_undone();
        fixed(a).cmp(&fixed(b)).then_with(|| a.distance().total_cmp(&b.distance()))
    });
    claims
}

/// The claims of a question: about the option chosen most often, and about every other chosen by more than the claim, but for those that
/// stand apart, such as *do not know*.
fn claims_of(at: usize, question: &Question, bias: &Bias, language: Language) -> Vec<ClaimRow> {
    let of_base = |base: Base| {
        let rows = bias.outcomes.iter().filter(move |row| {
            (row.question, row.quantity, row.base, row.weights) == (at, Quantity::Share, base, None)
        });
        rows.filter(|row| row.n >= FEW).filter_map(|row| claim_of(row, question, bias, language)).collect::<Vec<_>>()
    };
    // Of a question put to some units alone the claim is about those.
    let asked = of_base(Base::Asked);
    let claims = if asked.is_empty() { of_base(Base::All) } else { asked };
    let most = claims.iter().map(|claim| claim.counts[0]).max();
    let first = claims.iter().position(|claim| Some(claim.counts[0]) == most);
    let is_shown = |(number, claim): &(usize, ClaimRow)| Some(*number) == first || claim.estimate > claim.claim;
    claims.into_iter().enumerate().filter(is_shown).map(|(_, claim)| claim).collect()
}

/// The claim of a row; `None` where it is withheld, or everybody answered.
fn claim_of(row: &Outcome, question: &Question, bias: &Bias, language: Language) -> Option<ClaimRow> {
    let at = row.option.filter(|option| !question.traits.apart.contains(option))?;
    let option = category_in(question.content.options().get(at)?, language);
    let (count, claim) = (row.count?, row.claim?);
    // Where those asked are counted, all the silent might have been asked.
    let known = match row.base {
        Base::All => row.n,
        Base::Asked => row.n + row.not_applicable,
    };
    let text = question_words(question);
    let mark = if text.ends_with(['?', ':', '…']) { "" } else { ":" };
    Some(ClaimRow {
        question: question.name.clone(),
        subject: format!("{text}{mark} {option}"),
        option: option.to_owned(),
        base: row.base,
        claim,
        counts: [count, row.n],
        estimate: row.estimate?,
        worst: row.worst?,
        tipping: row.tipping_point?,
        margin: margin(count, row.n, bias.units.len().checked_sub(known)?, claim)?,
    })
}

fn words(study: &Study, bias: &Bias, claims: &[ClaimRow], language: Language) -> ChartWords {
    let units = bias.units.len();
    let mut notes = vec![plain(language, "chart-what-if-note").to_owned()];
    let (title, subtitle) = match claims {
        [claim] => {
            let all = claim.counts[1] + claim.margin.silent;
            let key = match claim.base {
                Base::All => "chart-what-if-quantity",
                Base::Asked => "chart-what-if-quantity.asked",
            };
            let values = [("n", all.into()), ("silent", claim.margin.silent.into())];
            let question = study.answers.iter().find(|question| question.name == claim.question);
            let text = question.map_or_else(String::new, question_words);
            (claim_title(claim, language), vec![text, say(language, key, values)])
        }
        several => {
            let answered = units - several.iter().map(|claim| claim.margin.silent).min().unwrap_or(0);
            let values = [("n", units.into()), ("silent", (units - answered).into())];
            if several.iter().any(|claim| claim.base == Base::Asked) {
                notes.push(plain(language, "chart-what-if-asked").to_owned());
            }
            if several.iter().any(|claim| !claim.can_be_undone()) {
                notes.push(plain(language, "chart-what-if-fixed").to_owned());
            }
            notes.push(plain(language, "chart-what-if-rule").to_owned());
            (several_title(several, language), vec![say(language, "chart-what-if-silent", values)])
        }
    };
    ChartWords {
        title,
        subtitle,
        notice: study.heading.notice.clone(),
        notes,
        source: survey_source(study),
        alternative: alternative(claims, language),
        language,
    }
}

/// *More than half: yes*.
pub(crate) fn claimed(claim: &ClaimRow, language: Language) -> String {
    let key = if claim.is_more() { "chart-what-if-more" } else { "chart-what-if-fewer" };
    let bound = than_share(claim.claim, language);
    say(language, key, [("claim", bound.into()), ("option", claim.option.as_str().into())])
}

/// When the claim holds: that rests on no assumption, so it is said whatever the answers are.
fn claim_title(claim: &ClaimRow, language: Language) -> String {
    let key = match (claim.can_be_undone(), claim.is_more()) {
        _ if claim.distance() < 1e-9 => "chart-what-if-title",
        (false, _) => "chart-what-if-title.fixed",
        (true, true) => "chart-what-if-title.more",
        (true, false) => "chart-what-if-title.fewer",
    };
    let values = [
        ("claim", claimed(claim, language).into()),
        ("share", claim.share(claim.tipping, language).into()),
        ("silent", claim.margin.silent.into()),
    ];
    say(language, key, values)
}

/// What is found of the claims of a study; `None` without any.
pub(crate) fn finding(claims: &[ClaimRow], language: Language) -> Option<String> {
    match claims {
        [] => None,
        [claim] => Some(claim_title(claim, language)),
        several => Some(several_title(several, language)),
    }
}

/// The narrowest of several claims.
fn several_title(claims: &[ClaimRow], language: Language) -> String {
    let first = claims.first().filter(|claim| claim.can_be_undone());
    let Some((claim, units)) = first.and_then(|claim| Some((claim, claim.margin.units()?))) else {
        return say(language, "chart-what-if-title.all-fixed", [("n", claims.len().into())]);
    };
    let values = [("n", claims.len().into()), ("units", units.into()), ("silent", claim.margin.silent.into())];
    say(language, "chart-what-if-title.several", values)
}

/// Each claim of a few, and where the numbers stand.
fn alternative(claims: &[ClaimRow], language: Language) -> String {
    const MOST: usize = 6;
    let told = claims.iter().take(MOST).map(|claim| {
        let values = [
            ("subject", claim.subject.as_str().into()),
            ("claim", claimed(claim, language).into()),
            ("estimate", percent(claim.estimate, language).into()),
            ("tipping", percent(claim.tipping, language).into()),
            ("low", percent(claim.worst.0, language).into()),
            ("high", percent(claim.worst.1, language).into()),
        ];
        let key = if claim.can_be_undone() { "chart-what-if-alternative" } else { "chart-what-if-alternative.fixed" };
        say(language, key, values)
    });
    let file = format!("{}.csv", ChartName::WhatIf.word());
    let table = say(language, "chart-alternative-area.table", [("file", file.into())]);
    told.chain([table]).collect::<Vec<_>>().join(" ")
}
