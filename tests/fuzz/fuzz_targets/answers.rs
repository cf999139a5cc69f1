#![no_main]

use bacino::study::open::open_study;
use bacino::input::study::source::StudySource;

// Questions of every kind, as study.toml declares them; the first byte tells whether they are declared at all.
const QUESTIONS: &str = r#"
[[question]]
name = "peer"
options = { yes = ["1", "sì"], no = ["0"] }
[[question]]
name = "tasks"
kind = "multiple"
delimiter = ";"
asked_if = { peer = ["yes"] }
[[question]]
name = "groups"
kind = "multiple"
columns = { a = "q_a", b = "q_b" }
[[question]]
name = "staff"
kind = "number"
minimum = 0
maximum = 100
"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((declared, content)) = bytes.split_first() else { return };
    let folder = bacino_fuzz::squareland();
    let questions = if declared.is_multiple_of(2) { QUESTIONS } else { "" };
    let study = format!("{}\n[answers]\nfile = \"answers.csv\"\n{questions}", bacino_fuzz::STUDY);
    std::fs::write(folder.join("study.toml"), study).expect("a scratch file can be written");
    std::fs::write(folder.join("answers.csv"), content).expect("a scratch file can be written");
    let _ = open_study(&StudySource::Path(folder.join("study.toml")));
});
