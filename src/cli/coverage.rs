//! Flags of `bacino coverage` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::analysis::coverage::area::Source;
use bacino::command::coverage::{CoverageRequest, Format};
use bacino::model::base::language::Language;
use bacino::model::place::population::Ages;
use bacino::render::report::sheet::CsvForm;
use clap::Args;

use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino coverage my-study
  bacino coverage my-study --scheme region --source census
  bacino coverage my-study --scheme istat5 --format tex")]
pub(crate) struct CoverageArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    internal: bool,
    /// One scheme, such as istat5, region or a declared one
    #[arg(long)]
    scheme: Option<String>,
    /// Where residents are counted
    #[arg(long, value_parser = words::<Source>())]
    source: Option<Source>,
    /// Residents that the census counts
    #[arg(long, value_parser = words::<Ages>())]
    ages: Option<Ages>,
    /// The language of words and numbers [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    language: Option<Language>,
    /// As CSV in a form: excel is what a spreadsheet of the study's language opens right
    #[arg(long, value_name = "FORM", value_parser = words::<CsvForm>())]
    csv: Option<CsvForm>,
    /// The form of the table [default: text]
    #[arg(long, value_parser = words::<Format>(), conflicts_with = "csv")]
    format: Option<Format>,
}

impl CoverageArgs {
    pub(crate) fn request(&self) -> CoverageRequest {
        CoverageRequest {
            study: study(self.study.as_ref()),
            internal: self.internal,
            language: self.language,
            scheme: self.scheme.clone(),
            source: self.source,
            ages: self.ages,
            csv: self.csv.unwrap_or_default(),
            format: self.format.unwrap_or(if self.csv.is_some() { Format::Csv } else { Format::Terminal }),
        }
    }
}
