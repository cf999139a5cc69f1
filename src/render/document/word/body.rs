//! The text of a report from its title to its last note, in the styles of `parts/styles.xml`.

use std::collections::BTreeMap;

use crate::model::base::language::Language;
use crate::render::document::content::{Block, Document, Figure, Opening, Paragraph as Sentences, PartName, Verdict};
use crate::render::document::table::Table;
use crate::render::document::word::paragraph::{Paper, Paragraph};
use crate::render::document::word::picture::drawing;
use crate::render::document::word::table::{key_numbers, table_xml};
use crate::render::document::word::widths::setting;
use crate::words::catalogue::plain;

/// What the text is made of.
enum Piece {
    Paragraph(Paragraph),
    /// A table as XML.
    Table(String),
}

/// The text as it grows.
struct Body<'a> {
    document: &'a Document,
    language: Language,
    pieces: Vec<Piece>,
    /// How the pages lie that are being filled.
    paper: Paper,
    n_figures: usize,
    n_places: usize,
    /// The last number of each kind of caption.
    counted: BTreeMap<String, usize>,
}

/// What Word reads as the text.
pub(crate) fn body(document: &Document) -> String {
    let mut body = Body {
        document,
        language: document.language,
        pieces: Vec::new(),
        paper: Paper::Upright,
        n_figures: 0,
        n_places: 0,
        counted: BTreeMap::new(),
    };
    body.add(Paragraph::of("Title", &document.title));
    for line in document.lines() {
        let style = if document.notice.as_ref() == Some(line) { "Notice" } else { "Subtitle" };
        body.add(Paragraph::of(style, line));
    }
    if let Some(opening) = &document.opening {
        body.opening(opening);
    }
    for part in &document.parts {
        let title = plain(body.language, part.name.title());
        let place = body.place(&place_of(part.name));
        body.add(Paragraph::new("Heading1").place((place.0, &place.1), |heading| heading.words(title)));
        for block in &part.blocks {
            body.block(block);
        }
    }
    body.finish()
}

/// What the heading of a part is called by what leads to it.
fn place_of(part: PartName) -> String {
    format!("part_{}", part.word())
}

impl Body<'_> {
    /// Another paragraph, on upright pages.
    fn add(&mut self, paragraph: Paragraph) {
        self.turn(Paper::Upright);
        self.pieces.push(Piece::Paragraph(paragraph));
    }

    /// The pages that follow lie so.
    fn turn(&mut self, paper: Paper) {
        if self.paper == paper {
            return;
        }
        if let Some(Piece::Paragraph(last)) = self.pieces.last_mut() {
            last.ends = Some(self.paper);
        }
        self.paper = paper;
    }

    /// A place that others lead to, with a number of its own.
    fn place(&mut self, name: &str) -> (usize, String) {
        self.n_places += 1;
        (self.n_places, name.to_owned())
    }

    fn opening(&mut self, opening: &Opening) {
        self.add(Paragraph::of("Headline", &opening.headline));
        if let Some(lead) = &opening.lead {
            self.add(Paragraph::of("Lead", lead));
        }
        if !opening.numbers.is_empty() {
            self.pieces.push(Piece::Table(key_numbers(&opening.numbers)));
            // Word wants a paragraph after a table.
            self.add(Paragraph::new("TableNote"));
        }
        for figure in &opening.figures {
            self.figure(figure);
        }
        for (title, verdicts) in [("may-be-said", &opening.said), ("may-not-be-said", &opening.unsaid)] {
            if !verdicts.is_empty() {
                self.add(Paragraph::of("Heading2", plain(self.language, title)));
            }
            for verdict in verdicts {
                self.verdict(verdict);
            }
        }
    }

    fn verdict(&mut self, Verdict { sentence, reason, part }: &Verdict) {
        let mut words = Paragraph::of("ListBullet", sentence).line().styled("Reason", reason);
        if self.document.parts.iter().any(|own| own.name == *part) {
            let title = plain(self.language, part.title());
            words = words.styled("Reason", " → ").link(&place_of(*part), "Reason", title);
        }
        self.add(words);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(Sentences { title, text }) => {
                if let Some(title) = title {
                    self.add(Paragraph::of("Heading2", title));
                }
                self.add(Paragraph::of("Normal", text));
            }
            Block::List(lines) => {
                for line in lines {
                    // References have numbers of their own.
                    let style = if line.starts_with('[') { "Bibliography" } else { "ListBullet" };
                    self.add(Paragraph::of(style, line));
                }
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Table(table) => {
                if let Some(table) = self.document.on_page(table) {
                    self.table(&table);
                }
            }
        }
    }

    /// `Table 1. What it shows`, with a number that Word counts and a place that the text can name. A section alone counts on from where
    /// it is in the whole, and what is of a supplement, such as `S1`, is counted apart.
    fn caption(&mut self, style: &'static str, of: &'static str, number: &str, title: &str) -> Paragraph {
        let label = plain(self.language, of);
        let (kind, digits) = number.split_at(number.find(|sign: char| sign.is_ascii_digit()).unwrap_or(0));
        let Ok(count) = digits.parse::<usize>() else { return Paragraph::of(style, title) };
        let name = format!("{label}{kind}");
        let before = self.counted.insert(name.clone(), count).unwrap_or(0);
        let from = if before + 1 == count { String::new() } else { format!(" \\r {count}") };
        let (id, place) = self.place(&format!("{of}_{number}"));
        let numbered = |caption: Paragraph| {
            caption.styled("Strong", &format!("{label}\u{a0}{kind}")).field(
                "Strong",
                &format!("SEQ {name} \\* ARABIC{from}"),
                count,
            )
        };
        Paragraph::new(style).place((id, &place), numbered).styled("Strong", ". ").words(title)
    }

    fn figure(&mut self, figure: &Figure) {
        self.n_figures += 1;
        let number = self.n_figures;
        self.add(Paragraph::new("Figure").xml(&drawing(figure, number)));
        let caption = self.caption("Caption", "figure", &number.to_string(), &figure.title);
        self.add(caption);
    }

    fn table(&mut self, table: &Table) {
        let setting = setting(table, self.language);
        let caption = self.caption("TableCaption", "table", &table.number, &table.title);
        self.turn(setting.paper);
        self.pieces.push(Piece::Paragraph(caption));
        self.pieces.push(Piece::Table(table_xml(table, &setting, self.language)));
        let notes: Vec<&String> = table.all_notes().collect();
        for (at, note) in notes.iter().enumerate() {
            let words = Paragraph::of("TableNote", note).kept_with_next(at + 1 < notes.len());
            self.pieces.push(Piece::Paragraph(words));
        }
        if notes.is_empty() {
            self.pieces.push(Piece::Paragraph(Paragraph::new("TableNote")));
        }
    }

    fn finish(self) -> String {
        let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>"
            .to_owned();
        for piece in &self.pieces {
            match piece {
                Piece::Paragraph(paragraph) => paragraph.push_to(&mut xml),
                Piece::Table(table) => xml.push_str(table),
            }
        }
        xml + &self.paper.section() + "</w:body></w:document>"
    }
}
