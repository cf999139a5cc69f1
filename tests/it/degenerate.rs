//! Frames in which there is little or nothing to compare: every measure says what it is, or why it is not; nothing is NaN or infinite.

use crate::support::Workspace;

/// A study with only a frame; each row is `unit_id,responded,region_code,population,size`.
fn frame(rows: &str) -> Workspace {
    Workspace::empty()
        .write("study.toml", "[frame]\nfile = \"units.csv\"\ncharacteristics = [\"size\"]\n")
        .write("units.csv", format!("unit_id,responded,region_code,population,size\n{rows}"))
}

/// The rows of `bias.csv` that start so, after checking that no cell of any row is NaN or infinite and that what has no value says why.
fn rows(workspace: &Workspace, start: &str) -> Vec<Vec<String>> {
    let run = workspace.run(["bias", ".", "--format", "csv", "--permutations", "99"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    let mut reader = run.stdout.lines();
    let titles: Vec<&str> = reader.next().unwrap().split(',').collect();
    assert_eq!(titles[..4], ["measure", "variable", "level", "estimate"]);
    let mut found = Vec::new();
    for line in reader {
        let cells = cells(line);
        for number in &cells[3..11] {
            assert!(number.is_empty() || number.parse::<f64>().is_ok_and(f64::is_finite), "{line}");
        }
        let nothing = cells[3..11].iter().all(String::is_empty);
        assert!(!nothing || !cells[12].is_empty(), "no value and no reason: {line}");
        if line.starts_with(start) {
            found.push(cells);
        }
    }
    found
}

/// The cells of a line, commas inside quotes kept.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().unwrap().push(other),
        }
    }
    cells
}

#[track_caller]
fn note(workspace: &Workspace, start: &str, expected: &str) {
    let found = rows(workspace, start);
    assert!(!found.is_empty(), "no row {start}");
    for row in found {
        assert!(row[12].contains(expected), "{start}: {:?}", row[12]);
    }
}

#[test]
fn nobody_or_everybody_answered() {
    let nobody = frame("a,0,01,100,3\nb,0,02,200,4\nc,0,02,300,5\n");
    note(&nobody, "freeman_halton,region,", "not applicable: nobody answered");
    note(&nobody, "mann_whitney,population,", "not applicable: fewer than two units in a group");
    note(&nobody, "dissimilarity,region,", "not applicable: nobody or everybody is covered");
    let everybody = frame("a,1,01,100,3\nb,1,02,200,4\nc,1,02,300,5\n");
    note(&everybody, "freeman_halton,region,", "not applicable: everybody answered");
    note(&everybody, "level_response,region,", "not applicable: everybody answered");
    note(&everybody, "mean,size,nonrespondents", "not applicable: no units in the group");
}

#[test]
fn one_unit_and_one_category() {
    note(&frame("a,1,01,100,3\n"), "smd,population,", "not applicable: fewer than two units in a group");
    let one_region = frame("a,1,01,100,3\nb,0,01,200,3\nc,1,01,300,3\n");
    note(&one_region, "freeman_halton,region,", "not applicable: all units are in one category");
    note(&one_region, "smd,size,", "not applicable");
}

#[test]
fn constant_sizes_and_zero_residents() {
    let constant = frame("a,1,01,100,3\nb,0,02,100,3\nc,1,02,100,3\nd,0,01,100,3\n");
    let ranks = rows(&constant, "mann_whitney,population,").remove(0);
    assert_eq!((ranks[3].as_str(), ranks[7].as_str()), ("2", "1"), "nothing differs");
    note(&constant, "smd,population,", "not applicable: no value varies inside the groups");
    let empty = frame("a,1,01,0,3\nb,0,02,0,4\nc,1,02,0,3\nd,0,01,0,5\n");
    note(&empty, "dissimilarity,region,", "not applicable: nobody or everybody is covered");
    assert!(rows(&empty, "area_coverage,region,").is_empty(), "no residents, no coverage");
}

#[test]
fn a_category_that_separates_and_a_stratum_without_respondents() {
    let separated = frame("a,1,01,100,x\nb,1,01,200,x\nc,0,02,300,y\nd,0,02,400,y\n");
    note(&separated, "smd_category,region,", "infinite: the groups have no category in common");
    note(&separated, "smd_level,size,x", "infinite: one group has all of it, the other none");
    note(&separated, "level_response,size,y", "a level without respondents");
}
