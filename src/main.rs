//! Arguments in, artifacts and exit code out. This alone prints and writes files.

mod cli;

use std::borrow::Cow;
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::cli::commands::{Cli, Command};
use crate::cli::help::WELCOME;
use crate::cli::output::files::{File, OutputFolder, files_of, write_beside};
use crate::cli::output::speech::{give, judged, say};
use crate::cli::output::{pager, progress};
use crate::cli::picture::chart::ChartArgs;
use crate::cli::picture::map::MapArgs;
use crate::cli::picture::verify::VerifyArgs;
use crate::cli::run::RunArgs;
use bacino::command::chart::TABLE;
use bacino::command::made::outcome::Outcome;
use bacino::command::{
    areas, audit, bias, boundaries, catchments, chart, check, coverage, init, locate, map, report, run, verify, weights,
};
use bacino::input::file::bytes::read_path;
use bacino::input::problem::list::{Extent, told, told_briefly};
use bacino::input::problem::remark::{Problems, Remark};
use bacino::model::base::text::escaped;
use bacino::render::page::artifact::Artifact;
use bacino::study::failure::Failure;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};

const FAILED: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// Where artifacts go.
enum Target<'a> {
    /// Into the folder of a run, which is ours until all is written.
    Held(OutputFolder, &'a RunArgs),
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
            say(WELCOME);
            return ExitCode::from(WRONG_USAGE);
        }
        Err(error) => return told_by_clap(&error),
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
        Command::Run(args) => match made_by_run(args, &cli) {
            Ok((outcome, folder)) => (Ok(outcome), Some(Target::Held(folder, args))),
            Err(failure) => (Err(failure), None),
        },
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
        Command::Audit(args) => {
            let target = args.output.as_deref().map(|output| layer_target((output, args.force)));
            (audit::audit_command(&args.request(cli.extent())), target)
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

/// Runs a study, and gives the folder that it goes to, which is held from before the release in it is read until all is written.
fn made_by_run(args: &RunArgs, cli: &Cli) -> Result<(Outcome, OutputFolder), Failure> {
    let mut folder = OutputFolder::open(&args.output, &waiting(&args.output, cli))?;
    let earlier = folder.released();
    let mut outcome = run::run(&args.study(), args.language, &args.wanted(), earlier.as_deref())?;
    outcome.warnings.splice(0..0, folder.said());
    outcome.warnings.extend(args.kept(&folder, &outcome.artifacts));
    Ok((outcome, folder))
}

/// What clap has to say: help and versions are results, anything else is wrong usage.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    let printed = error.print();
    if error.use_stderr() {
        return ExitCode::from(WRONG_USAGE);
    }
    ended(judged(printed.and_then(|()| std::io::stdout().flush())), false, Extent::Screen)
}

fn fail(failure: &Failure, extent: Extent) -> ExitCode {
    say(&failure.told(extent));
    ExitCode::from(match failure {
        Failure::Inputs(_) => FAILED,
        Failure::Usage { .. } => WRONG_USAGE,
    })
}

/// The exit code, once results are written or not.
fn ended(given: Result<(), Problems>, found_errors: bool, extent: Extent) -> ExitCode {
    match given {
        Err(problems) => fail(&problems.into(), extent),
        Ok(()) if found_errors => ExitCode::from(FAILED),
        Ok(()) => ExitCode::SUCCESS,
    }
}

/// What is said while another program writes into the folder.
fn waiting<'a>(folder: &'a Path, cli: &'a Cli) -> impl Fn() + 'a {
    move || {
        say_unless_quiet(&format!("waiting for another program that writes into {}", folder.display()), cli);
    }
}

/// Writes an outcome's picture, or its text, to one file, and beside it the table of its numbers, where there is one.
fn finish_file(outcome: Outcome, path: &Path, force: bool, cli: &Cli) -> ExitCode {
    let is_table = |artifact: &&Artifact| artifact.name == TABLE;
    let (tables, pictures): (Vec<&Artifact>, Vec<&Artifact>) = outcome.artifacts.iter().partition(is_table);
    let bytes = pictures.first().map_or(outcome.stdout.as_bytes(), |artifact| &artifact.bytes);
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files: Vec<File<'_>> = vec![(name(path), bytes)];
    files.extend(tables.first().map(|table| (name(&path.with_extension("csv")), table.bytes.as_slice())));
    let folder = path.parent().unwrap_or(Path::new(""));
    match write_beside(folder, &files, force, &waiting(folder, cli)) {
        Ok(said) => say_remarks(&said, cli),
        Err(problems) => return fail(&problems.into(), cli.extent()),
    }
    say_unless_quiet(&format!("wrote {}", path.display()), cli);
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

/// Says what a reader should know: of a run, which has many, one line each.
fn say_remarks(remarks: &[Remark], cli: &Cli) {
    if cli.quiet {
        return;
    }
    say(&match (&cli.command, cli.extent()) {
        (Command::Run(_), Extent::Screen) => told_briefly(remarks),
        (_, extent) => told(remarks, "warning", extent),
    });
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
    say_remarks(&outcome.warnings, cli);
    match written(outcome, target, cli) {
        Ok(rest) => ended(give(rest.iter().map(AsRef::as_ref)), outcome.failed, cli.extent()),
        Err(problems) => fail(&problems.into(), cli.extent()),
    }
}

/// Writes the files of an outcome. Gives what is left for standard output.
fn written<'a>(outcome: &'a Outcome, target: Option<Target<'_>>, cli: &Cli) -> Result<Vec<Cow<'a, [u8]>>, Problems> {
    let mut rest = vec![Cow::Borrowed(outcome.stdout.as_bytes())];
    match target {
        Some(Target::Held(mut folder, args)) => {
            let removed = folder.write(&files_of(&outcome.artifacts), args.maker(), args.force)?;
            say_remarks(&folder.said(), cli);
            let gone = if removed == 0 { String::new() } else { format!(", removed {removed} of the run before") };
            say_unless_quiet(&format!("{}{gone}", files_written(outcome, &args.output, cli.extent())), cli);
            let report = outcome.report.as_ref().map(|report| format!("{}\n", args.output.join(report).display()));
            rest.extend(report.map(|path| Cow::Owned(path.into_bytes())));
        }
        Some(Target::Folder(folder, force)) => {
            say_remarks(&write_beside(folder, &files_of(&outcome.artifacts), force, &waiting(folder, cli))?, cli);
            say_unless_quiet(&files_written(outcome, folder, cli.extent()), cli);
        }
        Some(Target::Stdout) => rest.extend(outcome.artifacts.iter().map(|file| Cow::Borrowed(file.bytes.as_slice()))),
        None => {}
    }
    Ok(rest)
}

fn say_unless_quiet(line: &str, cli: &Cli) {
    if !cli.quiet {
        say(&format!("{}\n", escaped(line)));
    }
}
