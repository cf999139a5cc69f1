//! `bacino audit`: verdicts with their arithmetic, forms, exit codes, published tables.

use std::path::Path;

use serde_json::Value;

use crate::support::{Run, Workspace};

/// The findings of a claims file, as data.
fn audited(claims: &str, study: &[&str]) -> (Run, Vec<Value>) {
    let workspace = Workspace::squareland().write("claims.toml", claims);
    let run = workspace.run(["audit", "claims.toml", "--format", "json"].iter().chain(study).copied());
    let data: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let findings = data["claims"].as_array().cloned().unwrap_or_default();
    (run, findings)
}

/// What is said of each finding with a verdict: kind, place, text, arithmetic, what fits, note.
fn told(findings: &[Value], verdict: &str) -> Vec<String> {
    let told = findings.iter().filter(|finding| finding["verdict"] == verdict).map(|finding| {
        let text = |key: &str| finding[key].as_str().unwrap_or("-").replace('\u{a0}', " ");
        let (line, column) = (&finding["place"]["line"], &finding["place"]["column"]);
        let fields = ["kind", "text", "computed", "fits", "note"].map(text);
        format!("{line}:{column} {}", fields.join(" | "))
    });
    told.collect()
}

/// A claims file in the folder of fixtures.
#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn fixture(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

#[test]
fn what_is_wrong_in_the_published_survey_is_found_and_nothing_else() {
    let (run, findings) = audited(&fixture("lasalvia-2025.toml"), &[]);
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    insta::assert_snapshot!(told(&findings, "fails").join("\n"), @"
    39:14 areas | north 23801451, centre 15762643, south islands 20249793 | istat3: centre is off by 24.6 %; 40 ways of moving regions tried | istat3 with Piemonte in centre or istat3 with Emilia-Romagna in centre | -
    84:16 share | no: 23 (37.1 %) | 23 / 61 = 37.705 % | 37.7 % or a base of 62 | -
    96:28 spreadsheet | 3-Jan | a date in place of a range | 1-3 | -
    96:51 spreadsheet | 6-Apr | a date in place of a range | 4-6 | -
    200:28 whole-count | no formal protocols: 70 % of 34 | 23 / 34 = 67.65 %, 24 / 34 = 70.59 % | 68 % or 71 % | -
    ");
    insta::assert_snapshot!(told(&findings, "untold").join("\n"), @"33:23 source-total | national population, ISTAT for province-wide authorities; otherwise the most recent figures of regional or local health authorities 59813887 | census: 58 840 177, difference 973 710 (1.65 %) | - | -");
    let holds = told(&findings, "holds");
    let expected = [
        "mean-total | respondents: 515549 × 60, 30932942 | 515 549 × 60 = 30 932 940 ± 30 | - | -",
        "mean-total | non respondents: 406774 × 71, 28880945 | 406 774 × 71 = 28 880 954 ± 36 | - | -",
        "whole-count | four or more: 67.7 % of 34 | 23 / 34 = 67.647 % | - | rounded twice",
        "share | responded: 61 of 135 (45 %) | 61 / 135 = 45.19 % | - | -",
    ];
    for wanted in expected {
        assert!(holds.iter().any(|told| told.ends_with(wanted)), "{wanted}\n{}", holds.join("\n"));
    }
}

#[test]
fn a_study_tells_which_areas_and_counts_are_meant() {
    let workspace = Workspace::empty().write("claims.toml", fixture("lasalvia-2025.toml"));
    assert_eq!(workspace.run(["init", "study", "--from", "reference"]).exit_code, 0);
    let run = workspace.run(["audit", "claims.toml", "study", "--format", "json"]);
    let data: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = data["claims"].as_array().unwrap();
    // The study's own grouping gives the denominators, and its numbers of units leave one set of counts.
    let holds = told(findings, "holds");
    let expected = [
        "north east 17/27, north west 25/46, centre 6/20, south 10/25, islands 3/17",
        "survey: north is off by 0.0 %",
        "4 066 655 / 5 034 533 = 80.775 % (frame, region)",
        "515 549 (frame)",
    ];
    for wanted in expected {
        assert!(holds.iter().any(|told| told.contains(wanted)), "{wanted}\n{}", holds.join("\n"));
    }
    assert_eq!(told(findings, "untold"), Vec::<String>::new());
    assert_eq!(told(findings, "fails").len(), 4);
}

#[test]
fn published_tables_of_other_fields_are_judged_as_they_deserve() {
    let judged = |name: &str| {
        let (run, findings) = audited(&fixture(&format!("audit/{name}.toml")), &[]);
        let fails = told(&findings, "fails");
        assert_eq!(run.exit_code, i32::from(!fails.is_empty()), "{name}: {}", run.stderr);
        (findings, fails.join("\n"))
    };
    let (findings, fails) = judged("chien-2013");
    insta::assert_snapshot!(fails, @"
    15:44 share | 26-30: 231 (31.90 %) | 231 / 743 = 31.0902 % | 31.09 % or a count of 237 | -
    15:94 share | 36-40: 78 (10.49 %) | 78 / 743 = 10.4980 % | 10.50 % | -
    ");
    let twice = findings.iter().filter(|finding| finding["note"] == "rounded twice").count();
    assert_eq!(twice, 1, "208 of 743 is 27.9946 %, printed as 28.00");
    insta::assert_snapshot!(judged("fray-2022").1, @"53:12 single-choice | qualifications of teachers 2020 | 16 + 94 + 6 = 116 | 3 more in a row that is not there or a base of 116 | -");
    insta::assert_snapshot!(judged("kodama-2022").1, @"
    12:12 single-choice | awareness in Gaza | 42 + 33 + 28 = 103 | a base of 103 | -
    25:57 share | heard, did not adopt: 46 (63 %) | 46 / 129 = 35.66 % | 36 % or a count of 81 | -
    ");
    assert_eq!([judged("chen-2021").1, judged("chan-2021").1], ["", ""]);
}

#[test]
fn each_kind_fails_for_its_own_reason() {
    let claims = r#"
[[table]]
question = "one answer"
base = 50
asked = 60
not_answered = 9
exclusive = true
rows = [["a", 20, "40"], ["b", 28, "56"]]
[[table]]
question = "several answers"
base = 61
exclusive = false
rows = [["a", 43, "86"], ["b", 39, "78"], ["c", 70, ""]]
[[table]]
question = "another base"
base = 61
exclusive = false
rows = [["a", 43, "86"], ["b", 39, "78"], ["c", 38, "76"]]
[[table]]
question = "percentages alone"
exclusive = true
rows = [["a", "", "40.5"], ["b", "", "58.1"]]
[[sum]]
parts = [["North", 40], ["South", 22]]
total = 61
[[spread]]
label = "beds"
n = 10
mean = "12.5"
total = 126
minimum = 3
q1 = 9
median = 8
[[rates]]
groups = [["North", "60"], ["South", "50"]]
count = 9
base = 20
"#;
    let (run, findings) = audited(claims, &[]);
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    insta::assert_snapshot!(told(&findings, "fails").join("\n"), @"
    3:12 single-choice | one answer | 20 + 28 = 48 | 2 more in a row that is not there or a base of 48 | -
    4:8 single-choice | one answer: 50 | 60 − 9 = 51 | a base of 51 | -
    10:12 multiple-choice | several answers | 70 > 50 | - | -
    11:8 multiple-choice | several answers: 61 | 0 of 2 rows are true of 61 | a base of 50 | -
    16:8 multiple-choice | another base: 61 | 0 of 3 rows are true of 61 | a base of 50 | -
    20:12 single-choice | percentages alone | 40.5 + 58.1 = 98.6 % | - | -
    25:9 sum | North 40, South 22; total 61 | 40 + 22 = 62 | a total of 62 | -
    27:9 order | beds | lower quartile 9 > median 8 | - | -
    29:9 mean-total | beds: 12.5 × 10, 126 | 12.5 × 10 = 125.0 ± 0.5 | a mean of 12.6 or a total of 125.0 | -
    35:10 group-rates | North 60 %, South 50 % | no whole numbers give these rates and the total | - | -
    ");
}

#[test]
fn rounding_explains_what_it_can() {
    let claims = r#"
[[table]]
question = "thirds"
base = 3
exclusive = true
rows = [["a", 1, "33"], ["b", 1, "33"], ["c", 1, "33"]]
[[share]]
claim = "a half up"
count = 1
base = 8
percent = "13"
[[share]]
claim = "a half to even"
count = 1
base = 8
percent = "12"
[[sum]]
parts = [["a", "33.3"], ["b", "33.3"], ["c", "33.3"]]
total = "100.0"
[[sum]]
parts = [["North", 1200000], ["South", 1300000]]
total = 2501000
[text_percentages]
rows = [["any percentage of so many", "37.4", 5000]]
"#;
    let (run, findings) = audited(claims, &[]);
    assert_eq!((run.exit_code, told(&findings, "fails")), (0, Vec::new()), "{}", run.stderr);
    insta::assert_snapshot!(told(&findings, "untold").join("\n"), @"
    22:9 sum | North 1200000, South 1300000; total 2501000 | 1 200 000 + 1 300 000 = 2 500 000 | - | thousands may be rounded
    24:40 whole-count | any percentage of so many: 37.4 % of 5000 | 1868 to 1872 of 5000 | - | every such percentage is one of whole numbers
    ");
}

#[test]
fn a_study_is_held_against_what_it_publishes() {
    let claims = r#"
[regional_coverage_percent]
"North East" = "90.0"
"Nowhere" = "50"
"#;
    let (run, findings) = audited(claims, &["."]);
    assert_eq!(run.exit_code, 1, "{}", run.stderr);
    insta::assert_snapshot!(told(&findings, "fails").join("\n"), @"3:17 study | North East: 90.0 % | 600 / 1000 = 60.000 % (frame, region) | 60.0 % | -");
    insta::assert_snapshot!(told(&findings, "untold").join("\n"), @"4:14 study | Nowhere: 50 % | the study has no area of this name | - | -");
}

#[test]
fn a_claims_file_with_mistakes_tells_all_of_them_with_their_lines() {
    let claims = "[[table]]\nquestion = \"x\"\nbsae = 61\nrows = [[\"a\", \"many\", \"1\"], [\"b\"]]\n[shares]\n";
    let (run, _) = audited(claims, &[]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""));
    insta::assert_snapshot!(run.stderr, @r#"
    error: claims.toml:3: unknown key "table.bsae"
    hint: did you mean "base"?
    error: claims.toml:5: unknown key "shares"
    hint: did you mean "share"?
    error: claims.toml:4: rows: expected rows of an answer, a count and a percentage: [["yes", 34, "55.7"]], found array
    error: claims.toml:4: rows: expected a number such as 23 or "37.7", with at most 18 digits, found string
    "#);
    let (empty, _) = audited("[publication]\nyear = 2020\n", &[]);
    assert_eq!(empty.exit_code, 1);
    assert!(empty.stderr.contains("the file claims nothing"), "{}", empty.stderr);
}

#[test]
fn forms_say_the_same_and_nothing_in_them_is_markup() {
    let claims = "[[share]]\nclaim = \"<b>bold</b> | \\u001b[31m\"\ncount = 23\nbase = 61\npercent = \"37.1\"\n";
    let workspace = Workspace::empty().write("claims.toml", claims);
    let run = |format: &str, language: &str| {
        let told = workspace.run(["audit", "claims.toml", "--format", format, "--language", language]).stdout;
        told.replace('\u{a0}', " ")
    };
    insta::assert_snapshot!(run("text", "en"), @"
    1 check: 1 fails, 0 untold, 0 hold

    fails  line 2, column 9  share
      <b>bold</b> |  [31m: 23 of 61 (37.1 %)
      23 / 61 = 37.705 %
      true would be: 37.7 % or a base of 62
    ");
    insta::assert_snapshot!(run("text", "it"), @"
    1 verifica: 1 non regge, 0 non si possono dire, 0 reggono

    non regge  riga 2, colonna 9  quota
      <b>bold</b> |  [31m: 23 of 61 (37.1 %)
      23 / 61 = 37,705 %
      sarebbe vero: 37,7 % oppure una base di 62
    ");
    insta::assert_snapshot!(run("md", "en"), @r"
    # Audit of claims.toml

    1 check: 1 fails, 0 untold, 0 hold

    | Place | Claim | Verdict | Arithmetic | True would be |
    |---|---|---|---|---|
    | line 2, column 9 | \<b>bold\</b> \|  [31m: 23 of 61 (37.1 %) | fails | 23 / 61 = 37.705 % | 37.7 % or a base of 62 |
    ");
    let page = run("html", "it");
    assert!(page.contains("<html lang=\"it\">") && page.contains("<mark class=\"fails\""), "{page}");
    assert!(!page.contains("<b>bold") && !page.contains('\u{1b}') && !page.contains("://"), "{page}");
    assert_eq!(workspace.run(["audit", "claims.toml", "-o", "audit.html", "-q"]).exit_code, 1);
    assert!(workspace.read("audit.html").starts_with("<!DOCTYPE html>"));
    assert_eq!(workspace.run(["audit", "claims.toml", "--format", "pdf"]).exit_code, 2);
    assert_eq!(workspace.run(["audit", "missing.toml"]).exit_code, 1);
}

#[test]
fn texts_in_both_languages_are_judged_with_their_places() {
    let english = "Of the 135 departments invited, 61 (45%) responded.\n\nMore than half of the departments (30 of 61) employed\npeer workers. In all, 23 of the 61 departments (37.1%) did not.\n";
    let italian = "Dei 135 dipartimenti invitati, 61 (45%) hanno risposto.\n\nPiù della metà dei dipartimenti (30 su 61) impiega\nutenti esperti. In tutto 23 dei 61 dipartimenti (37,1%) non lo fanno.\n";
    for text in [english, italian] {
        let workspace = Workspace::empty().write("paper.txt", text);
        let run = workspace.run(["audit", "paper.txt", "--format", "json"]);
        assert_eq!(run.exit_code, 1, "{}", run.stderr);
        let data: Value = serde_json::from_str(&run.stdout).unwrap();
        let found = data["claims"].as_array().unwrap().iter().map(|claim| {
            let word = |key: &str| claim[key].as_str().unwrap().to_owned();
            (claim["place"]["line"].as_u64().unwrap(), word("kind"), word("verdict"))
        });
        let told = |line: u64, kind: &str, verdict: &str| (line, kind.to_owned(), verdict.to_owned());
        let expected = [told(1, "share", "holds"), told(3, "said-twice", "fails"), told(4, "share", "fails")];
        assert_eq!(found.collect::<Vec<_>>(), expected, "{}", run.stdout);
    }
}

#[test]
fn an_anonymous_study_tells_no_more_here_than_in_its_tables() {
    let claims = r#"
[regional_coverage_percent]
"North East" = "60.0"
"South West" = "60.0"
[catchment_size.respondents]
mean = 350
"#;
    let workspace = Workspace::squareland().write("claims.toml", claims);
    let workspace = workspace.replace("study.toml", "answers = \"public\"", "answers = \"anonymous\"");
    let findings = |more: &[&str]| {
        let flags = ["audit", "claims.toml", ".", "--format", "json"];
        let run = workspace.run(flags.iter().chain(more).copied());
        let data: Value = serde_json::from_str(&run.stdout).unwrap();
        data["claims"].as_array().cloned().unwrap()
    };
    // Whether a claim is right would tell what is withheld.
    let open = findings(&[]);
    let of_areas: Vec<&Value> = open.iter().filter(|finding| finding["kind"] == "study").collect();
    assert_eq!(of_areas.len(), 2, "{open:?}");
    assert!(of_areas.iter().all(|finding| finding["verdict"] == "untold"), "{open:?}");
    let exact = findings(&["--internal"]);
    assert!(exact.iter().any(|finding| finding["verdict"] == "holds"), "{exact:?}");
    assert_eq!(exact.iter().filter(|finding| finding["kind"] == "study").count(), 3, "{exact:?}");
}
