//! Tables as offices save them give what the plain table gives; and what the program prints, word for word.

use crate::support::{Workspace, done};

fn coverage(workspace: &Workspace) -> String {
    let run = workspace.run(["coverage", ".", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

/// Squareland with its units in another form of the same table.
fn with_units(change: impl Fn(&str) -> Vec<u8>) -> Workspace {
    let workspace = Workspace::squareland();
    let units = workspace.read("units.csv");
    workspace.write("units.csv", change(&units))
}

fn same_as_plain(workspace: &Workspace) {
    assert_eq!(coverage(workspace), coverage(&Workspace::squareland()));
}

#[test]
fn a_table_with_a_byte_order_mark() {
    same_as_plain(&with_units(|text| format!("\u{feff}{text}").into_bytes()));
}

#[test]
fn a_table_with_windows_line_ends() {
    same_as_plain(&with_units(|text| text.replace('\n', "\r\n").into_bytes()));
}

#[test]
fn a_table_with_semicolons() {
    same_as_plain(&with_units(|text| text.replace(',', ";").into_bytes()));
}

#[test]
fn a_table_with_tabs() {
    same_as_plain(&with_units(|text| text.replace(',', "\t").into_bytes()));
}

#[test]
fn a_table_with_quotes_everywhere() {
    same_as_plain(&with_units(|text| {
        let quoted = |line: &str| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        text.lines().map(|line| quoted(line) + "\n").collect::<String>().into_bytes()
    }));
}

#[test]
fn a_table_without_a_last_line_end_and_with_empty_lines() {
    same_as_plain(&with_units(|text| format!("\n{}", text.trim_end().replace("\nC,", "\n\nC,")).into_bytes()));
}

#[test]
fn a_table_in_latin_1() {
    let workspace = with_units(|text| {
        let accented = text.replace("Unit A", "Unità A");
        accented.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
    });
    same_as_plain(&workspace);
    let run = workspace.run(["check", "."]);
    assert!(run.stdout.contains("units.csv") && run.stdout.contains("Windows-1252"), "{}", run.stdout);
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    assert!(workspace.read("results/units.csv").contains("A,Unità A,"));
}

#[test]
fn thousands_as_italians_write_them() {
    let workspace = with_units(|text| text.replace(",1000,", ";1.000;").replace(',', ";").into_bytes());
    same_as_plain(&workspace.replace("study.toml", "\"units.csv\"", "\"units.csv\"\nnumbers = \"it\""));
}

#[test]
fn shares_with_a_decimal_comma() {
    let workspace = Workspace::squareland();
    let rules = workspace.read("catchments.csv").replace(',', ";").replace("0.75", "0,75").replace("0.25", "0,25");
    same_as_plain(&workspace.write("catchments.csv", rules));
}

#[test]
fn codes_that_lost_their_leading_zeros_are_restored_and_said_so() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", "study", "--from", "reference"]).exit_code, 0);
    let plain = workspace.run(["coverage", "study", "--format", "csv"]).stdout;
    let units = workspace.read("study/units.csv");
    // Excel shows the region 01 as 1.
    let damaged = units.replace(",01,", ",1,").replace(",05,", ",5,");
    assert_ne!(units, damaged);
    let workspace = workspace.write("study/units.csv", damaged);
    let run = workspace.run(["coverage", "study", "--format", "csv"]);
    assert_eq!((run.exit_code, run.stdout), (0, plain));
    assert!(run.stderr.contains("leading zeros"), "{}", run.stderr);
}

#[test]
fn coverage_as_markdown() {
    let run = Workspace::squareland().run(["coverage", ".", "--scheme", "halves", "--format", "md"]);
    // The table of the report, drawn by its writer.
    insta::assert_snapshot!(run.stdout, @"
    # Squareland

    1 January 2023  

    ## Whom the answers stand for

    ### Residents in the catchments of units that answered, by area: residents as the survey counted them

    | Area | Residents covered | Residents | Coverage, % | Range by chance, % | p | Adjusted p | With a catchment, answered / units (%) |
    |---|---:|---:|---:|---:|---:|---:|---:|
    | West | 1000 | 2000 | 50.0 | 0.0–100.0 | 1.000 | 1.000 | 1/2 (50.0) |
    | East | 1600 | 2000 | 80.0 | 20.0–100.0 | 0.600 | 0.900 | 2/3 (66.7) |

    Residents as the survey counted them, 1 January 2023. Units with a catchment: 3/5 answered.

    Range by chance: 95 % of what coverage would be had as many units answered at random. p: two-sided and exact, at most 0.05 where coverage lies outside that range; adjusted over all areas of the same kind.
    ");
    let report = done(Workspace::squareland().run(["report", ".", "--all", "--quiet"])).stdout;
    let table = done(Workspace::squareland().run(["coverage", ".", "--format", "md"])).stdout;
    let rows = |page: &str| -> Vec<String> {
        let lines = page.lines().skip_while(|line| !line.contains("Residents in the catchments")).skip(1);
        lines
            .take_while(|line| !line.starts_with('#'))
            .filter(|line| line.starts_with('|'))
            .map(str::to_owned)
            .collect()
    };
    assert!(rows(&table).len() > 5);
    assert_eq!(rows(&report), rows(&table));
}

#[test]
fn coverage_as_json() {
    let run =
        Workspace::squareland().run(["coverage", ".", "--scheme", "total", "--source", "frame", "--format", "json"]);
    insta::assert_snapshot!(run.stdout, @r#"
    {
      "coverage": [
        {
          "area": "Squareland",
          "area_code": "total",
          "coverage": 0.65,
          "mid_p": 0.5,
          "not_known": 0,
          "null_high": 0.75,
          "null_low": 0.5,
          "null_missing": null,
          "null_step": 1,
          "p_adjusted": 0.8,
          "p_family": "a test by itself",
          "p_value": 0.8,
          "residents": 4000,
          "residents_covered": 2600,
          "residents_outside_frame": null,
          "scheme": "total",
          "source": "frame",
          "unit_share": 0.6,
          "units": 5,
          "units_responded": 3
        }
      ],
      "notice": null
    }
    "#);
}

#[test]
fn response_and_reconciliation_of_squareland() {
    let workspace = Workspace::squareland().replace("units.csv", ",600,", ",650,");
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    insta::assert_snapshot!(workspace.read("results/reconciliation.csv"), @"
    scheme,area_code,area,frame_residents,census_residents,difference,difference_percent
    total,total,Squareland,4050,4000,50,1.25
    halves,West,West,2000,2000,0,0
    halves,East,East,2050,2000,50,2.5
    region,E1,Northeast,1050,1000,50,5
    region,E2,Southeast,1000,1000,0,0
    region,W1,Northwest,1000,1000,0,0
    region,W2,Southwest,1000,1000,0,0
    ");
    insta::assert_snapshot!(workspace.read("results/response.csv"), @"
    scheme,area_code,area,respondent,partial,refused,nonrespondent,ineligible,unknown,rr1,rr2,rr3,rr4,rr5,rr6,e
    total,total,Squareland,4,0,0,2,0,0,0.666666666667,0.666666666667,0.666666666667,0.666666666667,0.666666666667,0.666666666667,1
    halves,West,West,1,0,0,1,0,0,0.5,0.5,0.5,0.5,0.5,0.5,1
    halves,East,East,3,0,0,1,0,0,0.75,0.75,0.75,0.75,0.75,0.75,1
    region,E1,Northeast,1,0,0,1,0,0,0.5,0.5,0.5,0.5,0.5,0.5,1
    region,E2,Southeast,2,0,0,0,0,0,1,1,1,1,1,1,1
    region,W1,Northwest,1,0,0,0,0,0,1,1,1,1,1,1,1
    region,W2,Southwest,0,0,0,1,0,0,0,0,0,0,0,0,1
    ");
}

#[test]
fn municipalities_of_squareland() {
    let workspace = Workspace::squareland();
    assert_eq!(workspace.run(["run", ".", "-o", "results"]).exit_code, 0);
    let text = workspace.read("results/municipalities.csv");
    insta::assert_snapshot!(text.lines().take(7).collect::<Vec<_>>().join("\n"), @"
    municipality_code,name,region_code,unit_id,share,residents,covered_residents,basis
    E1-1,Square E1-1,E1,C,1,100,100,rule
    E1-2,Square E1-2,E1,C,1,200,200,rule
    E1-3,Square E1-3,E1,D,1,300,0,rule
    E1-4,Square E1-4,E1,C,0.75,300,300,rule
    E1-4,Square E1-4,E1,D,0.25,100,0,rule
    E2-1,Square E2-1,E2,E,1,100,100,rule
    ");
}

#[test]
fn catchments_that_overlap_count_nobody_twice() {
    let workspace = Workspace::squareland()
        .replace("study.toml", "rules =", "overlap = \"allowed\"\nrules =")
        .replace(
            "catchments.csv",
            "A,region,W1,1,whole region\n",
            "A,region,W1,1,whole region\nC,region,W1,0.5,half of it too\n",
        )
        .replace("catchments.csv", "C,region,E1,,", "C,region,E1,1,");
    let run = workspace.run(["coverage", ".", "--scheme", "region", "--source", "census", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    insta::assert_snapshot!(run.stdout, @r#"
    scheme,area_code,area,source,units_responded,units,unit_share,residents_covered,residents,residents_outside_frame,coverage,null_low,null_high,p_value,null_step,not_known,null_missing,mid_p,p_adjusted,p_family
    region,E1,Northeast,census,1,2,0.5,600,1000,0,0.6,0,1,1,1,0,,0.9,1,"the 3 areas of region, source census"
    region,E2,Southeast,census,1,1,1,1000,1000,0,1,0,1,1,1,0,,0.6,1,"the 3 areas of region, source census"
    region,W1,Northwest,census,1,1,1,1000,1000,0,1,,,,,0,overlap,,,
    region,W2,Southwest,census,0,1,0,0,1000,0,0,0,1,0.8,1,0,,0.4,1,"the 3 areas of region, source census"
    "#);
}

#[test]
fn squares_in_no_catchment_are_outside_the_frame_and_stay_in_the_denominator() {
    let workspace = Workspace::squareland().replace(
        "catchments.csv",
        "E,region,E2,1,whole region",
        "E,municipality,E2-1,1,one square",
    );
    let run = workspace.run(["coverage", ".", "--scheme", "region", "--source", "census", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let row = run.stdout.lines().find(|line| line.starts_with("region,E2,")).unwrap();
    assert!(row.starts_with("region,E2,Southeast,census,1,1,1,100,1000,900,0.1,"), "{row}");
    assert!(workspace.run(["check", "."]).stdout.contains("3 municipalities in no catchment"));
}

#[test]
fn a_missing_count_is_named_and_never_zero() {
    let workspace = Workspace::squareland().replace("population.csv", "W1-4,400\n", "");
    let run = workspace.run(["coverage", ".", "--scheme", "region", "--source", "census", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let row = run.stdout.lines().find(|line| line.starts_with("region,W1,")).unwrap();
    assert!(row.starts_with("region,W1,Northwest,census,1,1,1,600,600,0,1,"), "{row}");
    assert!(row.contains(",1,1,,"), "{row}");
    assert!(run.stderr.contains("W1-4"), "{}", run.stderr);
}

#[test]
fn an_italian_study_prints_italian() {
    let workspace = Workspace::squareland().replace("study.toml", "title =", "language = \"it\"\ntitle =");
    let run = workspace.run(["coverage", ".", "--scheme", "halves"]);
    insta::assert_snapshot!(run.stdout.replace('\u{a0}', "~"), @"
    Squareland
    residenti secondo l’indagine, 1° gennaio 2023

    area  unità  copertura  coperti  residenti  95 % per caso      p  p corretto
    West    1/2     50,0~%     1000       2000    0,0–100,0~%  1,000       1,000
    East    2/3     80,0~%     1600       2000   20,0–100,0~%  0,600       0,900

    95 % per caso: intervallo della copertura se lo stesso numero di unità avesse risposto a caso; p: bilaterale, al massimo 0,05 dove la copertura è fuori dall'intervallo; p corretto: su tutte le aree dello schema.
    ");
}

#[test]
fn coverage_as_latex() {
    let run = Workspace::squareland()
        .replace("study.toml", "title = \"Squareland\"", "title = \"Squareland & 100 % of_it\"")
        .run(["coverage", ".", "--scheme", "halves", "--format", "tex"]);
    let text = run.stdout;
    assert!(text.contains("% Squareland \\& 100 \\% of\\_it\n"), "{text}");
    assert!(text.contains("\\begin{table}[htbp]") && text.contains("\\label{tab:coverage}"), "{text}");
    assert!(text.contains("West & 1000 & 2000 & 50.0 & 0.0--100.0 & 1.000 & 1.000 & 1/2 (50.0) \\\\\n"), "{text}");
}

/// A spreadsheet of the study's language opens it, and so does this program.
#[test]
fn csv_for_a_spreadsheet_has_its_marks_and_is_read_again() {
    let codes = |workspace: Workspace| workspace.replace("areas.csv", "Northwest", "=cmd|'/C calc'!A0");
    let workspace = codes(Workspace::squareland());
    let plain = done(workspace.run(["coverage", ".", "--format", "csv", "--quiet"])).stdout;
    let italian = done(workspace.run(["coverage", ".", "--csv", "excel", "--language", "it", "--quiet"])).stdout;
    assert!(italian.starts_with("\u{feff}scheme;area_code;area;") && italian.contains(";0,65;"), "{italian}");
    assert!(italian.ends_with("\r\n") && italian.matches('\n').count() == plain.matches('\n').count(), "{italian}");
    assert!(italian.contains("\"=\"\"=cmd|'/C calc'!A0\"\"\""), "{italian}");
    let english = done(workspace.run(["coverage", ".", "--csv", "excel", "--quiet"])).stdout;
    assert!(english.starts_with("\u{feff}scheme,area_code,area,") && english.contains(",0.65,"), "{english}");
    assert_eq!(done(workspace.run(["coverage", ".", "--csv", "plain", "--quiet"])).stdout, plain);
    let refused = workspace.run(["coverage", ".", "--csv", "excel", "--format", "md"]);
    assert_eq!(refused.exit_code, 2, "{}", refused.stderr);
    // A table draws the same map whichever form it has; codes keep their zeros.
    let own = Workspace::empty();
    let table = |form: &str| {
        let asked =
            ["coverage", "--scheme", "region", "--source", "census", "--csv", form, "--language", "it", "--quiet"];
        done(own.run(asked)).stdout
    };
    let (plain, excel) = (table("plain"), table("excel"));
    assert!(excel.contains(";\"=\"\"01\"\"\";Piemonte;"), "{excel}");
    let own = own.write("plain.csv", plain).write("excel.csv", excel);
    let drawn = |name: &str| {
        own.run(["map", "regions", "--data", name, "--code", "area_code", "--value", "coverage", "--quiet"])
    };
    let values = |svg: &str| -> Vec<String> {
        svg.split("data-value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let (plain, excel) = (drawn("plain.csv"), drawn("excel.csv"));
    assert_eq!((plain.exit_code, excel.exit_code), (0, 0), "{}{}", plain.stderr, excel.stderr);
    assert!(!values(&plain.stdout).is_empty());
    assert_eq!(values(&plain.stdout), values(&excel.stdout));
}
