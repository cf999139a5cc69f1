//! A study as a document: part by part its sentences, figures and tables.

use crate::atlas::chart::draw::{Numbers, StudyCharts};
use crate::atlas::paper::tables::tables;
use crate::atlas::report::figures::figures;
use crate::atlas::said::sentences::{opening, paragraphs};
use crate::render::document::content::{Block, Document, Figures, Opening, Part, PartName};
use crate::words::catalogue::plain;
use crate::words::number::date;

/// The document of a study whose measures are known: with every column on pages too where it is full.
pub fn document_of(measured: &StudyCharts<'_>, pictures: Figures, is_full: bool) -> Document {
    document(&measured.numbers(), pictures, is_full)
}

pub(crate) fn document(of: &Numbers<'_>, pictures: Figures, is_full: bool) -> Document {
    let heading = &of.study.heading;
    let title = Some(heading.title.clone()).filter(|title| !title.is_empty());
    let part = |name: PartName| {
        let sentences = paragraphs(of, name).into_iter();
        let figures = figures(of, name, pictures).into_iter().map(|figure| Block::Figure(Box::new(figure)));
        let tables = tables(of, name).into_iter().map(Block::Table);
        let blocks: Vec<Block> = sentences.chain(figures).chain(tables).collect();
        (!blocks.is_empty()).then_some(Part { name, blocks })
    };
    Document {
        title: title.unwrap_or_else(|| plain(of.language, "table-document").to_owned()),
        notice: heading.notice.clone(),
        day: heading.reference_date.map(|day| date(day, of.language)),
        credit: heading.credit(),
        opening: opening(of).map(|opening| Opening { figures: Vec::new(), ..opening }),
        parts: PartName::ALL.into_iter().filter_map(part).collect(),
        is_full,
        language: of.language,
    }
    .numbered()
}
