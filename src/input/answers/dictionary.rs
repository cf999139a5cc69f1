//! Questions declared by a table, as survey offices keep their codebooks: a row for each option, or for a question without any.

use crate::input::answers::definition::{Form, OptionWords, QuestionDefinition, TraitsDefinition};
use crate::input::file::bytes::InputFile;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::kind::Kind;
use crate::input::problem::remark::Read;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::input::table::number_reader::NumberReader;
use crate::input::table::rows::{Column, Row, Table};
use crate::input::value::column::{ColumnRules, Expected};
use crate::input::value::format::NumberFormat;
use crate::input::value::missing::Missing;
use crate::input::value::word::spelling;
use crate::model::survey::questionnaire::{Filter, QuestionKind, Sides};

/// The columns of a dictionary; all but the first may be left out.
const COLUMNS: [&str; 16] = [
    "question",
    "kind",
    "text",
    "column",
    "option",
    "label",
    "asked_if",
    "claim",
    "minimum",
    "maximum",
    "delimiter",
    "none",
    "scale",
    "cut",
    "apart",
    "table",
];

/// What stands between several words in a cell.
const BETWEEN: char = '|';

/// The table with the columns that it has, in the order of [`COLUMNS`].
struct Dictionary<'a> {
    table: &'a Table,
    columns: [Option<Column>; 16],
    /// The columns of numbers, each decided by all of its cells.
    numbers: Vec<(Title, NumberReader)>,
}

/// A column of a dictionary.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    Question,
    Kind,
    Text,
    Column,
    Option,
    Label,
    AskedIf,
    Claim,
    Minimum,
    Maximum,
    Delimiter,
    None,
    Scale,
    Cut,
    Apart,
    Table,
}

/// A question while its rows are read.
struct Draft<'a> {
    name: String,
    place: Place,
    rows: Vec<Row<'a>>,
}

/// Reads the questions of a dictionary, in the order of their first rows. A row without a question belongs to the one above.
///
/// # Errors
/// A row that belongs to no question, a question whose rows stand apart, unknown kinds, cells of one question that contradict each other,
/// words of two options, text for a number.
pub fn read_dictionary(
    file: &InputFile,
    numbers: Option<NumberFormat>,
) -> Result<Read<Vec<QuestionDefinition>>, Problems> {
    let table = Table::read(file, &[&["question"]])?;
    let mut problems = Problems::default();
    let title = COLUMNS[Title::Question as usize];
    let Some(question) = table.find(title) else {
        let titles = table.titles().iter().map(String::as_str);
        let hint =
            did_you_mean(title, titles).unwrap_or_else(|| format!("the columns are {}", table.titles().join(", ")));
        let missing = Remark::of(Kind::Column, Place::file(&table.file), format!("no column {title:?}"));
        return Err(Problems::one(missing.hint(hint)));
    };
    let columns = COLUMNS.map(|title| table.find(title));
    let mut warnings = table.warnings.clone();
    let numbers = [Title::Claim, Title::Minimum, Title::Maximum].into_iter().filter_map(|title| {
        let rules =
            ColumnRules { expected: Expected::Number, numbers, missing: Missing::declared(Vec::new()), withheld: None };
        let column = columns[title as usize].as_ref()?;
        Some((title, NumberReader::new(&table, column, rules, &mut warnings, &mut problems)))
    });
    let numbers = numbers.collect();
    let dictionary = Dictionary { columns, numbers, table: &table };
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    for row in table.rows() {
        let name = row.cell(&question);
        let goes_on = drafts.last().is_some_and(|draft| name.is_empty() || draft.name == name);
        if goes_on {
            drafts.last_mut().into_iter().for_each(|draft| draft.rows.push(row));
        } else if name.is_empty() {
            problems.push(
                row.problem(Kind::Value, &question, "the row belongs to no question")
                    .hint("name the question in its first row"),
            );
        } else if let Some(first) = drafts.iter().find(|draft| draft.name == name) {
            let message = format!("the question {name:?} stands at {} already", first.place);
            problems.push(row.problem(Kind::Repeated, &question, message).hint("keep the rows of a question together"));
        } else {
            drafts.push(Draft { name: name.to_owned(), place: row.place(&question), rows: vec![row] });
        }
    }
    let read: Vec<QuestionDefinition> =
        drafts.iter().filter_map(|draft| dictionary.question(draft, &mut problems)).collect();
    if problems.0.is_empty() { Ok(Read { value: read, warnings }) } else { Err(problems.one_per_cell()) }
}

impl Dictionary<'_> {
    fn column(&self, title: Title) -> Option<&Column> {
        self.columns[title as usize].as_ref()
    }

    fn cell<'r>(&self, row: Row<'r>, title: Title) -> &'r str {
        row.optional(self.column(title)).unwrap_or_default()
    }

    /// The cell of the question's first row that has one. Another row may repeat it, not change it.
    fn one<'r>(&self, draft: &Draft<'r>, title: Title, problems: &mut Problems) -> Option<(Row<'r>, &'r str)> {
        let column = self.column(title)?;
        let mut filled = draft.rows.iter().map(|&row| (row, row.cell(column))).filter(|(_, cell)| !cell.is_empty());
        let (first, cell) = filled.next()?;
        for (row, other) in filled.filter(|(_, other)| *other != cell) {
            let message =
                format!("the question {:?} has {cell:?} on {} {}", draft.name, self.table.line_word(), first.line);
            problems.push(
                row.problem(Kind::Value, column, format!("{other:?} does not agree: {message}"))
                    .hint("fill in the first row of a question alone"),
            );
        }
        Some((first, cell))
    }

    fn number(&self, draft: &Draft<'_>, title: Title, problems: &mut Problems) -> Option<f64> {
        let (row, _) = self.one(draft, title, problems)?;
        let (_, reader) = self.numbers.iter().find(|(other, _)| *other == title)?;
        reader.number(row, problems).known()
    }

    fn kind(&self, draft: &Draft<'_>, problems: &mut Problems) -> QuestionKind {
        let Some((row, cell)) = self.one(draft, Title::Kind, problems) else { return QuestionKind::Single };
        let known = QuestionKind::ALL.into_iter().find(|kind| kind.word().eq_ignore_ascii_case(cell));
        if let (None, Some(column)) = (known, self.column(Title::Kind)) {
            let words = QuestionKind::ALL.map(QuestionKind::word);
            let hint = did_you_mean(cell, words).unwrap_or_else(|| format!("the kinds are {}", words.join(", ")));
            problems
                .push(row.problem(Kind::Word, column, format!("no kind of question is called {cell:?}")).hint(hint));
        }
        known.unwrap_or(QuestionKind::Single)
    }

    fn question(&self, draft: &Draft<'_>, problems: &mut Problems) -> Option<QuestionDefinition> {
        let kind = self.kind(draft, problems);
        let form = match kind {
            QuestionKind::Single => {
                Form::Single { column: self.answers_column(draft, problems), options: self.options(draft, problems) }
            }
            QuestionKind::Number => Form::Number {
                column: self.answers_column(draft, problems),
                minimum: self.number(draft, Title::Minimum, problems),
                maximum: self.number(draft, Title::Maximum, problems),
                or_words: false,
            },
            QuestionKind::Multiple => self.multiple(draft, problems)?,
        };
        if let Form::Number { minimum: Some(low), maximum: Some(high), .. } = &form
            && low > high
        {
            let message = format!("question {:?}: minimum {low} is above maximum {high}", draft.name);
            problems.push(Remark::of(Kind::Value, draft.place.clone(), message));
        }
        let claim = self.number(draft, Title::Claim, problems);
        if let Some(claim) = claim.filter(|claim| kind != QuestionKind::Number && !(0.0..=1.0).contains(claim)) {
            let message = format!("question {:?}: expected a claim from 0 to 1, found {claim}", draft.name);
            problems.push(Remark::of(Kind::Value, draft.place.clone(), message).hint("50 % is written as 0.5"));
        }
        Some(QuestionDefinition {
            place: draft.place.clone(),
            name: draft.name.clone(),
            text: self.one(draft, Title::Text, problems).map(|(_, text)| text.to_owned()),
            table: self.one(draft, Title::Table, problems).map(|(_, title)| title.to_owned()),
            form,
            asked_if: self.filter(draft, problems),
            claim,
            blank: None,
            order: Vec::new(),
            traits: self.traits(draft, kind, problems),
        })
    }

    /// Whether its options are a scale, where that is cut, and which of them stand apart.
    fn traits(&self, draft: &Draft<'_>, kind: QuestionKind, problems: &mut Problems) -> TraitsDefinition {
        let cell = |title: Title, problems: &mut Problems| {
            let (row, cell) = self.one(draft, title, problems)?;
            Some((cell, row.place(self.column(title)?)))
        };
        let scale = cell(Title::Scale, problems);
        let cut = cell(Title::Cut, problems).map(|(word, place)| (word.to_owned(), place));
        let apart = cell(Title::Apart, problems);
        let places = [("scale", scale.clone().map(|(_, place)| place)), ("cut", cut.clone().map(|(_, place)| place))];
        let places = places.into_iter().chain([("apart", apart.clone().map(|(_, place)| place))]);
        let sides = scale.and_then(|(word, place)| {
            let known = Sides::ALL.into_iter().find(|sides| sides.word().eq_ignore_ascii_case(word));
            if known.is_none() {
                let words = Sides::ALL.map(Sides::word);
                let hint = did_you_mean(word, words).unwrap_or_else(|| format!("the words are {}", words.join(", ")));
                problems.push(Remark::of(Kind::Word, place, format!("no scale is called {word:?}")).hint(hint));
            }
            known
        });
        let apart = apart.map(|(words, place)| {
            let words = words.split(BETWEEN).map(str::trim).filter(|word| !word.is_empty());
            words.map(|word| (word.to_owned(), place.clone())).collect()
        });
        let traits = TraitsDefinition { sides, cut, apart };
        for (key, place) in places.filter_map(|(key, place)| Some((key, place?))) {
            let refusal = traits.refused(key, kind);
            problems.0.extend(refusal.map(|(message, hint)| Remark::of(Kind::Key, place, message).hint(hint)));
        }
        traits
    }

    /// The column of answers: the question's own name where no other is given.
    fn answers_column(&self, draft: &Draft<'_>, problems: &mut Problems) -> String {
        self.one(draft, Title::Column, problems).map_or_else(|| draft.name.clone(), |(_, column)| column.to_owned())
    }

    /// The options by their labels; the words of one label are joined. An option without a label is its own.
    fn options(&self, draft: &Draft<'_>, problems: &mut Problems) -> Vec<OptionWords> {
        let mut options: Vec<OptionWords> = Vec::new();
        let Some(column) = self.column(Title::Option) else { return options };
        for &row in &draft.rows {
            let cell = row.cell(column);
            let label = Some(self.cell(row, Title::Label)).filter(|label| !label.is_empty());
            let words = words_of(cell);
            let Some(first) = cell.split(BETWEEN).map(str::trim).find(|word| !word.is_empty()) else {
                if let Some(label) = label {
                    let message = format!("the label {label:?} has no option");
                    problems.push(row.problem(Kind::Value, column, message).hint("write the word of the file"));
                }
                continue;
            };
            let name = label.unwrap_or(first);
            for word in &words {
                if let Some(other) = options.iter().find(|other| other.words.contains(word)) {
                    problems.push(row.problem(Kind::Word, column, format!("{word:?} means {} already", other.name)));
                }
            }
            match options.iter_mut().find(|option| option.name == name) {
                Some(option) => option.words.extend(words),
                None => options.push(OptionWords { name: name.to_owned(), words }),
            }
        }
        options
    }

    /// A column for each option, or one column with a delimiter.
    fn multiple(&self, draft: &Draft<'_>, problems: &mut Problems) -> Option<Form> {
        if let Some((_, delimiter)) = self.one(draft, Title::Delimiter, problems) {
            return Some(Form::Delimited {
                column: self.answers_column(draft, problems),
                delimiter: delimiter.to_owned(),
                options: self.options(draft, problems),
                none: self.one(draft, Title::None, problems).map_or_else(Vec::new, |(_, words)| words_of(words)),
            });
        }
        let with_column = draft.rows.iter().filter_map(|&row| {
            let title = Some(self.cell(row, Title::Column)).filter(|title| !title.is_empty())?;
            let name = [Title::Label, Title::Option].map(|name| self.cell(row, name));
            let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or(title);
            Some((name.to_owned(), title.to_owned()))
        });
        let columns: Vec<(String, String)> = with_column.collect();
        if columns.is_empty() {
            let message = format!("question {:?}: several options need columns or a delimiter", draft.name);
            let hint = "name the column of answers of each option under column, or write what stands between options under delimiter";
            problems.push(Remark::of(Kind::Value, draft.place.clone(), message).hint(hint));
            return None;
        }
        Some(Form::Columns { columns, yes: Vec::new(), no: Vec::new() })
    }

    /// `peer = yes | no`: an earlier question and its options.
    fn filter(&self, draft: &Draft<'_>, problems: &mut Problems) -> Option<Filter> {
        let (row, cell) = self.one(draft, Title::AskedIf, problems)?;
        let column = self.column(Title::AskedIf)?;
        let named = cell.split_once('=').map(|(question, options)| {
            let options = options.split(BETWEEN).map(str::trim).filter(|option| !option.is_empty());
            (question.trim(), options.map(str::to_owned).collect::<Vec<String>>())
        });
        match named {
            Some((question, options)) if !question.is_empty() && !options.is_empty() => {
                Some(Filter { question: question.to_owned(), options })
            }
            Some(_) | None => {
                let message = format!("expected a question and its options, found {cell:?}");
                problems.push(row.problem(Kind::Value, column, message).hint("such as peer = yes | perhaps"));
                None
            }
        }
    }
}

/// The words of a cell, in lower case.
fn words_of(cell: &str) -> Vec<String> {
    cell.split(BETWEEN).map(|word| spelling(word.trim())).filter(|word| !word.is_empty()).collect()
}
