//! A file's own titles, `columns = {…}`, under every section of a study.

use crate::support::Workspace;

/// Squareland with answers.
fn with_answers() -> Workspace {
    Workspace::squareland()
        .replace("study.toml", "[frame]\n", "[answers]\nfile = \"answers.csv\"\n\n[frame]\n")
        .write("answers.csv", "unit_id,peer\nA,yes\nC,no\nE,yes\nH,yes\n")
}

/// The same with another header of one table, and what the study says of it.
fn retitled(workspace: Workspace, table: &str, header: &str, key: &str, columns: &str) -> Workspace {
    let text = workspace.read(table);
    let rows = text.split_once('\n').unwrap().1;
    let file = format!("{key} = \"{table}\"");
    workspace.write(table, format!("{header}\n{rows}")).replace("study.toml", &file, &format!("{file}\n{columns}"))
}

fn coverage(workspace: &Workspace) -> String {
    let run = workspace.run(["coverage", ".", "--format", "csv"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout
}

fn outcomes(workspace: &Workspace) -> String {
    let run = workspace.run(["run", ".", "-o", "results", "--quiet"]);
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    workspace.read("results/outcomes.csv")
}

#[test]
fn every_section_takes_titles_of_the_files_own() {
    let plain = coverage(&with_answers());
    let own = [
        (
            "units.csv",
            "Codice,Nome,Regione,Tipo,Esito,Abitanti,Note",
            "file",
            "columns = { unit_id = \"Codice\", name = \"Nome\", region_code = \"Regione\", kind = \"Tipo\", responded = \"Esito\", population = \"Abitanti\", note = \"Note\" }",
        ),
        (
            "catchments.csv",
            "Unità,Livello,Luogo,Quota,Fonte",
            "rules",
            "columns = { unit_id = \"Unità\", level = \"Livello\", code = \"Luogo\", share = \"Quota\", basis = \"fonte\" }",
        ),
        (
            "areas.csv",
            "Livello,Codice,Nome,Sopra",
            "file",
            "columns = { level = \"Livello\", code = \"Codice\", name = \"Nome\", parent = \"Sopra\" }",
        ),
        (
            "population.csv",
            "Comune,Abitanti al 1° gennaio",
            "file",
            "columns = { municipality_code = \"Comune\", population = \"Abitanti al 1° gennaio\" }",
        ),
        ("answers.csv", "Codice,peer", "file", "columns = { unit_id = \"Codice\" }"),
    ];
    let mut all = with_answers();
    for (table, header, key, columns) in own {
        assert_eq!(coverage(&retitled(with_answers(), table, header, key, columns)), plain, "{table}");
        all = retitled(all, table, header, key, columns);
    }
    assert_eq!(outcomes(&all), outcomes(&with_answers()));
}

#[test]
fn a_title_that_the_table_lacks_is_said_with_the_name_on_the_left() {
    let said = |table: &str, header: &str, key: &str, columns: &str| {
        retitled(with_answers(), table, header, key, columns).run(["coverage", "."]).stderr
    };
    insta::assert_snapshot!(
        said("units.csv", "Codice,n,region_code,kind,responded,population,note", "file", "columns = { unit_id = \"Codici\" }"),
        @r#"
    error: units.csv:1: no column "Codici"
    hint: did you mean "Codice"? then write columns = { unit_id = "Codice" }
    "#);
    insta::assert_snapshot!(
        said("catchments.csv", "Unità,level,code,share,basis", "rules", "overlap = \"error\""), @r#"
    error: catchments.csv:1: no column "unit_id"
    hint: the columns are Unità, level, code, share, basis; another title is mapped by columns = { unit_id = "…" }
    "#);
    insta::assert_snapshot!(
        said("catchments.csv", "unit_id,level,code,share,basis", "rules", "columns = { share = \"Parte\" }"), @r#"
    error: catchments.csv:1: no column "Parte"
    hint: the columns are unit_id, level, code, share, basis; another title is mapped by columns = { share = "…" }
    "#);
    insta::assert_snapshot!(
        said("population.csv", "municipality_code,population", "file", "columns = { population_18plus = \"Adulti\" }"), @r#"
    error: population.csv:1: no column "Adulti"
    hint: the columns are municipality_code, population; another title is mapped by columns = { population_18plus = "…" }
    "#);
    insta::assert_snapshot!(
        said("areas.csv", "level,codice,name,parent", "file", "columns = { region_code = \"codice\" }"), @r#"
    error: study.toml:7: unknown key "territory.columns.region_code"
    hint: the keys here are level, code, name, parent
    error: areas.csv:1: no column "code"
    hint: the columns are level, codice, name, parent; another title is mapped by columns = { code = "…" }
    "#);
    insta::assert_snapshot!(
        said("answers.csv", "Unit,peer", "file", "unit_id = \"Unit\"\ncolumns = { unit_id = \"Codice\" }"), @r#"
    error: study.toml:11: answers: both "unit_id" and "columns.unit_id" name a column
    hint: keep one of them
    "#);
}
