//! Flags of the commands that write layers.

use std::path::{Path, PathBuf};

use bacino::atlas::file::write::{ExportRequest, Simplification};
use bacino::command::boundaries::BoundariesRequest;
use bacino::command::catchments::CatchmentsRequest;
use bacino::geometry::build::raw::Repair;
use bacino::input::layer::request::Axes;
use bacino::render::export::layer::ExportFormat;
use clap::{Args, ValueEnum};

use crate::cli::commands::{SourceWord, study};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino catchments my-study -o catchments.gpkg
  bacino catchments my-study --layer regions --simplify 10% -o regions.geojson")]
pub(crate) struct CatchmentsArgs {
    /// A study file or a folder with a study.toml [default: the embedded reference study]
    study: Option<PathBuf>,
    /// catchments, regions, provinces, municipalities, or a scheme such as istat5
    #[arg(long, default_value = "catchments")]
    layer: String,
    /// Where residents are counted
    #[arg(long, value_enum)]
    source: Option<SourceWord>,
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
            layer: self.layer.clone(),
            source: self.source.map(SourceWord::meaning),
            export: self.form.request(&self.output),
        }
    }

    /// Where the layer goes.
    pub(crate) fn target(&self) -> (&Path, bool) {
        (&self.output, self.form.force)
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino catchments my-study --layer provinces -o provinces.gpkg    # a file to look at
  bacino boundaries provinces.gpkg
  bacino boundaries provinces.gpkg --dissolve region_code --simplify 100m -o regions.shp
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
    #[arg(long, value_enum, default_value_t = AxesWord::Standard)]
    axes: AxesWord,
    /// Join features with the same value of this column
    #[arg(long, requires = "output")]
    dissolve: Option<String>,
    /// Mend what is wrong with the outlines, or refuse to write them
    #[arg(long, requires = "output", value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "mend")]
    repair: Option<RepairWord>,
    /// The file to write; the ending says the format (.geojson, .topojson, .gpkg, .fgb, .shp, .zip, .parquet); - is standard output
    #[arg(long, short)]
    output: Option<PathBuf>,
    #[command(flatten)]
    form: LayerArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RepairWord {
    /// Mend defects and say what was changed
    Mend,
    /// Take defects for errors
    Refuse,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AxesWord {
    /// Longitude or easting first
    Standard,
    /// Latitude or northing first
    #[value(name = "lat,lon")]
    LatLon,
}

impl BoundariesArgs {
    pub(crate) fn request(&self) -> BoundariesRequest {
        BoundariesRequest {
            file: self.file.clone(),
            layer: self.layer.clone(),
            from_crs: self.from_crs.clone(),
            axes: match self.axes {
                AxesWord::Standard => Axes::Standard,
                AxesWord::LatLon => Axes::LatLon,
            },
            dissolve: self.dissolve.clone(),
            repair: self.repair.map(|word| match word {
                RepairWord::Mend => Repair::Mend,
                RepairWord::Refuse => Repair::Refuse,
            }),
            export: self.output.as_ref().map(|output| self.form.request(output)),
        }
    }

    /// Where the layer goes, if it is written.
    pub(crate) fn target(&self) -> Option<(&Path, bool)> {
        self.output.as_deref().map(|output| (output, self.form.force))
    }
}

/// How a layer is written.
#[derive(Debug, Args)]
pub(crate) struct LayerArgs {
    /// The format, whatever the file's ending
    #[arg(long, value_enum)]
    format: Option<LayerFormatWord>,
    /// The reference system to write, such as EPSG:32632
    #[arg(long)]
    crs: Option<String>,
    /// Leave out details of borders smaller than this (50m), or keep a share of the points (10%) or a size of the file (500KB)
    #[arg(long)]
    simplify: Option<Simplification>,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl LayerArgs {
    fn request(&self, output: &Path) -> ExportRequest {
        ExportRequest {
            output: output.to_owned(),
            format: self.format.map(LayerFormatWord::meaning),
            crs: self.crs.clone(),
            simplify: self.simplify,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LayerFormatWord {
    /// GeoJSON
    Geojson,
    /// TopoJSON
    Topojson,
    /// GeoPackage
    Gpkg,
    /// FlatGeobuf
    Fgb,
    /// A shapefile
    Shp,
    /// A shapefile in an archive
    Zip,
    /// GeoParquet
    Parquet,
}

impl LayerFormatWord {
    fn meaning(self) -> ExportFormat {
        match self {
            Self::Geojson => ExportFormat::GeoJson,
            Self::Topojson => ExportFormat::TopoJson,
            Self::Gpkg => ExportFormat::GeoPackage,
            Self::Fgb => ExportFormat::FlatGeobuf,
            Self::Shp => ExportFormat::Shapefile,
            Self::Zip => ExportFormat::ZippedShapefile,
            Self::Parquet => ExportFormat::GeoParquet,
        }
    }
}
