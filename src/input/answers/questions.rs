//! How a study declares its questions and answers: `[answers]` and `[[question]]`.

use crate::input::answers::definition::{Form, OptionWords, QuestionDefinition, TraitsDefinition};
use crate::input::answers::dictionary::read_dictionary;
use crate::input::answers::rows::AnswerOptions;
use crate::input::answers::submissions::SubmissionRules;
use crate::input::answers::whole::read_answers;
use crate::input::document::reader::Reader;
use crate::input::document::toml::{Located, Section};
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::value::format::NumberFormat;
use crate::input::value::word::spelling;
use crate::model::survey::frame::Frame;
use crate::model::survey::questionnaire::{Filter, Question, QuestionKind};

impl Reader<'_> {
    /// What respondents answered: `[answers]` and `[[question]]`.
    pub(crate) fn answers(&mut self, root: &Section<'_>, frame: Option<(&str, &Frame)>) -> Option<Vec<Question>> {
        let declared = root.sections("question", &mut self.problems);
        let Some(section) = root.section("answers", &mut self.problems) else {
            if let Some(first) = read_questions(Vec::new(), &declared, &mut self.problems).first() {
                self.problems.push(
                    Remark::of(Kind::Key, first.place.clone(), "a question is declared, but there are no answers")
                        .hint("write [answers] and below it file = \"answers.csv\""),
                );
            }
            return None;
        };
        let numbers = self.numbers(&section);
        let of_dictionary = self.dictionary(&section, numbers);
        let questions = read_questions(of_dictionary.unwrap_or_default(), &declared, &mut self.problems);
        let mut words = |key: &str| -> Vec<String> {
            let words = section.list(key, &mut self.problems).unwrap_or_default();
            words.into_iter().map(|word| spelling(word.value.trim())).collect()
        };
        let not_applicable = words("not_applicable");
        let missing = self.missing(&section);
        let titles = self.titles_of(&section, &["unit_id"]);
        let unit_id = match section.text("unit_id", &mut self.problems) {
            Some(title) if titles.own("unit_id").is_some_and(|own| own != title.value) => {
                let message = "answers: both \"unit_id\" and \"columns.unit_id\" name a column";
                self.problems.push(Remark::of(Kind::Key, title.place, message).hint("keep one of them"));
                title.value
            }
            Some(title) => title.value,
            None => titles.of("unit_id").to_owned(),
        };
        let options = AnswerOptions {
            tie: self.tie(root, &unit_id),
            unit_id,
            missing,
            not_applicable,
            numbers,
            blank: section.word("blank", &mut self.problems),
            rules: SubmissionRules {
                duplicates: section.word("duplicates", &mut self.problems),
                incomplete: section.word("incomplete", &mut self.problems).unwrap_or_default(),
                exclude: section.list("exclude", &mut self.problems).unwrap_or_default(),
            },
            not_shown: &[],
        };
        let file = self.file(&section, "file", "answers")?;
        let (frame_file, frame) = frame?;
        let read = read_answers(&file, frame_file, frame, &questions, &options);
        self.take(read)
    }

    /// The questions of `dictionary`, where there is one.
    fn dictionary(&mut self, section: &Section<'_>, numbers: Option<NumberFormat>) -> Option<Vec<QuestionDefinition>> {
        let sheet = section.text("dictionary_sheet", &mut self.problems);
        if !section.keys().iter().any(|key| key.value == "dictionary") {
            if let Some(sheet) = sheet {
                let message = "answers.dictionary_sheet: a sheet is named, but no dictionary";
                self.problems
                    .push(Remark::of(Kind::Key, sheet.place, message).hint("write dictionary = \"questions.xlsx\""));
            }
            return None;
        }
        let mut file = self.file(section, "dictionary", "answers")?;
        file.sheet = sheet.map(|sheet| sheet.value);
        let read = read_dictionary(&file, numbers);
        self.take(read)
    }
}

/// The questions of a study: those of its dictionary, then those of its own file. Filters are checked against the questions before.
fn read_questions(
    of_dictionary: Vec<QuestionDefinition>,
    sections: &[Section<'_>],
    problems: &mut Problems,
) -> Vec<QuestionDefinition> {
    let mut declared = of_dictionary;
    for section in sections {
        declared.extend(read_question(section, problems));
    }
    let mut questions: Vec<QuestionDefinition> = Vec::new();
    for question in declared {
        if let Some(first) = questions.iter().find(|other| other.name == question.name) {
            let message = format!("the question {:?} stands at {} already", question.name, first.place);
            problems.push(Remark::of(Kind::Repeated, question.place.clone(), message));
            continue;
        }
        if let Some(filter) = &question.asked_if {
            refuse_unknown_filter(&question.place, filter, &questions, problems);
        }
        questions.push(question);
    }
    questions
}

fn refuse_unknown_filter(place: &Place, filter: &Filter, before: &[QuestionDefinition], problems: &mut Problems) {
    let Some(other) = before.iter().find(|question| question.name == filter.question) else {
        let message = format!("question.asked_if: no question before this one is called {:?}", filter.question);
        let hint = did_you_mean(&filter.question, before.iter().map(|question| question.name.as_str()));
        problems.push(Remark::of(Kind::Key, place.clone(), message).maybe_hint(hint));
        return;
    };
    let options: Vec<&str> = match &other.form {
        Form::Single { options, .. } | Form::Delimited { options, .. } => {
            options.iter().map(|option| option.name.as_str()).collect()
        }
        Form::Columns { columns, .. } => columns.iter().map(|(option, _)| option.as_str()).collect(),
        Form::Number { .. } => {
            let message = format!("question.asked_if: the question {:?} asks for a number", other.name);
            problems.push(Remark::of(Kind::Key, place.clone(), message).hint("filter by a question with options"));
            return;
        }
    };
    for option in filter.options.iter().filter(|_| !options.is_empty()) {
        if !options.contains(&option.as_str()) {
            let message = format!("question.asked_if: the question {:?} has no option {option:?}", other.name);
            let hint = did_you_mean(option, options.iter().copied())
                .unwrap_or_else(|| format!("its options are {}", options.join(", ")));
            problems.push(Remark::of(Kind::Key, place.clone(), message).hint(hint));
        }
    }
}

fn read_question(section: &Section<'_>, problems: &mut Problems) -> Option<QuestionDefinition> {
    let kind = section.word("kind", problems).unwrap_or(QuestionKind::Single);
    let Some(name) = section.text("name", problems) else {
        problems.push(
            section.problem("question: the key \"name\" is missing").hint("write name = \"…\" under [[question]]"),
        );
        return None;
    };
    let column = section.text("column", problems).map_or_else(|| name.value.clone(), |column| column.value);
    let limits = [section.number("minimum", problems), section.number("maximum", problems)];
    for limit in limits.iter().flatten().filter(|_| kind != QuestionKind::Number) {
        let message = "question: only a question of numbers has a minimum and a maximum";
        problems
            .push(Remark::of(Kind::Key, limit.place.clone(), message).hint("write kind = \"number\", or leave it out"));
    }
    let [minimum, maximum] = match limits {
        [Some(low), Some(high)] if low.value > high.value => {
            let message = format!("question.minimum: {} is above maximum = {}", low.value, high.value);
            problems.push(Remark::of(Kind::Key, low.place, message));
            // By limits that contradict each other no answer is judged.
            [None, None]
        }
        limits => limits,
    };
    let claim = section.number("claim", problems);
    if let Some(claim) =
        claim.as_ref().filter(|claim| kind != QuestionKind::Number && !(0.0..=1.0).contains(&claim.value))
    {
        let message = format!("question.claim: expected a share from 0 to 1, found {}", claim.value);
        problems.push(Remark::of(Kind::Key, claim.place.clone(), message).hint("50 % is written as 0.5"));
    }
    let form = match kind {
        QuestionKind::Single => Form::Single { column, options: options(section, problems) },
        QuestionKind::Number => Form::Number {
            column,
            minimum: minimum.map(|number| number.value),
            maximum: maximum.map(|number| number.value),
            or_words: false,
        },
        QuestionKind::Multiple => multiple(section, column, problems)?,
    };
    let blank = section.word("blank", problems);
    if blank.is_some() && kind != QuestionKind::Multiple {
        let message = "question.blank: only a question of several options may have nothing chosen";
        problems.push(section.problem(message).hint("write kind = \"multiple\", or leave blank out"));
    }
    let order = section.list("order", problems).unwrap_or_default();
    if !order.is_empty() && (kind == QuestionKind::Number || matches!(form, Form::Columns { .. })) {
        let message = "question.order: the question has no options in one column that could have an order";
        problems.push(section.problem(message).hint("columns have the order in which they are written"));
    }
    let traits = traits(section, kind, problems);
    Some(QuestionDefinition {
        place: name.place,
        name: name.value,
        text: section.text("text", problems).map(|text| text.value).filter(|text| !text.trim().is_empty()),
        table: section.text("table", problems).map(|title| title.value).filter(|title| !title.trim().is_empty()),
        form,
        asked_if: filter(section, problems),
        claim: claim.map(|claim| claim.value),
        blank,
        order: order.into_iter().map(|word| word.value).collect(),
        traits,
    })
}

/// `scale`, `cut` and `apart`.
fn traits(section: &Section<'_>, kind: QuestionKind, problems: &mut Problems) -> TraitsDefinition {
    let has_key = |key: &'static str| section.keys().into_iter().find(|found| found.value == key).map(|_| key);
    let said = |word: Located<String>| (word.value, word.place);
    let traits = TraitsDefinition {
        sides: section.word("scale", problems),
        cut: section.text("cut", problems).map(said),
        apart: section.list("apart", problems).map(|words| words.into_iter().map(said).collect()),
    };
    let keys = ["scale", "cut", "apart"].map(has_key);
    for key in keys.into_iter().flatten() {
        problems.0.extend(traits.refused(key, kind).map(|(message, hint)| section.problem(message).hint(hint)));
    }
    traits
}

fn lower(words: Option<Vec<Located<String>>>) -> Vec<String> {
    words.unwrap_or_default().into_iter().map(|word| spelling(word.value.trim())).collect()
}

fn multiple(section: &Section<'_>, column: String, problems: &mut Problems) -> Option<Form> {
    let has = |key: &str| section.keys().iter().any(|found| found.value == key);
    if let Some(delimiter) = section.text("delimiter", problems) {
        if delimiter.value.is_empty() {
            problems.push(Remark::of(Kind::Key, delimiter.place, "question.delimiter: expected a mark, found none"));
            return None;
        }
        let none = lower(section.list("none", problems));
        return Some(Form::Delimited { column, delimiter: delimiter.value, options: options(section, problems), none });
    }
    if !has("columns") {
        let message = "question: a question of several options needs columns or a delimiter";
        let hint = "write columns = [\"q1_a\", \"q1_b\"], or column = \"q1\" and delimiter = \";\"";
        problems.push(section.problem(message).hint(hint));
        return None;
    }
    let columns = section.words_by_key("columns", problems)?;
    Some(Form::Columns {
        columns: columns.into_iter().filter_map(|(name, words)| Some((name, words.into_iter().next()?))).collect(),
        yes: lower(section.list("yes", problems)),
        no: lower(section.list("no", problems)),
    })
}

/// `options = { yes = ["1", "sì"], no = "0" }`, or a list of words that are their own options. A word of two options is a problem.
fn options(section: &Section<'_>, problems: &mut Problems) -> Vec<OptionWords> {
    if !section.keys().iter().any(|key| key.value == "options") {
        return Vec::new();
    }
    let Some(declared) = section.words_by_key("options", problems) else { return Vec::new() };
    let mut options: Vec<OptionWords> = Vec::new();
    for (name, words) in declared {
        let words: Vec<String> = words.iter().map(|word| spelling(word.trim())).collect();
        for word in &words {
            if let Some(other) = options.iter().find(|other| other.words.contains(word)) {
                problems
                    .push(section.problem(format!("question.options: {word:?} means both {} and {name}", other.name)));
            }
        }
        options.push(OptionWords { name, words });
    }
    options
}

/// `asked_if = { q1 = ["yes"] }`: one earlier question.
fn filter(section: &Section<'_>, problems: &mut Problems) -> Option<Filter> {
    if !section.keys().iter().any(|key| key.value == "asked_if") {
        return None;
    }
    let mut filters = section.words_by_key("asked_if", problems)?;
    if filters.len() != 1 {
        problems
            .push(section.problem("question.asked_if: expected one question, such as asked_if = { q1 = [\"yes\"] }"));
        return None;
    }
    let (question, options) = filters.remove(0);
    Some(Filter { question, options })
}
