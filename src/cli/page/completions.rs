//! `bacino completions`: what a shell needs to complete commands and flags.

use bacino::command::made::outcome::Outcome;
use clap::{Args, Command};
use clap_complete::{Shell, generate};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino completions bash    # into ~/.local/share/bash-completion/completions/bacino
  bacino completions zsh     # into a folder of $fpath, as _bacino
  bacino completions fish    # into ~/.config/fish/completions/bacino.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    /// The text for the shell, about this program.
    pub(crate) fn outcome(&self, mut program: Command) -> Outcome {
        let mut text = Vec::new();
        generate(self.shell, &mut program, "bacino", &mut text);
        Outcome { stdout: String::from_utf8_lossy(&text).into_owned(), ..Outcome::default() }
    }
}
