//! Questions of a survey structure, with the columns of an export that hold their answers.

use crate::input::answers::draft::{Draft, DraftContent, Structured};
use crate::input::answers::export::Export;
use crate::input::answers::limesurvey::kind::Type;
use crate::input::answers::limesurvey::relevance::{Relevance, relevance};
use crate::input::answers::limesurvey::structure::{Asked, Part, Structure};
use crate::input::file::bytes::InputFile;
use crate::input::problem::remark::Problems;
use crate::input::table::rows::Table;
use crate::model::survey::questionnaire::Filter;

/// Tells questions from a structure. A question of which the export has no column is left out.
///
/// # Errors
/// A file that is no survey structure.
pub(crate) fn of_structure(file: &InputFile, table: &Table, export: &Export) -> Result<Structured, Problems> {
    let structure = Structure::read(file)?;
    let mut found =
        Structured { title: structure.title.clone(), language: structure.language.clone(), ..Structured::default() };
    let reader = Reader { structure: &structure, table, export };
    for asked in &structure.questions {
        reader.add(asked, &mut found);
    }
    Ok(found)
}

struct Reader<'a> {
    structure: &'a Structure,
    table: &'a Table,
    export: &'a Export,
}

/// A choice: its name in tables and its words in exports.
type Choice = (String, Vec<String>);

impl Reader<'_> {
    fn add(&self, asked: &Asked, found: &mut Structured) {
        self.note_titles(asked, found);
        let Some(kind) = asked.kind else {
            found.left_out.push(format!("{}: a type of question that is not known, {:?}", asked.code, asked.letter));
            return;
        };
        if let Some(reason) = kind.left_out() {
            if kind != Type::Shown {
                found.left_out.push(format!("{}: {reason}", asked.code));
            }
            return;
        }
        let mut drafts = self.drafts(asked, kind);
        if drafts.is_empty() {
            found.left_out.push(format!("{}: the export has no column of it", asked.code));
            return;
        }
        let (asked_if, note) = self.filter(asked, &found.questions);
        for draft in &mut drafts {
            draft.asked_if.clone_from(&asked_if);
            draft.notes.extend(note.clone());
        }
        found.questions.extend(drafts);
    }

    /// Columns of a question, whether they are read or not.
    fn note_titles(&self, asked: &Asked, found: &mut Structured) {
        let own = |title: &str, question: &str| {
            let code = question.eq_ignore_ascii_case(&asked.code);
            code || title.starts_with(&asked.numbers) || asked.texts.iter().any(|text| text == question)
        };
        let titles = self.export.columns.iter().filter(|column| own(&column.title, &column.heading.question));
        found.titles.extend(titles.map(|column| column.title.clone()));
    }

    fn drafts(&self, asked: &Asked, kind: Type) -> Vec<Draft> {
        let choices = |scale: usize| self.choices(asked, kind, scale);
        let single = |parts: &[&Part], (scale, nth): (usize, usize), notes: Vec<String>| {
            let content = DraftContent::Single { column: self.title(asked, parts, nth)?, options: choices(scale) };
            Some(draft(asked, parts, content, notes))
        };
        let number = |parts: &[&Part], notes: Vec<String>| {
            let content = DraftContent::Number { column: self.title(asked, parts, 0)? };
            Some(draft(asked, parts, content, notes))
        };
        let row_of = |what: &str| vec![format!("a row of the {what} {}", asked.code)];
        match kind {
            Type::List | Type::Menu | Type::ListWithComment | Type::YesNo | Type::Gender | Type::FivePoints => {
                single(&[], (0, 0), Vec::new()).into_iter().collect()
            }
            Type::Number => number(&[], Vec::new()).into_iter().collect(),
            Type::Numbers => asked.rows.iter().filter_map(|row| number(&[row], row_of("numbers"))).collect(),
            Type::Multiple | Type::MultipleWithComments => self.boxes(asked, None).into_iter().collect(),
            Type::Array
            | Type::ArrayByColumn
            | Type::ArrayOfFive
            | Type::ArrayOfTen
            | Type::ArrayOfYesNo
            | Type::ArrayOfChange => {
                asked.rows.iter().filter_map(|row| single(&[row], (0, 0), row_of("array"))).collect()
            }
            Type::DualArray => {
                let scales = [scale("0"), scale("1")];
                let cells = asked.rows.iter().flat_map(|row| scales.iter().enumerate().map(move |scale| (row, scale)));
                cells.filter_map(|(row, (at, scale))| single(&[row, scale], (at, at), row_of("array"))).collect()
            }
            Type::ArrayOfNumbers if asked.boxes => {
                asked.rows.iter().filter_map(|row| self.boxes(asked, Some(row))).collect()
            }
            Type::ArrayOfNumbers => {
                let cells = asked.rows.iter().flat_map(|row| asked.columns.iter().map(move |column| (row, column)));
                let cell = |(row, column)| number(&[row, column], vec![format!("a cell of the array {}", asked.code)]);
                cells.filter_map(cell).collect()
            }
            Type::Ranking => {
                let places = 0..asked.answers[0].len().max(asked.rows.len());
                let note = |place: usize| vec![format!("what stands on place {place} of the ranking {}", asked.code)];
                let place = |at: usize| single(&[&scale(&(at + 1).to_string())], (0, at), note(at + 1));
                places.filter_map(place).collect()
            }
            Type::ArrayOfTexts
            | Type::ShortText
            | Type::LongText
            | Type::HugeText
            | Type::Texts
            | Type::Date
            | Type::Upload
            | Type::Equation
            | Type::Language
            | Type::Shown => Vec::new(),
        }
    }

    /// The title of the column that holds a question or a part of it, in whichever way the export writes it. `nth` tells columns apart
    /// whose parts have no words of their own.
    fn title(&self, asked: &Asked, parts: &[&Part], nth: usize) -> Option<String> {
        let codes: Vec<&str> = parts.iter().map(|part| part.code.as_str()).collect();
        let by_code = || self.export.find(self.table, &[&[asked.code.as_str()], &codes[..]].concat().join("_"));
        let by_number = || self.table.find(&format!("{}{}", asked.numbers, codes.join("_")));
        let is = |texts: &[String], words: &str| texts.iter().any(|text| squeezed(text) == squeezed(words));
        let by_words = || {
            let mut columns = self.export.columns.iter().filter(|column| {
                let heading = &column.heading;
                let whole = parts.is_empty() && is(&asked.texts, &column.title);
                let fits = |(part, words): (&&Part, &String)| part.texts.is_empty() || is(&part.texts, words);
                let parted = heading.parts.len() == parts.len() && parts.iter().zip(&heading.parts).all(fits);
                whole || (!heading.coded && parted && is(&asked.texts, &heading.question))
            });
            columns.nth(nth).and_then(|column| self.table.find(&column.title))
        };
        by_code().or_else(by_number).or_else(by_words).map(|column| column.title)
    }

    /// One question of several options: those of the question, or the columns of one row of boxes.
    fn boxes(&self, asked: &Asked, row: Option<&Part>) -> Option<Draft> {
        let other = Part { code: "other".to_owned(), texts: vec!["Other".to_owned(), "Altro".to_owned()] };
        let options = if row.is_some() { &asked.columns } else { &asked.rows };
        let mut columns: Vec<(String, String)> = Vec::new();
        let others = (asked.other && row.is_none()).then_some(&other);
        for option in options.iter().chain(others) {
            let parts: Vec<&Part> = row.into_iter().chain([option]).collect();
            let Some(title) = self.title(asked, &parts, 0) else { continue };
            let name = if option == &other { "other" } else { option.texts.first().unwrap_or(&option.code) };
            let taken = columns.iter().any(|(known, _)| known == name);
            columns.push((if taken { format!("{name} ({})", option.code) } else { name.to_owned() }, title));
        }
        let notes = row.map(|_| format!("a row of the array {}", asked.code)).into_iter().collect();
        let parts: Vec<&Part> = row.into_iter().collect();
        (!columns.is_empty()).then(|| draft(asked, &parts, DraftContent::Multiple { columns }, notes))
    }

    /// The choices of a question in their order: each with its code, and its words where no other choice has them.
    fn choices(&self, asked: &Asked, kind: Type, scale: usize) -> Vec<Choice> {
        let italian = self.structure.language.starts_with("it");
        let of_kind = kind.choices().iter().map(|(code, english, in_italian)| {
            let texts = if italian { [in_italian, english] } else { [english, in_italian] };
            Part { code: (*code).to_owned(), texts: texts.into_iter().map(|text| (*text).to_owned()).collect() }
        });
        let mut parts: Vec<Part> = of_kind.collect();
        if parts.is_empty() {
            let ranked = kind == Type::Ranking && asked.answers[0].is_empty();
            parts = if ranked { asked.rows.clone() } else { asked.answers.get(scale).cloned().unwrap_or_default() };
        }
        if asked.other && matches!(kind, Type::List | Type::Menu) {
            let texts = vec!["other".to_owned(), "Other".to_owned(), "Altro".to_owned()];
            parts.push(Part { code: "-oth-".to_owned(), texts });
        }
        let lower = |text: &String| text.to_lowercase();
        let words_of =
            |part: &Part| -> Vec<String> { [&part.code].into_iter().chain(&part.texts).map(lower).collect() };
        let all: Vec<Vec<String>> = parts.iter().map(words_of).collect();
        let mut choices: Vec<Choice> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let elsewhere =
                |word: &String| all.iter().enumerate().any(|(other, words)| other != at && words.contains(word));
            let mut words = vec![part.code.clone()];
            for text in part.texts.iter().filter(|text| !elsewhere(&lower(text))) {
                if !words.iter().any(|word| lower(word) == lower(text)) {
                    words.push(text.clone());
                }
            }
            let name = part.texts.first().unwrap_or(&part.code);
            let taken = choices.iter().any(|(known, _)| known == name);
            choices.push((if taken { format!("{name} ({})", part.code) } else { name.clone() }, words));
        }
        choices
    }

    /// Whom a question was put to, by an earlier question where the condition is simple; else a note.
    fn filter(&self, asked: &Asked, before: &[Draft]) -> (Option<Filter>, Option<String>) {
        let mut simple: Vec<Vec<(String, String)>> = Vec::new();
        let mut other = false;
        for condition in &asked.conditions {
            match relevance(condition) {
                Relevance::Always => {}
                Relevance::AnyOf(values) => simple.push(values),
                Relevance::Other => other = true,
            }
        }
        if let ([values], false) = (simple.as_slice(), other)
            && let Some(filter) = self.filter_of(values, before)
        {
            return (Some(filter), None);
        }
        if simple.is_empty() && !other {
            return (None, None);
        }
        let conditions: Vec<&str> = asked
            .conditions
            .iter()
            .map(|condition| condition.trim())
            .filter(|text| relevance(text) != Relevance::Always)
            .collect();
        (None, Some(format!("shown where {}: asked_if cannot say that", conditions.join(" and "))))
    }

    fn filter_of(&self, values: &[(String, String)], before: &[Draft]) -> Option<Filter> {
        let mut filter: Option<Filter> = None;
        for (variable, value) in values {
            let (draft, option) = before.iter().find_map(|draft| {
                let option = match &draft.content {
                    DraftContent::Single { options, .. } => {
                        let named = draft.name == *variable || self.by_number(variable).as_ref() == Some(&draft.name);
                        let known = |(_, words): &&Choice| words.iter().any(|word| word == value);
                        options.iter().filter(|_| named).find(known).map(|(name, _)| name)
                    }
                    DraftContent::Multiple { columns } => {
                        let own = self.box_of(variable);
                        columns
                            .iter()
                            .filter(|_| value == "Y")
                            .find(|(_, title)| Some(title) == own.as_ref())
                            .map(|(name, _)| name)
                    }
                    DraftContent::Number { .. } => None,
                };
                option.map(|option| (draft, option.clone()))
            })?;
            match &mut filter {
                None => filter = Some(Filter { question: draft.name.clone(), options: vec![option] }),
                Some(known) if known.question == draft.name => known.options.push(option),
                Some(_) => return None,
            }
        }
        filter
    }

    /// The title of the box that a condition names, such as `Q3_SQ001`.
    fn box_of(&self, variable: &str) -> Option<String> {
        self.structure.questions.iter().find_map(|asked| {
            let is_it = |row: &&Part| {
                variable == format!("{}_{}", asked.code, row.code)
                    || variable == format!("{}{}", asked.numbers, row.code)
            };
            self.title(asked, &[asked.rows.iter().find(is_it)?], 0)
        })
    }

    /// The code of the question that old conditions name by number.
    fn by_number(&self, variable: &str) -> Option<String> {
        self.structure.questions.iter().find(|asked| asked.numbers == variable).map(|asked| asked.code.clone())
    }
}

/// A scale or place, which has no words.
fn scale(code: &str) -> Part {
    Part { code: code.to_owned(), texts: Vec::new() }
}

fn draft(asked: &Asked, parts: &[&Part], content: DraftContent, notes: Vec<String>) -> Draft {
    let codes = parts.iter().map(|part| format!("_{}", part.code));
    let words = parts.iter().filter_map(|part| part.texts.first()).map(|text| format!(" [{text}]"));
    let text = asked.texts.first().map(|text| format!("{text}{}", words.collect::<String>()));
    Draft { name: format!("{}{}", asked.code, codes.collect::<String>()), text, content, asked_if: None, notes }
}

/// Words without blanks and capitals, for markup leaves different ones.
fn squeezed(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase()
}
