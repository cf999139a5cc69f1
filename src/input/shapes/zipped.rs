//! Zipped boundary files: shapefiles in any folder of the archive, or one file of another format.

use std::collections::BTreeMap;

use crate::input::file::archive::Archive;
use crate::input::file::bytes::{InputFile, fingerprint};
use crate::input::file::format::{Format, ending_of};
use crate::input::format::shapefile::whole::stem;
use crate::input::layer::read::damaged;
use crate::input::layer::request::choose_layer;
use crate::input::problem::kind::Kind;
use crate::input::problem::limit::UNPACKED_BOUNDARIES;
use crate::input::problem::remark::{Place, Problems, Remark};

/// A boundary file in an archive, and what lies beside it.
pub(crate) struct Inside<'a> {
    archive: Archive<'a>,
    /// The archive's name.
    outer: &'a str,
    /// All files of the archive.
    names: Vec<String>,
    /// The file's name without its ending.
    start: String,
    /// The layer that the file is and all layers of the archive, where files are layers.
    pub(crate) layers: Option<(String, Vec<String>)>,
}

impl Inside<'_> {
    /// The file beside it with another ending.
    ///
    /// # Errors
    /// Damaged archives.
    pub(crate) fn beside(&mut self, ending: &str) -> Result<Option<InputFile>, Problems> {
        let wanted = format!("{}.{ending}", self.start);
        let found = self.names.iter().find(|found| found.eq_ignore_ascii_case(&wanted)).cloned();
        found.map(|found| self.unpack(&found)).transpose()
    }

    fn unpack(&mut self, name: &str) -> Result<InputFile, Problems> {
        let bytes =
            self.archive.bytes_within(name, UNPACKED_BOUNDARIES).map_err(|message| cannot(self.outer, &message))?;
        let name = format!("{}/{name}", self.outer);
        Ok(InputFile { source: fingerprint(&name, &bytes), name, bytes, sheet: None })
    }
}

/// The boundary file in an archive; a layer that is asked for is taken where it names one of the archive's files.
///
/// # Errors
/// Damaged archives, archives without boundaries, several layers of which none is asked for.
pub(crate) fn file_inside<'a>(
    file: &'a InputFile,
    layer: &mut Option<&str>,
) -> Result<(InputFile, Inside<'a>), Problems> {
    let archive = Archive::of_files(&file.bytes).map_err(|message| cannot(&file.name, &message))?;
    // What other systems add to archives is no content.
    let mut names = archive.names();
    names.retain(|name| !name.ends_with('/') && !name.starts_with("__MACOSX/") && !stem(name).is_empty());
    names.retain(|name| !name.rsplit('/').next().unwrap_or(name).starts_with('.'));
    let ends = |name: &str, ending: &str| ending_of(name).eq_ignore_ascii_case(ending);
    let mut inside: Vec<&String> = names.iter().filter(|name| ends(name, "shp")).collect();
    if inside.is_empty() {
        inside = names.iter().filter(|name| Format::is_ending(ending_of(name)) && !ends(name, "zip")).collect();
    }
    inside.sort();
    if inside.is_empty() {
        let zipped = names.iter().any(|name| ends(name, "zip"));
        let hint = if zipped { "unpack the archives in it first" } else { "name an archive with a shapefile in it" };
        let message = "the archive has no boundary file";
        return Err(Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message).hint(hint)));
    }
    let layers = layer_names(&inside);
    // A file that itself has layers is asked for its own layer.
    let chosen = if let [only] = inside.as_slice()
        && !ends(only, "shp")
    {
        0
    } else {
        choose_layer(&file.name, &layers, layer.take())?
    };
    let name = inside[chosen].clone();
    let start = name.rsplit_once('.').map_or(name.as_str(), |(start, _)| start).to_owned();
    let layers = ends(&name, "shp").then(|| (layers[chosen].clone(), layers));
    let mut inside = Inside { archive, outer: &file.name, names, start, layers };
    let content = inside.unpack(&name)?;
    if Format::of_content(&content.bytes) == Some(Format::Zip) {
        let message = format!("{name} in the archive is an archive itself");
        return Err(Problems::one(Remark::of(Kind::Format, Place::file(&file.name), message).hint("unpack it first")));
    }
    Ok((content, inside))
}

/// Names of the files without folder and ending; with them where two would be the same.
fn layer_names(files: &[&String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        *counts.entry(stem(file)).or_default() += 1;
    }
    files.iter().map(|file| if counts[stem(file)] == 1 { stem(file).to_owned() } else { (*file).clone() }).collect()
}

fn cannot(file: &str, message: &str) -> Problems {
    damaged(file, format!("the archive cannot be read: {message}"))
}
