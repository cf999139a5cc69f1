//! The commands, each with its flags.

use bacino::input::problem::list::Extent;
use clap::{Parser, Subcommand};

use crate::cli::areas::AreasArgs;
use crate::cli::audit::AuditArgs;
use crate::cli::bias::BiasArgs;
use crate::cli::boundaries::BoundariesArgs;
use crate::cli::catchments::CatchmentsArgs;
use crate::cli::check::CheckArgs;
use crate::cli::coverage::CoverageArgs;
use crate::cli::help::HelpArgs;
use crate::cli::init::InitArgs;
use crate::cli::locate::LocateArgs;
use crate::cli::page::completions::CompletionsArgs;
use crate::cli::page::manual::ManArgs;
use crate::cli::page::topic;
use crate::cli::picture::chart::ChartArgs;
use crate::cli::picture::map::MapArgs;
use crate::cli::picture::verify::VerifyArgs;
use crate::cli::report::ReportArgs;
use crate::cli::run::RunArgs;
use crate::cli::weights::WeightsArgs;

/// Geographic coverage and representativeness of surveys of units that serve territories.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, disable_help_subcommand = true, after_help = topic::listing())]
pub(crate) struct Cli {
    /// Print nothing but results and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Print every error and warning, not only as many as fit a screen; of bias every table and sentence, not only the headline ones
    #[arg(long, global = true)]
    pub(crate) all: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compute everything: tables, maps and charts
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
    /// Draw one chart of a study, or list those that it has
    Chart(Box<ChartArgs>),
    /// Write the tables of a paper: a workbook, LaTeX or Markdown
    Report(ReportArgs),
    /// Tell which numbers of a publication cannot be true together, or by a study
    Audit(AuditArgs),
    /// Tell whether a map or chart still is what its record says
    Verify(VerifyArgs),
    /// List the codes and names of areas that a table may have
    Areas(AreasArgs),
    /// Find the area of each point, or count the points of each area
    Locate(Box<LocateArgs>),
    /// Write shares of areas in areas of another layer, or carry columns over
    Weights(Box<WeightsArgs>),
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

impl Cli {
    /// How much of a list of problems is printed.
    pub(crate) fn extent(&self) -> Extent {
        if self.all { Extent::All } else { Extent::Screen }
    }
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
            Self::Chart(_) => "chart",
            Self::Report(_) => "report",
            Self::Audit(_) => "audit",
            Self::Verify(_) => "verify",
            Self::Areas(_) => "areas",
            Self::Locate(_) => "locate",
            Self::Weights(_) => "weights",
            Self::Boundaries(_) => "boundaries",
            Self::Catchments(_) => "catchments",
            Self::Help(_) => "help",
            Self::Completions(_) => "completions",
            Self::Man(_) => "man",
        }
    }
}
