//! The one picture of a request: of a study, of a table, or of the groups of one.

use crate::atlas::ask::flags::file_flags;
use crate::atlas::ask::refuse::{refuse_decimals, refuse_middle, refuse_what_cannot_be_drawn};
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::choose::CATCHMENTS;
use crate::atlas::layer::land::{Land, OwnFile};
use crate::atlas::picture::drawn::Drawn;
use crate::atlas::picture::group_map::group_picture;
use crate::atlas::picture::study_map::{study_picture, unit_table_picture};
use crate::atlas::picture::table_map::table_picture;
use crate::atlas::picture::worded::worded;
use crate::input::figures::column::TableFile;
use crate::model::study::Source;
use crate::render::picture::shown::Picture;
use crate::study::failure::Failure;

/// Draws one picture on the land of the request, whatever panels are asked for.
///
/// # Errors
/// A table that cannot be read, a layer or value that does not exist, what cannot be drawn as asked.
pub(crate) fn single(request: &MapRequest, land: &Land) -> Result<Drawn<Picture>, Failure> {
    let table = request.data.as_deref().map(TableFile::Path).or(land.own.as_ref().map(OwnFile::file));
    let mut drawn = match (table, &request.groups) {
        (Some(table), Some(groups)) => group_picture(request, table, groups, land)?,
        (Some(table), None) if request.layer_name() == CATCHMENTS => unit_table_picture(request, table, land)?,
        (Some(table), None) => table_picture(request, table, land)?,
        (None, _) => study_picture(request, land)?,
    };
    if let (Some(on), Some(own)) = (&request.on, &land.own) {
        let flags = &mut drawn.drawing.origin.made_with;
        // The file itself tells which column identifies its areas.
        flags.retain(|flag| request.data.is_some() || !flag.starts_with("--code="));
        flags.extend(file_flags(on, &own.id));
    }
    // Which folder a file lies in is no part of what it is.
    let named = |source: &Source| Source { name: file_name(&source.name), ..source.clone() };
    drawn.drawing.origin.inputs = drawn.drawing.origin.inputs.iter().map(named).collect();
    worded(&mut drawn.drawing, &request.style.wording, &land.study.heading);
    refuse_what_cannot_be_drawn(&drawn.drawing)?;
    refuse_middle(&drawn.drawing, &request.style)?;
    refuse_decimals(&drawn.drawing)?;
    Ok(drawn)
}

/// The name of a file without the folders that it lies in.
fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}
