#![no_main]

use bacino::study::open::open_study;
use bacino::input::study::source::StudySource;

// A study.toml beside the toy country's tables.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let folder = bacino_fuzz::squareland();
    std::fs::write(folder.join("study.toml"), bytes).expect("a scratch file can be written");
    let _ = open_study(&StudySource::Path(folder.join("study.toml")));
});
