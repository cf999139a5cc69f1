//! Flags of `bacino run` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::run::{Part, Wanted};
use bacino::input::problem::english::counted;
use bacino::input::problem::remark::{Place, Remark};
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::page::artifact::Artifact;
use bacino::render::report::sheet::CsvForm;
use clap::Args;

use crate::cli::output::files::{Maker, OutputFolder};
use crate::cli::word::study::study;
use crate::cli::word::value::words;

/// How all files come from one run.
const ANEW: &str = "without --only all files are written anew";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino run                                  # the reference study, into the folder output
  bacino run my-study -o results --pdf        # a study of your own, maps as PDF too
  bacino run my-study --only tables,maps      # neither charts nor the report")]
pub(crate) struct RunArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// The language of maps and of the table shown [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    pub(crate) language: Option<Language>,
    /// The folder to write to
    #[arg(long, short, default_value = "output")]
    pub(crate) output: PathBuf,
    /// Write these parts alone, between commas
    #[arg(long, value_name = "PARTS", value_delimiter = ',', value_parser = words::<Part>())]
    only: Vec<Part>,
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
    pub(crate) fn wanted(&self) -> Wanted {
        Wanted { only: self.only.clone(), png: self.png, pdf: self.pdf, csv: self.csv }
    }

    /// That files of an earlier run stay which this one was not asked for, where it was asked for some parts alone.
    pub(crate) fn kept(&self, folder: &OutputFolder, written: &[Artifact]) -> Option<Remark> {
        let kept = if self.only.is_empty() { 0 } else { folder.kept(written) };
        let stay = if kept == 1 { "stays as it is and may rest" } else { "stay as they are and may rest" };
        let message = format!("{} of an earlier run {stay} on other inputs", counted(kept, "file"));
        (kept > 0).then(|| Remark::new(Place::file(self.output.display().to_string()), message).hint(ANEW))
    }

    /// Whose files these are.
    pub(crate) fn maker(&self) -> Maker {
        Maker::Run { whole: self.only.is_empty() }
    }

    pub(crate) fn study(&self) -> StudySource {
        study(self.study.as_ref())
    }
}
