//! The pages of the documentation: their size, their places, and that what they say is so.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bacino::input::problem::kind::Kind;
use bacino::render::classes::value::NoData;
use bacino::render::lint::rule::Rule;

use crate::help::{commands, pages, typed};
use crate::support::Workspace;

/// The pages: their places below the repository and their texts.
fn texts() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["src", "benches", "geodata"] {
        add_pages(&root().join(folder), &mut found);
    }
    found.push((root().join("README.md"), read(&root().join("README.md"))));
    found
}

fn add_pages(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            add_pages(&path, found);
        } else if path.ends_with("README.md") {
            let text = read(&path);
            found.push((path, text));
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// The page at a place below the repository.
fn page(path: &str) -> String {
    read(&root().join(path))
}

#[test]
fn the_front_page_has_at_most_ten_kilobytes() {
    let bytes = page("README.md").len();
    assert!(bytes <= 10_000, "{bytes} bytes: what is for few readers belongs on a page beside the code");
}

#[test]
fn the_front_page_lists_the_pages_of_help_which_are_those_of_rooms() {
    let front = page("README.md");
    let rows = front.lines().filter_map(|line| line.strip_prefix("| [")?.split_once("](")).map(|(name, rest)| {
        let (path, _) = rest.split_once(')').unwrap();
        (name.to_owned(), path.to_owned())
    });
    let (names, paths): (Vec<String>, Vec<String>) = rows.unzip();
    assert_eq!(names, pages());
    for (name, path) in names.iter().zip(&paths) {
        let folder = root().join(path);
        let folder = folder.parent().unwrap();
        assert!(path.ends_with("/README.md") && folder.join("README.md").is_file(), "{path}");
        assert!(folder.join("mod.rs").is_file() || path.starts_with("benches/"), "{path} is in no room");
        let title = page(path).lines().next().unwrap().trim_start_matches("# ").to_uppercase();
        assert!(Workspace::empty().run(["help", name]).stdout.contains(&title), "help {name} prints another page");
    }
}

/// Links lead somewhere: to a file, and to a heading of it.
#[test]
fn links_between_pages_lead_somewhere() {
    for (path, text) in texts() {
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = path.parent().unwrap().join(file);
            assert!(target.exists(), "{}: {link}", path.display());
            if !anchor.is_empty() {
                let anchors: Vec<String> = read(&target)
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .map(|line| line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-").replace(',', ""))
                    .collect();
                assert!(anchors.iter().any(|known| known == anchor), "{}: {link}", path.display());
            }
        }
    }
}

/// Commands on a page: between backticks, and lines of fenced text, which may go on below.
fn written(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    for (number, part) in text.split("```").enumerate() {
        if number % 2 == 1 {
            for line in part.lines().skip(1) {
                let line = line.strip_prefix("$ ").unwrap_or(line);
                if let Some(command) = line.strip_prefix("bacino ") {
                    commands.push(command.to_owned());
                } else if let (true, Some(last)) = (line.starts_with("    "), commands.last_mut()) {
                    last.push_str(line);
                }
            }
        } else {
            commands.extend(
                part.split('`').skip(1).step_by(2).filter_map(|span| span.strip_prefix("bacino ")).map(str::to_owned),
            );
        }
    }
    commands
}

/// The flags of a command as its help lists them.
fn flags(command: &str) -> BTreeSet<String> {
    let help = Workspace::empty().run([command, "--help"]).stdout;
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let words = lines
        .flat_map(|line| line.split([' ', ',', '[', '=']).take_while(|word| word.is_empty() || word.starts_with('-')));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_page_names_a_command_or_a_flag_that_is_not_there() {
    let known = commands();
    let mut n_commands = 0;
    for (path, text) in texts() {
        for line in written(&text) {
            let words = typed(&line);
            let Some(command) = words.first().filter(|word| *word != "COMMAND" && !word.starts_with('-')) else {
                continue;
            };
            assert!(known.contains(command), "{}: bacino {line}: no such command", path.display());
            let flags = flags(command);
            for flag in words
                .iter()
                .map(|word| word.trim_start_matches('['))
                .filter(|word| word.starts_with('-') && *word != "-")
            {
                let flag = flag.split([']', '=', '[']).next().unwrap();
                assert!(flags.contains(flag), "{}: bacino {line}: {flag} is not among {flags:?}", path.display());
            }
            n_commands += 1;
        }
    }
    assert!(n_commands > 50, "{n_commands}");
}

/// Flags that pages name by themselves are flags of some command, or of cargo.
#[test]
fn no_page_names_a_flag_of_no_command() {
    let known: BTreeSet<String> = commands().iter().flat_map(|command| flags(command)).collect();
    for (path, text) in texts().into_iter().filter(|(path, _)| !path.starts_with(root().join("geodata"))) {
        for span in text.split('`').skip(1).step_by(2).filter(|span| span.starts_with("--")) {
            let flag = span.split([' ', '=', '[']).next().unwrap();
            assert!(known.contains(flag), "{}: {span}", path.display());
        }
    }
}

#[test]
fn lists_of_fixed_words_are_complete() {
    let commands = page("src/command/README.md");
    let (_, list) = commands.split_once("The words are, in their order:").unwrap();
    let (list, _) = list.split_once("\n## ").unwrap();
    let listed: BTreeSet<&str> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, Kind::ALL.iter().map(|kind| kind.word()).collect());

    let maps = page("src/render/map/README.md");
    for rule in Rule::ALL {
        let line = maps.lines().find(|line| line.contains(&format!("`{}`", rule.word())));
        let line = line.unwrap_or_else(|| panic!("{} is not told", rule.word()));
        assert!(line.contains(&format!("| {} |", rule.severity().word())), "{line}");
    }
    for kind in NoData::ALL {
        assert!(maps.contains(&format!("| `{}` |", kind.word())), "{} is not told", kind.word());
    }
}

/// The study file on its page, with the smallest tables that it can be about, is read without an error. Its territory and its boundaries,
/// which are another country's, are looked at for unknown keys alone.
#[test]
fn the_study_file_on_its_page_is_read() {
    let page = page("src/input/study/README.md");
    let (_, toml) = page.split_once("```toml\n").unwrap();
    let (toml, _) = toml.split_once("```").unwrap();
    let quoted =
        |codes: std::ops::RangeInclusive<u8>| codes.map(|code| format!("\"{code:02}\"")).collect::<Vec<_>>().join(",");
    let (before, territory) = toml.split_once("[territory]").unwrap();
    let (_, after) = territory.split_once("[[scheme]]").unwrap();
    let study = format!("{before}[[scheme]]{after}")
        .replace("[\"01\", \"02\"]", &format!("[{}]", quoted(1..=14)))
        .replace("[\"15\"]", &format!("[{}]", quoted(15..=20)))
        .replace("tracts.gpkg", "tracts.csv")
        .replace("dictionary =", "# dictionary =");
    let workspace = Workspace::empty()
        .write("study.toml", study)
        .write("units.csv", "Codice,responded,region_code,beds\nA,1,01,3\nB,0,02,4\n")
        .write("catchments.csv", "unit_id,level,code,share,basis\nA,region,01,1,\nB,region,02,1,\n")
        .write("residents.csv", "municipality_code,population,population_18plus\n001001,100,80\n")
        .write("tracts.csv", "SEZ_ID,municipality_code,population\n0010010000001,001001,100\n")
        .write("answers.csv", "unit_id,peer,tasks,staff,effective\nA,1,a;b,3,very\n");
    let run = workspace.run(["check", "study.toml"]);
    assert_eq!(run.exit_code, 0, "{}", run.stdout);

    let workspace = workspace.write("study.toml", toml);
    assert!(!workspace.run(["check", "study.toml"]).stdout.contains("unknown key"));
    let workspace = workspace.replace("study.toml", "levels = [", "rivers = 1\nlevels = [").replace(
        "study.toml",
        "repair = ",
        "bridges = 1\nrepair = ",
    );
    let found = workspace.run(["check", "study.toml"]).stdout;
    assert!(
        found.contains("unknown key \"territory.rivers\"") && found.contains("unknown key \"boundaries.bridges\""),
        "{found}"
    );
}

#[test]
fn the_files_about_the_program_name_its_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(page("CITATION.cff").lines().any(|line| line == format!("version: {version}")));
    assert!(page("CHANGELOG.md").contains(&format!("\n## {version}")));
}
