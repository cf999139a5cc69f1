//! What stands in the place of PDF where the program was built without it.

use crate::render::page::raster::NoPicture;
use crate::render::page::scene::Scene;

impl Scene {
    /// No page: the feature `pdf` was left out.
    ///
    /// # Errors
    /// Always.
    pub fn to_pdf(&self) -> Result<Vec<u8>, NoPicture> {
        let hint = "build it with the feature \"pdf\", or write .svg or .png";
        Err(NoPicture { message: "the program was built without PDF".to_owned(), hint: Some(hint) })
    }
}
