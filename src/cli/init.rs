//! Flags of `bacino init` as typed.

use std::path::PathBuf;

use bacino::command::init::Start;
use bacino::input::study::draft::whole::DraftRequest;
use bacino::input::study::template::Template;
use clap::Args;

use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino init my-study                # Italy's 135 mental health departments, answers blank
  bacino init two --from empty        # two units to replace
  bacino init example --from reference
  bacino init mine --frame units.csv --answers results.csv --structure survey.lss")]
pub(crate) struct InitArgs {
    /// The folder to write to
    pub(crate) folder: PathBuf,
    /// Where to start from
    #[arg(long, value_parser = words::<Template>(), default_value = Template::Mhd.word(), conflicts_with = "frame")]
    from: Template,
    /// Write the study of these units, a table: its questions are told from the answers
    #[arg(long, value_name = "FILE", requires = "answers")]
    frame: Option<PathBuf>,
    /// What they answered, a table or the export of a survey tool
    #[arg(long, value_name = "FILE", requires = "frame")]
    answers: Option<PathBuf>,
    /// The survey tool's file of questions, such as a .lss of LimeSurvey
    #[arg(long, value_name = "FILE", requires = "answers")]
    structure: Option<PathBuf>,
    /// Overwrite files that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl InitArgs {
    pub(crate) fn start(&self) -> Start<'_> {
        match (&self.frame, &self.answers) {
            (Some(frame), Some(answers)) => {
                Start::Files(DraftRequest { frame, answers, structure: self.structure.as_deref() })
            }
            (Some(_) | None, _) => Start::Template(self.from),
        }
    }
}
