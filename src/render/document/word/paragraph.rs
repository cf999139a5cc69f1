//! Paragraphs of a text, and the sections of pages that they end.

use std::fmt::Write as _;

use crate::render::page::lettering::escape;
use crate::words::letters::visible;

/// How the pages of a section lie: A4 with margins of two centimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// Upright.
    Upright,
    /// On its side, for wide tables.
    Wide,
}

/// The sides of A4 and the margin around it, in twentieths of a point.
const SHORT_SIDE: u32 = 11_906;
const LONG_SIDE: u32 = 16_838;
const MARGIN: u32 = 1134;

impl Paper {
    fn sides(self) -> [u32; 2] {
        match self {
            Self::Upright => [SHORT_SIDE, LONG_SIDE],
            Self::Wide => [LONG_SIDE, SHORT_SIDE],
        }
    }

    /// The width and height of the text, in twentieths of a point.
    pub(crate) fn text(self) -> [u32; 2] {
        self.sides().map(|side| side - 2 * MARGIN)
    }

    /// What ends a section of such pages.
    pub(crate) fn section(self) -> String {
        let [width, height] = self.sides();
        let turned = match self {
            Self::Upright => "",
            Self::Wide => " w:orient=\"landscape\"",
        };
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" \
             w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
        )
    }
}

/// Words as XML may hold them.
pub(crate) fn text(words: &str) -> String {
    escape(&visible(words))
}

/// A paragraph of a style.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    style: &'static str,
    is_kept_with_next: bool,
    /// The pages of the section that ends with it.
    pub(crate) ends: Option<Paper>,
    runs: String,
}

impl Paragraph {
    /// One without words.
    pub(crate) fn new(style: &'static str) -> Self {
        Self { style, is_kept_with_next: false, ends: None, runs: String::new() }
    }

    /// One of a style that has words.
    pub(crate) fn of(style: &'static str, words: &str) -> Self {
        Self::new(style).words(words)
    }

    /// It stands on the page of what follows.
    #[must_use]
    pub(crate) fn kept_with_next(mut self, is_kept: bool) -> Self {
        self.is_kept_with_next = is_kept;
        self
    }

    /// With words more.
    #[must_use]
    pub(crate) fn words(self, words: &str) -> Self {
        self.run("", words)
    }

    /// With words more, in a style of letters.
    #[must_use]
    pub(crate) fn styled(self, style: &str, words: &str) -> Self {
        self.run(&format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>"), words)
    }

    fn run(mut self, properties: &str, words: &str) -> Self {
        if !words.is_empty() {
            let words = text(words);
            let _ = write!(self.runs, "<w:r>{properties}<w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        }
        self
    }

    /// What follows is on a line of its own.
    #[must_use]
    pub(crate) fn line(self) -> Self {
        self.xml("<w:r><w:br/></w:r>")
    }

    /// A number that Word counts itself, and what it comes to, in a style of letters where one is named.
    #[must_use]
    pub(crate) fn field(self, style: &str, instruction: &str, result: usize) -> Self {
        let start = self.xml(&format!("<w:fldSimple w:instr=\" {} \">", text(instruction)));
        let result = result.to_string();
        let counted = if style.is_empty() { start.words(&result) } else { start.styled(style, &result) };
        counted.xml("</w:fldSimple>")
    }

    /// A place that others lead to, around what `inside` puts there.
    #[must_use]
    pub(crate) fn place(self, (id, name): (usize, &str), inside: impl FnOnce(Self) -> Self) -> Self {
        let start = self.xml(&format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"));
        inside(start).xml(&format!("<w:bookmarkEnd w:id=\"{id}\"/>"))
    }

    /// Words that lead to a place.
    #[must_use]
    pub(crate) fn link(self, place: &str, style: &str, words: &str) -> Self {
        let start = self.xml(&format!("<w:hyperlink w:anchor=\"{place}\" w:history=\"1\">"));
        start.styled(style, words).xml("</w:hyperlink>")
    }

    /// With a piece that is XML already.
    #[must_use]
    pub(crate) fn xml(mut self, piece: &str) -> Self {
        self.runs.push_str(piece);
        self
    }

    /// Writes it.
    pub(crate) fn push_to(&self, xml: &mut String) {
        let Self { style, runs, .. } = self;
        let kept = if self.is_kept_with_next { "<w:keepNext/>" } else { "" };
        let section = self.ends.map_or_else(String::new, Paper::section);
        let _ = write!(xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{kept}{section}</w:pPr>{runs}</w:p>");
    }
}
