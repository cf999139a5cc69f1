//! `bacino help`: the pages of the documentation, and the flags of a command.

use bacino::command::made::outcome::Outcome;
use bacino::input::problem::english::did_you_mean;
use bacino::study::failure::Failure;
use clap::{Args, Command};

use crate::cli::page::topic::{TOPICS, Topic};

/// What the program prints when nothing is asked of it.
pub(crate) const WELCOME: &str = "\
Whom do the answers of a survey stand for? Three commands to begin with:

  bacino map regions --data beds.csv --code region --value beds -o beds.svg
      a map of your table: a column of areas by name or code, a column of numbers
  bacino run
      every table and map of an example study, into the folder output
  bacino init my-study
      a study of your own: a small file beside tables, with comments

The rest: bacino help lists commands and pages, bacino COMMAND --help has examples.
";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino help            # commands and pages
  bacino help study      # every key of a study
  bacino help map        # the flags of a command")]
pub(crate) struct HelpArgs {
    /// A page or a command; a word that is both prints both [default: the list of them]
    #[arg(value_name = "PAGE|COMMAND")]
    word: Option<String>,
}

impl HelpArgs {
    /// What is printed of this program.
    pub(crate) fn outcome(&self, program: &Command) -> Result<Outcome, Failure> {
        let texts: Vec<String> = match self.word.as_deref() {
            None => vec![flags(program, None)],
            Some(word) => {
                let flags = program.find_subcommand(word).map(|_| flags(program, Some(word)));
                let page = TOPICS.iter().find(|topic| topic.name == word).map(Topic::text);
                if flags.is_none() && page.is_none() {
                    return Err(unknown(word, program));
                }
                flags.into_iter().chain(page).collect()
            }
        };
        Ok(Outcome { stdout: texts.join("\n"), ..Outcome::default() })
    }
}

/// What the flag `--help` prints, of the program or of a command.
fn flags(program: &Command, command: Option<&str>) -> String {
    let typed = ["bacino"].into_iter().chain(command).chain(["--help"]);
    program.clone().try_get_matches_from(typed).map_or_else(|help| help.to_string(), |_| String::new())
}

fn unknown(word: &str, program: &Command) -> Failure {
    let known = program.get_subcommands().map(Command::get_name).chain(TOPICS.iter().map(|topic| topic.name));
    let hint = did_you_mean(word, known).unwrap_or_else(|| "bacino help lists them".to_owned());
    Failure::Usage { message: format!("no page and no command is called {word:?}"), hint: Some(hint) }
}
