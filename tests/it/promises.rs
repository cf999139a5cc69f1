//! The page of promises: each of its tests is there, and what it says of the whole program.

use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../../src/cli/output/README.md");
const LOCK: &str = include_str!("../../Cargo.lock");

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Files with Rust in a folder and those below.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let (tests, own) = (root().join("tests/it"), root().join("src/cli/output"));
    let rows: Vec<&str> = PAGE.lines().filter(|line| line.starts_with("| ") && line.contains(".rs`")).collect();
    assert!(rows.len() > 15);
    for row in rows {
        let words: Vec<&str> = row.split('`').skip(1).step_by(2).filter(|word| !word.contains('=')).collect();
        let is_file = |word: &&&str| Path::new(**word).extension().is_some_and(|ending| ending == "rs");
        let files: Vec<String> = words
            .iter()
            .filter(is_file)
            .map(|name| {
                read(&[&tests, &own].map(|folder| folder.join(name)).into_iter().find(|path| path.exists()).unwrap())
            })
            .collect();
        for name in words.iter().filter(|word| !is_file(word)) {
            assert!(files.iter().any(|text| text.contains(&format!("fn {name}()"))), "{name}");
        }
    }
}

#[test]
fn nothing_talks_to_other_computers() {
    for path in sources(&root().join("src")) {
        let text = read(&path);
        assert!(!text.contains("std::net") && !text.contains("TcpStream"), "{}", path.display());
        let may_start = path.ends_with("src/cli/output/pager.rs");
        assert!(
            may_start || !text.contains("process::{Command") && !text.contains("process::Command"),
            "{}",
            path.display()
        );
    }
    for name in ["hyper", "reqwest", "ureq", "curl", "rustls", "native-tls", "openssl", "tokio", "async-std", "socket2"]
    {
        assert!(!LOCK.contains(&format!("name = \"{name}\"")), "{name}");
    }
}
