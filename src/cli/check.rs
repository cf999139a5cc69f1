//! Flags of `bacino check` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::check::CheckFormat;
use bacino::input::study::source::StudySource;
use clap::Args;

use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino check my-study
  bacino check my-study/study.toml --format json")]
pub(crate) struct CheckArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_parser = words::<CheckFormat>(), default_value = CheckFormat::Text.word())]
    pub(crate) format: CheckFormat,
}

impl CheckArgs {
    pub(crate) fn study(&self) -> StudySource {
        study(self.study.as_ref())
    }
}
