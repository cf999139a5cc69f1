//! How wide the columns of a table are, how large its letters, and how the page lies: as wide as its words, never wider than the page.

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::table::{Rank, Row, Table};
use crate::render::document::word::paragraph::Paper;
use crate::render::page::typeface::{Weight, width};

/// How large the letters of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// As the styles of tables have them.
    Usual,
    /// Those of a wide table.
    Small,
    /// Those of a table that would be too wide else.
    Smaller,
}

impl Letters {
    /// Their size in points, as `parts/styles.xml` has it.
    fn points(self) -> f64 {
        match self {
            Self::Usual => 8.5,
            Self::Small => 7.5,
            Self::Smaller => 6.5,
        }
    }

    /// The style of letters, where it is not that of the paragraph.
    pub(crate) fn style(self) -> Option<&'static str> {
        match self {
            Self::Usual => None,
            Self::Small => Some("TableSmall"),
            Self::Smaller => Some("TableSmaller"),
        }
    }
}

/// How a table is set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    /// The pages.
    pub(crate) paper: Paper,
    /// The letters.
    pub(crate) letters: Letters,
    /// The columns, in twentieths of a point.
    pub(crate) widths: Vec<u32>,
}

/// What is tried, the best first.
const TRIED: [(Paper, Letters); 5] = [
    (Paper::Upright, Letters::Usual),
    (Paper::Upright, Letters::Small),
    (Paper::Wide, Letters::Usual),
    (Paper::Wide, Letters::Small),
    (Paper::Wide, Letters::Smaller),
];

/// Left and right of a cell's words, in points.
const PADDING: f64 = 6.0;
/// Between columns of numbers, where there is room.
const AIR: f64 = 8.0;
/// How far the first words of a row below another stand in.
const INDENT: f64 = 8.5;
/// Lines of a title over numbers, and of words in a cell, at the most.
const LINES_OF_A_TITLE: f64 = 3.0;
const LINES_OF_A_CELL: f64 = 4.0;
/// Lines of words over rows.
const LINES_OF_A_HEADING: f64 = 2.0;
/// Twentieths in a point.
const TWENTIETHS: f64 = 20.0;

/// What a column needs, in points.
#[derive(Clone, Copy, Debug)]
struct Need {
    /// So that no word or number is broken.
    least: f64,
    /// So that it reads well.
    wanted: f64,
}

/// How a table is set: upright where it can be.
pub(crate) fn setting(table: &Table, language: Language) -> Setting {
    let found = TRIED.into_iter().find_map(|(paper, letters)| {
        let needs = needs(table, letters.points(), language);
        let widths = shared(&needs, wide(paper), heading(table, letters.points()))?;
        Some(Setting { paper, letters, widths: widths.into_iter().map(twentieths).collect() })
    });
    found.unwrap_or_else(|| {
        // Words are broken wherever it must be.
        let (paper, letters) = (Paper::Wide, Letters::Smaller);
        let needs = needs(table, letters.points(), language);
        let all: f64 = needs.iter().map(|need| need.least).sum();
        let widths = needs.iter().map(|need| twentieths(need.least * wide(paper) / all)).collect();
        Setting { paper, letters, widths }
    })
}

/// The width of the text in points.
fn wide(paper: Paper) -> f64 {
    f64::from(paper.text()[0]) / TWENTIETHS
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of a page's width")]
fn twentieths(points: f64) -> u32 {
    (points * TWENTIETHS).floor() as u32
}

/// The longest line of words over rows, in as many lines as it may have.
fn heading(table: &Table, points: f64) -> f64 {
    let headings = table.rows.iter().filter_map(|row| match row {
        Row::Heading(words) => Some(bold(words, points)),
        Row::Cells { .. } => None,
    });
    headings.fold(0.0, f64::max) / LINES_OF_A_HEADING + PADDING
}

/// The widths of columns within a page; `None` where words or numbers would be broken.
fn shared(needs: &[Need], page: f64, heading: f64) -> Option<Vec<f64>> {
    let sum = |of: fn(&Need) -> f64| needs.iter().map(of).sum::<f64>();
    let (least, wanted) = (sum(|need| need.least), sum(|need| need.wanted));
    if wanted <= page {
        // The first column makes room for words over rows.
        let more = (heading.min(page) - wanted).max(0.0);
        return Some(
            needs.iter().enumerate().map(|(at, need)| need.wanted + if at == 0 { more } else { 0.0 }).collect(),
        );
    }
    let part = (page - least) / (wanted - least);
    (least <= page).then(|| needs.iter().map(|need| need.least + part * (need.wanted - need.least)).collect())
}

/// What each column needs with letters of a size.
fn needs(table: &Table, points: f64, language: Language) -> Vec<Need> {
    let mut needs: Vec<Need> = (0..table.columns.len()).map(|at| need(table, at, points, language)).collect();
    // What columns have in common stands over them in two lines, and no word of it is broken.
    let mut first = 0;
    for (group, n) in table.groups() {
        if let Some(group) = group {
            let own = &mut needs[first..first + n];
            let over = longest_word(group, points, bold).max(bold(group, points) / 2.0) + PADDING;
            let lacking = (over - own.iter().map(|need| need.least).sum::<f64>()).max(0.0) / n as f64;
            for need in own {
                need.least += lacking;
                need.wanted = need.wanted.max(need.least);
            }
        }
        first += n;
    }
    needs
}

fn need(table: &Table, at: usize, points: f64, language: Language) -> Need {
    let column = &table.columns[at];
    let (mut widest, mut word) = (0.0_f64, 0.0_f64);
    for row in &table.rows {
        if let Row::Cells { rank, cells, .. } = row {
            let written = cells[at].written(column.kind, language);
            let indent = if at == 0 && *rank == Rank::Inside { INDENT } else { 0.0 };
            widest = widest.max(indent + regular(&written, points));
            word = word.max(indent + longest_word(&written, points, regular));
        }
    }
    let title = column.printed(language);
    let title_word = longest_word(&title, points, bold);
    let title_lines = bold(&title, points) / LINES_OF_A_TITLE;
    if column.kind == Kind::Text {
        let least = word.max(title_word).max(widest / LINES_OF_A_CELL);
        Need { least: least + PADDING, wanted: least.max(widest) + PADDING }
    } else {
        let least = widest.max(title_word);
        Need { least: least + PADDING, wanted: least.max(title_lines) + PADDING + AIR }
    }
}

/// Bold letters of other typefaces are wider than ours.
const BOLD: f64 = 1.1;

fn bold(words: &str, points: f64) -> f64 {
    BOLD * width(words, points, Weight::Semibold)
}

fn regular(words: &str, points: f64) -> f64 {
    width(words, points, Weight::Regular)
}

fn longest_word(words: &str, points: f64, wide: fn(&str, f64) -> f64) -> f64 {
    words.split(' ').map(|word| wide(word, points)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_large_as_the_styles_say() {
        let styles = include_str!("parts/styles.xml");
        for letters in [Letters::Usual, Letters::Small, Letters::Smaller] {
            let style = letters.style().unwrap_or("TableText");
            let (_, own) = styles.split_once(&format!("w:styleId=\"{style}\"")).unwrap();
            let own = own.split("</w:style>").next().unwrap();
            // Styles count in half points.
            assert!(own.contains(&format!("<w:sz w:val=\"{}\"/>", 2.0 * letters.points())), "{style}: {own}");
        }
    }
}
