//! Flags of every command that writes a layer.

use std::path::Path;

use bacino::atlas::file::write::{ExportRequest, Simplification};
use bacino::render::export::write::ExportFormat;
use clap::Args;

use crate::cli::word::value::words_of;

/// How a layer is written.
#[derive(Debug, Args)]
pub(crate) struct LayerArgs {
    /// The format, whatever the file's ending
    #[arg(long, value_parser = words_of(ExportFormat::read_back()))]
    format: Option<ExportFormat>,
    /// The reference system to write, such as EPSG:32632
    #[arg(long)]
    crs: Option<String>,
    /// Leave out details of borders smaller than this (50m), or keep a share of all polygons' vertices (10%) or a size of the file (500KB)
    #[arg(long)]
    simplify: Option<Simplification>,
    /// Overwrite a file that this program did not write
    #[arg(long)]
    pub(crate) force: bool,
}

impl LayerArgs {
    pub(crate) fn request(&self, output: &Path) -> ExportRequest {
        ExportRequest { output: output.to_owned(), format: self.format, crs: self.crs.clone(), simplify: self.simplify }
    }
}
