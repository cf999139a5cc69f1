//! Charts of questions: what they show is what `outcomes.csv` says, whatever was answered, and nothing that is withheld.

use std::collections::{BTreeMap, BTreeSet};

use bacino::atlas::chart::draw::{StudyCharts, fitting};
use bacino::atlas::chart::request::ChartRequest;
use bacino::input::study::source::StudySource;
use bacino::model::survey::questionnaire::{OptionOrder, OptionTraits, Sides};
use bacino::render::chart::form::{Chart, ChartDesign, ChartName};
use bacino::render::colour::theme::ThemeName;
use bacino::render::page::scene::TextForm;
use bacino::render::picture::design::TitlePlace;
use bacino::study::open::open_study;

use crate::support::{Workspace, done};

/// A frame of so many units, of which the first so many answered.
fn frame(n: usize, n_answered: usize) -> String {
    let units: Vec<String> = (0..n).map(|unit| format!("U{unit},{}\n", u8::from(unit < n_answered))).collect();
    format!("unit_id,responded\n{}", units.concat())
}

/// A study of so many units that all answered, with what each answered, by its number.
fn survey(n: usize, study: &str, titles: &str, row: impl Fn(usize) -> String) -> Workspace {
    let answers: Vec<String> = (0..n).map(|unit| format!("U{unit},{}\n", row(unit))).collect();
    Workspace::empty()
        .write("study.toml", format!("[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"answers.csv\"\n{study}"))
        .write("units.csv", frame(n, n))
        .write("answers.csv", format!("unit_id,{titles}\n{}", answers.concat()))
}

/// A table by its columns.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().collect::<Result<_, _>>().unwrap()
}

/// A chart of a study in a size and theme; `None` where the study has none.
fn chart(
    workspace: &Workspace,
    name: ChartName,
    question: Option<&str>,
    size: &str,
    theme: ThemeName,
) -> Option<Chart> {
    let opened = open_study(&StudySource::Path(workspace.path("study.toml"))).unwrap();
    let questions = question.map(str::to_owned).into_iter().collect();
    let design = ChartDesign {
        title: TitlePlace::default(),
        size: size.parse().unwrap(),
        theme: theme.colours(),
        text: TextForm::Named,
    };
    let request = ChartRequest { questions, design, ..ChartRequest::usual(name) };
    StudyCharts::of(&opened).unwrap().chart(&request).ok()
}

/// The chart drawn in every usual size, as wide as a page.
fn drawn(workspace: &Workspace, name: ChartName, question: Option<&str>) -> Chart {
    for (number, size) in ["column", "page", "web"].into_iter().enumerate() {
        let chart = chart(workspace, name, question, size, ThemeName::ALL[number]).unwrap();
        if let Err(failure) = fitting(&chart) {
            panic!("{size}: {failure:?}");
        }
    }
    chart(workspace, name, question, "page", ThemeName::Light).unwrap()
}

fn svg(chart: &Chart) -> String {
    fitting(chart).unwrap().to_svg(TextForm::Named)
}

fn table(chart: &Chart) -> Vec<BTreeMap<String, String>> {
    rows(&String::from_utf8(chart.numbers().to_csv(None)).unwrap())
}

/// Every row of a chart's table is a row of `outcomes.csv`, to the last digit.
fn agrees(workspace: &Workspace, chart: &Chart) {
    done(workspace.run(["run", ".", "-o", "out", "--force"]));
    let outcomes = rows(&workspace.read("out/outcomes.csv"));
    let table = table(chart);
    assert!(!table.is_empty());
    for row in &table {
        let same = |other: &&BTreeMap<String, String>| {
            ["question", "option", "base"].iter().all(|column| other[*column] == row[*column])
                && (other["weights"].as_str(), other["quantity"].as_str()) == ("none", "share")
        };
        let outcome = outcomes.iter().find(same).unwrap();
        for column in ["n", "count", "estimate", "low", "high"] {
            assert_eq!(row[column], outcome[column], "{column} of {row:?}");
        }
    }
}

fn traits(workspace: &Workspace) -> Vec<OptionTraits> {
    let study = open_study(&StudySource::Path(workspace.path("study.toml"))).unwrap().study;
    study.answers.into_iter().map(|question| question.traits).collect()
}

#[test]
fn questions_say_which_options_are_steps_and_which_stand_apart() {
    let study = r#"
[[question]]
name = "a"
order = ["no", "a little", "very"]
cut = "very"
[[question]]
name = "b"
options = ["Other, please specify", "mother", "other"]
[[question]]
name = "c"
scale = "two-sided"
order = ["against", "neither", "for"]
apart = ["neither"]
[[question]]
name = "d"
"#;
    let words = ["a little,mother,for,Yes", "Do not know,other,against,no", "very,mother,neither,DON’T KNOW"];
    let workspace = survey(3, study, "a,b,c,d", |unit| words[unit].to_owned());
    let [a, b, c, d] = traits(&workspace).try_into().unwrap();
    let ranked = OptionTraits { order: OptionOrder::Ranked, ..OptionTraits::default() };
    assert_eq!(a, OptionTraits { sides: Some(Sides::OneSided), cut: Some(2), apart: vec![3], ..ranked.clone() });
    assert_eq!(b, OptionTraits { order: OptionOrder::Listed, apart: vec![0, 2], ..OptionTraits::default() });
    assert_eq!(c, OptionTraits { sides: Some(Sides::TwoSided), apart: vec![1], ..ranked });
    // Words of the file are ordered by letters: DON'T KNOW, no, Yes.
    assert_eq!(d, OptionTraits { apart: vec![0], yes: Some(2), ..OptionTraits::default() });
}

#[test]
fn a_dictionary_says_the_same_of_options() {
    let declared =
        "[[question]]\nname = \"a\"\noptions = [\"none\", \"some\", \"all\", \"x\"]\ncut = \"some\"\napart = [\"x\"]\n";
    let row = |unit: usize| ["none", "some", "all"][unit].to_owned();
    let workspace = survey(3, declared, "a", row);
    let described = survey(3, "dictionary = \"book.csv\"\n", "a", row)
        .write("book.csv", "question,option,cut,apart,scale\na,none,some,x,one-sided\n,some,,,\n,all,,,\n,x,,,\n");
    assert_eq!(traits(&described), traits(&workspace));
    assert_eq!(traits(&workspace)[0].cut, Some(1));
    let wrong = described.replace("book.csv", "one-sided", "onesided").run(["check", "."]);
    assert!(wrong.stdout.contains("book.csv:2: column scale: no scale is called \"onesided\""), "{}", wrong.stdout);
    assert!(wrong.stdout.contains("did you mean \"one-sided\"?"), "{}", wrong.stdout);
}

#[test]
fn keys_of_scales_that_cannot_be_are_refused_with_their_place() {
    for (keys, expected) in [
        (
            "cut = \"verry\"",
            "study.toml:8: question.cut: the question has no option \"verry\"\n    hint: did you mean \"very\"?",
        ),
        ("apart = [\"oter\"]", "study.toml:8: question.apart: the question has no option \"oter\""),
        ("cut = \"other\"", "study.toml:8: question.cut: \"other\" is no step of the scale: it stands apart"),
        ("scale = \"both\"", "study.toml:8: question.scale: expected \"one-sided\" or \"two-sided\", found \"both\""),
        (
            "kind = \"multiple\"\ndelimiter = \";\"\ncut = \"very\"",
            "question.cut: only a question of one option of several",
        ),
        (
            "kind = \"multiple\"\ndelimiter = \";\"\nscale = \"one-sided\"",
            "question.scale: only a question of one option",
        ),
        ("kind = \"number\"\napart = [\"9\"]", "question.apart: only a question with options has one"),
        ("scale = \"two-sided\"\ncut = \"very\"", "question.cut: a scale of two sides is cut in its middle"),
    ] {
        let study = format!("[[question]]\nname = \"a\"\n# {}\n{keys}\n", "a line");
        let workspace = survey(3, &study, "a", |unit| ["very", "not", "other"][unit].to_owned());
        let run = workspace.run(["check", "."]);
        assert_eq!(run.exit_code, 1, "{keys}");
        assert!(run.stdout.contains(expected), "{keys}: {}", run.stdout);
    }
}

#[test]
fn one_of_several_options_is_read_in_the_order_that_the_study_lists() {
    let options = |key: &str| {
        let study = format!("[[question]]\nname = \"a\"\n{key}\n");
        let workspace = survey(30, &study, "a", |unit| {
            ["few", "some", "many"][usize::from(unit >= 6) + usize::from(unit >= 13)].to_owned()
        });
        let chart = drawn(&workspace, ChartName::Choices, None);
        table(&chart).iter().map(|row| row["option"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(options("options = [\"few\", \"some\", \"many\"]"), ["few", "some", "many"]);
    assert_eq!(options(""), ["many", "some", "few"]);
}

/// Two questions of several options and one of few answers.
fn two_questions() -> Workspace {
    let study = r#"
[[question]]
name = "Tasks"
text = "What do they do?"
kind = "multiple"
delimiter = ";"
[[question]]
name = "tasks"
kind = "multiple"
delimiter = ";"
"#;
    survey(30, study, "Tasks,tasks", |unit| {
        let first = if unit < 25 { "groups" } else { "visits" };
        let second = if unit < 4 { ";rare" } else { "" };
        format!("{first};other{second},{first}")
    })
}

#[test]
fn each_question_has_a_chart_and_files_of_its_own() {
    let workspace = two_questions();
    let refused = workspace.run(["chart", "choices", "."]);
    assert_eq!((refused.exit_code, refused.stdout.as_str()), (2, ""));
    assert!(
        refused.stderr.contains("name it by --question\nhint: its questions are Tasks, tasks"),
        "{}",
        refused.stderr
    );
    let listed = done(workspace.run(["check", "."]));
    assert!(listed.stdout.contains("0 errors"), "{}", listed.stdout);
    done(workspace.run(["run", ".", "-o", "out"]));
    let files = workspace.files();
    let charts: Vec<&str> = files.iter().filter_map(|name| name.strip_prefix("out/charts/choices")).collect();
    assert_eq!(charts, ["-Tasks.csv", "-Tasks.svg", "-tasks-2.csv", "-tasks-2.svg"]);
    assert!(workspace.read("out/charts/choices-tasks-2.svg").contains("id=\""));
    let drawn = done(workspace.run(["chart", "choices", ".", "--question", "tasks"]));
    assert_eq!(drawn.stdout, workspace.read("out/charts/choices-tasks-2.svg"));
    let same = workspace.write("again.svg", drawn.stdout).run(["verify", "again.svg", "."]);
    assert_eq!(same.exit_code, 0, "{}{}", same.stdout, same.stderr);
}

#[test]
fn the_charts_of_a_study_are_listed_where_no_chart_is_named() {
    let workspace = two_questions();
    let run = workspace.run(["chart", "."]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("choices --question Tasks") && run.stdout.contains("What do they do?"),
        "{}",
        run.stdout
    );
    let both = workspace.run(["chart", ".", "study.toml"]);
    assert!(both.exit_code == 2 && both.stderr.contains("is no chart"), "{}", both.stderr);
    let neither = workspace.run(["chart", "respons"]);
    assert!(neither.exit_code == 2 && neither.stderr.contains("'response'"), "{}", neither.stderr);
}

#[test]
fn questions_that_a_chart_does_not_show_are_refused() {
    let workspace = two_questions();
    for (arguments, expected) in [
        (&["chart", "choices", ".", "--question", "task"][..], "did you mean \"Tasks\"?"),
        (&["chart", "response", ".", "--question", "tasks"], "the chart \"response\" is of no question"),
        (&["chart", "choices", ".", "--question", "tasks", "--question", "Tasks"], "shows one question"),
    ] {
        let run = workspace.run(arguments.iter().copied());
        assert_eq!(run.exit_code, 2, "{arguments:?}");
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
}

#[test]
fn options_are_bars_by_value_and_those_of_few_are_written() {
    let workspace = two_questions();
    let chart = drawn(&workspace, ChartName::Choices, Some("Tasks"));
    agrees(&workspace, &chart);
    let options: Vec<String> = table(&chart).iter().map(|row| row["option"].clone()).collect();
    assert_eq!(options, ["groups", "visits", "other", "rare"]);
    let svg = svg(&chart);
    assert_eq!(svg.matches("data-option=").count(), 3, "fewer than five are no bar");
    assert!(svg.contains("Fewer than 5 answers: rare (4)."), "{svg}");
    // Above a half is a finding only where the question has that claim.
    assert_eq!(chart.words.title, "What do they do?");
    assert!(svg.contains("groups: 83.3\u{a0}%, 25 of 30 units"));
}

#[test]
fn a_title_is_a_finding_only_where_the_interval_excludes_the_claim() {
    let title = |yes: usize, claim: &str| {
        let study =
            format!("[[question]]\nname = \"a\"\ntext = \"Which?\"\nkind = \"multiple\"\ndelimiter = \";\"\n{claim}\n");
        let units = |unit: usize| if unit < yes { "x;z".to_owned() } else { "y".to_owned() };
        // Half of the units did not answer, so the interval is wide.
        let workspace = survey(30, &study, "a", units).write("units.csv", frame(60, 30));
        drawn(&workspace, ChartName::Choices, None).words.title
    };
    assert_eq!(title(16, ""), "Which?");
    assert_eq!(title(25, ""), "Which?", "a claim that nobody made is not judged");
    assert_eq!(title(25, "claim = 0.5"), "More than half chose x and z");
    assert_eq!(title(25, "claim = 0.9"), "Which?");
    assert_eq!(title(25, "claim = 0.6"), "Above 60\u{a0}%: x and z");
    assert_eq!(title(16, "claim = 0.8"), "Each option lies below 80\u{a0}%");
}

#[test]
fn many_long_options_are_drawn_and_no_word_of_them_is_cut() {
    let name = |number: usize| format!("option {number:02} with a name of sixty letters, as surveys have them");
    assert_eq!(name(0).len(), 60);
    let study = "[[question]]\nname = \"a\"\nkind = \"multiple\"\ndelimiter = \";\"\n";
    let workspace = survey(40, study, "a", |unit| {
        let chosen = (0..60).filter(|option| unit < 5 + option / 2).map(name).collect::<Vec<_>>().join(";");
        format!("\"{chosen}\"")
    });
    let chart = drawn(&workspace, ChartName::Choices, None);
    let svg = svg(&chart);
    assert_eq!(svg.matches("data-option=").count(), 60);
    let words: String =
        svg.replace("</text>", " ").split('<').filter_map(|rest| rest.split_once('>')).map(|(_, text)| text).collect();
    assert!(words.split_whitespace().collect::<Vec<_>>().join(" ").contains(&name(7)), "{words}");
    agrees(&workspace, &chart);
}

#[test]
fn extreme_answers_are_drawn_or_there_is_no_chart() {
    let study = "[[question]]\nname = \"a\"\nkind = \"multiple\"\ndelimiter = \";\"\nnone = [\"none\"]\n";
    let of = |n: usize, study: &str, row: &dyn Fn(usize) -> String| {
        survey(n, study, "a,b", |unit| format!("{},1", row(unit)))
    };
    // One option that everybody chose.
    let one = of(12, study, &|_| "x".to_owned());
    assert_eq!(table(&drawn(&one, ChartName::Choices, Some("a")))[0]["estimate"], "1");
    // All options alike.
    let alike = of(12, study, &|_| "x;y;z".to_owned());
    assert_eq!(table(&drawn(&alike, ChartName::Choices, Some("a"))).len(), 3);
    // Nobody chose anything; everybody left it out; three answered.
    let declared = format!("{study}options = [\"x\", \"y\"]\n");
    for (n, row) in [(12, "none"), (12, ""), (3, "x")] {
        let workspace = of(n, &declared, &|_| row.to_owned());
        assert!(chart(&workspace, ChartName::Choices, Some("a"), "page", ThemeName::Light).is_none(), "{n} {row:?}");
        done(workspace.run(["run", ".", "-o", "out"]));
        assert!(workspace.files().iter().all(|name| !name.contains("choices")), "{n} {row:?}");
    }
    // Put to three of many.
    let filtered = format!("[[question]]\nname = \"b\"\n{study}asked_if = {{ b = [\"1\"] }}\n");
    let workspace = survey(12, &filtered, "a,b", |unit| if unit < 3 { "x,1".to_owned() } else { ",0".to_owned() });
    assert!(chart(&workspace, ChartName::Choices, Some("a"), "page", ThemeName::Light).is_none());
}

#[test]
fn what_is_withheld_is_in_no_chart() {
    let study = "[[question]]\nname = \"a\"\noptions = [\"secret\", \"open\", \"wide\", \"also hidden\"]\n[privacy]\nanswers = \"anonymous\"\ncell = 6\n";
    let workspace = survey(60, study, "a", |unit| {
        ["secret", "also hidden", "open", "wide"]
            [usize::from(unit >= 5) + usize::from(unit >= 12) + usize::from(unit >= 40)]
        .to_owned()
    });
    let chart = drawn(&workspace, ChartName::Choices, None);
    agrees(&workspace, &chart);
    // Five are withheld, and seven with them: else the total less the others would tell the five.
    let options: Vec<String> = table(&chart).iter().map(|row| row["option"].clone()).collect();
    assert_eq!(options, ["open", "wide"]);
    let svg = svg(&chart);
    assert!(svg.contains("Withheld so that nobody who answered is known: secret, also hidden."), "{svg}");
    assert!(!svg.contains("data-option=\"secret\"") && !svg.contains("secret ("));
}

#[test]
fn questions_of_yes_and_no_are_one_picture() {
    let study = r#"
[[question]]
name = "first"
text = "Is there a question that is so long that it takes more than one line of a narrow column?"
[[question]]
name = "second"
asked_if = { first = ["Yes"] }
[[question]]
name = "third"
options = { A = ["sì"], B = ["no"], C = ["non so"] }
[[question]]
name = "rare"
asked_if = { third = ["C"] }
[[question]]
name = "none"
options = ["yes", "no"]
"#;
    let workspace = survey(20, study, "first,second,third,rare,none", |unit| {
        let (first, second) = if unit < 12 { ("Yes", if unit < 9 { "sì" } else { "no" }) } else { ("No", "") };
        let third = if unit < 3 { "non so" } else { "sì" };
        format!("{first},{second},{third},{},no", if unit < 3 { "yes" } else { "" })
    });
    let chart = drawn(&workspace, ChartName::YesNo, None);
    agrees(&workspace, &chart);
    let counts: Vec<[String; 4]> =
        table(&chart).iter().map(|row| ["question", "base", "count", "n"].map(|column| row[column].clone())).collect();
    let expected = [
        ["third", "all", "17", "20"],
        ["second", "asked", "9", "12"],
        ["first", "all", "12", "20"],
        ["none", "all", "0", "20"],
        ["rare", "asked", "3", "3"],
    ];
    assert_eq!(counts, expected);
    let svg = svg(&chart);
    assert!(svg.contains(">17/20<") && svg.contains("Fewer than 5 answers: Rare 3/3."), "{svg}");
    assert!(svg.contains("Those who did not know or said something else count among the answers."));
    let one = drawn(&workspace, ChartName::YesNo, Some("second"));
    assert_eq!(table(&one).len(), 1);
    let wrong = workspace.run(["chart", "yes-no", ".", "--question", "rare", "--question", "fourth"]);
    assert_eq!(wrong.exit_code, 2);
}

/// Three questions of two scales: one with words that few know, one whose lowest steps nobody chose.
fn scales() -> Workspace {
    let study = r#"
[[question]]
name = "pathways"
text = "Care is better"
order = ["not at all", "a little", "very", "extremely"]
cut = "very"
[[question]]
name = "recovery"
order = ["not at all", "a little", "very", "extremely"]
scale = "one-sided"
[[question]]
name = "opinion"
order = ["against", "neither", "for"]
scale = "two-sided"
[[question]]
name = "rare"
order = ["never", "often", "always"]
scale = "one-sided"
asked_if = { pathways = ["a little"] }
"#;
    survey(40, study, "pathways,recovery,opinion,rare", |unit| {
        let pathways = ["a little", "very", "extremely"][usize::from(unit >= 4) + usize::from(unit >= 34)];
        let recovery = if unit < 10 {
            "don't know"
        } else if unit < 31 {
            "not at all"
        } else {
            "extremely"
        };
        let opinion = ["against", "neither", "for", "for"][unit % 4];
        format!("{pathways},{recovery},{opinion},{}", if unit < 4 { "often" } else { "" })
    })
}

#[test]
fn scales_are_aligned_at_their_cut_and_count_as_the_table_does() {
    let workspace = scales();
    let chart = drawn(&workspace, ChartName::Scale, None);
    agrees(&workspace, &chart);
    let table = table(&chart);
    let row = |question: &str, option: &str| {
        let found = table.iter().find(|row| row["question"] == question && row["option"] == option);
        ["side", "count", "n", "on_scale", "share_of_scale"].map(|column| found.unwrap()[column].clone())
    };
    assert_eq!(row("pathways", "very"), ["above", "30", "40", "40", "0.75"]);
    // Who does not know stands outside the 100 %.
    assert_eq!(row("recovery", "don't know"), ["apart", "10", "40", "30", ""]);
    assert_eq!(row("recovery", "not at all"), ["below", "21", "40", "30", "0.7"]);
    assert_eq!(row("opinion", "neither"), ["middle", "10", "40", "40", "0.25"]);
    assert_eq!(row("rare", "often"), ["above", "4", "4", "4", "1"]);
    let svg = svg(&chart);
    // 36 of 40, 9 of 30, and 20 of 40 for; steps that nobody chose are named and not drawn.
    for text in [
        ">90\u{a0}%<",
        ">30\u{a0}%<",
        ">50\u{a0}%<",
        ">very or more<",
        ">against<",
        ">outside the 100\u{a0}%: don't know<",
    ] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
    assert!(svg.contains("Nobody chose “not at all”: Care is better"));
    assert!(svg.contains("Fewer than 5 answers: Rare (often 4)."));
    assert_eq!(svg.matches("data-option=").count(), 3 + 3 + 3);
    let alone = drawn(&workspace, ChartName::Scale, Some("pathways"));
    assert_eq!(alone.words.title, "Care is better");
    assert!(alone.words.alternative.starts_with("Care is better: very or more, 90.0\u{a0}%, 36 of 40 units."));
}

#[test]
fn bars_of_one_scale_meet_at_one_line() {
    let svg = svg(&drawn(&scales(), ChartName::Scale, None));
    let document = roxmltree::Document::parse(&svg).unwrap();
    // Paths of plotters begin at the left end of a piece, in hundredths of a pixel.
    let left = |question: &str, option: &str| {
        let is_it = |node: &roxmltree::Node<'_, '_>| {
            node.attribute("data-question") == Some(question) && node.attribute("data-option") == Some(option)
        };
        let path = document.descendants().find(is_it).unwrap().attribute("d").unwrap().to_owned();
        path[1..].split([' ', 'H']).next().unwrap().parse::<f64>().unwrap()
    };
    let (very, extremely) = (left("pathways", "very"), left("recovery", "extremely"));
    assert!((very - extremely).abs() <= 1.0, "{very} {extremely}");
    // The middle is split by the same line.
    let (neither, other) = (left("opinion", "neither"), left("opinion", "for"));
    assert!((f64::midpoint(neither, other) - very).abs() < 200.0, "{neither} {other} {very}");
}

#[test]
fn every_word_of_a_scale_is_said_in_every_size() {
    let workspace = scales();
    for size in ["column", "page", "web", "slide", "a4", ChartName::Scale.smallest()] {
        let chart = chart(&workspace, ChartName::Scale, None, size, ThemeName::Grey).unwrap();
        let svg = svg(&chart);
        let texts: Vec<&str> =
            svg.split("</text>").filter_map(|rest| rest.rsplit_once('>')).map(|(_, text)| text).collect();
        for word in ["a little", "not at all", "very", "extremely", "against", "neither", "for", "don't know"] {
            assert!(texts.iter().any(|text| text.contains(word)), "{size}: {word}");
        }
    }
}

#[test]
fn a_scale_of_which_anything_is_withheld_is_named_and_not_drawn() {
    let study = r#"
[[question]]
name = "open"
order = ["little", "much"]
cut = "much"
[[question]]
name = "closed"
order = ["none", "some", "all"]
cut = "some"
[privacy]
answers = "anonymous"
"#;
    let workspace = survey(60, study, "open,closed", |unit| {
        let closed = ["none", "some", "all"][usize::from(unit >= 1) + usize::from(unit >= 30)];
        format!("{},{closed}", if unit < 20 { "little" } else { "much" })
    });
    let chart = drawn(&workspace, ChartName::Scale, None);
    agrees(&workspace, &chart);
    let svg = svg(&chart);
    assert!(!svg.contains("data-question=\"closed\""));
    assert!(svg.contains("Withheld so that nobody who answered is known: Closed."), "{svg}");
    assert!(table(&chart).iter().all(|row| row["question"] == "open"));
}

#[test]
fn extreme_scales_are_drawn_or_there_is_no_chart() {
    let order: Vec<String> = (0..60).map(|step| format!("\"step {step}\"")).collect();
    let study = format!("[[question]]\nname = \"a\"\norder = [{}]\ncut = \"step 58\"\n", order.join(", "));
    // All steps of sixty, all on one side, all on the other, nobody, three.
    let public = format!("{study}[privacy]\nanswers = \"public\"\n");
    let many = survey(60, &public, "a", |unit| format!("step {unit}"));
    assert_eq!(table(&drawn(&many, ChartName::Scale, None)).len(), 60);
    for step in ["step 59", "step 0"] {
        let one = survey(12, &study, "a", |_| step.to_owned());
        assert_eq!(svg(&drawn(&one, ChartName::Scale, None)).matches("data-option=").count(), 1);
    }
    for (n, step) in [(12, ""), (3, "step 1"), (12, "other")] {
        let workspace = survey(n, &study, "a,b", |_| format!("{step},1"));
        assert!(chart(&workspace, ChartName::Scale, None, "page", ThemeName::Light).is_none(), "{step}");
        done(workspace.run(["run", ".", "-o", "out"]));
    }
}

#[test]
fn lines_of_intervals_go_where_the_sentence_that_names_them_has_no_room() {
    let study = "[[question]]\nname = \"a\"\nkind = \"multiple\"\ndelimiter = \";\"\n";
    let workspace = survey(20, study, "a", |_| "one;two;three;four;five;six".to_owned());
    let mut without = 0;
    for height in 60..90 {
        let size = format!("85x{height}mm");
        let chart = chart(&workspace, ChartName::Choices, None, &size, ThemeName::Light).unwrap();
        let Ok(scene) = fitting(&chart) else { continue };
        let svg = scene.to_svg(TextForm::Named);
        let [is_named, is_drawn] = ["Thin line:", "intervals\""].map(|text| svg.contains(text));
        assert_eq!(is_named, is_drawn, "{size}");
        without += usize::from(!is_drawn);
    }
    assert!((1..30).contains(&without), "{without}");
}

/// No piece of a scale and no bar of yes is one unit, unless the study is public; what is not drawn is named.
#[test]
fn an_answer_of_one_unit_is_drawn_in_a_public_study_alone() {
    let study = r#"
[[question]]
name = "lone"
order = ["not at all", "a little", "very", "extremely"]
cut = "very"
[[question]]
name = "common"
order = ["not at all", "a little", "very", "extremely"]
cut = "very"
[[question]]
name = "rarely"
options = { yes = ["yes"], no = ["no"] }
[[question]]
name = "often"
options = { yes = ["yes"], no = ["no"] }
"#;
    let of = |privacy: &str| {
        let study = format!("{study}[privacy]\nanswers = \"{privacy}\"\n");
        survey(20, &study, "lone,common,rarely,often", |unit| {
            let (lone, common) = (if unit == 0 { "extremely" } else { "very" }, ["a little", "very"][unit % 2]);
            format!("{lone},{common},{},{}", ["yes", "no"][usize::from(unit > 0)], ["yes", "no"][unit % 2])
        })
    };
    let marks = |privacy: &str, name: ChartName| {
        let chart = drawn(&of(privacy), name, None);
        let drawn: BTreeSet<String> = table(&chart).iter().map(|row| row["question"].clone()).collect();
        (drawn, chart.words.notes.iter().any(|note| note.contains("a bar would be one unit")))
    };
    for (name, lone, common) in [(ChartName::Scale, "lone", "common"), (ChartName::YesNo, "rarely", "often")] {
        let both = BTreeSet::from([lone.to_owned(), common.to_owned()]);
        assert_eq!(marks("public", name), (both, false));
        assert_eq!(marks("internal", name), (BTreeSet::from([common.to_owned()]), true));
    }
}
