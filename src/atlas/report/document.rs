//! A study as a document: part by part its sentences, figures and tables.

use crate::analysis::coverage::area::Source;
use crate::analysis::gate::published::PublishedFindings;
use crate::atlas::ask::reader::Reader;
use crate::atlas::chart::draw::{Numbers, StudyCharts};
use crate::atlas::paper::areas::coverage_table;
use crate::atlas::paper::checklist::checklists;
use crate::atlas::paper::tables::tables;
use crate::atlas::report::figures::{Drawn, figures};
use crate::atlas::said::sentences::{opening, paragraphs};
use crate::model::base::language::Language;
use crate::model::study::Study;
use crate::render::document::content::{Block, Document, Figures, Opening, Part, PartName};
use crate::render::document::table::Table;
use crate::study::failure::Failure;
use crate::study::open::OpenStudy;
use crate::study::outlines::Outlines;
use crate::words::catalogue::plain;
use crate::words::number::date;

/// The document of an opened study whose measures are known: with every column on pages too where it is full.
///
/// # Errors
/// Outlines that do not fit the territory, a chart that has no room on any page.
pub fn document_of(
    opened: &OpenStudy,
    measured: &StudyCharts<'_>,
    reader: Reader,
    figures: Figures,
    is_full: bool,
) -> Result<Document, Failure> {
    let outlines = if figures == Figures::None { None } else { opened.outlines()? };
    document(&measured.numbers(), outlines.as_deref(), reader, figures, is_full)
}

/// The table of coverage alone, by a source, of the whole and its areas or of one scheme.
pub fn document_of_coverage(
    study: &Study,
    findings: &PublishedFindings,
    source: Source,
    scheme: Option<&str>,
) -> Document {
    let table = coverage_table(study, findings, source, scheme, study.heading.language);
    let blocks: Vec<Block> = table.into_iter().map(Block::Table).collect();
    let parts = vec![Part { name: PartName::Coverage, blocks }];
    Document { parts, is_full: true, ..empty(study, study.heading.language) }
}

/// The tables of respondents and their answers alone, numbered by themselves.
pub(crate) fn document_of_measures(of: &Numbers<'_>, is_full: bool) -> Document {
    let part = |name: PartName| Part { name, blocks: tables(of, name).into_iter().map(Block::Table).collect() };
    let parts = [PartName::Response, PartName::Error, PartName::Answers].map(part);
    Document { parts: parts.into(), is_full, ..empty(of.study, of.language) }.numbered()
}

/// A document without anything but its title and the lines below it.
fn empty(study: &Study, language: Language) -> Document {
    let heading = &study.heading;
    let title = Some(heading.title.clone()).filter(|title| !title.is_empty());
    Document {
        title: title.unwrap_or_else(|| plain(language, "table-document").to_owned()),
        notice: heading.notice.clone(),
        day: heading.reference_date.map(|day| date(day, language)),
        credit: heading.credit(),
        opening: None,
        parts: Vec::new(),
        is_full: false,
        language,
    }
}

pub(crate) fn document(
    of: &Numbers<'_>,
    outlines: Option<&Outlines>,
    reader: Reader,
    wanted: Figures,
    is_full: bool,
) -> Result<Document, Failure> {
    let written = |name: PartName| (name, paragraphs(of, name), tables(of, name));
    let (pictures, (opening, written)) = rayon::join(
        || figures(of, &Drawn { figures: wanted, outlines, reader }),
        || (opening(of), PartName::ALL.map(written)),
    );
    let mut pictures = pictures?;
    let part = |(name, sentences, tables): (PartName, Vec<Block>, Vec<Table>)| {
        let figures = pictures.of(name).into_iter().map(|figure| Block::Figure(Box::new(figure)));
        let tables = tables.into_iter().map(Block::Table);
        let blocks: Vec<Block> = sentences.into_iter().chain(figures).chain(tables).collect();
        (!blocks.is_empty()).then_some(Part { name, blocks })
    };
    let parts = written.into_iter().filter_map(part).collect();
    let document = Document {
        opening: Some(Opening { figures: pictures.opening, ..opening }),
        parts,
        is_full,
        ..empty(of.study, of.language)
    };
    Ok(checked(of, document))
}

/// A document with the checklists at the end of its methods, which name its tables by their numbers.
fn checked(of: &Numbers<'_>, mut document: Document) -> Document {
    let blocks = |document: &Document| checklists(of, document).into_iter().map(Block::Table).collect::<Vec<_>>();
    let before = document.parts.iter().position(|part| part.name >= PartName::Methods).unwrap_or(document.parts.len());
    if document.parts.get(before).is_none_or(|part| part.name != PartName::Methods) {
        document.parts.insert(before, Part { name: PartName::Methods, blocks: Vec::new() });
    }
    let unnumbered = blocks(&document);
    let first = document.parts[before].blocks.len();
    document.parts[before].blocks.extend(unnumbered);
    let mut document = document.numbered();
    let numbered = blocks(&document);
    document.parts[before].blocks.truncate(first);
    document.parts[before].blocks.extend(numbered);
    document.numbered()
}
