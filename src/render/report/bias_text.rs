//! Representativeness for people: on a terminal or in Markdown, figures, sentences and a reviewer's questions.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::analysis::basis::measure::Measure;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::headline::headline_schemes;
use crate::analysis::gate::published::PublishedFindings;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::balance_text::balance_block;
use crate::render::report::benchmark_text::benchmark_block;
use crate::render::report::contrast_text::{contrast_sentences, wave_sentences};
use crate::render::report::outcome_text::outcome_blocks;
use crate::render::report::reviewer::reviewer_answers;
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, p_value, percent};
use crate::words::phrase::{level_in, number_in, terms_in};
use crate::words::section::is_printed;
use crate::words::sentence::{section_of, sentence, title};

/// The titles of the columns.
fn titles(language: Language) -> [&'static str; 8] {
    let keys = ["bias-measure", "bias-variable", "bias-level", "bias-value", "bias-interval", "bias-chance"];
    let [measure, variable, level, value, interval, chance] = keys.map(|key| plain(language, key));
    [measure, variable, level, value, interval, "p", plain(language, "bias-p-adjusted"), chance]
}

/// Title, notice, and what was asked for.
fn heading(study: &Study, findings: &PublishedFindings, bias: &Bias) -> Vec<String> {
    let language = study.heading.language;
    let mut lines = Vec::new();
    if !study.heading.title.is_empty() {
        lines.push(study.heading.title.clone());
    }
    lines.extend(study.heading.notice.clone());
    let answered = findings.n_answered;
    let n = bias.units.len();
    let share = if n > 0 { percent(answered as f64 / n as f64, language) } else { "–".to_owned() };
    let permutations = count(bias.permutations as u64, Grouping::Plain);
    let model = bias.model.as_ref().map_or_else(|_| "–".to_owned(), |model| model.formula.to_string());
    let values = [
        ("answered", answered.into()),
        ("n", n.into()),
        ("share", share.into()),
        ("model", model.into()),
        ("permutations", permutations.into()),
        ("seed", bias.seed.to_string().into()),
    ];
    lines.push(say(language, "bias-heading", values));
    lines
}

/// The rows of each section that are printed: of schemes only the headline ones, which the data have besides all others.
fn sections<'a>(study: &Study, rows: &'a [Measure]) -> Vec<(&'static str, Vec<&'a Measure>)> {
    let language = study.heading.language;
    let headline = headline_schemes(study);
    let other = |row: &&Measure| {
        let scheme = study.schemes.iter().any(|scheme| scheme.name() == row.variable);
        scheme && !headline.contains(&row.variable)
    };
    let mut sections: Vec<(&'static str, Vec<&Measure>)> = Vec::new();
    for row in rows.iter().filter(|row| is_printed(row.measure) && !other(row)) {
        let name = section_of(row.measure, language);
        match sections.iter_mut().find(|(other, _)| *other == name) {
            Some((_, rows)) => rows.push(row),
            None => sections.push((name, vec![row])),
        }
    }
    sections
}

fn cells(row: &Measure, language: Language) -> [String; 8] {
    let number = |value: f64| number_in(row, value, language);
    let range = |low: Option<f64>, high: Option<f64>| match (low, high) {
        (Some(low), Some(high)) => format!("[{}; {}]", number(low), number(high)),
        (Some(low), None) => format!("[{}; ∞)", number(low)),
        (None, Some(high)) => format!("(−∞; {}]", number(high)),
        (None, None) => String::new(),
    };
    [
        title(row.measure, language).to_owned(),
        terms_in(&row.variable, language).to_owned(),
        row.level.as_ref().map_or_else(String::new, |level| level_in(level, language).to_owned()),
        row.estimate.map_or_else(|| "–".to_owned(), number),
        range(row.low, row.high),
        row.p_value.map_or_else(String::new, |p| p_value(p, language)),
        row.p_adjusted.map_or_else(String::new, |p| p_value(p, language)),
        range(row.null_low, row.null_high),
    ]
}

/// Sentences of the rows that speak of a whole variable or model.
fn told<'a>(rows: &'a [&Measure], language: Language) -> impl Iterator<Item = String> + 'a {
    rows.iter().filter(|row| row.level.is_none()).map(move |row| sentence(row, language))
}

/// The text for a terminal.
pub fn bias_text(study: &Study, findings: &PublishedFindings, bias: &Bias) -> String {
    let language = study.heading.language;
    let mut text = heading(study, findings, bias).join("\n");
    text.push('\n');
    for (name, rows) in sections(study, &bias.rows) {
        let _ = write!(text, "\n{name}\n\n");
        let mut table = vec![titles(language).map(str::to_owned).to_vec()];
        table.extend(rows.iter().map(|row| cells(row, language).to_vec()));
        text.push_str(&aligned(&table, 3));
        text.push('\n');
        for sentence in told(&rows, language) {
            text.push_str(&wrapped(&format!("- {sentence}"), "  "));
        }
    }
    let blocks = [(balance_block(bias, language), 2), (benchmark_block(bias, language), 1)];
    for (block, words) in blocks.into_iter().filter_map(|(block, words)| Some((block?, words))) {
        let _ = write!(text, "\n{}\n\n{}\n", block.title, aligned(&block.table, words));
        for sentence in block.sentences {
            text.push_str(&wrapped(&format!("- {sentence}"), "  "));
        }
    }
    for block in outcome_blocks(study, &bias.outcomes, &bias.sensitivity) {
        let _ = write!(text, "\n{}\n\n{}\n", block.title, aligned(&block.table, 1));
        for sentence in block.same.into_iter().chain(block.sentences) {
            text.push_str(&wrapped(&format!("- {sentence}"), "  "));
        }
    }
    let by_group = contrast_sentences(study, &bias.contrasts);
    if !by_group.is_empty() {
        let _ = write!(text, "\n{}\n\n", plain(language, "by-group.title"));
    }
    for sentence in by_group {
        text.push_str(&wrapped(&format!("- {sentence}"), "  "));
    }
    let by_wave = wave_sentences(study, &bias.waves);
    if !by_wave.is_empty() {
        let _ = write!(text, "\n{}\n\n", plain(language, "waves.title"));
    }
    for sentence in by_wave {
        text.push_str(&wrapped(&format!("- {sentence}"), "  "));
    }
    let _ = write!(text, "\n{}\n\n", plain(language, "asked"));
    for (number, answer) in reviewer_answers(study, findings, bias).into_iter().enumerate() {
        let open = if answer.answered { String::new() } else { format!(" [{}]", plain(language, "asked.open")) };
        text.push_str(&wrapped(&format!("{}. {}{open}", number + 1, answer.question), "   "));
        text.push_str(&wrapped(&format!("   {}", answer.text), "   "));
    }
    text
}

/// Columns aligned, the first `words` to the left and numbers to the right; columns without any cell are left out.
fn aligned(table: &[Vec<String>], words: usize) -> String {
    let columns = 0..table.first().map_or(0, Vec::len);
    let used: Vec<usize> = columns.filter(|&column| table[1..].iter().any(|row| !row[column].is_empty())).collect();
    let width = |column: usize| table.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let mut text = String::new();
    for row in table {
        let mut line = String::new();
        for &column in &used {
            let space = " ".repeat(width(column) - row[column].width());
            if column < words {
                let _ = write!(line, "{}{space}  ", row[column]);
            } else {
                let _ = write!(line, "{space}{}  ", row[column]);
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Lines of at most a hundred columns; all but the first are indented.
fn wrapped(text: &str, indent: &str) -> String {
    const COLUMNS: usize = 100;
    let mut lines = String::new();
    let mut line = String::new();
    let leading: String = text.chars().take_while(|letter| *letter == ' ').collect();
    line.push_str(&leading);
    // No-break spaces hold numbers and units together.
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if line.width() + 1 + word.width() > COLUMNS && !line.trim().is_empty() {
            lines.push_str(line.trim_end());
            lines.push('\n');
            indent.clone_into(&mut line);
        }
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push_str(line.trim_end());
    lines.push('\n');
    lines
}

/// The same in Markdown.
pub fn bias_markdown(study: &Study, findings: &PublishedFindings, bias: &Bias) -> String {
    let language = study.heading.language;
    let mut lines = heading(study, findings, bias).into_iter();
    let mut text = format!("**{}**\n\n", escape(&lines.next().unwrap_or_default()));
    for line in lines {
        let _ = writeln!(text, "{}  ", escape(&line));
    }
    for (name, rows) in sections(study, &bias.rows) {
        let _ = write!(
            text,
            "\n## {name}\n\n| {} |\n|---|---|---|---:|---:|---:|---:|---:|\n",
            titles(language).join(" | ")
        );
        for row in &rows {
            let _ = writeln!(text, "| {} |", cells(row, language).map(|cell| escape(&cell)).join(" | "));
        }
        text.push('\n');
        for sentence in told(&rows, language) {
            let _ = writeln!(text, "- {}", escape(&sentence));
        }
    }
    let blocks = [(balance_block(bias, language), 2), (benchmark_block(bias, language), 1)];
    for (block, words) in blocks.into_iter().filter_map(|(block, words)| Some((block?, words))) {
        text.push_str(&markdown_block(block.title, words, block.table, block.sentences));
    }
    for block in outcome_blocks(study, &bias.outcomes, &bias.sensitivity) {
        let sentences = block.same.into_iter().chain(block.sentences);
        text.push_str(&markdown_block(&block.title, 1, block.table, sentences));
    }
    let by_group = contrast_sentences(study, &bias.contrasts);
    if !by_group.is_empty() {
        let _ = write!(text, "\n## {}\n\n", plain(language, "by-group.title"));
    }
    for sentence in by_group {
        let _ = writeln!(text, "- {}", escape(&sentence));
    }
    let by_wave = wave_sentences(study, &bias.waves);
    if !by_wave.is_empty() {
        let _ = write!(text, "\n## {}\n\n", plain(language, "waves.title"));
    }
    for sentence in by_wave {
        let _ = writeln!(text, "- {}", escape(&sentence));
    }
    let _ = write!(text, "\n## {}\n\n", plain(language, "asked"));
    for (number, answer) in reviewer_answers(study, findings, bias).into_iter().enumerate() {
        let open = if answer.answered { String::new() } else { format!(" *[{}]*", plain(language, "asked.open")) };
        let _ = writeln!(text, "{}. **{}**{open} {}", number + 1, answer.question, escape(&answer.text));
    }
    text
}

/// A table of a title of its own, the first `words` columns to the left, with its sentences.
fn markdown_block(
    title: &str,
    words: usize,
    table: Vec<Vec<String>>,
    sentences: impl IntoIterator<Item = String>,
) -> String {
    let columns = table.first().map_or(0, Vec::len);
    let sides = "---|".repeat(words.min(columns)) + &"---:|".repeat(columns.saturating_sub(words));
    let joined = |row: Vec<String>| row.iter().map(|cell| escape(cell)).collect::<Vec<String>>().join(" | ");
    let mut rows = table.into_iter().map(joined);
    let mut text = format!("\n## {}\n\n| {} |\n|{sides}\n", escape(title), rows.next().unwrap_or_default());
    for row in rows {
        let _ = writeln!(text, "| {row} |");
    }
    text.push('\n');
    for sentence in sentences {
        let _ = writeln!(text, "- {}", escape(&sentence));
    }
    text
}

fn escape(text: &str) -> String {
    text.replace('|', "\\|")
}
