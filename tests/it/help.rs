//! Help as printed: examples that run, pages, completions, manual pages.

use crate::support::Workspace;

/// Three areas in a row, with a rate each.
fn areas() -> String {
    let area = |number: u32| {
        let (west, east) = (7 + number, 8 + number);
        let ring = format!("[[{west},45],[{east},45],[{east},46],[{west},46],[{west},45]]");
        format!(
            r#"{{"type":"Feature","properties":{{"id":"A{number}","name":"Area {number}","rate":{number}.5}},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#
        )
    };
    let features: Vec<String> = (1..=3).map(area).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// What the examples have before them: the reference study, the table of the front page, a table of points, areas of one's own.
fn prepared() -> Workspace {
    let (_, beds) = include_str!("../../README.md").split_once("```text\nregion,beds\n").unwrap();
    let (beds, _) = beds.split_once("```").unwrap();
    let workspace = Workspace::empty()
        .write("beds.csv", format!("region,beds\n{beds}"))
        .write("districts.csv", "municipality,district\nBologna,Bologna\nImola,Imola\nForlì,Romagna\nCesena,Romagna\n")
        .write("areas.geojson", areas())
        .write("schools.csv", "id,pupils\nA1,120\nA2,80\nA3,45\n")
        .write("claims.toml", "[[share]]\nclaim = \"answered\"\ncount = 61\nbase = 135\npercent = \"45.2\"\n")
        .write("paper.txt", "Of the 135 departments, 61 (45.2%) answered.\n")
        .write("points.csv", "name,lon,lat\nBologna,11.34,44.49\nRoma,12.5,41.9\n");
    assert_eq!(workspace.run(["init", "my-study", "--from", "reference"]).exit_code, 0);
    assert_eq!(workspace.run(["boundaries", "areas.geojson", "-o", "areas.gpkg"]).exit_code, 0);
    workspace
}

/// What `init` may start from: a frame, an export of answers and the structure of its survey.
fn with_an_export() -> Workspace {
    Workspace::empty()
        .write("units.csv", include_str!("../fixtures/limesurvey/units.csv"))
        .write("results.csv", include_str!("../fixtures/limesurvey/codes.csv"))
        .write("survey.lss", include_str!("../fixtures/limesurvey/version-6.lss"))
}

/// The commands that `bacino help` lists.
pub(crate) fn commands() -> Vec<String> {
    listed("Commands:\n")
}

/// The pages that `bacino help` lists.
pub(crate) fn pages() -> Vec<String> {
    listed("Pages, printed by bacino help PAGE:\n")
}

/// The first word of each line below a title, up to an empty line.
fn listed(title: &str) -> Vec<String> {
    let help = Workspace::empty().run(["help"]).stdout;
    let (_, list) = help.split_once(title).unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    lines.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// The words of a command, as a shell takes them apart: at blanks outside double quotes, up to a comment.
pub(crate) fn typed(line: &str) -> Vec<String> {
    let (line, _) = line.split_once(" #").unwrap_or((line, ""));
    let quoted = line.split('"').enumerate();
    quoted
        .flat_map(|(number, part)| match number % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn every_command_has_examples_that_work() {
    for command in commands() {
        let workspace = if command == "init" { with_an_export() } else { prepared() };
        let help = workspace.run([command.as_str(), "--help"]).stdout;
        let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{command} has no examples"));
        assert!(examples.lines().any(|example| example.starts_with(&format!("  bacino {command}"))), "{examples}");
        for example in examples.lines() {
            let words = typed(example.strip_prefix("  bacino ").unwrap());
            let run = workspace.run(words.iter().map(String::as_str));
            assert_eq!(run.exit_code, 0, "{example}: {}", run.stderr);
        }
    }
}

#[test]
fn the_program_alone_shows_three_commands_to_begin_with() {
    let workspace = prepared();
    let run = workspace.run([]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""));
    let shown: Vec<&str> = run.stderr.lines().filter_map(|line| line.strip_prefix("  bacino ")).collect();
    assert_eq!(shown.len(), 3, "{}", run.stderr);
    for command in shown {
        let workspace = if command.starts_with("init") { Workspace::empty() } else { prepared() };
        assert_eq!(workspace.run(command.split(' ')).exit_code, 0, "{command}");
    }
    assert!(run.stderr.contains("bacino help lists commands and pages"));
}

#[test]
fn help_of_a_command_is_what_its_flag_prints() {
    let workspace = Workspace::empty();
    for command in commands() {
        let flag = workspace.run([command.as_str(), "--help"]).stdout;
        let help = workspace.run(["help", &command]).stdout;
        assert!(help.starts_with(&flag), "{command}");
        // A word that is both prints both.
        assert_eq!(help.len() > flag.len(), pages().contains(&command), "{command}");
    }
    assert_eq!(workspace.run(["help"]).stdout, workspace.run(["--help"]).stdout);
}

#[test]
fn pages_are_printed_plainly_into_a_pipe() {
    let workspace = Workspace::empty();
    for page in pages() {
        let run = workspace.run_with(["help", &page], &[("PAGER", "no-such-pager")]);
        assert_eq!((run.exit_code, run.stderr.as_str()), (0, ""), "{page}");
        for noise in ["](", "README.md", "```", "|--"] {
            assert!(!run.stdout.contains(noise), "{page} has {noise}");
        }
    }
    let run = workspace.run(["help", "mapps"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: no page and no command is called \"mapps\"\nhint: did you mean \"maps\"?\n");
}

#[test]
fn every_shell_and_every_command_has_its_text() {
    let workspace = Workspace::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = workspace.run(["completions", shell]);
        assert_eq!(run.exit_code, 0, "{shell}: {}", run.stderr);
        assert!(commands().iter().all(|command| run.stdout.contains(command.as_str())), "{shell}");
    }
    assert_eq!(workspace.run(["man", "-o", "man"]).exit_code, 0);
    for command in commands() {
        let page = workspace.read(&format!("man/bacino-{command}.1"));
        assert!(page.contains(".SH EXAMPLES"), "{command}");
    }
    assert_eq!(workspace.read("man/bacino.1"), workspace.run(["man"]).stdout);
}
