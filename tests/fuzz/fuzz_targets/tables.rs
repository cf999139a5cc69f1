#![no_main]

use bacino::study::open::open_study;
use bacino::input::study::source::StudySource;

// The first byte chooses which of the toy country's tables the rest stands for; the content decides its format.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((role, content)) = bytes.split_first() else { return };
    let names = bacino_fuzz::SQUARELAND.map(|(name, _)| name);
    let name = names[usize::from(*role) % names.len()];
    let folder = bacino_fuzz::squareland();
    std::fs::write(folder.join(name), content).expect("a scratch file can be written");
    let _ = open_study(&StudySource::Path(folder.join("study.toml")));
    bacino_fuzz::restore(name);
});
