//! Tables for LaTeX with the rules of booktabs, one after the other, to be put into a document.

use std::fmt::Write as _;

use crate::model::base::language::Language;
use crate::render::document::cell::Kind;
use crate::render::document::content::Document;
use crate::render::document::table::{Column, Rank, Row, Table};
use crate::render::document::width::{LETTERS_OF_BROKEN, Width, broken, widths};
use crate::render::report::form::latex::{PACKAGES, latex};

/// Tables of more rows may be broken over pages.
const ROWS_OF_A_PAGE: usize = 30;
/// Words over rows are broken into lines from so many letters on.
const LETTERS_OF_A_HEADING: usize = 60;
/// A table that is wider than the page is made smaller.
const FITTING: &str = "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{";

/// All tables.
pub(crate) fn latex_document(document: &Document) -> String {
    let mut text = PACKAGES.to_owned();
    for line in std::iter::once(&document.title).chain(document.lines()) {
        let _ = writeln!(text, "% {}", latex(line));
    }
    text + &latex_tables(document)
}

/// The tables alone.
pub(crate) fn latex_tables(document: &Document) -> String {
    let mut text = String::new();
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
    let (size, columns) = size_and_columns(table, language);
    let caption = format!("\\caption{{{}}}\\label{{tab:{label}}}", latex(&table.title));
    // LaTeX counts tables by itself; those of the supplement have the number that they have everywhere, and are not counted.
    let (number, uncounted) = if Document::is_supplement(table) {
        (format!("\\renewcommand{{\\thetable}}{{{}}}\n", latex(&table.number)), "\\addtocounter{table}{-1}\n")
    } else {
        (String::new(), "")
    };
    let header = header(table, language);
    let body: String = table.rows.iter().map(|row| latex_row(row, table, language)).collect();
    let notes: String = table.all_notes().fold(String::new(), |notes, note| notes + &latex(note) + "\\par\n");
    let notes =
        if notes.is_empty() { notes } else { format!("\n\\smallskip\n{{\\footnotesize\\raggedright\n{notes}}}\n") };
    if is_long {
        format!(
            "{{{number}{size}\\begin{{longtable}}{{{columns}}}\n{caption}\\\\\n\\toprule\n{header}\\midrule\n\\endfirsthead\n\\toprule\n{header}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n{body}\\end{{longtable}}\n{uncounted}{notes}}}\n"
        )
    } else {
        format!(
            "\\begin{{table}}[htbp]\n\\centering\n{number}{caption}\n{size}{FITTING}\\begin{{tabular}}{{{columns}}}\n\\toprule\n{header}\\midrule\n{body}\\bottomrule\n\\end{{tabular}}}}\n{uncounted}{notes}\\end{{table}}\n"
        )
    }
}

/// The sizes of letters, from large to small: the command, how wide a digit is and the space on each side of a column, in points.
const SIZES: [(&str, f64, f64); 4] =
    [("\\small", 4.63, 6.0), ("\\footnotesize", 4.25, 3.0), ("\\scriptsize", 3.99, 2.0), ("\\tiny", 3.41, 2.0)];
/// Letters that are wider than a digit.
const SLACK: f64 = 1.03;
/// How wide the text of a page is, in points: A4 with margins of 25 mm.
const PAGE: f64 = 452.0;

/// The commands of the largest letters in which a table fits a page, and its columns: numbers to the right, words to the left, long ones in
/// lines that fill what the others leave.
fn size_and_columns(table: &Table, language: Language) -> (String, String) {
    let widths = widths(table, language);
    let n_rest = widths.iter().filter(|width| **width == Width::Rest).count();
    let own: usize = widths.iter().map(|width| if let Width::Own(letters) = width { *letters } else { 0 }).sum();
    let taken = |digit: f64, space: f64| SLACK * own as f64 * digit + 6.0 + 2.0 * space * widths.len() as f64;
    let needed = |digit: f64, space: f64| taken(digit, space) + (LETTERS_OF_BROKEN * n_rest) as f64 * digit;
    let smallest = SIZES[SIZES.len() - 1];
    let (size, digit, space) =
        SIZES.into_iter().find(|(_, digit, space)| needed(*digit, *space) <= PAGE).unwrap_or(smallest);
    let rest = if taken(digit, space) <= PAGE * 0.9 {
        format!("(\\linewidth-{:.0}pt)/{n_rest}", taken(digit, space))
    } else {
        "0.18\\linewidth".to_owned()
    };
    let of_column = |(width, column): (Width, &Column)| match (width, column.kind) {
        (Width::Rest, _) => format!(">{{\\raggedright\\arraybackslash}}p{{\\dimexpr{rest}\\relax}}"),
        (Width::Own(_), Kind::Text) => "l".to_owned(),
        (
            Width::Own(_),
            Kind::Count | Kind::Part | Kind::Choice | Kind::Number | Kind::Estimate | Kind::Interval | Kind::P,
        ) => "r".to_owned(),
    };
    let columns = widths.into_iter().zip(&table.columns).map(of_column).collect();
    (format!("{size}\n\\setlength{{\\tabcolsep}}{{{space}pt}}\n"), columns)
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
    let written = |column: &Column| {
        let title = column.printed(language);
        if column.kind == Kind::Text { latex(&title) } else { titled(&title) }
    };
    let titles = table.columns.iter().map(written);
    let _ = writeln!(text, "{} \\\\", titles.collect::<Vec<_>>().join(" & "));
    text
}

/// A title in lines.
fn titled(title: &str) -> String {
    let lines: Vec<String> = broken(title).iter().map(|line| latex(line)).collect();
    match lines.as_slice() {
        [one] => one.clone(),
        several => format!("\\begin{{tabular}}[b]{{@{{}}r@{{}}}}{}\\end{{tabular}}", several.join(" \\\\ ")),
    }
}

fn latex_row(row: &Row, table: &Table, language: Language) -> String {
    match row {
        Row::Heading(words) => {
            let n = table.columns.len();
            let is_long = words.chars().count() > LETTERS_OF_A_HEADING;
            let side = if is_long { "p{0.95\\linewidth}" } else { "l" };
            // No page ends with it.
            format!("\\addlinespace\n\\multicolumn{{{n}}}{{{side}}}{{\\textbf{{{}}}}} \\\\*\n", latex(words))
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
