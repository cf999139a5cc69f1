//! A layer written in the format that is asked for.

use crate::geometry::topology::arcs::Topology;
use crate::render::export::flatgeobuf::flatgeobuf;
use crate::render::export::geojson::geojson;
use crate::render::export::geopackage::geopackage;
use crate::render::export::geoparquet::geoparquet;
use crate::render::export::json::in_steps;
use crate::render::export::layer::{Export, ExportError, ExportFormat, Exported};
use crate::render::export::shapefile::{shapefile, zipped_shapefile};
use crate::render::export::svg::svg;
use crate::render::export::topojson::topojson;

impl ExportFormat {
    /// Shapes with coordinates as the format writes them: those written as text have a fixed number of decimals.
    #[must_use]
    pub fn rounded(self, shapes: Topology) -> Topology {
        match self {
            Self::GeoJson | Self::TopoJson => shapes.with_positions(|point| point.map(in_steps)),
            Self::GeoPackage
            | Self::FlatGeobuf
            | Self::Shapefile
            | Self::ZippedShapefile
            | Self::GeoParquet
            | Self::Svg => shapes,
        }
    }
}

impl Export {
    /// The layer in a format, as files; `name` is the name of the (main) file. The coordinates are written as they are: those of
    /// GeoJSON and TopoJSON have to be EPSG:4326.
    ///
    /// # Errors
    /// What the format cannot hold.
    pub fn write(&self, format: ExportFormat, name: &str) -> Result<Exported, ExportError> {
        match format {
            ExportFormat::GeoJson => Ok(Exported::one(name, geojson(self))),
            ExportFormat::TopoJson => Ok(Exported::one(name, topojson(self)?)),
            ExportFormat::GeoPackage => Ok(Exported::one(name, geopackage(self)?)),
            ExportFormat::FlatGeobuf => Ok(Exported::one(name, flatgeobuf(self)?)),
            ExportFormat::Shapefile => shapefile(self, name),
            ExportFormat::ZippedShapefile => zipped_shapefile(self, name),
            ExportFormat::GeoParquet => Ok(Exported::one(name, geoparquet(self)?)),
            ExportFormat::Svg => Ok(Exported::one(name, svg(self)?)),
        }
    }
}
