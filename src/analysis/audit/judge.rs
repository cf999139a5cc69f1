//! Every kind of check, listed once, over everything that a publication claims.

use crate::analysis::audit::finding::{Finding, Kind};
use crate::analysis::audit::kind::{
    areas, group_rates, mean_total, multiple_choice, order, said_twice, share, single_choice, source_total,
    spreadsheet, study, sum, whole_count,
};
use crate::analysis::audit::reference::Reference;
use crate::analysis::audit::seen::Seen;
use crate::model::claim::statement::Publication;

/// A check: adds what it finds.
type Check = fn(&Seen<'_>, &mut Vec<Finding>);

/// The checks by what they check.
const CHECKS: [(Kind, Check); Kind::ALL.len()] = [
    (Kind::Share, share::check),
    (Kind::WholeCount, whole_count::check),
    (Kind::SingleChoice, single_choice::check),
    (Kind::MultipleChoice, multiple_choice::check),
    (Kind::Sum, sum::check),
    (Kind::MeanTotal, mean_total::check),
    (Kind::Order, order::check),
    (Kind::GroupRates, group_rates::check),
    (Kind::SaidTwice, said_twice::check),
    (Kind::Areas, areas::check),
    (Kind::SourceTotal, source_total::check),
    (Kind::Spreadsheet, spreadsheet::check),
    (Kind::Study, study::check),
];

/// Judges a publication: findings in the order in which claims stand there.
pub fn audit(publication: &Publication, reference: Option<&Reference>) -> Vec<Finding> {
    let seen = Seen { publication, reference };
    let mut found = Vec::new();
    for (_, check) in CHECKS {
        check(&seen, &mut found);
    }
    // Findings about one place stay in the order of their kinds.
    found.sort_by_key(|finding| (finding.range.0, finding.kind));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::audit::finding::Verdict;
    use crate::analysis::audit::rounding::part;
    use crate::model::claim::figure::{Figure, Named, Spot};
    use crate::model::claim::printed::Printed;
    use crate::model::claim::statement::{Block, BlockRow, Claim, Rate, ShareClaim, Spread, Statement, Total};

    #[test]
    fn every_kind_has_its_check() {
        assert_eq!(CHECKS.map(|(kind, _)| kind), Kind::ALL);
    }

    fn figure(printed: Printed) -> Figure {
        Figure { printed, spot: Spot::Text { line: 1, column: 1 }, range: (0, 1) }
    }

    fn whole(number: u64) -> Figure {
        figure(Printed { digits: i64::try_from(number).unwrap(), decimals: 0 })
    }

    fn percent(count: u64, base: u64, decimals: u8) -> Figure {
        figure(part(count, base, decimals).percent)
    }

    fn verdicts(statements: Vec<Statement>) -> Vec<(Kind, Verdict)> {
        let claim = |statement| Claim {
            spot: Spot::Text { line: 1, column: 1 },
            text: String::new(),
            range: (0, 1),
            statement,
        };
        let publication = Publication { claims: statements.into_iter().map(claim).collect(), text: "x".to_owned() };
        audit(&publication, None).into_iter().map(|finding| (finding.kind, finding.verdict)).collect()
    }

    fn failing(statements: Vec<Statement>) -> Vec<Kind> {
        verdicts(statements)
            .into_iter()
            .filter(|(_, verdict)| *verdict == Verdict::Fails)
            .map(|(kind, _)| kind)
            .collect()
    }

    /// A table of one question with what is true of it.
    fn block(counts: &[u64], base: u64, decimals: u8, single: Option<bool>) -> Block {
        let row = |count: &u64| BlockRow {
            label: "a".to_owned(),
            count: Some(whole(*count)),
            percent: Some(percent(*count, base, decimals)),
        };
        Block { base: Some(whole(base)), single, rows: counts.iter().map(row).collect(), ..Block::default() }
    }

    proptest! {
        // What is true and printed as it should be never fails, whatever is left out.
        #[test]
        fn a_true_table_fails_nowhere(
            counts in prop::collection::vec(0_u64..300, 2..9),
            decimals in 0_u8..3,
            shown in 0_u8..5,
        ) {
            let base = counts.iter().sum::<u64>().max(1);
            let mut single = block(&counts, base, decimals, Some(true));
            let mut several = block(&counts, base + 7, decimals, Some(false));
            let mut unsaid = block(&counts, base, decimals, None);
            for block in [&mut single, &mut several, &mut unsaid] {
                match shown {
                    0 => block.rows.iter_mut().for_each(|row| row.count = None),
                    1 => block.rows.iter_mut().for_each(|row| row.percent = None),
                    2 => block.base = None,
                    3 => block.rows.iter_mut().take(1).for_each(|row| row.count = None),
                    _ => {}
                }
            }
            let all = vec![Statement::Block(single), Statement::Block(several), Statement::Block(unsaid)];
            prop_assert_eq!(failing(all), Vec::new());
        }

        // Groups that are printed as rates, with or without their bases, have at least the solution that they come from.
        #[test]
        fn true_rates_of_groups_have_a_solution(
            groups in prop::collection::vec((1_u64..40, 0.0_f64..=1.0), 2..5),
            decimals in 0_u8..2,
            known in any::<bool>(),
        ) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the base")]
            let groups: Vec<(u64, u64)> = groups.into_iter().map(|(base, of)| ((of * base as f64) as u64, base)).collect();
            let (count, base) = groups.iter().fold((0, 0), |(count, base), own| (count + own.0, base + own.1));
            let rate = |(count, base): &(u64, u64)| Rate {
                label: "a".to_owned(),
                percent: percent(*count, *base, decimals),
                count: None,
                base: known.then(|| whole(*base)),
            };
            let total = Total { count: Some(whole(count)), base: Some(whole(base)), percent: Some(percent(count, base, decimals)) };
            let rates = Statement::Rates { groups: groups.iter().map(rate).collect(), total: Some(total) };
            prop_assert_eq!(failing(vec![rates]), Vec::new());
        }

        #[test]
        fn true_statistics_and_sums_fail_nowhere(mut values in prop::collection::vec(0_u32..5_000, 3..40), decimals in 0_u8..3) {
            values.sort_unstable();
            let n = values.len() as u64;
            let total: u64 = values.iter().map(|value| u64::from(*value)).sum();
            let mean = Printed { digits: part(total, n, decimals).percent.digits, decimals: decimals + 2 };
            let at = |position: usize| Some(whole(values[position].into()));
            let spread = Spread {
                n: Some(whole(n)),
                mean: Some(figure(mean)),
                total: Some(whole(total)),
                minimum: at(0),
                median: at(values.len() / 2),
                maximum: at(values.len() - 1),
                ..Spread::default()
            };
            let named = |value: &u32| Named { label: "a".to_owned(), figure: whole((*value).into()) };
            let parts = values.iter().map(named).collect();
            let total = Named { label: "all".to_owned(), figure: whole(total) };
            let statements = vec![Statement::Spread(Box::new(spread)), Statement::Sum { parts, total }];
            prop_assert_eq!(failing(statements), Vec::new());
        }

        // A percentage that is two units off, of a base that tells so many apart, is found.
        #[test]
        fn a_wrong_percentage_is_found(base in 20_u64..400, of in 0.1_f64..0.9, off in prop::sample::select(vec![-9_i64, -2, 2, 9])) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to the base")]
            let count = (of * base as f64) as u64;
            let mut percent = percent(count, base, 1);
            percent.printed.digits += off;
            let share = ShareClaim {
                count: Some(whole(count)),
                base: Some(whole(base)),
                percent: Some(percent),
                base_is_said: true,
                ..ShareClaim::default()
            };
            prop_assert_eq!(failing(vec![Statement::Share(share)]), vec![Kind::Share]);
        }
    }

    #[test]
    fn numbers_too_long_for_arithmetic_are_left_alone() {
        let long = figure(Printed { digits: i64::MAX, decimals: 18 });
        let huge = figure(Printed { digits: i64::MAX, decimals: 0 });
        let small = figure(Printed { digits: i64::MIN, decimals: 3 });
        for (count, base, percent) in [(&huge, &huge, &long), (&small, &huge, &small), (&long, &small, &huge)] {
            let [count, base, percent] = [count, base, percent].map(|figure| Some(figure.clone()));
            let share = ShareClaim {
                count: count.clone(),
                base: base.clone(),
                percent: percent.clone(),
                ..ShareClaim::default()
            };
            let row = BlockRow { label: String::new(), count: count.clone(), percent: percent.clone() };
            let block = Block {
                base: base.clone(),
                asked: count.clone(),
                not_answered: base.clone(),
                rows: vec![row; 3],
                ..Block::default()
            };
            let spread = Spread {
                n: count.clone(),
                mean: percent.clone(),
                total: base.clone(),
                minimum: base.clone(),
                maximum: count.clone(),
                ..Spread::default()
            };
            let named = Named { label: String::new(), figure: huge.clone() };
            let rate = Rate { label: String::new(), percent: long.clone(), count: count.clone(), base: base.clone() };
            let total = Total { count, base, percent };
            let statements = vec![
                Statement::Share(share),
                Statement::Block(block),
                Statement::Spread(Box::new(spread)),
                Statement::Sum { parts: vec![named.clone(); 3], total: named.clone() },
                Statement::Rates { groups: vec![rate; 3], total: Some(total) },
                Statement::SourceTotal(named),
            ];
            assert_eq!(failing(statements), Vec::new());
        }
    }

    #[test]
    fn a_table_without_its_base_tells_the_row_that_is_wrong() {
        let mut without = block(&[23, 34, 4], 61, 1, None);
        without.base = None;
        without.rows[0].percent = Some(figure(Printed { digits: 371, decimals: 1 }));
        assert_eq!(failing(vec![Statement::Block(without)]), [Kind::Share]);
    }

    // Ten thousand claims, one long table, many groups: nothing is quadratic in them.
    #[test]
    fn many_claims_are_judged_once_each() {
        let share = |at: usize| {
            let count = (at % 61) as u64;
            ShareClaim {
                count: Some(whole(count)),
                base: Some(whole(61)),
                percent: Some(percent(count, 61, 1)),
                base_is_said: true,
                subject: "the same".to_owned(),
                ..ShareClaim::default()
            }
        };
        let statements: Vec<Statement> = (0..10_000).map(|at| Statement::Share(share(at))).collect();
        assert_eq!(verdicts(statements).len(), 19_999);
        let rate = Rate { label: "a".to_owned(), percent: percent(1, 3, 1), count: None, base: None };
        let total = Total { count: Some(whole(300_000)), base: Some(whole(900_000)), percent: None };
        let rates = Statement::Rates { groups: vec![rate.clone(); 10_000], total: Some(total) };
        assert_eq!(verdicts(vec![rates]), [(Kind::GroupRates, Verdict::Untold)]);
        // Rows of a long table do not carry all of it.
        let mut long = block(&[1; 2_000], 2_000, 1, Some(true));
        long.title = "t".repeat(1_000_000);
        let claim = Claim {
            spot: Spot::Text { line: 1, column: 1 },
            text: "x".repeat(1_000_000),
            range: (0, 1),
            statement: Statement::Block(long),
        };
        let found = audit(&Publication { claims: vec![claim], text: String::new() }, None);
        assert_eq!(found.len(), 2_001);
        assert!(found.iter().all(|finding| finding.text.capacity() < 1_000));
        // Searches share one bound.
        let total = Total { count: Some(whole(200)), base: Some(whole(600)), percent: None };
        let rates = Statement::Rates { groups: vec![rate; 4], total: Some(total) };
        let found = verdicts(vec![rates; 1_000]);
        assert_eq!((found[0].1, found[999].1), (Verdict::Holds, Verdict::Untold));
    }
}
