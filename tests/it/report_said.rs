//! What a report says in sentences: each rule where it holds and where it does not, in both languages, of studies that lack one thing or
//! the other.

use std::fmt::Write as _;
use std::sync::LazyLock;

use bacino::atlas::ask::reader::Reader;
use bacino::atlas::chart::draw::StudyCharts;
use bacino::atlas::report::document::document_of;
use bacino::input::study::source::StudySource;
use bacino::model::base::language::Language;
use bacino::render::document::content::{Block, Document, Figures, KeyNumber, Opening, PartName, Verdict};
use bacino::study::open::open_study_for;

use crate::support::{Workspace, done};

fn document(source: &StudySource, language: Language) -> Document {
    document_for(source, Reader { language: Some(language), internal: false })
}

fn document_for(source: &StudySource, reader: Reader) -> Document {
    let opened = open_study_for(source, reader.internal, reader.language).unwrap();
    document_of(&opened, &StudyCharts::of(&opened).unwrap(), reader, Figures::None, false).unwrap()
}

fn english(workspace: &Workspace) -> Document {
    document(&StudySource::Path(workspace.path("study.toml")), Language::English)
}

fn italian(workspace: &Workspace) -> Document {
    document(&StudySource::Path(workspace.path("study.toml")), Language::Italian)
}

static REFERENCE: LazyLock<[Document; 2]> = LazyLock::new(|| {
    [Language::English, Language::Italian].map(|language| document(&StudySource::Reference, language))
});

fn opening(document: &Document) -> &Opening {
    document.opening.as_ref().unwrap()
}

/// The paragraph of a title, whatever spaces it has.
fn paragraph(document: &Document, title: &str) -> Option<String> {
    let blocks = document.parts.iter().flat_map(|part| &part.blocks);
    let mut paragraphs = blocks.filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::List(_) | Block::Figure(_) | Block::Table(_) => None,
    });
    let found = paragraphs.find(|paragraph| paragraph.title.as_deref() == Some(title))?;
    Some(spaced(&found.text))
}

fn said(document: &Document, title: &str) -> String {
    paragraph(document, title).unwrap_or_else(|| panic!("no paragraph {title}"))
}

/// With every space an ordinary one.
fn spaced(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn references(document: &Document) -> Vec<String> {
    let part = document.parts.iter().find(|part| part.name == PartName::Methods).unwrap();
    let lists = part.blocks.iter().filter_map(|block| match block {
        Block::List(lines) => Some(lines.clone()),
        Block::Paragraph(_) | Block::Figure(_) | Block::Table(_) => None,
    });
    lists.flatten().collect()
}

/// Every text that is a sentence.
fn sentences(document: &Document) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(Opening { headline, lead, numbers, said, unsaid, .. }) = &document.opening {
        all.push(headline.clone());
        all.extend(lead.clone());
        for KeyNumber { value, told, beside } in numbers {
            all.extend([value.clone(), told.clone()]);
            all.extend(beside.clone());
        }
        for Verdict { sentence, reason, .. } in said.iter().chain(unsaid) {
            all.extend([sentence.clone(), reason.clone()]);
        }
    }
    for block in document.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            Block::Paragraph(paragraph) => all.push(paragraph.text.clone()),
            Block::List(_) | Block::Figure(_) | Block::Table(_) => {}
        }
    }
    all
}

fn numbers(document: &Document) -> Vec<String> {
    opening(document).numbers.iter().map(|number| spaced(&number.value)).collect()
}

fn verdicts(list: &[Verdict]) -> Vec<String> {
    list.iter().map(|verdict| spaced(&format!("{} ({})", verdict.sentence, verdict.reason))).collect()
}

/// A frame of `n` units, of which the first `answers` answered one question, the first `yes` of them with yes.
fn asked(n: usize, answers: usize, yes: usize, further: &str) -> Workspace {
    let (mut units, mut table) = ("unit_id,responded\n".to_owned(), "unit_id,q\n".to_owned());
    for unit in 0..n {
        let _ = writeln!(units, "U{unit},{}", u8::from(unit < answers));
        if unit < answers {
            let _ = writeln!(table, "U{unit},{}", if unit < yes { "yes" } else { "no" });
        }
    }
    let study = format!(
        "title = \"Claims\"\n[privacy]\nanswers = \"public\"\n[frame]\nfile = \"units.csv\"\n[answers]\nfile = \"answers.csv\"\n[[question]]\nname = \"q\"\ntext = \"Is it so?\"\noptions = [\"yes\", \"no\"]\n{further}\n"
    );
    Workspace::empty().write("units.csv", units).write("answers.csv", table).write("study.toml", study)
}

/// A frame of `n` units and nothing else, of which the first `answers` answered.
fn alone(n: usize, answers: usize) -> Workspace {
    let mut units = "unit_id,responded\n".to_owned();
    for unit in 0..n {
        let _ = writeln!(units, "U{unit},{}", u8::from(unit < answers));
    }
    let study = "title = \"Alone\"\n[frame]\nfile = \"units.csv\"\n[privacy]\nanswers = \"public\"\n";
    Workspace::empty().write("units.csv", units).write("study.toml", study)
}

/// Squareland with `n` units in each half, of which so many of the west and of the east answered.
fn halves(n: usize, west: usize, east: usize) -> Workspace {
    let mut units = "unit_id,region_code,responded,population\n".to_owned();
    for (region, answered) in [("W1", west), ("E1", east)] {
        for unit in 0..n {
            let _ = writeln!(units, "{region}-{unit},{region},{},{}", u8::from(unit < answered), 1000 + unit * 7 % n);
        }
    }
    let study = "title = \"Halves\"\nreference_date = 2023-01-01\n[territory]\nname = \"Squareland\"\nfile = \"areas.csv\"\nlevels = [\"region\", \"municipality\"]\n[frame]\nfile = \"units.csv\"\n[[scheme]]\nname = \"halves\"\nareas = { West = [\"W1\", \"W2\"], East = [\"E1\", \"E2\"] }\n[privacy]\nanswers = \"public\"\n";
    Workspace::squareland().write("units.csv", units).write("study.toml", study)
}

/// The number in a column of the first row that has all of some cells.
fn number_of(table: &str, cells: &[(&str, &str)], column: &str) -> f64 {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|title| title == name).unwrap_or_else(|| panic!("no column {name}"));
    let found =
        reader.records().map(Result::unwrap).find(|row| cells.iter().all(|(name, cell)| row[at(name)] == **cell));
    found.unwrap()[at(column)].parse().unwrap()
}

#[test]
fn the_numbers_are_those_of_the_tables() {
    let [english, italian] = &*REFERENCE;
    assert_eq!(numbers(english), ["51.7 %", "61 / 135", "÷ 1.24", "8"]);
    assert_eq!(numbers(italian), ["51,7 %", "61 / 135", "÷ 1,24", "8"]);
    let workspace = Workspace::empty();
    let coverage = done(workspace.run(["coverage", "--format", "csv", "--quiet"])).stdout;
    let share = number_of(&coverage, &[("scheme", "total"), ("source", "frame")], "coverage");
    assert_eq!(format!("{:.1}", share * 100.0), "51.7");
    let bias = done(workspace.run(["bias", "--format", "csv", "--quiet"])).stdout;
    let of_bias = |measure: &str, variable: &str, column: &str| {
        number_of(&bias, &[("measure", measure), ("variable", variable)], column)
    };
    let worth = of_bias("effective_n", "weight_classes", "estimate");
    let told = spaced(&opening(english).numbers[2].told);
    assert_eq!(told, format!("61 answers say as much as {worth:.0} evenly spread ones"));
    let model = "macro_area + size_class";
    let r = said(english, "Representativeness");
    let [value, low, high] = ["estimate", "low", "high"].map(|column| of_bias("r_adjusted", model, column));
    assert!(r.contains(&format!("is {value:.2} (95 % interval {low:.2} to {high:.2})")), "{r}");
    let [estimate, limit] = ["estimate", "high"].map(|column| of_bias("maximal_bias", model, column) * 50.0);
    assert!(r.contains(&format!("{estimate:.1} percentage points, with an upper 95 % limit of {limit:.1}.")), "{r}");
    let weights = said(english, "Weights");
    let [least, most] =
        ["weight_poststratified", "weight_classes"].map(|set| of_bias("design_effect", set, "estimate"));
    assert!(weights.contains(&format!("is {least:.2}–{most:.2} times that without")), "{weights}");
}

#[test]
fn what_may_be_said_and_what_may_not_have_their_reasons() {
    let [english, italian] = &*REFERENCE;
    assert_eq!(
        verdicts(&opening(english).said),
        [
            "The units that answered serve 51.7 % of residents. (counted, not estimated: 30 932 942 of 59 813 887 residents)",
            "In North more residents are covered than a draw would give: 64.9 %. (by chance 34.8–56.9 %; p = 0.002 with all three macro-areas looked at)",
            "At least 34 of all 135 units (25.2 %) say “yes” to “Does the department run peer support?”. (even if none of the 74 silent units does)",
        ]
    );
    assert_eq!(
        verdicts(&opening(english).unsaid),
        [
            "More than half of all units say “yes” to “Does the department run peer support?”. (holds only if the silent are like the others: 8 of 74 that answer otherwise undo it)",
            "In Veneto more residents are covered than a draw would give: 80.8 %. (8/10 units with a catchment answered; outside its own range, p = 0.033, but not with all 20 regions looked at, p = 0.245)",
            "In Centre fewer units say “yes” to “Does the department run peer support?” than elsewhere. (45.5 % of 11 units there, 58.0 % of 50 elsewhere; no test finds a difference, adjusted p = 1.000: not shown, which does not mean equal)",
        ]
    );
    let parts = |list: &[Verdict]| list.iter().map(|verdict| verdict.part).collect::<Vec<_>>();
    assert_eq!(parts(&opening(italian).said), [PartName::Coverage, PartName::Coverage, PartName::Error]);
    assert_eq!(parts(&opening(italian).unsaid), [PartName::Error, PartName::Coverage, PartName::Answers]);
    let least = verdicts(&opening(italian).said).pop().unwrap();
    assert!(least.starts_with("Almeno 34 unità su 135 (25,2 %) dicono «yes»"), "{least}");
}

#[test]
fn a_claim_is_in_the_list_that_its_worst_case_decides() {
    // 18 of 20 are more than half whatever the two others would have said.
    let held = english(&asked(20, 18, 18, "claim = 0.5"));
    let claim = "More than half of all units say “yes” to “Is it so?”.";
    assert_eq!(verdicts(&opening(&held).said)[0], format!("{claim} (whatever the 2 silent units would have said)"));
    assert!(opening(&held).unsaid.iter().all(|verdict| verdict.sentence != claim));
    assert_eq!(numbers(&held), ["18 / 20"]);
    // Of 10 that answered 7 said yes: three yes of the other 10 are half, seven are as the others.
    let fragile = english(&asked(20, 10, 7, "claim = 0.5"));
    assert_eq!(
        verdicts(&opening(&fragile).unsaid)[0],
        format!("{claim} (holds only if the silent are like the others: 4 of 10 that answer otherwise undo it)")
    );
    assert_eq!(numbers(&fragile), ["10 / 20", "4"]);
    let least =
        "At least 7 of all 20 units (35.0 %) say “yes” to “Is it so?”. (even if none of the 10 silent units does)";
    assert_eq!(verdicts(&opening(&fragile).said), [least]);
    // What is not declared is no claim.
    let undeclared = english(&asked(20, 10, 7, ""));
    assert_eq!(numbers(&undeclared), ["10 / 20"]);
    assert_eq!(verdicts(&opening(&undeclared).said), [least]);
    assert_eq!(
        verdicts(&opening(&undeclared).unsaid),
        [
            "70.0 % of all units say “yes” to “Is it so?”. (true only if the 10 silent units are like the others; else anything in 35.0–85.0 %)"
        ]
    );
    // More than 80 % has another article in Italian.
    let eighty = italian(&asked(20, 10, 9, "claim = 0.8"));
    let unsaid = verdicts(&opening(&eighty).unsaid);
    assert!(unsaid[0].starts_with("Più dell’80 % di tutte le unità dice «yes»"), "{unsaid:?}");
}

#[test]
fn where_nobody_or_everybody_answered_little_is_said() {
    let nobody = english(&alone(10, 0));
    let first = opening(&nobody);
    assert_eq!(first.headline, "None of the 10 units answered.");
    assert_eq!(first.lead.as_deref(), Some("Nothing can be said of what the units would have answered."));
    assert_eq!((numbers(&nobody), verdicts(&first.said)), (vec!["0 / 10".to_owned()], Vec::new()));
    assert_eq!(verdicts(&first.unsaid), ["Anything about what the units would have answered. (none of them answered)"]);
    for title in ["Coverage", "Size", "Representativeness", "Bounds", "Weights", "Answers"] {
        assert_eq!(paragraph(&nobody, title), None, "{title}");
    }
    let everybody = english(&asked(10, 10, 7, "claim = 0.5"));
    let first = opening(&everybody);
    assert_eq!(first.headline, "All 10 units answered.");
    assert_eq!(verdicts(&first.said), ["What was answered is what all units answer. (every unit answered)"]);
    assert!(first.unsaid.is_empty(), "{:?}", first.unsaid);
    for title in ["Representativeness", "Bounds", "Weights"] {
        assert_eq!(paragraph(&everybody, title), None, "{title}");
    }
    assert!(!said(&everybody, "Limits").contains("Units chose by themselves"));
    // One unit is no several.
    assert_eq!(opening(&english(&alone(1, 0))).headline, "The one unit did not answer.");
    assert_eq!(opening(&italian(&alone(1, 1))).headline, "L’unica unità ha risposto.");
    assert_eq!(opening(&italian(&alone(2, 1))).headline, "Ha risposto 1 unità su 2.");
}

#[test]
fn areas_are_told_where_chance_does_not_explain_them() {
    let uneven = english(&halves(20, 19, 3));
    let first = opening(&uneven);
    assert!(first.headline.contains("more often from West than a draw would give"), "{}", first.headline);
    assert!(first.lead.as_ref().unwrap().contains("say least of East, where 3 of 20 answered."), "{:?}", first.lead);
    assert!(verdicts(&first.said)[1].starts_with("In West more residents are covered than a draw would give"));
    assert!(
        said(&uneven, "Response").contains("Of the two macro-areas, once all of them are looked at, response differs")
    );
    let even = english(&halves(20, 10, 10));
    let first = opening(&even);
    assert!(first.headline.ends_with("Only large differences would have shown."), "{}", first.headline);
    assert!(first.lead.as_ref().unwrap().starts_with("Without assumptions"), "{:?}", first.lead);
    assert!(first.said.iter().all(|verdict| !verdict.sentence.contains("West")), "{:?}", first.said);
    assert_eq!(
        verdicts(&first.unsaid),
        ["The units that answered are like the others. (only large differences would have shown)"]
    );
    let unheard = english(&halves(6, 3, 0));
    assert!(said(&unheard, "Weights").starts_with("No weights were made: "));
    let unsaid = verdicts(&opening(&unheard).unsaid);
    assert!(
        unsaid.iter().any(|own| own.starts_with("Anything about East and Northeast. (nobody there answered")),
        "{unsaid:?}"
    );
}

#[test]
fn claims_about_numbers_are_told_with_the_mean_that_undoes_them() {
    let beds = |claim: &str, maximum: &str| {
        let workspace = asked(20, 16, 8, "");
        let mut answers = "unit_id,beds\n".to_owned();
        for unit in 0..16 {
            let _ = writeln!(answers, "U{unit},{}", 20 + unit % 5);
        }
        let study = workspace.read("study.toml");
        let (head, _) = study.split_once("[[question]]").unwrap();
        let question = format!(
            "[[question]]\nname = \"beds\"\ntext = \"Beds\"\nkind = \"number\"\nminimum = 0\nmaximum = {maximum}\nclaim = {claim}\n"
        );
        let study = format!("{head}{question}");
        english(&workspace.write("answers.csv", answers).write("study.toml", study))
    };
    // The mean of 16 is 21.875; of 20 at the least 17.5.
    let held = verdicts(&opening(&beds("10", "30")).said);
    assert_eq!(
        held[0],
        "“Beds” is more than 10 on average over all units. (whatever the 4 silent units would have said)"
    );
    let undone = verdicts(&opening(&beds("20", "30")).unsaid);
    let reason = "it is undone where the 4 silent are at 12.50 on average";
    assert!(undone[0].starts_with("“Beds” is more than 20 on average") && undone[0].contains(reason), "{undone:?}");
}

#[test]
fn groups_that_answered_differently_are_told_apart_by_their_test() {
    let answered = |yes_in_east: usize| {
        let workspace = halves(20, 12, 12);
        let mut answers = "unit_id,q\n".to_owned();
        for (region, yes) in [("W1", 12), ("E1", yes_in_east)] {
            for unit in 0..12 {
                let _ = writeln!(answers, "{region}-{unit},{}", if unit < yes { "yes" } else { "no" });
            }
        }
        let question = "[answers]\nfile = \"answers.csv\"\n[[question]]\nname = \"q\"\ntext = \"Is it so?\"\noptions = [\"yes\", \"no\"]\nclaim = 0.5\n[[benchmark]]\nvariable = \"q\"\noption = \"yes\"\nvalue = 0.6\nsource = \"a census of units\"\n";
        let study = format!("{}{question}", workspace.read("study.toml"));
        english(&workspace.write("answers.csv", answers).write("study.toml", study))
    };
    let apart = answered(1);
    let said_of_groups = verdicts(&opening(&apart).said);
    let found = "In West more units say “yes” to “Is it so?” than elsewhere. (100.0 % of 12 units there, 8.3 % of 12 elsewhere;";
    assert!(said_of_groups.iter().any(|own| own.starts_with(found)), "{said_of_groups:?}");
    let alike = answered(10);
    let unsaid = verdicts(&opening(&alike).unsaid);
    assert!(unsaid.iter().any(|own| own.contains("not shown, which does not mean equal")), "{unsaid:?}");
    assert!(!verdicts(&opening(&alike).said).iter().any(|own| own.contains("than elsewhere")));
    // What is known of answers from another source is told, and is no limit then.
    assert!(said(&alike, "Respondents against known figures").contains("(a census of units)"));
    assert!(!said(&alike, "Limits").contains("Answers are what units said"));
}

#[test]
fn methods_tell_what_was_done_and_cite_what_is_listed() {
    for document in &*REFERENCE {
        let title = if document.language == Language::English { "Methods" } else { "Metodi" };
        let methods = said(document, title);
        let references = references(document);
        for (at, reference) in references.iter().enumerate() {
            assert!(reference.starts_with(&format!("[{}] ", at + 1)), "{reference}");
        }
        let cited: std::collections::BTreeSet<usize> = methods
            .split('[')
            .skip(1)
            .filter_map(|rest| rest.split(']').next())
            .flat_map(|numbers| numbers.split(", ").map(|number| number.parse().unwrap()))
            .collect();
        assert_eq!(cited, (1..=references.len()).collect(), "{methods}");
        assert!(methods.contains(&format!("bacino {}", env!("CARGO_PKG_VERSION"))), "{methods}");
    }
    let few = english(&alone(10, 4));
    let methods = said(&few, "Methods");
    for absent in ["Coverage", "Mann", "Firth", "Korn", "Bounds", "Weights", "permutations"] {
        assert!(!methods.contains(absent), "{absent}: {methods}");
    }
    assert_eq!(references(&few).len(), 1, "response rates alone");
    // No catchments, no answers: their limits are not those of this study.
    let limits = said(&few, "Limits");
    assert!(!limits.contains("catchment") && !limits.contains("Answers are"), "{limits}");
    assert!(
        said(&REFERENCE[0], "Limits")
            .contains("Four units have no catchment: they count in response, not in coverage.")
    );
}

#[test]
fn no_sentence_has_a_word_that_claims_too_much() {
    let small = [english(&halves(20, 19, 3)), italian(&halves(20, 10, 10)), italian(&asked(20, 10, 7, "claim = 0.5"))];
    for document in REFERENCE.iter().chain(&small) {
        for sentence in sentences(document) {
            let lower = sentence.to_lowercase();
            for word in ["representative", "significant", "prove", "rappresentativ", "significativ", "dimostra"] {
                assert!(!lower.contains(word), "{word}: {sentence}");
            }
            assert!(!lower.contains(['{', '$']) && !sentence.trim().is_empty(), "{sentence}");
        }
    }
}

#[test]
fn an_anonymous_study_says_nothing_that_its_release_withholds() {
    let workspace = halves(20, 12, 9).replace("study.toml", "\"public\"", "\"anonymous\"");
    let source = StudySource::Path(workspace.path("study.toml"));
    let anonymous = document(&source, Language::English);
    let all = spaced(&sentences(&anonymous).join("\n"));
    assert!(!all.contains("p = ") && !all.contains("p < ") && !all.contains('÷'), "{all}");
    assert!(all.contains("told coarsely so that nobody who answered is known"), "{all}");
    let coverage = done(workspace.run(["coverage", ".", "--format", "csv", "--internal", "--quiet"])).stdout;
    let mut reader = csv::Reader::from_reader(coverage.as_bytes());
    let at = reader.headers().unwrap().iter().position(|title| title == "residents_covered").unwrap();
    for row in reader.records().map(Result::unwrap) {
        let covered = &row[at];
        if covered.len() > 3 {
            let told = all.replace(' ', "");
            assert!(!told.contains(covered), "{covered} in {all}");
        }
    }
    // The people of the survey read everything.
    let internal = document_for(&source, Reader { language: Some(Language::English), internal: true });
    assert!(spaced(&sentences(&internal).join("\n")).contains("p = "));
}
