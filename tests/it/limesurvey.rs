//! Exports of LimeSurvey as a study reads them: own columns, boxes, submissions, order.

use std::path::Path;

use bacino::input::study::source::StudySource;
use bacino::model::survey::questionnaire::{AnswerStatus, Content, Question};
use bacino::study::open::{OpenStudy, open_study};

use crate::support::Workspace;

fn case(folder: &str) -> OpenStudy {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases").join(folder).join("study.toml");
    open_study(&StudySource::Path(path)).unwrap()
}

fn read(workspace: &Workspace) -> OpenStudy {
    open_study(&StudySource::Path(workspace.path("study.toml"))).unwrap()
}

fn question<'a>(opened: &'a OpenStudy, name: &str) -> &'a Question {
    let found = opened.study.answers.iter().find(|question| question.name == name);
    found.unwrap_or_else(|| panic!("{name} is not among {:?}", names(opened)))
}

fn names(opened: &OpenStudy) -> Vec<&str> {
    opened.study.answers.iter().map(|question| question.name.as_str()).collect()
}

/// How many chose an option, and how many answered the question.
fn chosen(opened: &OpenStudy, name: &str, option: &str) -> (usize, usize) {
    let content = &question(opened, name).content;
    let position = content.options().iter().position(|other| other == option);
    let position = position.unwrap_or_else(|| panic!("{option} is not among {:?}", content.options()));
    let answers: Vec<bool> = (0..content.statuses().len()).filter_map(|unit| content.has(unit, position)).collect();
    (answers.iter().filter(|has| **has).count(), answers.len())
}

fn count(opened: &OpenStudy, name: &str, status: AnswerStatus) -> usize {
    question(opened, name).content.statuses().into_iter().filter(|found| *found == status).count()
}

fn remarks(opened: &OpenStudy) -> Vec<String> {
    opened.remarks.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn says(opened: &OpenStudy, expected: &str) {
    assert!(remarks(opened).iter().any(|remark| remark.contains(expected)), "{:#?}", remarks(opened));
}

#[test]
fn nothing_ticked_is_an_answer_of_those_who_finished() {
    for folder in ["limesurvey", "limesurvey/blank_no"] {
        let opened = case(folder);
        assert_eq!(chosen(&opened, "Q3", "groups"), (2, 4), "{folder}");
        assert_eq!(chosen(&opened, "Q3", "training"), (1, 4), "{folder}");
        assert_eq!(chosen(&opened, "Q1", "other"), (1, 5), "{folder}");
        assert_eq!(count(&opened, "Q3", AnswerStatus::Missing), 1, "{folder}");
        assert_eq!(names(&opened), ["Q1", "Q3"]);
    }
    let opened = case("limesurvey");
    says(
        &opened,
        "question \"Q3\": nothing was chosen in 2 finished submissions, which counts as no, and in 1 unfinished submission, where it counts as not answered",
    );
    says(
        &opened,
        "an export of LimeSurvey, 4 columns of its own taken for no question: id, submitdate, lastpage and 1 more",
    );
    // Whoever typed something beside the boxes ticked the one for others.
    assert_eq!(chosen(&case("limesurvey/blank_no"), "Q3", "other"), (1, 4));
}

const FRAME: &str = "unit_id,responded,region_code\nD01,1,01\nD02,1,02\nD03,1,03\nD04,1,05\nD05,0,06\n";

const STUDY: &str = "[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"results.csv\"\nunit_id = \"dsm\"\n";

fn with(results: &str) -> Workspace {
    Workspace::empty().write("study.toml", STUDY).write("units.csv", FRAME).write("results.csv", results)
}

const CODES: &str = "\
\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"seed\";\"startdate\";\"datestamp\";\"ipaddr\";\"token\";\"dsm\";\"Q1\";\"Q1[other]\";\"Q3[SQ001]\";\"Q3[SQ002]\";\"Q3[other]\";\"Q7[R1]\";\"Q7[R2]\";\"Q9\";\"Q10\";\"interviewtime\";\"groupTime12\";\"Q1Time\"
\"1\";\"2025-03-01 10:00:00\";\"4\";\"it\";\"77\";\"2025-03-01 09:00:00\";\"2025-03-01 10:00:00\";\"192.0.2.7\";\"s3cr3t\";\"D01\";\"A2\";\"\";\"Y\";\"\";\"\";\"A1\";\"A10\";\"12.5\";\"we work with families\";\"33.1\";\"20\";\"3\"
\"2\";\"2025-03-01 11:00:00\";\"4\";\"it\";\"78\";\"2025-03-01 10:30:00\";\"2025-03-01 11:00:00\";\"192.0.2.8\";\"s3cr3u\";\"D02\";\"-oth-\";\"coop\";\"Y\";\"Y\";\"\";\"A2\";\"A2\";\"7\";\"nothing to add\";\"33.1\";\"20\";\"3\"
\"3\";\"\";\"2\";\"it\";\"79\";\"2025-03-01 10:30:00\";\"2025-03-01 11:00:00\";\"192.0.2.9\";\"s3cr3v\";\"D03\";\"A10\";\"\";\"\";\"\";\"\";\"\";\"\";\"\";\"\";\"\";\"\";\"\"
\"4\";\"2025-03-02 11:00:00\";\"4\";\"it\";\"80\";\"2025-03-01 10:30:00\";\"2025-03-01 11:00:00\";\"192.0.2.9\";\"s3cr3w\";\"D04\";\"A2\";\"\";\"\";\"\";\"choir\";\"A1\";\"A2\";\"3\";\"see our page\";\"12\";\"11\";\"1\"
";

#[test]
fn without_questions_an_export_is_read_by_its_own_headings() {
    let opened = read(&with(CODES));
    assert_eq!(names(&opened), ["Q1", "Q3", "Q7_R1", "Q7_R2", "Q9"]);
    // Codes in the order of their numbers, what was typed as another last.
    assert_eq!(question(&opened, "Q1").content.options(), ["A2", "A10", "other"]);
    assert_eq!(question(&opened, "Q7_R1").content.options(), ["A1", "A2", "A10"]);
    assert_eq!(question(&opened, "Q3").content.options(), ["SQ001", "SQ002", "other"]);
    assert_eq!(chosen(&opened, "Q3", "other"), (1, 3));
    assert!(matches!(question(&opened, "Q9").content, Content::Number { .. }));
    says(&opened, "1 column of words that seem to be typed taken for no question: Q10");
}

/// Tokens, addresses and typed words stand in no file and no message.
#[test]
fn own_columns_and_typed_text_never_leave_the_program() {
    let workspace = with(CODES);
    let secrets = ["s3cr3t", "s3cr3w", "192.0.2", "coop", "choir", "families", "33.1"];
    let run = workspace.run(["run", ".", "-o", "results"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let written: Vec<String> = workspace.files().into_iter().filter(|file| file.starts_with("results/")).collect();
    assert!(written.len() > 5);
    for file in written {
        let text = workspace.text(&file);
        assert!(secrets.iter().all(|secret| !text.contains(secret)), "{file}");
    }
    let check = workspace.run(["check", "."]);
    for text in [run.stderr, check.stdout] {
        assert!(secrets.iter().all(|secret| !text.contains(secret)), "{text}");
    }
    // A token that the frame does not have is not printed either.
    let workspace = with(CODES).replace("study.toml", "\"dsm\"", "\"token\"");
    let run = workspace.run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    assert!(
        run.stdout.contains("units.csv has no unit of this token") && !run.stdout.contains("s3cr3t"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_own_column_is_no_question_even_when_it_is_declared() {
    for (title, expected) in [
        ("ipaddr", "the column \"ipaddr\" is LimeSurvey's own and no question"),
        ("groupTime12", "the column \"groupTime12\" is LimeSurvey's own and no question"),
        ("Q1[other]", "the column \"Q1[other]\" holds typed text, which is never published"),
    ] {
        let workspace = with(CODES);
        let study = format!("{STUDY}[[question]]\nname = \"a\"\ncolumn = \"{title}\"\n");
        let run = workspace.write("study.toml", study).run(["check", "."]);
        assert_eq!(run.exit_code, 1);
        assert!(run.stdout.contains(expected), "{}", run.stdout);
    }
}

/// The same answers in full texts, with headings in words, in code and text, and in codes with underscores.
#[test]
fn headings_and_answers_may_be_written_in_every_way() {
    let declared = "[[question]]\nname = \"Q3\"\nkind = \"multiple\"\ncolumns = { groups = \"Q3[SQ001]\", training = \"Q3[SQ002]\" }\n";
    let texts = "\
\"id. Response ID\",\"submitdate. Date submitted\",\"lastpage. Last page\",\"startlanguage. Start language\",\"dsm. Which department?\",\"Q3[SQ001]. What do they do? [Groups]\",\"Q3[SQ002]. What do they do? [Training]\"
1,2025-03-01 10:00:00,4,en,D01,Yes,No
2,2025-03-01 10:00:00,4,en,D02,Yes,Yes
3,,1,en,D03,N/A,N/A
4,1980-01-01 00:00:00,4,en,D04,No,No
";
    let underscores = texts
        .replace("\"Q3[SQ001]. What do they do? [Groups]\"", "Q3_SQ001")
        .replace("\"Q3[SQ002]. What do they do? [Training]\"", "Q3_SQ002")
        .replace("\"dsm. Which department?\"", "dsm");
    for results in [texts, &underscores] {
        let opened = read(&with(results).write("study.toml", format!("{STUDY}{declared}")));
        assert_eq!(chosen(&opened, "Q3", "groups"), (2, 3));
        assert_eq!(chosen(&opened, "Q3", "training"), (1, 3));
        // What an unfinished submission did not reach is not answered; it is not known whether it would have been shown.
        assert_eq!(count(&opened, "Q3", AnswerStatus::Missing), 1);
    }
    let words = "\
ID risposta;Data invio;Ultima pagina;Lingua iniziale;Seme;Quale dipartimento?;Che cosa fanno? [Gruppi];Che cosa fanno? [Altro];Quanto spesso? [A casa]
1;2025-03-01 10:00:00;4;it;5;D01;Sì;;Mai
2;2025-03-01 10:00:00;4;it;6;D02;No;;Spesso
4;2025-03-01 10:00:00;4;it;7;D04;N/A;;N/A
3;2025-03-01 10:00:00;4;it;8;D03;No;un coro;Mai
";
    let workspace = with(words).replace("study.toml", "\"dsm\"", "\"Quale dipartimento?\"");
    let opened = read(&workspace);
    assert_eq!(names(&opened), ["Che cosa fanno?", "Quanto spesso? [A casa]"]);
    assert_eq!(chosen(&opened, "Che cosa fanno?", "Gruppi"), (1, 3));
    assert_eq!(chosen(&opened, "Che cosa fanno?", "Altro"), (1, 3));
    assert_eq!(count(&opened, "Che cosa fanno?", AnswerStatus::NotApplicable), 1);
    assert_eq!(question(&opened, "Quanto spesso? [A casa]").content.options(), ["Mai", "Spesso"]);
}

#[test]
fn a_vv_export_has_two_rows_of_headings() {
    let results = "Response ID\tDate submitted\tLast page\tStart language\tWhich?\tWhat?\tWhat?\n\
        id\tsubmitdate\tlastpage\tstartlanguage\tdsm\tQ3_SQ001\tQ3_SQ002\n\
        1\t2025-03-01 10:00:00\t4\ten\tD01\tY\t\n\
        2\t2025-03-01 10:00:00\t4\ten\tD02\t{question_not_shown}\t{question_not_shown}\n\
        3\t2025-03-01 10:00:00\t4\ten\tD03\t\t\n\
        4\t{question_not_shown}\t4\ten\tD04\t\t\n";
    let opened = read(&with(results));
    assert_eq!(chosen(&opened, "Q3", "SQ001"), (1, 2));
    assert_eq!(count(&opened, "Q3", AnswerStatus::NotApplicable), 1);
    assert_eq!(count(&opened, "Q3", AnswerStatus::Missing), 1);
}

const SENT: &str = "\
id,submitdate,lastpage,startlanguage,dsm,Q1
1,2025-03-01 10:00:00,4,it,D01,A1
2,2025-03-05 10:00:00,4,it,D01,A2
3,,1,it,D01,A3
4,2025-03-01 10:00:00,4,it,D02,A1
5,,2,it,D03,A1
6,2025-03-01 10:00:00,4,it,test 1,A1
7,2025-03-01 10:00:00,4,it,,A1
8,,1,it,D05,A1
9,2025-03-01 10:00:00,4,it,D04,A1
";

#[test]
fn tests_second_and_unfinished_submissions_are_left_out_by_rule_and_counted() {
    let opened = read(&with(SENT));
    // The last that was finished: the third was broken off.
    assert_eq!(chosen(&opened, "Q1", "A2"), (1, 4));
    says(
        &opened,
        "2 submissions left out: of several of a unit the last counts, and one that was finished before others: line 2 and line 4",
    );
    says(&opened, "1 submission left out as tests, by what stands for their unit: line 7");
    says(&opened, "1 submission left out: no unit in the column dsm: line 8");
    says(&opened, "1 submission not finished, of units that did not answer by units.csv, and left out: line 9");

    let with_rule = |rule: &str| with(SENT).write("study.toml", format!("{STUDY}{rule}\n"));
    let first = read(&with_rule("duplicates = \"first\""));
    assert_eq!(chosen(&first, "Q1", "A1"), (4, 4));
    let dropped = read(&with_rule("incomplete = \"drop\""));
    assert_eq!(chosen(&dropped, "Q1", "A1"), (2, 3));
    says(&dropped, "3 submissions not finished and left out: line 4, line 6 and line 9");
    says(&dropped, "1 unit that answered by units.csv has no row of answers");
    let excluded = read(&with_rule("exclude = [\"2\", 9]"));
    assert_eq!(chosen(&excluded, "Q1", "A1"), (3, 3));
    says(&excluded, "2 submissions left out by exclude: line 3 and line 10");

    let refused = with_rule("duplicates = \"error\"").run(["check", "."]);
    assert_eq!(refused.exit_code, 1);
    assert!(refused.stdout.contains("the unit \"D01\" stands on line 2 already"), "{}", refused.stdout);
    let unknown = with_rule("exclude = [\"77\"]").run(["check", "."]);
    assert!(
        unknown.stdout.contains("answers.exclude: no row of results.csv has \"77\" in its column id"),
        "{}",
        unknown.stdout
    );
    let finished = with(&SENT.replace("8,,1,it,D05", "8,2025-03-01 10:00:00,1,it,D05")).run(["check", "."]);
    assert!(
        finished.stdout.contains("the unit \"D05\" did not answer: units.csv says \"nonrespondent\""),
        "{}",
        finished.stdout
    );
    let nobody = with(&SENT.replace("test 1", "D99")).run(["check", "."]);
    assert!(nobody.stdout.contains("units.csv has no unit \"D99\""), "{}", nobody.stdout);
}

#[test]
fn a_table_of_no_tool_has_the_same_rules_where_it_says_so() {
    let table = "unit_id,q_a,q_b,how\nD01,1,,10\nD02,,,9\nD03,0,1,-1\nD04,,,2\nD04,1,1,1\n";
    let study = "[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"results.csv\"\nduplicates = \"first\"\n\
        [[question]]\nname = \"q\"\nkind = \"multiple\"\ncolumns = { a = \"q_a\", b = \"q_b\" }\n\
        [[question]]\nname = \"how\"\n";
    let missing = read(&with(table).write("study.toml", study));
    assert_eq!(chosen(&missing, "q", "a"), (1, 2));
    says(&missing, "question \"q\": nothing was chosen in 2 units, which counts as not answered");
    says(&missing, "1 row left out: of several of a unit the first counts");
    assert_eq!(question(&missing, "how").content.options(), ["-1", "2", "9", "10"]);
    for key in [
        ("under the question", "columns = ", "blank = \"no\"\ncolumns = "),
        ("under answers", "duplicates", "blank = \"no\"\nduplicates"),
    ] {
        let no = read(&with(table).write("study.toml", study.replacen(key.1, key.2, 1)));
        assert_eq!(chosen(&no, "q", "a"), (1, 4), "{}", key.0);
        says(&no, "nothing was chosen in 2 units, which counts as no");
    }
    let wrong = with(table).write("study.toml", study.replace("name = \"how\"", "name = \"how\"\nblank = \"no\""));
    let run = wrong.run(["check", "."]);
    assert!(run.stdout.contains("question.blank: only a question of several options"), "{}", run.stdout);
}

#[test]
fn a_scale_has_the_order_that_is_declared() {
    let table = "unit_id,how\nD01,often\nD02,never\nD03,seldom\nD04,never\n";
    let study = |order: &str| {
        format!(
            "[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"results.csv\"\n[[question]]\nname = \"how\"\n{order}\n"
        )
    };
    let of = |order: &str| {
        let opened = read(&with(table).write("study.toml", study(order)));
        question(&opened, "how").content.options().to_vec()
    };
    assert_eq!(
        of("order = [\"never\", \"seldom\", \"sometimes\", \"often\"]"),
        ["never", "seldom", "sometimes", "often"]
    );
    assert_eq!(of("order = [\"often\"]"), ["often", "never", "seldom"]);
    assert_eq!(of("options = [\"often\", \"seldom\", \"never\"]"), ["often", "seldom", "never"]);
    assert_eq!(
        of("options = { z = \"often\", b = \"seldom\", a = \"never\" }\norder = [\"a\", \"b\", \"z\"]"),
        ["a", "b", "z"]
    );
    let slip = with(table).write("study.toml", study("order = [\"never\", \"seldon\", \"often\"]")).run(["check", "."]);
    assert!(slip.stdout.contains("question \"how\": order does not list \"seldom\""), "{}", slip.stdout);
}

/// The participants' list has tokens beside the units: answers are tied by them, and no result shows one.
#[test]
fn a_token_ties_answers_to_units_through_the_frame() {
    let frame = "unit_id,responded,region_code,token\nD01,1,01,s3cr3t\nD02,1,02,s3cr3u\nD03,1,03,s3cr3v\nD04,1,05,s3cr3w\nD05,0,06,s3cr3x\n";
    let workspace = with(CODES).write("units.csv", frame).replace("study.toml", "\"dsm\"", "\"token\"");
    let tied = read(&workspace);
    assert_eq!(chosen(&tied, "Q3", "SQ001"), (2, 3));
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    for file in workspace.files().into_iter().filter(|file| file.starts_with("results/")) {
        assert!(!workspace.text(&file).contains("s3cr3"), "{file}");
    }
    let twice =
        with(CODES).write("units.csv", frame.replace("s3cr3u", "s3cr3t")).replace("study.toml", "\"dsm\"", "\"token\"");
    let run = twice.run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    assert!(
        run.stdout.contains("several units of units.csv have this token") && !run.stdout.contains("s3cr3"),
        "{}",
        run.stdout
    );
    // init keeps the units' own names.
    let start = with(&CODES.replace("D0", "x")).write("units.csv", frame);
    let run = start.run(["init", "mine", "--frame", "units.csv", "--answers", "results.csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let study = start.read("mine/study.toml");
    assert!(study.contains("unit_id = \"token\"") && !study.contains("columns = { unit_id"), "{study}");
    assert_eq!(start.run(["check", "mine"]).exit_code, 0);
}

#[test]
fn the_column_of_units_is_named_where_it_is_not_said() {
    let run = with(CODES).replace("study.toml", "unit_id = \"dsm\"\n", "").run(["check", "."]);
    assert_eq!(run.exit_code, 1);
    let hint = "the column \"dsm\" names units: write unit_id = \"dsm\" under [answers]";
    assert!(run.stdout.contains("no column \"unit_id\"") && run.stdout.contains(hint), "{}", run.stdout);
}
