//! What a page is made of: Markdown read into blocks of plain words.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A part of a page. Emphasis is gone, what stands between backticks keeps them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading of this level, from 1.
    Heading(usize, String),
    /// Words that are wrapped.
    Paragraph(String),
    /// Points of a list: the mark and the words of each.
    List(Vec<(String, String)>),
    /// Lines that stay as they are.
    Fence(Vec<String>),
    /// A table: its rows, the first of which is the header.
    Table(Vec<Vec<String>>),
}

/// A page while it is read.
struct Reader<'a> {
    blocks: Vec<Block>,
    /// The words of the block, point or cell that is open.
    words: String,
    /// The number of the next point of an ordered list.
    number: Option<u64>,
    /// Targets of the links that are open.
    targets: Vec<String>,
    /// Whether a point of a list is open.
    in_point: bool,
    /// How many pictures are open: their words are not printed.
    pictures: usize,
    /// What stands in brackets behind the words of a link, if anything.
    linked: &'a dyn Fn(&str) -> Option<String>,
}

/// The blocks of a page, in order. `linked` says what stands in brackets behind the words of a link, if anything.
pub(crate) fn blocks(page: &str, linked: &dyn Fn(&str) -> Option<String>) -> Vec<Block> {
    let mut reader = Reader {
        blocks: Vec::new(),
        words: String::new(),
        number: None,
        targets: Vec::new(),
        in_point: false,
        pictures: 0,
        linked,
    };
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.blocks
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "Markdown has more than pages use, and its words are read whatever stands around them"
)]
impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.pictures == 0 => self.words.push_str(&text),
            // A backtick inside is all that could be meant by more of them around.
            Event::Code(code) if code.contains('`') => self.words.push_str(&code),
            Event::Code(code) => self.words.extend(["`", &code, "`"]),
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.number = first;
                self.blocks.push(Block::List(Vec::new()));
            }
            Tag::Item => self.in_point = true,
            Tag::Table(_) => self.blocks.push(Block::Table(Vec::new())),
            Tag::TableHead | Tag::TableRow => {
                if let Some(Block::Table(rows)) = self.blocks.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Tag::Link { dest_url, .. } => self.targets.push(dest_url.into_string()),
            Tag::Image { .. } => self.pictures += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                self.blocks.push(Block::Heading(level as usize, words));
            }
            TagEnd::Paragraph if !self.in_point => {
                let words = std::mem::take(&mut self.words);
                self.blocks.push(Block::Paragraph(words));
            }
            TagEnd::CodeBlock => {
                let lines = std::mem::take(&mut self.words).lines().map(str::to_owned).collect();
                self.blocks.push(Block::Fence(lines));
            }
            TagEnd::Item => {
                self.in_point = false;
                let mark = self.number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
                self.number = self.number.map(|number| number + 1);
                let words = std::mem::take(&mut self.words);
                if let Some(Block::List(items)) = self.blocks.last_mut() {
                    items.push((mark, words));
                }
            }
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                if let Some(Block::Table(rows)) = self.blocks.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(words);
                }
            }
            TagEnd::Link => {
                if let Some(note) = self.targets.pop().and_then(|target| (self.linked)(&target)) {
                    self.words.extend([" (", &note, ")"]);
                }
            }
            TagEnd::Image => self.pictures -= 1,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unlinked(page: &str) -> Vec<Block> {
        blocks(page, &|_| None)
    }

    #[test]
    fn a_page_is_read_into_its_blocks() {
        let page = "# Maps\n\nOne line,\nand more.\n\nTwo.\n\n- a\n- b\n\n1. c\n\nThree.\n\n```sh\n| no table |\n```\n\n| x | y |\n|---|---:|\n| `a \\| b` | 1 |\n";
        let text = |words: &str| words.to_owned();
        let expected = [
            Block::Heading(1, text("Maps")),
            Block::Paragraph(text("One line, and more.")),
            Block::Paragraph(text("Two.")),
            Block::List(vec![(text("-"), text("a")), (text("-"), text("b"))]),
            Block::List(vec![(text("1."), text("c"))]),
            Block::Paragraph(text("Three.")),
            Block::Fence(vec![text("| no table |")]),
            Block::Table(vec![vec![text("x"), text("y")], vec![text("`a | b`"), text("1")]]),
        ];
        assert_eq!(unlinked(page), expected);
    }

    #[test]
    fn marks_go_and_words_stay() {
        let linked = |target: &str| (target == "a.md").then(|| "see a".to_owned());
        for (text, expected) in [
            ("**Bold** and *slanted*, `*` and `[code](x)`.", "Bold and slanted, `*` and `[code](x)`."),
            ("[A page](a.md), [a file](b.csv)! ![picture](c.svg)", "A page (see a), a file! "),
            ("`` `type of ward` `` in [0, 1]", "`type of ward` in [0, 1]"),
        ] {
            assert_eq!(blocks(text, &linked), [Block::Paragraph(expected.to_owned())]);
        }
    }
}
