//! Flags of `bacino bias` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::bias::{BiasFormat, BiasRequest};
use bacino::input::problem::list::Extent;
use bacino::input::value::format::NumberFormat;
use bacino::model::base::language::Language;
use bacino::render::report::sheet::CsvForm;
use clap::Args;

use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino bias my-study                        # ten sentences, then tables by question
  bacino bias my-study --all                  # every table and sentence
  bacino bias my-study --by istat3 --permutations 999 --format tex
  bacino bias my-study --model \"macro_area + cut(population, quantiles = 3)\" --permutations 0")]
pub(crate) struct BiasArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    internal: bool,
    /// The language of words and numbers [default: the study's]
    #[arg(long, value_parser = words::<Language>())]
    language: Option<Language>,
    /// As CSV in a form: excel is what a spreadsheet of the study's language opens right
    #[arg(long, value_name = "FORM", value_parser = words::<CsvForm>())]
    csv: Option<CsvForm>,
    /// The form of the results [default: text]
    #[arg(long, value_parser = words::<BiasFormat>(), conflicts_with = "csv")]
    format: Option<BiasFormat>,
    /// The scheme whose areas are compared, instead of the study's own macro-areas
    #[arg(long, value_name = "SCHEME")]
    by: Option<String>,
    /// The response model, such as "region + cut(population, quantiles = 3) + kind"
    #[arg(long)]
    model: Option<String>,
    /// A table of design weights by unit, where the frame is a sample
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// What marks decimals in it, where its column does not decide it
    #[arg(long, requires = "weights", value_parser = words::<NumberFormat>())]
    numbers: Option<NumberFormat>,
    /// The seed of permutations [default: 20230101]
    #[arg(long)]
    seed: Option<u64>,
    /// How many permutations of response [default: 10000, fewer for large frames]
    #[arg(long, value_parser = clap::value_parser!(u32).range(..=100_000_000))]
    permutations: Option<u32>,
    /// Tests and intervals that take respondents and the others for samples, beside those by permutations of response
    #[arg(long)]
    classical: bool,
}

impl BiasArgs {
    pub(crate) fn request(&self, extent: Extent) -> BiasRequest {
        BiasRequest {
            study: study(self.study.as_ref()),
            internal: self.internal,
            language: self.language,
            csv: self.csv.unwrap_or_default(),
            format: self.format.unwrap_or(if self.csv.is_some() { BiasFormat::Csv } else { BiasFormat::Text }),
            extent,
            by: self.by.clone(),
            model: self.model.clone(),
            weights: self.weights.clone(),
            numbers: self.numbers,
            seed: self.seed,
            permutations: self.permutations.map(|permutations| permutations as usize),
            classical: self.classical,
        }
    }
}
