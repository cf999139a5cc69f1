//! Plain text and Markdown: paragraphs between blank lines, items of lists, tables drawn with bars, tabs or aligned by spaces.

use std::ops::Range;

use crate::input::claims::source::document::{Cell, Document, MOST_CELLS, Part, Table};

/// A line without its end, and without the blanks around it.
type Line = Range<usize>;

/// Reads a text.
pub(crate) fn read_plain(text: String) -> Document {
    let mut document = Document { text, ..Document::default() };
    let text = document.text.clone();
    let (mut parts, mut block, mut fenced) = (Vec::new(), Vec::new(), false);
    let mut room = MOST_CELLS;
    for line in lines(&text) {
        let shown = text.get(line.clone()).unwrap_or_default().trim();
        let fence = shown.starts_with("```") || shown.starts_with("~~~");
        if fence || fenced || shown.is_empty() {
            fenced ^= fence;
            take_block(&text, &mut block, &mut parts, &mut room);
        } else {
            block.push(line);
        }
    }
    take_block(&text, &mut block, &mut parts, &mut room);
    if room == 0 {
        document.left_out.push(format!("only the first {MOST_CELLS} cells of tables were read"));
    }
    document.parts = parts;
    document
}

fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end().len()
    })
}

/// Lines between blank lines: a table or paragraphs.
fn take_block(text: &str, block: &mut Vec<Line>, parts: &mut Vec<Part>, room: &mut usize) {
    let lines = std::mem::take(block);
    let tables = tables(text, &lines);
    let mut at = 0;
    while at < lines.len() {
        let Some(n) = tables[at] else {
            let heading = shown(text, &lines[at]).starts_with('#');
            let more = lines[at + 1..].iter().zip(&tables[at + 1..]);
            let n =
                1 + more.take_while(|(line, table)| !heading && table.is_none() && !begins(shown(text, line))).count();
            parts.push(Part::Prose(lines[at].start..lines[at + n - 1].end));
            at += n;
            continue;
        };
        let rows = rows(text, &lines[at..at + n], room);
        let bars = rows_are_barred(text, &lines[at..at + n]);
        // A blank line inside of a table does not end it.
        match parts.last_mut() {
            Some(Part::Table(table)) if !bars && at == 0 => table.rows.extend(rows),
            Some(Part::Table(_) | Part::Prose(_)) | None => {
                parts.push(Part::Table(Table { rows, captions: Vec::new() }));
            }
        }
        at += n;
    }
}

fn shown<'a>(text: &'a str, line: &Line) -> &'a str {
    text.get(line.clone()).unwrap_or_default().trim()
}

/// Whether a line begins a paragraph of its own: a heading, an item of a list.
fn begins(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits)
        && line.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    numbered
        || ["# ", "## ", "### ", "#### ", "- ", "* ", "+ ", "• ", "– ", "> "].iter().any(|mark| line.starts_with(mark))
}

/// For each line how many, from it on, are a table; `None` where none begins there. From the last line to the first, so that the work grows
/// with the lines.
fn tables(text: &str, lines: &[Line]) -> Vec<Option<usize>> {
    let mut found = vec![None; lines.len()];
    let (mut run, mut numeric, mut several) = (0_usize, 0_usize, 0_usize);
    for (at, line) in lines.iter().enumerate().rev() {
        let first = shown(text, line);
        let (barred, rule) = (is_barred(first), is_rule(first));
        run = if barred || rule { run + 1 } else { 0 };
        let fields = fields(text, line);
        numeric += usize::from(is_row(text, &fields));
        several += usize::from(fields.len() >= 2);
        if barred || rule && first.starts_with('+') {
            found[at] = (run >= 2).then_some(run);
        } else if fields.len() >= 2 && numeric >= 2 && several * 3 >= (lines.len() - at) * 2 {
            // Aligned: all to the end of the block, where most lines have columns, and at least two have numbers in them.
            found[at] = Some(lines.len() - at);
        }
    }
    found
}

fn rows_are_barred(text: &str, lines: &[Line]) -> bool {
    lines.iter().any(|line| is_barred(shown(text, line)))
}

fn is_barred(line: &str) -> bool {
    let bars = line.bytes().filter(|byte| *byte == b'|').count();
    bars >= 2 || bars == 1 && !line.starts_with('|') && line.contains(" | ")
}

/// Whether a line is drawn, as under the header.
fn is_rule(line: &str) -> bool {
    line.len() >= 2
        && line.chars().all(|letter| "-=_─━|:+ \t┼".contains(letter))
        && line.contains(['-', '=', '_', '─', '━'])
}

/// Whether a line has a label and then numbers.
fn is_row(text: &str, fields: &[Range<usize>]) -> bool {
    let number = |field: &Range<usize>| {
        let field = text.get(field.clone()).unwrap_or_default();
        field.len() <= 24 && field.starts_with(|letter: char| letter.is_ascii_digit() || "(<>-–—.".contains(letter))
    };
    fields.len() >= 2 && fields.iter().skip(1).filter(|field| number(field)).count() >= 1
}

/// What stands between tabs, or between at least two spaces.
fn fields(text: &str, line: &Line) -> Vec<Range<usize>> {
    let all = text.get(line.clone()).unwrap_or_default();
    let mut fields = Vec::new();
    if all.contains('\t') {
        let mut at = line.start;
        for field in all.split('\t') {
            fields.push(trimmed(text, at..at + field.len()));
            at += field.len() + 1;
        }
        return fields;
    }
    let (bytes, mut at) = (all.as_bytes(), 0);
    while at < bytes.len() {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        let end = all.get(at..).and_then(|rest| rest.find("  ")).map_or(all.len(), |n| at + n);
        fields.push(line.start + at..line.start + end);
        at = end;
    }
    fields
}

/// A range without the blanks and bars around it.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let found = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (found.len() - found.trim_start().len());
    start..start + found.trim().len()
}

fn rows(text: &str, lines: &[Line], room: &mut usize) -> Vec<Vec<Cell>> {
    let barred = rows_are_barred(text, lines);
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut aligned = Vec::new();
    for line in lines.iter().filter(|line| !is_rule(shown(text, line))) {
        if barred {
            rows.push(between_bars(text, line));
        } else {
            aligned.push(fields(text, line));
        }
    }
    if !barred {
        rows = in_columns(text, lines, aligned);
    }
    let mut found = Vec::new();
    for row in rows {
        if *room < row.len() {
            *room = 0;
            break;
        }
        *room -= row.len();
        found.push(row.into_iter().enumerate().map(|(column, range)| Cell { range, span: column }).collect());
    }
    found
}

fn between_bars(text: &str, line: &Line) -> Vec<Range<usize>> {
    let line = trimmed(text, line.clone());
    let all = text.get(line.clone()).unwrap_or_default();
    let inner = all.strip_prefix('|').unwrap_or(all);
    let mut at = line.start + (all.len() - inner.len());
    let inner = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inner);
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for cell in inner.split('|') {
        let range = at..at + cell.len();
        // A bar behind a backslash is a bar of the text.
        match cells.last_mut() {
            Some(last) if open => last.end = range.end,
            Some(_) | None => cells.push(range),
        }
        open = cell.ends_with('\\');
        at += cell.len() + 1;
    }
    cells.into_iter().map(|cell| trimmed(text, cell)).collect()
}

/// Puts fields of aligned lines into columns. A line with as many fields as most lines has them in order; another has each in the column
/// above or below which it stands.
fn in_columns(text: &str, lines: &[Line], aligned: Vec<Vec<Range<usize>>>) -> Vec<Vec<Range<usize>>> {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for fields in aligned.iter().filter(|fields| fields.len() > 1) {
        *counts.entry(fields.len()).or_default() += 1;
    }
    let Some((usual, _)) = counts.iter().max_by_key(|(fields, lines)| (**lines, **fields)).map(|(a, b)| (*a, *b))
    else {
        return aligned;
    };
    if lines.iter().any(|line| text.get(line.clone()).is_some_and(|line| line.contains('\t'))) {
        return aligned;
    }
    let starts: Vec<&Line> = lines.iter().filter(|line| !is_rule(shown(text, line))).collect();
    // Where a column stands: characters of its line.
    let place = |row: usize, range: &Range<usize>| {
        let start = starts.get(row).map_or(0, |line| line.start);
        let count = |end: usize| text.get(start..end).unwrap_or_default().chars().count();
        (count(range.start), count(range.end))
    };
    let mut columns = vec![(usize::MAX, 0_usize); usual];
    for (row, fields) in aligned.iter().enumerate().filter(|(_, fields)| fields.len() == usual) {
        for (column, field) in columns.iter_mut().zip(fields) {
            let (start, end) = place(row, field);
            *column = (column.0.min(start), column.1.max(end));
        }
    }
    let rows = aligned.into_iter().enumerate().map(|(row, fields)| {
        if fields.len() == usual || fields.len() == 1 && place(row, &fields[0]).0 <= columns[0].1 {
            return fields;
        }
        let mut cells = vec![0..0; usual];
        for field in fields {
            let (start, end) = place(row, &field);
            let overlap = |column: &(usize, usize)| end.min(column.1).saturating_sub(start.max(column.0));
            let distance = |column: &(usize, usize)| start.abs_diff(column.0).min(end.abs_diff(column.1));
            let best = (0..usual).max_by_key(|at| (overlap(&columns[*at]), usize::MAX - distance(&columns[*at])));
            if let Some(cell) = best.and_then(|best| cells.get_mut(best)) {
                *cell = if cell.start == cell.end { field } else { cell.start..field.end };
            }
        }
        cells
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let document = read_plain(text.to_owned());
        let shown = |range: &Range<usize>| document.text[range.clone()].to_owned();
        let row = |row: &Vec<Cell>| row.iter().map(|cell| shown(&cell.range)).collect::<Vec<_>>().join("|");
        let parts = document.parts.iter().map(|part| match part {
            Part::Prose(range) => shown(range),
            Part::Table(table) => table.rows.iter().map(row).collect::<Vec<_>>().join(" / "),
        });
        parts.collect()
    }

    #[test]
    fn paragraphs_headings_and_items_are_told_apart() {
        let text = "# Title\nOne line\nand more.\n\n- item a\n  goes on\n- item b\n\n```\ncode 34\n```\nend";
        assert_eq!(
            told(text),
            ["# Title", "One line\nand more.", "- item a\n  goes on", "- item b", "end"]
                .map(str::to_owned)
                .into_iter()
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn tables_with_bars_are_read() {
        let text = "Table 1\n| a | n (%) |\n|---|--:|\n| yes \\| so | 34 (55.7%) |\n| no | |\nNote";
        assert_eq!(told(text), ["Table 1", "a|n (%) / yes \\| so|34 (55.7%) / no|", "Note"]);
        assert_eq!(told("a | b\n--|--\n1 | 2"), ["a|b / 1|2"]);
        assert_eq!(told("the sum |x| is 3\nand more"), ["the sum |x| is 3\nand more"]);
    }

    #[test]
    fn aligned_tables_are_read() {
        let text = "Answer        n     %\n------------------\nYes          34  55.7\nNo           23  37.7\nUnknown           6.6\nTotal        61\n";
        assert_eq!(told(text), ["Answer|n|% / Yes|34|55.7 / No|23|37.7 / Unknown||6.6 / Total|61|"]);
        assert_eq!(told("a\tn\nx\t\t3\ny\t4"), ["a|n / x||3 / y|4"]);
        assert_eq!(
            told("We saw 34.  Then there\nwere 61.  Of these 12  were"),
            ["We saw 34.  Then there\nwere 61.  Of these 12  were"]
        );
    }
}
