//! Flags of `bacino weights` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::weights::{WeighedLayer, WeightsFormat, WeightsRequest};
use bacino::input::layer::request::Wal;
use bacino::input::value::format::NumberFormat;
use clap::Args;

use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino weights areas.geojson provinces -o weights.csv      # how each area lies in provinces
  bacino weights areas.geojson provinces --intensive rate    # a mean for each province")]
pub(crate) struct WeightsArgs {
    /// The areas that are weighed: a boundary file, or regions, provinces, municipalities and the like
    source: String,
    /// The areas that they lie in, the same
    target: String,
    /// The table to write; - is standard output
    #[arg(long, short)]
    pub(crate) output: Option<PathBuf>,
    /// Columns of SOURCE that are totals, such as residents: written by target, shared out by area
    #[arg(long, value_name = "COLUMN,COLUMN", value_delimiter = ',')]
    extensive: Vec<String>,
    /// Columns of SOURCE that are means, such as rates: written by target, the mean over its land
    #[arg(long, value_name = "COLUMN,COLUMN", value_delimiter = ',')]
    intensive: Vec<String>,
    /// The form of the table
    #[arg(long, value_parser = words::<WeightsFormat>(), default_value = WeightsFormat::Csv.word())]
    format: WeightsFormat,
    /// The column of codes of SOURCE
    #[arg(long, value_name = "COLUMN")]
    code: Option<String>,
    /// The layer of SOURCE, where the file has several
    #[arg(long)]
    layer: Option<String>,
    /// The reference system of SOURCE, where the file does not say it, such as EPSG:32632
    #[arg(long)]
    crs: Option<String>,
    /// The column of codes of TARGET
    #[arg(long, value_name = "COLUMN")]
    target_code: Option<String>,
    /// The layer of TARGET, where the file has several
    #[arg(long, value_name = "LAYER")]
    target_layer: Option<String>,
    /// The reference system of TARGET, where the file does not say it
    #[arg(long, value_name = "CRS")]
    target_crs: Option<String>,
    /// What marks decimals in columns of text, where they do not decide it
    #[arg(long, value_parser = words::<NumberFormat>())]
    numbers: Option<NumberFormat>,
    /// What to do where edits of a GeoPackage are still in the -wal file beside it
    #[arg(long, value_parser = words::<Wal>(), default_value = Wal::Refuse.word())]
    wal: Wal,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl WeightsArgs {
    pub(crate) fn request(&self) -> WeightsRequest {
        WeightsRequest {
            source: WeighedLayer {
                areas: self.source.clone(),
                layer: self.layer.clone(),
                crs: self.crs.clone(),
                code: self.code.clone(),
            },
            target: WeighedLayer {
                areas: self.target.clone(),
                layer: self.target_layer.clone(),
                crs: self.target_crs.clone(),
                code: self.target_code.clone(),
            },
            extensive: self.extensive.clone(),
            intensive: self.intensive.clone(),
            numbers: self.numbers,
            wal: self.wal,
            format: self.format,
            output: self.output.clone(),
        }
    }
}
