//! Residents in the layouts that ISTAT publishes: recognised, said, and totals never counted with their parts.

use std::fmt::Write as _;

use bacino::input::embedded::italy::italy;
use bacino::input::figures::counts::PopulationOptions;
use bacino::input::figures::population::read_population;
use bacino::input::file::bytes::{InputFile, fingerprint};
use bacino::input::problem::remark::Read;
use bacino::model::place::code::CodingScheme;
use bacino::model::place::population::Population;

use crate::support::Workspace;

/// Adds a formatted line to a text.
macro_rules! line {
    ($text:expr, $($format:tt)*) => {
        let _ = writeln!($text, $($format)*);
    };
}

/// The lines of a text that are kept.
fn lines(text: &str, keep: impl Fn(&str) -> bool) -> String {
    text.split_inclusive('\n').filter(|line| keep(line)).collect()
}

/// Squareland's municipalities with their residents: a hundredth of them is of each age from 0 to 99.
fn squares() -> Vec<(String, u64)> {
    let squares = |region: &str| [100, 200, 300, 400].map(|n| (format!("{region}-{}", n / 100), n));
    ["W1", "W2", "E1", "E2"].iter().flat_map(|region| squares(region)).collect()
}

/// Men, women of one age.
fn halves(residents: u64, age: u64) -> (u64, u64) {
    let of_age = if age < 100 { residents / 100 } else { 0 };
    (of_age / 2, of_age - of_age / 2)
}

/// *Popolazione residente per età e sesso*, as demo.istat.it gives it: a title, ages 0 to 100, 999 for all, a note.
fn posas() -> String {
    let mut text = "Popolazione residente al 1° gennaio 2023 per età, sesso e stato civile\n\
                    \"Codice comune\";\"Comune\";\"Età\";\"Totale maschi\";\"Totale femmine\";\"Totale\"\n"
        .to_owned();
    for (code, residents) in squares() {
        for age in 0..=100 {
            let (men, women) = halves(residents, age);
            line!(text, "\"{code}\";\"Square {code}\";{age};{men};{women};{}", men + women);
        }
        let men: u64 = (0..100).map(|age| halves(residents, age).0).sum();
        line!(text, "\"{code}\";\"Square {code}\";999;{men};{};{residents}", residents - men);
    }
    text + "Nota: l'età 100 comprende chi ha più di cento anni\n"
}

/// An export of I.Stat: codes and labels of every dimension, totals of sex and age, broader areas, two years.
fn istat() -> String {
    let mut text = "\"ITTER107\",\"Territorio\",\"TIPO_DATO15\",\"Tipo di indicatore demografico\",\"SEXISTAT1\",\"Sesso\",\"ETA1\",\"Età\",\
                    \"STATCIV2\",\"Stato civile\",\"TIME\",\"Seleziona periodo\",\"Value\",\"Flag Codes\",\"Flags\"\n"
        .to_owned();
    let mut row = |code: &str, sex: &str, age: &str, year: u64, value: u64| {
        line!(
            text,
            "\"{code}\",\"x\",\"JAN\",\"popolazione al 1º gennaio\",\"{sex}\",\"x\",\"{age}\",\"x\",\"99\",\"totale\",\"{year}\",\"{year}\",{value},,"
        );
    };
    for (code, residents) in squares() {
        for year in [2022, 2023] {
            let more = 2023 - year;
            for age in 0..=100 {
                let (men, women) = halves(residents, age);
                let name = if age < 100 { format!("Y{age}") } else { "Y_GE100".to_owned() };
                row(&code, "1", &name, year, men + more);
                row(&code, "2", &name, year, women + more);
                row(&code, "9", &name, year, men + women + 2 * more);
            }
            row(&code, "9", "TOTAL", year, residents + 202 * more);
        }
    }
    row("W1", "9", "TOTAL", 2023, 1_000);
    text
}

/// One row a municipality, one column an age and sex.
fn wide() -> String {
    let ages: Vec<String> =
        (0..=100).flat_map(|age| [format!("{age}_M"), format!("{age}_F"), age.to_string()]).collect();
    let mut text = format!("municipality_code,{},Totale\n", ages.join(","));
    for (code, residents) in squares() {
        let cells: Vec<String> = (0..=100)
            .map(|age| halves(residents, age))
            .flat_map(|(men, women)| [men.to_string(), women.to_string(), (men + women).to_string()])
            .collect();
        line!(text, "{code},{},{residents}", cells.join(","));
    }
    text
}

/// Squareland with residents in another layout.
fn with_residents(text: &str) -> Workspace {
    Workspace::squareland().write("population.csv", text).replace(
        "study.toml",
        "file = \"population.csv\"",
        "file = \"population.csv\"\nages = \"18+\"",
    )
}

/// All residents, residents aged 18 and over, and what was said.
fn read(text: &str) -> (u64, u64, String) {
    let workspace = with_residents(text);
    let run = workspace.run(["coverage", ".", "--scheme", "total", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let residents = |source: &str| -> u64 {
        let row = run.stdout.lines().find(|line| line.contains(source)).unwrap();
        row.split(',').nth(8).unwrap().parse().unwrap()
    };
    (residents(",census,"), residents(",census_18plus,"), run.stderr)
}

#[test]
fn ages_in_rows_with_a_total_of_999() {
    let (all, adults, said) = read(&posas());
    assert_eq!((all, adults), (4_000, 3_280));
    insta::assert_snapshot!(said, @r#"
    warning: population.csv: the header was found on line 2; 1 row above it left out: "Popolazione residente al 1° gennaio 2023 per età, sesso e stato civile"
    warning: population.csv: 1 row of notes below the table left out: "Nota: l'età 100 comprende chi ha più di cento anni"
    warning: population.csv: residents by single years of age in rows, 0 to 100: codes from "Codice comune", counts from "Totale"; totals were not counted with their parts; residents aged 18 and over were added up
    "#);
}

#[test]
fn an_export_with_totals_of_every_dimension() {
    let (all, adults, said) = read(&istat());
    assert_eq!((all, adults), (4_000, 3_280));
    insta::assert_snapshot!(said, @r#"
    warning: population.csv: column TIME: of 2 periods 2023 was read, the year of the study
    warning: population.csv: residents by single years of age in rows, 0 to 100+: codes from "ITTER107", counts from "Value"; totals were not counted with their parts; residents aged 18 and over were added up
    warning: population.csv: totals of 1 broader area skipped: "W1"
    "#);
}

#[test]
fn the_same_export_without_totals_of_sex() {
    let without: String = lines(&istat(), |line| !line.contains(",\"9\",\"x\",\"Y"));
    assert_eq!(read(&without).0, 4_000);
    assert_eq!(read(&without).1, 3_280);
}

#[test]
fn ages_in_columns_by_sex_and_together() {
    let (all, adults, said) = read(&wide());
    assert_eq!((all, adults), (4_000, 3_280));
    insta::assert_snapshot!(said, @r#"warning: population.csv: residents by single years of age in columns, 0 to 100: codes from "municipality_code", counts from "Totale"; totals were not counted with their parts; residents aged 18 and over were added up"#);
}

/// The errors of a table of residents.
fn refused(text: &str) -> String {
    let run = with_residents(text).run(["coverage", "."]);
    assert_eq!((run.exit_code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
    run.stderr
}

#[test]
fn ages_that_do_not_add_up_are_errors() {
    let posas = posas();
    insta::assert_snapshot!(refused(&posas.replacen("\"W1-2\";\"Square W1-2\";57;1;1;2", "\"W1-2\";\"Square W1-2\";57;1;1;3", 1)), @"
    error: population.csv:162: column Totale: men (1) and women (1) are 2, the total beside them is 3
    error: population.csv:105: column Codice comune: W1-2: the ages add up to 201, the total beside them is 200
    ");
    insta::assert_snapshot!(refused(&posas.replacen("\"W1-2\";\"Square W1-2\";57;1;1;2", "", 1)), @"error: population.csv:105: column Codice comune: W1-2: the ages add up to 198, the total beside them is 200; missing: 57");
    insta::assert_snapshot!(refused(&posas.replacen("W1-2\";57;1;1;2", "W1-2\";56;1;1;2", 1)), @r#"
    error: population.csv:162: the age 56 of "W1-2" stands on line 161 already
    error: population.csv:105: column Codice comune: W1-2: the ages add up to 198, the total beside them is 200; missing: 57
    "#);
    insta::assert_snapshot!(refused(&posas.replacen("W1-2\";57;1;1;2", "W1-2\";old;1;1;2", 1)), @r#"
    error: population.csv:162: column Età: expected an age such as 17, 100+ or Totale, found "old"
    error: population.csv:105: column Codice comune: W1-2: the ages add up to 198, the total beside them is 200; missing: 57
    "#);
    let without_totals: String = lines(&posas, |line| !line.contains(";999;"));
    assert_eq!(read(&without_totals).0, 4_000);
    insta::assert_snapshot!(refused(&without_totals.replacen("\"W1-2\";\"Square W1-2\";57;1;1;2", "", 1)), @"error: population.csv:104: column Codice comune: W1-2: 1 age missing: 57");
    let bands = "municipality_code,age,population\nW1-1,0-14,20\nW1-1,15-64,60\nW1-1,65+,20\nW1-1,60-70,70\n";
    insta::assert_snapshot!(refused(bands), @"
    error: population.csv: the ages 15-64 and 60-70 overlap
    hint: ages must cover everybody once: single years, or bands that join
    ");
}

#[test]
fn periods_and_parts_are_never_guessed() {
    insta::assert_snapshot!(refused(&istat().replace("\"2023\"", "\"2021\"")), @r#"
    error: population.csv: column TIME: the table has 2 periods: 2021 and 2022
    hint: say which one under [population], such as period = "2022"
    "#);
    let chosen = with_residents(&istat().replace("\"2023\"", "\"2021\"")).replace(
        "study.toml",
        "ages =",
        "period = \"2021\"\nages =",
    );
    assert_eq!(chosen.run(["coverage", "."]).exit_code, 0);
    insta::assert_snapshot!(refused(&istat().replacen("\"99\"", "\"2\"", 1).replace("\"99\"", "\"1\"")), @"
    error: population.csv: column STATCIV2: expected one value or a total among them, found 2: 1 and 2
    hint: keep the rows of one of them in the table
    ");
}

/// Residents of Italian places, read from a small table.
fn italian(text: &str) -> Read<Population> {
    let file =
        InputFile { name: "p.csv".to_owned(), bytes: text.into(), source: fingerprint("p.csv", &[]), sheet: None };
    read_population(&file, &italy().territory, &PopulationOptions::default()).unwrap()
}

#[test]
fn totals_of_provinces_regions_and_the_country_are_left_out() {
    let sdmx = "DATAFLOW,FREQ,REF_AREA,DATA_TYPE,SEX,AGE,MARITAL_STATUS,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n\
                IT1:22_289(1.0),A,IT,JAN,9,TOTAL,99,2023,58997201,\n\
                IT1:22_289(1.0),A,ITC,JAN,9,TOTAL,99,2023,15858626,\n\
                IT1:22_289(1.0),A,ITC1,JAN,9,TOTAL,99,2023,4251351,\n\
                IT1:22_289(1.0),A,ITC11,JAN,9,TOTAL,99,2023,2204837,\n\
                IT1:22_289(1.0),A,001001,JAN,9,TOTAL,99,2023,2500,\n\
                IT1:22_289(1.0),A,001272,JAN,9,TOTAL,99,2023,840000,\n";
    let offices = "Codice,Comune,Popolazione\n1001,Agliè,\"2.500\"\n1272,Torino,\"840.000\"\n001,Provincia di Torino,\"2.204.837\"\n01,Piemonte,\"4.251.351\"\n";
    let offices = offices.replacen("Codice", "PRO_COM", 1);
    for text in [sdmx, offices.as_str()] {
        let read = italian(text);
        let territory = italy().territory;
        let of = |code: &str| {
            let code = CodingScheme::Istat.parse("municipality", code).unwrap();
            read.value.all[territory.find_place(&code).unwrap().index()].map(|count| count.0)
        };
        assert_eq!((of("001001"), of("001272"), of("001002")), (Some(2_500), Some(840_000), None));
        assert_eq!(read.value.all.iter().flatten().map(|count| count.0).sum::<u64>(), 842_500);
        assert!(read.warnings.iter().any(|said| said.message.starts_with("totals of ")), "{:?}", read.warnings);
    }
}
