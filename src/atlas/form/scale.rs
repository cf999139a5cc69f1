//! All questions of scales in one picture, and what is said around them.

use std::cmp::Ordering;

use crate::atlas::form::answered::{Answered, Chosen, FEW, is_one_unit, survey_days, survey_source};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::model::survey::questionnaire::Sides;
use crate::render::chart::form::{ChartForm, ChartName, ChartWords};
use crate::render::colour::steps::Side;
use crate::render::form::scales::{BesideScale, ScaleGroup, ScaleRow, ScaleStep, Scales};
use crate::render::plot::body::Mark;
use crate::render::report::sheet::Cell;
use crate::words::catalogue::{plain, say};
use crate::words::chart::{enumerated, share_printer};
use crate::words::number::percent;

/// A question that can be drawn: its steps with their sides, and how many stand on them.
struct Stepped<'a> {
    asked: &'a Answered<'a>,
    steps: Vec<(&'a Chosen<'a>, Side, usize)>,
    on_scale: usize,
}

/// The questions, those that are cut alike together; `None` where none can be drawn.
pub(crate) fn scale(study: &Study, questions: &[Answered<'_>], language: Language) -> Option<(ChartForm, ChartWords)> {
    let is_withheld = |asked: &&Answered<'_>| asked.withheld().next().is_some();
    let (withheld, told): (Vec<&Answered<'_>>, Vec<&Answered<'_>>) = questions.iter().partition(is_withheld);
    let has_one = |asked: &&Answered<'_>| asked.options.iter().any(|chosen| is_one_unit(study, chosen));
    let (alone, told): (Vec<&Answered<'_>>, Vec<&Answered<'_>>) = told.into_iter().partition(has_one);
    let stepped: Vec<Stepped<'_>> = told.into_iter().filter_map(Stepped::of).collect();
    let (drawn, few): (Vec<Stepped<'_>>, Vec<Stepped<'_>>) =
        stepped.into_iter().partition(|stepped| stepped.on_scale >= FEW);
    if drawn.is_empty() {
        return None;
    }
    let printer = share_printer(drawn.iter().map(Stepped::above), language);
    let mut groups: Vec<(Vec<String>, Vec<&Stepped<'_>>)> = Vec::new();
    for stepped in &drawn {
        let cut = stepped.cut_words();
        match groups.iter_mut().find(|(other, _)| *other == cut) {
            Some((_, rows)) => rows.push(stepped),
            None => groups.push((cut, vec![stepped])),
        }
    }
    for (_, rows) in &mut groups {
        rows.sort_by(|one, other| by_share(one, other));
    }
    let row = |stepped: &&Stepped<'_>| ScaleRow {
        name: stepped.steps.first().map_or_else(String::new, |(chosen, ..)| (chosen.row.question + 1).to_string()),
        label: stepped.asked.text(),
        base: say(language, "chart-n-units", [("n", stepped.on_scale.into())]),
        steps: stepped.scale_steps(language),
        beside: stepped.beside(language),
        above: printer(stepped.above()),
    };
    let group = |(_, rows): &(Vec<String>, Vec<&Stepped<'_>>)| ScaleGroup {
        sides: rows[0].sides(language),
        named: rows[0].named(),
        rows: rows.iter().map(row).collect(),
    };
    let groups: Vec<ScaleGroup> = groups.iter().map(group).collect();
    let form = Scales {
        groups,
        written: few.iter().flat_map(|stepped| stepped.marks(language)).collect(),
        beside: beside_words(&drawn, language),
    };
    let words = words(study, [&drawn, &few], [&withheld, &alone], language);
    Some((ChartForm::Scale(form), words))
}

/// The most above the cut first.
fn by_share(one: &Stepped<'_>, other: &Stepped<'_>) -> Ordering {
    other.above().total_cmp(&one.above())
}

impl<'a> Stepped<'a> {
    fn of(asked: &'a Answered<'a>) -> Option<Self> {
        let own: Vec<&Chosen<'a>> = asked.options.iter().filter(|chosen| !chosen.is_apart).collect();
        let sides = asked.question.traits.sides?;
        let (cut, n) = (asked.question.cut(), own.len());
        let side = |at: usize| match sides {
            Sides::OneSided => {
                let cut = cut?;
                Some(if at < cut { (Side::Less, cut - at - 1) } else { (Side::More, at - cut) })
            }
            Sides::TwoSided if n.is_multiple_of(2) => {
                Some(if at < n / 2 { (Side::Against, n / 2 - at - 1) } else { (Side::For, at - n / 2) })
            }
            Sides::TwoSided => Some(match at.cmp(&(n / 2)) {
                Ordering::Less => (Side::Against, n / 2 - at - 1),
                Ordering::Equal => (Side::Middle, 0),
                Ordering::Greater => (Side::For, at - n / 2 - 1),
            }),
        };
        let with_side = |(at, chosen): (usize, &&'a Chosen<'a>)| {
            let (side, distance) = side(at)?;
            Some((*chosen, side, distance))
        };
        let steps: Vec<(&Chosen<'a>, Side, usize)> = own.iter().enumerate().filter_map(with_side).collect();
        let on_scale = steps.iter().filter_map(|(chosen, ..)| chosen.row.count).sum();
        (steps.len() == n && n > 0).then_some(Self { asked, steps, on_scale })
    }

    /// A part of those who stand on the scale. Where nothing stands apart it is the share of `outcomes.csv`.
    fn part(&self, chosen: &Chosen<'_>) -> f64 {
        let of_scale = chosen.row.count.unwrap_or(0) as f64 / self.on_scale.max(1) as f64;
        if self.on_scale == self.asked.n { chosen.row.estimate.unwrap_or(of_scale) } else { of_scale }
    }

    /// How many stand above the cut.
    fn n_above(&self) -> usize {
        let above = self.steps.iter().filter(|(_, side, _)| matches!(side, Side::More | Side::For));
        above.filter_map(|(chosen, ..)| chosen.row.count).sum()
    }

    /// Their share.
    fn above(&self) -> f64 {
        self.n_above() as f64 / self.on_scale.max(1) as f64
    }

    /// The words from the cut upwards; of a scale of two sides all: questions with the same stand together.
    fn cut_words(&self) -> Vec<String> {
        let steps = self.steps.iter().filter(|(_, side, _)| *side != Side::Less);
        steps.map(|(chosen, ..)| chosen.name.to_lowercase()).collect()
    }

    /// The step at which a scale of one side is cut.
    fn first_above(&self) -> Option<&'a str> {
        let found = self.steps.iter().find(|(_, side, distance)| (*side, *distance) == (Side::More, 0));
        found.map(|(chosen, ..)| chosen.name)
    }

    /// What lies on the sides of the cut.
    fn sides(&self, language: Language) -> [String; 2] {
        let ends = [self.steps.first(), self.steps.last()].map(|end| end.map_or("", |(chosen, ..)| chosen.name));
        match self.first_above() {
            Some(cut) if cut == ends[1] => [plain(language, "chart-scale-less").to_owned(), cut.to_owned()],
            Some(cut) => [
                plain(language, "chart-scale-less").to_owned(),
                say(language, "chart-scale-more", [("step", cut.into())]),
            ],
            None => ends.map(str::to_owned),
        }
    }

    /// The steps that these words name.
    fn named(&self) -> Vec<String> {
        let ends = [self.steps.first(), self.steps.last()].into_iter().flatten().map(|(chosen, ..)| chosen.name);
        self.first_above().map_or_else(|| ends.map(str::to_owned).collect(), |cut| vec![cut.to_owned()])
    }

    fn mark(&self, chosen: &Chosen<'_>, side: &'static str, share: f64, language: Language) -> Mark {
        let key = format!("question-{}-{}", chosen.row.question + 1, chosen.option + 1);
        let label = format!("{}, {}", self.asked.text(), chosen.name);
        let mut mark = chosen.mark(self.asked.question, &label, key, language);
        mark.channels.extend([
            ("side", Cell::from(side)),
            ("on_scale", Cell::count(self.on_scale)),
            ("share_of_scale", Cell::number(Some(share).filter(|_| side != "apart"))),
        ]);
        mark
    }

    fn scale_steps(&self, language: Language) -> Vec<ScaleStep> {
        let step = |(chosen, side, distance): &(&Chosen<'_>, Side, usize)| {
            let share = self.part(chosen);
            let word = match side {
                Side::Less | Side::Against => "below",
                Side::Middle => "middle",
                Side::More | Side::For => "above",
            };
            ScaleStep {
                mark: self.mark(chosen, word, share, language),
                word: chosen.name.to_owned(),
                count: chosen.row.count.unwrap_or(0),
                share,
                side: *side,
                distance: *distance,
            }
        };
        self.steps.iter().map(step).collect()
    }

    fn beside(&self, language: Language) -> Vec<BesideScale> {
        let apart = self.asked.options.iter().filter(|chosen| chosen.is_apart);
        let beside = apart.map(|chosen| {
            let share = self.part(chosen);
            BesideScale {
                mark: self.mark(chosen, "apart", share, language),
                word: chosen.name.to_owned(),
                count: chosen.row.count.unwrap_or(0),
                share,
            }
        });
        beside.collect()
    }

    fn marks(&self, language: Language) -> Vec<Mark> {
        let steps = self.scale_steps(language).into_iter().map(|step| step.mark);
        steps.chain(self.beside(language).into_iter().map(|beside| beside.mark)).collect()
    }

    /// Steps that nobody chose, in a sentence.
    fn nobody(&self, language: Language) -> Option<String> {
        let none = self.steps.iter().filter(|(chosen, ..)| chosen.row.count == Some(0));
        let none: Vec<String> = none.map(|(chosen, ..)| format!("“{}”", chosen.name)).collect();
        let values = [("question", self.asked.text().into()), ("steps", enumerated(&none, language).into())];
        (!none.is_empty()).then(|| say(language, "chart-scale-nobody", values))
    }
}

/// What a grey bar is called: the words of what stands apart.
fn beside_words(drawn: &[Stepped<'_>], language: Language) -> String {
    let mut words: Vec<String> = Vec::new();
    for chosen in drawn.iter().flat_map(|stepped| &stepped.asked.options) {
        if chosen.is_apart
            && chosen.row.count.is_some_and(|count| count > 0)
            && !words.iter().any(|word| word == chosen.name)
        {
            words.push(chosen.name.to_owned());
        }
    }
    say(language, "chart-scale-beside", [("words", words.join(", ").into())])
}

fn words(
    study: &Study,
    [drawn, few]: [&[Stepped<'_>]; 2],
    [withheld, alone]: [&[&Answered<'_>]; 2],
    language: Language,
) -> ChartWords {
    let title = match drawn {
        [one] => one.asked.text(),
        _ => plain(language, "chart-scale-title").to_owned(),
    };
    let day = survey_days(study, language);
    let subtitle = ["chart-scale-quantity", "chart-scale-aligned"].map(|key| plain(language, key).to_owned());
    let mut notes = vec![plain(language, "chart-scale-counts").to_owned()];
    notes.extend(drawn.iter().filter_map(|stepped| stepped.nobody(language)));
    let joined = |names: Vec<String>| (!names.is_empty()).then(|| names.join("; "));
    let counts = |stepped: &Stepped<'_>| {
        let steps = stepped.steps.iter().filter(|(chosen, ..)| chosen.row.count != Some(0));
        let steps = steps.map(|(chosen, ..)| format!("{} {}", chosen.name, chosen.row.count.unwrap_or(0)));
        format!("{} ({})", stepped.asked.text(), steps.collect::<Vec<_>>().join(", "))
    };
    let few = joined(few.iter().map(counts).collect());
    notes.extend(few.map(|options| say(language, "chart-few", [("n", FEW.into()), ("options", options.into())])));
    let withheld = joined(withheld.iter().map(|asked| asked.text()).collect());
    notes.extend(withheld.map(|options| say(language, "chart-withheld", [("options", options.into())])));
    let alone = joined(alone.iter().map(|asked| asked.text()).collect());
    notes.extend(alone.map(|options| say(language, "chart-one-unit", [("options", options.into())])));
    let above = |stepped: &Stepped<'_>| {
        let [_, more] = stepped.sides(language);
        let (part, whole) = (stepped.n_above(), stepped.on_scale);
        let share = percent(stepped.above(), language);
        let values = [("share", share.into()), ("part", part.into()), ("whole", whole.into())];
        format!("{}: {more}, {}", stepped.asked.text(), say(language, "chart-share-of-units", values))
    };
    let mut sorted: Vec<&Stepped<'_>> = drawn.iter().collect();
    sorted.sort_by(|one, other| by_share(one, other));
    let told: Vec<String> = sorted.into_iter().map(above).collect();
    let table = format!("{}.csv", ChartName::Scale.word());
    let table = say(language, "chart-alternative-area.table", [("file", table.into())]);
    ChartWords {
        title,
        subtitle: subtitle.into_iter().chain(day).collect(),
        notice: study.heading.notice.clone(),
        notes,
        source: survey_source(study),
        alternative: format!("{}. {table}", told.join("; ")),
        language,
    }
}
