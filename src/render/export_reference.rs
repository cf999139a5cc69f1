//! Reference systems as the definitions that files carry: WKT and PROJJSON.

use proj_core::{CrsDef, lookup_authority_code};

use crate::model::outline::ReferenceSystem;
use crate::render::export::ExportError;

/// A reference system in the words of files.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    /// The name, such as `WGS 84 / UTM zone 32N`.
    pub(crate) name: String,
    /// Who numbers it, and its number there.
    pub(crate) authority: Option<(String, i32)>,
    definition: CrsDef,
}

/// The definition of a system.
///
/// # Errors
/// A system that no definition is known of.
pub(crate) fn definition_of(reference: &ReferenceSystem) -> Result<Definition, ExportError> {
    let unknown = |reason: String| {
        ExportError::new(format!("the reference system {} cannot be written: {reason}", reference.name()))
            .hint("choose another with --crs, such as --crs EPSG:4326")
    };
    let definition = lookup_authority_code(reference.name()).map_err(|error| unknown(error.to_string()))?;
    let authority = reference
        .name()
        .split_once(':')
        .and_then(|(organization, code)| Some((organization.to_ascii_uppercase(), code.parse().ok()?)));
    Ok(Definition { name: definition.name().to_owned(), authority, definition })
}

impl Definition {
    /// Well-known text of the first version (OGC 01-009).
    ///
    /// # Errors
    /// A system that it cannot express.
    pub(crate) fn wkt(&self) -> Result<String, ExportError> {
        proj_wkt::to_wkt(&self.definition).map_err(|error| self.inexpressible("WKT", &error))
    }

    /// PROJJSON.
    ///
    /// # Errors
    /// A system that it cannot express.
    pub(crate) fn projjson(&self) -> Result<String, ExportError> {
        proj_wkt::to_projjson(&self.definition).map_err(|error| self.inexpressible("PROJJSON", &error))
    }

    fn inexpressible(&self, language: &str, error: &proj_wkt::ParseError) -> ExportError {
        ExportError::new(format!("the reference system {:?} cannot be written as {language}: {error}", self.name))
            .hint("choose another with --crs, such as --crs EPSG:4326")
    }
}
