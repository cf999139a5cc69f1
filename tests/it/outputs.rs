//! Files that are written: all of a run or none, never over what others wrote or changed, whatever happens meanwhile.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bacino::input::file::bytes::fingerprint;

use crate::support::{Workspace, done};

/// Squareland and the same with another title and no question, as two studies that are run into one folder.
fn two_studies() -> Workspace {
    let workspace = Workspace::squareland();
    let study = workspace.read("study.toml");
    let other = study.replacen("title = \"", "title = \"Another: ", 1);
    assert_ne!(study, other);
    workspace.write("other.toml", other)
}

/// Names and contents of what stands in a folder.
fn contents(workspace: &Workspace, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let names = workspace.files().into_iter().filter(|name| name.starts_with(&format!("{folder}/")));
    names.map(|name| (name[folder.len() + 1..].to_owned(), workspace.bytes(&name))).collect()
}

/// Whether all files of a record are there as it says.
fn agrees_with_its_record(files: &BTreeMap<String, Vec<u8>>) -> bool {
    let Some(record) = files.get(".bacino") else { return false };
    String::from_utf8(record.clone()).unwrap().lines().all(|line| {
        let (sha256, name) = line.split_once("  ").unwrap();
        files.get(name).map(|bytes| fingerprint("", bytes).sha256).as_deref() == Some(sha256)
    })
}

fn is_png(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "png")
}

fn start(workspace: &Workspace, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_bacino"))
        .args(arguments)
        .current_dir(workspace.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// `BACINO_KILLS=200 cargo test killed_at_any_moment` tries that many moments.
#[test]
fn a_run_killed_at_any_moment_leaves_the_old_results_or_the_new_or_says_that_they_are_mixed() {
    let kills: u32 = std::env::var("BACINO_KILLS").map_or(12, |kills| kills.parse().unwrap());
    let workspace = two_studies();
    let began = Instant::now();
    done(workspace.run(["run", "other.toml", "-o", "new", "--quiet"]));
    let whole = began.elapsed();
    done(workspace.run(["run", "study.toml", "-o", "old", "--quiet"]));
    let (old, new) = (contents(&workspace, "old"), contents(&workspace, "new"));
    for kill in 0..kills {
        done(workspace.run(["run", "study.toml", "-o", "out", "--quiet"]));
        let mut run = start(&workspace, &["run", "other.toml", "-o", "out", "--quiet"]);
        // Most moments fall into the last fifth, where files are written.
        std::thread::sleep(whole.mul_f64(0.75 + 0.3 * f64::from(kill) / f64::from(kills)));
        run.kill().unwrap();
        run.wait().unwrap();
        let mut left = contents(&workspace, "out");
        let is_marked = left.contains_key("UNFINISHED.txt");
        left.retain(|name, _| !name.contains(".bacino-unfinished-") && name != "UNFINISHED.txt");
        if left != old && left != new {
            assert!(is_marked && !agrees_with_its_record(&left), "{:?}", left.keys());
        }
        let next = done(workspace.run(["run", "study.toml", "-o", "out", "--only", "tables"]));
        assert!(left == old || left == new || next.stderr.contains("that is finished now"), "{}", next.stderr);
        done(workspace.run(["run", "study.toml", "-o", "out", "--quiet"]));
        assert_eq!(contents(&workspace, "out").keys().collect::<Vec<_>>(), old.keys().collect::<Vec<_>>());
        assert!(contents(&workspace, "out") == old);
    }
}

#[test]
fn two_runs_into_one_folder_wait_for_each_other() {
    let workspace = two_studies();
    done(workspace.run(["run", "study.toml", "-o", "one", "--quiet"]));
    done(workspace.run(["run", "other.toml", "-o", "other", "--quiet"]));
    let (one, other) = (contents(&workspace, "one"), contents(&workspace, "other"));
    for _ in 0..3 {
        let mut runs: Vec<Child> = ["study.toml", "other.toml", "study.toml"]
            .iter()
            .map(|study| start(&workspace, &["run", study, "-o", "out", "--quiet"]))
            .collect();
        for run in &mut runs {
            assert!(run.wait().unwrap().success());
        }
        let now = contents(&workspace, "out");
        assert!(now == one || now == other, "{:?}", now.keys());
    }
}

#[test]
fn files_of_the_run_before_that_are_not_made_any_more_go() {
    let workspace = Workspace::squareland();
    done(workspace.run(["run", ".", "-o", "out", "--png", "--quiet"]));
    let mut workspace = workspace.write("out/mine.txt", "mine");
    let with_png = workspace.files();
    assert!(with_png.iter().any(|name| is_png(name)));
    // Parts alone touch nothing else.
    let run = done(workspace.run(["run", ".", "-o", "out", "--only", "tables"]));
    assert_eq!(workspace.files(), with_png);
    assert!(run.stderr.contains("of an earlier run stay as they are"), "{}", run.stderr);
    // What was changed by hand stays, and is named.
    let changed = with_png.iter().rfind(|name| is_png(name)).unwrap().clone();
    workspace = workspace.write(&changed, "by hand");
    let run = done(workspace.run(["run", ".", "-o", "out"]));
    assert!(run.stderr.contains("changed since, so it stays"), "{}", run.stderr);
    assert!(run.stderr.contains(&changed["out/".len()..]), "{}", run.stderr);
    assert!(run.stderr.contains("of the run before\n"), "{}", run.stderr);
    let left: Vec<String> = workspace.files().into_iter().filter(|name| is_png(name)).collect();
    assert_eq!(left, [changed]);
    assert_eq!(workspace.read("out/mine.txt"), "mine");
}

#[test]
fn the_release_of_an_anonymous_study_outlives_every_run() {
    let workspace = Workspace::squareland().replace("study.toml", "answers = \"public\"", "answers = \"internal\"");
    done(workspace.run(["run", ".", "-o", "out", "--quiet"]));
    let record = workspace.read("out/internal/.bacino");
    let release = "{}\n";
    let sha256 = fingerprint("", release.as_bytes()).sha256;
    let workspace = workspace
        .write("out/internal/released.json", release)
        .write("out/internal/.bacino", format!("{record}{sha256}  internal/released.json\n"));
    done(workspace.run(["run", ".", "-o", "out", "--quiet"]));
    assert_eq!(workspace.read("out/internal/released.json"), release);
    assert!(workspace.read("out/internal/.bacino").contains("internal/released.json"));
}

#[test]
fn a_picture_changed_by_hand_is_not_overwritten() {
    for (name, flags) in
        [("m.svg", &["map", "regions"][..]), ("c.svg", &["chart", "response"]), ("m.pdf", &["map", "regions"])]
    {
        let workspace = Workspace::empty();
        let draw = [flags, &["-q", "-o", name]].concat();
        done(workspace.run(draw.iter().copied()));
        done(workspace.run(draw.iter().copied()));
        let edited = [workspace.bytes(name).as_slice(), b"<!-- by hand -->"].concat();
        let workspace = workspace.write(name, &edited);
        let run = workspace.run(draw.iter().copied());
        assert_eq!(run.exit_code, 1);
        assert!(run.stderr.contains("was not written by this program, or was changed since"), "{}", run.stderr);
        assert_eq!(workspace.bytes(name), edited);
        done(workspace.run(draw.iter().copied().chain(["--force"])));
        assert_ne!(workspace.bytes(name), edited);
    }
    // The table beside a chart too.
    let workspace = Workspace::empty();
    done(workspace.run(["chart", "response", "-q", "-o", "c.svg"]));
    let workspace = workspace.write("c.csv", "by hand");
    assert_eq!(workspace.run(["chart", "response", "-q", "-o", "c.svg"]).exit_code, 1);
    assert_eq!(workspace.read("c.csv"), "by hand");
}

#[test]
fn a_map_of_a_run_that_is_drawn_anew_stays_a_file_of_the_run() {
    let workspace = Workspace::empty();
    done(workspace.run(["run", "-o", "out", "--only", "maps", "--quiet"]));
    let before = workspace.bytes("out/maps/coverage-by-region.svg");
    done(workspace.run(["map", "regions", "--palette", "Greens", "-q", "-o", "out/maps/coverage-by-region.svg"]));
    assert_ne!(workspace.bytes("out/maps/coverage-by-region.svg"), before);
    done(workspace.run(["run", "-o", "out", "--only", "maps", "--quiet"]));
    assert_eq!(workspace.bytes("out/maps/coverage-by-region.svg"), before);
    // A file of another command in the folder is none of the run's.
    done(workspace.run(["map", "regions", "-q", "-o", "out/mine.svg"]));
    done(workspace.run(["run", "-o", "out", "--quiet"]));
    assert!(workspace.files().contains(&"out/mine.svg".to_owned()));
    done(workspace.run(["map", "regions", "-q", "-o", "out/mine.svg"]));
}

#[test]
fn where_something_stands_in_the_way_nothing_is_written() {
    let workspace = two_studies();
    done(workspace.run(["run", "study.toml", "-o", "out", "--quiet"]));
    let workspace = workspace.remove("out/units.csv").folder("out/units.csv", "kept");
    let before = contents(&workspace, "out");
    let run = workspace.run(["run", "other.toml", "-o", "out", "--quiet", "--force"]);
    assert_eq!(run.exit_code, 1);
    assert!(
        run.stderr.starts_with("error: out/units.csv: is a folder, where a file is to be written\n"),
        "{}",
        run.stderr
    );
    assert!(contents(&workspace, "out") == before);
    // A folder that was made for nothing goes.
    let workspace = workspace.write("broken.toml", "title = ");
    assert_eq!(workspace.run(["run", "broken.toml", "-o", "new/deep"]).exit_code, 1);
    assert!(!workspace.path("new").exists());
}

#[test]
#[cfg(unix)]
fn planted_links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let workspace = Workspace::squareland().write("victim", "precious").folder("out", "kept");
    for name in [".coverage.csv.bacino-unfinished", "coverage.csv.new", ".bacino-lock", "UNFINISHED.txt"] {
        symlink(workspace.path("victim"), workspace.path(&format!("out/{name}"))).unwrap();
    }
    for number in 0..200 {
        let name = format!("out/.bacino-unfinished-{}", std::process::id() + number);
        symlink(workspace.path(""), workspace.path(&name)).unwrap();
    }
    done(workspace.run(["run", ".", "-o", "out", "--quiet"]));
    assert_eq!(workspace.read("victim"), "precious");
    assert!(workspace.read("out/coverage.csv").starts_with("scheme,"));
}

#[test]
#[cfg(unix)]
fn what_has_no_end_is_not_read_as_a_record_and_devices_are_written_into() {
    use std::os::unix::fs::symlink;
    let workspace = Workspace::squareland();
    for (number, name) in [".bacino", ".bacino-files", "internal/released.json", "coverage.csv"].into_iter().enumerate()
    {
        let folder = format!("out{number}");
        std::fs::create_dir_all(workspace.path(&folder).join("internal")).unwrap();
        symlink("/dev/zero", workspace.path(&folder).join(name)).unwrap();
        let run = workspace.run(["run", ".", "-q", "--only", "tables", "-o", &folder]);
        // A release that is none is no earlier one.
        let expected = i32::from(number != 2);
        assert_eq!(run.exit_code, expected, "{name}: {}", run.stderr);
        assert!(expected == 0 || run.stderr.starts_with(&format!("error: {folder}/{name}: ")), "{}", run.stderr);
    }
    symlink("/dev/null", workspace.path("m.svg")).unwrap();
    done(workspace.run(["map", "regions", "-q", "-o", "m.svg"]));
    assert!(workspace.path("m.svg").is_symlink());
}

/// Runs the program with standard output or error on a full disk.
#[cfg(target_os = "linux")]
fn on_a_full_disk(workspace: &Workspace, arguments: &[&str], is_stdout: bool) -> (Option<i32>, String) {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_bacino"));
    command.args(arguments).current_dir(workspace.path("")).stdout(Stdio::null()).stderr(Stdio::piped());
    if is_stdout {
        command.stdout(full())
    } else {
        command.stderr(full())
    };
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_printed_are_a_failure() {
    let workspace = Workspace::squareland();
    for arguments in [
        &["coverage", ".", "--format", "csv"][..],
        &["check", "."],
        &["bias", "."],
        &["map", "regions", "-o", "-"],
        &["areas"],
        &["help"],
        &["--help"],
        &["--version"],
        &["completions", "bash"],
    ] {
        let (code, said) = on_a_full_disk(&workspace, arguments, true);
        assert_eq!(code, Some(1), "{arguments:?}: {said}");
        assert!(said.contains("error: standard output: cannot be written: "), "{arguments:?}: {said}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn messages_that_cannot_be_printed_stop_nothing() {
    let workspace = Workspace::squareland();
    for (arguments, expected) in [
        (&["run", ".", "-o", "out"][..], 0),
        (&["map", "regions", "-o", "m.svg"], 0),
        (&["coverage", ".", "--scheme", "zzz"], 2),
        (&["coverage", "nowhere"], 1),
        (&["nonsense"], 2),
        (&[], 2),
    ] {
        assert_eq!(on_a_full_disk(&workspace, arguments, false).0, Some(expected), "{arguments:?}");
    }
    assert!(
        workspace.read("out/coverage.csv").starts_with("scheme,") && workspace.files().contains(&"m.svg".to_owned())
    );
}

#[test]
#[cfg(unix)]
fn a_reader_that_went_away_is_no_failure() {
    let workspace = Workspace::squareland();
    let mut run = Command::new(env!("CARGO_BIN_EXE_bacino"))
        .args(["coverage", ".", "--format", "csv"])
        .current_dir(workspace.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    drop(run.stdout.take());
    std::thread::sleep(Duration::from_millis(10));
    assert!(run.wait().unwrap().success());
}
