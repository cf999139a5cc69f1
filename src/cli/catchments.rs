//! Flags of `bacino catchments` as typed, turned once into what they mean.

use std::path::{Path, PathBuf};

use bacino::analysis::coverage::area::Source;
use bacino::command::catchments::CatchmentsRequest;
use clap::Args;

use crate::cli::word::layer::LayerArgs;
use crate::cli::word::study::study;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino catchments my-study -o catchments.gpkg
  bacino catchments my-study --layer regions --simplify 10% -o regions.geojson")]
pub(crate) struct CatchmentsArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// For the people of the survey: exact values, whatever was promised to the units
    #[arg(long)]
    internal: bool,
    /// catchments, regions, regions21, provinces, municipalities, or a scheme such as istat5
    #[arg(long, default_value = "catchments")]
    layer: String,
    /// Where residents are counted
    #[arg(long, value_parser = words::<Source>())]
    source: Option<Source>,
    /// The file to write; the ending says the format (.geojson, .topojson, .gpkg, .fgb, .shp, .zip, .parquet); - is standard output
    #[arg(long, short)]
    output: PathBuf,
    #[command(flatten)]
    form: LayerArgs,
}

impl CatchmentsArgs {
    pub(crate) fn request(&self) -> CatchmentsRequest {
        CatchmentsRequest {
            study: study(self.study.as_ref()),
            internal: self.internal,
            layer: self.layer.clone(),
            source: self.source,
            export: self.form.request(&self.output),
        }
    }

    /// Where the layer goes.
    pub(crate) fn target(&self) -> (&Path, bool) {
        (&self.output, self.form.force)
    }
}
