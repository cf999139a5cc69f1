//! Flags of `bacino init` as typed.

use std::path::PathBuf;

use bacino::input::study::template::Template;
use clap::Args;

use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino init my-study                # Italy's 135 mental health departments, answers blank
  bacino init two --from empty        # two units to replace
  bacino init example --from reference")]
pub(crate) struct InitArgs {
    /// The folder to write to
    pub(crate) folder: PathBuf,
    /// Where to start from
    #[arg(long, value_parser = words::<Template>(), default_value = Template::Mhd.word())]
    pub(crate) from: Template,
    /// Overwrite files that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}
