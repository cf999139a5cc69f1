//! Which layer of a boundary file is wanted, and how its coordinates are read.

use crate::input::layer::filter::Filter;
use crate::input::problem::english::did_you_mean;
use crate::input::problem::hint::{Hint, Key, Say};
use crate::input::problem::kind;
use crate::input::problem::remark::{Place, Problems, Remark};
use crate::model::base::word::words;

words! {
    /// The order in which a file has the two coordinates of a position.
    #[derive(Default)]
    pub enum Axes {
        /// Longitude or easting first.
        ///
        /// As the format's standard says.
        #[default]
        Standard = "standard",
        /// Latitude or northing first.
        ///
        /// Against the standard.
        LatLon = "lat,lon",
    }
}

words! {
    /// What is done where edits of a GeoPackage are still in the write-ahead log beside it.
    #[derive(Default)]
    pub enum Wal {
        /// The file is an error.
        ///
        /// What it holds is not what its editor saved.
        #[default]
        Refuse = "refuse",
        /// The edits are left out.
        ///
        /// The file is read as it is.
        Ignore = "ignore",
    }
}

/// What to read of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeatureRequest<'a> {
    /// The layer, needed only where a file has several.
    pub layer: Option<&'a str>,
    /// The reference system, such as `EPSG:32632`; it decides over what the file says.
    pub crs: Option<&'a str>,
    /// The order of coordinates in the file.
    pub axes: Axes,
    /// What is done where edits of a GeoPackage are not in it yet.
    pub wal: Wal,
    /// Which areas are wanted; `None` for all.
    pub only: Option<&'a Filter>,
    /// Whether nobody asks for the fingerprints of the files.
    pub without_sources: bool,
    /// Whether who asks mends outlines and tells what was wrong with them. For all others points that are no places are errors.
    pub mends: bool,
}

/// The layer to read: the one that is asked for, else the only one.
///
/// # Errors
/// No such layer, several and none asked for, or none at all.
pub(crate) fn choose_layer(file: &str, names: &[String], asked: Option<&str>) -> Result<usize, Problems> {
    let problem = |message: String, hint: Hint| {
        Err(Problems::one(Remark::of(kind::Kind::Layer, Place::file(file), message).hint(hint)))
    };
    let listed = || names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    match (asked, names) {
        (Some(asked), []) => {
            problem(format!("no layer {asked:?}"), "the file's layer has no name: leave the layer out".into())
        }
        (Some(asked), names) => names.iter().position(|name| name == asked).map_or_else(
            || {
                let near = did_you_mean(asked, names.iter().map(String::as_str));
                let hint = near.unwrap_or_else(|| format!("the layers are {}", listed()));
                problem(format!("no layer {asked:?}"), hint.into())
            },
            Ok,
        ),
        (None, [_]) => Ok(0),
        (None, []) => problem("the file has no layer of areas or points".to_owned(), "name another file".into()),
        (None, names) => {
            let message = format!("the file has {} layers: {}", names.len(), listed());
            problem(message, Say::value("say which with", Key::Layer, &names[0]).into())
        }
    }
}
