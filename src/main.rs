//! Arguments in, artifacts and exit code out. This alone prints and writes files.

#![expect(clippy::print_stderr, reason = "the program's one place for printing")]

mod cli;

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::cli::commands::{Cli, Command};
use crate::cli::help::WELCOME;
use crate::cli::output::{files, pager, progress};
use crate::cli::picture::chart::ChartArgs;
use crate::cli::picture::map::MapArgs;
use crate::cli::picture::verify::VerifyArgs;
use bacino::command::chart::TABLE;
use bacino::command::outcome::Outcome;
use bacino::command::{
    areas, bias, boundaries, catchments, chart, check, coverage, init, locate, map, report, run, verify, weights,
};
use bacino::input::file::bytes::read_path;
use bacino::input::problem::list::{Extent, told, told_briefly};
use bacino::render::page::artifact::Artifact;
use bacino::study::failure::Failure;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// Where artifacts go.
#[derive(Clone, Copy)]
enum Target<'a> {
    /// Into a folder; whether files of others are overwritten.
    Folder(&'a Path, bool),
    /// To standard output, one after the other.
    Stdout,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Nothing was asked: a script that lost its words must not take that for success.
        Err(error) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{WELCOME}");
            return ExitCode::from(WRONG_USAGE);
        }
        Err(error) => error.exit(),
    };
    if let Command::Map(args) = &cli.command
        && let Some(path) = args.file(std::io::stdout().is_terminal())
    {
        return match progress::shown("map", cli.quiet, || drawn(args)) {
            Ok(outcome) => finish_file(outcome, &path, args.force, &cli),
            Err(failure) => fail(&failure, cli.extent()),
        };
    }
    if let Command::Chart(args) = &cli.command
        && let (Some(_), Some(path)) = (args.name(), args.file())
    {
        return match progress::shown("chart", cli.quiet, || charted(args)) {
            Ok(mut outcome) => {
                // The table that a chart is of holds its numbers already, and is nobody's to overwrite.
                if args.is_data(&path.with_extension("csv")) {
                    outcome.artifacts.retain(|artifact| artifact.name != TABLE);
                }
                finish_file(outcome, path, args.force, &cli)
            }
            Err(failure) => fail(&failure, cli.extent()),
        };
    }
    let (outcome, target) = progress::shown(cli.command.word(), cli.quiet, || match &cli.command {
        Command::Boundaries(args) => (boundaries::boundaries(&args.request()), args.target().map(layer_target)),
        Command::Catchments(args) => (catchments::catchments(&args.request()), Some(layer_target(args.target()))),
        Command::Map(args) => (drawn(args), None),
        Command::Chart(args) => (charted(args), None),
        Command::Run(args) => {
            let earlier = files::released(&args.output);
            let mut made = run::run(&args.study(), args.language, &args.wanted(), earlier.as_deref());
            if let Ok(outcome) = &mut made {
                outcome.warnings.extend(args.kept(&outcome.artifacts));
            }
            (made, Some(Target::Folder(&args.output, args.force)))
        }
        Command::Report(args) => {
            let target = args.target().map(|(folder, force)| Target::Folder(folder, force));
            (args.request(cli.extent()).and_then(|request| report::report(&request)), target)
        }
        Command::Locate(args) => {
            let target = args.output.as_deref().map(|output| layer_target((output, args.force)));
            (locate::locate(&args.request()), target)
        }
        Command::Weights(args) => {
            let target = args.output.as_deref().map(|output| layer_target((output, args.force)));
            (weights::weights(&args.request()), target)
        }
        Command::Verify(args) => (verified(args), None),
        Command::Init(args) => (init::init(args.start()), Some(Target::Folder(&args.folder, args.force))),
        Command::Check(args) => (Ok(check::check(&args.study(), args.format, cli.extent())), None),
        Command::Areas(args) => (areas::areas(&args.request()), None),
        Command::Bias(args) => (bias::bias_command(&args.request(cli.extent())), None),
        Command::Coverage(args) => (coverage::coverage_command(&args.request()), None),
        Command::Help(args) => (args.outcome(&Cli::command()), None),
        Command::Completions(args) => (Ok(args.outcome(Cli::command())), None),
        Command::Man(args) => {
            let target = args.output.as_deref().map(|folder| Target::Folder(folder, args.force));
            (Ok(args.outcome(Cli::command())), target)
        }
    });
    match outcome {
        Ok(outcome) if matches!(cli.command, Command::Help(_)) && pager::paged(&outcome.stdout) => ExitCode::SUCCESS,
        Ok(outcome) => finish(&outcome, target, &cli),
        Err(failure) => fail(&failure, cli.extent()),
    }
}

/// Draws a map and writes it, or looks at it.
fn drawn(args: &MapArgs) -> Result<Outcome, Failure> {
    let (form, request) = (args.form()?, args.request());
    if args.lint { map::look_at_map(&request) } else { map::map(&request, form, args.judged()) }
}

/// Draws a chart, or lists those that there are.
fn charted(args: &ChartArgs) -> Result<Outcome, Failure> {
    match args.name() {
        Some(name) => chart::chart(&args.request(name), args.form()?),
        None => chart::charts(&args.listed()?, args.internal),
    }
}

/// Draws a map again by the flags that it records, and compares.
fn verified(args: &VerifyArgs) -> Result<Outcome, Failure> {
    let file = read_path(&args.picture)?;
    let record = verify::read_record(&file)?;
    if record.is_chart {
        return verify::verify(&file, &chart::chart(&args.chart(&record)?, map::PictureForm::Svg)?.stdout);
    }
    let request = args.request(&record)?;
    verify::verify(&file, &map::map(&request, map::PictureForm::Svg, map::Judged::Freely)?.stdout)
}

fn fail(failure: &Failure, extent: Extent) -> ExitCode {
    eprint!("{}", failure.told(extent));
    ExitCode::from(match failure {
        Failure::Inputs(_) => FAILED,
        Failure::Usage { .. } => WRONG_USAGE,
    })
}

/// Writes an outcome's picture, or its text, to one file, and beside it the table of its numbers, where there is one.
fn finish_file(outcome: Outcome, path: &Path, force: bool, cli: &Cli) -> ExitCode {
    let is_table = |artifact: &&Artifact| artifact.name == TABLE;
    let (tables, pictures): (Vec<&Artifact>, Vec<&Artifact>) = outcome.artifacts.iter().partition(is_table);
    let bytes = pictures.first().map_or(outcome.stdout.as_bytes(), |artifact| &artifact.bytes);
    let table = tables.first().map(|artifact| artifact.bytes.as_slice());
    if let Err(error) = files::write_picture(path, bytes, table, force) {
        eprintln!("{error}");
        return ExitCode::from(FAILED);
    }
    if !cli.quiet {
        eprintln!("wrote {}", path.display());
    }
    finish(&Outcome { stdout: String::new(), ..outcome }, None, cli)
}

/// Where the files of a layer go: beside each other, or to standard output.
fn layer_target((output, force): (&Path, bool)) -> Target<'_> {
    if output == Path::new("-") {
        return Target::Stdout;
    }
    let folder = output.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    Target::Folder(folder, force)
}

/// What a reader should know: of a run, which has many, one line each.
fn warnings(outcome: &Outcome, cli: &Cli) -> String {
    match (&cli.command, cli.extent()) {
        (Command::Run(_), Extent::Screen) => told_briefly(&outcome.warnings),
        (_, extent) => told(&outcome.warnings, "warning", extent),
    }
}

/// Files by their names, or where they are many how many.
fn files_written(outcome: &Outcome, folder: &Path, extent: Extent) -> String {
    const MOST: usize = 12;
    let names: Vec<&str> = outcome.artifacts.iter().map(|artifact| artifact.name.as_str()).collect();
    if names.len() > MOST && extent == Extent::Screen {
        format!("wrote {} files to {}", names.len(), folder.display())
    } else {
        format!("wrote to {}: {}", folder.display(), names.join(", "))
    }
}

fn finish(outcome: &Outcome, target: Option<Target<'_>>, cli: &Cli) -> ExitCode {
    if !cli.quiet {
        eprint!("{}", warnings(outcome, cli));
    }
    if let Some(Target::Folder(folder, force)) = target {
        if let Err(error) = files::write_folder(folder, &outcome.artifacts, force) {
            eprintln!("{error}");
            return ExitCode::from(FAILED);
        }
        if !cli.quiet {
            eprintln!("{}", files_written(outcome, folder, cli.extent()));
        }
    }
    // A reader such as `head` may have gone; that is no failure.
    let mut stdout = std::io::stdout().lock();
    let _ = stdout.write_all(outcome.stdout.as_bytes());
    if let (Some(report), Some(Target::Folder(folder, _))) = (&outcome.report, target) {
        let _ = writeln!(stdout, "{}", folder.join(report).display());
    }
    if matches!(target, Some(Target::Stdout)) {
        for artifact in &outcome.artifacts {
            let _ = stdout.write_all(&artifact.bytes);
        }
    }
    if outcome.failed { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}
