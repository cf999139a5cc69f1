//! Mutated inputs over every reader, the same ones each time: none ends in a panic. `cargo bench --bench mutations` runs as many as asked for.

#[path = "../fuzz/src/mutation.rs"]
mod mutation;
#[path = "../fuzz/src/runner.rs"]
mod runner;
#[path = "../fuzz/src/seeds.rs"]
mod seeds;
#[path = "../fuzz/src/targets.rs"]
mod targets;

use std::path::Path;

use crate::support::Workspace;

/// How many inputs the quickest targets get.
const INPUTS: usize = 300;

#[test]
fn no_mutated_input_ends_in_a_panic() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut failed = Vec::new();
    for target in targets::TARGETS {
        let workspace = Workspace::empty();
        let seeds = seeds::seeds_of(target.name, root);
        let numbers = 0..(INPUTS / target.one_in) as u64;
        let ran = runner::run(target, &seeds, &workspace.path(""), numbers, |_| {});
        failed.extend(ran.panics.iter().map(|number| format!("{} {number}", target.name)));
    }
    assert!(failed.is_empty(), "{failed:?}: see them with cargo bench --bench mutations -- TARGET NUMBER");
}

/// Seeds themselves are read: mutations of what is refused at once find nothing.
#[test]
fn seeds_are_inputs_that_are_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for target in targets::TARGETS {
        assert!(!seeds::seeds_of(target.name, root).iter().any(Vec::is_empty), "{}", target.name);
    }
}
