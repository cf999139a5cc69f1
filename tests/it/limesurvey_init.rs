//! Studies that `init` writes from a frame, an export of answers and the structure of its survey.

use std::io::Write as _;

use bacino::input::study::source::StudySource;
use bacino::model::study::Study;
use bacino::model::survey::questionnaire::{AnswerStatus, Content};
use bacino::study::open::open_study;

use crate::support::{Run, Workspace};

const UNITS: &str = include_str!("../fixtures/limesurvey/units.csv");
const CODES: &str = include_str!("../fixtures/limesurvey/codes.csv");
const TEXTS: &str = include_str!("../fixtures/limesurvey/texts.csv");
const VERSION_3: &str = include_str!("../fixtures/limesurvey/version-3.lss");
const VERSION_6: &str = include_str!("../fixtures/limesurvey/version-6.lss");
const VV: &str = include_str!("../fixtures/limesurvey/vvexport.txt");
const WORKBOOK: &[u8] = include_bytes!("../fixtures/limesurvey/codetext.xlsx");

fn with(answers: impl AsRef<[u8]>) -> Workspace {
    Workspace::empty()
        .write("units.csv", UNITS)
        .write("results", answers)
        .write("version-3.lss", VERSION_3)
        .write("version-6.lss", VERSION_6)
}

fn init(workspace: &Workspace, more: &[&str]) -> Run {
    let words = ["init", "study", "--frame", "units.csv", "--answers", "results"];
    workspace.run(words.into_iter().chain(more.iter().copied()))
}

#[track_caller]
fn studied(workspace: &Workspace, more: &[&str]) -> Study {
    let run = init(workspace, more);
    assert_eq!((run.exit_code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let check = workspace.run(["check", "study"]);
    assert_eq!(check.exit_code, 0, "{}\n{}", check.stdout, workspace.read("study/study.toml"));
    open_study(&StudySource::Path(workspace.path("study"))).unwrap().study
}

/// Headings as codes, with underscores, in words, or code and words; answers as codes or texts; CSV, tab, XLSX; structures of two versions.
#[test]
fn every_form_of_an_export_gives_the_same_study() {
    let expected = studied(&with(CODES), &["--structure", "version-6.lss"]);
    let names: Vec<&str> = expected.answers.iter().map(|question| question.name.as_str()).collect();
    assert_eq!(names, ["Q1", "Q3", "Q4", "Q5_R1", "Q5_R2", "Q6", "Q7_1", "Q7_2"]);
    for (form, answers) in
        [("codes", CODES.as_bytes()), ("texts", TEXTS.as_bytes()), ("vv", VV.as_bytes()), ("workbook", WORKBOOK)]
    {
        for structure in ["version-3.lss", "version-6.lss"] {
            let study = studied(&with(answers), &["--structure", structure]);
            assert_eq!(study.heading.title, "Utenti esperti nei dipartimenti");
            assert_eq!(study.heading.language.word(), "it");
            for (question, other) in expected.answers.iter().zip(&study.answers) {
                assert_eq!((&question.name, &question.text), (&other.name, &other.text), "{form}, {structure}");
                assert_eq!(question.asked_if, other.asked_if, "{form}, {structure}: {}", question.name);
                // Whether a question was shown that no filter tells of, an export by codes does not say.
                if question.name != "Q6" {
                    assert_eq!(question.content, other.content, "{form}, {structure}: {}", question.name);
                }
            }
            assert_eq!(study.answers.len(), expected.answers.len());
        }
    }
}

#[test]
fn options_have_the_order_of_the_structure_and_filters_its_conditions() {
    let study = studied(&with(CODES), &["--structure", "version-3.lss"]);
    let question = |name: &str| study.answers.iter().find(|question| question.name == name).unwrap();
    // By sort order; by code it would be A1, A2, A3, by letter "No" first.
    assert_eq!(question("Q1").content.options(), ["Sì, assunti", "Sì, volontari", "No", "other"]);
    assert_eq!(question("Q5_R1").content.options(), ["mai", "a volte", "spesso"]);
    assert_eq!(question("Q3").content.options(), ["Gruppi", "Formazione", "other"]);
    let filter = question("Q3").asked_if.as_ref().unwrap();
    assert_eq!((filter.question.as_str(), filter.options.len()), ("Q1", 2));
    let filter = question("Q4").asked_if.as_ref().unwrap();
    assert_eq!((filter.question.as_str(), filter.options.as_slice()), ("Q3", &["Gruppi".to_owned()][..]));
    // D01 twice: the last counts. D02 and D05 were not asked, D03 broke off, D04 typed something.
    let statuses = question("Q3").content.statuses();
    let given = |status| statuses.iter().filter(|found| **found == status).count();
    assert_eq!(
        (given(AnswerStatus::Given), given(AnswerStatus::NotApplicable), given(AnswerStatus::Missing)),
        (2, 2, 1)
    );
    let Content::Number { answers, .. } = &question("Q4").content else { panic!("a number") };
    assert_eq!(answers[0].given(), Some(&2.5));
}

#[test]
fn every_decision_is_a_line_and_every_text_stays_what_it_is() {
    let workspace = with(CODES);
    let study = studied(&workspace, &["--structure", "version-6.lss"]);
    let text = workspace.read("study/study.toml");
    for line in [
        "# units are named by \"Codice\": its cells stand in \"dsm\" of the answers, in 6 of 7 rows",
        "# who answered stands in \"Risposto\"",
        "columns = { name = \"Nome\", unit_id = \"Codice\", responded = \"Risposto\" }",
        "response = { respondent = [\"sì\"], nonrespondent = [\"no\"] }",
        "# shown where Q4.NAOK > 2: asked_if cannot say that",
        "# what stands on place 1 of the ranking Q7",
        "# Q8: typed text",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let register = study.answers.iter().find(|question| question.name == "Q6").unwrap();
    assert_eq!(register.text.as_deref(), Some("Esiste un \"registro\" (percorso C:\\dati)?"));
    // The files are copied as they are.
    assert_eq!(workspace.read("study/results"), CODES);
    assert_eq!(workspace.read("study/units.csv"), UNITS);
}

#[test]
fn without_a_structure_headings_and_words_tell_the_questions() {
    for (form, answers) in
        [("codes", CODES.as_bytes()), ("texts", TEXTS.as_bytes()), ("vv", VV.as_bytes()), ("workbook", WORKBOOK)]
    {
        let study = studied(&with(answers), &[]);
        let kinds: Vec<&str> = study.answers.iter().map(|question| question.content.kind().word()).collect();
        assert_eq!(kinds, ["single", "multiple", "number", "single", "single", "single", "single", "single"], "{form}");
        assert_eq!(study.answers[1].content.options().len(), 3, "{form}");
    }
}

#[test]
fn a_frame_that_does_not_say_who_answered_learns_it_from_the_answers() {
    let workspace = with(CODES).write("units.csv", "code,beds\nD01,1\nD02,2\nD03,3\nD04,4\nD05,5\nD06,6\n");
    let study = studied(&workspace, &["--structure", "version-6.lss"]);
    // D03 broke off.
    let answered: Vec<bool> = study.frame.units().iter().map(|unit| unit.status.answered()).collect();
    assert_eq!(answered, [true, true, false, true, true, false]);
    assert!(workspace.read("study/units.csv").starts_with("code,beds,responded\nD01,1,1\n"));
    assert!(workspace.read("study/study.toml").contains("# no column said who answered"));
}

#[test]
fn a_table_that_no_tool_wrote_is_a_start_too() {
    let answers = "codice;aperto;come;letti;nota\nD01;sì;spesso;3;viene da lontano\nD02;no;mai;4;torna domani\nD03;sì;spesso;5;non so\nD04;no;mai;6;altro ancora\nD05;sì;mai;7;niente\n";
    let study = studied(&with(answers), &[]);
    let names: Vec<&str> = study.answers.iter().map(|question| question.name.as_str()).collect();
    assert_eq!(names, ["aperto", "come", "letti"]);
    let refused = init(&with(answers), &["--structure", "version-6.lss"]);
    assert_eq!(refused.exit_code, 1);
    assert!(refused.stderr.contains("is the export of no survey tool"), "{}", refused.stderr);
}

#[test]
fn an_archive_holds_the_structure() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [("survey_417283_responses.lsr", "x"), ("survey_417283.lss", VERSION_6)] {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let workspace = with(CODES).write("survey.lsa", archive.finish().unwrap().into_inner());
    assert_eq!(studied(&workspace, &["--structure", "survey.lsa"]).answers.len(), 8);
}

#[test]
fn nothing_is_half_written_and_no_file_of_others_is_lost() {
    for (name, bytes, expected) in [
        ("version-6.lss", "id;x\n1;2\n", "the file is no XML, expected a survey structure of LimeSurvey"),
        (
            "version-6.lss",
            "<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>",
            "the file holds a group of LimeSurvey, expected a survey",
        ),
        ("version-6.lss", "<kml></kml>", "the file is XML, but no survey structure of LimeSurvey"),
        ("version-6.lss", "<document>\n<a></b></document>", "version-6.lss:2: not valid XML"),
        (
            "results",
            "who,Q1\nX1,a\nX2,b\n",
            "results: no column names units of units.csv: no cells of the two tables agree",
        ),
        (
            "units.csv",
            "code,status\nD01,done\nD02,open\nD03,done\nD04,done\nD05,done\n",
            "units.csv:2: column status: \"done\" is no word for whether a unit answered",
        ),
    ] {
        let workspace = with(CODES).write(name, bytes);
        let structure: &[&str] = if name == "results" { &[] } else { &["--structure", "version-6.lss"] };
        let run = init(&workspace, structure);
        assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{name}");
        assert!(run.stderr.contains(expected), "{}", run.stderr);
        assert!(!workspace.path("study").exists(), "{name}");
    }
    let workspace = with(CODES).folder("study", "study.toml");
    assert_eq!(init(&workspace, &[]).exit_code, 1);
    assert_eq!(workspace.read("study/study.toml"), "");
    assert!(!workspace.path("study/units.csv").exists());
    assert_eq!(init(&workspace, &["--force"]).exit_code, 0);
    // Beside its own files a study is written without force: they are what they were.
    let words = ["init", ".", "--frame", "units.csv", "--answers", "results"];
    assert_eq!(workspace.run(words).exit_code, 0);
    assert_eq!(workspace.run(["check", "."]).exit_code, 0);
    for words in [
        ["init", "x", "--frame", "units.csv"],
        ["init", "x", "--answers", "results"],
        ["init", "x", "--structure", "version-6.lss"],
    ] {
        assert_eq!(workspace.run(words).exit_code, 2);
    }
}

/// The worked example of the page: the files that stand there, the study that is written, what it says.
#[test]
fn the_example_of_the_page_works() {
    let page = include_str!("../../src/input/answers/README.md");
    let (_, example) = page.split_once("## A study from an export").unwrap();
    let fenced: Vec<&str> = example.split("```").skip(1).step_by(2).collect();
    let body = |at: usize| fenced[at].split_once('\n').unwrap().1;
    let workspace = Workspace::empty().write("units.csv", body(0)).write("results.csv", body(1));
    let command = body(2).trim().strip_prefix("bacino ").unwrap();
    let run = workspace.run(command.split(' '));
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let written = workspace.read("peers/study.toml");
    for line in body(3).lines() {
        assert!(written.lines().any(|found| found == line), "{line}\n{written}");
    }
    let check = workspace.run(["check", "peers"]);
    assert_eq!(check.exit_code, 0, "{}", check.stdout);
}
