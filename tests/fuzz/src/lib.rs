//! Targets of the fuzzer and their seeds: `cargo run --example seeds` puts these into `corpus/`.

mod seeds;
mod targets;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

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

/// Gives bytes to the target of this name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = targets::TARGETS.iter().find(|target| target.name == name).expect("a target of the list");
    (target.run)(folder(), bytes);
}

/// Puts the seeds of every target into `corpus/` beside this crate.
pub fn write_seeds() -> std::io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for target in targets::TARGETS {
        let corpus = here.join("corpus").join(target.name);
        std::fs::create_dir_all(&corpus)?;
        for (number, seed) in seeds::seeds_of(target.name, &here.join("../..")).iter().enumerate() {
            std::fs::write(corpus.join(number.to_string()), seed)?;
        }
    }
    Ok(())
}
