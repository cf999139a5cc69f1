//! The words of a drafted study: every key, and above it what was decided.

use std::fmt::Write as _;

use crate::input::answers::draft::{Draft, DraftContent};
use crate::input::document::written::{comment, key, list, text};
use crate::input::study::draft::pairing::Pair;
use crate::input::study::draft::responded::Responded;
use crate::model::base::language::Language;

/// Who may learn which units answered: the analyst decides.
const PRIVACY: &str =
    "\n[privacy]\nanswers = \"internal\"   # or \"anonymous\": nobody may be inferred; \"public\": units agreed\n";

/// Everything that a drafted study says.
pub(super) struct Told<'a> {
    pub(super) title: String,
    pub(super) language: Language,
    /// Files that it was told from, as they were named.
    pub(super) from: Vec<String>,
    /// The name of the survey tool; empty where there is none.
    pub(super) tool: &'static str,
    /// The names of the files.
    pub(super) frame: &'a str,
    pub(super) answers: &'a str,
    /// The column of names of units, where its title is not `name`.
    pub(super) name: Option<&'a str>,
    pub(super) pair: &'a Pair,
    pub(super) responded: &'a Responded,
    /// Columns of the frame that could be characteristics.
    pub(super) further: Vec<String>,
    /// Whether numbers have a decimal point and nothing else decides.
    pub(super) points: bool,
    pub(super) questions: &'a [Draft],
    /// What is not read, a line for each.
    pub(super) left_out: Vec<String>,
}

/// Lines above this are sections of their own rather than one line.
const LONGEST: usize = 110;

impl Told<'_> {
    /// The text of the study file.
    pub(super) fn written(&self) -> String {
        let mut study = String::new();
        let an_export = if self.tool.is_empty() { String::new() } else { format!(", an export of {}", self.tool) };
        study.push_str(&comment(&format!(
            "Written by bacino init from {}{an_export}. Lines such as this one say what was decided; bacino check tells whether it fits.",
            self.from.join(", ")
        )));
        let _ = write!(study, "\ntitle = {}\nlanguage = {}\n", text(&self.title), text(self.language.word()));
        self.add_frame(&mut study);
        self.add_answers(&mut study);
        for question in self.questions {
            study.push('\n');
            add_question(question, &mut study);
        }
        if !self.left_out.is_empty() {
            study.push('\n');
            study.push_str(&comment("No questions:"));
            for line in &self.left_out {
                study.push_str(&comment(line));
            }
        }
        study
    }

    fn add_frame(&self, study: &mut String) {
        study.push_str(PRIVACY);
        study.push_str("\n[frame]\n");
        let _ = writeln!(study, "file = {}", text(self.frame));
        let pair = self.pair;
        let named = match &pair.through {
            None => format!("units are named by {}: its cells stand", text(&pair.frame.title)),
            Some(other) => format!(
                "units are named by {}, and answers name them by {}: its cells stand",
                text(&pair.frame.title),
                text(&other.title)
            ),
        };
        study.push_str(&comment(&format!(
            "{named} in {} of the answers, in {} of {} rows",
            text(&pair.answers.title),
            pair.matched,
            pair.filled
        )));
        let mut columns: Vec<(&str, &str)> = Vec::new();
        columns.extend(self.name.map(|title| ("name", title)));
        if pair.frame.title != "unit_id" {
            columns.push(("unit_id", &pair.frame.title));
        }
        match self.responded {
            Responded::Column(column, words) => {
                study.push_str(&comment(&format!("who answered stands in {}", text(&column.title))));
                if column.title != "responded" {
                    columns.push(("responded", &column.title));
                }
                let lists: Vec<String> =
                    words.iter().map(|(status, words)| format!("{} = {}", status.word(), list(words))).collect();
                if !lists.is_empty() {
                    let _ = writeln!(study, "response = {{ {} }}", lists.join(", "));
                }
            }
            Responded::ByAnswers => {
                study.push_str(&comment(
                    "no column said who answered: responded was added, 1 for units with a finished submission among the answers",
                ));
                study.push_str("response = { respondent = [\"1\"], nonrespondent = [\"0\"] }\n");
            }
        }
        if !columns.is_empty() {
            let columns: Vec<String> =
                columns.iter().map(|(name, title)| format!("{name} = {}", text(title))).collect();
            let _ = writeln!(study, "columns = {{ {} }}", columns.join(", "));
        }
        if !self.further.is_empty() {
            let _ = writeln!(study, "# characteristics = {}", list(&self.further));
        }
    }

    fn add_answers(&self, study: &mut String) {
        study.push_str("\n[answers]\n");
        let _ = writeln!(study, "file = {}", text(self.answers));
        let _ = writeln!(study, "unit_id = {}", text(&self.pair.answers.title));
        let mut say = |key: &str, why: &str| {
            let _ = writeln!(study, "{key:<40}# {why}");
        };
        if self.points {
            say("numbers = \"en\"", "the decimal mark is a point");
        }
        if !self.tool.is_empty() {
            say("duplicates = \"last\"", "of several submissions of a unit; or \"first\", \"error\"");
            say("incomplete = \"keep\"", "submissions that were not finished; or \"drop\"");
            say("blank = \"no\"", "nothing chosen of several options by who finished; or \"missing\"");
            say("# exclude = [\"17\"]", "submissions to leave out, such as tests");
        }
    }
}

fn add_question(question: &Draft, study: &mut String) {
    for note in &question.notes {
        study.push_str(&comment(note));
    }
    let _ = writeln!(study, "[[question]]\nname = {}", text(&question.name));
    if let Some(words) = &question.text {
        let _ = writeln!(study, "text = {}", text(words));
    }
    let column = |column: &String, study: &mut String| {
        if *column != question.name {
            let _ = writeln!(study, "column = {}", text(column));
        }
    };
    match &question.content {
        DraftContent::Single { column: title, .. } => column(title, study),
        DraftContent::Number { column: title } => {
            study.push_str("kind = \"number\"\n");
            column(title, study);
        }
        DraftContent::Multiple { .. } => study.push_str("kind = \"multiple\"\n"),
    }
    if let Some(filter) = &question.asked_if {
        let _ = writeln!(study, "asked_if = {{ {} = {} }}", key(&filter.question), list(&filter.options));
    }
    match &question.content {
        DraftContent::Single { options, .. } => {
            let own = options.iter().all(|(name, words)| words.len() == 1 && words[0] == *name);
            if own && !options.is_empty() {
                let names: Vec<&str> = options.iter().map(|(name, _)| name.as_str()).collect();
                let _ = writeln!(study, "options = {}", list(&names));
            } else {
                let value = |words: &[String]| if let [one] = words { text(one) } else { list(words) };
                let pairs: Vec<(&str, String)> =
                    options.iter().map(|(name, words)| (name.as_str(), value(words))).collect();
                add_pairs("options", &pairs, study);
            }
        }
        DraftContent::Multiple { columns } => {
            let pairs: Vec<(&str, String)> = columns.iter().map(|(name, title)| (name.as_str(), text(title))).collect();
            add_pairs("columns", &pairs, study);
        }
        DraftContent::Number { .. } => {}
    }
}

/// Keys and values in one line where it is short, else a line for each.
fn add_pairs(name: &str, pairs: &[(&str, String)], study: &mut String) {
    if pairs.is_empty() {
        return;
    }
    let lines: Vec<String> = pairs.iter().map(|(of, value)| format!("{} = {value}", key(of))).collect();
    let line = format!("{name} = {{ {} }}", lines.join(", "));
    if line.chars().count() <= LONGEST {
        let _ = writeln!(study, "{line}");
    } else {
        let _ = writeln!(study, "[question.{name}]\n{}", lines.join("\n"));
    }
}
