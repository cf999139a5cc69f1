//! Mutated inputs over every reader, as many as asked for: `cargo bench --bench mutations -- 1000000` tells of each target how many inputs it
//! got, panics, the slowest input and the most memory that one took; `-- TARGET NUMBER [FOLDER]` runs one input, and keeps it in a folder.
//!
//! A panic, an input of more than five seconds or of more than 512 MB ends the bench with exit code 1. Inputs are numbered, and the same each
//! time. The one that is read is in the scratch folder, should the program not come back from it.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "prints a table; counts are small; files are its own"
)]

#[path = "../tests/fuzz/src/mutation.rs"]
mod mutation;
#[path = "../tests/fuzz/src/runner.rs"]
mod runner;
#[path = "../tests/fuzz/src/seeds.rs"]
mod seeds;
#[path = "../tests/fuzz/src/targets.rs"]
mod targets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Limits of one input.
const SECONDS: f64 = 5.0;
const MEGABYTES: u64 = 512;
/// How many inputs without a number.
const USUAL: usize = 20_000;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let folder = scratch();
    if let [name, number, rest @ ..] = words.as_slice()
        && let Some(target) = targets::TARGETS.iter().find(|target| target.name == name)
        && let Ok(number) = number.parse()
    {
        let bytes = runner::input(&seeds::seeds_of(name, root), number);
        if let Some(kept) = rest.first() {
            std::fs::write(Path::new(kept).join(name), &bytes).expect("the input can be written");
        }
        (target.run)(&folder, &bytes);
        return ExitCode::SUCCESS;
    }
    let wanted = words.iter().find_map(|word| word.parse().ok()).unwrap_or(USUAL);
    let named: Vec<_> = targets::TARGETS.iter().filter(|target| words.iter().any(|word| word == target.name)).collect();
    let chosen = if named.is_empty() { targets::TARGETS.iter().collect() } else { named };
    // Each quick target gets as many, the others their share.
    let shares: f64 = chosen.iter().map(|target| 1.0 / target.one_in as f64).sum();
    // What panics say would hide the table.
    std::panic::set_hook(Box::new(|_| {}));
    let mut failed = false;
    println!("target      inputs  panics   slowest      memory");
    for target in chosen {
        let seeds = seeds::seeds_of(target.name, root);
        let count = (wanted as f64 / shares / target.one_in as f64).ceil() as u64;
        let (mut most, mut most_at) = (0, 0);
        let before = peak(true);
        let ran = runner::run(*target, &seeds, &folder, 0..count, |number| {
            let now = peak(true).saturating_sub(before);
            if now > most {
                (most, most_at) = (now, number);
            }
        });
        let (slowest, slowest_at) = (ran.slowest.0.as_secs_f64(), ran.slowest.1);
        println!(
            "{:<12}{count:>6}{:>8}{slowest:>9.2} s (input {slowest_at}){most:>6} MB (input {most_at})",
            target.name,
            ran.panics.len()
        );
        for number in ran.panics.iter().take(10) {
            println!("  panic: input {number}");
        }
        failed |= !ran.panics.is_empty() || slowest > SECONDS || most > MEGABYTES;
    }
    let _ = std::fs::remove_dir_all(&folder);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// A scratch folder, in memory where there is such a place.
fn scratch() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let folder = base.join(format!("bacino-mutations-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder can be made");
    folder
}

/// The most memory of the process in megabytes, where the system tells, since this was asked for last.
fn peak(anew: bool) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes: u64 = line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0);
    if anew {
        let _ = std::fs::write("/proc/self/clear_refs", "5");
    }
    kilobytes / 1024
}
