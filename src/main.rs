//! Arguments in, artifacts and exit code out. This alone prints and writes files.

#![expect(clippy::print_stderr, reason = "the program's one place for printing")]

mod cli;
mod write;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use bacino::command::{Failure, Outcome, check, coverage, init, run};
use clap::Parser as _;
use cli::{Cli, Command};

const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (outcome, target) = match &cli.command {
        Command::Run(args) => (run::run(&args.study()), Some((args.output.as_path(), args.force))),
        Command::Init(args) => (Ok(init::init(args.template())), Some((args.folder.as_path(), args.force))),
        Command::Check(args) => (Ok(check::check(&args.study())), None),
        Command::Coverage(args) => (coverage::coverage_command(&args.request()), None),
    };
    match outcome {
        Ok(outcome) => finish(&outcome, target, cli.quiet),
        Err(Failure::Inputs(problems)) => {
            eprint!("{problems}");
            ExitCode::from(FAILED)
        }
        Err(Failure::Usage { message, hint }) => {
            eprintln!("error: {message}");
            if let Some(hint) = hint {
                eprintln!("hint: {hint}");
            }
            ExitCode::from(WRONG_USAGE)
        }
    }
}

fn finish(outcome: &Outcome, target: Option<(&Path, bool)>, quiet: bool) -> ExitCode {
    if !quiet {
        for warning in &outcome.warnings {
            eprintln!("warning: {warning}");
            if let Some(hint) = &warning.hint {
                eprintln!("hint: {hint}");
            }
        }
    }
    if let Some((folder, force)) = target {
        if let Err(error) = write::write_folder(folder, &outcome.artifacts, force) {
            eprintln!("{error}");
            return ExitCode::from(FAILED);
        }
        if !quiet {
            let names: Vec<&str> = outcome.artifacts.iter().map(|artifact| artifact.name.as_str()).collect();
            eprintln!("wrote to {}: {}", folder.display(), names.join(", "));
        }
    }
    // A reader such as `head` may have gone; that is no failure.
    let _ = std::io::stdout().lock().write_all(outcome.stdout.as_bytes());
    if outcome.failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}
