//! A file as a publication: its text, and what it claims in numbers.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::input::claims::language::lexer::{folded, tokens};
use crate::input::claims::language::role::assign;
use crate::input::claims::language::sentence::sentences;
use crate::input::claims::language::style::Style;
use crate::input::claims::prose::atoms::atoms;
use crate::input::claims::prose::rates::{AreasSeen, Response, coverage, read_rates, read_source};
use crate::input::claims::prose::scene::{MOST_CLAIMS, Scene};
use crate::input::claims::prose::share::{claim, claim_alone, shares};
use crate::input::claims::prose::spread::read_spreads;
use crate::input::claims::prose::subject::{keys, named};
use crate::input::claims::prose::sum::read_sums;
use crate::input::claims::source::document::{Document, Part, Places, Table};
use crate::input::claims::tabular::whole::read_table;
use crate::model::claim::statement::Publication;

/// Understands a document.
pub(crate) fn understood(document: Document, places: &Places) -> (Publication, Vec<String>) {
    let Document { text, parts, mut left_out } = document;
    let style = Style::of(&text);
    let mut scene = Scene::new(&text, places);
    // A list of references has numbers enough, and none of them is claimed.
    let mut sources = false;
    let mut response = Response::default();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Prose(range) => {
                let shown = folded(text.get(range.clone()).unwrap_or_default());
                sources = is_heading_of_sources(&shown) || sources && !ends_sources(&shown);
                if !sources {
                    read_prose(&mut scene, range.clone(), style, &mut response);
                }
            }
            Part::Table(table) => {
                let around = [at.checked_sub(1), Some(at + 1)].map(|at| at.and_then(|at| parts.get(at)));
                read_table(&mut scene, table, &captions(&text, table, around), style);
            }
        }
    }
    let mut drafts = named(scene.drafts);
    if drafts.len() > MOST_CLAIMS {
        drafts.truncate(MOST_CLAIMS);
        left_out.push(format!("only the first {MOST_CLAIMS} claims were read"));
    }
    let mut claims: Vec<_> = drafts.into_iter().map(|draft| draft.claim).collect();
    claims.sort_by_key(|claim| claim.range);
    (Publication { claims, text }, left_out)
}

fn is_heading_of_sources(shown: &str) -> bool {
    let words = shown.trim_matches(|letter: char| !letter.is_alphabetic());
    matches!(
        words,
        "references" | "bibliography" | "bibliografia" | "riferimenti bibliografici" | "riferimenti" | "works cited"
    )
}

/// Whether a heading begins another part of the text.
fn ends_sources(shown: &str) -> bool {
    let words = shown.trim_matches(|letter: char| !letter.is_alphabetic());
    shown.starts_with('#')
        || ["appendix", "appendice", "supplement", "tables", "tabelle"].iter().any(|word| words.starts_with(word))
            && words.len() < 60
}

/// What is said around a table: its own captions, a title before it, a note behind it.
fn captions(text: &str, table: &Table, [before, behind]: [Option<&Part>; 2]) -> Vec<Range<usize>> {
    let prose = |part: Option<&Part>| if let Some(Part::Prose(range)) = part { Some(range.clone()) } else { None };
    let shown = |range: &Range<usize>| {
        folded(text.get(range.clone()).unwrap_or_default().trim_start_matches(['#', '*', '_', ' ']))
    };
    let title = prose(before).filter(|range| {
        let shown = shown(range);
        ["table", "tabella", "tab."].iter().any(|word| shown.starts_with(word))
            || shown.len() <= 160 && !shown.ends_with(['.', ';'])
    });
    let note = prose(behind).filter(|range| {
        let shown = shown(range);
        let letter = text
            .get(range.clone())
            .unwrap_or_default()
            .starts_with(|letter: char| letter.is_ascii_lowercase() || "*†‡".contains(letter));
        let begins = [
            "note",
            "nota",
            "n =",
            "base",
            "percentages",
            "le percentuali",
            "more than",
            "multiple",
            "possibili",
            "risposta",
            "erano",
        ];
        (letter || begins.iter().any(|word| shown.starts_with(word))) && shown.len() <= 600
    });
    let own = table.captions.iter().cloned();
    own.chain(title.filter(|_| table.captions.is_empty())).chain(note).collect()
}

fn read_prose(scene: &mut Scene<'_>, range: Range<usize>, style: Style, response: &mut Response) {
    let mut words = tokens(scene.text, range, style);
    assign(&mut words);
    let mut context = Vec::new();
    let mut areas = AreasSeen::default();
    for sentence in sentences(&words, scene.text) {
        let tokens = &words[sentence];
        let atoms = atoms(tokens, scene.text);
        read_spreads(scene, tokens);
        if atoms.is_empty() {
            continue;
        }
        let found = shares(tokens, &atoms, &mut context);
        response.see(tokens, &found);
        if found.is_empty() && read_rates(scene, tokens, &atoms, response) {
            continue;
        }
        read_sums(scene, tokens, &atoms);
        read_source(scene, tokens, &atoms);
        let keys = keys(tokens, &atoms, &found);
        if found.is_empty() {
            claim_alone(scene, tokens, &atoms, keys.into_iter().next().unwrap_or_default());
            continue;
        }
        for (share, key) in found.into_iter().zip(keys) {
            if let Some((statement, words)) = coverage(scene, tokens, &share) {
                let (start, end) = (tokens[share.tokens.0].range.start, tokens[share.tokens.1 - 1].range.end);
                areas.see(&statement, words, (start, end));
                scene.add(start..end, statement, BTreeSet::new());
            } else {
                claim(scene, tokens, &share, key);
            }
        }
    }
    areas.claim(scene);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::claims::source::plain::read_plain;
    use crate::model::claim::statement::{Bound, ShareClaim, Statement};

    fn told(share: &ShareClaim) -> String {
        let show = |figure: &Option<crate::model::claim::figure::Figure>| {
            figure.as_ref().map_or_else(|| "-".to_owned(), |figure| figure.printed.to_string())
        };
        let words = share.words.map_or_else(String::new, |words| {
            let bound = match words.bound {
                Bound::About => "=",
                Bound::Above => ">",
                Bound::Below => "<",
                Bound::Nearly => "~",
            };
            format!(" {bound}{}:{}", words.part, words.whole)
        });
        let said = if share.base.is_some() && !share.base_is_said { "?" } else { "" };
        format!("{}/{}{said} {}%{words}", show(&share.count), show(&share.base), show(&share.percent))
    }

    fn read(text: &str) -> Vec<String> {
        let (publication, _) = understood(read_plain(text.to_owned()), &Places::of_file(text));
        let shares = publication.claims.iter().map(|claim| match &claim.statement {
            Statement::Share(share) => told(share),
            Statement::Sum { parts, total } => {
                let parts: Vec<String> = parts.iter().map(|part| part.figure.printed.to_string()).collect();
                format!("{} = {}", parts.join(" + "), total.figure.printed)
            }
            other @ (Statement::Block(_)
            | Statement::Spread(_)
            | Statement::Rates { .. }
            | Statement::Areas { .. }
            | Statement::SourceTotal(_)
            | Statement::Coverage { .. }
            | Statement::Damaged { .. }) => format!("{other:?}"),
        });
        shares.collect()
    }

    #[test]
    fn shares_are_read_as_authors_write_them() {
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("Of 61 departments, 34 (55.7%) had peer support.", "34/61 55.7%"),
            ("Peer support existed in 34 of the 61 departments (55.7%).", "34/61 55.7%"),
            ("Peer support existed in 34 out of 61 (55.7 %) departments.", "34/61 55.7%"),
            ("34/61 (55.7%) had it", "34/61 55.7%"),
            ("Peer support was common (34/61, 55.7%).", "34/61 55.7%"),
            ("Peer support was common (34 of 61; 55.7%).", "34/61 55.7%"),
            ("A majority, 55.7% (34/61), agreed.", "34/61 55.7%"),
            ("55.7% of departments (34/61) agreed.", "34/61 55.7%"),
            ("34 (55.7%) of the 61 departments agreed.", "34/61 55.7%"),
            ("Peer support in 34 departments (55.7%) out of 61.", "34/61 55.7%"),
            ("61 of the 135 departments answered, a response rate of 45.2%.", "61/135 45.2%"),
            ("61 of 135 departments took part (response rate 45.2%).", "61/135 45.2%"),
            ("All 135 departments were asked (response rate 45.2%, 61/135).", "61/135 45.2%"),
            ("The response rate was 45.2% (61 of 135).", "61/135 45.2%"),
            ("34 of the 61 libraries, or 55.7%, open on Sunday.", "34/61 55.7%"),
            ("Twelve of the 34 (35.3%) are paid.", "12/34 35.3%"),
            ("Twenty-one of the 50 courts (42.0%) replied.", "21/50 42.0%"),
            ("97.1% of the 34 departments had one.", "-/34 97.1%"),
            ("Of the 34 departments with peer support, 97.1 % had one.", "-/34 97.1%"),
            ("Peer support (n = 34; 55.7%) was found.", "34/- 55.7%"),
            ("In all departments (N = 61), 34 (55.7%) agreed.", "34/61? 55.7%"),
            ("More than half of the departments (34 of 61) agreed.", "34/61 -% >1:2"),
            ("Two thirds of the 60 schools (40; 66.7%) agreed.", "40/60 66.7% =2:3"),
            ("More than half (55.7%) agreed.", "-/- 55.7% >1:2"),
            ("$34$ of the $61$ units ($55.7\\%$) agreed", "34/61 55.7%"),
            ("34 of 61 depart-\nments (55.7%) agreed", "34/61 55.7%"),
            ("Su 61 dipartimenti, 34 (55,7%) hanno risposto.", "34/61 55.7%"),
            ("34 dei 61 dipartimenti (55,7%) hanno risposto.", "34/61 55.7%"),
            ("Hanno risposto 34 dipartimenti su 61 (55,7%).", "34/61 55.7%"),
            ("Hanno risposto 34 (55,7%) dei 61 dipartimenti.", "34/61 55.7%"),
            ("Il 55,7% dei dipartimenti (34/61) è d'accordo.", "34/61 55.7%"),
            ("34 dipartimenti su 61, pari al 55,7%, hanno risposto.", "34/61 55.7%"),
            ("Il 55,7% dei 61 dipartimenti è d'accordo.", "-/61 55.7%"),
            ("Dei 34 dipartimenti, il 97,1% ne ha uno.", "-/34 97.1%"),
            ("Dodici delle 34 scuole (35,3 per cento) pagano.", "12/34 35.3%"),
            ("Più della metà dei dipartimenti (34 su 61) è d'accordo.", "34/61 -% >1:2"),
            ("Un terzo delle biblioteche (20 su 60; 33,3%) apre.", "20/60 33.3% =1:3"),
            ("In Italia 1.234 comuni su 7.904 (15,6%) hanno un museo.", "1234/7904 15.6%"),
            ("34 (55.7%, 95% CI 43.3-67.5) of 61 agreed.", "34/61 55.7%"),
        ] {
            let found = read(text);
            if found != [expected] {
                wrong.push(format!("{text}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn several_shares_of_one_base_are_read() {
        assert_eq!(
            read(
                "Of the 61 departments that answered, 34 (55.7%) had it, 23 (37.7%) had not and four (6.6%) did not know."
            ),
            ["34 + 23 + 4 = 61", "34/61 55.7%", "23/61 37.7%", "4/61 6.6%"]
        );
        assert_eq!(
            read("Of 34 departments, 28 (82.4%) train them; of these, 18 (64.3%) do so themselves."),
            ["28/34 82.4%", "18/28? 64.3%"]
        );
    }

    #[test]
    fn parts_are_added_up_only_where_words_say_that_they_are_all() {
        for (text, expected) in [
            ("The 61 respondents and 74 nonrespondents, of 135 in all, are alike.", Some("61 + 74 = 135")),
            ("Of the 135 departments, 61 answered and 74 did not.", Some("61 + 74 = 135")),
            ("Dei 135 dipartimenti, 61 hanno risposto e 74 no.", Some("61 + 74 = 135")),
            (
                "There were 15 in the North, 20 in the Centre and 26 in the South, for a total of 61.",
                Some("15 + 20 + 26 = 61"),
            ),
            ("Of the 135 departments, 61 answered and 12 did not answer question 5.", None),
            ("Of the 61 hospitals, 30 were public and 12 were private non-profit hospitals.", None),
            ("A total of 61 departments in 20 regions and 3 areas answered.", None),
            ("In total, 61 schools with 3,400 students and 250 teachers took part.", None),
            ("Delle 61 sedi, 34 sono al Nord e 12 al Sud.", None),
            ("Two of the 34 units closed, three moved and five of the remaining 29 merged.", None),
            (
                "Hanno risposto 61 sedi: 34 pubbliche e 27 private convenzionate, per 1.200 letti in totale.",
                Some("34 + 27 = 61"),
            ),
        ] {
            let found: Vec<String> = read(text).into_iter().filter(|claim| claim.contains(" = ")).collect();
            assert_eq!(found, expected.into_iter().map(str::to_owned).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn coverage_of_areas_that_are_all_is_one_claim_more() {
        let text = "The respondents covered 3,000,000 residents out of 6,000,000, i.e. 50.0% of the national population, while 3,000,000 \
                    residents were not covered. Coverage was 60.0% in the North (1,200,000 of 2,000,000) and 45.0% in the South \
                    (1,800,000/4,000,000).";
        let (publication, _) = understood(read_plain(text.to_owned()), &Places::of_file(text));
        let told = publication.claims.iter().map(|claim| match &claim.statement {
            Statement::Coverage { area, .. } => area.clone(),
            Statement::Sum { parts, .. } => format!("{} parts", parts.len()),
            Statement::Areas { denominators, total } => format!("{} areas {}", denominators.len(), total.is_some()),
            other @ (Statement::Share(_)
            | Statement::Block(_)
            | Statement::Spread(_)
            | Statement::Rates { .. }
            | Statement::SourceTotal(_)
            | Statement::Damaged { .. }) => format!("{other:?}"),
        });
        assert_eq!(told.collect::<Vec<_>>(), ["national", "2 parts", "2 areas true", "the North", "the South"]);
    }

    #[test]
    fn means_and_quartiles_are_read() {
        for (text, expected) in [
            ("The median was 413,020 (IQR 322,879–609,562).", "n - mean - sd - sum - 322879 413020 609562"),
            ("Size (mean = 12.5; median = 12; IQR = 9–15) varied.", "n - mean 12.5 sd - sum - 9 12 15"),
            ("The mean age was 45.2 years (SD 12.3).", "n - mean 45.2 sd 12.3 sum - - - -"),
            ("La mediana è 9.840 (scarto interquartile 4.210-18.700).", "n - mean - sd - sum - 4210 9840 18700"),
            (
                "The 61 libraries had a total of 756,400 volumes, a mean of 12,400 each.",
                "n 61 mean 12400 sd - sum 756400 - - -",
            ),
            ("On average the 61 libraries had 12.5 rooms, 762 in total.", "n 61 mean 12.5 sd - sum 762 - - -"),
        ] {
            let (publication, _) = understood(read_plain(text.to_owned()), &Places::of_file(text));
            let show = |figure: &Option<crate::model::claim::figure::Figure>| {
                figure.as_ref().map_or_else(|| "-".to_owned(), |figure| figure.printed.to_string())
            };
            let Some(Statement::Spread(spread)) = publication.claims.first().map(|claim| &claim.statement) else {
                panic!("{text}: {publication:?}")
            };
            let told = format!(
                "n {} mean {} sd {} sum {} {} {} {}",
                show(&spread.n),
                show(&spread.mean),
                show(&spread.deviation),
                show(&spread.total),
                show(&spread.lower),
                show(&spread.median),
                show(&spread.upper)
            );
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn the_same_said_twice_has_one_subject() {
        let text = "Overall, 55.7% of departments employed peer workers.\n\nPeer workers were employed in 34 of the 61 \
                    departments (55.7%). In 2020, 40% of departments employed peer workers.";
        let (publication, _) = understood(read_plain(text.to_owned()), &Places::of_file(text));
        let subjects = publication.claims.iter().map(|claim| {
            let Statement::Share(share) = &claim.statement else { panic!() };
            (told(share), share.subject.clone())
        });
        let subject = "employ peer worker".to_owned();
        let expected = [("-/- 55.7%".to_owned(), subject.clone()), ("34/61 55.7%".to_owned(), subject)];
        assert_eq!(subjects.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_no_share_is_not_read() {
        let mut wrong = Vec::new();
        for text in [
            "In 2020, 45% of hospitals had one.",
            "The survey ran from 15 January to 28 February 2025 (45 days).",
            "Smith et al. (2020) found 34 units [12].",
            "About 55% of the 61 departments agreed.",
            "More than 50% of the 61 departments agreed.",
            "It grew by 12% (34 units) in 2019.",
            "A 12% increase of 61 units was seen.",
            "The odds ratio was 1.4 (95% CI 1.1-1.8).",
            "We asked 12 questions on satisfaction (80% agreed).",
            "Respondents were 34 and 23 (55.7% and 37.7%, respectively).",
            "34 departments (55.7%, 37.7%) are shown.",
            "The mean was 45.2.",
            "Between 30% and 40% of the 61 agreed.",
            "The threshold was 80% in 12 regions.",
            "Patients were aged 18 (20%).",
            "Law 180 (100%) was passed in 1978.",
            "See Table 2 (45%).",
            "The Cronbach alpha was 0.85 (61%).",
            "Scores fell by 5 percentage points (61 units).",
            "Un aumento del 12% su 61 unità.",
            "Circa il 55% dei 61 dipartimenti è d'accordo.",
            "Oltre il 50% dei 61 dipartimenti è d'accordo.",
            "Nel 2020 il 45% degli ospedali ne aveva uno.",
            "L'indagine è durata 45 giorni (15%).",
            "Il punteggio è sceso di 5 punti percentuali.",
            "Di età compresa tra 18 e 34 anni (20%).",
            "La legge 180 del 1978 (100%).",
            "Tra il 30% e il 40% dei 61.",
            "A response rate above 45% (61 of 135) was wanted.",
            "With a power of 80% (n = 61).",
            "The weighted share was 55.7% (34 of 61).",
            "Expenditure rose from 4.0% to 4.2% of GDP.",
            "The coefficient of variation was 34.8%.",
            "Il 5 per mille delle imposte e l'IVA al 22%.",
            "Vaccination on 3/4/2021 reached 12 units.",
            "Chapter 3 (12%) and wave 2 (34%).",
        ] {
            let found = read(text);
            if !found.is_empty() {
                wrong.push(format!("{text}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
