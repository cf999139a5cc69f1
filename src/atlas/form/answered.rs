//! Questions as charts have them: over which base, with which options, and what of them is published.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::analysis::compare::measures::Bias;
use crate::analysis::outcome::result::{Base, Outcome, Quantity};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::disclosure::Secrecy;
use crate::model::survey::questionnaire::{Content, Question};
use crate::render::plot::body::Mark;
use crate::render::report::sheet::Cell;
use crate::words::catalogue::say;
use crate::words::number::{date, percent};
use crate::words::phrase::question_words;

/// Fewer answers are written and not drawn.
pub(crate) const FEW: usize = 5;

/// Whether enough units answered for a chart of what their answers stand for, and one did not: where all answered there is nothing to weigh or
/// to explain.
pub(crate) fn enough_answers(answered: usize, units: usize) -> bool {
    answered >= FEW && answered < units
}

/// An option with its unweighted share, as it is published.
#[derive(Clone, Copy)]
pub(crate) struct Chosen<'a> {
    /// Its position.
    pub(crate) option: usize,
    /// Its name.
    pub(crate) name: &'a str,
    /// Whether it stands apart from the others.
    pub(crate) is_apart: bool,
    /// The row of `outcomes.csv`.
    pub(crate) row: &'a Outcome,
}

/// A question over those who were asked, where not all were.
pub(crate) struct Answered<'a> {
    /// The question.
    pub(crate) question: &'a Question,
    /// Over whom it is counted.
    pub(crate) base: Base,
    /// How many answered it.
    pub(crate) n: usize,
    /// Its options, in their order.
    pub(crate) options: Vec<Chosen<'a>>,
}

/// When units could answer, or answered: from the day of the invitation to the last; `None` where the study does not say. Unless it is
/// public no day of an answer is told.
pub(crate) fn survey_days(study: &Study, language: Language) -> Option<String> {
    let fieldwork = study.frame.fieldwork();
    let is_public = study.privacy.answers == Secrecy::Public;
    let answered = || study.frame.units().iter().filter(|_| is_public).filter_map(|unit| unit.answered_on);
    let first = fieldwork.invited.map(|sent| sent.first).or_else(|| answered().min())?;
    let last = fieldwork.closed.or_else(|| answered().max())?;
    let said = |day: Date| date(day, language).replace(' ', "\u{a0}");
    Some(say(language, "chart-days", [("first", said(first).into()), ("last", said(last).into())]))
}

/// Whether a mark of an answer would be one unit, which no chart has unless the study is public.
pub(crate) fn is_one_unit(study: &Study, chosen: &Chosen<'_>) -> bool {
    study.privacy.answers != Secrecy::Public && chosen.row.count == Some(1)
}

/// Who made the answers: whom the study names, else the study by its title. Residents and outlines are in no answer.
pub(crate) fn survey_source(study: &Study) -> Option<String> {
    study.heading.source.clone().or_else(|| Some(study.heading.title.clone()))
}

/// Which questions a chart is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Several options, or one of options that are no scale.
    Choices,
    /// The steps of a scale.
    Scale,
    /// Yes or no.
    YesNo,
}

impl Kind {
    /// Whether each question has a chart of its own.
    pub(crate) fn is_one_a_question(self) -> bool {
        self == Self::Choices
    }

    /// Whether a question is of this kind.
    pub(crate) fn has(self, question: &Question) -> bool {
        let (is_scale, is_yes_no) = (question.traits.sides.is_some(), question.traits.yes.is_some());
        match (self, &question.content) {
            (Self::Choices, Content::Multiple { .. }) => true,
            (Self::Scale | Self::YesNo, Content::Multiple { .. }) | (_, Content::Number { .. }) => false,
            (Self::Choices, Content::Single { .. }) => !is_scale && !is_yes_no,
            (Self::Scale, Content::Single { .. }) => is_scale,
            (Self::YesNo, Content::Single { .. }) => is_yes_no && !is_scale,
        }
    }

    /// Questions of this kind, those that are named or all where none is.
    pub(crate) fn of<'a>(self, study: &'a Study, bias: &'a Bias, names: &[String]) -> Vec<Answered<'a>> {
        let all = study.answers.iter().enumerate().filter(|(_, question)| self.has(question));
        let wanted = all.filter(|(_, question)| names.is_empty() || names.contains(&question.name));
        wanted.filter_map(|(at, question)| Answered::of(question, at, bias)).collect()
    }
}

impl<'a> Answered<'a> {
    fn of(question: &'a Question, at: usize, bias: &'a Bias) -> Option<Self> {
        let rows = || {
            bias.outcomes
                .iter()
                .filter(|row| row.question == at && row.weights.is_none() && row.quantity == Quantity::Share)
        };
        let base = if rows().any(|row| row.base == Base::Asked) { Base::Asked } else { Base::All };
        let names = question.content.options();
        let chosen = |row: &'a Outcome| {
            let option = row.option?;
            let is_apart = question.traits.apart.contains(&option);
            Some(Chosen { option, name: names.get(option)?, is_apart, row })
        };
        let options: Vec<Chosen<'a>> = rows().filter(|row| row.base == base).filter_map(chosen).collect();
        let n = options.first()?.row.n;
        Some(Self { question, base, n, options })
    }

    /// The question's words.
    pub(crate) fn text(&self) -> String {
        question_words(self.question)
    }

    /// The option that says yes.
    pub(crate) fn yes(&self) -> Option<Chosen<'a>> {
        self.options.iter().find(|chosen| Some(chosen.option) == self.question.traits.yes).copied()
    }

    /// Options of which nothing may be told.
    pub(crate) fn withheld(&self) -> impl Iterator<Item = &Chosen<'a>> {
        self.options.iter().filter(|chosen| chosen.row.count.is_none())
    }

    /// How many units left it out, where any did.
    pub(crate) fn missing(&self) -> Option<usize> {
        self.options.first().map(|chosen| chosen.row.missing).filter(|missing| *missing > 0)
    }
}

impl Chosen<'_> {
    /// The interval of its share.
    pub(crate) fn interval(&self) -> Option<[f64; 2]> {
        self.row.low.zip(self.row.high).map(|(low, high)| [low, high])
    }

    /// What a mark stands for: the option with its row of `outcomes.csv`, called by `label`.
    pub(crate) fn mark(&self, question: &Question, label: &str, key: String, language: Language) -> Mark {
        let row = self.row;
        let mut title = label.to_owned();
        if let (Some(count), Some(share)) = (row.count, row.estimate) {
            let values = [("share", percent(share, language).into()), ("part", count.into()), ("whole", row.n.into())];
            title = format!("{label}: {}", say(language, "chart-share-of-units", values));
        }
        if let Some([low, high]) = self.interval() {
            let (low, high) = (percent(low, language), percent(high, language));
            title += &say(language, "interval", [("low", low.into()), ("high", high.into())]);
        }
        Mark {
            key,
            title,
            channels: vec![
                ("question", Cell::from(question.name.as_str())),
                ("option", Cell::from(self.name)),
                ("apart", Cell::from(if self.is_apart { "yes" } else { "no" })),
                ("base", Cell::from(row.base.word())),
                ("n", Cell::count(row.n)),
                ("count", row.count.map_or(Cell::Missing, Cell::count)),
                ("estimate", Cell::number(row.estimate)),
                ("low", Cell::number(row.low)),
                ("high", Cell::number(row.high)),
            ],
        }
    }
}

/// What lines over bars are, where any is drawn: the interval for all units, or for those to which a question applied.
pub(crate) fn interval_note(has_any: bool, base: Base, bias: &Bias, language: Language) -> Option<String> {
    let key = match base {
        Base::All => "chart-interval-all",
        Base::Asked => "chart-interval-asked",
    };
    has_any.then(|| say(language, key, [("n", bias.units.len().into())]))
}

/// Names of files and identifiers, one for each question: letters and digits of its name, and a number where another question's would be
/// the same, also on file systems that do not tell large letters from small ones.
pub(crate) fn stems(questions: &[Question]) -> Vec<String> {
    const MOST: usize = 48;
    let plain = |letter: char| if letter.is_alphanumeric() || letter == '_' { letter } else { '-' };
    let (mut stems, mut taken) = (Vec::new(), BTreeSet::new());
    for question in questions {
        let own: String = question.name.chars().take(MOST).map(plain).collect();
        let numbered = (2..).map(|number: usize| format!("{own}-{number}"));
        let free = [own.clone()].into_iter().chain(numbered).find(|stem| taken.insert(stem.to_lowercase()));
        stems.extend(free);
    }
    stems
}
