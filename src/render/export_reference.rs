//! Reference systems as the definitions that files carry: WKT and PROJJSON.

use proj_core::CrsDef;
use proj_wkt::parse_crs;

use crate::model::outline::ReferenceSystem;
use crate::render::export::ExportError;

/// A reference system in the words of files.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The name, such as `WGS 84 / UTM zone 32N`.
    pub(crate) name: String,
    /// Who numbers it, and its number there.
    pub(crate) authority: Option<(String, i32)>,
    system: CrsDef,
}

/// The definition of a system.
///
/// # Errors
/// A system that no definition is known of.
pub(crate) fn definition_of(reference: &ReferenceSystem) -> Result<Definition, ExportError> {
    let system = parse_crs(reference.definition()).map_err(|error| {
        ExportError::new(format!("the reference system {} cannot be written: {error}", reference.name()))
            .hint("choose another with --crs, such as --crs EPSG:4326")
    })?;
    let code = reference.code().and_then(|code| i32::try_from(code).ok());
    let name = if code.is_some() { system.name() } else { reference.name() };
    Ok(Definition { name: name.to_owned(), authority: code.map(|code| ("EPSG".to_owned(), code)), system })
}

impl Definition {
    /// Well-known text of the first version (OGC 01-009).
    ///
    /// # Errors
    /// A system that it cannot express.
    pub(crate) fn wkt(&self) -> Result<String, ExportError> {
        proj_wkt::to_wkt(&self.system).map_err(|error| self.inexpressible("WKT", &error))
    }

    /// PROJJSON.
    ///
    /// # Errors
    /// A system that it cannot express.
    pub(crate) fn projjson(&self) -> Result<String, ExportError> {
        proj_wkt::to_projjson(&self.system).map_err(|error| self.inexpressible("PROJJSON", &error))
    }

    fn inexpressible(&self, language: &str, error: &proj_wkt::ParseError) -> ExportError {
        ExportError::new(format!("the reference system {:?} cannot be written as {language}: {error}", self.name))
            .hint("choose another with --crs, such as --crs EPSG:4326")
    }
}
