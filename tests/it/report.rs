//! The tables of a paper: as a workbook read back, for LaTeX, in Markdown; whatever names hold, and whatever a study lacks.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};

use crate::support::{Workspace, done};

/// The sheets of a workbook: names, and rows of cells from the first on.
pub(crate) fn sheets(bytes: Vec<u8>) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    let mut rows = |name: &String| workbook.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect();
    names.iter().map(|name| (name.clone(), rows(name))).collect::<Vec<_>>()
}

/// The first sheet of a name, whatever its number.
pub(crate) fn sheet_of<'a>(sheets: &'a [(String, Vec<Vec<Data>>)], name: &str) -> &'a [Vec<Data>] {
    let found = sheets.iter().find(|(own, _)| own.trim_start_matches(|letter: char| !letter.is_alphabetic()) == name);
    &found.unwrap_or_else(|| panic!("no sheet {name}")).1
}

/// A part of a workbook as it is written.
fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The row of a sheet whose first cell is a text.
fn row<'a>(sheet: &'a [Vec<Data>], first: &str) -> &'a [Data] {
    sheet.iter().find(|row| row[0] == Data::String(first.to_owned())).unwrap_or_else(|| panic!("no row {first}"))
}

fn numbers(cells: &[Data]) -> Vec<f64> {
    cells.iter().filter_map(|cell| if let Data::Float(value) = cell { Some(*value) } else { None }).collect()
}

const QUESTIONS: &str = r#"
[answers]
file = "answers.csv"

[[question]]
name = "peer"
text = "Peer support?"
options = { "=cmd|'/C calc'!A0" = ["1"], "<script>alert(1)</script>" = ["0"] }

[[question]]
name = "tasks"
text = "\\input{/etc/passwd} ]]> `a` | [x](javascript:1)"
kind = "multiple"
delimiter = ";"
options = ["+groups", "@home", "-1 | 2", "a\u202Eb"]
asked_if = { peer = ["=cmd|'/C calc'!A0"] }

[[question]]
name = "staff"
kind = "number"
minimum = 0
maximum = 100

[frame]
"#;

const ANSWERS: &str = "unit_id,peer,tasks,staff
A,1,+groups;@home,40
C,0,,12.5
E,1,,10
H,1,-1 | 2,30
";

/// Squareland with answers, some of them to programs that read them for code.
pub(crate) fn hostile() -> Workspace {
    Workspace::squareland()
        .replace("study.toml", "[frame]\n", QUESTIONS)
        .replace("study.toml", "title = \"Squareland\"", "title = \"=1+1 <b>R&D</b> & 50 %_$ {x}\"")
        .replace("areas.csv", "Northwest", "North|west ]]> <img src=x>")
        .write("answers.csv", ANSWERS)
}

#[test]
fn the_reference_study_has_the_tables_of_a_paper() {
    let page = done(Workspace::empty().run(["report", "--quiet"])).stdout;
    for line in [
        "| Asked | 135 | 100.0 |",
        "| \u{2003}RR1–RR6 |  | 45.2 |",
        "| Italy | 61/135 (45.2) | 60/131 (45.8) |",
        "| North | 37/64 (57.8) | 36/63 (57.1) |",
        "All units that should have answered: 61/135 did (45.2\u{a0}%).",
        "Those of them that have a catchment: 60/131 (45.8\u{a0}%). Units without one count in response, not in coverage.",
        "| North | 15\u{202f}447\u{202f}944 | 23\u{202f}801\u{202f}451 | 64.9 | 34.8–56.9 | <0.001 | 0.002 |",
        "| \u{2003}North | 37 (60.7) | 27 (36.5) | 0.008 | 0.025 |",
        "Of the 135 units that should have answered 61 did and 74 did not.",
        "| **For how long? (n = 34; 27 not asked)** |  |",
        "| \u{2003}4 to 6 years | 0 (0.0) |",
    ] {
        assert!(page.lines().any(|own| own == line), "{line} in {page}");
    }
    assert!(page.contains("| R-indicator, adjusted for bias | 0.700 | "), "{page}");
    // What is more than a page has comes with --all.
    assert_eq!(page.matches("### Table").count(), 17);
    // The number of a table is the same on a page, on a whole page, in a section and in a workbook.
    assert!(page.contains("### Table 2. What became"), "{page}");
    let all = done(Workspace::empty().run(["report", "--quiet", "--all"])).stdout;
    // Answers by region have too many columns for any page.
    assert_eq!(all.matches("### Table").count(), 20);
    assert!(all.contains("### Table S1. ") && all.contains("### Table 2. What became"), "{all}");
    let answers = done(Workspace::empty().run(["report", "--quiet", "--section", "answers"])).stdout;
    assert!(page.contains("### Table 9. What peer") && answers.contains("### Table 9. What peer"), "{answers}");
    let italian = done(Workspace::empty().run(["report", "--quiet", "--language", "it"])).stdout;
    assert!(italian.contains("| Italia | 61/135 (45,2) | 60/131 (45,8) |"), "{italian}");
    assert!(italian.contains("### Tabella 6. Quanto è uniforme la risposta"), "{italian}");
}

#[test]
fn the_headline_and_what_it_rests_on_stand_above_the_tables() {
    let page = done(Workspace::empty().run(["report", "--quiet"])).stdout;
    for line in [
        "**61 of 135 units answered. They serve 51.7\u{a0}% of residents and are larger and more often from North than a draw would give.**",
        "**Response.** 61 of the 135 units that should have answered did (45.2\u{a0}%). Of the 131 with a catchment it was 60 (45.8\u{a0}%).",
    ] {
        assert!(page.lines().any(|own| own.starts_with(line)), "{line} in {page}");
    }
    let italian = done(Workspace::empty().run(["report", "--quiet", "--language", "it"])).stdout;
    assert!(italian.contains("**Hanno risposto 61 unità su 135. Queste unità servono il 51,7\u{a0}% dei residenti e sono più grandi e più spesso in «North» di quanto darebbe un sorteggio.**"), "{italian}");
    // A fact that is not known has no sentence: nobody answered, nothing is covered, nothing was compared.
    let nobody = Workspace::squareland();
    let units = nobody.read("units.csv").replace(",1,", ",0,");
    let page = done(nobody.write("units.csv", units).run(["report", ".", "--quiet"])).stdout;
    assert!(page.contains("**None of the 6 units answered.**") && !page.contains("**Size.**"), "{page}");
    let alone = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n\n[privacy]\nanswers = \"public\"\n")
        .write("units.csv", "unit_id,responded\na,1\nb,0\n");
    let page = done(alone.run(["report", ".", "--quiet"])).stdout;
    assert!(page.contains("**1 of 2 units answered.**") && !page.contains("**Coverage.**"), "{page}");
}

#[test]
fn a_workbook_has_numbers_as_numbers_and_a_sheet_for_each_table() {
    let workspace = Workspace::empty();
    done(workspace.run(["report", "-o", "t.xlsx", "--quiet"]));
    let sheets = sheets(workspace.bytes("t.xlsx"));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "Contents",
        "1 Coverage",
        "S1 Coverage",
        "S2 Coverage",
        "2 Outcome",
        "3 Response",
        "4 Numbers",
        "5 Characteristics",
        "6 Evenness",
        "7 Balance",
        "8 Answers",
        "9 Answers",
        "10 Answers",
        "11 Answers",
        "12 Answers",
        "13 Answers by group",
        "S3 Answers by group",
        "14 Answers by group",
        "S4 Answers by group",
        "15 CROSS",
        "16 STROBE",
        "17 Files",
    ];
    assert_eq!(names, expected);
    let text = |cell: &str| Data::String(cell.to_owned());
    let contents = sheet_of(&sheets, "Contents");
    assert!(contents.iter().flatten().any(|cell| *cell == text("Units that answered, by area")));
    assert!(contents.iter().flatten().any(|cell| cell.to_string().starts_with("Synthetic territories and answers")));
    let response = sheet_of(&sheets, "Response");
    let titles = ["Area", "All units, answered", "All units, units", "All units, %"].map(text);
    assert_eq!(response[1][..4], titles);
    let whole = numbers(row(response, "Italy"));
    assert_eq!(whole, [61.0, 135.0, 0.451_851_851_852, 60.0, 131.0, 0.458_015_267_176]);
    let north = row(sheet_of(&sheets, "Coverage"), "North");
    assert_eq!(numbers(&north[1..3]), [15_447_944.0, 23_801_451.0]);
    assert!((numbers(&north[3..4])[0] - 0.649_033).abs() < 1e-6);
    // Titles stay when one scrolls; a small p-value is printed as below what is told; the way back is a link.
    let sheet = part(workspace.bytes("t.xlsx"), "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<pane xSplit=\"1\" ySplit=\"2\" topLeftCell=\"B3\""), "{sheet}");
    assert!(sheet.contains("'Contents'!A1"), "{sheet}");
    let styles = part(workspace.bytes("t.xlsx"), "xl/styles.xml");
    assert!(styles.contains("[&lt;0.001]&quot;&lt;0.001&quot;;0.000"), "{styles}");
    assert!(styles.contains("formatCode=\"0.0%\""), "{styles}");
}

#[test]
fn questions_stand_in_one_table_with_their_base_and_who_left_them_out() {
    let workspace = hostile();
    let page = done(workspace.run(["report", ".", "--quiet"])).stdout;
    for line in [
        "| **Peer support? (n = 4)** |  |",
        "| \u{2003}\\=cmd\\|'/C calc'!A0 | 3 (75.0) |",
        "| \u{2003}\\<script>alert(1)\\</script> | 1 (25.0) |",
        "| \u{2003}\\+groups | 1 (50.0) |",
        "| \u{2003}\\-1 \\| 2 | 1 (50.0) |",
        "| \u{2003}ab | 0 (0.0) |",
        "| staff | 4 | 23.1 | 9.9–40.8 |",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
    assert!(page.contains("(n = 2; 1 not asked; 1 missing; several answers possible)"), "{page}");
    let all = done(workspace.run(["report", ".", "--quiet", "--all"])).stdout;
    assert!(all.contains("| Answer | n (%) | 95 % interval | Weighted: "), "{all}");
    assert!(all.contains("Whatever the others say"), "{all}");
}

#[test]
fn no_name_is_read_for_code() {
    let workspace = hostile();
    done(workspace.run(["report", ".", "-o", "out", "--quiet"]));
    // Markdown: every row of a table has as many cells as its header, and nothing is HTML or a link.
    let page = workspace.read("out/report.md");
    let mut wide = 0;
    for line in page.lines() {
        let cells = line.replace("\\|", "").matches('|').count();
        if line.starts_with('|') && wide > 0 {
            assert_eq!(cells, wide, "{line}");
        }
        wide = if line.starts_with('|') { cells } else { 0 };
    }
    let begins = |text: &str, mark: &str| text.match_indices(mark).any(|(at, _)| !text[..at].ends_with('\\'));
    for mark in ["<script", "<b>", "<img", "[x](", "`a`", "\u{202e}"] {
        assert!(!begins(&page, mark), "{mark} in {page}");
    }
    // LaTeX: no command of a name, no character that it keeps for itself.
    let latex = workspace.read("out/tables.tex");
    assert!(!latex.contains("\\input") && latex.contains("\\textbackslash{}input\\{/etc/passwd\\}"), "{latex}");
    assert!(
        latex.contains("=1+1 $<$b$>$R\\&D$<$/b$>$ \\& 50 \\%\\_\\$ \\{x\\}") && !latex.contains('\u{202e}'),
        "{latex}"
    );
    assert_eq!(latex.matches("\\begin{").count(), latex.matches("\\end{").count());
    // Workbook: texts are texts.
    let bytes = workspace.bytes("out/tables.xlsx");
    let cells: Vec<String> = sheets(bytes.clone())
        .into_iter()
        .flat_map(|(_, rows)| rows.into_iter().flatten())
        .map(|cell| cell.to_string())
        .collect();
    for text in [
        "=cmd|'/C calc'!A0",
        "<script>alert(1)</script>",
        "+groups",
        "@home",
        "-1 | 2",
        "ab",
        "=1+1 <b>R&D</b> & 50 %_$ {x}",
    ] {
        assert!(cells.iter().any(|cell| cell == text), "{text} in {cells:?}");
    }
    let mut workbook = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "a formula in {name}");
    }
    assert!(part(bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn the_same_study_is_the_same_bytes_on_any_day() {
    let workspace = hostile();
    done(workspace.run(["report", ".", "-o", "one", "--quiet"]));
    done(workspace.run_with(["report", ".", "-o", "two", "--quiet"], &[("RAYON_NUM_THREADS", "1")]));
    for name in ["report.docx", "report.html", "report.md", "tables.tex", "tables.xlsx"] {
        assert!(workspace.bytes(&format!("one/{name}")) == workspace.bytes(&format!("two/{name}")), "{name} differs");
    }
    let core = part(workspace.bytes("one/tables.xlsx"), "docProps/core.xml");
    assert_eq!(core.matches("1980-01-01T00:00:00Z").count(), 2, "{core}");
    // The workbook of a run is that of the command.
    done(workspace.run(["run", ".", "-o", "all", "--quiet"]));
    assert!(workspace.bytes("all/tables.xlsx") == workspace.bytes("one/tables.xlsx"));
}

#[test]
fn the_ending_decides_and_others_are_refused() {
    let workspace = Workspace::squareland();
    for name in ["r.pdf", "r.csv"] {
        let run = workspace.run(["report", ".", "-o", name]);
        assert_eq!(run.exit_code, 2, "{}", run.stderr);
        let ending = &name[1..];
        let told = format!(
            "error: -o {name}: no report is written as {ending}\nhint: choose an ending of .html, .xlsx, .docx, .tex, .md, or a folder for all of them\n"
        );
        assert_eq!(run.stderr, told);
    }
    let page = done(workspace.run(["report", ".", "-o", "-", "--quiet"])).stdout;
    done(workspace.run(["report", ".", "-o", "page.md", "--quiet"]));
    assert_eq!(page, workspace.read("page.md"));
    // A file of somebody else's is left alone.
    let workspace = workspace.write("mine.tex", "mine");
    let run = workspace.run(["report", ".", "-o", "mine.tex"]);
    assert_eq!((run.exit_code, workspace.read("mine.tex").as_str()), (1, "mine"), "{}", run.stderr);
    done(workspace.run(["report", ".", "-o", "mine.tex", "--force", "--quiet"]));
    assert!(workspace.read("mine.tex").starts_with("% \\usepackage{array,booktabs,graphicx,longtable}\n"));
}

#[test]
fn a_study_without_something_has_the_other_tables() {
    // Units alone: no catchments, no residents.
    let units = "unit_id,responded\na,1\nb,0\nc,1\nd,0\n";
    let alone = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n\n[privacy]\nanswers = \"public\"\n")
        .write("units.csv", units);
    let page = done(alone.run(["report", ".", "--quiet"])).stdout;
    assert!(page.starts_with("# Report\n"), "{page}");
    assert!(page.contains("| \u{2003}Answered | 2 | 50.0 |") && !page.contains("coverage lies"), "{page}");
    // Nobody answered, everybody answered.
    for (from, to) in [(",1,", ",0,"), (",0,", ",1,")] {
        let workspace = Workspace::squareland();
        let all: String = workspace.read("units.csv").replace(from, to);
        let page = done(workspace.write("units.csv", all).run(["report", ".", "--quiet", "--all"])).stdout;
        let answered = if to == ",0," { "0/6 (0.0)" } else { "6/6 (100.0)" };
        assert!(page.contains(answered) && !page.contains("NaN") && !page.contains("| inf"), "{page}");
    }
    // Partial answers, refusals, and units that are not or may not be eligible each have their row.
    let workspace = Workspace::squareland()
        .replace("units.csv", "responded", "status")
        .write("units.csv", "unit_id,name,region_code,kind,status,population\nA,,W1,territorial,respondent,1\nB,,W2,territorial,partial,1\nC,,E1,territorial,refused,1\nD,,E1,territorial,ineligible,1\nE,,E2,territorial,unknown,1\nH,,E2,hospital,nonrespondent,\n");
    let page = done(workspace.run(["report", ".", "--quiet"])).stdout;
    for line in [
        "| Asked | 6 | 100.0 |",
        "| Eligible | 4 | 66.7 |",
        "| \u{2003}Answered in part | 1 | 16.7 |",
        "| \u{2003}Refused | 1 | 16.7 |",
        "| Not known whether eligible | 1 | 16.7 |",
        "| Not eligible | 1 | 16.7 |",
        "| \u{2003}RR5 |  | 25.0 |",
        "| \u{2003}RR6 |  | 50.0 |",
    ] {
        assert!(page.contains(line), "{line} in {page}");
    }
}

/// The rows of a page's table whose title begins so.
fn table<'a>(page: &'a str, title: &str) -> Vec<&'a str> {
    let begins = |line: &str| line.strip_prefix("### ").is_some_and(|line| line.contains(title));
    let lines = page.lines().skip_while(|line| !begins(line)).skip(1);
    lines.take_while(|line| !line.starts_with('#')).filter(|line| line.starts_with('|')).collect()
}

#[test]
fn answers_stand_by_area_and_size_with_the_numbers_of_answers_by_group() {
    let workspace = Workspace::empty();
    let page = done(workspace.run(["report", "--quiet"])).stdout;
    let rows = table(&page, "Answers by group: Macro-areas (survey)");
    let expected = [
        "| Answer | North (n\u{a0}=\u{a0}37), n (%) | Centre (n\u{a0}=\u{a0}11), n (%) | South and islands (n\u{a0}=\u{a0}13), n (%) | p | Adjusted p |",
        "|---|---:|---:|---:|---:|---:|",
        "| **Does the department run peer support? (n = 61)** |  |  |  |  |  |",
        "| \u{2003}All answers at once |  |  |  | 0.885 | 1.000 |",
        "| \u{2003}yes | 22 (59.5) | 5 (45.5) | 7 (53.8) | 0.722 | 1.000 |",
    ];
    assert_eq!(rows[..5], expected);
    // Who answered is told where it is not everybody of each group.
    let filtered = rows.iter().position(|row| row.contains("For how long?")).unwrap();
    assert_eq!(rows[filtered + 1], "| \u{2003}Answered | 22 | 5 | 7 |  |  |");
    assert!(table(&page, "Answers by group: Size class")[0].contains("small (n"));
    assert!(table(&page, "Answers by group: Region").is_empty());
    // Two groups have their difference on the page; of more, each against the others is in the workbook.
    let all = done(workspace.run(["report", "--quiet", "--all"])).stdout;
    let of_kind = table(&all, "Answers by group: Kind of unit");
    assert!(of_kind[0].contains("Difference in points (95 % interval)"), "{}", of_kind[0]);
    done(workspace.run(["report", "-o", "t.xlsx", "--quiet"]));
    let sheets = sheets(workspace.bytes("t.xlsx"));
    let region = sheets.iter().find(|(name, _)| name == "S3 Answers by group").unwrap();
    assert!(region.1[1].len() > 100, "{:?}", region.1[1]);
    // A study that promised not to tell who answered says why it has none.
    let own = Workspace::empty();
    done(own.run(["init", "study", "--from", "reference", "--quiet"]));
    let silent = own.replace("study/study.toml", "answers = \"public\"", "answers = \"anonymous\"");
    let page = done(silent.run(["report", "study", "--quiet"])).stdout;
    assert!(!page.contains("by group:") && page.contains("Answers by group are withheld"), "{page}");
}

#[test]
fn checklists_say_where_each_item_is_answered_for_this_study() {
    let page = done(Workspace::empty().run(["report", "--quiet"])).stdout;
    let numbers = |rows: &[&str]| -> Vec<String> {
        let cell = |row: &&str| row.split(" | ").next().unwrap().trim_start_matches("| ").to_owned();
        rows.iter().skip(2).map(cell).filter(|cell| !cell.starts_with("**")).collect()
    };
    let cross = table(&page, "CROSS");
    let published = "1a 1b 2 3 4 5a 5b 5c 5d 6a 6b 6c 6d 7a 7b 7c 8 9a 9c 10a 10b 10c 10d 10e 10f 10g 11a 11b 11c 11d 12 13a 13b 13c 14 15 16 17 18 19";
    assert_eq!(numbers(&cross).join(" "), published);
    let strobe = table(&page, "STROBE");
    let published =
        "1a 1b 2 3 4 5 6a 7 8 9 10 11 12a 12b 12c 12d 12e 13a 13b 13c 14a 14b 15 16a 16b 16c 17 18 19 20 21 22";
    assert_eq!(numbers(&strobe).join(" "), published);
    for row in [
        "| 6d | How far respondents stand for the population | Tables 1, 4, 5, 6 |",
        "| 11c | Response rate and its definition | Tables 2, 3 |",
        "| 13a | Results with intervals and p-values, adjusted where it applies | Tables 8, 9, 10, 11, 12, 13, 14 |",
        "| 18 | Conflicts of interest | To be written by the authors |",
    ] {
        assert!(cross.contains(&row), "{row} in {cross:#?}");
    }
    assert!(page.contains("### Table 2. What became"), "{page}");
    // What a study lacks is named by its key, and nothing points to a table that is not there.
    let alone = Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\n\n[privacy]\nanswers = \"public\"\n")
        .write("units.csv", "unit_id,responded\na,1\nb,0\n");
    let page = done(alone.run(["report", ".", "--quiet"])).stdout;
    let cross = table(&page, "CROSS");
    for row in [
        "| 5d | The whole questionnaire | Missing in the study file: [answers] |",
        "| 7b | When: dates of invitations, reminders and closing | Missing in the study file: [fieldwork] |",
    ] {
        assert!(cross.contains(&row), "{row} in {cross:#?}");
    }
}
