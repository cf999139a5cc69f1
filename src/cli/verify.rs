//! Flags of `bacino verify` as typed, and the flags that a map records, turned once into what they mean.

use std::ffi::OsString;
use std::path::PathBuf;

use bacino::atlas::ask::request::MapRequest;
use bacino::command::verify::Record;
use bacino::study::failure::Failure;
use clap::{Args, Parser};

use crate::cli::map::MapArgs;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino map regions my-study -o coverage.svg
  bacino verify coverage.svg my-study")]
pub(crate) struct VerifyArgs {
    /// The map, as SVG
    pub(crate) picture: PathBuf,
    /// The study that it was made from, or the table; of a map with panels, all of them [default: the embedded reference study]
    input: Vec<PathBuf>,
    /// Of a map of a table about the areas of a study: the study
    #[arg(long, requires = "input")]
    study: Option<PathBuf>,
}

/// The flags that a map records.
#[derive(Debug, Parser)]
#[command(name = "map", no_binary_name = true)]
struct Recorded {
    #[command(flatten)]
    args: MapArgs,
}

impl VerifyArgs {
    /// What draws the map again.
    pub(crate) fn request(&self, record: &Record) -> Result<MapRequest, Failure> {
        let usage =
            |message: &str, hint: &str| Failure::Usage { message: message.to_owned(), hint: Some(hint.to_owned()) };
        let mut flags: Vec<OsString> = record.made_with.iter().map(OsString::from).collect();
        match (self.input.first(), record.of_table) {
            (Some(table), true) => flags.extend(["--data".into(), table.into()]),
            (Some(study), false) => flags.push(study.into()),
            (None, true) => return Err(usage("the map was made from a table", "name the table after the map")),
            (None, false) => {}
        }
        flags.extend(self.study.iter().map(OsString::from));
        flags.extend(self.input.iter().skip(1).flat_map(|input| ["--with".into(), input.into()]));
        let recorded = Recorded::try_parse_from(flags).map_err(|error| {
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
            usage(&format!("the map records flags that this version does not know: {first}"), "draw the map again")
        })?;
        Ok(recorded.args.request())
    }
}
