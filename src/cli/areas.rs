//! Flags of `bacino areas` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::areas::{AreasFormat, AreasRequest};
use bacino::input::study::source::StudySource;
use clap::Args;

use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino areas                                # Italy's regions
  bacino areas provinces --format csv
  bacino areas regions21                      # Bolzano and Trento apart
  bacino areas istat5
  bacino areas municipalities my-study --format json")]
pub(crate) struct AreasArgs {
    /// regions, regions21, provinces, municipalities, or a scheme such as istat5 [default: the broadest level]
    layer: Option<String>,
    /// A study file or a folder with a study.toml, whose areas are listed [default: Italy's]
    study: Option<PathBuf>,
    /// The form of the list
    #[arg(long, value_parser = words::<AreasFormat>(), default_value = AreasFormat::Table.word())]
    format: AreasFormat,
}

impl AreasArgs {
    pub(crate) fn request(&self) -> AreasRequest {
        AreasRequest {
            layer: self.layer.clone(),
            study: self.study.clone().map(StudySource::Path),
            format: self.format,
        }
    }
}
