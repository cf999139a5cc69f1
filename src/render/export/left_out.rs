//! What stands in the place of a format that the program was built without: its endings, and an error that names the feature.

use crate::render::export::layer::{ExportError, Exported, Format};

/// GeoPackage, left out.
#[cfg(not(feature = "sqlite"))]
pub(crate) const GEOPACKAGE: Format = Format {
    endings: &[".gpkg"],
    is_in_degrees: false,
    is_read_back: true,
    write: |_, _| left_out("GeoPackage", "sqlite"),
};

/// GeoParquet, left out.
#[cfg(not(feature = "parquet"))]
pub(crate) const GEOPARQUET: Format = Format {
    endings: &[".parquet", ".geoparquet"],
    is_in_degrees: false,
    is_read_back: true,
    write: |_, _| left_out("GeoParquet", "parquet"),
};

fn left_out(format: &str, feature: &str) -> Result<Exported, ExportError> {
    let hint = format!("build it with the feature {feature:?}, or write .geojson or .fgb");
    Err(ExportError::new(format!("the program was built without {format}")).hint(hint))
}
