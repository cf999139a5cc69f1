//! The formats that layers are written in, and a layer written in one of them.

use crate::geometry::topology::arcs::Topology;
use crate::model::base::word::words;
use crate::model::shape::outline::ReferenceSystem;
#[cfg(feature = "sqlite")]
use crate::render::export::geopackage;
#[cfg(feature = "parquet")]
use crate::render::export::geoparquet;
use crate::render::export::json::in_steps;
use crate::render::export::layer::{Export, ExportError, Exported, Format};
#[cfg(not(feature = "sqlite"))]
use crate::render::export::left_out as geopackage;
#[cfg(not(feature = "parquet"))]
use crate::render::export::left_out as geoparquet;
use crate::render::export::{flatgeobuf, geojson, shapefile, svg, topojson};

words! {
    /// A format that layers are written in.
    pub enum ExportFormat {
        /// GeoJSON.
        ///
        /// RFC 7946.
        GeoJson = "geojson" => &geojson::GEOJSON,
        /// TopoJSON.
        ///
        /// With shared arcs.
        TopoJson = "topojson" => &topojson::TOPOJSON,
        /// GeoPackage.
        ///
        /// By the OGC.
        GeoPackage = "gpkg" => &geopackage::GEOPACKAGE,
        /// FlatGeobuf.
        ///
        /// With its index.
        FlatGeobuf = "fgb" => &flatgeobuf::FLATGEOBUF,
        /// A shapefile.
        ///
        /// Several files of one name.
        Shapefile = "shp" => &shapefile::SHAPEFILE,
        /// A shapefile in an archive.
        ZippedShapefile = "zip" => &shapefile::ZIPPED_SHAPEFILE,
        /// GeoParquet.
        GeoParquet = "parquet" => &geoparquet::GEOPARQUET,
        /// A plain picture.
        ///
        /// No one reads it back.
        Svg = "svg" => &svg::SVG,
    }
    /// What it is.
    fn format(self) -> &'static Format;
}

impl ExportFormat {
    /// The formats that are read back: all but pictures.
    pub fn read_back() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|format| format.format().is_read_back)
    }

    /// How names of its files end.
    pub fn endings(self) -> &'static [&'static str] {
        self.format().endings
    }

    /// The format that the ending of a file's name says.
    pub fn of_file(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.endings().iter().any(|ending| lower.ends_with(ending)))
    }

    /// The reference system that the format itself prescribes, if it does.
    pub fn prescribed(self) -> Option<ReferenceSystem> {
        self.format().is_in_degrees.then(ReferenceSystem::wgs84)
    }

    /// Shapes with coordinates as the format writes them: those written as text have a fixed number of decimals.
    #[must_use]
    pub fn rounded(self, shapes: Topology) -> Topology {
        if self.format().is_in_degrees { shapes.with_positions(|point| point.map(in_steps)) } else { shapes }
    }
}

impl Export {
    /// The layer in a format, as files; `name` is the name of the (main) file. The coordinates are written as they are: those of
    /// GeoJSON and TopoJSON have to be EPSG:4326.
    ///
    /// # Errors
    /// What the format cannot hold.
    pub fn write(&self, format: ExportFormat, name: &str) -> Result<Exported, ExportError> {
        (format.format().write)(self, name)
    }
}
