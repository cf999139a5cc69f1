//! Tables for LaTeX with the rules of booktabs, one after the other, to be put into a document.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::content::Document;
use crate::render::document::table::{Rank, Row, Table};
use crate::render::report::form::latex::latex;

/// Tables of more rows may be broken over pages.
const ROWS_OF_A_PAGE: usize = 30;
/// Column titles are broken into lines of so many letters.
const LETTERS_OF_A_TITLE: usize = 14;
/// Words over rows are broken into lines from so many letters on.
const LETTERS_OF_A_HEADING: usize = 60;
/// Tables of more columns have smaller letters and less space.
const COLUMNS_OF_A_PAGE: usize = 6;
/// First columns with longer words are broken into lines.
const LETTERS_OF_A_LINE: usize = 36;

/// A table that is wider than the page is made smaller.
const FITTING: &str = "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{";

/// All tables.
pub(crate) fn latex_document(document: &Document) -> String {
    let mut text = "% \\usepackage{array,booktabs,graphicx,longtable}\n".to_owned();
    for line in std::iter::once(&document.title).chain(document.lines()) {
        let _ = writeln!(text, "% {}", latex(line));
    }
    let tables = document.printed();
    for (at, table) in tables.iter().enumerate() {
        let earlier = tables[..at].iter().filter(|other| other.name == table.name).count();
        let again = if earlier == 0 { String::new() } else { format!("-{}", earlier + 1) };
        let label = format!("{}{again}", table.name.word());
        text.push('\n');
        text.push_str(&latex_table(table, &label, document.language));
    }
    text
}

fn latex_table(table: &Table, label: &str, language: Language) -> String {
    let is_long = table.rows.len() > ROWS_OF_A_PAGE;
    let columns = columns(table, language);
    let caption = format!("\\caption{{{}}}\\label{{tab:{label}}}", latex(&table.title));
    // LaTeX counts tables by itself; those of the supplement have the number that they have everywhere, and are not counted.
    let (number, uncounted) = if table.is_more {
        (format!("\\renewcommand{{\\thetable}}{{{}}}\n", latex(&table.number)), "\\addtocounter{table}{-1}\n")
    } else {
        (String::new(), "")
    };
    let header = header(table, language);
    let body: String = table.rows.iter().map(|row| latex_row(row, table, language)).collect();
    let size = match (is_wide(table), is_long) {
        (true, true) => "\\scriptsize\n\\setlength{\\tabcolsep}{2pt}\n",
        (true, false) => "\\footnotesize\n\\setlength{\\tabcolsep}{3pt}\n",
        (false, _) => "\\small\n",
    };
    let notes: String = table.all_notes().fold(String::new(), |notes, note| notes + &latex(note) + "\\par\n");
    let notes =
        if notes.is_empty() { notes } else { format!("\n\\smallskip\n{{\\footnotesize\\raggedright\n{notes}}}\n") };
    if is_long {
        format!(
            "{{{number}{size}\\begin{{longtable}}{{{columns}}}\n{caption}\\\\\n\\toprule\n{header}\\midrule\n\\endfirsthead\n\\toprule\n{header}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n{body}\\end{{longtable}}\n{uncounted}{notes}}}\n"
        )
    } else {
        format!(
            "\\begin{{table}}[htbp]\n\\centering\n{number}{size}{caption}\n{FITTING}\\begin{{tabular}}{{{columns}}}\n\\toprule\n{header}\\midrule\n{body}\\bottomrule\n\\end{{tabular}}}}\n{uncounted}{notes}\\end{{table}}\n"
        )
    }
}

fn is_wide(table: &Table) -> bool {
    table.columns.len() > COLUMNS_OF_A_PAGE
}

/// Words to the left, numbers to the right; the first column in lines where its words are long.
fn columns(table: &Table, language: Language) -> String {
    let first = |row: &Row| match row {
        Row::Heading(_) => 0,
        Row::Cells { cells, .. } => cells.first().map_or(0, |cell| cell.written(Kind::Text, language).chars().count()),
    };
    let is_long = table.rows.iter().map(first).max().is_some_and(|letters| letters > LETTERS_OF_A_LINE);
    let side = |(at, kind): (usize, Kind)| match (at, kind) {
        (0, _) if is_long && is_wide(table) => ">{\\raggedright\\arraybackslash}p{0.18\\linewidth}",
        (0, _) if is_long => ">{\\raggedright\\arraybackslash}p{0.4\\linewidth}",
        (_, Kind::Text) => "l",
        (_, Kind::Count | Kind::Part | Kind::Choice | Kind::Number | Kind::Estimate | Kind::Interval | Kind::P) => "r",
    };
    table.columns.iter().map(|column| column.kind).enumerate().map(side).collect()
}

/// What columns have in common, then their titles.
fn header(table: &Table, language: Language) -> String {
    let groups = table.groups();
    let mut text = String::new();
    if groups.iter().any(|(group, _)| group.is_some()) {
        let cells = groups.iter().map(|(group, n)| match group {
            Some(group) => format!("\\multicolumn{{{n}}}{{c}}{{{}}}", latex(group)),
            None => String::new(),
        });
        let _ = writeln!(text, "{} \\\\", cells.collect::<Vec<_>>().join(" & "));
        let mut first = 1;
        for (group, n) in groups {
            if group.is_some() {
                let _ = write!(text, "\\cmidrule(lr){{{first}-{}}}", first + n - 1);
            }
            first += n;
        }
        text.push('\n');
    }
    let titles = table.columns.iter().map(|column| titled(&column.printed(language), column.kind == Kind::Text));
    let _ = writeln!(text, "{} \\\\", titles.collect::<Vec<_>>().join(" & "));
    text
}

/// A title in lines as short as its words let them be.
fn titled(title: &str, is_to_left: bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LETTERS_OF_A_TITLE => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    let lines: Vec<String> = lines.iter().map(|line| latex(line)).collect();
    match lines.as_slice() {
        [one] => one.clone(),
        several => {
            let side = if is_to_left { 'l' } else { 'r' };
            format!("\\begin{{tabular}}[b]{{@{{}}{side}@{{}}}}{}\\end{{tabular}}", several.join(" \\\\ "))
        }
    }
}

fn latex_row(row: &Row, table: &Table, language: Language) -> String {
    match row {
        Row::Heading(words) => {
            let n = table.columns.len();
            let is_long = words.chars().count() > LETTERS_OF_A_HEADING;
            let side = if is_long { "p{0.95\\linewidth}" } else { "l" };
            format!("\\addlinespace\n\\multicolumn{{{n}}}{{{side}}}{{\\textbf{{{}}}}} \\\\\n", latex(words))
        }
        Row::Cells { rank, cells, .. } => {
            let written = cells.iter().zip(&table.columns);
            let mut written = written.map(|(cell, column)| latex(&cell.written(column.kind, language)));
            let first = written.next().unwrap_or_default();
            let first = match rank {
                Rank::Head => first,
                Rank::Inside => format!("\\quad {first}"),
            };
            format!("{} \\\\\n", std::iter::once(first).chain(written).collect::<Vec<_>>().join(" & "))
        }
    }
}
