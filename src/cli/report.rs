//! Flags of `bacino report` as typed, turned once into what they mean.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use bacino::command::report::ReportRequest;
use bacino::input::problem::list::Extent;
use bacino::model::base::language::Language;
use bacino::render::document::content::Section;
use bacino::render::document::write::DocumentType;
use bacino::study::failure::Failure;
use clap::Args;

use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino report                               # the embedded study's tables, as Markdown
  bacino report my-study -o report.html
  bacino report my-study -o report.docx
  bacino report my-study -o tables.xlsx
  bacino report my-study --language it --all -o tables.tex
  bacino report my-study -o results           # all of them into a folder")]
pub(crate) struct ReportArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// The file to write, ending in .html, .docx, .xlsx, .tex or .md, or a folder for all of them; - is standard output, as Markdown
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    internal: bool,
    /// The language of words and numbers [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    language: Option<Language>,
    /// Only a piece of it
    #[arg(long, value_parser = words::<Section>())]
    section: Option<Section>,
    /// Overwrite files that this program did not write
    #[arg(long)]
    force: bool,
}

impl ReportArgs {
    pub(crate) fn request(&self, extent: Extent) -> Result<ReportRequest, Failure> {
        Ok(ReportRequest {
            study: study(self.study.as_ref()),
            internal: self.internal,
            language: self.language,
            files: self.files()?,
            section: self.section,
            extent,
        })
    }

    /// The file or folder to write; `None` is standard output.
    fn place(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// The files, each with its type.
    fn files(&self) -> Result<Vec<(DocumentType, String)>, Failure> {
        let Some(path) = self.place() else { return Ok(Vec::new()) };
        if self.folder().is_some() {
            return Ok(DocumentType::ALL.map(|document| (document, document.file().to_owned())).to_vec());
        }
        let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = DocumentType::from_word(&ending.to_lowercase()).map(|document| vec![(document, name)]);
        found.ok_or_else(|| {
            let known = DocumentType::ALL.map(|document| format!(".{}", document.word()));
            Failure::Usage {
                message: format!("-o {}: no report is written as .{ending}", path.display()),
                hint: Some(format!("choose an ending of {}, or a folder for all of them", known.join(", "))),
            }
        })
    }

    /// The folder that is meant: one that exists, or a name without an ending.
    fn folder(&self) -> Option<&Path> {
        self.place().filter(|path| path.is_dir() || path.extension().is_none())
    }

    /// Where files are written, and whether those of others are overwritten.
    pub(crate) fn target(&self) -> Option<(&Path, bool)> {
        let path = self.place()?;
        let beside = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
        Some((self.folder().unwrap_or(beside), self.force))
    }
}
