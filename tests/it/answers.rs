//! Answers of respondents: questions as surveys have them, wrong tables, and what the answers say of the frame.

use bacino::analysis::basis::input::{BiasInput, BiasOptions};
use bacino::analysis::basis::note::Note;
use bacino::analysis::basis::reason::NoWeights;
use bacino::analysis::basis::weight_name::WeightName;
use bacino::analysis::outcome::of_question::outcomes;
use bacino::analysis::outcome::result::{AppliedWeights, Base, Outcome, Quantity};
use bacino::input::study::source::StudySource;
use bacino::model::study::Study;
use bacino::study::open::open_study;

use crate::support::Workspace;

const QUESTIONS: &str = r#"
[answers]
file = "answers.csv"

[[question]]
name = "peer"
text = "Does the unit employ peer support workers?"
options = { yes = ["1", "sì"], no = ["0"] }

[[question]]
name = "tasks"
kind = "multiple"
delimiter = ";"
options = ["groups", "home visits", "training"]
none = ["none"]
asked_if = { peer = ["yes"] }

[[question]]
name = "place"
kind = "multiple"
columns = { hospital = "place_h", community = "place_c" }

[[question]]
name = "staff"
kind = "number"
minimum = 0
maximum = 100
claim = 20

[frame]
"#;

const ANSWERS: &str = "unit_id,peer,tasks,place_h,place_c,staff
A,1,groups; Training,1,0,40
C,0,,,x,10
E,Sì,none,,,
H,1,home visits,0,1,30
";

fn with_answers() -> Workspace {
    Workspace::squareland().replace("study.toml", "[frame]\n", QUESTIONS).write("answers.csv", ANSWERS)
}

fn study(workspace: &Workspace) -> Study {
    open_study(&StudySource::Path(workspace.path("study.toml"))).unwrap().study
}

fn results(study: &Study, sets: &[AppliedWeights<'_>]) -> Vec<Outcome> {
    let options = BiasOptions::default();
    let input = BiasInput {
        study,
        allotted: None,
        coverage: &[],
        neighbours: None,
        square_metres: None,
        design_weights: None,
        options: &options,
    };
    outcomes(&input, sets).outcomes
}

#[track_caller]
fn row<'a>(
    study: &Study,
    rows: &'a [Outcome],
    name: &str,
    option: &str,
    quantity: Quantity,
    base: Base,
) -> &'a Outcome {
    let question = study.answers.iter().position(|question| question.name == name).unwrap();
    let option = study.answers[question].content.options().iter().position(|other| other == option);
    let is_it = |row: &&Outcome| {
        (row.question, row.option, row.quantity, row.base) == (question, option, quantity, base)
            && row.weights.is_none()
    };
    rows.iter().find(is_it).unwrap()
}

/// Six units, of which four answered. Everything here can be checked in the head.
#[test]
fn every_kind_of_question_is_counted_over_its_base() {
    let workspace = with_answers();
    let study = study(&workspace);
    let rows = results(&study, &[]);
    let peer = row(&study, &rows, "peer", "yes", Quantity::Share, Base::All);
    assert_eq!((peer.n, peer.count, peer.estimate), (4, Some(3), Some(0.75)));
    assert_eq!(peer.worst, Some((0.5, 5.0 / 6.0)));
    // Half of six is three, which is reached without the two that did not answer.
    assert_eq!(peer.tipping_point, Some(0.0));
    let groups = |base: Base| row(&study, &rows, "tasks", "groups", Quantity::Share, base);
    let (all, asked) = (groups(Base::All), groups(Base::Asked));
    assert_eq!((all.n, all.count, all.estimate, all.not_applicable), (4, Some(1), Some(0.25), 1));
    assert_eq!((asked.n, asked.count, asked.estimate), (3, Some(1), Some(1.0 / 3.0)));
    let hospital = row(&study, &rows, "place", "hospital", Quantity::Share, Base::All);
    assert_eq!((hospital.n, hospital.count, hospital.missing), (3, Some(1), 1));
    let staff = row(&study, &rows, "staff", "", Quantity::Mean, Base::All);
    assert_eq!((staff.n, staff.missing, staff.estimate), (3, 1, Some(80.0 / 3.0)));
    assert_eq!(staff.worst, Some((80.0 / 6.0, 380.0 / 6.0)));
    assert_eq!(staff.tipping_point, Some((120.0 - 80.0) / 3.0));
    let total = row(&study, &rows, "staff", "", Quantity::Total, Base::All);
    assert!((total.estimate.unwrap() - 160.0).abs() < 1e-12);
}

#[test]
fn weights_stand_beside_the_unweighted_result() {
    let workspace = with_answers();
    let study = study(&workspace);
    // A stands for two units, the others for one or two; units in the order A, B, C, D, E, H.
    let weights = [Some(2.0), None, Some(2.0), None, Some(1.0), Some(1.0)];
    let columns =
        [vec![1.0, 1.0, 0.0, 0.0, 0.0, 0.0], vec![0.0, 0.0, 1.0, 1.0, 0.0, 0.0], vec![0.0, 0.0, 0.0, 0.0, 1.0, 1.0]];
    let reason = NoWeights::EmptyStrata { variable: "area".to_owned(), levels: vec![("North".to_owned(), 2)] };
    let sets = [
        AppliedWeights {
            name: WeightName::Poststratified,
            method: &[],
            weights: Ok(&weights),
            controls: &columns,
            same_as: None,
            estimated: None,
        },
        AppliedWeights {
            name: WeightName::Raked,
            method: &[],
            weights: Err(&reason),
            controls: &[],
            same_as: None,
            estimated: None,
        },
    ];
    let rows = results(&study, &sets);
    let peer: Vec<&Outcome> =
        rows.iter().filter(|row| (row.question, row.option, row.quantity) == (0, Some(0), Quantity::Share)).collect();
    let names: Vec<Option<WeightName>> = peer.iter().map(|row| row.weights).collect();
    assert_eq!(names, [None, Some(WeightName::Poststratified), Some(WeightName::Raked)]);
    assert!((peer[1].estimate.unwrap() - 4.0 / 6.0).abs() < 1e-15);
    assert!((peer[1].design_effect.unwrap() - 4.0 * 10.0 / 36.0).abs() < 1e-15);
    assert_eq!(peer[1].standard_error.map(|error| error < 1e-12), Some(true), "strata agree in themselves");
    assert_eq!((peer[2].estimate, peer[2].notes.as_slice()), (None, &[Note::NotWeighted(reason)][..]));
}

#[test]
fn without_questions_every_column_is_one() {
    let workspace = Workspace::squareland()
        .replace("study.toml", "[frame]\n", "[answers]\nfile = \"answers.csv\"\n\n[frame]\n")
        .write("answers.csv", "unit_id;open;beds;size\nA;1;12,5;big\nC;0;3;small\nE;1;4;\nH;NA;10;big\n");
    let study = study(&workspace);
    let kinds: Vec<(&str, &str)> =
        study.answers.iter().map(|question| (question.name.as_str(), question.content.kind().word())).collect();
    assert_eq!(kinds, [("open", "single"), ("beds", "number"), ("size", "single")]);
    assert_eq!(study.answers[2].content.options(), ["big", "small"]);
}

const CODEBOOK: &str = include_str!("../oracle/tables/codebook.csv");

/// The same questions by a dictionary instead of by `[[question]]`.
fn with_codebook(codebook: &str) -> Workspace {
    let section = "[answers]\nfile = \"answers.csv\"\ndictionary = \"questions.csv\"\n\n[frame]\n";
    Workspace::squareland()
        .replace("study.toml", "[frame]\n", section)
        .write("answers.csv", ANSWERS)
        .write("questions.csv", codebook)
}

#[test]
fn a_dictionary_declares_what_sections_of_questions_do() {
    let declared = study(&with_answers()).answers;
    let described = study(&with_codebook(CODEBOOK));
    assert_eq!(described.answers, declared);
    assert!(described.sources.iter().any(|source| source.name == "questions.csv"));
    let books: [(&str, &[u8]); 2] = [
        ("codebook.xlsx", include_bytes!("../oracle/tables/codebook.xlsx")),
        ("codebook.ods", include_bytes!("../oracle/tables/codebook.ods")),
    ];
    for (book, bytes) in books {
        let section = format!(
            "[answers]\nfile = \"{book}\"\nsheet = \"Answers\"\ndictionary = \"{book}\"\ndictionary_sheet = \"Questions\"\n\n[frame]\n"
        );
        let workspace = Workspace::squareland().replace("study.toml", "[frame]\n", &section).write(book, bytes);
        assert_eq!(study(&workspace).answers, declared, "{book}");
    }
}

#[test]
fn a_dictionary_may_leave_out_what_is_usual_and_sections_add_to_it() {
    let workspace = with_codebook("question\npeer\n").replace(
        "study.toml",
        "[frame]\n",
        "[[question]]\nname = \"staff\"\nkind = \"number\"\n\n[frame]\n",
    );
    let answers = study(&workspace).answers;
    let kinds: Vec<(&str, &str)> =
        answers.iter().map(|question| (question.name.as_str(), question.content.kind().word())).collect();
    assert_eq!(kinds, [("peer", "single"), ("staff", "number")]);
    assert_eq!(answers[0].content.options(), ["0", "1", "Sì"]);
}

fn refuses(workspace: &Workspace, expected: &str) {
    let run = workspace.run(["run", ".", "-o", "results"]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    assert_eq!(run.stderr.trim_end(), expected.trim());
}

macro_rules! wrong_answers {
    ($($name:ident: [$($change:tt)*] => $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            refuses(&with_answers()$($change)*, $expected);
        })*
    };
}

wrong_answers! {
    a_unit_that_the_frame_does_not_have: [.replace("answers.csv", "C,0", "Z,0")] => r#"error: answers.csv:3: column unit_id: units.csv has no unit "Z""#;
    a_unit_that_did_not_answer: [.replace("answers.csv", "C,0", "B,0")] => r#"error: answers.csv:3: column unit_id: the unit "B" did not answer: units.csv says "nonrespondent"
hint: remove the row, or correct the status in units.csv"#;
    a_unit_with_two_rows_of_answers: [.replace("answers.csv", "C,0", "A,0")] => r#"error: answers.csv:3: column unit_id: the unit "A" stands on line 2 already
hint: give each unit one row, or say which one counts with duplicates = "last" under [answers]"#;
    a_word_that_a_question_does_not_list: [.replace("answers.csv", "C,0", "C,perhaps")] => r#"error: answers.csv:3: column peer: the question does not list "perhaps"
hint: the words are 1, sì, 0; list others under options"#;
    a_misspelt_option_among_several: [.replace("answers.csv", "groups; Training", "groups; trainin")] => r#"error: answers.csv:2: column tasks: the question does not list "trainin"
hint: did you mean "training"?"#;
    a_word_that_is_neither_yes_nor_no: [.replace("answers.csv", ",,x,10", ",,maybe,10")] => r#"error: answers.csv:3: column place_c: expected a word for yes or no, found "maybe"
hint: yes is 1, yes, true, x, sì, si; no is 0, no, false or empty"#;
    text_for_a_number: [.replace("answers.csv", ",40", ",forty")] => r#"error: answers.csv:2: column staff: expected a number, found "forty"
hint: leave the cell empty where the answer is not known"#;
    a_number_that_cannot_be: [.replace("answers.csv", ",40", ",400")] => r#"error: answers.csv:2: column staff: expected at most 100, found "400""#;
    a_question_without_its_column: [.replace("study.toml", "name = \"staff\"", "name = \"staf\"")] => r#"error: study.toml:32: question "staf": answers.csv has no column "staf"
hint: did you mean "staff"?"#;
    a_question_that_stands_twice: [.replace("study.toml", "name = \"staff\"\n", "name = \"peer\"\n")] => r#"error: study.toml:32: the question "peer" stands at study.toml:14 already"#;
    a_filter_by_an_unknown_question: [.replace("study.toml", "{ peer = [\"yes\"] }", "{ pear = [\"yes\"] }")] => r#"error: study.toml:19: question.asked_if: no question before this one is called "pear"
hint: did you mean "peer"?"#;
    a_filter_by_an_unknown_option: [.replace("study.toml", "{ peer = [\"yes\"] }", "{ peer = [\"ja\"] }")] => r#"error: study.toml:19: question.asked_if: the question "peer" has no option "ja"
hint: its options are yes, no"#;
    several_options_without_a_delimiter: [.replace("study.toml", "delimiter = \";\"\n", "")] => r#"error: study.toml:18: question: a question of several options needs columns or a delimiter
hint: write columns = ["q1_a", "q1_b"], or column = "q1" and delimiter = ";""#;
    a_word_of_two_options: [.replace("study.toml", "no = [\"0\"]", "no = [\"0\", \"1\"]")] => r#"error: study.toml:13: question.options: "1" means both yes and no"#;
    questions_without_answers: [.replace("study.toml", "[answers]\nfile = \"answers.csv\"\n", "")] => r#"error: study.toml:12: a question is declared, but there are no answers
hint: write [answers] and below it file = "answers.csv""#;
}

macro_rules! wrong_codebooks {
    ($($name:ident: [$from:expr, $to:expr] => $expected:expr;)*) => {
        $(#[test]
        fn $name() {
            refuses(&with_codebook(&CODEBOOK.replacen($from, $to, 1)), $expected);
        })*
    };
}

wrong_codebooks! {
    a_codebook_without_questions: ["question,", "name,"] => r#"error: questions.csv: no column "question"
hint: the columns are name, kind, text, column, option, label, asked_if, claim, minimum, maximum, delimiter, none"#;
    a_row_of_no_question: ["peer,single", ",single"] => r"error: questions.csv:2: column question: the row belongs to no question
hint: name the question in its first row
error: questions.csv:3: column question: the row belongs to no question";
    a_question_whose_rows_stand_apart: ["staff,number", "peer,number"] => r#"error: questions.csv:9: column question: the question "peer" stands at questions.csv:2: column question already
hint: keep the rows of a question together"#;
    a_kind_that_is_none: ["peer,single", "peer,singel"] => r#"error: questions.csv:2: column kind: no kind of question is called "singel"
hint: did you mean "single"?"#;
    a_word_of_two_labels: [",,,,0,no", ",,,,1,no"] => r#"error: questions.csv:3: column option: "1" means yes already"#;
    a_label_without_its_option: [",,,,0,no", ",,,,,no"] => r#"error: questions.csv:3: column option: the label "no" has no option
hint: write the word of the file"#;
    rows_that_contradict_each_other: [",,,,0,no", ",number,,,0,no"] => r#"error: questions.csv:3: column kind: "number" does not agree: the question "peer" has "single" on line 2
hint: fill in the first row of a question alone"#;
    several_options_without_columns: ["peer = yes,,,,;,none", "peer = yes,,,,,"] => r#"error: questions.csv:4: column question: question "tasks": several options need columns or a delimiter
hint: name the column of answers of each option under column, or write what stands between options under delimiter"#;
    a_filter_without_options: ["peer = yes", "peer"] => r#"error: questions.csv:4: column asked_if: expected a question and its options, found "peer"
hint: such as peer = yes | perhaps"#;
    a_filter_by_a_later_question: ["peer = yes", "staf = yes"] => r#"error: questions.csv:4: column question: question.asked_if: no question before this one is called "staf""#;
    a_limit_that_is_no_number: ["20,0,100", "20,none,100"] => r#"error: questions.csv:9: column minimum: expected a number, found "none""#;
    limits_in_the_wrong_order: ["20,0,100", "20,100,0"] => r#"error: questions.csv:9: column question: question "staff": minimum 100 is above maximum 0"#;
}

#[test]
fn a_sheet_without_a_dictionary_is_refused() {
    let workspace = with_answers().replace(
        "study.toml",
        "file = \"answers.csv\"",
        "file = \"answers.csv\"\ndictionary_sheet = \"Questions\"",
    );
    let run = workspace.run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    assert!(run.stdout.contains("answers.dictionary_sheet: a sheet is named, but no dictionary"), "{}", run.stdout);
}

#[test]
fn templates_have_sections_that_only_need_their_mark_taken_off() {
    for template in ["empty", "mhd"] {
        let workspace = Workspace::empty();
        assert_eq!(workspace.run(["init", "study", "--from", template]).exit_code, 0);
        let text = workspace.read("study/study.toml");
        let (before, optional) = text.split_once("# [weights]").unwrap();
        let optional =
            optional.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect::<Vec<_>>().join("\n");
        let units = workspace.read("study/units.csv");
        let unit = units.lines().nth(1).unwrap().split(',').next().unwrap();
        let workspace = workspace
            .write("study/study.toml", format!("{before}[weights]{optional}\n"))
            .write("study/questions.csv", "question,text\nq1,What is asked\n")
            .write("study/answers.csv", format!("unit_id,q1,staff\n{unit},1,4\n"));
        let answered = units.replacen(",0,", ",1,", 1);
        let run = workspace.write("study/units.csv", answered).run(["check", "study"]);
        let unknown = ["study.toml", "key", "questions.csv"];
        let problems = run.stdout.lines().filter(|line| line.contains("error"));
        let ours: Vec<&str> = problems.filter(|line| unknown.iter().any(|word| line.contains(word))).collect();
        assert!(ours.is_empty(), "{template}: {}", run.stdout);
    }
}

#[test]
fn answers_to_questions_that_were_not_put_are_left_out_and_said() {
    let workspace = with_answers().replace("answers.csv", "C,0,,", "C,0,groups,").replace(
        "answers.csv",
        "H,1,home visits,0,1,30\n",
        "",
    );
    let run = workspace.run(["check", "."]);
    assert!(
        run.stdout.contains("question \"tasks\": 1 unit answered although it was not put to them by \"peer\""),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("has no row of answers, which counts as answering nothing: H"), "{}", run.stdout);
}

#[test]
fn a_run_writes_outcomes_with_every_set_of_weights_and_schemes_side_by_side() {
    let workspace = with_answers();
    let run = workspace.run(["run", ".", "-o", "results"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let outcomes = workspace.read("results/outcomes.csv");
    let weights: Vec<&str> =
        outcomes.lines().filter(|line| line.starts_with("peer,") && line.contains(",yes,share,")).collect();
    assert_eq!(weights.len(), 7, "{outcomes}");
    assert!(weights[0].contains(",yes,share,all,none,4,3,0,0,0.75,"), "{}", weights[0]);
    let schemes = workspace.read("results/schemes.csv");
    assert_eq!(
        schemes.lines().map(|line| line.split(',').next().unwrap()).collect::<Vec<_>>(),
        ["scheme", "halves", "region"]
    );
    for text in [&outcomes, &schemes] {
        assert!(text.split([',', '\n']).all(|cell| !cell.starts_with("NaN") && !cell.ends_with("inf")), "{text}");
    }
    assert!(workspace.read("results/findings.json").contains("\"outcomes\":[{\"question\":\"peer\""));
}

#[test]
fn answers_are_told_in_tables_and_sentences() {
    let workspace = with_answers();
    let run = workspace.run(["bias", ".", "--format", "md", "--permutations", "99", "--all"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let told = "peer, yes: 3/4 (75.0\u{a0}%) of respondents; 50.0\u{a0}%–83.3\u{a0}% of the frame if they are a random sample of it; \
                50.0\u{a0}%–83.3\u{a0}% whatever the others would have answered; the frame is at 50.0\u{a0}% if the others are at 0.0\u{a0}%.";
    assert!(run.stdout.contains(told), "{}", run.stdout);
    let italian = workspace.replace("study.toml", "title =", "language = \"it\"\ntitle =");
    let run = italian.run(["bias", ".", "--permutations", "99", "--all"]);
    assert!(run.stdout.contains("qualunque cosa avessero risposto gli"), "{}", run.stdout);
}
