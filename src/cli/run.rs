//! Flags of `bacino run` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::run::Pictures;
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::report::sheet::CsvForm;
use clap::Args;

use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino run                                  # the reference study, into the folder output
  bacino run my-study -o results --pdf        # a study of your own, maps as PDF too")]
pub(crate) struct RunArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// The language of maps and of the table shown [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    pub(crate) language: Option<Language>,
    /// The folder to write to
    #[arg(long, short, default_value = "output")]
    pub(crate) output: PathBuf,
    /// Write every map as PNG too
    #[arg(long)]
    png: bool,
    /// Write every map as PDF too
    #[arg(long)]
    pdf: bool,
    /// The form of CSV: excel is what a spreadsheet of the study's language opens right
    #[arg(long, value_name = "FORM", value_parser = words::<CsvForm>(), default_value = CsvForm::default().word())]
    csv: CsvForm,
    /// Overwrite files that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl RunArgs {
    pub(crate) fn pictures(&self) -> Pictures {
        Pictures { png: self.png, pdf: self.pdf, csv: self.csv }
    }

    pub(crate) fn study(&self) -> StudySource {
        study(self.study.as_ref())
    }
}
