//! The one picture of a request: of a study, of a table, or of the groups of one.

use crate::atlas::ask::refuse::{refuse_middle, refuse_what_cannot_be_drawn};
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::land::Land;
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::group_map::group_picture;
use crate::atlas::picture::study_map::study_picture;
use crate::atlas::picture::table_map::table_picture;
use crate::atlas::picture::worded::worded;
use crate::render::picture::shown::Picture;
use crate::study::failure::Failure;

/// Draws one picture on the land of the request, whatever panels are asked for.
///
/// # Errors
/// A table that cannot be read, a layer or value that does not exist, what cannot be drawn as asked.
pub(crate) fn single(request: &MapRequest, land: &Land) -> Result<Drawn<Picture>, Failure> {
    let mut drawn = match (&request.data, &request.groups) {
        (Some(table), Some(groups)) => group_picture(request, table, groups, land)?,
        (Some(table), None) => table_picture(request, table, land)?,
        (None, _) => study_picture(request, land)?,
    };
    worded(&mut drawn.drawing, &request.style.wording, &land.study.heading);
    refuse_what_cannot_be_drawn(&drawn.drawing)?;
    refuse_middle(&drawn.drawing, &request.style)?;
    Ok(drawn)
}
