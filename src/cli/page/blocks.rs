//! What a page is made of: the little Markdown that pages use, read into blocks.

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block<'a> {
    /// A heading of this level, from 1.
    Heading(usize, &'a str),
    /// Words that are wrapped.
    Paragraph(String),
    /// Points of a list: the mark and the words of each.
    List(Vec<(&'a str, &'a str)>),
    /// Lines that stay as they are.
    Fence(Vec<&'a str>),
    /// A table: its rows, the first of which is the header.
    Table(Vec<Vec<String>>),
}

/// The blocks of a page, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    let mut goes_on = false;
    while let Some(line) = lines.next() {
        let continues = std::mem::take(&mut goes_on);
        if line.starts_with("```") {
            blocks.push(Block::Fence(lines.by_ref().take_while(|line| !line.starts_with("```")).collect()));
        } else if let Some(heading) = heading(line) {
            blocks.push(heading);
        } else if line.starts_with('|') {
            add_row(&mut blocks, line);
        } else if let Some(item) = item(line) {
            match blocks.last_mut() {
                Some(Block::List(items)) => items.push(item),
                _ => blocks.push(Block::List(vec![item])),
            }
        } else if !line.trim().is_empty() {
            match blocks.last_mut() {
                Some(Block::Paragraph(words)) if continues => {
                    words.push(' ');
                    words.push_str(line.trim());
                }
                _ => blocks.push(Block::Paragraph(line.trim().to_owned())),
            }
            goes_on = true;
        }
    }
    blocks
}

fn heading(line: &str) -> Option<Block<'_>> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    (level > 0 && text.starts_with(' ')).then(|| Block::Heading(level, text.trim()))
}

/// A point of a list: `- words` or `1. words`.
fn item(line: &str) -> Option<(&str, &str)> {
    let (mark, words) = line.split_once(' ')?;
    let numbered = mark.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok());
    (mark == "-" || numbered).then_some((mark, words.trim()))
}

/// Adds a row to the table that is being read; the line of dashes below the header is none.
fn add_row(blocks: &mut Vec<Block<'_>>, line: &str) {
    let cells = cells(line);
    match blocks.last_mut() {
        Some(Block::Table(rows)) => {
            if !cells.iter().all(|cell| cell.trim_matches([':', '-']).is_empty()) || rows.len() > 1 {
                rows.push(cells);
            }
        }
        _ => blocks.push(Block::Table(vec![cells])),
    }
}

/// The cells between the bars of a line. A bar after a backslash belongs to its cell.
fn cells(line: &str) -> Vec<String> {
    const BAR: &str = "\u{1}";
    let line = line.trim().trim_matches('|').replace("\\|", BAR);
    line.split('|').map(|cell| cell.trim().replace(BAR, "|")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_into_its_blocks() {
        let page = "# Maps\n\nOne line,\nand more.\n\nTwo.\n\n- a\n- b\n\n1. c\n\n```sh\n| no table |\n```\n\n| x | y |\n|---|---:|\n| `a \\| b` | 1 |\n";
        let expected = [
            Block::Heading(1, "Maps"),
            Block::Paragraph("One line, and more.".to_owned()),
            Block::Paragraph("Two.".to_owned()),
            Block::List(vec![("-", "a"), ("-", "b"), ("1.", "c")]),
            Block::Fence(vec!["| no table |"]),
            Block::Table(vec![vec!["x".to_owned(), "y".to_owned()], vec!["`a | b`".to_owned(), "1".to_owned()]]),
        ];
        assert_eq!(blocks(page), expected);
    }
}
