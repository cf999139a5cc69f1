//! The arrows between the stages: what each may name.

use std::path::Path;

const STAGES: [&str; 6] = ["model", "input", "geometry", "analysis", "render", "command"];

fn may_name(stage: &str) -> &'static [&'static str] {
    match stage {
        "model" => &[],
        "input" | "geometry" => &["model"],
        "analysis" => &["model", "geometry"],
        "render" => &["model", "geometry", "analysis"],
        _ => &["model", "input", "geometry", "analysis", "render"],
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn files(stage: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(stage);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_stage_names_only_those_before_it() {
    for stage in STAGES {
        for (path, text) in files(stage) {
            for other in STAGES.iter().filter(|other| **other != stage && !may_name(stage).contains(other)) {
                assert!(!text.contains(&format!("crate::{other}")), "{path} names {other}");
            }
        }
    }
}

#[test]
fn numbers_and_shapes_do_no_input_or_output() {
    for stage in ["model", "geometry", "analysis"] {
        for (path, text) in files(stage) {
            for word in ["std::fs", "std::env", "std::time", "std::io", "println!", "serde::"] {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
}
