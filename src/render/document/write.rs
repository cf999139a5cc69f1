//! The types of document, and one of them written.

use crate::model::base::word::words;
use crate::render::document::content::{Document, Figures};
use crate::render::document::latex::latex_document;
use crate::render::document::markdown::markdown_document;
use crate::render::document::web::page::page;
use crate::render::document::word::package::word_document;
use crate::render::document::workbook::workbook;
use crate::render::page::artifact::Artifact;

words! {
    /// A type of document.
    pub enum DocumentType {
        /// A page for the browser, with maps and charts.
        Page = "html" => "report.html",
        /// A workbook: a sheet for each table, numbers as numbers.
        Workbook = "xlsx" => "tables.xlsx",
        /// A report for Word: text, tables and pictures in styles that can be changed.
        Word = "docx" => "report.docx",
        /// Tables for LaTeX, to be put into a document.
        Latex = "tex" => "tables.tex",
        /// A page of Markdown.
        Markdown = "md" => "report.md",
    }
    /// What its file is called where nobody names it.
    pub fn file(self) -> &'static str;
}

impl DocumentType {
    /// Whether a run writes it.
    pub(crate) fn is_of_run(self) -> bool {
        match self {
            Self::Page | Self::Workbook | Self::Word => true,
            Self::Latex | Self::Markdown => false,
        }
    }

    /// The pictures that it has.
    pub fn figures(self) -> Figures {
        match self {
            Self::Page => Figures::LightAndDark,
            Self::Workbook | Self::Latex | Self::Markdown => Figures::None,
            Self::Word => Figures::Light,
        }
    }
}

/// Why there is no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDocument(pub String);

/// A document as a file of a type.
///
/// # Errors
/// What a workbook cannot hold, or a picture that is too large for a raster.
pub fn written(document: &Document, of: DocumentType) -> Result<Artifact, NoDocument> {
    let name = of.file();
    Ok(match of {
        DocumentType::Workbook => {
            let bytes = workbook(document).map_err(|error| NoDocument(error.to_string()))?;
            Artifact { name: name.to_owned(), bytes }
        }
        DocumentType::Page => Artifact::text(name, page(document)),
        DocumentType::Word => Artifact { name: name.to_owned(), bytes: word_document(document).map_err(NoDocument)? },
        DocumentType::Latex => Artifact::text(name, latex_document(document)),
        DocumentType::Markdown => Artifact::text(name, markdown_document(document)),
    })
}
