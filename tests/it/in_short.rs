//! The ten sentences that `bacino bias` begins with: as they stand for whole studies in both languages, and the rule of each.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::Workspace;

const STUDY: &str =
    "language = \"en\"\ntitle = \"Clinics\"\n[frame]\nfile = \"units.csv\"\ncharacteristics = [\"ward\"]\n";
const ANSWERS: &str = "[answers]\nfile = \"answers.csv\"\n[[question]]\nname = \"peer\"\noptions = { yes = [\"1\"], no = [\"0\"] }\n[[question]]\nname = \"beds\"\nkind = \"number\"\n";

/// Regions with their units and how many of them answered: one that answered more than chance explains, one less, one not at all.
const UNEVEN: [(&str, usize, usize); 4] = [("01", 14, 14), ("15", 12, 1), ("03", 8, 5), ("17", 3, 0)];
/// Regions that answered alike.
const EVEN: [(&str, usize, usize); 3] = [("01", 12, 6), ("15", 12, 6), ("03", 12, 6)];

/// A study of regions; `residents` says how many a unit serves, by its number and by whether it answered.
fn study(regions: &[(&str, usize, usize)], residents: impl Fn(usize, bool) -> usize) -> Workspace {
    let mut units = "unit_id,region_code,population,ward,responded\n".to_owned();
    let mut number = 0;
    for (region, n, answered) in regions {
        for unit in 0..*n {
            let answered = unit < *answered;
            let ward = if number % 3 == 0 { "open" } else { "closed" };
            let _ =
                writeln!(units, "U{number:02},{region},{},{ward},{}", residents(number, answered), u8::from(answered));
            number += 1;
        }
    }
    Workspace::empty().write("study.toml", STUDY).write("units.csv", units)
}

fn alike(number: usize, _: bool) -> usize {
    10_000 + number * 7_919 % 5_000
}

fn larger(number: usize, answered: bool) -> usize {
    alike(number, answered) + if answered { 4_000 } else { 0 }
}

/// With answers of those that answered, every second of which is yes.
fn with_answers(workspace: Workspace) -> Workspace {
    let mut answers = "unit_id,peer,beds\n".to_owned();
    for (number, line) in workspace.read("units.csv").lines().skip(1).enumerate() {
        if line.ends_with(",1") {
            let _ = writeln!(answers, "U{number:02},{},{}", number % 2, 5 + number);
        }
    }
    workspace.write("study.toml", format!("{STUDY}{ANSWERS}")).write("answers.csv", answers)
}

/// The sentences of a study, each on a line of its own as it is printed.
fn in_short(workspace: &Workspace, more: &[&str]) -> String {
    let run = workspace.run(["bias"].iter().chain(more).chain(&["--permutations", "99", "--quiet"]).copied());
    assert_eq!(run.exit_code, 0, "{}", run.stderr);
    run.stdout.split("\n\n").nth(2).unwrap().trim_end().to_owned() + "\n"
}

/// The same as one text in which lines are not broken, with plain spaces.
fn plainly(workspace: &Workspace) -> String {
    let text = in_short(workspace, &["."]).replace(['\u{a0}', '\u{202f}'], " ");
    assert!(text.lines().filter(|line| line.starts_with("- ")).count() <= 10, "{text}");
    text.replace("\n  ", " ")
}

/// The sentences as they are kept in `tests/fixtures/in-short`; new ones are written beside the build.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "a test may fail without a path")]
fn assert_as_kept(found: &[(String, String)]) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/in-short");
    let new = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, text) in found {
        std::fs::write(new.join(name), text).unwrap();
    }
    for (name, text) in found {
        let kept = std::fs::read_to_string(kept.join(name)).unwrap_or_default();
        assert_eq!(*text, kept, "{name} differs from {}", new.join(name).display());
    }
}

/// The sentences of a study in both languages.
fn in_both_languages(name: &str, workspace: Workspace) -> [(String, String); 2] {
    let english = in_short(&workspace, &["."]);
    let italian = workspace.replace("study.toml", "language = \"en\"", "language = \"it\"");
    [(format!("{name}.en.txt"), english), (format!("{name}.it.txt"), in_short(&italian, &["."]))]
}

#[test]
fn the_reference_study_is_told_in_short_in_both_languages() {
    let workspace = Workspace::empty();
    assert_eq!(workspace.run(["init", ".", "--from", "reference", "--quiet"]).exit_code, 0);
    assert_as_kept(&in_both_languages("reference", workspace));
}

#[test]
fn an_uneven_study_with_an_empty_area_and_one_that_nobody_answered_are_told_in_both_languages() {
    let nobody: Vec<_> = UNEVEN.iter().map(|(region, n, _)| (*region, *n, 0)).collect();
    let uneven = in_both_languages("uneven", with_answers(study(&UNEVEN, larger)));
    let nobody = in_both_languages("nobody", study(&nobody, alike));
    assert_as_kept(&[uneven, nobody].concat());
}

#[test]
fn areas_are_uneven_by_their_adjusted_p_alone() {
    let uneven = plainly(&study(&UNEVEN, alike));
    assert!(uneven.contains("more units than chance explains answered in Piemonte (14/14, 100.0 %, p "), "{uneven}");
    assert!(uneven.contains("fewer in Campania (1/12, 8.3 %, p "), "{uneven}");
    let even = plainly(&study(&EVEN, alike));
    assert!(
        even.contains("No single area of “region” can be told from chance by its response (smallest p = 1.000"),
        "{even}"
    );
    assert!(even.contains("; in the largest, "), "{even}");
    // 9 of 11 units of a region answered: by itself p is .023, but there are twenty regions.
    let reference = in_short(&Workspace::empty(), &[]);
    assert!(!reference.contains("Veneto"), "{reference}");
}

#[test]
fn sizes_differ_by_their_adjusted_p_with_direction() {
    let smaller = |number: usize, answered: bool| larger(number, !answered);
    let told = plainly(&study(&EVEN, larger));
    assert!(told.contains("Respondents tend to have larger catchments than the others: on average "), "{told}");
    assert!(told.contains("residents (n = 18) against "), "{told}");
    assert!(plainly(&study(&EVEN, smaller)).contains("Respondents tend to have smaller catchments"));
    let told = plainly(&study(&EVEN, alike));
    assert!(
        told.contains("That respondents' catchments are of another size cannot be told from chance (adjusted p"),
        "{told}"
    );
    assert!(told.contains(" would often have gone unseen."), "{told}");
}

#[test]
fn other_characteristics_are_named_when_they_differ_and_when_they_do_not() {
    let told = plainly(&study(&EVEN, alike));
    assert!(
        told.contains("In the other characteristics compared (ward) respondents cannot be told from the others"),
        "{told}"
    );
    let mut units = "unit_id,ward,responded\n".to_owned();
    for unit in 0..30 {
        let _ = writeln!(
            units,
            "U{unit},{},{}",
            if unit < 15 { "open" } else { "closed" },
            u8::from(unit < 14 || unit == 20)
        );
    }
    let told = plainly(&Workspace::empty().write("study.toml", STUDY).write("units.csv", units));
    assert!(
        told.contains("Of the one other characteristic compared, respondents differ in ward (V = 0.867, p <"),
        "{told}"
    );
    assert!(!told.contains("area"), "a study without areas says nothing of any: {told}");
}

#[test]
fn propensities_have_a_limit_or_a_reason() {
    let told = plainly(&study(&UNEVEN, larger));
    assert!(told.contains("and may be as low as ") && told.contains("; random response would give "), "{told}");
    assert!(told.contains("an unweighted share may be off by up to "), "{told}");
    let units = "unit_id,responded\nA,1\nB,0\nC,1\n";
    let told =
        plainly(&Workspace::empty().write("study.toml", "[frame]\nfile = \"units.csv\"\n").write("units.csv", units));
    assert!(
        told.contains("How unequal response was could not be estimated: no variable is known for the units."),
        "{told}"
    );
}

#[test]
fn areas_without_respondents_and_small_ones_are_told() {
    let told = plainly(&study(&UNEVEN, alike));
    assert!(
        told.contains(
            "Of areas without respondents no answer is known: Basilicata (0/3); 1 more of the 4 regions has fewer"
        ),
        "{told}"
    );
    let told = plainly(&study(&[("01", 12, 6), ("15", 12, 6), ("17", 12, 0)], alike));
    assert!(told.contains("Of areas without respondents no answer is known: Basilicata (0/12)."), "{told}");
    let told = plainly(&study(&[("01", 12, 6), ("15", 12, 6), ("17", 4, 2)], alike));
    assert!(told.contains("Little is known of small areas: 1 of the 3 regions"), "{told}");
    let told = plainly(&study(&EVEN, alike));
    assert!(!told.contains("is known of"), "{told}");
}

#[test]
fn what_the_others_could_have_said_is_told_with_its_width() {
    let told = plainly(&study(&EVEN, alike));
    assert!(told.contains("Without assumptions about the 18 of 36 units that did not answer, any share of units is known to within 50.0 percentage points; the study has no table of answers."), "{told}");
    let told = plainly(&with_answers(study(&EVEN, alike)));
    assert!(told.contains("each of the 2 shares of all units is known to within 50.0 percentage points."), "{told}");
    let all: Vec<_> = EVEN.iter().map(|(region, n, _)| (*region, *n, *n)).collect();
    let told = plainly(&study(&all, alike));
    assert!(told.starts_with("- Every unit answered (36/36, 100.0 %), so there is no non-response"), "{told}");
    assert!(!told.contains("Without assumptions"), "{told}");
}

#[test]
fn the_most_fragile_claim_is_told_or_that_all_hold() {
    let told = plainly(&with_answers(study(&EVEN, alike)));
    assert!(told.contains("No share with a claim (of 2) stays on its side of it whatever the others would have said; the most fragile is peer, yes (9/18, 50.0 %): the frame is at 50.0 % if the others are at 50.0 %."), "{told}");
    // Of 36 units 35 answered, 17 of them yes: one more cannot make a half of them.
    let claimed = ANSWERS.replace("name = \"peer\"\n", "name = \"peer\"\nclaim = 0.7\n");
    let most = with_answers(study(&[("01", 12, 12), ("15", 12, 12), ("03", 12, 11)], alike));
    let told = plainly(&most.write("study.toml", format!("{STUDY}{claimed}")));
    assert!(
        told.contains("Whatever the others would have said, all 2 shares with a claim stay on the same side of it."),
        "{told}"
    );
}

#[test]
fn weights_are_told_with_their_cost_or_why_there_are_none() {
    let told = plainly(&study(&[("01", 14, 10), ("15", 12, 6), ("03", 10, 4)], alike));
    assert!(told.contains("Results stand unweighted and with weights (post-stratified"), "{told}");
    assert!(told.contains("so that the 20 respondents are as precise as 1"), "{told}");
    let told = plainly(&study(&[("01", 14, 10), ("03", 10, 4), ("15", 12, 0)], alike));
    assert!(told.contains("No weights were made: "), "{told}");
    assert!(!plainly(&study(&[("01", 14, 0), ("15", 12, 0)], alike)).contains("eights"));
}

#[test]
fn everything_else_stands_behind_all_and_each_form_tells_the_same() {
    let workspace = with_answers(study(&EVEN, larger));
    let of = |more: &[&str]| {
        let run = workspace.run(["bias", ".", "--permutations", "99", "--quiet"].iter().chain(more).copied());
        assert_eq!(run.exit_code, 0, "{}", run.stderr);
        run.stdout
    };
    let (brief, all) = (of(&[]), of(&["--all"]));
    assert!(
        brief.contains("\nIs response even over areas?\n") && brief.contains("\nWhat do weights cost?\n"),
        "{brief}"
    );
    assert!(brief.contains("See “Are respondents' catchments of another size?”."), "{brief}");
    assert!(!brief.contains("Hodges–Lehmann") && all.contains("Hodges–Lehmann"), "{all}");
    assert!(!brief.contains("dissimilarity of units") && all.contains("dissimilarity of units"), "{all}");
    // Every line of the short form is in the long one, but for answers that point to a table.
    let missing = brief.lines().filter(|line| !all.contains(line) && !line.contains("See “"));
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
    let (markdown, latex) = (of(&["--format", "md"]), of(&["--format", "tex"]));
    assert!(markdown.contains("\n## In short\n\n- 18 of 36 units answered (50.0"), "{markdown}");
    assert!(markdown.contains("\n## Tables of the report\n") && markdown.contains("\n### Table 1. "), "{markdown}");
    assert!(latex.starts_with("% \\usepackage{array,booktabs,graphicx,longtable}\n\n\\section*{Clinics}\n"), "{latex}");
    assert!(
        latex.contains("\\subsection*{In short}\n\n\\begin{itemize}\n\\item 18 of 36 units answered (50.0~\\%"),
        "{latex}"
    );
    assert!(
        latex.contains("\\subsection*{Tables of the report}") && latex.contains("\\label{tab:response}"),
        "{latex}"
    );
    assert_eq!(latex.matches("\\begin{").count(), latex.matches("\\end{").count());
    assert_eq!(latex.matches('{').count(), latex.matches('}').count());
}
