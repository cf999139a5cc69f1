//! The arrows between the stages: what each may name.

use std::path::Path;

const STAGES: [&str; 9] = ["model", "input", "geometry", "analysis", "words", "study", "render", "atlas", "command"];

fn may_name(stage: &str) -> &'static [&'static str] {
    match stage {
        "model" => &[],
        "input" | "geometry" => &["model"],
        "analysis" => &["model", "geometry"],
        "words" => &["model", "geometry", "analysis", "render", "study", "atlas"],
        "study" => &["words", "model", "input", "geometry", "analysis", "render", "atlas", "command"],
        "render" => &["model", "geometry", "analysis", "words", "study"],
        "atlas" => &["model", "input", "geometry", "analysis", "words", "study", "render"],
        _ => &["model", "input", "geometry", "analysis", "words", "study", "render", "atlas"],
    }
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn texts(folder: &Path, found: &mut Vec<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            texts(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn files(stage: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(stage), &mut found);
    found
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
