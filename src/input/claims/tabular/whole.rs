//! A table from its cells to its claims.

use std::ops::Range;

use crate::input::claims::language::lexer::tokens;
use crate::input::claims::language::role::assign;
use crate::input::claims::language::style::Style;
use crate::input::claims::language::token::Token;
use crate::input::claims::prose::scene::Scene;
use crate::input::claims::source::document::Table;
use crate::input::claims::tabular::areas::{read_rates, read_triple, triples};
use crate::input::claims::tabular::blocks::{Around, groups, read_section};
use crate::input::claims::tabular::by_row::by_row;
use crate::input::claims::tabular::damage::read_damage;
use crate::input::claims::tabular::sheet::{Row, Section, is_weighted, named, take};
use crate::input::claims::tabular::spreads::{by_columns, by_rows, says_where, statistics};

/// Reads a table with what is said around it.
pub(crate) fn read_table(scene: &mut Scene<'_>, table: &Table, captions: &[Range<usize>], style: Style) {
    let n_columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).min(200);
    let cells =
        |column: usize| table.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.range.clone()).collect();
    read_damage(scene, &(0..n_columns).map(cells).collect::<Vec<_>>());
    let Some(taken) = take(table, scene.text, style) else { return };
    let mut caption: Vec<Token> = Vec::new();
    for range in captions {
        let mut words = tokens(scene.text, range.clone(), style);
        assign(&mut words);
        caption.extend(words);
    }
    caption.extend(taken.above.iter().cloned());
    let title = captions.first().map_or_else(String::new, |range| scene.words(range.clone()));
    let said = named(&caption, scene.text);
    let rows: Vec<&Row> = taken.sections.iter().flat_map(|section| &section.rows).collect();
    if by_columns(scene, &taken.columns, &rows) {
        return;
    }
    by_rows(scene, &taken.columns, &rows);
    let triples = triples(&taken.columns, &rows);
    let sections: Vec<Section> = taken
        .sections
        .iter()
        .map(|section| Section {
            rows: section.rows.iter().filter(|row| !says_where(&statistics(&row.words))).cloned().collect(),
            ..section.clone()
        })
        .filter(|section| !section.rows.is_empty())
        .collect();
    if !triples.is_empty() {
        for section in &sections {
            for triple in &triples {
                read_triple(scene, triple, section, &caption);
            }
        }
        return;
    }
    if is_weighted(&caption) {
        return;
    }
    let groups = groups(&taken.columns);
    if by_row(scene, &groups, &rows) {
        return;
    }
    let several = sections.len() > 1 || groups.len() > 1;
    for section in &sections {
        let own: Vec<Token> = caption.iter().chain(&section.words).cloned().collect();
        if read_rates(scene, &taken.columns, section, &own) {
            continue;
        }
        for group in &groups {
            read_section(scene, section, group, Around { caption: &said, title: &title, several });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::input::claims::publication::understood;
    use crate::input::claims::source::document::Places;
    use crate::input::claims::source::plain::read_plain;
    use crate::model::claim::figure::{Figure, Named};
    use crate::model::claim::statement::{Block, Spread, Statement};

    fn show(figure: Option<&Figure>) -> String {
        figure.map_or_else(|| "-".to_owned(), |figure| figure.printed.to_string())
    }

    fn block(block: &Block) -> String {
        let rows = block
            .rows
            .iter()
            .map(|row| format!("{} {} {}%", row.label, show(row.count.as_ref()), show(row.percent.as_ref())));
        let kind = match block.single {
            Some(true) => " single",
            Some(false) => " multiple",
            None => "",
        };
        format!("{} [{}{kind}] {}", block.title, show(block.base.as_ref()), rows.collect::<Vec<_>>().join(", "))
    }

    fn spread(spread: &Spread) -> String {
        let all = [
            ("n", &spread.n),
            ("mean", &spread.mean),
            ("sd", &spread.deviation),
            ("sum", &spread.total),
            ("min", &spread.minimum),
            ("q1", &spread.lower),
            ("median", &spread.median),
            ("q3", &spread.upper),
            ("max", &spread.maximum),
        ];
        let known =
            all.iter().filter_map(|(name, figure)| figure.as_ref().map(|figure| format!("{name} {}", figure.printed)));
        format!("{}: {}", spread.label, known.collect::<Vec<_>>().join(", "))
    }

    fn sum(parts: &[Named], total: &Named) -> String {
        let parts: Vec<String> = parts.iter().map(|part| part.figure.printed.to_string()).collect();
        format!("{} = {}", parts.join(" + "), total.figure.printed)
    }

    fn read(text: &str) -> Vec<String> {
        let (publication, _) = understood(read_plain(text.to_owned()), &Places::of_file(text));
        let told = publication.claims.iter().map(|claim| match &claim.statement {
            Statement::Block(own) => block(own),
            Statement::Sum { parts, total } => sum(parts, total),
            Statement::Spread(own) => spread(own),
            Statement::Rates { groups, total } => {
                let groups = groups.iter().map(|group| {
                    format!(
                        "{} {}/{} {}%",
                        group.label,
                        show(group.count.as_ref()),
                        show(group.base.as_ref()),
                        group.percent.printed
                    )
                });
                let total = total.as_ref().map_or_else(String::new, |total| {
                    format!(
                        " | {}/{} {}%",
                        show(total.count.as_ref()),
                        show(total.base.as_ref()),
                        show(total.percent.as_ref())
                    )
                });
                groups.collect::<Vec<_>>().join(", ") + &total
            }
            Statement::Coverage { area, percent, covered, residents } => {
                format!("{area}: {}/{} {}%", show(covered.as_ref()), show(residents.as_ref()), show(percent.as_ref()))
            }
            Statement::Areas { denominators, total } => {
                let parts: Vec<String> = denominators.iter().map(|part| part.figure.printed.to_string()).collect();
                format!("areas {} = {}", parts.join(" + "), show(total.as_ref().map(|total| &total.figure)))
            }
            Statement::Share(share) => format!(
                "{}/{} {}%",
                show(share.count.as_ref()),
                show(share.base.as_ref()),
                show(share.percent.as_ref())
            ),
            Statement::SourceTotal(named) => format!("source {}", named.figure.printed),
            Statement::Damaged { found } => format!("damaged {found}"),
        });
        told.collect()
    }

    #[test]
    fn questions_of_a_table_have_their_bases() {
        let text = "Table 1. Peer support.\n\n| | n | % |\n|---|---|---|\n| Peer support (n = 61; NA = 1) | | |\n| Yes | 34 | 55.7 |\n\
                    | No | 23 | 37.7 |\n| Unknown | 4 | 6.6 |\n| Difficulties (N=61, multiple choice) | | |\n| Money | 28 | 45.9 |\n| Culture | 26 | 42.6 |\n";
        assert_eq!(
            read(text),
            [
                "Peer support (n = 61; NA = 1) [61 single] Yes 34 55.7%, No 23 37.7%, Unknown 4 6.6%",
                "Difficulties (N=61, multiple choice) [61 multiple] Money 28 45.9%, Culture 26 42.6%"
            ]
        );
    }

    #[test]
    fn counts_with_percentages_in_one_cell_and_bases_in_headers() {
        let text = "Table 2. Answers by kind of school\n\n| Answer | Public (n = 40) n (%) | Private (n = 20) n (%) |\n|--|--|--|\n| Yes | 30 (75.0) | 5 (25.0) |\n\
                    | No | 10 (25.0) | 15 (75.0) |\n";
        assert_eq!(
            read(text),
            [
                "Table 2. Answers by kind of school [40 single] Yes 30 75.0%, No 10 25.0%",
                "Table 2. Answers by kind of school [20 single] Yes 5 25.0%, No 15 75.0%"
            ]
        );
        let aligned = "Tabella 3. Risposte (base: 61)\n\nRisposta      n     %\n--------------------\nSì           34  55,7\nNo           27  44,3\nTotale       61   100\n";
        assert_eq!(
            read(aligned),
            ["Tabella 3. Risposte (base: 61) [61 single] Sì 34 55.7%, No 27 44.3%", "34 + 27 = 61"]
        );
    }

    #[test]
    fn areas_with_rates_and_coverage() {
        let text = "Table 4. Response by area\n\n| Area | Invited | Responded | Rate (%) |\n|--|--|--|--|\n| North | 40 | 20 | 50.0 |\n| Centre | 30 | 12 | 40.0 |\n| South | 30 | 9 | 30.0 |\n| Total | 100 | 41 | 41.0 |\n";
        assert_eq!(
            read(text),
            [
                "North 20/40 50.0%, Centre 12/30 40.0%, South 9/30 30.0% | 41/100 41.0%",
                "20 + 12 + 9 = 41",
                "40 + 30 + 30 = 100"
            ]
        );
        let text = "Copertura della popolazione\n\n| Area | Residenti | Coperti | % |\n|--|--|--|--|\n| Nord | 1.000.000 | 500.000 | 50,0 |\n| Sud | 2.000.000 | 600.000 | 30,0 |\n| Italia | 3.000.000 | 1.100.000 | 36,7 |\n";
        let expected = [
            "Nord: 500000/1000000 50.0%",
            "500000 + 600000 = 1100000",
            "areas 1000000 + 2000000 = 3000000",
            "Sud: 600000/2000000 30.0%",
            "Italia: 1100000/3000000 36.7%",
        ];
        assert_eq!(read(text), expected);
        let text =
            "Response rates\n\n| Area | Response rate |\n|--|--|\n| North | 63% |\n| South | 40% |\n| Total | 45% |\n";
        assert_eq!(read(text), ["North -/- 63%, South -/- 40% | -/- 45%"]);
    }

    #[test]
    fn spreads_stand_in_columns_rows_or_one_cell() {
        let text = "| Group | n | Mean | SD | Median | IQR | Min | Max |\n|--|--|--|--|--|--|--|--|\n| All | 61 | 12.4 | 3.1 | 12 | 9–15 | 4 | 22 |\n";
        assert_eq!(read(text), ["All: n 61, mean 12.4, sd 3.1, min 4, q1 9, median 12, q3 15, max 22"]);
        let text = "| | Respondents | Others |\n|--|--|--|\n| Mean | 515,549 | 406,774 |\n| Median | 413,020 | 323,595 |\n| Q1 | 322,879 | 169,072 |\n| Q3 | 609,562 | 559,000 |\n";
        assert_eq!(
            read(text),
            [
                "Mean: mean 515549, q1 322879, median 413020, q3 609562",
                "Mean: mean 406774, q1 169072, median 323595, q3 559000"
            ]
        );
        let text = "| Characteristic | Value |\n|--|--|\n| Beds, mean (SD) | 12.4 (3.1) |\n| Age, median (IQR) | 45 (38–52) |\n";
        assert_eq!(read(text), ["Beds, mean (SD): mean 12.4, sd 3.1", "Age, median (IQR): q1 38, median 45, q3 52"]);
    }

    #[test]
    fn ranges_that_became_dates_are_found() {
        let text = "| Peer workers | n | % |\n|--|--|--|\n| 0 | 1 | 2.9 |\n| 3-Jan | 10 | 29.4 |\n| 6-Apr | 12 | 35.3 |\n| >6 | 11 | 32.4 |\n";
        let found = read(text);
        assert_eq!(
            found.iter().filter(|claim| claim.starts_with("damaged")).collect::<Vec<_>>(),
            ["damaged 3-Jan", "damaged 6-Apr"]
        );
        let text = "| Day | n | % |\n|--|--|--|\n| 3-Jan | 10 | 45.5 |\n| 6-Apr | 12 | 54.5 |\n";
        assert!(read(text).iter().all(|claim| !claim.starts_with("damaged")));
    }

    #[test]
    fn tables_of_other_things_claim_nothing() {
        for text in [
            "| Year | Beds |\n|--|--|\n| 2019 | 120 |\n| 2020 | 130 |\n",
            "| Variable | OR | p |\n|--|--|--|\n| Age | 1.4 | 0.03 |\n| Size | 0.8 | 0.20 |\n",
            "| Step | Who |\n|--|--|\n| 1 | editor |\n| 2 | author |\n",
            "| Region | 2019 | 2020 |\n|--|--|--|\n| North | 12 | 14 |\n| South | 10 | 9 |\n",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
