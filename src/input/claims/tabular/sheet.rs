//! A table taken apart: header, label columns, value columns with what they hold, sections with their rows.

use std::ops::Range;

use crate::input::claims::language::style::Style;
use crate::input::claims::language::token::{Kind, Number, Token};
use crate::input::claims::language::weighted::WEIGHTED;
use crate::input::claims::source::document::Table;
use crate::input::claims::tabular::cell::{Value, cell_tokens, value};

/// A cell with its tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    /// Where its text stands.
    pub(crate) range: Range<usize>,
    /// The last column that it takes.
    pub(crate) span: usize,
    /// Its tokens.
    pub(crate) tokens: Vec<Token>,
    /// What it holds.
    pub(crate) value: Value,
}

impl Parsed {
    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.range.start == self.range.end
    }
}

/// What a column of numbers holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Counts.
    Counts,
    /// Percentages.
    Percents,
    /// Both.
    Pairs,
    /// Something else.
    Other,
}

/// A column of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Its place.
    pub(crate) at: usize,
    /// Words of its header.
    pub(crate) header: Vec<Token>,
    /// What it holds.
    pub(crate) holds: Holds,
}

/// A row with its label.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The label's place in the text.
    pub(crate) label: Range<usize>,
    /// The label's tokens.
    pub(crate) words: Vec<Token>,
    /// Its cells.
    pub(crate) cells: Vec<Parsed>,
}

impl Row {
    /// What a column holds in this row.
    pub(crate) fn value(&self, column: usize) -> &Value {
        self.cells.get(column).map_or(&Value::Empty, |cell| &cell.value)
    }

    /// Whether it adds up the others.
    pub(crate) fn is_total(&self) -> bool {
        const TOTALS: [&str; 14] = [
            "total",
            "totals",
            "totale",
            "totali",
            "overall",
            "sum",
            "somma",
            "italy",
            "italia",
            "all",
            "tutti",
            "tutte",
            "complessivo",
            "nazionale",
        ];
        let words: Vec<&Token> = self.words.iter().filter(|token| token.word().is_some()).collect();
        matches!(words.as_slice(), [first, ..] if first.is_word(&TOTALS) && words.len() <= 3 || words.len() == 2 && words[1].is_word(&["total", "totale"]))
            && !self.words.iter().any(|token| token.is_word(&["not", "non", "that", "apply"]))
    }
}

/// Rows under one heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    /// The heading's place in the text.
    pub(crate) title: Range<usize>,
    /// Its tokens.
    pub(crate) words: Vec<Token>,
    /// Its rows.
    pub(crate) rows: Vec<Row>,
}

/// A table taken apart.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// Columns of numbers.
    pub(crate) columns: Vec<Column>,
    /// Sections.
    pub(crate) sections: Vec<Section>,
    /// Headings above the header, as one.
    pub(crate) above: Vec<Token>,
}

/// Takes a table apart; `None` where it has no rows of numbers.
pub(crate) fn take(table: &Table, text: &str, style: Style) -> Option<Taken> {
    let rows: Vec<Vec<Parsed>> = table.rows.iter().map(|row| parsed(row, text, style)).collect();
    let first = rows.iter().position(|row| is_body(row))?;
    let n_columns = rows.iter().map(Vec::len).max()?;
    let mut above: Vec<&Vec<Parsed>> = rows[..first].iter().collect();
    // Headings of the first section stand between the header and its rows.
    let header_end = above.iter().rposition(|row| n_filled(row) > 1).map_or(0, |at| at + 1);
    let under = above.split_off(header_end);
    let (header, titles): (Vec<&Vec<Parsed>>, Vec<&Vec<Parsed>>) = above.into_iter().partition(|row| n_filled(row) > 1);
    let body: Vec<&Vec<Parsed>> = under.into_iter().chain(&rows[first..]).collect();
    let labels = label_columns(&body, n_columns);
    let columns: Vec<Column> = (labels..n_columns).map(|at| column(at, &header, &body, labels)).collect();
    let above = titles.into_iter().flatten().flat_map(|cell| cell.tokens.clone()).collect();
    let sections = sections(&body, labels, &columns);
    Some(Taken { columns, sections, above })
}

fn parsed(row: &[crate::input::claims::source::document::Cell], text: &str, style: Style) -> Vec<Parsed> {
    let cells = row.iter().map(|cell| {
        let tokens = cell_tokens(text, cell.range.clone(), style);
        let value = value(&tokens);
        Parsed { range: cell.range.clone(), span: cell.span, tokens, value }
    });
    cells.collect()
}

fn n_filled(row: &[Parsed]) -> usize {
    row.iter().filter(|cell| !cell.is_blank()).count()
}

/// Whether a row has numbers besides its label, and they are no years.
fn is_body(row: &[Parsed]) -> bool {
    let mut numbers = row.iter().skip(1).filter(|cell| cell.value.is_number()).peekable();
    let years = |cell: &Parsed| matches!(&cell.value, Value::One(number) if number.printed.decimals == 0 && (1900..2100).contains(&number.printed.digits));
    numbers.peek().is_some() && !numbers.all(years)
}

/// How many columns, from the left, hold labels.
fn label_columns(body: &[&Vec<Parsed>], n_columns: usize) -> usize {
    let is_label = |column: usize| {
        let cells = body.iter().filter_map(|row| row.get(column));
        let (words, numbers) = cells.fold((0, 0), |(words, numbers), cell| {
            (words + usize::from(cell.value == Value::Label), numbers + usize::from(cell.value.is_number()))
        });
        words > numbers
    };
    // The first column names rows even where its labels are numbers.
    1 + (1..n_columns).take_while(|column| is_label(*column)).count().min(3)
}

fn column(at: usize, header: &[&Vec<Parsed>], body: &[&Vec<Parsed>], labels: usize) -> Column {
    let mut words: Vec<Token> = Vec::new();
    for (n, row) in header.iter().enumerate() {
        // A cell that spans columns stands above all of them; so does one with blank ones behind it in the first of several rows.
        let spanning = row.iter().enumerate().find(|(start, cell)| !cell.is_blank() && *start <= at && at <= cell.span);
        let before = || row.iter().take(at + 1).skip(labels).rfind(|cell| !cell.is_blank());
        let cell = spanning.map(|(_, cell)| cell).or_else(|| if n + 1 < header.len() { before() } else { None });
        words.extend(cell.into_iter().flat_map(|cell| cell.tokens.clone()));
    }
    Column { at, holds: holds(at, &words, body), header: words }
}

/// Words of headers of counts.
const COUNTS: [&str; 18] = [
    "n",
    "no",
    "nr",
    "number",
    "count",
    "counts",
    "frequency",
    "freq",
    "numero",
    "frequenza",
    "frequenze",
    "conteggio",
    "units",
    "respondents",
    "rispondenti",
    "responses",
    "risposte",
    "num",
];

fn holds(at: usize, header: &[Token], body: &[&Vec<Parsed>]) -> Holds {
    let counted = header
        .iter()
        .enumerate()
        .any(|(n, token)| token.is_word(&COUNTS) && !header.get(n + 1).is_some_and(|next| next.is_mark('=')));
    let percent = header.iter().any(|token| {
        token.kind == Kind::Percent
            || token.is_mark('%')
            || token.is_word(&["percent", "percentage", "percentuale", "pct", "percentuali", "percentages"])
    });
    let values = || body.iter().filter_map(|row| row.get(at)).map(|cell| &cell.value).filter(|value| value.is_number());
    let n = values().count();
    let most = |test: fn(&Value) -> bool| n > 0 && values().filter(|value| test(value)).count() * 2 > n;
    if most(|value| matches!(value, Value::Pair(..))) {
        // Means with deviations are pairs too, and may stand among counts.
        let of_counts = most(|value| matches!(value, Value::Pair(count, _) if count.printed.decimals == 0));
        return if of_counts && !is_statistic(header) && !is_weighted(header) { Holds::Pairs } else { Holds::Other };
    }
    if most(|value| matches!(value, Value::Ratio(..))) {
        return Holds::Pairs;
    }
    if is_weighted(header) {
        return Holds::Other;
    }
    if most(|value| matches!(value, Value::Percent(_)))
        || percent && !counted && most(|value| matches!(value, Value::One(_)))
    {
        return Holds::Percents;
    }
    // A row of means may stand among rows of counts.
    let decimal = values().filter(|value| matches!(value, Value::One(number) if number.printed.decimals > 0)).count();
    let whole = most(|value| matches!(value, Value::One(number) if number.printed.decimals == 0));
    if whole && decimal * 4 <= n && !is_statistic(header) { Holds::Counts } else { Holds::Other }
}

/// Whether percentages are weighted or adjusted: then they are not those of the counts beside them.
pub(crate) fn is_weighted(words: &[Token]) -> bool {
    words.iter().any(|token| token.is_word(&WEIGHTED))
}

/// Whether a header names a statistic.
pub(crate) fn is_statistic(header: &[Token]) -> bool {
    header.iter().any(|token| {
        token.is_word(&[
            "mean",
            "media",
            "medie",
            "average",
            "median",
            "mediana",
            "sd",
            "ds",
            "iqr",
            "min",
            "max",
            "minimum",
            "maximum",
            "minimo",
            "massimo",
            "q1",
            "q3",
            "quartile",
            "quartili",
            "deviation",
            "deviazione",
            "range",
            "p",
            "rank",
            "year",
            "anno",
            "code",
            "codice",
            "score",
            "punteggio",
            "id",
        ])
    })
}

fn sections(body: &[&Vec<Parsed>], labels: usize, columns: &[Column]) -> Vec<Section> {
    let other = |at: usize| columns.iter().any(|column| column.at == at && column.holds == Holds::Other);
    let known = columns.iter().any(|column| column.holds != Holds::Other);
    let mut found = vec![Section::default()];
    for row in body {
        let label = row.iter().take(labels).rfind(|cell| !cell.is_blank());
        // The p-value of a question stands beside its heading.
        let value = |(at, cell): (usize, &Parsed)| cell.value.is_number() && !(known && other(at));
        let numbers = row.iter().enumerate().skip(labels).any(value);
        let filled = row
            .iter()
            .enumerate()
            .filter(|(at, cell)| !(cell.is_blank() || *at >= labels && known && other(*at)))
            .count();
        let Some(label) = label else {
            continue;
        };
        if !numbers {
            // A heading; words in another column are none.
            if filled == 1 {
                found.push(Section { title: label.range.clone(), words: label.tokens.clone(), rows: Vec::new() });
            }
            continue;
        }
        // In a table with two columns of labels the first names the question, once or in each row.
        if labels > 1
            && let Some(first) = row.first().filter(|first| !first.is_blank() && first.range != label.range)
        {
            let same = found.last().is_some_and(|last| words_of(&last.words) == words_of(&first.tokens));
            if !same {
                found.push(Section { title: first.range.clone(), words: first.tokens.clone(), rows: Vec::new() });
            }
        }
        let row = Row { label: label.range.clone(), words: label.tokens.clone(), cells: (*row).clone() };
        if let Some(last) = found.last_mut() {
            last.rows.push(row);
        }
    }
    found.retain(|section| !section.rows.is_empty());
    found
}

fn words_of(tokens: &[Token]) -> Vec<&Kind> {
    tokens.iter().map(|token| &token.kind).collect()
}

/// A base named among words: `n = 61`, `N=61; NA=1`, `base: 34`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Named {
    /// Of how many.
    pub(crate) base: Option<Number>,
    /// How many were asked.
    pub(crate) asked: Option<Number>,
    /// How many did not answer.
    pub(crate) not_answered: Option<Number>,
    /// Whether one answer could be given, or several.
    pub(crate) single: Option<bool>,
}

/// Reads what is named among words; of two bases neither is believed.
pub(crate) fn named(tokens: &[Token], text: &str) -> Named {
    let (mut named, mut bases, mut capitals): (Named, Vec<Number>, Vec<Number>) = Default::default();
    for (at, token) in tokens.iter().enumerate() {
        let equal = tokens.get(at + 1).is_some_and(|next| next.is_one_of("=:"));
        let number = tokens.get(at + if equal { 2 } else { 1 }).filter(|next| next.is_number()).and_then(Token::count);
        let Some(number) = number else { continue };
        let capital = text.get(token.range.clone()) == Some("N");
        match token.word() {
            Some("n") if equal && capital => capitals.push(number),
            Some("n" | "respondents" | "rispondenti") if equal => bases.push(number),
            Some("base") => bases.push(number),
            Some("na" | "missing" | "mancanti" | "nr") if equal => named.not_answered = Some(number),
            Some("asked" | "interpellati" | "chiesti") if equal => named.asked = Some(number),
            _ => {}
        }
    }
    match (bases.as_slice(), capitals.as_slice()) {
        ([base], []) | ([], [base]) => named.base = Some(base.clone()),
        ([base], [asked]) => (named.base, named.asked) = (Some(base.clone()), Some(asked.clone())),
        ([], []) => named.base = in_parentheses(tokens).or_else(|| of_the(tokens)),
        _ => {}
    }
    named.single = single(tokens);
    named
}

/// Nouns of which a table has some, and which are no units.
const NOT: [&str; 10] =
    ["years", "anni", "months", "mesi", "items", "categories", "questions", "domande", "digits", "regions"];

/// `(61 departments)`.
fn in_parentheses(tokens: &[Token]) -> Option<Number> {
    let found = tokens.windows(4).find(|window| {
        window[0].is_mark('(') && window[1].is_number() && window[2].word().is_some() && window[3].is_mark(')')
    });
    found.filter(|window| !window[2].is_word(&NOT)).and_then(|window| window[1].count())
}

/// `of the 61 departments`, `dei 61 dipartimenti`, `su 61`, `by the 61 respondents`.
fn of_the(tokens: &[Token]) -> Option<Number> {
    let units = |token: &Token| token.is_word(&["respondents", "rispondenti", "responders"]);
    if let Some(pair) = tokens.windows(2).find(|pair| pair[0].is_number() && units(&pair[1])) {
        return pair[0].count();
    }
    let found = tokens.windows(3).find(|window| {
        (window[0].is_word(&["of"]) && window[1].is_word(&["the"])
            || window[1].is_word(&["dei", "delle", "degli", "su"]))
            && window[2].is_number()
    });
    found.and_then(|window| window[2].count())
}

fn single(tokens: &[Token]) -> Option<bool> {
    let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    let has = |phrase: &[&str]| words.windows(phrase.len()).any(|window| window == phrase);
    let several: [&[&str]; 22] = [
        &["multiple", "choice"],
        &["multiple", "choices"],
        &["multiple", "answers"],
        &["multiple", "responses"],
        &["multiple", "response"],
        &["multiple-choice"],
        &["multiple-response"],
        &["more", "than", "one"],
        &["all", "that", "apply"],
        &["several", "answers"],
        &["risposta", "multipla"],
        &["risposte", "multiple"],
        &["scelta", "multipla"],
        &["piu", "risposte"],
        &["piu", "di", "una"],
        &["piu", "opzioni"],
        &["more", "answers"],
        &["select", "all"],
        &["not", "mutually", "exclusive"],
        &["possibili", "piu"],
        &["any", "number"],
        &["multi-response"],
    ];
    let one: [&[&str]; 9] = [
        &["single", "choice"],
        &["single", "answer"],
        &["one", "answer"],
        &["risposta", "singola"],
        &["una", "sola", "risposta"],
        &["single-choice"],
        &["scelta", "singola"],
        &["mutually", "exclusive"],
        &["risposta", "unica"],
    ];
    if several.iter().any(|phrase| has(phrase)) {
        return Some(false);
    }
    one.iter().any(|phrase| has(phrase)).then_some(true)
}
