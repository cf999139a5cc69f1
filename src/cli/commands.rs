//! Flags as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::analysis::coverage::area::Source;
use bacino::command::check::CheckFormat;
use bacino::command::coverage::{CoverageRequest, Format};
use bacino::command::run::Pictures;
use bacino::input::study::source::StudySource;
use bacino::input::study::template::Template;
use bacino::model::place::population::Ages;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::bias::BiasArgs;
use crate::cli::completions::CompletionsArgs;
use crate::cli::help::HelpArgs;
use crate::cli::layer::{BoundariesArgs, CatchmentsArgs};
use crate::cli::locate::LocateArgs;
use crate::cli::manual::ManArgs;
use crate::cli::map::{MapArgs, VerifyArgs};
use crate::cli::page::topic;

/// Geographic coverage and representativeness of surveys of units that serve territories.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, disable_help_subcommand = true, after_help = topic::listing())]
pub(crate) struct Cli {
    /// Print nothing but results and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compute everything: tables and maps
    Run(RunArgs),
    /// Write a commented study to start from
    Init(InitArgs),
    /// List every problem of every input in one go
    Check(CheckArgs),
    /// Show coverage by area
    Coverage(CoverageArgs),
    /// Compare respondents with the others: R-indicators, partial indicators, weights
    Bias(BiasArgs),
    /// Draw one map, of a study or of any table by area code
    Map(Box<MapArgs>),
    /// Tell whether a map still is what its record says
    Verify(VerifyArgs),
    /// Find the area of each point, or count the points of each area
    Locate(Box<LocateArgs>),
    /// Look at a boundary file, or convert, dissolve, repair and simplify it
    Boundaries(BoundariesArgs),
    /// Write catchments or areas with every figure joined, for QGIS and other programs
    Catchments(CatchmentsArgs),
    /// Print a page of the documentation, or the flags of a command
    Help(HelpArgs),
    /// Write what a shell needs to complete commands and flags
    Completions(CompletionsArgs),
    /// Write manual pages
    Man(ManArgs),
}

impl Command {
    /// The word that is typed for it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Run(_) => "run",
            Self::Init(_) => "init",
            Self::Check(_) => "check",
            Self::Coverage(_) => "coverage",
            Self::Bias(_) => "bias",
            Self::Map(_) => "map",
            Self::Verify(_) => "verify",
            Self::Locate(_) => "locate",
            Self::Boundaries(_) => "boundaries",
            Self::Catchments(_) => "catchments",
            Self::Help(_) => "help",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino run                                  # the reference study, into the folder output
  bacino run my-study -o results --pdf        # a study of your own, maps as PDF too")]
pub(crate) struct RunArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// The folder to write to
    #[arg(long, short, default_value = "output")]
    pub(crate) output: PathBuf,
    /// Write every map as PNG too
    #[arg(long)]
    png: bool,
    /// Write every map as PDF too
    #[arg(long)]
    pdf: bool,
    /// Overwrite files that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl RunArgs {
    pub(crate) fn pictures(&self) -> Pictures {
        Pictures { png: self.png, pdf: self.pdf }
    }

    pub(crate) fn study(&self) -> StudySource {
        study(self.study.as_ref())
    }
}

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
    #[arg(long, value_enum, default_value_t = From::Mhd)]
    from: From,
    /// Overwrite files that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl InitArgs {
    pub(crate) fn template(&self) -> Template {
        match self.from {
            From::Mhd => Template::Mhd,
            From::Reference => Template::Reference,
            From::Empty => Template::Empty,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// Italy's 135 mental health departments and their catchments, answers blank
    Mhd,
    /// The synthetic reference study
    Reference,
    /// Two example units
    Empty,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino check my-study
  bacino check my-study/study.toml --format json")]
pub(crate) struct CheckArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = CheckFormatWord::Text)]
    format: CheckFormatWord,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum CheckFormatWord {
    /// Groups of problems with their first few
    Text,
    /// Every problem, for programs
    Json,
}

impl CheckArgs {
    pub(crate) fn study(&self) -> StudySource {
        study(self.study.as_ref())
    }

    pub(crate) fn format(&self) -> CheckFormat {
        match self.format {
            CheckFormatWord::Text => CheckFormat::Text,
            CheckFormatWord::Json => CheckFormat::Json,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino coverage my-study
  bacino coverage my-study --scheme region --source census
  bacino coverage my-study --scheme istat5 --format tex")]
pub(crate) struct CoverageArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// One scheme, such as istat5, region or a declared one
    #[arg(long)]
    scheme: Option<String>,
    /// Where residents are counted
    #[arg(long, value_enum)]
    source: Option<SourceWord>,
    /// Residents that the census counts
    #[arg(long, value_enum)]
    ages: Option<AgesWord>,
    /// The form of the table
    #[arg(long, value_enum, default_value_t = FormatWord::Text)]
    format: FormatWord,
}

impl CoverageArgs {
    pub(crate) fn request(&self) -> CoverageRequest {
        CoverageRequest {
            study: study(self.study.as_ref()),
            scheme: self.scheme.clone(),
            source: self.source.map(SourceWord::meaning),
            ages: self.ages.map(|ages| match ages {
                AgesWord::All => Ages::All,
                AgesWord::Adults => Ages::Adults,
            }),
            format: match self.format {
                FormatWord::Text => Format::Terminal,
                FormatWord::Csv => Format::Csv,
                FormatWord::Json => Format::Json,
                FormatWord::Md => Format::Markdown,
                FormatWord::Tex => Format::Latex,
            },
        }
    }
}

/// Where residents are counted, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SourceWord {
    /// The figures of the frame
    Frame,
    /// All residents by the census
    Census,
    /// Residents aged 18 and over by the census
    #[value(name = "census_18plus")]
    CensusAdults,
}

impl SourceWord {
    /// The source itself.
    pub(crate) fn meaning(self) -> Source {
        match self {
            Self::Frame => Source::Frame,
            Self::Census => Source::Census,
            Self::CensusAdults => Source::CensusAdults,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AgesWord {
    /// All residents
    All,
    /// Residents aged 18 and over
    #[value(name = "18+")]
    Adults,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatWord {
    /// Aligned columns for a terminal
    Text,
    /// Every area of every scheme and source
    Csv,
    /// The same as JSON
    Json,
    /// A Markdown table
    Md,
    /// A LaTeX table with the rules of booktabs
    Tex,
}

pub(crate) fn study(path: Option<&PathBuf>) -> StudySource {
    path.map_or(StudySource::Reference, |path| StudySource::Path(path.clone()))
}
