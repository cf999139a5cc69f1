//! What the targets share: bytes as files in a scratch folder, read as a person would have them read.
//!
//! Run one with `cargo fuzz run --fuzz-dir tests/fuzz TARGET`; the seeds in `corpus/` are copied from `tests/oracle/formats/samples`
//! by `seeds.sh`.

use std::path::PathBuf;
use std::sync::OnceLock;

use bacino::input::layer::request::FeatureRequest;
use bacino::input::shapes::features::{read_areas, read_points};
use bacino::input::file::bytes::Folder;

/// The scratch folder of this process, in memory where there is such a place.
pub fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let memory = PathBuf::from("/dev/shm");
        let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
        let folder = base.join(format!("bacino-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a scratch folder can be made");
        folder
    })
}

/// Reads areas and points of a file with these bytes, with its one layer and with each named one.
pub fn read(name: &str, bytes: &[u8]) {
    std::fs::write(folder().join(name), bytes).expect("a scratch file can be written");
    for layer in [None, Some("squares")] {
        let request = FeatureRequest { layer, ..FeatureRequest::default() };
        let _ = read_areas(&Folder::Disk(folder().clone()), name, &request);
        let _ = read_points(&Folder::Disk(folder().clone()), name, &request);
    }
}

/// The toy country's study.
pub const STUDY: &str = include_str!("../../squareland/study.toml");

/// Its tables.
pub const SQUARELAND: [(&str, &str); 4] = [
    ("areas.csv", include_str!("../../squareland/areas.csv")),
    ("units.csv", include_str!("../../squareland/units.csv")),
    ("population.csv", include_str!("../../squareland/population.csv")),
    ("catchments.csv", include_str!("../../squareland/catchments.csv")),
];

/// The scratch folder with the toy country in it.
pub fn squareland() -> &'static PathBuf {
    static WRITTEN: OnceLock<()> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        std::fs::write(folder().join("study.toml"), STUDY).expect("a scratch file can be written");
        for (name, _) in SQUARELAND {
            restore(name);
        }
    });
    folder()
}

/// Puts a table of the toy country back.
pub fn restore(table: &str) {
    for (name, text) in SQUARELAND {
        if name == table {
            std::fs::write(folder().join(name), text).expect("a scratch file can be written");
        }
    }
}
