//! The land of a request, opened: of its study, of its boundary file, or Italy as the program carries it.

use std::sync::Arc;

use crate::analysis::gate::view::View;
use crate::atlas::ask::request::MapRequest;
use crate::atlas::layer::choose::CATCHMENTS;
use crate::atlas::layer::land::{Land, italy_alone};
use crate::atlas::layer::own_file::land_of_file;
use crate::input::study::source::StudySource;
use crate::study::failure::{Failure, refused};
use crate::study::outlines::embedded;
use crate::words::picture::typed_layer;

/// The land that a request is about: that of its study or boundary file; for a table without either, Italy.
///
/// # Errors
/// A study or file that cannot be read, or whose places have no outlines.
pub(crate) fn opened(request: &MapRequest) -> Result<Land, Failure> {
    let language = request.style.wording.language;
    if let Some(on) = &request.on {
        if request.study != StudySource::Reference {
            return refused(
                "the areas of a boundary file are of no study",
                "leave out the study, or name the file in it",
            );
        }
        return land_of_file(on, request);
    }
    let is_without = request.data.is_some() && request.study == StudySource::Reference;
    let mut land = if is_without && typed_layer(request.layer_name()) == Some(CATCHMENTS) {
        let mut land = Land::of_study(&StudySource::Departments, request.style.internal, language)?;
        // The table is about what it is about, not a survey.
        land.study.heading.title.clear();
        land.remarks.clear();
        land
    } else if !is_without {
        Land::of_study(&request.study, request.style.internal, language)?
    } else {
        let study = italy_alone(language.unwrap_or_default());
        let outlines = Arc::new(embedded(&study.territory)?);
        Land { view: View::of(&study), study, outlines, far: Arc::from([]), remarks: Vec::new(), own: None }
    };
    land.draw(request.layer_name());
    Ok(land)
}
