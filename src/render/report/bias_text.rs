//! Representativeness for people, on a terminal, in Markdown or LaTeX: ten sentences, tables by question, and on request every table and
//! sentence.

use std::fmt::Write as _;

use crate::analysis::basis::measure::Measure;
use crate::analysis::compare::measures::Bias;
use crate::analysis::coverage::headline::headline_schemes;
use crate::analysis::gate::published::PublishedFindings;
use crate::input::problem::list::Extent;
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::report::balance_text::balance_block;
use crate::render::report::benchmark_text::benchmark_block;
use crate::render::report::brief::questions::{outcome_parts, question_blocks};
use crate::render::report::brief::summary::summary;
use crate::render::report::contrast_text::{contrast_sentences, wave_sentences};
use crate::render::report::form::block::{Block, Part, Table, escaped, markdown_of, text_of};
use crate::render::report::form::latex::latex_of;
use crate::render::report::outcome_text::outcome_blocks;
use crate::render::report::reviewer::{Answer, reviewer_answers};
use crate::words::catalogue::{plain, say};
use crate::words::number::{Grouping, count, p_value};
use crate::words::phrase::{level_in, number_in, terms_in};
use crate::words::section::is_printed;
use crate::words::sentence::{section_of, sentence, title};

/// Title, notice, and what was asked for.
fn heading(study: &Study, bias: &Bias) -> Vec<String> {
    let language = study.heading.language;
    let mut lines = Vec::new();
    if !study.heading.title.is_empty() {
        lines.push(study.heading.title.clone());
    }
    lines.extend(study.heading.notice.clone());
    let permutations = count(bias.permutations as u64, Grouping::Plain);
    let model = bias.model.as_ref().map_or_else(|_| "–".to_owned(), |model| model.formula.to_string());
    let values =
        [("model", model.into()), ("permutations", permutations.into()), ("seed", bias.seed.to_string().into())];
    lines.push(say(language, "bias-heading", values));
    lines
}

/// What stands below the heading: what a reader wants, tables by question, then all other results where they are asked for, at the end what
/// a reviewer asks.
fn blocks(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    extent: Extent,
    tables: Option<String>,
) -> Vec<Block> {
    let language = study.heading.language;
    let block = |key: &'static str, part: Part| Block { title: plain(language, key).to_owned(), parts: vec![part] };
    let mut blocks = vec![block("summary", Part::Sentences(summary(study, findings, bias)))];
    blocks.extend(question_blocks(study, bias, tables));
    let told = |key: &'static str, sentences: Vec<String>| {
        (!sentences.is_empty()).then(|| block(key, Part::Sentences(sentences)))
    };
    blocks.extend(told("by-group.title", contrast_sentences(study, &bias.contrasts)));
    blocks.extend(told("waves.title", wave_sentences(study, &bias.waves)));
    let benchmarks = benchmark_block(bias, language);
    blocks.extend(benchmarks.map(|block| Block::of(block.title, 1, &block.table, block.sentences)));
    let answers = reviewer_answers(study, findings, bias);
    let answers = match extent {
        Extent::Screen => answers.into_iter().map(|answer| pointing(answer, &blocks, language)).collect(),
        Extent::All => {
            blocks.extend(all_blocks(study, bias));
            answers
        }
    };
    blocks.push(block("asked", Part::Questions(answers)));
    blocks
}

/// An answer that a table above gives already points to that table.
fn pointing(answer: Answer, above: &[Block], language: Language) -> Answer {
    let title = answer.seen.map(|key| plain(language, key));
    let Some(title) = title.filter(|title| above.iter().any(|block| block.title == *title)) else { return answer };
    let text = say(language, "question-seen", [("title", title.into())]);
    Answer { text, ..answer }
}

/// Every table and every sentence.
fn all_blocks(study: &Study, bias: &Bias) -> Vec<Block> {
    let language = study.heading.language;
    let mut blocks: Vec<Block> =
        sections(study, &bias.rows).into_iter().map(|(name, rows)| section_block(name, &rows, language)).collect();
    if let Some(block) = balance_block(bias, language) {
        blocks.push(Block::of(block.title, 2, &block.table, block.sentences));
    }
    let parts: Vec<Part> = outcome_blocks(study, &bias.outcomes, &bias.sensitivity)
        .into_iter()
        .flat_map(|block| outcome_parts(block, true))
        .filter(|part| matches!(part, Part::Sentences(_)))
        .collect();
    if !parts.is_empty() {
        blocks.push(Block { title: plain(language, "section-answers").to_owned(), parts });
    }
    blocks
}

fn section_block(name: &str, rows: &[&Measure], language: Language) -> Block {
    let keys = ["bias-measure", "bias-variable", "bias-level", "bias-value", "bias-interval"];
    let header = keys.iter().map(|key| plain(language, key));
    let header: Vec<String> = header
        .chain(["n", "p", plain(language, "bias-p-adjusted"), plain(language, "bias-chance")])
        .map(str::to_owned)
        .collect();
    let rows_of: Vec<Vec<String>> = rows.iter().map(|row| cells(row, language).to_vec()).collect();
    let table = Table::of(3, &header, &rows_of);
    // Those that speak of a whole variable or model.
    let told: Vec<String> = rows.iter().filter(|row| row.level.is_none()).map(|row| sentence(row, language)).collect();
    let sentences = (!told.is_empty()).then_some(Part::Sentences(told));
    Block { title: name.to_owned(), parts: table.map(Part::Table).into_iter().chain(sentences).collect() }
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

fn cells(row: &Measure, language: Language) -> [String; 9] {
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
        row.n.map_or_else(String::new, |n| n.to_string()),
        row.p_value.map_or_else(String::new, |p| p_value(p, language)),
        row.p_adjusted.map_or_else(String::new, |p| p_value(p, language)),
        range(row.null_low, row.null_high),
    ]
}

/// The text for a terminal.
pub fn bias_text(study: &Study, findings: &PublishedFindings, bias: &Bias, extent: Extent) -> String {
    let text = text_of(&blocks(study, findings, bias, extent, None), study.heading.language);
    format!("{}\n{text}", heading(study, bias).join("\n"))
}

/// The same in Markdown, with the tables of a report.
pub fn bias_markdown(
    study: &Study,
    findings: &PublishedFindings,
    bias: &Bias,
    extent: Extent,
    tables: String,
) -> String {
    let mut lines = heading(study, bias).into_iter();
    let mut text = format!("**{}**\n\n", escaped(&lines.next().unwrap_or_default()));
    for line in lines {
        let _ = writeln!(text, "{}  ", escaped(&line));
    }
    text + &markdown_of(&blocks(study, findings, bias, extent, Some(tables)), study.heading.language)
}

/// The same in LaTeX, to be put into a document that uses the packages array, booktabs, graphicx and longtable.
pub fn bias_latex(study: &Study, findings: &PublishedFindings, bias: &Bias, extent: Extent, tables: String) -> String {
    latex_of(&heading(study, bias), &blocks(study, findings, bias, extent, Some(tables)), study.heading.language)
}
