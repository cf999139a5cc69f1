//! `bacino man`: manual pages, made of the same flags and examples as `--help`.

use std::path::PathBuf;

use bacino::command::made::outcome::Outcome;
use bacino::render::page::artifact::Artifact;
use clap::builder::Resettable;
use clap::{Args, Command};
use clap_mangen::Man;

/// What stands at the foot of every page.
const VERSION: &str = concat!("bacino ", env!("CARGO_PKG_VERSION"));

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino man             # the page of the program
  bacino man -o man      # one page a command, into a folder; read one with: man -l man/bacino-map.1")]
pub(crate) struct ManArgs {
    /// A folder to write the pages of all commands to, instead of the program's page to standard output
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite files that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl ManArgs {
    /// The pages of this program.
    pub(crate) fn outcome(&self, mut program: Command) -> Outcome {
        program.build();
        if self.output.is_none() {
            return Outcome { stdout: page(&program), ..Outcome::default() };
        }
        let commands = [&program].into_iter().chain(program.get_subcommands());
        let pages = commands.map(|command| {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name());
            Artifact::text(format!("{name}.1"), page(command))
        });
        Outcome { artifacts: pages.collect(), ..Outcome::default() }
    }
}

/// A manual page, in the format of `man`. What stands below the flags, such as examples, is a section of its own whose lines stay.
fn page(command: &Command) -> String {
    let mut flags = Vec::new();
    // Memory takes all that is written to it.
    let _ = Man::new(command.clone().after_help(Resettable::Reset)).source(VERSION).render(&mut flags);
    let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (title, lines) = below.split_once('\n').unwrap_or_default();
    let title = title.split([',', ':']).next().unwrap_or_default().to_uppercase();
    let lines = lines.replace('\\', "\\e").replace('-', "\\-");
    format!("{}.SH {title}\n.nf\n{lines}\n.fi\n", String::from_utf8_lossy(&flags))
}
