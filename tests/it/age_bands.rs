//! Residents by bands of age, in columns or in rows, with sexes that must be all that is counted beside them.

use std::fmt::Write as _;

use crate::support::Workspace;
use crate::workbooks::Sheet;

/// Squareland's municipalities with their men, women, and how many of them are below 18.
fn squares() -> Vec<(String, [[u64; 2]; 2])> {
    let square = |region: &str, n: u64| (format!("{region}-{n}"), [[10 * n, 40 * n], [8 * n, 42 * n]]);
    ["W1", "W2", "E1", "E2"].iter().flat_map(|region| (1..=4).map(move |n| square(region, n))).collect()
}

/// A table of one row a municipality; `row` writes men and women below 18 and above.
fn table(header: &str, row: impl Fn([[u64; 2]; 2]) -> String) -> String {
    squares().into_iter().fold(format!("{header}\n"), |mut text, (code, counts)| {
        let _ = writeln!(text, "{code},{}", row(counts));
        text
    })
}

fn with_residents(text: &str) -> Workspace {
    Workspace::squareland().write("population.csv", text).replace(
        "study.toml",
        "file = \"population.csv\"",
        "file = \"population.csv\"\nages = \"18+\"",
    )
}

/// All residents, and those aged 18 and over.
fn read(workspace: &Workspace) -> (u64, u64) {
    let run = workspace.run(["coverage", ".", "--scheme", "total", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let residents = |source: &str| -> u64 {
        let row = run.stdout.lines().find(|line| line.contains(source)).unwrap();
        row.split(',').nth(8).unwrap().parse().unwrap()
    };
    (residents(",census,"), residents(",census_18plus,"))
}

fn refused(text: &str) -> String {
    let run = with_residents(text).run(["coverage", "."]);
    assert_eq!(run.exit_code, 1, "{}", run.stdout);
    run.stderr
}

/// All of the 4,000 residents of Squareland, and those of them aged 18 and over.
const RIGHT: (u64, u64) = (4_000, 3_280);

#[test]
fn two_bands_in_columns() {
    let counts = |[[boys, men], [girls, women]]: [[u64; 2]; 2]| format!("{},{}", boys + girls, men + women);
    for header in [
        "0-17,18+",
        "0-17 anni,18 anni e più",
        "under 18,18 and over",
        "meno di 18,18 e oltre",
        "fino a 17 anni,oltre 17 anni",
        "Y_LT18,Y_GE18",
        "<18,≥18",
    ] {
        assert_eq!(read(&with_residents(&table(&format!("municipality_code,{header}"), counts))), RIGHT, "{header}");
    }
}

#[test]
fn bands_by_sex_in_columns() {
    let counts = |[[boys, men], [girls, women]]: [[u64; 2]; 2]| format!("{boys},{girls},{men},{women}");
    for header in
        ["M 0-17,F 0-17,M 18+,F 18+", "Uomini 0-17 anni,Donne 0-17 anni,Uomini 18 anni e oltre,Donne 18 anni e oltre"]
    {
        assert_eq!(read(&with_residents(&table(&format!("municipality_code,{header}"), counts))), RIGHT, "{header}");
    }
    // The same below merged titles.
    let mut text = "Codice comune|Maschi|<|Femmine|<\n^|0-17|18+|0-17|18+\n".to_owned();
    for (code, [[boys, men], [girls, women]]) in squares() {
        let _ = writeln!(text, "{code}|{boys}|{men}|{girls}|{women}");
    }
    let sheet = Sheet::of(text.trim_end());
    assert_eq!(read(&with_residents(&String::from_utf8(sheet.csv()).unwrap())), RIGHT);
    let workspace = with_residents("").write("t.xlsx", sheet.xlsx()).replace("study.toml", "population.csv", "t.xlsx");
    assert_eq!(read(&workspace), RIGHT);
}

#[test]
fn sexes_and_classes_of_age_in_rows() {
    for (header, [male, female], [young, old], total) in [
        ("municipality_code,Sesso,Classe di età,population", ["Maschi", "Femmine"], ["0-17", "18 e oltre"], None),
        (
            "municipality_code,gender,age group,population",
            ["men", "women"],
            ["under 18", "18+"],
            Some(("total", "total")),
        ),
    ] {
        let mut text = format!("{header}\n");
        for (code, [[boys, men], [girls, women]]) in squares() {
            let mut line = |sex: &str, age: &str, count: u64| {
                let _ = writeln!(text, "{code},{sex},{age},{count}");
            };
            line(male, young, boys);
            line(male, old, men);
            line(female, young, girls);
            line(female, old, women);
            if let Some((both, all)) = total {
                line(both, young, boys + girls);
                line(both, all, boys + girls + men + women);
            }
        }
        assert_eq!(read(&with_residents(&text)), RIGHT, "{header}");
    }
    // Sexes in rows, ages in columns.
    let mut text = "municipality_code,sex,0-17,18+\n".to_owned();
    for (code, [[boys, men], [girls, women]]) in squares() {
        let _ = write!(text, "{code},M,{boys},{men}\n{code},F,{girls},{women}\n");
    }
    assert_eq!(read(&with_residents(&text)), RIGHT);
}

#[test]
fn bands_beside_others_are_added_once() {
    let counts = |[[boys, men], [girls, women]]: [[u64; 2]; 2]| {
        let (young, old) = (boys + girls, men + women);
        format!("{},{young},{old},{},{},{}", young + old, young - 5, old - 10, 15)
    };
    let header = "municipality_code,population,0-17,18+,0-14,15-64,65+";
    assert_eq!(read(&with_residents(&table(header, counts))), RIGHT);
    // Some bands beside all residents are columns like others.
    let text = "municipality_code,population,population_18plus,0-14,65+\n";
    let rows = squares().into_iter().fold(text.to_owned(), |text, (code, [[boys, men], [girls, women]])| {
        text + &format!("{code},{},{},1,1\n", boys + girls + men + women, men + women)
    });
    let workspace = with_residents(&rows);
    assert_eq!(read(&workspace), RIGHT);
    insta::assert_snapshot!(workspace.run(["coverage", "."]).stderr, @"warning: population.csv: columns of ages were not read, for they are not all: the age 15 is missing");
}

#[test]
fn ages_that_leave_somebody_out_are_refused() {
    insta::assert_snapshot!(refused(&table("municipality_code,0-14,65+", |_| "1,2".to_owned())), @"
    error: population.csv: the age 15 is missing
    hint: ages must cover everybody once: single years, or bands that join
    ");
    insta::assert_snapshot!(refused(&table("municipality_code,0-14,15-64", |_| "1,2".to_owned())), @"
    error: population.csv: the ages above 64 are missing
    hint: ages must cover everybody once: single years, or bands that join
    ");
    insta::assert_snapshot!(refused(&table("municipality_code,0-17,15-64,65+", |_| "1,2,3".to_owned())), @"
    error: population.csv: the ages 0-17 and 15-64 overlap
    hint: ages must cover everybody once: single years, or bands that join
    ");
    insta::assert_snapshot!(
        refused("municipality_code,Totale,0-17,18+\nW1-1,100,18,83\nW1-2,200,36,164\n"), @"error: population.csv:2: column municipality_code: W1-1: the ages add up to 101, the total beside them is 100");
}

#[test]
fn men_and_women_are_all_that_is_counted_beside_them() {
    insta::assert_snapshot!(
        refused("municipality_code,Maschi,Femmine,Totale\nW1-1,50,50,100\nW1-2,100,110,200\n"), @"error: population.csv:3: column Totale: men (100) and women (110) are 210, the total beside them is 200");
    insta::assert_snapshot!(
        refused("municipality_code,M 0-17,F 0-17,0-17,18+\nW1-1,9,9,18,82\nW1-2,18,19,36,164\n"), @"error: population.csv:3: column municipality_code: W1-2: of the age 0-17, men (18) and women (19) are 37, the total beside them is 36");
    insta::assert_snapshot!(
        refused("municipality_code,sex,population\nW1-1,M,50\nW1-1,F,50\nW1-1,T,100\nW1-2,M,90\nW1-2,F,100\nW1-2,T,200\n"), @"error: population.csv:7: W1-2: men (90) and women (100) are 190, the total beside them is 200");
    insta::assert_snapshot!(
        refused("Codice comune;Età;Totale maschi;Totale femmine;Totale\nW1-1;0;50;50;100\nW1-1;1;50;51;100\nW1-1;999;100;101;200\n"), @"
    error: population.csv:3: column Totale: men (50) and women (51) are 101, the total beside them is 100
    error: population.csv:4: column Totale: men (100) and women (101) are 201, the total beside them is 200
    ");
}
