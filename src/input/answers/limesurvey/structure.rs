//! The questions of a survey structure: with groups, parts, answers and conditions, in the order of the questionnaire. Until version 3 texts
//! stand in the tables of questions and answers themselves, then in tables of their own.

use std::collections::BTreeMap;

use crate::input::answers::limesurvey::kind::Type;
use crate::input::answers::limesurvey::markup::plain;
use crate::input::answers::limesurvey::sections::{Row, Sections};
use crate::input::file::bytes::InputFile;
use crate::input::problem::remark::Problems;

/// A survey as LimeSurvey keeps it.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// Its title.
    pub title: String,
    /// Its language, such as `it` or `de-informal`.
    pub language: String,
    /// Its questions in order.
    pub questions: Vec<Asked>,
}

/// One question of the survey.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its code.
    pub code: String,
    /// Survey, group and question by number, as old exports name columns: `123X4X56`.
    pub numbers: String,
    /// What kind of question it is; `None` for one that is not known.
    pub kind: Option<Type>,
    /// The letter of its kind.
    pub letter: String,
    /// Its words in each language, that of the survey first.
    pub texts: Vec<String>,
    /// Whether another option may be typed.
    pub other: bool,
    /// Whether numbers of an array are boxes.
    pub boxes: bool,
    /// Conditions of its group and its own; all must hold.
    pub conditions: Vec<String>,
    /// Its rows or options.
    pub rows: Vec<Part>,
    /// Its columns, where it has some.
    pub columns: Vec<Part>,
    /// Its answers on each of its scales.
    pub answers: Vec<Vec<Part>>,
}

/// A row, a column, an option or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its code.
    pub code: String,
    /// Its words in each language, that of the survey first.
    pub texts: Vec<String>,
}

/// Rows by what they are of.
type Rows<'a> = BTreeMap<&'a str, Vec<&'a Row>>;

/// Texts by what they are of, each with its language.
type Texts<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a str)>>;

impl Structure {
    /// Reads a `.lss` or `.lsa`.
    ///
    /// # Errors
    /// A file that is no XML, of another program, or of a single question.
    pub fn read(file: &InputFile) -> Result<Self, Problems> {
        let sections = Sections::read(file)?;
        let language = sections.languages.first().cloned().unwrap_or_default();
        let titles = sections.of("surveys_languagesettings");
        let title = titles.iter().find(|row| field(row, "surveyls_language") == language).or(titles.first());
        let title = title.map_or("", |row| field(row, "surveyls_title"));
        let reader = Reader {
            question_texts: texts(sections.of("question_l10ns"), "qid", "question"),
            answer_texts: texts(sections.of("answer_l10ns"), "aid", "answer"),
            parts: by(sections.of("questions").iter().chain(sections.of("subquestions")), "parent_qid"),
            answers: by(sections.of("answers").iter(), "qid"),
            attributes: by(sections.of("question_attributes").iter(), "qid"),
            sections: &sections,
        };
        Ok(Self { title: plain(title), language, questions: reader.questions() })
    }
}

struct Reader<'a> {
    sections: &'a Sections,
    question_texts: Texts<'a>,
    answer_texts: Texts<'a>,
    /// Parts by the question that they are of.
    parts: Rows<'a>,
    /// Answers and attributes by their question.
    answers: Rows<'a>,
    attributes: Rows<'a>,
}

impl<'a> Reader<'a> {
    fn questions(&self) -> Vec<Asked> {
        let mut groups: BTreeMap<&str, (i64, &str)> = BTreeMap::new();
        for row in self.sections.of("groups") {
            groups.entry(field(row, "gid")).or_insert((number(row, "group_order"), field(row, "grelevance")));
        }
        let is_question = |row: &&Row| matches!(field(row, "parent_qid"), "" | "0");
        let mut rows: Vec<&[&Row]> = Vec::new();
        let all: Vec<&Row> = self.sections.of("questions").iter().filter(is_question).collect();
        let by_question = grouped(&all, |row| field(row, "qid").to_owned());
        rows.extend(by_question.iter().map(Vec::as_slice));
        let order = |row: &Row| {
            let group = groups.get(field(row, "gid")).map_or(i64::MAX, |(order, _)| *order);
            (group, number(row, "question_order"))
        };
        rows.sort_by_key(|rows| rows.first().map(|row| order(row)));
        rows.into_iter().filter_map(|rows| Some(self.question(rows, &groups, rows.first()?))).collect()
    }

    fn question(&self, rows: &[&'a Row], groups: &BTreeMap<&str, (i64, &str)>, first: &'a Row) -> Asked {
        let qid = field(first, "qid");
        let attributes = self.attributes.get(qid).into_iter().flatten();
        let boxes = attributes
            .filter(|row| field(row, "attribute") == "multiflexible_checkbox")
            .any(|row| field(row, "value") == "1");
        let group = groups.get(field(first, "gid")).map_or("", |(_, condition)| *condition);
        let conditions =
            [group, field(first, "relevance")].into_iter().filter(|condition| !condition.trim().is_empty());
        Asked {
            code: field(first, "title").to_owned(),
            numbers: format!("{}X{}X{qid}", field(first, "sid"), field(first, "gid")),
            kind: Type::from_word(field(first, "type")),
            letter: field(first, "type").to_owned(),
            texts: self.texts_of(rows, self.question_texts.get(qid), "question"),
            other: field(first, "other") == "Y",
            boxes,
            conditions: conditions.map(str::to_owned).collect(),
            rows: self.parts_of(qid, "0"),
            columns: self.parts_of(qid, "1"),
            answers: vec![self.answers_of(qid, "0"), self.answers_of(qid, "1")],
        }
    }

    /// Texts of something in each language, marks taken off.
    fn texts_of(&self, rows: &[&Row], own: Option<&Vec<(&str, &str)>>, name: &str) -> Vec<String> {
        let mut found: Vec<(&str, &str)> = own.cloned().unwrap_or_default();
        found.extend(rows.iter().map(|row| (field(row, "language"), field(row, name))));
        let rank = |language: &str| {
            let known = self.sections.languages.iter().position(|known| known == language);
            known.unwrap_or(self.sections.languages.len())
        };
        found.sort_by_key(|(language, _)| rank(language));
        let mut texts: Vec<String> = Vec::new();
        for text in found.into_iter().map(|(_, text)| plain(text)).filter(|text| !text.is_empty()) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts
    }

    /// Parts of a question on one of its axes, in order.
    fn parts_of(&self, parent: &str, axis: &str) -> Vec<Part> {
        let rows = self.parts.get(parent).into_iter().flatten().copied();
        let mut rows: Vec<&'a Row> = rows.filter(|row| scale(row) == axis).collect();
        rows.sort_by_key(|row| number(row, "question_order"));
        let by_part = grouped(&rows, |row| field(row, "qid").to_owned());
        let part = |rows: &Vec<&'a Row>| {
            let first = rows.first()?;
            let own = self.question_texts.get(field(first, "qid"));
            Some(Part { code: field(first, "title").to_owned(), texts: self.texts_of(rows, own, "question") })
        };
        by_part.iter().filter_map(part).collect()
    }

    /// Answers of a question on one of its scales, in order.
    fn answers_of(&self, qid: &str, axis: &str) -> Vec<Part> {
        let rows = self.answers.get(qid).into_iter().flatten().copied();
        let mut rows: Vec<&'a Row> = rows.filter(|row| scale(row) == axis).collect();
        rows.sort_by_key(|row| number(row, "sortorder"));
        let by_code = grouped(&rows, |row| field(row, "code").to_owned());
        let part = |rows: &Vec<&'a Row>| {
            let first = rows.first()?;
            let own = self.answer_texts.get(field(first, "aid")).filter(|_| !field(first, "aid").is_empty());
            Some(Part { code: field(first, "code").to_owned(), texts: self.texts_of(rows, own, "answer") })
        };
        by_code.iter().filter_map(part).collect()
    }
}

/// Rows of one thing together, in the order of their first.
fn grouped<'a>(rows: &[&'a Row], name: impl Fn(&Row) -> String) -> Vec<Vec<&'a Row>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&'a Row>> = Vec::new();
    for row in rows {
        let at = *places.entry(name(row)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(row);
    }
    groups
}

fn by<'a>(rows: impl Iterator<Item = &'a Row>, of: &str) -> Rows<'a> {
    let mut found: Rows<'a> = BTreeMap::new();
    for row in rows {
        found.entry(field(row, of)).or_default().push(row);
    }
    found
}

fn texts<'a>(rows: &'a [Row], of: &str, name: &str) -> Texts<'a> {
    let mut texts: Texts<'a> = BTreeMap::new();
    for row in rows {
        texts.entry(field(row, of)).or_default().push((field(row, "language"), field(row, name)));
    }
    texts
}

fn field<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).map_or("", |text| text.trim())
}

fn scale(row: &Row) -> &str {
    match field(row, "scale_id") {
        "" => "0",
        scale => scale,
    }
}

fn number(row: &Row, name: &str) -> i64 {
    field(row, name).parse().unwrap_or_default()
}
