//! Flags of `bacino locate` as typed, turned once into what they mean.

use std::path::PathBuf;

use bacino::command::locate::LocateRequest;
use bacino::input::layer::request::Wal;
use bacino::input::value::format::NumberFormat;
use clap::Args;

use crate::cli::word::value::words;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bacino locate points.csv --in municipalities -o located.csv
  bacino locate points.csv --in regions --count")]
pub(crate) struct LocateArgs {
    /// A table with columns lon and lat, or x and y, or a boundary file of points; - is standard input
    points: PathBuf,
    /// regions, regions21 (Bolzano and Trento apart), provinces, municipalities, istat5 and the like, or a boundary file
    #[arg(long = "in", value_name = "LAYER|FILE")]
    areas: String,
    /// The table to write; - is standard output
    #[arg(long, short)]
    pub(crate) output: Option<PathBuf>,
    /// Count the points of each area instead
    #[arg(long)]
    count: bool,
    /// The reference system of the points, such as EPSG:32632
    #[arg(long)]
    crs: Option<String>,
    /// The column of longitudes or eastings
    #[arg(long, value_name = "COLUMN", requires = "y")]
    x: Option<String>,
    /// The column of latitudes or northings
    #[arg(long, value_name = "COLUMN", requires = "x")]
    y: Option<String>,
    /// The sheet of a workbook of points
    #[arg(long)]
    sheet: Option<String>,
    /// The layer of points, where the file has several
    #[arg(long)]
    layer: Option<String>,
    /// What marks decimals in the coordinates, where the columns do not decide it
    #[arg(long, value_parser = words::<NumberFormat>())]
    numbers: Option<NumberFormat>,
    /// The column of codes of the boundary file
    #[arg(long, value_name = "COLUMN")]
    code: Option<String>,
    /// The column of names of the boundary file
    #[arg(long, value_name = "COLUMN")]
    name: Option<String>,
    /// The layer of the boundary file, where it has several
    #[arg(long, value_name = "LAYER")]
    in_layer: Option<String>,
    /// The reference system of the boundary file
    #[arg(long, value_name = "CRS")]
    in_crs: Option<String>,
    /// What to do where edits of a GeoPackage are still in the -wal file beside it
    #[arg(long, value_parser = words::<Wal>(), default_value = Wal::Refuse.word())]
    wal: Wal,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl LocateArgs {
    pub(crate) fn request(&self) -> LocateRequest {
        LocateRequest {
            points: self.points.clone(),
            sheet: self.sheet.clone(),
            layer: self.layer.clone(),
            crs: self.crs.clone(),
            coordinates: self.x.clone().zip(self.y.clone()).map(|(x, y)| [x, y]),
            numbers: self.numbers,
            areas: self.areas.clone(),
            areas_layer: self.in_layer.clone(),
            areas_crs: self.in_crs.clone(),
            code: self.code.clone(),
            name: self.name.clone(),
            wal: self.wal,
            count: self.count,
            output: self.output.clone(),
        }
    }
}
