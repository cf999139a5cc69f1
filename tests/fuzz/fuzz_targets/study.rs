#![no_main]

use bacino::command::open::open_study;
use bacino::input::study::StudySource;

// A study.toml beside the toy country's tables.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let folder = bacino_fuzz::folder();
    for (name, text) in [
        ("areas.csv", include_str!("../../squareland/areas.csv")),
        ("units.csv", include_str!("../../squareland/units.csv")),
        ("population.csv", include_str!("../../squareland/population.csv")),
        ("catchments.csv", include_str!("../../squareland/catchments.csv")),
    ] {
        if !folder.join(name).exists() {
            std::fs::write(folder.join(name), text).expect("a scratch file can be written");
        }
    }
    std::fs::write(folder.join("study.toml"), bytes).expect("a scratch file can be written");
    let _ = open_study(&StudySource::Path(folder.join("study.toml")));
});
