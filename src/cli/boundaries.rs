//! Flags of `bacino boundaries` as typed, turned once into what they mean.

use std::path::{Path, PathBuf};

use bacino::command::boundaries::BoundariesRequest;
use bacino::input::layer::filter::Filter;
use bacino::input::layer::request::{Axes, Wal};
use bacino::model::shape::repair::Repair;
use clap::Args;

use crate::cli::word::layer::LayerArgs;
use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino catchments my-study --layer provinces -o provinces.gpkg    # a file to look at
  bacino boundaries provinces.gpkg
  bacino boundaries provinces.gpkg --dissolve region_code --simplify 100m -o regions.shp
  bacino boundaries provinces.gpkg --where region_code=08 --where region_code=09 -o two-regions.gpkg
  bacino boundaries provinces.gpkg --crs EPSG:4326 -o provinces.svg")]
pub(crate) struct BoundariesArgs {
    /// A shapefile (also zipped), GeoJSON, TopoJSON, GeoPackage, FlatGeobuf or GeoParquet
    file: PathBuf,
    /// The layer, where the file has several
    #[arg(long)]
    layer: Option<String>,
    /// The reference system that the file is in, where it does not say so, such as EPSG:32632
    #[arg(long)]
    from_crs: Option<String>,
    /// The order of coordinates in the file
    #[arg(long, value_parser = words::<Axes>(), default_value = Axes::Standard.word())]
    axes: Axes,
    /// What to do where edits of a GeoPackage are still in the -wal file beside it
    #[arg(long, value_parser = words::<Wal>(), default_value = Wal::Refuse.word())]
    wal: Wal,
    /// Take only features with this value in a column; given again for the same column: with any of the values, for another: with both
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = column_and_value)]
    only: Vec<(String, String)>,
    /// Join features with the same value of this column
    #[arg(long, requires = "output")]
    dissolve: Option<String>,
    /// Mend what is wrong with the outlines, or refuse to write them
    #[arg(
        long,
        requires = "output",
        value_parser = words::<Repair>(),
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = Repair::Mend.word()
    )]
    repair: Option<Repair>,
    /// The file to write; the ending says the format (.geojson, .topojson, .gpkg, .fgb, .shp, .zip, .parquet); - is standard output
    #[arg(long, short)]
    output: Option<PathBuf>,
    #[command(flatten)]
    form: LayerArgs,
}

/// A column and a value of it, `COLUMN=VALUE`.
fn column_and_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => Ok((column.trim().to_owned(), value.trim().to_owned())),
        _ => Err("expected a column and a value, such as COD_REG=8".to_owned()),
    }
}

impl BoundariesArgs {
    pub(crate) fn request(&self) -> BoundariesRequest {
        BoundariesRequest {
            file: self.file.clone(),
            layer: self.layer.clone(),
            from_crs: self.from_crs.clone(),
            axes: self.axes,
            wal: self.wal,
            only: Filter::of_pairs(self.only.iter().cloned()),
            dissolve: self.dissolve.clone(),
            repair: self.repair,
            export: self.output.as_ref().map(|output| self.form.request(output)),
        }
    }

    /// Where the layer goes, if it is written.
    pub(crate) fn target(&self) -> Option<(&Path, bool)> {
        self.output.as_deref().map(|output| (output, self.form.force))
    }
}
