//! Where a study comes from.

use std::path::{Path, PathBuf};

use crate::input::embedded::italy::{ITALY_MHD, REFERENCE};
use crate::input::file::bytes::{Folder, InputFile, read_path};
use crate::input::problem::remark::Problems;

/// Which study to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StudySource {
    /// The synthetic reference study that the program carries.
    Reference,
    /// Italy's mental health departments with their catchments and no answer, which the program carries.
    Departments,
    /// A study file, or a folder with a `study.toml`.
    Path(PathBuf),
}

/// The study file and the folder that its tables are in.
pub(crate) fn study_file(source: &StudySource) -> Result<(Folder, InputFile), Problems> {
    match source {
        StudySource::Reference | StudySource::Departments => {
            let own = if *source == StudySource::Reference { REFERENCE } else { ITALY_MHD };
            let folder = Folder::Embedded(own);
            let file = folder.read("study.toml")?;
            Ok((folder, file))
        }
        StudySource::Path(path) => {
            let path = if path.is_dir() { path.join("study.toml") } else { path.clone() };
            let mut file = read_path(&path).map_err(|mut problems| {
                for problem in &mut problems.0 {
                    let hint = "a study is a study.toml or its folder; bacino init FOLDER writes one to start from";
                    problem.hint.get_or_insert_with(|| hint.into());
                }
                problems
            })?;
            let parent = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
            file.name = path.file_name().map_or_else(|| file.name.clone(), |name| name.to_string_lossy().into_owned());
            file.source.name.clone_from(&file.name);
            Ok((Folder::Disk(parent.to_owned()), file))
        }
    }
}
