//! Flags of `bacino audit` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::audit::{AuditFormat, AuditRequest};
use bacino::input::problem::list::Extent;
use bacino::model::base::language::Language;
use clap::Args;

use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino audit paper.txt
  bacino audit paper.txt my-study -o audit.html
  bacino audit claims.toml --all")]
pub(crate) struct AuditArgs {
    /// A text, a page, a table or a claims file; - is standard input
    file: PathBuf,
    /// A study file or a folder with a study.toml that the numbers are held against
    study: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long, requires = "study")]
    internal: bool,
    /// The language in which it is told; the publication may be in any
    #[arg(long, value_parser = words::<Language>(), default_value = Language::default().word())]
    language: Language,
    /// The form [default: by the ending of the output, else text]
    #[arg(long, value_parser = words::<AuditFormat>())]
    format: Option<AuditFormat>,
    /// The file to write; - is standard output
    #[arg(long, short)]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl AuditArgs {
    pub(crate) fn request(&self, extent: Extent) -> AuditRequest {
        let ending = self.output.as_ref().and_then(|output| output.extension()).and_then(|ending| ending.to_str());
        let by_ending = ending.and_then(AuditFormat::from_word);
        AuditRequest {
            file: self.file.clone(),
            study: self.study.as_ref().map(|path| study(Some(path))),
            internal: self.internal,
            language: self.language,
            format: self.format.or(by_ending).unwrap_or(AuditFormat::Terminal),
            is_all: extent == Extent::All,
            output: self.output.clone(),
        }
    }
}
