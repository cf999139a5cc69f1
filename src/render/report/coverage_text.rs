//! Coverage as a table on a terminal.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::PublishedCoverage;
use crate::model::base::language::Language;
use crate::model::base::text::escaped;
use crate::model::place::scheme::TOTAL;
use crate::model::study::Study;
use crate::words::catalogue::plain;
use crate::words::number::{Grouping, count, date, p_value, percent};
use crate::words::picture::source_words;
use crate::words::published::{published_part, published_share, published_units};

/// Which areas and which source to show.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// One scheme; without it the total, the macro-areas and the broadest level.
    pub scheme: Option<String>,
    /// The source; without it the study's best.
    pub source: Option<Source>,
}

/// What stands where there is no number.
const NOTHING: &str = "–";

/// Rows of one scheme, with its name.
type Group<'a> = (&'a str, Vec<[String; 8]>);

fn groups<'a>(
    study: &'a Study,
    rows: &'a [PublishedCoverage],
    schemes: &'a [String],
    source: Source,
) -> Vec<Group<'a>> {
    let language = study.heading.language;
    schemes
        .iter()
        .map(|scheme| {
            let rows = rows.iter().filter(|row| row.scheme == *scheme && row.source == source);
            let cells = rows.map(|row| {
                let name =
                    study.scheme(scheme).map_or("", |found| found.areas()[row.area.index()].name.in_language(language));
                let (range, p) = row.null.as_ref().map_or_else(
                    |_| (NOTHING.to_owned(), NOTHING.to_owned()),
                    |null| {
                        let range = format!("{}–{}", percent(null.low, language), percent(null.high, language));
                        let p =
                            null.observed.map_or_else(|| NOTHING.to_owned(), |null| p_value(null.p_value, language));
                        (range.replacen("\u{a0}%", "", 1), p)
                    },
                );
                [
                    escaped(name).into_owned(),
                    published_units(row.units),
                    published_share(row.residents, language),
                    published_part(row.residents, Grouping::Plain),
                    count(row.residents.whole().0, Grouping::Plain),
                    range,
                    p,
                    row.adjusted.map_or_else(|| NOTHING.to_owned(), |adjusted| p_value(adjusted.p_value, language)),
                ]
            });
            (scheme.as_str(), cells.collect())
        })
        .collect()
}

/// Title, notice, source and date above a table.
fn heading(study: &Study, source: Source) -> Vec<String> {
    let language = study.heading.language;
    let source = source_words(source, language);
    let day = study.heading.reference_date.map(|day| format!(", {}", date(day, language)));
    let mut lines = Vec::new();
    if !study.heading.title.is_empty() {
        lines.push(escaped(&study.heading.title).into_owned());
    }
    lines.extend(study.heading.notice.as_ref().map(|notice| escaped(notice).into_owned()));
    lines.push(format!("{source}{}", day.unwrap_or_default()));
    lines
}

fn titles(language: Language) -> [&'static str; 8] {
    let keys = ["coverage-area", "coverage-units", "coverage-coverage", "coverage-covered", "coverage-residents"];
    let [area, units, coverage, covered, residents] = keys.map(|key| plain(language, key));
    [
        area,
        units,
        coverage,
        covered,
        residents,
        plain(language, "coverage-chance"),
        "p",
        plain(language, "coverage-p-adjusted"),
    ]
}

/// The table for a terminal, columns aligned.
pub fn terminal_table(study: &Study, rows: &[PublishedCoverage], schemes: &[String], source: Source) -> String {
    let titles = titles(study.heading.language);
    let groups = groups(study, rows, schemes, source);
    let mut widths = titles.map(UnicodeWidthStr::width);
    for row in groups.iter().flat_map(|(_, rows)| rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = heading(study, source).join("\n");
    text.push_str("\n\n");
    text.push_str(&aligned(&titles.map(str::to_owned), &widths));
    for (scheme, rows) in &groups {
        if groups.len() > 1 && *scheme != TOTAL {
            let _ = write!(text, "\n{}\n", escaped(scheme));
        }
        for row in rows {
            text.push_str(&aligned(row, &widths));
        }
    }
    text.push('\n');
    text.push_str(plain(study.heading.language, "coverage-note"));
    text.push('\n');
    text
}

fn aligned(cells: &[String; 8], widths: &[usize; 8]) -> String {
    let mut line = String::new();
    for (position, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let space = " ".repeat(width.saturating_sub(cell.width()));
        if position == 0 {
            line.push_str(cell);
            line.push_str(&space);
        } else {
            line.push_str("  ");
            line.push_str(&space);
            line.push_str(cell);
        }
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}
